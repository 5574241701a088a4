"""Who took part, by name: verbs for many at once."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked
from pathfinders.models import Participant, Workshop, WorkshopParticipants
from pathfinders.workshops.rows import PARTICIPANTS
from pathfinders.workshops.trail import changing


def add_participants(
    workshop: Workshop, participants: Iterable[Participant], *, by
) -> None:
    """Add all of them, or none."""
    with changing(workshop, PARTICIPANTS, by=by) as stored:
        for participant in participants:
            participant.workshop = stored
            participant.save()


def take_counts(workshop: Workshop, *, by) -> None:
    """State for each group on the list as many people as the list has.

    Groups of which nobody is on the list keep the number that was stated.
    """
    with changing(workshop, "workshop.counts_taken", by=by) as stored:
        listed = Counter(stored.participants.values_list("group", flat=True))
        kept = dict(stored.groups.values_list("group", "count"))
        _check_total(stored, sum({**kept, **listed}.values()))
        for group, count in listed.items():
            WorkshopParticipants.objects.update_or_create(
                workshop=stored, group=group, defaults={"count": count}
            )


def _check_total(workshop: Workshop, counted: int) -> None:
    total = workshop.participants_total
    if total is None or counted <= total:
        return
    sentence = _(
        "The groups would add up to %(counted)s, more than the total of %(total)s "
        "that the workshop states. Correct the total first."
    )
    raise Blocked([sentence % {"counted": counted, "total": total}])


def note_export(workshop: Workshop, *, by) -> None:
    """Put on the trail that the list of names left the system."""
    with changing(workshop, "workshop.participants_exported", by=by):
        pass
