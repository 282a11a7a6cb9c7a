"""What an id, or the beginning of one, means in a case."""

from sayso.model.errors import QuestionError
from sayso.store.store import Case, Found, What


def the_one(case: Case, start: str, *kinds: What) -> Found | None:
    """Return what the id that begins so belongs to, among these kinds (or all); None where there is none.

    Raises:
        QuestionError: several ids begin so.
    """
    found = case.find(start, *kinds)
    if len({one.id for one in found}) > 1:
        some = ", ".join(one.id for one in found[:3])
        raise QuestionError(f"'{start}' could be {len(found)} things: {some} ...", remedy="give more of the id")
    return found[0] if found else None
