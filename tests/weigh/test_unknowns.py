"""What was not known at first and is told later is answered: both are shown, and nobody is contradicted."""

import pytest

from sayso.kit.config import Config
from sayso.model.corpus import ClaimGroup, Corpus
from sayso.model.document import Document
from sayso.read.identity import text_hash
from sayso.run.across import across
from sayso.run.analyse import Analyst
from sayso.run.progress import Silent
from sayso.run.stages import PIPELINE
from sayso.weigh.unknowns import unknowns

BLAST = "A blast shook the Norvik grain silo on Wednesday, the port authority said."
PAIRS = [
    (
        "It was not immediately clear how many people were hurt.",
        "Nine people were hurt in the blast, the hospital said.",
        "how many",
    ),
    ("The cause of the blast was not known.", "A gas leak caused the blast, the fire chief said.", "why"),
    ("The authority did not say who owns the silo.", "The company Gransee owns the silo.", "who"),
    ("It was unclear whether the silo had been inspected.", "The silo had been inspected in March, the mayor said.", "whether"),
    ("The price of the grain was not disclosed.", "The grain cost four million crowns.", "how much"),
    ("The name of the night watchman was not released.", "The night watchman was named as Per Holt.", "who"),
    ("It is not known where the fire crews took the injured.", "The fire crews took the injured to Lindow.", "where"),
]
NO_ANSWERS = [
    ("It was not immediately clear how many people were hurt.", "People were hurt in the blast, the hospital said."),
    ("It was not immediately clear how many people were hurt.", "Nine trucks left the harbour, the mayor said."),
    ("The cause of the blast was not known.", "The blast may have been caused by a gas leak, an expert said."),
    ("The authority did not say who owns the silo.", "The company Gransee owns two barges."),
    ("The price of the grain was not disclosed.", "The silo cost four million crowns in 1999."),
    ("It is not known where the fire crews took the injured.", "The fire crews took a break."),
    ("The make of the crane was not disclosed.", "The crane stood by the silo."),
    ("It was unclear whether the inspectors would seek papers or samples.", "The papers are yellow."),
    ("It was not clear why the silo was inspected.", "The silo was inspected by Per Holt. Nine trucks left after the blast."),
]


def article(name: str, day: str, words: str) -> Document:
    text = f"{BLAST} {words}"
    return Document(
        id=name, source=f"{name}.txt", text=text, text_sha256=text_hash(text), published=day, outlet=name, language="en"
    )


def joined(*articles: Document) -> Corpus:
    config = Config()
    with Analyst(PIPELINE, config) as analyst:
        read = [document.replace(parse=None) for document in analyst.analyse(list(articles))]
    return across(Corpus(documents=tuple(read)), config, PIPELINE, Silent())


def unknown(corpus: Corpus) -> ClaimGroup:
    """Return the one group that says that something is not known."""
    stances = {claim.id: claim.stance for document in corpus.documents for claim in document.claims}
    (found,) = (group for group in corpus.groups if all(stances[member.claim] == "not_known" for member in group.members))
    return found


def holding_unknowns(corpus: Corpus) -> ClaimGroup:
    """Return the one group in which something is said not to be known, be it with what another article tells."""
    asked = {claim.id for document in corpus.documents for claim in document.claims if claim.stance == "not_known"}
    (found,) = (one for one in corpus.groups if {member.claim for member in one.members} & asked)
    return found


@pytest.mark.parametrize(("asking", "telling", "slot"), PAIRS, ids=[asking for asking, _, _ in PAIRS])
def test_a_later_article_answers_what_an_earlier_one_did_not_know(asking: str, telling: str, slot: str) -> None:
    group = unknown(joined(article("Dock Post", "2025-05-01", asking), article("Norvik Echo", "2025-05-03", telling)))
    (difference,) = group.differences
    assert (group.state, difference.slot, difference.verdict, difference.rule) == (
        "updated",
        "known",
        "updated",
        "answered-later",
    )
    assert [side.value for side in difference.sides] == ["not known", f"told: {slot}"]
    assert [{document for document, _ in side.members} for side in difference.sides] == [{"Dock Post"}, {"Norvik Echo"}]


@pytest.mark.parametrize(("asking", "telling"), NO_ANSWERS, ids=[f"{asking} {telling}" for asking, telling in NO_ANSWERS])
def test_what_does_not_tell_the_asked_slot_of_the_same_thing_is_no_answer(asking: str, telling: str) -> None:
    group = unknown(joined(article("Dock Post", "2025-05-01", asking), article("Norvik Echo", "2025-05-03", telling)))
    assert (group.state, group.differences) == ("not_known", ())


@pytest.mark.parametrize("day", ["2025-05-01", "2025-04-30", None])
def test_what_is_told_no_later_is_known_to_one_article_alone(day: str | None) -> None:
    asking, telling, _ = PAIRS[0]
    corpus = joined(
        article("Dock Post", "2025-05-01", asking), article("Norvik Echo", "2025-05-01", telling).replace(published=day)
    )
    (difference,) = (one for one in holding_unknowns(corpus).differences if one.slot == "known")
    assert (difference.verdict, difference.rule) == ("differs", "known-to-one-article")


def test_what_a_still_later_article_does_not_know_stays_open() -> None:
    asking, telling, _ = PAIRS[0]
    later = article("Harbour Mail", "2025-05-05", asking)
    corpus = joined(article("Dock Post", "2025-05-01", asking), article("Norvik Echo", "2025-05-03", telling), later)
    group = holding_unknowns(corpus)
    assert {each.verdict for each in group.differences if each.slot == "known"} == {"differs"}
    assert group.state == "differs"


def test_nobody_is_contradicted_by_an_answer() -> None:
    asking, telling, _ = PAIRS[0]
    corpus = joined(article("Dock Post", "2025-05-01", asking), article("Norvik Echo", "2025-05-03", telling))
    assert {group.state for group in corpus.groups} & {"contradicted", "disputed", "differs"} == set()
    assert corpus.disputes == ()


def test_an_answer_to_one_of_two_things_leaves_the_group_not_known() -> None:
    earlier = article("Dock Post", "2025-05-01", "The price of the crane was not disclosed. It was not clear who owns the silo.")
    corpus = joined(earlier, article("Norvik Echo", "2025-05-03", "The crane cost four million crowns."))
    stances = {claim.id: claim.stance for document in corpus.documents for claim in document.claims}
    asking = [group for group in corpus.groups if stances[group.members[0].claim] == "not_known"]
    members = tuple(member for group in asking for member in group.members)
    both = asking[0].replace(members=members, state="not_known", differences=())
    others = tuple(group for group in corpus.groups if group not in asking)
    found = next(group for group in unknowns(corpus.replace(groups=(both, *others)), Config()).groups if group.id == both.id)
    (difference,) = found.differences
    assert (len(members), found.state, difference.verdict) == (2, "not_known", "updated")
    assert [(side.value, len(side.members)) for side in difference.sides] == [("not known", 1), ("told: how much", 1)]
