"""Words of the page that answers what was on a screen, or will be."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "answers help": Words(
        "「あの日、何が出ていましたか」に答えるページです。これからの日時も見られます。",
        "What was on a screen at a time, for whoever asks; or what will be.",
    ),
    "answers day": Words("日付", "Day"),
    "answers time": Words("時刻", "Time"),
    "answers show": Words("表示する", "Show"),
    "answers print": Words("この回答を印刷", "Print this answer"),
    "answers was": Words("{time}に出ていた画面", "What was on at {time}"),
    "answers will be": Words("{time}に出る予定の画面", "What is planned for {time}"),
    "answers before": Words("前の切替え", "Change before"),
    "answers after": Words("次の切替え", "Next change"),
    "answers no before": Words("これより前の切替えはありません", "No change before this"),
    "answers no after": Words("これより後の切替えは予定されていません", "No change is planned after this"),
    "answers archived": Words(
        "モニターに送った内容の記録です({since}から放映)。",
        "This is the record of what was sent to the screen (in force from {since}).",
    ),
    "answers oldest": Words(
        "この日時の記録はまだ始まっていません。いちばん古い記録({since}のもの)から再現しました。",
        "The record had not begun; this is made from the oldest there is ({since}).",
    ),
    "answers compiled": Words(
        "この日時の記録はありません。いまの登録内容から再現した、参考の画面です。",
        "There is no record of this time; this is made from what is stored now, for reference.",
    ),
    "answers planned": Words(
        "いまの登録内容による予定です。変更があれば変わります。",
        "This is the plan by what is stored now; it changes with it.",
    ),
    "answers dark": Words("この時刻、モニターは消灯しています。", "The screen is off at this time."),
    "answers fallback": Words(
        "放映の予定がない時間のため、決まった案内を出しています。",
        "Nothing is scheduled for this time: the standing information is shown.",
    ),
    "answers what": Words("出ていたもの", "What was on"),
    "answers what planned": Words("出る予定のもの", "What will be on"),
    "answers title": Words("コンテンツ", "Content"),
    "answers owner": Words("担当", "Section"),
    "answers page": Words("ページ", "Page"),
    "answers put up": Words("最後に変更した人", "Last changed by"),
    "answers by": Words("{name}({time})", "{name}, {time}"),
    "answers in words": Words("文字にすると", "In words"),
    "answers why": Words("どの放映スケジュールによるか", "By which schedule"),
    "answers rule": Words("放映するもの", "Plays"),
    "answers reason": Words("わけ", "Why"),
    "answers all reasons": Words("放映されなかったものと、そのわけ", "What did not play, and why"),
    "answers picture": Words("{screen}の画面({time})", "Picture on {screen}, {time}"),
    "answers link": Words("この回答のアドレス", "Address of this answer"),
    "answers asked": Words("お問い合わせへの回答", "Answer to a question"),
    "answers place": Words("設置場所", "Place"),
    "answers instant": Words("日時", "Time"),
    "answers record": Words("記録", "Record"),
    "answers made on": Words("作成: {time} {name}", "Made {time} by {name}"),
    "answers no screens": Words("見られるモニターがありません", "There is no screen to look at"),
    "yesterday": Words("きのうの今ごろ", "Yesterday"),
    "week ago": Words("1週間前", "A week ago"),
}
