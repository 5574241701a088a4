"""Letters of the Chair as one sheet."""

from django.utils.translation import override

from alliance87.core import reports
from pathfinders.letter_texts import subject
from pathfinders.models import Letter


def letter_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF, ready to be signed or as it was sent."""
    return reports.render_letter(letter_sheet(letter))


def letter_sheet(letter: Letter) -> reports.Letter:
    with override(letter.language):
        country = str(letter.pathfinder)
    lines = (letter.recipient, letter.recipient_post, country)
    return reports.Letter(
        number=letter.number,
        language=letter.language,
        dated=letter.dated_on,
        sender="Alliance 8.7",
        addressee="\n".join(filter(None, lines)),
        subject=subject(letter.kind, letter.pathfinder, letter.language),
        text=letter.body,
        signatory=letter.signatory,
        post=letter.signatory_post,
        footer=f"Alliance 8.7 · {letter.number}",
        is_example=letter.pathfinder.is_example,
    )
