"""People: accounts made and changed by who may, the last administrator kept, succession, renewal, recovery."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from signage.actions import installation, passwords, people, recovery, second_factor, signing_in, succession
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.guide import Section
from signage.core.offices import Office
from signage.core.people import Grant, Person, account_of
from signage.core.problems import Conflict, Forbidden, Missing, Refused
from signage.core.proposals import Matter
from signage.core.texts import Text
from signage.store import audit
from signage.store import people as store
from signage.store.audit import Sieve
from signage.store.database import writing
from signage.store.proposals import add_proposal, proposals
from signage.store.rows import save
from tests.core.makers import a_calendar
from tests.staff import PASSWORD, a_person, employ

NOW = int(datetime(2027, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo")).timestamp()) * 1000
ADMIN = a_person("admin")
EAST = a_person("admin", office="east", id="east-admin")


@pytest.fixture
def office(tmp_path: Path) -> Installation:
    """Two offices, each with a desk; an administrator of both, one of the east, and a clerk there."""
    settings = Settings(data=tmp_path)
    installation.create(settings, at=0)
    opened = installation.opened(settings)
    with writing(opened.db) as under_way:
        for name in ("east", "west"):
            calendar = a_calendar(id=f"{name}-hours", office=name)
            save(under_way, "calendars", [calendar], at=0, who="test")
            save(
                under_way, "offices", [Office(id=name, name=Text.of(ja=name), calendar=calendar.id)], at=0, who="test"
            )
            save(
                under_way,
                "sections",
                [Section(id=f"{name}-desk", office=name, name=Text.of(ja="係"))],
                at=0,
                who="test",
            )
    employ(opened, [ADMIN, EAST, a_clerk("clerk")])
    return opened


def a_clerk(user: str, *, office: str = "east", **more: object) -> Person:
    grants = (Grant(role="editor", office=office, section=f"{office}-desk"),)
    return Person(**{"id": user, "name": "職員", "grants": grants, **more})  # type: ignore[arg-type]


def stored(office: Installation, name: str) -> Person:
    found = store.person(office.db, name)
    assert found is not None
    return found


def test_a_new_account_comes_with_a_password_for_once_that_must_be_changed(office: Installation) -> None:
    once = people.add(office, a_clerk("sato"), at=NOW, by=ADMIN)

    known = signing_in.proven(office, "sato", once, at=NOW)
    assert known.must_change
    signing_in.choose_password(office, known.person, "ame-ga-furu-hi", at=NOW)
    assert not signing_in.proven(office, "SATO ", "ame-ga-furu-hi", at=NOW).must_change
    with pytest.raises(Refused):
        signing_in.proven(office, "sato", once, at=NOW)


@pytest.mark.parametrize(
    ("whose", "where"),
    [
        (a_clerk("clerk"), "id"),
        (a_clerk("new"), "id"),
        (a_clerk("Sato Hanako"), "id"),
        (a_clerk("a", name=" "), "name"),
        (a_clerk("a", mail="nonsense"), "mail"),
        (a_clerk("a", ends_on="31.3.2027"), "ends_on"),
        (a_clerk("a", section="nowhere"), "section"),
        (a_clerk("a", grants=()), "grants"),
        (a_clerk("a", grants=(Grant(role="viewer", office="nowhere"),)), "grants"),
        (a_clerk("a", grants=(Grant(role="editor", office="west", section="east-desk"),)), "grants"),
        (a_clerk("a", grants=(Grant(role="admin", office="east", section="east-desk"),)), "grants"),
        (a_clerk("a", grants=(Grant(role="king"),)), "grants"),  # type: ignore[arg-type]
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(office: Installation, whose: Person, where: str) -> None:
    with pytest.raises(Refused) as refused:
        people.add(office, whose, at=NOW, by=ADMIN)

    assert refused.value.where == where
    assert whose.id == "clerk" or store.person(office.db, whose.id) is None


def test_an_administrator_of_one_office_gives_nothing_beyond_it(office: Installation) -> None:
    employ(
        office, [a_clerk("far", office="west"), a_clerk("both", grants=(*a_clerk("x").grants, Grant(role="admin")))]
    )
    beyond = [
        lambda: people.add(office, a_clerk("a", office="west"), at=NOW, by=EAST),
        lambda: people.add(office, a_clerk("a", grants=(Grant(role="admin"),)), at=NOW, by=EAST),
        lambda: people.change(office, a_clerk("clerk", grants=(Grant(role="admin"),)), seen=0, at=NOW, by=EAST),
        lambda: people.change(office, replace(EAST, grants=(Grant(role="admin"),)), seen=0, at=NOW, by=EAST),
        lambda: people.one_time_password(office, "both", at=NOW, by=EAST),
        lambda: people.one_time_password(office, "admin", at=NOW, by=EAST),
        lambda: people.drop_second_factor(office, "both", at=NOW, by=EAST),
        lambda: people.close(office, "both", at=NOW, by=EAST),
        lambda: people.end_sessions(office, "far", at=NOW, by=EAST),
        lambda: succession.succeed(office, "both", "clerk", ends_on="2027-03-31", at=NOW, by=EAST),
        lambda: succession.succeed(office, "clerk", "both", ends_on="2027-03-31", at=NOW, by=EAST),
        lambda: succession.renew(office, ["far"], at=NOW, by=EAST),
    ]

    for deed in beyond:
        with pytest.raises((Forbidden, Missing)):
            deed()
    assert people.add(office, a_clerk("near"), at=NOW, by=EAST)
    assert [one.person.id for one in people.accounts(office, at=NOW, by=EAST)] == [
        "both",
        "clerk",
        "east-admin",
        "near",
    ]


@pytest.mark.parametrize("role", ["viewer", "editor", "approver", "auditor", "night"])
def test_nobody_but_administrators_manages_people(office: Installation, role: str) -> None:
    somebody = Person(id="somebody", name="誰か", grants=(Grant(role=role),))  # type: ignore[arg-type]

    with pytest.raises(Forbidden):
        people.add(office, a_clerk("a"), at=NOW, by=somebody)
    with pytest.raises(Missing):
        people.one_time_password(office, "clerk", at=NOW, by=somebody)


def test_the_second_of_two_who_edit_one_account_is_told(office: Installation) -> None:
    seen = stored(office, "clerk").changed_at
    people.change(office, a_clerk("clerk", name="一人目"), seen=seen, at=NOW, by=ADMIN)

    with pytest.raises(Conflict):
        people.change(office, a_clerk("clerk", name="二人目"), seen=seen, at=NOW + 1, by=ADMIN)

    assert stored(office, "clerk").name == "一人目"


def test_the_last_administrator_stays(office: Installation) -> None:
    ways = [
        lambda: people.close(office, "admin", at=NOW, by=ADMIN),
        lambda: people.change(office, replace(ADMIN, grants=EAST.grants), seen=0, at=NOW, by=ADMIN),
        lambda: people.change(office, replace(ADMIN, ends_on="2027-03-01"), seen=0, at=NOW, by=ADMIN),
    ]

    for way in ways:
        with pytest.raises(Refused):
            way()
    people.add(office, a_clerk("second", grants=ADMIN.grants), at=NOW, by=ADMIN)
    people.close(office, "admin", at=NOW, by=ADMIN)
    assert [one.id for one in people.administrators(office, at=NOW)] == ["second"]


def test_a_closed_account_cannot_be_used_until_it_is_open_again(office: Installation) -> None:
    people.close(office, "clerk", at=NOW, by=ADMIN)
    with pytest.raises(Refused):
        signing_in.proven(office, "clerk", PASSWORD, at=NOW)

    people.reopen(office, "clerk", at=NOW, by=ADMIN)

    assert signing_in.proven(office, "clerk", PASSWORD, at=NOW).person.id == "clerk"


def test_a_wrong_password_and_a_wrong_name_are_refused_alike_and_noted(office: Installation) -> None:
    sentences = set()
    for name in ("clerk", "nobody"):
        with pytest.raises(Refused) as refused:
            signing_in.proven(office, name, "wrong-wrong-wrong", at=NOW)
        sentences.add(refused.value.sentence("ja"))

    noted = [event.who for event in audit.events(office.db, begins=NOW, ends=NOW + 1)]
    assert len(sentences) == 1
    assert noted == ["clerk", "-"], "what was typed as a name may be a password"


@pytest.mark.parametrize(
    "password", ["short", "x" * 201, "aaaaaaaaaaaa", "abababababab", "clerk-no-himitsu", PASSWORD]
)
def test_a_password_that_is_easily_guessed_or_not_new_is_refused(office: Installation, password: str) -> None:
    with pytest.raises(Refused):
        signing_in.choose_password(office, a_clerk("clerk"), password, at=NOW)


def test_a_password_is_the_same_however_wide_it_was_typed() -> None:
    assert passwords.is_right("ｋａｗａ－yama-sora", passwords.hashed("kawa-yama-sora"))


def test_whoever_leaves_hands_everything_over_in_one_step(office: Installation) -> None:
    employ(office, [a_clerk("heir", grants=(Grant(role="viewer", office="east"),))])
    matter = Matter(kind="picture", office="east", section="east-desk", title=Text.of(ja="祭り"), steps=1)
    with writing(office.db) as under_way:
        add_proposal(under_way, matter, {}, at=NOW, who="clerk", what="festival")

    estate = succession.succeed(office, "clerk", "heir", ends_on="2027-03-31", at=NOW, by=ADMIN)

    assert (estate.grants, estate.proposals) == (1, 1)
    assert stored(office, "heir").grants == (Grant(role="viewer", office="east"), *a_clerk("x").grants)
    assert [one.who for one in proposals(office.db, states=["waiting"])] == ["heir"]
    assert stored(office, "clerk").ends_on == "2027-03-31"
    (taken,) = succession.taken_over(office, stored(office, "heir"), begins=NOW, ends=NOW + 1)
    assert (taken.leaver, taken.estate) == ("clerk", estate)


def test_a_succession_that_cannot_be_leaves_all_as_it_was(office: Installation) -> None:
    employ(office, [a_clerk("gone", closed=True)])
    before = store.people(office.db)

    for leaver, successor, day in [
        ("clerk", "clerk", "2027-03-31"),
        ("clerk", "gone", "2027-03-31"),
        ("clerk", "east-admin", "someday"),
        ("admin", "east-admin", "nonsense"),
    ]:
        with pytest.raises(Refused):
            succession.succeed(office, leaver, successor, ends_on=day, at=NOW, by=ADMIN)

    assert store.people(office.db) == before


def test_accounts_that_end_with_the_year_are_renewed_by_a_tick(office: Installation) -> None:
    employ(office, [a_clerk(name, ends_on="2027-03-31") for name in ("stays", "goes")])
    assert [one.id for one in succession.to_renew(office, at=NOW, by=ADMIN)] == ["goes", "stays"]

    renewed = succession.renew(office, ["stays", "stays", "clerk"], at=NOW, by=EAST)

    assert renewed == 1
    assert (stored(office, "stays").ends_on, stored(office, "goes").ends_on) == ("2028-03-31", "2027-03-31")
    with pytest.raises(Refused):
        succession.renew(office, ["goes"], at=NOW - 5 * 86_400_000, by=ADMIN)


def test_the_sealed_code_gives_an_account_back_once(office: Installation) -> None:
    code = recovery.make_code(office, at=NOW, by=ADMIN)
    with writing(office.db) as under_way:
        store.save_person(under_way, replace(ADMIN, closed=True), at=NOW, who="test")
    second_factor.print_codes(office, ADMIN, at=NOW)
    typed = code.upper().replace("-", " ")

    assert [one.id for one in recovery.administrators(office, typed, at=NOW)] == ["admin"]
    with pytest.raises(Missing):
        recovery.recover(office, code, "clerk", at=NOW)
    once = recovery.recover(office, typed, "admin", at=NOW)

    known = signing_in.proven(office, "admin", once, at=NOW)
    assert (known.must_change, known.second_factor) == (True, False)
    assert recovery.sealed(office) is None
    with pytest.raises(Refused):
        recovery.recover(office, code, "admin", at=NOW)


def test_a_new_code_makes_the_one_before_worthless(office: Installation) -> None:
    old = recovery.make_code(office, at=NOW, by=ADMIN)
    recovery.make_code(office, at=NOW, by=ADMIN)

    for code in (old, "", "nonsense"):
        with pytest.raises(Refused):
            recovery.administrators(office, code, at=NOW)


def test_ten_printed_codes_count_once_each(office: Installation) -> None:
    codes = second_factor.print_codes(office, ADMIN, at=NOW)

    second_factor.use(office, ADMIN, codes[3].upper(), at=NOW)

    with pytest.raises(Refused):
        second_factor.use(office, ADMIN, codes[3], at=NOW)
    second_factor.use(office, ADMIN, codes[4], at=NOW)
    assert len(set(codes)) == second_factor.PRINTED


def test_an_apps_code_counts_once_and_for_three_half_minutes(office: Installation) -> None:
    import pyotp

    secret = second_factor.begun()
    app = pyotp.TOTP(secret)
    with pytest.raises(Refused):
        second_factor.turn_on(office, ADMIN, secret, "000000" if app.at(NOW // 1000) != "000000" else "1", at=NOW)
    second_factor.turn_on(office, ADMIN, secret, app.at(NOW // 1000), at=NOW)

    for old in (app.at(NOW // 1000), app.at(NOW // 1000 - 120), "", "十二三四五六"):
        with pytest.raises(Refused):
            second_factor.use(office, ADMIN, old, at=NOW)
    later = NOW + 60_000
    second_factor.use(office, ADMIN, f" {app.at(later // 1000 - 30)} ", at=later - 30_000)
    second_factor.use(office, ADMIN, app.at(later // 1000), at=later)


def test_who_shares_an_account_is_named_in_the_log(office: Installation) -> None:
    shared = a_clerk("desk", shared=True)
    employ(office, [shared])

    with pytest.raises(Refused):
        signing_in.operator_of(shared, "  ")
    whose = replace(shared, operator=signing_in.operator_of(shared, " 佐藤\n花子 "))
    signing_in.entered(office, whose, at=NOW)

    (event,) = audit.events(office.db, begins=NOW, ends=NOW + 1)
    assert event.who == "desk (佐藤 花子)"
    assert signing_in.operator_of(a_clerk("clerk"), "何でも") == "", "a personal account needs none"


def test_no_operator_and_no_program_can_sign_as_another(office: Installation) -> None:
    desk = a_clerk("desk")
    by_hand = replace(desk, operator="web] (sato").signature
    by_token = replace(desk, program="web) (佐藤").signature

    assert (desk.signature, by_hand, by_token) == ("desk", "desk (web] (sato)", "desk [web) (佐藤]")
    assert {account_of(each) for each in (desk.signature, by_hand, by_token)} == {"desk"}
    with writing(office.db) as under_way:
        for who in (desk.signature, by_hand, by_token, "desk2", "desk-b [web]"):
            audit.record(under_way, at=NOW, who=who, action="look", what="x")
    found = audit.newest(office.db, Sieve(who="desk"), most=9)
    assert {event.who for event in found} == {desk.signature, by_hand, by_token}
