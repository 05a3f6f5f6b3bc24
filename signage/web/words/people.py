"""Words of the pages about people: roles, accounts, leaving, renewals."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "people help": Words("この仕組みを使う職員と、その役割です。", "Who works with this system, and in which roles."),
    "role viewer": Words("閲覧", "Viewer"),
    "role viewer may": Words("見るだけ", "looks"),
    "role editor": Words("作成", "Editor"),
    "role editor may": Words(
        "お知らせ・窓口の状態・庁舎案内を変える", "writes notices, changes counters and the guide"
    ),
    "role approver": Words("承認", "Approver"),
    "role approver may": Words("作成に加えて、承認する", "writes, and approves what others write"),
    "role admin": Words("運用責任者", "Administrator"),
    "role admin may": Words(
        "設定・放映・利用者・緊急表示をすべて", "everything: settings, schedules, people, emergencies"
    ),
    "role auditor": Words("監査", "Auditor"),
    "role auditor may": Words("見ることと、操作記録", "looks, and reads the log"),
    "role night": Words("宿直", "Night duty"),
    "role night may": Words("緊急表示だけ", "the emergency page alone"),
    "everywhere": Words("すべての庁舎", "Every office"),
    "whole office": Words("{office} 全体", "All of {office}"),
    "person name": Words("氏名", "Name"),
    "roles": Words("役割", "Roles"),
    "role": Words("役割", "Role"),
    "office": Words("庁舎", "Office"),
    "section": Words("所属", "Section"),
    "no end": Words("期限なし", "No end"),
    "last sign-in": Words("最後のサインイン", "Last sign-in"),
    "account state": Words("状態", "State"),
    "state open": Words("使えるもの", "In use"),
    "state ended": Words("終了", "Ended"),
    "state never": Words("サインインなし", "Never signed in"),
    "all of them": Words("すべて", "All"),
    "shared": Words("共用", "Shared"),
    "in grace": Words("引継ぎ期間", "Handing over"),
    "search people": Words("氏名・利用者名で探す", "Find a name"),
    "choose": Words("絞り込む", "Filter"),
    "nobody found": Words("当てはまる利用者はいません", "Nobody fits"),
    "nobody found hint": Words("条件を減らしてください。", "Ask for less."),
    "one administrator": Words(
        "全庁舎の運用責任者が1人しかいません", "There is only one administrator of every office"
    ),
    "one administrator hint": Words(
        "その方が休むと、誰も利用者や設定を変えられません。もう1人決めて、「運用責任者(すべての庁舎)」の役割を付けてください。",
        "When they are away, nobody can change people or settings. Give a second person the role "
        "“Administrator (Every office)”.",
    ),
    "no recovery code": Words(
        "復旧コードがありません。作って、封をして金庫などに保管してください。",
        "There is no recovery code. Make one, seal it and lock it away.",
    ),
    "make recovery code": Words("復旧コードを作る", "Make a recovery code"),
    "make code hint": Words(
        "新しく作ると、前の復旧コードは使えなくなります。", "A new one makes the one before worthless."
    ),
    "recovery code help": Words(
        "運用責任者が誰も入れなくなったときに、サインインの画面で使うコードです。紙に書き、封をして金庫などに保管します。",
        "For when no administrator can get in: it is typed on the page for signing in. It lies sealed in the safe.",
    ),
    "recovery slip": Words(
        "運用責任者が誰も入れないとき、{address} を開いて入力してください。使えるのは一度だけです。",
        "When no administrator can get in, open {address} and type it. It works once.",
    ),
    "recovery once": Words(
        "表示は一度だけです。印刷するか書き写して、封をしてください。控えは残りません。",
        "Shown once. Print it or copy it, and seal it. No copy is kept.",
    ),
    "code made": Words("{time} に {who} が作りました。", "Made {time} by {who}."),
    "add person": Words("利用者を登録する", "Add a person"),
    "add person do": Words("登録する", "Add"),
    "add person help": Words(
        "登録すると、最初の1回だけ使える仮のパスワードの紙を印刷できます。",
        "Then a slip can be printed, with a password for the first sign-in.",
    ),
    "user name help": Words("英小文字と数字です。例 sato-hanako", "Lower-case letters and digits, like sato-hanako"),
    "person name help": Words("職員に見える名前です。", "As colleagues see it."),
    "roles help": Words(
        "何ができるかと、どこのものに対してかを選びます。「なし」にした行は外れます。",
        "What they may do, and for which place. A row set to “none” is taken off.",
    ),
    "role of row": Words("役割 {number}", "Role {number}"),
    "place of row": Words("範囲 {number}", "Place {number}"),
    "no role": Words("なし", "None"),
    "works in": Words("勤務する所属", "Works in"),
    "no section": Words("決めない", "None"),
    "mail": Words("メールアドレス", "Mail address"),
    "ends on help": Words(
        "異動の多い役所では3月31日にします。その場合は、引継ぎのため4月30日まで使えます。",
        "31 March suits most; it may then still be used until 30 April, to hand over.",
    ),
    "shared account": Words("所属で1つの利用者名を共用する", "Shared by a section"),
    "shared help": Words(
        "サインインのたびに、操作する方のお名前をたずねます。", "Each sign-in asks for the name of whoever uses it."
    ),
    "person kept": Words("{name} さんの登録を変えました。", "The account of {name} was changed."),
    "account is closed": Words("この利用者名はもう使えません。", "This account may be used no more."),
    "account is in grace": Words(
        "最終日を過ぎ、引継ぎのために4月30日まで使えます。",
        "Its last day is past; it may be used until 30 April to hand over.",
    ),
    "not yours to manage": Words("ほかの庁舎の役割も持つ利用者です", "This person has roles at other offices too"),
    "not yours to manage hint": Words(
        "変えられるのは、すべての庁舎の運用責任者だけです。",
        "Only an administrator of every office may change the account.",
    ),
    "account deeds": Words("この利用者名について", "This account"),
    "new password hint": Words(
        "パスワードを忘れたとき。いまのものは使えなくなり、仮のパスワードの紙が出ます。",
        "When the password is forgotten: it stops working, and a slip with another for one use appears.",
    ),
    "new one-time password": Words("仮のパスワードを発行する", "Make a one-time password"),
    "one-time password": Words("仮のパスワード", "One-time password"),
    "drop second factor hint": Words(
        "スマートフォンや紙のコードをなくしたとき。", "When the telephone or the printed codes are lost."
    ),
    "drop second factor": Words("二段階の確認を外す", "Drop the second step"),
    "second factor dropped": Words("二段階の確認を外しました。", "The second step was dropped."),
    "end sessions hint": Words(
        "使っている端末をすべてサインアウトします。", "Signs the person out on every machine."
    ),
    "end sessions": Words("すべての端末をサインアウトする", "Sign out everywhere"),
    "sessions ended": Words("すべての端末をサインアウトしました。", "Signed out everywhere."),
    "close hint": Words(
        "すぐに使えなくします。作ったものは残ります。引き継ぐ人がいるときは「退職・異動」を使ってください。",
        "Stops at once; what was made stays. If somebody takes over, use “Leaving” instead.",
    ),
    "close account": Words("使えなくする", "Close the account"),
    "person closed": Words("使えなくしました。", "The account is closed."),
    "reopen hint": Words("もう一度使えるようにします。", "Lets the account be used again."),
    "reopen": Words("使えるようにする", "Open the account again"),
    "person reopened": Words("使えるようにしました。", "The account is open again."),
    "slip": Words("利用者登録票", "User slip"),
    "slip new": Words("{name} さんを登録しました", "{name} was added"),
    "slip again": Words("{name} さんの仮のパスワード", "A one-time password for {name}"),
    "slip help": Words(
        "仮のパスワードの表示は一度だけです。印刷して本人に渡してください。",
        "The one-time password is shown once. Print this and hand it over.",
    ),
    "slip for": Words("{name} さん", "For {name}"),
    "slip address": Words("開くところ", "Open"),
    "slip then": Words(
        "最初のサインインで、自分のパスワードを決めます。決めたらこの紙は処分してください。",
        "At the first sign-in you choose your own password. Then destroy this slip.",
    ),
    "print slip": Words("印刷する", "Print"),
    "to the list": Words("利用者の一覧へ", "To the list"),
    "renewals": Words("年度末の更新", "Renewal at the end of the year"),
    "renewals due": Words("年度末の更新の時期です", "It is time to renew accounts"),
    "renewals help": Words(
        "{end}で終わる利用者名です。続けて使う方に印を付けて更新します。",
        "Accounts that end on {end}. Tick those that go on.",
    ),
    "renewals not yet": Words(
        "更新できるのは3月1日から4月30日までです。いまは確かめるだけです。",
        "Renewal is from 1 March to 30 April. Until then you can only look.",
    ),
    "renew": Words("更新", "Renew"),
    "renew hint": Words(
        "印を付けた方は {until} まで使えるようになります。印のない方は、引継ぎの4月30日を過ぎると使えなくなります。",
        "Those that are ticked go on until {until}. The others end after 30 April.",
    ),
    "renew ticked": Words("印を付けた方を更新する", "Renew those that are ticked"),
    "renewed": Words("{count}人を更新しました。", "Renewed: {count}."),
    "nothing to renew": Words("更新するものはありません", "There is nothing to renew"),
    "nothing to renew hint": Words("{end}で終わる利用者名はありません。", "No account ends on {end}."),
    "leaving": Words("退職・異動", "Leaving"),
    "leaving of": Words("{name} さんの退職・異動", "{name} is leaving"),
    "leaving help": Words(
        "持っているものを、まとめて後任に引き継ぎます。", "Everything that is theirs goes to a successor in one step."
    ),
    "successor": Words("引き継ぐ人", "Successor"),
    "successor help": Words("まだいないときは、先に登録してください。", "Add the person first if need be."),
    "choose one": Words("選んでください", "Choose"),
    "choose successor": Words("引き継ぐ人を選んでください。", "Choose who takes over."),
    "last day": Words("使える最終日", "Last day"),
    "last day help": Words(
        "この日まで使えます。3月31日なら、引継ぎのため4月30日まで使えます。",
        "Used until this day; with 31 March until 30 April, to hand over.",
    ),
    "look what goes": Words("引き継ぐものを確かめる", "See what goes over"),
    "leaving sure": Words("{name} さんに引き継ぎます", "This goes to {name}"),
    "goes roles": Words("役割 {count}件", "Roles: {count}"),
    "goes proposals": Words("承認待ち・差戻しのもの {count}件", "Waiting for approval or sent back: {count}"),
    "goes tokens": Words("連携用の鍵 {count}件", "API tokens: {count}"),
    "account ends": Words("{name} さんの利用者名は {day} で終わります", "The account of {name} ends on {day}"),
    "content stays": Words(
        "掲載中のものは所属のものなので、そのまま残ります。",
        "What is on air belongs to the section, so it stays as it is.",
    ),
    "hand over": Words("引き継ぐ", "Hand over"),
    "handed over": Words(
        "{leaver} の持っていたものを {successor} に引き継ぎました。", "What was {leaver}'s is {successor}'s now."
    ),
}
