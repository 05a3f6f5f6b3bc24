"""Words of the list of players, and of pairing: the code, the monitor, the two words, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "players": Words("表示端末", "Players"),
    "players help": Words(
        "モニターに映す内容を受け取る端末です。こわれたら取り替えられます。モニターの設定と予定はそのまま残ります。",
        "What feeds each monitor. One that breaks can be replaced: the monitor keeps its settings and schedule.",
    ),
    "players free": Words("表示端末のないモニター", "Monitors without a player"),
    "players fed": Words("つながっている表示端末", "Connected players"),
    "player monitor": Words("モニター", "Monitor"),
    "player standing": Words("稼働状況", "State"),
    "player device": Words("機種", "Model"),
    "player heard": Words("最後の報告", "Last report"),
    "player no report": Words("まだ報告なし", "No report yet"),
    "player revoke": Words("{screen}の表示端末の登録の取り消し", "Revoking the player of {screen}"),
    "player revoke sure": Words("{screen}の表示端末の登録を取り消しますか", "Revoke the player of {screen}?"),
    "player revoke what": Words(
        "この端末は、数秒のうちに受け取った内容を消し、登録を待つ画面になります。モニターには何も映らなくなります。"
        "元に戻すには、もう一度登録します。",
        "Within seconds the player deletes what it has and waits to be paired. The monitor then shows nothing of "
        "ours. To bring it back, pair it again.",
    ),
    "player revoke instead": Words(
        "端末が新しくなっただけなら、取り消さずに取り替えます。", "If there is a new device, replace it instead."
    ),
    "player was revoked": Words(
        "「{screen}」の表示端末の登録を取り消しました。", "The player of “{screen}” is revoked."
    ),
    "pairing": Words("表示端末をつなぐ", "Connect a player"),
    "pairing step code": Words("登録番号", "Code"),
    "pairing step screen": Words("モニター", "Monitor"),
    "pairing step words": Words("確認の言葉", "Words"),
    "pairing step done": Words("つながる", "Connected"),
    "pairing for": Words("「{screen}」に表示端末をつなぎます。", "A player for “{screen}”."),
    "pairing code": Words("登録番号", "Pairing code"),
    "pairing code of": Words("登録番号", "Code"),
    "pairing code help": Words(
        "つなぐ端末のモニターに出ている6桁の数字です。", "The six digits on the monitor of the new player."
    ),
    "pairing next": Words("次へ", "Next"),
    "pairing waiting": Words(
        "いま{count}台が、登録番号を出して待っています。", "Players that show a code and wait now: {count}."
    ),
    "pairing nobody waits": Words(
        "いま登録を待っている端末はありません。端末の電源とLANケーブルを確かめてください。"
        "端末がサーバーにつながると、モニターに番号が出ます。",
        "No player waits at the moment. See that it has power and network: once it reaches this server, "
        "the monitor shows a code.",
    ),
    "pairing too often": Words(
        "番号のまちがいが続いたので、5分ほど待ってください。モニターの番号をそのまま入力すれば一度で通ります。",
        "Too many wrong codes; wait about five minutes. The number on the monitor will do at once.",
    ),
    "pairing pick free": Words("どのモニターですか", "Which monitor is it?"),
    "pairing pick fed": Words("いまの端末と取り替える", "In place of another player"),
    "pairing pick fed help": Words(
        "選んだモニターの、いまの端末は外れます。設定と予定はそのままです。",
        "The monitor's player loses its place; settings and schedule stay.",
    ),
    "pairing no screens": Words("モニターがまだありません", "There is no monitor yet"),
    "pairing no screens hint": Words(
        "先に、モニターの名前・大きさ・場所を登録します。", "First say what it is called, how large, and where."
    ),
    "pairing new screen": Words("モニターを登録する", "Add a monitor"),
    "pairing other screen": Words("ちがうモニターを選ぶ", "Choose another"),
    "pairing replaces": Words(
        "「{screen}」のいまの端末は外れます。", "The player that “{screen}” has now loses its place."
    ),
    "pairing compare": Words("モニターに同じ言葉が出ていますか", "Does the monitor show the same words?"),
    "pairing same": Words("同じです。つなぐ", "The same: connect"),
    "pairing different": Words("ちがう。やめる", "They differ: stop"),
    "pairing compare help": Words(
        "言葉がちがうときは、その端末は本物のこのサーバーと話していません。つながずに、やめてください。",
        "Where they differ, the player is not talking to this server itself. Do not connect it.",
    ),
    "pairing no words yet": Words(
        "端末からの返事を待っています。数秒で確認の言葉が出ます。",
        "Waiting for the player: its words come in seconds.",
    ),
    "pairing until": Words("この番号は、あと{minutes}分使えます。", "This code is good for {minutes} more min."),
    "pairing refused": Words(
        "つながずにやめました。モニターには新しい番号が出ます。もう一度ちがう言葉が出たら、"
        "端末とサーバーの間に別の機械が入っているおそれがあります。情報システムの担当者に連絡してください。",
        "Nothing was connected, and the monitor shows a new code. If the words differ again, something may stand "
        "between player and server: tell whoever runs the network.",
    ),
    "pairing soon": Words(
        "「{screen}」の端末が受け取りに来るのを待っています。", "Waiting for the player of “{screen}”."
    ),
    "pairing soon help": Words(
        "ふつう10秒ほどで映ります。この画面は自動で変わります。閉じても登録は続きます。",
        "This takes about 10 seconds. The page changes by itself; closing it stops nothing.",
    ),
    "pairing connected": Words("「{screen}」につながりました", "“{screen}” is connected"),
    "pairing another": Words("続けて別の端末をつなぐ", "Connect another"),
    "pairing its page": Words("この端末のページ", "Its page"),
    "pairing loads": Words("画面の内容を受け取っています", "It is fetching what it is to show"),
    "pairing lost": Words(
        "「{screen}」の端末が受け取りに来ませんでした。端末の電源とLANケーブルを確かめて、"
        "モニターに出る新しい番号でもう一度つないでください。",
        "The player of “{screen}” never came for what it was given. See that it has power and network, "
        "and connect it by the new code that its monitor shows.",
    ),
    "pairing again": Words("もう一度つなぐ", "Connect it again"),
}
