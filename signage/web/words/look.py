"""Words of the parts that pages are built from: marks, errors, lists, tables."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "required": Words("※必須", "Required"),
    "optional": Words("任意", "Optional"),
    "errors found": Words("直すところが{count}件あります", "To be corrected: {count}"),
    "drop here": Words("ここにファイルを置くか、選んでください。", "Drop files here, or choose them."),
    "pages of list": Words("一覧のページ", "Pages of the list"),
    "rows in all": Words("全{count}件", "{count} in all"),
    "page number": Words("{number}ページ目", "Page {number}"),
    "see all": Words("すべて見る", "See all"),
    "steps": Words("手順", "Steps"),
    "where you are": Words("現在のページの位置", "Where this page is"),
    "before": Words("変更前", "Before"),
    "after": Words("変更後", "After"),
    "not shown": Words("表示していません", "Not shown"),
    "override on": Words("緊急表示中", "Emergency display is on"),
    "drill on": Words("訓練表示中", "A drill is on"),
    "override says": Words("{title}({until}まで・{screens}台)", "{title} (until {until}, on {screens} screens)"),
    "override extend": Words("延長する", "Extend"),
    "override end": Words("終了する", "End it"),
    "how to": Words("使い方", "How to use"),
    "error page": Words("お知らせ", "Something needs attention"),
}
