"""The published tree over a real socket: on granian, and on the plainest WSGI server there is."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from signage.publish.tree import Tree as PublishedTree
from signage.web.sending import BLOCK
from signage.web.tree import DOWNLOADS, Tree
from tests.conftest import ROOT

HEAD = "0123456789abcdef0123456789abcdef"
FRAME = b"RIFF\x00\x00\x00\x00WEBP" + bytes(range(256)) * 40
FILM = b"\x00\x00\x00\x20ftypisom" + os.urandom(1024) * 24 * 1024


class Site:
    """A served tree: its folder, its port, and one way to ask."""

    def __init__(self, public: Path, port: int) -> None:
        self.public, self.port = public, port

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


def put(public: Path, content: bytes) -> str:
    sha = hashlib.sha256(content).hexdigest()
    path = public / "v1/assets" / sha[:2] / sha
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return f"/v1/assets/{sha[:2]}/{sha}"


def put_signed(public: Path, kind: str, content: bytes, *, key: str = HEAD, second: int = 1_795_000_000) -> str:
    path = public / "v1" / kind / f"{key}.jws"
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    os.utime(beside, (second, second))
    beside.replace(path)
    return f"/v1/{kind}/{key}.jws"


def until(condition: object, *, seconds: float = 10) -> None:
    """Wait for a condition, given as something to call."""
    deadline = time.monotonic() + seconds
    assert callable(condition)
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        threading.Event().wait(0.02)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def on_granian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    public = tmp_path_factory.mktemp("granian") / "public"
    public.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "tests.web.serving", str(port), str(public)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        until(lambda: listens(port))
        yield Site(public, port)
        process.terminate()
        assert process.wait(timeout=10) == 0


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Nothing."""


