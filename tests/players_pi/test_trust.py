"""Whom a player believes: a server by its certificate whatever the time, a signing key by its introduction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from players.pi import straight
from players.pi.clock import boot_ms
from players.pi.fetch import HttpServer
from players.pi.problems import Refused
from players.pi.straight import Trust, Untrusted
from tests.players_pi.rig import Rig
from tests.players_pi.serving import serving
from tests.players_pi.test_fetch import an_office_certificate
from tests.players_pi.tree import Tree, b64, public, signed


@pytest.fixture(autouse=True)
def no_authority_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a stranger").mkdir()
    monkeypatch.setattr(straight, "AUTHORITIES", an_office_certificate(tmp_path / "a stranger", called="stranger")[1])
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_an_enrolments_authority_is_believed_beside_the_machines_own(tmp_path: Path, tree: Tree) -> None:
    certificate, office = an_office_certificate(tmp_path)
    tree.head(tree.rotation(1))
    with serving(tree.folder, certificate=certificate) as server:
        line = HttpServer(server.url, boot=boot_ms, trust=Trust(office.read_text()))
        assert line.get("v1/heads/0123456789abcdef0123456789abcdef.jws", etag=None, limit=10_000).body

        with pytest.raises(Untrusted, match="does not trust"):
            HttpServer(server.url, boot=boot_ms, trust=Trust()).get("x", etag=None, limit=100)


@pytest.mark.parametrize("years", [-20, 20])
def test_a_certificate_of_another_time_is_believed_for_a_players_clock_may_be_wrong(
    tmp_path: Path, tree: Tree, years: int
) -> None:
    then = datetime.now(UTC) + timedelta(days=365 * years)
    certificate, office = an_office_certificate(tmp_path, at=then)
    with serving(tree.folder, certificate=certificate) as server:
        line = HttpServer(server.url, boot=boot_ms, trust=Trust(office.read_text()))

        with pytest.raises(straight.Unreachable, match="HTTP 404"):
            line.get("nothing", etag=None, limit=100)


def test_a_certificate_for_another_name_is_not_believed(tmp_path: Path, tree: Tree) -> None:
    certificate, office = an_office_certificate(tmp_path)
    with serving(tree.folder, certificate=certificate) as server:
        elsewhere = server.url.replace("127.0.0.1", "localhost")

        with pytest.raises(Untrusted):
            HttpServer(elsewhere, boot=boot_ms, trust=Trust(office.read_text())).get("x", etag=None, limit=100)


def test_an_authority_that_is_no_certificate_is_refused() -> None:
    with pytest.raises(Refused):
        Trust("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n")


def introduced(tree: Tree, new: Ed25519PrivateKey, manifest: str, *, by: Ed25519PrivateKey, before: int) -> bytes:
    """A head of a key that nobody knows, with its introduction."""
    said = {"version": 1, "keys": [b64(public(new))], "sequence": before}
    introduction = signed(said, typ="signage-keys", key=by).decode()
    document = tree.head(manifest, keys=[b64(public(new))])
    return signed(document, typ="signage-head", key=new, keys=introduction)


def test_a_key_that_the_recovery_key_introduces_is_believed_and_the_old_one_no_more(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1))
    rig.bring_up()
    stolen, new = tree.key, Ed25519PrivateKey.generate()

    recovered = introduced(tree, new, tree.rotation(2), by=tree.recovery, before=tree.sequence + 1)
    tree.write_head(recovered)
    rig.settle(lambda: rig.in_force() == tree.rotation(2))
    tree.head(tree.rotation(3), key=stolen)
    rig.polls(3)
    assert rig.in_force() == tree.rotation(2)
    rig.stop()
    rig.start()
    tree.head(tree.rotation(4), key=new, keys=[b64(public(new))])
    rig.settle(lambda: rig.in_force() == tree.rotation(4))


def test_an_introduction_is_worth_nothing_by_another_key_or_to_who_knows_a_later_head(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1))
    rig.bring_up()
    thief = Ed25519PrivateKey.generate()

    for by, before in ((thief, tree.sequence + 100), (tree.key, tree.sequence + 100), (tree.recovery, tree.sequence)):
        tree.write_head(introduced(tree, thief, tree.rotation(2), by=by, before=before))
        rig.polls(3)

    assert rig.in_force() == tree.rotation(1)
    assert "signature" in str(rig.sync.problem())
