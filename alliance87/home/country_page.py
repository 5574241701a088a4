"""The public page of one country, composed of what several apps know."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.charts import Precision, TimelineEvent, sparkline, timeline
from alliance87.core.charts.ruler import ruler
from alliance87.core.models import Document
from alliance87.core.rules import may_view_document
from alliance87.home.country_children import Children, children
from alliance87.home.country_glance import Tile, due_rows, glance
from alliance87.home.country_records import (
    fetch_records,
    key_in_force,
    roadmap_in_force,
    status_of,
)
from alliance87.home.country_roadmap import (
    Part,
    PlanRows,
    RoadmapProgress,
    plan_rows,
    roadmap_progress,
)
from alliance87.home.country_texts import (
    Source,
    Text,
    own_profile,
    sources_of,
    texts_of,
)
from alliance87.home.country_words import lead_of
from monitoring.models import AnnualReview
from monitoring.selectors.country_cells import CountryGrid
from monitoring.selectors.country_grid import GridRows, country_grid, grid_rows
from pathfinders.enums import MilestoneKind, Status, StepMark, Theme
from pathfinders.models import (
    Appointment,
    Milestone,
    Pathfinder,
    Profile,
    Roadmap,
    StatusEvent,
    Workshop,
)
from pathfinders.selectors import StepView, steps_of
from pathfinders.selectors.public import label_and_text, public_word, web_address
from pathfinders.selectors.registers import RegisterReading, read_registers

STEP_TONES = {
    StepMark.PROOF: "done",
    StepMark.STATED: "part",
    StepMark.CONFLICT: "part",
    StepMark.OVERRIDDEN: "part",
    StepMark.UNDER_WAY: "none",
    StepMark.MISSING: "none",
    StepMark.NO_RECORD: "none",
    StepMark.NOT_APPLICABLE: "skip",
}
# Written by the verb of a decision; its source is the decision itself.
DECISIONS = {
    MilestoneKind.ON_HOLD,
    MilestoneKind.REINSTATEMENT,
    MilestoneKind.WITHDRAWAL,
}
# A drawing of fewer dates says nothing that the list does not.
DATES_WORTH_DRAWING = 3
YEARS_WORTH_DRAWING = 3
TARGETS = {
    2025: gettext_lazy("No child labour (target 8.7)"),
    2030: gettext_lazy("No forced labour (target 8.7)"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the stage bar reads it."""

    label: str
    tone: str
    date_text: str
    state_label: str
    reason: str
    mark: StepMark


@dataclass(frozen=True, slots=True)
class Event:
    """One milestone with where it comes from and what speaks against it."""

    date_text: str
    label: str
    text: str
    note: str
    conflict: str
    source: str
    source_url: str
    document: Document | None
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class CountryPage:
    """All that page and profile show; nothing here is less than public.

    `as_of` is the past day that is shown, None for now; `on` the day in both cases.
    """

    pathfinder: Pathfinder
    as_of: date | None
    on: date
    lead: str
    status: Status
    glance: tuple[Tile, ...]
    steps: tuple[Step, ...]
    drawing: str
    events: tuple[Event, ...]
    grid: CountryGrid
    lines: dict[str, SafeString]
    children: Children
    progress: RoadmapProgress | None
    older_roadmaps: tuple[Roadmap, ...]
    texts: tuple[Text, ...]
    own_profile: Profile | None
    registers: RegisterReading
    sources: tuple[Source, ...]

    @property
    def not_applicable(self) -> list[Step]:
        return [each for each in self.steps if each.mark == StepMark.NOT_APPLICABLE]

    @property
    def overridden(self) -> list[Step]:
        return [each for each in self.steps if each.mark == StepMark.OVERRIDDEN]

    @property
    def history(self) -> list[StatusEvent]:
        """The changes of the status, the newest first."""
        return list(reversed(self.pathfinder.status_events.all()))

    @property
    def status_event(self) -> StatusEvent | None:
        return next(iter(self.history), None)

    @property
    def reviews(self) -> list[AnnualReview]:
        return list(self.pathfinder.reviews.all())

    @property
    def workshops(self) -> list[Workshop]:
        return list(self.pathfinder.workshops.all())

    @property
    def people(self) -> list[Appointment]:
        return list(self.pathfinder.appointments.all())

    @property
    def is_suspended(self) -> bool:
        """Whether the page has to say first why the status does not hold."""
        return self.status in {Status.ON_HOLD, Status.WITHDRAWN}

    @property
    def done(self) -> dict[str, Part]:
        """The actions of the roadmap by the themes that its priorities name."""
        if self.progress is None:
            return {}
        found = {theme: self.progress.of_theme(theme) for theme in Theme.values}
        return {theme: part for theme, part in found.items() if part}

    @property
    def ruler(self) -> SafeString | str:
        """The years of the roadmap beside the target years, where they are known."""
        roadmap = self.roadmap
        if roadmap is None or not (roadmap.starts_on and roadmap.ends_on):
            return ""
        return ruler(roadmap.starts_on.year, roadmap.ends_on.year, prefix="period")

    @property
    def roadmap(self) -> Roadmap | None:
        return self.progress.roadmap if self.progress else None


