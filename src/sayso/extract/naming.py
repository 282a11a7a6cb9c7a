"""Find where names begin and end: what the model marked, mended where a habit of English news shows it to be wrong.

A bracket, a comma or an inner "the" ends a name, bodies go on behind "of" and "for" (Joint Council for the Welfare of
Sailors), and proper nouns that hang together without a mark between them are one name.
"""

import functools
import re

from sayso.extract.name_marks import (
    Stretch,
    has_capital,
    is_capital,
    is_person_noun,
    is_title,
    marked,
    overlooked,
    repeated,
    teams,
)
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.names import plain
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import (
    country_names,
    cues,
    given_names,
    name_heads,
    nominals,
    regions,
    titles,
)

EDGE_WORDS = frozenset(
    {"the", "a", "an", "'s", "'", '"', "(", ")", "[", "]", ",", "-", ":", "/", "and", "of", "this", "that", "its", "their", "his"}
    | {"her", "by", "in", "on", "at", "for", "from", "to", "with", "''", "``", ".", "\u2013", "\u2014", "#", "&", "our", "my"}
)
BREAKS = frozenset(
    {"(", ")", "[", "]", ",", ":", ";", '"', "``", "''", "\u2014", "/", "in", "on", "at", "from", "with", "by", "to"}
    | {"into", "after", "over", "amid", "against", "before", "during", "until", "than", "vs", "vs.", "via", "as"}
)
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
LONGEST_HEADLINE = 12
"""Stretches of more words than this are lists rather than headlines: nothing is cut from them."""
JOINTS = frozenset({"of", "for"})
FACILITIES = frozenset({"airport", "airfield", "cosmodrome", "spaceport", "prison", "crossing"})
PREFIXES = frozenset({"anti", "pro", "non", "post", "pre", "trans", "inter", "mid"})
BODY_NOUNS = frozenset(
    {"centre", "center", "commissioner", "office", "daughters", "sons", "friends", "doctors", "mothers", "ministry", "department"}
)
"""Words before "of" or "for" in the names of bodies that are no certain sign of one elsewhere."""
INNER = frozenset({*JOINTS, "and", "in", "to", "from", "on"})


def _cuts(tree: Tree, stretch: Stretch) -> list[Stretch]:
    """Cut a stretch where a name cannot go on."""
    pieces, first = list[Stretch](), stretch.first
    for token in range(stretch.first, stretch.last + 1):
        if token > first and tree.parse.start[token] - tree.parse.end[token - 1] > 1:
            pieces.append(Stretch(first=first, last=token - 1, kind=stretch.kind))
            first = token
        if _ends_name(tree, first, token, stretch.last):
            pieces.append(Stretch(first=first, last=token - 1, kind=stretch.kind))
            first = token + 1
    pieces.append(Stretch(first=first, last=stretch.last, kind=stretch.kind))
    return [opened for piece in pieces if (opened := _without_clock(tree, piece)).first <= opened.last]


def _without_clock(tree: Tree, stretch: Stretch) -> Stretch:
    """Return a stretch without the time of day that opens an entry of a live report ("12.52 Dray")."""
    if stretch.first < stretch.last and CLOCK.fullmatch(tree.lower[stretch.first]):
        return Stretch(first=stretch.first + 1, last=stretch.last, kind=stretch.kind)
    return stretch


def _ends_name(tree: Tree, first: int, token: int, last: int) -> bool:
    """Does a token end the name that began at `first`: a mark, an inner article, "for" behind no body, the "'s" of an owner?"""
    word = tree.lower[token]
    if word in BREAKS:
        return True
    if token == first:
        return False
    if word in {"the", "a", "an", "who", "whose", "which"}:
        return tree.lower[token - 1] not in INNER
    if word == "for":
        return not _is_body(tree, first, token - 1)
    return word == "'s" and token < last and _owner_ends(tree, first, token)


def _owner_ends(tree: Tree, first: int, mark: int) -> bool:
    """Does the owner before "'s" stand for itself (Libya's Council), where a part of the name would not (People's Army)?"""
    owner = " ".join(tree.lower[first:mark])
    return owner in country_names() or owner in regions() or (is_person_noun(tree, mark - 1) and mark - 1 > first)


def _is_body(tree: Tree, first: int, last: int) -> bool:
    headed = any(name_heads().get(tree.lower[token]) == "organisation" for token in range(first, last + 1))
    return headed or tree.lower[last] in BODY_NOUNS


def _trimmed(tree: Tree, stretch: Stretch) -> Stretch | None:
    first, last = stretch.first, stretch.last
    while first <= last and (
        tree.lower[first] in EDGE_WORDS or (not is_capital(tree, first) and tree.parse.pos[first] != "PROPN")
    ):
        first += 1
    while last >= first and (tree.lower[last] in EDGE_WORDS or _is_score(tree, first, last)):
        last -= 1
    if first > last or not any(has_capital(tree, token) for token in range(first, last + 1)):
        return None
    return Stretch(first=first, last=last, kind=stretch.kind)


