"""Parse documents by the batch, asking the cache first: what was parsed once on this machine is not parsed again."""

from collections.abc import Sequence

from sayso.language.parser import Parser
from sayso.language.reading import reading_key
from sayso.model.document import Document
from sayso.store.cache import ParseCache, Parsed


class CachedParser:
    """A parser with a memory. `parsed` counts the documents that it had to parse."""

    def __init__(self, parser: Parser, cache: ParseCache, version: int) -> None:
        self._parser = parser
        self._cache = cache
        self._maker = f"{parser.identity}/{version}"
        self.parsed = 0

    def parse(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents with their parses and sentences, in order."""
        keys = [reading_key(document, self._maker) for document in documents]
        known = self._cache.get_many(keys)
        new = {key: document for key, document in zip(keys, documents, strict=True) if key not in known}
        found = self._parser.parse(list(new.values())) if new else []
        fresh = {key: Parsed(parse=parse, sentences=sentences) for key, (parse, sentences) in zip(new, found, strict=True)}
        self._cache.put_many(fresh)
        self.parsed += len(fresh)
        known |= fresh
        return [
            document.replace(parse=known[key].parse, sentences=known[key].sentences)
            for key, document in zip(keys, documents, strict=True)
        ]
