"""Keys: made once, kept to their owner, announced for 30 days before they sign."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signage.core.instants import DAY
from signage.core.problems import Broken, Missing, Refused
from signage.publish import keys
from signage.publish.signing import base64url, from_base64url, opened

NOW = 1_795_311_727_000


def test_the_recovery_key_is_told_once_and_only_its_public_half_is_kept(tmp_path: Path):
    ring, secret = keys.make(tmp_path, at=NOW)

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    private = Ed25519PrivateKey.from_private_bytes(from_base64url(secret))
    assert private.public_key().public_bytes_raw() == ring.recovery
    assert secret.encode() not in kept
    assert base64url(ring.recovery).encode() in kept


def test_the_key_file_is_its_owner_s_alone(tmp_path: Path):
    keys.make(tmp_path, at=NOW)

    mode = keys.path(tmp_path).stat().st_mode
    folder = keys.path(tmp_path).parent.stat().st_mode

    assert stat.S_IMODE(mode) == 0o600
    assert stat.S_IMODE(folder) == 0o700


def test_what_was_made_is_what_is_read(tmp_path: Path):
    made, _ = keys.make(tmp_path, at=NOW)

    assert keys.read(tmp_path) == made


def test_keys_are_made_once(tmp_path: Path):
    keys.make(tmp_path, at=NOW)

    with pytest.raises(Refused, match="rotate"):
        keys.make(tmp_path, at=NOW)


def test_before_init_the_way_out_is_named(tmp_path: Path):
    with pytest.raises(Missing, match="signage init"):
        keys.read(tmp_path)


@pytest.mark.parametrize("damaged", ["", "{}", '{"signing": [], "recovery": ""}', '{"signing": 3}'])
def test_a_damaged_key_file_is_said_to_be_damaged(tmp_path: Path, damaged: str):
    keys.make(tmp_path, at=NOW)

    keys.path(tmp_path).write_text(damaged)

    with pytest.raises(Broken, match=r"signing\.json"):
        keys.read(tmp_path)


def test_a_rotated_key_is_announced_for_30_days_and_then_signs_alone(tmp_path: Path):
    first, _ = keys.make(tmp_path, at=NOW)
    old = first.active(NOW)

    ring = keys.rotate(tmp_path, at=NOW + DAY)
    new = ring.signing[-1]

    just_before, then = NOW + 31 * DAY - 1, NOW + 31 * DAY
    assert ring.active(just_before) == old
    assert ring.accepted(just_before) == (base64url(old.public), base64url(new.public))
    assert ring.active(then) == new
    assert ring.accepted(then) == (base64url(new.public),)
    assert ring.recovery == first.recovery


def test_a_second_rotation_waits_for_the_first(tmp_path: Path):
    keys.make(tmp_path, at=NOW)
    keys.rotate(tmp_path, at=NOW)

    with pytest.raises(Refused, match="announced already"):
        keys.rotate(tmp_path, at=NOW + 29 * DAY)

    assert len(keys.rotate(tmp_path, at=NOW + 31 * DAY).signing) == 2


def test_no_secret_shows_in_a_log_line(tmp_path: Path):
    ring, _ = keys.make(tmp_path, at=NOW)

    assert "secret" not in repr(ring)


def test_a_new_key_after_a_theft_is_vouched_for_by_the_recovery_key(tmp_path: Path):
    before, secret = keys.make(tmp_path, at=NOW)

    after = keys.recover(tmp_path, f" {secret[:20]} {secret[20:]}\n", sequence=NOW + 7, at=NOW + 5)

    assert keys.read(tmp_path) == after
    assert after.recovery == before.recovery
    assert after.accepted(NOW + 5) == (base64url(after.signing[0].public),)
    assert after.signing[0].public != before.signing[0].public
    introduced = opened(after.signing[0].introduction.encode(), kind="signage-keys", keys=[before.recovery])
    assert introduced == {"version": 1, "keys": list(after.accepted(NOW + 5)), "sequence": NOW + 7}


def test_heads_of_a_recovered_key_carry_its_introduction_until_another_key_signs(tmp_path: Path):
    _, secret = keys.make(tmp_path, at=NOW)
    keys.recover(tmp_path, secret, sequence=NOW, at=NOW)
    rotated = keys.rotate(tmp_path, at=NOW + DAY)

    at_once = rotated.sign({"version": 1}, kind="signage-head", at=NOW + DAY)
    later = rotated.sign({"version": 1}, kind="signage-head", at=NOW + 40 * DAY)

    assert header_of(at_once)["keys"] == rotated.signing[0].introduction
    assert "keys" not in header_of(later)
    assert "keys" not in header_of(rotated.sign({"version": 1}, kind="signage-live", at=NOW + DAY))


def test_a_key_file_that_was_lost_is_made_again_by_the_recovery_key(tmp_path: Path):
    before, secret = keys.make(tmp_path, at=NOW)
    keys.path(tmp_path).unlink()

    after = keys.recover(tmp_path, secret, sequence=NOW, at=NOW)

    assert after.recovery == before.recovery
    assert after.live_key("board") == before.live_key("board")


@pytest.mark.parametrize("typed", ["", "abc", base64url(bytes(32)), "\u3042" * 43])
def test_a_wrong_recovery_key_changes_nothing(tmp_path: Path, typed: str):
    before, _ = keys.make(tmp_path, at=NOW)

    with pytest.raises(Refused, match="recovery key"):
        keys.recover(tmp_path, typed, sequence=NOW, at=NOW)

    assert keys.read(tmp_path) == before


def header_of(signed: bytes) -> dict[str, Any]:
    header: dict[str, Any] = json.loads(from_base64url(signed.decode().split(".")[0]))
    return header
