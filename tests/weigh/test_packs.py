"""The pack engine with an invented pack: cheese to Iceland. It knows no country and no thing but those of its pack."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from sayso.kit.config import Config
from sayso.kit.packs import load_pack
from sayso.model.corpus import ClaimGroup, Corpus, Finding
from sayso.model.errors import PackError
from sayso.model.pack import Pack
from sayso.run.across import across
from sayso.run.packs import proven_pack, read_texts, tried
from sayso.run.progress import Silent
from sayso.run.stages import PIPELINE
from sayso.weigh.gate import gate_of
from sayso.weigh.rules import findings

PACK = """
id: cheese
title: The invented cheese act
version: 1.0.0
about: Cheese to Iceland.
authority: nobody
source: Invented.
licence: CC0-1.0
target: {country: Iceland, names: [Reykjavik], leaders: [Jon Sigurdsson]}
frames:
  - {name: hand over, kinds: [give, deliver, transfer], item: [patient, theme], supplier: [agent], recipient: [recipient]}
  - {name: take in, kinds: [receive, import], item: [patient, theme], supplier: [source], recipient: [agent]}
  - name: accused
    kinds: [charge]
    deeds: [give, deliver, transfer]
    alleged: true
    item: [deed-patient]
    supplier: [patient]
    recipient: [deed-recipient]
carriers: [gift, shipment, ton]
opinions: [violate]
items:
  - {name: cheese, nouns: [cheese, cheddar], makes: [Brie], stop: [cheese knife], asks: sort, asked_by: [sort]}
"""
PROVISIONS = """
- id: act-1
  measure: Cheese Act
  paragraph: "1"
  adopted: 2019-06-01
  in_force_from: 2020-01-01
  gist: No cheese to Iceland.
  exemptions: [cheese for hospitals]
  verified: [{fact: gist, state: memory}, {fact: paragraph, state: memory}]
  sources: [{url: "https://example.org", supports: "nothing: it is invented"}]
