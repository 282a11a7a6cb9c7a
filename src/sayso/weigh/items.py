"""Which class of things the words of a role name: by the noun that heads them, never by a word in passing."""

import functools
import re

from sayso.model.base import Record
from sayso.model.pack import ItemClass, Pack

_CUT = re.compile(r"\s(?:from|to|for|at|in|with|by|on|into|via|about|against)\s|,\s|[;(]")
_WORD = re.compile("[^\\W_](?:[\\w\u2019'-]*[^\\W_])?")
_POSSESSIVE = re.compile("[\u2019']s?$")


class Named(Record, frozen=True, kw_only=True):
    """A thing that is named: its class, where the words that name it stand in the role's, and whether a make is among them."""

    kind: str
    start: int
    end: int
    make: bool


def head_words(words: str) -> str:
    """Return a noun phrase without what hangs on it by a preposition other than `of`."""
    return _CUT.split(words, maxsplit=1)[0]


class Things:
    """The classes of one pack, ready to be looked for."""

    def __init__(self, pack: Pack) -> None:
        self._classes = {one.name: one for one in pack.heading.items}
        self._carriers = {form for word in pack.heading.carriers for form in _numbers(_plain(word))}

    def kind(self, name: str) -> ItemClass:
        """Return the class of that name."""
        return self._classes[name]

    def named(self, words: str, kind: str) -> Named | None:
        """Return the thing of a class that a role's words name, or None.

        The noun must head the phrase, or stand with a noun that only carries it: "a car gift", "a shipment of cars".
        """
        nouns, makes, stop = _of_class(tuple(self._classes.values()), kind)
        cut = head_words(words)
        lowered = _joined([match.group() for match in _WORD.finditer(cut)])
        if any(f" {_plain(phrase)} " in lowered for phrase in stop):
            return None
        for first, last in self._heads(cut):
            tokens = list(_WORD.finditer(cut))[first:last]
            for length in range(min(5, len(tokens)), 0, -1):
                if tokens and _joined([token.group() for token in tokens[-length:]]).strip() in nouns:
                    make = any(f" {_plain(name)} " in lowered for name in makes)
                    start = _first_make(tokens, makes) if make else tokens[-length].start()
                    return Named(kind=kind, start=start, end=tokens[-1].end(), make=make)
            found = _make(tokens, makes, nouns)
            if found:
                return Named(kind=kind, start=found[0], end=found[1], make=True)
        return None

    def _heads(self, cut: str) -> list[tuple[int, int]]:
        """Return the stretches of words that may name the thing: the phrase itself, and what a carrying noun carries."""
        words = [_plain(match.group()) for match in _WORD.finditer(cut)]
        end = words.index("of") if "of" in words else len(words)
        found = [(0, end)]
        while end and words[end - 1] in self._carriers:
            end -= 1
            found.append((0, end))
        if len(found) > 1 or (end == 0):
            last = found[0][1]
            if last < len(words):
                rest = words[last + 1 :]
                stop = last + 1 + (rest.index("of") if "of" in rest else len(rest))
                found.append((last + 1, stop))
        return found


def _make(tokens: list[re.Match[str]], makes: frozenset[str], nouns: frozenset[str]) -> tuple[int, int] | None:
    """Return where a make names the thing by itself: every word after it is a name too ("a Mercedes S600 Guard")."""
    for at in range(len(tokens)):
        for length in range(min(3, len(tokens) - at), 0, -1):
            run = tokens[at : at + length]
            after = tokens[at + length :]
            if _joined([token.group() for token in run]).strip() in makes and all(_is_name(token.group()) for token in after):
                return run[0].start(), tokens[-1].end()
    return None


def _first_make(tokens: list[re.Match[str]], makes: frozenset[str]) -> int:
    """Return where the first make among the words begins: "a black | Mercedes S600 limousine"; else where the words begin."""
    for at in range(len(tokens)):
        for end in range(at + 1, min(at + 4, len(tokens)) + 1):
            if _joined([token.group() for token in tokens[at:end]]).strip() in makes:
                return tokens[at].start()
    return tokens[0].start()


def _is_name(word: str) -> bool:
    return word[0].isupper() or any(letter.isdigit() for letter in word)


def _joined(words: list[str]) -> str:
    return f" {' '.join(map(_plain, words))} "


@functools.lru_cache(maxsize=100_000)
def _plain(words: str) -> str:
    """Return words in lower case, hyphens as gaps, without possessive ends."""
    return _POSSESSIVE.sub("", words.lower()).replace("-", " ").replace("\u2019", "'")


@functools.lru_cache(maxsize=512)
def _of_class(classes: tuple[ItemClass, ...], kind: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the nouns in both numbers, the makes and the stop phrases of a class and of all that it includes."""
    by_name, nouns, makes, stop = {one.name: one for one in classes}, set[str](), set[str](), set[str]()
    waiting, seen = [kind], set[str]()
    while waiting:
        one = by_name[waiting.pop()]
        if one.name not in seen:
            seen.add(one.name)
            waiting.extend(one.includes)
            nouns.update(form for noun in one.nouns for form in _numbers(_plain(noun)))
            makes.update(form for name in one.makes for form in _numbers(_plain(name)))
            stop.update(one.stop)
    return frozenset(nouns), frozenset(makes), frozenset(stop)


def _numbers(noun: str) -> tuple[str, ...]:
    """Return a noun and its plural."""
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun, f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, f"{noun[:-1]}ies"
    return noun, f"{noun}s"
