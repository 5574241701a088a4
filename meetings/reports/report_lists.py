"""The lists of a meeting’s report: follow-up, events ahead, decisions, comments."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Row, Tone
from meetings.figures import EventAhead
from meetings.reports.comment_table import table_sections
from meetings.selectors.action_points import Matter, Matters
from meetings.selectors.decisions import DecisionRow
from meetings.selectors.report_lists import RoundOfComments

# The states of an action point, by the tone its row has on pages.
TONES = {
    "done": Tone.DONE,
    "half": Tone.ON_TRACK,
    "todo": Tone.NONE,
    "na": Tone.STOPPED,
}


# --- Earlier action points ------------------------------------------------------------


def follow_up_sections(matters: Matters) -> Iterator[reports.Section]:
    """Yield the table of earlier action points, as the meeting had them."""
    if matters:
        heading = _("Follow-up of earlier action points")
        yield follow_up_table(heading, matters, runs_on=True)


def follow_up_table(heading: str, matters: Matters, **facts) -> reports.TableSection:
    words = {"open": len(matters.open), "done": len(matters.closed)}
    return reports.TableSection(
        heading=heading,
        title=_("%(open)s open, %(done)s closed since the last meeting") % words,
        description=_("What earlier meetings agreed and where it stands."),
        columns=(
            Column(_("Number"), 3),
            Column(_("Action"), 8),
            Column(_("Owner"), 4),
            Column(_("Due"), 4),
            Column(_("State and note"), 5),
        ),
        rows=tuple(map(_matter, matters.rows)),
        **facts,
    )


def _matter(matter: Matter) -> Row:
    row, action = matter.row, matter.action
    is_over = not row.was_open
    age = ngettext("open for %(count)d meeting", "open for %(count)d meetings", row.age)
    notes = [
        matter.line or (action.closing_note if is_over else ""),
        age % {"count": row.age} if row.age and not is_over else "",
    ]
    state = Cell(
        _("Overdue") if row.is_overdue else row.state,
        note=" · ".join(filter(None, notes)),
        tone=Tone.STOPPED if row.is_overdue else TONES.get(row.tone, Tone.NONE),
    )
    return Row((action.reference, action.text, row.owners, row.due, state))


# --- Events ---------------------------------------------------------------------------


def event_sections(events: Sequence[EventAhead]) -> Iterator[reports.Section]:
    """Yield the list of events ahead, soonest first."""
    if not events:
        return
    yield reports.TableSection(
        heading=_("Upcoming events"),
        runs_on=True,
        title=ngettext("%(count)d event ahead", "%(count)d events ahead", len(events))
        % {"count": len(events)},
        columns=(
            Column(_("When"), 5),
            Column(_("Event"), 11),
            Column(_("Where"), 4),
            Column(_("Hosts"), 4),
        ),
        rows=tuple(map(_event, events)),
    )


def _event(event: EventAhead) -> Row:
    notes = (event.kind_in_words, _("To be confirmed") if event.is_tentative else "")
    title = Cell(event.title, note=". ".join(filter(None, notes)))
    return Row((str(event.when), title, event.place, event.hosts))


# --- Annexes --------------------------------------------------------------------------


def decision_annex(decisions: Sequence[DecisionRow]) -> Iterator[reports.Section]:
    """Yield the decisions of the meeting, each with what it is about."""
    if not decisions:
        return
    yield reports.TableSection(
        heading=_("Annex: Decisions"),
        runs_on=True,
        title=_("What was decided, and what about"),
        columns=(
            Column(_("Number"), 4, is_nowrap=True),
            Column(_("Decision"), 11),
            Column(_("About"), 5),
            Column(_("State"), 4),
        ),
        rows=tuple(map(_decision, decisions)),
    )


def _decision(row: DecisionRow) -> Row:
    decision = row.decision
    day = write_day(decision.decided_on) if decision.decided_on else ""
    return Row(
        (
            decision.reference,
            Cell(decision.text, note=str(decision.get_kind_display())),
            row.about,
            Cell(str(decision.get_state_display()), note=day),
        )
    )


def comment_annex(rounds: Sequence[RoundOfComments]) -> Iterator[reports.Section]:
    """Yield the table of comments and answers of each round held on the report."""
    for number, each in enumerate(rounds, start=1):
        heading = _("Annex: Comments and answers")
        if len(rounds) > 1:
            heading = _("Annex: Comments and answers, round %(n)s") % {"n": number}
        for section in table_sections(each.round, each.comments):
            yield replace(section, heading=heading)
