"""Words of setting up queues: how numbers work here, the form of a service, and putting its numbers on screens."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "queue how": Words("番号案内のしくみ", "How numbers work here"),
    "queue how calls": Words(
        "番号は、窓口の呼出画面・発券機の記録(取込元)・連携用の鍵を使うプログラムのどれからでも届きます。",
        "Numbers come from the counters' consoles, from a ticket machine's log (a source), or from programs.",
    ),
    "queue how boards": Words(
        "業務を登録し、番号案内をモニターに出すと、呼び出した番号が1秒以内に表示され、来庁者のスマートフォンにも同じ番号が出ます。",
        "Set up a queue and put its numbers on screens: calls are there within a second, on phones too.",
    ),
    "queue how old": Words(
        "届かなくなった番号は、2分で灰色になり、10分で消えます。誰かが消しに行くことはありません。",
        "Numbers that no longer arrive turn grey after 2 minutes and vanish after 10, without anybody's doing.",
    ),
    "queue to consoles": Words("番号を呼ぶ画面", "Consoles"),
    "queue to sources": Words("取込元の様子", "How the sources are doing"),
    "queue to tokens": Words("連携用の鍵(番号を呼ぶ)", "API tokens (to call numbers)"),
    "queue to visitors": Words("来庁者のページ", "The visitors' page"),
    "queue counters": Words("窓口", "Counters"),
    "queue numbers": Words("番号", "Numbers"),
    "queue source": Words("取込元", "Source"),
    "queue board": Words("モニター", "On screens"),
    "queue on no board": Words("まだ出していません", "Not yet"),
    "queue feed kind": Words("種類", "Kind"),
    "queue feed place": Words("場所", "Place"),
    "queue part what": Words("業務と窓口", "The service and its counters"),
    "queue part tickets": Words("番号札", "Tickets"),
    "queue part waits": Words("待ち時間と混みぐあい", "Waits, and how busy it is"),
    "queue part from": Words("番号の届き方", "Where numbers come from"),
    "queue part sound": Words("表示と音", "Board and sound"),
    "queue wait up to": Words("{number}行目 待っている人数", "Line {number}: people waiting"),
    "queue wait people": Words("人まで", "at most"),
    "queue wait words": Words("{number}行目 出す言葉", "Line {number}: what is said"),
    "queue wait add": Words("行を加える", "Add a line"),
    "queue wait line": Words("目安", "Waits"),
    "queue more counters": Words("ほかの窓口({count})", "Other counters ({count})"),
    "queue show too": Words("ほかのモニターにも出す", "Put it on other screens too"),
    "queue no counters": Words(
        "この庁舎の窓口がまだありません。庁舎案内の表で、先に窓口を加えてください。",
        "This office has no counters yet: add them in the floor guide's table first.",
    ),
    "queue show": Words("この業務の番号案内をモニターに出す", "Put this queue's numbers on screens"),
    "queue show which": Words("どの番号案内に出すか", "On which board"),
    "queue show onto": Words("「{name}」に並べる", "Beside the others on “{name}”"),
    "queue show hangs": Words("出ているモニター: {screens}", "Hangs on: {screens}"),
    "queue show hangs nowhere": Words("どのモニターにも出ていません", "Hangs on no screen"),
    "queue show new": Words("新しく作り、下で選んだモニターに出す", "A new one, on the screens chosen below"),
    "queue show screens": Words("新しく出すモニター", "Screens for a new one"),
    "queue show choose": Words("モニターを1台以上選んでください。", "Choose at least one screen."),
    "queue show where": Words("出し方", "How it is shown"),
    "queue where main": Words("大きな枠に、いつも", "Always, in the large part"),
    "queue where side": Words("庁舎案内の横の枠に、いつも", "Always, beside the floor guide"),
    "queue where round": Words("お知らせの枠で、1周に1回", "Among the notices, once each round"),
    "queue show now": Words("モニターに出す", "Put it on screens"),
    "queue shown": Words("「{name}」の番号案内をモニターに出しました。", "The numbers of “{name}” are on screens."),
    "queue shown already": Words(
        "「{name}」の番号案内は、もう出ています。", "The numbers of “{name}” are there already."
    ),
    "queue try": Words("この業務の呼出画面を開く", "Open its console"),
    "queue save first": Words("保存すると、次に進めます", "Save it, then the next step is here"),
    "queue save first what": Words(
        "保存したあと、ここで「モニターに出す」を選べます。",
        "When it is saved its numbers can be put on screens here.",
    ),
}
