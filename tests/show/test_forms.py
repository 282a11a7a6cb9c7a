"""Files for spreadsheets, for people and for Aleph: the right columns, no command of a hostile article, nothing fetched."""

import base64
import csv
import doctest
import hashlib
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.query.answers import Dossier, StoryAnswer
from sayso.query.entities import EntityAnswer
from sayso.show import flat, money, page
from tests.show.sample import HOSTILE, document, dossier

MARKUP = "<img src=x onerror=alert(1)></style><script>alert(2)</script>\"'"


def rows(lines: object) -> list[dict[str, str]]:
    content = b"".join(line + b"\n" for line in lines).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


@pytest.mark.parametrize("module", [flat, page])
def test_examples_of_the_modules_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def claims(answer: Dossier) -> list[dict[str, str]]:
    documents = tuple(document(id) for id in ("a.txt", "b.txt"))
    story = StoryAnswer(
        id="story-1", title=answer.title, first=None, last=None, documents=("a.txt", "b.txt"), outlets=(), at_least=1, at_most=1
    )
    return rows(flat.claim_lines([flat.ToldStory(story=story, documents=documents, groups=answer.groups)]))


def test_a_claim_is_one_row_with_names_words_and_links() -> None:
    first, *_ = found = claims(dossier())
    assert list(first) == flat.CLAIMS
    assert len(found) == sum(len(group.members) for group in dossier().groups)
    assert first["story_title"] == "Bridge over the Aar closed"
    assert (first["origins"], first["voices"]) == ("ENA", "The Courier > ENA > Jo Ott")
    assert (first["quote"], first["start"], first["source"]) == ("twelve people were hurt", "10", "a.txt")
    assert (first["earliest"], first["latest"]) == ("2024-03-01", "2024-03-01")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")'])
def test_a_spreadsheet_runs_nothing(words: str) -> None:
    (row,) = rows(flat.document_lines((document(title=words),), (), with_text=False))
    assert row["title"].startswith("'")
    assert "text" not in row


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_row_is_read_back_with_as_many_cells_and_no_command(values: list[str]) -> None:
    names = [f"column{number}" for number in range(len(values))]
    (row,) = rows(flat.lines(names, [values]))
    assert list(row) == names
    assert not any(each.startswith(("=", "+", "-", "@", "\t")) for each in row.values())


def test_the_text_stands_in_the_sheet_where_it_is_wanted() -> None:
    (row,) = rows(flat.document_lines((document(),), (), with_text=True))
    assert row["text"] == document().text


