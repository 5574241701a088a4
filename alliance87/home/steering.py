"""What meetings, seats and groups need from the secretariat, for its first page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.access import scope_of
from alliance87.home.selectors import Task
from alliance87.partners.group_parts import last_activity
from alliance87.partners.selectors.groups import inactive_groups
from meetings.selectors.action_points import to_verify
from meetings.selectors.lateness import late_meetings
from meetings.selectors.seats import mandates_ending

MEETINGS_SHOWN = 3


def steering_tasks(user) -> tuple[Task, ...]:
    """Return the lines for the secretariat; nobody else gets any or costs a query."""
    if not scope_of(user).is_secretariat:
        return ()
    today = timezone.localdate()
    quiet = inactive_groups(today, last_meetings=last_activity())
    counted = (
        (
            to_verify(user).count(),
            lambda n: ngettext(
                "%(n)s action point to verify", "%(n)s action points to verify", n
            ),
            reverse("meetings:action-points") + "?show=verify",
            _("Reported done"),
        ),
        (
            len(mandates_ending(on=today)),
            lambda n: ngettext("%(n)s mandate ends", "%(n)s mandates end", n),
            reverse("meetings:mandates"),
            _("Ends soon or is over"),
        ),
        (
            sum(not each.group.is_example for each in quiet),
            lambda n: ngettext(
                "%(n)s group without activity", "%(n)s groups without activity", n
            ),
            reverse("partners:groups") + "#quiet",
            _("Twelve months"),
        ),
    )
    lines = (
        Task(words(n) % {"n": n}, url, "watch", state)
        for n, words, url, state in counted
        if n
    )
    return (*_late_meetings(), *lines)


def _late_meetings() -> Iterator[Task]:
    for meeting in late_meetings()[:MEETINGS_SHOWN]:
        url = reverse("meetings:desk", kwargs={"pk": meeting.pk})
        label = _("Prepare the meeting: %(meeting)s") % {"meeting": meeting}
        yield Task(label, url, "watch", _("Steps are late"))
