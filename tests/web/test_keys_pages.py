"""The pages of keys and of the move: who may, what it does to every head, what is refused, who has heard of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from signage.actions import enrolments, installation, moving
from signage.actions import keys as key_actions
from signage.actions.installation import Installation
from signage.actions.people import TERMINAL
from signage.config import Settings
from signage.core.instants import MINUTE
from signage.core.people import Grant, Person
from signage.core.problems import Refused
from signage.publish import keys
from signage.publish.publisher import Publisher
from signage.publish.signing import read_unverified
from signage.publish.tree import Tree
from signage.store import audit
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.staff import a_person, csrf_token, employ, signed_in
from tests.web.api_office import fill
from tests.web.standins import NOW, StandIn

LOCAL = Person(id="local", name="支所 六郎", grants=(Grant(role="admin", office="midori"),))


@dataclass(frozen=True, kw_only=True)
class Office:
    """One that has a player, and what `init` printed."""

    here: Installation
    recovery_key: str
    admin: FlaskClient
    local: FlaskClient

    def post(self, path: str, **form: str) -> tuple[int, str]:
        token = csrf_token(self.admin.get("/players/keys").text)
        answer = self.admin.post(path, data={"csrf_token": token, **form}, follow_redirects=True)
        return answer.status_code, answer.text

    def head(self) -> dict[str, object]:
        """What the one player is told."""
        with Publisher(self.here.settings) as publisher:
            publisher.publish(at=NOW)
        (head,) = Tree(self.here.data).heads().values()
        return head


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """For what is refused: one for all."""
    return an_office(tmp_path_factory.mktemp("keys"))


def an_office(tmp_path: Path) -> Office:
    settings = Settings(data=tmp_path / "data")
    recovery_key = installation.create(settings, at=NOW)
    here = installation.opened(settings)
    fill(here.db)
    employ(here, [a_person("admin"), LOCAL])
    enrolments.enrol(here, "lobby", tmp_path / "player.toml", at=NOW, who="test")
    app = create_app(Desk(installation=here, ask=StandIn(tmp_path), clock=lambda: NOW))
    admin, local = (signed_in(app.test_client(), name) for name in ("admin", "local"))
    return Office(here=here, recovery_key=recovery_key, admin=admin, local=local)


def test_a_new_key_is_announced_by_one_press_and_the_page_says_from_when_it_signs(office: Office) -> None:
    before = keys.read(office.here.data)

    status, page = office.post("/players/keys")

    ring = keys.read(office.here.data)
    assert (status, len(ring.signing), ring.signing[0]) == (200, 2, before.signing[0])
    assert "12月22日" in page
    assert ring.signing[1].public.hex()[:16] in page
    assert "1台のうち0台に届きました" in page
    assert office.head()["keys"] == list(ring.accepted(NOW))
    again, page = office.post("/players/keys")
    assert (again, "予告中です" in page) == (400, True)


def test_the_recovery_key_puts_a_new_key_in_force_at_once(office: Office) -> None:
    before = keys.read(office.here.data)

    status, page = office.post(
        "/players/keys/recovery", key=f" {office.recovery_key[:22]} {office.recovery_key[22:]}"
    )

    ring = keys.read(office.here.data)
    assert (status, "復旧鍵で替えた鍵です" in page) == (200, True)
    assert before.signing[0].public not in [key.public for key in ring.signing]
    assert office.head()["keys"] == list(ring.accepted(NOW))
    told = [event for event in audit.events(office.here.db, begins=0, ends=NOW + 1) if event.action == "recover key"]
    assert [event.who for event in told] == ["admin"]
    assert office.recovery_key not in str(told)


def test_players_that_take_a_head_of_the_old_key_meanwhile_believe_the_recovered_one_all_the_same(
    office: Office,
) -> None:
    office.post("/players/keys/recovery", key=office.recovery_key)

    ring = keys.read(office.here.data)
    introduced = read_unverified(ring.signing[0].introduction.encode())
    assert introduced["sequence"] >= NOW + 10 * MINUTE


def test_of_two_who_announce_a_key_at_once_one_does(office: Office) -> None:
    def announce() -> str:
        try:
            key_actions.rotate(office.here, at=NOW, by=TERMINAL)
        except Refused:
            return "refused"
        return "announced"

    with ThreadPoolExecutor(4) as threads:
        answers = [asked.result() for asked in [threads.submit(announce) for _ in range(4)]]

    assert sorted(answers) == ["announced", "refused", "refused", "refused"]
    assert len(keys.read(office.here.data).signing) == 2


def test_a_wrong_recovery_key_is_told_in_one_sentence_and_not_shown_again(unchanged: Office) -> None:
    before = keys.read(unchanged.here.data)

    status, page = unchanged.post("/players/keys/recovery", key="not-the-key")

    assert (status, "復旧鍵が違います" in page, "not-the-key" in page) == (400, True, False)
    assert keys.read(unchanged.here.data) == before


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("10.1.2.3", True)])
def test_where_nothing_is_encrypted_the_page_that_asks_for_the_recovery_key_says_so(
    unchanged: Office, tmp_path: Path, host: str, *, warned: bool
) -> None:
    here = Installation(settings=replace(unchanged.here.settings, host=host))
    app = create_app(Desk(installation=here, ask=StandIn(tmp_path), clock=lambda: NOW))

    page = signed_in(app.test_client(), "admin").get("/players/keys/recovery").text

    assert ("通信が暗号化されていません" in page) is warned


def test_players_are_told_of_the_next_address_first_until_it_is_taken_back(office: Office) -> None:
    own = office.head()["servers"]

    status, page = office.post("/players/move", url=" https://new.ward.example:8443/ ")

    assert (status, "https://new.ward.example:8443" in page) == (200, True)
    assert office.head()["servers"] == ["https://new.ward.example:8443", *own]
    office.post("/players/move/back", url="https://new.ward.example:8443")
    assert office.head()["servers"] == own


@pytest.mark.parametrize(
    "typed",
    ["", "signage.ward.example", "ftp://a", "https://", "https://a/b", "https://u:p@a", "https://a:b", "http://[",
     "https://庁舎.example", "https://a?b", "https://" + "a" * 200],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_stays_in_its_field(unchanged: Office, typed: str) -> None:
    status, page = unchanged.post("/players/move", url=typed)

    assert (status, "サーバーのアドレスとして読めません" in page) == (400, True)
    assert f'value="{typed}"' in page or not typed
    assert len(unchanged.head()["servers"]) == 1  # type: ignore[arg-type]


def test_who_is_encrypted_moves_to_no_address_that_is_not(unchanged: Office) -> None:
    here = Installation(settings=replace(unchanged.here.settings, servers=("https://signage.ward.example",)))

    with pytest.raises(Refused, match="https") as refused:
        moving.announce_address(here, "http://new.ward.example", at=NOW, by=TERMINAL)

    assert "暗号化" in refused.value.ja
    assert moving.announced(here) == ()


@pytest.mark.parametrize("path", ["/players/keys", "/players/keys/recovery", "/players/move", "/players/move/back"])
def test_who_runs_one_office_of_several_may_not(unchanged: Office, path: str) -> None:
    before = keys.read(unchanged.here.data)
    token = csrf_token(unchanged.local.get("/").text)

    asked = [] if path.endswith("back") else [unchanged.local.get(path).status_code]
    asked.append(
        unchanged.local.post(path, data={"csrf_token": token, "url": "https://a.example", "key": "x"}).status_code
    )

    assert set(asked) == {403}
    assert keys.read(unchanged.here.data) == before
