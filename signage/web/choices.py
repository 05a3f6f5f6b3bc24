"""Choices: the words for values of which one is chosen: weekdays, compass points, levels, layouts and zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signage.core.calendars import Line
from signage.core.guide import Building, Section
from signage.core.layouts import LAYOUTS
from signage.core.offices import Approval, Office
from signage.core.queues import Feed, Meaning, Queue, Reading
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.when import When
from signage.web.words import Words

WEEKDAYS = {
    "mon": Words("月", "Mon"),
    "tue": Words("火", "Tue"),
    "wed": Words("水", "Wed"),
    "thu": Words("木", "Thu"),
    "fri": Words("金", "Fri"),
    "sat": Words("土", "Sat"),
    "sun": Words("日", "Sun"),
}
NTH = {
    "1": Words("第1", "1st"),
    "2": Words("第2", "2nd"),
    "3": Words("第3", "3rd"),
    "4": Words("第4", "4th"),
    "5": Words("第5", "5th"),
    "-1": Words("最終", "last"),
}
COMPASS = {
    "n": Words("北", "north"),
    "ne": Words("北東", "north-east"),
    "e": Words("東", "east"),
    "se": Words("南東", "south-east"),
    "s": Words("南", "south"),
    "sw": Words("南西", "south-west"),
    "w": Words("西", "west"),
    "nw": Words("北西", "north-west"),
}
ARROWS = {
    "n": Words("↑ まっすぐ前", "↑ straight on"),
    "ne": Words("↗ 右前", "↗ ahead to the right"),
    "e": Words("→ 右", "→ right"),
    "se": Words("↘ 右うしろ", "↘ back to the right"),
    "s": Words("↓ うしろ", "↓ behind you"),
    "sw": Words("↙ 左うしろ", "↙ back to the left"),
    "w": Words("← 左", "← left"),
    "nw": Words("↖ 左前", "↖ ahead to the left"),
    "up": Words("上の階へ", "upstairs"),
    "down": Words("下の階へ", "downstairs"),
    "here": Words("ここ", "here"),
}
"""As one stands before the screen and looks at it."""

LEVELS = {
    "base": Words("常時", "base"),
    "normal": Words("通常", "normal"),
    "interrupt": Words("割込み", "interrupt"),
    "emergency": Words("緊急", "emergency"),
}
ZONES = {
    "main": Words("大きな枠", "the large part"),
    "side": Words("庁舎案内の横の枠", "the part beside the floor guide"),
    "strip": Words("いちばん下の帯", "the strip at the foot"),
}
LAYOUT_NAMES = {
    "whole": Words("全面", "Whole screen"),
    "main-side": Words("大きな枠と、右に横の枠", "Large part, another to the right"),
    "side-main": Words("大きな枠と、左に横の枠", "Large part, another to the left"),
    "main-strip": Words("大きな枠と、下に帯", "Large part, a strip at the foot"),
    "main-side-strip": Words("大きな枠と横の枠と、下に帯", "Large part, side part and a strip"),
}
KINDS = {
    "notice": Words("お知らせ", "Notices"),
    "picture": Words("画像", "Pictures"),
    "floor-guide": Words("庁舎案内", "Floor guide"),
    "queue-board": Words("番号案内", "Queue board"),
    "quiet-times": Words("すいている時間", "Quiet times"),
}
DURING = {
    "open": Words("開いている間", "while open"),
    "closed": Words("閉まっている間", "while closed"),
    "holidays": Words("祝日", "on public holidays"),
    "before-opening": Words("開く前", "before opening"),
    "before-closing": Words("閉まる前", "before closing"),
}

CHOICES: Mapping[tuple[type[Any], str], Mapping[str, Words]] = {
    (Office, "time_style"): {"9:00": Words("9:00", "9:00"), "午前9時": Words("午前9時", "in words (9 a.m.)")},
    (Approval, "kind"): KINDS,
    (Line, "weekdays"): WEEKDAYS,
    (Line, "nth"): NTH,
    (When, "weekdays"): WEEKDAYS,
    (When, "nth"): NTH,
    (When, "during"): DURING,
    (Rule, "level"): LEVELS,
    (Rule, "zone"): ZONES,
    (Rule, "layout"): LAYOUT_NAMES,
    (Screen, "layout"): LAYOUT_NAMES,
    (Screen, "facing"): COMPASS,
    (Screen, "rotation"): {
        "0": Words("回していない", "not turned"),
        "90": Words("右に90度", "90° clockwise"),
        "180": Words("180度(上下さかさま)", "180°"),
        "270": Words("左に90度", "90° counter-clockwise"),
    },
    (Screen, "theme"): {
        "light": Words("明るい(白地)", "Light"),
        "dark": Words("暗い(黒地)", "Dark"),
    },
    (Building, "kind"): {
        "本庁舎": Words("本庁舎", "Main building"),
        "別館": Words("別館", "Annexe"),
        "分庁舎": Words("分庁舎", "Branch building"),
    },
    (Queue, "tickets"): {
        "machine": Words("発券機が出す", "From a machine"),
        "paper": Words("使い回しの紙・札(待ち人数は出さない)", "Reusable cards (no count of who waits)"),
    },
    (Queue, "sound"): {
        "none": Words("鳴らさない", "None"),
        "chime": Words("チャイム", "Chime"),
        "spoken": Words("チャイムと声(日本語・英語)", "Chime and voice (Japanese, English)"),
    },
    (Feed, "kind"): {
        "log": Words("発券機の記録", "A ticket machine's log"),
        "csv": Words("ほかの形の表(CSV)", "Another table (CSV)"),
        "json": Words("アドレスから読む(JSON)", "An address (JSON)"),
    },
    (Reading, "field"): {
        "date": Words("日付", "date"),
        "time": Words("時刻", "time"),
        "kind": Words("状態", "what happened"),
        "queue": Words("業務", "queue"),
        "number": Words("番号", "number"),
        "counter": Words("窓口", "counter"),
        "waiting": Words("待ち人数", "how many wait"),
    },
    (Meaning, "kind"): {
        "issued": Words("発券", "issued"),
        "called": Words("呼出", "called"),
        "cancelled": Words("取消", "cancelled"),
        "held": Words("保留", "held"),
        "served": Words("終了", "served"),
        "ready": Words("交付できる", "ready"),
        "taken": Words("受け取り済み", "taken"),
        "waiting": Words("待ち人数の訂正", "count corrected"),
    },
    (Section, "level"): {
        "部": Words("部", "department"),
        "室": Words("室", "office"),
        "課": Words("課", "division"),
        "係": Words("係", "desk"),
        "センター": Words("センター", "centre"),
        "委員会": Words("委員会", "commission"),
    },
}
"""By dataclass and key. Fields of fixed values must all be here; some open ones are, too (layouts, zones, kinds)."""

assert set(LAYOUT_NAMES) == set(LAYOUTS), "every layout has a name"