"""
RULES = "- {id: cheese to, provision: act-1, frames: [hand over, take in, accused], items: [cheese], target: recipient}\n"
EXAMPLES = """
- {text: "Denmark sold cheese to Iceland in 2022.", published: 2023-01-02, expect: [cheese to]}
- {text: "Denmark sold cheese to Norway in 2022.", published: 2023-01-02, against: [cheese to]}
"""
FILES = {"pack.yaml": PACK, "provisions.yaml": PROVISIONS, "rules.yaml": RULES, "examples.yaml": EXAMPLES}


def written(folder: Path, **changed: str) -> str:
    """Write the pack, some of its files changed, and return its folder."""
    for name, content in FILES.items():
        (folder / name).write_text(changed.get(name.partition(".")[0], content), "utf-8")
    return str(folder)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return load_pack(written(tmp_path))


def found(pack: Pack, config: Config, *texts: str, published: str = "2023-01-02") -> tuple[Finding, ...]:
    """Return what texts bear on, each an article of its own."""
    documents = tuple(read_texts(((text, published) for text in texts), config))
    return findings(across(Corpus(documents=documents), config, PIPELINE, Silent()), [pack]).findings


def test_a_finding_tells_facts_met_and_missing(pack: Pack, cached: Config) -> None:
    (one,) = found(pack, cached, "Denmark delivered a shipment of cheese to Iceland on 3 March 2022. The sort was not disclosed.")
    assert {fact.slot: fact.value for fact in one.facts} == {
        "event": "deliver",
        "item": "cheese",
        "supplier": "Denmark",
        "recipient": "Iceland",
        "date": "2022-03-03",
    }
    assert [missing.note for missing in one.missing] == ["sort not disclosed"]
    assert (one.stance, one.gate, one.when, one.at_least, one.at_most) == ("asserted", "in force", "2022-03-03", 0, 1)


@pytest.mark.parametrize(
    ("text", "stance", "gate"),
    [
        ("Denmark may have sold cheese to Iceland in 2022.", "alleged", "in force"),
        ("Denmark has denied selling cheese to Iceland.", "disputed", "date not known"),
        ("The paper said that Reykjavik received cheese from Denmark.", "asserted", "date not known"),
        ("On Monday Norway accused Denmark of selling cheese to Iceland.", "alleged", "date not known"),
        ("Denmark gave cheddar to the Icelandic minister in May 2021.", "asserted", "in force"),
    ],
)
def test_stance_and_date(pack: Pack, cached: Config, text: str, stance: str, gate: str) -> None:
    (one,) = found(pack, cached, text)
    assert (one.stance, one.gate) == (stance, gate)


@pytest.mark.parametrize(
    "text",
    [
        "Denmark sold cheese to Iceland in 2018.",
        "Denmark did not sell cheese to Iceland in 2022.",
        "Denmark sold a cheese knife to Iceland in 2022.",
        "Denmark sold cheese knives to Iceland in 2022.",
        "Iceland sold cheese to Denmark in 2022.",
        "Iceland gave cheese to Icelandic schools in 2022.",
        "Denmark will sell cheese to Iceland.",
        "If Denmark sold cheese to Iceland, nobody would know.",
        "A minister ate cheese in Iceland in 2022.",
        "The act bans the sale of cheese to Iceland.",
        "Russia delivered limousines to North Korea in 2022.",
    ],
)
def test_what_bears_on_nothing(pack: Pack, cached: Config, text: str) -> None:
    assert found(pack, cached, text) == ()


def test_an_opinion_stands_beside_and_is_no_finding(pack: Pack, cached: Config) -> None:
    (one,) = found(pack, cached, "Denmark sold cheese to Iceland in 2022. The sale may violate the act.")
    assert len(one.beside) == 1
    assert one.beside[0] not in one.claims


def test_the_country_is_the_recipient_told_before(pack: Pack, cached: Config) -> None:
    texts = "Cheese was delivered to Iceland in 2021. It said that cheddar was imported by the country in 2022."
    assert {one.when for one in found(pack, cached, texts)} == {"2021", "2022"}
    assert found(pack, cached, "Cheddar was imported by the country in 2022.") == ()


@pytest.mark.parametrize(
    ("when", "gate"),
    [
        ("2020-01-01", "in force"),
        ("2019-12-31", None),
        ("2020", "in force"),
        ("2019/2020", "partly before the measure"),
        ("2019/2021", "partly before the measure"),
        ("2018/2019", None),
        ("2019-06/..", "partly before the measure"),
        (None, "date not known"),
    ],
)
def test_the_gate_reads_the_events_own_date(pack: Pack, cached: Config, when: str | None, gate: str | None) -> None:
    (document,) = read_texts([("Denmark sold cheese to Iceland.", "2023-01-02")], cached)
    assert gate_of(document.events[0].replace(when=when), "2020-01-01") == gate


BROKEN: Iterable[tuple[str, str, str, str]] = (
    ("rules", RULES.replace("target:", "targets:"), "rules.yaml:1: there is no key 'targets' here", "spelling"),
    (
        "rules",
        RULES.replace("items: [cheese]", "items: [cheeze]"),
        "rules.yaml:1: there is no 'cheeze'",
        "did you mean 'cheese'?",
    ),
    ("provisions", PROVISIONS.replace("2020-01-01", "2020-13-01"), "provisions.yaml:6: '2020-13-01' is no day", "YYYY-MM-DD"),
    (
        "provisions",
        PROVISIONS.replace("  gist: No cheese to Iceland.\n", ""),
        "provisions.yaml:2: object missing required field",
        "neighbours",
    ),
    ("pack", PACK.replace("country: Iceland", "country: Icelund"), "pack.yaml:9: 'Icelund' is no country", "English name"),
    ("pack", PACK.replace("kinds: [receive", "kinds: [recieve"), "pack.yaml:12: there is no kind of event 'recieve'", "receive"),
    ("pack", PACK + "  - {name: cream]\n", "pack.yaml:24: is no YAML", "brackets"),
    (
        "examples",
        EXAMPLES.replace(", against: [cheese to]", ""),
        "rules.yaml:1: the rule 'cheese to' has no negative example",
        "against",
    ),
    (
        "examples",
        EXAMPLES.replace(", expect: [cheese to]", ""),
        "rules.yaml:1: the rule 'cheese to' has no positive example",
        "expect",
    ),
    (
        "examples",
        EXAMPLES.replace("Norway", "Iceland"),
        "examples.yaml:3: the rule 'cheese to' matches its negative",
        "pack check",
    ),
    (
        "examples",
        EXAMPLES.replace("sold cheese to Iceland", "ate cheese in Iceland"),
        "examples.yaml:2: the rule 'cheese to' does not match",
        "pack check",
    ),
)


DEEP = "[" * 100_000
HOSTILE: Iterable[tuple[str, str, str, str]] = (
    ("rules", "- &rule {id: a}\n- *rule\n", "rules.yaml:1: an anchor (&) or alias (*)", "write the value out"),
    ("pack", f"a: &a [{'x, ' * 9}]\nb: [{'*a, ' * 9}]\n", "pack.yaml:1: an anchor (&)", "write the value out"),
    ("rules", DEEP, "rules.yaml:1: more than 20 levels", "brackets"),
    ("examples", EXAMPLES + "# " + "x" * 1_000_000, "examples.yaml:1: is larger than 1,000,000 bytes", "two packs"),
    ("rules", "- !!python/object/apply:os.system [echo]\n", "rules.yaml:1: is no YAML", "mend"),
    ("rules", "- {id: \x00}\n", "rules.yaml:1: is no YAML", "UTF-8"),
    ("pack", PACK.replace("id: cheese", "id: ../../cheese"), "pack.yaml:2: '../../cheese' is no name", "hyphens"),
    ("pack", PACK.replace("id: cheese", 'id: "che\\e[31mese"'), "pack.yaml:2: 'che\ufffd[31mese' is no name", "hyphens"),
    ("pack", PACK.replace("[Reykjavik]", '[""]'), "pack.yaml:9: a name of the country", "remove"),
    ("pack", PACK.replace("[cheese, cheddar]", '[cheese, ""]'), "pack.yaml:23: the class 'cheese' holds an empty word", "remove"),
    ("rules", RULES.replace("cheese to,", '"cheese\\nto",'), "rules.yaml:1: 'cheese\ufffdto' is no name", "a name of its own"),
    ("rules", RULES.replace("target:", "items: [cheese], target:"), "rules.yaml:1: the key 'items' stands twice", "keep one"),
    ("provisions", PROVISIONS.replace("2020-01-01", '""'), "provisions.yaml:6: '' is no day", "YYYY-MM-DD"),
    (
        "provisions",
        PROVISIONS.replace("2020-01-01", "2020-01-01\n  in_force_until: 2019-01-01"),
        "provisions.yaml:7: the provision 'act-1' ends on 2019-01-01, before it begins",
        "two days",
    ),
    ("provisions", PROVISIONS.replace("https:", "javascript:"), "provisions.yaml:10: 'javascript://example.org' is no", "https"),
)


@pytest.mark.parametrize(("file", "content", "message", "remedy"), HOSTILE, ids=[row[2][:40] for row in HOSTILE])
def test_a_hostile_pack_is_refused_before_it_is_built(tmp_path: Path, file: str, content: str, message: str, remedy: str) -> None:
    folder = written(tmp_path, **{file: content})
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert message in caught.value.message
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(("file", "content", "message", "remedy"), BROKEN)
def test_a_broken_pack_names_file_line_and_remedy(
    tmp_path: Path, cached: Config, file: str, content: str, message: str, remedy: str
) -> None:
    folder = written(tmp_path, **{file: content})
    with pytest.raises(PackError) as caught:
        proven_pack(folder, cached)
    assert message in caught.value.message
    assert remedy in caught.value.remedy


def test_an_installed_pack_takes_no_name_of_sayso_and_a_broken_one_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = tmp_path / "bad_rules-1.0.dist-info"
    about.mkdir()
    (tmp_path / "bad_rules.py").write_text("raise RuntimeError('broken on purpose')\n", "utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-rules\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(
        "[sayso.packs]\nun-dprk = bad_rules\nbad = bad_rules\nabsent = nowhere_at_all\n", "utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert load_pack("un-dprk").id == "un-dprk"
    for name in ("bad", "absent"):
        with pytest.raises(PackError, match=f"that brings the pack '{name}' cannot be loaded") as caught:
            load_pack(name)
        assert "install it anew" in caught.value.remedy


def test_an_installed_package_brings_a_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, about = tmp_path / "dairy_rules", tmp_path / "dairy_rules-1.0.dist-info"
    inside.mkdir()
    about.mkdir()
    (inside / "__init__.py").write_text("", "utf-8")
    written(inside)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: dairy-rules\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text("[sayso.packs]\ndairy = dairy_rules\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert load_pack("dairy").id == "cheese"


def test_a_make_names_the_thing_with_its_noun_or_alone(pack: Pack, cached: Config) -> None:
    told = "Denmark sold ten tons of Brie cheese to Iceland in 2021.", "Denmark sold Brie to Iceland in 2021."
    for text, words in zip(told, ("Brie cheese", "Brie"), strict=True):
        (one,) = found(pack, cached, text)
        (item,) = (fact for fact in one.facts if fact.slot == "item")
        ((place,),) = (item.spans,)
        assert text[place.start : place.end] == words
        assert "sort not named" not in {missing.note for missing in one.missing}


def test_a_pack_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(PackError, match="there is no pack 'nowhere'") as caught:
        load_pack("nowhere")
    assert "un-dprk" in caught.value.remedy


@pytest.mark.parametrize("name", ["un-dprk", "template"])
def test_every_sentence_of_the_packs_of_sayso_is_right(name: str, cached: Config) -> None:
    whole = load_pack(name)
    assert tried(whole, cached) == ()
    if name == "un-dprk":
        assert len(whole.examples) >= 80
        assert sum(not example.expect for example in whole.examples) >= 40
        assert len(whole.provisions) == 28


def test_a_group_without_matches_has_no_finding(pack: Pack) -> None:
    group = ClaimGroup(id="group-1", story="story-1", members=(), proposition="nothing")
    assert findings(Corpus(documents=(), groups=(group,)), [pack]).findings == ()
