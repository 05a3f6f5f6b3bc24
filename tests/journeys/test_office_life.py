"""A small office's life, by its commands: from a file to the glass, an emergency, a new key, a stick, an old copy."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from players.pi.cache import Cache
from players.pi.clock import Clock
from signage import cli
from signage.actions.answers import Answers
from signage.actions.installation import Installation, opened
from signage.config import Settings
from signage.publish.tree import Tree
from signage.store.commands import Command, command, commands_to
from signage.store.database import writing
from signage.store.enrolments import enrolments
from signage.store.heartbeats import picture
from tests.journeys.processes import ENGLISH, a_port, asked, player, running, signage, wait_until
from tests.journeys.sample_office import on_a_stick
from tests.journeys.tiny_office import EMERGENCY, a_notice, an_office

HEADLESS = {**ENGLISH, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
HOUR = 3_600_000


def now() -> int:
    return int(time.time() * 1000)


class Office:
    """A data folder, its command line, and one enrolled player."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data, self.port = folder, folder / "data", a_port()
        self.enrolment, self.cache = folder / "player.toml", folder / "cache"

    def run(self, *words: object) -> int:
        """One command, in this process."""
        return cli.main([str(word) for word in (*words, "--data", self.data)])

    def load(self, text: str) -> int:
        file = self.folder / "news.yaml"
        file.write_text(text, encoding="utf-8")
        return self.run("load", file)

    @property
    def installation(self) -> Installation:
        return opened(Settings(data=self.data, port=self.port))

    def sequences(self) -> list[int]:
        return [head["sequence"] for head in Tree(self.data).heads().values()]

    def as_it_should_be(self) -> bytes:
        return Answers(self.installation).snapshot("hall", at=now(), now=now())

    @contextmanager
    def serving(self, *words: str) -> Iterator[None]:
        said = self.folder / "served"
        with running("signage", "serve", "--data", self.data, *words, said=said, env=self.env):
            wait_until(lambda: asked(self.port, "/healthz")[0] in (200, 503), said=said)
            yield

    @property
    def env(self) -> dict[str, str]:
        return {**HEADLESS, "SIGNAGE_PORT": str(self.port), "SIGNAGE_POLL_MS": "500"}

    @contextmanager
    def playing(self) -> Iterator[Path]:
        """A player beside it; what it says is in the file."""
        said = self.folder / "played"
        words = ("--enrolment", self.enrolment, "--cache", self.cache, "--windowed", "640x360")
        with running("players.pi.cli", *words, said=said, env=self.env):
            yield said

    def on_the_glass(self, name: str) -> bytes:
        """What the player shows: a screenshot that is asked for in its signed head, and comes with a report."""
        here = self.installation
        with writing(here.db) as under_way:
            (one,) = enrolments(under_way.db)
            raised = command(under_way, one.id, "screenshot", at=now(), until=now() + HOUR)

        def told() -> Command:
            (told,) = (known for known in commands_to(here.db, one.id, most=9) if known.id == raised.id)
            return told

        wait_until(lambda: told().done_at is not None, seconds=30, said=self.folder / "played")
        assert told().outcome == "done", name
        shot = picture(here.db, one.id, "screenshot")
        assert shot is not None
        return shot.jpeg


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(tmp_path)
    for name, value in made.env.items():
        monkeypatch.setenv(name, value)
    assert made.run("init") == 0
    assert made.run("load", an_office(tmp_path / "office")) == 0
    assert made.run("enrol", "hall", "-o", made.enrolment) == 0
    return made


def same(ours: bytes, theirs: bytes) -> bool:
    both = [np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=int) for png in (ours, theirs)]
    # One of them may have travelled as a JPEG.
    return both[0].shape == both[1].shape and float(np.abs(both[0] - both[1]).mean()) < 2


def test_a_notice_and_an_emergency_travel_from_a_file_to_the_glass(office: Office) -> None:
    with office.serving(), office.playing():
        wait_until((office.cache / "in-force.json").exists, said=office.folder / "played")
        calm = office.as_it_should_be()
        assert same(office.on_the_glass("calm"), calm)

        assert signage("load", an_emergency(office), "--data", office.data, env=office.env).returncode == 0

        alarm = office.as_it_should_be()
        assert not same(alarm, calm)
        wait_until(lambda: same(office.on_the_glass("alarm"), alarm))


