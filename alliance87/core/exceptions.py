"""Errors that a person reads: each says what is wrong and what to do."""

from collections.abc import Sequence


class DomainError(Exception):
    """A rule refuses what was asked. `str(error)` is shown to the person."""


class ReportError(DomainError):
    """A document could not be made."""


class InvalidTransition(DomainError):
    """The record is not in a state from which this move may be made."""


class Blocked(DomainError):
    """A move is legal, but something it needs is missing.

    `reasons` holds one full sentence for each missing thing, in the reader's language.
    """

    def __init__(self, reasons: Sequence[str]):
        self.reasons = tuple(reasons)
        super().__init__(" ".join(self.reasons))


class StaleVersion(DomainError):
    """Somebody else saved the record first; nothing was overwritten."""
