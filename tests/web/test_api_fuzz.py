"""The API under Schemathesis: whatever is sent, no server error, and no answer outside openapi.json."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import positive_data_acceptance

from tests.web.api_office import NOTICE, Api


class FromEverywhere:
    """The application as if each request came from another address: bad tokens are counted by address."""

    def __init__(self, api: Api) -> None:
        self.app, self.numbers = api.app, itertools.count()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        number = next(self.numbers)
        environ["REMOTE_ADDR"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        return self.app(environ, start_response)


def sensible(case: Case) -> Case:
    """Nearer to what there is, so that more of it is done."""
    for name in case.path_parameters or ():
        case.path_parameters[name] = {"slide": "lift", "service": "moving"}.get(name, case.path_parameters[name])
    if isinstance(case.body, dict) and "counter" in case.body:
        case.body["counter"] = "3"
    if isinstance(case.body, dict) and "number" in case.body:
        case.body["number"] = str(len(case.body["number"]))
    if isinstance(case.body, dict) and "owner" in case.body:
        case.body["owner"] = "shimin"
        case.body.pop("screens", None)
    return case


def fuzzed(folder: Path, cases: int) -> Counter[int]:
    """Ask so many times of each operation, rightly and wrongly; how often each status came."""
    api = Api(folder)
    statuses: Counter[int] = Counter()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", FromEverywhere(api))
    for found in schema.get_all_operations():
        operation: APIOperation[Any, Any, Any, Any] = found.ok()
        if operation.path == "/openapi.json":
            continue
        for mode in GenerationMode:
            made = operation.as_strategy(generation_mode=mode)
            token = api.player() if operation.path == "/heartbeats" else api.token
            ask(api, made.map(sensible) if mode is GenerationMode.POSITIVE else made, cases, statuses, token=token)
    return statuses


def ask(api: Api, made: Any, cases: int, statuses: Counter[int], *, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}

    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=made)
    def run(case: Case) -> None:
        api.here.db.conn.execute("DELETE FROM pairings")  # more than twenty are answered by 503, as they should be
        api.ask("POST", "/slides", {**NOTICE, "id": "lift"})
        # What is sent may be of the right shape and still name a section that is not there.
        answer = case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])
        statuses[answer.status_code] += 1

    run()


def test_two_hundred_requests_are_answered_as_described(tmp_path: Path) -> None:
    statuses = fuzzed(tmp_path, 11)

    assert sum(statuses.values()) >= 200
    assert {200, 204, 400} <= statuses.keys()


@pytest.mark.soak
def test_two_thousand_requests_are_answered_as_described(tmp_path: Path) -> None:
    statuses = fuzzed(tmp_path, 110)

    assert sum(statuses.values()) >= 2_000
    assert {200, 201, 204, 400, 404} <= statuses.keys()
