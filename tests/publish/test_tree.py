"""The published tree: whole files, in order, readable by all, dated so that any web server can tell them apart."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path

import pytest

from signage.publish.signing import base64url
from signage.publish.tree import Tree

NOW = 1_795_311_727_012


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    tree = Tree(tmp_path / "data")
    tree.prepare()
    return tree


def a_file(folder: Path, content: bytes = b"picture") -> tuple[str, Path]:
    sha = hashlib.sha256(content).hexdigest()
    path = folder / sha
    path.write_bytes(content)
    path.chmod(0o600)
    return sha, path


def signed(sequence: int) -> bytes:
    payload = base64url(json.dumps({"sequence": sequence}).encode())
    return f"e30.{payload}.c2ln".encode()


def mtime(tree: Tree, name: str) -> float:
    return (tree.root / name).stat().st_mtime


def test_an_asset_lies_under_the_first_two_digits_of_its_hash(tree: Tree, tmp_path: Path):
    sha, source = a_file(tmp_path)

    tree.put_asset(sha, source)

    assert (tree.root / "assets" / sha[:2] / sha).read_bytes() == b"picture"


def test_an_asset_is_linked_not_copied_where_the_disk_is_the_same(tree: Tree, tmp_path: Path):
    sha, source = a_file(tmp_path)

    tree.put_asset(sha, source)

    assert tree.asset(sha).samefile(source)


def test_an_asset_is_copied_whole_where_a_link_is_refused(tmp_path: Path):
    def refuse(source: Path, target: Path) -> None:
        raise OSError("cross-device link")

    tree = Tree(tmp_path / "data", link=refuse)
    tree.prepare()
    sha, source = a_file(tmp_path)

    tree.put_asset(sha, source)

    assert not tree.asset(sha).samefile(source)
    assert tree.asset(sha).read_bytes() == b"picture"
    assert [path.name for path in tree.asset(sha).parent.iterdir()] == [sha]


def test_everything_published_is_readable_by_all_whatever_the_umask(tmp_path: Path):
    before = os.umask(0o077)
    try:
        tree = Tree(tmp_path / "data")
        tree.prepare()
        sha, source = a_file(tmp_path)
        tree.put_asset(sha, source)
        tree.put_heads({"ab12": signed(1)}, at=NOW)
        tree.put_live("cd34", signed(1), at=NOW)
    finally:
        os.umask(before)

    published = [tree.root.parent, *tree.root.parent.rglob("*")]
    modes = {stat.S_IMODE(path.stat().st_mode) for path in published if path.is_dir()}
    files = {stat.S_IMODE(path.stat().st_mode) for path in published if path.is_file()}
    assert modes == {0o755}
    assert files == {0o644}


def test_nothing_else_of_the_data_folder_can_be_read_by_others(tmp_path: Path):
    data = tmp_path / "data"
    (data / "keys").mkdir(parents=True)
    (data / "signage.db").write_bytes(b"")

    Tree(data).prepare()

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (data, *data.iterdir())}
    assert modes == {"data": 0o711, "keys": 0o700, "signage.db": 0o600, "public": 0o755}


def test_what_others_put_into_the_data_folder_stays_as_it_is(tmp_path: Path):
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    (data / "lost+found").mkdir(parents=True, mode=0o755)
    elsewhere.mkdir(mode=0o755)
    (data / "assets").symlink_to(elsewhere)

    Tree(data).prepare()

    assert [stat.S_IMODE(path.stat().st_mode) for path in (data / "lost+found", elsewhere)] == [0o755, 0o755]


def test_a_new_head_is_dated_a_whole_second_after_its_last(tree: Tree):
    dates = []
    for sequence in range(3):
        tree.put_heads({"ab12": signed(sequence)}, at=NOW + sequence)
        dates.append(mtime(tree, "heads/ab12.jws"))

    assert dates == [NOW // 1000, NOW // 1000 + 1, NOW // 1000 + 2]


def test_a_new_live_file_is_dated_a_whole_second_after_its_last(tree: Tree):
    tree.put_live("cd34", signed(1), at=NOW)
    tree.put_live("cd34", signed(2), at=NOW + 10)
    second = mtime(tree, "live/cd34.jws")
    tree.put_live("cd34", signed(3), at=NOW + 60_000)

    assert second == NOW // 1000 + 1
    assert mtime(tree, "live/cd34.jws") == NOW // 1000 + 60


def test_heads_are_read_back_by_their_key(tree: Tree):
    tree.put_heads({"ab12": signed(7), "ef56": signed(8)}, at=NOW)

    assert tree.heads() == {"ab12": {"sequence": 7}, "ef56": {"sequence": 8}}


def test_a_head_that_makes_no_sense_is_as_if_it_were_not_there(tree: Tree):
    tree.put_heads({"ab12": b"half a he"}, at=NOW)

    assert tree.heads() == {}


def test_what_a_kill_left_half_written_is_cleared_away(tree: Tree):
    (tree.root / "heads" / "ab12.jws.new").write_bytes(b"half")
    folder = tree.root / "assets" / "ab"
    folder.mkdir()
    (folder / ("ab" * 32 + ".new")).write_bytes(b"half")

    tree.prepare()

    assert [path for path in tree.root.rglob("*") if path.is_file()] == []


def test_a_copy_that_a_power_cut_damaged_is_found_and_dropped(tree: Tree, tmp_path: Path):
    linked, source = a_file(tmp_path, b"one")
    tree.put_asset(linked, source)
    sha = hashlib.sha256(b"two").hexdigest()
    tree.asset(sha).parent.mkdir(exist_ok=True)
    tree.asset(sha).write_bytes(b"")

    damaged = tree.drop_damaged()

    assert damaged == [sha]
    assert [path.name for path in tree.assets()] == [linked]


def test_removing_what_is_not_there_is_no_error(tree: Tree):
    tree.remove_head("ab12")
    tree.remove_live("cd34")

    assert tree.heads() == {}
