"""Marked texts become rows whose offsets cut to the marked words, and what does not fit together is refused by name."""

import json
import re
from collections import Counter

import pytest

from benchmark.attribution_markup import (
    CLASSES,
    FOLDER,
    MODES,
    ROWS,
    MarkupError,
    Text,
    half_of,
    mode_of,
    read_marked,
    rows,
    texts,
)

MARKED = """outlet: Coast Times
wire: Meridian Press
also: Blue Line = the operator
published: 2025-03-04
title: Ferry aground
style: wire
---
[The operator, Blue Line|1s], [denied|1c] that [[the captain|2s] had [said|2c] [his chart [may|2h] be old|2w]|1w].

"[It sank|3w]," [Ann Lo|3s] and [Bo Ra|3s] [told|3c] Radio Sport \\[sic\\].
[Nobody was hurt|4w], it [is said|4c]. [He|5s] [declined to comment|5c].
---
1 denial Blue Line
2 speech ?the captain
3 speech @Radio Sport > Ann Lo + Bo Ra
4 speech -
5 no_comment Blue Line
"""


@pytest.fixture(scope="module")
def gold() -> tuple[Text, ...]:
    return tuple(texts())


def broken(old: str, new: str) -> str:
    assert old in MARKED
    return MARKED.replace(old, new)


def test_a_marked_text_becomes_a_row() -> None:
    text = read_marked("some-text", MARKED)
    denial, said, told, hearsay, silence = text.attributions
    assert "[" in text.text
    assert "|" not in text.text
    assert [text.text[start:end] for start, end in said.content] == ["his chart may be old"]
    assert [text.text[start:end] for start, end in told.source] == ["Ann Lo", "Bo Ra"]
    assert [link.name for link in denial.chain] == ["Coast Times", "Meridian Press", "Blue Line"]
    assert [link.name for link in said.chain] == ["Coast Times", "Meridian Press", "Blue Line", "the captain"]
    assert [link.role for link in said.chain] == ["outlet", "agency", "speaker", "unnamed"]
    assert denial.chain[-1].also == ("the operator",)
    assert [link.name for link in told.chain[2:]] == ["Radio Sport", "Ann Lo and Bo Ra"]
    assert told.chain[-1].together == ("Ann Lo", "Bo Ra")
    assert [link.name for link in hearsay.chain] == ["Coast Times", "Meridian Press"]
    assert (said.parent, told.parent) == (1, None)
    assert [item.stance for item in text.attributions] == ["denied", "denied", "reported", "hedged", "no_position"]
    assert [item.mode for item in text.attributions] == ["indirect", "indirect", "direct", "indirect", "indirect"]
    assert silence.content == ()


def test_where_it_stands_can_be_said() -> None:
    inside = read_marked("t", broken("5 no_comment Blue Line", "5 no_comment ?he; in 2")).attributions[-1]
    assert [link.name for link in inside.chain[2:]] == ["Blue Line", "the captain", "he"]
    assert inside.stance == "denied"
    outside = read_marked("t", broken("2 speech ?the captain", "2 speech ?the captain; out")).attributions[1]
    assert [link.name for link in outside.chain[2:]] == ["the captain"]
    assert (outside.parent, outside.stance) == (None, "hedged")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[denied|1c]", "[denied|1c", "cannot be read"),
        ("[denied|1c]", "denied|1c]", "cannot be read"),
        ("[denied|1c]", "[denied]", "no label"),
        ("[denied|1c]", "[denied|1x]", "cannot be read"),
        ("[denied|1c]", "[denied |1c]", "gap"),
        ("[denied|1c]", "[|1c]", "no words"),
        ("[denied|1c]", "denied", "has no cue"),
        ("[Nobody was hurt|4w]", "Nobody was hurt", "holds no words"),
        ("[He|5s]", "He", "without a name or a name without a source"),
        ("4 speech -", "4 speech Ann Lo", "without a name or a name without a source"),
        ("4 speech -\n", "", "marks without a line"),
        ("4 speech -", "4 speech -\n6 speech -", "a line without marks"),
        ("4 speech -", "4 speech -\n4 speech -", "two lines"),
        ("4 speech -", "4 gossip -", "does not give"),
        ("4 speech -", "4 speech -; mood=odd", "option"),
        ("4 speech -", "4 speech -; stance=odd", "option"),
        ("4 speech -", "4 speech -; in 9", "which is none"),
        ("4 speech -", "4 speech -; in 4", "inside itself"),
        ("> Ann Lo + Bo Ra", "> Ann Lo", "several sources"),
        ("[The operator, Blue Line|1s]", "[The operator, [Blue|1h] Line|1s]", "outside of it"),
        ("[Nobody was hurt|4w], it [is said|4c]", "[Nobody was hurt, it [is said|4c]|4w]", "in its own words"),
        ("style: wire\n", "", "no style"),
        ("style: wire", "mood: odd", "is not one of"),
        ("style: wire\n---", "style: wire", "2 parts"),
    ],
)
def test_what_does_not_fit_together_is_refused_by_name(old: str, new: str, says: str) -> None:
    with pytest.raises(MarkupError, match=rf"(?s)^some-text: .*{re.escape(says)}"):
        read_marked("some-text", broken(old, new))


