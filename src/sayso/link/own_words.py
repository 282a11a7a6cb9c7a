"""Who cannot be meant by the pronoun that is cited for a quotation: whoever is named in it."""

from sayso.link.clusters import Board, Cluster
from sayso.model.facts import Mention
from sayso.model.span import Span


class OwnWords:
    """The quotations of one document, each under the place of the source that is cited for it."""

    def __init__(self, board: Board) -> None:
        self._said: dict[int, tuple[Span, ...]] = {}
        self._sources = {item.source[0].start for item in board.document.attributions if item.source}
        for item in board.document.attributions:
            if item.source and item.mode == "direct":
                self._said[item.source[0].start] = (*self._said.get(item.source[0].start, ()), *item.content)

    def names(self, mention: Mention, cluster: Cluster) -> bool:
        """Does somebody who is cited by a pronoun name this entity: "You knew Pell would be there," he said?"""
        spans = self._said.get(mention.span.start, ())
        return any(each.form == "name" and any(span.holds(each.span) for span in spans) for each in cluster.mentions)

    def speaks(self, mention: Mention) -> bool:
        """Is somebody cited by this mention, so that it means no thing?"""
        return mention.span.start in self._sources

    def quotes(self, mention: Mention) -> bool:
        """Is somebody cited by this mention for a quotation?"""
        return mention.span.start in self._said
