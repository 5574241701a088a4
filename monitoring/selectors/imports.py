"""Imports of values, as their lists and pages read them."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from monitoring.enums import TransferOrigin, TransferState
from monitoring.models import ObservationVersion, ValueImport

TONES = {
    TransferState.READ: "todo",
    TransferState.APPLIED: "done",
    TransferState.UNDONE: "hold",
}


def imports_for(user) -> QuerySet[ValueImport]:
    """Return the imports this person may see, the newest first, ready for a page."""
    return ValueImport.objects.visible_to(user).select_related(
        *("pathfinder__country", "file__document", "source", "submission__round"),
        *("submission__pathfinder__country", "created_by", "applied_by", "undone_by"),
    )


def files_for(user) -> QuerySet[ValueImport]:
    """Return the imports of files; workbooks of countries have pages of their own."""
    return imports_for(user).exclude(origin=TransferOrigin.WORKBOOK)


def kept_values(value_import: ValueImport) -> QuerySet[ObservationVersion]:
    """Return what stayed when an import was taken back: changed or moved since.

    What was taken back ended at that very moment.
    """
    if value_import.undone_at is None:
        return ObservationVersion.objects.none()
    rows = value_import.versions.exclude(superseded_at=value_import.undone_at)
    return rows.select_related(
        "definition", "indicator", "observation__pathfinder__country"
    ).order_by("pathfinder", "indicator__code", "-year", "breakdown", "pk")


def counts_said(text: str) -> str:
    """Return the counts that the trail keeps of an import, in words of the reader."""
    return ", ".join(map(_count_said, text.split(", ")))


def _count_said(text: str) -> str:
    words = {
        "new": _("%(n)s new"),
        "changed": _("%(n)s changed"),
        "same": _("%(n)s the same"),
        "restored": _("%(n)s stand again"),
        "removed": _("%(n)s taken away"),
        "kept": _("%(n)s changed since, left"),
    }
    name, _space, n = text.partition(" ")
    return words[name] % {"n": n} if name in words else text
