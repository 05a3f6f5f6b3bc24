"""`signage demo`: a ward office in a fresh folder, served, with what to open and what to run."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from signage.publish.tree import Tree
from tests.journeys.processes import ENGLISH, JAPANESE, a_port, asked, running, signage, wait_until
from tests.journeys.sample_office import SCREENS, Sample, hard_linked
from tests.staff import csrf_token

NUMBERS = "/o/mizuki/queue/queue.json"


def test_a_fresh_demo_serves_a_page_its_health_and_a_head_for_every_player(published_sample: Sample) -> None:
    answered = published_sample.answered
    heads = [text for path, (status, text) in answered.items() if path.startswith("/v1/heads/") and status == 200]

    assert answered["/healthz"][0] == 200
    assert answered["/"][0] == 302, "to signing in"
    assert len(heads) == len(SCREENS)
    assert {head["screen"] for head in Tree(published_sample.data).heads().values()} == set(SCREENS)


def test_it_says_who_may_sign_in_and_keeps_the_passwords_to_its_owner(published_sample: Sample) -> None:
    kept = published_sample.data / "demo-users.txt"
    users = dict(line.split() for line in kept.read_text().splitlines())

    assert set(users) == {"sato", "tanaka", "suzuki", "shukuchoku", "yamamoto"}
    assert all(
        re.search(rf"^  {name} +{password} ", published_sample.said, re.MULTILINE) for name, password in users.items()
    )
    assert all(len(password) >= 12 for password in users.values())
    assert kept.stat().st_mode & 0o777 == 0o600


def test_it_says_what_to_open_and_what_to_run(published_sample: Sample) -> None:
    said = published_sample.said

    assert f"http://127.0.0.1:{published_sample.port}/" in said
    commands = re.findall(r"signage-player --enrolment (\S+) --windowed 1280x720", said)
    assert [Path(file).stem for file in commands] == list(SCREENS)
    assert all(published_sample.enrolment(screen).stat().st_mode & 0o777 == 0o600 for screen in SCREENS)
    assert "Traceback" not in said


def entered(address: str, data: Path) -> str:
    """The wall, as the clerk sees it who has signed in."""
    users = dict(line.split() for line in (data / "demo-users.txt").read_text().splitlines())
    browser = build_opener(HTTPCookieProcessor())
    token = csrf_token(browser.open(f"{address}/sign-in").read().decode())
    form = {"csrf_token": token, "name": "sato", "password": users["sato"], "next": "/screens"}
    return str(browser.open(f"{address}/sign-in", urlencode(form).encode()).read().decode())


def players_of(data: Path) -> dict[str, tuple[str, str]]:
    """Who is enrolled, by the files."""
    files = (tomllib.loads((data / "enrolments" / f"{screen}.toml").read_text()) for screen in SCREENS)
    return {fields["screen"]: (fields["head_key"], fields["token"]) for fields in files}


def test_its_own_folder_is_used_again_with_the_same_players(published_sample: Sample, tmp_path: Path) -> None:
    data, port, said = hard_linked(published_sample, tmp_path / "data"), a_port(), tmp_path / "said"
    before = players_of(data)
    heads = set(Tree(data).heads())

    with running("signage", "demo", "--data", data, "--port", port, said=said, env=JAPANESE):
        wait_until(lambda: asked(port, "/healthz")[0] == 200, seconds=200, said=said)

        assert "準備ができました" in said.read_text()
        assert asked(port, f"/v1/heads/{min(heads)}.jws")[0] == 200
        page = entered(f"http://127.0.0.1:{port}", data)
        assert all(name in page for name in ("1階 玄関ロビー", "2階 エレベーター横", "3階 ホール", "1階 西待合"))
        assert "番号は見本です" in said.read_text()
        wait_until(lambda: re.search(r'"number":"3\d\d"', asked(port, NUMBERS)[1]), seconds=60, said=said)
    assert players_of(data) == before
    assert f"http://127.0.0.1:{port}" in (data / "enrolments/hall-4k.toml").read_text(), "its port may be another"
    assert set(Tree(data).heads()) == heads


def test_a_folder_that_is_not_a_demos_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    refused = signage("demo", "--data", tmp_path, env=ENGLISH)

    assert refused.returncode == 1
    assert refused.stderr.strip() == f"{tmp_path} is not a demo's; name an empty folder with --data."
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
