"""Say whether two names of people may be one, and why: spelling proposes, rules decide.

>>> same_person("Volodymyr Zelensky", "Vladimir Zelenskyy").score > 0.8
True
>>> same_person("Kim Jong Un", "Kim Yo-jong").score < 0.5
True

A score of `SAME` or more says that two full names are one. One between `PART` and `SAME` asks rather than says: one name may be a
part of the other, as a surname is, or a slip of the other. What must not merge outranks every likeness: other given names,
another gender, another generation, names of one's own on both sides.
"""

import functools

from rapidfuzz.distance import DamerauLevenshtein

from sayso.kit.name_parts import NameParts
from sayso.kit.spelling import consonants, eastern_sounds, is_pinyin, latin, sounded, sounds
from sayso.kit.vocabulary import given_names, known_people, name_variants
from sayso.model.base import Record

__all__ = ["PART", "SAME", "Likeness", "latin", "matched", "same_person", "sounded"]

SAME = 0.85
PART = 0.7
SURE = frozenset({"same-word", "name-variant", "transliteration"})
Pair = tuple[int, int, float, str]


class Likeness(Record, frozen=True, kw_only=True):
    """How alike two names are, from 0 to 1, and the rules that said so."""

    score: float
    reasons: tuple[str, ...]


def is_variant(one: str, other: str) -> bool:
    """Are two words known as one name in two languages, spellings or lengths?"""
    variants = name_variants()
    return bool(variants.get(one, frozenset()) & variants.get(other, frozenset()))


def _likeness(one: str, other: str, korean: bool) -> tuple[float, str]:
    """Return how alike two words of names are, and by which rule."""
    if one == other:
        return 1.0, "same-word"
    if is_variant(one, other):
        return 0.95, "name-variant"
    if len(one) == 1 or len(other) == 1:
        return (0.9, "initial") if one[0] == other[0] and not one.isdigit() else (0.0, "")
    if f"abd{one}" == other or f"abd{other}" == one:
        return 0.8, "servant-left-out"
    if korean:
        return (0.96, "transliteration") if eastern_sounds((one,)) & eastern_sounds((other,)) else (0.0, "")
    if sounds(one) & sounds(other) and (min(len(one), len(other)) > 2 or _doubled(one, other)):
        genders = given_names().get(one, ""), given_names().get(other, "")
        return (0.96, "transliteration") if not all(genders) or genders[0] == genders[1] else (0.0, "")
    if one in given_names() and other in given_names():
        return 0.0, ""
    return _slip(one, other)


def _doubled(one: str, other: str) -> bool:
    """Do two words differ in a doubled letter alone: Su, Suu?"""
    return sorted(set(one)) == sorted(set(other))


def _slip(one: str, other: str) -> tuple[float, str]:
    """A slip of the pen or of the ear, the surest first: nothing that a gendered ending would tell apart."""
    if (one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("aeiou")) or is_of_other_gender(one, other):
        return 0.0, ""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 8 else 2
    distance = DamerauLevenshtein.distance(one, other, score_cutoff=max(allowed, 1))
    if 0 < distance <= allowed and one[0] == other[0]:
        return 0.86, "typing-error"
    if len(consonants(one)) > 3 and consonants(one) == consonants(other):
        return 0.75, "consonants"
    return (0.72, "one-letter") if distance == 1 and shorter > (3 if one[0] == other[0] else 4) else (0.0, "")


def is_of_other_gender(one: str, other: str) -> bool:
    """Do two surnames differ as those of a man and a woman do: Petrov, Petrova?"""
    shorter, longer = sorted((one, other), key=len)
    return longer == f"{shorter}a" and shorter.endswith(("ov", "ev", "in", "yn"))


def matched(one: tuple[str, ...], other: tuple[str, ...], korean: bool) -> list[Pair]:
    """Return which word of one name is which of the other, the surest pairs first."""
    pairs = ((_likeness(a, b, korean), i, j) for i, a in enumerate(one) for j, b in enumerate(other))
    ranked = sorted((-float(score), abs(i - j), i, j, rule) for (score, rule), i, j in pairs if score)
    taken, used, found = set[int](), set[int](), list[Pair]()
    for score, _, i, j, rule in ranked:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            found.append((i, j, -score, rule))
    return sorted(found)


def joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of one name, two neighbours joined where the other name writes them as one."""
    words = list(one)
    for place in range(len(one) - 2, -1, -1):
        both = "".join(words[place : place + 2])
        if both in other and not {words[place], words[place + 1]} & set(other):
            words[place : place + 2] = [both]
    return tuple(words)


@functools.lru_cache(maxsize=20_000)
def same_person(a: str, b: str) -> Likeness:
    """Return whether two names of people may be one, with the rules that say so."""
    one, other = NameParts.of(a), NameParts.of(b)
    if not one.words or not other.words:
        return same_script(a, b)
    if one.generation != other.generation and one.generation and other.generation:
        return Likeness(score=0.1, reasons=("other-generation",))
    if _of_other_genders(one, other) or _of_other_genders(other, one):
        return Likeness(score=0.1, reasons=("other-gender",))
    if known_people().get(" ".join(one.words), a) == known_people().get(" ".join(other.words), b):
        return Likeness(score=0.95, reasons=("known-names",))
    if "".join(one.words) == "".join(other.words):
        return Likeness(score=1.0, reasons=("same-letters",))
    return _eastern(one, other) or _western(one, other)


def _of_other_genders(one: NameParts, other: NameParts) -> bool:
    """Does the title of one name speak against the title of the other, or before a bare surname against the given name?"""
    given = given_names().get(other.words[0], "") if len(one.words) == 1 < len(other.words) else ""
    return bool(one.gender and (other.gender or given) and one.gender != (other.gender or given))


def same_script(a: str, b: str) -> Likeness:
    """Compare two names in a script that has no letters here: the same, or one letter apart in a long word."""
    one, other = a.casefold().split(), b.casefold().split()
    if one == other and one:
        return Likeness(score=1.0, reasons=("same-letters",))
    unlike = [(x, y) for x, y in zip(one, other, strict=False) if x != y]
    near = len(one) == len(other) and len(unlike) == 1 and min(map(len, unlike[0])) > 4
    if near and DamerauLevenshtein.distance(*unlike[0], score_cutoff=1) == 1:
        return Likeness(score=0.72, reasons=("one-letter",))
    return Likeness(score=0.0, reasons=("no-name",))


def _eastern(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare two names of Korean or Chinese habit syllable by syllable; nothing if they are no such names."""
    words = [one.full, other.full]
    for place, mine in enumerate((one, other)):
        theirs = (other, one)[place]
        if theirs.is_eastern and not mine.is_eastern and len(mine.full) in {2, 3} and mine.full[-1] == theirs.full[0]:
            words[place] = (mine.full[-1], *mine.full[:-1])
        elif not mine.is_eastern:
            return None
    if any(len(word) == 1 and word not in "aeiou" for name in words for word in name[1:]):
        return None
    (first, *given), (second, *also) = words
    if is_pinyin((*words[0], *words[1])) and len(given) == len(also) == 1:
        alike = first == second and given == also
    else:
        surname = first == second or is_variant(first, second) or eastern_sounds((first,)) & eastern_sounds((second,))
        alike = bool(surname and eastern_sounds(tuple(given)) & eastern_sounds(tuple(also)))
    return Likeness(score=0.95, reasons=("joined-syllables",)) if alike else Likeness(score=0.2, reasons=("other-name",))


def _western(one: NameParts, other: NameParts) -> Likeness:
    """Compare two names word by word."""
    if {one.full[:1], other.full[:1]} != {one.words[:1], other.words[:1]}:
        one, other = one.replace(words=one.full), other.replace(words=other.full)
    one, other = one.replace(words=joined(one.words, other.words)), other.replace(words=joined(other.words, one.words))
    pairs = matched(one.words, other.words, False)
    left = len(one.words) - len(pairs), len(other.words) - len(pairs)
    if min(left) > 0 or not pairs:
        return Likeness(score=0.2, reasons=("words-of-their-own",))
    return _forbidden(one, other, pairs) or _weighed(one, other, pairs)


