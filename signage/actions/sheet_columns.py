"""The sheets' columns: for each CSV sheet its Japanese headings, and the fields they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from signage.core import documents
from signage.core.guide import Arrow
from signage.core.nouns import NOUNS


@dataclass(frozen=True, kw_only=True)
class Column:
    """One heading and the key it holds (`out_of_order.from`: inside another).

    `kind` is the field's type; a `Text` has one column a language. `words` are the Japanese words for a choice.
    """

    heading: str
    key: str
    kind: Any
    words: Mapping[str, str] = field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One CSV sheet: the name of its file, its noun, its columns in order."""

    name: str
    noun: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings, without those of further languages."""
        return tuple(column.heading for column in self.columns)


_STATES = {"通常": "normal", "休止": "paused", "混雑": "busy", "臨時": "temporary", "受付終了": "closed"}
_ARROWS = dict(zip((*"↑↗→↘↓↙←↖", "上の階", "下の階", "ここ"), get_args(Arrow), strict=True))

# Heading and key; the rest follows from the noun's dataclass.
_HEADINGS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("所属", "sections"): {
        "名称": "name",
        "略称": "short",
        "区分": "level",
        "上位所属": "parent",
        "旧名称": "former",
        "電話": "tel",
        "並び順": "order",
        "いつもの場所": "screens",
        "割当": "share_percent",
    },
    ("窓口", "counters"): {
        "番号": "number",
        "名称": "name",
        "所属": "sections",
        "棟": "building",
        "階": "floor",
        "ゾーン": "area",
        "受付時間": "calendar",
        "状態": "state",
        "状態の始まり": "state_since",
        "状態の終わり": "state_until",
        "ローカウンター": "low",
        "ヒアリングループ": "hearing_loop",
        "対応言語": "languages",
        "備考": "note",
        "並び順": "order",
    },
    ("取扱業務", "services"): {
        "名称": "name",
        "同義語": "synonyms",
        "目的": "purposes",
        "持ち物": "bring",
        "手数料": "fee",
        "受付終了": "accepted_until",
        "オンライン": "online_url",
        "表示": "shown",
        "窓口": "serves",
    },
    ("設備", "facilities"): {
        "種別": "kind",
        "名称": "name",
        "棟": "building",
        "階": "floors",
        "ゾーン": "area",
        "機能": "features",
        "停止開始": "out_of_order.from",
        "停止終了": "out_of_order.until",
    },
    ("庁舎外", "elsewhere"): {"名称": "name", "用件": "purpose", "場所": "place", "電話": "tel"},
    ("方向", "directions"): {"モニター": "screen", "行き先": "target", "矢印": "arrow"},
}


def sheet_of(name: str, noun: str, headings: Mapping[str, str]) -> Sheet:
    """A sheet whose columns are these headings, between those that every noun has."""
    members = {member.key: member for member in documents.members(NOUNS[noun].kind)}
    keys = {"ID": "id", "庁舎": "office", **headings, "開始": "from", "終了": "until"}
    columns = tuple(
        Column(
            heading=heading,
            key=key,
            words={"state": _STATES, "arrow": _ARROWS}.get(key, {}),
            kind=members[key].kind if key in members else str,
            required=key in members and members[key].required and key != "office",
        )
        for heading, key in keys.items()
    )
    return Sheet(name=name, noun=noun, columns=columns)


SHEETS: Mapping[str, Sheet] = {name: sheet_of(name, noun, headings) for (name, noun), headings in _HEADINGS.items()}
"""The sheets by the name of their file."""
