"""The terminal shows all that a dossier holds, at any width, without colour, and obeys nothing that an article says."""

import io
import re

import pytest
from rich.console import Console

from sayso.query.answers import (
    FailureAnswer,
    FailuresAnswer,
    MemberAnswer,
    Quote,
    ReasonAnswer,
    SideAnswer,
    StoriesAnswer,
    StoryAnswer,
    WhyAnswer,
)
from sayso.show import text
from sayso.show.explain import explained
from sayso.show.words import independence
from tests.show.sample import HOSTILE, document, dossier, group, member

COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printed(renderables: object, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    for renderable in renderables:  # type: ignore[attr-defined]
        console.print(renderable)
    return console.file.getvalue().replace("\N{EN DASH}", "-")  # type: ignore[attr-defined, no-any-return]


def test_the_dossier_shows_ranges_chains_and_places() -> None:
    page = printed(text.dossier(dossier()), width=160)
    for words in (
        "2024-03-01 to 2024-03-02 · two documents · best supported claim: one to two independent origins",
        "[1]  The Courier  2024-03-01  Bridge over the Aar closed",
        "[2]  The Gazette  undated",
        "one independent origin: ENA (state-run, party to the event)",
        "The Courier ← ENA ← Jo Ott, in these words [1] 10-33",
        "they differ",
        "cited by The Gazette “according to ENA” [2] 5-21",
        "not known The Courier “the cause was not disclosed” [1] 120-147",
    ):
        assert words in page
    order = ["DISPUTED", "ACCOUNTS DIFFER", "WHO RESTS ON WHOM", "TOLD BY ONE DOCUMENT"]
    assert order == re.findall("^(?:" + "|".join(order) + ")", page, re.MULTILINE)


def test_both_sides_of_a_dispute_stand_together_and_nowhere_else() -> None:
    page = printed(text.dossier(dossier()), width=160)
    said, denied = page.index("said: 2024-03-01 · one to two"), page.index("denied: 2024-03-01 · one independent")
    assert said < denied < page.index("ACCOUNTS DIFFER")
    assert page.count("the firm skipped the inspection") == page.count("the firm did not skip") == 1


def test_disputes_about_the_same_claims_are_told_as_one() -> None:
    whole = dossier()
    other = member("a.txt", 200, "no inspection was missed", "The Courier", "Jo Ott", stance="denied")
    again = whole.disputes[0].replace(
        id="dispute-2", groups=("group-5", "group-2"), sides=(SideAnswer(value="denied", members=(other,)),)
    )
    groups = (*whole.groups, group("group-5", "disputed", (1, 1), (other,)))
    page = printed(text.dossier(whole.replace(groups=groups, disputes=(*whole.disputes, again))), width=160)
    assert page.count("the firm skipped the inspection") == 1
    assert page.count("denied: ") == 2


def test_the_sides_of_a_difference_stand_beside_each_other_where_there_is_room() -> None:
    assert re.search(r"number: they differ *\n +12 +15", printed(text.dossier(dossier()), 100))
    assert re.search(r"number: they differ *\n +12 *\n", printed(text.dossier(dossier()), 60))


def test_claims_of_one_document_are_folded_and_the_telling_ones_come_first() -> None:
    plain = [group(f"group-2{n}", "undetermined", (0, 1), (_asserted(n),), when=None, origins=()) for n in range(10)]
    dated = group("group-30", "undetermined", (0, 1), (_asserted(20),), origins=())
    whole = dossier().replace(groups=(*plain, dated, *dossier().groups))
    folded, unfolded = printed(text.dossier(whole)), printed(text.dossier(whole, whole=True))
    assert folded.count("asserted") == 7
    assert folded.rstrip().endswith("and 4 more: --all")
    assert unfolded.count("asserted") == 11
    assert "--all" not in unfolded
    assert folded.index("the cause was not disclosed") < folded.index("wall 20 fell") < folded.index("wall 0 fell")


def _asserted(number: int) -> MemberAnswer:
    return member("a.txt", 300 + number, f"wall {number} fell", "The Courier", stance="asserted")


def test_what_documents_tell_letter_for_letter_is_one_line() -> None:
    pair = tuple(member(id, 10, "twelve people were hurt", outlet, "ENA") for id, outlet in (("a.txt", ""), ("b.txt", "")))
    whole = dossier().replace(groups=(group("group-1", "single_origin", (1, 1), pair),), disputes=())
    page = printed(text.dossier(whole), 120)
    assert "The Courier, The Gazette ← ENA, in these words [1] 10-33" in page


def test_a_document_without_an_outlet_has_the_name_of_its_file_everywhere() -> None:
    documents = tuple(each.replace(outlet=None, source=f"pile/{each.id}") for each in dossier().documents)
    page = printed(text.dossier(dossier().replace(documents=documents)), 160)
    assert "a.txt ← ENA ← Jo Ott" in page
    assert "cited by b.txt" in page
    assert "pile/" not in page


def test_a_chain_shows_what_a_voice_stands_for() -> None:
    state = member("a.txt", 0, "it closed", "The Courier", "state media").replace(origins=("origin-1",))
    flat = member("b.txt", 0, "it is closed", "The Gazette", stance="asserted").replace(origins=("origin-1",))
    page = printed(text.dossier(dossier().replace(groups=(group("group-1", "single_origin", (1, 1), (state, flat)),))), 120)
    assert "The Courier ← state media (ENA)" in page
    assert "The Gazette (rests on ENA)" in page


def test_the_list_of_stories_has_one_line_each_and_ids_that_no_other_begins_with() -> None:
    ids = ("story-0123456789abcdef", "story-0123456789abcdee")
    lines = [_story(id, f"{'A long title ' * 20}") for id in ids]
    wide = printed(text.stories(StoriesAnswer(stories=tuple(lines))), 100).splitlines()
    assert len(wide) == 3
    assert [line.split()[0] for line in wide[1:]] == list(ids)
    assert "2024-02-28 to 03-02" in wide[1]
    assert "story-01234567 " in printed(text.stories(StoriesAnswer(stories=(lines[0],))), 100)
    assert "The Courier" in printed(text.stories(StoriesAnswer(stories=tuple(lines))), 160)
    assert "1 document · 0-1 origins" in printed(text.stories(StoriesAnswer(stories=tuple(lines))), 85)


def _story(id: str, title: str) -> StoryAnswer:
    return StoryAnswer(
        id=id,
        title=title,
        first="2024-02-28",
        last="2024-03-02",
        documents=("a.txt",),
        outlets=("The Courier",),
        at_least=0,
        at_most=1,
    )


@pytest.mark.parametrize("width", [60, 72, 100, 200])
@pytest.mark.parametrize("whole", [False, True])
def test_the_page_keeps_to_the_width_of_the_terminal(width: int, whole: bool) -> None:
    page = printed(text.dossier(dossier(), whole=whole), width)
    assert max(map(len, page.splitlines())) <= width
    assert "1 documents" not in page


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    stories = StoriesAnswer(
        stories=(
            StoryAnswer(
                id="story-1",
                title=HOSTILE,
                first=None,
                last=None,
                documents=(HOSTILE,),
                outlets=(HOSTILE,),
                at_least=0,
                at_most=1,
            ),
        )
    )
    quote = Quote(document=HOSTILE, start=0, end=3, quote=HOSTILE)
    why = WhyAnswer(id=HOSTILE, kind="claim", reasons=(ReasonAnswer(rule="r", weight=1, note=HOSTILE, spans=(quote,)),))
    failures = FailuresAnswer(failures=(FailureAnswer(source=HOSTILE, rule="binary", message=HOSTILE, remedy=HOSTILE),))
    pages = (
        text.dossier(dossier(HOSTILE)),
        text.stories(stories),
        text.why(why),
        text.failures(failures),
        explained(document(title=HOSTILE)),
    )
    for page in map(printed, pages):
        assert "[red]" in page
        assert not COMMANDS.search(page)


def test_explained_text_marks_claims_and_tells_each_fact() -> None:
    page = printed(explained(document()))
    assert "<{ENA}> *said* on _Friday_ that [<Jo> fell]." in page
    assert "speech, indirect: ENA: “Jo fell” (verb_cue)" in page
    assert "chrome 33-45 (asks to sign up)" in page


def test_a_range_is_told_in_words() -> None:
    assert [independence(*range_) for range_ in ((0, 0), (1, 1), (0, 2), (2, 3))] == [
        "no known origin",
        "one independent origin",
        "at most two independent origins",
        "two to three independent origins",
    ]
