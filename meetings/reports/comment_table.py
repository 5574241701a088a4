"""The table of comments and answers of a round: as a document and as a sheet."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.deadlines import write_moment
from alliance87.core.reports import Cell, Column, Fact, Row, Tone
from alliance87.core.spreadsheets import Column as SheetColumn
from alliance87.core.spreadsheets import SheetOut
from meetings.enums import Disposition
from meetings.models import Comment, CommentRound
from meetings.selectors.comments import Silence, counts_of, speaker_of

ISSUER = "Alliance 8.7"
TONES = {
    Disposition.OPEN: Tone.LATE,
    Disposition.ACCEPTED: Tone.DONE,
    Disposition.PARTLY: Tone.ON_TRACK,
    Disposition.NOT_ACCEPTED: Tone.STOPPED,
    Disposition.NOTED: Tone.NONE,
}


def comment_table_pdf(
    comment_round: CommentRound, comments: Sequence[Comment], silence: Silence | None
) -> bytes:
    """Return the table of answers; `silence` is left out where it does not count."""
    return reports.render(comment_table_report(comment_round, comments, silence))


def comment_table_report(
    comment_round: CommentRound, comments: Sequence[Comment], silence: Silence | None
) -> reports.Report:
    """The comments given are those the reader may see."""
    return reports.Report(
        kind=_("Comments and answers"),
        title=str(comment_round.subject),
        issuer=ISSUER,
        language=(get_language() or "en")[:2],
        as_of=timezone.localdate(),
        version_text=_("as of %(day)s") % {"day": write_day(timezone.localdate())},
        facts=_cover(comment_round, comments),
        is_example=_is_example(comment_round),
        sections=(*table_sections(comment_round, comments), *_silence(silence)),
    )


def _is_example(comment_round: CommentRound) -> bool:
    version = comment_round.version
    return version.paper.is_example if version else False


def _cover(comment_round: CommentRound, comments) -> tuple[Fact, ...]:
    closes = write_moment(comment_round.ends_at, comment_round.time_zone)
    counts = counts_of(comments)
    return (
        Fact(_("Comments until"), closes),
        Fact(_("Who was asked"), comment_round.get_audience_display()),
        Fact(_("Comments"), str(len(comments))),
        Fact(_("Not answered yet"), str(counts[Disposition.OPEN])),
    )


def table_sections(comment_round, comments) -> list[reports.Section]:
    """Return the table as it stands by itself, or as an annex of a report."""
    if not comments:
        return [reports.Prose(heading=_("Comments"), text=_("Nobody commented."))]
    return [
        reports.TableSection(
            heading=_("Comments"),
            title=_("What was said, and what was done with it"),
            is_landscape=True,
            columns=(
                Column(_("No."), 2),
                Column(_("From"), 4),
                Column(_("Part of the text"), 4),
                Column(_("Comment"), 7),
                Column(_("Answer"), 7),
            ),
            rows=tuple(_row(comment) for comment in comments),
            source=str(comment_round),
            as_of=timezone.localdate(),
        )
    ]


def _row(comment: Comment) -> Row:
    label = comment.get_disposition_display()
    return Row(
        (
            str(comment.position),
            speaker_of(comment),
            comment.section,
            comment.text,
            Cell(label, note=comment.response, tone=TONES[comment.disposition]),
        )
    )


def _silence(silence: Silence | None) -> list[reports.Section]:
    if silence is None:
        return []
    names = ", ".join(str(partner) for partner in silence.silent)
    return [
        reports.Prose(
            heading=_("Who said nothing"),
            text=names or _("Everybody who was asked commented."),
            lead=_("The invitation said that who says nothing agrees."),
            runs_on=True,
        )
    ]


def comment_sheet(comments: Sequence[Comment]) -> SheetOut:
    """Return the table for a spreadsheet program."""
    columns = (
        SheetColumn(_("No."), 6),
        SheetColumn(_("From"), 30),
        SheetColumn(_("Part of the text"), 24),
        SheetColumn(_("Comment"), 60),
        SheetColumn(_("What was done"), 20),
        SheetColumn(_("Answer"), 60),
    )
    rows = [
        (
            comment.position,
            speaker_of(comment),
            comment.section,
            comment.text,
            str(comment.get_disposition_display()),
            comment.response,
        )
        for comment in comments
    ]
    return SheetOut(_("Comments"), columns, rows)
