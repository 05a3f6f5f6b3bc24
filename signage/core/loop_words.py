"""The words in which a loop is told to whoever puts something into it, in Japanese and English."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from signage.core.guide import Section
from signage.core.instants import local
from signage.core.slides import Slide
from signage.core.spoken import MONTHS_EN
from signage.core.texts import Text
from signage.core.when import moment


def summary(slides: int, round_ms: int) -> Text:
    """How much there is, and how long it takes."""
    return Text.of(
        ja=f"{_round_ja(slides, round_ms)}。約{_about_ja(round_ms)}に1回表示されます",
        en=f"{_round_en(slides, round_ms)}: each is shown about every {_about_en(round_ms)}",
    )


def posted(slides: int, round_ms: int, again_ms: int, slide: Slide, *, at: int, zone: ZoneInfo) -> Text:
    """The same for one slide among them: when it comes back, and when it ends or is looked at again."""
    ja, en = _ends(slide, local(at, zone).year)
    return Text.of(
        ja=f"{_round_ja(slides, round_ms)}。約{_about_ja(again_ms)}に1回・{ja}",
        en=f"{_round_en(slides, round_ms)}. Shown about every {_about_en(again_ms)}; {en}",
    )


def _ends(slide: Slide, year: int) -> tuple[str, str]:
    if slide.limits.ends is not None:
        ja, en = _day(slide.limits.ends, year)
        return f"{ja}に自動終了", f"ends by itself on {en}"
    if slide.review_on is not None:
        ja, en = _day(slide.review_on, year)
        return f"{ja}に見直し", f"to be looked at again on {en}"
    return "終了日なし", "without an end"


def _day(typed: str, year: int) -> tuple[str, str]:
    """A day as typed, with its time if it has one; the year only where it is another one."""
    day: date | datetime = moment(typed)
    clock = f" {day.hour}:{day.minute:02}" if isinstance(day, datetime) else ""
    ja, en = ("", "") if day.year == year else (f"{day.year}年", f" {day.year}")
    return f"{ja}{day.month}月{day.day}日{clock}", f"{day.day} {MONTHS_EN[day.month - 1]}{en}{clock}"


def over_budget(told: Text, round_ms: int, budget_ms: int, longest: Slide, longest_ms: int) -> Text:
    """Over the budget: it names the slide that takes longest, as the first to shorten."""
    over_ms = round_ms - budget_ms
    name_ja, name_en = longest.name.best("ja"), longest.name.best("en")
    return Text.of(
        ja=f"{told.best('ja')}。目安の{_minutes_ja(budget_ms)}を{_minutes_ja(over_ms)}超えています。"
        f"最も長い「{name_ja}」(1回{_minutes_ja(longest_ms)})を短くするか、放映を終えるか、別の時間帯に分けてください",
        en=f"{told.best('en')}. That is {_minutes_en(over_ms)} over the budget of {_minutes_en(budget_ms)}. "
        f'Shorten the longest, "{name_en}" ({_minutes_en(longest_ms)}), end some, or move some to other hours',
    )


def over_share(section: Section, own_ms: int, total_ms: int, longest: Slide, longest_ms: int) -> Text:
    """A section that takes more than its share, and which of its slides takes longest."""
    percent = round(100 * own_ms / total_ms)
    name_ja, name_en = longest.name.best("ja"), longest.name.best("en")
    return Text.of(
        ja=f"{section.name.best('ja')}の割当は{section.share_percent}%です。いまは{percent}%"
        f"({_minutes_ja(total_ms)}のうち{_minutes_ja(own_ms)})を使っています。"
        f"「{name_ja}」(1回{_minutes_ja(longest_ms)})を短くするか、どれかの掲載を終えてください",
        en=f"{section.name.best('en')} has a share of {section.share_percent}% and now takes {percent}% "
        f"({_minutes_en(own_ms)} of {_minutes_en(total_ms)}). "
        f'Shorten "{name_en}" ({_minutes_en(longest_ms)}) or take one down',
    )


def _round_ja(slides: int, round_ms: int) -> str:
    return f"このモニターは{slides}件・1周{_minutes_ja(round_ms)}"


def _round_en(slides: int, round_ms: int) -> str:
    return f"This screen has {slides} slides, {_minutes_en(round_ms)} a round"


def _minutes_ja(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1_000), 60)
    return f"{minutes}分" * (minutes > 0) + f"{seconds}秒" * (seconds > 0 or minutes == 0)


def _minutes_en(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1_000), 60)
    return " ".join([f"{minutes} min"] * (minutes > 0) + [f"{seconds} s"] * (seconds > 0 or minutes == 0))


def _about_ja(ms: int) -> str:
    return f"{round(ms / 60_000)}分" if ms >= 60_000 else f"{round(ms / 1_000)}秒"


def _about_en(ms: int) -> str:
    return f"{round(ms / 60_000)} min" if ms >= 60_000 else f"{round(ms / 1_000)} s"
