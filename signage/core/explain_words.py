"""The words in which a schedule explains itself, in Japanese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signage.core.calendars import Calendar, Line
from signage.core.schedules import Level, Playing, Resolved, Rule
from signage.core.slides import Slide
from signage.core.texts import Text

if TYPE_CHECKING:
    from signage.core.explain import Explanation

_DAYS_JA = "月火水木金土日"
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}

LEVEL_NAMES: dict[Level, Text] = {
    "base": Text.of(ja="常時", en="base"),
    "normal": Text.of(ja="通常", en="normal"),
    "interrupt": Text.of(ja="割込み", en="interrupt"),
    "emergency": Text.of(ja="緊急", en="emergency"),
}

ALWAYS_LIT = Text.of(ja="点灯中(昼夜を問わず点灯)", en="Lit, as it is day and night")


def deciding(calendar: Calendar, line: Line | None, holiday: Text | None) -> Text:
    """A calendar and its line that decided: by its name, or else by what it matches."""
    if line is None:
        return Text.of(
            ja=f"カレンダー「{_ja(calendar.name)}」に該当する行なし",
            en=f'calendar "{_en(calendar.name)}", no line matches',
        )
    name_ja, name_en = _matches(line) if not line.name else (_ja(line.name), _en(line.name))
    if line.holidays and holiday:
        name_ja, name_en = f"{name_ja}: {_ja(holiday)}", f"{name_en}: {_en(holiday)}"
    return Text.of(
        ja=f"カレンダー「{_ja(calendar.name)}」の「{name_ja}」",
        en=f'calendar "{_en(calendar.name)}", line "{name_en}"',
    )


def _matches(line: Line) -> tuple[str, str]:
    """What a line without a name matches."""
    days = [_WEEKDAYS[day] for day in line.weekdays]
    ja = ["・".join(_DAYS_JA[day] for day in days), *([line.dates] if line.dates else [])]
    en = [", ".join(_DAYS_EN[day] for day in days), *([line.dates] if line.dates else [])]
    if line.nth:
        ja.insert(0, "・".join("最終" if nth == -1 else f"第{nth}" for nth in line.nth))
        en.insert(0, ", ".join("last" if nth == -1 else f"no. {nth}" for nth in line.nth))
    if line.holidays:
        ja.append("祝日")
        en.append("public holiday")
    return "".join(ja) or "毎日", " ".join(filter(None, en)) or "every day"


def lit(because: Text, until: Text | None) -> Text:
    """The screen is lit by its calendar."""
    return Text.of(
        ja=f"点灯中: {_ja(because)}" + (f"、{_ja(until)}まで" if until else ""),
        en=f"Lit: {_en(because)}" + (f", until {_en(until)}" if until else ""),
    )


def dark(because: Text, until: Text | None) -> Text:
    """The screen is dark by its calendar."""
    return Text.of(
        ja=f"消灯中: {_ja(because)}" + (f"。次の点灯は{_ja(until)}" if until else "。次の点灯の予定なし"),
        en=f"Dark: {_en(because)}" + (f"; lit again {_en(until)}" if until else "; not to be lit again"),
    )


def woken(because: Text, playing: Playing) -> Text:
    """The screen would be dark, had a rule not lit it."""
    names, level = _names(playing), LEVEL_NAMES[playing.level]
    return Text.of(
        ja=f"点灯中: {_ja(names)}({_ja(level)})のため。{_ja(because)}では消灯の時間",
        en=f"Lit by {_en(names)} ({_en(level)}); it would be dark: {_en(because)}",
    )


def layout(resolved: Resolved) -> Text:
    """Who set the layout."""
    if resolved.by is None:
        return Text.of(
            ja=f"画面構成「{resolved.layout}」(モニターの設定)", en=f'Layout "{resolved.layout}", the screen\'s own'
        )
    return Text.of(
        ja=f"画面構成「{resolved.layout}」(「{resolved.by.id}」の指定)",
        en=f'Layout "{resolved.layout}", set by "{resolved.by.id}"',
    )


def plays(rule: Rule, *, equals: int, dark: bool) -> Text:
    """A rule that plays, alone or dealt with its equals; or would, were the screen lit."""
    level = LEVEL_NAMES[rule.level]
    shared_ja = f"、同順位{equals}件を配分、重み{rule.weight}" if equals > 1 else ""
    shared_en = f", dealt with {equals - 1} equal, weight {rule.weight}" if equals > 1 else ""
    ja, en = ("点灯すれば放映", "Would be on air") if dark else ("放映中", "On air")
    return Text.of(ja=f"{ja}({_ja(level)}{shared_ja})", en=f"{en} ({_en(level)}{shared_en})")


def joins(playing: Playing, *, dark: bool) -> Text:
    """A rule that joins the round of what plays; or plays alone, with the others that would join."""
    ja, en = ("点灯すれば放映", "Would be on air") if dark else ("放映中", "On air")
    if not playing.rules:
        return Text.of(
            ja=f"{ja}(この表示枠にほかの放映がないため、加わるものだけ)",
            en=f"{en} (nothing else plays in this zone: only what would join it)",
        )
    names = _names(playing)
    return Text.of(ja=f"{ja}({_ja(names)}に、1周に1回ずつ加わる)", en=f"{en} (joins {_en(names)}, once each round)")


def inserted(rule: Rule) -> Text:
    """A rule whose slides come in between."""
    return Text.of(ja=f"{rule.every_minutes}分ごとに挿入", en=f"Inserted every {rule.every_minutes} min")


def outranked(playing: Playing) -> Text:
    """A rule that is open, below those that play."""
    names, level = _names(playing), LEVEL_NAMES[playing.level]
    return Text.of(ja=f"{_ja(names)}({_ja(level)})が優先", en=f"Outranked by {_en(names)} ({_en(level)})")


def _names(playing: Playing) -> Text:
    return Text.of(
        ja="・".join(f"「{rule.id}」" for rule in playing.rules),
        en=", ".join(f'"{rule.id}"' for rule in playing.rules),
    )


def nothing_to_insert_into() -> Text:
    """An insert where nothing else plays."""
    return Text.of(ja="挿入先となる放映がない", en="Nothing plays there that it could be inserted into")


def no_zone(resolved: Resolved, rule: Rule) -> Text:
    """A rule for a zone that the layout lacks."""
    return Text.of(
        ja=f"画面構成「{resolved.layout}」に表示枠「{rule.zone}」がない",
        en=f'Layout "{resolved.layout}" has no zone "{rule.zone}"',
    )


def empty(left_out: tuple[Text, ...]) -> Text:
    """A rule without a slide that may be shown."""
    if not left_out:
        return Text.of(ja="プレイリストが空", en="Its playlist is empty")
    return Text.of(ja="放映できるコンテンツがない", en="It has no slide that may be shown")


def closed(ahead: Text | None) -> Text:
    """A rule between two of its windows."""
    return Text.of(
        ja="時間外" + (f"。次は{_ja(ahead)}から" if ahead else "。次の予定なし"),
        en="Its window is not open" + (f"; next from {_en(ahead)}" if ahead else "; nor is there a next one"),
    )


def not_yet(begins: Text) -> Text:
    """A rule whose limits have not begun."""
    return Text.of(ja=f"{_ja(begins)}から", en=f"Only from {_en(begins)}")


def over(ends: Text) -> Text:
    """A rule whose limits are over."""
    return Text.of(ja=f"{_ja(ends)}で終了", en=f"Over since {_en(ends)}")


def during(what: str, because: Text) -> Text:
    """The calendar's word on a rule that depends on it."""
    states = {
        "open": ("開庁中", "while open"),
        "closed": ("閉庁中", "while closed"),
        "holidays": ("祝日", "on holidays"),
        "before-opening": ("開庁前", "before opening"),
        "before-closing": ("閉庁前", "before closing"),
    }
    ja, en = states[what]
    return Text.of(ja=f"{ja}: {_ja(because)}", en=f"{en}: {_en(because)}")


