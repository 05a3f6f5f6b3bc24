"""Bad input: fields that do not fit, of offices and calendars above all."""

from __future__ import annotations

from tests.actions.bad_text import yaml

OFFICE = "offices:\n  - id: aoba\n    name: 青葉\n    calendar: office-hours\n    "
CALENDAR = "calendars:\n  - id: late\n    name: 夜間\n    lines:\n      - "

BAD_FIELDS = (
    yaml("no id", 2, "「id」がありません", '"id" is missing', "groups:\n  - name: ホール\n"),
    yaml("no name", 2, "「name」がありません", '"name" is missing', "groups:\n  - id: hall\n"),
    yaml(
        "an unknown field",
        4,
        "「nmae」という項目はありません。「name」のこと",
        'write "name"',
        "groups:\n  - id: hall\n    name: a\n    nmae: b\n",
    ),
    yaml(
        "a field of another noun",
        4,
        "「width」という項目はありません",
        'no field "width"',
        "groups:\n  - id: hall\n    name: a\n    width: 1\n",
    ),
    yaml(
        "capitals in an id",
        2,
        "「Hall」は id に使えません",
        "cannot be an id",
        "groups:\n  - id: Hall\n    name: a\n",
    ),
    yaml(
        "Japanese in an id",
        2,
        "「ホール」は id に使えません",
        "cannot be an id",
        "groups:\n  - id: ホール\n    name: a\n",
    ),
    yaml("a path for an id", 2, "id に使えません", "cannot be an id", "groups:\n  - id: ../etc\n    name: a\n"),
    yaml("two dots in an id", 2, "id に使えません", "cannot be an id", "groups:\n  - id: a..b\n    name: a\n"),
    yaml("an endless id", 2, "64文字まで", "at most 64", f"groups:\n  - id: {'a' * 65}\n    name: a\n"),
    yaml(
        "an id twice in a load",
        3,
        "にもあります",
        "remove one of them",
        "groups:\n  - {id: hall, name: a}\n  - {id: hall, name: b}\n",
    ),
    yaml("an empty value", 3, "name: 値が空です", "the value is empty", "groups:\n  - id: hall\n    name:\n"),
    yaml("a colour that became a comment", 5, '"…" で囲みます', 'needs "quotes"', OFFICE + "accent: #0B6E4F\n"),
    yaml("a name that is a list", 3, "文字で書いて", "write text here", "groups:\n  - id: hall\n    name: [a, b]\n"),
    yaml(
        "an unknown language tag",
        3,
        "言語「jp」はありません。使えるのは ja,",
        "write one of: ja,",
        "groups:\n  - id: hall\n    name: {jp: ホール}\n",
    ),
    yaml(
        "a private-use character",
        3,
        "外字(U+E000)",
        "private-use character (U+E000)",
        "groups:\n  - id: hall\n    name: 髙\ue000\n",
    ),
    yaml(
        "a broken character",
        3,
        "壊れた文字(U+FFFD)",
        "broken character",
        "groups:\n  - id: hall\n    name: ホ\ufffdル\n",
    ),
    yaml(
        "writing turned round",
        3,
        "文字の向きを変える制御文字(U+202E)",
        "reverses",
        'groups:\n  - id: hall\n    name: "a\u202eb"\n',
    ),
    yaml(
        "a tab within words",
        3,
        "制御文字(U+0009)",
        "control character (U+0009)",
        'groups:\n  - id: hall\n    name: "a\\tb"\n',
    ),
    yaml(
        "endless words", 3, "4001文字あります", "4001 characters", f"groups:\n  - id: hall\n    name: {'あ' * 4001}\n"
    ),
    yaml("a colour by name", 5, "「red」は色ではありません", "is not a colour", OFFICE + "accent: red\n"),
    yaml("a colour of three digits", 5, "「#0BF」は色ではありません", "is not a colour", OFFICE + "accent: '#0BF'\n"),
    yaml(
        "an unknown time zone",
        5,
        "「Asia/Kyoto」という時間帯はありません",
        "no time zone",
        OFFICE + "time_zone: Asia/Kyoto\n",
    ),
    yaml(
        "a time zone that is a path",
        5,
        "という時間帯はありません",
        "no time zone",
        OFFICE + "time_zone: /etc/localtime\n",
    ),
    yaml("an unknown country", 5, "「JPN」の祝日はわかりません", "are not known", OFFICE + "country: JPN\n"),
    yaml(
        "an unknown language of an office",
        5,
        "「fr」という言語はありません",
        "not a language we know",
        OFFICE + "languages: [ja, fr]\n",
    ),
    yaml(
        "an address without https",
        5,
        "URL ではありません",
        "is not a URL",
        OFFICE + "public_url: midori.example.jp\n",
    ),
    yaml(
        "two numbers of steps for one kind",
        5,
        "「picture」の承認の段数が二つ以上あります",
        '"picture" has more than one number of steps',
        OFFICE + "approvals: [{kind: picture, steps: 1}, {kind: picture, steps: 2}]\n",
    ),
    yaml(
        "four steps of approval",
        5,
        "4 は使えません。0〜3",
        "write 0 to 3",
        OFFICE + "approvals: [{kind: picture, steps: 4}]\n",
    ),
    yaml("a style of time that there is not", 5, "「9時」は使えません", "will not do", OFFICE + "time_style: 9時\n"),
    yaml(
        "a holiday that does not exist",
        5,
        "date: 「2026-02-30」という日はありません",
        "there is no day",
        OFFICE + "holidays: [{date: 2026-02-30}]\n",
    ),
    yaml("a holiday by time of day", 5, "時刻があります", "has a time of day", OFFICE + "holidays: [{date: now}]\n"),
    yaml(
        "hours that were forgotten", 5, "「hours」がありません", '"hours" is missing', CALENDAR + "weekdays: [mon]\n"
    ),
    yaml(
        "hours that are a word",
        5,
        "並び [ … ] / closed で書いて",
        "write a list [ … ] / closed",
        CALENDAR + "hours: open\n",
    ),
    yaml(
        "hours beyond midnight",
        5,
        "「9:00-25:00」は時間帯ではありません",
        "is not a span of time",
        CALENDAR + "hours: ['9:00-25:00']\n",
    ),
    yaml(
        "hours of no length",
        5,
        "始まりと終わりが同じ",
        "begins and ends at one time",
        CALENDAR + "hours: ['9:00-9:00']\n",
    ),
    yaml(
        "hours that begin at 24:00", 5, "時間帯ではありません", "is not a span", CALENDAR + "hours: ['24:00-25:00']\n"
    ),
    yaml(
        "an unknown weekday",
        6,
        "「monday」は使えません。「mon」",
        'write "mon"',
        CALENDAR + "hours: closed\n        weekdays: [monday]\n",
    ),
    yaml("the sixth Monday", 6, "「6」は使えません", "will not do", CALENDAR + "hours: closed\n        nth: [6]\n"),
    yaml(
        "the second of no weekday",
        6,
        "weekdays も書いて",
        "write weekdays too",
        CALENDAR + "hours: closed\n        nth: [2]\n",
    ),
    yaml(
        "dates that are backwards",
        6,
        "終わりが始まりより前",
        "ends before it begins",
        CALENDAR + "hours: closed\n        dates: 2027-01-03..2026-12-29\n",
    ),
    yaml(
        "dates that do not exist",
        6,
        "という日はありません",
        "there is no day",
        CALENDAR + "hours: closed\n        dates: 02-30..03-01\n",
    ),
    yaml(
        "three dates in a range",
        6,
        "日付の範囲ではありません",
        "is not a range",
        CALENDAR + "hours: closed\n        dates: 2026-01-01..2026-01-02..2026-01-03\n",
    ),
    yaml(
        "a calendar on itself",
        4,
        "late → late と回って",
        "goes in a circle: late → late",
        "calendars:\n  - id: late\n    name: a\n    base: late\n",
    ),
    yaml(
        "a calendar on nothing",
        4,
        "暦「early」はありません",
        'no calendar "early"',
        "calendars:\n  - id: late\n    name: a\n    base: early\n",
    ),
)
