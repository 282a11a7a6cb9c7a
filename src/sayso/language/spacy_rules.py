"""Apply the rules that a spaCy pipeline has for parts of speech and base forms, remembering what they say of a token.

What most rules say of a token rests on its own word, tag and dependency, and most words are named by no rule: so spaCy is asked
once for each kind of token, and what it said is known from then on. The few rules that look at several tokens are asked where a
token stands that such a rule begins with.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Self

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

OF_THE_TOKEN = frozenset({"TAG", "DEP", "ORTH", "LOWER", "IS_SPACE"})
"""What a rule may look at: all of it is told by the word, the tag and the dependency."""
WORDS = ("ORTH", "LOWER")
LISTS = frozenset({"IN", "NOT_IN"})
UNNAMED, UNNAMED_SPACE = 0, 1
Token = tuple[int, int, int]
"""The word, or one of the two numbers above for all words that no rule names, with tag and dependency."""


class QuickRules:
    """The rules of a pipeline, which set what its own `attribute_ruler` would."""

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        self._names, self._forms = _named(ruler)
        self._words = dict[int, int]()
        self._said = dict[Token, tuple[int, ...]]()
        self._opens = set[Token]()
        self._set_by = dict[tuple[int, ...], dict[int, Any]]()
        self._longer, self._openers = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for rule, pattern in enumerate(_rules(ruler)):
            longer = [tokens for tokens in pattern["patterns"] if len(tokens) > 1]
            if longer:
                self._longer.add(str(rule), longer)
                self._openers.add(str(rule), [tokens[:1] for tokens in longer])

    @classmethod
    def of(cls, ruler: Any) -> Self | None:
        """Return the quick way of such rules, None where they look at more than is known of a token here."""
        if type(ruler) is not AttributeRuler:
            return None
        patterns: list[Any] = [(pattern, rule["index"]) for rule in _rules(ruler) for pattern in rule["patterns"]]
        is_known = all(_is_known(token) for pattern, _ in patterns for token in pattern)
        return cls(ruler) if is_known and all(len(pattern) > 1 or index in {0, -1} for pattern, index in patterns) else None

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Yield the passages in order, with what the rules set."""
        for doc in docs:
            self._apply(doc)
            yield doc

    def _apply(self, doc: Doc) -> None:
        tokens = [(self._word(doc, word), tag, dep) for word, tag, dep in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        new = {token: place for place, token in enumerate(tokens) if token not in self._said}
        if new:
            self._ask(doc, new)
        beside = {} if self._opens.isdisjoint(tokens) else self._beside(doc)
        for place, token in enumerate(tokens):
            rules = self._said[token]
            if place in beside:
                rules = tuple(sorted({*rules, *beside[place]}))
            if rules:
                set_token_attrs(doc[place], self._set_by.get(rules) or self._joined(rules))

    def _word(self, doc: Doc, word: int) -> int:
        known = self._words.get(word)
        if known is None:
            text = doc.vocab.strings[word]
            is_named = any(each in self._names or any(form.search(each) for form in self._forms) for each in (text, text.lower()))
            known = self._words[word] = word if is_named else UNNAMED_SPACE if text.isspace() else UNNAMED
        return known

    def _ask(self, doc: Doc, new: dict[Token, int]) -> None:
        """Learn from spaCy which rules hold for tokens by themselves, and which tokens open rules for several."""
        tokens = [doc[place] for place in new.values()]
        words, tags, deps = ([getattr(token, name) for token in tokens] for name in ("text", "tag_", "dep_"))
        alone = Doc(doc.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        found: dict[int, list[int]] = defaultdict(list)
        for rule, _, start, end in self._ruler.match(alone):
            if end - start == 1:
                found[start].append(rule)
        kinds = list(new)
        self._said.update((kind, tuple(found.get(place, ()))) for place, kind in enumerate(kinds))
        self._opens.update(kinds[start] for _, start, _ in self._openers(alone, allow_missing=True))

    def _beside(self, doc: Doc) -> dict[int, list[int]]:
        """Return which rules that look at several tokens hold, by the token that they set."""
        found: dict[int, list[int]] = defaultdict(list)
        for name, start, end in self._longer(doc, allow_missing=True):
            rule = int(doc.vocab.strings[name])
            index = self._ruler.indices[rule]
            found[(start if index >= 0 else end) + index].append(rule)
        return found

    def _joined(self, rules: tuple[int, ...]) -> dict[int, Any]:
        """Return what these rules set together: the later ones have the last word."""
        known = self._set_by[rules] = {name: value for rule in rules for name, value in self._ruler.attrs[rule].items()}
        return known


def _rules(ruler: Any) -> list[dict[str, Any]]:
    return list(ruler.patterns)


def _is_known(token: dict[str, Any]) -> bool:
    """Does a pattern ask of a token only what is known of it here?"""
    asked = [value for name, value in token.items() if name in WORDS and isinstance(value, dict)]
    return token.keys() <= OF_THE_TOKEN and all(value.keys() <= LISTS | {"REGEX"} for value in asked)


def _named(ruler: Any) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the words that rules name, and the forms of words that they look for."""
    names, forms = set[str](), list[re.Pattern[str]]()
    asked = [token for rule in _rules(ruler) for pattern in rule["patterns"] for token in pattern]
    for value in (token[name] for token in asked for name in WORDS if name in token):
        if isinstance(value, str):
            names.add(value)
            continue
        names.update(*(value[name] for name in LISTS & value.keys()))
        if "REGEX" in value:
            forms.append(re.compile(value["REGEX"]))
    return frozenset(names), tuple(forms)
