"""The guide's pages: the overview, the floors, the areas, the languages, and the loop that they make together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from signage.core.floor_guide import FloorRow, GuideAt
from signage.core.texts import LANGUAGES, Text
from signage.render import floor_guide_blocks as blocks
from signage.render import floor_guide_words as words
from signage.render import ruby
from signage.render.canvas import Canvas
from signage.render.floor_guide_blocks import Block, Reading
from signage.render.floor_guide_loop import RETURNS_MS, Loop, Offer, Timed, interleaved, room
from signage.render.floor_guide_sets import Sheet, Told, bare_page, best_sheet
from signage.render.floor_guide_sheet import Foot
from signage.render.floor_guide_strip import is_flat, strip_pages
from signage.render.fonts import missing
from signage.render.pages import Finding, Page

Show = Literal["all", "overview", "floors", "areas", "strip"]

EASY = "ja-x-easy"
AMPLE_MS = 24 * 60 * 60 * 1000
OVERVIEW_MS = 31_000
"""An overview that takes no longer leaves room for another page between its rounds; one may take all of 40 s."""
A_PAGE_LESS = 0.12
"""What a page less of the overview is worth, in units of size."""
FEWEST = 10.0
"""The same for all other sets: fewer pages always win."""
ASKED_MOST = ("toilet", "accessible-toilet", "lift", "nursing-room", "atm", "stairs")
"""The facilities whose way stands at the foot of every page, in this order, as far as there is room."""


def told_pages(
    guide: GuideAt, canvas: Canvas, languages: tuple[str, ...], *, show: Show, budget_ms: int
) -> tuple[Page, ...]:
    """The loop. What did not fit into it is named on its first page."""
    telling = _Telling(guide=guide, canvas=canvas, languages=languages or ("ja",))
    if show == "strip" or is_flat(canvas):
        return strip_pages(guide, canvas, telling.first)
    if show in ("floors", "areas"):
        sets = telling.floors() if show == "floors" else telling.areas()
        loop = interleaved((), sets, budget_ms=budget_ms)
    else:
        loop = telling.loop(full=show == "all", budget_ms=budget_ms)
    findings = telling.findings(loop)
    return tuple(replace(page, findings=findings) if not place else page for place, page in enumerate(loop.pages))


@dataclass(frozen=True)
class _Wish:
    """A way to tell the overview, and how long it may take."""

    second: str | None
    moves: bool
    whole_ms: int
    brief: bool = False

    @property
    def page_worth(self) -> float:
        """Where no overview comes back in time, the one that comes back soonest."""
        return A_PAGE_LESS if self.whole_ms <= RETURNS_MS else FEWEST


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """One guide on one canvas."""

    guide: GuideAt
    canvas: Canvas
    languages: tuple[str, ...]

    @property
    def first(self) -> str:
        """The language of the overview that always comes back: Japanese, unless a screen has none."""
        return "ja" if "ja" in self.languages else self.languages[0]

    @property
    def _beside(self) -> str | None:
        """What stands beside the first language: English, or the readings of やさしい日本語."""
        return EASY if self.first == EASY else "en" if "en" in self.languages and self.first != "en" else None

    def loop(self, *, full: bool, budget_ms: int) -> Loop[Page]:
        """The overview, what there is time for between its rounds, and the names of what there is no time for."""
        overview = self.overview
        if overview is None:
            return Loop(pages=(bare_page(self._told(self._reading(self.first, self._beside), words.TITLE, ())),))
        told = {self.first, overview.told.second}
        offers = [self._language(language) for language in self.languages if language not in told]
        if full:
            offers = [*self._moves(), *offers, *self.floors(), *self.areas()]
        return interleaved(overview.pages(), offers, budget_ms=budget_ms)

    @cached_property
    def overview(self) -> Sheet | None:
        """In two languages and with moves if it can come back in time so."""
        wishes = (
            _Wish(self._beside, moves=True, whole_ms=OVERVIEW_MS),
            _Wish(self._beside, moves=False, whole_ms=OVERVIEW_MS),
            _Wish(None, moves=True, whole_ms=OVERVIEW_MS),
            _Wish(None, moves=False, whole_ms=OVERVIEW_MS),
            _Wish(None, moves=False, whole_ms=RETURNS_MS),
            _Wish(None, moves=False, whole_ms=RETURNS_MS, brief=True),
            _Wish(None, moves=False, whole_ms=AMPLE_MS, brief=True),
        )
        found = (self._overview(self.first, wish, page_ms=AMPLE_MS, page_worth=wish.page_worth) for wish in wishes)
        return next((sheet for sheet in found if sheet is not None), None)

    def floors(self) -> list[Offer[Page]]:
        """The facilities of the screen's own floor, and every floor in full, the own one first."""
        told = self._reading(self.first, self._second)
        named = [(floor, blocks.floor_block(self.guide, floor, told)) for floor in self.guide.floors]
        some = sorted(((floor, block) for floor, block in named if block.cells), key=lambda one: not one[0].here)
        full = (self._offer(self._name(floor), [block], told, floor.theme or words.FLOORS) for floor, block in some)
        return [*self._facilities(), *full]

    def areas(self) -> list[Offer[Page]]:
        """Every area in full."""
        told = self._reading(self.first, self._second)
        offers = []
        for area in self.guide.areas:
            if rows := blocks.area_blocks(self.guide, area, told):
                name = area.name.best(self.first)
                offers.append(self._offer(name, rows, told, area.name, sign=(area.mark, area.colour)))
        return offers

    def findings(self, loop: Loop[Page]) -> tuple[Finding, ...]:
        """What did not fit, for whoever posts."""
        found = []
        languages = [LANGUAGES[name] for name in loop.left_out if name in LANGUAGES]
        places = [name for name in loop.left_out if name not in LANGUAGES]
        for names, ja, en in (
            (languages, "時間内に入りきらない言語", "Languages that did not fit"),
            (places, "時間内に入りきらないページ", "Pages that did not fit"),
        ):
            if names:
                found.append(Finding(kind="length", ja=f"{ja}: {'、'.join(names)}", en=f"{en}: {', '.join(names)}"))
        if lacking := self._lacking():
            letters = " ".join(lacking)
            found.append(
                Finding(
                    kind="glyph",
                    ja=f"「{letters}」を描けるフォントがありません。ほかの字で書いてください。",
                    en=f"no font draws “{letters}”; write it with other characters.",
                )
            )
        if self.overview is not None and room(self.overview.pages()) < 0:
            found.append(
                Finding(
                    kind="length",
                    ja="所属が多すぎて、全体の案内が40秒以内に戻りません。階を分けてください",
                    en="Too many sections: the overview does not come back within 40 s; divide it by floors",
                )
            )
        return tuple(found)

    def _lacking(self) -> tuple[str, ...]:
        """The characters of sections and counters that no font has, in the languages of this screen."""
        names = [row.name for floor in self.guide.floors for row in floor.sections]
        names += [one.name for floor in self.guide.floors for row in floor.sections for one in row.counters]
        written = ((tag, told) for name in names for tag, told in name if tag in self.languages)
        return tuple(dict.fromkeys(letter for tag, told in written for letter in missing(ruby.strip(told), tag)))

    @property
    def _second(self) -> str | None:
        """The language beside the first, where the overview found room for one."""
        return self.overview.told.second if self.overview is not None else self._beside

    def _language(self, language: str) -> Offer[Page]:
        beside = EASY if language == EASY else None
        wishes = (_Wish(beside, moves=True, whole_ms=AMPLE_MS), _Wish(beside, moves=False, whole_ms=AMPLE_MS))

        def make(gap: int) -> tuple[Timed[Page], ...] | None:
            found = (self._overview(language, wish, page_ms=gap, page_worth=FEWEST) for wish in wishes)
            sheet = next((sheet for sheet in found if sheet is not None), None)
            return None if sheet is None else sheet.pages()

        return Offer(name=language, make=make)

    def _facilities(self) -> list[Offer[Page]]:
        told, here = self._reading(self.first, self._second), self.guide.here
        if here is None or not (block := blocks.facilities_block(self.guide, here, told)).cells:
            return []
        return [self._offer(words.FACILITIES.best(self.first), [block], told, words.FACILITIES)]

    def _moves(self) -> list[Offer[Page]]:
        told = self._reading(self.first, self._second)
        block = blocks.moves_block(self.guide, told)
        return [self._offer(words.MOVES.best(self.first), [block], told, words.MOVES)] if block.cells else []

    def _offer(
        self, name: str, rows: list[Block], told: Reading, title: Text, *, sign: tuple[str, str] | None = None
    ) -> Offer[Page]:
        whole = replace(self._told(told, title, rows), sign=sign)

        def make(gap: int) -> tuple[Timed[Page], ...] | None:
            sheet = best_sheet((whole,), whole_ms=AMPLE_MS, page_ms=gap, page_worth=FEWEST)
            return None if sheet is None else sheet.pages()

        return Offer(name=name, make=make)

    def _overview(self, language: str, wish: _Wish, *, page_ms: int, page_worth: float) -> Sheet | None:
        """The screen's own floor among the others, or apart at the foot of every page: what looks better."""
        told = self._reading(language, wish.second, moves=wish.moves, brief=wish.brief)
        among = self._told(told, words.TITLE, blocks.overview_blocks(self.guide, told, with_here=True))
        if wish.brief and told.sentence:
            among = replace(among, headline=told.sentence, sentence="")
        apart = replace(
            among,
            blocks=tuple(blocks.overview_blocks(self.guide, told, with_here=False)),
            here=tuple(blocks.here_cells(self.guide, told)),
        )
        ways = tuple(one for one in (among, apart) if one.blocks)
        return best_sheet(ways, whole_ms=wish.whole_ms, page_ms=page_ms, page_worth=page_worth)

    def _reading(self, language: str, second: str | None, *, moves: bool = True, brief: bool = False) -> Reading:
        return replace(blocks.reading(self.guide, language, second, brief=brief), moves=moves)

    def _told(self, told: Reading, title: Text, rows: Iterable[Block]) -> Told:
        here = self.guide.here
        return Told(
            canvas=self.canvas,
            language=told.language,
            second=told.second,
            title=title,
            sentence=told.sentence,
            blocks=tuple(rows),
            foot=None if here is None else _foot(here, told.language),
        )

    def _name(self, floor: FloorRow) -> str:
        return " ".join(part for part in (self._building(floor).best(self.first), floor.label) if part)

    def _building(self, floor: FloorRow) -> Text:
        here = self.guide.here
        if here is not None and here.building == floor.building:
            return Text()
        return next((one.name for one in self.guide.buildings if one.id == floor.building), Text())


def _foot(here: FloorRow, language: str) -> Foot:
    """The nearest of each kind that works: the first one whose way is known."""
    ways = {one.kind: one.way.arrow for one in reversed(here.facilities) if one.way is not None and not one.broken}
    facilities = tuple((kind, ways[kind]) for kind in ASKED_MOST if kind in ways)
    return Foot(label=here.label, theme=ruby.spoken(here.theme.best(language)), facilities=facilities)
