"""Compare a sentence with a case: do its articles support it, dispute it, differ from it, not know it, or say nothing of it?

The answer is about what the articles say. A sentence is supported only if all who and what it names stand in claims of one group;
who gives and who is given is told apart; a date or a number must not differ; who is cited must be who says it there.
"""

from sayso.kit.concepts import Naming
from sayso.kit.config import Config
from sayso.language.detect import SURE as SURE_OF_LANGUAGE
from sayso.language.detect import language_of
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.query.answers import DifferenceAnswer
from sayso.query.claim_index import ClaimIndex
from sayso.query.evidence import Evidence
from sayso.query.spoken import Spoken, bearers_of, is_question, known_entities, spoken_claims
from sayso.query.verdicts import OWN, SILENT, Bench, Judged
from sayso.store.store import Case

WEAKEST_FIRST = ("disputes", "differs", "known_unknown", "silent", "supports")
"""The verdict on a sentence of several clauses is the first of these that one of them has."""


class ClauseAnswer(Record, frozen=True, kw_only=True):
    """What a case says of one clause of a sentence."""

    start: int
    end: int
    verdict: str
    groups: tuple[str, ...]
    against: tuple[str, ...]
    differences: tuple[DifferenceAnswer, ...]


class CheckAnswer(Record, frozen=True, kw_only=True):
    """What a case says of a sentence: the verdict, the groups it rests on, where they differ, and what was not understood.

    `clauses` has the verdict on each clause; `against` are those of the groups that speak against the sentence. `cited` is that
    the sentence tells what somebody says, so that the verdict is on his saying it; `question` that it asks and does not tell.
    """

    sentence: str
    verdict: str
    groups: tuple[str, ...]
    differences: tuple[DifferenceAnswer, ...]
    unparsed: tuple[tuple[int, int], ...]
    clauses: tuple[ClauseAnswer, ...] = ()
    against: tuple[str, ...] = ()
    cited: bool = False
    question: bool = False


class Checker:
    """Checks sentences against one case; made once for many."""

    def __init__(self, case: Case, config: Config) -> None:
        self._case, self._config = case, config
        self.index = ClaimIndex(case)

    def check(self, sentence: Document) -> CheckAnswer:
        """Return what the case says of a sentence that was read as a document."""
        naming, asks = self._naming(sentence), is_question(sentence.text)
        bench = Bench(self.index, naming)
        spoken = () if is_foreign(sentence, self._config) else tuple(spoken_claims(sentence, naming))
        judged = [bench.answer(each) if asks else bench.judge(each) for each in spoken]
        verdict = min((each.verdict for each in judged), key=WEAKEST_FIRST.index, default=SILENT.verdict)
        evidence = Evidence(self._case)
        evidence.know(sentence)
        clauses = tuple(_clause(evidence, one, each) for one, each in zip(spoken, judged, strict=True))
        chosen = [each for each in clauses if each.verdict == verdict]
        return CheckAnswer(
            sentence=sentence.text,
            verdict=verdict,
            groups=tuple(dict.fromkeys(group for each in chosen for group in each.groups)),
            differences=tuple(difference for each in chosen for difference in each.differences),
            unparsed=_unparsed(sentence, spoken, asks),
            clauses=clauses,
            against=tuple(dict.fromkeys(group for each in chosen for group in each.against)),
            cited=bool(spoken) and all(each.speaker or each.stance in OWN for each in spoken),
            question=asks,
        )

    def _naming(self, sentence: Document) -> Naming:
        bearers = self._case.kept("bearers", lambda: bearers_of(self.index.entities, self._config))
        known = known_entities(sentence, bearers, self._config)
        return Naming(marks={**self.index.naming.marks, **known})


def check(case: Case, spoken: Document, config: Config) -> CheckAnswer:
    """Return what a case says of a sentence that was read as a document.

    The verdict on a sentence of several clauses is that of the weakest.
    """
    return Checker(case, config).check(spoken)


def is_foreign(sentence: Document, config: Config) -> bool:
    """Is the sentence, as far as so few words tell, in another language?"""
    code, sure = language_of(sentence.text, config.language)
    return code != config.language and sure >= SURE_OF_LANGUAGE


def _clause(evidence: Evidence, spoken: Spoken, judged: Judged) -> ClauseAnswer:
    span = spoken.voice.claim.span
    return ClauseAnswer(
        start=span.start,
        end=span.end,
        verdict=judged.verdict,
        groups=judged.groups,
        against=judged.against,
        differences=tuple(evidence.difference(difference) for difference in judged.differences),
    )


def _unparsed(document: Document, spoken: tuple[Spoken, ...], asks: bool) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the sentence that had no part in the verdict: all of it where it asks, or no clause was found.

    Else those that no clause holds, marks, joining words and who is cited left out; and pronouns that stand for nobody named.
    """
    if not spoken or asks:
        return ((0, len(document.text)),) if document.text else ()
    held = sorted((each.voice.claim.span.start, each.voice.claim.span.end) for each in spoken)
    cited = [(span.start, span.end) for item in document.attributions for span in (*item.source, *item.cue)]
    gaps, at = list[tuple[int, int]](), 0
    for start, end in (*held, (len(document.text), len(document.text))):
        words = document.text[at:start].strip(" ,;.!?\"'")
        if len(words.split()) > 2 and not any(at <= first and last <= start for first, last in cited):
            gaps.append((at, start))
        at = max(at, end)
    return tuple(sorted({*gaps, *(place for each in spoken for place in each.unclear)}))
