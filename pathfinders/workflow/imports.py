"""The state of a table on its way into a roadmap: read, applied, undone.

The rows and the trail are written by `exchange.apply`, which holds the roadmap locked;
here an import is applied once, and undone once.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.exceptions import InvalidTransition
from pathfinders.enums import ImportState
from pathfinders.models import RoadmapImport


def lock_import(record: RoadmapImport, *, expected: ImportState) -> RoadmapImport:
    """Return the locked record. Raises InvalidTransition in another state."""
    rows = RoadmapImport.objects.select_for_update(of=("self",))
    stored = rows.select_related("roadmap", "export").get(pk=record.pk)
    if stored.state != expected:
        raise InvalidTransition(
            _("It is “%(state)s” by now. Load the page again.")
            % {"state": stored.get_state_display()}
        )
    return stored


def mark_applied(record: RoadmapImport, *, before, after, by) -> None:
    """Keep the rows around the change, so that it can be undone."""
    record.state = ImportState.APPLIED
    record.before, record.after = before, after
    record.applied_by, record.applied_at = by, timezone.now()
    record.save()


def mark_undone(record: RoadmapImport) -> None:
    record.state = ImportState.UNDONE
    record.undone_at = timezone.now()
    record.save()
