"""Words of the hand-over document: its chapters, its tables, and the short instructions in it."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "handover help": Words(
        "いつ開いても、その時点の内容です。異動のときは、このまま印刷して渡せます。",
        "Always as things are at this moment; print it and hand it over.",
    ),
    "handover of": Words("{office} ロビーモニター引継書", "{office}: lobby screens, hand-over document"),
    "handover as of": Words("{day}現在", "as of {day}"),
    "handover pdf": Words("PDF で保存", "Save as PDF"),
    "handover print": Words("印刷", "Print"),
    "handover contents": Words("目次", "Contents"),
    "handover today": Words("異動してきた方へ: 今日やること", "New here? What to do today"),
    "chapter how-to": Words("よく使う手順", "How to"),
    "chapter screens": Words("モニター", "Screens"),
    "chapter rules": Words("放映スケジュール", "Schedules"),
    "chapter unusual": Words("これからの休み・時間の変更", "Coming closures and changed hours"),
    "chapter pending": Words("途中の仕事・期限の近いもの", "Pending, and due soon"),
    "chapter owners": Words("だれの持ちものか", "Who owns what"),
    "chapter people": Words("利用者と役割", "People and roles"),
    "chapter dark": Words("モニターが暗い・止まっているとき", "When a screen is dark or stands still"),
    "chapter contacts": Words("連絡先", "Contacts"),
    "how-to note": Words(
        "「 」の中は、画面の左のメニューやボタンの名前です。",
        "Words in quotation marks are those of the menu on the left, and of buttons.",
    ),
    "how-to post": Words(
        "お知らせを出す: 「{post}」を開き、ひな形を選んで日付と場所を入れ、右の絵を確かめて掲載します。"
        "終わりの日に自動で消えます。",
        "Put up a notice: open “{post}”, choose a template, type day and place, look at the picture, "
        "and put it up. It goes by itself at its end.",
    ),
    "how-to take down": Words(
        "取り下げる: 「{on_air}」でそのお知らせを開き、取り下げを押します。承認はいりません。",
        "Take one down: open it from “{on_air}” and withdraw it; nobody has to approve.",
    ),
    "how-to counter": Words(
        "窓口の休止・混雑: 「{counters}」で窓口の状態を押します。閉庁の時刻に自動で戻ります。",
        "A counter pauses or is busy: press its state in “{counters}”; it ends by itself at closing.",
    ),
    "how-to guide": Words(
        "庁舎案内を直す: 「{guide}」の表を書き換えます。Excel から貼り付けられます。",
        "Change the floor guide: edit the table in “{guide}”, or paste it from Excel.",
    ),
    "how-to approve": Words(
        "承認する: 「{approvals}」を開き、前と後の絵を見くらべて承認するか、わけを書いて差し戻します。",
        "Approve: open “{approvals}”, compare before and after, approve or send back with a reason.",
    ),
    "how-to override": Words(
        "緊急表示・訓練: 「{override}」で文を選び、本番か訓練かを選んで出します。ときどき訓練で試してください。",
        "Emergency and drill: choose a message in “{override}”, then real or drill. Try the drill now and then.",
    ),
    "how-to hours": Words(
        "休みや時間の変更: 「{calendars}」で日付の行を足します。"
        "モニターの点灯も案内の「受付終了」も、これで変わります。",
        "Closures and changed hours: add a line in “{calendars}”; screens and counter states follow.",
    ),
    "how-to paper": Words(
        "紙に刷る: 「{papers}」から、お知らせの A4、庁舎案内の A3、ホームページ用の文章が出せます。",
        "On paper: “{papers}” gives notices as A4, the floor guide as A3 and text for the web page.",
    ),
    "how-to undo": Words(
        "間違えたとき: 「{history}」で元に戻します。削除したものも30日のあいだ戻せます。",
        "Something went wrong: undo it in “{history}”; what was deleted can be put back for 30 days.",
    ),
    "how-to answer": Words(
        "「あの日、何が出ていたか」と聞かれたら: 「{answers}」で日時を選び、印刷します。",
        "Somebody asks what was on a screen: choose the time in “{answers}” and print it.",
    ),
    "how-to leave": Words(
        "自分が異動するとき: 運用責任者に頼むと、「{people}」から役割と途中の仕事を後任に一度に渡せます。",
        "When you leave: an administrator hands your roles and pending work to a successor in “{people}”.",
    ),
    "screens name": Words("モニター", "Screen"),
    "screens place": Words("場所", "Place"),
    "screens size": Words("大きさ", "Size"),
    "screens lit": Words("点灯する時間", "Lit"),
    "screens plays": Words("出ているもの", "Plays"),
    "screens players": Words("表示端末", "Players"),
    "screens size of": Words("{inches}型 {width}×{height}", "{inches} in, {width}×{height}"),
    "screens always": Words("終日", "day and night"),
    "screens no player": Words("未登録", "none"),
    "rules what": Words("出すもの", "What"),
    "rules where": Words("モニター", "Where"),
    "rules when": Words("いつ", "When"),
    "rules level": Words("優先順位", "Level"),
    "rules note": Words(
        "ほかに、担当が出したお知らせが{count}件、いまの放映に加わっています。",
        "Beside these, {count} notices put up by sections join what plays.",
    ),
    "rules none": Words("放映スケジュールはありません。", "There are no schedules."),
    "unusual day": Words("日", "Day"),
    "unusual hours": Words("時間", "Hours"),
    "unusual why": Words("わけ", "Why"),
    "unusual calendar": Words("開庁日・受付時間", "Calendar"),
    "unusual closed": Words("休み", "closed"),
    "unusual note": Words(
        "これから5か月のあいだに、ふだんと違う日です。", "Days out of the ordinary in the next five months."
    ),
    "unusual none": Words("ふだんと違う日はありません。", "No day is out of the ordinary."),
    "pending what": Words("名前", "Name"),
    "pending state": Words("状態", "State"),
    "pending owner": Words("担当", "Section"),
    "pending day": Words("日", "Day"),
    "pending none": Words("途中の仕事も、期限の近いものもありません。", "Nothing is pending or due soon."),
    "pending is waiting": Words("承認待ち", "waits for approval"),
    "pending is returned": Words("差戻し", "sent back"),
    "pending is draft": Words("下書き", "draft"),
    "pending is ending": Words("まもなく終わる", "ends soon"),
    "pending is review": Words("見直しの日", "due for review"),
    "owners section": Words("担当", "Section"),
    "owners up": Words("掲載中", "Up"),
    "owners next": Words("次に終わるもの", "Ends first"),
    "owners usual": Words("いつもの場所", "Usual screens"),
    "owners count": Words("{count}件", "{count}"),
    "owners ends": Words("{title}({day})", "{title} ({day})"),
    "owners none": Words("まだ何も掲載されていません。", "Nothing is up yet."),
    "people name": Words("利用者", "Person"),
    "people roles": Words("役割", "Roles"),
    "people reach": Words("範囲", "Where"),
    "people ends": Words("期限", "Until"),
    "people everywhere": Words("すべて", "everywhere"),
    "people whole office": Words("この庁舎", "this office"),
    "people no end": Words("なし", "no end"),
    "people none": Words("利用者はいません。", "There is nobody."),
    "handover role viewer": Words("閲覧", "viewer"),
    "handover role editor": Words("作成(起案)", "editor"),
    "handover role approver": Words("承認", "approver"),
    "handover role admin": Words("運用責任者", "administrator"),
    "handover role auditor": Words("監査", "auditor"),
    "handover role night": Words("宿直", "night desk"),
    "dark plan": Words(
        "「{wall}」でそのモニターを見ます。「消灯中」なら、予定どおりです(開く前・閉まった後)。",
        "Look at the screen in “{wall}”. If it says it is off, that is the plan: before opening, after closing.",
    ),
    "dark power": Words(
        "電源の差し込みと、モニターの電源ランプを確かめます。リモコンの入力切替えも見ます。",
        "Look at the plug, the screen's power lamp, and the input that its remote control has chosen.",
    ),
    "dark cable": Words(
        "古いお知らせや「最新の情報は総合案内へ」が出たままなら、ネットワークのケーブルを差し直します。つながるまで、受け取り済みの予定で放映を続けます。",
        "If it stands at old notices or says to ask at the information desk, plug the network cable in again. "
        "Until then it goes on with what it has.",
    ),
    "dark restart": Words(
        "表示端末の電源を抜き、10秒待って差し直します。1分ほどで画面が戻ります。",
        "Unplug the player, wait ten seconds, plug it in again. The picture is back within a minute.",
    ),
    "dark paper": Words(
        "直らないときは、「{papers}」でお知らせと庁舎案内を刷って貼り、運用責任者に連絡します。",
        "If that does not help: print notices and the guide from “{papers}”, put them up, and tell an administrator.",
    ),
    "contacts who": Words("連絡先", "Who"),
    "contacts how": Words("電話・メール", "Telephone, mail"),
    "contacts admin": Words("{name}(運用責任者)", "{name} (administrator)"),
    "contacts none": Words("連絡先は登録されていません。", "No contacts are stored."),
    "first day": Words("今日やること", "What to do today"),
    "first day help": Words(
        "引き継いだ方が、最初の日に見るページです。",
        "For whoever has taken over, on the first day.",
    ),
    "first day taken": Words("引き継がれたもの", "What was handed to you"),
    "first day taken from": Words("{name}さんから({time})", "From {name} ({time})"),
    "first day roles": Words("役割 {count}件", "{count} roles"),
    "first day proposals": Words("承認の途中のもの {count}件", "{count} proposals under way"),
    "first day tokens": Words("連携用の鍵 {count}件", "{count} API tokens"),
    "first day none": Words(
        "この1年に引き継がれたものの記録はありません。",
        "Nothing was handed to you within a year.",
    ),
    "first day yours": Words("あなたの担当", "What you answer for"),
    "first day yours none": Words("担当している所属はありません。", "You answer for no section."),
    "first day tasks": Words("やること", "To do"),
    "first day no tasks": Words("待っているものはありません", "Nothing waits for you"),
    "first day read": Words("引継書を読む", "Read the hand-over document"),
    "first day wall": Words("モニターを見る", "Look at the screens"),
    "day one returned": Words(
        "差し戻されました。直して出し直すか、取り消します。", "Sent back: mend it, or give it up."
    ),
    "day one waiting": Words("あなたの承認を待っています。", "Waits for your approval."),
    "day one afterwards": Words("代決されました。後閲してください。", "A deputy decided; look at it."),
    "day one ending": Words(
        "{day}に終わります。続けるなら延ばします。", "Ends on {day}; extend it if it should stay."
    ),
    "day one review": Words(
        "{day}が見直しの日です。まだ正しいか確かめます。", "To be reviewed by {day}: is it still right?"
    ),
    "day one draft": Words("下書きのままです。", "Still a draft."),
}
