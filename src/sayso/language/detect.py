"""Tell the language of a document from its words: one that sayso does not read is kept, marked, and left out of extraction."""

import functools
import re
from typing import Any

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.vocabulary import common_words
from sayso.language.reading import MOST, is_too_long
from sayso.model.document import READ_ZONES, Document

SAMPLE = 2_000
"""How many code points of readable text are looked at."""
ENOUGH = 60
"""With fewer code points than this, the words alone decide nothing."""
SURE = 0.9
PLAIN = 0.25
"""A text with such a share of common English words is English: in other languages at most 0.07 of the words look like them."""
_WORD = re.compile(r"[^\W\d_]+")


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load, and most commands never need it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _sample(document: Document) -> str:
    pieces, size = list[str](), 0
    for zone in document.zones_of(*READ_ZONES):
        pieces.append(zone.span.cut(document.text)[: SAMPLE - size])
        size += len(pieces[-1])
        if size >= SAMPLE:
            break
    return " ".join(pieces)


def language_of(sample: str, hint: str | None) -> tuple[str | None, float]:
    """Return the language code of a text and how sure that is; the hint stands where the text is too short to tell."""
    if len(sample.strip()) < ENOUGH:
        return hint, 0.0
    if _is_plainly_english(sample):
        return "en", 1.0
    code, sure = _identifier().classify(sample)
    return str(code), float(sure)


def _is_plainly_english(sample: str) -> bool:
    """Do the words alone show it? Most articles need no more, and what tells languages apart is slow to load."""
    words = _WORD.findall(sample.lower())
    return sum(map(common_words().__contains__, words)) >= PLAIN * max(1, len(words))


@stage("language", reads=("zones",), writes=("language", "status"), version=3)
def detect_language(document: Document, config: Config) -> Document:
    """Return the document with its language, `skipped` where another language is certain."""
    if is_too_long(document):
        why = f"longer than any article: only its first {MOST:,} readable characters were searched for claims"
        document = document.replace(status="degraded", status_why=why)
    hint = document.language[:2].lower() if document.language else None
    code, sure = language_of(_sample(document), hint)
    if code in {None, config.language} or sure < SURE:
        return document.replace(language=config.language if code is None or sure < SURE else code)
    why = f"written in '{code}', and only '{config.language}' is read: kept, but nothing is extracted from it"
    return document.replace(language=code, status="skipped", status_why=why)
