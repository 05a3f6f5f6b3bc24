"""Somebody between a player and its office, with a certificate and keys of his own, who hands on what is said."""

from __future__ import annotations

import contextlib
import http.client
import json
import ssl
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from players.pi.pairing import Offer, Word, words_of
from tests.journeys.pi_office import PiOffice
from tests.players_pi.test_fetch import an_office_certificate
from tests.players_pi.test_pairing import WORDS
from tests.vectors.heads import STRANGER, public


class Between(ThreadingHTTPServer):
    """What he has learnt: what the office offered, what he made of it, and the player's random bytes."""

    daemon_threads = True

    def __init__(self, office: PiOffice, authority: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.office, self.authority = office, authority
        self.said: dict[str, Any] = {}
        self.nonce = ""

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.server_address[1]}"

    def words(self) -> tuple[Word, Word]:
        """What the player must show."""
        keys = {name: self.said[name] for name in ("public_key", "recovery_key", "authority")}
        offer = Offer(id="x", digits=self.said["code"], poll_ms=1, **keys)
        return words_of(offer, nonce=bytes.fromhex(self.nonce), among=WORDS)

    def ask(self, method: str, path: str, body: bytes | None) -> tuple[int, dict[str, Any]]:
        """Hand it on to the office."""
        unproved = ssl._create_unverified_context()
        line = http.client.HTTPSConnection("127.0.0.1", self.office.port, timeout=20, context=unproved)
        line.request(method, path, body, {"Content-Type": "application/json"})
        answer = line.getresponse()
        told = json.loads(answer.read())
        line.close()
        return answer.status, told


class _Handler(BaseHTTPRequestHandler):
    server: Between

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, told = self.server.ask("POST", self.path, body)
        self.server.said = {**told, "public_key": public(STRANGER), "authority": self.server.authority}
        self._answer(status, self.server.said)

    def do_GET(self) -> None:
        status, told = self.server.ask("GET", self.path, None)
        self.server.nonce = self.path.partition("?nonce=")[2]
        self._answer(status, told)

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def relaying(office: PiOffice) -> Iterator[Between]:
    """He is there until the end of the block."""
    with tempfile.TemporaryDirectory() as folder:
        certificate, authority = an_office_certificate(Path(folder))
        server = Between(office, authority.read_text())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            server.server_close()
            thread.join(5)
