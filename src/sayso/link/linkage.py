"""Gather what is alike: average linkage, the likest two groups joined first, until none are alike enough.

There is no cap on the size of a group, and none grows by one doubtful link: what counts is the average over all pairs of two
groups, a pair that has nothing in common counting as zero.
"""

import heapq

from sayso.link.likeness import Pairs


class _Groups:
    """Groups of documents, and the sum of the likenesses between each two of them."""

    def __init__(self, size: int, pairs: Pairs, threshold: float) -> None:
        self.members: list[list[int] | None] = [[number] for number in range(size)]
        self.sums: list[dict[int, float]] = [{} for _ in range(size)]
        self.threshold = threshold
        self.queue = list[tuple[float, int, int]]()
        for one, other, score in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.score.tolist(), strict=True):
            self.sums[one][other] = self.sums[other][one] = score
            if score >= threshold:
                self.queue.append((-score, one, other))
        heapq.heapify(self.queue)

    def average(self, one: int, other: int) -> float:
        """Return how alike two groups are; less than nothing where one of them is no more or they have no link."""
        first, second = self.members[one], self.members[other]
        if first is None or second is None or other not in self.sums[one]:
            return -1.0
        return self.sums[one][other] / (len(first) * len(second))

    def join(self, one: int, other: int) -> None:
        """Make one group of two; ask again for all that are linked to it."""
        kept, lost = self.members[one], self.members[other]
        assert kept is not None
        assert lost is not None
        kept += lost
        self.members[other] = None
        mine, theirs = self.sums[one], self.sums[other]
        self.sums[other] = {}
        del mine[other], theirs[one]
        for third, score in theirs.items():
            links = self.sums[third]
            del links[other]
            links[one] = mine[third] = mine.get(third, 0.0) + score
        for third in mine:
            average = self.average(one, third)
            if average >= self.threshold:
                heapq.heappush(self.queue, (-average, min(one, third), max(one, third)))

    def run(self) -> list[list[int]]:
        """Join until nothing is alike enough. An entry of the queue whose average has changed since is stale, and passed over."""
        while self.queue:
            average, one, other = heapq.heappop(self.queue)
            if self.average(one, other) == -average:
                self.join(one, other)
        return [sorted(group) for group in self.members if group is not None]


def gather(size: int, pairs: Pairs, threshold: float) -> list[list[int]]:
    """Return groups of the numbers below `size`, each in order, by their first."""
    return sorted(_Groups(size, pairs, threshold).run())
