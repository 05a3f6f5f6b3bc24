"""Words of the list of pictures, and of every field that takes files."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "uploads help": Words(
        "お知らせに使える画像です。一度取り込んだ画像は、何度でも使えます。",
        "Pictures for notices. What was brought in once can be used again and again.",
    ),
    "bring pictures": Words("画像を取り込む", "Bring in pictures"),
    "picture formats": Words(
        "JPEG・PNG・WebP・GIF・HEIC。1枚 50MB まで。撮影した場所などの情報は取り除きます。",
        "JPEG, PNG, WebP, GIF or HEIC, up to 50 MB each. Where a photograph was taken is removed from it.",
    ),
    "bring in": Words("取り込む", "Bring in"),
    "brought in": Words("「{name}」を取り込みました。", "“{name}” is here."),
    "not brought in": Words("「{name}」: {sentence}", "“{name}”: {sentence}"),
    "no file chosen": Words("画像が選ばれていません。先に画像を選んでください。", "Choose a picture first."),
    "uploads none": Words("画像はまだありません", "No pictures yet"),
    "uploads none hint": Words(
        "上の枠に画像をドラッグするか、「ファイルを選択」から選んでください。",
        "Drag pictures onto the box above or choose them there.",
    ),
    "uploads count": Words("{count}枚の画像", "{count} pictures"),
    "uploads kept": Words("取り込んだ画像", "Pictures brought in"),
    "use in a notice": Words("お知らせに使う", "Use in a notice"),
    "look large": Words("大きく見る", "View large"),
    "used by": Words("使用中", "Used by"),
    "used by none": Words("使われていません", "Not used"),
    "used by more": Words("ほか{count}件", "and {count} more"),
    "uploaded by": Words("{who} ・ {time}", "{who} · {time}"),
    "upload size": Words("{width}×{height}", "{width} × {height}"),
    "upload choose": Words("画像を選ぶ", "Choose a picture"),
    "upload choose many": Words("画像を選ぶ(何枚でも)", "Choose pictures"),
    "upload waits": Words("順番を待っています", "Waiting its turn"),
    "upload goes": Words("送っています", "Sending"),
    "upload looks": Words("確かめています", "Checking"),
    "upload done": Words("取り込みました", "Done"),
    "upload cancel": Words("やめる", "Cancel"),
    "upload remove": Words("外す", "Remove"),
    "upload again": Words("もう一度", "Try again"),
    "upload lost": Words(
        "サーバーに届きませんでした。つながりを確かめて「もう一度」を押してください。",
        "The server could not be reached; check the connection and press “Try again”.",
    ),
    "upload paste hint": Words("貼り付け(Ctrl+V)でも入ります。", "Pasting (Ctrl+V) works as well."),
}
