"""Who is cited for what, in sentences written for these tests: source, cue and content are marked in them."""

import pytest

from sayso.model.document import Document
from sayso.model.facts import Attribution
from sayso.model.span import Span
from tests.extract.marked import marked
from tests.reading import read

ONE_VOICE = [
    ("speech", "direct", "“[The harbour is open again,|content]” [Captain Lena Brandt|source] [said|cue]."),
    ("speech", "direct", "[The mayor|source] [said|cue]: “[We will rebuild the pier.|content]”"),
    ("speech", "mixed", "[The mayor|source] [said|cue] [the bridge was “safe and dry” after the repair|content]."),
    ("speech", "indirect", "[The ministry|source] [said|cue] that [the barge sank near Ostrava on Monday|content]."),
    ("report", "indirect", "[Guards saw the barge at dawn|content], [the Velden Observer|source] [reported|cue]."),
    ("speech", "indirect", "[The barge sank near the pier|content], [according|cue] [to|cue] [the coastguard|source]."),
    ("speech", "indirect", "[The engine was delivered in June|content], as [stated|cue] by [the official agency|source]."),
    ("speech", "indirect", "[Sailor Piet Maas|source] [told|cue] Reuters that [the anchor was lost in the storm|content]."),
    ("speech", "indirect", "The engineer was [told|cue] by [the mayor|source] that [the bridge was safe|content]."),
    ("speech", "indirect", "[The town was flooded|content], [officials|source] [said|cue], and [two roads were closed|content]."),
    ("speech", "indirect", "[The barge|content], [the navy|source] [said|cue], [sank off Velden|content]."),
    ("speech", "indirect", "[Officials|source] [said|cue] [the barge sank and that its crew swam ashore|content]."),
    ("speech", "indirect", "[KSPA|source] [announced|cue] [the return of a delegation from Velden|content]."),
    ("belief", "indirect", "[The union|source] [fears|cue] that [the yard will close|content]."),
    ("report", "indirect", "[Four trucks left the port|content], a [Harbour Post reporter|source] [saw|cue]."),
    ("report", "indirect", "[A Harbour Post reporter|source] [saw|cue] [four trucks leave the port|content]."),
    ("denial", "indirect", "[The navy|source] [denied|cue] [the sale of the ships|content]."),
    ("denial", "indirect", "[The navy|source] [denied|cue] [selling ships to Ruritania|content]."),
    ("denial", "indirect", "[The navy|source] [denied|cue] that [it had sold ships to Ruritania|content]."),
    ("denial", "indirect", "[Ruritania|source] [denied|cue] [accusations of copper shipments to Marovia|content]."),
    ("no_comment", "indirect", "[The ministry|source] has neither [confirmed|cue] nor [denied|cue] [the sale of ships|content]."),
    ("no_comment", "indirect", "[The envoy|source] neither [confirmed|cue] nor [denied|cue] that [the ships were sold|content]."),
    ("no_comment", "indirect", "[The company|source] [declined|cue] [to comment on the sale|content]."),
    ("no_comment", "indirect", "[The embassy|source] did not [respond|cue] to a request for comment."),
    ("no_comment", "indirect", "[The company|source] could not be [reached|cue] for comment."),
    ("no_comment", "indirect", "[The company|source] did not [deny|cue] [the report|content]."),
    ("no_comment", "indirect", "[The minister|source] did not [dispute|cue] that [she had met the owner|content]."),
    ("no_comment", "indirect", "[The union's chief|source] [refused|cue] [to rule out further strikes|content]."),
    ("no_comment", "indirect", "[The police|source] would not [give|cue] [a name|content]."),
    ("no_comment", "indirect", "[The mayor|source] did not [answer|cue] directly."),
    ("no_comment", "indirect", "[The union|source] [declined|cue] [to be drawn|content]."),
    ("no_comment", "indirect", "[The ministry|source] would not [say|cue] [whether the bridge was safe|content]."),
    ("no_comment", "indirect", "[Neither side|source] would [say|cue] [who fired first|content]."),
    ("no_comment", "indirect", "[The museum|source] would not [confirm|cue] [the theft|content]."),
    ("no_comment", "indirect", "[The ministry|source] has never [acknowledged|cue] [the leak|content]."),
    ("no_comment", "indirect", "[The claim|content] was not [denied|cue] by [the ministry|source]."),
    ("no_comment", "indirect", "Nor did [the company|source] [deny|cue] [the sale|content]."),
    ("unknown", "indirect", "[The agency|source] did not [say|cue] [how many passengers are stranded|content]."),
    ("denial", "indirect", "[The envoy|source] cannot [deny|cue] that [the ships were sold|content]."),
    ("unknown", "indirect", "[The harbour master|source] did not [say|cue] [where the trucks went|content]."),
]  # fmt: skip
NOBODY_NAMED = [
    ("report", "Two bridges were [reported|cue] [destroyed by the flood|content]."),
    ("speech", "It was [announced|cue] that [the tunnel would open in May|content]."),
    ("belief", "The barge is [believed|cue] [to have sunk|content]."),
    ("report", "[Ruritania|content] [reportedly|cue] [sold two ships to the navy|content]."),
    ("speech", "There were [allegations|cue] of [arms sales to the navy|content]."),
    ("speech", "[Allegations|cue] [persist|cue] regarding [Ruritania's supply of rifles to the rebels|content]."),
    ("unknown", "[The make of the engine|content] was not [disclosed|cue]."),
    ("unknown", "It [remains|cue] [unknown|cue] [how the barge was shipped from Marovia|content]."),
    ("unknown", "It [is|cue] not [clear|cue] [who paid for the barge|content]."),
]  # fmt: skip


