"""Words of the floor guide's tables: editing, pasting, checking, publishing."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "guide help": Words(
        "セルを選んで入力するか、Excel から貼り付けます。掲載の前に画面で確かめられます。",
        "Type into cells or paste from Excel. You see the screens before anything is published.",
    ),
    "tab sections": Words("所属", "Sections"),
    "tab counters": Words("窓口", "Counters"),
    "tab services": Words("取扱業務", "Services"),
    "tab facilities": Words("設備", "Facilities"),
    "tab elsewhere": Words("庁舎外", "Elsewhere"),
    "tab directions": Words("方向", "Directions"),
    "tab events": Words("催し", "Events"),
    "tab buildings": Words("階・棟", "Floors and buildings"),
    "guide tables": Words("庁舎案内の表", "Tables of the floor guide"),
    "guide paste": Words("Excel から貼り付け", "Paste from Excel"),
    "guide csv": Words("Excel 用に書き出す", "Save for Excel"),
    "guide plan": Words("組織改正の計画", "Plan a reorganisation"),
    "guide new row": Words("行を足す", "Add a row"),
    "guide search": Words("表から探す", "Find in the table"),
    "guide floor": Words("階", "Floor"),
    "guide section": Words("所属", "Section"),
    "guide every": Words("すべて", "All"),
    "guide filter": Words("絞り込む", "Filter"),
    "guide other languages": Words("ほかの言語", "Other languages"),
    "guide changes": Words("変更 {count}か所", "Changes: {count}"),
    "guide check": Words("内容を確かめる", "Check the changes"),
    "guide discard": Words("変更を捨てる", "Discard the changes"),
    "guide keys": Words(
        "矢印キーで移る、Enter で入力して下へ、Tab で右へ、Esc でやめる、Delete で消す。",
        "Arrow keys move, Enter types and goes down, Tab goes right, Esc cancels, Delete clears.",
    ),
    "guide edit row": Words("編集", "Edit"),
    "guide edit row of": Words("{name}を編集", "Edit {name}"),
    "guide drop": Words("削除", "Delete"),
    "guide undrop": Words("戻す", "Restore"),
    "guide row": Words("行", "Row"),
    "guide later": Words("予定", "Planned"),
    "guide leave": Words(
        "入力した内容はまだ掲載されていません。このページを離れますか。", "Your changes are not published yet. Leave?"
    ),
    "guide nothing found": Words("この条件に合う行はありません。", "No row fits."),
    "guide row title": Words("{tab}の行を編集", "Edit a row of {tab}"),
    "guide new title": Words("{tab}に行を足す", "Add a row to {tab}"),
    "guide drop this row": Words("この行を削除する", "Delete this row"),
    "guide list help": Words("いくつもあるときは「、」で区切ります。", "Divide several by commas."),
    "guide paste title": Words("{tab}に貼り付け", "Paste into {tab}"),
    "guide paste help": Words(
        "Excel で表のセルを選んで写し、下の枠に貼り付けます。「階・番号・名称」だけの一覧でもかまいません。",
        "Copy cells in Excel and paste them below. A list of floor, number and name will do.",
    ),
    "guide paste label": Words("貼り付ける内容", "What to paste"),
    "guide paste headings": Words("使える見出し: {headings}", "Headings that are known: {headings}"),
    "guide paste file": Words("CSV ファイルを読み込む", "Read a CSV file"),
    "guide paste known": Words(
        "同じ番号や名称の行は書き換え、ないものは新しい行にします。掲載する前に確かめられます。",
        "Rows of the same number or name are changed, others are added. You can check before publishing.",
    ),
    "guide check title": Words("{tab}の変更を確かめる", "Check the changes to {tab}"),
    "guide what changes": Words("変わるところ", "What changes"),
    "guide nothing changes": Words(
        "いまの内容と同じです。変わるところはありません。", "Nothing is different from now."
    ),
    "guide is new": Words("新しい行", "New row"),
    "guide is changed": Words("変更", "Changed"),
    "guide is gone": Words("なくなる", "Ends"),
    "guide item": Words("項目", "Item"),
    "guide now": Words("いま", "Now"),
    "guide then": Words("変更後", "Then"),
    "guide empty": Words("(なし)", "(none)"),
    "guide warnings": Words("気をつけること", "Please note"),
    "guide when": Words("この変更を始める日", "The day from which this holds"),
    "guide when help": Words(
        "空けておくと、掲載してすぐに変わります。先の日にすると、その日までは今の内容が出ます。",
        "Empty: at once. With a later day, what holds now is shown until then.",
    ),
    "guide when check": Words("この日で確かめる", "Check with this day"),
    "guide from": Words("{day} から変わります。", "This holds from {day}."),
    "guide at once": Words("掲載するとすぐに変わります。", "This holds at once."),
    "guide pictures": Words("モニターの画面", "On the screens"),
    "guide drawing": Words("画面を描いています。", "Drawing the pictures."),
    "guide draw": Words("画面を描いて見る", "Draw the pictures"),
    "guide same picture": Words("このモニターの画面は変わりません。", "Nothing changes on this screen."),
    "guide no picture": Words("画面を描けませんでした。", "The picture could not be drawn."),
    "guide other pages": Words("ほかに変わるページ {count}枚", "Other pages that change: {count}"),
    "guide publish": Words("この内容で掲載する", "Publish this"),
    "guide back": Words("表に戻って直す", "Back to the table"),
    "guide kept": Words(
        "庁舎案内を{count}行変えました。まもなくモニターに出ます。", "Rows changed: {count}. Soon on the screens."
    ),
    "guide same": Words(
        "変わるところがなかったので、何もしませんでした。", "Nothing was different, so nothing was done."
    ),
    "guide clash": Words(
        "編集しているあいだに、ほかの人が変えた行があります", "Somebody else changed a row meanwhile"
    ),
    "guide clash help": Words(
        "「いま」がほかの人の内容です。このまま掲載すると「変更後」になります。",
        "“Now” is what the other person wrote. Publishing makes it what stands under “Then”.",
    ),
    "guide clash by": Words("{name}({who} が変更)", "{name} (changed by {who})"),
    "guide no change yet": Words("まだ変更していません", "No changes yet"),
    "plan title": Words("組織改正の計画", "Reorganisation"),
    "plan check title": Words("組織改正の計画を確かめる", "Check the reorganisation"),
    "plan help": Words(
        "移動や改称などを一行ずつ書くと、その日から庁舎案内が変わります。前後の日には「移動しました」「旧○○課」も出ます。",
        "One line for each move or renaming: the guide changes on that day, and tells what moved.",
    ),
    "plan line": Words("{number}行目:", "Line {number}:"),
    "plan date example": Words("2027/4/1", "2027/4/1"),
    "plan comma": Words("、", ", "),
    "plan more": Words("行を増やす", "More lines"),
    "plan examples": Words("書き方の例", "Examples"),
    "plan example move": Words("2027/4/1|移動|税務課|2階 20番|3階 30番", "2027/4/1|move|Tax|2F 20|3F 30"),
    "plan example rename": Words("2027/4/1|改称|高齢支援課||長寿支援課", "2027/4/1|rename|Seniors||Longevity"),
    "plan example merge": Words("2027/4/1|統合|税務課、納税課||市税課", "2027/4/1|merge|Tax, Payment||City Tax"),
    "plan example divide": Words("2027/4/1|分割|福祉課||障害福祉課 24番", "2027/4/1|divide|Welfare||Disability 24"),
    "plan example new": Words("2027/4/1|新設|||デジタル課 5階 69番", "2027/4/1|new|||Digital 5F 69"),
    "plan example end": Words("2027/4/1|廃止|準備室||", "2027/4/1|end|Preparation||"),
    "plan told": Words(
        "来庁者には、その日の30日前から30日後まで、移動や旧名称を案内に出します。",
        "Visitors are told of moves and former names from 30 days before until 30 days after.",
    ),
    "plan kept": Words(
        "組織改正の計画を登録しました({count}件)。その日に庁舎案内が変わります。",
        "The plan is kept ({count} rows); the guide changes on its day.",
    ),
    "guide changed cell": Words("変更しました。元は {was}", "changed; it was {was}"),
}

HEADINGS: Mapping[str, str] = {
    "名称": "Name", "略称": "Short name", "区分": "Level", "上位所属": "Belongs to", "旧名称": "Former names",
    "電話": "Telephone", "並び順": "Order", "開始": "From", "終了": "Until", "番号": "Number", "所属": "Section",
    "棟": "Building", "階": "Floor", "ゾーン": "Area", "受付時間": "Hours", "ローカウンター": "Low counter",
    "ヒアリングループ": "Hearing loop", "対応言語": "Languages", "備考": "Note", "同義語": "Synonyms",
    "目的": "Purposes", "持ち物": "What to bring", "手数料": "Fee", "受付終了": "Accepted until",
    "オンライン": "Online", "表示": "Shown", "窓口": "Counters", "種別": "Kind", "機能": "Features",
    "停止開始": "Out of order from", "停止終了": "Out of order until", "用件": "What for", "場所": "Place",
    "モニター": "Screen", "行き先": "Target", "矢印": "Arrow", "催し名": "Event", "会場": "Room", "主催": "Organiser",
    "日付": "Day", "操作": "Change", "変更前": "Before", "変更後": "After",
}  # fmt: skip
"""What the headings of files, the same in every office, are called on an English page."""
