"""Imports of values, as their lists and pages read them."""

from django.db.models import QuerySet

from monitoring.enums import TransferState
from monitoring.models import ValueImport

TONES = {
    TransferState.READ: "todo",
    TransferState.APPLIED: "done",
    TransferState.UNDONE: "hold",
    TransferState.FAILED: "stop",
}


def imports_for(user) -> QuerySet[ValueImport]:
    """Return the imports this person may see, the newest first, ready for a page."""
    return ValueImport.objects.visible_to(user).select_related(
        *("pathfinder__country", "file__document", "source", "submission__round"),
        *("created_by", "applied_by", "undone_by"),
    )
