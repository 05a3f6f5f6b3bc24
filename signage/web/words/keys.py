"""Words of the pages on which the signing key is replaced, and players are told where the server moves to."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "signing keys": Words("署名の鍵", "Signing key"),
    "signing keys help": Words(
        "表示端末は、この鍵で署名されたものだけを映します。", "Players show only what was signed with this key."
    ),
    "key now": Words("いまの鍵", "The key in force"),
    "key name": Words("鍵の番号", "Its number"),
    "key since": Words("作った日時", "Made"),
    "key following": Words("次の鍵の番号", "The next one's number"),
    "key following from": Words("切り替わる日時", "Takes over"),
    "key was recovered": Words(
        "復旧鍵で替えた鍵です。前の鍵で署名されたものは、もう映りません。",
        "It was put in by the recovery key: what the key before it signs is not shown any more.",
    ),
    "key announced already": Words(
        "新しい鍵を端末に知らせています。切り替わる日までに一度でもサーバーにつながった端末は、何もしなくても続きます。",
        "Players are being told of the new key. One that is connected once before the day simply goes on.",
    ),
    "key rotate": Words("鍵を替える", "Replace the key"),
    "key rotate when": Words(
        "サーバーを操作できる職員が異動したときや、年に一度の決まった時期に替えます。",
        "Do it when somebody with access to the server leaves, or once a year.",
    ),
    "key rotate what": Words(
        "新しい鍵をすぐに知らせ、30日後に切り替えます。30日のあいだ一度もつながらない端末だけ、つなぎ直しが必要です。",
        "The new key is announced at once and takes over after 30 days. Only a player that is not connected once in "
        "those 30 days has to be paired again.",
    ),
    "key rotate now": Words("新しい鍵を知らせる", "Announce a new key"),
    "key announced": Words("新しい鍵を知らせました。{day} に切り替わります。", "Announced; it takes over on {day}."),
    "key stolen": Words("鍵を盗まれた、失ったとき", "If the key was stolen or lost"),
    "key stolen when": Words(
        "サーバーのデータを持ち出されたおそれがあるときは、30日を待たずに、金庫の復旧鍵ですぐに替えます。",
        "If somebody may have copied the server's data, do not wait 30 days: replace it at once, by the recovery key "
        "in the safe.",
    ),
    "key recover": Words("復旧鍵で鍵を替える", "Replace it by the recovery key"),
    "key recover help": Words(
        "前の鍵はすぐに使えなくなります。元には戻せません。", "The old key is worth nothing at once. No way back."
    ),
    "key recover 1": Words(
        "金庫から、最初の設定のときに書き留めた復旧鍵の紙を出します。",
        "Take the paper from the safe on which the recovery key was written down at the first set-up.",
    ),
    "key recover 2": Words("復旧鍵の43文字を下に入れます。", "Enter its 43 characters below."),
    "key recover 3": Words(
        "端末は次の問い合わせ(5秒ほど)で新しい鍵を受け入れます。端末を触る必要はありません。",
        "Players accept the new key at their next poll, within some five seconds. Nobody has to touch them.",
    ),
    "recovery key": Words("復旧鍵", "Recovery key"),
    "recovery key help": Words(
        "大文字と小文字を区別します。空白は入れても構いません。サーバーには残りません。",
        "Capitals matter, spaces do not. It is kept nowhere.",
    ),
    "key recover now": Words("すぐに替える", "Replace it now"),
    "key recovered": Words(
        "新しい鍵に替えました。端末が受け入れたかどうかが下に出ます。",
        "A new key is in force. Below you see which players have accepted it.",
    ),
    "reached nobody": Words("つながっている表示端末はまだありません。", "No player is connected to this server yet."),
    "reached all": Words("{of}台すべてに届きました", "All {of} players have it"),
    "reached some": Words("{of}台のうち{have}台に届きました", "{have} of {of} players have it"),
    "reached behind": Words("まだの端末:", "Not yet:"),
    "reached more": Words("ほか{count}台", "and {count} more"),
    "reached behind do": Words(
        "数分たっても残る端末は、電源とLANケーブルを確認してください。",
        "If some are left after a few minutes, look at their power and LAN cable.",
    ),
    "list comma": Words("、", ", "),
    "move": Words("サーバーの引っ越し", "Moving the server"),
    "move help": Words(
        "サーバーの機械やアドレスが変わる前に、新しいアドレスを表示端末に知らせておくと、端末を触らずに移れます。",
        "Tell players the new address before the server changes machine or address: then nobody has to touch them.",
    ),
    "move 1": Words(
        "いまのサーバーを動かしたまま、新しいアドレスを下に入れて知らせます。",
        "While the old server still runs, enter the new address below.",
    ),
    "move 2": Words("すべての端末に届くのを待ちます(5秒ほど)。", "Wait some five seconds, until all have it."),
    "move 3": Words(
        "いまのサーバーを止め、データフォルダーを丸ごと新しい機械へ移して、そこで動かします。",
        "Stop the old server, carry the whole data folder to the new machine, and start it there.",
    ),
    "move 4": Words(
        "端末は自分で新しいサーバーへ移ります。移ったかどうかは、新しいサーバーの「稼働状況」で分かります。",
        "Players go over by themselves; the wall of the new server shows who has come.",
    ),
    "move now": Words("端末に知らせているアドレス(上から順に試します)", "What players are told, in this order"),
    "move address": Words("アドレス", "Address"),
    "move since": Words("知らせた日時", "Told since"),
    "move deeds": Words("操作", "Actions"),
    "move own": Words("このサーバーの設定", "This server's own"),
    "move take back": Words("取り消す", "Take back"),
    "move new address": Words("新しいアドレス", "New address"),
    "move new address help": Words(
        "例: https://signage.ward.example 。名前とポートまでで、あとは要りません。",
        "Like https://signage.ward.example: the name, and the port if it has one.",
    ),
    "move announce": Words("端末に知らせる", "Tell the players"),
    "move announced": Words("{url} を端末に知らせます。", "Players are told of {url}."),
    "move taken back": Words("{url} を取り消しました。", "{url} was taken back."),
}
