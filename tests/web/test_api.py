"""The API for slides: posting, reading, changing and archiving by the rules of the pages; and its problems."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from signage.actions import edits, proposals, tokens
from signage.core.offices import Approval
from signage.store import audit
from signage.store.catalogue import catalogue
from signage.store.uploads import uploads
from tests.staff import signed_in
from tests.web.api_office import ADMIN, NOTICE, Api
from tests.web.hostile_files import a_picture
from tests.web.standins import NOW

POSTER: dict[str, Any] = {
    "owner": "shimin",
    "kind": "picture",
    "name": "区民まつり",
    "until": "2026-12-01",
    "fields": {"alt": "区民まつりのポスター"},
}


@pytest.fixture
def api(tmp_path: Path) -> Api:
    return Api(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Api:
    """One office for many requests that change nothing."""
    return Api(tmp_path_factory.mktemp("unchanged"))


def a_notice(**parts: Any) -> dict[str, Any]:
    return {**NOTICE, "id": "lift", **parts}


def send_picture(api: Api, document: Any, content: bytes) -> Any:
    parts = {"slide": json.dumps(document), "picture": (io.BytesIO(content), "poster.jpg")}
    headers = {"Authorization": f"Bearer {api.token}", "Accept-Language": "ja"}
    return api.client.post("/api/v1/slides", data=parts, headers=headers)


def test_a_posted_slide_joins_the_rounds_of_its_sections_usual_screens(api: Api) -> None:
    answer = api.ask("POST", "/slides", a_notice())

    assert (answer.status_code, answer.headers["Location"]) == (201, "slides/lift")
    assert (answer.json["state"], answer.json["screens"], answer.json["until"]) == (
        "published",
        ["lobby"],
        "2026-11-30",
    )
    (rule,) = (rule for rule in catalogue(api.here.db).rules.values() if rule.slide == "lift")
    assert (rule.screens, rule.zone, rule.each_round) == (("lobby",), "side", True)
    (line,) = audit.events(api.here.db, begins=NOW, ends=NOW + 1)[-1:]
    assert (line.who, line.action, line.what) == ("admin [窓口の機械]", "put up", "lift")


def test_the_same_slide_sent_twice_is_one_and_another_under_its_id_is_refused(api: Api) -> None:
    first = api.ask("POST", "/slides", a_notice())

    again, other = api.ask("POST", "/slides", a_notice()), api.ask("POST", "/slides", a_notice(until="2026-12-24"))

    assert (again.status_code, again.json) == (200, first.json)
    assert other.status_code == 409


def test_a_picture_comes_along_and_is_made_our_own(api: Api) -> None:
    answer = send_picture(api, POSTER, a_picture(size=(300, 200)))

    assert answer.status_code == 201, answer.text
    assert list(uploads(api.here.db)) == [answer.json["fields"]["picture"]]
    shelf = signed_in(api.app.test_client(), "admin").get("/uploads").text
    assert f'<a href="/slides/{answer.json["id"]}">区民まつり</a>' in shelf


@pytest.mark.parametrize(
    ("document", "content", "path"),
    [
        (POSTER, b"%PDF-1.7", None),
        ({**POSTER, "until": "tomorrow"}, a_picture(), "until"),
        ({**POSTER, "fields": 5}, a_picture(), "fields"),
        ([1, 2], a_picture(), None),
    ],
)
def test_a_picture_that_is_refused_leaves_nothing(api: Api, document: Any, content: bytes, path: str | None) -> None:
    answer = send_picture(api, document, content)

    assert (answer.status_code, answer.json.get("path")) == (400, path)
    assert (uploads(api.here.db), list(api.here.files.names())) == ({}, [])


def test_a_slide_names_only_pictures_that_were_taken_in(api: Api) -> None:
    hidden = api.here.files.put(b"not a picture")

    answer = api.ask("POST", "/slides", {**POSTER, "fields": {**POSTER["fields"], "picture": hidden}})

    assert (answer.status_code, answer.json["path"]) == (400, "fields.picture")


def test_a_change_puts_what_it_names_in_its_place(api: Api) -> None:
    before = api.ask("POST", "/slides", a_notice())

    change = {"until": "2026-12-24", "screens": ["hall"], "fields": {"body": None, "title": {"en": "Moved"}}}
    after = api.ask("PATCH", "/slides/lift", change, If_Match=before.headers["ETag"])

    assert after.status_code == 200
    assert (after.json["until"], after.json["screens"]) == ("2026-12-24", ["hall"])
    assert after.json["fields"] == {"title": {"ja": "窓口が移りました", "en": "Moved"}}
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_change_of_what_somebody_else_has_changed_is_refused(api: Api) -> None:
    tag = api.ask("POST", "/slides", a_notice()).headers["ETag"]
    api.ask("PATCH", "/slides/lift", {"until": "2026-12-24"})

    for method, sent in (("PATCH", {"until": "2026-12-31"}), ("DELETE", None)):
        assert api.ask(method, "/slides/lift", sent, If_Match=tag).status_code == 412
    assert api.ask("GET", "/slides/lift").json["until"] == "2026-12-24"


def test_withdrawing_and_putting_back(api: Api) -> None:
    api.ask("POST", "/slides", a_notice())

    down = api.ask("PATCH", "/slides/lift", {"state": "withdrawn"})
    up = api.ask("PATCH", "/slides/lift", {"state": "published"})

    assert (down.json["state"], up.json["state"]) == ("withdrawn", "published")


def test_deleting_archives_and_can_be_undone(api: Api) -> None:
    posted = api.ask("POST", "/slides", a_notice())

    answer = api.ask("DELETE", "/slides/lift", If_Match=posted.headers["ETag"])

    assert answer.json == {"id": "lift", "restorable_until": "2026-12-22T04:45:00Z"}
    assert api.ask("GET", "/slides/lift").status_code == 404
    line = audit.events(api.here.db, begins=NOW, ends=NOW + 1)[-1]
    assert line.number is not None
    edits.undo(api.here, line.number, at=NOW, by=ADMIN)
    assert api.ask("GET", "/slides/lift").json == posted.json


def test_what_a_playlist_plays_is_not_deleted(api: Api) -> None:
    answer = api.ask("DELETE", "/slides/guide")

    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")


def test_what_an_office_wants_approved_waits(tmp_path: Path) -> None:
    api = Api(tmp_path, approvals=(Approval(kind="notice", steps=1),))

    posted, again = (api.ask("POST", "/slides", a_notice()) for _ in range(2))

    assert (posted.status_code, posted.json["state"], posted.json["waits"]) == (202, "draft", 1)
    assert (again.status_code, again.json["waits"]) == (202, 1)
    assert api.ask("POST", "/slides", a_notice(until="2026-12-24")).status_code == 409
    assert api.ask("GET", "/slides/lift").status_code == 404
    proposals.approve(api.here, 1, at=NOW, by=replace(ADMIN, id="boss"))
    assert api.ask("GET", "/slides/lift").json["state"] == "published"
    changed = api.ask("PATCH", "/slides/lift", {"until": "2026-12-24"})
    assert (changed.status_code, changed.json["until"], changed.json["waits"]) == (202, "2026-11-30", 2)
    assert api.ask("PATCH", "/slides/lift", {"state": "withdrawn"}).json["state"] == "withdrawn"


def test_lists_come_a_page_at_a_time(api: Api) -> None:
    for number in range(5):
        api.ask("POST", "/slides", a_notice(id=f"notice-{number}"))

    first = api.ask("GET", "/slides?limit=3&owner=shimin").json
    second = api.ask("GET", f"/slides?limit=3&owner=shimin&after={first['after']}").json

    assert [slide["id"] for slide in first["slides"]] == ["notice-0", "notice-1", "notice-2"]
    assert ([slide["id"] for slide in second["slides"]], second["after"]) == (["notice-3", "notice-4"], None)


def test_a_token_reaches_no_further_than_its_place_and_its_owner(api: Api) -> None:
    of_section = api.made("slides:read", "slides:write", owner="clerk")
    of_other = api.made("slides:read", "slides:write", owner="clerk", office="midori", section="soumu")

    own = api.ask("POST", "/slides", a_notice(), token=of_section)
    foreign = api.ask("POST", "/slides", a_notice(id="x", owner="soumu"), token=of_section)

    assert (own.status_code, foreign.status_code) == (201, 403)
    assert [slide["id"] for slide in api.ask("GET", "/slides", token=of_section).json["slides"]] == ["lift"]
    assert api.ask("GET", "/slides", token=of_other).json["slides"] == []
    assert api.ask("DELETE", "/slides/guide", token=of_section).status_code == 404


def test_a_token_needs_its_scope_and_ends_when_it_is_revoked(api: Api) -> None:
    reading = api.made("slides:read")
    assert api.ask("POST", "/slides", a_notice(), token=reading).status_code == 403
    (listed,) = (one for one in tokens.listed(api.here, at=NOW, by=ADMIN) if one.token.scopes == ("slides:read",))
    assert listed.token.used_at == NOW

    tokens.revoke(api.here, listed.token.id, at=NOW, by=ADMIN)

    answer = api.ask("GET", "/slides", token=reading)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert reading not in (api.here.data / "signage.db").read_bytes().decode("latin-1")


def test_no_program_takes_the_name_of_an_emergency(api: Api) -> None:
    answer = api.ask("POST", "/slides", a_notice(id="override-midori"))

    assert answer.status_code == 400
    assert "override-midori" not in catalogue(api.here.db).slides


def test_bad_tokens_are_asked_to_wait_and_good_ones_are_not(api: Api) -> None:
    statuses = [api.ask("GET", "/slides", token=f"guess-{number}").status_code for number in range(40)]

    assert (statuses[0], statuses[-1]) == (401, 429)
    assert api.ask("GET", "/slides").status_code == 200


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        (b"", ""),
        (b"{", ""),
        (b"\xff\xfe", ""),
        (b'{"a": NaN}', ""),
        (b"[" * 100_000, ""),
        (b'{"owner":' * 500 + b"1" + b"}" * 500, ""),
        (b"1" * 5_000, ""),
        ([], ""),
        ("text", ""),
        (a_notice(kind="floor-guide"), "kind"),
        (a_notice(owner=1), "owner"),
        (a_notice(owner="nobody"), "owner"),
        (a_notice(owner="../soumu"), "owner"),
        (a_notice(id="A B"), "id"),
        (a_notice(id="lift\n"), "id"),
        (a_notice(name=""), "name"),
        (a_notice(name={"ja": "あ", "xx": "b"}), "name.xx"),
        (a_notice(name="x" * 5_000), "name"),
        (a_notice(until="2026-02-30"), "until"),
        ({key: value for key, value in NOTICE.items() if key != "until"}, "until"),
        (a_notice(until=20261130), "until"),
        (a_notice(**{"from": "2026-12-24"}), "until"),
        (a_notice(screens="lobby"), "screens"),
        (a_notice(screens=["lobby"] * 300), "screens"),
        (a_notice(screens=["lobby", "nowhere"]), "screens.1"),
        (a_notice(state="published"), "state"),
        (a_notice(fields={"title": "\ud800"}), "fields.title"),
        (a_notice(fields={"title": {"ja": "あ\u202eい"}}), "fields.title.ja"),
        (a_notice(fields={"title": "あ", "level": 3}), "fields.level"),
        (a_notice(fields={"title": "あ", "code": "javascript:alert(1)"}), "fields.code"),
        (a_notice(fields={"title": "あ", "first": "2026-11-30", "last": "2026-11-01"}), "fields.last"),
        (a_notice(fields={"title": "あ", "\ud800\n": 1}), "fields.\\ud800\\u000a"),
        (a_notice(fields={"title": "あ", "hours": 9}), "fields.hours"),
        (a_notice(fields={"title": "あ", "counter": "nowhere"}), None),
    ],
    ids=lambda value: repr(value)[:40],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_bad_document_is_told_by_the_way_to_its_fault_and_nothing_is_kept(
    unchanged: Api, sent: Any, path: str | None, language: str
) -> None:
    before = catalogue(unchanged.here.db).slides

    answer = unchanged.ask("POST", "/slides", sent, Accept_Language=language)

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json.keys() - {"path"} == {"type", "title", "status", "detail"}
    assert path is None or answer.json.get("path", "") == path
    assert answer.json["detail"].isprintable()
    assert catalogue(unchanged.here.db).slides == before


def test_addresses_and_methods_that_there_are_not_are_problems_too(api: Api) -> None:
    nowhere, wrong, misspelt = (
        api.ask("GET", "/nowhere"),
        api.ask("PUT", "/slides/lift", {}),
        api.ask("GET", "/slides?onwer=soumu"),
    )

    assert (nowhere.status_code, wrong.status_code, misspelt.status_code) == (404, 405, 400)
    assert wrong.headers["Allow"] == "DELETE, GET, PATCH"
    assert misspelt.json["path"] == "onwer"
    assert {answer.mimetype for answer in (nowhere, wrong, misspelt)} == {"application/problem+json"}


def test_other_media_types_and_large_documents_are_problems_too(api: Api) -> None:
    xml = api.ask("POST", "/slides", b"<a/>", Content_Type="application/xml")
    large = api.ask("POST", "/slides", b" " * 300_000)

    assert (xml.status_code, large.status_code) == (415, 413)


def test_the_document_is_open_to_all_and_names_every_route(api: Api) -> None:
    answer = api.client.get("/api/v1/openapi.json")

    assert (answer.status_code, answer.json["openapi"]) == (200, "3.1.0")
    named = {
        (method.upper(), f"/api/v1{path}".replace("{", "<").replace("}", ">"))
        for path, methods in answer.json["paths"].items()
        for method in methods
    }
    routed = {
        (method, rule.rule)
        for rule in api.app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.nothing"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert named == routed
