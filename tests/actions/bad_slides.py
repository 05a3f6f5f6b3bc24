"""Bad input: slides and their pictures."""

from __future__ import annotations

from tests.actions.bad_text import Bad, yaml
from tests.actions.small_office import a_png

SLIDE = "slides:\n  - id: fair\n    name: 区民まつり\n    owner: soumu\n    "
NOTICE = SLIDE + "kind: notice\n    until: today+9d\n    "
TITLED = NOTICE + "fields:\n      title: まつり\n      "


A_BOMB = a_png(width=40_000, height=40_000)


def pictured(name: str, ja: str, en: str, path: str, **beside: str | bytes) -> Bad:
    """A notice whose picture is wrong."""
    text = TITLED + f"picture: {path}\n"
    return Bad(name=name, file="bad.yaml", text=text, line=9, ja=ja, en=en, beside={**beside})


BAD_SLIDES = (
    yaml("an unknown kind", 5, "「movie」という種類はありません", 'no kind "movie"', SLIDE + "kind: movie\n"),
    yaml(
        "a notice without an end",
        2,
        "終わりがありません",
        "it has no end",
        SLIDE + "kind: notice\n    fields: {title: a}\n",
    ),
    yaml(
        "an unknown owner", 4, "所属「somu」はありません。「soumu」", 'write "soumu"', TITLED.replace("soumu", "somu")
    ),
    yaml(
        "an unknown state",
        7,
        "「publish」は使えません。「published」",
        'write "published"',
        NOTICE + "state: publish\n",
    ),
    yaml("fields that are a list", 7, "項目(名前: 値)で", "write fields", NOTICE + "fields: [a]\n"),
    yaml("a kind's field missing", 2, "「title」がありません", '"title" is missing', NOTICE + "state: draft\n"),
    yaml(
        "a kind's field misspelt", 9, "「boby」という項目はありません。「body」", 'write "body"', TITLED + "boby: a\n"
    ),
    yaml(
        "a kind's period backwards",
        9,
        "より後ではありません",
        "is not after",
        TITLED + "period: {from: today+1d, until: today}\n",
    ),
    yaml("a review on no day", 7, "日付ではありません", "is not a date", NOTICE + "review_on: soon\n"),
    pictured("a picture that is not there", "画像「p/none.png」がありません", "there is no picture", "p/none.png"),
    pictured(
        "a picture that is a page",
        "画像ではありません",
        "is not a picture",
        "p/a.png",
        **{"p/a.png": "<!doctype html>"},
    ),
    pictured(
        "a picture that is a drawing", "画像ではありません", "is not a picture", "p/a.svg", **{"p/a.svg": "<svg/>"}
    ),
    pictured("a picture of nothing", "画像ではありません", "is not a picture", "p/a.png", **{"p/a.png": b""}),
    pictured(
        "half a picture", "壊れている", "is damaged", "p/a.png", **{"p/a.png": a_png(width=64, height=64)[:5000]}
    ),
    pictured("a picture that swells", "画素が多すぎます", "too many pixels", "p/a.png", **{"p/a.png": A_BOMB}),
    pictured("a picture in name only", "壊れている", "is damaged", "p/a.jpg", **{"p/a.jpg": b"\xff\xd8\xff" * 99}),
    pictured("a picture outside", "フォルダーの外", "outside the folder", "../a.png"),
    pictured("a picture by its whole path", "このファイルから見た場所", "from this file", "/etc/passwd"),
    pictured("a picture of Windows", "このファイルから見た場所", "from this file", "pictures\\new.png"),
    pictured("a picture by address", "がありません", "there is no picture", "https://example.jp/a.png"),
    pictured("a hash of nothing", "がありません", "there is no picture", "0" * 64),
)
