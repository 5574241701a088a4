"""The parts of the handover pack, in their order."""

from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alliance87.core.dates import write_day
from alliance87.core.reports import (
    NOT_STATED,
    Cell,
    Column,
    Fact,
    Facts,
    Group,
    Prose,
    Row,
    TableSection,
    Tone,
)
from alliance87.home.handover.facts import Handover
from alliance87.home.my_country.records import Line
from alliance87.partners.models import RoleAssignment
from monitoring.views.catalogue import baseline_of, target_of
from pathfinders.models import Appointment

# A row of a table never breaks, so a text has to fit on a page.
TEXT_MAX = 600
TONES = {"stop": Tone.STOPPED, "watch": Tone.LATE, "half": Tone.ON_TRACK}
OPEN_END = Cell(gettext_lazy("no last day"), is_absent=True)
NOBODY_SAID = Cell(gettext_lazy("not known"), is_absent=True)


def _table(found: Handover, heading, title, columns, rows, **fields) -> TableSection:
    return TableSection(
        heading=heading,
        title=title,
        columns=tuple(Column(label, width) for label, width in columns),
        rows=tuple(rows),
        as_of=found.as_of,
        runs_on=True,
        **fields,
    )


def _none(heading, text) -> Prose:
    return Prose(heading=heading, text=text, runs_on=True)


def _short(text: str) -> str:
    return Truncator(text).chars(TEXT_MAX)


# --- What to do -----------------------------------------------------------------------


def glance(found: Handover):
    tasks = len(found.tasks)
    ahead = [day for day in found.days if day.on >= found.as_of]
    comments = len(found.row_comments) + len(found.threads)
    return [
        Prose(
            heading=_("At a glance"),
            lead=ngettext("%(count)s task is open.", "%(count)s tasks are open.", tasks)
            % {"count": tasks},
            text=_(
                "This document is for the country’s team and the secretariat. It holds "
                "names and addresses: do not publish it. It says what was on record on "
                "%(day)s; the pages of the system say what is so now."
            )
            % {"day": write_day(found.as_of)},
        ),
        Facts(
            facts=(
                Fact(_("Open tasks"), str(tasks)),
                Fact(
                    _("Next date"),
                    ahead[0].text if ahead else _("None on record"),
                    ahead[0].what if ahead else "",
                    is_absent=not ahead,
                ),
                Fact(_("Values sent back"), str(len(found.sent_back))),
                Fact(_("Open correction requests"), str(len(found.corrections))),
                Fact(_("Open comments"), str(comments)),
                Fact(_("Own indicators"), str(len(found.own))),
            )
        ),
    ]


def tasks(found: Handover):
    heading = _("What to do")
    if not (found.tasks or found.waiting):
        return _none(heading, _("There is nothing to do now."))
    rows: list[Row | Group] = [_task(each) for each in found.tasks]
    if found.waiting:
        waiting = [_task(each) for each in found.waiting]
        rows += [Group(_("With the secretariat")), *waiting]
    columns = ((_("Task"), 9), (_("State"), 5), (_("Remark"), 10))
    title = _("What a focal point has to do, the urgent first")
    return _table(found, heading, title, columns, rows)


def _task(line: Line) -> Row:
    state = Cell(line.state, tone=TONES.get(line.tone, Tone.NONE))
    return Row((line.label, state, _short(line.hint)))


def dates(found: Handover):
    heading = _("Dates")
    made = [
        _table(
            found,
            heading,
            _("What falls due, the earliest first"),
            ((_("Day"), 5), (_("What"), 12), (_("Remark"), 7)),
            [Row((day.text, day.what, day.detail)) for day in found.days],
        )
        if found.days
        else _none(heading, _("No date is on record."))
    ]
    if found.missing:
        steps = "\n".join(f"- {sentence}" for sentence in found.missing)
        made.append(Prose(lead=_("What status still needs"), text=steps))
    return made


# --- Who is who -----------------------------------------------------------------------


def people(found: Handover):
    heading = _("People")
    rows: list[Row | Group] = []
    if found.appointments:
        rows.append(Group(_("Named by the government")))
        rows += [_appointed(each) for each in found.appointments]
    if found.team:
        rows.append(Group(_("At work in the system")))
        rows += [_member(each) for each in found.team]
    if not rows:
        return _none(heading, _("Nobody is on record."))
    return _table(
        found,
        heading,
        _("Who answers for the country, and from when until when"),
        ((_("Name"), 8), (_("Function"), 6), (_("From"), 5), (_("Until"), 5)),
        rows,
    )


def _appointed(each: Appointment) -> Row:
    post = ", ".join(filter(None, (each.post, each.ministry, each.email)))
    return Row(
        (
            Cell(each.person, post),
            each.get_kind_display(),
            write_day(each.starts_on) if each.starts_on else NOBODY_SAID,
            write_day(each.ends_on) if each.ends_on else OPEN_END,
        )
    )


