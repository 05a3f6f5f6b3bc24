"""Words of the queues' statistics."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "queue statistics": Words("番号案内の統計", "Statistics of numbers"),
    "queue statistics help": Words(
        "いつ何人が来て、どれだけ待ったかを業務ごとに見ます。個人に関する情報はありません。",
        "When people came and how long they waited, by queue. There is nothing in it about anybody.",
    ),
    "statistics csv": Words("CSV(Excel用)", "CSV (for Excel)"),
    "statistics office": Words("庁舎・施設", "Office"),
    "statistics period": Words("期間", "Period"),
    "statistics weeks": Words("4週間", "4 weeks"),
    "statistics months": Words("3か月", "3 months"),
    "statistics year": Words("1年", "A year"),
    "statistics begins": Words("はじめの日", "First day"),
    "statistics ends": Words("おわりの日", "Last day"),
    "statistics show": Words("この期間を見る", "Show these days"),
    "statistics fault": Words(
        "期間の日付を確かめてください。おわりの日は、はじめの日と同じかそれより後にします。",
        "Check the days: the last is the same as the first or later.",
    ),
    "statistics from to": Words("{first}から{last}まで", "From {first} to {last}"),
    "statistics queue": Words("業務", "Queue"),
    "statistics weekday": Words("曜日", "Weekday"),
    "statistics hour": Words("時", "Hour"),
    "statistics days": Words("日数", "Days"),
    "statistics issued": Words("発券", "Issued"),
    "statistics called": Words("呼出", "Called"),
    "statistics cancelled": Words("取消", "Cancelled"),
    "statistics measured": Words("待ち時間がわかる数", "With a known wait"),
    "statistics median": Words("待ち時間の中央値(分)", "Median wait (min)"),
    "statistics tenth": Words("9割の人の待ち時間(分)", "90 % waited at most (min)"),
    "statistics people": Words("{count:,}人", "{count:,}"),
    "statistics days count": Words("{count}日", "{count}"),
    "statistics minutes": Words("{minutes}分", "{minutes} min"),
    "statistics within": Words("{minutes}分以内", "at most {minutes} min"),
    "statistics usual wait": Words("ふつうの待ち時間(中央値)", "Usual wait (median)"),
    "statistics most wait": Words("10人のうち9人は", "Nine of ten"),
    "statistics unknown": Words("わかりません", "Unknown"),
    "statistics heat": Words("曜日と時間ごとの待ち時間(中央値、分)", "Median wait by weekday and hour (min)"),
    "statistics heat called": Words("曜日と時間ごとの呼出(1日あたり、人)", "Called a day, by weekday and hour"),
    "statistics bars": Words("時間ごとの待ち時間(分)", "Wait by hour (min)"),
    "statistics chart": Words(
        "{title}: {queue}。同じ数は下の表にあります。", "{title}: {queue}. The table has the figures."
    ),
    "statistics up to": Words("{minutes}分まで", "up to {minutes} min"),
    "statistics longer": Words("それより長い", "longer"),
    "statistics legend median": Words("中央値", "Median"),
    "statistics legend tenth": Words("10人のうち9人はこれ以内", "Nine of ten wait no longer"),
    "statistics table": Words("表で見る", "As a table"),
    "statistics o clock": Words("{hour}時", "{hour}:00"),
    "statistics none": Words("この期間の記録はまだありません。", "Nothing happened on these days."),
    "statistics no queues": Words("番号案内の業務がまだありません。", "There are no queues yet."),
    "statistics no queues hint": Words(
        "業務を登録して番号を呼び出すと、ここに人数と待ち時間が出ます。",
        "Once there is one and numbers are called, this page tells how many came and how long they waited.",
    ),
}
