"""Find the names of a text: what the model marked, and what it overlooked here and knew elsewhere."""

from sayso.kit.tree import Tree
from sayso.kit.vocabulary import name_heads, nominals, surnames_first, team_cities, titles
from sayso.model.base import Record

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "work",
}


class Stretch(Record, frozen=True, kw_only=True):
    """Tokens that name something, `first` to `last`, both included, and the model's kind for it; `other` where it has none."""

    first: int
    last: int
    kind: str


def is_capital(tree: Tree, token: int) -> bool:
    return tree.parse.word[token][:1].isupper() or tree.parse.word[token][:1].isdigit()


def has_capital(tree: Tree, token: int) -> bool:
    """Is there a capital or a digit in the token, wherever it stands (iPhone, al-Assad)?"""
    return any(letter.isupper() or letter.isdigit() for letter in tree.parse.word[token])


def is_title(tree: Tree, token: int) -> bool:
    """Is the token a form of address, written as one?"""
    return tree.lower[token].rstrip(".") in titles() and tree.parse.word[token][:1].isupper()


def is_person_noun(tree: Tree, token: int) -> bool:
    """Is the token a noun for a person (secretary, leader), with or without a capital?"""
    entry = nominals().get(tree.lower[token])
    return entry is not None and entry.kind == "person"


def marked(tree: Tree) -> list[Stretch]:
    """Return the stretches that the model marks as names."""
    found, first = list[Stretch](), -1
    entity = tree.parse.ent
    for token in range(len(entity) + 1):
        inside = token < len(entity) and entity[token].startswith("I-")
        if first >= 0 and not inside:
            kind = KINDS.get(entity[first][2:])
            if kind:
                found.append(Stretch(first=first, last=token - 1, kind=kind))
            first = -1
        if token < len(entity) and entity[token].startswith("B-"):
            first = token
    return found


def _is_left_out(tree: Tree, token: int) -> bool:
    """Is a proper noun without a kind, or a surname before one that the model took for a people (Han Ji-min)?"""
    parse = tree.parse
    if parse.pos[token] != "PROPN":
        return False
    following = token + 1 < len(parse) and parse.pos[token + 1] == "PROPN" and not parse.ent[token + 1]
    surname = parse.ent[token] == "B-NORP" and tree.lower[token] in surnames_first() and following
    return not parse.ent[token] or surname


def _is_inner_hyphen(tree: Tree, first: int, token: int) -> bool:
    """Is it a hyphen between two proper nouns that are written as one word?"""
    parse = tree.parse
    if not first < token < len(parse) - 1 or parse.word[token] != "-" or parse.pos[token + 1] != "PROPN" or parse.ent[token + 1]:
        return False
    return parse.end[token - 1] == parse.start[token] and parse.end[token] == parse.start[token + 1]


def overlooked(tree: Tree, taken: set[int]) -> list[Stretch]:
    """Return runs of proper nouns that the model left without a kind."""
    parse, token, found = tree.parse, 0, list[Stretch]()
    while token < len(parse):
        first = token
        while token < len(parse) and token not in taken and (_is_left_out(tree, token) or _is_inner_hyphen(tree, first, token)):
            token += 1
        if token > first:
            found.append(Stretch(first=first, last=token - 1, kind="other"))
        token = max(token, first + 1)
    return found


def teams(tree: Tree, named: list[Stretch]) -> list[Stretch]:
    """Return the names of teams (Chargers) that the model took for plural nouns, where the text names the team's city too."""
    taken = {token for each in named for token in range(each.first, each.last + 1)}
    ordinary = {word for word in tree.parse.word if word.islower()}
    text, found = f" {' '.join(tree.lower)} ", list[Stretch]()
    for token, word in enumerate(tree.lower):
        cities = team_cities(word) if token not in taken and is_capital(tree, token) and word not in ordinary else ()
        if any(f" {city} " in text for city in cities):
            found.append(Stretch(first=token, last=token, kind="organisation"))
    return found


def repeated(tree: Tree, named: list[Stretch]) -> list[Stretch]:
    """Return single capitalised words that the model overlooked here and marked, or knew as the end of a name, elsewhere."""
    taken = {token for each in named for token in range(each.first, each.last + 1)}
    words = {tree.parse.word[each.last] for each in named if each.kind in {"person", "organisation", "place"}}
    ordinary = {word for word in tree.parse.word if word.islower()}
    return [
        Stretch(first=token, last=token, kind="other")
        for token, word in enumerate(tree.parse.word)
        if word in words
        and token not in taken
        and word[0].isupper()
        and len(word) > 2
        and tree.lower[token] not in ordinary
        and not name_heads().get(tree.lower[token])
        and tree.parse.ent[token][2:] not in {"NORP", "DATE"}
        and not is_title(tree, token)
    ]
