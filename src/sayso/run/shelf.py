"""The documents of a case that is being built, read from it as they are asked for: none is held longer than it is looked at."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import overload

from sayso.kit.detaching import Detaching
from sayso.model.corpus import Judgement
from sayso.model.document import Document
from sayso.store.reading import CaseReader


class Shelf(Sequence[Document]):
    """Some documents of an open case as people judged them, in the order of their ids."""

    def __init__(self, case: CaseReader, ids: Collection[str], judgements: Iterable[Judgement] = ()) -> None:
        self._case, self._apart = case, Detaching(judgements)
        self._ids = tuple(sorted(ids))

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Document]:
        return map(self._apart.of, self._case.found(self._ids))

    @overload
    def __getitem__(self, at: int) -> Document: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Document, ...]: ...

    def __getitem__(self, at: int | slice) -> Document | tuple[Document, ...]:
        return self.of(self._ids[at]) if isinstance(at, slice) else self.of([self._ids[at]])[0]

    def of(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, in the order of their ids."""
        found = map(self._apart.of, self._case.found(ids))
        return tuple(sorted(found, key=lambda document: document.id))
