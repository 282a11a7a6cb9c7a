"""What a build takes into a case before it knows the rest: seen by nobody, kept only by what is written in the end."""

from pathlib import Path

import pytest

from benchmark.dump import dump, dump_without_steps
from sayso.model.corpus import Corpus
from sayso.store.held import Held, StoriesFound
from sayso.store.store import Case, open_case
from tests.store.test_store import FAILURE, STAMP, corpus, document

BY_STORY = ("groups", "disputes", "happenings")


def _bare(whole: Corpus) -> Corpus:
    """Return a corpus without what is found in stories alone."""
    return whole.replace(**dict.fromkeys(BY_STORY, ()))


def _found(whole: Corpus) -> Corpus:
    return Corpus(documents=(), **{name: getattr(whole, name) for name in BY_STORY})


def _taken(case: Case, whole: Corpus) -> bool:
    """Write a corpus as a build does: documents first, then what is found in stories, then the rest."""
    marks = dict[str, str]()
    for each in whole.documents:
        marks |= case.take([each], {}, STAMP["analysis"])
    kept = case.take_found(_found(whole))
    outlines = tuple(case.outlines(marks))
    held = Held(documents=marks, stories=StoriesFound(kept=kept))
    return case.write(_bare(whole).replace(documents=outlines), [FAILURE], STAMP, held=held)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Return a case of three documents, written at once."""
    path = tmp_path / "whole.db"
    with open_case(path, write=True) as case:
        case.write(corpus("a", "b", "c"), [FAILURE], STAMP)
    return path


def test_what_is_taken_and_written_is_what_is_written_at_once(whole: Path, tmp_path: Path) -> None:
    with open_case(tmp_path / "taken.db", write=True) as case:
        assert _taken(case, corpus("a", "b", "c"))
    assert dump(tmp_path / "taken.db") == dump(whole)


def test_it_takes_the_place_of_what_the_case_held(whole: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "taken.db", corpus("a", "d")
    changed = document("a", "The mayor resigned again.").replace(text_sha256="other")
    stories = tuple(story.replace(id="story-2") for story in other.stories)
    groups = tuple(group.replace(story="story-2") for group in other.groups)
    other = other.replace(documents=(changed, *other.documents[1:]), stories=stories, groups=groups)
    with open_case(path, write=True) as case:
        case.write(other, [], STAMP)
        assert _taken(case, corpus("a", "b", "c"))
    assert dump_without_steps(path) == dump(whole)


def test_what_is_taken_and_never_written_is_not_kept(whole: Path) -> None:
    before = whole.read_bytes()
    with open_case(whole, write=True) as case:
        case.take([document("a", "Another text."), document("z")], {}, STAMP["analysis"])
        case.take_found(Corpus(documents=(), groups=tuple(each.replace(story="story-9") for each in corpus("a").groups)))
        with open_case(whole) as reader:
            assert [each.id for each in reader.documents()] == ["a", "b", "c"]
    assert whole.read_bytes() == before


def test_taking_the_same_changes_not_one_byte(whole: Path) -> None:
    before = whole.read_bytes()
    with open_case(whole, write=True) as case:
        assert not _taken(case, corpus("a", "b", "c"))
    assert whole.read_bytes() == before


def test_an_outline_holds_who_is_named_and_what_is_claimed_and_no_more(whole: Path) -> None:
    with open_case(whole) as case:
        (outline,) = case.outlines(["a"])
    full = document("a")
    (claim,) = full.claims
    assert outline == full.replace(attributions=(), events=(), claims=(claim.replace(head=0, attribution=None),))
