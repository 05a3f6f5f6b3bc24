"""Fetching: from whom it is told and nobody else, from whom this machine trusts, and never for ever."""

from __future__ import annotations

import contextlib
import gzip
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from players.pi import straight
from players.pi.clock import boot_ms
from players.pi.fetch import HttpServer
from players.pi.problems import Unreachable
from players.pi.straight import Trust


class Strange(ThreadingHTTPServer):
    """`/moved` redirects, `/drip` gives a byte every 20 ms, all else is `hello`. `asked` has (path, headers)."""

    daemon_threads = True
    scheme = "http"

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ended = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients hang up."""


_BOMB = gzip.compress(bytes(50_000_000))
"""A thousandth of what comes out of it."""


class _Handler(BaseHTTPRequestHandler):
    server: Strange

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        moved = self.path == "/moved"
        self.send_response(302 if moved else 200)
        if moved:
            self.send_header("Location", "/elsewhere")
        body = _BOMB if self.path == "/bomb" else b"hello"
        if body is _BOMB:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", "1000000" if self.path == "/drip" else str(len(body)))
        self.end_headers()
        if self.path != "/drip":
            self.wfile.write(body)
            return
        while not self.server.ended.wait(0.02):
            self.wfile.write(b".")


@contextlib.contextmanager
def a_server(certificate: Path | None = None) -> Iterator[Strange]:
    server = Strange()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def an_office_certificate(folder: Path, *, at: datetime | None = None, called: str = "office") -> tuple[Path, Path]:
    """A server's certificate with its key, and the certificate of the office that signed it; good for two days."""
    office, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, called)])
    now = at or datetime.now(UTC)

    def certificate(key: ec.EllipticCurvePrivateKey, *, of: str) -> x509.CertificateBuilder:
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, of)])
        made = x509.CertificateBuilder(name, subject, key.public_key(), x509.random_serial_number())
        return made.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))

    root = certificate(office, of=called).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    leaf = certificate(own, of="server").add_extension(host, False)
    private = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(private + leaf.sign(office, hashes.SHA256()).public_bytes(Encoding.PEM))
    (folder / "office.pem").write_bytes(root.sign(office, hashes.SHA256()).public_bytes(Encoding.PEM))
    return folder / "server.pem", folder / "office.pem"


def hurried() -> int:
    """A boot clock a hundred times as fast: 30 s pass in 0.3."""
    return boot_ms() * 100


def test_a_redirect_is_not_followed() -> None:
    with a_server() as server:
        line = HttpServer(server.url, boot=boot_ms, trust=Trust())

        with pytest.raises(Unreachable, match="HTTP 302"):
            line.get("moved", etag=None, limit=100)
        with pytest.raises(Unreachable, match="HTTP 302"), line.stream("moved", start=0):
            pass

        assert [path for path, _ in server.asked] == ["/moved", "/moved"]


def test_what_unpacks_to_more_than_is_allowed_is_given_up() -> None:
    with a_server() as server:
        line = HttpServer(server.url, boot=boot_ms, trust=Trust())

        with pytest.raises(Unreachable, match="too long"):
            line.get("bomb", etag=None, limit=1_000_000)
        assert line.get("plain", etag=None, limit=100).body == b"hello"


def test_neither_a_proxy_setting_nor_netrc_is_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with a_server() as server:
        answer = HttpServer(server.url, boot=boot_ms, trust=Trust()).get("x", etag=None, limit=100)

        assert answer.body == b"hello"
        assert "Authorization" not in server.asked[0][1]


def test_an_offices_own_certificate_is_trusted_where_the_machine_trusts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, office = an_office_certificate(tmp_path)
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    with a_server(certificate) as server:
        with pytest.raises(Unreachable, match="SSLError"):
            HttpServer(server.url, boot=boot_ms, trust=Trust()).get("x", etag=None, limit=100)

        with monkeypatch.context() as installed:
            installed.setattr(straight, "AUTHORITIES", office)
            assert HttpServer(server.url, boot=boot_ms, trust=Trust()).get("x", etag=None, limit=100).body == b"hello"
        monkeypatch.setenv("SSL_CERT_FILE", str(office))
        assert HttpServer(server.url, boot=boot_ms, trust=Trust()).get("x", etag=None, limit=100).body == b"hello"


def test_a_document_that_drips_is_given_up() -> None:
    with a_server() as server, pytest.raises(Unreachable):
        HttpServer(server.url, boot=hurried, trust=Trust()).get("drip", etag=None, limit=1_000_000)


def test_an_asset_that_drips_is_given_up_and_what_came_is_kept() -> None:
    came: list[bytes] = []
    with a_server() as server:
        line = HttpServer(server.url, boot=hurried, trust=Trust())
        with pytest.raises(Unreachable, match="bytes in 30 s"), line.stream("drip", start=0) as stream:
            came.extend(stream.pieces)

    assert 1 < len(came) < 100
