"""What goes wrong at the terminal ends with one line that says what to do, in the language of the locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage import cli
from tests.journeys.processes import ENGLISH, JAPANESE, Environment, signage
from tests.journeys.tiny_office import an_office


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that holds the tiny office, without a player."""
    folder = tmp_path_factory.mktemp("refusals")
    office = an_office(folder / "office")
    (folder / "wrong.yaml").write_text("slides: [{id: x, kind: notise}]\n", encoding="utf-8")
    assert cli.main(["init", "--data", str(folder / "data")]) == 0
    assert cli.main(["load", str(office), "--data", str(folder / "data")]) == 0
    return folder / "data"


REFUSED = [
    ("init",), ("show", "nowhere"), ("show", "hall", "--at", "soon"), ("snapshot", "nowhere", "-o", "OUT"),
    ("snapshot", "hall", "-o", "MISSING/a.png"), ("enrol", "nowhere", "-o", "OUT"), ("enrol", "hall", "-o", "DATA"),
    ("bundle", "nowhere", "-o", "OUT"), ("bundle", "hall", "-o", "OUT"), ("load", "MISSING"), ("load", "WRONG"),
    ("dump", "WRONG"), ("bundle", "hall", "-o", "MISSING/a.zip"),
]  # fmt: skip


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
@pytest.mark.parametrize("locale", [ENGLISH, JAPANESE], ids=["en", "ja"])
def test_a_refusal_is_one_line_and_exit_status_one(
    words: tuple[str, ...], locale: Environment, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"OUT": tmp_path / "out", "MISSING": tmp_path / "no", "DATA": data, "WRONG": data.parent / "wrong.yaml"}
    asked = [str(places[first] / rest if rest else places[first]) if first in places else word
             for word in words for first, _, rest in (word.partition("/"),)]  # fmt: skip

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", locale["LC_ALL"])
        assert cli.main([*asked, "--data", str(data)]) == 1

    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert any("ぁ" <= letter <= "ヿ" for letter in said.err) == (locale is JAPANESE)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words", [("load", "content"), ("show", "hall"), ("serve",), ("work",), ("publish",), ("key", "rotate")]
)
def test_whatever_needs_an_installation_says_that_there_is_none(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    assert cli.main([*words, "--data", str(tmp_path / "data")]) == 1

    assert f"run signage init --data {tmp_path / 'data'} first" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [(), ("shout",), ("load",), ("show",), ("snapshot", "hall"), ("enrol", "hall"), ("key",),
     ("serve", "--port", "x"),
     ("bundle", "hall", "-o", "a.zip", "--days", "many"), ("doctor", "--at", "2026-11-22")],
)  # fmt: skip
def test_wrong_usage_ends_with_status_two(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_program_itself_speaks_and_ends_as_it_must(data: Path) -> None:
    japanese, english = (signage("show", "nowhere", "--data", data, env=env) for env in (JAPANESE, ENGLISH))

    assert (japanese.returncode, english.returncode) == (1, 1)
    assert (japanese.stdout, english.stdout) == ("", "")
    assert "モニター「nowhere」" in japanese.stderr
    assert 'no screen "nowhere"' in english.stderr
    assert signage().returncode == 2
