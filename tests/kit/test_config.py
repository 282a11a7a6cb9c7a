"""Settings come from defaults, sayso.toml, the environment and flags, in that order, and a wrong one is named exactly."""

from pathlib import Path

import pytest

from sayso.kit.config import Config, load_config
from sayso.model.errors import ConfigError


def write(folder: Path, content: str) -> Path:
    path = folder / "sayso.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    assert load_config({}, {"PATH": "/bin"}, tmp_path) == Config()


def test_flags_win_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    write(tmp_path, 'parser = "file"\nwindow_days = 3\nbatch = 8\n')
    environ = {"SAYSO_PARSER": "environment", "SAYSO_WINDOW_DAYS": "4"}
    config = load_config({"parser": "flag", "cache": None}, environ, tmp_path)
    assert (config.parser, config.window_days, config.batch, config.language) == ("flag", 4, 8, "en")


def test_the_nearest_file_holds_and_a_named_one_replaces_it(tmp_path: Path) -> None:
    write(tmp_path, "batch = 8\n")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    other = tmp_path / "other.toml"
    other.write_text("batch = 9\n", encoding="utf-8")
    assert load_config({}, {}, below).batch == 8
    assert load_config({"config": str(other)}, {}, below).batch == 9
    assert load_config({}, {"SAYSO_CONFIG": str(other)}, below).batch == 9


def test_a_user_adds_outlets_and_agencies(tmp_path: Path) -> None:
    write(
        tmp_path, '[[outlets]]\nname = "The Example"\ndomains = ["example.org"]\n[[agencies]]\nname = "ENA"\nstate_run = true\n'
    )
    config = load_config({}, {}, tmp_path)
    assert [(entry.name, entry.kind, entry.state_run) for entry in (*config.outlets, *config.agencies)] == [
        ("The Example", "outlet", None),
        ("ENA", "agency", True),
    ]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("batch = 8\nwindow = 3\n", ":2", "no setting 'window'"),
        ("\nwindow_days = 'seven'\n", ":2", "window_days is 'seven'"),
        ("story_threshold = 1.5\n", ":1", "story_threshold"),
        ("attribution_weights = 'theirs'\n", ":1", "attribution_weights is 'theirs'"),
        ("batch = 0\n", ":1", "batch is 0"),
        ("outlets = 3\n", ":1", "not a list"),
        ("[[agencies]]\nname = 'A'\n[[agencies]]\nname = 'B'\ncolour = 'red'\n", ":3", "no key 'colour'"),
        ("[[agencies]]\nstate_run = true\n", ":1", "name"),
        ("[[outlets]]\nname = ' '\n", ":1", "name is empty"),
        ("batch = \n", "", "not TOML"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_remedy(tmp_path: Path, content: str, line: str, says: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(ConfigError) as caught:
        load_config({}, {}, tmp_path)
    assert f"{path}{line}:" in caught.value.message
    assert says in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("environ", [{"SAYSO_BATCH": "many"}, {"SAYSO_PARSERR": "x"}, {"SAYSO_OUTLETS": "x"}])
def test_a_wrong_variable_is_named(tmp_path: Path, environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match=next(iter(environ))):
        load_config({}, environ, tmp_path)


def test_a_named_file_must_exist_and_be_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config({"config": str(tmp_path / "none.toml")}, {}, tmp_path)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        load_config({"config": str(binary)}, {}, tmp_path)
