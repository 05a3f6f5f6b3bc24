"""Words of the tokens' page, and what programs are told at the door."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "tokens help": Words(
        "ほかのシステムがお知らせを出し入れするための鍵です。人のサインインには使いません。",
        "Keys with which other systems put notices up and take them down. People do not sign in with them.",
    ),
    "token name": Words("名前", "Name"),
    "token name help": Words(
        "どのシステムが使う鍵か、あとでわかる名前", "Which system uses it, so that people know later"
    ),
    "token may": Words("できること", "May"),
    "token where": Words("範囲", "Where"),
    "token owner": Words("担当者", "Answers for it"),
    "token owner help": Words(
        "鍵でできることは、この人の権限を超えません。この人の利用期間が終わると、鍵も使えなくなります。",
        "A token never does more than this person may, and ends with this person's account.",
    ),
    "token used": Words("最後に使われた日時", "Last used"),
    "token never used": Words("まだ使われていません", "Not yet"),
    "token deeds": Words("操作", "Actions"),
    "token everywhere": Words("すべての庁舎", "Every office"),
    "token out": Words("失効", "Revoked"),
    "token owner gone": Words("担当者の期間が終了", "Account has ended"),
    "token revoke": Words("失効させる", "Revoke"),
    "token revoke sure": Words(
        "このシステムからの操作がすぐに止まります。元には戻せません。",
        "What this system does stops at once. It cannot be undone.",
    ),
    "token revoke now": Words("すぐに失効させる", "Revoke it now"),
    "token revoked": Words("「{name}」の鍵を失効させました。もう使えません。", "“{name}” is revoked, from now on."),
    "token new": Words("新しい鍵を作る", "Make a token"),
    "token create": Words("鍵を作る", "Make it"),
    "token made": Words("「{name}」の鍵ができました", "The token “{name}”"),
    "token once": Words(
        "表示されるのは今だけです。使うシステムに今すぐ貼り付けてください。なくしたら作り直します。",
        "It is shown only now: paste it into the system that uses it. If it gets lost, make another.",
    ),
    "token copy": Words("コピーする", "Copy"),
    "token copied": Words("コピーしました", "Copied"),
    "token not copied": Words("コピーできません", "Cannot copy"),
    "token secret": Words("鍵", "Token"),
    "token document": Words("使い方(OpenAPI):", "How to use it (OpenAPI):"),
    "tokens none": Words("鍵はまだありません", "No tokens yet"),
    "tokens none hint": Words(
        "ほかのシステムとつなぐときに、下で作ります。", "Make one below when another system is to be connected."
    ),
    "slides:read": Words("コンテンツを読む", "Read slides"),
    "slides:write": Words("コンテンツを出す・変える・しまう", "Post, change and archive slides"),
    "queue": Words("番号を呼ぶ・待ち人数を知らせる(発券機)", "Call numbers and tell how many wait (ticket machines)"),
    "metrics": Words("稼働の数値を読む(監視)", "Read the figures of /metrics (monitoring)"),
    "metrics token": Words(
        "稼働の数値は、このサーバーの上からか、metrics の鍵で見られます。",
        "Figures are for this machine alone, or with a token for metrics.",
    ),
    "api token": Words(
        "連携用の鍵がないか、使えなくなっています。Authorization: Bearer に有効な鍵を付けて送ってください。",
        "There is no token, or it is out of force; send one that is as Authorization: Bearer.",
    ),
    "api scope": Words(
        "この鍵ではできない操作です({scope} が必要)。鍵を作り直してください。",
        "This token may not do that; make one with {scope}.",
    ),
    "api nothing": Words(
        "そのアドレスには何もありません。/api/v1/openapi.json で確かめてください。",
        "There is nothing at that address; look at /api/v1/openapi.json.",
    ),
    "api method": Words(
        "このアドレスではその操作はできません。できるのは {allowed} です。",
        "That cannot be done at this address; {allowed} can.",
    ),
    "api media": Words(
        "Content-Type は次のどれかにしてください: {known}", "Send one of these as Content-Type: {known}"
    ),
}
