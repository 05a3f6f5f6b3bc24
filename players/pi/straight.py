"""Straight lines: HTTP to whom a player is told to and nobody else, with a host that proves itself."""

from __future__ import annotations

import os
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from players.pi.problems import Refused, Unreachable

CONNECT_S, READ_S = 3.05, 5
"""Longest waits: for a connection, and between two pieces."""

AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""Whom this machine trusts, an office's own certificate that update-ca-certificates installed included."""

PIECE = 1 << 15
GONE = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)

_NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME. A Pi without a battery clock starts in the past: it would find every
certificate not valid yet, and could never ask what time it is. What is shown is guarded by signatures."""


class Trust:
    """Whose word for a server's certificate counts: this machine's authorities and, if there is one, the office's."""

    def __init__(self, authority: str = "") -> None:
        """`authority` is a PEM, "" for none; Refused where it is neither."""
        self._authority = authority
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None
        if authority:
            self._admit(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))

    @property
    def context(self) -> ssl.SSLContext:
        """Made when it is needed first: reading all authorities of a machine takes a while."""
        with self._lock:
            if self._context is None:
                context = _strict()
                named = (os.environ.get(name) for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"))
                bundle = next(filter(None, named), None) or (str(AUTHORITIES) if AUTHORITIES.is_file() else None)
                context.load_verify_locations(bundle) if bundle else context.load_default_certs()
                self._admit(context)
                self._context = context
            return self._context

    def _admit(self, context: ssl.SSLContext) -> None:
        if not self._authority:
            return
        try:
            context.load_verify_locations(cadata=self._authority)
        except (ssl.SSLError, ValueError) as error:
            raise Refused(
                ja="登録の authority が証明書になっていません。もう一度登録してください。",
                en="`authority` in the enrolment is no certificate. Enrol this player again.",
            ) from error


class TrustAnybody(Trust):
    """Nobody needs to prove anything: good for a first answer alone, which two words on a monitor will prove."""

    @property
    def context(self) -> ssl.SSLContext:
        """As Trust says."""
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)  # the words are what proves it
        context = _strict()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context


class TrustAlone(Trust):
    """One authority and no other, under whatever name the host is called: whoever it signed is the server."""

    @property
    def context(self) -> ssl.SSLContext:
        """As Trust says."""
        context = _strict()
        context.check_hostname = False
        self._admit(context)
        return context


class Straight(requests.Session):
    """Talks to whom it is told to and nobody else: follows no redirect, heeds no proxy setting, sends no .netrc."""

    def __init__(self, url: str, *, trust: Trust) -> None:
        super().__init__()
        self.trust_env = False
        if url.startswith("https://"):
            self.mount("https://", _Trusting(trust.context))
        self.headers.update({"Accept-Encoding": "identity", "User-Agent": "signage-player/1"})

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere: a redirect is an answer like any other that is not 200."""


class _Trusting(HTTPAdapter):
    """Connections are made with one context, and with nothing else that requests would have them trust."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__()

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **named: Any) -> None:  # noqa: ANN401
        """As HTTPAdapter says."""
        name = {} if self._context.check_hostname else {"assert_hostname": False}
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **name, **named)

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: object,
        proxies: object = None,
        cert: object = None,
    ) -> urllib3.HTTPConnectionPool:
        """As HTTPAdapter says: of this context, whatever requests would add."""
        pool: urllib3.HTTPConnectionPool = self.poolmanager.connection_from_url(str(request.url))
        return pool

    def cert_verify(self, conn: Any, url: str, verify: object, cert: object) -> None:  # noqa: ANN401 - as above
        """Nothing more: the context says it all."""


def pieces(response: requests.Response) -> Iterator[bytes]:
    """As they come off the wire, unpacked, be they ever so small: none is waited for longer than READ_S."""
    return iter(lambda: response.raw.read1(PIECE, decode_content=True), b"")


def gone(url: str, error: BaseException) -> Unreachable:
    """Why a server gave no answer at all."""
    if not _mistrusted(error):
        return unreachable(url, type(error).__name__)
    return Untrusted(
        ja=f"サーバー {url} の証明書を、この端末は信用できません。URL の名前とサーバーの証明書を確認してください。",
        en=f"This player does not trust the certificate of {url} (SSLError). Check that name, and the certificate.",
    )


class Untrusted(Unreachable):
    """A server that cannot prove who it is; it may have a better certificate another time."""


def unreachable(url: str, why: str) -> Unreachable:
    """The server did not give what it was asked for."""
    return Unreachable(
        ja=f"サーバー {url} から受け取れません({why})。接続を確認してください。",
        en=f"The server {url} does not answer as it must ({why}). Check the connection.",
    )


def _mistrusted(error: BaseException | None) -> bool:
    """Whether a connection failed because nobody whom we trust vouches for the server's certificate."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        inner = [getattr(error, "reason", None), *error.args, error.__cause__, error.__context__]
        error = next((one for one in inner if isinstance(one, BaseException)), None)
    return False


def _strict() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_flags |= ssl.VerifyFlags(_NO_CHECK_TIME)
    return context
