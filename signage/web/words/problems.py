"""Words of the pages that say what went wrong."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "not found": Words(
        "お探しのページはありません。アドレスを確かめてください。", "There is no such page; check the address."
    ),
    "back": Words("最初のページへ戻る", "Back to the first page"),
    "forbidden": Words(
        "このページを使う権限がありません。必要なときは運用責任者に頼んでください。",
        "You may not use this page; ask an administrator if you need to.",
    ),
    "too large": Words(
        "送られた内容が大きすぎます。ファイルを小さくするか、分けて送ってください。",
        "What was sent is too large; make the file smaller or send it in parts.",
    ),
    "too often": Words(
        "短い間に何度も送られました。5分ほど待ってからもう一度お試しください。",
        "Too many attempts; wait about five minutes and try again.",
    ),
    "method": Words(
        "このアドレスではその操作はできません。元のページからやり直してください。",
        "That cannot be done at this address; go back to the page and try again.",
    ),
    "broken": Words(
        "サーバーで思わぬことが起きました。何も変わっていません。続くときは運用責任者に知らせてください。",
        "Something unforeseen happened on the server. Nothing was changed. Tell an administrator if it goes on.",
    ),
    "unreadable": Words(
        "送られた内容が読めません。元のページからやり直してください。",
        "What was sent cannot be read; go back to the page and try again.",
    ),
}
