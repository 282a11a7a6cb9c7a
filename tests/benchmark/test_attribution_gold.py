"""The scorer gives gold 100 and silence 0, and counts each kind of mistake where it belongs."""

from typing import Any

import pytest

from benchmark.attribution_gold import chain_fits, counts, errors, judged, name_fits, paired, read_gold, scored, share
from benchmark.attribution_markup import Gold, Link, Text, read_marked

MARKED = """outlet: Coast Times
published: 2025-03-04
title: Ferry aground
style: wire
---
[The navy|1s] [said|1c] [the ferry sank on Monday|1w]. [Ann Lo|2s] [denied|2c] [any fault of hers|2w].
[She|3s] [declined to comment|3c]. [The hull|4w] [is said|4c] [to be old|4w]. [Mr Ra|5s] and [Ms Lo|5s] [told|5c] [a blue lie|5w].
[A sailor of the ship|6s] [says|6c] [so it is|6w]. [They|7s] [added|7c] [a green lie|7w].
---
1 speech the navy
2 denial Ann Lo
3 no_comment Ann Lo
4 speech -
5 speech Bo Ra + Ann Lo
6 speech ?a sailor of the ship
7 speech Bo Ra + Ann Lo
"""


@pytest.fixture
def text() -> Text:
    return read_marked("t", MARKED)


