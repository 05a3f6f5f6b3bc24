"""The command line: what it does, what it refuses, and in which words."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from players.pi.cli import main
from tests.players_pi.serving import TreeServer
from tests.players_pi.theatre import Oracle, differs
from tests.players_pi.tree import NOON, Tree


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def enrolment(tree: Tree, server: TreeServer, tmp_path: Path) -> Path:
    server.faults.date = lambda: NOON / 1000
    return tree.enrolment_file(tmp_path / "player.toml", server.url)


def player(*words: object) -> int:
    return main([str(word) for word in words])


def test_once_fetches_everything_and_snapshot_paints_it_without_the_server(
    tree: Tree, server: TreeServer, enrolment: Path, tmp_path: Path
) -> None:
    manifest = tree.rotation(1, 2, 3)
    tree.head(manifest)

    assert player("--enrolment", enrolment, "--cache", tmp_path / "cache", "--once") == 0
    server.faults.down = True
    file = tmp_path / "picture.png"
    at = "2026-11-22T11:00:02.750"
    assert player("--enrolment", enrolment, "--cache", tmp_path / "cache", "--snapshot", file, "--at", at) == 0

    from players.pi.documents import manifest_of

    oracle = Oracle(tree, manifest_of(tree.path(manifest).read_bytes(), sha256=manifest))
    with Image.open(io.BytesIO(file.read_bytes())) as picture:
        assert picture.size == (320, 180)
        assert differs(np.asarray(picture.convert("RGB")), oracle.paint(NOON + 2750)) == 0


@pytest.mark.parametrize("fade_ms", [100, 300, 599])
def test_a_snapshot_within_a_fade_is_the_mix(tree: Tree, enrolment: Path, tmp_path: Path, fade_ms: int) -> None:
    manifest = tree.rotation(1, 2, 3)
    tree.head(manifest)
    player("--enrolment", enrolment, "--cache", tmp_path / "cache", "--once")
    file = tmp_path / "picture.png"

    at = f"2026-11-22T02:00:00.{fade_ms:03}Z"
    assert player("--enrolment", enrolment, "--cache", tmp_path / "cache", "--snapshot", file, "--at", at) == 0

    from players.pi.documents import manifest_of

    oracle = Oracle(tree, manifest_of(tree.path(manifest).read_bytes(), sha256=manifest))
    assert not oracle.shown(NOON + fade_ms).settled
    with Image.open(file) as picture:
        assert differs(np.asarray(picture.convert("RGB")), oracle.paint(NOON + fade_ms)) <= 2


@pytest.mark.usefixtures("english")
def test_once_says_why_it_cannot(
    tree: Tree, server: TreeServer, enrolment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache = tmp_path / "cache"
    assert player("--enrolment", enrolment, "--cache", cache, "--once") == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "HTTP 404" in said[0]
    assert "again" not in said[0]

    tree.head(tree.rotation(1))
    server.faults.missing.add(tree.item(1)["asset"])
    assert player("--enrolment", enrolment, "--cache", cache, "--once") == 1
    assert "HTTP 404" in capsys.readouterr().err
    server.faults.missing.clear()

    assert player("--enrolment", enrolment, "--cache", cache, "--once") == 0


BAD = [
    ({"screen": None}, "screen"), ({"server": None}, "server"), ({"server": "ftp://x"}, "server"),
    ({"head_key": "../../x"}, "head_key"), ({"public_key": "AAAA"}, "public_key"),
    ({"public_key": "*" * 43}, "public_key"),
    ({"recovery_key": None}, "recovery_key"), ({"token": ""}, "token"), ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ({"screen": "a/b"}, "screen"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "named"), BAD)
@pytest.mark.parametrize("locale", ["C.UTF-8", "ja_JP.UTF-8"])
def test_a_wrong_enrolment_is_refused_with_one_line_that_names_the_field(
    enrolment: Path,
    change: dict[str, str | None],
    named: str,
    locale: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = dict(line.split(" = ") for line in enrolment.read_text().splitlines())
    lines |= {name: f'"{value}"' for name, value in change.items() if value is not None}
    for name in (name for name, value in change.items() if value is None):
        del lines[name]
    enrolment.write_text("".join(f"{name} = {value}\n" for name, value in lines.items()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", locale)
        assert player("--enrolment", enrolment, "--once") == 1

    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert named in said[0]
    assert ("作り直して" in said[0]) == locale.startswith("ja")


@pytest.mark.parametrize("content", [b"not toml", b"\xff\xfe", None])
def test_a_file_that_is_no_enrolment_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "player.toml"
    if content is not None:
        file.write_bytes(content)

    assert player("--enrolment", file, "--once") == 1


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("words", [("--once",), ("--snapshot", "a.png", "--at", "2026-11-22")])
def test_who_is_not_paired_yet_can_do_nothing_but_pair(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert player("--server", "http://127.0.0.1:9", "--cache", tmp_path / "cache", *words) == 1

    assert "not paired yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [(), ("--enrolment",), ("--enrolment", "a", "--windowed", "big"), ("--enrolment", "a", "--snapshot", "b"),
     ("--enrolment", "a", "--at", "2026-11-22"), ("--enrolment", "a", "--snapshot", "b", "--at", "soon"),
     ("--enrolment", "a", "--server", "b"), ("--fullscreen",)],
)  # fmt: skip
def test_wrong_usage_ends_with_status_two(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        player(*words)

    assert ended.value.code == 2


@pytest.mark.usefixtures("english")
def test_a_snapshot_of_an_empty_cache_says_what_to_do(
    enrolment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--snapshot", tmp_path / "a.png", "--at", "2026-11-22")
    assert player("--enrolment", enrolment, "--cache", tmp_path / "c", *words) == 1

    assert "--once" in capsys.readouterr().err


def test_two_players_do_not_share_a_cache(tree: Tree, enrolment: Path, tmp_path: Path) -> None:
    from players.pi.cache import Cache

    tree.head(tree.rotation(1))
    with Cache(tmp_path / "cache").alone():
        assert player("--enrolment", enrolment, "--cache", tmp_path / "cache", "--once") == 1

    assert player("--enrolment", enrolment, "--cache", tmp_path / "cache", "--once") == 0


def test_the_first_picture_imports_no_network() -> None:
    late = ("requests", "urllib3", "http.client", "ssl", "players.pi.sync")
    code = f"import players.pi.player, sys; print([name for name in {late} if name in sys.modules])"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.strip().splitlines()[-1] == "[]"
