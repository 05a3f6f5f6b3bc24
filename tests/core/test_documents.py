"""Documents: values to plain and back, and what is refused on the way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.core import guide
from signage.core.calendars import Calendar, Line
from signage.core.documents import from_plain, keys, to_plain
from signage.core.formats import DAY, Day, Picture
from signage.core.nouns import NOUNS
from signage.core.playlists import Entry, Playlist
from signage.core.problems import Refused
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.texts import LANGUAGES, Text
from signage.core.when import Limits, When

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
TEXTS = st.dictionaries(st.sampled_from(list(LANGUAGES)), WORDS, min_size=1).map(
    lambda said: Text.of({tag: said[tag] for tag in LANGUAGES if tag in said})
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
DAYS = st.dates().map(str)
CLOCKS = st.times().map(lambda clock: f"{clock:%H:%M}")
SPANS = st.tuples(CLOCKS, CLOCKS).filter(lambda span: span[0] != span[1])
WEEKDAYS = st.lists(st.sampled_from(["mon", "tue", "sun"]), min_size=1, unique=True).map(tuple)

LIMITS = st.builds(Limits, begins=st.none() | DAYS) | st.builds(Limits, ends=st.none() | DAYS)
LINES = st.builds(
    Line,
    weekdays=WEEKDAYS,
    nth=st.sampled_from([(), (2, 4), (-1,)]),
    dates=st.sampled_from([None, "12-29..01-03", "2026-12-29"]),
    holidays=st.booleans(),
    limits=LIMITS,
    hours=st.lists(SPANS, max_size=2).map(tuple),
    name=st.just(Text()) | TEXTS,
)
CALENDARS = st.builds(
    Calendar, id=IDS, office=IDS, name=TEXTS, base=st.none() | IDS, lines=st.lists(LINES, max_size=3).map(tuple)
)
ENTRIES = st.builds(Entry, slide=IDS, ms=st.none() | st.integers(1_000, 99_999))
PLAYLISTS = st.builds(
    Playlist,
    id=IDS,
    office=IDS,
    name=TEXTS,
    entries=st.lists(ENTRIES, min_size=1, max_size=3).map(tuple),
    budget_ms=st.integers(1_000, 999_999),
)
WHENS = st.builds(
    When, limits=LIMITS, weekdays=WEEKDAYS, times=st.lists(SPANS, max_size=2).map(tuple), minutes=st.integers(1, 720)
)
RULES = st.builds(
    Rule,
    id=IDS,
    office=IDS,
    groups=st.lists(IDS, min_size=1).map(tuple),
    playlist=IDS,
    when=WHENS,
    weight=st.integers(1, 9),
)
SERVICES = st.builds(
    guide.Service,
    id=IDS,
    office=IDS,
    name=TEXTS,
    synonyms=st.lists(WORDS).map(tuple),
    shown=st.booleans(),
    serves=st.lists(
        st.builds(guide.Serving, counter=IDS, step=st.sampled_from(["受付", "会計"]), condition=TEXTS), max_size=2
    ).map(tuple),
    limits=LIMITS,
)


@given(st.one_of(CALENDARS, PLAYLISTS, RULES, SERVICES))
def test_a_value_written_as_json_and_read_again_is_the_same(value: Any) -> None:
    plain = json.loads(json.dumps(to_plain(value)))

    again = from_plain(type(value), plain, where="here")

    assert again == value
    assert to_plain(again) == plain


@given(st.one_of(CALENDARS, PLAYLISTS, RULES, SERVICES))
def test_scalars_may_all_be_strings(value: Any) -> None:
    def typed(plain: Any) -> Any:
        if isinstance(plain, dict):
            return {key: typed(each) for key, each in plain.items()}
        return [typed(each) for each in plain] if isinstance(plain, list) else str(plain)

    assert from_plain(type(value), typed(to_plain(value)), where="here") == value


def test_people_read_from_and_until_seconds_and_closed() -> None:
    line = Line(limits=Limits(begins="2026-04-01"), hours=())
    playlist = Playlist(id="p", office="o", name=Text.of(ja="甲"), entries=(Entry(slide="s", ms=1_500),))

    assert to_plain(line) == {"from": "2026-04-01", "hours": "closed"}
    assert to_plain(playlist)["entries"] == [{"slide": "s", "seconds": 1.5}]
    assert to_plain(playlist)["name"] == "甲"


def test_every_noun_has_keys_and_none_is_called_changed_at() -> None:
    for noun in NOUNS.values():
        assert keys(noun.kind)[0] == "id"
        assert not {"changed_at", "limits", "begins", "ms"} & set(keys(noun.kind))


def test_typed_text_is_read_before_it_is_checked() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Dated:
        on: Day

    value = from_plain(Dated, {"on": "tomorrow"}, where="here", readings={DAY: lambda typed: "2026-11-23"})

    assert value == Dated(on="2026-11-23")


def test_a_place_is_asked_for_by_the_way_to_it() -> None:
    plain = {"id": "c", "office": "o", "name": "c", "lines": [{"hours": "closed"}, {"hours": ["9:00-10:00", "late"]}]}

    with pytest.raises(Refused) as refused:
        from_plain(Calendar, plain, where=lambda path: f"<{path}>")

    assert refused.value.where == "<('lines', 1, 'hours', 1)>"


def test_a_heading_is_named_as_whoever_wrote_it_knows_it() -> None:
    with pytest.raises(Refused, match="here: 番号: the value is empty"):
        from_plain(guide.Counter, {"id": "a", "office": "o", "number": ""}, where="here", called={"number": "番号"})


@pytest.mark.parametrize("typed", ["1920.0", "１９２０", "1_920", "0x780", "1e3", "", "true", [], {}, True])
def test_a_whole_number_is_written_in_digits(typed: object) -> None:
    screen = {
        "id": "s",
        "office": "o",
        "name": "s",
        "building": "b",
        "floor": "f",
        "fallback": "p",
        "diagonal_in": 55,
    }

    with pytest.raises(Refused, match="width"):
        from_plain(Screen, {**screen, "width": typed}, where="here")


@pytest.mark.parametrize("character", ["\ue000", "\U000f0000", "\x00", "\x7f", "\ufffd", "\u202e", "\U0001ffff"])
def test_what_cannot_be_drawn_is_refused_by_its_number(character: str) -> None:
    with pytest.raises(Refused, match=rf"U\+{ord(character):04X}"):
        from_plain(Worded, {"words": f"市{character}区"}, where="here")


@pytest.mark.parametrize(
    "words", ["髙﨑𠮷", "①㈱〜", "{漢字|かんじ}", "မြန်မာဘာသာ", "नेपाली", "👨‍👩‍👧", "葛󠄀城", "一行目\n二行目"]
)
def test_what_can_be_drawn_is_kept_as_it_was_typed(words: str) -> None:
    assert from_plain(Worded, {"words": words}, where="here").words.best("ja") == words


def test_a_picture_is_named_by_its_hash() -> None:
    with pytest.raises(Refused, match="not a stored picture"):
        from_plain(Pictured, {"picture": "a.png"}, where="here")


@dataclass(frozen=True, kw_only=True)
class Worded:
    words: Text


@dataclass(frozen=True, kw_only=True)
class Pictured:
    picture: Picture
