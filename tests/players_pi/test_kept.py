"""What is kept: whatever stands in its files, nonsense is as if it were not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from players.pi.cache import Cache
from players.pi.clock import Clock
from players.pi.kept import Done, kept
from tests.players_pi.tree import NOON, Tree, b64

FILES = ("newest.json", "in-force.json", "done.json", "clock.json")
BOOT = Path("/proc/sys/kernel/random/boot_id").read_text().strip()

nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.just(10**400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("tree"))


def starts_with_nothing(folder: Path, tree: Tree, data: bytes) -> None:
    for name in FILES:
        (folder / name).write_bytes(data)
    cache = Cache(folder)

    left = kept(cache, enrolment=tree.enrolment("http://signage.ward.example"))
    clock = Clock(cache=cache, kernel=lambda: None, battery=lambda: None)
    done = Done(cache)

    assert left.newest is None
    assert left.manifest is None
    assert not clock.now().trusted
    assert done.first_time("command 1", until=NOON, at=NOON, durable=False)


@given(data=st.binary(max_size=60))
@example(data=b"[" * 100_000)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_bytes_that_mean_nothing_are_as_if_they_were_not_there(tmp_path: Path, tree: Tree, data: bytes) -> None:
    starts_with_nothing(tmp_path, tree, data)


@given(fields=st.dictionaries(st.sampled_from(["jws", "signer", "offset_ms", "x"]), nonsense) | nonsense)
@example(fields={"signer": 5})
@example(fields={"jws": "a.b.c", "signer": 5})
@example(fields={"jws": "\ud800", "signer": b64(b"k" * 32)})
@example(fields={"offset_ms": 1e308 * 10})
@example(fields={"offset_ms": 10**400})
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_fields_of_the_wrong_kind_are_as_if_they_were_not_there(tmp_path: Path, tree: Tree, fields: Any) -> None:
    if isinstance(fields, dict):
        own = tree.enrolment("http://signage.ward.example").fingerprint
        fields = {"enrolment": own, "boot": BOOT, **fields}
        offset = fields.get("offset_ms")
        assume(not (isinstance(offset, int | float) and 0 <= offset < 2**47))  # that one would be none

    starts_with_nothing(tmp_path, tree, json.dumps(fields).encode())
