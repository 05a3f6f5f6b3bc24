"""Staff: one person of each role, with known passwords, in a real installation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask.testing import FlaskClient

from signage.actions import passwords
from signage.actions.installation import Installation
from signage.core.people import Grant, Person, Role
from signage.store.database import writing
from signage.store.people import save_person, set_password

PASSWORD = "kawa-yama-sora-umi"
"""Everybody's; hashed once, as Argon2 takes its time."""

_HASHED = passwords.hashed(PASSWORD)

NAMES: dict[Role, str] = {
    "viewer": "閲覧 花子",
    "editor": "戸籍 太郎",
    "approver": "課長 次郎",
    "admin": "総務 三郎",
    "auditor": "監査 四郎",
    "night": "宿直 五郎",
}


def a_person(role: Role, *, office: str | None = None, section: str | None = None, **more: object) -> Person:
    """Somebody whose user name is their role."""
    grants = (Grant(role=role, office=office, section=section),)
    return Person(**{"id": role, "name": NAMES[role], "grants": grants, "section": section, **more})  # type: ignore[arg-type]


def employ(installation: Installation, staff: Iterable[Person], *, at: int = 0) -> None:
    """Give people accounts with the known password."""
    with writing(installation.db) as under_way:
        for whose in staff:
            save_person(under_way, whose, at=at, who="test")
            set_password(under_way, whose.id, _HASHED, must_change=False)


def one_of_each(*, office: str | None = None, section: str | None = None) -> list[Person]:
    """One person of each role; those whose role can be limited to a section work in it."""
    limited: tuple[Role, ...] = ("editor", "approver")
    return [a_person(role, office=office, section=section) if role in limited else a_person(role) for role in NAMES]


def csrf_token(page: str) -> str:
    """The token in a page's form or head."""
    found = re.search(r'name="csrf_token" value="([^"]+)"|name="csrf-token" content="([^"]+)"', page)
    assert found is not None, "the page has no token"
    return found[1] or found[2]


def signed_in(client: FlaskClient, name: str, *, password: str = PASSWORD) -> FlaskClient:
    """The client, after somebody signed in by the form."""
    token = csrf_token(client.get("/sign-in").text)
    answer = client.post("/sign-in", data={"name": name, "password": password, "csrf_token": token})
    assert answer.status_code in (302, 303), answer.text
    return client
