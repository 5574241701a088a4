"""The pages of a pack that say what changed since the previous meeting."""

from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.changes import Asked, Period
from meetings.models import PackSection
from meetings.reports.changes import in_words, sections
from meetings.reports.pack.pieces import Pack, Piece
from meetings.selectors.changes import all_changes

# Of more changes of one kind the pack says how many there are.
MOST_OF_A_KIND = 60


def since_previous(pack: Pack, section: PackSection) -> Piece:
    """Return what changed between the previous meeting and the day of the pack."""
    title = section.title or str(section.get_kind_display())
    period = _period(pack)
    rows = []
    if period is not None:
        example = pack.meeting.is_example
        asked = Asked(period=period, user=pack.reader, examples=example)
        rows = list(all_changes(asked))
    if not rows:
        problem = _("Nothing is on record for it, so it is left out.")
        return Piece(section=section, title=title, problem=problem)
    lead = reports.Prose(
        heading=title, lead=in_words(period, pack.previous), text=section.text
    )
    tables = sections(rows, period, heading="", most_of_a_kind=MOST_OF_A_KIND)
    return Piece(section=section, title=title, pages=(lead, *tables))


def _period(pack: Pack) -> Period | None:
    """Return the time between the meetings; None where there is none before."""
    after = pack.previous.when.latest if pack.previous else None
    if after is None or after >= pack.as_of:
        return None
    return Period(after=after, until=pack.as_of)
