"""Rights: role by deed, at one's own office and section and at others'; and whose roles an administrator may give."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from signage.core.documents import from_plain
from signage.core.people import (
    Grant,
    Person,
    Role,
    closes_after,
    in_grace,
    is_open,
    is_to_be_renewed,
    renewal_end,
    renewal_is_open,
    renewed_until,
)
from signage.core.problems import Forbidden, Refused
from signage.core.rights import Deed, knows_of, may, may_anywhere, may_give, may_manage, require, runs_everything

PARENTS = {"desk": "section", "section": "department", "department": None, "other": None}
"""A desk of a section of a department; and another section."""

TABLE: dict[Role, str] = {
    "viewer": "look",
    "editor": "look post counter guide",
    "approver": "look post counter guide approve",
    "admin": "look post counter guide approve schedule settings people override audit",
    "auditor": "look audit",
    "night": "override",
}
"""What each role may do (DOMAIN, "Governance")."""


def somebody(*grants: Grant) -> Person:
    return Person(id="somebody", name="誰か", grants=grants)


def test_the_table_speaks_of_every_role_and_of_every_deed() -> None:
    assert set(TABLE) == set(get_args(Role))
    assert {deed for deeds in TABLE.values() for deed in deeds.split()} == set(get_args(Deed))


@pytest.mark.parametrize("deed", get_args(Deed))
@pytest.mark.parametrize("role", get_args(Role))
def test_a_role_may_do_what_the_table_says_at_its_office_and_nothing_elsewhere(role: Role, deed: Deed) -> None:
    whose = somebody(Grant(role=role, office="east"))
    allowed = deed in TABLE[role].split()

    assert may_anywhere(whose, deed) is allowed
    assert may(whose, deed, office="east") is allowed
    assert may(whose, deed, office="east", section="desk", parents=PARENTS) is allowed
    assert may(whose, deed, office="west") is False
    assert may(somebody(Grant(role=role)), deed, office="west") is allowed, (
        "a role without an office is for every one"
    )


@pytest.mark.parametrize("deed", get_args(Deed))
@pytest.mark.parametrize("role", ["viewer", "editor", "approver"])
def test_a_role_of_one_section_reaches_it_and_what_is_beneath_it(role: Role, deed: Deed) -> None:
    whose = somebody(Grant(role=role, office="east", section="section"))
    allowed = deed in TABLE[role].split()

    assert may(whose, deed, office="east", section="section", parents=PARENTS) is allowed
    assert may(whose, deed, office="east", section="desk", parents=PARENTS) is allowed
    assert may(whose, deed, office="east", section="department", parents=PARENTS) is False, "not what is above"
    assert may(whose, deed, office="east", section="other", parents=PARENTS) is False
    assert may(whose, deed, office="east", parents=PARENTS) is False, "nor what is everybody's there"
    assert may(whose, deed, office="west", section="section", parents=PARENTS) is False


def test_sections_that_are_their_own_parents_end_the_search() -> None:
    whose = somebody(Grant(role="editor", office="east", section="section"))

    assert not may(whose, "post", office="east", section="a", parents={"a": "b", "b": "a"})


def test_who_may_not_is_told_so() -> None:
    require(somebody(Grant(role="editor")), "post", office="east")

    with pytest.raises(Forbidden):
        require(somebody(Grant(role="viewer")), "post", office="east")


@pytest.mark.parametrize("role", ["admin", "auditor", "night"])
def test_a_role_that_is_nobodys_section_cannot_be_limited_to_one(role: Role) -> None:
    grant = {"role": role, "office": "east", "section": "desk"}

    with pytest.raises(Refused):
        from_plain(Person, {"id": "a", "name": "あ", "grants": [grant]}, where="here")


def test_an_administrator_of_one_office_gives_that_offices_roles_alone() -> None:
    here, everywhere = somebody(Grant(role="admin", office="east")), somebody(Grant(role="admin"))

    for role in get_args(Role):
        assert may_give(here, Grant(role=role, office="east"))
        assert not may_give(here, Grant(role=role, office="west"))
        assert not may_give(here, Grant(role=role)), "every office is more than one's own"
        assert may_give(everywhere, Grant(role=role))
    assert not runs_everything(here)
    assert runs_everything(everywhere)


@pytest.mark.parametrize("role", ["viewer", "editor", "approver", "auditor", "night"])
def test_nobody_else_gives_any(role: Role) -> None:
    assert not may_give(somebody(Grant(role=role)), Grant(role="viewer", office="east"))


def test_an_account_with_a_role_elsewhere_is_known_but_not_managed() -> None:
    here = somebody(Grant(role="admin", office="east"))
    own, both, other, none = (
        somebody(Grant(role="editor", office="east")),
        somebody(Grant(role="editor", office="east"), Grant(role="admin", office="west")),
        somebody(Grant(role="editor", office="west")),
        somebody(),
    )

    assert [knows_of(here, whose) for whose in (own, both, other, none)] == [True, True, False, False]
    assert [may_manage(here, whose) for whose in (own, both, other, none)] == [True, False, False, False]


@pytest.mark.parametrize(
    ("ends_on", "day", "opened", "grace"),
    [
        (None, "2030-01-01", True, False),
        ("2027-03-31", "2027-03-31", True, False),
        ("2027-03-31", "2027-04-01", True, True),
        ("2027-03-31", "2027-04-30", True, True),
        ("2027-03-31", "2027-05-01", False, False),
        ("2027-02-28", "2027-02-28", True, False),
        ("2027-02-28", "2027-03-01", False, False),
    ],
)
def test_an_account_ends_after_its_last_day_and_at_the_years_end_after_its_grace(
    ends_on: str | None, day: str, opened: bool, grace: bool
) -> None:
    whose = Person(id="a", name="あ", ends_on=ends_on)

    assert is_open(whose, date.fromisoformat(day)) is opened
    assert in_grace(whose, date.fromisoformat(day)) is grace


def test_a_closed_account_is_not_open_whatever_its_end() -> None:
    whose = Person(id="a", name="あ", closed=True)

    assert not is_open(whose, date(2027, 1, 1))
    assert closes_after(whose) is None


@pytest.mark.parametrize(
    ("day", "opened", "end", "until"),
    [
        ("2026-11-22", False, "2027-03-31", "2028-03-31"),
        ("2027-02-28", False, "2027-03-31", "2028-03-31"),
        ("2027-03-01", True, "2027-03-31", "2028-03-31"),
        ("2027-04-30", True, "2027-03-31", "2028-03-31"),
        ("2027-05-01", False, "2028-03-31", "2029-03-31"),
    ],
)
def test_accounts_are_renewed_from_march_to_the_end_of_the_grace(
    day: str, opened: bool, end: str, until: str
) -> None:
    today = date.fromisoformat(day)

    assert renewal_is_open(today) is opened
    assert renewal_end(today).isoformat() == end
    assert renewed_until(today) == until
    assert is_to_be_renewed(Person(id="a", name="あ", ends_on=end), today)
    assert not is_to_be_renewed(Person(id="a", name="あ", ends_on=until), today)
    assert not is_to_be_renewed(Person(id="a", name="あ", ends_on=end, closed=True), today)
