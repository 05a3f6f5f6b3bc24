"""Looking: whoever works for one section sees what their whole office shows, and no other office's."""

from __future__ import annotations

import pytest

from signage.core.people import Role
from signage.core.problems import Forbidden
from signage.core.rights import may_look, require_to_look
from tests.staff import a_person


@pytest.mark.parametrize("role", ["viewer", "editor", "approver", "admin", "auditor"])
def test_one_section_is_enough_to_see_the_office(role: Role) -> None:
    person = a_person(role, office="ume", section="tax" if role in ("viewer", "editor", "approver") else None)

    assert may_look(person, "ume")
    assert not may_look(person, "momo")


def test_the_night_desk_sees_the_emergency_page_alone() -> None:
    with pytest.raises(Forbidden):
        require_to_look(a_person("night"), "ume")
