"""A removed document is gone from the bytes of the case, and what is left is the case that was built without it."""

import io
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from sayso.kit.config import Config, load_config
from sayso.language.reading import reading_key
from sayso.read.inputs import read_inputs
from sayso.run.build import build
from sayso.run.pipeline import ParseStep
from sayso.run.remove import nameless, remove
from sayso.run.stages import PIPELINE
from sayso.store.cache import ParseCache
from sayso.store.connection import wipe_case
from sayso.store.store import open_case
from tests.cli.command import sayso

PILE = Path(__file__).parents[2] / "examples" / "pile"


def held(path: Path) -> tuple[object, ...]:
    with open_case(path) as case:
        return (case.corpus(), case.stamp(), tuple(case.arrived()), case.failures())


def words(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as opened:
        return sorted(row for table in ("article_words", "claim_words") for row in opened.execute(f"SELECT * FROM {table}"))


@pytest.fixture
def case(example_case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_case, tmp_path / "case.db"))


@pytest.mark.parametrize("number", [0, 4, 8])
def test_what_is_left_is_the_case_built_without_it(case: Path, tmp_path: Path, cached: Config, number: int) -> None:
    inputs = list(read_inputs((str(PILE),), io.BytesIO()))
    with open_case(case) as opened:
        document = list(opened.found())[number]
    build((each for each in inputs if getattr(each, "id", None) != document.id), tmp_path / "without.db", cached)
    with open_case(case, write=True) as opened:
        answer = remove(opened, document.id)
    wipe_case(case)
    assert answer.claims == len(document.claims)
    assert held(case) == held(tmp_path / "without.db")
    assert words(case) == words(tmp_path / "without.db")


def test_its_words_are_gone_from_the_file(case: Path) -> None:
    with open_case(case) as opened:
        texts = {each.id: each.text for each in opened.found()}
    id = next(id for id, text in texts.items() if "harbour post reporter" in text.lower())
    others = " ".join(text for other, text in texts.items() if other != id).lower().split()
    alone = sorted({word for word in texts[id].lower().split() if word.isalpha() and len(word) > 7} - set(others))
    alone = [word for word in alone if word not in " ".join(others)]
    assert alone
    assert any(word.encode() in case.read_bytes().lower() for word in alone)
    assert sayso("remove", case, id, "--yes", "--quiet").code == 0
    assert [word for word in alone if word.encode() in case.read_bytes().lower()] == []


def test_without_yes_nothing_goes_and_hostile_ids_are_none(case: Path) -> None:
    before = held(case)
    with open_case(case) as opened:
        id = next(opened.found()).id
    done = sayso("remove", case, id, "--json", "--quiet")
    assert (done.code, done.json["done"], done.json["document"]) == (0, False, id)
    for hostile in ("../../etc/passwd", "%", "", "'; DROP TABLE document; --", "nobody"):
        assert sayso("remove", case, hostile, "--yes").code == 1
    assert held(case) == before


def test_its_parse_is_gone_from_the_cache_that_the_settings_name(case: Path, tmp_path: Path, cached: Config) -> None:
    (tmp_path / "sayso.toml").write_text(f'cache = "{(tmp_path / "cache").as_posix()}"\n', encoding="utf-8")
    config = load_config({"config": str(tmp_path / "sayso.toml")}, {}, tmp_path)
    with open_case(case) as opened:
        document, stamp = next(opened.found()), opened.stamp()
    (step,) = (step for step in PIPELINE.document if isinstance(step, ParseStep))
    key = reading_key(document, f"{stamp['parser']}/{step.version}")
    with ParseCache.of(cached) as known, ParseCache.of(config) as cache:
        cache.put_many(known.get_many([key]))
        assert cache.get_many([key])
    assert sayso("remove", case, document.id, "--yes", "--quiet", "--config", str(tmp_path / "sayso.toml")).code == 0
    with ParseCache.of(config) as cache:
        assert not cache.get_many([key])


def test_an_id_that_the_input_gave_is_gone_from_the_history(tmp_path: Path, cached: Config) -> None:
    id = "https://paper.example/2024/jane-roe-arrested-over-dam"
    rows = [
        {"id": name, "text": f"{about} The dam of Lund broke on Monday, the mayor said.", "published": "2024-05-06"}
        for name, about in (("one", "A."), (id, "Jane Roe was arrested."), ("three", "B."))
    ]
    path = tmp_path / "rows.jsonl"
    for some in (rows[:1], rows):
        path.write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
        build(read_inputs((str(path),), io.BytesIO()), tmp_path / "case.db", cached)
    assert b"jane-roe" in (tmp_path / "case.db").read_bytes()
    assert sayso("remove", tmp_path / "case.db", id, "--yes", "--quiet").code == 0
    assert b"jane-roe" not in (tmp_path / "case.db").read_bytes()
    with open_case(tmp_path / "case.db") as opened:
        told = [document for change in opened.story_history() for document in change.documents]
    assert nameless(id) in told


def test_a_judgement_that_quotes_it_keeps_its_ids_and_no_words(case: Path) -> None:
    with open_case(case) as opened:
        group = next(each for each in opened.groups() if len({member.document for member in each.members}) > 1)
    assert sayso("reject", case, group.id, "--quiet").code == 0
    with open_case(case) as opened:
        (before,) = opened.judgements()
    document = group.members[0].document
    answer = sayso("remove", case, document, "--yes", "--json", "--quiet").json
    assert answer["judgements"] == [before.id]
    with open_case(case) as opened:
        (after,) = opened.judgements()
    assert (after.id, after.kind, len(after.targets)) == (before.id, before.kind, len(before.targets))
    assert document not in {anchor.document for target in after.targets for anchor in target.anchors}
    assert any(anchor.document != document for target in after.targets for anchor in target.anchors)
    assert {target.name for target in after.targets} >= {t.id for t in before.targets if t.anchors[0].document == document}
