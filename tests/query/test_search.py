"""A search finds the exact words in the exact place, counts what it can be narrowed to, and obeys no query."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.kit.folding import words
from sayso.model.errors import QuestionError
from sayso.query.search import SearchAnswer, SearchFilter, phrases_of, search
from sayso.store import searching
from sayso.store.index import ZONES
from sayso.store.searching import Kind, Wanted
from sayso.store.store import Case, open_case

HOSTILE = [
    '"',
    '"dam',
    "NEAR(dam river)",
    "dam*:^",
    "AND",
    "dam\x00broke",
    "{body}: dam",
    "-dam",
    "'); DROP TABLE claim; --",
    "\ud800",
]


def found(answer: SearchAnswer) -> list[str]:
    return [hit.claim or hit.document for hit in answer.hits]


def counts(answer: SearchAnswer, name: str) -> dict[str | None, int]:
    (facet,) = (each for each in answer.facets if each.name == name)
    return {each.value: each.count for each in facet.values}


def test_articles_are_found_with_the_places_of_every_word(case: Case) -> None:
    answer = search(case, "DAM broke")
    assert sorted(found(answer)) == ["doc-b", "doc-c"]
    assert answer.total == 2
    for hit in answer.hits:
        document = case.document(hit.document)
        assert document is not None
        assert hit.quote == document.text[hit.start : hit.end]
        assert [document.text[mark.start : mark.end].lower() for mark in hit.marks] == ["dam", "broke"]
        assert {mark.zone for mark in hit.marks} == {"unzoned"}
        assert hit.stories


def test_claims_are_found_with_stance_chain_and_state(case: Case) -> None:
    answer = search(case, '"dam broke"', "claims")
    assert sorted(found(answer)) == ["claim-b-dam", "claim-c-dam"]
    denied = next(hit for hit in answer.hits if hit.stance == "denied")
    assert (denied.quote, denied.state, denied.group) == ("the dam broke", "disputed", "group-broke")
    assert [link.name for link in denied.chain] == ["Lund Post", "Mayor Berg"]
    assert [denied.quote[m.start - denied.start : m.end - denied.start] for m in denied.marks] == ["dam broke"]


def test_a_title_alone_is_found_and_marks_nothing_in_the_text(case: Case) -> None:
    answer = search(case, "flood")
    assert sorted(found(answer)) == ["doc-a", "doc-b", "doc-c"]
    assert next(hit for hit in answer.hits if hit.document == "doc-b").marks == ()
    assert found(search(case, "flood", narrowed=SearchFilter(zone="headline"))) == ["doc-a"]


def test_words_in_a_row_and_beginnings_of_words(case: Case) -> None:
    assert found(search(case, '"broke dam"')) == []
    assert sorted(found(search(case, "dam-broke"))) == ["doc-b", "doc-c"]
    assert sorted(found(search(case, "resid*"))) == ["doc-c"]
    assert found(search(case, "resid")) == []
    assert sorted(found(search(case, "Norda's"))) == ["doc-a", "doc-b"]


def test_facets_narrow_and_count_as_if_none_of_theirs_were_chosen(case: Case) -> None:
    answer = search(case, "dam", "claims", SearchFilter(stance="denied"))
    assert found(answer) == ["claim-b-dam"]
    assert counts(answer, "stance") == {"denied": 1, "asserted": 1}
    assert counts(answer, "outlet") == {"Lund Post": 1}
    assert counts(answer, "state") == {"disputed": 1}
    assert counts(search(case, "dam"), "story") == {"story-flood": 2, "story-alone": 1}
    assert counts(search(case, "dam"), "date") == {"2024-05": 2}
    assert counts(search(case, "flood"), "zone") == {"title": 3, "headline": 1}


@pytest.mark.parametrize(
    ("narrowed", "documents"),
    [
        (SearchFilter(outlet="lund post"), ["doc-b", "doc-a"]),
        (SearchFilter(story="story-al"), ["doc-c"]),
        (SearchFilter(stance="not_known"), ["doc-a"]),
        (SearchFilter(state="undetermined"), ["doc-c"]),
        (SearchFilter(first="2024-05-08"), ["doc-c", "doc-b"]),
        (SearchFilter(first="2024-05", last="2024-05-07"), ["doc-a"]),
        (SearchFilter(last="2023"), []),
        (SearchFilter(outlet="no such paper"), []),
        (SearchFilter(entity="no such body"), []),
    ],
)
def test_without_words_all_that_the_facets_let_in_is_listed_the_newest_first(
    case: Case, narrowed: SearchFilter, documents: list[str]
) -> None:
    assert found(search(case, " ", narrowed=narrowed)) == documents


def test_the_claims_of_an_entity_are_those_it_is_named_or_speaks_in(case: Case) -> None:
    for name in ("entity-berg", "anna berg"):
        answer = search(case, "", "claims", SearchFilter(entity=name))
        assert sorted(found(answer)) == ["claim-b-dam", "claim-c-slept"]
    assert counts(answer, "entity") == {"entity-berg": 2}


@pytest.mark.parametrize("narrowed", [SearchFilter(stance="x"), SearchFilter(zone="x"), SearchFilter(first="soon")])
def test_a_facet_that_cannot_be_says_what_can(case: Case, narrowed: SearchFilter) -> None:
    with pytest.raises(QuestionError):
        search(case, "dam", narrowed=narrowed)


@pytest.mark.parametrize("kind", ["articles", "claims"])
def test_facets_are_the_same_in_whichever_way_they_are_counted(
    example_case: Path, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_case(example_case) as case:
        for words_sought in ("", "the"):
            wanted = Wanted(kind=kind, phrases=phrases_of(words_sought)[0])
            matched = case.search(wanted)
            few, many = case.tallies(wanted, matched), case.tallies(wanted, matched.replace(total=100_000))
            assert len(few["state"].values) > 1
            assert few == many
            every = case.search(wanted.replace(limit=matched.total)).ids
            monkeypatch.setattr(searching, "FACETED", matched.total - 1)
            best = case.search(wanted)
            assert [id for id, _ in best.best] == list(every[:-1])
            counted = case.tallies(wanted, best)
            monkeypatch.undo()
            assert {tally.of for tally in counted.values()} == {matched.total - 1}
            for facet in ("stance", "date", "outlet", "story", *(("zone",) if wanted.phrases else ())):
                before, after = (sum(each.count for each in tallied[facet].values) for tallied in (few, counted))
                assert 0 < before - after <= 7, facet


def test_of_very_many_hits_only_so_many_are_ranked(example_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_case(example_case) as case:
        wanted = Wanted(kind="claims", phrases=phrases_of("the")[0], limit=500)
        every = case.search(wanted)
        monkeypatch.setattr(searching, "FACETED", 3)
        monkeypatch.setattr(searching, "RANKED", 5)
        some = case.search(wanted)
        assert some.total == every.total > 5
        assert len(some.ids) == 5
        assert set(some.ids) <= set(every.ids)
        assert case.search(wanted.replace(limit=2, offset=1)).ids == some.ids[1:3]


def test_facets_are_counted_for_the_words_of_each_question(case: Case) -> None:
    for kind in get_args(Kind):
        for narrowed in (SearchFilter(), SearchFilter(zone="unzoned"), SearchFilter(stance="denied")):
            for sought in ("dam", "river", "dam broke", "xylophone", "dam"):
                answer = search(case, sought, kind, narrowed)
                wanted = Wanted(kind=kind, phrases=phrases_of(sought)[0], only=SearchFilter(stance=narrowed.stance))
                zones = {zone: case.search(wanted.replace(only=wanted.only.replace(zone=zone))).total for zone in ZONES}
                assert counts(answer, "zone") == {zone: total for zone, total in zones.items() if total}


def test_pages_follow_each_other(case: Case) -> None:
    every = found(search(case, "flood"))
    pages = [found(search(case, "flood", limit=1, offset=at)) for at in range(4)]
    assert pages == [[every[0]], [every[1]], [every[2]], []]
    assert search(case, "flood", limit=-5, offset=-5).hits == ()


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_words(case: Case, query: str) -> None:
    for kind in ("articles", "claims"):
        answer = search(case, query, kind)
        expected = [each.word for each in words(query)]
        assert [word.rstrip("*") for phrase in answer.sought for word in phrase.split()] == expected
    assert len(case.groups()) == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("dam bro*\"'()-:^{}\x00é東_AND")), max_size=40))
def test_no_query_is_a_wrong_one(case: Case, query: str) -> None:
    for hit in search(case, query).hits:
        assert hit.document.startswith("doc-")


def test_signs_alone_find_nothing(case: Case) -> None:
    answer = search(case, "*** ()")
    assert (answer.total, answer.hits, answer.facets) == (0, (), ())


def test_a_very_long_query_says_how_much_of_it_was_left_out(case: Case) -> None:
    answer = search(case, " ".join(f"word{number}" for number in range(5000)))
    assert (len(answer.sought), answer.left_out) == (64, 5000 - 64)
    assert search(case, "a" * 1_000_000).total == 0
    assert phrases_of("dam dam DAM")[0] == phrases_of("dam")[0]


def test_what_is_found_in_the_example_case_stands_there(example_case: Path) -> None:
    with open_case(example_case) as case:
        texts = {document.id: document.text for document in case.documents()}
        for kind in ("articles", "claims"):
            answer = search(case, "hospital", kind, limit=500)
            assert answer.total == len(answer.hits) > 5
            for hit in answer.hits:
                assert hit.quote == texts[hit.document][hit.start : hit.end]
                assert all("hospital" in texts[hit.document][mark.start : mark.end].lower() for mark in hit.marks)
                assert hit.marks
            for facet in answer.facets:
                for each in facet.values if facet.name != "date" else ():
                    if each.value is not None:
                        one = search(case, "hospital", kind, SearchFilter(**{facet.name: each.value}))
                        assert one.total == each.count, (facet.name, each)
