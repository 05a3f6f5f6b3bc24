"""Faults: what can be wrong with a value as a whole, though each of its fields is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import pairwise

from signage.core import scalars
from signage.core.calendars import Line
from signage.core.guide import Change, Counter, Event, Facility, Journey
from signage.core.layouts import LAYOUTS
from signage.core.offices import Office
from signage.core.playlists import Entry, Playlist
from signage.core.queues import DAY_CODE, Feed, Queue
from signage.core.schedules import JOINED_LEVELS, Rule
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.when import Limits, When

Fault = tuple[str, str, str]
"""The key that is to be put right; what is wrong and what to write instead, in Japanese and in English."""

OUTDATED_KINDS = frozenset({"notice"})
"""Kinds whose slides say something that will one day be outdated (DESIGN: nothing outdated on air)."""


@singledispatch
def faults(value: object) -> Iterable[Fault]:
    """All that is wrong with a value as a whole. A kind may register its own fields here."""
    return ()


@faults.register
def _limits(value: Limits) -> Iterator[Fault]:
    yield from _ends_before(value.begins, value.ends)


@faults.register
def _event(value: Event) -> Iterator[Fault]:
    yield from _ends_before(value.begins, value.ends)


def _ends_before(begins: str | None, ends: str | None) -> Iterator[Fault]:
    """Nothing lies between: a day that ends includes itself, a minute does not."""
    if begins is None or ends is None:
        return
    first = begins if "T" in begins else f"{begins}T00:00"
    last = ends if "T" in ends else f"{ends}T24:00"
    if last <= first:
        yield (
            "until",
            f"終わり({ends})が始まり({begins})より後ではありません。後の日時にしてください",
            f"the end ({ends}) is not after the start ({begins}); write a later one",
        )


@faults.register
def _when(value: When) -> Iterator[Fault]:
    yield from _nth_of_nothing(value.nth, value.weekdays)
    if value.calendar is not None and value.during is None:
        yield (
            "calendar",
            "during がないので暦の使いみちがありません。during: open のように書き足してください",
            "a calendar says nothing without during; add one, like during: open",
        )


@faults.register
def _line(value: Line) -> Iterator[Fault]:
    yield from _nth_of_nothing(value.nth, value.weekdays)


def _nth_of_nothing(nth: tuple[int, ...], weekdays: tuple[str, ...]) -> Iterator[Fault]:
    if nth and not weekdays:
        yield (
            "nth",
            "第何の何曜日かがわかりません。weekdays も書いてください",
            "the nth of which weekday? write weekdays too",
        )


@faults.register
def _entry(value: Entry) -> Iterator[Fault]:
    if (value.slide is None) == (value.playlist is None):
        yield (
            "slide",
            "slide か playlist のどちらか一つを書いてください",
            "write exactly one of slide and playlist",
        )


@faults.register
def _playlist(value: Playlist) -> Iterator[Fault]:
    yield from _empty("entries", value.entries)


@faults.register
def _journey(value: Journey) -> Iterator[Fault]:
    yield from _empty("counters", value.counters)


@faults.register
def _change(value: Change) -> Iterator[Fault]:
    yield from _empty("sections", value.sections)


def _empty(key: str, listed: tuple[object, ...]) -> Iterator[Fault]:
    if not listed:
        yield key, "一つもありません。書き足してください", "there is none; write one"


@faults.register
def _office(value: Office) -> Iterator[Fault]:
    kinds = [approval.kind for approval in value.approvals]
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        yield (
            "approvals",
            f"「{kind}」の承認の段数が二つ以上あります。一つにしてください",
            f'"{kind}" has more than one number of steps; write one',
        )


@faults.register
def _screen(value: Screen) -> Iterator[Fault]:
    if value.layout not in LAYOUTS:
        yield ("layout", *_unknown(value.layout, LAYOUTS))
    yield from _empty("languages", value.languages)


@faults.register
def _rule(value: Rule) -> Iterator[Fault]:
    if (value.playlist is None) == (value.slide is None):
        yield (
            "playlist",
            "playlist か slide のどちらか一つを書いてください",
            "write exactly one of playlist and slide",
        )
    if not value.screens and not value.groups:
        yield "screens", "どのモニターか書いてください(screens か groups)", "say where: write screens or groups"
    if value.every_minutes is not None and value.level != "interrupt":
        yield (
            "every_minutes",
            "何分ごとに挟むのは割込みだけです。level: interrupt と書くか、この行を消してください",
            "only an interrupt is inserted every so often; write level: interrupt or leave this out",
        )
    yield from _each_round(value)
    if value.layout is not None and value.layout not in LAYOUTS:
        yield ("layout", *_unknown(value.layout, LAYOUTS))
        return
    layouts = [LAYOUTS[value.layout]] if value.layout else list(LAYOUTS.values())
    zones = dict.fromkeys(zone for layout in layouts for zone in layout.landscape)
    if value.zone not in zones:
        yield ("zone", *_unknown(value.zone, zones))


def _each_round(value: Rule) -> Iterator[Fault]:
    """What joins the loop that plays takes nothing over."""
    if not value.each_round:
        return
    if value.every_minutes is not None:
        yield (
            "each_round",
            "every_minutes と両方は書けません。どちらか一つにしてください",
            "not together with every_minutes; write one of the two",
        )
    elif value.level not in JOINED_LEVELS:
        yield (
            "each_round",
            "一周に一度加わるのは常時か通常だけです。level: normal と書くか、この行を消してください",
            "only base and normal join each round; write level: normal or leave this out",
        )
    if value.layout is not None:
        yield (
            "layout",
            "加わるだけの規則は画面構成を決められません。layout を消してください",
            "a rule that only joins sets no layout; leave it out",
        )


def _unknown(word: str, known: Iterable[str]) -> tuple[str, str]:
    ja, en = scalars.instead(word, list(known))
    return f"「{word}」はありません。{ja}", f'there is no "{word}"; {en}'


@faults.register
def _slide(value: Slide) -> Iterator[Fault]:
    if value.kind in OUTDATED_KINDS and value.limits.ends is None and value.review_on is None:
        yield (
            "until",
            "終わりがありません。until か、いつも出すものなら見直す日 review_on を書いてください",
            "it has no end; write until, or review_on (a day to look again) for a standing request",
        )


@faults.register
def _queue(value: Queue) -> Iterator[Fault]:
    """Numbers that go up, a table that does too, and a lamp that is yellow before it is red."""
    if value.last < value.first:
        yield (
            "last",
            f"終わりの番号({value.last})が始まり({value.first})より小さくなっています。始まり以上にしてください",
            f"the last number ({value.last}) is below the first ({value.first}); write at least that",
        )
    if any(row.waiting <= before.waiting for before, row in pairwise(value.waits)):
        yield (
            "waits",
            "待っている人数を、少ない順に、同じ人数がないように並べてください",
            "order the rows by how many wait, fewest first, no number twice",
        )
    if value.some_from is not None and value.busy_from is not None and value.busy_from <= value.some_from:
        yield (
            "busy_from",
            f"「混雑」は「やや混雑」の{value.some_from}人より多い人数からにしてください",
            f"busy must begin above the {value.some_from} from which it is fairly busy",
        )


@faults.register
def _feed(value: Feed) -> Iterator[Fault]:
    """A place that may be read, and columns that say enough."""
    if value.kind == "json":
        if not _AN_ADDRESS.fullmatch(value.place):
            yield (
                "place",
                "http か https のアドレスを、利用者名やパスワードなしで書いてください(例 https://queue.ward.example/now.json)",
                "write an http or https address without user or password, like https://queue.ward.example/now.json",
            )
    elif "%" in DAY_CODE.sub("", value.place) or "://" in value.place or not _A_FILE.fullmatch(value.place):
        yield (
            "place",
            "feeds フォルダーの中のファイル名か、全体のパスを書いてください。「..」は使えません。日付は %Y%m%d です",
            "write a file's name in the folder feeds, or its whole path, without “..”; the day is %Y%m%d",
        )
    held = [column.field for column in value.columns]
    for name in sorted({name for name in held if held.count(name) > 1}):
        yield (
            "columns",
            f"「{name}」の列が二つあります。一つにしてください",
            f"there are two columns for {name}; keep one",
        )
    if value.kind == "csv" or (value.kind == "json" and held):
        if not {"number", "waiting"} & set(held):
            yield (
                "columns",
                "番号(number)か待ち人数(waiting)の列がどれか、書いてください",
                "say which column holds the number, or how many wait",
            )
        if ("date" in held) != ("time" in held):
            yield (
                "columns",
                "日付(date)と時刻(time)の列は、両方書くか、どちらも書かないでください",
                "name both the column of the date and that of the time, or neither",
            )


_AN_ADDRESS = re.compile(r"https?://(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?([/?][!-~]*)?")
_A_FILE = re.compile(r"(?!.*(^|/)\.\.(/|$))[^\0\r\n]{1,300}[^/\0\r\n]")


_A_DATE = re.compile(r"\d{1,2}月\d{1,2}日|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}-[A-Z][a-z]{2}")


@faults.register
def _counter(value: Counter) -> Iterator[Fault]:
    if _A_DATE.fullmatch(value.number):
        yield (
            "number",
            f"「{value.number}」は表計算が日付に変えた番号です。列を「文字列」にして入れ直してください",
            f'"{value.number}": a spreadsheet took the number for a date; make the column text, type it again',
        )
    yield from _empty("sections", value.sections)
    if value.state_until is not None and value.state == "normal":
        yield (
            "state_until",
            "いつまで何なのかがわかりません。状態も書くか、この終わりを消してください",
            "until then what? write the state too, or leave its end out",
        )
    if value.state_since is not None and value.state == "normal":
        yield (
            "state_since",
            "いつから何なのかがわかりません。状態も書くか、この始まりを消してください",
            "from then what? write the state too, or leave its beginning out",
        )


@faults.register
def _facility(value: Facility) -> Iterator[Fault]:
    yield from _empty("floors", value.floors)
    if value.out_of_order == Limits():
        yield (
            "out_of_order",
            "使えない期間が書かれていません。始まりか終わりを書いてください",
            "out of order, but from when until when is not said; write one of them",
        )
