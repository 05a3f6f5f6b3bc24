"""Words of one schedule rule: its form, its presets, what it would change."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "rule new": Words("放映スケジュールを作る", "New schedule"),
    "rule saved": Words("「{name}」の放映スケジュールを保存しました。", "The schedule of “{name}” is saved."),
    "rule removed": Words("{name}をやめました。", "Removed: {name}."),
    "rule remove": Words("やめる(削除)", "Remove"),
    "rule remove sure": Words("{name}をやめますか", "Remove the {name}?"),
    "rule remove what": Words(
        "すぐにモニターに出なくなります。30日のあいだは、変更の履歴から元に戻せます。",
        "It leaves the screens at once. For 30 days it can be put back from the history.",
    ),
    "rule what": Words("何を流しますか", "What is to play?"),
    "rule what playlists": Words("プレイリスト", "Playlists"),
    "rule what slides": Words("コンテンツ", "Content"),
    "rule where": Words("どこに流しますか", "Where?"),
    "rule groups": Words("グループ(まとめて)", "Groups of screens"),
    "rule screens": Words("モニター(一台ずつ)", "Single screens"),
    "rule zone": Words("画面のどこに", "In which part of the screen"),
    "rule when": Words("いつ流しますか", "When?"),
    "rule preset always": Words("いつも", "Always"),
    "rule preset open": Words("開庁時間中", "While the office is open"),
    "rule preset morning": Words("午前(開庁から正午まで)", "Mornings, from opening to noon"),
    "rule preset afternoon": Words("午後(正午から閉庁まで)", "Afternoons, from noon to closing"),
    "rule preset period": Words("期間を決めて(開庁時間中)", "For a period, while open"),
    "rule preset weekly": Words("曜日と時間を決めて", "On weekdays, at times"),
    "rule preset monthly": Words("毎月 第何の何曜", "On the nth weekday of each month"),
    "rule preset closing": Words("閉庁前の何分か", "Some minutes before closing"),
    "rule preset every": Words("何分かごとに1回、割り込ませる", "Inserted once every so many minutes"),
    "rule preset custom": Words("くわしい条件で決める", "By the full conditions below"),
    "rule from": Words("始まりの日", "From"),
    "rule until": Words("終わりの日(この日を含む)", "Until (included)"),
    "rule nth": Words("第何", "Which"),
    "rule weekdays": Words("曜日", "Weekdays"),
    "rule first": Words("何時から", "From"),
    "rule last": Words("何時まで", "Until"),
    "rule times help": Words("空なら、その日の開庁時間中。", "Empty: while open on that day."),
    "rule minutes": Words("閉庁の何分前から", "Minutes before closing"),
    "rule every": Words("何分ごと", "Every so many minutes"),
    "rule level": Words("優先順位", "Level"),
    "rule level base": Words(
        "いつもの土台。ほかに何もない時間に出ます。", "The ground: plays when nothing else does."
    ),
    "rule level normal": Words("ふつうはこれ。常時のものより優先します。", "The usual one; above base."),
    "rule level interrupt": Words(
        "通常のものに代わって出ます。消灯中でも点灯します。", "In place of normal; lights dark screens."
    ),
    "rule level emergency": Words("すべてに優先します。", "Above everything."),
    "rule emergency": Words("緊急のときは、緊急表示から。", "For emergencies: the emergency display."),
    "rule behind": Words("くわしい条件", "Full conditions"),
    "rule behind help": Words(
        "「いつ」は、上で「くわしい条件で決める」を選んだときに使います。",
        "“When” is used where “By the full conditions below” is chosen above.",
    ),
    "rule try": Words("影響を確かめる(まだ保存しない)", "See what it changes (without saving)"),
    "rule plays": Words("「{what}」を {where} に、{sentence}", "“{what}” on {where}: {sentence}"),
    "rule choose what": Words("何を流すか選んでください。", "Choose what is to play."),
    "rule choose where": Words("どこに流すか選んでください。", "Choose where it is to play."),
    "rule not yet": Words("まだ決まっていないところ", "Still to be filled in"),
    "rule effects": Words("これから2週間で変わること", "What changes in the next two weeks"),
    "rule effects none": Words("変わることはありません。", "Nothing changes."),
    "rule never": Words(
        "この条件では、これから2週間、どのモニターにも出ません。期間・曜日・優先順位を確かめてください。",
        "Like this it is on no screen in the next two weeks; look at the period, the weekdays and the level.",
    ),
    "rule untried": Words("ほかに{count}台のモニターにも効きます。", "It holds for {count} more screens."),
    "tried own more": Words("{zone}に出る: {times}", "Shown in {zone}: {times}"),
    "tried own less": Words("{zone}に出なくなる: {times}", "No longer shown in {zone}: {times}"),
    "tried other more": Words(
        "「{what}」が{zone}に出るようになる: {times}", "“{what}” is now shown in {zone}: {times}"
    ),
    "tried other less": Words("「{what}」が{zone}に出なくなる: {times}", "“{what}” is no longer in {zone}: {times}"),
    "tried time": Words("{first}(計{total})", "{first} ({total})"),
    "tried times": Words("{first} ほか{more}回(計{total})", "{first} and {more} more ({total})"),
    "tried hours": Words("{hours}時間", "{hours} h"),
    "tried minutes": Words("{minutes}分", "{minutes} min"),
    "tried screens more": Words("{screens} ほか{count}台", "{screens} and {count} more"),
}
