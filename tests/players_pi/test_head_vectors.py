"""The Pi player believes exactly the heads that the vectors say may be believed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from players.pi.documents import head_of
from players.pi.problems import Refused
from players.pi.verify import opened
from tests.vectors.heads import HEADS, all_heads, text_of

VECTORS: list[dict[str, Any]] = json.loads(HEADS.read_text(encoding="utf-8"))


def believes(vector: dict[str, Any]) -> bool:
    keys = [urlsafe_b64decode(key + "=") for key in vector["keys"]]
    try:
        document, _ = opened(vector["jws"].encode(), typ="signage-head", keys=keys)
        head_of(document, screen=vector["screen"])
    except Refused:
        return False
    return True


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_a_head_is_taken_or_refused_as_the_vector_says(vector: dict[str, Any]) -> None:
    assert believes(vector) == vector["taken"]


def test_the_vectors_are_what_their_generator_writes() -> None:
    assert text_of(all_heads()) == HEADS.read_text(encoding="utf-8")
