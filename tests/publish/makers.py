"""Small makers: an installation on disk with a kind that draws quickly, and everything else real."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signage.config import Settings
from signage.core.calendars import Calendar, Line
from signage.core.catalogue import Group, Request
from signage.core.nouns import NOUNS
from signage.core.offices import Office
from signage.core.playlists import Entry, Playlist
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.shows import instant_of
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.publish import keys
from signage.publish.signing import read_unverified
from signage.render.canvas import Canvas
from signage.render.pages import Page
from signage.store.database import open_database, writing
from signage.store.enrolments import Enrolment, enrol
from signage.store.rows import remove, save

NOW = instant_of("2026-11-22T01:00:00Z")
"""Sunday, 10:00 in Tokyo."""


@dataclass(frozen=True)
class Fields:
    words: str = ""


class Card:
    """A kind that paints a colour which its words choose: one page a language, one more where it says so."""

    name = "card"
    fields = Fields

    def __init__(self) -> None:
        self.painted: list[str] = []

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        turns = [instant_of(turn) for turn in request.slide.fields.get("turns", ())]
        return [turn for turn in turns if begins <= turn < ends]

    def document(self, request: Request) -> Mapping[str, Any]:
        fields = dict(request.slide.fields)
        passed = [turn for turn in fields.get("turns", ()) if instant_of(turn) <= request.at]
        if fields.get("breaks") == "badly":
            raise ZeroDivisionError("a bug in this kind")
        rows = [row.number for row in request.catalogue.guide.counters] if fields.get("tells") == "counters" else []
        return {
            "words": fields.get("words", ""),
            "turn": len(passed),
            "plain": request.plain,
            "rows": rows,
            "silent": fields.get("silent", False),
        }

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        words = json.dumps(document)
        self.painted.append(words)
        return tuple(
            Page(
                width=canvas.width,
                height=canvas.height,
                paper=f"#{abs(hash_of(words + language)) % 0xFFFFFF:06X}",
                marks=(),
                language=language,
                alt="" if document["silent"] else f"{document['words']} {language}",
                shown_ms=6_000,
            )
            for language in languages
        )


def hash_of(words: str) -> int:
    return int.from_bytes(words.encode().ljust(8, b"-")[-8:], "big") ^ sum(words.encode())


def an_office(**changes: Any) -> Office:
    return Office(**{"id": "ward", "name": Text.of(ja="区役所"), "calendar": "hours", **changes})


def a_calendar(name: str = "hours", *hours: tuple[str, str]) -> Calendar:
    lines = (Line(weekdays=("mon", "tue", "wed", "thu", "fri"), hours=hours or (("08:45", "17:00"),)),)
    return Calendar(id=name, office="ward", name=Text.of(ja=name), lines=lines)


def a_screen(name: str = "lobby-1f", **changes: Any) -> Screen:
    given = {
        "id": name,
        "office": "ward",
        "name": Text.of(ja=name),
        "width": 128,
        "height": 72,
        "diagonal_in": 55,
        "building": "main",
        "floor": "1f",
        "languages": ("ja",),
        "fallback": "always",
    }
    return Screen(**{**given, **changes})


def a_slide(name: str, *, changed: Mapping[str, Any] | None = None, kind_is: str = "card", **fields: Any) -> Slide:
    given = {"id": name, "office": "ward", "kind": kind_is, "name": Text.of(ja=name), "owner": "general"}
    return Slide(**{**given, "fields": {"words": name, **fields}, **(changed or {})})


def a_playlist(name: str, *slides: str) -> Playlist:
    return Playlist(id=name, office="ward", name=Text.of(ja=name), entries=tuple(Entry(slide=one) for one in slides))


def a_rule(name: str, *, playlist: str | None = None, slide: str | None = None, **changes: Any) -> Rule:
    given = {"id": name, "office": "ward", "playlist": playlist, "slide": slide}
    return Rule(**{**given, **({} if "screens" in changes else {"groups": ("all",)}), **changes})


class Place:
    """A data folder with a small ward office in it: one playlist of two cards on every screen of a group."""

    def __init__(self, folder: Path, *screens: Screen, at: int = NOW - 86_400_000) -> None:
        self.settings = Settings(data=folder / "data")
        self.data = self.settings.data
        self.db = open_database(self.data)
        keys.make(self.data, at=at)
        self.save(
            an_office(),
            a_calendar(),
            Group(id="all", office="ward", name=Text.of(ja="すべて")),
            a_slide("standing", words="always"),
            a_slide("notice-1"),
            a_slide("notice-2"),
            a_playlist("always", "standing"),
            a_playlist("day", "notice-1", "notice-2"),
            *(screens or (a_screen(groups=("all",)),)),
            a_rule("daily", playlist="day"),
            at=at,
        )

    @classmethod
    def again(cls, folder: Path) -> Place:
        """One that is there already."""
        place = cls.__new__(cls)
        place.settings = Settings(data=folder / "data")
        place.data, place.db = place.settings.data, open_database(folder / "data")
        return place

    def save(self, *things: Any, at: int = NOW) -> int:
        """Store them in one transaction; the change number that this makes."""
        with writing(self.db) as under_way:
            for thing in things:
                noun = next(plural for plural, noun in NOUNS.items() if noun.kind is type(thing))
                save(under_way, noun, [thing], at=at, who="test")
        return int(next(self.db.query("SELECT number FROM change_number"))["number"])

    def remove(self, noun: str, name: str, *, at: int = NOW) -> None:
        with writing(self.db) as under_way:
            remove(under_way, noun, name, at=at, who="test")

    def enrol(self, *screens: str, at: int = NOW) -> list[Enrolment]:
        with writing(self.db) as under_way:
            return [enrol(under_way, screen, at=at) for screen in screens or ("lobby-1f",)]

    def head(self, player: Enrolment) -> dict[str, Any]:
        path = self.data / "public" / "v1" / "heads" / f"{player.head_key}.jws"
        return read_unverified(path.read_bytes())

    def live(self, player: Enrolment) -> dict[str, Any]:
        """The live file that a player's head names, unopened; empty where there is none yet."""
        heads = self.data / "public/v1/heads" / f"{player.head_key}.jws"
        named = read_unverified(heads.read_bytes())["live"] if heads.exists() else []
        files = [self.data / "public/v1/live" / f"{live['key']}.jws" for live in named]
        return read_unverified(files[0].read_bytes()) if files and files[0].exists() else {}

    def asset(self, name: str) -> Path:
        return self.data / "public" / "v1" / "assets" / name[:2] / name

    def manifest(self, player: Enrolment) -> dict[str, Any]:
        return json.loads(self.asset(self.head(player)["manifest"]).read_bytes())

    def close(self) -> None:
        self.db.close()


def items_at(manifest: Mapping[str, Any], at: int, *, zone: int = 0) -> list[str]:
    """The items of the loop that a manifest shows at an instant."""
    for segment in manifest["segments"]:
        if instant_of(segment["from"]) <= at < instant_of(segment["until"]):
            return [item for item, _ in manifest["loops"][segment["zones"][zone]["loop"]]]
    return []
