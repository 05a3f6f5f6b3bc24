"""The queue board's own words beside those of core.queue_words, in Japanese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from signage.core.texts import Text

TITLE = Text.of(ja="番号案内", en="Now serving")
CALLING = Text.of(ja="ただいまの番号", en="Now calling")
CALLED = Text.of(ja="お呼び済み", en="Called")
READY = Text.of(ja="交付番号", en="Ready")
NOBODY = Text.of(ja="お呼び出しはまだありません", en="No number has been called yet")
CODE = Text.of(ja="スマホで見る", en="On your phone")
STATES: Mapping[str, Text] = {
    "paused": Text.of(ja="休止", en="Paused"),
    "closed": Text.of(ja="受付終了", en="Closed"),
}
"""What stands in the place of a counter's number."""

_COUNTER = Text.of(ja="{}番窓口", en="Counter {}")
_AFTER_SIGN = Text.of(ja="番窓口", en="")
_NUMBER = Text.of(ja="{}番", en="number {}")
_WAITING = Text.of(ja="待ち {}人", en="{} waiting")
_WAIT = Text.of(ja="目安 {}", en="wait {}")


def counter(sign: str) -> Text:
    """「3番窓口」; what cannot be said so is said as its sign has it."""
    return _filled(_COUNTER, sign)


def after_sign() -> Text:
    """What is said after a sign: 「番窓口」."""
    return _AFTER_SIGN


def number(called: str) -> Text:
    """「42番」, for a voice."""
    return _filled(_NUMBER, called)


def waiting(count: int) -> Text:
    """「待ち 7人」."""
    return _filled(_WAITING, str(count))


def wait(text: Text) -> Text:
    """「目安 数分〜15分」: a range from a table, in the languages that the table has."""
    return Text.of({tag: words.format(said) for tag, words in _WAIT if (said := text.get(tag)) is not None})


def _filled(text: Text, said: str) -> Text:
    return Text.of({tag: words.format(said) for tag, words in text})
