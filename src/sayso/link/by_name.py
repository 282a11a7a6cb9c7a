"""Names that mean one entity: the same name, its acronym, a surname or given name alone, a capital that stands for its country.

Two people are never merged on a guess: a surname that two of them share links only where gender or order tells them apart.
"""

from collections import Counter
from itertools import combinations, pairwise

from sayso.kit.likeness import SAME, same_person
from sayso.kit.names import acronym_of, surnames
from sayso.kit.vocabulary import country_names, name_heads, name_particles, places
from sayso.link.clusters import Board, Cluster
from sayso.model.facts import Mention

RESPELT = frozenset({"transliteration", "typing-error", "name-variant", "one-letter", "consonants", "servant-left-out"})
PLACE_WORDS = frozenset(
    {"in", "at", "near", "from", "through", "outside", "around", "inside", "across", "into", "toward", "towards"}
)
CITIES = frozenset({"capital", "city", "town", "home", "seat", "place"})
LOCAL = frozenset({"based", "born", "area", "region", "suburb"})
MOTION = frozenset(
    {
        "go",
        "travel",
        "fly",
        "return",
        "arrive",
        "move",
        "come",
        "walk",
        "drive",
        "head",
        "trip",
        "visit",
        "flight",
        "journey",
        "run",
    }
)


def join_full_names(board: Board) -> None:
    """Join full names and the names of bodies and places, the most certain first."""
    for mention in board.named():
        if not _is_alone(board, mention):
            _same_name(board, mention)
    _acronyms(board)
    _short_bodies(board)
    _fuller_names(board)
    _capitals(board)


def join_short_names(board: Board) -> None:
    """Join surnames and given names that stand alone with the people who were named in full."""
    for mention in board.named():
        if _is_alone(board, mention):
            _short_name(board, mention)


def _is_alone(board: Board, mention: Mention) -> bool:
    return mention.kind == "person" and len(board.words(mention)) == 1


def _same_name(board: Board, mention: Mention) -> None:
    key = board.key(mention)
    for cluster in board.clusters:
        same_sort = "person" not in {cluster.kind, mention.kind} or cluster.kind == mention.kind
        listed = mention.kind == "person" and board.is_apart(cluster, mention)
        if key and key in cluster.keys and same_sort and not _clash(cluster, mention) and not listed:
            return board.join(cluster, mention, "same-name")
    board.open(mention, "name").keys.add(key)
    return None


def _clash(cluster: Cluster, mention: Mention) -> bool:
    return bool(cluster.gender and mention.gender and cluster.gender != mention.gender)


def _acronyms(board: Board) -> None:
    """A name followed by its acronym in brackets, or an acronym that spells out one name of the document."""
    names = [mention for mention in board.named() if mention.id in board.of and mention.kind != "person"]
    for before, after in pairwise(names):
        between = board.text[before.span.end : after.span.start].strip()
        if between in {"(", "["} and _abbreviates(board.written(after), board.written(before)):
            board.merge(board.of[before.id], board.of[after.id], "acronym-in-brackets")
    for mention in names:
        short = board.written(mention).replace(".", "")
        if short.isupper() and 2 <= len(short) <= 8:
            full = {
                id(board.of[each.id]): board.of[each.id]
                for each in names
                if " " in board.written(each) and acronym_of(board.written(each)) == short
            }
            if len(full) == 1:
                board.merge(next(iter(full.values())), board.of[mention.id], "acronym")


def _short_bodies(board: Board) -> None:
    """The last word of one body's name alone (Chargers), unless it is a word of many bodies' names; or all but its legal form."""
    bodies = [cluster for cluster in board.clusters if cluster.kind == "organisation" and cluster.is_named]
    for cluster in bodies:
        if cluster not in board.clusters or any(len(key) > 1 for key in cluster.keys):
            continue
        (word,) = next(iter(cluster.keys)) or ("",)
        others = [each for each in bodies if each is not cluster and each in board.clusters]
        full = [each for each in others if any(_is_short_for(word, key) for key in each.keys if len(key) > 1)]
        if word in name_heads():
            full = [each for each in others if any(word in (key[0], key[-1]) for key in each.keys if len(key) > 1)]
        if len(full) == 1:
            board.merge(full[0], cluster, "short-name")


def _is_short_for(word: str, key: tuple[str, ...]) -> bool:
    company = key[0] == word and all(name_particles().get(rest) == "company" for rest in key[1:])
    return company or (key[-1] == word and word not in name_heads() and word not in country_names() and "of" not in key)


