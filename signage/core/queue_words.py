"""The sentences in which a queue says what its numbers do not: not open yet, no news, over, or how old they are."""

from __future__ import annotations

from collections.abc import Mapping

from signage.core.queue_said import Lamp
from signage.core.texts import Text

_ORDER = ("ja", "ja-x-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi")


def _text(*words: str) -> Text:
    return Text.of(dict(zip(_ORDER, words, strict=True)))


def _with(text: Text, clock: str) -> Text:
    return Text.of({tag: words.format(clock) for tag, words in text})


def _both(one: Text, other: Text) -> Text:
    """Two sentences after each other; those of Japanese and Chinese need no space between them."""
    joined = {}
    for tag, words in one:
        gap = "" if tag in ("ja", "zh-Hans", "zh-Hant") else " "
        joined[tag] = f"{words}{gap}{other.best(tag)}"
    return Text.of(joined)


LOOK = _text(
    "窓口の表示をご覧ください",
    "まどぐちの ひょうじを みて ください",
    "Please watch the display at the counter",
    "请留意窗口的显示",
    "請留意窗口的顯示",
    "창구의 표시를 확인해 주세요",
    "Vui lòng xem bảng số tại quầy",
)
WE_CALL = _text(
    "係員がお呼びします",
    "かかりの ひとが よびます",
    "Our staff will call you",
    "工作人员会叫您",
    "工作人員會叫您",
    "직원이 불러 드립니다",
    "Nhân viên sẽ gọi quý vị",
)
BEFORE = _text(
    "受付開始前です",
    "まだ あいて いません",
    "Not open yet",
    "尚未开始受理",
    "尚未開始受理",
    "접수 시작 전입니다",
    "Chưa đến giờ tiếp nhận",
)
CLOSED = _text(
    "本日の受付は終了しました",
    "きょうの うけつけは おわりました",
    "Closed for today",
    "今日受理已结束",
    "今日受理已結束",
    "오늘 접수가 마감되었습니다",
    "Hôm nay đã hết giờ tiếp nhận",
)
HOLIDAY = _text(
    "本日は受付を行っていません",
    "きょうは やすみです",
    "Not open today",
    "今日不办理",
    "今日不辦理",
    "오늘은 접수하지 않습니다",
    "Hôm nay không tiếp nhận",
)
CLOSED_WAITING = _text(
    "受付は終了しました。番号札をお持ちの方は順番にお呼びします",
    "うけつけは おわりました。ばんごうの かみを もって いる ひとは じゅんばんに よびます",
    "No new tickets today. If you hold a ticket, you will be called",
    "受理已结束。持有号码的来访者将依次叫号",
    "受理已結束。持有號碼的民眾將依序叫號",
    "접수가 마감되었습니다. 번호표를 가지고 계신 분은 차례로 불러 드립니다",
    "Đã hết giờ tiếp nhận. Quý vị đã có số sẽ được gọi lần lượt",
)
_OPENS = _text(
    "受付は{}からです",
    "うけつけは {}からです",
    "Opens at {}",
    "{}开始受理",
    "{}開始受理",
    "접수는 {}부터입니다",
    "Tiếp nhận từ {}",
)
_NO_DATA = _text(
    "番号の情報がまだ届いていません。",
    "ばんごうが まだ わかりません。",
    "No numbers have reached this display yet.",
    "尚未收到叫号信息。",
    "尚未收到叫號資訊。",
    "번호 정보가 아직 도착하지 않았습니다.",
    "Chưa nhận được thông tin số thứ tự.",
)
_NO_UPDATE = _text(
    "1時間以上、番号の更新がありません。",
    "1じかん、あたらしい ばんごうが ありません。",
    "The numbers have not changed for an hour.",
    "号码已超过1小时未更新。",
    "號碼已超過1小時未更新。",
    "1시간 이상 번호가 갱신되지 않았습니다.",
    "Số chưa được cập nhật hơn 1 giờ.",
)
LAMPS: Mapping[Lamp, Text] = {
    "free": _text("空いています", "すいて います", "Not busy", "空闲", "空閒", "한산", "Vắng"),
    "some": _text("やや混雑", "すこし こんで います", "Fairly busy", "稍拥挤", "稍擁擠", "다소 혼잡", "Hơi đông"),
    "busy": _text("混雑", "こんで います", "Busy", "拥挤", "擁擠", "혼잡", "Đông"),
}
"""How it is now."""
USUALLY: Mapping[Lamp, Text] = {
    "free": _text(
        "空いています", "すいて います", "Usually quiet", "通常较空", "通常較空", "대체로 한산", "Thường vắng"
    ),
    "some": _text("ふつう", "ふつう", "Usual", "一般", "一般", "보통", "Bình thường"),
    "busy": _text("混みます", "こみます", "Usually busy", "通常拥挤", "通常擁擠", "대체로 혼잡", "Thường đông"),
}
"""How it mostly is at an hour of the week: 「すいている時間」."""
_AS_OF = _text("{} 現在", "{}の ばんごう", "As of {}", "截至{}", "截至{}", "{} 현재", "Lúc {}")


def opens(clock: str) -> Text:
    """「受付は8:45からです」."""
    return _with(_OPENS, clock)


def as_of(clock: str) -> Text:
    """「10:42 現在」."""
    return _with(_AS_OF, clock)


def instead(*, only_display: bool) -> Text:
    """Where visitors look when our numbers cannot be trusted: at the counter's own display, or for the staff."""
    return WE_CALL if only_display else LOOK


def no_data(*, only_display: bool) -> Text:
    """Open for half an hour, and nothing was heard."""
    return _both(_NO_DATA, instead(only_display=only_display))


def no_update(*, only_display: bool) -> Text:
    """Nothing happened for an hour."""
    return _both(_NO_UPDATE, instead(only_display=only_display))
