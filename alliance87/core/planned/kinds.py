"""The kinds of records that can be published at a moment.

Each app registers its own in a module `publishers`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.module_loading import autodiscover_modules

from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine


@dataclass(frozen=True, slots=True)
class Kind:
    """How records of one model become public.

    `publish(record, by=, **facts)` makes it so; `may(user, record)` says who decides;
    `check(record, by=, **facts)` raises what stands in the way now; `page(record)` is
    the address of the decision, `home(record)` where the work on it is shown.
    """

    model: type[Model]
    publish: Callable
    may: Callable
    check: Callable
    page: Callable
    home: Callable

    def find(self, target: str) -> Model:
        """Return the record of a plan by its key."""
        rows = self.model._default_manager
        return rows.get(pk=target.rpartition(":")[2])


_kinds: dict[str, Kind] = {}


def publisher(
    name: str,
    *,
    model: type[Model],
    may: Callable,
    check: Callable,
    page: Callable,
    home: Callable = lambda record: record.get_absolute_url(),
) -> Callable:
    """Register the function below it as the way to publish one kind of record."""

    def register(publish: Callable) -> Callable:
        _kinds[name] = Kind(model, publish, may, check, page, home)
        return publish

    return register


def kind_of(name: str) -> Kind:
    """Return a kind; its app's module need not have been imported before.

    Raises LookupError when no app has such a kind.
    """
    if name not in _kinds:
        autodiscover_modules("publishers")
    if name not in _kinds:
        raise LookupError(f"No kind of publication is called {name!r}.")
    return _kinds[name]


def ready_for(machine: Machine, verb: str = "publish") -> Callable:
    """Return the check of records whose publication is a move of a table.

    The fact `override` stands for the reason of who may let it pass without a proof.
    """

    def check(record, *, by, override: str = "", **_facts) -> None:
        machine.check(record, verb, by=by)
        move = machine.moves[verb]
        binding = move.binding(record, by, None)
        is_overridden = bool(override) and move.may_override(by, record)
        missing = [] if is_overridden else move.guard(record, by, None)
        if missing or binding:
            raise Blocked([*missing, *binding])

    return check
