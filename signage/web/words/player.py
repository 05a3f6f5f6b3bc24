"""Words of the browser player: its glass speaks both languages at once, Japanese large and English beside it."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "player page": Words("表示端末", "Player"),
    "player pair title": Words("この表示端末をモニターに登録します", "Give this player its monitor"),
    "player pair how": Words(
        "職員用のページの「表示端末」を開き、この登録番号を入れてください。",
        "On the staff pages open Players and type this code.",
    ),
    "player pair code": Words("登録番号", "Pairing code"),
    "player pair words": Words("確認の言葉", "Words to compare"),
    "player pair compare": Words(
        "職員用のページに出る言葉と、同じことを確かめてください。",
        "The staff page must show the same two words.",
    ),
    "player pair scan": Words("二次元コードでも開けます", "or scan this code"),
    "player pair alt": Words("登録のページを開く二次元コード", "2-D code that opens the pairing page"),
    "player pair server": Words("サーバー", "Server"),
    "player pair asking": Words("登録番号を受け取っています。", "Getting a pairing code."),
    "player pair waiting": Words("登録されるのを待っています。", "Waiting to be paired."),
    "player pair paired": Words("登録されました。まもなく表示が始まります。", "Paired. The picture follows."),
    "player pair refused": Words(
        "言葉がちがうとの連絡で、登録を取りやめました。まもなく新しい番号が出ます。",
        "The words were said to differ, so pairing stopped. A new code follows.",
    ),
    "player pair expired": Words(
        "登録番号の期限が切れました。まもなく新しい番号が出ます。",
        "The code has expired. A new one follows.",
    ),
    "player pair full": Words(
        "登録を待つ端末が多すぎます。ほかの端末の登録が済むと、番号が出ます。",
        "Too many players wait. Once others are paired, a code appears.",
    ),
    "player pair slowed": Words(
        "番号を何度も求めたので、しばらく待っています。そのままお待ちください。",
        "Codes were asked for too often. Please leave it as it is for a while.",
    ),
    "player pair unreachable": Words(
        "サーバーに届きません。LANケーブルとサーバーの電源を確認してください。つながると続きます。",
        "The server cannot be reached. Check the network cable; it goes on by itself.",
    ),
    "player pair odd": Words(
        "サーバーの返事を読めません。自動でやり直します。続くときは、システムの担当者に知らせてください。",
        "The server's answer makes no sense. It is asked again; if this lasts, tell whoever runs it.",
    ),
    "player plain": Words(
        "暗号化されていない接続(http)のため、表示内容が本物かどうかは確かめられず、再起動のあとはサーバーにつながるまで何も表示できません。",
        "This connection is not encrypted (http): what is shown cannot be verified, and after a restart nothing can "
        "be shown until the server answers.",
    ),
    "player full screen": Words("全画面にする", "Full screen"),
    "player no scripts": Words(
        "このページにはJavaScriptが必要です。ブラウザーの設定で有効にしてください。",
        "This page needs JavaScript. Please allow it in the browser.",
    ),
    "player too old": Words(
        "このブラウザーは古いため、表示端末として使えません。2020年11月以降のChromeかEdgeを使ってください。",
        "This browser is too old for a player. Please use Chrome or Edge from November 2020 on.",
    ),
    "player waiting title": Words("ただいま準備中です", "Getting ready"),
    "player waiting ask": Words("ご用の方は、総合案内へお声がけください。", "Please ask at the information desk."),
    "player waiting starting": Words(
        "サーバーから最初の表示内容を受け取っています。", "Waiting for the first content from the server."
    ),
    "player waiting unreachable": Words(
        "サーバーに接続できません。自動で再接続します。LANケーブルと電源を確認してください。",
        "The server does not answer; this player tries again. Check the network cable.",
    ),
    "player waiting loading": Words("表示内容を受け取っています。", "Receiving the content."),
    "player waiting revoked": Words(
        "この表示端末の登録は取り消されました。使うには、もう一度登録してください。",
        "This player is no longer enrolled. To use it, enrol it again.",
    ),
    "player waiting empty": Words(
        "表示できる内容がありません。自動で取り直します。", "There is nothing to show; it is fetched again."
    ),
    "player identify": Words("このモニターの名前", "This monitor"),
}
