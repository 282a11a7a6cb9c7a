"""On whose word it rests: outlets that cite one agency have one origin, and no voice is named that the text leaves unnamed."""

from sayso.model.corpus import Corpus
from tests.reading import compare, read

DAY = "2024-05-14"
TRUCKS = "A freighter carried four trucks to Selmar on Sunday"


def corpus(*texts: str) -> Corpus:
    return compare(read(text, DAY, f"Outlet {number}", f"d{number}") for number, text in enumerate(texts))


def behind(found: Corpus, words: str) -> dict[str, tuple[str, ...]]:
    """Return, for each document that claims these words, the names of the origins that this rests on."""
    names = {origin.id: origin.name for origin in found.origins}
    rests = {rest.claim: rest for rest in found.rests}
    return {
        document.id: tuple(names[origin] for origin in rests[claim.id].origins)
        for document in found.documents
        for claim in document.claims
        if words in claim.span.cut(document.text)
    }


def test_two_outlets_that_cite_one_agency_have_one_origin() -> None:
    found = corpus(f"{TRUCKS}, Xinhua reported.", f"{TRUCKS}, the Xinhua News Agency said.")
    assert [(origin.name, origin.state_run, origin.documents) for origin in found.origins] == [("Xinhua", True, ("d0", "d1"))]
    assert {(each.document, each.how) for each in found.dependences} == {("d0", "cites"), ("d1", "cites")}
    assert all(each.evidence for each in found.dependences)


def test_state_media_is_the_state_agency_that_the_article_names_and_else_nobody() -> None:
    named = corpus(f"{TRUCKS}, state media reported. Xinhua reported that the trucks were red.")
    unnamed = corpus(f"{TRUCKS}, state media reported.")
    two = corpus(f"{TRUCKS}, state media reported. Xinhua reported that it rained. KCNA reported that it snowed.")
    independent = corpus(f"{TRUCKS}, state media reported. Reuters reported that the trucks were red.")
    assert behind(named, TRUCKS) == {"d0": ("Xinhua",)}
    assert [behind(found, TRUCKS) for found in (unnamed, two, independent)] == [{"d0": ()}] * 3


def test_unnamed_voices_are_never_one() -> None:
    found = corpus(f"{TRUCKS}, officials said.", f"{TRUCKS}, officials said.")
    assert behind(found, TRUCKS) == {"d0": (), "d1": ()}
    assert len({origin.id for origin in found.origins}) == 2


def test_what_somebody_told_an_agency_rests_on_the_agency() -> None:
    found = corpus(
        "Sailor Piet Maas told Reuters that a freighter sank off Selmar.", "A freighter sank off Selmar, Reuters said."
    )
    assert behind(found, "freighter sank off Selmar") == {"d0": ("Reuters",), "d1": ("Reuters",)}


def test_a_flat_statement_rests_on_the_origin_that_the_article_cites_for_the_same_event() -> None:
    found = corpus(f"Four trucks were carried to Selmar by a freighter.\n\n{TRUCKS}, Xinhua reported. The pier of Velden is old.")
    assert behind(found, "Four trucks were carried") == {"d0": ("Xinhua",)}
    assert behind(found, "The pier of Velden") == {"d0": ()}


def test_what_an_outlets_own_reporter_saw_rests_on_the_outlet() -> None:
    found = corpus(f"{TRUCKS}, a Harbour Post reporter saw.")
    assert behind(found, TRUCKS) == {"d0": ("Outlet 0",)}
    assert [origin.kind for origin in found.origins] == ["own_reporting"]


def test_a_named_agency_beyond_the_registry_is_state_run_only_where_it_is_called_so() -> None:
    found = corpus(
        "The state-run Kestrian State Press Agency (KSPA) reported that a freighter sank.",
        "The Velden Press Agency reported that a freighter sank.",
    )
    assert {origin.name: origin.state_run for origin in found.origins} == {
        "Kestrian State Press Agency": True,
        "Velden Press Agency": None,
    }