def _is_score(tree: Tree, first: int, last: int) -> bool:
    """Is the last token a number behind a country: "Sweden 1"?"""
    return last > first and tree.lower[last].isdigit() and " ".join(tree.lower[first:last]) in country_names()


def _hang_together(tree: Tree, before: Stretch, after: Stretch) -> bool:
    """Are two neighbours one name: Valeska + Paris, which the model took for two?"""
    if before.last + 1 != after.first or name_heads().get(tree.lower[before.last]) or is_person_noun(tree, before.last):
        return False
    first_words, next_words = (" ".join(tree.lower[s.first : s.last + 1]) for s in (before, after))
    if first_words in country_names() or (first_words in regions() and next_words.rstrip(".") not in {"d.c"}):
        return False
    head = tree.parse.head[before.last]
    compound = tree.parse.dep[before.last] in {"compound", "nmod"} and after.first <= head <= after.last
    if compound and after.last == after.first and is_capital(tree, after.last) and name_heads().get(next_words.rstrip(".")):
        return True
    return (compound and len(first_words.split()) == 1 and before.kind != "other") or next_words == "d.c."


def _goes_on(tree: Tree, before: Stretch, after: Stretch) -> bool:
    """Does the name of a body go on behind "of" or "for": Joint Council + Welfare + Immigrants?"""
    between = tree.lower[before.last + 1 : after.first]
    return bool(between) and between[0] in JOINTS and between[1:] in {(), ("the",)} and _is_body(tree, before.first, before.last)


def _joined(tree: Tree, stretches: list[Stretch]) -> list[Stretch]:
    found = list[Stretch]()
    for stretch in stretches:
        if found and _goes_on(tree, found[-1], stretch):
            found[-1] = Stretch(first=found[-1].first, last=stretch.last, kind="organisation")
        elif found and _hang_together(tree, found[-1], stretch):
            kind = stretch.kind if stretch.kind != "other" else found[-1].kind
            found[-1] = Stretch(first=found[-1].first, last=stretch.last, kind=kind)
        else:
            found.append(stretch)
    return found


def _is_office(tree: Tree, stretch: Stretch) -> bool:
    """Is it half an office: "Home" before "Secretary", "Shadow Home", or a form of address alone?"""
    following = stretch.last + 1
    words = " ".join(tree.lower[stretch.first : following])
    if words in country_names() or words in regions() or stretch.kind == "person":
        return False
    office = following < len(tree) and is_person_noun(tree, following) and tree.parse.word[following][:1].isupper()
    return office and tree.parse.dep[stretch.last] in {"compound", "nmod", "amod"} and stretch.last - stretch.first < 2


def _is_whole_office(tree: Tree, stretch: Stretch, begins: set[int]) -> bool:
    """Is it an office in front of its holder's name ("Health Minister" NAME), or one that the model gave no kind?"""
    if not is_person_noun(tree, stretch.last) or tree.lower[stretch.first] in given_names():
        return False
    return stretch.last + 1 in begins or (stretch.kind == "other" and stretch.last - stretch.first < 3)


def _with_title(tree: Tree, stretch: Stretch) -> Stretch:
    first = stretch.first
    while first > 0 and is_title(tree, first - 1) and tree.parse.word[first - 1] != tree.parse.word[first]:
        first -= 1
    return stretch.replace(first=first)


def _with_facility(tree: Tree, stretch: Stretch) -> Stretch:
    """Take in the noun that a facility is named with: "Vostochny cosmodrome"."""
    noun = stretch.last + 1
    if noun < len(tree) and tree.lower[noun] in FACILITIES and tree.parse.head[stretch.last] == noun and stretch.kind != "person":
        return stretch.replace(last=noun, kind="place")
    return stretch


def stretches(tree: Tree) -> list[Stretch]:
    """Return the names of a text, in order, none overlapping."""
    cut = [piece for stretch in marked(tree) for piece in _cuts(tree, stretch)]
    taken = {token for stretch in cut for token in range(stretch.first, stretch.last + 1)}
    every = sorted((*cut, *overlooked(tree, taken)), key=lambda each: each.first)
    kept = [each for each in (_trimmed(tree, stretch) for stretch in every) if each is not None]
    whole = _joined(tree, kept)
    begins = {each.first for each in whole}
    joined = [each for each in whole if not _is_office(tree, each) and not _is_whole_office(tree, each, begins)]
    known = _places_of_names(tree, joined)
    named = [_without_headline(tree, _known_inside(tree, each, known)) for each in joined if _is_name(tree, each)]
    named.extend(teams(tree, named))
    named = [_with_facility(tree, each) for each in named]
    named.extend(repeated(tree, named))
    begins = {each.first for each in named}
    hyphened = [_with_hyphen(tree, each, begins) for each in sorted(named, key=lambda each: each.first)]
    return [_with_title(tree, each) for each in hyphened if each is not None]


