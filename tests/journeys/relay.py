"""A man in the middle: relays everything between a player and its server, and puts his own key in place of theirs."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signage.publish.signing import base64url

Forging = Callable[[dict[str, str]], dict[str, str]]


@contextlib.contextmanager
def relayed(server: str) -> Iterator[str]:
    """The address at which he answers until the end of the block: the server's own words, but for its key."""
    own = base64url(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with relaying(server, lambda said: {**said, "public_key": own} if "public_key" in said else said) as address:
        yield address


@contextlib.contextmanager
def relaying(server: str, forge: Forging) -> Iterator[str]:
    """Everything as it is, and answers about pairings as `forge` makes them."""
    port = urlsplit(server).port

    class Relay(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            there = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            headers = {name: value for name, value in self.headers.items() if name != "Accept-Encoding"}
            there.request(self.command, self.path, body, headers)
            answer = there.getresponse()
            told = answer.read()
            if self.path.startswith("/api/v1/pairings") and answer.status in {200, 201}:
                told = json.dumps(forge(json.loads(told))).encode()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"content-length", "transfer-encoding", "connection", "date", "server"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)
            there.close()

        do_POST = do_GET  # noqa: N815 - the name is the base class's

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Nothing: pytest's output is for failures."""

    relay = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    relay.daemon_threads = True
    thread = threading.Thread(target=relay.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{relay.server_port}"
    finally:
        relay.shutdown()
        thread.join()
        relay.server_close()
