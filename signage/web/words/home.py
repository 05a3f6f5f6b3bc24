"""Words of the first page."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "door post hint": Words("ひな形から、1分で", "From a template, in a minute"),
    "door on air hint": Words("直す・取り下げる・もう一度出す", "Mend, take down, put up again"),
    "door counters": Words("窓口を休止・混雑にする", "Pause a counter, or call it busy"),
    "door counters hint": Words("庁舎案内にすぐ出ます", "On the floor guide at once"),
    "door wall hint": Words("すべてのモニターを見る", "Every screen at a glance"),
    "today": Words("今日やること", "To do today"),
    "nothing to do": Words("待っているものはありません。", "Nothing waits for you."),
    "task returned": Words("差戻し", "Sent back"),
    "task returned note": Words("理由: {note}", "Reason: {note}"),
    "task waiting": Words("承認待ち", "To approve"),
    "task waiting note": Words("{day} {who} から", "From {who}, {day}"),
    "task afterwards": Words("後閲", "To look at"),
    "task afterwards note": Words(
        "代決済みです。内容を確かめてください。", "Decided by a deputy; please look at it."
    ),
    "task ending": Words("まもなく終了", "Ending soon"),
    "task ending note": Words("{day}で自動終了", "Ends by itself after {day}"),
    "task taken": Words("引き継ぎ", "Handed over"),
    "task taken title": Words("{who} から引き継がれたもの", "What {who} handed over to you"),
    "task renew": Words("年度更新", "Renewal"),
    "task renew title": Words("3月31日で終わる利用者 {note}人", "Accounts that end on 31 March: {note}"),
    "more ending": Words("今週終わるものがほかに{count}件", "{count} more end this week"),
    "needs you": Words("管理する方へ", "For administrators"),
    "one admin": Words(
        "運用責任者が1人しかいません。急な不在に備えて、2人以上にしてください。",
        "There is only one administrator; appoint a second one in case of absence.",
    ),
    "appoint": Words("利用者を開く", "Open people"),
    "usual now": Words("今月の定番", "Usual this month"),
    "usual now hint": Words(
        "毎年この時期に出しているお知らせです。押すと、書きかけの形で開きます。",
        "What is put up around this time every year. Press one and it opens half written.",
    ),
    "your screens": Words("いつもの場所のいま", "Your usual screens now"),
    "some screens": Words("モニターのいま", "Screens now"),
    "all screens": Words("すべてのモニター", "All screens"),
}
