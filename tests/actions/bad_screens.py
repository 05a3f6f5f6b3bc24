"""Bad input: screens, and the places where they hang."""

from __future__ import annotations

from tests.actions.bad_text import yaml

SCREEN = (
    "screens:\n  - id: hall\n    name: ホール\n    building: main\n    floor: main-1f\n    fallback: always\n    "
)
WIDE = SCREEN + "diagonal_in: 65\n    "
FLOOR = "floors:\n  - id: main-3f\n    building: main\n    label: 3F\n    "
JOURNEY = "journeys:\n  - id: j\n    name: a\n    "
CHANGE = "changes:\n  - id: c\n    date: today\n    operation: 廃止\n    "
EVENT = "events:\n  - id: e9\n    room: 会議室\n    title: 講座\n    "

BAD_SCREENS = (
    yaml(
        "a fallback of what ends",
        6,
        "期限のない掲載中のコンテンツがありません",
        '"brief" has no published slide without dates',
        "screens:\n  - id: hall\n    name: ホール\n    building: main\n    floor: main-1f\n    fallback: brief\n    "
        "diagonal_in: 65\nplaylists:\n  - {id: brief, name: 短いもの, entries: [{slide: lift}]}\n",
    ),
    yaml(
        "a screen without a size",
        2,
        "「diagonal_in」がありません",
        '"diagonal_in" is missing',
        SCREEN + "width: 1920\n",
    ),
    yaml(
        "a negative size",
        7,
        "-55 は使えません。3〜500",
        "-55 will not do; write 3 to 500",
        SCREEN + "diagonal_in: -55\n",
    ),
    yaml(
        "a size with its unit",
        7,
        "「55型」ではなく数を",
        'write a number, not "55型"',
        SCREEN + "diagonal_in: 55型\n",
    ),
    yaml("a size that is no number", 7, "「nan」ではなく数を", "write a number", SCREEN + "diagonal_in: nan\n"),
    yaml("half a pixel", 8, "「1920.5」ではなく整数", "write a whole number", WIDE + "width: 1920.5\n"),
    yaml("a canvas beyond measure", 8, "100000 は使えません", "will not do", WIDE + "width: 100000\n"),
    yaml("a canvas of nothing", 8, "0 は使えません", "will not do", WIDE + "height: 0\n"),
    yaml("a crooked rotation", 8, "「45」は使えません", "will not do", WIDE + "rotation: 45\n"),
    yaml("an unknown theme", 8, "「drak」は使えません。「dark」", 'write "dark"', WIDE + "theme: drak\n"),
    yaml(
        "an unknown layout", 8, "「main-left」はありません", 'there is no "main-left"', WIDE + "layout: main-left\n"
    ),
    yaml("groups that are one word", 8, "並び [ … ] で書いて", "write a list", WIDE + "groups: lobby\n"),
    yaml("no languages", 8, "languages: 一つもありません", "there is none", WIDE + "languages: []\n"),
    yaml(
        "an unknown group", 8, "グループ「loby」はありません。「lobby」", 'write "lobby"', WIDE + "groups: [loby]\n"
    ),
    yaml(
        "an unknown calendar for its power",
        8,
        "暦「night」はありません",
        'no calendar "night"',
        WIDE + "power: night\n",
    ),
    yaml(
        "an unknown floor", 5, "階「main-9f」はありません", 'no floor "main-9f"', WIDE.replace("main-1f", "main-9f")
    ),
    yaml(
        "a floor of another building",
        5,
        "階「main-1f」は棟「main」",
        "is in building",
        WIDE.replace("building: main", "building: annex") + "\nbuildings: [{id: annex, name: 別館}]\n",
    ),
)

BAD_PLACES = (
    yaml(
        "a name without words", 3, "言葉がありません", "there are no words", "groups:\n  - id: hall\n    name: {}\n"
    ),
    yaml("a journey to nowhere", 4, "一つもありません", "there is none", JOURNEY + "counters: []\n"),
    yaml("a change of nothing", 5, "一つもありません", "there is none", CHANGE + "sections: []\n"),
    yaml("a floor without an order", 2, "「order」がありません", '"order" is missing', FLOOR),
    yaml(
        "a floor of no building",
        3,
        "棟「west」はありません",
        'no building "west"',
        FLOOR.replace("main\n", "west\n") + "order: 3\n",
    ),
    yaml(
        "a lift that there is not",
        6,
        "設備「lift-9」はありません",
        'no facility "lift-9"',
        FLOOR + "order: 3\n    lifts: [lift-9]\n",
    ),
    yaml(
        "an unknown kind of building",
        4,
        "「新館」は使えません",
        "will not do",
        "buildings:\n  - id: new\n    name: 新館\n    kind: 新館\n",
    ),
    yaml(
        "neither yes nor no",
        4,
        "yes か no と書いて",
        "write yes or no",
        "buildings:\n  - id: new\n    name: 新館\n    step_free: たぶん\n",
    ),
    yaml(
        "an office that there is not",
        4,
        "庁舎「aoi」はありません",
        'no office "aoi"',
        "groups:\n  - id: hall\n    name: a\n    office: aoi\n",
    ),
    yaml("an event without an end", 2, "「until」がありません", '"until" is missing', EVENT + "from: today 10:00\n"),
    yaml(
        "an event that ends before it begins",
        6,
        "より後ではありません",
        "is not after",
        EVENT + "from: today 10:00\n    until: today 9:00\n",
    ),
    yaml(
        "a journey to no counter",
        4,
        "窓口「77」はありません",
        'no counter "77"',
        "journeys:\n  - id: j\n    name: a\n    counters: ['77']\n",
    ),
    yaml(
        "a change of what we do not do",
        4,
        "「廃止予定」は使えません",
        "will not do",
        "changes:\n  - id: c\n    date: today\n    operation: 廃止予定\n    sections: [soumu]\n",
    ),
    yaml(
        "an announcement without an end",
        6,
        "9999 は使えません",
        "9999 will not do",
        "changes:\n  - id: c\n    date: today\n    operation: 廃止\n    sections: [soumu]\n    announced_days: 9999",
    ),
)
