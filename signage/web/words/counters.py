"""Words of the page on which a counter's state is one click."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "counters help": Words(
        "押すとすぐに庁舎案内へ出ます。その日の受付が終わると、ひとりでに元へ戻ります。",
        "A press is on the floor guide at once, and ends by itself when the counter closes today.",
    ),
    "counters of floor": Words("{building} {floor}", "{building} {floor}"),
    "counter open": Words("受付中", "Open"),
    "counter busy": Words("混雑", "Busy"),
    "counter paused": Words("休止", "Paused"),
    "counter before": Words("{opens}から", "From {opens}"),
    "counter closed": Words("受付終了", "Closed"),
    "counter holiday": Words("本日休み", "Closed today"),
    "say normal": Words("再開", "Open again"),
    "say busy": Words("混雑", "Busy"),
    "say paused": Words("休止", "Pause"),
    "say closed": Words("受付終了", "Close"),
    "say of counter": Words("{number} {name}を「{said}」にする", "{said}: {number} {name}"),
    "counter until": Words("{time}まで", "until {time}"),
    "counter no end": Words("再開するまで", "until opened again"),
    "counter over": Words("今日の受付は終わりました", "Closed for today"),
    "counter no hours": Words("今日は開きません", "Not open today"),
    "counter now normal": Words("{number}窓口を再開しました。", "Counter {number} is open again."),
    "counter now busy": Words(
        "{number}窓口を「混雑」にしました。{until}にひとりでに戻ります。",
        "Counter {number} is busy now; this ends by itself at {until}.",
    ),
    "counter now paused": Words(
        "{number}窓口を「休止」にしました。{until}にひとりでに戻ります。",
        "Counter {number} is paused now; this ends by itself at {until}.",
    ),
    "counter now closed": Words(
        "{number}窓口を「受付終了」にしました。{until}にひとりでに戻ります。",
        "Counter {number} is closed now; this ends by itself at {until}.",
    ),
    "counter as it was": Words("{number}窓口は、もうその状態です。", "Counter {number} is in that state already."),
    "no counters": Words("操作できる窓口がありません", "There are no counters for you here"),
    "no counters help": Words(
        "ご自分の所属に窓口が登録されると、ここに並びます。運用責任者に確かめてください。",
        "They appear here when your section has counters; ask an administrator.",
    ),
    "counters lost": Words(
        "サーバーに届きません。表示が古いかもしれません。ページを読み込み直してください。",
        "The server cannot be reached; what you see may be old. Reload the page.",
    ),
    "all floors": Words("すべての階", "All floors"),
    "choose a floor": Words("階で絞る", "Choose a floor"),
}
