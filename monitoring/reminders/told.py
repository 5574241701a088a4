"""What was sent before, looked up by person as well as by address."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max

from alliance87.core.models import User
from monitoring.models import Reminder, Submission


class Told:
    """The newest step of each submission that somebody had, read beforehand.

    Who changes the address stays the same person; who takes an address over finds
    there what was sent to it.
    """

    def __init__(self, submissions: Collection[Submission]):
        rows = Reminder.objects.filter(submission__in=submissions).order_by()
        newest = rows.values_list("submission", "due_on", "address", "person")
        self._steps: dict[tuple[int, date, str | int], int] = {}
        for pk, day, address, person, step in newest.annotate(Max("step")):
            for who in (address, person):
                key = (pk, day, who)
                self._steps[key] = max(step, self._steps.get(key, step))

    def newest(
        self, submission: Submission, address: str, user: User | None
    ) -> int | None:
        """Return the latest step that was sent for the due day of today."""
        key = (submission.pk, submission.due_on)
        steps = [self._steps.get((*key, address))]
        if user is not None:
            steps.append(self._steps.get((*key, user.pk)))
        return max((each for each in steps if each is not None), default=None)
