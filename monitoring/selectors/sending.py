"""What still stands in the way of sending values in, one sentence each."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.enums import OPEN_VALUE_STATES, ValueState
from monitoring.models import ObservationVersion, Submission
from monitoring.selectors.findings import warnings_of
from monitoring.selectors.reporting import sent_back


def what_is_missing(submission: Submission) -> list[str]:
    """Return the sentences; an empty list when the values can be sent."""
    rows = ObservationVersion.objects.filter(pathfinder=submission.pathfinder_id)
    drafts = list(
        rows.filter(state__in=OPEN_VALUE_STATES).select_related(
            "observation__source", "indicator", "definition"
        )
    )
    missing = []
    if not drafts and not rows.filter(state=ValueState.ACCEPTED).exists():
        missing.append(_("There is no value to send in."))
    waiting = sum(not each.is_answered for each in sent_back(submission))
    if waiting:
        missing.append(
            ngettext(
                "%(n)s value that was sent back is neither changed nor answered.",
                "%(n)s values that were sent back are neither changed nor answered.",
                waiting,
            )
            % {"n": waiting}
        )
    found = warnings_of(submission.pathfinder, drafts)
    odd = sum(any(each.is_open for each in listed) for listed in found.values())
    if odd:
        missing.append(
            ngettext(
                "%(n)s value looks odd and is not explained yet.",
                "%(n)s values look odd and are not explained yet.",
                odd,
            )
            % {"n": odd}
        )
    return missing
