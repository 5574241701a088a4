"""The moves of a file of values: its values are written, and may be taken back."""

from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from monitoring import rules
from monitoring.enums import TransferState
from monitoring.models import ValueImport


def may_apply(user, value_import: ValueImport) -> bool:
    """Facts of others: the secretariat. Values of a country: whoever may enter them."""
    if value_import.pathfinder is None:
        return rules.may_import_for_all(user)
    return rules.may_enter(user, value_import.pathfinder)


def may_undo(user, value_import: ValueImport) -> bool:
    """Facts of others: the secretariat. Drafts of a country: its own team only."""
    if value_import.pathfinder is None:
        return rules.may_import_for_all(user)
    return rules.may_discard(user, value_import.pathfinder)


TRANSFER = Machine(
    "value_import",
    field="state",
    states=TransferState,
    moves=(
        Move(
            verb="apply",
            label=gettext_lazy("Write the values of the file"),
            sources=frozenset({TransferState.READ}),
            target=TransferState.APPLIED,
            may=may_apply,
            who=gettext_lazy(
                "the country’s team; the secretariat with a reason, or for a file "
                "about many countries"
            ),
            needs=gettext_lazy(
                "no row at fault, no value changed since the rows were looked at, a "
                "round that is open for the country"
            ),
        ),
        Move(
            verb="undo",
            label=gettext_lazy("Take the import back"),
            sources=frozenset({TransferState.APPLIED}),
            target=TransferState.UNDONE,
            may=may_undo,
            who=gettext_lazy(
                "the country’s team; the secretariat for a file about many countries"
            ),
            needs=gettext_lazy("nothing; values that were changed since stay"),
        ),
    ),
)
