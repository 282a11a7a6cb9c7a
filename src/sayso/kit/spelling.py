"""Names in plain Latin letters, and the keys under which spellings of one sound meet.

>>> sounded("zelenskyy", False) == sounded("zelenskiy", False)
True
>>> bool(eastern_sounds(("ze", "dong")) & eastern_sounds(("tse", "tung")))
True
"""

import functools
import re
import unicodedata

from sayso.kit.vocabulary import rewritings

MARKS = re.compile("[\u2018\u2019\u02bc'`\u00b4]s\\b|[\u2018\u2019\u02bc'`\u00b4\u02bf\u02be.]")
GAPS = re.compile(r"[^0-9a-z]+")
ARTICLE_WITHIN = re.compile(r"\b(El|Al)(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]{2,}\b)")
SERVANT = re.compile(r"\babd(?:(?:[aeou]u?[ltrszdn])?[ -]+(?:[ae][ltrszdn] +)?|[aeu]r(?=r)|[aeu]l(?!lah?\b))(?=[a-z]{3})")
"""`Abdul Rahman`, `Abd al-Rahman`, `Abdurrahman`: one name of two words, the second without its article."""
GERMAN_OR_POLISH = re.compile(r"sch|cz|sz|[eo]w(?:$|sk)")
PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[rzcs])(?:[aeiu]|a[ion]|ang|e[in]|eng|ou|ong|u[ain]|uai|ua?ng?|uo)"
    r"|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    r"|[bpmf](?:[aiou]|a[ion]|ang|e[in]|eng|ou|ie|iao|ian|ing?)"
    r"|[dtnl](?:[aeiu]|a[ion]|ang|e[in]|eng|ou|ong|i[aeu]|iao|ian|iang|ing?|uo|ui|uan|un|ue)"
    r"|[gkh](?:[aeu]|a[ion]|ang|e[in]|eng|ou|ong|u[aino]|uai|uan|uang)"
    r"|y(?:[aeiou]|ao|ou|ang?|ing?|ong|ue|uan|un)|w(?:[aou]|ai|ang?|e[in]|eng)|a[ion]?|ang|e[inr]?|o|ou)+"
)


@functools.lru_cache(maxsize=50_000)
def latin(name: str) -> str:
    """Return a name in plain small Latin letters, words divided by spaces."""
    letters = rewritings("letters")
    divided = ARTICLE_WITHIN.sub(r"\1 ", name)
    lowered = "".join(letters.get(letter, letter) for letter in unicodedata.normalize("NFC", MARKS.sub("", divided.lower())))
    folded = unicodedata.normalize("NFKD", lowered)
    return " ".join(word for word in GAPS.split("".join(each for each in folded if not unicodedata.combining(each))) if word)


def rewritten(word: str, table: str) -> str:
    """Return a word after all rewritings of `data/TABLE.yaml`, in its order; ^ and $ bind one to the edge of the word."""
    for old, new in rewritings(table).items():
        if old.startswith("^"):
            word = new + word[len(old) - 1 :] if word.startswith(old[1:]) else word
        elif old.endswith("$"):
            word = word[: len(word) - len(old) + 1] + new if word.endswith(old[:-1]) else word
        else:
            word = word.replace(old, new)
    return word


@functools.lru_cache(maxsize=50_000)
def sounded(word: str, korean: bool) -> str:
    """Return a word as it sounds, roughly: transliterations of one name give one key."""
    key = rewritten(word, "transliterations_korean" if korean else "transliterations")
    return re.sub(r"(.)\1+", r"\1", key)


@functools.lru_cache(maxsize=50_000)
def sounds(word: str) -> frozenset[str]:
    """Return the keys of a word as English, and as German and Polish write the sounds of other languages."""
    others = [word.replace("j", "y")]
    if GERMAN_OR_POLISH.search(word):
        others = [rewritten(each, "transliterations_german") for each in (*others, others[0].replace("sch", "zh"))]
    return frozenset(sounded(each, False) for each in (word, *others))


def consonants(word: str) -> str:
    """Return the consonants of a word as it sounds: what is left alike where a script writes no short vowels."""
    return re.sub("[aeiou]|h$", "", sounded(word, False))


def eastern_sounds(given: tuple[str, ...]) -> frozenset[str]:
    """Return the keys of the syllables of a Korean or Chinese name, as the systems of either language spell them."""
    chinese = "".join(rewritten(word, "transliterations_chinese") for word in given)
    return frozenset({"".join(sounded(word, True) for word in given), sounded("".join(given), True), f"zh {chinese}"})


def is_pinyin(words: tuple[str, ...]) -> bool:
    """Is every word spelt as Pinyin spells Chinese?"""
    return all(PINYIN.fullmatch(word) for word in words)
