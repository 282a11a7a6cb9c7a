"""Read the marked texts of `benchmark/gold/attribution` into rows with offsets.

    python -m benchmark.attribution_markup            write `attribution.jsonl` anew
    python -m benchmark.attribution_markup --check    say whether it is what the marked texts give

A marked text has three parts, parted by lines `---`: what is known of it, its words with marks, and a line for each attribution.

    outlet: Coast Times
    ---
    [The harbour master|1s] [denied|1c] [that [a pilot|2s] [said|2c] [the tide was wrong|2w]|1w].
    ---
    1 denial Ilse Kol
    2 speech ?a pilot

A mark is `[words|labels]`: the number of an attribution and `s` for its source, `c` for its cue, `w` for the words that it holds,
`h` for a hedge in them. A line names the class and the voice: `@` before an agency or another medium, `?` before a voice without
a name, `-` for none, `+` between two that speak together, `>` after a medium that somebody speaks through. What stands inside the
words of another attribution stands inside its chain; `in 3` says so where the place does not, `out` that it stands outside all
the same. The guide is in the README there.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from benchmark.product import ROOT
from sayso.model.facts import AttributionKind, Mode, Stance

FOLDER = ROOT / "benchmark" / "gold" / "attribution"
ROWS = FOLDER / "attribution.jsonl"
FACTS = ("outlet", "published", "title", "style", "wire", "also")
CLASSES: tuple[str, ...] = get_args(AttributionKind)
MODES: tuple[str, ...] = get_args(Mode)
STANCES: tuple[str, ...] = get_args(Stance)
LABEL = re.compile(r"(\d+)([scwh])")
WORD = re.compile(r"\w+")
DIRECT = 0.9
"""From this share of quoted words on, an attribution is direct."""
STANCE_OF = {"denial": "denied", "no_comment": "no_position", "unknown": "not_known"}
INHERITED = frozenset({"denied", "no_position", "not_known", "hypothetical", "hedged"})

Spans = tuple[tuple[int, int], ...]


class MarkupError(Exception):
    """A marked text that does not say what it must; the message names the text."""


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One voice of a chain. `also` are other names of it in the text, `together` the names of those who speak as one."""

    name: str
    role: str
    also: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


