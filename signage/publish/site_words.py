"""The words of the visitors' page beside those of core.queue_words, in every language that the page has."""

from __future__ import annotations

from collections.abc import Mapping

from signage.core.texts import Text

LANGUAGES = ("ja", "ja-x-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi")
"""What a visitor may choose. A word within {braces} is a place that is filled in."""


def _text(*words: str) -> Text:
    return Text.of(dict(zip(LANGUAGES, words, strict=True)))


WORDS: Mapping[str, Text] = {
    "title": _text(
        "番号案内", "ばんごうの あんない", "Now serving", "叫号信息", "叫號資訊", "번호 안내", "Số đang gọi"
    ),
    "newest": _text(
        "ただいまの番号", "いまの ばんごう", "Now calling", "正在叫号", "正在叫號", "현재 번호", "Đang gọi"
    ),
    "nobody": _text(
        "お呼び出しはまだありません",
        "まだ だれも よんで いません",
        "No number has been called yet",
        "尚未叫号",
        "尚未叫號",
        "아직 호출된 번호가 없습니다",
        "Chưa gọi số nào",
    ),
    "waiting": _text("待ち人数", "まって いる ひと", "Waiting", "等候人数", "等候人數", "대기 인원", "Đang chờ"),
    "count": _text("{count}人", "{count}にん", "{count}", "{count}人", "{count}人", "{count}명", "{count} người"),
    "wait": _text(
        "待ち時間の目安", "まつ じかん", "Usual wait", "预计等候", "預計等候", "예상 대기 시간", "Thời gian chờ"
    ),
    "crowded": _text("混みぐあい", "こんで いるか", "How busy", "拥挤程度", "擁擠程度", "혼잡도", "Mức độ đông"),
    "counters": _text("窓口のようす", "まどぐち", "Counters", "窗口情况", "窗口情況", "창구 현황", "Các quầy"),
    "place": _text(
        "{sign}番窓口",
        "{sign}ばん まどぐち",
        "Counter {sign}",
        "{sign}号窗口",
        "{sign}號窗口",
        "{sign}번 창구",
        "Quầy {sign}",
    ),
    "calls": _text("お呼び済み", "もう よんだ ばんごう", "Called", "已叫号", "已叫號", "호출한 번호", "Đã gọi"),
    "ready": _text(
        "お渡しできる番号(交付番号)",
        "できあがった ばんごう",
        "Ready to collect",
        "可领取的号码",
        "可領取的號碼",
        "교부 준비된 번호",
        "Số đã có kết quả",
    ),
    "quiet": _text(
        "ふだん、すいている時間",
        "いつも すいて いる じかん",
        "Usually quiet",
        "通常较空的时段",
        "通常較空的時段",
        "대체로 한산한 시간",
        "Giờ thường vắng",
    ),
    "late": _text(
        "窓口でのお呼び出しより、数秒遅れることがあります。",
        "まどぐちの ひょうじより すこし おそい ことが あります。",
        "This page may be a few seconds behind the counter.",
        "本页面可能比窗口叫号晚几秒。",
        "本頁面可能比窗口叫號晚幾秒。",
        "창구 호출보다 몇 초 늦을 수 있습니다.",
        "Trang này có thể chậm hơn quầy vài giây.",
    ),
}

MINE: Mapping[str, Text] = {
    "mine": _text(
        "自分の番号", "じぶんの ばんごう", "Your number", "您的号码", "您的號碼", "내 번호", "Số của quý vị"
    ),
    "hint": _text(
        "番号札の番号を入れると、呼ばれたときにこの画面で知らせます。番号はこの端末の外へ送りません。",
        "かみの ばんごうを いれて ください。よばれたら この がめんで しらせます。ばんごうは どこにも おくりません。",
        "Type the number on your ticket: this page tells you when it is called. It never leaves your phone.",
        "输入号码票上的号码,叫到时本页面会提示。号码不会发送到手机之外。",
        "輸入號碼牌上的號碼,叫到時本頁面會提示。號碼不會傳送到手機之外。",
        "번호표의 번호를 입력하면 호출될 때 이 화면에서 알려 드립니다. 번호는 휴대폰 밖으로 보내지 않습니다.",
        "Nhập số trên phiếu: trang này sẽ báo khi đến số. Số không được gửi ra khỏi máy của quý vị.",
    ),
    "watch": _text(
        "この番号を待つ",
        "この ばんごうを まつ",
        "Watch for it",
        "等候此号码",
        "等候此號碼",
        "이 번호 기다리기",
        "Chờ số này",
    ),
    "forget": _text("番号を消す", "けす", "Clear", "清除", "清除", "지우기", "Xóa"),
    "called": _text(
        "お呼びしています。{place}へお越しください",
        "よんで います。{place}へ きて ください",
        "You are called. Please go to {place}",
        "正在叫您。请到{place}",
        "正在叫您。請到{place}",
        "호출 중입니다. {place}(으)로 오십시오",
        "Đã đến số. Mời đến {place}",
    ),
    "yours-ready": _text(
        "お渡しの準備ができました。窓口へお越しください",
        "できました。まどぐちへ きて ください",
        "It is ready. Please come to the counter",
        "已准备好,请到窗口领取",
        "已準備好,請到窗口領取",
        "준비되었습니다. 창구로 오십시오",
        "Đã xong. Mời đến quầy nhận",
    ),
    "not-yet": _text(
        "まだお呼びしていません。この画面を開いたままお待ちください",
        "まだ よんで いません。この がめんを ひらいた まま まって ください",
        "Not called yet. Please keep this page open",
        "尚未叫到,请保持本页面打开",
        "尚未叫到,請保持本頁面開啟",
        "아직 호출되지 않았습니다. 이 화면을 열어 두십시오",
        "Chưa đến số. Vui lòng để trang này mở",
    ),
    "no-number": _text(
        "番号札の番号を入れてください(例 42、A-7)",
        "かみの ばんごうを いれて ください(れい 42、A-7)",
        "Type the number on your ticket (like 42 or A-7)",
        "请输入号码票上的号码(例:42、A-7)",
        "請輸入號碼牌上的號碼(例:42、A-7)",
        "번호표의 번호를 입력하십시오(예: 42, A-7)",
        "Nhập số trên phiếu (ví dụ 42, A-7)",
    ),
}
"""What the page says of the visitor's own number, with a script alone."""

WEEKDAYS = (
    _text("月", "げつようび", "Mon", "周一", "週一", "월", "Th 2"),
    _text("火", "かようび", "Tue", "周二", "週二", "화", "Th 3"),
    _text("水", "すいようび", "Wed", "周三", "週三", "수", "Th 4"),
    _text("木", "もくようび", "Thu", "周四", "週四", "목", "Th 5"),
    _text("金", "きんようび", "Fri", "周五", "週五", "금", "Th 6"),
    _text("土", "どようび", "Sat", "周六", "週六", "토", "Th 7"),
    _text("日", "にちようび", "Sun", "周日", "週日", "일", "CN"),
)

STATES: Mapping[str, Text] = {
    "open": _text("受付中", "あいて います", "Open", "受理中", "受理中", "접수 중", "Đang tiếp nhận"),
    "busy": _text("混雑", "こんで います", "Busy", "拥挤", "擁擠", "혼잡", "Đông"),
    "paused": _text("休止中", "おやすみ", "Paused", "暂停", "暫停", "일시 중지", "Tạm dừng"),
    "closed": _text("受付終了", "おわり", "Closed", "已结束", "已結束", "접수 마감", "Đã đóng"),
}