def _member(each: RoleAssignment) -> Row:
    return Row(
        (
            Cell(str(each.user), each.user.email),
            Cell(each.get_role_display(), each.deputy_words),
            write_day(each.starts_on),
            write_day(each.ends_on) if each.ends_on else OPEN_END,
        )
    )


# --- Reporting ------------------------------------------------------------------------


def report(found: Handover):
    heading = _("State of reporting")
    if found.reporting is None:
        return _none(heading, _("The country is in no reporting round."))
    facts = found.reporting
    words = {
        "round": facts.submission.round,
        "state": facts.submission.get_state_display(),
        "filled": facts.filled,
        "asked": facts.asked,
    }
    if not facts.parts:
        return _none(heading, _("%(round)s: %(state)s. It asks for nothing.") % words)
    title = (
        _("%(round)s: %(state)s, %(filled)s of %(asked)s indicators answered") % words
    )
    rows = [
        Row((part.dimension.label, part.theme.label, f"{part.filled} / {part.asked}"))
        for part in facts.parts
    ]
    columns = ((_("Dimension"), 9), (_("Theme"), 10), (_("Answered"), 5))
    return [_table(found, heading, title, columns, rows), *_sent_back(found)]


def _sent_back(found: Handover) -> list[TableSection]:
    if not found.sent_back:
        return []
    rows = [
        Row(
            (
                found.name_of(each.version),
                Cell(each.comment.get_reason_display(), _short(each.comment.text)),
                _("answered") if each.is_answered else _("not answered yet"),
            )
        )
        for each in found.sent_back
    ]
    columns = ((_("Value"), 8), (_("Why it came back"), 11), (_("Answer"), 5))
    title = _("Values that the secretariat sent back")
    return [_table(found, "", title, columns, rows)]


def corrections(found: Handover):
    heading = _("Correction requests")
    if not found.corrections:
        return _none(heading, _("No correction is asked for or open."))
    rows = [
        Row(
            (
                found.name_of(each.observation),
                Cell(each.get_state_display(), write_day(localdate(each.created_at))),
                Cell(_short(each.reason), _short(each.answer)),
            )
        )
        for each in found.corrections
    ]
    columns = ((_("Value"), 8), (_("State"), 5), (_("Reason and answer"), 11))
    title = _("Corrections that wait for an answer or for the new value")
    return _table(found, heading, title, columns, rows)


def comments(found: Handover):
    heading = _("Open comments")
    rows: list[Row | Group] = []
    if found.row_comments:
        rows.append(Group(_("On the roadmap")))
    rows += [
        _said(each.row_label or _("The whole roadmap"), each.text, at, by)
        for each in found.row_comments
        for at, by in [(each.created_at, each.created_by)]
    ]
    if found.threads:
        rows.append(Group(_("On values: the last word since nothing was published")))
    rows += [
        _said(found.name_of(each.observation), each.text, each.at, each.by)
        for each in found.threads
    ]
    if not rows:
        return _none(heading, _("No comment is open."))
    columns = ((_("About"), 8), (_("Comment"), 11), (_("By"), 5))
    title = _("What was said and is not settled")
    return _table(found, heading, title, columns, rows)


def _said(about: str, text: str, at, by) -> Row:
    return Row((_short(about), _short(text), Cell(str(by), write_day(localdate(at)))))


# --- What there is --------------------------------------------------------------------


def indicators(found: Handover):
    heading = _("Own indicators")
    if not found.own:
        return _none(heading, _("The country defined no indicators of its own."))
    rows = [
        Row(
            (
                Cell(each.label, _short(f"{each.indicator}. {each.note}".strip())),
                Cell(each.get_value_type_display(), each.unit),
                baseline_of(each, hidden=()) or NOT_STATED,
                target_of(each) or NOT_STATED,
            )
        )
        for each in found.own
    ]
    columns = (
        *((_("Indicator"), 11), (_("Kind of value"), 5)),
        *((_("Baseline"), 4), (_("Target"), 4)),
    )
    title = _("What the country measures beside the standard indicators")
    return _table(found, heading, title, columns, rows)


def documents(found: Handover):
    heading = _("Documents")
    if not found.documents:
        return _none(heading, _("No document of the country is on file."))
    rows = [
        Row(
            (
                each.title,
                write_day(localdate(each.created_at)),
                each.get_audience_display(),
            )
        )
        for each in found.documents
    ]
    columns = ((_("Title"), 11), (_("Filed on"), 5), (_("Who may read it"), 8))
    title = _("On file in the system, under “My country”, the newest first")
    return _table(found, heading, title, columns, rows)


HANDOVER = [
    *(glance, tasks, dates, people, report, corrections, comments),
    *(indicators, documents),
]
