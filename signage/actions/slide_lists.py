"""Lists of slides: what is up, where, since when, until when; one's own section's first."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from signage.actions.installation import Installation
from signage.actions.notice_places import may_in, reaching, screens_reached
from signage.core.catalogue import Catalogue
from signage.core.emergencies import is_override
from signage.core.instants import DAY
from signage.core.lists import has_words, on_page
from signage.core.people import Person
from signage.core.rights import may_look
from signage.core.rulebook import Rulebook
from signage.core.slides import Slide
from signage.core.spans import EVER
from signage.core.texts import Text
from signage.core.when import limits_span
from signage.publish.tree import Tree
from signage.store.catalogue import catalogue
from signage.store.database import change_number
from signage.store.publications import publication

Standing = Literal["on", "later", "over", "nowhere", "draft", "withdrawn"]
"""How a slide stands: on air, to come, over, on no screen, not published, taken down."""

PAGE = 50

SOON = 7 * DAY
"""What ends within a week ends soon."""

_ITEM = re.compile(r"(.+)-([0-9]+)-[a-z]{2,3}(?:-[A-Za-z]+)*-[0-9a-f]{8}")
"""An item of a manifest: the slide, the number of its page, the language, and what it shows."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One page of a slide as a screen has it."""

    asset: str
    language: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One slide of a list. `begins` and `ends` are instants, None: no limit. `picture` is on `screens[0]` now."""

    slide: Slide
    section: Text
    standing: Standing
    screens: tuple[str, ...]
    begins: int | None
    ends: int | None
    mine: bool
    picture: str | None = None

    def ends_soon(self, at: int) -> bool:
        """Whether it ends within a week."""
        return self.standing == "on" and self.ends is not None and self.ends - at <= SOON


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One page of a list, `total` in all; how many there are of each standing before that filter."""

    listed: tuple[Listed, ...]
    page: int
    pages: int
    total: int
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A filter: `standing` may also be "soon" or "all"; `section` an id, "mine" or "all"; `words` are looked for."""

    standing: str = "on"
    section: str = "all"
    words: str = ""
    page: int = 1


def shelf(installation: Installation, wanted: Wanted, *, at: int, by: Person) -> Shelf:
    """What somebody asks to see at the offices that are theirs: the own section's first, then what ends first."""
    held = catalogue(installation.db)
    offices = {name for name in held.offices if may_look(by, name)}
    there = (one for one in _listed(held, at=at, by=by) if one.slide.office in offices)
    every = [one for one in there if _is_of(one, wanted) and _says(one, held, wanted.words)]
    counts = Counter(one.standing for one in every)
    counts.update(soon=sum(one.ends_soon(at) for one in every), all=len(every))
    chosen = [
        one
        for one in every
        if wanted.standing in ("all", one.standing) or (wanted.standing == "soon" and one.ends_soon(at))
    ]
    chosen.sort(key=lambda one: (one.slide.owner != by.section, not one.mine, one.ends or EVER, one.slide.id))
    page, pages = on_page(wanted.page, count=len(chosen), size=PAGE)
    shown = chosen[(page - 1) * PAGE : page * PAGE]
    return Shelf(
        listed=with_pictures(installation, shown),
        page=page,
        pages=pages,
        total=len(chosen),
        counts={str(standing): count for standing, count in counts.items()},
    )


def listed(installation: Installation, held: Catalogue, slide: Slide, *, at: int, by: Person) -> Listed:
    """One slide as a list has it."""
    one = next(one for one in _listed(held, at=at, by=by, only=slide.id))
    return with_pictures(installation, [one])[0]


def with_pictures(installation: Installation, some: Sequence[Listed]) -> tuple[Listed, ...]:
    """The same with what each looks like on its first screen now; nothing for what no screen shows."""
    pictures = {
        screen: pages_in(str(path))
        for screen, path in manifests_of(installation, {one.screens[0] for one in some if one.screens}).items()
    }
    return tuple(_with_picture(one, pictures) for one in some)