class Gold(msgspec.Struct, frozen=True, kw_only=True, rename={"kind": "class"}):
    """One attribution: where its parts stand, what kind it is, and the chain of voices, outermost first."""

    number: int
    source: Spans
    cue: Spans
    content: Spans
    mode: str
    kind: str
    stance: str
    hedges: Spans
    parent: int | None
    chain: tuple[Link, ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One text with all its attributions, and the half of the set that it belongs to."""

    id: str
    half: str
    style: str
    outlet: str | None
    published: str
    title: str
    text: str
    attributions: tuple[Gold, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What the line of an attribution says: class, its own voices, and what the place does not tell."""

    kind: str
    links: tuple[Link, ...]
    options: Mapping[str, str]


def half_of(name: str) -> str:
    """Return the half of the set that a text belongs to: by the hash of its id, so that nobody chooses."""
    return "unseen" if hashlib.sha256(name.encode()).digest()[0] % 2 else "development"


def unmarked(marked: str) -> tuple[str, dict[tuple[int, str], Spans]]:
    """Return the words without their marks, and the places of each label. A backslash keeps a sign from being a mark.

    Raises:
        MarkupError: a mark is not closed, was never opened, has no label or holds no words.
    """
    text, places, opened, at = list[str](), dict[tuple[int, str], Spans](), list[int](), 0
    while at < len(marked):
        sign = marked[at]
        if sign == "\\":
            at += 1
            text.append(marked[at])
        elif sign == "[":
            opened.append(len(text))
        elif sign == "|":
            close = marked.find("]", at)
            labels = LABEL.findall(marked[at + 1 : close])
            if not opened or close < 0 or ",".join(map("".join, labels)) != marked[at + 1 : close]:
                raise MarkupError(f"a mark cannot be read near {marked[max(0, at - 40) : at + 12]!r}")
            start, end = opened.pop(), len(text)
            if not "".join(text[start:end]).strip() or text[start].isspace() or text[end - 1].isspace():
                raise MarkupError(
                    f"a mark holds no words or begins or ends with a gap near {marked[max(0, at - 40) : at + 12]!r}"
                )
            for number, part in labels:
                places[int(number), part] = (*places.get((int(number), part), ()), (start, end))
            at = close
        elif sign == "]":
            raise MarkupError(f"a mark has no label near {marked[max(0, at - 40) : at + 12]!r}")
        else:
            text.append(sign)
        at += 1
    if opened:
        raise MarkupError(f"a mark is not closed near {''.join(text[opened[-1] :])[:40]!r}")
    return "".join(text), {label: tuple(sorted(spans)) for label, spans in places.items()}


def mode_of(text: str, content: Spans) -> str:
    """Return how much of the words stands inside double quotation marks; the end of a line closes a quotation."""
    quoted, inside = set[int](), False
    for place, sign in enumerate(text):
        inside = False if sign in "\n”" else True if sign == "“" else not inside if sign == '"' else inside
        quoted |= {place} if inside else set()
    words = [word.start() for word in WORD.finditer(text) if any(start <= word.start() < end for start, end in content)]
    share = sum(word in quoted for word in words) / len(words) if words else 0.0
    return "direct" if share >= DIRECT else "mixed" if share else "indirect"


def _link(words: str, also: Mapping[str, tuple[str, ...]]) -> Link:
    role = {"@": "agency", "?": "unnamed"}.get(words[0], "speaker")
    name = words.lstrip("@?").strip()
    together = tuple(part.strip() for part in name.split(" + "))
    return Link(name=" and ".join(together), role=role, also=also.get(name, ()), together=together if len(together) > 1 else ())


def _line(words: str, also: Mapping[str, tuple[str, ...]]) -> tuple[int, Line]:
    head, *options = (part.strip() for part in words.split(";"))
    match = re.fullmatch(r"(\d+) (\w+) (\S.*)", head)
    if match is None or match[2] not in CLASSES:
        raise MarkupError(f"the line {words!r} does not give a number, a class and a voice")
    named = {option.split()[0].split("=")[0]: re.split(r"[ =]", option, maxsplit=1)[-1] for option in options}
    wrong = set(named) - {"in", "out", "stance", "mode"}
    if wrong or named.get("stance", STANCES[0]) not in STANCES or named.get("mode", MODES[0]) not in MODES:
        raise MarkupError(f"the line {words!r} has an option that cannot be read")
    links = () if match[3] == "-" else tuple(_link(part.strip(), also) for part in match[3].split(" > "))
    return int(match[1]), Line(kind=match[2], links=links, options=named)


def _facts(words: str) -> dict[str, list[str]]:
    """Return what is known of a text; `also` may be said several times."""
    facts = dict[str, list[str]]()
    for line in words.strip().splitlines():
        name, _, value = line.partition(":")
        if name not in FACTS or not value.strip() or (name in facts and name != "also"):
            raise MarkupError(f"the line {line!r} is not one of {', '.join(FACTS)}, or is said twice")
        facts.setdefault(name, []).append(value.strip())
    if missing := {"published", "title", "style"} - set(facts):
        raise MarkupError(f"it has no {sorted(missing)[0]}")
    return facts


class _Reader:
    """The attributions of one text: each is read once, those that hold it first."""

    def __init__(self, text: str, places: dict[tuple[int, str], Spans], lines: dict[int, Line], outer: tuple[Link, ...]) -> None:
        self.text, self.places, self.lines, self.outer = text, places, lines, outer
        self.read: dict[int, Gold] = {}

    def spans(self, number: int, part: str) -> Spans:
        return self.places.get((number, part), ())

    def gold(self, number: int, below: tuple[int, ...] = ()) -> Gold:
        if number in below:
            raise MarkupError(f"attribution {number} stands inside itself")
        if number not in self.read:
            line, parent = self.lines[number], self._parent(number)
            holder = self.gold(parent, (*below, number)) if parent is not None else None
            content, hedges = self.spans(number, "w"), self.spans(number, "h")
            self._hold(number, line, content, hedges)
            chain = holder.chain if holder else self.outer
            self.read[number] = Gold(
                number=number,
                source=self.spans(number, "s"),
                cue=self.spans(number, "c"),
                content=content,
                mode=line.options.get("mode") or mode_of(self.text, content),
                kind=line.kind,
                stance=line.options.get("stance") or self._stance(line, holder, hedges),
                hedges=hedges,
                parent=parent,
                chain=(*chain, *(link for link in line.links if link.name not in {known.name for known in chain})),
            )
        return self.read[number]

    def _hold(self, number: int, line: Line, content: Spans, hedges: Spans) -> None:
        """Raise where an attribution lacks a part that it must have."""
        source, cue = self.spans(number, "s"), self.spans(number, "c")
        if not cue:
            raise MarkupError(f"attribution {number} has no cue")
        if not content and line.kind != "no_comment":
            raise MarkupError(f"attribution {number} holds no words")
        if bool(source) != bool(line.links):
            raise MarkupError(f"attribution {number} has a source without a name or a name without a source")
        if len(source) > 1 and not any(link.together for link in line.links):
            raise MarkupError(f"attribution {number} has several sources and one name")
        if any(not any(a <= start and end <= b for a, b in (*content, *cue)) for start, end in hedges):
            raise MarkupError(f"a hedge of attribution {number} stands outside of it")
        if any(start < b and a < end for start, end in cue for a, b in content):
            raise MarkupError(f"the cue of attribution {number} stands in its own words")

    def _parent(self, number: int) -> int | None:
        """Return the attribution that is named, else the smallest that holds the cue, or with `out` the one around that."""
        named = self.lines[number].options.get("in")
        if named is not None:
            if not named.isdigit() or int(named) not in self.lines:
                raise MarkupError(f"attribution {number} stands in {named!r}, which is none")
            return int(named)
        cue = self.spans(number, "c")[:1]
        holding = [
            (sum(b - a for a, b in spans), other)
            for (other, part), spans in self.places.items()
            if part == "w" and other != number and any(a <= start and end <= b for start, end in cue for a, b in spans)
        ]
        around = min(holding)[1] if holding else None
        return self._parent(around) if around is not None and "out" in self.lines[number].options else around

    def _stance(self, line: Line, holder: Gold | None, hedges: Spans) -> str:
        if holder is not None and holder.stance in INHERITED - {"hedged"}:
            return holder.stance
        if line.kind in STANCE_OF:
            return STANCE_OF[line.kind]
        return "hedged" if hedges or not line.links or (holder is not None and holder.stance == "hedged") else "reported"


def read_marked(name: str, marked: str) -> Text:
    """Return a marked text as a row.

    Raises:
        MarkupError: it cannot be read, or its marks and its lines do not agree.
    """
    try:
        return _read(name, marked)
    except MarkupError as error:
        raise MarkupError(f"{name}: {error}") from error


def _read(name: str, marked: str) -> Text:
    parts = re.split(r"^---\n", marked, flags=re.MULTILINE)
    if len(parts) != 3:
        raise MarkupError(f"it has {len(parts)} parts, not 3")
    facts = _facts(parts[0])
    text, places = unmarked(parts[1].strip("\n"))
    also = {names[0]: tuple(names[1:]) for names in (entry.split(" = ") for entry in facts.get("also", []))}
    lines = dict[int, Line]()
    for words in parts[2].strip().splitlines():
        number, line = _line(words, also)
        if number in lines:
            raise MarkupError(f"attribution {number} has two lines")
        lines[number] = line
    if odd := set(lines) ^ {number for number, _ in places}:
        raise MarkupError(f"attribution {min(odd)} has marks without a line or a line without marks")
    outlet, wire = facts.get("outlet", [None])[0], facts.get("wire", [])
    outer = (
        *([Link(name=outlet, role="outlet")] if outlet else ()),
        *(_link(f"@{agency}", also) for agency in wire if agency != outlet),
    )
    reader = _Reader(text, places, lines, outer)
    found = sorted((reader.gold(number) for number in lines), key=lambda item: (item.cue[0], item.number))
    return Text(
        id=name,
        half=half_of(name),
        style=facts["style"][0],
        outlet=outlet,
        published=facts["published"][0],
        title=facts["title"][0],
        text=text,
        attributions=tuple(found),
    )


def texts(folder: Path = FOLDER) -> Iterator[Text]:
    """Yield the marked texts of a folder in order of their names."""
    for path in sorted((folder / "texts").glob("*.txt")):
        yield read_marked(path.stem, path.read_text("utf-8"))


def rows(folder: Path = FOLDER) -> str:
    """Return the marked texts as JSONL."""
    return "".join(f"{json.dumps(_row(text), ensure_ascii=False)}\n" for text in texts(folder))


def _row(text: Text) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(text)
    return row


def main() -> int:
    """Write the rows, or say whether they are up to date; return 1 where they are not or a text cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where the rows are out of date")
    choice = parser.parse_args()
    try:
        made = rows()
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    if choice.check:
        current = ROWS.exists() and ROWS.read_text("utf-8") == made
        print("up to date" if current else "out of date: run python -m benchmark.attribution_markup")
        return int(not current)
    ROWS.write_text(made, encoding="utf-8")
    count = sum(len(json.loads(line)["attributions"]) for line in made.splitlines())
    print(f"{len(made.splitlines())} texts, {count} attributions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
