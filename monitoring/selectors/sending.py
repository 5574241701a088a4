"""What still stands in the way of sending values in, one sentence each."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.enums import ValueState
from monitoring.models import ObservationVersion, Submission
from monitoring.selectors.findings import warnings_of
from monitoring.selectors.reporting import sent_back
from monitoring.workflow.submission import drafts_for, values_in
from pathfinders.models import Pathfinder


def what_is_missing(submission: Submission) -> list[str]:
    """Return the sentences; an empty list when the values can be sent."""
    drafts = list(
        drafts_for(submission).select_related(
            "observation__source", "indicator", "definition"
        )
    )
    missing = []
    if not drafts and not values_in(submission, ValueState.ACCEPTED).exists():
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
    return missing + unexplained(submission.pathfinder, drafts)


def unexplained(
    pathfinder: Pathfinder, drafts: Sequence[ObservationVersion]
) -> list[str]:
    """Return the sentence on drafts that look odd and that nobody has explained."""
    found = warnings_of(pathfinder, drafts)
    odd = sum(any(each.is_open for each in listed) for listed in found.values())
    if not odd:
        return []
    text = ngettext(
        "%(n)s value looks odd and is not explained yet.",
        "%(n)s values look odd and are not explained yet.",
        odd,
    )
    return [text % {"n": odd}]