def an_emergency(office: Office) -> Path:
    file = office.folder / "emergency.yaml"
    file.write_text(EMERGENCY, encoding="utf-8")
    return file


def test_pages_and_publisher_may_be_two_processes(office: Office) -> None:
    said = office.folder / "worked"
    with office.serving("--no-jobs"), running("signage", "work", "--data", office.data, said=said, env=office.env):
        wait_until(lambda: asked(office.port, "/healthz")[0] == 200, said=said)
        before = office.sequences()

        assert office.load(a_notice("工事のお知らせ", name="works")) == 0
        assert office.load(a_rule("works")) == 0

        assert min(office.sequences()) > max(before)
        assert "サインイン" in asked(office.port, "/sign-in")[1]


def a_rule(slide: str) -> str:
    return f"rules: [{{id: {slide}, office: ume, screens: [hall], slide: {slide}}}]\n"


def test_a_player_takes_what_a_new_key_will_sign(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.enrolment = on_a_stick(office.enrolment, office.data, office.folder / "files.toml")
    assert player("--enrolment", office.enrolment, "--cache", office.cache, "--once").returncode == 0
    capsys.readouterr()

    assert office.run("key", "rotate") == 0
    assert "takes over on" in capsys.readouterr().out
    assert office.run("key", "rotate") == 1, "one is announced already"
    assert player("--enrolment", office.enrolment, "--cache", office.cache, "--once").returncode == 0

    heads = Tree(office.data).heads().values()
    assert all(len(head["keys"]) == 2 for head in heads)


def test_a_stick_plays_without_network_and_says_that_it_gives_no_time(office: Office) -> None:
    assert office.run("bundle", "hall", "-o", office.folder / "stick.zip", "--days", "10") == 0
    with zipfile.ZipFile(office.folder / "stick.zip") as bundle:
        bundle.extractall(office.folder / "stick")
    office.enrolment = on_a_stick(office.enrolment, office.folder / "stick", office.folder / "stick.toml")
    shutil.rmtree(office.data / "public")

    with office.playing() as said:
        wait_until((office.cache / "in-force.json").exists, said=said)
        if not Clock(cache=Cache(office.folder / "other")).now().trusted:
            wait_until(lambda: "a stick gives none" in said.read_text(), said=said)

    picture = office.folder / "a.png"
    at = "2026-11-22T10:00:00"
    done = player("--enrolment", office.enrolment, "--cache", office.cache, "--snapshot", picture, "--at", at)
    assert (done.returncode, done.stderr) == (0, "")


def test_yesterdays_copy_of_the_data_folder_goes_on_with_higher_sequences(office: Office) -> None:
    office.enrolment = on_a_stick(office.enrolment, office.data, office.folder / "files.toml")
    shutil.copytree(office.data, office.folder / "yesterday")
    assert office.load(a_notice("きょうの知らせ", name="news")) == 0
    assert office.load(a_rule("news")) == 0
    assert player("--enrolment", office.enrolment, "--cache", office.cache, "--once").returncode == 0
    newest = max(office.sequences())

    shutil.rmtree(office.data)
    (office.folder / "yesterday").rename(office.data)
    assert office.load(a_rule("welcome")) == 0

    assert min(office.sequences()) > newest
    done = player("--enrolment", office.enrolment, "--cache", office.cache, "--once")
    assert (done.returncode, done.stderr) == (0, "")
    (head,) = Tree(office.data).heads().values()
    assert Cache(office.cache).has(head["manifest"])


def test_what_is_dumped_loads_without_a_change(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.run("dump", office.folder / "dumped") == 0
    capsys.readouterr()

    assert office.run("load", office.folder / "dumped") == 0

    assert "0 changed" in capsys.readouterr().out


def test_doctor_says_what_to_do_for_a_player_without_a_head(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(office.data / "public/v1/heads")
    capsys.readouterr()

    with pytest.raises(SystemExit) as ended:
        office.run("doctor")

    assert ended.value.code == 1
    assert "× screens that nothing was published for yet: hall; run signage publish." in capsys.readouterr().out