class Tags(HTMLParser):
    """Collects the tags of a page and their attributes."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("title", [HOSTILE, MARKUP])
def test_a_page_holds_no_tag_but_its_own_and_fetches_nothing(title: str) -> None:
    answer = dossier(title)
    answer = answer.replace(groups=tuple(group.replace(proposition=title) for group in answer.groups))
    content = page.dossier(answer, {"a.txt": title})
    tags = Tags(content).found
    assert {name for name, _ in tags}.isdisjoint({"script", "img", "link", "iframe", "object", "base", "form"})
    assert not [key for _, attributes in tags for key in attributes if key.startswith("on") or key in {"src", "style"}]
    assert [name for name, _ in tags].count("style") == 1
    assert re.findall(r"url\((?!#fade-)", content) == []
    assert "@import" not in content
    assert not re.search("[\x00-\x08\x1b\x9b\u202e]", content)


def test_a_page_lets_in_its_own_style_alone() -> None:
    content = page.dossier(dossier())
    style = re.search("<style>(.*?)</style>", content, re.DOTALL)
    assert style is not None
    mark = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{mark}'" in content


def test_a_page_tells_what_the_dossier_tells_and_no_text_unless_asked() -> None:
    content = page.dossier(dossier())
    for words in ("Accounts differ", "fifteen people were hurt", "Disputed", "cause was not disclosed", "according to ENA"):
        assert words in content
    assert "Text of" not in content
    assert "Text of [1]" in page.dossier(dossier(), {"a.txt": "All of it"})
    story = StoryAnswer(id="s", title="t", first=None, last=None, documents=("a.txt",), outlets=(), at_least=0, at_most=1)
    assert 'href="s.html"' in page.index({"s.html": story})


def made(title: str = "Bridge", *, with_text: bool = False) -> list[money.Made]:
    people = (
        EntityAnswer(id="entity-jo", kind="person", name="Jo Ott", names=("Jo", "Jo Ott"), documents=("a.txt",), mentions=1),
        EntityAnswer(id="entity-aar", kind="place", name="Aar", names=("Aar",), documents=("a.txt",), mentions=1),
    )
    documents = (document("a.txt", title), document("b.txt", title))
    return list(money.entities(documents, (dossier(title),), people, {"a.txt-jo": "entity-jo"}, with_text=with_text))


def test_entities_are_of_their_schemata_and_point_at_each_other() -> None:
    found = [json.loads(line) for line in money.entity_lines(made())]
    ids = {each["id"] for each in found}
    assert len(ids) == len(found)
    kinds = {each["schema"] for each in found}
    assert kinds == {"Person", "PublicBody", "Article", "Mention", "Event", "Documentation"}
    for each in found:
        for name in ("document", "entity", "resolved"):
            assert set(each["properties"].get(name, ())) <= ids
    (person,) = (each for each in found if each["schema"] == "Person")
    assert person["properties"] == {"name": ["Jo Ott"], "weakAlias": ["Jo"]}


def test_a_statement_says_where_its_value_stands() -> None:
    text = document().text
    statements = [json.loads(line) for line in money.statement_lines(made())]
    assert len({each["id"] for each in statements}) == len(statements)
    (name,) = (each for each in statements if each["schema"] == "Mention" and each["prop"] == "name")
    digest, _, place = name["origin"].partition("#char=")
    start, end = map(int, place.split(","))
    assert digest == f"sha256:{document().text_sha256}"
    assert text[start:end] == name["value"] == "Jo"


def test_an_uncertain_date_is_told_as_bounds_and_kept_as_it_was_found() -> None:
    answer = dossier()
    unsure = answer.replace(groups=(answer.groups[0].replace(when="2015/2017"),))
    found = list(money.entities((document("a.txt"), document("b.txt")), (unsure,), (), {}, with_text=False))
    dates = {value.name: value for each in found for value in each.values if each.schema == "Event" and value.original}
    assert {name: (value.value, value.original) for name, value in dates.items()} == {
        "startDate": ("2015-01-01", "2015/2017"),
        "endDate": ("2017-12-31", "2015/2017"),
    }


def test_an_article_goes_with_its_text_only_where_that_is_wanted() -> None:
    assert not [value for each in made() for value in each.values if value.name == "bodyText"]
    assert len([value for each in made(with_text=True) for value in each.values if value.name == "bodyText"]) == 2


def test_a_hostile_id_is_told_by_its_hash() -> None:
    assert money.id_of("document", "../../etc/passwd\x00") == money.id_of("document", "../../etc/passwd\x00")
    assert re.fullmatch("document-[0-9a-f]{16}", money.id_of("document", HOSTILE))
    assert money.id_of("entity", "entity-jo") == "entity-jo"


def test_followthemoney_reads_every_entity_and_gives_it_back() -> None:
    proxy = pytest.importorskip("followthemoney.proxy", reason="followthemoney is not installed: pip install '.[ftm]'")
    statement = pytest.importorskip("followthemoney.statement")
    entities = [json.loads(line) for line in money.entity_lines(made(with_text=True))]
    for each in entities:
        back = proxy.EntityProxy.from_dict(each, cleaned=False).to_dict()["properties"]
        kept = {name: sorted(values) for name, values in back.items()}
        assert kept == {name: sorted(values) for name, values in each["properties"].items()}
    for line in money.statement_lines(made()):
        row = json.loads(line)
        read = statement.Statement.from_dict(row)
        assert (read.id, read.origin, read.original_value) == (row["id"], row["origin"], row["original_value"])


def test_followthemoney_finds_every_value_of_an_article_valid() -> None:
    model = pytest.importorskip("followthemoney").model
    (line, *_) = money.entity_lines([each for each in made() if each.schema == "Article"])
    entity = json.loads(line)
    assert entity["properties"]["language"] == ["eng"]
    model.get("Article").validate(entity)
