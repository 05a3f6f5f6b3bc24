"""A small office for programs: two sections, two screens, and tokens of every kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from signage.actions import tokens
from signage.core.calendars import Calendar, Line
from signage.core.guide import Building, Counter, Floor, Section
from signage.core.offices import Approval, Office
from signage.core.people import Grant, Person
from signage.core.playlists import Entry, Playlist
from signage.core.queues import Queue
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store.database import writing
from signage.store.enrolments import enrol
from signage.store.rows import save
from signage.web.app import create_app
from tests.staff import employ
from tests.web.standins import NOW, StandIn, a_desk

ADMIN = Person(id="admin", name="総務 三郎", grants=(Grant(role="admin"),))
CLERK = Person(id="clerk", name="戸籍 太郎", grants=(Grant(role="editor", office="midori", section="shimin"),))

NOTICE: dict[str, Any] = {
    "owner": "shimin",
    "kind": "notice",
    "name": {"ja": "窓口の移動", "en": "Counter moved"},
    "until": "2026-11-30",
    "fields": {"title": {"ja": "窓口が移りました", "en": "The counter has moved"}, "body": "3番窓口へどうぞ。"},
}


def fill(db: Any, *, approvals: tuple[Approval, ...] = ()) -> None:
    """An office with two sections and two screens."""
    hours = Line(weekdays=("mon",), hours=(("08:45", "17:00"),))
    rows: dict[str, list[Any]] = {
        "offices": [Office(id="midori", name=Text.of(ja="みどり区役所"), calendar="hours", approvals=approvals)],
        "calendars": [Calendar(id="hours", office="midori", name=Text.of(ja="開庁"), lines=(hours,))],
        "slides": [
            Slide(id="guide", office="midori", kind="floor-guide", name=Text.of(ja="案内"), owner="soumu"),
        ],
        "playlists": [
            Playlist(id="always", office="midori", name=Text.of(ja="いつも"), entries=(Entry(slide="guide"),))
        ],
        "buildings": [Building(id="main", office="midori", name=Text.of(ja="本館"))],
        "floors": [Floor(id="main-1f", office="midori", building="main", label="1F", order=1)],
        "screens": [a_screen("lobby"), a_screen("hall")],
        "sections": [
            Section(id="soumu", office="midori", name=Text.of(ja="総務課")),
            Section(id="shimin", office="midori", name=Text.of(ja="市民課"), screens=("lobby",)),
        ],
        "counters": [a_counter("c3", "3"), a_counter("c4", "4-A")],
        "queues": [a_queue("moving"), a_queue("insurance")],
    }
    with writing(db) as under_way:
        for noun, found in rows.items():
            for row in found:
                save(under_way, noun, [row], at=NOW, who="test")


def a_screen(name: str) -> Screen:
    return Screen(
        id=name, office="midori", name=Text.of(ja=name), diagonal_in=55, building="main", floor="main-1f",
        fallback="always", layout="main-side",
    )  # fmt: skip


def a_counter(name: str, number: str) -> Counter:
    return Counter(
        id=name, office="midori", number=number, sections=("shimin",), building="main", floor="main-1f"
    )  # fmt: skip


def a_queue(name: str) -> Queue:
    return Queue(
        id=name, office="midori", section="shimin", name=Text.of(ja="住民異動", en="Moving"), counters=("c3", "c4")
    )


class Api:
    """The API of that office, and a program that asks it."""

    def __init__(self, folder: Path, *, approvals: tuple[Approval, ...] = ()) -> None:
        self.desk = a_desk(folder, StandIn(folder))
        self.here = self.desk.installation
        fill(self.here.db, approvals=approvals)
        employ(self.here, [ADMIN, CLERK])
        self.app = create_app(self.desk)
        self.client = self.app.test_client()
        self.token = self.made("slides:read", "slides:write", "queue")

    def made(self, *scopes: str, owner: str = "admin", **where: str) -> str:
        """A new token."""
        made = tokens.create(self.here, "窓口の機械", scopes=scopes, owner=owner, at=NOW, by=ADMIN, **where)  # type: ignore[arg-type]
        return made.secret

    def player(self) -> str:
        """The token of a new player of the lobby's screen."""
        with writing(self.here.db) as under_way:
            return enrol(under_way, "lobby", at=NOW).token or ""

    def ask(self, method: str, path: str, sent: Any = None, *, token: str | None = None, **headers: str) -> Any:
        """One request, and its answer."""
        told = {"Authorization": f"Bearer {token or self.token}", "Accept-Language": "en"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        if sent is None:
            return self.client.open(f"/api/v1{path}", method=method, headers=told)
        data = sent if isinstance(sent, bytes) else json.dumps(sent)
        return self.client.open(
            f"/api/v1{path}", method=method, headers={"Content-Type": "application/json", **told}, data=data
        )