def _forbidden(one: NameParts, other: NameParts, pairs: list[Pair]) -> Likeness | None:
    """What tells two people apart though every word of one name is found in the other."""
    sizes = len(one.words), len(other.words)
    if one.is_turned == other.is_turned and any(rule == "initial" and not _in_place(i, j, sizes) for i, j, _, rule in pairs):
        return Likeness(score=0.3, reasons=("initial-of-another-name",))
    if min(sizes) > 1 and [j for _, j, _, _ in pairs] != sorted(j for _, j, _, _ in pairs) and not _may_turn(one, other, pairs):
        return Likeness(score=0.4, reasons=("other-order",))
    longer = one if sizes[0] > sizes[1] else other
    used = {(i if longer is one else j): rule for i, j, _, rule in pairs}
    skipped = [place for place in range(1, len(longer.words) - 1) if place not in used]
    behind = [rule for place, rule in used.items() if skipped and skipped[0] < place < len(longer.words) - 1]
    if 0 in used and behind and (len(longer.words[skipped[0]]) == 1 or "initial" in behind):
        return Likeness(score=0.4, reasons=("other-middle-names",))
    return None


def _in_place(one: int, other: int, sizes: tuple[int, int]) -> bool:
    """Does an initial stand where the name stands that it may begin: a given name for a given name?"""
    lasts = one == sizes[0] - 1, other == sizes[1] - 1
    return lasts[0] == lasts[1] and (one == other or (min(one, other) > 0 and sizes[0] - one == sizes[1] - other))


def _weighed(one: NameParts, other: NameParts, pairs: list[Pair]) -> Likeness:
    """Weigh two names of which one holds every word of the other."""
    reasons = tuple(dict.fromkeys(rule for _, _, _, rule in pairs))
    score = min(value for _, _, value, _ in pairs)
    loose = [(i, j) for i, j, _, rule in pairs if rule not in SURE]
    shorter, longer = sorted((len(one.words), len(other.words)))
    if shorter == 1 < longer:
        return _alone(one, other, pairs[0])
    if (len(loose) == len(pairs) > 1 and set(reasons) != {"initial"}) or (shorter == 1 and score < 0.9):
        return Likeness(score=0.5 if shorter < 3 else 0.72, reasons=reasons)
    if any(rule == "typing-error" and i != j for i, j, _, rule in pairs) and shorter < longer:
        return Likeness(score=0.5, reasons=reasons)
    if any(rule in {"one-letter", "consonants"} for rule in reasons) and (len(loose) > 1 or loose[0][0] == 0 or shorter < longer):
        return Likeness(score=0.5, reasons=reasons)
    if [j for _, j, _, _ in pairs] != sorted(j for _, j, _, _ in pairs) and shorter > 2:
        score = min(score, 0.86)
    if shorter != longer:
        return Likeness(score=min(score, 0.9), reasons=(*reasons, "fuller-name"))
    return Likeness(score=score, reasons=reasons)


def _alone(one: NameParts, other: NameParts, pair: Pair) -> Likeness:
    """A single word against a full name: its surname, its given name, or a word in its middle."""
    full, at = (other, pair[1]) if len(one.words) == 1 else (one, pair[0])
    if pair[3] not in SURE:
        return Likeness(score=0.4, reasons=(pair[3],))
    if at == len(full.words) - 1 or (at == 0 and full.first_is_surname):
        return Likeness(score=0.78, reasons=("surname-alone",))
    return Likeness(score=0.72, reasons=("given-name-alone",)) if at == 0 else Likeness(score=0.4, reasons=("middle-name-alone",))


def _may_turn(one: NameParts, other: NameParts, pairs: list[Pair]) -> bool:
    """May the words stand in another order: a surname first by habit, by a comma or in another script, or middle names turned?"""
    if one.is_turned or other.is_turned or one.is_other_script != other.is_other_script:
        return True
    if one.has_father or other.has_father:
        return False
    order, size = [j for _, j, _, _ in pairs], min(len(one.words), len(other.words))
    if size > 3 and order[0] == 0 and pairs[-1][0] == len(one.words) - 1 and order[-1] == len(other.words) - 1:
        return True
    rolled = order[1:] + order[:1] == sorted(order) or order[-1:] + order[:-1] == sorted(order)
    ends = (one.words[0], one.words[-1])
    habit = one.first_is_surname or other.first_is_surname
    return rolled and (habit or sum(word in given_names() or word in name_variants() for word in ends) == 1)
