"""Words of the pages about approvals: the inbox, one proposal, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

_LISTS: Mapping[str, Words] = {
    "approvals help": Words(
        "題名を押すと、承認の前とあとの画面を見くらべて決められます。",
        "Open one to compare the screens before and after, and decide.",
    ),
    "kind of content": Words("種類", "Kind"),
    "what waits": Words("件名", "What"),
    "proposed by": Words("出した人", "Proposed by"),
    "proposed by when": Words("{name}・{at}", "{name}, {at}"),
    "to decide": Words("あなたの承認を待っています", "Waiting for your decision"),
    "nothing to decide": Words("承認を待っているものはありません", "Nothing waits for your decision"),
    "nothing to decide help": Words(
        "新しい依頼が来ると、メニューの「承認」に件数が出ます。",
        "When something comes, the menu shows how many.",
    ),
    "to look at afterwards": Words("後閲(あなたの代わりに決められたもの)", "Decided for you, to be looked at"),
    "afterwards help": Words(
        "内容を確かめて「後閲しました」を押してください。", "Look at each and confirm that you have seen it."
    ),
    "own proposals": Words("自分が出したもの", "What you proposed"),
    "lately decided": Words("最近決まったもの", "Lately decided"),
    "proposal waiting": Words("承認待ち", "Waiting"),
    "proposal returned": Words("差戻し", "Sent back"),
    "proposal given up": Words("取りやめ", "Given up"),
    "proposal done": Words("承認済み", "Approved"),
    "steps done": Words("{steps}段のうち{done}段まで承認", "{done} of {steps} steps"),
}

_ONE: Mapping[str, Words] = {
    "proposal stale": Words(
        "出されたあとに、いま掲載中のものが変更されました", "What is on air has changed since this was proposed"
    ),
    "proposal stale help": Words(
        "このままでは承認できません。差し戻して、いまの内容から出し直してもらってください。",
        "It cannot be approved as it is. Send it back, to be proposed anew from what is on air.",
    ),
    "proposal stale own": Words(
        "このままでは承認されません。「直して出し直す」から、いまの内容を確かめて出し直してください。",
        "It cannot be approved as it is. Mend it and send it again.",
    ),
    "show pictures": Words("画面を描く", "Draw the pictures"),
    "down to decide": Words("決めるボタンへ", "Down to the buttons"),
    "nothing stands there": Words("(なし)", "(nothing)"),
    "takes the place of": Words(
        "承認されると「{name}」と差し替わります。", "Once approved it takes the place of “{name}”."
    ),
    "published stays": Words(
        "承認されるまで、モニターにはいまの内容が出たままです。",
        "Until it is approved, the screens keep what they show now.",
    ),
    "nothing on air yet": Words(
        "承認されるまで、モニターには出ません。", "Until it is approved, no screen shows it."
    ),
    "as it is now": Words("いま", "Now"),
    "as it will be": Words("承認後", "After approval"),
    "not on air yet": Words("まだ出ていません", "Not on air yet"),
    "not here any more": Words("このモニターからは外れます", "Leaves this screen"),
    "what differs": Words("変わるところ", "What differs"),
    "reason": Words("差戻しの理由", "Why it was sent back"),
    "step approved": Words("承認", "approved"),
    "step deputised": Words("代決({name}の代わり)", "decided for {name}"),
    "step afterwards": Words("後閲", "looked at it afterwards"),
    "step mended": Words("(直して)", "(after mending it)"),
    "approve": Words("承認する", "Approve"),
    "approve last help": Words("押すと、すぐにモニターに出ます。", "It goes on air at once."),
    "approve more help": Words(
        "このあと、あと{missing}人の承認が要ります。", "After you, {missing} more must approve."
    ),
    "mend and approve": Words("直して承認する", "Mend and approve"),
    "send back": Words("差し戻す", "Send back"),
    "usual reasons": Words("よくある理由", "Usual reasons"),
    "reason in words": Words("理由", "Reason"),
    "reason help": Words(
        "{name}さんに、このまま伝わります。選ぶだけでもかまいません。",
        "{name} reads it as it is. Ticking a reason is enough.",
    ),
    "reason slip": Words("誤字・脱字があります。", "There is a typing error."),
    "reason date": Words("日付か時間が違います。", "A date or a time is wrong."),
    "reason where": Words("出す場所か期限を見直してください。", "Reconsider where and until when."),
    "reason long": Words("文が長いので、短くしてください。", "The text is too long; shorten it."),
    "reason ask": Words(
        "担当に確かめてから、もう一度出してください。", "Ask whoever is in charge, then send it again."
    ),
    "reason picture": Words("画像が見づらいので、替えてください。", "The picture is hard to see; choose another."),
    "deputise": Words("代決する", "Decide for somebody who is away"),
    "deputise help": Words(
        "決める人がいないときに、代わりに承認します。代決として記録され、本人があとで確かめます(後閲)。",
        "Approve in place of somebody who is away. It is recorded as such, and they look at it afterwards.",
    ),
    "instead of": Words("だれの代わりに", "In whose place"),
    "deputise now": Words("代決で承認する", "Approve in their place"),
    "look afterwards": Words("あなたの代わりに承認されました", "This was approved in your place"),
    "look afterwards help": Words(
        "内容を確かめたら押してください。記録に残ります。",
        "Confirm once you have looked at it; the record says so.",
    ),
    "looked at it": Words("後閲しました", "I have looked at it"),
    "own waits": Words(
        "次の人の承認を待っています。自分が出したものは、自分では承認できません。",
        "It waits for one of these. Nobody approves their own.",
    ),
    "waits for others": Words("次の人の承認を待っています。", "It waits for one of these."),
    "nobody can approve": Words(
        "承認できる人がいません。運用責任者に連絡してください。", "Nobody can approve it; tell an administrator."
    ),
    "mend and send again": Words("直して出し直す", "Mend and send again"),
    "give up proposal": Words("取りやめる", "Give it up"),
}

_TOLD: Mapping[str, Words] = {
    "approved on air": Words("「{name}」を承認しました。モニターに出ます。", "“{name}” is approved and goes on air."),
    "approved one step": Words(
        "「{name}」を承認しました。次の人の承認を待ちます。",
        "You approved “{name}”; the next step is somebody else's.",
    ),
    "sent back": Words("「{name}」を差し戻しました。", "“{name}” was sent back."),
    "looked at afterwards": Words("「{name}」の後閲を記録しました。", "That you looked at “{name}” is recorded."),
    "proposal dropped": Words("「{name}」の依頼を取りやめました。", "You gave up “{name}”."),
}

WORDS: Mapping[str, Words] = {**_LISTS, **_ONE, **_TOLD}
