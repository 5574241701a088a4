"""Mails about what somebody did with a report or a correction (ADR 0024).

Each function is called by the verb, in its transaction. A mail names values by label,
year and part and never by figure: it is no protected page.
"""

from monitoring.notices.corrections import (
    correction_asked,
    correction_came_back,
    correction_decided,
    correction_published,
    correction_sent_in,
)
from monitoring.notices.openings import tell_of_open_reports
from monitoring.notices.reports import (
    report_published,
    report_reopened,
    report_sent_in,
    values_sent_back,
)

__all__ = [
    "correction_asked",
    "correction_came_back",
    "correction_decided",
    "correction_published",
    "correction_sent_in",
    "report_published",
    "report_reopened",
    "report_sent_in",
    "tell_of_open_reports",
    "values_sent_back",
]