def test_a_line_end_closes_a_quotation() -> None:
    text = "“One two\n“three” four"
    assert mode_of(text, ((0, 8),)) == "direct"
    assert mode_of(text, ((9, 20),)) == "mixed"
    assert mode_of(text, ((16, 20),)) == "indirect"


def test_the_rows_are_those_of_the_marked_texts() -> None:
    assert ROWS.read_text("utf-8") == rows()


def test_the_set_is_as_large_as_it_says(gold: tuple[Text, ...]) -> None:
    assert len(gold) >= 60
    assert sum(len(text.attributions) for text in gold) >= 700
    assert all(90 <= len(text.text.split()) <= 230 for text in gold)
    assert len({text.text for text in gold}) == len(gold)


@pytest.mark.parametrize("half", ["development", "unseen"])
def test_each_half_has_every_class_and_mode_and_long_chains(gold: tuple[Text, ...], half: str) -> None:
    some = [item for text in gold if text.half == half for item in text.attributions]
    assert len(some) >= 350
    assert set(Counter(item.kind for item in some)) == set(CLASSES)
    assert set(Counter(item.mode for item in some)) == set(MODES)
    assert all(Counter(item.kind for item in some)[kind] >= 20 for kind in CLASSES)
    assert sum(len(item.chain) >= 4 for item in some) >= 10
    assert sum(not item.source for item in some) >= 30
    assert sum(bool(item.hedges) for item in some) >= 10


def test_the_halves_are_drawn_by_the_hash_of_the_id(gold: tuple[Text, ...]) -> None:
    assert all(text.half == half_of(text.id) for text in gold)
    assert half_of("wire-ferry-grounding") == "development"


def words_by_label(marked: str) -> tuple[str, dict[str, list[str]]]:
    """Return a text without its marks and the words of each label, by taking out the innermost marks until there are none."""
    found = dict[str, list[str]]()
    while mark := re.search(r"\[([^\[\]|]*)\|([\w,]+)\]", marked):
        for label in mark[2].split(","):
            found.setdefault(label, []).append(mark[1])
        marked = marked[: mark.start()] + mark[1] + marked[mark.end() :]
    return marked, {label: sorted(words) for label, words in found.items()}


def test_offsets_cut_to_the_words_that_were_marked(gold: tuple[Text, ...]) -> None:
    for text in gold:
        body, marked = words_by_label((FOLDER / "texts" / f"{text.id}.txt").read_text("utf-8").split("---\n")[1].strip("\n"))
        assert body == text.text
        cut = dict[str, list[str]]()
        for item in text.attributions:
            for part, spans in (("s", item.source), ("c", item.cue), ("w", item.content), ("h", item.hedges)):
                if spans:
                    cut[f"{item.number}{part}"] = sorted(text.text[start:end] for start, end in spans)
        assert cut == marked, text.id


def test_rows_are_plain_json_with_the_fields_of_the_guide(gold: tuple[Text, ...]) -> None:
    row = json.loads(ROWS.read_text("utf-8").splitlines()[0])
    assert set(row) == {"id", "half", "style", "outlet", "published", "title", "text", "attributions"}
    fields = {"number", "source", "cue", "content", "mode", "class", "stance", "hedges", "parent", "chain"}
    assert set(row["attributions"][0]) == fields
    assert len(gold) == len(ROWS.read_text("utf-8").splitlines())


def test_it_says_under_which_licence_it_is() -> None:
    assert "SPDX-License-Identifier: CC-BY-4.0" in (FOLDER / "LICENSE").read_text("utf-8")
    assert "CC BY 4.0" in (FOLDER / "README.md").read_text("utf-8")
