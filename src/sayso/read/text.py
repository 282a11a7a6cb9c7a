"""Read a plain text file as one article, with the date that its header gives."""

from sayso.model.document import Document
from sayso.model.errors import ReadError
from sayso.read.dates import header_date, settle_date
from sayso.read.decode import decode
from sayso.read.identity import base_name, document_id, storable, text_hash

LONGEST_TEXT = 5_000_000


def read_text(path: str, content: bytes) -> Document:
    """Return the article that a text file holds.

    Raises:
        ReadError: the file holds no text, or too much of it.
    """
    decoded, loss = decode(content)
    text, loss = archived(decoded, loss)
    candidate = header_date(text)
    published, why = settle_date((candidate,) if candidate else ())
    name = base_name(path)
    return Document(
        id=document_id(name, text),
        source=name,
        text=text,
        text_sha256=text_hash(text),
        published=published,
        published_why=why,
        status="degraded" if loss else "ok",
        status_why=loss,
    )


def archived(text: str, loss: str = "") -> tuple[str, str]:
    """Return the text as it is kept, and what was lost on the way.

    Raises:
        ReadError: there is no text, or too much of it for one article.
    """
    if not text.strip():
        raise ReadError("the text is empty", rule="empty", remedy="leave it out")
    if len(text) > LONGEST_TEXT:
        raise ReadError(
            f"the text has {len(text)} characters, more than {LONGEST_TEXT}: no single article",
            rule="too_long",
            remedy="split it into articles",
        )
    kept = storable(text)
    if kept == text:
        return text, loss
    changed = sum(old != new for old, new in zip(text, kept, strict=True))
    return kept, "; ".join(filter(None, (loss, f"{changed} characters that cannot be stored were replaced")))
