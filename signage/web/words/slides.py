"""Words of the pages about slides: the form of a notice, its pictures, the list, and one slide."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

_FORM: Mapping[str, Words] = {
    "edit slide": Words("お知らせを直す", "Edit a notice"),
    "replace slide": Words("差し替える", "Replace it"),
    "replaces": Words("「{name}」と差し替えます", "This takes the place of “{name}”"),
    "replaces help": Words(
        "掲載と同時に、前のものは取り下げられます。", "The old one is withdrawn as this one goes up."
    ),
    "arranged": Words("放映スケジュールで放映しているお知らせです", "This plays by a schedule"),
    "arranged help": Words(
        "出す場所と時間帯は放映スケジュールで決まっています。中身と期限だけを直せます。",
        "Where and when it plays is set in the schedule; here you change its words and its end.",
    ),
    "made elsewhere": Words(
        "これは専用のページで直します。庁舎案内の表か、番号案内のページを開いてください。",
        "this is edited on a page of its own: the floor guide's table, or the queue board's page.",
    ),
    "notice about": Words("何のお知らせですか", "What is it about?"),
    "choose subject again": Words("選び直す", "Change"),
    "find subject": Words("ひな形を探す(例 点検、税、まつり)", "Find a template (lift, tax, festival)"),
    "no such subject": Words(
        "合うひな形がありません。「自分で書く」を選んでください。", "No template fits; choose “In my own words”."
    ),
    "own words": Words("自分で書く", "In my own words"),
    "a picture": Words("画像を出す", "A picture"),
    "due now": Words("今月の定番", "usual now"),
    "title en": Words("英語の題名", "Title in English"),
    "body en": Words("英語の文", "Text in English"),
    "english help": Words(
        "書くと、日本語以外の言葉のページには英語が出ます。",
        "Pages in other languages show the English.",
    ),
    "alt help": Words("読み上げと、一覧での名前に使います。", "Read aloud, and its name in the list."),
    "picture how": Words("画像の入れ方", "How it fills the frame"),
    "picture fit": Words("全体を見せる", "Show all of it"),
    "picture fill": Words("枠いっぱいにする(端が切れます)", "Fill the frame (edges are cut)"),
    "notice first day": Words("日付(初日)", "Date (first day)"),
    "notice last day": Words("最終日", "Last day"),
    "no counter": Words("窓口を書かない", "No counter"),
    "notice details": Words(
        "くわしく書く(時間・対象・持ち物・問合せ・絵・二次元コード)",
        "More: hours, for whom, what to bring, whom to ask, picture, code",
    ),
    "notice from time": Words("開始時刻", "From"),
    "notice until time": Words("終了時刻", "To"),
    "illustration": Words("添える絵や写真", "A picture beside the words"),
    "slide in english": Words("英語", "In English"),
    "place en": Words("場所(英語)", "Place in English"),
    "code help": Words("読み取ると開くページの URL です。", "The page that the 2-D code opens."),
    "notice where": Words("出す場所", "Where"),
    "usual place": Words("いつもの場所", "The usual screens"),
    "choose screens for notice": Words("モニターを選ぶ", "Choose screens"),
    "and more screens": Words("ほか{count}台", "and {count} more"),
    "notice until": Words("いつまで", "Until when"),
    "until last": Words("書いた日付まで", "The day written above"),
    "until today": Words("今日", "Today"),
    "until week": Words("今週", "This week"),
    "until month": Words("今月末", "End of the month"),
    "until year": Words("年度末", "End of the fiscal year"),
    "until date": Words("日付を選ぶ", "A date"),
    "until standing": Words("期限なし(半年後に見直し)", "No end (looked at again in half a year)"),
    "until day": Words("掲載の最終日", "Last day on air"),
    "who and since": Words("担当と掲載の開始", "For whom, and from when"),
    "begins help": Words("空のままなら、すぐに出ます。", "Left empty, it goes up at once."),
    "publish notice": Words("掲載する", "Put it up"),
    "save changes": Words("直して掲載する", "Save and show"),
    "ask approval": Words("承認を依頼する", "Ask for approval"),
    "needs approval": Words(
        "この種類は承認({steps}段)のあとに出ます。", "This kind goes up after {steps} step(s) of approval."
    ),
    "look first": Words("画面を確かめる", "See the pictures"),
    "sight not yet": Words(
        "ひな形を選ぶと、各モニターに出る画面がここに出ます。",
        "Choose a template, and each screen's picture appears here.",
    ),
    "sight lost": Words(
        "画面を描けませんでした。通信を確かめて、もう一度入力してください。",
        "The picture could not be drawn; check the connection and type again.",
    ),
    "loop undecided": Words(
        "このモニターは{slides}件・1周{round}になります。いつまで出すかは、まだ決まっていません。",
        "This screen will have {slides} slides, {round} a round. Until when it is up is still open.",
    ),
    "minutes and seconds": Words("{minutes}分{seconds}秒", "{minutes} min {seconds} s"),
    "seconds": Words("{seconds}秒", "{seconds} s"),
    "seen nowhere": Words(
        "いまの設定では、このモニターには出ません。", "With these settings it is not shown on this screen."
    ),
    "on page": Words("{number}ページ目:", "Page {number}:"),
    "page stays": Words("{number}/{pages}ページ・{seconds}秒", "Page {number} of {pages}, {seconds} s"),
    "stays": Words("{seconds}秒ずつ表示", "{seconds} s at a time"),
    "whole glass": Words("モニター全体", "The whole screen"),
}

_LIST: Mapping[str, Words] = {
    "shelf help": Words(
        "所属のものから、終わりが近い順に並びます。取り下げはすぐにモニターへ届きます。",
        "Your section's first, then what ends soonest. Withdrawing reaches the screens at once.",
    ),
    "due subjects": Words("今月の定番", "Usual this month"),
    "find slide": Words("さがす", "Search"),
    "find slides": Words("さがす", "Search"),
    "slides of all sections": Words("すべての所属", "All sections"),
    "slides of mine": Words("自分の所属", "My sections"),
    "by standing": Words("状態でしぼる", "By state"),
    "standing on": Words("掲載中", "On air"),
    "standing soon": Words("まもなく終了", "Ends soon"),
    "standing later": Words("予約", "To come"),
    "standing over": Words("終了", "Over"),
    "standing nowhere": Words("出す場所なし", "On no screen"),
    "standing draft": Words("下書き", "Draft"),
    "standing withdrawn": Words("取り下げ", "Withdrawn"),
    "standing all": Words("すべて", "All"),
    "shelf none found": Words("見つかりませんでした", "Nothing found"),
    "shelf none found help": Words("言葉を変えるか、状態を選び直してください。", "Try other words or another state."),
    "shelf all": Words("掲載中のものをすべて見る", "See all that is on air"),
    "shelf empty": Words("掲載中のものはありません", "Nothing is on air"),
    "shelf empty help": Words("お知らせを出すと、ここに並びます。", "What you put up is listed here."),
    "slide picture": Words("画面", "Picture"),
    "slide actions": Words("操作", "Actions"),
    "ends on": Words("{day}まで", "until {day}"),
    "ends never": Words("期限なし", "No end"),
    "ends reviewed": Words("期限なし({day}に見直し)", "No end (looked at again on {day})"),
    "begins on": Words("{day}から", "from {day}"),
    "withdraw": Words("取り下げる", "Withdraw"),
    "withdraw of": Words("「{name}」を取り下げる", "Withdraw “{name}”"),
    "post again": Words("もう一度出す", "Post again"),
    "post again of": Words("「{name}」をもう一度出す", "Post “{name}” again"),
}

_ONE: Mapping[str, Words] = {
    "edit this slide": Words("直す", "Edit"),
    "put slide back": Words("掲載に戻す", "Put back on air"),
    "change waits": Words("承認を待っている変更があります", "A change waits for approval"),
    "change waits help": Words(
        "承認されるまでは、いまの内容のまま放映します。", "Until it is approved, the published version stays on air."
    ),
    "see slide change": Words("変更を見る", "See the change"),
    "slide changed at": Words("最後の変更", "Last changed"),
    "lay a band": Words("帯を付ける", "Lay a band across it"),
    "band help": Words(
        "お知らせの上に、すぐに大きく出ます。承認は要りません。", "Shown large across it, at once, without approval."
    ),
    "band cancelled": Words("中止", "Cancelled"),
    "band postponed": Words("延期", "Postponed"),
    "band off": Words("帯をはずす", "Take the band away"),
    "band laid": Words("「{name}」に帯を付けました。", "“{name}” has a band now."),
    "band taken away": Words("「{name}」の帯をはずしました。", "The band on “{name}” is gone."),
    "shown nowhere now": Words("いまは、どのモニターにも出ていません。", "It is on no screen at present."),
    "look and loop": Words("画面と1周の長さを確かめる", "See its pictures and its round"),
    "more with slide": Words("ほかにできること", "What else you can do"),
    "post again help": Words("日付は今年のものに進みます。", "Its dates move into this year."),
    "slide history": Words("変更の履歴", "History of changes"),
    "as paper": Words("A4の掲示を印刷する", "Print it as A4"),
    "slide going": Words("モニターに送っています…", "On its way to the screens …"),
    "going there": Words("{count}台のモニターに出ました。", "On {count} screens now."),
    "going later": Words(
        "予約しました。その日になると自動で出ます。", "It is set, and goes up by itself on that day."
    ),
    "going no player": Words(
        "掲載しました。表示端末がつながると、モニターに出ます。",
        "Published. It shows once a player is connected.",
    ),
    "see slide": Words("くわしく見る", "See it in full"),
    "put up another": Words("もう1件出す", "Put up another"),
    "asked approval": Words("承認を依頼しました", "Approval asked for"),
    "waits for approval": Words(
        "承認されると、自動でモニターに出ます。", "It goes up by itself once it is approved."
    ),
    "waits help": Words(
        "直すときや取りやめるときは、依頼のページから。", "To change or take back the request, open it."
    ),
    "withdraw sure": Words("「{name}」を取り下げますか", "Withdraw “{name}”?"),
    "withdraw help": Words(
        "{screens}台のモニターから、すぐに消えます。承認は要りません。あとから元に戻せます。",
        "It leaves {screens} screens at once, without approval. You can undo this.",
    ),
    "leave it on air": Words("やめる", "Leave it"),
    "slide withdrawn": Words("「{name}」を取り下げました。", "“{name}” is withdrawn."),
    "slide put back": Words("「{name}」を掲載に戻しました。", "“{name}” is back on air."),
    "two versions": Words("2つの版があります", "There are two versions"),
    "changed meanwhile": Words(
        "直しているあいだに、ほかの人が「{name}」を変更しました", "Somebody else changed “{name}” meanwhile"
    ),
    "two versions help": Words(
        "どちらもまだ失われていません。違うところを見比べて、選んでください。",
        "Neither is lost. Compare what differs, and choose.",
    ),
    "slide field": Words("項目", "Field"),
    "who and when": Words("{who}({time})。", "{who}, {time}."),
    "their version": Words("いまの内容(ほかの人の変更)", "As it is now (theirs)"),
    "my version": Words("自分の変更", "Mine"),
    "no difference of slides": Words("違いはありません。", "There is no difference."),
    "keep mine": Words("自分の変更で掲載する", "Show mine"),
    "go on with mine": Words("自分の変更を直してから", "Go on editing mine"),
    "keep theirs": Words("ほかの人の変更を残す", "Keep theirs"),
}

FIELDS: Mapping[str, Words] = {
    "name": Words("名前", "Name"),
    "title": Words("題名", "Title"),
    "body": Words("文", "Text"),
    "first": Words("初日", "First day"),
    "last": Words("最終日", "Last day"),
    "hours": Words("時間", "Hours"),
    "counter": Words("窓口", "Counter"),
    "place": Words("場所", "Place"),
    "whom": Words("対象", "For whom"),
    "bring": Words("持ち物", "What to bring"),
    "contact": Words("問合せ", "Whom to ask"),
    "picture": Words("画像", "Picture"),
    "how": Words("画像の入れ方", "How it fills the frame"),
    "alt": Words("何の画像か", "What the picture shows"),
    "code": Words("二次元コードの行き先", "What the 2-D code opens"),
    "band": Words("帯", "Band"),
    "subject": Words("ひな形", "Template"),
    "template": Words("ひな形の種類", "Kind of template"),
    "tone": Words("調子", "Tone"),
    "state": Words("状態", "State"),
    "owner": Words("担当", "Section"),
    "from": Words("掲載の開始", "On air from"),
    "until": Words("掲載の終わり", "On air until"),
    "review_on": Words("見直しの日", "Looked at again on"),
    "kind": Words("種類", "Kind"),
    "caption": Words("添え書き", "Caption"),
}
"""What a slide's fields are called, wherever a change is told."""

_LABELS: Mapping[str, Words] = {
    f"field {key}": FIELDS[key]
    for key in (
        *("name", "title", "body", "counter", "place", "whom", "bring", "contact"),
        *("alt", "code", "state", "owner", "from"),
    )
}

WORDS: Mapping[str, Words] = {**_FORM, **_LIST, **_ONE, **_LABELS}
