"""Progress on a roadmap as a document: figures with their sums, as of one day."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import (
    Cell,
    Column,
    Fact,
    Group,
    Row,
    TableSection,
    Tone,
)
from alliance87.core.templatetags.amounts import amount
from pathfinders.enums import ActionStatus
from pathfinders.models import Roadmap
from pathfinders.reports.country_parts import country_parts
from pathfinders.reports.roadmap.facts import ISSUER, source_of, years_of
from pathfinders.reports.roadmap.money import rate_table, year_table
from pathfinders.reports.timeline import timeline_figures
from pathfinders.selectors.figures import Sum
from pathfinders.selectors.progress import (
    ActionProgress,
    BenchmarkState,
    Implementation,
    PriorityProgress,
    implementation,
)
from pathfinders.selectors.timeline import progress_timeline
from pathfinders.selectors.withheld import withheld_words

TONES = {
    ActionStatus.NOT_STARTED: Tone.NONE,
    ActionStatus.UNDER_WAY: Tone.ON_TRACK,
    ActionStatus.DONE: Tone.DONE,
    ActionStatus.CANCELLED: Tone.NONE,
}
MARK_WORDS = {
    BenchmarkState.MET: gettext_lazy("met"),
    BenchmarkState.MISSED: gettext_lazy("missed"),
    BenchmarkState.OPEN: gettext_lazy("to come"),
    BenchmarkState.OVERDUE: gettext_lazy("no result"),
}
GAP = Cell(gettext_lazy("not stated"), is_absent=True)


def progress_pdf(roadmap: Roadmap, user, *, on: date | None = None) -> bytes:
    """Return how far the roadmap is on a day, as far as `user` may read its money."""
    return reports.render(progress_report(roadmap, user, on=on))


def progress_report(
    roadmap: Roadmap, user, *, on: date | None = None
) -> reports.Report:
    with override(roadmap.language):
        found = implementation(roadmap, user, on=on or timezone.localdate())
        return reports.Report(
            kind=_("Progress on the roadmap"),
            title=str(roadmap.pathfinder),
            subtitle=roadmap.title,
            issuer=ISSUER,
            language=roadmap.language,
            as_of=found.on,
            version_text=_("version %(number)s") % {"number": roadmap.number},
            facts=_cover_facts(found),
            period=years_of(roadmap),
            is_example=roadmap.pathfinder.is_example,
            sections=(
                *reports.compose(PROGRESS, found),
                *country_parts(roadmap.pathfinder, user, as_of=found.on),
            ),
        )


def _cover_facts(found: Implementation) -> tuple[Fact, ...]:
    period = found.roadmap.period
    return (
        Fact(_("Period"), period or _("Not stated"), is_absent=not period),
        Fact(_("Actions implemented"), found.figures.done.shown),
        Fact(_("As of"), write_day(found.on)),
        Fact(_("Language"), found.roadmap.get_language_display()),
    )


def key_figures(found: Implementation):
    figures = found.figures
    return [
        reports.Prose(
            heading=_("Key figures"),
            lead=figures.done.text,
            text=_(
                "The country reports on its published roadmap. The latest report on "
                "an action counts; a later one corrects an earlier one. Reports after "
                "%(day)s are not counted."
            )
            % {"day": write_day(found.on)},
        ),
        reports.Facts(
            facts=(
                _fact(_("Actions implemented"), figures.done),
                _fact(_("Targets achieved"), figures.targets),
                _fact(_("Benchmarks met"), figures.benchmarks),
            )
        ),
    ]


def _fact(label: str, figure: Sum) -> Fact:
    return Fact(label, figure.shown, figure.text, is_absent=figure.value is None)


def attention(found: Implementation):
    """What is past its end, silent, or missed its benchmark: first, because it asks."""
    rows = [row for row in found.actions if _flags(row)]
    if not rows:
        return reports.Prose(
            heading=_("What asks for attention"),
            text=_(
                "No action is past its end, none was silent for 12 months, and no "
                "benchmark was missed."
            ),
            runs_on=True,
        )
    return TableSection(
        heading=_("What asks for attention"),
        title=_("%(flagged)s of %(total)s actions ask for attention")
        % {"flagged": len(rows), "total": len(found.actions)},
        description=_("Past their end, silent for 12 months, or a benchmark missed"),
        columns=(
            Column(_("Action"), 9),
            Column(_("Responsible body"), 5),
            Column(_("State"), 4),
            Column(_("Why"), 6),
        ),
        rows=tuple(
            Row(
                (
                    _numbered(row),
                    _stated(row.action.responsible),
                    _state(row),
                    "; ".join(_flags(row)),
                )
            )
            for row in rows
        ),
        source=source_of(found.roadmap),
        as_of=found.on,
        runs_on=True,
    )


def _flags(row: ActionProgress) -> list[str]:
    flags = []
    if row.is_overdue:
        day = write_day(row.action.ends_on)
        flags.append(_("was to end on %(day)s") % {"day": day})
    if row.is_silent and row.was_heard:
        day = write_day(row.heard_on)
        flags.append(_("nothing heard since %(day)s") % {"day": day})
    elif row.is_silent:
        flags.append(_("nothing heard since publication"))
    for mark in row.missed:
        year = mark.benchmark.year
        flags.append(_("benchmark for %(year)s missed") % {"year": year})
    return flags


def by_priority(found: Implementation):
    """One line for each priority, each figure with its sum under it."""
    if not found.priorities:
        return None
    return TableSection(
        heading=_("Progress by priority"),
        title=_("Actions, targets and benchmarks of each priority"),
        description=_("Each figure with the sum it comes from"),
        columns=(
            Column(_("Priority"), 8),
            Column(_("Actions implemented"), 5),
            Column(_("Target"), 6),
            Column(_("Benchmarks met"), 5),
        ),
        rows=tuple(
            Row(
                (
                    Cell(row.priority.title, note=row.priority.objective),
                    _summed(row.figures.done),
                    _summed(_target(row)),
                    _summed(row.figures.benchmarks),
                ),
                number=str(row.number),
            )
            for row in found.priorities
        ),
        source=source_of(found.roadmap),
        as_of=found.on,
    )


def _summed(figure: Sum) -> Cell:
    is_absent = figure.value is None and not figure.absent
    return Cell(figure.shown, note=figure.text, is_absent=is_absent)


def actions(found: Implementation):
    """All actions under their priorities: state, dates, benchmarks and money."""
    if not found.actions:
        return None
    rows: list[Row | Group] = []
    for priority in found.priorities:
        rows.append(Group(f"{priority.number} {priority.priority.title}"))
        rows += [_row(each) for each in priority.actions]
    return TableSection(
        title=found.figures.done.text,
        description=_("All actions with what was reported last"),
        is_landscape=True,
        columns=(
            Column(_("Action"), 7),
            Column(_("State"), 4),
            Column(_("Timeline"), 4),
            Column(_("Benchmarks"), 5),
            Column(_("Allocated and disbursed"), 4),
        ),
        rows=tuple(rows),
        source=source_of(found.roadmap),
        as_of=found.on,
    )


def _target(row: PriorityProgress) -> Sum:
    """Return whether the target is reached, in words: it is one answer, not a share."""
    if not row.priority.has_target:
        return Sum(None, _("No target with a date is stated."), absent=_("None stated"))
    if row.target is None:
        text = _("Nothing was reported on this target.")
        return Sum(None, text, absent=_("Not reported"))
    figure = row.figures.targets
    word = _("Reached") if row.target.is_reached else _("Not reached yet")
    measured = row.target.value
    value = "" if measured is None else f"{amount(measured)} {row.priority.unit}"
    if row.hides_result:
        value = withheld_words()
    aim = row.priority.target
    planned = "" if aim is None else f"{amount(aim)} {row.priority.unit}"
    parts = [
        _("Measured: %(value)s.") % {"value": value} if value else "",
        _("Target: %(value)s.") % {"value": planned} if planned else "",
        _("As of %(date)s.") % {"date": write_day(row.target.on)},
    ]
    return Sum(None, " ".join(filter(None, parts)) or figure.text, absent=word)


def _row(each: ActionProgress) -> Row:
    return Row(
        (
            Cell(_numbered(each), note=each.action.responsible),
            _state(each),
            _stated(_when(each)),
            _stated("; ".join(_marks(each))),
            _stated("; ".join(_money(each))),
        )
    )


def _numbered(each: ActionProgress) -> str:
    return f"{each.number} {each.action.title}"


def _state(row: ActionProgress) -> Cell:
    """Return the state; the share done and the day of the report stand under it."""
    if not row.status:
        return GAP
    share = row.percent_done
    done = "" if share is None else _("%(share)s%% done") % {"share": share}
    heard = _("As planned")
    if row.latest:
        heard = _("As of %(date)s") % {"date": write_day(row.latest.on)}
    note = ". ".join(filter(None, (done, heard)))
    return Cell(row.status_text, note=note, tone=TONES[ActionStatus(row.status)])


def _when(row: ActionProgress) -> str:
    action = row.action
    if action.starts_on and action.ends_on:
        return f"{write_day(action.starts_on)} – {write_day(action.ends_on)}"
    if action.starts_on:
        return _("from %(day)s") % {"day": write_day(action.starts_on)}
    if action.ends_on:
        return _("until %(day)s") % {"day": write_day(action.ends_on)}
    return action.timeline


def _marks(row: ActionProgress) -> list[str]:
    return [f"{mark.benchmark} ({MARK_WORDS[mark.state]})" for mark in row.benchmarks]


def _money(row: ActionProgress) -> list[str]:
    return [
        f"{label} {amount(value)}\N{NO-BREAK SPACE}{money.currency}"
        for money in row.money
        for label, value in (
            (_("allocated"), money.allocated),
            (_("disbursed"), money.disbursed),
        )
        if value is not None
    ]


def _stated(text: str) -> Cell:
    return Cell(text) if text else GAP


def timeline(found: Implementation):
    return timeline_figures(
        progress_timeline(found), source=source_of(found.roadmap), as_of=found.on
    )


def money(found: Implementation):
    if not found.totals:
        return reports.Prose(
            heading=_("Money"),
            text=_("No amounts are stated, so nothing can be added up."),
            runs_on=True,
        )
    source = source_of(found.roadmap)
    made = [_money_facts(found)]
    if found.in_one:
        stated, currency = found.roadmap.rates.all(), found.roadmap.currency
        made.append(rate_table(found.in_one, stated, currency, source, found.on))
    made.append(year_table(found.by_year, source=source, as_of=found.on))
    return made


def _money_facts(found: Implementation) -> TableSection:
    rows = [
        Row(
            (money.currency, label, figure.shown, figure.text),
            is_total=index == len(figures) - 1,
        )
        for money, figures in found.figures.money
        for index, (label, figure) in enumerate(figures)
    ]
    return TableSection(
        heading=_("Money"),
        title=_("Sums for each currency"),
        description=_("Amounts of the roadmap, replaced by those reported since"),
        columns=(
            Column(_("Currency"), 3),
            Column(_("What it is"), 4),
            Column(_("Sum"), 6, is_number=True),
            Column(_("How it is computed"), 11),
        ),
        rows=tuple(rows),
        source=source_of(found.roadmap),
        as_of=found.on,
        note=_("Amounts that the country does not publish are left out for others."),
    )


PROGRESS = [key_figures, attention, by_priority, actions, timeline, money]
