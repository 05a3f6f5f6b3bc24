"""Formats: what a piece of typed text must look like, declared beside the field that holds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from signage.core.problems import Refused
from signage.core.texts import LANGUAGES

LONGEST = 4_000
"""Characters in one text; a slide has room for a tenth of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """How typed text becomes a stored value (Refused if it cannot), and how that is written again."""

    name: str
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True)
class Between:
    """The numbers that make sense, both ends included."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Names:
    """The nouns among whose ids a field's id must be."""

    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A word for the empty tuple. As silence must not mean the same, the field has to be given."""

    word: str


def words(text: str) -> str:
    """Text as it may be drawn: trimmed, not empty, not too long, without characters that nobody can see or draw."""
    text = text.strip()
    if not text:
        raise Refused(
            ja='値が空です。書くか、その行を消してください(色のように # で始まる値は "…" で囲みます)',
            en='the value is empty; write one or leave the line out (a value that begins with # needs "quotes")',
        )
    if len(text) > LONGEST:
        raise Refused(
            ja=f"{len(text)}文字あります。{LONGEST}文字までにしてください",
            en=f"{len(text)} characters; write at most {LONGEST}",
        )
    if text.isprintable() and "\ufffd" not in text:
        return text  # nearly every text: what is looked for below is not printable
    for character in text:
        if (fault := _unusable(character)) is not None:
            ja, en = fault
            code = f"U+{ord(character):04X}"
            raise Refused(ja=f"{ja}({code})があります。{_INSTEAD_JA}", en=f"{en} ({code}); {_INSTEAD_EN}")
    return text


_INSTEAD_JA = "その文字を消すか、ふつうの文字で書いてください"
_INSTEAD_EN = "remove it or write an ordinary character"
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNUSABLE = {
    "Co": ("外字", "a private-use character"),
    "Cc": ("制御文字", "a control character"),
    "Cs": ("壊れた文字", "a broken character"),
    "Cn": ("未定義の文字", "an unassigned character"),
}
"""By Unicode category: what cannot be drawn for everyone, in Japanese and English."""


def _unusable(character: str) -> tuple[str, str] | None:
    if " " <= character <= "~" or character == "\n":
        return None
    if character in _BIDI:
        return "文字の向きを変える制御文字", "a character that reverses the writing direction"
    return _UNUSABLE.get("Cs" if character == "\ufffd" else unicodedata.category(character))


def _id(text: str) -> str:
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", text) is None or ".." in text:
        raise Refused(
            ja=f"「{text}」は id に使えません。英小文字・数字・「-」「_」「.」で64文字までです(例 lobby-1f)",
            en=f'"{text}" cannot be an id; write lower-case letters, digits, "-", "_" and ".", at most 64 (lobby-1f)',
        )
    return text


_DAY = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")
_TIME = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])")


def _half_width(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same, of text whose digits may have been typed in full width (９：００)."""
    return lambda text: parse(unicodedata.normalize("NFKC", text))


def _day(text: str) -> str:
    """`2026-11-22`; `2026/4/1`, as spreadsheets write it, is read too."""
    if (found := _DAY.fullmatch(text)) is None:
        raise Refused(
            ja=f"「{text}」は日付ではありません。2026-11-22 や today+14d のように書いてください",
            en=f'"{text}" is not a date; write it like 2026-11-22 or today+14d',
        )
    year, _, month, day = found.groups()
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Refused(
            ja=f"「{text}」という日はありません。暦にある日を書いてください",
            en=f'there is no day "{text}"; write one that exists',
        ) from None


def _clock(text: str, *, last: str = "23:59") -> str:
    """A time of day as `HH:MM`."""
    found = _TIME.fullmatch(text)
    written = f"{int(found[1]):02}:{found[2]}" if found else None
    if written is None or written > last:
        raise Refused(
            ja=f"「{text}」は時刻ではありません。9:00 や 17:15 のように書いてください",
            en=f'"{text}" is not a time of day; write it like 9:00 or 17:15',
        )
    return written


def _moment(text: str) -> str:
    """A date, or a local date and time: `2026-11-22T10:42`."""
    day, *clock = re.split(r"[T ]+", text)
    if not clock:
        return _day(day)
    if len(clock) > 1:
        raise Refused(
            ja=f"「{text}」は日時ではありません。2026-11-22T10:42 のように書いてください",
            en=f'"{text}" is not a date and time; write it like 2026-11-22T10:42',
        )
    return f"{_day(day)}T{_clock(clock[0])}"


def _span(text: str) -> tuple[str, str]:
    """`9:00-12:00` as `("09:00", "12:00")`."""
    begins, _, ends = text.partition("-")
    try:
        span = _clock(begins.strip()), _clock(ends.strip(), last="24:00")
    except Refused:
        raise Refused(
            ja=f"「{text}」は時間帯ではありません。9:00-12:00 のように書いてください(24:00 まで)",
            en=f'"{text}" is not a span of time; write it like 9:00-12:00 (up to 24:00)',
        ) from None
    if span[0] == span[1]:
        raise Refused(
            ja=f"「{text}」は始まりと終わりが同じです。一日中なら 0:00-24:00 と書いてください",
            en=f'"{text}" begins and ends at one time; for the whole day write 0:00-24:00',
        )
    return span


