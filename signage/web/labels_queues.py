"""Labels of queues and feeds: how each of their fields is asked for, in the order of a new service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signage.core.queues import Feed, Meaning, Queue, Reading, Wait
from signage.web.label import Label
from signage.web.words import Words

_PEOPLE = Words("人から", "people or more")

QUEUE_LABELS: Mapping[type[Any], Mapping[str, Label]] = {
    Queue: {
        "office": Label("庁舎・施設", "Office"),
        "name": Label(
            "業務の名称", "Name", Words("番号札と同じ呼び名に。例 住民異動", "As on the tickets: Moving in and out.")
        ),
        "section": Label(
            "担当の所属", "Section", Words("呼び出せるのは、この所属の人です。", "Its people may call.")
        ),
        "counters": Label(
            "呼び出す窓口",
            "Counters",
            Words("番号は窓口の表から。選んだ順に並びます。", "From the floor guide's table."),
        ),
        "tickets": Label("番号札", "Tickets"),
        "first": Label("番号の始まり", "First number"),
        "last": Label(
            "番号の終わり",
            "Last number",
            Words("この番号の次は、始まりに戻ります。", "After it comes the first again."),
        ),
        "waits": Label(
            "待ち時間の目安",
            "What is said of the wait",
            Words(
                "待っている人数ごとに、出す言葉を決めます。最後の行は、それより多いときにも出ます。空なら、目安は出しません。",
                "Words by how many wait; the last row holds above it too. Without rows nothing is said.",
            ),
        ),
        "some_from": Label("「やや混雑」にする人数", "Fairly busy from", unit=_PEOPLE),
        "busy_from": Label("「混雑」にする人数", "Busy from", unit=_PEOPLE),
        "feed": Label(
            "取込元",
            "Source",
            Words(
                "発券機の記録など。なくても、呼出画面と連携用の鍵で動きます。",
                "A ticket machine's log; without one, consoles and programs call.",
            ),
        ),
        "code": Label(
            "取込元での呼び名",
            "Its name there",
            Words("記録の「業務」の欄にある言葉。空なら業務の名称。", "As the log has it; empty: the name above."),
        ),
        "ready": Label(
            "交付番号も出す",
            "Shows what is ready too",
            Words("でき上がった証明書などの番号を並べます。", "Numbers whose papers can be collected."),
        ),
        "only_display": Label(
            "ほかに番号の表示器がない",
            "There is no other display",
            Words(
                "番号が届かないとき「係員がお呼びします」と出します。",
                "Where numbers fail to come it says that staff will call.",
            ),
        ),
        "sound": Label(
            "呼出の音",
            "Sound of a call",
            Words("音を出せるモニターで、出せる時間だけ鳴ります。", "On screens that may sound, while they may."),
        ),
        "calendar": Label(
            "受付時間", "Opening hours", Words("選ばなければ、庁舎と同じ。", "None: those of the office."), more=True
        ),
        "order": Label("並び順", "Order", Words("小さい数が先です。", "Smaller numbers come first."), more=True),
    },
    Wait: {
        "waiting": Label("待っている人数", "Waiting", unit=Words("人まで", "people at most")),
        "text": Label("出す言葉", "What is said"),
    },
    Feed: {
        "office": Label("庁舎・施設", "Office"),
        "name": Label("名称", "Name", Words("例 1階の発券機", "Like: ticket machine 1F.")),
        "kind": Label("種類", "Kind"),
        "place": Label(
            "場所",
            "Place",
            Words(
                "feeds フォルダーの中のファイル名(日付は %Y%m%d)、または https:// から始まるアドレス。",
                "A file's name in the folder feeds (%Y%m%d is the day), or an address with https://.",
            ),
        ),
        "every_s": Label("読む間隔", "Read every", unit=Words("秒", "seconds")),
        "columns": Label(
            "どの見出しが何か",
            "What each heading is",
            Words("発券機の記録では要りません。", "Not needed for a ticket machine's log."),
            more=True,
        ),
        "meanings": Label(
            "状態の言葉",
            "Words for what happened",
            Words("表の「状態」にある言葉が何を指すか。", "What the words in the column of the kind mean."),
            more=True,
        ),
    },
    Reading: {"heading": Label("見出し・キー", "Heading or key"), "field": Label("何の欄か", "What it holds")},
    Meaning: {"word": Label("書かれている言葉", "As it is written"), "kind": Label("何を指すか", "What it means")},
}
