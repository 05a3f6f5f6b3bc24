"""Fleet letters: the words in which administrators are told which screens are in trouble, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from signage.core.catalogue import Catalogue
from signage.core.fleet import Standing, sentence_of
from signage.core.places import place_of
from signage.core.screens import Screen
from signage.core.texts import Text
from signage.store.standings import Stood

_GONE = Text.of(ja="【モニター】「{name}」を確認してください", en="Please look at the screen “{name}”")
_GONE_SOME = Text.of(ja="【モニター】{count}台を確認してください", en="Please look at {count} screens")
_WELL = Text.of(ja="【モニター】「{name}」は元に戻りました", en="The screen “{name}” is well again")
_WELL_SOME = Text.of(ja="【モニター】{count}台が元に戻りました", en="{count} screens are well again")
_MORNING_WELL = Text.of(
    ja="【朝の確認】モニター{count}台はすべて正常です", en="Morning check: all {count} screens are well"
)
_MORNING = Text.of(
    ja="【朝の確認】モニター{count}台のうち{troubled}台を確認してください",
    en="Morning check: please look at {troubled} of {count} screens",
)
_AS_PLANNED = Text.of(ja="予定どおり表示しています。", en="They show what they should.")
_ALL_READY = Text.of(ja="開庁の準備ができています。", en="They are ready for the day.")
_SAME_FLOOR = Text.of(
    ja="同じ階のモニターが一度に途絶えました。その階の電源とネットワーク機器(ハブ)を先に確認してください。",
    en="Screens of one floor fell silent together. First look at that floor's power and network switch.",
)
_ALL_AT_ONCE = Text.of(
    ja="いくつもの階のモニターが一度に途絶えました。庁内ネットワークとこのサーバーの接続を先に確認してください。",
    en="Screens of several floors fell silent together. First look at the office's network and at this server's.",
)

_LANGUAGES = ("ja", "en")


def gone_letter(held: Catalogue, gone: Sequence[tuple[Screen, Stood]]) -> tuple[Text, Text]:
    """Title and body: each screen with what is wrong and what to do; first what several have in common."""
    common = _in_common([screen for screen, one in gone if one.why == "silent"])
    lines = [_line(held, screen, sentence_of(one.why)) for screen, one in gone]
    return _title(_GONE, _GONE_SOME, [screen for screen, _ in gone]), _lines([common, *lines])


def well_letter(back: Sequence[Screen]) -> tuple[Text, Text]:
    """Title and body."""
    names = [Text.of({tag: f"・{screen.name.best(tag)}" for tag in _LANGUAGES}) for screen in back]
    return _title(_WELL, _WELL_SOME, back), _lines([_AS_PLANNED, *(names if len(back) > 1 else ())])


def morning_letter(held: Catalogue, found: Sequence[tuple[Screen, Standing]]) -> tuple[Text, Text]:
    """Title and body: how many are well, which are not, and what to do; also what will be trouble one day."""
    troubled = [(screen, one) for screen, one in found if not one.is_well]
    title = _MORNING if troubled else _MORNING_WELL
    lines = [_line(held, screen, one.sentence) for screen, one in troubled]
    lines += [_line(held, screen, remark) for screen, one in found for remark in one.remarks]
    values = {"count": len(found), "troubled": len(troubled)}
    return _filled(title, **values), _lines(lines or [_ALL_READY])


def _in_common(silent: Sequence[Screen]) -> Text:
    """What to look at first where several fell silent together."""
    if len(silent) < 2:
        return Text()
    return _SAME_FLOOR if len({(one.building, one.floor) for one in silent}) == 1 else _ALL_AT_ONCE


def _line(held: Catalogue, screen: Screen, sentence: Text) -> Text:
    """「・1階ロビー(本庁舎 1F): …」"""
    place = place_of(screen, held.guide)
    return Text.of(
        ja=f"・{screen.name.best('ja')}({place.best('ja')}): {sentence.best('ja')}",
        en=f"- {screen.name.best('en')} ({place.best('en')}): {sentence.best('en')}",
    )


def _title(one: Text, some: Text, screens: Sequence[Screen]) -> Text:
    if len(screens) != 1:
        return _filled(some, count=len(screens))
    return Text.of({tag: one.best(tag).format(name=screens[0].name.best(tag)) for tag in _LANGUAGES})


def _filled(text: Text, **values: int) -> Text:
    return Text.of({tag: text.best(tag).format(**values) for tag in _LANGUAGES})


def _lines(texts: Sequence[Text]) -> Text:
    return Text.of({tag: "\n".join(text.best(tag) for text in texts if text) for tag in _LANGUAGES})
