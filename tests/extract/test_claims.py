"""What is claimed, clause by clause, and how surely: each claim of a sentence is marked with `stance` or `stance certainty`."""

import pytest

from sayso.extract.claims import claims
from tests.extract.marked import marked
from tests.reading import CONFIG, read

STANCES = [
    "[The barge sank on Monday|asserted certain].",
    "[The bridge did not collapse|asserted certain].",
    "The mayor said [the bridge did not collapse|reported certain].",
    "[The barge sank near the pier|reported certain], according to the coastguard.",
    "[The engine was delivered in June|reported certain], as stated by the official agency.",
    "“[The crane fell on the quay|reported]. [Nobody was hurt|reported],” the minister said.",
    "“[It was dark|reported],” said Jan Pell, a dock worker. “[Nobody saw the ship|reported].”",
    "[The town was flooded|reported], officials said, and [two roads were closed|reported].",
    "[The bridge may collapse|hedged possible].",
    "[A barge could have carried the copper|hedged possible].",
    "[The dam probably broke on Monday|hedged probable].",
    "[The bridge is likely to collapse|hedged probable].",
    "A port official said [the ship could return next week|hedged possible].",
    "[The barge allegedly carried rifles|hedged unstated].",
    "[Ruritania reportedly sold two ships to the navy|hedged unstated].",
    "Two bridges were reported [destroyed by the flood|hedged unstated].",
    "The barge is believed [to have sunk|hedged unstated].",
    "Ann Hale is said [to own three barges|hedged unstated].",
    "[There were allegations of arms sales to the navy|hedged unstated].",
    "[Allegations persist regarding Ruritania's supply of rifles to the rebels|hedged unstated].",
    "[The navy denied the sale of the ships|denied].",
    "[The navy denied selling ships to Ruritania|denied].",
    "[The navy denied that it had sold ships to Ruritania|denied].",
    "[Marovia rejected the allegation that it had sold the ships|denied].",
    "[The ministry has neither confirmed nor denied the sale of the ships|no_position].",
    "[The spokesman neither confirmed nor denied that the ships were sold|no_position].",
    "[The company declined to comment on the sale|no_position].",
    "[The embassy did not respond to a request for comment|no_position].",
    "[The make of the engine was not disclosed|not_known].",
    "[It remains unknown how the barge was shipped from Marovia|not_known].",
    "[It was unclear whether the barge had sunk|not_known].",
    "[The harbour master did not say where the trucks went|not_known].",
    "The ministry said [it did not know who sank the barge|not_known].",
    "[If the bridge collapses|hypothetical possible], [the town will be cut off|hypothetical possible].",
    "[Even if the dam holds|hypothetical possible], [the town will flood|asserted].",
    "[The bridge would be the longest in the country|hypothetical possible].",
    "[Ann Hale would later lead the port|asserted certain].",
    "[Ann Hale would go on to lead the port|asserted certain].",
    "[Ann Hale appeared in court on Monday|asserted certain].",
    "[The barge appears to have sunk|hedged probable].",
    "[Men are less likely than women to drown|asserted certain].",
    "[The barge could not reach the port|asserted certain].",
    "[The crew could no longer leave the ship|asserted certain].",
    "[The barge could not have carried the copper|hedged possible].",
    "[The navy fills its files with accusations of theft|asserted certain].",
    "[None of them addressed Hale's complaint of theft|asserted certain].",
]
QUESTIONS = [
    "[One question stands out|asserted]: [will the dam hold|hypothetical]?",
    "[Will the dam hold|hypothetical possible]?",
    "[How will the mayor pay for the bridge|hypothetical] [when the banks close|asserted]?",
    "“[Who sold the barge|hypothetical]?” [he asked|asserted].",
    "The mayor said: “[Who sold the barge|reported possible]?”",
    "[The barge sank|asserted]; [who sold it|hypothetical]?",
    "The mayor said [the barge sank|reported]. [Who sold it|hypothetical]?",
]
FRAGMENTS = ["And the sources?", "A bridge, a dam, a harbour.", "To wit: a new bridge.", "Wow."]
CLAUSES = [
    "[The barge, a gift from Marovia, reached Velden on 3 May|asserted].",
    "[The ship, built in Ostrava, sank on Monday|asserted].",
    "[The crew, [which left Velden on 3 May|asserted], reached Ostrava on 9 May|asserted].",
    "[The crew left the ship|asserted] and [divers searched the wreck|asserted].",
    "[Divers searched the wreck|asserted] while [the navy closed the strait|asserted].",
    "[The soldiers closed the road|asserted], [stopping two trucks|asserted].",
    "[Soldiers attacked the town|asserted] and [killed nine people|asserted].",
    "[A delegation returned from Velden|asserted] and [three teams, representing sports, departed|asserted].",
    "Officials said [the barge sank|reported] and that [its crew swam ashore|reported].",
    "KSPA announced [the arrival of the envoy|reported], along with [the departure of two ships|reported].",
    "The minister, who is said [to be a keen sailor|hedged], [visited the port|asserted].",
]


@pytest.mark.parametrize("sentence", STANCES + CLAUSES + QUESTIONS)
def test_each_clause_is_claimed_once_with_its_stance(sentence: str) -> None:
    expected = marked(sentence)
    document = read(expected.text)
    found = [(claim.span, f"{claim.stance} {claim.certainty}") for claim in document.claims]
    assert [span.cut(expected.text) for span, _ in found] == [words for words, _ in expected]
    for (_, stance), (words, label) in zip(found, expected, strict=True):
        assert stance.startswith(label), words


@pytest.mark.parametrize("sentence", FRAGMENTS)
def test_words_that_say_nothing_of_anything_claim_nothing(sentence: str) -> None:
    assert read(f"The barge sank. {sentence}").claims[1:] == ()


def test_a_happening_without_a_verb_is_claimed() -> None:
    assert [claim.stance for claim in read("The barge sank. Another explosion at the port.").claims] == ["asserted", "asserted"]


def test_a_claim_points_to_who_is_cited_for_it_and_shows_why() -> None:
    document = read("The ferry sank. The dam may break, according to the coastguard.")
    plain, cited = document.claims
    (item,) = document.attributions
    assert (plain.attribution, cited.attribution) == (None, item.id)
    assert [span.cut(document.text) for span in cited.hedges] == ["may"]
    assert cited.reasons[0].rule == "stance-hedge"
    assert all(claim.reasons for claim in document.claims)


def test_every_claim_has_a_place_of_its_own_and_one_event() -> None:
    document = read("The town was flooded, officials said, and two roads, which the army built in 2019, were closed on Monday.")
    events = {event.id: event for event in document.events}
    assert len({claim.span for claim in document.claims}) == len(document.claims) == len(events)
    assert all(events[claim.event or ""].claim == claim.id for claim in document.claims)


def test_captions_claim_nothing() -> None:
    document = read("The mayor shakes hands with the envoy in Velden.")
    captions = tuple(sentence.replace(zone="caption") for sentence in document.sentences)
    assert len(document.claims) == 1
    assert claims(document.replace(sentences=captions), CONFIG).claims == ()
