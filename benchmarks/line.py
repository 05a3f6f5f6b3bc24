"""A line: one connection of a simulated player or phone, kept open as they do, over asyncio's raw streams."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """What a crowd saw: answers by status (0: none came, and why), and how many ms each took that is timed."""

    statuses: Counter[int] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    took_ms: dict[str, list[float]] = field(default_factory=dict)


@dataclass
class Line:
    """Asks one thing after the other; connects again where the connection was lost."""

    port: int
    tally: Tally
    tls: ssl.SSLContext | None = None
    etags: dict[str, str] = field(default_factory=dict)
    _open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, *, timed: str = "") -> bytes | None:
        """The body, or None where it is what it was, or did not come."""
        seen = f"If-None-Match: {self.etags[path]}\r\n" if path in self.etags else ""
        status, headers, body = await self._asked(f"GET {path} HTTP/1.1\r\nHost: bench\r\n{seen}", b"", timed)
        if status != 200:
            return None
        if "etag" in headers:
            self.etags[path] = headers["etag"]
        return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body

    async def post(self, path: str, body: bytes, *, token: str, timed: str = "") -> int:
        """The status; 0 where no answer came."""
        head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
        length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        status, _, _ = await self._asked(head + length, body, timed)
        return status

    async def connect(self) -> None:
        """Open the connection, if it is not; OSError."""
        if self._open is None:
            name = "localhost" if self.tls else None
            self._open = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.tls, server_hostname=name)

    async def _asked(self, head: str, body: bytes, timed: str) -> tuple[int, dict[str, str], bytes]:
        began = time.perf_counter()
        try:
            answer = await self._answer(head, body)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            answer, self._open = (0, {}, b""), None
            self.tally.lost[f"{type(error).__name__} {error}"[:80]] += 1
        self.tally.statuses[answer[0]] += 1
        if timed:
            self.tally.took_ms.setdefault(timed, []).append(1000 * (time.perf_counter() - began))
        return answer

    async def _answer(self, head: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        await self.connect()
        assert self._open is not None
        reader, writer = self._open
        writer.write(f"{head}Accept-Encoding: gzip\r\n\r\n".encode() + body)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        return int(first.split()[1]), headers, await reader.readexactly(int(headers.get("content-length", 0)))
