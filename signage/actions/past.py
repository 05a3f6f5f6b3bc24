"""The past and the future of a screen: what was on it, by which rule, whose it was and who had put it up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

from signage.actions.installation import Installation
from signage.core.catalogue import Catalogue
from signage.core.explain import Explanation, Judged, explain
from signage.core.instants import DAY
from signage.core.nouns import NOUNS
from signage.core.people import Person
from signage.core.places import place_of
from signage.core.problems import Missing
from signage.core.rights import may_look, require_to_look
from signage.core.rulebook import Rulebook
from signage.core.screens import Screen
from signage.core.shows import instant_of, published, what_shows
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store.archive import InForce, in_force, last_taken_before
from signage.store.catalogue import of_rows
from signage.store.files import Files
from signage.store.people import people
from signage.store.rows import stored
from signage.store.versions import first_version_at, newest_at, rows_at

LOOKED_BACK = (DAY, 8 * DAY)
"""How far the change before an instant is searched for."""

FADED_MS = 700
"""So long after an instant no fade that was under way is seen: it takes 600 ms."""

Source = Literal["archived", "oldest", "compiled", "planned"]
"""What was published then; the oldest there is, where that covers it; made from what is stored now; the plan."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Who made something what it was, and when; `name` is the person's as far as there is an account."""

    at: int
    who: str
    name: str


@dataclass(frozen=True, kw_only=True)
class OnGlass:
    """One picture: which slide, in words for those who cannot see it, its page in the loop, whose, and by whom."""

    alt: str
    slide: Slide | None
    owner: Text
    page: int
    pages: int
    put_up: Deed | None


@dataclass(frozen=True, kw_only=True)
class Playing:
    """A rule that won: what it played, why, whose that is, and who had last changed the rule."""

    judged: Judged
    zone: str
    owner: Text
    made: Deed | None


@dataclass(frozen=True, kw_only=True)
class Past:
    """One screen at one instant. `before` and `after`: the changes around it, as far as there are."""

    screen: Screen
    office: Text
    zone: ZoneInfo
    place: Text
    at: int
    seen_at: int
    """The instant whose picture is shown: once nothing fades any more."""
    source: Source
    since: int | None
    lit: bool
    fallback: bool
    glass: tuple[OnGlass, ...]
    rules: tuple[Playing, ...]
    told: Explanation
    before: int | None
    after: int | None


def screens(installation: Installation, *, by: Person) -> tuple[Screen, ...]:
    """Those that somebody may look at."""
    found = (screen for screen in stored(installation.db, "screens") if may_look(by, screen.office))
    return tuple(found)


def require_screen(installation: Installation, name: str, *, by: Person) -> Screen:
    """A screen. Missing where there is none of that name; Forbidden where it is not theirs to see."""
    screen: Screen | None = next((one for one in stored(installation.db, "screens") if one.id == name), None)
    if screen is None:
        raise Missing(ja=f"モニター「{name}」はありません。", en=f'there is no screen "{name}".')
    require_to_look(by, screen.office)
    return screen


def past(installation: Installation, name: str, manifest: Mapping[str, Any], *, at: int, now: int) -> Past:
    """What was, or will be, on a screen at an instant; `manifest` is the one that covers it."""
    force = in_force(installation.db, name, at)
    source = _source(installation, force, at, now)
    then = {"archived": at, "oldest": force.since if force is not None else at}.get(source, now)
    held = catalogue_at(installation, then)
    if name not in held.screens:
        then, held = now, catalogue_at(installation, now)
    teller = _Teller(installation, held, then)
    book, screen = Rulebook(held), held.screens[name]
    told, shown = explain(book, name, at), what_shows(published(manifest), at)
    edges = [told.until, force.until if force is not None and source == "archived" else None]
    return Past(
        screen=screen,
        office=held.offices[screen.office].name,
        zone=book.calendars.zone(screen.office),
        place=place_of(screen, held.guide),
        at=at,
        seen_at=at if shown.settled else at + FADED_MS,
        source=source,
        since=force.since if force is not None and source == "archived" else None,
        lit=shown.power == "on",
        fallback=shown.fallback,
        glass=tuple(teller.on_glass(zone.placed, manifest) for zone in shown.zones) if shown.power == "on" else (),
        rules=tuple(teller.playing(one, zone.zone) for zone in told.zones for one in zone.winners),
        told=told,
        before=_change_before(installation, book, name, at),
        after=min((edge for edge in edges if edge is not None), default=None),
    )


