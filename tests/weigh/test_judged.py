"""A rejected dispute or difference is gone with the state that it gave, and nothing else is."""

from sayso.kit.config import Config
from sayso.link.parting import Parting
from sayso.model.corpus import Anchor, ClaimGroup, Corpus, Difference, Dispute, Judgement, Member, Side, Target
from sayso.model.document import Document
from sayso.model.facts import Claim, Stance
from sayso.model.span import Span
from sayso.weigh.judged import judge_disputes

WORDS = {"a": "The dam broke.", "b": "The dike broke.", "c": "No dam broke.", "d": "The dam broke at 3."}
STANCES: dict[str, Stance] = {"c": "denied"}


def document(name: str) -> Document:
    """Return an article of one claim."""
    text = WORDS[name]
    span = Span(start=0, end=len(text) - 1)
    claim = Claim(id=f"claim-{name}", span=span, head=0, stance=STANCES.get(name, "asserted"), certainty="unstated")
    return Document(id=name, source=name, text=text, text_sha256=name).replace(claims=(claim,))


def group(id: str, *names: str, **more: object) -> ClaimGroup:
    members = tuple(Member(document=name, claim=f"claim-{name}") for name in names)
    return ClaimGroup(id=id, story="s", members=members, proposition=id, at_most=3).replace(**more)


def target(*names: str) -> Target:
    anchors = (Anchor(document=name, start=0, end=len(WORDS[name]) - 1, quote=WORDS[name][:-1]) for name in names)
    return Target(id="x", name="x", anchors=tuple(anchors))


def side(value: str, *names: str) -> Side:
    return Side(value=value, members=tuple((name, f"claim-{name}") for name in names))


DISPUTE = Dispute(
    id="dispute-1",
    story="s",
    groups=("denial", "dam", "dike"),
    aspect="stance",
    sides=(side("denied", "c"), side("said", "a", "d", "b")),
    rule="denied-by-one-said-by-another",
)
TIME = Difference(slot="number", sides=(side("2", "a"), side("3", "d")), verdict="differs", rule="numbers-differ")
DATE = TIME.replace(slot="date")


def corpus(*judgements: Judgement) -> Corpus:
    groups = (
        group("dam", "a", "d", state="disputed", differences=(TIME, DATE)),
        group("denial", "c", state="disputed"),
        group("dike", "b", state="disputed"),
    )
    documents = tuple(map(document, WORDS))
    return Corpus(documents=documents, groups=groups, disputes=(DISPUTE,), judgements=judgements)


def rejected(of: str, *targets: Target, slot: str = "") -> Judgement:
    made = Judgement(id="judgement-1", kind="reject", of="dispute", targets=targets, slot=slot, why="no")
    return made.replace(of=of)


def states(found: Corpus) -> dict[str, str]:
    return {group.id: group.state for group in found.groups}


def judged(*judgements: Judgement) -> Corpus:
    return judge_disputes(corpus(*judgements), Config())


def test_nothing_is_touched_where_nobody_rejects_anything() -> None:
    given = corpus()
    assert judge_disputes(given, Config()) is given


def test_a_rejected_dispute_is_gone_and_the_groups_have_the_state_that_is_left() -> None:
    found = judged(rejected("dispute", target("c"), target("a", "b")))
    assert found.disputes == ()
    assert states(found) == {"dam": "differs", "denial": "undetermined", "dike": "undetermined"}
    assert found.groups[1].reasons[-1].note == "dispute: no; judgement-1"


def test_a_dispute_of_which_a_part_is_rejected_keeps_the_rest() -> None:
    found = judged(rejected("dispute", target("c"), target("b")))
    (left,) = found.disputes
    assert left.groups == ("denial", "dam")
    assert left.id != DISPUTE.id
    assert left.sides[1] == side("said", "a", "d")
    assert states(found) == {"dam": "disputed", "denial": "disputed", "dike": "undetermined"}


def test_a_rejected_difference_is_gone_in_its_slot_alone() -> None:
    found = judged(rejected("difference", target("a"), target("d"), slot="number"))
    assert found.groups[0].differences == (DATE,)
    assert found.disputes == (DISPUTE,)
    assert states(found)["dam"] == "disputed"


def test_a_difference_between_others_stays() -> None:
    found = judged(rejected("difference", target("a"), target("b"), slot="number"))
    assert found.groups == corpus().groups


def test_a_claim_that_is_rejected_leaves_only_the_group_that_it_was_rejected_from() -> None:
    parting = Parting(corpus(rejected("claim", target("a"), target("d"))))
    parts = parting.parts(frozenset({"claim-a", "claim-d"}))
    assert [part for part, _ in parts] == [{"claim-d"}, {"claim-a"}]
    assert all(reasons[0].rule == "judgement: reject" for _, reasons in parts)
    assert parting.parts(frozenset({"claim-a", "claim-b"})) == [(frozenset({"claim-a", "claim-b"}), ())]


def test_the_claims_of_a_rejected_group_are_apart_and_others_that_join_it_stay() -> None:
    parting = Parting(corpus(rejected("group", target("a"), target("d"))))
    parts = parting.parts(frozenset({"claim-a", "claim-b", "claim-d"}))
    assert [part for part, _ in parts] == [{"claim-b"}, {"claim-a"}, {"claim-d"}]
