"""The floor guide's own words, in every language that it is drawn in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from signage.core.floor_guide import Move
from signage.core.floor_guide_states import CounterState, State
from signage.core.texts import Text
from signage.render import ruby

_ORDER = ("ja", "ja-x-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi")


def _text(*words: str) -> Text:
    return Text.of(dict(zip(_ORDER, words, strict=True)))


TITLE = _text(
    "庁舎案内", "まどぐちの あんない", "Floor guide", "楼层指南", "樓層指南", "층별 안내", "Hướng dẫn các tầng"
)
HERE = _text("現在地", "いま ここ", "You are here", "您在此处", "您在此處", "현재 위치", "Bạn đang ở đây")
FLOORS = _text(
    "各階の窓口", "それぞれの かい", "Floor by floor", "各楼层窗口", "各樓層窗口", "각 층 창구", "Từng tầng"
)
AREAS = _text("ゾーン別", "ばしょの なまえで", "By area", "按区域", "按區域", "구역별", "Theo khu vực")
FACILITIES = _text("設備", "トイレなど", "Facilities", "设施", "設施", "시설", "Tiện ích")
MOVES = _text(
    "移動・名称変更",
    "ばしょや なまえが かわります",
    "Moves and new names",
    "搬迁与更名",
    "搬遷與更名",
    "이전·명칭 변경",
    "Chuyển chỗ, đổi tên",
)
TEMPORARY = _text("臨時", "りんじ", "Temporary", "临时", "臨時", "임시", "Tạm thời")
PLAIN = _text(
    "最新の情報は総合案内へ",
    "あたらしい ことは そうごうあんないで きいてください",
    "For the latest, ask at Information",
    "最新信息请咨询综合咨询处",
    "最新資訊請洽綜合諮詢處",
    "최신 정보는 종합 안내로 문의하세요",
    "Thông tin mới nhất: hỏi quầy Hướng dẫn",
)
_STATES: Mapping[State, Text] = {
    "open": _text("受付中", "あいています", "Open", "受理中", "受理中", "접수 중", "Đang mở"),
    "busy": _text("混雑", "こんでいます", "Busy", "拥挤", "擁擠", "혼잡", "Đông"),
    "paused": _text("休止", "とまっています", "Paused", "暂停", "暫停", "일시 중지", "Tạm dừng"),
    "before": _text("{}から", "{}から", "From {}", "{}起", "{}起", "{}부터", "Từ {}"),
    "closed": _text("受付終了", "おわりました", "Closed", "受理结束", "受理結束", "접수 마감", "Đã đóng"),
    "holiday": _text(
        "本日休み", "きょうは やすみ", "Closed today", "今日休息", "今日休息", "오늘 휴무", "Hôm nay nghỉ"
    ),
}
_ALL: Mapping[State, Text] = {
    "before": _text(
        "受付は{}からです",
        "{}から あきます",
        "Counters open at {}",
        "{}开始受理",
        "{}開始受理",
        "접수는 {}부터입니다",
        "Mở cửa lúc {}",
    ),
    "closed": _text(
        "本日の受付は終了しました",
        "きょうは おわりました",
        "Counters have closed for today",
        "今日受理已结束",
        "今日受理已結束",
        "오늘 접수가 마감되었습니다",
        "Hôm nay đã hết giờ tiếp nhận",
    ),
    "holiday": _text(
        "本日は閉庁日です",
        "きょうは やすみです",
        "Closed today",
        "今日休息",
        "今日休息",
        "오늘은 휴무일입니다",
        "Hôm nay nghỉ",
    ),
}
MARKED_OPEN = _text(
    "「受付中」の窓口だけ開いています",
    "「あいています」の まどぐちだけ あいています",
    "Only counters marked “Open” are open",
    "仅标有“受理中”的窗口办理业务",
    "僅標有「受理中」的窗口辦理業務",
    "‘접수 중’ 창구만 운영합니다",
    "Chỉ mở các quầy ghi “Đang mở”",
)
BRIEF: Mapping[State, str] = {"open": "○", "busy": "▲", "paused": "×", "before": "×", "closed": "×", "holiday": "×"}
"""The mark for a state where its word does not fit; `BRIEFLY_OPEN` and `BRIEFLY_SHUT` say what it means."""
BRIEFLY_OPEN = _text(
    "○の窓口だけ開いています",
    "○の まどぐちだけ あいています",
    "Only counters marked ○ are open",
    "仅标有○的窗口办理业务",
    "僅標有○的窗口辦理業務",
    "○ 창구만 운영합니다",
    "Chỉ mở các quầy có dấu ○",
)
BRIEFLY_SHUT = _text(
    "×の窓口は今は開いていません",
    "×の まどぐちは いま あいていません",
    "Counters marked × are closed now",
    "标有×的窗口现在不办理业务",
    "標有×的窗口現在不辦理業務",
    "× 창구는 지금 운영하지 않습니다",
    "Các quầy có dấu × hiện không mở",
)
BROKEN = _text("使えません", "つかえません", "Out of order", "暂停使用", "暫停使用", "사용 불가", "Không dùng được")
_UNTIL = _text("{}まで", "{}まで", "until {}", "至{}", "至{}", "{}까지", "đến hết {}")
_PLANNED: Mapping[str, Text] = {
    "移動": _text(
        "{date}から {after}へ移動",
        "{date}から {after}へ うつります",
        "Moves on {date}: {after}",
        "{date}起迁至{after}",
        "{date}起遷至{after}",
        "{date}부터 {after}(으)로 이전",
        "Từ {date}: chuyển đến {after}",
    ),
    "改称": _text(
        "{date}から「{after}」",
        "{date}から なまえが「{after}」に なります",
        "From {date}: {after}",
        "{date}起更名为“{after}”",
        "{date}起更名為「{after}」",
        "{date}부터 ‘{after}’",
        "Từ {date}: {after}",
    ),
    "新設": _text(
        "{date}に新設",
        "{date}に できます",
        "Opens on {date}",
        "{date}新设",
        "{date}新設",
        "{date} 신설",
        "Mở từ {date}",
    ),
    "廃止": _text(
        "{date}に廃止",
        "{date}に なくなります",
        "Ends on {date}",
        "{date}撤销",
        "{date}裁撤",
        "{date} 폐지",
        "Hết từ {date}",
    ),
}
_DONE: Mapping[str, Text] = {
    "移動": _text(
        "{before}から移動しました",
        "{before}から うつりました",
        "Moved from {before}",
        "从{before}迁至此处",
        "從{before}遷至此處",
        "{before}에서 이전했습니다",
        "Đã chuyển từ {before}",
    ),
    "改称": _text(
        "旧{before}",
        "まえの なまえ:{before}",
        "Formerly {before}",
        "原{before}",
        "原{before}",
        "구 {before}",
        "Tên cũ: {before}",
    ),
    "新設": _text("新設", "あたらしく できました", "New", "新设", "新設", "신설", "Mới"),
    "廃止": _text("廃止しました", "なくなりました", "Ended", "已撤销", "已裁撤", "폐지되었습니다", "Đã hết"),
}
_LIKE = {"統合": "改称", "分割": "改称"}
"""Merging and dividing are told as a new name is."""


def state_word(state: CounterState, language: str) -> str:
    """受付中, 「13:00から」 and so on."""
    return _STATES[state.state].best(language).format(state.opens or "")


def all_word(state: CounterState, language: str) -> str | None:
    """The sentence for a whole office in this state; None where there is nothing to say."""
    told = _ALL.get(state.state)
    return None if told is None else told.best(language).format(state.opens or "")


def move_words(move: Move, language: str) -> str:
    """「旧○○課」, 「4月1日から 3階31番へ移動」 and so on."""
    table = _DONE if move.done else _PLANNED
    sentence = table[_LIKE.get(move.operation, move.operation)].best(language)
    said = {"before": ruby.strip(move.before.best(language)), "after": ruby.strip(move.after.best(language))}
    if any("{" + part + "}" in sentence and not words for part, words in said.items()):
        return ""
    return sentence.format(date=day_words(move.date, language), **said)


def change_day(move: Move, language: str) -> str:
    """From which day a change holds."""
    return _FROM.best(language).format(day_words(move.date, language))


_FROM = _text("{}から", "{}から", "From {}", "{}起", "{}起", "{}부터", "Từ {}")


def until_words(written: str, language: str) -> str:
    """Until which day something lasts."""
    return _UNTIL.best(language).format(day_words(written[:10], language))


def day_words(written: str, language: str) -> str:
    """A day without its year: what is told is never far away."""
    day = date.fromisoformat(written)
    forms = {"en": f"{day.day} {day:%b}", "vi": f"{day.day}/{day.month}", "ko": f"{day.month}월 {day.day}일"}
    wide = language.startswith(("ja", "zh"))
    return f"{day.month}月{day.day}日" if wide else forms.get(language, forms["en"])


def joined(words: Iterable[str], language: str) -> str:
    """A list as this language writes it."""
    return ("、" if language.startswith(("ja", "zh")) else ", ").join(words)