def lasts(until: Text | None) -> Text:
    """Until when all of it holds."""
    if until is None:
        return Text.of(ja="この先変わる予定なし", en="Nothing is planned to change it")
    return Text.of(ja=f"{_ja(until)}まで変わらない", en=f"Unchanged until {_en(until)}")


def unpublished(slide: Slide) -> Text:
    """A slide that is a draft, or was taken down."""
    ja, en = ("下書き", "a draft") if slide.state == "draft" else ("取り下げ済み", "withdrawn")
    return Text.of(ja=f"「{_ja(slide.name)}」は{ja}", en=f'"{_en(slide.name)}" is {en}')


def slide_not_yet(slide: Slide, begins: Text) -> Text:
    """A slide whose time has not come."""
    return Text.of(ja=f"「{_ja(slide.name)}」は{_ja(begins)}から", en=f'"{_en(slide.name)}" only from {_en(begins)}')


def slide_over(slide: Slide, ends: Text) -> Text:
    """A slide whose time is over."""
    return Text.of(
        ja=f"「{_ja(slide.name)}」は{_ja(ends)}で終了", en=f'"{_en(slide.name)}" is over since {_en(ends)}'
    )


def joined(*parts: Text | None) -> Text:
    """Parts of a sentence as one."""
    there = [part for part in parts if part is not None]
    return Text.of(ja="。".join(map(_ja, there)), en="; ".join(map(_en, there)))


def told(explanation: Explanation, language: str) -> list[str]:
    """An explanation as lines of text: ● marks what is on the glass."""
    tell = _ja if language == "ja" else _en
    zone_word, fallback = ("表示枠", "通信断時の表示") if language == "ja" else ("Zone", "the fallback")
    lines = [tell(text) for text in (explanation.power, explanation.lasts, explanation.layout_why)]
    for zone in explanation.zones:
        lines.append(f"{zone_word} {zone.zone}")
        if explanation.lit and zone.box is not None and not zone.winners:
            lines.append(f"  ● {fallback}")
        for judged in (*zone.winners, *zone.losers):
            mark = "●" if explanation.lit and judged in zone.winners else "○"
            named = f"「{_ja(judged.what)}」" if language == "ja" else f' "{_en(judged.what)}"'
            lines.append(f"  {mark} {judged.rule.id}{named}: {tell(judged.why)}")
            lines += [f"      - {tell(text)}" for text in judged.left_out]
    return lines


def _ja(text: Text) -> str:
    return text.best("ja")


def _en(text: Text) -> str:
    return text.best("en")
