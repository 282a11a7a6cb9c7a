"""Read one JSON object as an article, whichever of the known names its fields have.

The names are those that common news collectors write. A field of the wrong type is left out; only a text is required.
"""

from collections.abc import Iterable, Mapping

from sayso.model.document import DateCandidate, Document
from sayso.model.errors import ReadError
from sayso.read.dates import header_date, settle_date
from sayso.read.identity import base_name, page_id, storable, text_hash
from sayso.read.text import archived

TEXT = ("text", "maintext", "plaintext", "body", "content", "raw_text")
TITLE = ("title", "headline")
PUBLISHED = ("published", "date", "date_publish", "publishing_date", "publish_date", "publishedAt", "datePublished")
OUTLET = ("outlet", "source", "sitename", "source-hostname", "source_domain", "publisher", "meta_site_name", "hostname")
AUTHORS = ("authors", "author")
_ABSENT = frozenset({"", "none", "null", "nan"})


def read_row(row: object, path: str, number: int) -> Document:
    """Return the article that a JSON value holds; `path` and `number` say where it stood.

    Raises:
        ReadError: the value is no object or has no text.
    """
    if not isinstance(row, dict):
        raise ReadError("a JSON object is expected, one article each", rule="no_object", remedy="give an object with a text")
    text, loss = archived(_text(row))
    address, file = _address(row), _word(row.get("filename"))
    name = base_name(file) if file else address or base_name(path)
    published, why = settle_date(_dates(row, text))
    return Document(
        id=_given_id(row) or page_id(name, text),
        source=address or (name if file else f"{name}:{number}"),
        text=text,
        text_sha256=text_hash(text),
        outlet=_outlet(row),
        published=published,
        published_why=why,
        language=_word(row.get("language")),
        title=_first_word(row, TITLE),
        authors=_authors(row),
        url=address,
        status="degraded" if loss else "ok",
        status_why=loss,
    )


def _text(row: Mapping[str, object]) -> str:
    for name in TEXT:
        value = row.get(name)
        words = _sections(value) if isinstance(value, dict) else value
        if isinstance(words, str) and words.strip():
            return words
    given = [name for name in TEXT if name in row]
    if not given:
        raise ReadError("the object has no text", rule="no_text", remedy=f"give it a field {' or '.join(TEXT[:2])}")
    raise ReadError(f"the field {given[0]} holds no text", rule="empty", remedy="give the text as a string, or leave the row out")


def _sections(body: Mapping[str, object]) -> str:
    """Return the words of a body that is given in parts: a summary, then sections of headlines and paragraphs."""
    sections = body.get("sections")
    parts = [body.get("summary")]
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict):
            parts += [section.get("headline"), section.get("paragraphs")]
    lines = (line for part in parts for line in (part if isinstance(part, list) else [part]))
    return "\n\n".join(line.strip() for line in lines if isinstance(line, str) and line.strip())


def _given_id(row: Mapping[str, object]) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return storable(value) if isinstance(value, str) and value else None


def _address(row: Mapping[str, object]) -> str | None:
    """Return the URL: some collectors write it into the field `source`."""
    address = _word(row.get("url")) or _word(row.get("canonical_link"))
    source = _word(row.get("source"))
    return address or (source if source and _is_address(source) else None)


def _outlet(row: Mapping[str, object]) -> str | None:
    names = (_word(_name_of(row.get(field))) for field in OUTLET)
    return next((name for name in names if name and not _is_address(name)), None)


def _authors(row: Mapping[str, object]) -> tuple[str, ...]:
    for field in AUTHORS:
        value = row.get(field)
        several = value if isinstance(value, list) else value.split(";") if isinstance(value, str) else [value]
        names = tuple(dict.fromkeys(name for one in several if (name := _word(_name_of(one)))))
        if names:
            return names
    return ()


def _dates(row: Mapping[str, object], text: str) -> tuple[DateCandidate, ...]:
    """Return every date that the row or the text's header gives, the row's own first."""
    found = [
        DateCandidate(method=f"field:{field}", value=storable(str(row[field]))[:100])
        for field in PUBLISHED
        if isinstance(row.get(field), str | int | float) and str(row[field]).strip().lower() not in _ABSENT
    ]
    header = header_date(text)
    return (*found, header) if header else tuple(found)


def _first_word(row: Mapping[str, object], fields: Iterable[str]) -> str | None:
    return next((word for field in fields if (word := _word(row.get(field)))), None)


def _word(value: object) -> str | None:
    """Return a string that says something, without the white space around it."""
    if not isinstance(value, str) or value.strip().lower() in _ABSENT:
        return None
    return storable(value.strip())


def _name_of(value: object) -> object:
    """Return the name of somebody given as an object, as linked data writes it, or the value itself."""
    return value.get("name") if isinstance(value, dict) else value


def _is_address(value: str) -> bool:
    return value.lower().startswith(("http://", "https://"))
