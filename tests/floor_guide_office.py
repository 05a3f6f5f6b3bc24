"""A ward office for tests of the floor guide: 35 sections, 60 counters, six floors in two wings and an annexe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from signage.core.calendars import Calendar, Line
from signage.core.catalogue import Catalogue, FloorGuide, Request
from signage.core.guide import Area, Building, Change, Counter, Direction, Facility, Floor, Section
from signage.core.offices import Office
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits

OFFICE = "midori"
FLOORS = (
    ("6f", "main", "6F", 6, "区議会・会議室", "Assembly, meeting rooms"),
    ("5f", "main", "5F", 5, "まちづくり・防災", "Town planning, disaster prevention"),
    ("4f", "main", "4F", 4, "道路・公園・環境", "Roads, parks, environment"),
    ("3f", "main", "3F", 3, "福祉・介護", "Welfare, long-term care"),
    ("2f", "main", "2F", 2, "子育て・保険・税", "Children, insurance, tax"),
    ("1f", "main", "1F", 1, "届出・証明", "Registration, certificates"),
    ("a2", "annexe", "2F", 2, "保健センター", "Health centre"),
    ("a1", "annexe", "1F", 1, "選挙・相談", "Elections, advice"),
)
SECTIONS = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
"""Floor, area, names in the order of `LANGUAGES`, counter numbers."""

LANGUAGES = ("ja", "en", "zh-Hans", "ko", "vi", "ja-x-easy")
FACILITIES = (
    ("lift-n", "elevator", "北エレベーター|North lifts", ("1f", "2f", "3f", "4f", "5f", "6f"), "n"),
    ("lift-s", "elevator", "南エレベーター|South lifts", ("1f", "2f", "3f", "4f", "5f"), "s"),
    ("stairs", "stairs", "中央階段|Central stairs", ("1f", "2f", "3f", "4f", "5f", "6f"), None),
    ("toilet-1", "toilet", "お手洗い|Toilets", ("1f", "2f", "3f", "4f", "5f", "6f", "a1", "a2"), "s"),
    ("toilet-b", "accessible-toilet", "バリアフリートイレ|Accessible toilet", ("1f", "3f"), "s"),
    ("nursing", "nursing", "授乳室|Nursing room", ("2f",), "s"),
    ("aed", "aed", "AED|AED", ("1f",), "n"),
    ("atm", "atm", "ATM|ATM", ("1f",), "s"),
    ("photo", "photo", "証明写真|ID photos", ("1f",), "s"),
)
DIRECTIONS = {"lift-n": "w", "lift-s": "e", "stairs": "n", "n": "w", "s": "e", "annexe": "s", "toilet-1": "e"}
SCREENS: Mapping[str, dict[str, Any]] = {
    "lobby": {"width": 1920, "height": 1080, "diagonal_in": 55, "viewing_distance_m": 5.0},
    "lift": {"width": 1080, "height": 1920, "diagonal_in": 43, "viewing_distance_m": 3.0},
    "hall": {"width": 3840, "height": 2160, "diagonal_in": 65, "viewing_distance_m": 8.0},
    "waiting": {"width": 1920, "height": 1080, "diagonal_in": 55, "viewing_distance_m": 5.0, "floor": "2f"},
}


def a_text(words: str) -> Text:
    """`"市民課|Residents"`: in the order of `LANGUAGES`."""
    return Text.of(dict(zip(LANGUAGES, words.split("|"), strict=False)))


def an_office(**changes: Any) -> Office:
    """The office."""
    return replace(Office(id=OFFICE, name=a_text("みどり区役所|Midori Ward Office"), calendar="hours"), **changes)


def a_screen(id_: str = "lobby", **changes: Any) -> Screen:
    """One of the four."""
    usual = {"building": "main", "floor": "1f", "name": a_text(id_), "fallback": "always"}
    return Screen(**{"id": id_, "office": OFFICE, **usual, "languages": LANGUAGES, **SCREENS[id_], **changes})


def a_counter(number: str, *, floor: str = "1f", section: str = "s0", **changes: Any) -> Counter:
    """A counter of one section."""
    building = "annexe" if floor.startswith("a") else "main"
    usual = {"id": f"c{floor}-{number}", "sections": (section,), "building": building, "floor": floor}
    return Counter(**{"office": OFFICE, "number": number, **usual, **changes})


def calendars(*, lunch: bool = False) -> dict[str, Calendar]:
    """`hours`: Monday to Friday 8:45 to 17:00, not at the year's end; `saturdays`: the second and fourth as well."""
    week = ("mon", "tue", "wed", "thu", "fri")
    hours = (("8:45", "12:00"), ("13:00", "17:00")) if lunch else (("8:45", "17:00"),)
    lines = (Line(weekdays=week, hours=hours), Line(dates="12-29..01-03"))  # type: ignore[arg-type]
    saturday = Line(weekdays=("sat",), nth=(2, 4), hours=(("9:00", "12:00"),))
    return {
        "hours": Calendar(id="hours", office=OFFICE, name=a_text("開庁時間"), lines=lines),
        "saturdays": Calendar(id="saturdays", office=OFFICE, name=a_text("土曜"), base="hours", lines=(saturday,)),
    }