def words(document: Document, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(span.cut(document.text) for span in spans)


def only(text: str) -> tuple[Document, Attribution]:
    """Return a document and the one attribution that is in it."""
    document = read(text)
    (item,) = document.attributions
    return document, item


@pytest.mark.parametrize(("kind", "mode", "sentence"), ONE_VOICE, ids=lambda value: value if "[" in value else None)
def test_one_voice_is_found_with_its_words(kind: str, mode: str, sentence: str) -> None:
    expected = marked(sentence)
    document, item = only(expected.text)
    assert (item.kind, item.mode) == (kind, mode)
    assert words(document, item.source) == expected.words("source")
    assert words(document, item.cue) == expected.words("cue")
    assert words(document, item.content) == expected.words("content")


@pytest.mark.parametrize(("kind", "sentence"), NOBODY_NAMED, ids=lambda value: value if "[" in value else None)
def test_where_nobody_is_named_nobody_is_guessed(kind: str, sentence: str) -> None:
    expected = marked(sentence)
    document, item = only(expected.text)
    assert (item.kind, item.source, item.source_entity) == (kind, (), None)
    assert words(document, item.cue) == expected.words("cue")
    assert words(document, item.content) == expected.words("content")


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry declined to confirm or deny that the ship was sold.",
        "The ministry did not confirm or deny the sale.",
        "The ministry would not confirm or deny the sale.",
        "The ministry refused to deny the sale.",
        "The firm stopped short of denying the sale.",
        "The firm has yet to deny the sale.",
        "The firm did nothing to deny the sale.",
        "The sale was neither confirmed nor denied by the ministry.",
    ],
)
def test_what_nobody_denied_is_no_denial(sentence: str) -> None:
    assert {item.kind for item in read(sentence).attributions} == {"no_comment"}


@pytest.mark.parametrize(
    "sentence",
    ["The crane fell on the quay.", "Nobody was hurt.", "The agency sold its old ship.", "The report on the bridge is long."],
)
def test_plain_telling_cites_nobody(sentence: str) -> None:
    assert read(sentence).attributions == ()


def test_what_somebody_is_said_to_be_is_not_their_own_word() -> None:
    document, item = only("The minister, who is said to be a keen sailor, visited the port.")
    assert (item.source, words(document, item.content)) == ((), ("to be a keen sailor",))
    assert not any(link.role == "speaker" for link in item.chain)


