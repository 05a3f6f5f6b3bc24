"""Files under their hash: whole or not at all."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from signage.core.problems import Broken, Missing
from signage.store.files import Files


def test_bytes_lie_under_their_hash_in_a_folder_of_two_digits(tmp_path: Path) -> None:
    files = Files(tmp_path / "assets")

    name = files.put(b"a picture")

    assert name == sha256(b"a picture").hexdigest()
    assert files.path(name) == tmp_path / "assets" / name[:2] / name
    assert files.read(name) == b"a picture"
    assert list(files.names()) == [name]


def test_a_batch_keeps_all_and_the_same_bytes_once(tmp_path: Path) -> None:
    files = Files(tmp_path)

    names = files.put_many([b"a", b"b", b"a"])

    assert names[0] == names[2]
    assert sorted(files.names()) == sorted(set(names))


def test_nobody_else_may_look_into_its_folders(tmp_path: Path) -> None:
    files = Files(tmp_path / "assets")

    name = files.put(b"a")

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (files.root, files.path(name).parent)}
    assert modes == {0o700}


def test_what_is_not_there_and_what_was_altered_are_told_apart(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"a picture")
    files.path(name).write_bytes(b"a pictura")

    with pytest.raises(Broken, match="damaged"):
        files.read(name)
    with pytest.raises(Missing, match="not here"):
        files.read("0" * 64)


def test_what_the_disk_has_damaged_is_whole_again_once_it_is_put_again(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"a picture")
    files.path(name).write_bytes(b"")

    files.put(b"a picture")

    assert files.read(name) == b"a picture"


def test_what_is_put_again_is_as_young_as_what_is_new(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"a picture")
    os.utime(files.path(name), (0, 0))
    long_ago = files.path(name).stat()

    files.put(b"a picture")

    assert files.path(name).stat().st_mtime > long_ago.st_mtime
    assert files.path(name).stat().st_ctime_ns >= long_ago.st_ctime_ns


def test_what_a_killed_writer_left_can_be_told(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"a picture")
    half = files.path(name).with_name(".12345678-half")
    half.write_bytes(b"a pic")

    assert list(files.unfinished()) == [half]
    assert list(files.names()) == [name]


def test_what_is_removed_is_gone_and_may_be_removed_again(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"a")

    files.remove(name)
    files.remove(name)

    assert not files.has(name)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys, pathlib; from signage.store.files import Files; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
        "Files(pathlib.Path(sys.argv[1])).put(b'x' * 5000)"
    )

    ran = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False)

    assert "File too large" in ran.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_process_killed_while_it_writes_leaves_only_whole_files(tmp_path: Path) -> None:
    program = (
        "import os, sys, pathlib; from signage.store.files import Files; files = Files(pathlib.Path(sys.argv[1]))\n"
        "print('begun', flush=True)\n"
        "while True: files.put(os.urandom(200_000))"
    )

    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        while not any(Files(tmp_path).names()):
            assert writer.poll() is None
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()

    files = Files(tmp_path)
    assert all(len(files.read(name)) == 200_000 for name in files.names())
