"""Words of what is printed, and of what is pasted into the office's web pages."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "papers help": Words(
        "モニターに出しているものを、そのまま紙やホームページにも使えます。打ち直しはいりません。",
        "What is on the screens, on paper and on the web page as well, without typing it again.",
    ),
    "papers guide": Words("庁舎案内を机に置く(A3)", "Floor guide for the desk (A3)"),
    "papers guide help": Words(
        "すべての階と窓口が1枚に入ります。今日の内容で作ります。",
        "Every floor and counter on one sheet, as it is today.",
    ),
    "a3 landscape": Words("A3 横", "A3 landscape"),
    "a3 portrait": Words("A3 縦", "A3 portrait"),
    "papers notices": Words("お知らせを貼る(A4)・ホームページに載せる", "Notices for the wall (A4) and the web page"),
    "papers notice": Words("お知らせ", "Notice"),
    "papers owner": Words("担当", "Section"),
    "papers until": Words("掲載の終わり", "Ends"),
    "papers no end": Words("終わりなし", "no end"),
    "papers what": Words("紙・文章", "Paper, text"),
    "a4": Words("A4(PDF)", "A4 (PDF)"),
    "web text": Words("文章", "Text"),
    "papers no notices": Words("印刷できるお知らせはありません", "There is no notice to print"),
    "papers glass": Words("モニターの画面を画像で保存する(PNG)", "A screen's picture (PNG)"),
    "papers glass help": Words(
        "広報やチラシに使う画像です。日時を空けておくと、いまの画面になります。",
        "For newsletters and leaflets. Without a time: as it is now.",
    ),
    "papers screen": Words("モニター", "Screen"),
    "papers at": Words("日時", "Time"),
    "papers save": Words("画像を開く", "Open the picture"),
    "as web text": Words("ホームページ用の文章", "Text for the web page"),
    "web text of": Words("ホームページ用の文章: {title}", "Text for the web page: {title}"),
    "web text help": Words(
        "ホームページの編集画面に貼り付ける文章です。見出しと本文がそのまま入ります。",
        "To be pasted into the web page's editor, with its headings.",
    ),
    "web text plain": Words("文章だけ", "Plain text"),
    "web text html": Words("HTML(見出しつき)", "HTML (with headings)"),
    "copy": Words("コピー", "Copy"),
    "copied": Words("コピーしました", "Copied"),
    "copy by hand": Words(
        "コピーできませんでした。文章を選んで、Ctrl と C のキーを押してください。",
        "That could not be copied; select the text and press Ctrl and C.",
    ),
    "in japanese": Words("日本語", "Japanese"),
    "in english": Words("英語", "English"),
}
