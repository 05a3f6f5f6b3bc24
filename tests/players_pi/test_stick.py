"""A stick has the number of the server's head, and a manifest for more days: players take either after the other."""

from __future__ import annotations

from tests.players_pi.rig import Rig
from tests.players_pi.tree import Tree


def test_a_stick_of_the_same_number_brings_its_days_and_the_server_is_followed_after_it(rig: Rig, tree: Tree) -> None:
    server, stick, later = tree.rotation(1), tree.rotation(1, 2), tree.rotation(3)
    tree.head(server)
    rig.bring_up()

    tree.sequence -= 1
    tree.head(stick)
    rig.settle(lambda: rig.in_force() == stick)
    tree.sequence -= 1
    tree.head(server)
    rig.settle(lambda: rig.in_force() == server)
    tree.head(later)
    rig.settle(lambda: rig.in_force() == later)

    assert rig.sync.problem() is None


def test_a_stick_from_before_the_server_s_head_is_refused(rig: Rig, tree: Tree) -> None:
    stick, server = tree.rotation(1, 2), tree.rotation(1)
    tree.head(server)
    rig.bring_up()

    tree.sequence -= 2
    tree.head(stick)
    rig.polls(3)

    assert rig.in_force() == server
