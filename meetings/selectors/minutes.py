"""The report of a meeting, as its pages and its PDF show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alliance87.core.reports import prose
from alliance87.partners.models import Partner
from meetings import rules
from meetings.enums import InterventionKind
from meetings.models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Intervention,
    MeetingReport,
    MinuteSection,
    ReportFigure,
    numbered,
)
from meetings.selectors.decisions import DecisionRow, register_rows
from meetings.selectors.decisions import decisions_of as decisions_seen_by
from pathfinders.enums import MilestoneKind
from pathfinders.models import Milestone, Pathfinder


@dataclass(frozen=True, slots=True)
class Spoken:
    """A remark with what hangs on it: its answers, what it led to."""

    intervention: Intervention
    speaker: str
    answers: tuple["Spoken", ...] = ()
    actions: tuple[ActionPoint, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One item of the report: its text, what was said, what came of it."""

    item: AgendaItem
    label: str
    level: int
    section: MinuteSection | None
    spoken: tuple[Spoken, ...]
    conclusions: tuple[Intervention, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionPoint, ...]

    @property
    def html(self) -> SafeString:
        """The text of the item for a page; empty without one."""
        return prose(self.section.text if self.section else "")

    @property
    def is_empty(self) -> bool:
        text = self.section.text.strip() if self.section else ""
        return not (text or self.spoken or self.conclusions)

    @property
    def has_questions(self) -> bool:
        kinds = {each.intervention.kind for each in self.spoken}
        return InterventionKind.QUESTION in kinds


def sections_of(report: MeetingReport, user) -> list[ReportSection]:
    """Return the report by item, as `user` may read it; a fixed number of queries."""
    meeting = report.meeting
    sections = {each.item_id: each for each in report.sections.all()}
    decisions = decisions_seen_by(user)
    points = ActionPoint.objects.visible_to(user).select_related(
        "meeting", "partner", "group", "person", "country"
    )
    said = (
        Intervention.objects.select_related("partner", "person")
        .prefetch_related(
            Prefetch("action_points", points), Prefetch("decisions", decisions)
        )
        .order_by("position", "pk")
    )
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("meeting")
    items = rows.prefetch_related(
        Prefetch("interventions", said),
        Prefetch("decisions", decisions),
        Prefetch("action_points", points),
    )
    return [_section(row, sections.get(row.item.pk)) for row in numbered(items)]


def decisions_of(report: MeetingReport, user) -> list[DecisionRow]:
    """Return what the meeting decided, also what stands under no item."""
    rows = decisions_seen_by(user).filter(meeting=report.meeting_id)
    return register_rows(rows.order_by("number"))


def _section(row, section) -> ReportSection:
    rows = list(row.item.interventions.all())
    hides = row.item.chatham_house or row.item.meeting.chatham_house
    conclusions = [each for each in rows if each.kind == InterventionKind.CONCLUSION]
    return ReportSection(
        item=row.item,
        label=row.label,
        level=row.level,
        section=section,
        spoken=tuple(_spoken(rows, None, hides)),
        conclusions=tuple(conclusions),
        decisions=tuple(register_rows(row.item.decisions.all())),
        actions=tuple(row.item.action_points.all()),
    )


def _spoken(
    rows: list[Intervention], answering: int | None, hides: bool
) -> Iterator[Spoken]:
    """Yield the remarks that answer `answering`, each with its own answers."""
    keys = {each.pk for each in rows}
    for each in rows:
        parent = each.answers_id if each.answers_id in keys else None
        if each.kind == InterventionKind.CONCLUSION or parent != answering:
            continue
        yield Spoken(
            each,
            _("A participant") if hides else speaker_of(each),
            tuple(_spoken(rows, each.pk, hides)),
            tuple(each.action_points.all()),
            tuple(each.decisions.all()),
        )


def speaker_of(intervention: Intervention) -> str:
    """Return who spoke as printed; words for a remark that names nobody."""
    return intervention.speaker or _("A participant")


# --- Figures of the day ---------------------------------------------------------------


def figures_on(day: date, *, is_example: bool) -> list[tuple[str, str, int, str]]:
    """Return what is counted in the records for a day: key, label, number, source."""
    if is_example:
        return []
    path = Pathfinder.objects.counted().filter(is_public=True)
    source = _("Records of the Alliance on that day")
    steps = Milestone.objects.filter(pathfinder__in=path, on__lte=day)
    counted = (
        ("partners", _("Partners in the directory"), _partners_on(day)),
        (
            "expressions",
            _("Countries whose expression of interest was received"),
            _countries(steps, MilestoneKind.EXPRESSION_OF_INTEREST),
        ),
        (
            "workshops",
            _("Countries that held a strategic planning workshop"),
            _countries(steps, MilestoneKind.WORKSHOP),
        ),
    )
    return [(key, label, number, source) for key, label, number in counted]


def common_source(figures: list[ReportFigure]) -> str:
    """Return the source of all figures when they share one; else an empty text."""
    sources = {each.source for each in figures}
    return sources.pop() if len(sources) == 1 else ""


def _partners_on(day: date) -> int:
    joined = Partner.objects.filter(joined_on__lte=day, is_example=False)
    return joined.exclude(left_on__lte=day).count()


def _countries(steps, kind: str) -> int:
    return steps.filter(kind=kind).values("pathfinder").distinct().count()


def may_read_names(user, report: MeetingReport) -> bool:
    """Names of participants: the Group’s; with an adopted public report everyone’s."""
    return rules.may_see_participants(user) or (
        report.is_public and report.adopted_on is not None
    )
