"""Feed addresses: a JSON document, asked for again and again of the host that was named, and of no other."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from signage.core.problems import Broken, Problem, Refused
from signage.core.queue_log import Row
from signage.core.queues import Feed, ReadField, Reading

MOST_BYTES = 1_000_000
TIMEOUT_S = 5.0
MOST_ROWS = 1_000

_OWN: tuple[ReadField, ...] = ("date", "time", "kind", "queue", "number", "counter", "waiting")
_OWN_COLUMNS = tuple(Reading(heading=name, field=name) for name in _OWN)
"""Where nobody said how the keys are called, they are called as ours."""


def fetched(url: str, *, etag: str = "") -> tuple[bytes | None, str]:
    """The document, None where it is still the one of that ETag; and its ETag. It is never followed elsewhere."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    try:
        connection = (
            HTTPSConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_S, context=ssl.create_default_context())
            if secure
            else HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
        )
    except (ValueError, HTTPException) as error:
        raise _silent(parts.netloc, error) from error
    try:
        asked = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        headers = {"Accept": "application/json", **({"If-None-Match": etag} if etag else {})}
        connection.request("GET", asked, headers=headers)
        answer = connection.getresponse()
        if answer.status == 304:
            return None, etag
        if answer.status != 200:
            raise _refusing(parts.netloc, answer)
        return _body(answer, parts.netloc), answer.headers.get("ETag", "")
    except (OSError, HTTPException, ValueError) as error:
        raise _silent(parts.netloc, error) from error
    finally:
        connection.close()


def rows_of(body: bytes, feed: Feed) -> Iterator[tuple[Row | None, str]]:
    """The objects of a document as rows, each with its words: a list of them, or one under "queues"."""
    try:
        document = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise _other_form(feed) from error
    listed = document.get("queues") if isinstance(document, Mapping) else document
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise _other_form(feed)
    for each in listed[:MOST_ROWS]:
        written = json.dumps(each, ensure_ascii=False)
        yield _row(each, feed.columns or _OWN_COLUMNS) if isinstance(each, Mapping) else None, written


def _row(each: Mapping[str, Any], columns: Sequence[Reading]) -> Row:
    return {one.field: value for one in columns if (value := _at(each, one.heading)) is not None}


def _at(each: Mapping[str, Any], key: str) -> str | None:
    """The value of a key, or of one further in: "now.number"."""
    found: Any = each
    for part in [key] if key in each else key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, str | int):
        return None
    return str(found)


def _body(answer: HTTPResponse, host: str) -> bytes:
    """All of it, unless it is too long or takes too long."""
    begun, body = monotonic(), b""
    while chunk := answer.read1(65_536):
        body += chunk
        if len(body) > MOST_BYTES or monotonic() - begun > TIMEOUT_S:
            raise Refused(
                ja=f"{host} の答えが大きすぎるか遅すぎます。{MOST_BYTES // 1_000_000}MB までの JSON にしてください。",
                en=f"the answer of {host} is too large or too slow; name an address that answers with at most "
                f"{MOST_BYTES // 1_000_000} MB of JSON",
            )
    return body


def _refusing(host: str, answer: HTTPResponse) -> Problem:
    if answer.status in {301, 302, 303, 307, 308}:
        return Refused(
            ja=f"{host} は別のアドレスへ案内しています。その先のアドレスを取込元に書いてください。",
            en=f"{host} leads on to another address; write that one into the feed",
        )
    return Broken(
        ja=f"{host} が {answer.status} と答えました。アドレスと、相手のシステムを確かめてください。",
        en=f"{host} answered {answer.status}; look at the address, and at the system behind it",
    )


def _silent(host: str, error: Exception) -> Problem:
    return Broken(
        ja=f"{host} から答えがありません({error})。アドレスとネットワークを確かめてください。",
        en=f"{host} does not answer ({error}); look at the address and the network",
    )


def _other_form(feed: Feed) -> Problem:
    return Refused(
        ja=f"「{feed.place}」の答えが、業務の一覧の JSON ではありません。アドレスを確かめてください。",
        en=f'"{feed.place}" does not answer with a list of queues as JSON; look at the address',
    )