def places(spans: tuple[tuple[int, int], ...]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def said(item: Gold, **other: Any) -> dict[str, Any]:
    chain = [{"name": link.name, "role": link.role, "entity": None} for link in item.chain]
    row = {"source": places(item.source), "cue": places(item.cue), "content": places(item.content)}
    return {"id": f"a{item.number}", "class": item.kind, "chain": chain} | row | other


def row_of(text: Text, changed: int = 0, **other: Any) -> dict[str, Any]:
    """Return a row in which every attribution is right but for what is changed in one of them."""
    rows = [said(item, **(other if item.number == changed else {})) for item in text.attributions]
    claims = [
        {"start": start, "end": end, "attribution": f"a{item.number}", "stance": item.stance}
        for item in text.attributions
        for start, end in (item.content or item.cue)[:1]
    ]
    return {"attributions": rows, "claims": claims}


def verdict(text: Text, row: dict[str, Any], number: int) -> dict[str, bool]:
    return next(right for gold, _, right in judged(paired(text, row)) if gold.number == number)


def link(*names: str) -> list[dict[str, Any]]:
    return [{"name": "Coast Times", "role": "outlet"}, *({"name": name, "role": "speaker"} for name in names)]


def test_gold_is_wholly_right_on_itself() -> None:
    pairs = [paired(each, row_of(each)) for each in read_gold()]
    result = scored(pairs, draws=10)
    measures = ("found", "precision", "source", "empty_source", "class", "chain", "chain_of_all", "silences")
    assert {name: result[name] for name in measures} == dict.fromkeys(measures, 100.0)
    assert list(errors(pairs)) == []


def test_silence_finds_nothing() -> None:
    result = scored([paired(each, {"attributions": [], "claims": []}) for each in read_gold()], draws=10)
    assert (result["found"], result["chain_of_all"], result["predicted"]) == (0.0, 0.0, 0)
    assert result["silences"] == 100.0


def test_a_wrong_class_counts_against_class_alone(text: Text) -> None:
    right = verdict(text, row_of(text, 1, **{"class": "report"}), 1)
    assert right == {"found": True, "class": False, "chain": True, "chain_of_all": True, "source": True, "stance": True}


def test_a_denial_read_out_of_a_silence_is_counted_even_where_the_words_differ(text: Text) -> None:
    assert not verdict(text, row_of(text, 3, **{"class": "denial"}), 3)["silences"]
    assert not verdict(text, row_of(text, 3, **{"class": "denial", "content": places(((0, 8),))}), 3)["silences"]
    assert not verdict(text, row_of(text, 2, **{"class": "no_comment"}), 2)["silences"]
    assert verdict(text, row_of(text, 3, **{"class": "speech"}), 3)["silences"]


def test_an_invented_source_is_counted(text: Text) -> None:
    right = verdict(text, row_of(text, 4, source=places(((0, 8),)), chain=link("navy")), 4)
    assert (right["empty_source"], right["chain"], right["class"]) == (False, False, True)


def test_half_of_the_words_are_enough_and_less_is_not(text: Text) -> None:
    (start, end) = text.attributions[0].content[0]
    assert text.text[start:end] == "the ferry sank on Monday"
    assert verdict(text, row_of(text, 1, content=places(((start, start + 14),))), 1)["found"]
    assert not verdict(text, row_of(text, 1, content=places(((start, start + 9),))), 1)["found"]


def test_pieces_of_one_quotation_are_one_prediction(text: Text) -> None:
    row = row_of(text)
    first = row["attributions"][0]
    (start, end) = text.attributions[0].content[0]
    row["attributions"][0] = first | {"content": places(((start, start + 9),))}
    row["attributions"].append(first | {"id": "more", "content": places(((start + 10, end),))})
    total = counts(paired(text, row))
    assert (total["found"], total["of precision"]) == (7, 7)


def test_names_are_right_without_titles_marks_and_articles() -> None:
    speaker = Link(name="Bo Ra", role="speaker", also=("BR",))
    assert name_fits(speaker, "Mr Bo Ra")
    assert name_fits(speaker, "prosecutor Bo Ra")
    assert name_fits(speaker, "B.R.")
    assert not name_fits(speaker, "Ra")
    assert not name_fits(speaker, "Bo Ra's mother")
    unnamed = Link(name="a spokesman for the navy", role="unnamed")
    assert name_fits(unnamed, "the spokesman")
    assert not name_fits(unnamed, "the navy")
    assert not name_fits(unnamed, "")


def test_a_chain_must_be_whole_and_in_order() -> None:
    one, other = Link(name="Navy", role="speaker"), Link(name="Bo Ra", role="speaker")
    assert chain_fits([one, other], [one, other])
    assert not chain_fits([one, other], [other, one])
    assert not chain_fits([one, other], [other])
    assert not chain_fits([one], [one, other])


def test_the_outlet_may_be_left_out(text: Text) -> None:
    assert verdict(text, row_of(text, 1, chain=[{"name": "the navy", "role": "speaker"}]), 1)["chain"]
    assert not verdict(text, row_of(text, 1, chain=link()), 1)["chain"]


def test_a_voice_without_a_name_may_go_by_its_words_but_not_by_a_pronoun(text: Text) -> None:
    assert verdict(text, row_of(text, 6, chain=link("sailor")), 6)["chain"]
    assert not verdict(text, row_of(text, 6, chain=link("he")), 6)["chain"]
    assert not verdict(text, row_of(text, 3, chain=link("She")), 3)["chain"]


def test_two_who_speak_together_may_be_one_voice_or_two_predictions(text: Text) -> None:
    assert verdict(text, row_of(text, 5, chain=link("Ann Lo and the Bo Ra")), 5)["chain"]
    assert verdict(text, row_of(text, 5, chain=link("Mr Ra and Ms Lo")), 5)["chain"]
    assert not verdict(text, row_of(text, 5, chain=link("the navy", "Ann Lo and Bo Ra")), 5)["chain"]
    assert not verdict(text, row_of(text, 5, chain=link("Ann Lo")), 5)["chain"]
    assert not verdict(text, row_of(text, 7, chain=link("They")), 7)["chain"]
    assert verdict(text, row_of(text, 7, chain=link("Ann Lo and Bo Ra")), 7)["chain"]
    row = row_of(text, 5, chain=link("Ann Lo"))
    row["attributions"].append(row["attributions"][4] | {"id": "b", "source": places(((0, 8),)), "chain": link("Bo Ra")})
    assert verdict(text, row, 5)["chain"]


def test_what_is_wrong_is_told(text: Text) -> None:
    (line,) = errors([paired(text, row_of(text, 1, **{"class": "report"}))])
    assert line.startswith("t 1: class | said | the ferry sank on Monday | speech Coast Times > the navy | found: report")


def test_a_share_of_nothing_is_none() -> None:
    assert share(counts(paired(read_marked("t", MARKED), {"attributions": [], "claims": []})), "class") == 0.0