def catalogue_at(installation: Installation, at: int) -> Catalogue:
    """What was stored at an instant; before anything was, the first that ever was."""
    db = installation.db
    first = first_version_at(db)
    with db.atomic():
        then = rows_at(db, max(at, first) if first is not None else at)
        rows = {}
        for noun in NOUNS:
            others = [row for row in stored(db, noun) if (noun, row.id) not in then]
            back = [row for (other, _), known in then.items() if other == noun for row in known]
            rows[noun] = (*others, *back)
    return of_rows(rows)


def _source(installation: Installation, force: InForce | None, at: int, now: int) -> Source:
    if at > now:
        return "planned"
    if force is None or not _covers(installation, force, at):
        return "compiled"
    return "archived" if force.since <= at else "oldest"


def _covers(installation: Installation, force: InForce, at: int) -> bool:
    files = Files(installation.data / "assets")
    if not files.has(force.manifest):
        return False
    valid = json.loads(files.read(force.manifest))["valid"]
    return instant_of(valid["from"]) <= at < instant_of(valid["until"])


def _change_before(installation: Installation, book: Rulebook, screen: str, at: int) -> int | None:
    """The last instant before this one at which something else came: by the schedule, or by somebody's hand."""
    found = [last_taken_before(installation.db, screen, at)]
    for reach in LOOKED_BACK:
        edge = _last_edge(book, screen, at - reach, at)
        if edge is not None:
            found.append(edge)
            break
    return max((one for one in found if one is not None), default=None)


def _last_edge(book: Rulebook, screen: str, begins: int, ends: int) -> int | None:
    last, edge = None, explain(book, screen, begins).until
    while edge is not None and edge < ends:
        last, edge = edge, explain(book, screen, edge).until
    return last


class _Teller:
    """Whose things are, and who did what to them until an instant."""

    def __init__(self, installation: Installation, held: Catalogue, at: int) -> None:
        self._db, self._held, self._at = installation.db, held, at
        self._owners = {section.id: section.name for section in held.guide.sections}
        self._names = {person.id: person.name for person in people(installation.db)}

    def on_glass(self, placed: Any, manifest: Mapping[str, Any]) -> OnGlass:  # noqa: ANN401 - core.shows keeps it
        slide = self._slide_of(placed.item_id)
        pages = next((loop for loop in self._loops(manifest) if placed.item_id in loop), ())
        own = [item for item in dict.fromkeys(pages) if self._slide_of(item) is slide]
        return OnGlass(
            alt=placed.item["alt"],
            slide=slide,
            owner=self._owner(slide),
            page=own.index(placed.item_id) + 1 if placed.item_id in own else 1,
            pages=len(own) or 1,
            put_up=self._deed("slides", slide.id) if slide is not None else None,
        )

    def playing(self, judged: Judged, zone: str) -> Playing:
        slide = self._held.slides.get(judged.rule.slide or "")
        return Playing(judged=judged, zone=zone, owner=self._owner(slide), made=self._deed("rules", judged.rule.id))

    @staticmethod
    def _loops(manifest: Mapping[str, Any]) -> Sequence[list[str]]:
        return [[item for item, _ in loop] for loop in manifest["loops"].values()]

    def _slide_of(self, item: str) -> Slide | None:
        """The slide of an item: its id is what the item's begins with, the longest that fits."""
        parts = item.split("-")
        names = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
        return next((self._held.slides[name] for name in names if name in self._held.slides), None)

    def _owner(self, slide: Slide | None) -> Text:
        return self._owners.get(slide.owner, Text()) if slide is not None else Text()

    def _deed(self, noun: str, name: str) -> Deed | None:
        found = newest_at(self._db, noun, name, self._at)
        if found is None:
            return None
        at, who = found
        return Deed(at=at, who=who, name=self._names.get(who, who))
