"""Name plates for the table: one sheet a person, folded in the middle."""

from django.utils.translation import get_language

from alliance87.core.pdf import render_pdf
from meetings.models import Meeting
from meetings.selectors.meetings import annex_of


def name_plates_pdf(meeting: Meeting) -> bytes:
    """Return a sheet for everyone who takes part in the room, in printed order."""
    return render_pdf(
        "meetings/pack/name_plates.html",
        {
            "meeting": meeting,
            "people": annex_of(meeting).in_person,
            "language": get_language() or "en",
        },
    )
