"""Gather what is alike: average linkage, until no two groups are alike enough.

There is no cap on the size of a group, and none grows by one doubtful link: what counts is the average over all pairs of two
groups, a pair that has nothing in common counting as zero. Groups are joined along chains of nearest neighbours: two that are
each other's likest are joined at once, which gives the groups that joining the likest pair of all first would give, without a
queue of all pairs.
"""

from sayso.link.likeness import Pairs


class _Groups:
    """Groups of documents, and the sum of the likenesses between each two of them."""

    def __init__(self, size: int, pairs: Pairs, threshold: float) -> None:
        self.members: list[list[int] | None] = [[number] for number in range(size)]
        self.sums: list[dict[int, float]] = [{} for _ in range(size)]
        self.sizes = [1] * size
        self.open = list(reversed(range(size)))
        self.threshold = threshold
        for one, other, score in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.score.tolist(), strict=True):
            self.sums[one][other] = self.sums[other][one] = score

    def likest(self, one: int, before: int | None) -> int | None:
        """Return the group most like this one: the one before it in the chain where none is liker, else the lowest number."""
        links, sizes = self.sums[one], self.sizes
        best, found = self.threshold * sizes[one], None
        for other, score in links.items():
            average = score / sizes[other]
            if average > best or (average == best and (found is None or other < found)):
                best, found = average, other
        if before is not None and found is not None and links[before] / sizes[before] == best:
            return before
        return found

    def join(self, one: int, other: int) -> None:
        """Make one group of two, under the number of the one with more links: theirs need not be touched."""
        kept, lost = sorted((one, other), key=lambda number: (-len(self.sums[number]), number))
        self.members[kept] = [*(self.members[kept] or ()), *(self.members[lost] or ())]
        self.members[lost] = None
        self.sizes[kept] += self.sizes[lost]
        mine, theirs, sums = self.sums[kept], self.sums[lost], self.sums
        self.sums[lost] = {}
        del mine[lost], theirs[kept]
        for third, score in theirs.items():
            links = sums[third]
            del links[lost]
            links[kept] = mine[third] = mine.get(third, 0.0) + score
        self.open.append(kept)

    def run(self) -> list[list[int]]:
        """Join until nothing is alike enough, and return the groups, each in order."""
        while self.open:
            chain = [self.open.pop()]
            while chain:
                before = chain[-2] if len(chain) > 1 else None
                likest = self.likest(chain[-1], before)
                if likest is None:
                    chain.pop()
                elif likest == before:
                    self.join(chain.pop(), chain.pop())
                else:
                    chain.append(likest)
        return [sorted(group) for group in self.members if group is not None]


def gather(size: int, pairs: Pairs, threshold: float) -> list[list[int]]:
    """Return groups of the numbers below `size`, each in order, by their first."""
    return sorted(_Groups(size, pairs, threshold).run())
