"""Hostile requests: forged, framed, fixed, redirected, injected, climbing out of folders: each is tried."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient

import signage.web
from signage.actions import installation
from signage.config import Settings
from signage.store.database import change_number
from signage.web.app import create_app
from signage.web.desk import Desk
from signage.web.kept_forms import local_path
from tests.staff import PASSWORD, csrf_token, employ, one_of_each, signed_in
from tests.web import route_table
from tests.web.route_table import Table, asked, rows
from tests.web.standins import NOW, StandIn

ELSEWHERE = [
    "https://evil.example/",
    "http:evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "evil.example",
    "@evil.example",
    "https:/evil.example",
    " //evil.example",
    "/path\r\nLocation: https://evil.example",
    "/\u2028/evil.example",
    "http://[::1",
]

INJECTIONS = [
    "'",
    '"',
    "' OR '1'='1",
    "'; DROP TABLE audit; --",
    "1) UNION SELECT password, 1 FROM credentials --",
    "%' ESCAPE '!' --",
    "\x00",
    "9" * 400,
    "-1",
    "{{7*7}}",
    "../../../etc/passwd",
    "2026-13-45T99:99",
    "\ud83d\ude00𠮷\u202e",
]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return route_table.opened(tmp_path_factory.mktemp("hostile"))


def traces(table: Table) -> tuple[int, int]:
    """What every deed leaves behind: a line in the log, or a change."""
    db = table.installation.db
    (lines,) = db.conn.execute("SELECT count(*) FROM audit").fetchone()
    return int(lines), change_number(db)


def test_no_form_is_taken_without_its_token_nor_with_a_foreign_one(table: Table) -> None:
    before, slips = traces(table), []
    tokens = {"none": {}, "foreign": {"csrf_token": table.tokens["editor"]}, "nonsense": {"csrf_token": "x"}}

    for rule, method in asked(table.app):
        if method != "POST" or rows().get(rule.endpoint, "bearer") == "bearer":
            continue
        for name, token in tokens.items():
            answer = table.clients["admin"].post(table.path(rule), data={**token, "name": "x"})
            if answer.status_code != 400 and not (answer.status_code == 302 and "/sign-in" in rule.rule):
                slips.append(f"{rule.rule} took a form with {name} token: {answer.status_code}")

    assert slips == []
    assert traces(table) == before


def test_a_cookie_of_before_is_worth_nothing_after_signing_in(table: Table) -> None:
    client = table.app.test_client()
    token = csrf_token(client.get("/sign-in").text)
    planted = client.get_cookie("signage")
    assert planted is not None

    client.post("/sign-in", data={"csrf_token": token, "name": "editor", "password": PASSWORD})

    own, thief = client.get_cookie("signage"), table.app.test_client()
    assert own is not None
    thief.set_cookie("signage", planted.value)
    assert own.value != planted.value
    assert thief.get("/me").status_code == 302
    assert csrf_token(client.get("/me").text) != token


def test_a_cookie_that_was_changed_by_hand_is_none(table: Table) -> None:
    client = table.app.test_client()
    cookie = signed_in(client, "viewer").get_cookie("signage")
    assert cookie is not None
    body, rest = cookie.value.split(".", 1)

    for forged in (body[:-2] + "AA." + rest, "e30." + rest, cookie.value[:-1], "x"):
        thief = table.app.test_client()
        thief.set_cookie("signage", forged)
        assert thief.get("/me").status_code == 302


@pytest.mark.parametrize(("server", "secure"), [("http://10.1.2.3:8080", False), ("https://signage.example", True)])
def test_the_cookie_is_for_this_server_alone_and_for_no_script(tmp_path: Path, server: str, secure: bool) -> None:
    settings = Settings(data=tmp_path, servers=(server,))
    installation.create(settings, at=NOW)
    opened = installation.opened(settings)
    employ(opened, one_of_each())
    app = create_app(Desk(installation=opened, ask=StandIn(tmp_path), clock=lambda: NOW))

    told = app.test_client().get("/sign-in", base_url=server).headers["Set-Cookie"]

    assert "; HttpOnly" in told
    assert "; SameSite=Lax" in told
    assert "Domain" not in told
    assert "Expires" not in told, "it ends with the browser"
    assert ("; Secure" in told) is secure
    assert (tmp_path / "keys" / "session").stat().st_mode & 0o777 == 0o600


def test_no_page_of_ours_is_framed_nor_kept_nor_taken_for_something_else(table: Table) -> None:
    slips = []
    paths = [table.path(rule) for rule, method in asked(table.app) if method == "GET"]

    for path in [*paths, "/nowhere", "/people/nobody", "/static/nothing"]:
        answer = table.clients["admin"].get(path)
        policy = answer.headers.get("Content-Security-Policy", "")
        if "frame-ancestors 'none'" not in policy or "unsafe" in policy:
            slips.append(f"{path}: {policy}")
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            slips.append(f"{path}: sniffed")
        answer.close()

    assert slips == []


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_led_elsewhere(table: Table, place: str) -> None:
    client = table.app.test_client()
    page = client.get("/sign-in", query_string={"next": place}).text

    entered = client.post(
        "/sign-in", data={"csrf_token": csrf_token(page), "next": place, "name": "viewer", "password": PASSWORD}
    )
    undone = client.post("/undo/1", data={"csrf_token": csrf_token(client.get("/me").text), "next": place})

    for answer in (entered, undone):
        led = answer.headers["Location"]
        assert led.startswith("/")
        assert not unquote(led).startswith(("//", "/\\"))
    assert local_path(place) == "/"
    assert 'name="next" value="/"' in page


@pytest.mark.parametrize("place", ["/", "/people?role=night&page=2", "/screens/lobby-1f/view", "/a%20b"])
def test_ones_own_pages_are_led_to(place: str) -> None:
    assert local_path(place) == place


def query_names() -> set[str]:
    """Every name that a page asks its address for."""
    sources = "".join(path.read_text("utf-8") for path in Path(signage.web.__file__).parent.rglob("*.py"))
    found = re.findall(r"""\b(?:args|values|asked)(?:\.get|\.getlist)?[(\[]\s*["'](\w+)["']""", sources)
    return set(found)


def test_the_names_that_pages_ask_for_are_found() -> None:
    assert {"at", "lang", "next", "page", "q", "role", "state"} <= query_names()


@pytest.mark.parametrize("hostile", INJECTIONS)
def test_nothing_in_an_address_reaches_the_database_or_breaks_a_page(table: Table, hostile: str) -> None:
    before, slips = traces(table), []
    query = "&".join(f"{name}={quote(hostile, errors='replace')}" for name in sorted(query_names() - {"lang"}))

    for rule, method in asked(table.app):
        if method != "GET" or rows().get(rule.endpoint, "bearer") == "bearer":
            continue
        for path in {f"{table.path(rule)}?{query}", *climbing(table, rule.rule, hostile)}:
            answer = ask(table.clients["admin"], path)
            if answer is None or answer >= 500:
                slips.append(f"{rule.rule}: {answer} for {path[:80]}")

    assert slips == []
    assert traces(table) == before


def climbing(table: Table, rule: str, hostile: str) -> set[str]:
    """The rule's address with something hostile in each of its places."""
    path = re.sub(r"<(?:\w+(?:\([^)]*\))?:)?\w+>", lambda _: quote(hostile, safe="", errors="replace"), rule)
    return set() if path == rule else {path}


def ask(client: FlaskClient, path: str) -> int | None:
    answer = client.get(path)
    answer.close()
    return answer.status_code


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/..%5capp.py",
        "/static/%2e%2e/%2e%2e/config.py",
        "/player/../pi/__init__.py",
        "/player/..%2fpi%2f__init__.py",
        "/player//etc/passwd",
        "/screens/lobby-1f/assets/..%2f..%2f..%2fkeys%2fsession",
        "/screens/..%2f..%2fkeys/view",
        "/uploads/..%2f..%2fkeys%2fsession",
        "/uploads/%2e%2e/small",
        "/people/..%2f..%2fkeys",
    ],
)
def test_nobody_climbs_out_of_a_folder(table: Table, path: str) -> None:
    answer = table.clients["admin"].get(path)

    secret = (table.installation.data / "keys" / "session").read_text()
    assert answer.status_code in (308, 400, 404)
    assert secret not in answer.text
    assert "from __future__" not in answer.text


@pytest.mark.parametrize("hostile", ["a\r\nSet-Cookie: stolen=1", "a\nX-Injected: 1", "a\r\n\r\n<script>"])
def test_nothing_that_is_sent_becomes_a_header(table: Table, hostile: str) -> None:
    client, token = table.clients["admin"], table.tokens["admin"]
    quoted = quote(hostile)

    answers = [
        client.get(f"/sign-in?next={quoted}&lang={quoted}"),
        client.get(f"/people?q={quoted}&page={quoted}"),
        client.get(f"/people/{quoted}"),
        client.get(f"/audit/log.csv?who={quoted}&action={quoted}"),
        client.post("/undo/1", data={"csrf_token": token, "next": f"/{hostile}"}),
        client.post("/me", data={"csrf_token": token, "name": hostile, "language": hostile}),
    ]

    for answer in answers:
        headers = str(answer.headers)
        assert "stolen" not in headers
        assert "X-Injected" not in headers
        assert answer.status_code < 500


def test_what_is_typed_as_a_host_leads_nobody_elsewhere(table: Table) -> None:
    answer = table.app.test_client().get("/screens", headers={"Host": "evil.example"})

    assert answer.headers["Location"].startswith("/sign-in")
