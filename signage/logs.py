"""Logs: a line of text for people, or a JSON object a line for machines; never a secret in either."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal, TextIO, get_args

LogFormat = Literal["text", "json"]

FORMATS: tuple[LogFormat, ...] = get_args(LogFormat)

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_SECRET = re.compile(r"signage_[0-9a-f]{16,}|(?<=[Bb]earer )[^\s\"\\]+|(?<=://)[^/\s\"\\@]+(?=@)")
"""Tokens, and passwords in addresses. Nobody here writes them; what foreign libraries write is not known."""

_CONVERSION = re.compile(r"(?:\b(\w+)=)?%[-+ #0-9.]*([a-zA-Z%])")
"""One place of a logging message that a value fills, and the name that stands before it."""


def begin(form: LogFormat) -> None:
    """From now on this process logs so, to its standard error; where somebody else set its log up, as they did."""
    ours = next((each for each in logging.getLogger().handlers if isinstance(each, _ToTerminal)), None)
    if ours is None:
        ours = _ToTerminal()
        logging.basicConfig(level=logging.INFO, handlers=[ours])
    ours.setFormatter(_AsJson() if form == "json" else _AsText(_TEXT))
    for loud in ("apscheduler", "apprise"):  # every tick, every address: SD cards wear out
        logging.getLogger(loud).setLevel(logging.WARNING)


class _ToTerminal(logging.StreamHandler[TextIO]):
    """What `begin` put there, known again when another form is asked for."""


class _AsText(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub("…", super().format(record))


class _AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "at": f"{at:%Y-%m-%dT%H:%M:%S}.{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **({"facts": facts} if (facts := _facts(record)) else {}),
            **({"traceback": self.formatException(record.exc_info)} if record.exc_info else {}),
        }
        return _SECRET.sub("…", json.dumps(line, ensure_ascii=False, default=str))


def _facts(record: logging.LogRecord) -> Mapping[str, object]:
    """The values that the message names: `heads=%d` is {"heads": 5}."""
    if not isinstance(record.args, tuple):
        return {}
    names = [match[1] for match in _CONVERSION.finditer(str(record.msg)) if match[2] != "%"]
    if len(names) != len(record.args):
        return {}
    return {name: _plain(value) for name, value in zip(names, record.args, strict=True) if name is not None}


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