@pytest.fixture(scope="module")
def on_wsgiref(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    public = tmp_path_factory.mktemp("wsgiref") / "public"
    public.mkdir()

    def behind(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return ["素".encode()]

    with make_server("127.0.0.1", 0, Tree(public, behind), handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Site(public, server.server_port)
        server.shutdown()
        thread.join()


@pytest.fixture(params=["on_granian", "on_wsgiref"])
def site(request: pytest.FixtureRequest) -> Site:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("kind", ["heads", "live"])
def test_a_signed_file_comes_with_a_strong_etag_and_is_never_kept_unasked(site: Site, kind: str) -> None:
    path = put_signed(site.public, kind, b"a.b.c")

    answer, body = site.ask(path)

    assert (answer.status, body) == (200, b"a.b.c")
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"] == "application/jose"


def test_a_poll_that_changes_nothing_is_304_without_a_body(site: Site) -> None:
    path = put_signed(site.public, "heads", b"a.b.c")
    etag = site.ask(path)[0].headers["ETag"]

    for asked in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer, body = site.ask(path, If_None_Match=asked)
        assert (answer.status, body, answer.headers["ETag"]) == (304, b"", etag)


def test_a_live_file_is_packed_for_whoever_can_unpack_it(site: Site) -> None:
    path = put_signed(site.public, "live", b"eyJhbGciOiJFZERTQSJ9." + b"A" * 9_000)

    plain, whole = site.ask(path)
    answer, packed = site.ask(path, Accept_Encoding="gzip")
    again, nothing = site.ask(path, Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"])

    assert gzip.decompress(packed) == whole
    assert len(packed) * 10 < len(whole)
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert plain.headers["ETag"] != answer.headers["ETag"]
    assert (again.status, nothing) == (304, b"")


def test_a_new_head_is_answered_at_once_even_with_the_same_time_and_length(site: Site) -> None:
    path = put_signed(site.public, "heads", b"old.old.old", second=1_795_000_000)
    etag = site.ask(path)[0].headers["ETag"]

    put_signed(site.public, "heads", b"new.new.new", second=1_795_000_000)
    answer, body = site.ask(path, If_None_Match=etag)

    assert (answer.status, body) == (200, b"new.new.new")


def test_equal_bytes_have_an_equal_etag_on_every_server(on_granian: Site, on_wsgiref: Site) -> None:
    tags = {
        site.ask(put_signed(site.public, "heads", b"x.y.z", second=second))[0].headers["ETag"]
        for site, second in ((on_granian, 1_795_000_007), (on_wsgiref, 1_795_000_900))
    }

    assert len(tags) == 1


def test_every_answer_carries_the_date(site: Site) -> None:
    path, asset = put_signed(site.public, "heads", b"a.b.c"), put(site.public, FRAME)
    etag = site.ask(path)[0].headers["ETag"]

    answers = [
        site.ask(path)[0],
        site.ask(path, If_None_Match=etag)[0],
        site.ask(asset)[0],
        site.ask(asset, Range="bytes=3-5")[0],
        site.ask(asset, Range="bytes=99999999-")[0],
        site.ask("/v1/heads/nobody.jws")[0],
        site.ask(path, "POST")[0],
        site.ask("/")[0],
    ]

    assert [answer.status for answer in answers] == [200, 304, 200, 206, 416, 404, 405, 200]
    assert all(abs(parsedate_to_datetime(answer.headers["Date"]).timestamp() - time.time()) < 3 for answer in answers)
    assert all(len(answer.headers.get_all("Date")) == 1 for answer in answers)


def test_an_asset_may_be_kept_for_ever(site: Site) -> None:
    path = put(site.public, FRAME)

    answer, body = site.ask(path)

    assert (answer.status, body) == (200, FRAME)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert site.ask(path, If_None_Match=answer.headers["ETag"])[0].status == 304


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe0 photo", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n picture", "image/png"),
        (b'{"version":1}', "application/json"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"<script>alert(1)</script>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_an_asset_says_what_its_bytes_are(on_granian: Site, content: bytes, media_type: str) -> None:
    answer, body = on_granian.ask(put(on_granian.public, content))

    assert (answer.status, body, answer.headers["Content-Type"]) == (200, content, media_type)


@pytest.mark.parametrize("content", [FRAME, FILM], ids=["short", "long"])
@pytest.mark.parametrize(
    ("asked", "begins", "ends"),
    [("0-0", 0, 1), ("5-9", 5, 10), ("100-", 100, None), ("-7", -7, None), ("0-999999999999", 0, None),
     ("-999999999999", 0, None)],
)  # fmt: skip
def test_a_part_is_answered_as_that_part(
    site: Site, content: bytes, asked: str, begins: int, ends: int | None
) -> None:
    path = put(site.public, content)

    answer, body = site.ask(path, Range=f"bytes={asked}")

    assert answer.status == 206
    assert body == content[begins:ends]
    first = begins % len(content)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(body) - 1}/{len(content)}"


@pytest.mark.parametrize("asked", ["bytes=10252-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_beyond_the_end_is_416_and_says_the_length(site: Site, asked: str) -> None:
    answer, _ = site.ask(put(site.public, FRAME), Range=asked)

    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(FRAME)}")


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=-", "bytes=a-b", "items=0-4", "bytes=0-1,5-6", "bytes=٣-٤"])
def test_what_is_no_single_range_is_answered_whole(on_granian: Site, asked: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", on_granian.port, timeout=10)
    connection.request("GET", put(on_granian.public, FRAME), headers={"Range": asked.encode()})

    answer = connection.getresponse()

    assert (answer.status, answer.read()) == (200, FRAME)
    connection.close()


def test_if_range_with_another_etag_is_answered_whole(site: Site) -> None:
    path = put(site.public, FRAME)
    etag = site.ask(path)[0].headers["ETag"]

    assert site.ask(path, Range="bytes=1-2", If_Range=etag)[0].status == 206
    assert site.ask(path, Range="bytes=1-2", If_Range='"other"')[0].status == 200
    assert site.ask(path, Range="bytes=1-2", If_Range="Sun, 22 Nov 2026 00:00:00 GMT")[0].status == 200


def test_head_says_what_get_would_without_the_body(site: Site) -> None:
    for path, content in ((put_signed(site.public, "heads", b"a.b.c"), b"a.b.c"), (put(site.public, FRAME), FRAME)):
        answer, body = site.ask(path, "HEAD")
        assert (answer.status, body, answer.headers["Content-Length"]) == (200, b"", str(len(content)))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nobody_writes_here(on_granian: Site, method: str) -> None:
    answer, _ = on_granian.ask(put_signed(on_granian.public, "heads", b"a.b.c"), method)

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/heads/../../secret.jws",
        "/v1/heads/..%2f..%2fsecret.jws",
        "/v1/heads/%2e%2e/%2e%2e/secret.jws",
        "/v1/heads/..%5c..%5csecret.jws",
        "/v1/heads//secret.jws",
        "/v1/heads/secret.jws%00.jws",
        "/v1/heads/secret.jws%0a",
        "/v1/heads/secret",
        "/v1/heads/",
        "/v1/",
        "/v1/../secret.jws",
        "/v1/assets/../heads/secret.jws",
        "/v1/assets/ab/" + "cd" * 32,
        "/v1/assets/AB/" + "AB" * 32,
        "/v1/assets/ab/" + "ab" * 32 + "/",
        "/v1/assets/ab/../ab/" + "ab" * 32,
        "/v1/live/" + "k" * 65 + ".jws",
        "/v1/heads/" + "%E3%81%82" + ".jws",
    ],
)
def test_no_other_name_leads_anywhere(site: Site, path: str) -> None:
    (site.public.parent / "secret.jws").write_bytes(b"secret")
    (site.public / "secret.jws").write_bytes(b"secret")

    answer, body = site.ask(path)

    assert answer.status == 404
    assert b"secret" not in body


def test_links_and_folders_and_pipes_are_not_followed(site: Site) -> None:
    outside = site.public.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / ("cc" * 32)).write_bytes(b"secret")
    (site.public / "v1/heads").mkdir(parents=True, exist_ok=True)
    (site.public / "v1/assets").mkdir(parents=True, exist_ok=True)
    for path, target in (("v1/heads/link.jws", outside / ("cc" * 32)), ("v1/assets/cc", outside)):
        (site.public / path).unlink(missing_ok=True)
        (site.public / path).symlink_to(target)
    (site.public / "v1/heads/folder.jws").mkdir(exist_ok=True)
    if not (site.public / "v1/heads/pipe.jws").exists():
        os.mkfifo(site.public / "v1/heads/pipe.jws")

    asked = ("/v1/heads/link.jws", "/v1/heads/folder.jws", "/v1/heads/pipe.jws", "/v1/assets/cc/" + "cc" * 32)

    assert [site.ask(path)[0].status for path in asked] == [404] * 4


def test_everything_else_is_flasks(site: Site) -> None:
    answer, body = site.ask("/")

    assert (answer.status, body.decode()) == (200, "素")


def test_slow_readers_hold_up_no_poll_and_those_who_are_too_many_are_told_to_come_again(on_granian: Site) -> None:
    head, film = put_signed(on_granian.public, "heads", b"a.b.c"), put(on_granian.public, FILM)
    assert len(FILM) > 64 * BLOCK
    readers = []
    for _ in range(DOWNLOADS):
        reader = socket.socket()
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect(("127.0.0.1", on_granian.port))
        reader.sendall(f"GET {film} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert reader.recv(12) == b"HTTP/1.1 200"
        readers.append(reader)

    refused = on_granian.ask(film)[0]
    began = time.monotonic()
    polled = [on_granian.ask(head)[0].status for _ in range(20)]
    took = time.monotonic() - began
    for reader in readers:
        reader.close()

    assert (refused.status, refused.headers["Retry-After"]) == (503, "2")
    assert polled == [200] * 20
    assert took < 2
    until(lambda: on_granian.ask(film)[0].status == 200)


def test_it_remembers_when_each_head_was_asked_for_and_nothing_of_what_is_not_there(tmp_path: Path) -> None:
    published = PublishedTree(tmp_path)
    published.prepare()
    published.put_heads({"a" * 32: b"head"}, at=0)
    heard: dict[str, float] = {}
    tree = Tree(tmp_path / "public", lambda environ, start_response: [], clock=lambda: 12.5, heard=heard)

    for key in ("a" * 32, "b" * 32):
        list(tree({"PATH_INFO": f"/v1/heads/{key}.jws", "REQUEST_METHOD": "GET"}, lambda *_: lambda body: None))

    assert heard == {"a" * 32: 12.5}
