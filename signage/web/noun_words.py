"""Noun words: what the nouns themselves are called, how one is begun, and one sentence on what each is for."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

_NOUNS: tuple[tuple[str, str, str], ...] = (
    ("screens", "モニター", "Screens"),
    ("playlists", "プレイリスト", "Playlists"),
    ("groups", "モニターのグループ", "Groups of screens"),
    ("calendars", "開庁日・受付時間", "Opening days and hours"),
    ("offices", "庁舎・施設", "Offices"),
    ("buildings", "棟", "Buildings"),
    ("floors", "階", "Floors"),
    ("areas", "ゾーン", "Areas"),
    ("sections", "所属", "Sections"),
    ("rules", "放映スケジュール", "Schedules"),
    ("slides", "コンテンツ", "Content"),
    ("queues", "番号案内の業務", "Queues"),
    ("feeds", "番号の取込元", "Sources of numbers"),
    ("counters", "窓口", "Counters"),
    ("services", "取扱業務", "Services"),
    ("journeys", "手続きの順路", "Journeys"),
    ("facilities", "設備", "Facilities"),
    ("elsewhere", "庁舎外", "Elsewhere"),
    ("directions", "方向", "Directions"),
    ("changes", "移動・改称", "Changes"),
    ("events", "今日の催し", "Events of the day"),
)

_EDITED: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "screens",
        "モニターを加える",
        "Add a screen",
        "大きさ・見る距離・場所・向き。文字の大きさと矢印は、ここから決まります。",
        "Size, viewing distance, place and facing decide how large text is and where arrows point.",
    ),
    (
        "playlists",
        "プレイリストを作る",
        "New playlist",
        "順に流すコンテンツの並びです。",
        "Content that is played in an order.",
    ),
    (
        "groups",
        "グループを作る",
        "New group",
        "いくつかのモニターを、まとめて指すための名前です。",
        "A name for several screens together.",
    ),
    (
        "calendars",
        "暦を作る",
        "New calendar",
        "庁舎や窓口の開く日と時間、祝日と例外。モニターの点灯もこれで決まります。",
        "When offices and counters are open, with holidays and exceptions; screens are lit by them too.",
    ),
    (
        "offices",
        "庁舎・施設を加える",
        "Add an office",
        "名称・色・言語・承認の段数。すべてのモニターに効きます。",
        "Name, colour, languages and approval; they hold for every screen.",
    ),
    ("buildings", "棟を加える", "Add a building", "棟と階とゾーンの名前です。", "Buildings, their floors and areas."),
    ("floors", "階を加える", "Add a floor", "棟ごとの階です。", "The floors of each building."),
    ("areas", "ゾーンを加える", "Add an area", "色としるしで示す区域です。", "Parts shown by a mark and a colour."),
    (
        "sections",
        "所属を加える",
        "Add a section",
        "部・課・係。いつもの場所と、放映時間の割当もここで決めます。",
        "Departments, divisions and desks, with their usual screens and shares.",
    ),
    (
        "queues",
        "業務を加える",
        "Add a queue",
        "番号札で呼ぶ業務です。窓口・番号の範囲・待ち時間の目安を決めます。",
        "What visitors take a number for: its counters, its numbers, and what is said of the wait.",
    ),
    (
        "feeds",
        "取込元を加える",
        "Add a source",
        "発券機の記録など、番号を受け取るところです。",
        "Where numbers come from: the log of a ticket machine, for one.",
    ),
)

PLURALS: Mapping[str, Words] = {noun: Words(ja, en) for noun, ja, en in _NOUNS}
"""What all rows of a noun are called together."""

BEGUN: Mapping[str, Words] = {noun: Words(ja, en) for noun, ja, en, _, _ in _EDITED}
"""The button that begins a new one."""

PURPOSES: Mapping[str, Words] = {noun: Words(ja, en) for noun, _, _, ja, en in _EDITED}
"""What they are for."""
