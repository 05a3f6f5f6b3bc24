"""Labels: how each field of a noun is asked for: its words, its help, its unit, and the order of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from signage.core.calendars import Calendar, Line
from signage.core.catalogue import Group
from signage.core.guide import Area, Building, Floor, Section
from signage.core.offices import Approval, Holiday, Office
from signage.core.playlists import Entry, Playlist
from signage.core.queues import Feed, Queue
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.when import When
from signage.web.label import Label, told
from signage.web.labels_queues import QUEUE_LABELS
from signage.web.words import Words

__all__ = ["LABELS", "UNASKED", "Label", "told"]

_NAME = Label("名称", "Name")
_OFFICE = Label("庁舎・施設", "Office")
_METRES, _PIXELS, _INCHES = Words("m", "m"), Words("ピクセル", "pixels"), Words("型(インチ)", "inches")
_PERCENT, _SECONDS, _MINUTES = Words("%", "%"), Words("秒", "seconds"), Words("分", "minutes")
_ORDER = Label("並び順", "Order", Words("小さい数が先です。", "Smaller numbers come first."), more=True)
_BEGINS = Label("始まり", "From", Words("空なら、はじめから。", "Empty: from the beginning."))
_ENDS = Label(
    "終わり",
    "Until",
    Words("この日を含みます。空なら、終わりなし。", "This day is included. Empty: no end."),
)
_WEEKDAYS = Label("曜日", "Weekdays", Words("選ばなければ、どの曜日も。", "None chosen: every weekday."))
_NTH = Label(
    "第何", "Which of the month", Words("その曜日のうち、月の何番目か。", "Which of those weekdays in its month.")
)

LABELS: Mapping[type[Any], Mapping[str, Label]] = {
    Office: {
        "name": _NAME,
        "accent": Label(
            "庁舎の色",
            "Colour",
            Words("すべてのモニターの見出しと現在地・矢印に使います。", "For headings, “you are here” and arrows."),
        ),
        "calendar": Label("開庁日・受付時間", "Opening days and hours"),
        "languages": Label(
            "使う言語", "Languages", Words("入力欄と、モニターに出す言語です。", "In forms and on the screens.")
        ),
        "time_style": Label("時刻の書き方", "How times are written"),
        "approvals": Label(
            "承認の段数",
            "Steps of approval",
            Words("書かない種類は、承認なしですぐに掲載します。", "A kind that is not listed needs none."),
        ),
        "holidays": Label(
            "祝日の訂正",
            "Corrections to public holidays",
            Words("国の祝日のほかに、足す日と外す日。", "Days to add to the national holidays, or to leave out."),
        ),
        "public_url": Label(
            "公開ページの場所",
            "Public address",
            Words(
                "二次元コードの行き先。空なら、コードを出しません。", "Where 2-D codes lead; empty: none are drawn."
            ),
            more=True,
        ),
        "glossary": Label(
            "行の途中で切らない言葉", "Words never broken", Words("1行に一つ。", "One a line."), more=True
        ),
        "country": Label("祝日の国", "Country of holidays", more=True),
        "time_zone": Label("時間帯(標準時)", "Time zone", more=True),
    },
    Holiday: {
        "date": Label("日", "Day"),
        "name": Label("祝日の名", "What it is called"),
        "observed": Label("祝日とする(外すと平日扱い)", "Is a holiday (untick: an ordinary day)"),
    },
    Approval: {"kind": Label("種類", "Kind"), "steps": Label("段数(0〜3)", "Steps (0 to 3)")},
    Calendar: {
        "office": _OFFICE,
        "name": _NAME,
        "base": Label(
            "もとにする暦",
            "Based on",
            Words("その行が先に並び、この暦の行が上書きします。", "Its lines come first; those below overrule them."),
        ),
        "lines": Label(
            "決まり",
            "Lines",
            Words(
                "当てはまる最後の行が、その日の時間を決めます。", "The last line that matches decides a day's hours."
            ),
        ),
    },
    Line: {
        "name": Label("呼び名", "What it is called"),
        "hours": Label("時間", "Hours", Words("一つもなければ、閉庁。", "None: closed.")),
        "weekdays": _WEEKDAYS,
        "nth": replace(_NTH, more=True),
        "holidays": Label("祝日だけ", "Public holidays only", more=True),
        "dates": Label(
            "日付",
            "Dates",
            Words("例 2026-12-29、毎年なら 12-29..01-03", "Like 2026-12-29, or every year 12-29..01-03"),
            more=True,
        ),
        "from": Label("この行が効く期間の始まり", "In force from", more=True),
        "until": Label("その終わり", "In force until", more=True),
    },
    Group: {"office": _OFFICE, "name": _NAME},
    Screen: {
        "office": _OFFICE,
        "name": Label(
            "名称", "Name", Words("どこのモニターかがわかる名に。例 1階 玄関ロビー", "Say where it hangs: 1F Lobby.")
        ),
        "building": Label("棟", "Building"),
        "floor": Label("階", "Floor"),
        "area": Label("ゾーン", "Area"),
        "facing": Label(
            "画面の向き",
            "Facing",
            Words("画面が向いている方角。矢印の計算に使います。", "Where its face looks; arrows follow from it."),
        ),
        "diagonal_in": Label("大きさ", "Size", unit=_INCHES),
        "viewing_distance_m": Label(
            "見る距離",
            "Viewing distance",
            Words("ふつうに立ち止まって読む距離。文字の大きさが決まります。", "Where people stand to read it."),
            _METRES,
        ),
        "scanning_distance_m": Label(
            "二次元コードを読む距離",
            "Scanning distance",
            Words("近づける距離。コードの大きさが決まります。", "How near people can come; codes are sized by it."),
            _METRES,
        ),
        "rotation": Label("取り付けの回転", "Mounted turned"),
        "width": Label("横", "Width", unit=_PIXELS),
        "height": Label("縦", "Height", unit=_PIXELS),
        "layout": Label("ふだんの画面構成", "Usual layout"),
        "languages": Label(
            "出す言語",
            "Languages shown",
            Words(
                "上から順に回します。多いと待つ時間が長くなります。", "In this order. More languages, longer waits."
            ),
        ),
        "theme": Label("明るさの配色", "Theme"),
        "groups": Label("グループ", "Groups"),
        "power": Label("点灯する時間", "Lit by", Words("選ばなければ、昼も夜も。", "None: day and night.")),
        "sound": Label("音を出してよい時間", "Sound allowed by", Words("選ばなければ、出しません。", "None: never.")),
        "volume_percent": Label(
            "音の大きさの上限",
            "Volume at most",
            Words("端末につないだスピーカーの音の、何%まで鳴らすか。", "Of what the speaker at its player gives."),
            _PERCENT,
        ),
        "fallback": Label(
            "通信断時の表示",
            "Fallback",
            Words("サーバーに届かないときに出すもの。", "What is shown while the server cannot be reached."),
        ),
    },
    Playlist: {
        "office": _OFFICE,
        "name": _NAME,
        "entries": Label("流すもの", "Entries", Words("上から順に流します。", "Played from the top.")),
        "budget_seconds": Label(
            "1周の目安",
            "Budget",
            Words("これを超えると知らせます。", "A longer round is warned of."),
            _SECONDS,
            more=True,
        ),
    },
    Entry: {
        "slide": Label("コンテンツ", "Content"),
        "playlist": Label("プレイリスト", "Playlist"),
        "seconds": Label("1枚の長さ", "Each page"),
    },
    Building: {
        "office": _OFFICE,
        "name": _NAME,
        "kind": Label("種類", "Kind"),
        "address": Label("住所", "Address", more=True),
        "access": Label("行き方", "How to get there", more=True),
        "step_free": Label("段差なしで入れる", "Step-free"),
        "from": Label("始まり", "From", more=True),
        "until": Label("終わり", "Until", more=True),
    },
    Floor: {
        "office": _OFFICE,
        "building": Label("棟", "Building"),
        "label": Label("階の書き方", "Label", Words("例 1F、B1、中2階", "Like 1F, B1.")),
        "order": Label("下からの順", "Order from below", Words("地下は負の数。", "Negative below ground.")),
        "theme": Label("何の階か", "What the floor is for"),
        "lifts": Label("止まるエレベーター", "Lifts that stop here"),
        "from": Label("始まり", "From", more=True),
        "until": Label("終わり", "Until", more=True),
    },
    Area: {
        "office": _OFFICE,
        "name": _NAME,
        "mark": Label("しるし", "Mark", Words("例 A、北", "Like A.")),
        "colour": Label("色", "Colour"),
        "floors": Label("ある階", "Floors"),
        "from": Label("始まり", "From", more=True),
        "until": Label("終わり", "Until", more=True),
    },
    Section: {
        "office": _OFFICE,
        "name": _NAME,
        "level": Label("区分", "Level"),
        "parent": Label("上の所属", "Part of"),
        "screens": Label(
            "いつもの場所", "Usual screens", Words("お知らせを出すモニター。", "Where its notices usually hang.")
        ),
        "share_percent": Label(
            "放映時間の割当",
            "Share of the time",
            Words(
                "超えると、出す人に知らせます。空なら決めません。",
                "Whoever posts beyond it is told. Empty: no limit.",
            ),
            _PERCENT,
        ),
        "tel": Label("電話", "Telephone"),
        "short": Label("短い名", "Short name", more=True),
        "former": Label("旧名称", "Former names", Words("1行に一つ。", "One a line."), more=True),
        "order": _ORDER,
        "from": Label("始まり", "From", more=True),
        "until": Label("終わり", "Until", more=True),
    },
    Rule: {
        "office": _OFFICE,
        "playlist": Label("プレイリスト", "Playlist"),
        "slide": Label("コンテンツ", "Content"),
        "screens": Label("モニター", "Screens"),
        "groups": Label("モニターのグループ", "Groups of screens"),
        "zone": Label("表示枠", "Zone"),
        "layout": Label("画面構成", "Layout"),
        "level": Label("放映優先順位", "Level"),
        "each_round": Label("ほかの放映に、1周に1回ずつ加える", "Join what plays there, once each round"),
        "every_minutes": Label("割り込む間隔", "Inserted every", unit=_MINUTES),
        "weight": Label("重み", "Weight", Words("同じ順位どうしの、時間の配分。", "How equals share the time.")),
        "when": Label("いつ", "When"),
    },
    When: {
        "from": _BEGINS,
        "until": _ENDS,
        "weekdays": _WEEKDAYS,
        "nth": _NTH,
        "times": Label("時間帯", "Times of day", Words("一つもなければ、一日中。", "None: all day.")),
        "during": Label("開庁・閉庁との関係", "While"),
        "calendar": Label("どの暦で", "By which calendar"),
        "minutes": Label("開庁・閉庁の何分前から", "How long before", unit=_MINUTES),
    },
    **QUEUE_LABELS,
}
"""By dataclass and key, in the order in which they are asked for. A test holds it complete."""

UNASKED: Mapping[type[Any], frozenset[str]] = {
    kind: frozenset({"id"})
    for kind in (Calendar, Group, Screen, Playlist, Building, Floor, Area, Section, Office, Rule, Queue, Feed)
}
"""What nobody types: ids make themselves."""
