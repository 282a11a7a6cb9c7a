"""`sayso history` tells what became of stories as articles came, and `sayso story` by which link an article rests on another."""

import re
from pathlib import Path

import pytest

from tests.cli.command import sayso

FIRST = """The freighter Marlin sank off Selmar on Tuesday with eleven sailors on board, the coastguard of Velden said.
The Marlin had left the port of Velden on Sunday with a load of timber."""
LATER = """Divers found the wreck of the freighter Marlin off Selmar on Thursday, the coastguard of Velden said.
The Marlin sank on Tuesday with eleven sailors and a load of timber on board."""
OTHER = """The parliament of Ostrava passed a new law on school meals on Friday.
Teachers had asked for cheaper lunches since the spring, the minister said."""
REUTERS = "https://www.reuters.com/world/freighter-sinks-off-selmar-2024-05-14/"


def article(folder: Path, name: str, day: str, title: str, text: str, *, number: int = 0) -> Path:
    path = folder / f"{name}.html"
    path.write_text(
        f'<html><head><link rel="canonical" href="https://{name}.example/{day.replace("-", "/")}/{name}-{number}">'
        f'<meta property="og:site_name" content="The {name.title()}"><meta property="article:published_time" content="{day}">'
        f"</head><body><article><h1>{title}</h1>"
        + "".join(f"<p>{line}</p>" for line in text.splitlines())
        + "</article></body></html>",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "affair.db"


def build(case: Path, *articles: Path) -> None:
    assert sayso("build", *articles, "--case", case, "--quiet").code == 0


def exported(case: Path, folder: Path) -> dict[str, bytes]:
    assert sayso("export", case, "--to", "jsonl", "--output", folder, "--quiet").code == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_history_tells_growth_and_beginnings_and_nothing_else_does(case: Path, tmp_path: Path) -> None:
    first = article(tmp_path, "courier", "2024-05-14", "Freighter Marlin sinks off Selmar", FIRST)
    later = article(tmp_path, "herald", "2024-05-16", "Divers find freighter Marlin off Selmar", LATER)
    other = article(tmp_path, "post", "2024-05-20", "Ostrava passes law on school meals", OTHER)
    build(case, first)
    nothing = sayso("history", case)
    assert (nothing.code, nothing.out) == (1, "")
    assert "no story has changed" in nothing.err
    build(case, later, other)
    told = sayso("history", case, "--json")
    assert told.code == 0
    assert told.json["judgements"] == []
    found = {one["change"]: one for one in told.json["stories"]}
    assert {change: (one["title"], one["newest"]) for change, one in found.items()} == {
        "began": ("Ostrava passes law on school meals", "2024-05-20"),
        "grew": ("Freighter Marlin sinks off Selmar", "2024-05-20"),
    }
    text = " ".join(sayso("history", case).out.split())
    assert f"{found['grew']['story']} grew: 1 document, the newest of 2024-05-20 (Freighter Marlin sinks off Selmar)" in text
    whole = tmp_path / "whole.db"
    build(whole, first, later, other)
    assert sayso("history", whole).code == 1
    assert exported(case, tmp_path / "steps") == exported(whole, tmp_path / "once")
    assert sayso("story", case, "--json").out == sayso("story", whole, "--json").out


def test_an_earlier_article_renames_a_story_and_removing_it_is_told_without_its_words(case: Path, tmp_path: Path) -> None:
    first = article(tmp_path, "courier", "2024-05-14", "Freighter Marlin sinks off Selmar", FIRST)
    later = article(tmp_path, "herald", "2024-05-16", "Divers find freighter Marlin off Selmar", LATER)
    build(case, later)
    build(case, first)
    renamed, grew = sayso("history", case, "--json").json["stories"]
    assert (renamed["change"], renamed["others"]) == ("renamed", [grew["story"]])
    assert sayso("remove", case, grew["documents"][0], "--yes", "--quiet").code == 0
    shown = sayso("history", case, "--json")
    assert [one["change"] for one in shown.json["stories"]] == ["renamed", "grew", "shrank", "renamed"]
    assert "sinks off" not in shown.out
    assert "lost: 1 document" in sayso("history", case).out


def test_a_link_in_a_page_shows_with_its_words_as_what_the_article_rests_on(case: Path, tmp_path: Path) -> None:
    linked = f"{FIRST}\nThe Marlin was <a href='{REUTERS}'>still afloat at dawn</a> when the first boats came."
    document = article(tmp_path, "courier", "2024-05-14", "Freighter Marlin sinks off Selmar", linked)
    plain = article(tmp_path, "herald", "2024-05-16", "Divers find freighter Marlin off Selmar", LATER)
    build(case, document, plain)
    answer = sayso("story", case, "--json").json
    (origin,) = (each for each in answer["origins"] if each["name"] == "Reuters")
    (edge,) = (each for each in answer["dependences"] if each["on"] == origin["id"])
    documents = {each["id"]: each["outlet"] for each in answer["documents"]}
    assert (documents[edge["document"]], edge["how"]) == ("The Courier", "cites")
    assert [place["quote"] for place in edge["evidence"]] == ["still afloat at dawn"]
    text = " ".join(sayso("story", case, "--all").out.split())
    assert re.search(r"Reuters cited by The Courier “still afloat at dawn” \[\d\] \d+", text)
