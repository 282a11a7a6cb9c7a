"""Gather what is alike: average linkage, until no two groups are alike enough.

There is no cap on the size of a group, and none grows by one doubtful link: what counts is the average over all pairs of two
groups, a pair that has nothing in common counting as zero. What is enough depends on the two: where the members of each are very
like each other, two happenings of one affair stand side by side, and what they have in common is the affair. Groups are joined
along chains of nearest neighbours: two that are each other's likest are joined at once, without a queue of all pairs.
"""

from sayso.link.likeness import Pairs

SCALE = 0.65
"""Two groups of several members are joined from this part of the likeness inside the looser of the two on."""


class _Groups:
    """Groups of documents, and the sum of the likenesses between each two of them."""

    def __init__(self, size: int, pairs: Pairs, threshold: float, scale: float) -> None:
        self.members: list[list[int] | None] = [[number] for number in range(size)]
        self.sums: list[dict[int, float]] = [{} for _ in range(size)]
        self.sizes = [1] * size
        self.inside = [0.0] * size
        self.open = list(reversed(range(size)))
        self.threshold, self.scale = threshold, scale
        for one, other, score in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.score.tolist(), strict=True):
            self.sums[one][other] = self.sums[other][one] = score

    def likest(self, one: int, before: int | None) -> int | None:
        """Return the group most like this one: the one before it in the chain where none is liker, else the lowest number."""
        links, sizes, size = self.sums[one], self.sizes, self.sizes[one]
        best, found, enough = self.threshold, None, self.enough(one)
        for other, score in links.items():
            # Divided by the product, so that both of a pair see the very same number: else a chain could turn in a circle.
            average = score / (size * sizes[other])
            is_liker = average > best or (average == best and (found is None or other < found))
            if is_liker and (average >= enough or average >= self.enough(other)):
                best, found = average, other
        if before is not None and found is not None and links[before] / (size * sizes[before]) == best:
            return before
        return found

    def enough(self, one: int) -> float:
        """Return how like another group must be for the likeness inside this one; nothing where it has one member."""
        pairs = self.sizes[one] * (self.sizes[one] - 1) / 2
        return self.scale * self.inside[one] / pairs if pairs else 0.0

    def join(self, one: int, other: int) -> None:
        """Make one group of two, under the number of the one with more links: theirs need not be touched."""
        kept, lost = sorted((one, other), key=lambda number: (-len(self.sums[number]), number))
        self.members[kept] = [*(self.members[kept] or ()), *(self.members[lost] or ())]
        self.members[lost] = None
        self.sizes[kept] += self.sizes[lost]
        self.inside[kept] += self.inside[lost] + self.sums[kept][lost]
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
                    # What is enough has changed for the joined, so the rest of the chain may lead back to them: walk it anew.
                    self.open.extend(chain)
                    chain = []
                else:
                    chain.append(likest)
        return [sorted(group) for group in self.members if group is not None]


def gather(size: int, pairs: Pairs, threshold: float, scale: float = SCALE) -> list[list[int]]:
    """Return groups of the numbers below `size`, each in order, by their first; with a scale of 0 the threshold alone counts."""
    return sorted(_Groups(size, pairs, threshold, scale).run())
