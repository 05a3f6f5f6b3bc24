"""The guide's tables as staff see them: which columns, in which languages, and what may stand in a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from signage.actions.guide_names import Names
from signage.actions.sheet_cells import read_cell, write_cell
from signage.actions.sheet_columns import SHEETS, Column, Sheet, sheet_of
from signage.core import documents
from signage.core.nouns import NOUNS
from signage.core.problems import Refused
from signage.core.texts import LANGUAGES, Text

EVENTS = sheet_of("催し", "events", {"催し名": "title", "会場": "room", "主催": "organiser"})
TABLES: Mapping[str, Sheet] = {sheet.noun: sheet for sheet in (*SHEETS.values(), EVENTS)}
"""The tables by noun, in the order of their tabs."""

_ELSEWHERE = {"id", "office", "state", "state_since", "state_until", "screens", "share_percent"}
"""Keys that have pages of their own, or are nobody's business."""

_DATES = re.compile(r"(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?(?:[ T]+(\d{1,2}:\d\d)(?::00)?)?")
_DATED = {"from", "until", "out_of_order.from", "out_of_order.until"}

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "番号": ("窓口番号", "窓口", "窓口No", "窓口No.", "No", "No."),
    "名称": ("窓口名", "名前", "課名", "部署名", "施設名", "設備名", "業務名", "取扱業務", "業務"),
    "所属": ("担当", "担当課", "課", "部署", "所管"),
    "階": ("フロア", "フロアー", "階数"),
    "棟": ("建物", "庁舎名"),
    "電話": ("電話番号", "TEL", "連絡先"),
    "備考": ("メモ", "注記"),
    "上位所属": ("部", "部名", "所属部"),
    "旧名称": ("旧名", "前の名称"),
    "催し名": ("催し", "行事", "行事名", "イベント"),
    "会場": ("部屋", "場所", "会議室"),
    "行き先": ("行先",),
}
"""Other headings under which offices keep the same things."""

KINDS: Mapping[str, str] = {
    "information": "案内",
    "lift": "エレベーター",
    "escalator": "エスカレーター",
    "stairs": "階段",
    "exit": "出口・非常口",
    "toilet": "お手洗い",
    "accessible-toilet": "バリアフリートイレ",
    "wheelchair": "車いす",
    "nursing-room": "授乳室",
    "kids-corner": "キッズコーナー",
    "aed": "AED",
    "atm": "ATM",
    "photo-booth": "証明写真",
    "copier": "コピー機",
    "telephone": "公衆電話",
    "post": "郵便ポスト",
    "taxi": "タクシー乗り場",
    "shop": "売店",
    "restaurant": "食堂",
    "vending": "自動販売機",
    "drinking-water": "給水・給湯",
    "parking": "駐車場",
    "bicycle-parking": "駐輪場",
    "smoking": "喫煙所",
    "meeting-room": "会議室・ホール",
    "quiet-room": "休憩室",
    "wifi": "無線LAN",
}
"""The facilities that have a pictogram (JIS Z 8210), as staff call them."""

_TAG_OF = {name.casefold(): tag for tag, name in LANGUAGES.items()}
_KIND_OF = {word: kind for kind, word in KINDS.items()}

Shape = Literal["text", "choice", "many", "truth", "date"]


@dataclass(frozen=True, kw_only=True)
class Head:
    """One column of a table: its heading, the sheet's column, its language if its words are in one.

    `nouns`: whose ids it holds. `options`: the words that it may hold, where they are few.
    """

    heading: str
    column: Column
    language: str | None
    shape: Shape
    nouns: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def folded(self) -> bool:
        """Whether it is one of the further languages."""
        return self.language not in (None, "ja")


def heads(noun: str, languages: tuple[str, ...]) -> tuple[Head, ...]:
    """The columns of a table for an office that speaks these languages."""
    sheet, kind = TABLES[noun], NOUNS[noun].kind
    members = {member.key: member for member in documents.members(kind)}
    found = []
    for column in sheet.columns:
        if column.key in _ELSEWHERE:
            continue
        member = members.get(column.key)
        spoken = ("ja", *(tag for tag in languages if tag != "ja")) if column.kind is Text else (None,)
        for language in spoken:
            found.append(
                Head(
                    heading=column.heading if language in (None, "ja") else f"{column.heading} {language}",
                    column=column,
                    language=language,
                    shape=_shape(column, kind),
                    nouns=("counters",) if column.key == "serves" else member.names if member else (),
                    options=_options(column, kind),
                )
            )
    return tuple(found)


