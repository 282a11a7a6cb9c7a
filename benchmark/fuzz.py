"""Give broken input to everything that takes input, for as long as is wanted; each thing found becomes a file to try again.

    python -m benchmark.fuzz --minutes 30
    python -m benchmark.fuzz --minutes 5 --only html --only warc
    python -m benchmark.fuzz --again tests/fuzz/found/html/3f2a91c0

The inputs are changed seeds (`tests/fuzz/seeds/TARGET/`), made by Hypothesis, which also makes what it finds as small as it can.
What is found is written to `tests/fuzz/found/TARGET/`; the tests try these files too, so mend the fault and commit the file.
Rounds are numbered and each draws from its number alone: `--first N` begins at another, and the same numbers try the same inputs.
"""

import argparse
import faulthandler
import hashlib
import logging
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from benchmark.fuzz_inputs import FOUND, changed, seeds_of
from benchmark.fuzz_targets import targets, workshop
from sayso.model.base import Record

ROUND = 100
"""So many inputs are tried on one target before the next has its turn."""
HANG = 300
"""After so many seconds with one input, the run ends and says where it stood."""
Target = Callable[[bytes], None]


class Fault(Record, frozen=True, kw_only=True):
    """Something that did not hold: the input, as small as could be made, and where it arose."""

    content: bytes
    place: str
    story: str


def tried(target: Target, seeds: list[bytes], number: int, count: int = ROUND) -> Fault | None:
    """Try changed seeds on a target; return the first fault, or None."""
    held = dict[str, bytes]()

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(changed(seeds))
    def one(content: bytes) -> None:
        held["last"] = content
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            target(content)
        finally:
            faulthandler.cancel_dump_traceback_later()

    try:
        one()
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno} {str(error)[:60]}"
        return Fault(content=held["last"], place=place, story="".join(traceback.format_exception(error)[-12:]))
    return None


def keep(name: str, fault: Fault) -> Path:
    """Write the input of a fault to where the tests find it."""
    path = FOUND / name / hashlib.blake2b(fault.content, digest_size=4).hexdigest()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(fault.content)
    return path


def run(names: dict[str, Target], minutes: float, first: int) -> int:
    """Try the targets in turn until the time is over; print what was tried and what was found, and return how many faults."""
    end, number, faults = time.monotonic() + 60 * minutes, first, dict[tuple[str, str], Path]()
    rounds, spent = dict.fromkeys(names, 0), dict.fromkeys(names, 0.0)
    seeds = {name: seeds_of(name) for name in names}
    while time.monotonic() < end:
        # Who has had least time is next, so that slow targets do not take it all.
        name = min(spent, key=lambda each: spent[each])
        begin = time.monotonic()
        fault = tried(names[name], seeds[name], number)
        spent[name] += time.monotonic() - begin
        rounds[name] += 1
        number += 1
        if fault and (name, fault.place) not in faults:
            faults[name, fault.place] = keep(name, fault)
            print(f"{name}: {fault.place}\n{fault.story}  try it again: --again {faults[name, fault.place]}", flush=True)
    for name in names:
        found = sum(where == name for where, _ in faults)
        print(f"{name:8} {rounds[name]:5} rounds of {ROUND}, {spent[name]:6.0f} s, {found} faults")
    print(f"rounds {first} to {number - 1}")
    return len(faults)


def main() -> int:
    """Try, print, and return 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--only", action="append", metavar="TARGET")
    parser.add_argument("--first", type=int, default=1, metavar="N", help="the number of the first round")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try this one file, of tests/fuzz/*/TARGET/")
    choice = parser.parse_args()
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with workshop() as shop:
        known = targets(shop)
        if choice.again:
            known[choice.again.absolute().parent.name](choice.again.read_bytes())
            print("it holds")
            return 0
        wanted = {name: known[name] for name in choice.only or known}
        return int(run(wanted, choice.minutes, choice.first) > 0)


if __name__ == "__main__":
    sys.exit(main())
