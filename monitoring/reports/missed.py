"""The milestones that were missed, in the document of a review."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import NOT_ON_RECORD, Cell, Column, Fact, Row, Tone
from monitoring.enums import JustificationVerdict
from monitoring.selectors.missed import Missed

VERDICT_TONES = {
    JustificationVerdict.ACCEPTED: Tone.DONE,
    JustificationVerdict.NOT_ACCEPTED: Tone.LATE,
}


def missed_sections(rows: Sequence[Missed], as_of: date):
    """Yield a table of the milestones with their verdicts, then what is said of each.

    Without any there is no section.
    """
    if not rows:
        return
    yield reports.TableSection(
        heading=_("Missed milestones and their reasons"),
        runs_on=True,
        title=_finding(rows),
        columns=(
            Column(_("Milestone"), 7),
            Column(_("Was due on"), 4),
            Column(_("Cause"), 5),
            Column(_("Does the Group accept the reasons?"), 8),
        ),
        rows=tuple(_row(each) for each in rows),
        as_of=as_of,
    )
    for each in rows:
        yield reports.Prose(
            lead=each.row.title,
            text="### {}\n\n{}\n\n### {}\n\n{}".format(
                _("What happened"),
                each.row.reasons,
                _("What is done about it"),
                each.row.remedy,
            ),
        )
        yield reports.Details(facts=_facts(each))


def _finding(rows: Sequence[Missed]) -> str:
    sentence = ngettext(
        "%(count)s milestone was missed",
        "%(count)s milestones were missed",
        len(rows),
    )
    return sentence % {"count": len(rows)}


def _row(each: Missed) -> Row:
    row = each.row
    due = write_day(row.due_on) if row.due_on else NOT_ON_RECORD
    verdict = Cell(_("Not decided yet"), is_absent=True)
    if row.verdict:
        tone = VERDICT_TONES[JustificationVerdict(row.verdict)]
        words = row.get_verdict_display()
        verdict = Cell(words, note=row.verdict_note, tone=tone)
    return Row((row.title, due, row.get_cause_display(), verdict))


def _facts(each: Missed) -> tuple[Fact, ...]:
    row = each.row
    remedy_by = write_day(row.remedy_by) if row.remedy_by else _("Not stated")
    return (
        Fact(_("Cause"), row.get_cause_display()),
        Fact(_("It lasted"), each.period),
        _proof(each),
        Fact(_("Until when"), remedy_by, is_absent=row.remedy_by is None),
    )


def _proof(each: Missed) -> Fact:
    if each.proof:
        words = ", ".join(filter(None, (each.proof.title, each.row.locator)))
        return Fact(_("Proof"), words)
    hidden = _("On file, not open to the reader of this document")
    words = hidden if each.is_proof_hidden else _("No document")
    return Fact(_("Proof"), words, is_absent=True)
