"""Words of signing in."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "sign in": Words("サインイン", "Sign in"),
    "sign in hint": Words("職員の方はこちらからお入りください。", "For staff."),
    "user name": Words("利用者名", "User name"),
    "password": Words("パスワード", "Password"),
    "show password": Words("パスワードを表示", "Show the password"),
    "operator name": Words("操作する方のお名前", "Name of whoever is using it"),
    "operator hint": Words(
        "この利用者名は所属で共用しています。お名前は操作記録に残ります。",
        "This account is shared by a section. Your name goes into the log.",
    ),
    "wrong name or password": Words(
        "利用者名かパスワードが違います。もう一度入力してください。",
        "The user name or the password is wrong; type them again.",
    ),
    "signed out": Words("サインアウトしました。", "You are signed out."),
    "session ended": Words(
        "30分間操作がなかったため、サインアウトしました。もう一度サインインしてください。",
        "You were signed out after 30 minutes without activity. Please sign in again.",
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
    "give up": Words("やめる", "Do not send"),
    "choose password": Words("新しいパスワードを決める", "Choose a new password"),
    "choose password hint": Words(
        "12文字以上で決めてください。ほかで使っているものは避けます。定期的に変える必要はありません。",
        "At least 12 characters, not used elsewhere. You need not change it regularly.",
    ),
    "new password": Words("新しいパスワード", "New password"),
    "new password again": Words("新しいパスワード(確認)", "New password, again"),
    "passwords differ": Words(
        "2つのパスワードが違います。同じものを入力してください。",
        "The two passwords differ; type the same one twice.",
    ),
    "password kept": Words("パスワードを変えました。", "Your password was changed."),
    "save": Words("保存する", "Save"),
}
