"""Run the product over the development sets and seeds, score what it finds, and print one table.

    python -m benchmark.corpora                       every set but the largest
    python -m benchmark.corpora --all                 the largest too
    python -m benchmark.corpora --only polnear_dev seeds.claims

The sets and their scorers lie beside the project, in `../shared`; a set that is not there is left out and named. All numbers of
all scorers are written to `benchmark/out/report.json`; the table shows those that matter.
"""

import argparse
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmark import archives, attribution_gold, reading, samples, seeds, sets
from benchmark.product import OUT, MeasureError, Product
from benchmark.scorers import absent, flattened

REPORT = OUT / "report.json"


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One measurement: what it needs, and which of its numbers the table shows. A large one is run only when asked for."""

    name: str
    needs: tuple[Path, ...]
    measure: Callable[[Product], Mapping[str, Any]]
    shows: tuple[str, ...]
    large: bool = False


ATTRIBUTION = (
    "all.span.p",
    "all.span.r",
    "all.span.f1",
    "all.source",
    "all.e2e.p",
    "all.e2e.r",
    "all.e2e.f1",
    "speech.span_r",
    "speech.e2e_r",
)
OWN_GOLD = tuple(f"{half}.{name}" for half in attribution_gold.HALVES for name in attribution_gold.MEASURES)
TIMES = ("strict.f1", "relaxed.f1", "value.p", "value.r", "value.f1", "type.f1")
ANCHORS = ("anchors.p", "anchors.r", "anchors.f1", "events_found", "events_dated")
STORIES = ("b3.p", "b3.r", "b3.f1", "pairs.p", "pairs.r", "pairs.f1", "ari", "largest")
ENTITIES = ("names.exact.f1", "names.typed.f1", "coref core.conll", "coref entities.conll", "coref all.conll")
CLAIMS = ("found", "sharp", "stance", "dangerous", "source", "source_any", "chain", "date", "join.p", "join.r", "join.f1")
WEIGHED = ("contradictions", "disputed", "certainty", "unknowns", "false_unknowns", "origins.joined", "origins.kcna_once")
CHANGES = ("seen", "exact", "slot", "quiet", "false_alarms", "missing")
TRAPS = tuple(
    f"{side}.{what}"
    for side in ("inside", "across")
    for what in ("conll", "traps.right", "traps.silent", "traps.wrong", "wrongly merged")
)
"""The numbers that the table shows, by their dotted names in the scorers' answers."""

TASKS = (
    Task(name="own_gold", needs=(), measure=attribution_gold.measure, shows=OWN_GOLD),
    Task(name="seeds.claims", needs=seeds.NEEDS, measure=seeds.measure_claims, shows=(*CLAIMS, *WEIGHED)),
    Task(name="seeds.changes", needs=seeds.NEEDS, measure=seeds.measure_changes, shows=CHANGES),
    Task(name="seeds.entities", needs=seeds.NEEDS, measure=seeds.measure_entities, shows=TRAPS),
    Task(name="seeds.times", needs=seeds.NEEDS, measure=seeds.measure_times, shows=TIMES),
    Task(name="seeds.zones", needs=seeds.NEEDS, measure=seeds.measure_zones, shows=("failed_checks",)),
    Task(name="polnear_dev", needs=sets.POLNEAR, measure=partial(samples.measure_attributions, first=None), shows=ATTRIBUTION),
    Task(name="timebank", needs=sets.TIMEBANK, measure=partial(samples.measure_times, first=None), shows=(*TIMES, *ANCHORS)),
    Task(
        name="aquaint", needs=sets.AQUAINT, measure=partial(samples.measure_times, name="time/aquaint", first=None), shows=TIMES
    ),
    Task(name="ecb_dev", needs=sets.ECB, measure=sets.measure_events, shows=sets.EVENTS),
    Task(name="basil_dev", needs=sets.BASIL, measure=sets.measure_stories, shows=STORIES),
    Task(name="flat_dev", needs=sets.FLAT, measure=sets.measure_zones, shows=sets.ZONES),
    Task(name="pages_dev", needs=reading.PAGES, measure=reading.measure_bodies, shows=reading.BODIES),
    Task(name="dates_dev", needs=reading.DATES, measure=reading.measure_days, shows=reading.DAYS),
    Task(name="html_speed", needs=reading.PAGES, measure=reading.measure_speed, shows=reading.SPEED),
    Task(name="hostile", needs=reading.HOSTILE, measure=reading.measure_hostile, shows=reading.CASES, large=True),
    Task(name="warc", needs=(), measure=archives.measured_archive, shows=archives.SHOWN, large=True),
    Task(name="gum_news", needs=sets.GUM_NEWS, measure=partial(sets.measure_names, sets.GUM_NEWS[0]), shows=ENTITIES),
    Task(
        name="gum_interview", needs=sets.GUM_INTERVIEW, measure=partial(sets.measure_names, sets.GUM_INTERVIEW[0]), shows=ENTITIES
    ),
    Task(name="gap_validation", needs=sets.GAP, measure=sets.measure_pronouns, shows=("all.p", "all.r", "all.f1", "bias")),
    Task(name="allsides_dev", needs=sets.ALLSIDES, measure=sets.measure_story_stage, shows=STORIES, large=True),
)


def measured(tasks: Iterable[Task]) -> dict[str, dict[str, Any]]:
    """Return the result of each task, an `error` where it could not be measured; say how far it is on standard error."""
    results = dict[str, dict[str, Any]]()
    for task in tasks:
        if task.needs and (missing := absent(*task.needs)):
            print(f"{task.name}: left out, {', '.join(missing)} is not there", file=sys.stderr)
            continue
        begin = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                results[task.name] = dict(task.measure(Product(Path(folder))))
            except (MeasureError, ValueError) as error:
                results[task.name] = {"error": str(error)}
        print(f"{task.name}: {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return results


def table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the numbers that matter, one a line."""
    shows = {task.name: task.shows for task in TASKS}
    lines = [f"{'what':16}{'measure':34}{'value':>9}"]
    for name, result in results.items():
        if "error" in result:
            lines.append(f"{name:16}failed: {result['error'].splitlines()[-1]}")
            continue
        values = dict(flattened(result))
        lines += [f"{name:16}{measure:34}{values[measure]:>9g}" for measure in shows[name] if measure in values]
    return "\n".join(lines)


def chosen(names: list[str] | None, *, large: bool) -> tuple[Task, ...]:
    """Return the tasks that are asked for.

    Raises:
        ValueError: there is none of that name.
    """
    unknown = set(names or ()) - {task.name for task in TASKS}
    if unknown:
        raise ValueError(f"there is no set {sorted(unknown)[0]!r}; the sets are {', '.join(task.name for task in TASKS)}")
    return tuple(task for task in TASKS if (task.name in names if names else large or not task.large))


def main() -> int:
    """Measure, print and keep the report; return 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="run the largest sets too")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="run these alone; the report keeps what it has of the others")
    choice = parser.parse_args()
    try:
        tasks = chosen(choice.only, large=choice.all)
    except ValueError as error:
        parser.error(str(error))
    results = measured(tasks)
    OUT.mkdir(exist_ok=True)
    kept = json.loads(REPORT.read_text("utf-8"))["results"] if REPORT.exists() and choice.only else {}
    report = {"python": platform.python_version(), "machine": platform.machine(), "results": kept | results}
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(results))
    return int(any("error" in result for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
