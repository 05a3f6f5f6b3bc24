"""Bad input: playlists and rules."""

from __future__ import annotations

from tests.actions.bad_text import yaml

PLAYLIST = "playlists:\n  - id: news\n    name: 新着\n    "
RULE = "rules:\n  - id: extra\n    "
PLAY = RULE + "groups: [lobby]\n    playlist: notices\n    "

BAD_SCHEDULES = (
    yaml("an empty playlist", 4, "一つもありません", "there is none", PLAYLIST + "entries: []\n"),
    yaml("an entry of nothing", 5, "どちらか一つ", "exactly one", PLAYLIST + "entries:\n      - seconds: 5\n"),
    yaml(
        "an entry of both",
        5,
        "どちらか一つ",
        "exactly one",
        PLAYLIST + "entries:\n      - {slide: lift, playlist: always}\n",
    ),
    yaml(
        "an entry too short to see",
        5,
        "0.5 は使えません",
        "0.5 will not do",
        PLAYLIST + "entries:\n      - {slide: lift, seconds: 0.5}\n",
    ),
    yaml(
        "seconds in words",
        5,
        "「10秒」ではなく数を",
        "write a number",
        PLAYLIST + "entries:\n      - {slide: lift, seconds: 10秒}\n",
    ),
    yaml(
        "an unknown slide",
        5,
        "コンテンツ「lfit」はありません。「lift」",
        'write "lift"',
        PLAYLIST + "entries:\n      - slide: lfit\n",
    ),
    yaml(
        "a playlist within itself",
        4,
        "news → news",
        "goes in a circle: news → news",
        PLAYLIST + "entries:\n      - playlist: news\n",
    ),
    yaml(
        "playlists within each other",
        4,
        "news → more → news",
        "goes in a circle",
        PLAYLIST + "entries: [{playlist: more}]\n  - {id: more, name: a, entries: [{playlist: news}]}\n",
    ),
    yaml(
        "a playlist of thousands",
        4,
        "一周が1,001件",
        "comes to 1,001 entries",
        PLAYLIST + "entries: [" + "{slide: lift}, " * 1001 + "]\n",
    ),
    yaml("a rule of nothing", 2, "どちらか一つ", "exactly one", RULE + "groups: [lobby]\n"),
    yaml("a rule of both", 4, "どちらか一つ", "exactly one", PLAY + "slide: lift\n"),
    yaml("a rule for nowhere", 2, "どのモニターか", "say where", RULE + "playlist: notices\n"),
    yaml(
        "an unknown screen",
        3,
        "モニター「lobby-2f」はありません",
        'no screen "lobby-2f"',
        RULE + "screens: [lobby-2f]\n    playlist: notices\n",
    ),
    yaml(
        "an unknown playlist",
        4,
        "プレイリスト「notice」はありません。「notices」",
        'write "notices"',
        RULE + "groups: [lobby]\n    playlist: notice\n",
    ),
    yaml("an unknown level", 5, "「urgent」は使えません", "will not do", PLAY + "level: urgent\n"),
    yaml(
        "every ten minutes at level normal",
        5,
        "level: interrupt と書く",
        "only an interrupt",
        PLAY + "every_minutes: 10\n",
    ),
    yaml(
        "an interrupt that joins",
        6,
        "一周に一度加わるのは常時か通常だけ",
        "only base and normal join",
        PLAY + "level: interrupt\n    each_round: yes\n",
    ),
    yaml(
        "once a round and every ten minutes",
        7,
        "every_minutes と両方は書けません",
        "not together with every_minutes",
        PLAY + "level: interrupt\n    every_minutes: 10\n    each_round: yes\n",
    ),
    yaml(
        "a joining rule that sets the layout",
        6,
        "layout を消してください",
        "sets no layout",
        PLAY + "each_round: yes\n    layout: whole\n",
    ),
    yaml("every minute and a half", 6, "整数", "whole number", PLAY + "level: interrupt\n    every_minutes: 1.5\n"),
    yaml("a weight of nothing", 5, "0 は使えません。1〜100", "write 1 to 100", PLAY + "weight: 0\n"),
    yaml("a zone that no layout has", 5, "「left」はありません", 'there is no "left"', PLAY + "zone: left\n"),
    yaml(
        "a zone that this layout has not",
        5,
        "「strip」はありません",
        'there is no "strip"',
        PLAY + "zone: strip\n    layout: main-side\n",
    ),
    yaml("a layout that there is not", 5, "「wide」はありません", 'there is no "wide"', PLAY + "layout: wide\n"),
    yaml(
        "an unknown part of when",
        6,
        "「day」という項目はありません",
        'no field "day"',
        PLAY + "when:\n      day: mon\n",
    ),
    yaml(
        "times of 25 hours", 6, "時間帯ではありません", "is not a span", PLAY + "when:\n      times: ['9:00-25:00']\n"
    ),
    yaml(
        "until before from",
        7,
        "より後ではありません",
        "is not after the start",
        PLAY + "when:\n      from: 2026-12-01\n      until: 2026-11-30\n",
    ),
    yaml(
        "until when it begins",
        7,
        "より後ではありません",
        "is not after",
        PLAY + "when:\n      from: 2026-12-01T10:00\n      until: 2026-12-01T10:00\n",
    ),
    yaml(
        "a day that does not exist",
        6,
        "「2026-02-30」という日はありません",
        "there is no day",
        PLAY + "when:\n      from: 2026-02-30\n",
    ),
    yaml(
        "an hour that does not exist",
        6,
        "「25:00」は時刻ではありません",
        "is not a time of day",
        PLAY + "when:\n      from: 2026-12-01T25:00\n",
    ),
    yaml(
        "a date in Japanese", 6, "日付ではありません", "is not a date", PLAY + "when:\n      from: 令和8年11月22日\n"
    ),
    yaml(
        "a relative date that cannot be read",
        6,
        "「today+2」は読めません",
        'cannot read "today+2"',
        PLAY + "when:\n      from: today+2\n",
    ),
    yaml(
        "30 February, whichever comes next",
        6,
        "という日はありません",
        "there is no day",
        PLAY + "when:\n      from: february-30\n",
    ),
    yaml("hours of a day", 6, "は読めません", "cannot read", PLAY + "when:\n      until: today+8h\n"),
    yaml(
        "an unknown part of the day",
        6,
        "「opened」は使えません。「open」",
        'write "open"',
        PLAY + "when:\n      during: opened\n",
    ),
    yaml("a calendar for nothing", 6, "during", "without during", PLAY + "when:\n      calendar: saturdays\n"),
    yaml(
        "an unknown calendar in when",
        6,
        "暦「sunday」はありません",
        'no calendar "sunday"',
        PLAY + "when:\n      calendar: sunday\n      during: open\n",
    ),
)