def _with_hyphen(tree: Tree, stretch: Stretch, begins: set[int]) -> Stretch | None:
    """Take in what a hyphen binds to a name (Al-Faisal Tower, J-Lo); a name behind a small prefix (anti-NAME) is none."""
    first, last = stretch.first, stretch.last
    if first > 1 and _is_bound(tree, first - 1):
        if tree.parse.word[first - 2].islower() and len(tree.lower[first - 2]) > 1:
            return None if tree.lower[first - 2] in PREFIXES else stretch
        if (
            is_capital(tree, first - 2)
            and " ".join(tree.lower[first - 2 : first - 1]) not in country_names()
            and tree.parse.ent[first - 2][:1] != "B"
        ):
            first -= 2
    if last + 2 < len(tree) and first == last and _is_bound(tree, last + 1) and tree.parse.word[last + 2][:1].isupper():
        joined = tree.lower[last] not in country_names() and last + 2 not in begins
        last = last + 2 if joined else last
    return stretch.replace(first=first, last=last)


def _is_bound(tree: Tree, hyphen: int) -> bool:
    """Is the token a hyphen without a gap on either side?"""
    parse = tree.parse
    tight = parse.end[hyphen - 1] == parse.start[hyphen] and parse.end[hyphen] == parse.start[hyphen + 1]
    return parse.word[hyphen] in {"-", "\u2010", "\u2011"} and tight


def _known_inside(tree: Tree, stretch: Stretch, known: dict[tuple[str, ...], int]) -> Stretch:
    """Cut a headline's words from a name that stands alone elsewhere in the text: "Hire Maurice Cheeks"."""
    length = stretch.last - stretch.first + 1
    if not 3 <= length <= LONGEST_HEADLINE or stretch.kind != "person":
        return stretch
    words = tree.parse.word[stretch.first : stretch.last + 1]
    inside = ((start, size) for size in range(2, length) for start in range(length - size + 1))
    found = sorted((known[part], start, size) for start, size in inside if (part := words[start : start + size]) in known)
    for _, start, size in found:
        left = (*range(stretch.first, stretch.first + start), *range(stretch.first + start + size, stretch.last + 1))
        if all(_is_said(tree, token) for token in left):
            return stretch.replace(first=stretch.first + start, last=stretch.first + start + size - 1)
    return stretch


def _places_of_names(tree: Tree, every: list[Stretch]) -> dict[tuple[str, ...], int]:
    """Return the words of each name of several words, and where in the list it stands first."""
    known = dict[tuple[str, ...], int]()
    for place, stretch in enumerate(every):
        if stretch.last > stretch.first:
            known.setdefault(tree.parse.word[stretch.first : stretch.last + 1], place)
    return known


def _without_headline(tree: Tree, stretch: Stretch) -> Stretch:
    """Cut a capitalised verb or describing noun from a person's name: "Hire Maurice Cheeks", "Comedian Ellen DeGeneres"."""
    first, last = stretch.first, stretch.last
    if stretch.kind not in {"person", "organisation", "other", "work"}:
        return stretch
    while (
        last - first >= 2
        and tree.lower[first] not in given_names()
        and _is_said(tree, first)
        and tree.lower[first + 1] in given_names()
    ):
        first += 1
    while (
        last - first >= 2
        and tree.lower[first] in given_names()
        and _is_said(tree, last)
        and tree.lower[last - 1] not in given_names()
    ):
        last -= 1
    return stretch.replace(first=first, last=last)


def _is_said(tree: Tree, token: int) -> bool:
    """Is a word of a headline one that tells of a happening or describes a person, whatever its capital says?"""
    word = tree.lower[token]
    verbs = event_kind_of("verb")
    base = word.removesuffix("s")
    known = any(each in verbs or each in cues("verb") or each in _told(tree) for each in (word, base))
    return known or is_person_noun(tree, token)


@functools.lru_cache(maxsize=16)
def _told(tree: Tree) -> frozenset[str]:
    """Return the verbs of a text."""
    return frozenset(lemma for lemma, pos in zip(tree.parse.lemma, tree.parse.pos, strict=True) if pos == "VERB")


def _is_name(tree: Tree, stretch: Stretch) -> bool:
    """Is it a name and no bare title, describing noun, number or letter?"""
    last = tree.lower[stretch.last]
    if stretch.first < stretch.last:
        return True
    bare = last.rstrip(".") in titles() or (
        stretch.kind == "other" and (last in nominals() or tree.parse.lemma[stretch.last].lower() in nominals())
    )
    return (
        len(plain(last)) > 1 and not bare and not last.isdigit() and (stretch.kind != "other" or is_capital(tree, stretch.last))
    )
