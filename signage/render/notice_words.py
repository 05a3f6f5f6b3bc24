"""The words of notices: templates and their usual subjects, and the fixed labels, in six languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast

import yaml

from signage.core.problems import Refused
from signage.core.texts import Text
from signage.render.tokens import Tone


@dataclass(frozen=True, kw_only=True)
class Template:
    """A kind of notice with its sentences written: `{subject}` stands in `title`, `label` is on the date's plate."""

    tone: Tone
    label: Text
    title: Text
    body: Text


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What notices of a template are usually about; `body` instead of the template's, where it says more."""

    template: str
    name: Text
    body: Text = Text()


def _text(*words: str) -> Text:
    return Text.of(dict(zip(("ja", "ja-x-easy", "en", "zh-Hans", "ko", "vi"), words, strict=True)))


WHEN = _text("日時", "いつ", "When", "时间", "일시", "Thời gian")
WHOM = _text("対象", "{対象|たいしょう}", "For", "对象", "대상", "Đối tượng")
BRING = _text("持ち物", "{持|も}ってくるもの", "Bring", "携带物品", "준비물", "Mang theo")
CONTACT = _text("問合せ", "{聞|き}くところ", "Contact", "咨询", "문의", "Liên hệ")
MORE = _text("くわしくはこちら", "くわしい こと", "Read more", "查看详情", "자세히 보기", "Xem thêm")
DRILL = _text("訓練", "{訓練|くんれん}", "DRILL", "演习", "훈련", "DIỄN TẬP")
ASK = _text(
    "最新の情報は総合案内へ",
    "{新|あたら}しい {情報|じょうほう}は {総合案内|そうごうあんない}で {聞|き}いてください",
    "Please ask at the information desk",
    "最新信息请咨询综合服务台",
    "최신 정보는 종합 안내소로",
    "Hỏi quầy hướng dẫn để biết tin mới",
)
BANDS: Mapping[str, Text] = {
    "中止": _text("中止", "ありません", "CANCELLED", "取消", "취소", "ĐÃ HỦY"),
    "延期": _text("延期", "{日|ひ}が {変|か}わります", "POSTPONED", "延期", "연기", "HOÃN LẠI"),
}


@cache
def templates() -> Mapping[str, Template]:
    """The twelve templates, by letter (DOMAIN, "A year of notices")."""
    return {
        letter: Template(
            tone=cast(Tone, row["tone"]),
            label=Text.of(row["label"]),
            title=Text.of(row["title"]),
            body=Text.of(row["body"]),
        )
        for letter, row in _file()["templates"].items()
    }


@cache
def subjects() -> Mapping[str, Subject]:
    """What a year's notices are about, by name."""
    return {
        name: Subject(template=row["template"], name=Text.of(row["name"]), body=Text.of(row.get("body", {})))
        for name, row in _file()["subjects"].items()
    }


def subject(name: str) -> Subject:
    """A usual subject; Refused, naming all, for one that is not known."""
    try:
        return subjects()[name]
    except KeyError:
        known = ", ".join(sorted(subjects()))
        raise Refused(
            ja=f"題材「{name}」はありません。次から選ぶか、title を書いてください: {known}",
            en=f'there is no subject "{name}"; write one of these, or a title: {known}',
        ) from None


def filled(pattern: Text, name: Text) -> Text:
    """A template's sentence about a subject, in every language that both have."""
    return Text.of(
        {tag: words.replace("{subject}", named) for tag, words in pattern if (named := name.get(tag)) is not None}
    )


@cache
def _file() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    written = resources.files("signage.render") / "templates" / "notices.yaml"
    read: Mapping[str, Mapping[str, Mapping[str, Any]]] = yaml.safe_load(written.read_text("utf-8"))
    return read
