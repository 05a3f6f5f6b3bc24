"""Telling: a document posted to a server, and what it answered; every answer bounded."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from players.pi.problems import language
from players.pi.straight import CONNECT_S, GONE, READ_S, Straight, Trust, gone, pieces, unreachable

WHOLE_S = 15
"""The longest wait for a whole answer, once it begins."""

_MOST_BYTES = 256 << 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A status, the document that came with it ({} where none did), and in how many seconds to ask again, if told."""

    status: int
    document: Mapping[str, Any]
    again_s: int | None = None

    @property
    def passing(self) -> bool:
        """Whether the trouble may pass by itself: the same words may be welcome later."""
        return self.status in {408, 425, 429} or not 400 <= self.status < 500

    @property
    def detail(self) -> str:
        """What a problem document says (RFC 9457), or else the bare status."""
        return str(self.document.get("detail") or f"HTTP {self.status}")[:300]


class Sender:
    """The line by which a machine at the screen talks with a server's API; keeps its connection. For one thread."""

    def __init__(self, url: str, *, token: str, trust: Trust) -> None:
        """`token` is "" for who has none yet."""
        self._url = url
        self._session = Straight(url, trust=trust)
        self._session.headers.update({"Accept-Language": language()})
        if token:
            self._session.headers.update({"Authorization": f"Bearer {token}"})

    def post(self, path: str, document: Mapping[str, Any]) -> Reply:
        """Tell it. Unreachable where no answer came."""
        return self._ask("POST", path, json=document)

    def get(self, path: str) -> Reply:
        """Ask it. Unreachable where no answer came."""
        return self._ask("GET", path)

    def close(self) -> None:
        """Hang up."""
        self._session.close()

    def _ask(self, method: str, path: str, **more: Any) -> Reply:  # noqa: ANN401 - as requests takes it
        deadline = time.monotonic() + WHOLE_S
        try:
            with self._session.request(
                method, f"{self._url}/{path}", stream=True, timeout=(CONNECT_S, READ_S), **more
            ) as response:
                said = bytearray()
                for piece in pieces(response):
                    said += piece
                    if len(said) > _MOST_BYTES or time.monotonic() > deadline:
                        raise unreachable(self._url, "too long an answer")
                again = response.headers.get("Retry-After", "")
                return Reply(
                    status=response.status_code,
                    document=_document(bytes(said)),
                    again_s=min(int(again), 3600) if again.isascii() and again.isdigit() else None,
                )
        except GONE as error:
            raise gone(self._url, error) from error


class Senders:
    """The lines to servers' APIs, each kept open. For one thread."""

    def __init__(self, *, token: str, trust: Trust) -> None:
        self._token, self._trust = token, trust
        self._lines: dict[str, Sender] = {}

    def to(self, url: str) -> Sender:
        """The line to a server."""
        if url not in self._lines:
            self._lines[url] = Sender(url, token=self._token, trust=self._trust)
        return self._lines[url]


def _document(said: bytes) -> Mapping[str, Any]:
    """A JSON object; {} for anything else."""
    with contextlib.suppress(ValueError, RecursionError):
        document = json.loads(said)
        if isinstance(document, dict):
            return document
    return {}
