"""People have the last word on who is who: merges and splits in the order of their log, found again by their words alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.kit.config import Config
from sayso.kit.detaching import Detaching
from sayso.link.judged import judge_entities
from sayso.model.corpus import Anchor, Corpus, Entity, Judged, Judgement, JudgementKind, Target
from sayso.model.document import Document
from sayso.model.facts import Attribution, ChainLink, Event, Mention, Role
from sayso.model.span import Span

NAMES = ("Ann Orr", "Bo Lund", "Cy Hale")
CONFIG = Config()


def document(name: str, *names: str, text: str = "") -> Document:
    """Return a document that names these, each an entity of its own."""
    text = text or ". ".join(names) + "."
    mentions, entities = list[Mention](), list[Entity]()
    for each in names:
        start = text.index(each)
        mention = Mention(
            id=f"mention-{name}-{start}",
            span=Span(start=start, end=start + len(each)),
            kind="person",
            form="name",
            head=0,
            entity=f"local-{name}-{each}",
        )
        mentions.append(mention)
        local = Entity(id=mention.entity or "", kind="person", name=each, names=(each,), members=(mention.id,), documents=(name,))
        entities.append(local)
    return Document(id=name, source=name, text=text, text_sha256=name).replace(mentions=tuple(mentions), entities=tuple(entities))


def joined(documents: tuple[Document, ...], judgements: tuple[Judgement, ...] = ()) -> Corpus:
    """Return a corpus in which the same name is the same entity."""
    parts: dict[str, list[Entity]] = {}
    for each in documents:
        for local in each.entities:
            parts.setdefault(local.name, []).append(local)
    wholes = tuple(
        Entity(
            id=f"entity-{name}",
            kind="person",
            name=name,
            names=(name,),
            members=tuple(local.id for local in locals_),
            documents=tuple(sorted({id for local in locals_ for id in local.documents})),
        )
        for name, locals_ in sorted(parts.items())
    )
    entity_of = tuple(sorted((local.id, f"entity-{name}") for name, locals_ in parts.items() for local in locals_))
    return Corpus(documents=documents, entities=wholes, entity_of=entity_of, judgements=judgements)


def anchor(name: str, each: str, documents: tuple[Document, ...]) -> Anchor:
    start = next(document.text.index(each) for document in documents if document.id == name)
    return Anchor(document=name, start=start, end=start + len(each), quote=each)


PILE = tuple(document(name, *NAMES) for name in ("a", "b", "c"))
SPOTS = tuple((document.id, each) for document in PILE for each in NAMES)


def judgement(number: int, kind: JudgementKind, *targets: set[tuple[str, str]], undoes: str | None = None) -> Judgement:
    spoken = tuple(Target(id="x", name="x", anchors=tuple(anchor(*spot, PILE) for spot in sorted(target))) for target in targets)
    of: Judged = "judgement" if kind == "undo" else "entity"
    return Judgement(id=f"judgement-{number}", kind=kind, of=of, targets=spoken, undoes=undoes, why="said so", by="Ada")


def partition(corpus: Corpus) -> set[frozenset[str]]:
    parts: dict[str, set[str]] = {}
    for local, whole in corpus.entity_of:
        parts.setdefault(whole, set()).add(local)
    return {frozenset(part) for part in parts.values()}


def applied(corpus: Corpus) -> Corpus:
    return judge_entities(corpus, CONFIG)


def test_a_merge_makes_one_entity_that_says_who_decided() -> None:
    log = (judgement(1, "merge", {("a", "Bo Lund")}, {("b", "Ann Orr")}),)
    corpus = applied(joined(PILE, log))
    assert [entity.name for entity in corpus.entities] == ["Bo Lund", "Cy Hale"]
    merged = corpus.entities[0]
    assert merged.names == ("Ann Orr", "Bo Lund")
    assert merged.documents == ("a", "b", "c")
    assert merged.reasons[-1].rule == "judgement: merge"
    assert merged.reasons[-1].note == "said so; by Ada; judgement-1"
    assert {place.document for place in merged.reasons[-1].spans} == {"a", "b"}


def test_a_split_takes_out_what_was_named_and_leaves_the_rest() -> None:
    log = (judgement(1, "split", {("a", "Ann Orr"), ("b", "Ann Orr")}, {("c", "Ann Orr")}),)
    corpus = applied(joined(PILE, log))
    ann = [entity for entity in corpus.entities if entity.name == "Ann Orr"]
    assert sorted(entity.documents for entity in ann) == [("a", "b"), ("c",)]
    assert all(entity.reasons[-1].rule == "judgement: split" for entity in ann)
    assert len({entity.id for entity in corpus.entities}) == len(corpus.entities) == 4
    assert dict(corpus.entity_of).keys() == dict(joined(PILE).entity_of).keys()


def test_the_later_judgement_wins() -> None:
    together = judgement(1, "merge", {("a", "Ann Orr")}, {("a", "Bo Lund")})
    apart = judgement(2, "split", {("a", "Ann Orr")}, {(name, "Bo Lund") for name in "abc"})
    assert partition(applied(joined(PILE, (together, apart)))) == partition(joined(PILE))
    assert len(partition(applied(joined(PILE, (apart, together))))) == 2


def test_kin_is_led_to_the_entity_that_was_merged_and_never_to_itself() -> None:
    first = PILE[0]
    ann = first.entities[0].replace(links=(("sister", first.entities[1].id), ("boss", first.entities[2].id)))
    pile = (first.replace(entities=(ann, *first.entities[1:])), *PILE[1:])
    corpus = applied(joined(pile, (judgement(1, "merge", {("a", "Ann Orr")}, {("a", "Bo Lund")}),)))
    (merged,) = (entity for entity in corpus.entities if "Ann Orr" in entity.names)
    assert merged.links == (("boss", "entity-Cy Hale"),)


@pytest.mark.parametrize(
    ("text", "attached"),
    [
        ("Ann Orr. Bo Lund. Cy Hale.", True),
        ("Yesterday Ann Orr came. Bo Lund did not. Cy Hale.", True),
        ("Yesterday nobody came. Bo Lund did not. Cy Hale.", False),
        ("Yesterday Ann Orr met Ann Orr. Bo Lund. Cy Hale.", False),
    ],
)
def test_words_are_followed_where_they_stand_once_and_never_guessed(text: str, attached: bool) -> None:
    log = (judgement(1, "merge", {("a", "Ann Orr")}, {("a", "Bo Lund")}),)
    names = [name for name in NAMES if name in text]
    corpus = applied(joined((document("a", *names, text=text), *PILE[1:]), log))
    assert (len(corpus.entities) == 2) is attached


spots = st.sets(st.sampled_from(SPOTS), min_size=1, max_size=4)
logs = st.lists(st.tuples(st.sampled_from(["merge", "split"]), spots, spots), max_size=6)


@given(logs)
def test_judgements_are_heeded_in_the_order_of_the_log(
    log: list[tuple[JudgementKind, set[tuple[str, str]], set[tuple[str, str]]]],
) -> None:
    made = tuple(judgement(number, kind, one, other) for number, (kind, one, other) in enumerate(log))
    parts = [set(part) for part in partition(joined(PILE))]
    for kind, one, other in log:
        first, second = ({f"local-{name}-{each}" for name, each in spots} for spots in (one, other))
        if kind == "merge":
            met = [part for part in parts if part & (first | second)]
            parts = [part for part in parts if part not in met] + [set().union(*met)]
        else:
            homes = [part for part in parts if part & first]
            gone = {local for part in homes for local in part & (second - first)}
            parts = [part - gone if part in homes else part for part in parts] + ([gone] if gone else [])
    assert partition(applied(joined(PILE, made))) == {frozenset(part) for part in parts if part}


@given(logs, st.randoms(use_true_random=False))
def test_undoing_every_judgement_in_any_order_restores_the_corpus(
    log: list[tuple[JudgementKind, set[tuple[str, str]], set[tuple[str, str]]]], chance: object
) -> None:
    made = [judgement(number, kind, one, other) for number, (kind, one, other) in enumerate(log)]
    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    undone = [judgement(100 + number, "undo", undoes=each.id) for number, each in enumerate(shuffled)]
    plain = applied(joined(PILE))
    assert applied(joined(PILE, (*made, *undone))).replace(judgements=()) == plain
    again = [judgement(200 + number, "undo", undoes=each.id) for number, each in enumerate(undone)]
    redone = applied(joined(PILE, (*made, *undone, *again)))
    assert redone.replace(judgements=()) == applied(joined(PILE, tuple(made))).replace(judgements=())


def test_a_mention_told_apart_is_another_in_events_and_attributions_too() -> None:
    text = "Ann Orr met Bo Lund. She said so."
    base = document("d", "Ann Orr", "Bo Lund", text=text)
    she = Mention(id="mention-she", span=Span(start=21, end=24), kind="person", form="pronoun", head=5, entity="local-d-Ann Orr")
    ann = base.entities[0].replace(members=(*base.entities[0].members, she.id))
    said = Attribution(
        id="said",
        source=(she.span,),
        cue=(),
        content=(),
        mode="indirect",
        kind="speech",
        rule="verb",
        source_entity=ann.id,
        chain=(ChainLink(name="Ann Orr", role="speaker", entity=ann.id, span=she.span),),
    )
    met = Event(
        id="met",
        trigger=Span(start=8, end=11),
        head=2,
        lemma="meet",
        kind="meet",
        roles=(Role(role="agent", span=Span(start=0, end=7), head=1, entity=ann.id),),
    )
    speaks = met.replace(
        id="speaks", trigger=Span(start=25, end=29), roles=(Role(role="agent", span=she.span, head=5, entity=ann.id),)
    )
    whole = base.replace(
        mentions=(*base.mentions, she),
        entities=(ann, base.entities[1]),
        attributions=(said,),
        events=(met, speaks),
        happenings=(met, speaks),
    )
    alone = Anchor(document="d", start=21, end=24, quote="She", whole=False)
    stays = Target(id="x", name="x", anchors=(Anchor(document="d", start=0, end=7, quote="Ann Orr"),))
    log = (Judgement(id="judgement-1", kind="split", of="entity", targets=(stays, stays.replace(anchors=(alone,)))),)
    apart = Detaching(log).of(whole)
    new = apart.mentions[-1].entity
    assert new not in {None, ann.id}
    assert apart.events[0].roles[0].entity == ann.id
    assert apart.happenings == apart.events
    assert apart.events[1].roles[0].entity == apart.attributions[0].source_entity == apart.attributions[0].chain[0].entity == new
    assert [entity.members for entity in apart.entities if entity.id in {ann.id, new}] == [(ann.members[0],), (she.id,)]
    undone = (*log, Judgement(id="judgement-2", kind="undo", of="judgement", targets=(), undoes="judgement-1"))
    assert Detaching(undone).of(whole) is whole
    assert all(one.span.end <= two.span.start for one, two in pairwise(apart.mentions))
