"""Words that name one happening meet across articles; other days, other deeds and other stories stay apart."""

from sayso.kit.concepts import Naming
from sayso.link.happening_pairs import likely
from sayso.link.told_words import told_in
from sayso.model.corpus import Corpus
from tests.reading import compare, read

DAY = "2024-05-14"
PILE = (
    "A passenger ferry exploded in Selmar harbour on Sunday, police said. Three sailors died in the explosion.",
    "The explosion of a passenger ferry in Selmar harbour killed three sailors, police said.",
    "Police said three sailors died when a passenger ferry exploded in Selmar harbour.",
)


def corpus(*texts: str) -> Corpus:
    return compare(read(text, DAY, f"Outlet {number}", f"d{number}") for number, text in enumerate(texts))


def named(found: Corpus) -> list[set[str]]:
    """Return the words of each happening, each with the number of its article."""
    documents = {document.id: document for document in found.documents}
    words = {
        event.id: f"{event.trigger.cut(document.text)} {document.id}"
        for document in documents.values()
        for event in document.happenings
    }
    return [{words[event] for _, event in happening.members} for happening in found.happenings]


def test_a_noun_and_a_verb_for_one_deed_meet_across_articles() -> None:
    blast = next(group for group in named(corpus(*PILE)) if "exploded d0" in group)
    assert {"exploded d0", "explosion d1", "exploded d2"} <= blast
    assert not any(word.startswith(("died", "killed")) for word in blast)


def test_only_two_exact_days_keep_one_deed_apart() -> None:
    told = "A passenger ferry exploded in Selmar harbour on {}, police said."
    for other, is_one in (("3 May", True), ("9 May", False)):
        found = corpus(told.format("3 May"), told.format(other))
        assert len(found.stories) == 1
        assert any({"exploded d0", "exploded d1"} <= group for group in named(found)) == is_one


def test_happenings_do_not_depend_on_the_order_of_documents() -> None:
    documents = [read(text, DAY, f"Outlet {number}", f"d{number}") for number, text in enumerate(PILE)]
    assert compare(documents).happenings == compare(reversed(documents)).happenings


def test_no_word_is_in_two_happenings() -> None:
    members = [member for happening in corpus(*PILE).happenings for member in happening.members]
    assert members
    assert len(set(members)) == len(members)


def test_of_many_that_share_a_key_each_is_compared_with_some() -> None:
    one, other = likely([[7]] * 5, 2)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4)]


def test_the_words_beside_are_whole_words_on_both_sides() -> None:
    document = compare([read(PILE[1], DAY, "Outlet", "d")]).documents[0]
    told = next(one for one in told_in(document, Naming(marks={})) if one.word == "killed")
    assert told.before == "harbour"
    assert told.after == "three"
    assert {"ferry", "selmar", "sailors"} <= set(told.near)
