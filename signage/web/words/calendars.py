"""Words of the calendars' pages: the year, its exceptions, who goes by it."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "calendar month": Words("{year}年{month}月", "{year}-{month}"),
    "calendar day": Words("{month}月{day}日", "{month}/{day}"),
    "calendar weekdays": Words("月,火,水,木,金,土,日", "M,T,W,T,F,S,S"),
    "calendar closed": Words("閉庁", "closed"),
    "calendar year": Words("{year}年度", "Fiscal year {year}"),
    "calendar tone usual": Words("いつもの時間", "as usual"),
    "calendar tone special": Words("特別に開く", "specially open"),
    "calendar tone closed": Words("閉庁", "closed"),
    "calendar tone holiday": Words("祝日・休み", "holiday"),
    "calendar exceptions": Words("いつもと違う日", "Days that differ"),
    "calendar no exceptions": Words("ありません。", "None."),
    "calendar not yet": Words("この暦の1年", "The year"),
    "calendar not yet what": Words(
        "名称と決まりを入れて「1年で確かめる」を押すと、ここに1年が出ます。",
        "Fill in a name and lines and press “See the year”: it is drawn here.",
    ),
    "calendar look": Words("1年で確かめる(まだ保存しない)", "See the year (without saving)"),
    "calendar counters": Words("この暦を使う窓口({count})", "Counters that go by it ({count})"),
    "calendar counters legend": Words("窓口", "Counters"),
    "calendar counters help": Words(
        "選ばない窓口は、庁舎の開庁時間か、ほかの暦によります。",
        "Others go by the office's hours or by another calendar.",
    ),
}
