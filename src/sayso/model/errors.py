"""What can go wrong, as one tree, and the record that is kept of a document that could not be used.

A message says what happened, to which document or file, and what to do about it.
"""

from sayso.model.base import Record


class SaysoError(Exception):
    """The root of every error that sayso raises on purpose. `remedy` says what the user can do."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} ({self.remedy})" if self.remedy else self.message


class ReadError(SaysoError):
    """An input could not be read as articles. It becomes a `Failure`; the other inputs go on."""

    def __init__(self, message: str, *, rule: str, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.rule = rule


class ConfigError(SaysoError):
    """A setting is wrong: the run stops before it starts."""


class LexiconError(SaysoError):
    """A data file of sayso or of the user is wrong: the run stops, naming file and entry."""


class PackError(SaysoError):
    """A rule pack is wrong: the run stops, naming file and entry."""


class StageError(SaysoError):
    """A stage could not do its work, or stages stand in an order in which they cannot work."""


class StoreError(SaysoError):
    """A case could not be opened, written or understood."""


class QuestionError(SaysoError):
    """A question cannot be answered as it was put: an id that could be several, say."""


class UnknownError(QuestionError):
    """What a command names is not in the case."""


class Failure(Record, frozen=True, kw_only=True):
    """One input that could not be used: where it came from, which rule refused it, why, and what to do."""

    source: str
    rule: str
    message: str
    remedy: str = ""
