"""The parts of a person's name as it is written: its own words, the titles before them, the generation behind them.

>>> NameParts.of("Dr. Rami al-Makhlouf Jr.").words
('rami', 'makhlouf')
"""

import functools
import re

from sayso.kit.spelling import SERVANT, latin
from sayso.kit.vocabulary import name_particles, surnames_first, titles
from sayso.model.base import Record

INITIALS = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\.)")


class NameParts(Record, frozen=True, kw_only=True):
    """The words of a person's name that count, and what was said beside them.

    `words` are without particles and `full` with those that may be names of their own (Ben Carson, Zine Ben Ali).
    """

    words: tuple[str, ...]
    full: tuple[str, ...] = ()
    generation: frozenset[str] = frozenset()
    gender: str = ""
    is_turned: bool = False
    has_father: bool = False
    is_other_script: bool = False

    @classmethod
    def of(cls, written: str) -> "NameParts":
        """Return the parts of a name as it is written."""
        return _parts(written)

    @property
    def first_is_surname(self) -> bool:
        """Does the surname stand first, by habit or by a comma?"""
        return bool(self.words) and (self.is_turned or self.words[0] in surnames_first())

    @property
    def is_eastern(self) -> bool:
        """May this be a Korean, Chinese or Vietnamese name, its surname first?"""
        return 1 < len(self.full) <= 3 and self.full[0] in surnames_first()


@functools.lru_cache(maxsize=50_000)
def _parts(written: str) -> NameParts:
    kinds, words = name_particles(), SERVANT.sub("abd", latin(INITIALS.sub(r"\1. ", written))).split()
    generation = frozenset(word for word in words if kinds.get(word) == "generation")
    words = [word for word in words if kinds.get(word) not in {"generation", "degree"} and not word.isdigit()]
    gender, words = _without_titles(words)
    named = [word for place, word in enumerate(words) if kinds.get(word) != "honour" or place == len(words) - 1]
    hyphened = {word for word in re.findall(r"(\w+)-", written.lower())}
    is_eastern = 1 < len(named) <= 3 and named[0] in surnames_first()
    own = [word for place, word in enumerate(named) if is_eastern or not _is_particle(word, place, hyphened)]
    whole = [word for word in named if is_eastern or kinds.get(word) != "particle"]
    return NameParts(
        words=tuple(own) or tuple(named),
        full=tuple(whole),
        generation=generation,
        gender=gender,
        is_turned=len(own) > 1 and latin(written.partition(",")[2]).partition(" ")[0] in own,
        has_father=any(word in {"bin", "ben", "ibn", "bint"} for word in named[1:]),
        is_other_script=any(ord(letter) > 0x36F for letter in written),
    )


def _without_titles(words: list[str]) -> tuple[str, list[str]]:
    """Return the gender that the titles before a name give, and the words behind them."""
    gender = ""
    while len(words) > 1 and (words[0] in titles() or name_particles().get(words[0]) == "honour"):
        gender = (titles()[words[0]].gender if words[0] in titles() else "") or gender
        words = words[1:]
    return gender, words


def _is_particle(word: str, place: int, hyphened: set[str]) -> bool:
    """Is a word a particle: `ben` in Zine Ben Ali and not in Ben Carson, `as` in as-Sisi?"""
    kind = name_particles().get(word)
    return kind == "particle" or (kind == "particle-or-name" and (place > 0 or word in hyphened))
