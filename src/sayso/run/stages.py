"""The stages in the order in which they run: the one place that names them all."""

from sayso.clean.zones import zones
from sayso.extract.attributions import attributions
from sayso.extract.claims import claims
from sayso.extract.events import events
from sayso.extract.happenings import happenings
from sayso.extract.mentions import mentions
from sayso.extract.publication import publication
from sayso.extract.quantities import quantities
from sayso.extract.times import times
from sayso.language.detect import detect_language
from sayso.language.parser import load_parser
from sayso.link.align import groups
from sayso.link.chains import chains
from sayso.link.copies import copies
from sayso.link.entities import resolve
from sayso.link.happenings import join_happenings
from sayso.link.judged import judge_entities
from sayso.link.origins import origins
from sayso.link.people import join_entities
from sayso.link.stories import stories
from sayso.run.pipeline import ParseStep, Pipeline
from sayso.weigh.corroborate import corroborate
from sayso.weigh.independence import independence
from sayso.weigh.judged import judge_disputes
from sayso.weigh.meetings import meetings
from sayso.weigh.unknowns import unknowns

PIPELINE = Pipeline(
    document=(
        zones,
        detect_language,
        ParseStep(),
        mentions,
        times,
        publication,
        quantities,
        attributions,
        resolve,
        chains,
        claims,
        events,
        happenings,
    ),
    corpus=(
        copies,
        stories,
        join_entities,
        judge_entities,
        origins,
        join_happenings,
        groups,
        meetings,
        independence,
        corroborate,
        unknowns,
        judge_disputes,
    ),
    load_parser=load_parser,
)