def _abbreviates(short: str, full: str) -> bool:
    """May the name in brackets stand for the name before them: an acronym, or a country's other name, never another full name?"""
    letters = short.replace(".", "")
    return letters.isupper() or (letters[:-1].isupper() and letters.endswith("s"))


def _fuller_names(board: Board) -> None:
    """People whose full names are two writings of one: a middle name more, an initial, another order or transliteration."""
    people = [cluster for cluster in board.clusters if cluster.kind == "person"]
    alike = [(one, other) for one, other in combinations(people, 2) if _same_person(one, other)]
    torn = Counter(id(cluster) for pair in alike for cluster in pair)
    for one, other in alike:
        if torn[id(one)] == torn[id(other)] == 1:
            board.merge(one, other, "fuller-name")


def _same_person(one: Cluster, other: Cluster) -> bool:
    written = ((" ".join(a), " ".join(b)) for a in one.keys for b in other.keys if len(a) > 1 and len(b) > 1)
    return any(_is_one_name(a, b) for a, b in written)


def _is_one_name(one: str, other: str) -> bool:
    """Are two names one? Inside a document nobody is spelt in two ways and given a name more at once."""
    likeness = same_person(one, other)
    respelt = "fuller-name" in likeness.reasons and bool(RESPELT & set(likeness.reasons))
    return likeness.score >= SAME and not respelt


def _short_name(board: Board, mention: Mention) -> None:
    """A single name, with or without a title, and the one person introduced before who can bear it."""
    word = board.words(mention)[-1]
    people = [
        cluster
        for cluster in board.clusters
        if cluster.kind == "person" and not _clash(cluster, mention) and not board.is_apart(cluster, mention)
    ]
    bearers = [cluster for cluster in people if any(word in surnames(key) or key[-1:] == (word,) for key in cluster.keys)]
    called = (
        [cluster for cluster in people if any(len(key) > 1 and key[0] == word for key in cluster.keys)] if not bearers else []
    )
    fitting = [cluster for cluster in (bearers or called) if cluster.may_be(mention.gender)]
    sure = [cluster for cluster in fitting if mention.gender and mention.gender in {cluster.gender, cluster.leaning}]
    introduced = [cluster for cluster in fitting if any(each.head < mention.head for each in cluster.mentions)]
    for choice in (sure, introduced, fitting):
        if len(choice) == 1:
            return board.join(choice[0], mention, "surname" if bearers else "given-name")
    board.open(mention, "name").keys.add((word,))
    return None


def _capitals(board: Board) -> None:
    """A capital that acts or is acted on stands for its country where the document names that; "in" a capital means the city."""
    countries = {key: cluster for cluster in board.clusters if cluster.kind == "place" for key in cluster.keys}
    by_capital = {capital.lower(): entry.name for entry in places() for capital in entry.capitals}
    for cluster in [each for each in board.clusters if each.kind in {"place", "organisation"}]:
        names = [mention for mention in cluster.mentions if mention.form == "name"]
        country = by_capital.get(" ".join(board.words(names[0]))) if names else None
        home = countries.get(tuple(country.lower().split())) if country else None
        if home is None or home is cluster:
            continue
        senses = [_is_where(board, mention) for mention in names]
        if "no" in senses and "yes" not in senses:
            board.merge(home, cluster, "capital-for-government")


def _is_where(board: Board, mention: Mention) -> str:
    """Is the city meant as a place: `yes`, `no` or `open`?"""
    tree, token = board.tree, mention.head
    above = tree.parse.head[token]
    dep, word = tree.parse.dep[token], tree.lower[above]
    follows = tree.lower[token + 2] if token + 2 < len(tree) and tree.lower[token + 1] == "-" else ""
    if follows in LOCAL or (dep in {"compound", "nmod"} and word in LOCAL):
        return "yes"
    if dep == "pobj":
        if word == "to":
            return "yes" if tree.parse.lemma[tree.parse.head[above]] in MOTION else "open"
        return "yes" if word in PLACE_WORDS or (word == "of" and tree.parse.pos[tree.parse.head[above]] == "NOUN") else "no"
    if dep == "nsubj" and tree.parse.lemma[above] == "be":
        return "yes" if any(tree.lower[token] in CITIES for token in tree.children(above, "attr")) else "open"
    if dep in {"nsubj", "nsubjpass", "poss", "agent"} or follows:
        return "no"
    return "open"