def test_a_quotation_over_two_sentences_is_one_with_one_speaker() -> None:
    document, item = only("“The crane fell on the quay. Nobody was hurt,” the minister said.")
    assert words(document, item.source) == ("the minister",)
    assert words(document, item.content) == ("The crane fell on the quay. Nobody was hurt,",)


def test_a_quotation_that_goes_on_after_its_speaker_is_theirs() -> None:
    document = read("“It was dark,” said Jan Pell, a dock worker. “Nobody saw the ship.”\n\n“Nobody paid us, at least.”")
    parts = [(words(document, item.source), part) for item in document.attributions for part in words(document, item.content)]
    assert parts == [
        (("Jan Pell",), "It was dark,"),
        (("Jan Pell",), "Nobody saw the ship."),
        ((), "Nobody paid us, at least."),
    ]


def test_an_unclosed_quotation_costs_one_paragraph() -> None:
    text = (
        "“The crane fell on the quay, the minister said.\n\nThe ministry said the port was closed. “We are safe,” the mayor said."
    )
    document = read(text)
    assert [(words(document, item.source), words(document, item.content)) for item in document.attributions][1:] == [
        (("The ministry",), ("the port was closed",)),
        (("the mayor",), ("We are safe,",)),
    ]


def test_what_came_through_an_agency_has_the_agency_in_its_chain() -> None:
    _, told = only("“We lost the anchor,” sailor Piet Maas told Reuters.")
    assert [(link.name, link.role) for link in told.chain[1:]] == [("Reuters", "agency"), ("Piet Maas", "speaker")]
    inner, outer = read("Kestria said Marovia had sent it a hospital, Xinhua reported.").attributions
    assert inner.parent == outer.id
    assert [link.name for link in inner.chain[1:]] == ["Xinhua", "Kestria"]


@pytest.mark.parametrize(
    ("second", "carried"),
    [
        ("The agency met officials of the port.", True),
        ("He met the mayor of the town.", True),
        ("The weather was fine.", False),
        ("Ms Hale said the talks were short.", False),
    ],
)
def test_an_agency_carries_on_to_the_next_deed_and_no_further(second: str, carried: bool) -> None:
    document = read(f"The state news agency KSPA reported that the envoy arrived in Velden. {second} The pier is old.")
    assert words(document, document.attributions[0].carries) == ((second,) if carried else ())


def test_an_agency_does_not_carry_on_into_the_next_paragraph() -> None:
    document = read("The state news agency KSPA reported that the envoy arrived in Velden.\n\nHe met the mayor.")
    assert [item.carries for item in document.attributions] == [()]


LEARNED = [
    ("intent", "[The mayor|source] [offered|cue] [to rebuild the pier|content]."),
    ("belief", "[The governor|source] [supports|cue] [the new harbour tax|content]."),
    ("belief", "[The senator|source] [opposed|cue] [the plan to close the port|content]."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sentence"), LEARNED, ids=lambda value: value if "[" in value else None)
def test_the_model_finds_cues_that_no_rule_takes(kind: str, sentence: str) -> None:
    expected = marked(sentence)
    document, item = only(expected.text)
    assert (item.kind, item.rule) == (kind, "learned")
    assert words(document, item.source) == expected.words("source")
    assert words(document, item.content) == expected.words("content")


@pytest.mark.parametrize(
    "sentence",
    ["Soldiers attacked the town.", "The navy sent two ships.", "The ministry signed the contract.", "The crane hit the quay."],
)
def test_a_deed_is_no_word_of_whoever_did_it(sentence: str) -> None:
    assert [item for item in read(sentence).attributions if item.source] == []


@pytest.mark.parametrize("sentence", ["The mayor is known for his love of ships.", "The mayor is seen as a friend of the port."])
def test_what_others_think_of_somebody_is_not_their_own_word(sentence: str) -> None:
    assert [item.source for item in read(sentence).attributions if item.source] == []


def test_a_quotation_goes_on_over_sentences_after_its_speaker() -> None:
    text = "“The storm came at night,” the captain said. “We lost two anchors. Nobody slept.”"
    document, item = only(text)
    assert words(document, item.source) == ("the captain",)
    assert words(document, item.content) == ("The storm came at night,", "We lost two anchors. Nobody slept.")
