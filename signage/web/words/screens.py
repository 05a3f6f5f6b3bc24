"""Words of the pages about screens."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "screens": Words("モニター", "Screens"),
    "wall help": Words(
        "{count}台のモニターに出ているものです。日時を選ぶと、その時の画面に変わります。",
        "What {count} screens show. Choose a time and they change to it.",
    ),
    "which office": Words("庁舎・施設でしぼる", "Narrow to an office"),
    "which place": Words("場所でしぼる", "Narrow to a place"),
    "all": Words("すべて", "All"),
    "schedule of screen": Words("放映予定", "Schedule"),
    "screen at a time": Words("日時を指定", "At another time"),
    "which time": Words("表示する日時", "Time shown"),
    "now": Words("いま", "Now"),
    "saturday": Words("土曜 10:00", "Saturday 10:00"),
    "29 december": Words("12月29日", "29 December"),
    "1 april": Words("4月1日", "1 April"),
    "slider": Words("この週の日時を選ぶ", "Choose a time in this week"),
    "is now": Words("いま放映中の画面です", "What is on the glass now"),
    "is planned": Words("この日時に放映する予定の画面です", "What is planned for this time"),
    "was shown": Words("この日時に放映した画面です", "What was on the glass at this time"),
    "on now": Words("表示中", "On now"),
    "next": Words("つぎ", "Next"),
    "until": Words("{time}まで", "until {time}"),
    "from": Words("{time}から", "from {time}"),
    "dark": Words("消灯中", "Screen off"),
    "nothing": Words("表示するものがありません", "Nothing to show"),
    "no change": Words("8日以内の切替えはありません", "No change within eight days"),
    "drawing": Words("画面を描いています", "Drawing the picture"),
    "goes dark": Words("消灯", "Screen goes off"),
    "picture of": Words("{screen}の画面", "Picture on {screen}"),
    "loading": Words("読み込んでいます", "Loading"),
    "open view": Words("全画面で見る", "View full screen"),
    "lost": Words(
        "サーバーに届きません。モニターは、受け取り済みの予定で放映を続けます。",
        "The server cannot be reached. Screens go on with what they have.",
    ),
    "no screens": Words(
        "モニターはまだ登録されていません。登録すると、ここに並びます。",
        "There are no screens yet. Once there are, they appear here.",
    ),
    "view title": Words("{screen}の画面", "Picture on {screen}"),
    "unmute": Words("音を出すには画面を押してください", "Press the screen to hear calls"),
    "fullscreen hint": Words("f キーで全画面", "Press f for full screen"),
    "at hint": Words("{time} の画面 ・ f キーで全画面", "As of {time} · press f for full screen"),
}
