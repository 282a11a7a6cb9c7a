"""The registries of agencies and places: every entry loads, no name leads to two, and codes are codes."""

from collections import Counter

from sayso.kit.config import OutletEntry
from sayso.kit.lexicon import load
from sayso.kit.vocabulary import Place

AMBIGUOUS = {"Congolese"}


def test_every_agency_loads_and_no_name_leads_to_two() -> None:
    agencies = load("agencies", OutletEntry)
    names = Counter(name for entry in agencies for name in {entry.name, *entry.names})
    domains = Counter(domain for entry in agencies for domain in entry.domains)
    assert {entry.kind for entry in agencies} == {"agency", "state_media", "outlet", "official"}
    assert [name for name, times in (names + domains).items() if times > 1] == []
    assert all(domain == domain.lower() and "/" not in domain for domain in domains)


def test_an_agency_that_is_said_to_be_nobodys_has_no_state_behind_it() -> None:
    agencies = load("agencies", OutletEntry)
    assert [entry.name for entry in agencies if entry.state_run is False and (entry.controlled_by or "").startswith("Gov")] == []
    assert all(entry.source for entry in agencies)


def test_every_place_loads_and_words_lead_to_one_place_unless_the_language_is_ambiguous() -> None:
    places = load("places", Place)
    words = Counter(
        word for place in places for word in {place.name, *place.adjectives, *place.capitals, *place.seats, *place.also}
    )
    assert {word for word, times in words.items() if times > 1} == AMBIGUOUS
    assert len({place.code for place in places}) == len(places) >= 193
    assert next(place.name for place in places if place.code == "NO") == "Norway"


def test_the_countries_of_agencies_are_known_places() -> None:
    codes = {place.code for place in load("places", Place)}
    assert {entry.country for entry in load("agencies", OutletEntry) if entry.country} <= codes
