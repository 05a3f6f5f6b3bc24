"""Words of the playlists' pages."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "playlist unknown time": Words("(まだ測れません)", "(not known yet)"),
    "playlist minutes": Words("{minutes}分{seconds}秒", "{minutes} min {seconds} s"),
    "playlist seconds": Words("{seconds}秒", "{seconds} s"),
    "playlist round": Words("1周 {time}", "One round: {time}"),
    "playlist round over": Words(
        "目安の{budget}を超えています。減らすか、別の時間帯に分けてください。",
        "That is over the budget of {budget}. Take something out, or move it to other hours.",
    ),
    "playlist round fine": Words("目安は{budget}です。", "The budget is {budget}."),
    "playlist each": Words("1枚の秒数", "Seconds a page"),
    "playlist each help": Words("空なら、読むのにかかる時間。", "Empty: as long as reading takes."),
    "playlist takes": Words("この中で {time}", "takes {time}"),
    "playlist inside": Words("プレイリスト", "playlist"),
    "playlist find": Words("加えるものを探す", "Find what to add"),
    "playlist put": Words("「{name}」を加える", "Add “{name}”"),
    "playlist slides": Words("コンテンツ", "Content"),
    "playlist others": Words("ほかのプレイリストをまるごと", "Another playlist, whole"),
    "playlist empty": Words(
        "まだ何も入っていません。下で選んで加えてください。", "Nothing is in it yet; choose something below."
    ),
}
