"""How a row of the table of permissions is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from tests import factories


@dataclass(frozen=True)
class Check:
    """How a row is asked: the record, the rules that all must agree, the list.

    `reason(user, record)` says whether the person needs a written reason.
    """

    make: Callable
    may: tuple[Callable, ...] = ()
    listed: type | None = None
    reason: Callable | None = None


def document(audience: str) -> Callable:
    return lambda path: factories.make_document(audience=audience, country=path.country)
