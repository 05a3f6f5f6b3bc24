"""Days and times as they are written on screens, in every language; the year only where it is another."""

from __future__ import annotations

from datetime import date, time

NO_BREAK = "\u00a0"

_WEEK_JA = "月火水木金土日"
_WEEK_ZH = "一二三四五六日"
_WEEK_KO = "월화수목금토일"
_WEEK_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEK_VI = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_UNTIL = {
    "ja": "{}まで",
    "en": "until {}",
    "zh": "截至{}",
    "ko": "{}까지",
    "vi": "đến {}",
}


def day_words(day: date, language: str, *, this_year: int) -> str:
    """「11月22日(日)」 and its like; the year where it is not `this_year`."""
    weekday, year = day.weekday(), day.year != this_year
    match language.split("-", maxsplit=1)[0]:
        case "ja":
            name = _WEEK_JA[weekday] + ("曜日" if language == "ja-x-easy" else "")
            return f"{f'{day.year}年' if year else ''}{day.month}月{day.day}日({name})"
        case "zh":
            return f"{f'{day.year}年' if year else ''}{day.month}月{day.day}日(周{_WEEK_ZH[weekday]})"
        case "ko":
            return f"{f'{day.year}년 ' if year else ''}{day.month}월 {day.day}일({_WEEK_KO[weekday]})"
        case "vi":
            return f"{_WEEK_VI[weekday]}, {day.day}/{day.month}{f'/{day.year}' if year else ''}"
        case _:
            words = f"{_WEEK_EN[weekday]} {day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"
            return words.replace(" ", NO_BREAK)


def days_words(first: date | None, last: date | None, language: str, *, this_year: int) -> str:
    """One day (`first` alone, or both the same), from one to another on two lines, or until `last`."""
    if first is None:
        assert last is not None
        pattern = _UNTIL.get(language.split("-", maxsplit=1)[0], _UNTIL["en"])
        return pattern.format(day_words(last, language, this_year=this_year))
    begins = day_words(first, language, this_year=this_year)
    if last is None or first == last:
        return begins
    dash = "〜" if language.startswith(("ja", "zh", "ko")) else f"{NO_BREAK}–"
    return f"{begins}{dash}\n{day_words(last, language, this_year=first.year)}"


def hours_words(span: tuple[str, str], language: str, *, style: str) -> str:
    """「9:00〜12:00」, or 「午前9時から正午まで」 in Japanese where the office writes so."""
    begins, ends = (text.removeprefix("0") for text in span)
    if language.startswith("ja") and (style != "9:00" or language == "ja-x-easy"):
        return f"{_said(span[0])}から{_said(span[1])}まで"
    return f"{begins}〜{ends}" if language.startswith(("ja", "zh", "ko")) else f"{begins}–{ends}"


def _said(clock: str) -> str:
    """「午前9時」, 「正午」, 「午後1時30分」."""
    if clock in {"12:00", "24:00"}:
        return "正午" if clock == "12:00" else "午後12時"
    at = time.fromisoformat(clock)
    minute = f"{at.minute}分" if at.minute else ""
    return f"{'午前' if at.hour < 12 else '午後'}{at.hour % 12}時{minute}"
