"""Words of the override's pages."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "override help": Words(
        "表示する内容を選び、次の画面で絵を押すと、1秒ほどで全モニターに出ます。",
        "Choose a message; a press on its picture on the next page puts it on every screen within about a second.",
    ),
    "choose office": Words("庁舎を選ぶ", "Choose an office"),
    "choose message": Words("表示する内容を選ぶ", "Choose a message"),
    "other message": Words("別の内容に替える", "Show another message instead"),
    "override since until": Words(
        "{since}から表示しています。{until}に自動で終わります。モニター{screens}台。",
        "Shown since {since}; ends by itself at {until}. Screens: {screens}.",
    ),
    "see it now": Words("モニターの画面を見る", "See it on a screen"),
    "end override": Words("表示を終える", "End it"),
    "extend by": Words("延長する時間(いまから)", "From now for"),
    "extend override": Words("延長する", "Extend"),
    "hours": Words("{hours}時間", "{hours} h"),
    "hours later": Words("{hours}時間後", "after {hours} h"),
    "no messages": Words("用意された内容がありません", "No message is prepared"),
    "no messages help": Words(
        "平常時に、警戒レベルを付けたお知らせを作っておくと、ここに並びます。",
        "Notices with a warning level, written in a quiet hour, are listed here.",
    ),
    "free text": Words("その場で文を書いて出す", "Write a message now"),
    "free text help": Words(
        "短い一文にします。英語を書くと、英語の画面も順に出ます。",
        "One short sentence. What is written in English is shown in turn.",
    ),
    "sentence in japanese": Words("表示する文(日本語)", "Sentence in Japanese"),
    "sentence in english": Words("表示する文(英語)", "Sentence in English"),
    "more in japanese": Words("補足(日本語)", "More in Japanese"),
    "more in english": Words("補足(英語)", "More in English"),
    "to the picture": Words("絵を確かめる", "See the picture"),
    "press picture": Words(
        "出したい方の絵を押してください。押すとすぐにモニターに出ます。",
        "Press the picture that you want. It is on the screens at once.",
    ),
    "where shown": Words("表示する場所", "Where"),
    "every screen": Words("すべてのモニター({count}台)", "Every screen ({count})"),
    "ends by itself": Words("自動で終わるまで", "Ends by itself"),
    "in earnest": Words("本番", "In earnest"),
    "in earnest hint": Words("この絵を押すと、緊急表示を始めます", "Press to start the emergency display"),
    "as a drill": Words("訓練", "Drill"),
    "as a drill hint": Words("この絵を押すと、【訓練】と付けて出します", "Press to show it marked as a drill"),
    "exits differ": Words(
        "出口と矢印は、モニターごとに最寄りのものが出ます。",
        "Each screen shows the exit that is nearest to it, with an arrow.",
    ),
    "override shown": Words("緊急表示を始めました。", "The emergency display is on."),
    "drill shown": Words("訓練表示を始めました。", "The drill is on."),
    "override extended": Words("いまから{hours}時間に延長しました。", "Extended: {hours} h from now."),
    "override ended": Words(
        "表示を終えました。モニターは元の放映に戻ります。", "Ended. The screens go back to what they showed."
    ),
}
