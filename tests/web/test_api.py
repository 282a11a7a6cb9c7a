"""The pages and their JSON without a browser: what they answer, to whom, and that nothing in an article is ever obeyed."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema
import msgspec
import pytest
from litestar.testing import TestClient

from sayso.kit.config import Config
from sayso.query import questions
from sayso.query.timeline import of_dossier, timeline
from sayso.show.dossier import to_json
from sayso.store.store import open_case
from sayso.web.app import make_app
from sayso.web.site import Site
from tests.web.conftest import ADDRESS, MARKUP, TOKEN

Client = TestClient[Any]


def ids(client: Client) -> dict[str, str]:
    story = client.get("/stories.json").json()["stories"][0]["id"]
    dossier = client.get("/story.json", params={"id": story}).json()
    apart = next(group for group in dossier["groups"] if group["differences"])
    entity = client.get("/entities.json").json()["entities"][0]
    return {
        "story": story,
        "document": dossier["documents"][0]["id"],
        "group": apart["id"],
        "difference": apart["differences"][0]["id"],
        "dispute": dossier["disputes"][0]["id"],
        "entity": entity["id"],
        "name": entity["name"],
    }


def asked(known: dict[str, str]) -> dict[str, dict[str, str]]:
    return {
        "/stories.json": {},
        "/story.json": {"id": known["story"]},
        "/timeline.json": {"story": known["story"]},
        "/sources.json": {"story": known["story"]},
        "/article.json": {"id": known["document"]},
        "/claims.json": {"story": known["story"], "about": "hospital", "state": "corroborated"},
        "/disputes.json": {},
        "/group.json": {"id": known["group"]},
        "/quarrel.json": {"id": known["difference"], "group": known["group"]},
        "/entities.json": {"about": "Orlan"},
        "/entity.json": {"id": known["entity"]},
        "/who-said.json": {"name": known["name"]},
        "/check.json": {"q": "Kestria shipped copper to Marovia"},
        "/search.json": {"q": "hospital", "kind": "claims"},
        "/findings.json": {},
        "/failures.json": {},
        "/history.json": {},
        "/why.json": {"id": known["group"]},
    }


def test_every_answer_is_valid_by_the_openapi_document(client: Client) -> None:
    document = client.get("/api/openapi.json").json()
    questions_asked = asked(ids(client))
    assert set(document["paths"]) == set(questions_asked)
    for path, question in questions_asked.items():
        answer = client.get(path, params=question)
        assert answer.status_code == 200, path
        schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**schema, "components": document["components"]}).validate(answer.json())


def test_the_answers_are_the_bytes_of_the_command_line(client: Client, example_case: Path) -> None:
    story = ids(client)["story"]
    with open_case(example_case) as case:
        dossier, claims = questions.story(case, story), questions.claims(case, disputed=True)
    assert client.get("/story.json", params={"id": story}).content == to_json(dossier)
    assert client.get("/claims.json", params={"disputed": "true"}).content == to_json(claims)


def test_every_page_answers_and_says_what_it_may_load(client: Client) -> None:
    known = ids(client)
    pages = [path.removesuffix(".json") for path in asked(known) if path not in {"/stories.json", "/who-said.json"}]
    for path in (*pages, "/", "/help"):
        answer = client.get(path, params=asked(known).get(f"{path}.json", {}))
        assert answer.status_code == 200, path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "<style" not in answer.text
        assert " style=" not in answer.text
        assert "http://" not in answer.text.replace(ADDRESS, "")


def test_what_is_not_there_is_said_plainly(client: Client) -> None:
    for path in ("/story", "/article", "/group", "/quarrel", "/why", "/entity"):
        answer = client.get(path, params={"id": "../../../etc/passwd"})
        assert answer.status_code == 404, path
        assert "Back to the stories" in answer.text
    assert client.get("/story.json", params={"id": "nothing-0"}).json()["status"] == 404
    assert client.get("/story").status_code == 400
    assert client.get("/claims.json", params={"stance": "angry"}).json()["remedy"].startswith("the stances are")
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"host": "127.0.0.1.evil.example:8000"}, {"origin": "https://evil.example"}, {"origin": "null"}],
)
def test_another_name_and_another_site_are_refused(client: Client, headers: dict[str, str]) -> None:
    answer = client.get("/stories.json", headers=headers)
    assert answer.status_code == 403
    assert "hospital" not in answer.text


def test_nobody_writes_a_case_that_is_only_read(client: Client) -> None:
    for path in ("/merge", "/split", "/reject", "/undo"):
        assert client.post(path, data={"id": "entity-1", "mark": "x"}, headers={"origin": ADDRESS}).status_code == 403


def writable(example_case: Path, folder: Path) -> Path:
    copy = folder / "copy.db"
    copy.write_bytes(example_case.read_bytes())
    return copy


def test_a_writer_needs_the_token_the_mark_and_this_site(example_case: Path, tmp_path: Path) -> None:
    case = writable(example_case, tmp_path)
    with TestClient(make_app(case, Config(), TOKEN), base_url=ADDRESS) as client:
        known = ids(client)
        rejected = {"id": known["dispute"], "why": "to show it"}
        assert client.post("/reject", data=rejected).status_code == 401
        client.get("/?token=wrong")
        assert client.post("/reject", data=rejected).status_code == 401
        assert "Reject this" not in client.get("/quarrel", params={"id": known["dispute"]}).text
        client.get(f"/?token={TOKEN}")
        assert client.post("/reject", data=rejected).status_code == 403
        assert client.post("/reject", data={**rejected, "mark": "0" * 64}).status_code == 403
        page = client.get("/quarrel", params={"id": known["dispute"]}).text
        mark = page.split('name="mark" value="')[1].split('"')[0]
        other = {"origin": "https://evil.example"}
        assert client.post("/reject", data={**rejected, "mark": mark}, headers=other).status_code == 403
        assert client.get("/history.json").json()["judgements"] == []
        done = client.post("/reject", data={**rejected, "mark": mark}, headers={"origin": ADDRESS}, follow_redirects=False)
        assert done.status_code == 303
        (judged,) = client.get("/history.json").json()["judgements"]
        assert (judged["kind"], judged["status"], judged["why"]) == ("reject", "in_force", "to show it")
        assert client.get("/quarrel", params={"id": known["dispute"]}).status_code == 404


def test_a_program_may_write_with_the_token_in_a_header(example_case: Path, tmp_path: Path) -> None:
    case = writable(example_case, tmp_path)
    with TestClient(make_app(case, Config(), TOKEN), base_url=ADDRESS) as client:
        sent = {"id": ids(client)["dispute"]}
        assert client.post("/reject", data=sent, headers={"authorization": "Bearer no"}).status_code == 401
        done = client.post("/reject", data=sent, headers={"authorization": f"Bearer {TOKEN}"}, follow_redirects=False)
        assert done.status_code == 303


def test_hostile_words_are_text_on_every_page(hostile_case: Path) -> None:
    with TestClient(make_app(hostile_case, Config()), base_url=ADDRESS) as client:
        (story, *_) = client.get("/stories.json").json()["stories"]
        pages = [client.get("/"), client.get("/entities"), client.get("/disputes"), client.get("/search", params={"q": "dam"})]
        pages += [
            client.get(path, params={name: story["id"]})
            for path, name in (("/story", "id"), ("/timeline", "story"), ("/sources", "story"))
        ]
        documents = [id for each in client.get("/stories.json").json()["stories"] for id in each["documents"]]
        pages += [client.get(f"/article?{urlencode({'id': id})}") for id in documents]
        pages += [
            client.get("/check", params={"q": MARKUP}),
            client.get("/search", params={"q": MARKUP}),
            client.get("/story", params={"id": MARKUP}),
        ]
        assert len(documents) == 4
        for page in pages:
            assert page.status_code in {200, 404}, page.url
            assert "<script>w" not in page.text
            assert "<img" not in page.text
            assert "\u202e" not in page.text


def test_a_case_that_changes_is_read_anew(example_case: Path, tmp_path: Path) -> None:
    case = writable(example_case, tmp_path)
    with TestClient(make_app(case, Config()), base_url=ADDRESS) as client:
        before = len(client.get("/stories.json").json()["stories"])
        case.unlink()
        assert client.get("/stories.json").status_code == 503
        case.write_bytes(example_case.read_bytes())
        assert len(client.get("/stories.json").json()["stories"]) == before


def test_a_page_is_made_once_while_the_case_stays_as_it_is(
    example_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, made = writable(example_case, tmp_path), list[str]()
    render = Site.render

    def counted(self: Site, template: str, **more: Any) -> str:
        made.append(template)
        return render(self, template, **more)

    monkeypatch.setattr(Site, "render", counted)
    with TestClient(make_app(case, Config(), TOKEN), base_url=ADDRESS) as client:
        first, again = client.get("/disputes"), client.get("/disputes")
        assert (again.text, again.headers["etag"]) == (first.text, first.headers["etag"])
        assert made == ["disputes.html"]
        unchanged = client.get("/disputes", headers={"if-none-match": first.headers["etag"]})
        assert (unchanged.status_code, unchanged.text) == (304, "")
        client.get(f"/?token={TOKEN}")
        assert client.get("/disputes").headers["etag"] != first.headers["etag"]
        client.post("/reject", data={"id": ids(client)["dispute"]}, headers={"authorization": f"Bearer {TOKEN}"})
        changed = client.get("/disputes", headers={"if-none-match": first.headers["etag"]})
        assert changed.status_code == 200
        assert changed.text != first.text


def test_a_page_of_rows_is_a_part_of_them(client: Client) -> None:
    whole = client.get("/entities.json").json()["entities"]
    second = client.get("/entities.json", params={"page": 2, "per_page": 3}).json()["entities"]
    assert second == whole[3:6]
    beyond = msgspec.json.decode(client.get("/entities.json", params={"page": 9999}).content)
    assert beyond == {"entities": [], "total": len(whole)}


def test_a_timeline_of_a_dossier_is_that_of_the_case(example_case: Path) -> None:
    with open_case(example_case) as case:
        for one in questions.stories(case).stories:
            dossier = questions.story(case, one.id)
            assert dossier is not None
            assert of_dossier(dossier) == timeline(case, one.id)
