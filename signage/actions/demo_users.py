"""The demo's users: one of each kind that works with the system, with passwords that are easily typed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from signage.actions import passwords
from signage.actions.installation import Installation
from signage.core.people import Grant, Person
from signage.store import audit
from signage.store import people as store
from signage.store.database import writing

FILE = "demo-users.txt"
"""In the data folder, for its owner alone. No real installation keeps passwords."""

WHO = "demo"

_OFFICE, _DESK, _ALSO, _SECTION = "mizuki", "family-register", "resident-records", "registry"
"""Two desks of a section, the clerk's own and the one where she helps out (兼務); the head answers for both."""

_FLOWERS = (
    *("asagao", "ajisai", "himawari", "suisen", "tsubaki", "kikyou", "sumire", "tanpopo"),
    *("yamabuki", "sazanka", "nadeshiko", "rindou"),
)


@dataclass(frozen=True, kw_only=True)
class DemoUser:
    """A person of the demo, and what they may do, in Japanese and in English."""

    person: Person
    ja: str
    en: str


USERS = (
    DemoUser(
        person=Person(
            id="sato",
            name="佐藤 花子",
            section=_DESK,
            grants=tuple(Grant(role="editor", office=_OFFICE, section=section) for section in (_DESK, _ALSO)),
        ),
        ja="職員: お知らせを出す、番号を呼ぶ、窓口の状態を変える",
        en="clerk: puts up notices, calls numbers, sets counters",
    ),
    DemoUser(
        person=Person(
            id="tanaka",
            name="田中 一郎",
            section=_SECTION,
            grants=(Grant(role="approver", office=_OFFICE, section=_SECTION),),
        ),
        ja="課長: お知らせを承認する",
        en="head of section: approves notices",
    ),
    DemoUser(
        person=Person(id="suzuki", name="鈴木 恵", section="general-affairs", grants=(Grant(role="admin"),)),
        ja="運用責任者: すべて(庁舎の名前と色、放映、利用者、緊急表示)",
        en="administrator: everything",
    ),
    DemoUser(
        person=Person(id="shukuchoku", name="宿直", shared=True, grants=(Grant(role="night"),)),
        ja="宿直: 緊急表示だけ(共用。サインインで操作する方のお名前も入力)",
        en="night duty: the emergency page alone (shared: type your name as well)",
    ),
    DemoUser(
        person=Person(id="yamamoto", name="山本 監査", grants=(Grant(role="auditor"),)),
        ja="監査: 見ることと、操作記録",
        en="auditor: looks, and reads the log",
    ),
)


def employed(installation: Installation, *, at: int) -> dict[str, str]:
    """Everybody's password by user name; who is not there yet gets an account."""
    path = installation.data / FILE
    known = _read(path)
    missing = [one.person for one in USERS if one.person.id not in known]
    if missing:
        known |= {whose.id: _password() for whose in missing}
        _hire(installation, {whose: known[whose.id] for whose in missing}, at=at)
        _write(path, known)
    return known


def tell(known: dict[str, str], say: Callable[[str, str], None]) -> None:
    """A short table: who, with which password, may do what."""
    say("\n利用者名と、パスワード:", "\nUser name and password:")
    for one in USERS:
        start = f"  {one.person.id:<11} {known[one.person.id]:<16} "
        say(start + one.ja, start + one.en)


def _hire(installation: Installation, staff: dict[Person, str], *, at: int) -> None:
    hashes = {whose: passwords.hashed(password) for whose, password in staff.items()}
    with writing(installation.db) as under_way:
        for whose, hashed in hashes.items():
            store.save_person(under_way, whose, at=at, who=WHO)
            store.set_password(under_way, whose.id, hashed, must_change=False)
            audit.record(under_way, at=at, who=WHO, action="add-person", what=whose.id)


def _password() -> str:
    """A flower and digits, at least as long as a password must be."""
    flower = secrets.choice(_FLOWERS)
    digits = max(4, passwords.LEAST - len(flower) - 1)
    return f"{flower}-{secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1)}"


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {words[0]: words[1] for words in lines if len(words) == 2}


def _write(path: Path, known: dict[str, str]) -> None:
    text = "".join(f"{name} {password}\n" for name, password in known.items())
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
