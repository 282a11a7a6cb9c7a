"""Look in the example pile for the facts that its authors put there: they know what a reader must be told."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from benchmark.product import PILE, Product

Group = dict[str, Any]
Dossier = dict[str, Any]


def delivery_is_corroborated(dossier: Dossier) -> bool:
    """Five articles and at least two independent origins say that the hospital reached the port on 9 March."""
    return any(
        group["state"] == "corroborated" and group["when"] == "2025-03-09" and len(_documents(group)) >= 5
        for group in _groups(dossier, "delivered", "Selmar")
    )


def reception_has_one_origin(dossier: Dossier) -> bool:
    """Whoever says that the minister received it has it from one agency."""
    return any(
        (group["at_least"], group["at_most"]) == (1, 1) and len(_documents(group)) >= 4
        for group in _groups(dossier, "received", "Orlan")
    )


def reception_rests_on_a_party(dossier: Dossier) -> bool:
    """That agency belongs to the state which received it."""
    return any(origin["party_to_event"] for group in _groups(dossier, "received", "Orlan") for origin in group["origins"])


def trucks_contradict(dossier: Dossier) -> bool:
    """Three trucks and four trucks cannot both be right."""
    return any(
        group["state"] == "contradicted" and any(_values(difference) == {"3", "4"} for difference in group["differences"])
        for group in _groups(dossier, "trucks")
    )


def copper_is_disputed(dossier: Dossier) -> bool:
    """One state says that copper was shipped, another denies it."""
    return any(group["state"] == "disputed" for group in _groups(dossier, "shipped", "copper"))


def breach_differs_in_certainty(dossier: Dossier) -> bool:
    """One article says likely where another says could."""
    return any(difference["slot"] == "certainty" for group in _groups(dossier, "breach") for difference in group["differences"])


def payer_is_not_known(dossier: Dossier) -> bool:
    """Nobody knows who paid, and more than one article says so."""
    return any(group["state"] == "not_known" and len(_documents(group)) >= 2 for group in _groups(dossier, "paid"))


def copy_is_seen(dossier: Dossier) -> bool:
    """One article is another's text under a new title."""
    return [dependence["how"] for dependence in dossier["dependences"]].count("copies") == 1


FACTS: tuple[Callable[[Dossier], bool], ...] = (
    delivery_is_corroborated,
    reception_has_one_origin,
    reception_rests_on_a_party,
    trucks_contradict,
    copper_is_disputed,
    breach_differs_in_certainty,
    payer_is_not_known,
    copy_is_seen,
)

QUESTIONS = {
    "supports": "The hospital was delivered to Selmar on 9 March 2025.",
    "disputes": "Kestria shipped copper to Marovia.",
    "silent": "It rained in Oslo.",
}


def measure(product: Product) -> dict[str, Any]:
    """Return which facts are found (1) and which are not (0), and how many of what must be many or few."""
    case = product.build(PILE)
    stories = product.ask("stories", case)["stories"]
    dossier = json.loads(product.dossier(case).read_text("utf-8"))
    states = [group["state"] for group in dossier["groups"]]
    return {
        "two_stories": int(len(stories) == 2),
        "documents": sum(len(story["documents"]) for story in stories),
        "failures": len(product.ask("failures", case)["failures"]),
        "contradicted": states.count("contradicted"),
        "unknowns": len(dossier["unknowns"]),
        "orlans_joined": _joined(product, case),
        "facts": {fact.__name__: int(fact(dossier)) for fact in FACTS},
        "check": {verdict: int(product.ask("check", case, words)["verdict"] == verdict) for verdict, words in QUESTIONS.items()},
    }


def _joined(product: Product, case: Any) -> int:
    """Return how many people of the case are brother and sister at once."""
    rows = (product.export(case) / "documents.jsonl").read_text("utf-8").splitlines()
    names: dict[str, str] = {}
    for row in map(json.loads, rows):
        for entity in row["entities"]:
            names[entity["id"]] = " ".join([names.get(entity["id"], ""), *entity["names"]])
    return sum(_holds(words, ("Tomas", "Mira")) or _holds(words, ("Mr Orlan", "Ms Orlan")) for words in names.values())


def _groups(dossier: Dossier, *words: str) -> Iterable[Group]:
    """Return the claim groups of which some member says all the words."""
    return [group for group in dossier["groups"] if any(_holds(member["quote"], words) for member in group["members"])]


def _documents(group: Group) -> set[str]:
    return {member["document"] for member in group["members"]}


def _values(difference: dict[str, Any]) -> set[str]:
    return {str(side["value"]) for side in difference["sides"]}


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return all(word in text for word in words)