def shown(head: Head, plain: Mapping[str, Any], names: Names) -> str:
    """What stands in a cell of a row."""
    value: Any = plain
    for key in head.column.key.split("."):
        if key not in value:
            return ""
        value = value[key]
    if head.language is not None:
        by_language: Mapping[str, str] = {"ja": value} if isinstance(value, str) else value
        return by_language.get(head.language, "")
    return _said(head, value, names, building=plain.get("building"))


def _said(head: Head, value: Any, names: Names, *, building: str | None) -> str:  # noqa: ANN401 — a plain value
    key, many = head.column.key, head.column.kind is tuple
    if key == "serves":
        return write_cell(head.column, [{**one, "counter": names.said(head.nouns, one["counter"])} for one in value])
    if key == "languages":
        return "、".join(LANGUAGES.get(tag, tag) for tag in value)
    if key == "kind":
        return KINDS.get(value, str(value))
    if head.nouns == ("floors",):
        return "、".join(names.floor(one, building) for one in (value if many else (value,)))
    if head.nouns:
        return "、".join(names.said(head.nouns, one) for one in (value if many else (value,)))
    return write_cell(head.column, value)


def put(head: Head, plain: dict[str, Any], typed: str, names: Names) -> None:
    """Put what was typed into a row's plain document. Refused, without naming the place, where it cannot be."""
    typed = typed.strip()
    *outer, key = head.column.key.split(".")
    holder = plain
    for each in outer:
        holder = holder.setdefault(each, {})
    if head.language is not None:
        words = holder.get(key, {})
        value: Any = {"ja": words} if isinstance(words, str) else dict(words)
        value[head.language] = typed
        value = {tag: said for tag, said in value.items() if said}
    else:
        value = _read(head, plain, typed, names) if typed else None
    if value in (None, {}):
        holder.pop(key, None)
    else:
        holder[key] = value
    for each in outer:
        if not plain[each]:
            del plain[each]


def _read(head: Head, plain: Mapping[str, Any], typed: str, names: Names) -> Any:  # noqa: ANN401 — a plain value
    key = head.column.key
    if key in _DATED and (found := _DATES.fullmatch(unicodedata.normalize("NFKC", typed))):
        year, month, day, clock = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}" + (f"T{clock:0>5}" if clock else "")
    if key == "kind":
        return _KIND_OF.get(typed, typed)
    if key == "languages":
        return [_TAG_OF.get(one.casefold(), one) for one in _parts(typed)]
    if head.nouns:
        return _named(head, plain, typed, names)
    if head.shape == "truth" and typed not in "○〇◯×✕✗":
        raise Refused(ja=f"「{typed}」ではなく、○ か × を入れてください", en=f'write ○ or × instead of "{typed}"')
    return read_cell(head.column, typed)


def _named(head: Head, plain: Mapping[str, Any], typed: str, names: Names) -> Any:  # noqa: ANN401 — a plain value
    """Ids for what is called so; a floor is looked for in the row's own building first."""
    if head.column.key == "serves":
        servings = read_cell(head.column, typed.replace("、", ";"))
        return [{**one, "counter": names.found(head.nouns, one["counter"])} for one in servings]
    found = [names.found(head.nouns, one, building=plain.get("building")) for one in _parts(typed)]
    if head.column.kind is not tuple and len(found) > 1:
        raise Refused(ja="一つだけ入れてください", en="write only one")
    return found if head.column.kind is tuple else found[0]


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in re.split("[;；、,，]", typed) if part.strip()]


def _shape(column: Column, kind: type[Any]) -> Shape:
    if column.key in _DATED:
        return "date"
    if column.kind is bool:
        return "truth"
    if column.kind is tuple:
        return "many"
    return "choice" if _options(column, kind) or column.key in ("building", "floor", "area", "calendar") else "text"


def _options(column: Column, kind: type[Any]) -> tuple[str, ...]:
    """The words of a column that holds one of a few."""
    if column.key == "kind":
        return tuple(KINDS.values())
    if column.words:
        return tuple(column.words)
    hint = get_type_hints(kind).get(column.key)
    return get_args(hint) if get_origin(hint) is Literal else ()
