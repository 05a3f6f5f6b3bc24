"""Words about the sources of queues."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "queue sources": Words("番号の取込元", "Sources of numbers"),
    "queue sources help": Words(
        "番号がどこから届いているか、最後にいつ何が届いたかを確かめます。",
        "From where the numbers come, and when each source last said what.",
    ),
    "source queue": Words("業務", "Queue"),
    "source where": Words("取込元", "Source"),
    "source state": Words("いまの様子", "State"),
    "source alive": Words("最後に確かめた時刻", "Last alive"),
    "source last": Words("最後に届いた番号", "Last said"),
    "source last line": Words("最後に届いた内容", "Last said, as it was written"),
    "source kind log": Words("発券機の記録", "Log of a ticket machine"),
    "source kind csv": Words("表(CSV)", "Table (CSV)"),
    "source kind json": Words("JSON のアドレス", "JSON address"),
    "source kind console": Words("呼出画面", "Calling page"),
    "source kind api": Words("ほかのシステム(API)", "Another system (API)"),
    "source speaks": Words("届いています", "Alive"),
    "source late": Words("遅れています", "Late"),
    "source silent": Words("届いていません", "Silent"),
    "source never": Words("まだ届いたことがありません", "Never heard"),
    "source rests": Words("時間外", "Closed"),
    "source queue open": Words("受付中", "Open"),
    "source queue closed": Words("時間外", "Closed"),
    "source silent title": Words(
        "「{name}」から{minutes}分間、番号が届いていません。", "No numbers from “{name}” for {minutes} minutes."
    ),
    "source silent of": Words("待っている業務: {queues}", "Queues that wait: {queues}"),
    "source silent board": Words(
        "モニターは番号を隠し、窓口の表示を見るように案内しています。直ると、ひとりでに元に戻ります。",
        "Screens hide the numbers and lead visitors to the counter's own display. Once it is mended they return.",
    ),
    "source silent log": Words(
        "発券機の電源、記録を書き出す機能、共有フォルダーの接続を順に確かめてください。",
        "See in turn whether the ticket machine is on, whether it writes its log, whether the folder is connected.",
    ),
    "source silent json": Words(
        "相手のシステムが動いているか、ネットワークがつながっているかを確かめてください。",
        "See whether the other system runs, and whether the network is connected.",
    ),
    "source silent console": Words(
        "窓口で、番号を呼び出すページを開いたままにしてください。",
        "Keep the page that calls numbers open at the counter.",
    ),
    "source silent api": Words(
        "番号を送るシステムが動いているかを、そのシステムの担当に確かめてください。",
        "Ask whoever runs the system that sends the numbers whether it runs.",
    ),
    "source place": Words("場所", "Place"),
    "source said at": Words("{when} に届きました", "said at {when}"),
    "source nothing": Words("まだありません", "Nothing yet"),
    "source problem": Words("困っていること", "What is wrong"),
    "source no problem": Words("ありません", "Nothing"),
    "source garbage": Words("今日、読み取れなかった行", "Lines of today that could not be read"),
    "source garbage count": Words("{count}行", "{count}"),
    "source garbage hint": Words(
        "読み取れない行は飛ばしました。番号の表示には影響しません。数が増え続けるときは、発券機の業者に見せてください。",
        "They were passed over and do no harm. Where they go on increasing, show them to the machine's vendor.",
    ),
    "source unknown": Words("どの業務か分からない名前", "Names that no queue has"),
    "source unknown count": Words("「{name}」 {count}件", "“{name}”, {count} times"),
    "source unknown hint": Words(
        "表示したい業務なら、その業務の設定の「取込元での呼び名」に同じ名前を書いてください。",
        "To show one of them, write the same name into the settings of its queue.",
    ),
    "source set up": Words("取込元の設定", "Settings of this source"),
    "sources none": Words("番号案内の業務がまだありません。", "There are no queues yet."),
    "sources none hint": Words(
        "業務を登録すると、番号がどこから届いているかがここに出ます。",
        "Once there is one, this page tells from where its numbers come.",
    ),
    "source told otherwise": Words("操作がありました {what}", "A key was pressed {what}"),
    "task silent": Words("番号が届いていません", "No numbers"),
    "task silent note": Words("{note}分間。取込元を確かめてください", "for {note} minutes; look at the source"),
}
