"""Settings are read once and refuse nonsense by name."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from signage.config import Settings, read_settings, remember
from signage.core.problems import Refused


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(tmp_path):
    (tmp_path / "signage.toml").write_text('port = 8001\nhost = "10.0.0.1"\npoll_ms = 2000\n')

    settings = read_settings(tmp_path, {"SIGNAGE_HOST": "10.0.0.2", "SIGNAGE_PORT": "8002"}, port=8003)

    assert (settings.port, settings.host, settings.poll_ms) == (8003, "10.0.0.2", 2000)


def test_the_data_folder_may_come_from_the_environment(tmp_path):
    settings = read_settings(None, {"SIGNAGE_DATA": str(tmp_path)})

    assert settings.data == tmp_path


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("prot = 1", "prot"),
        ("port = 0", "port"),
        ("port = 70000", "port"),
        ("port = true", "port"),
        ("port = 80.5", "port"),
        ('port = "many"', "port"),
        ('host = ""', "host"),
        ('host = "a b"', "host"),
        ("host = 3", "host"),
        ('servers = ["ftp://x"]', "servers"),
        ("servers = 3", "servers"),
        ('servers = ["http://"]', "servers"),
        ("poll_ms = 1", "poll_ms"),
        ("archive_days = -1", "archive_days"),
        ('tls = "perhaps"', "tls"),
        ('names = ["庁舎.example"]', "names"),
        ('names = ["a b"]', "names"),
        ("names = 3", "names"),
        ('tls_certificate = "city.crt"', "tls_certificate"),
        ('tls = true\ntls_certificate = "/etc/city.crt"', "tls_key"),
        ('tls_certificate = "/etc/city.crt"\ntls_key = "/etc/city.key"', "tls = true"),
        ("this is not TOML", "signage.toml"),
    ],
)
def test_nonsense_in_the_file_is_refused_by_name(tmp_path, text, named):
    (tmp_path / "signage.toml").write_text(text)

    with pytest.raises(Refused) as refusal:
        read_settings(tmp_path, {})

    assert named in refusal.value.sentence("en")
    assert named in refusal.value.sentence("ja")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", "http://127.0.0.1:8080"),
        ("tls = true", "https://127.0.0.1:8080"),
        ('tls = true\nhost = "0.0.0.0"\nnames = ["signage.ward.example"]', "https://signage.ward.example:8080"),
        ('host = "192.168.10.5"\ntls = true\nport = 443', "https://192.168.10.5:443"),
        ('servers = ["https://proxy.ward.example"]', "https://proxy.ward.example"),
    ],
)
def test_players_are_told_an_address_that_says_whether_it_is_encrypted(tmp_path, text, address):
    (tmp_path / "signage.toml").write_text(text)

    settings = read_settings(tmp_path, {})

    assert settings.addresses == (address,)
    assert settings.encrypted == address.startswith("https:")


def test_nonsense_in_the_environment_names_the_variable(tmp_path):
    with pytest.raises(Refused, match="SIGNAGE_PORT"):
        read_settings(tmp_path, {"SIGNAGE_PORT": "eighty"})


def test_addresses_for_players_are_this_host_unless_they_are_set(tmp_path):
    plain = read_settings(tmp_path, {})
    behind_a_proxy = read_settings(tmp_path, {"SIGNAGE_SERVERS": "https://signage.ward.example https://b.example"})

    assert plain.addresses == ("http://127.0.0.1:8080",)
    assert behind_a_proxy.addresses == ("https://signage.ward.example", "https://b.example")


def test_a_server_that_listens_everywhere_says_where_players_find_it(tmp_path):
    with pytest.raises(Refused, match="servers"):
        read_settings(tmp_path, {"SIGNAGE_HOST": "0.0.0.0"})

    named = read_settings(tmp_path, {"SIGNAGE_HOST": "::", "SIGNAGE_SERVERS": "http://signage.ward.example:8080"})

    assert named.addresses == ("http://signage.ward.example:8080",)


def test_an_address_of_version_six_is_a_url_in_brackets(tmp_path):
    settings = read_settings(tmp_path, {"SIGNAGE_HOST": "::1"})

    assert settings.addresses == ("http://[::1]:8080",)


def test_what_was_given_at_the_first_start_is_kept_and_a_written_file_is_left_alone(tmp_path):
    settings = read_settings(tmp_path, {}, port=8123)

    remember(settings, host=None, port=8123)
    remember(settings, host=None, port=9999)

    assert read_settings(tmp_path, {}).port == 8123


def test_every_setting_with_its_usual_value_is_in_the_document_for_operators():
    document = (Path(__file__).parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (?:`(.*?)`|.*?) \|", document, re.M))

    usual = {each.name: each.default for each in fields(Settings)}

    assert list(rows) == list(usual)
    assert {name: rows[name] for name in usual if isinstance(usual[name], str | int)} == {
        name: str(value).lower() for name, value in usual.items() if isinstance(value, str | int)
    }


def test_a_command_may_have_a_usual_folder_of_its_own(tmp_path):
    assert read_settings(None, {}, usual=tmp_path / "demo").data == tmp_path / "demo"
    assert read_settings(None, {"SIGNAGE_DATA": str(tmp_path)}, usual=tmp_path / "demo").data == tmp_path
