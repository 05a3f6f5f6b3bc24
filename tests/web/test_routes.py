"""The table: every route and who may use it, asked for real by one person of each role and by a stranger."""

from __future__ import annotations

import pytest

from signage.web import gate
from signage.web.words import WORDS
from tests.web import route_table
from tests.web.route_table import PEOPLE, WHO, Table, asked, rows


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return route_table.opened(tmp_path_factory.mktemp("table"))


def test_every_route_is_in_the_table_and_says_of_itself_what_the_table_says(table: Table) -> None:
    entries = {endpoint: gate.entry_of(table.app, endpoint) for endpoint in table.app.view_functions}

    said = {(endpoint, entry.deed or entry.who) for endpoint, entry in entries.items()}

    assert sorted(said - set(rows().items())) == [], "not in the table"
    assert sorted(set(rows().items()) - said) == [], "in the table alone"


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_is_let_through_where_the_table_says_and_nowhere_else(table: Table, who: str) -> None:
    right = rows()
    slips = []
    for rule, method in asked(table.app):
        if right.get(rule.endpoint, "bearer") == "bearer":
            continue
        status, said = table.ask(who, rule, method)
        let_through = not (is_refused(status, said) if who != "stranger" else is_sent_to_sign_in(status, said))
        if let_through != (who in WHO[right[rule.endpoint]].split()) or status >= 500:
            slips.append(f"{method} {rule.rule} ({right[rule.endpoint]}): {status} {said[-300:]}")

    assert slips == []


def is_refused(status: int, said: str) -> bool:
    """Whether the gate refused: an action that looks closer says so in other words."""
    return status == 403 and WORDS["forbidden"].ja in said


def is_sent_to_sign_in(status: int, said: str) -> bool:
    """A page leads to signing in; what is sent gets the form, to be signed in first."""
    return (status == 302 and said.startswith("/sign-in")) or (status == 401 and WORDS["session ended"].ja in said)
