"""Each form in which a text gives words to somebody: who, which words, through whom. One row a form, all of it invented."""

import pytest

from tests.reading import read

SPEAKERS = {
    "transcript": (
        "MS BRANDT: The tender was never published.\n\nMR OKORO: That is false.",
        [("MS BRANDT", "The tender was never published."), ("MR OKORO", "That is false.")],
    ),
    "interview": (
        "Interviewer: Any regrets?\n\nDana Roe: None. I was tired.\n\nInterviewer: And now?\n\nDana Roe: Sleep.",
        [
            ("Interviewer", "Any regrets?"),
            ("Dana Roe", "None. I was tired."),
            ("Interviewer", "And now?"),
            ("Dana Roe", "Sleep."),
        ],
    ),
    "question and answer": (
        "Q. Did the pilot call in?\n\nA. He did not. The line was dead.",
        [("", "Did the pilot call in?"), ("", "He did not. The line was dead.")],
    ),
    "post with a handle": (
        "@pell_police: Two men were arrested near the mill. Avoid Quay Street.",
        [("@pell_police", "Two men were arrested near the mill. Avoid Quay Street.")],
    ),
    "post with a name and a handle": (
        "Mara Dunn (@maradunn): The lights are back on.",
        [("@maradunn", "The lights are back on.")],
    ),
    "colon before a quotation": (
        "Coach Ola Finn on the defeat: “My fault. Simple as that.”",
        [("Coach Ola Finn", "My fault. Simple as that.")],
    ),
    "entry of a live report": (
        "14:22 Police chief Mara Dunn: “Stay indoors, please.”",
        [("Police chief Mara Dunn", "Stay indoors, please.")],
    ),
    "entry of a live report with a verb": (
        "13.30 Two deputies say the tax was never mentioned.",
        [("Two deputies", "the tax was never mentioned")],
    ),
    "name behind a dash": (
        "Rebels have taken the airport - army spokesman",
        [("army spokesman", "Rebels have taken the airport")],
    ),
    "quotation over paragraphs": (
        "Carlo Benn, the coach, said: “We were tired.\n\n“The referee saw nothing.\n\n“Next week we play at home.”",
        [("Carlo Benn", "We were tired. .. The referee saw nothing. .. Next week we play at home.")],
    ),
    "quotation of nobody": (
        "The hearing ended in uproar.\n\n“The mine was never inspected, not once in thirty years.”",
        [("", "The mine was never inspected, not once in thirty years.")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SPEAKERS.values(), ids=SPEAKERS)
def test_words_are_given_to_whom_the_text_gives_them(text: str, expected: list[tuple[str, str]]) -> None:
    document = read(text)
    outermost = [item for item in document.attributions if item.parent is None]
    found = [
        (
            "".join(span.cut(text) for span in item.source[:1]),
            " .. ".join(span.cut(text) for span in item.content).replace("\n\n“", " .. "),
        )
        for item in outermost
    ]
    assert found == expected


@pytest.mark.parametrize("text", [text for text, _ in SPEAKERS.values()], ids=SPEAKERS)
def test_what_is_given_to_somebody_is_not_the_word_of_the_outlet(text: str) -> None:
    document = read(text)
    inside = [
        claim
        for claim in document.claims
        if any(span.holds(claim.span) for item in document.attributions for span in item.content)
    ]
    assert [claim for claim in inside if claim.stance == "asserted"] == []


@pytest.mark.parametrize(
    "text",
    [
        "VELDEN: the quay is open again.",
        "Correction: the ship sank on Monday.",
        "The band played “The Long Road to Velden and Back Again” twice.",
        "The agenda: roads, schools and drains.",
        "The winners - a team from Pell - went home.",
    ],
)
def test_a_mark_alone_makes_no_speaker(text: str) -> None:
    assert read(text).attributions == ()


CHAINS = {
    "citing": ("The barge sank, Borsen reported, citing Captain Jan Pell.", ["Borsen", "Jan Pell"]),
    "quoted as saying": ("The agency quoted the minister as saying the barge sank.", ["The agency", "the minister"]),
    "told state radio": ("“We counted eleven trucks,” officer Emil Trost told state radio.", ["state radio", "Emil Trost"]),
    "told a broadcaster": ("A former guard told the BBC the alarms had been off for weeks.", ["BBC", "A former guard"]),
    "carried by an agency": ("“All are alive,” the group said in a statement carried by Reuters.", ["Reuters", "the group"]),
    "two speakers": ("Lena Brand and Otto Weil said the pier must close.", ["Lena Brand and Otto Weil"]),
    "name beside a noun": ("It was a mistake, her agent Phil Marsh told Radio Sport.", ["Radio Sport", "Phil Marsh"]),
    "signed quotation": ("“We were tired and nobody came to help.” — Ola Finn", ["Ola Finn"]),
}


@pytest.mark.parametrize(("text", "voices"), CHAINS.values(), ids=CHAINS)
def test_a_chain_has_every_voice_outermost_first(text: str, voices: list[str]) -> None:
    chains = [[link.name for link in item.chain[1:]] for item in read(text).attributions]
    assert voices in chains
    assert max(chains, key=len) == voices


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Lena Brand and Otto Weil met. Both said the talks had gone well.", "Lena Brand and Otto Weil"),
        ("The regulator said the bank was safe. It declined to comment further.", "The regulator"),
        ("The ministry said its envoy had left Velden but did not say where he had gone.", "The ministry"),
        (
            "The Centre for Harbour Studies, a think tank in Pell, said the barge was old. It said most of them were.",
            "Centre for Harbour Studies",
        ),
        ("The barge sank in a fire, as reported by official media sources.", "official media sources"),
        ("Tarn Shipping sold two tankers in May. It said on Monday the buyers were local.", "Tarn Shipping"),
    ],
)
def test_who_is_taken_up_is_the_voice(text: str, voice: str) -> None:
    last = read(text).attributions[-1]
    assert [link.name for link in last.chain[1:]] == [voice]


@pytest.mark.parametrize(
    "sentence",
    [
        "The firm declined to take questions.",
        "The firm declined to comment.",
        "The firm did not respond.",
        "The firm could not be reached.",
        "The firm would not say why.",
        "The firm refused to be drawn.",
        "The firm would neither confirm nor deny the sale.",
    ],
)
def test_no_answer_is_no_comment(sentence: str) -> None:
    assert {item.kind for item in read(sentence).attributions} == {"no_comment"}


def test_a_reason_is_no_voice() -> None:
    document = read("The minister closed the port, citing bad weather.")
    assert [item.rule for item in document.attributions if item.rule == "cited"] == []
