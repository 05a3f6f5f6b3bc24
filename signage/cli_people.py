"""Commands about people: `init` makes the first administrator, `user add` makes whoever comes after."""

from __future__ import annotations

import argparse
from typing import get_args

from signage.actions import encryption, installation, people, recovery
from signage.actions.clock import now
from signage.config import Settings
from signage.core.people import Grant, Person, Role
from signage.publish import keys
from signage.terminal import installation_of, names_data, say, settings_of, told

FIRST = Person(id="admin", name="運用責任者", grants=(Grant(role="admin"),))
"""Whom `init` makes: administrator of every office, to be followed by people with names."""


def init(asked: argparse.Namespace) -> None:
    """Data folder, keys, the first administrator, the sealed code: everything that is shown once."""
    settings = settings_of(asked)
    at = now()
    if _certificates_alone(settings, at=at):
        return
    key = installation.create(settings, at=at)
    opened = installation.opened(settings)
    once = people.add(opened, FIRST, at=at, by=people.TERMINAL)
    code = recovery.make_code(opened, at=at, by=people.TERMINAL)
    say(f"{settings.data} を用意しました。", f"{settings.data} is ready.")
    say(
        f"利用者名: {FIRST.id}\n仮のパスワード: {once}\n"
        "signage serve のあと、ブラウザーでサインインし、自分のパスワードを決めてください。",
        f"User name: {FIRST.id}\nOne-time password: {once}\n"
        "After signage serve, sign in with a browser and choose a password of your own.",
    )
    say(
        f"復旧コード: {code}\n運用責任者が誰も入れないときに、サインインの画面で使います。",
        f"Recovery code: {code}\nFor the page for signing in, when no administrator can get in.",
    )
    say(
        f"復旧鍵: {key}\nサーバーの署名鍵を失ったときに使います。",
        f"Recovery key: {key}\nFor when the server's signing keys are lost.",
    )
    long, short = encryption.fingerprint(settings), encryption.thumbprint(settings)
    say(
        f"庁内の認証局の指紋: {long}\n拇印(Windows の表示): {short}\n"
        "端末に認証局を信頼させるときに見比べます。signage doctor でいつでも見られます。",
        f"Fingerprint of the office CA: {long}\nThumbprint, as Windows shows it: {short}\n"
        "To be compared where a device is made to trust it; signage doctor shows it again.",
    )
    say(
        "表示は一度だけです。復旧コードと復旧鍵は紙に書き、封をして金庫に保管してください。控えは残りません。",
        "Shown once. Write code and key down, seal them, lock them away. The server keeps no copy.",
    )


def _certificates_alone(settings: Settings, *, at: int) -> bool:
    """A data folder of before there were certificates gets them; whether it was one. What else is in it stays."""
    if not keys.path(settings.data).exists() or not encryption.prepare(settings, at=at):
        return False
    long, short = encryption.fingerprint(settings), encryption.thumbprint(settings)
    say(
        f"{settings.data} に庁内の認証局とサーバーの証明書を作りました。ほかは元のままです。\n"
        f"認証局の指紋: {long}\n拇印(Windows の表示): {short}",
        f"Made an office CA and a server certificate in {settings.data}; all else is as it was.\n"
        f"Fingerprint of the CA: {long}\nThumbprint, as Windows shows it: {short}",
    )
    return True


def user_add(asked: argparse.Namespace) -> None:
    """An account with one role."""
    grant = Grant(role=asked.role, office=asked.office, section=asked.section)
    whose = Person(id=asked.name, name=asked.display_name or asked.name, grants=(grant,), section=asked.section)
    once = people.add(installation_of(asked), whose, at=now(), by=people.TERMINAL)
    say(f"利用者名: {whose.id}\n仮のパスワード: {once}", f"User name: {whose.id}\nOne-time password: {once}")
    say(
        "表示は一度だけです。最初のサインインで自分のパスワードを決めます。",
        "Shown once. The first sign-in asks for a password of one's own.",
    )


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`user add`."""
    user = commands.add_parser("user", help=told("利用者", "people"))
    words = told("利用者を登録する", "an account, with a one-time password")
    one = user.add_subparsers(required=True, metavar="add").add_parser("add", help=words, description=words)
    one.add_argument("name", metavar="NAME", help=told("利用者名(英小文字と数字)", "the user name, like sato"))
    one.add_argument("--role", required=True, choices=get_args(Role))
    one.add_argument("--office", metavar="OFFICE", help=told("その庁舎だけ", "for one office alone"))
    one.add_argument("--section", metavar="SECTION", help=told("その所属だけ", "for one section of that office"))
    one.add_argument("--display-name", metavar="NAME", help=told("氏名", "the name that others see"))
    names_data(one, user_add)
