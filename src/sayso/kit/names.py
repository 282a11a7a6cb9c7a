"""Names of people and bodies: what to compare when two spellings may mean the same.

>>> plain("Kim Jong-un\u2019s") == plain("Kim Jong Un")
True
"""

import functools
import re
import unicodedata

from sayso.kit.vocabulary import surnames_first, titles

MARKS = re.compile(r"[\u2018\u2019\u02bc'`\u00b4]s\b|[\u2018\u2019\u02bc'`\u00b4.]")
GAPS = re.compile(r"[^0-9a-z]+")
ARTICLES = frozenset({"the", "a", "an"})


@functools.lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Return a name without case, accents, marks, hyphens and articles, for comparison."""
    folded = unicodedata.normalize("NFKD", MARKS.sub("", name.lower())).encode("ascii", "ignore").decode()
    words = [word for word in GAPS.split(folded) if word]
    while words and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def without_title(words: tuple[str, ...]) -> tuple[tuple[str, ...], str, bool]:
    """Return plain name words without their forms of address, the gender these give, and whether there were any."""
    gender, found = "", False
    while words and words[0] in titles() and len(words) > 1:
        gender, found, words = titles()[words[0]].gender or gender, True, words[1:]
    return words, gender, found


def acronym_of(name: str) -> str:
    """Return the acronym that the capital initials of a name make (`of`, `for`, `the` and the like left out)."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()).upper()


def surnames(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a full name that may be its surname: the last, and the first where names begin with it."""
    if len(words) < 2:
        return frozenset(words)
    return frozenset({words[-1], words[0]}) if words[0] in surnames_first() else frozenset({words[-1]})
