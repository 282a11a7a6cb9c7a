"""Where the boxes and lines of a source map stand: outlets to the left, agencies in the middle, speakers to the right."""

from collections.abc import Iterable, Mapping

from sayso.model.base import Record
from sayso.query.sources import LeanAnswer, SourceMap, VoiceAnswer
from sayso.show.plain import plain

COLUMNS = {"outlet": 60, "agency": 400, "speaker": 740}
BOX = 240
LINE = 18
PADDING = 10
GAP = 16
WIDEST_GAP = 56
"""How much further apart than that the boxes of a short column are set."""
TOP = 46
WIDTH = 1000
CHARACTERS = 27
"""How many characters of a name go on one line of a box."""
MOST_LINES = 3
MOST_BOXES = 40
"""How many boxes of a column are drawn; all stand in the list below the map."""


class Box(Record, frozen=True, kw_only=True):
    """One voice: where its box stands, and its name in lines."""

    voice: VoiceAnswer
    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    about: str


class Edge(Record, frozen=True, kw_only=True):
    """One line, as an SVG path, with what it says to somebody who cannot see it. A long one passes behind the agencies."""

    lean: LeanAnswer
    path: str
    label: str
    strength: int
    is_long: bool


class SourceDrawing(Record, frozen=True, kw_only=True):
    """A source map as boxes and lines."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    left_out: int


def draw(answer: SourceMap) -> SourceDrawing:
    """Return where everything of a source map stands."""
    columns = {name: [voice for voice in answer.voices if voice.place == name] for name in COLUMNS}
    deepest = max(_height(column[:MOST_BOXES]) for column in columns.values())
    boxes, left_out = dict[str, Box](), sum(max(len(column) - MOST_BOXES, 0) for column in columns.values())
    for name, x in COLUMNS.items():
        drawn_voices = _ordered(columns[name], answer.leans, boxes)[:MOST_BOXES]
        # A short column is spread beside a long one, so that its lines run level.
        free = deepest - _height(drawn_voices)
        apart = min(free // (len(drawn_voices) + 1), WIDEST_GAP)
        y = TOP + (free - apart * (len(drawn_voices) - 1)) // 2
        for voice in drawn_voices:
            box = _box(voice, x, y)
            boxes[voice.id] = box
            y += box.height + GAP + apart
    drawn = (lean for lean in answer.leans if lean.source in boxes and lean.on in boxes)
    edges = tuple(_edge(lean, boxes[lean.source], boxes[lean.on]) for lean in drawn)
    return SourceDrawing(boxes=tuple(boxes.values()), edges=edges, width=WIDTH, height=TOP + deepest, left_out=left_out)


def _height(voices: Iterable[VoiceAnswer]) -> int:
    """Return how high a column is without more than the least room between its boxes."""
    return sum(_box(voice, 0, 0).height + GAP for voice in voices)


def _ordered(column: list[VoiceAnswer], leans: Iterable[LeanAnswer], boxes: Mapping[str, Box]) -> list[VoiceAnswer]:
    """Return a column's voices so that its lines cross seldom: each near the middle of what leads to it."""
    places = dict[str, list[int]]()
    for lean in leans:
        if lean.source in boxes:
            places.setdefault(lean.on, []).append(boxes[lean.source].y)
    if not boxes:
        reach = {voice.id: sorted(lean.on for lean in leans if lean.source == voice.id) for voice in column}
        return sorted(column, key=lambda voice: (not reach[voice.id], reach[voice.id], voice.name))
    return sorted(column, key=lambda voice: (sum(places.get(voice.id, [0])) / len(places.get(voice.id, [0])), voice.name))


def _box(voice: VoiceAnswer, x: int, y: int) -> Box:
    lines = wrapped(plain(voice.name))
    about = _about(voice)
    height = PADDING * 2 + LINE * (len(lines) + bool(about))
    return Box(voice=voice, x=x, y=y, height=height, lines=lines, about=about)


def _about(voice: VoiceAnswer) -> str:
    if voice.place == "outlet":
        return f"{len(voice.documents)} articles" if len(voice.documents) > 1 else ""
    return "state-run" if voice.state_run else "not named" if voice.kind == "unnamed" else ""


def wrapped(name: str) -> tuple[str, ...]:
    """Return a name in lines that fit a box; a word that is longer than a line is cut, and what has no room ends in a mark.

    >>> wrapped("A spokesman for the Prime Minister of Marovia")
    ('A spokesman for the Prime', 'Minister of Marovia')
    """
    lines = [""]
    for word in name.split() or ["?"]:
        parts = [word[at : at + CHARACTERS] for at in range(0, len(word), CHARACTERS)]
        for part in parts:
            longer = f"{lines[-1]} {part}".strip()
            lines = [*lines[:-1], longer] if len(longer) <= CHARACTERS else [*lines, part]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: CHARACTERS - 1]}…"]
    return tuple(lines)


def _edge(lean: LeanAnswer, source: Box, on: Box) -> Edge:
    start, end = source.y + source.height // 2, on.y + on.height // 2
    if source.x == on.x:
        side, bend = source.x, source.x - 52
        path = f"M{side} {start} C{bend} {start} {bend} {end} {side} {end}"
    else:
        left, right = source.x + BOX, on.x
        bend = (right - left) // 2
        path = f"M{left} {start} C{left + bend} {start} {right - bend} {end} {right} {end}"
    verb = {"cites": "cites", "copies": "shares its text with", "rewrites": "rewrites", "unstated": "uses, unstated,"}[lean.how]
    label = f"{plain(source.voice.name)} {verb} {plain(on.voice.name)}: read the words"
    is_long = source.x == COLUMNS["outlet"] and on.x == COLUMNS["speaker"]
    return Edge(lean=lean, path=path, label=label, strength=min(len(lean.words), 4), is_long=is_long)
