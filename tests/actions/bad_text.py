"""Bad input: files that are no YAML, no CSV, or not in the form of ours."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Bad:
    """One mistake: in which file and line (0: the file as a whole), and words of what is said of it.

    `beside` are other files that are needed for it.
    """

    name: str
    file: str
    text: str | bytes
    line: int
    ja: str
    en: str
    beside: dict[str, str | bytes] = field(default_factory=dict)


def yaml(name: str, line: int, ja: str, en: str, text: str | bytes) -> Bad:
    return Bad(name=name, file="bad.yaml", text=text, line=line, ja=ja, en=en)


def sheet(name: str, line: int, ja: str, en: str, text: str | bytes, *, file: str = "庁舎外.csv") -> Bad:
    return Bad(name=name, file=file, text=text, line=line, ja=ja, en=en)


GROUP = "groups:\n  - id: hall\n    name: ホール\n"
HEAD = "ID,名称,用件,場所\n"

BAD_YAML = (
    yaml("an empty file", 1, "何も書かれていません", "it is empty", ""),
    yaml("only a comment", 1, "何も書かれていません", "it is empty", "# later\n"),
    yaml("a list at the top", 1, "一番外側は種類ごとの並び", "lists by noun", "- id: hall\n"),
    yaml("a word at the top", 1, "一番外側は種類ごとの並び", "lists by noun", "hello\n"),
    yaml(
        "an unknown noun",
        1,
        "「group」という種類はありません。「groups」のこと",
        'write "groups"',
        "group:\n  - id: a\n",
    ),
    yaml("a noun of the sheets", 1, "窓口.csv に書いて", "write them in 窓口.csv", "counters:\n  - id: '3'\n"),
    yaml("a noun without a list", 1, "「- id: …」で始まる行", "write rows", "groups:\n  id: hall\n"),
    yaml("a row that is a word", 2, "「- id: …」で始まる行", 'begins with "- id:"', "groups:\n  - hall\n"),
    yaml(
        "a noun twice",
        3,
        "「groups」が二度あります",
        "is there twice",
        "groups:\n  - {id: a, name: あ}\ngroups: []\n",
    ),
    yaml("a key twice", 4, "「name」が二度あります", "is there twice", GROUP + "    name: 別\n"),
    yaml("a tab before a key", 3, "行の頭にタブ", "a tab begins it", "groups:\n  - id: hall\n\tname: ホール\n"),
    yaml(
        "an open bracket",
        4,
        "YAML として読めません",
        "cannot be read as YAML",
        "groups:\n  - id: hall\n    name: [a\n",
    ),
    yaml(
        "an open quotation mark",
        4,
        "YAML として読めません",
        "cannot be read",
        'groups:\n  - id: hall\n    name: "a\n',
    ),
    yaml("bad indentation", 3, "字下げ", "indentation", "groups:\n  - id: hall\n   name: ホール\n"),
    yaml(
        "no space after a colon",
        3,
        "YAML として読めません",
        "cannot be read",
        "groups:\n  - id:hall\n    name: ホール\n",
    ),
    yaml("an anchor", 3, "別名", "no anchors", "groups:\n  - id: hall\n    name: &n ホール\n"),
    yaml("an alias of nothing", 3, "別名", "no anchors", "groups:\n  - id: hall\n    name: *n\n"),
    yaml("a merge key", 3, "「<<」は使えません", 'no "<<"', "groups:\n  - id: hall\n    <<: {name: a}\n"),
    yaml("a tag", 3, "タグ(tag:yaml.org,2002:str)", "no tags", "groups:\n  - id: hall\n    name: !!str ホール\n"),
    yaml("a tag that runs code", 3, "タグ", "no tags", "groups:\n  - id: a\n    name: !!python/name:os.system x\n"),
    yaml("two documents", 4, "二つ目の文書", "a second document", GROUP + "---\n" + GROUP),
    yaml("null", 3, "null は使えません", "no null", "groups:\n  - id: hall\n    name: null\n"),
    yaml("a tilde", 3, "null は使えません", "no null", "groups:\n  - id: hall\n    name: ~\n"),
    yaml("a mapping as a key", 3, "キーは一語", "a key is one word", "groups:\n  - id: hall\n    {a: b}: ホール\n"),
    yaml(
        "nested beyond all sense",
        3,
        "入れ子が深すぎ",
        "too deeply",
        "groups:\n  - id: hall\n    name: " + "[" * 40 + "]" * 40,
    ),
    yaml("a NUL", 3, "制御文字(U+0000)", "control character (U+0000)", "groups:\n  - id: hall\n    name: ホ\0ル\n"),
    yaml(
        "an escape character",
        3,
        "制御文字(U+001B)",
        "control character",
        "groups:\n  - id: hall\n    name: \x1b[31m\n",
    ),
    yaml(
        "cp932",
        3,
        "UTF-8 で書かれていません",
        "this is not UTF-8",
        "groups:\n  - id: hall\n    name: ホール\n".encode("cp932"),
    ),
    yaml("UTF-16", 1, "UTF-8 で書かれていません", "this is not UTF-8", GROUP.encode("utf-16")),
    yaml("a picture called yaml", 1, "UTF-8 で書かれていません", "this is not UTF-8", b"\x89PNG\r\n\x1a\n\0\0"),
    yaml("over five megabytes", 0, "大きすぎます", "too large", "# " + "x" * 5_000_000),
)

BAD_SHEETS = (
    sheet("an empty sheet", 1, "一行目に見出しがありません", "the first row has no headings", ""),
    sheet(
        "no headings", 1, "一行目に見出しがありません", "the first row has no headings", "tax2,税務署,所得税,駅前\n"
    ),
    sheet(
        "a heading missing",
        1,
        "見出し「場所」がありません",
        'no heading "場所"',
        "ID,名称,用件\ntax2,税務署,所得税\n",
    ),
    sheet(
        "a heading misspelt",
        1,
        "見出し「用件名」はありません。「用件」",
        'no heading "用件名"; write "用件"',
        "ID,名称,用件名,場所\n",
    ),
    sheet("a heading twice", 1, "見出し「名称」が二度", "is there twice", "ID,名称,名称,用件,場所\n"),
    sheet(
        "a heading in an unknown language",
        1,
        "言語がわかりません",
        "names no language",
        "ID,名称,名称 eng,用件,場所\n",
    ),
    sheet(
        "a language where there is none",
        1,
        "見出し「電話 en」はありません",
        "no heading",
        "ID,名称,用件,場所,電話 en\n",
    ),
    sheet("semicolons for commas", 1, "一行目に見出しがありません", "no headings", "ID;名称;用件;場所\n"),
    sheet("too few columns", 2, "列が3あり、見出しは4", "3 columns under 4 headings", HEAD + "tax2,税務署,所得税\n"),
    sheet(
        "too many columns",
        2,
        "列が5あり、見出しは4",
        "5 columns under 4 headings",
        HEAD + "tax2,税務署,所得税,相続税,駅前\n",
    ),
    sheet(
        "a cell without a heading",
        2,
        "見出しのない列",
        "a column without a heading",
        "ID,名称,用件,場所,\na,b,c,d,e\n",
    ),
    sheet(
        "an open quotation mark in a cell",
        2,
        "引用符の閉じ忘れ",
        "close the quotation",
        HEAD + 'tax2,"税務署,所得税,駅前\n',
    ),
    sheet("text after a quotation", 2, "CSV として読めません", "cannot be read as CSV", HEAD + 'tax2,"税"務署,a,b\n'),
    sheet(
        "a mistake after a quoted line break",
        4,
        "「場所」がありません",
        '"場所" is missing',
        HEAD + 'a,b,"c\nd",e\ntax2,b,c,\n',
    ),
    sheet("a NUL in a cell", 2, "NUL 文字", "NUL character", HEAD + "tax2,税\0,所得税,駅前\n"),
    sheet("a tab among commas", 2, "名称: 制御文字(U+0009)", "control character", HEAD + "a,b\tc,d,e\n"),
    sheet("commas under tabs", 2, "列が1あり、見出しは4", "1 columns", HEAD.replace(",", "\t") + "a,b,c,d\n"),
    sheet("a formula", 2, "名称: 「=A1&B1」は表計算の数式", "is a formula", HEAD + "tax2,=A1&B1,所得税,駅前\n"),
    sheet("a command", 2, "表計算の数式", "is a formula", HEAD + "tax2,@SUM(1+1),所得税,駅前\n"),
    sheet(
        "a formula's error",
        2,
        "「#REF!」は表計算の数式か誤り",
        "is a formula or its error",
        HEAD + "tax2,#REF!,所得税,駅前\n",
    ),
    sheet(
        "a number that was shortened",
        2,
        "表計算が縮めた数",
        "was shortened",
        "ID,名称,用件,場所,電話\na,b,c,d,1.2E+11\n",
    ),
    sheet(
        "no known encoding",
        2,
        "文字コードがわかりません",
        "the encoding is not clear",
        HEAD.encode() + b"tax2,\xff\xfe\xfd,b,c\n",
    ),
    sheet(
        "half a UTF-16 file",
        1,
        "文字コードがわかりません",
        "the encoding is not clear",
        HEAD.encode("utf-16") + b"\x00\xd8",
    ),
    sheet("UTF-8 broken after its mark", 1, "文字コードがわかりません", "not clear", b"\xef\xbb\xbfID,\xff\n"),
    sheet(
        "a private-use character of cp932",
        2,
        "外字(U+E000)",
        "private-use character (U+E000)",
        HEAD.encode("cp932") + b"tax2,\xf0\x40,a,b\n",
    ),
    sheet(
        "an unknown sheet",
        0,
        "「窓口一覧」という名の表はありません。「窓口」",
        'write "窓口"',
        "ID,番号\n",
        file="窓口一覧.csv",
    ),
    sheet(
        "an unknown choice",
        2,
        "状態: 「停止」は使えません",
        '状態: "停止" will not do',
        "ID,番号,所属,棟,階,状態\n9,9,soumu,main,main-1f,停止\n",
        file="窓口.csv",
    ),
    sheet(
        "the end of no state",
        2,
        "状態の終わり: いつまで何なのかがわかりません",
        "状態の終わり: until then what?",
        "ID,番号,所属,棟,階,状態の終わり\n9,9,soumu,main,main-1f,2026-11-24\n",
        file="窓口.csv",
    ),
    sheet(
        "a section's usual screen that there is not",
        2,
        "いつもの場所: モニター「lobby-9f」はありません",
        'there is no screen "lobby-9f"',
        "ID,名称,いつもの場所\nkoho,広報課,lobby-9f\n",
        file="所属.csv",
    ),
    sheet(
        "neither circle nor cross",
        2,
        "ローカウンター: 「△」ではなく",
        "write yes or no",
        "ID,番号,所属,棟,階,ローカウンター\n9,9,soumu,main,main-1f,△\n",
        file="窓口.csv",
    ),
    sheet(
        "a number that became a date",
        2,
        "番号: 「11月14日」は表計算が日付に変えた",
        "took the number for a date",
        "ID,番号,所属,棟,階\n9,11月14日,soumu,main,main-1f\n",
        file="窓口.csv",
    ),
    sheet(
        "a counter without a section",
        2,
        "「所属」がありません",
        '"所属" is missing',
        "ID,番号,所属,棟,階\n9,9,,main,main-1f\n",
        file="窓口.csv",
    ),
    sheet(
        "an unknown step",
        2,
        "窓口: 「受け付け」は使えません。「受付」",
        'write "受付"',
        "ID,名称,窓口\na,a,1 受け付け\n",
        file="取扱業務.csv",
    ),
    sheet(
        "a serving that cannot be read",
        2,
        "窓口: 「1 受付 (あ」は読めません",
        "cannot read",
        "ID,名称,窓口\na,a,1 受付 (あ\n",
        file="取扱業務.csv",
    ),
    sheet(
        "a condition in an unknown language",
        2,
        "言語「xx」はありません",
        'no language "xx"',
        "ID,名称,窓口\na,a,1 受付(あ | xx: b)\n",
        file="取扱業務.csv",
    ),
    sheet(
        "an unknown counter",
        2,
        "窓口「99」はありません",
        'no counter "99"',
        "ID,名称,窓口\na,a,99 受付\n",
        file="取扱業務.csv",
    ),
    sheet(
        "no time of day",
        2,
        "受付終了: 「夕方」は時刻ではありません",
        "is not a time of day",
        "ID,名称,受付終了\na,a,夕方\n",
        file="取扱業務.csv",
    ),
    sheet(
        "no address",
        2,
        "オンライン: 「www.a.jp」は URL ではありません",
        "is not a URL",
        "ID,名称,オンライン\na,a,www.a.jp\n",
        file="取扱業務.csv",
    ),
    sheet(
        "a script for an address",
        2,
        "URL ではありません",
        "is not a URL",
        "ID,名称,オンライン\na,a,javascript:alert(1)\n",
        file="取扱業務.csv",
    ),
    sheet(
        "an arrow that points nowhere",
        2,
        "矢印: 「⇒」は使えません",
        "will not do",
        "ID,モニター,行き先,矢印\nd9,lobby-1f,east,⇒\n",
        file="方向.csv",
    ),
    sheet(
        "a way to nowhere",
        2,
        "行き先: ゾーン・窓口・設備・階・棟「roof」はありません",
        "no area or counter",
        "ID,モニター,行き先,矢印\nd9,lobby-1f,roof,→\n",
        file="方向.csv",
    ),
    sheet(
        "overlapping rows of one id",
        3,
        "期間が重なっています",
        "overlaps",
        "ID,名称,開始,終了\nzei,税務課,,2027-04-01\nzei,税課,2027-04-01,\n",
        file="所属.csv",
    ),
    sheet(
        "the same row twice",
        3,
        "期間が重なっています",
        "overlaps",
        "ID,名称\nzei,税務課\nzei,税務課\n",
        file="所属.csv",
    ),
    sheet(
        "a section above itself",
        2,
        "shi-a → shi-b → shi-a",
        "goes in a circle",
        "ID,名称,上位所属\nshi-a,甲,shi-b\nshi-b,乙,shi-a\n",
        file="所属.csv",
    ),
    sheet(
        "an order that is no number",
        2,
        "並び順: 「一番」ではなく整数",
        "write a whole number",
        "ID,名称,並び順\nzei,税務課,一番\n",
        file="所属.csv",
    ),
    sheet(
        "an end before its beginning",
        2,
        "終了: 終わり(2026-03-31)が始まり",
        "is not after the start",
        "ID,名称,開始,終了\nzei,税,2026-04-01,2026-03-31\n",
        file="所属.csv",
    ),
    sheet(
        "a facility that is out of order backwards",
        2,
        "停止終了",
        "is not after",
        "ID,種別,名称,棟,階,停止開始,停止終了\nl,lift,a,main,main-1f,today,today-1d\n",
        file="設備.csv",
    ),
)
