"""Find a rule pack by its folder, its name or the package that brings it, and read it; mistakes are told by file and line."""

import hashlib
import re
from collections.abc import Iterable
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sayso.kit.calendar import as_day
from sayso.kit.event_kinds import event_kinds
from sayso.kit.lines import Yaml, nearest
from sayso.kit.names import plain
from sayso.kit.vocabulary import place_of
from sayso.model.errors import PackError
from sayso.model.pack import Example, Heading, Pack, Provision, Rule

ENTRY_POINTS = "sayso.packs"
LARGEST = 1_000_000
"""How many bytes a file of a pack may have: some five thousand sentences."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
FILES = ("pack.yaml", "provisions.yaml", "rules.yaml", "examples.yaml")
ROLES = frozenset(
    {"agent", "patient", "recipient", "beneficiary", "source", "place", "theme", "with", "parties", "attribute", "deed", "owner"}
)


def built_in() -> dict[str, Traversable]:
    """Return the folders of the packs that come with sayso, by name."""
    inside = (folder for folder in files("sayso.packs").iterdir() if folder.is_dir() and folder.joinpath("pack.yaml").is_file())
    return {folder.name.replace("_", "-"): folder for folder in sorted(inside, key=lambda folder: folder.name)}


def installed() -> dict[str, str]:
    """Return the packages that bring a pack, by the name of the pack; none of them is loaded for that."""
    return {point.name: point.value.partition(":")[0] for point in entry_points(group=ENTRY_POINTS)}


def find_pack(name: str) -> Traversable:
    """Return the folder of a pack: a path where it is one, else the name of a pack of sayso or of an installed package.

    A pack of sayso keeps its name, whatever is installed.

    Raises:
        PackError: there is no such pack, or the package that brings it cannot be loaded.
    """
    if Path(name).is_dir():
        return Path(name)
    own, brought, hyphened = built_in(), installed(), name.replace("_", "-")
    if hyphened in own:
        return own[hyphened]
    package = brought.get(hyphened) or brought.get(name)
    if package is not None:
        return _folder_of(package, name)
    known = ", ".join(own | brought)
    raise PackError(f"there is no pack '{printable(name)}'", remedy=f"name a folder, or one of: {known or 'none is installed'}")


def _folder_of(package: str, name: str) -> Traversable:
    try:
        return files(package)
    except Exception as error:
        message = f"the package '{package}' that brings the pack '{name}' cannot be loaded: {error}"
        raise PackError(message, remedy="install it anew, or remove it") from error


def load_pack(name: str) -> Pack:
    """Return the pack of that name or folder, its parts fitting one another; its examples are not tried here.

    Raises:
        PackError: there is no such pack, or one of its files is wrong: the message names file and line.
    """
    folder = find_pack(name)
    mark, read = hashlib.blake2b(digest_size=8), dict[str, Yaml]()
    for file in FILES:
        place = folder.joinpath(file)
        if not place.is_file():
            raise PackError(f"{folder}: a pack has {', '.join(FILES)}; {file} is not there", remedy="`sayso pack new` shows one")
        try:
            with place.open("rb") as opened:
                content = opened.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise PackError(f"{place}:1: is larger than {LARGEST:,} bytes", remedy="make two packs of it")
            read[file] = Yaml(str(place), content.decode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise PackError(f"{place}:1: cannot be read: {error}", remedy="save it as UTF-8 text") from error
        mark.update(file.encode() + b"\x00" + content + b"\x00")
    heading, provisions, rules, examples = (read[file] for file in FILES)
    pack = Pack(
        heading=heading.read(Heading),
        provisions=provisions.read(tuple[Provision, ...]),
        rules=rules.read(tuple[Rule, ...]),
        examples=examples.read(tuple[Example, ...]),
        digest=mark.hexdigest(),
    )
    _check_heading(pack, heading)
    _check_provisions(pack, provisions)
    _check_rules(pack, rules)
    _check_examples(pack, examples, rules)
    return pack


def _check_heading(pack: Pack, file: Yaml) -> None:
    target = pack.heading.target
    if not _NAME.fullmatch(pack.id):
        remedy = "write letters, digits, dots and hyphens, 64 at most"
        raise file.wrong(["id"], f"'{printable(pack.id)}' is no name for a pack", remedy)
    if not all(map(plain, (*target.names, *target.leaders, *target.places))):
        raise file.wrong(["target"], "a name of the country, of a leader or of a place is empty", "remove it")
    if place_of().get(target.country.lower()) != target.country:
        raise file.wrong(
            ["target", "country"], f"'{target.country}' is no country that sayso knows", "write its usual English name"
        )
    classes = [one.name for one in pack.heading.items]
    _once(file, ["items"], classes)
    _once(file, ["frames"], [one.name for one in pack.heading.frames])
    for number, item in enumerate(pack.heading.items):
        for name in item.includes:
            if name not in classes:
                raise file.wrong(["items", number, "includes"], f"there is no class '{name}'", nearest(name, classes))
        if "" in {word.strip() for word in (*item.nouns, *item.makes, *item.stop)}:
            raise file.wrong(["items", number], f"the class '{item.name}' holds an empty word", "remove it")
        if not (item.nouns or item.makes or item.includes):
            raise file.wrong(["items", number], f"the class '{item.name}' holds nothing", "give nouns, makes or includes")
    for number, frame in enumerate(pack.heading.frames):
        for kind in (*frame.kinds, *frame.deeds):
            if kind not in event_kinds():
                raise file.wrong(
                    ["frames", number, "kinds"], f"there is no kind of event '{kind}'", nearest(kind, [*event_kinds()])
                )
        for name in frame.but_not_items:
            if name not in classes:
                raise file.wrong(["frames", number, "but_not_items"], f"there is no class '{name}'", nearest(name, classes))
        if not (frame.kinds or frame.words):
            raise file.wrong(["frames", number], f"the frame '{frame.name}' names no event", "give kinds or words")
        for slot in ("item", "supplier", "recipient"):
            for role in getattr(frame, slot):
                if role.partition("/")[0].removeprefix("deed-") not in ROLES:
                    raise file.wrong(["frames", number, slot], f"there is no role '{role}'", nearest(role, [*ROLES]))


def _check_provisions(pack: Pack, file: Yaml) -> None:
    _once(file, [], [one.id for one in pack.provisions])
    ruled = {rule.provision for rule in pack.rules}
    for number, one in enumerate(pack.provisions):
        _days(file, number, {name: getattr(one, name) for name in ("adopted", "in_force_from", "in_force_until")})
        if one.in_force_until and one.in_force_until <= one.in_force_from:
            message = f"the provision '{one.id}' ends on {one.in_force_until}, before it begins"
            raise file.wrong([number, "in_force_until"], message, "mend one of the two days")
        if not one.sources:
            raise file.wrong([number], f"the provision '{one.id}' names no source", "name a page and what it supports")
        for source in one.sources:
            if not source.url.startswith(("https://", "http://")):
                message = f"'{printable(source.url)}' is no address of a page"
                raise file.wrong([number, "sources"], message, "begin it with https:// or http://")
        if not {"gist", "paragraph"} <= {checked.fact for checked in one.verified}:
            remedy = "say at least of gist and paragraph: official, secondary, memory or conflicting"
            raise file.wrong([number, "verified"], f"the provision '{one.id}' does not say how far it was checked", remedy)
        if bool(one.no_rule) == (one.id in ruled):
            remedy = "write a rule for it, or say with no_rule why there is none"
            raise file.wrong(
                [number], f"the provision '{one.id}' has neither a rule nor a reason for having none, or both", remedy
            )


def _check_rules(pack: Pack, file: Yaml) -> None:
    _once(file, [], [one.id for one in pack.rules])
    known: dict[str, list[str]] = {
        "frames": [one.name for one in pack.heading.frames],
        "items": [one.name for one in pack.heading.items],
        "provision": [one.id for one in pack.provisions],
    }
    for number, rule in enumerate(pack.rules):
        for field, names in (("frames", rule.frames), ("items", rule.items), ("provision", (rule.provision,))):
            if not names:
                raise file.wrong([number, field], f"the rule '{rule.id}' names none of its {field}", "name at least one")
            for name in names:
                if name not in known[field]:
                    raise file.wrong(
                        [number, field], f"there is no '{name}' among the {field} of the pack", nearest(name, known[field])
                    )
        if rule.in_force_from:
            _days(file, number, {"in_force_from": rule.in_force_from})


def _check_examples(pack: Pack, file: Yaml, rules: Yaml) -> None:
    names = [rule.id for rule in pack.rules]
    for number, example in enumerate(pack.examples):
        for field in ("expect", "against"):
            for name in getattr(example, field):
                if name not in names:
                    raise file.wrong([number, field], f"there is no rule '{name}'", nearest(name, names))
        both = set(example.expect) & set(example.against)
        if both:
            remedy = "take it out of one of the two"
            raise file.wrong([number, "against"], f"the rule '{min(both)}' both must and must not match here", remedy)
        _days(file, number, {"published": example.published})
    for kind, field in (("positive", "expect"), ("negative", "against")):
        having = {name for example in pack.examples for name in getattr(example, field)}
        for number, rule in enumerate(pack.rules):
            if rule.id not in having:
                remedy = f"add a sentence to examples.yaml that names it in `{field}`"
                raise rules.wrong([number], f"the rule '{rule.id}' has no {kind} example", remedy)


def printable(name: str) -> str:
    """Return a name on one line, without what a terminal would take for an order."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _once(file: Yaml, above: list[str | int], names: Iterable[str]) -> None:
    seen = set[str]()
    for number, name in enumerate(names):
        if name in seen or not name.strip() or printable(name) != name:
            message = f"'{printable(name)}' stands twice" if name in seen else f"'{printable(name)}' is no name"
            raise file.wrong([*above, number], message, "give each entry a name of its own")
        seen.add(name)


def _days(file: Yaml, number: int, fields: dict[str, str]) -> None:
    for field, value in fields.items():
        if (value and as_day(value) is None) or (not value and field in {"adopted", "published", "in_force_from"}):
            raise file.wrong([number, field], f"'{value}' is no day", "write it as YYYY-MM-DD")
