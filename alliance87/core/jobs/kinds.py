"""The kinds of work there are; each app writes its own in a module `jobs`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: the function that does it, and the rule who may have it done."""

    work: Callable
    may: Callable | None

    def allows(self, job) -> bool:
        """Whether who asked may have it, now: a right may have ended since."""
        if not job.created_by.is_active:
            return False
        return self.may is None or self.may(job.created_by, **job.arguments)


_kinds: dict[str, Kind] = {}


def job(name: str, *, may: Callable | None = None) -> Callable:
    """Register `work(progress, **arguments)` as the work of one kind.

    It runs in one transaction and in the language of who asked. A DomainError or a
    ValidationError from it is shown to that person. `may(user, **arguments)` is asked
    again when the work begins and when its file is fetched.
    """

    def register(work: Callable) -> Callable:
        known = _kinds.get(name)
        if known is not None and _place(known.work) != _place(work):
            raise ValueError(f"Two functions want to be the job {name!r}.")
        _kinds[name] = Kind(work, may)
        return work

    return register


def kind_of(name: str) -> Kind:
    """Return a kind; its app's module `jobs` need not have been imported before.

    Raises LookupError when no app has such a kind.
    """
    if name not in _kinds:
        autodiscover_modules("jobs")
    if name not in _kinds:
        raise LookupError(f"No job is called {name!r}.")
    return _kinds[name]


def _place(work: Callable) -> tuple[str, str]:
    return work.__module__, work.__qualname__
