"""Save the date: one sheet to put up or to pass on, before there is an agenda."""

from django.utils.translation import get_language

from alliance87.core.pdf import render_pdf
from meetings.models import Meeting
from meetings.reports.agenda import meeting_facts


def save_the_date_pdf(meeting: Meeting) -> bytes:
    """Return what the public page says of day and place; never the video link."""
    when, *facts = meeting_facts(meeting)
    return render_pdf(
        "meetings/pack/save_the_date.html",
        {
            "meeting": meeting,
            "when": when,
            "facts": [fact for fact in facts if not fact.is_absent],
            "language": get_language() or "en",
        },
    )
