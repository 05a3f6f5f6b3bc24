"""The visitors' pages over WSGI: what lies below `site`, fresh, small for phones, and nothing else of the machine."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from signage.web.site import Site

PAGE = "<!doctype html>" + "番号案内" * 500


def staff(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """What lies behind."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"staff"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "site/o/ume/queue"
    found.mkdir(parents=True)
    (found / "index.html").write_text(PAGE, encoding="utf-8")
    (found / "queue.json").write_text('{"version":1}')
    (found / "queue.js").write_text("// script")
    (tmp_path / "signage.toml").write_text("secret")
    return found


@pytest.fixture
def phone(tmp_path: Path, folder: Path) -> Client:
    return Client(Site(tmp_path / "site", staff, clock=lambda: 1_795_311_720))


def test_a_page_its_data_and_its_script_are_served_each_as_what_it_is(phone: Client) -> None:
    answers = {name: phone.get(f"/o/ume/queue/{name}") for name in ("", "queue.json", "queue.js")}

    types = {name: answer.headers["Content-Type"] for name, answer in answers.items()}
    assert types == {
        "": "text/html; charset=utf-8",
        "queue.json": "application/json",
        "queue.js": "text/javascript; charset=utf-8",
    }
    assert answers[""].text == PAGE
    assert answers[""].headers["Date"] == "Sun, 22 Nov 2026 01:42:00 GMT"


def test_everything_says_that_nothing_of_elsewhere_may_run_in_it(phone: Client) -> None:
    headers = phone.get("/o/ume/queue/").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-cache"


def test_a_phone_that_has_it_is_told_so_until_it_changes(phone: Client, folder: Path) -> None:
    tag = phone.get("/o/ume/queue/queue.json").headers["ETag"]

    unchanged = phone.get("/o/ume/queue/queue.json", headers={"If-None-Match": tag})
    beside = folder / "queue.json.new"
    beside.write_text('{"version":1,"queues":[]}')
    beside.replace(folder / "queue.json")
    changed = phone.get("/o/ume/queue/queue.json", headers={"If-None-Match": tag})

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert "Date" in unchanged.headers
    assert (changed.status_code, changed.data) == (200, b'{"version":1,"queues":[]}')


def test_what_phones_can_unpack_is_packed_under_a_tag_of_its_own(phone: Client) -> None:
    plain = phone.get("/o/ume/queue/")

    packed = phone.get("/o/ume/queue/", headers={"Accept-Encoding": "gzip, br"})

    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 5
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_the_address_without_its_last_stroke_leads_on(phone: Client) -> None:
    answer = phone.get("/o/ume/queue")

    assert (answer.status_code, answer.headers["Location"]) == (308, "/o/ume/queue/")


@pytest.mark.parametrize(
    "path",
    [
        "/o/",
        "/o/none/queue/",
        "/o/none/queue",
        "/o/../signage.toml",
        "/o/ume/../../../signage.toml",
        "/o/ume/queue/..%2f..%2f..%2f..%2fsignage.toml",
        "/o/ume/queue/queue.json/",
        "/o/ume/queue/queue.json.new",
        "/o/ume/queue/.hidden.html",
        "/o//ume/queue/",
        "/o/ume/queue/\x00.html",
    ],
)
def test_nothing_else_is_there(phone: Client, folder: Path, path: str) -> None:
    (folder / ".hidden.html").write_text("hidden")
    (folder / "queue.json.new").write_text("half")

    answer = phone.get(path)

    assert answer.status_code == 404
    assert b"secret" not in answer.data


def test_links_lead_nowhere(phone: Client, folder: Path, tmp_path: Path) -> None:
    os.symlink(tmp_path / "signage.toml", folder / "index.json")
    os.symlink(tmp_path / "site/o/ume", tmp_path / "site/o/take")

    answers = [phone.get(path) for path in ("/o/ume/queue/index.json", "/o/take/queue/", "/o/take/queue/queue.json")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_it_is_only_read(phone: Client) -> None:
    post, head = phone.post("/o/ume/queue/"), phone.head("/o/ume/queue/")

    assert (post.status_code, post.headers["Allow"]) == (405, "GET, HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(PAGE.encode())


def test_all_else_is_the_staffs(phone: Client) -> None:
    assert phone.get("/offices").data == b"staff"
