"""Commands about tokens: `token create` gives a program its key."""

from __future__ import annotations

import argparse

from signage.actions import people, tokens
from signage.actions.clock import now
from signage.actions.installation import Installation
from signage.core.problems import Refused
from signage.terminal import installation_of, names_data, say, told


def owner_of(opened: Installation, named: str | None, *, at: int) -> str:
    """For whom a token speaks: whoever was named, or else the first administrator. Refused without either."""
    owner = named or next((one.id for one in people.administrators(opened, at=at)), None)
    if owner is None:
        raise Refused(
            ja="運用責任者がいません。--for で担当者を指定してください。",
            en="there is no administrator; name who answers for it with --for.",
        )
    return owner


def token_create(asked: argparse.Namespace) -> None:
    """A token that speaks for a person, by default for the first administrator."""
    opened, at = installation_of(asked), now()
    owner = owner_of(opened, asked.owner, at=at)
    made = tokens.create(
        opened,
        asked.name,
        scopes=asked.scope,
        owner=owner,
        office=asked.office,
        section=asked.section,
        at=at,
        by=people.TERMINAL,
    )
    say(
        f"鍵: {made.secret}\n表示は一度だけです。使うシステムに貼り付けてください(担当者 {owner})。",
        f"Token: {made.secret}\nShown once; paste it into the system that uses it ({owner} answers for it).",
    )


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`token create`."""
    token = commands.add_parser("token", help=told("連携用の鍵", "keys for programs"))
    words = told("鍵を作る", "make a token")
    one = token.add_subparsers(required=True, metavar="create").add_parser("create", help=words, description=words)
    one.add_argument("name", metavar="NAME", help=told("どのシステムが使うか", "which system uses it"))
    scopes = told("できること(複数可)", "what it may do (again for more)")
    one.add_argument("--scope", required=True, action="append", choices=tokens.SCOPES, help=scopes)
    one.add_argument("--office", metavar="OFFICE", help=told("その庁舎だけ", "for one office alone"))
    one.add_argument("--section", metavar="SECTION", help=told("その所属だけ", "for one section of that office"))
    one.add_argument("--for", dest="owner", metavar="USER", help=told("担当者の利用者名", "who answers for it"))
    names_data(one, token_create)