def a_guide(**changes: Any) -> FloorGuide:
    """The whole guide."""
    sections, counters = [], []
    for order, line in enumerate(SECTIONS):
        floor, area, rest = line.split(" ", 2)
        names, numbers = rest.rsplit(" ", 1)
        sections.append(Section(id=f"s{order}", office=OFFICE, name=a_text(names), order=order))
        for number in numbers.split(","):
            counters.append(
                a_counter(
                    number,
                    floor=floor,
                    section=f"s{order}",
                    area=None if area == "-" else area,
                    calendar="saturdays" if floor in ("1f", "2f") else None,
                    order=len(counters),
                )
            )
    usual = FloorGuide(
        buildings=(
            Building(id="main", office=OFFICE, name=a_text("本庁舎|Main building|主楼|본청사|Tòa nhà chính")),
            Building(id="annexe", office=OFFICE, name=a_text("別館|Annexe|副楼|별관|Nhà phụ"), kind="別館"),
        ),
        floors=tuple(
            Floor(id=i, office=OFFICE, building=b, label=label, order=o, theme=Text.of(ja=ja, en=en))
            for i, b, label, o, ja, en in FLOORS
        ),
        areas=(
            Area(id="n", office=OFFICE, name=a_text("北棟|North wing"), mark="北", colour="#005AFF"),
            Area(id="s", office=OFFICE, name=a_text("南棟|South wing"), mark="南", colour="#FF4B00"),
        ),
        sections=tuple(sections),
        counters=tuple(counters),
        facilities=tuple(a_facility(*row) for row in FACILITIES),
        directions=tuple(a_direction(target, arrow) for target, arrow in DIRECTIONS.items()),
    )
    return replace(usual, **changes)


def a_facility(id_: str, kind: str, name: str, floors: tuple[str, ...], area: str | None) -> Facility:
    """A facility of the main building."""
    return Facility(id=id_, office=OFFICE, kind=kind, name=a_text(name), building="main", floors=floors, area=area)


def a_direction(target: str, arrow: Any, *, screen: str = "lobby", **changes: Any) -> Direction:
    """A direction from a screen."""
    return Direction(id=f"{screen}-{target}", office=OFFICE, screen=screen, target=target, arrow=arrow, **changes)


def a_change(date: str, *, sections: tuple[str, ...] = ("s0",), **changes: Any) -> Change:
    """A move."""
    usual: dict[str, Any] = {"operation": "移動", "before": a_text("1階1番"), "after": a_text("3階31番")}
    return Change(**{"id": f"move-{date}", "office": OFFICE, "date": date, "sections": sections, **usual, **changes})


def a_catalogue(guide: FloorGuide | None = None, *, lunch: bool = False, **office: Any) -> Catalogue:
    """An office with its guide and its screens."""
    return Catalogue(
        offices={OFFICE: an_office(**office)},
        calendars=calendars(lunch=lunch),
        screens={name: a_screen(name) for name in SCREENS},
        guide=a_guide() if guide is None else guide,
    )


def a_slide(**fields: Any) -> Slide:
    """The guide as a slide."""
    return Slide(id="guide", office=OFFICE, kind="floor-guide", name=a_text("庁舎案内"), owner="s0", fields=fields)


def a_request(at: int, *, screen: str = "lobby", catalogue: Catalogue | None = None, **rest: Any) -> Request:
    """What the kind is asked: the guide in the main zone of a screen."""
    held = catalogue or a_catalogue()
    shown = held.screens[screen]
    lying = shown.width > shown.height
    box = (0, 0, shown.width * 2 // 3, shown.height) if lying else (0, 0, shown.width, shown.height * 2 // 3)
    usual: dict[str, Any] = {"catalogue": held, "slide": a_slide(), "screen": shown, "box": box, "at": at}
    return Request(**{**usual, **rest})


def limits(begins: str | None = None, ends: str | None = None) -> Limits:
    """From and until."""
    return Limits(begins=begins, ends=ends)