def as_shown(installation: Installation, slide: str, screens: Iterable[str]) -> Mapping[str, tuple[Shown, ...]]:
    """The pages of a slide on each of these screens, as they are published."""
    manifests = manifests_of(installation, set(screens))
    found = {screen: pages_in(str(manifests[screen])).get(slide, ()) for screen in screens if screen in manifests}
    return {screen: pages for screen, pages in found.items() if pages}


def on_screens(installation: Installation, slide: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The screens with a player that are to show a slide, those whose manifest has it, and whether all is done."""
    held = catalogue(installation.db)
    wanted = screens_reached(held, reaching(held).get(slide, ()))
    manifests = manifests_of(installation, set(wanted))
    there = tuple(screen for screen, path in manifests.items() if slide in pages_in(str(path)))
    whole = publication(installation.db).change >= change_number(installation.db)
    return tuple(sorted(manifests)), tuple(sorted(there)), whole


def _listed(held: Catalogue, *, at: int, by: Person, only: str | None = None) -> Iterable[Listed]:
    rulebook, may = Rulebook(held), may_in(held, by)
    book = rulebook.calendars
    in_force = {rule.id for rule in held.rules.values() if rulebook.limits(rule)[1] > at}
    rules = reaching(held)
    sections = {row.id: row.name for row in held.guide.sections}
    where: dict[tuple[str, ...], tuple[str, ...]] = {}
    managed = (slide for slide in held.slides.values() if not is_override(slide))
    for slide in managed if only is None else [held.slides[only]]:
        own = tuple(rule for rule in rules.get(slide.id, ()) if rule.id in in_force)
        key = tuple(rule.id for rule in own)
        if key not in where:
            where[key] = screens_reached(held, own)
        begins, ends = limits_span(slide.limits, book.zone(slide.office))
        yield Listed(
            slide=slide,
            section=sections.get(slide.owner, Text.of(ja=slide.owner)),
            standing=_standing(slide, begins, ends, bool(where[key]), at),
            screens=where[key],
            begins=begins if begins > -EVER else None,
            ends=ends if ends < EVER else None,
            mine=may(slide) and not is_override(slide),
        )


def _standing(slide: Slide, begins: int, ends: int, hangs: bool, at: int) -> Standing:
    if slide.state != "published":
        return slide.state
    if ends <= at:
        return "over"
    if not hangs:
        return "nowhere"
    return "later" if at < begins else "on"


def _is_of(one: Listed, wanted: Wanted) -> bool:
    return wanted.section == "all" or (one.mine if wanted.section == "mine" else one.slide.owner == wanted.section)


def _says(one: Listed, held: Catalogue, words: str) -> bool:
    """Whether every word is found in its name, its section or its texts."""
    if not words.strip():
        return True
    said = [told for text in (one.slide.name, one.section) for _, told in text]
    said += [str(value) for value in one.slide.fields.values()]
    said += [held.screens[screen].name.best("ja") for screen in one.screens]
    return has_words(" ".join(said), words)


def _with_picture(one: Listed, pictures: Mapping[str, Mapping[str, tuple[Shown, ...]]]) -> Listed:
    pages = pictures.get(one.screens[0], {}).get(one.slide.id, ()) if one.screens else ()
    return replace(one, picture=pages[0].asset if pages else None)


def manifests_of(installation: Installation, screens: set[str]) -> dict[str, Path]:
    """Of these screens, those that a player feeds, and what is published for it."""
    tree = Tree(installation.data)
    heads = (head for head in tree.heads().values() if head.get("screen") in screens and not head.get("revoked"))
    return {head["screen"]: tree.asset(head["manifest"]) for head in heads}


@lru_cache(maxsize=256)
def pages_in(path: str) -> Mapping[str, tuple[Shown, ...]]:
    """Each slide's pages in a manifest: immutable, so read once."""
    try:
        items = json.loads(Path(path).read_bytes())["items"]
    except FileNotFoundError:
        return {}
    found: defaultdict[str, dict[int, Shown]] = defaultdict(dict)
    for name, item in items.items():
        if (match := _ITEM.fullmatch(name)) is not None:
            shown = Shown(asset=item["asset"], language=item["lang"], alt=item["alt"])
            found[match[1]].setdefault(int(match[2]), shown)
    return {slide: tuple(pages[number] for number in sorted(pages)) for slide, pages in found.items()}