def _dates(text: str) -> str:
    """`2026-12-29`, `2026-12-29..2027-01-03`, or without years `12-29..01-03`."""
    parts = text.split("..")
    if len(parts) <= 2 and all(re.fullmatch("[0-9]{1,2}-[0-9]{1,2}", part) for part in parts):
        # 29 February is a day of some years: a leap year decides what exists.
        return "..".join(_day(f"2024-{part}")[5:] for part in parts)
    if len(parts) > 2:
        raise Refused(
            ja=f"「{text}」は日付の範囲ではありません。2026-12-29..2027-01-03 か 12-29..01-03 のように書いてください",
            en=f'"{text}" is not a range of dates; write it like 2026-12-29..2027-01-03 or 12-29..01-03',
        )
    days = [_day(part.strip()) for part in parts]
    if days != sorted(days):
        raise Refused(
            ja=f"「{text}」は終わりが始まりより前です。早い日を先に書いてください",
            en=f'"{text}" ends before it begins; write the earlier day first',
        )
    return "..".join(days)


def _colour(text: str) -> str:
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", text) is None:
        raise Refused(
            ja=f'「{text}」は色ではありません。"#005AFF" のように # と16進6桁で書いてください',
            en=f'"{text}" is not a colour; write # and six hexadecimal digits, like "#005AFF"',
        )
    return text.upper()


def _language(text: str) -> str:
    if text not in LANGUAGES:
        known = " ".join(LANGUAGES)
        raise Refused(
            ja=f"「{text}」という言語はありません。次から選んでください: {known}",
            en=f'"{text}" is not a language we know; write one of: {known}',
        )
    return text


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise Refused(
            ja=f"「{text}」という時間帯はありません。Asia/Tokyo のように書いてください",
            en=f'there is no time zone "{text}"; write it like Asia/Tokyo',
        ) from None
    return text


def _url(text: str) -> str:
    if re.fullmatch(r"https?://[^\s/?#@]+(/\S*)?", text) is None:
        raise Refused(
            ja=f"「{text}」は URL ではありません。https://www.example.jp/ のように書いてください",
            en=f'"{text}" is not a URL; write it like https://www.example.jp/',
        )
    return text


def _picture(text: str) -> str:
    if re.fullmatch(r"[0-9a-f]{64}", text) is None:
        raise Refused(
            ja=f"「{text}」という画像はまだ取り込まれていません。画像ファイルの場所を書いてください",
            en=f'"{text}" is not a stored picture; write where the picture file is',
        )
    return text


def _mail(text: str) -> str:
    if re.fullmatch(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}", text) is None:
        raise Refused(
            ja=f"「{text}」はメールアドレスではありません。soumu@ward.example のように書いてください",
            en=f'"{text}" is not a mail address; write it like soumu@ward.example',
        )
    return text


ID = Format("id", _id)
DAY = Format("day", _half_width(_day))
MOMENT = Format("moment", _half_width(_moment))
DATES = Format("dates", _half_width(_dates))
CLOCK = Format("clock", _half_width(_clock))
SPAN = Format("span", _half_width(_span), write="-".join)
COLOUR = Format("colour", _half_width(_colour))
LANGUAGE = Format("language", _language)
TIME_ZONE = Format("time zone", _time_zone)
URL = Format("url", _url)
MAIL = Format("mail", _half_width(_mail))
PICTURE = Format("picture", _picture)

Id = Annotated[str, ID]
OfficeId = Annotated[str, ID, Names(("offices",))]
CalendarId = Annotated[str, ID, Names(("calendars",))]
GroupId = Annotated[str, ID, Names(("groups",))]
ScreenId = Annotated[str, ID, Names(("screens",))]
PlaylistId = Annotated[str, ID, Names(("playlists",))]
SlideId = Annotated[str, ID, Names(("slides",))]
BuildingId = Annotated[str, ID, Names(("buildings",))]
FloorId = Annotated[str, ID, Names(("floors",))]
AreaId = Annotated[str, ID, Names(("areas",))]
SectionId = Annotated[str, ID, Names(("sections",))]
CounterId = Annotated[str, ID, Names(("counters",))]
QueueId = Annotated[str, ID, Names(("queues",))]
FeedId = Annotated[str, ID, Names(("feeds",))]
FacilityId = Annotated[str, ID, Names(("facilities",))]
TargetId = Annotated[str, ID, Names(("areas", "counters", "facilities", "floors", "buildings"))]
"""What a direction may point to."""

Day = Annotated[str, DAY]
"""An ISO date; in files it may be relative (`today+14d`)."""
Moment = Annotated[str, MOMENT]
"""An ISO date, or a local date and time to the minute; in files it may be relative."""
Dates = Annotated[str, DATES]
Clock = Annotated[str, CLOCK]
Span = Annotated[tuple[str, str], SPAN]
Hours = Annotated[tuple[Span, ...], Said("closed")]
Colour = Annotated[str, COLOUR]
Language = Annotated[str, LANGUAGE]
TimeZone = Annotated[str, TIME_ZONE]
Url = Annotated[str, URL]
Mail = Annotated[str, MAIL]
Picture = Annotated[str, PICTURE]
"""The SHA-256 of an uploaded picture; in files it is a path."""
