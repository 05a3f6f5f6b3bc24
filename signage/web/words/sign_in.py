"""Words of signing in, of what somebody sets for themselves, and of the sealed recovery code."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "sign in": Words("サインイン", "Sign in"),
    "sign in hint": Words("職員の方はこちらからお入りください。", "For staff."),
    "user name": Words("利用者名", "User name"),
    "password": Words("パスワード", "Password"),
    "operator fold": Words("共用の利用者名をお使いの方", "If your user name is shared"),
    "operator name": Words("操作する方のお名前", "Your own name"),
    "operator hint": Words(
        "所属で1つの利用者名を使うときだけ入力します。お名前は操作記録に残ります。",
        "Only if a section shares one user name. Your name goes into the log.",
    ),
    "forgotten": Words(
        "パスワードを忘れたときは、運用責任者に仮のパスワードを発行してもらってください。",
        "If you have forgotten your password, ask an administrator for a one-time password.",
    ),
    "recover link": Words("運用責任者が誰も入れないとき", "When no administrator can get in"),
    "signed out": Words("サインアウトしました。", "You are signed out."),
    "session ended": Words(
        "30分間操作がなかったか、サインインから12時間たったか、別の場所で終了したため、サインアウトしました。"
        "もう一度サインインしてください。",
        "You were signed out after 30 minutes without activity, 12 hours after you signed in, or from another place. "
        "Please sign in again.",
    ),
    "form kept": Words(
        "入力した内容は残っています。サインインすると続けられます。", "What you typed is kept; sign in to go on."
    ),
    "resume title": Words("入力した内容を送ります", "Send what you typed"),
    "resume": Words(
        "画面を開いてから時間がたちました。入力した内容は残っています。「続ける」を押すと送ります。",
        "Some time has passed since you opened the page. What you typed is kept. Press “Go on” to send it.",
    ),
    "go on": Words("続ける", "Go on"),
    "give up": Words("やめる", "Stop here"),
    "second step": Words("二段階の確認", "Second step"),
    "second step hint": Words(
        "認証アプリに出ている6桁か、紙の確認コードの次の1つを入力してください。",
        "Type the six digits that your authenticator app shows, or the next of your printed codes.",
    ),
    "confirmation code": Words("確認コード", "Code"),
    "start again": Words("最初からやり直す", "Start again"),
    "took too long": Words(
        "時間がたったため、もう一度サインインしてください。", "That took too long; please sign in again."
    ),
    "choose password": Words("新しいパスワードを決める", "Choose a new password"),
    "first password hint": Words(
        "仮のパスワードはここまでです。", "The one-time password has served; now choose your own."
    ),
    "choose password hint": Words(
        "12文字以上で決めてください。ほかで使っているものは避けます。定期的に変える必要はありません。",
        "At least 12 characters, not used elsewhere. You need not change it regularly.",
    ),
    "present password": Words("いまのパスワード", "Present password"),
    "new password": Words("新しいパスワード", "New password"),
    "new password again": Words("新しいパスワード(確認)", "New password, again"),
    "passwords differ": Words(
        "2つのパスワードが違います。同じものを入力してください。",
        "The two passwords differ; type the same one twice.",
    ),
    "password kept": Words("パスワードを変えました。", "Your password was changed."),
    "back to my settings": Words("自分の設定へ戻る", "Back to my settings"),
    "save": Words("保存する", "Save"),
    "recover": Words("復旧コードで入る", "Use the recovery code"),
    "recover hint": Words(
        "運用責任者が誰も入れなくなったときに使います。金庫などに封をしてしまってある紙の、復旧コードを入力してください。使うと記録に残り、同じコードは二度と使えません。",
        "For when no administrator can get in. Type the recovery code from the sealed paper in the safe. Its use is "
        "logged, and it works only once.",
    ),
    "recovery code": Words("復旧コード", "Recovery code"),
    "recover whom": Words("誰の利用者名を使えるようにしますか", "Whose account is to be given back?"),
    "recover whom hint": Words(
        "復旧コードは正しいものです。選んだ方に仮のパスワードを発行します。",
        "The code is right. Whoever you choose gets a one-time password.",
    ),
    "recover do": Words("仮のパスワードを発行する", "Make a one-time password"),
    "recovered": Words("仮のパスワードを発行しました", "Here is the one-time password"),
    "recovered hint": Words(
        "表示は一度だけです。書き留めてからサインインし、新しいパスワードを決めてください。復旧コードは使い終わりました。入ったら「利用者」で新しい復旧コードを作り、封をしてください。",
        "Shown once. Write it down, sign in, and choose a password. The recovery code is used up: make a new one "
        "under “People” and seal it.",
    ),
    "back to sign in": Words("サインインの画面へ", "To signing in"),
    "awake title": Words("まもなくサインアウトします", "You will be signed out soon"),
    "awake text": Words(
        "しばらく操作がありません。あと2分でサインアウトします。「続ける」を押すと、このまま使えます。",
        "There has been no activity for a while. In two minutes you will be signed out. Press “Go on” to stay.",
    ),
    "awake last": Words(
        "サインインから12時間たつため、延ばせません。まもなくサインアウトしますが、入力した内容はこの画面に残ります。",
        "Twelve hours after signing in it cannot go on. You will be signed out; what you typed stays on this page.",
    ),
    "awake ended": Words(
        "時間がたったため、サインアウトしました。入力した内容はこの画面に残っています。そのまま送ると、サインインのあとで続けられます。",
        "You were signed out. What you typed is still on this page: send it, sign in, and go on.",
    ),
    "my name": Words("表示する名前", "Your name as it is shown"),
    "my name hint": Words(
        "承認や記録で、ほかの職員に見える名前です。", "What others see in approvals and in the log."
    ),
    "my language": Words("画面の言語", "Language of the pages"),
    "language of browser": Words("ブラウザーに合わせる", "As the browser says"),
    "language ja": Words("日本語", "Japanese"),
    "language en": Words("英語", "English"),
    "my settings kept": Words("自分の設定を変えました。", "Your settings were changed."),
    "change password": Words("パスワードを変える", "Change the password"),
    "is on": Words("使う", "On"),
    "is off": Words("使わない", "Off"),
    "second factor why": Words(
        "パスワードが知られても、ほかの人は入れません。運用責任者の方にお勧めします。",
        "Even who knows your password cannot get in. Recommended for administrators.",
    ),
    "second factor set up": Words("二段階の確認を設定する", "Set up the second step"),
    "second factor change": Words("二段階の確認を変える", "Change the second step"),
    "second factor is on": Words(
        "二段階の確認を始めました。次のサインインから確認コードをたずねます。",
        "The second step is on. From the next sign-in on a code is asked for.",
    ),
    "second factor is off": Words("二段階の確認をやめました。", "The second step is off."),
    "use an app": Words("認証アプリを使う", "With an authenticator app"),
    "app step 1": Words("スマートフォンに認証アプリを入れます。", "Install an authenticator app on a phone."),
    "app step 2": Words(
        "アプリで右の二次元コードを読み取ります。インターネットはいりません。",
        "Scan the code on the right with it. No Internet is needed.",
    ),
    "app step 3": Words("アプリに出た6桁を下に入力します。", "Type the six digits that it shows below."),
    "app code": Words("アプリの6桁", "The app's six digits"),
    "app picture": Words("認証アプリで読み取る二次元コード", "The code for the authenticator app"),
    "app by hand": Words("読み取れないときは、この文字を入力します。", "If it cannot be scanned, type this."),
    "turn on app": Words("このアプリを使う", "Use this app"),
    "use printed codes": Words("紙の確認コードを使う", "With printed codes"),
    "printed codes hint": Words(
        "10個の確認コードを印刷します。1つにつき1回使えます。前に印刷したものは使えなくなります。",
        "Ten codes are printed, each for one sign-in. Those printed before count no more.",
    ),
    "print codes": Words("確認コードを作る", "Make the codes"),
    "printed codes": Words("確認コード", "Codes for signing in"),
    "printed codes once": Words(
        "表示は一度だけです。印刷して、人目に触れないところに保管してください。",
        "Shown once. Print them and keep them where nobody looks.",
    ),
    "printed codes use": Words(
        "サインインのたびに上から1つ使い、線で消してください。", "Use one at each sign-in and strike it out."
    ),
    "turn off factor": Words("二段階の確認をやめる", "Turn the second step off"),
    "turn off factor hint": Words(
        "次のサインインからはパスワードだけをたずねます。",
        "From the next sign-in on the password alone is asked for.",
    ),
    "my sessions": Words("サインイン中のほかの端末", "Signed in elsewhere"),
    "my sessions hint": Words(
        "サインアウトし忘れた端末があるときに押してください。この画面はそのまま使えます。",
        "If you forgot to sign out somewhere. This page stays signed in.",
    ),
    "end other sessions": Words("ほかの端末をサインアウトする", "Sign out everywhere else"),
    "other sessions ended": Words("ほかの端末をサインアウトしました。", "You are signed out everywhere else."),
}