def country_page(
    pathfinder: Pathfinder, user, *, as_of: date | None = None
) -> CountryPage:
    """Compose the page; what is small is read in one query (`fetch_records`).

    Values are read as the public reads them, whoever asks, so that page and profile
    state the same; of a country that is not public yet as `user` reads them.
    """
    on = as_of or timezone.localdate()
    rows = _fetch(pathfinder, user, on, as_of=as_of)
    status = status_of(pathfinder, as_of=as_of)
    steps = steps_of(pathfinder, user)
    milestones = list(pathfinder.milestones.all())
    roadmaps = list(pathfinder.roadmaps.all())
    current = roadmap_in_force(roadmaps, as_of=as_of)
    progress = roadmap_progress(current, rows.plan, on) if current else None
    registers = read_registers(pathfinder)
    reader = AnonymousUser() if pathfinder.is_public else user
    grid = country_grid(pathfinder, reader, rows.grid, as_of=as_of)
    profiles = list(pathfinder.profiles.all())
    return CountryPage(
        pathfinder=pathfinder,
        as_of=as_of,
        on=on,
        lead=lead_of(pathfinder, steps, has_roadmap=bool(roadmaps), status=status),
        status=status,
        glance=glance(pathfinder, status, progress, rows.dues, on=on),
        steps=tuple(map(_step, steps)),
        drawing=_drawing(pathfinder, milestones, roadmaps),
        events=tuple(_event(each, user) for each in _newest_first(milestones)),
        grid=grid,
        lines=_lines(grid),
        children=children(grid.measures, name=pathfinder.country.slug, on=on),
        progress=progress,
        older_roadmaps=tuple(each for each in roadmaps if each != current),
        texts=texts_of(profiles),
        own_profile=own_profile(profiles),
        registers=registers,
        sources=sources_of(pathfinder, milestones, roadmaps, registers, grid),
    )


class _Rows(NamedTuple):
    """What is read with the records of a country."""

    plan: PlanRows
    grid: GridRows
    dues: QuerySet


def _fetch(pathfinder: Pathfinder, user, on: date, *, as_of: date | None) -> _Rows:
    """Fetch all that is small in one query; what is due is not asked of a past day."""
    dues = due_rows(pathfinder, user, on)
    rows = _Rows(
        plan_rows(pathfinder, key_in_force(pathfinder, as_of=as_of), on),
        grid_rows(pathfinder, as_of=as_of),
        dues.none() if as_of else dues,
    )
    also = (*rows.plan, *rows.grid.each, rows.dues)
    fetch_records(pathfinder, *also, as_of=as_of)
    return rows


# --- Steps ------------------------------------------------------------------------


def _step(step: StepView) -> Step:
    return Step(
        label=step.label,
        tone=STEP_TONES[step.mark],
        date_text=step.date_text,
        state_label=public_word(step.mark),
        reason=step.detail,
        mark=step.mark,
    )


# --- What happened -------------------------------------------------------------------


def _newest_first(milestones: list[Milestone]) -> list[Milestone]:
    """Return the dated ones, the newest first; those without a date stand last."""
    return sorted(
        milestones, key=lambda each: (each.on or date.min, each.pk), reverse=True
    )


def _event(milestone: Milestone, user) -> Event:
    tone, state = "watch", _("Stated")
    if milestone.conflict:
        state = _("Sources differ")
    elif milestone.document_id or not milestone.source or milestone.kind in DECISIONS:
        tone, state = "good", _("On record")
    paper = milestone.document
    label, text = label_and_text(milestone)
    return Event(
        date_text=str(milestone.when),
        label=label,
        text=text,
        note=milestone.note,
        conflict=milestone.conflict,
        source=milestone.source,
        source_url=web_address(milestone.source_url),
        document=paper if paper and may_view_document(user, paper) else None,
        tone=tone,
        state=state,
    )


def _drawing(pathfinder, milestones, roadmaps) -> str:
    """Draw the dated steps and the periods of roadmaps, if that shows anything."""
    events = [
        TimelineEvent(
            on=each.on,
            until=None if each.precision == Precision.BEFORE else each.until,
            label=each.get_kind_display(),
            precision=Precision(each.precision),
        )
        for each in reversed(_newest_first(milestones))
        if each.on and each.kind != MilestoneKind.OTHER
    ]
    events += [
        TimelineEvent(each.starts_on, each.ends_on, _("Period of the roadmap"))
        for each in reversed(roadmaps)
        if each.starts_on and each.ends_on
    ]
    if len(events) < DATES_WORTH_DRAWING:
        return ""
    return timeline(
        events,
        title=_("Dated steps of %(country)s") % {"country": pathfinder},
        description=_("The same dates stand in the list of milestones."),
        targets={year: str(words) for year, words in TARGETS.items()},
        prefix="path",
    )


# --- Indicators -----------------------------------------------------------------------


def _lines(grid: CountryGrid) -> dict[str, SafeString]:
    """Draw the comparable years of what stands in a cell, by the code of it."""
    found = {}
    for each in grid.entries:
        points = each.trend.points if each.trend else ()
        if len(points) >= YEARS_WORTH_DRAWING and each.url:
            found[each.code] = sparkline(
                [(point.year, point.value) for point in points],
                title=each.name,
                prefix=f"line-{each.code.lower()}",
                unit=each.series.unit,
            )
    return found
