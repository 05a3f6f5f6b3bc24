"""The terminal: what every command shares: the reader's language, one line said, the installation that is meant."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from signage.actions import installation
from signage.actions.installation import Installation
from signage.config import Settings, read_settings

Command = Callable[[argparse.Namespace], None]


def language() -> str:
    """`ja` or `en`, by the locale."""
    wanted = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ja" if wanted.startswith("ja") else "en"


def told(ja: str, en: str) -> str:
    """The one of two that the person at the terminal reads."""
    return ja if language() == "ja" else en


def say(ja: str, en: str) -> None:
    """One line for the person at the terminal."""
    print(told(ja, en), flush=True)


def settings_of(asked: argparse.Namespace) -> Settings:
    """The settings of the data folder that a command names."""
    host, port, tls = (getattr(asked, name, None) for name in ("host", "port", "tls"))
    return read_settings(asked.data, host=host, port=port, tls=tls)


def installation_of(asked: argparse.Namespace) -> Installation:
    """What is in that folder. Missing where `signage init` was not run."""
    return installation.opened(settings_of(asked))


def names_data(parser: argparse.ArgumentParser, run: Command) -> None:
    """What every command has: the data folder, and what it does."""
    data = told("データの置き場所(または SIGNAGE_DATA)", "the data folder (or SIGNAGE_DATA)")
    parser.add_argument("--data", type=Path, metavar="DIR", help=data)
    parser.set_defaults(run=run)


def offers_tls(parser: argparse.ArgumentParser) -> None:
    """What a command has that serves."""
    words = told("通信を暗号化する(signage.toml の tls = true と同じ)", "encrypt, as tls = true in signage.toml does")
    parser.add_argument("--tls", action="store_true", default=None, help=words)
