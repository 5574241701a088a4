"""What stands in the handover pack of a country on one day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.enums import Audience
from alliance87.core.models import Document
from alliance87.home.my_country.records import Line, join, path_of, with_records
from alliance87.home.my_country.tasks import REPORTING, published_roadmap, tasks_of
from alliance87.partners.models import RoleAssignment
from monitoring.enums import OPEN_SUBMISSION_STATES, CorrectionState
from monitoring.figures import breakdowns
from monitoring.models import (
    CorrectionRequest,
    Definition,
    Observation,
    ObservationVersion,
    Submission,
    ValueComment,
)
from monitoring.selectors.catalogue import own_definitions
from monitoring.selectors.entry import part_names
from monitoring.selectors.reporting import Reporting, SentBack, reporting
from pathfinders.enums import PUBLIC_ROADMAP_STATES
from pathfinders.models import Appointment, Pathfinder, Roadmap, RowComment
from pathfinders.selectors.progress import ENDED, ActionProgress, implementation

# What a focal point of the country reads; papers of the secretariat stay with it.
READ_BY_THE_COUNTRY = (
    *(Audience.PUBLIC, Audience.GCG, Audience.COUNTRY, Audience.OFFICIALS),
)


@dataclass(frozen=True, slots=True)
class Day:
    """Something that falls on a day to come, or that was due and is still open.

    `words` say it where the day is not known; `on` is then the last that it may be.
    """

    on: date
    what: str
    detail: str = ""
    words: str = ""

    @property
    def text(self) -> str:
        return self.words or write_day(self.on)


@dataclass(frozen=True, slots=True)
class Handover:
    """All that the document says. `name_of` tells which value a record is about."""

    pathfinder: Pathfinder
    as_of: date
    made_for: str
    tasks: tuple[Line, ...]
    waiting: tuple[Line, ...]
    missing: tuple[str, ...]
    days: tuple[Day, ...]
    team: tuple[RoleAssignment, ...]
    appointments: tuple[Appointment, ...]
    reporting: Reporting | None
    corrections: tuple[CorrectionRequest, ...]
    row_comments: tuple[RowComment, ...]
    threads: tuple[ValueComment, ...]
    own: tuple[Definition, ...]
    documents: tuple[Document, ...]
    labels: dict[int, str]
    parts: dict[tuple[str, str], str]

    @property
    def sent_back(self) -> tuple[SentBack, ...]:
        return self.reporting.sent_back if self.reporting else ()

    def name_of(self, observation: Observation | ObservationVersion) -> str:
        """Return indicator, year and part of a value in words."""
        label = self.labels.get(observation.indicator_id, "")
        name = f"{label}, {observation.year}"
        if not observation.breakdown:
            return name
        return f"{name}, {breakdowns.label(observation.breakdown, self.parts)}"


def handover_of(pathfinder: Pathfinder, user) -> Handover:
    """Read the facts; the number of queries does not depend on what is on record."""
    found = with_records(user).get(pk=pathfinder.pk)
    join(found)
    today = timezone.localdate()
    tasks, waiting = tasks_of(found, is_focal_point=True)
    team = tuple(RoleAssignment.objects.current().team_of(found.country))
    report = _reporting(found)
    corrections = tuple(_corrections(found))
    threads = tuple(_threads(found, report))
    own = [each for each in own_definitions(found) if not each.indicator.retired_on]
    named = [each.observation for each in (*corrections, *threads)]
    named += [each.version for each in (report.sent_back if report else ())]
    return Handover(
        pathfinder=found,
        as_of=today,
        made_for=str(user),
        tasks=tasks,
        waiting=waiting,
        missing=path_of(found, user)["missing"],
        days=tuple(sorted(_days(found, team, user, today), key=lambda day: day.on)),
        team=team,
        appointments=tuple(found.appointments.all()),
        reporting=report,
        corrections=corrections,
        row_comments=tuple(_row_comments(found)),
        threads=threads,
        own=tuple(own),
        documents=tuple(_documents(found)),
        labels=_labels({each.indicator_id for each in named}),
        parts=part_names(),
    )


# --- Dates ahead ----------------------------------------------------------------------


def _days(pathfinder, team, user, today: date) -> Iterator[Day]:
    for submission in pathfinder.submissions.all():
        submission.pathfinder = pathfinder
        yield from _reporting_days(submission, today)
    year = today.year
    if pathfinder.status in REPORTING and not any(
        review.year == year for review in pathfinder.reviews.all()
    ):
        yield Day(
            date(year, 12, 31),
            _("Annual review %(year)s") % {"year": year},
            words=_("in %(year)s") % {"year": year},
        )
    for workshop in pathfinder.workshops.all():
        if not workshop.was_held and workshop.when.latest:
            when = workshop.when
            yield Day(when.latest, str(workshop), workshop.place, str(when))
    if roadmap := published_roadmap(pathfinder):
        yield from _roadmap_days(roadmap, user, today)
    for role in team:
        if role.ends_on:
            what = _("Last day of %(name)s") % {"name": role.user}
            yield Day(role.ends_on, what, role.deputy_words or role.get_role_display())


def _reporting_days(submission: Submission, today: date) -> Iterator[Day]:
    label = {"round": submission.round}
    if submission.round.opens_on > today:
        yield Day(submission.round.opens_on, _("%(round)s opens") % label)
    if submission.state not in OPEN_SUBMISSION_STATES:
        return
    if submission.closes_on < today:
        return
    extended = submission.extension_reason if submission.extended_to else ""
    yield Day(submission.due_on, _("%(round)s is due") % label, extended)
    yield Day(submission.closes_on, _("%(round)s closes") % label)


def _roadmap_days(roadmap: Roadmap, user, today: date) -> Iterator[Day]:
    """Yield when its period ends, and each action that should end by then."""
    if roadmap.ends_on:
        yield Day(roadmap.ends_on, _("The period of the roadmap ends"), roadmap.title)
    for row in implementation(roadmap, user, on=today).actions:
        if row.action.ends_on and row.status not in ENDED:
            yield Day(row.action.ends_on, _ends(row), row.action.responsible)


def _ends(row: ActionProgress) -> str:
    sentence = (
        _("Overdue: action %(number)s, %(action)s")
        if row.is_overdue
        else _("Action %(number)s ends: %(action)s")
    )
    return sentence % {"number": row.number, "action": row.action.title}


# --- Values ---------------------------------------------------------------------------


def _reporting(pathfinder: Pathfinder) -> Reporting | None:
    rows = Submission.objects.filter(pathfinder=pathfinder)
    newest = rows.select_related("round__indicator_set").first()
    if newest is None:
        return None
    newest.pathfinder = pathfinder
    return reporting(newest)


def _corrections(pathfinder: Pathfinder):
    """Return what waits for the secretariat, and what was granted and not used."""
    rows = CorrectionRequest.objects.filter(observation__pathfinder=pathfinder)
    asked = Q(state=CorrectionState.REQUESTED)
    found = rows.filter(asked | Q(pk__in=rows.unused().values("pk")))
    return found.select_related("observation", "created_by").order_by("pk")


def _threads(pathfinder: Pathfinder, report: Reporting | None):
    """Return the last word on each value that nothing was published since.

    Values that were sent back stand with the report already.
    """
    said = ValueComment.objects.filter(observation__pathfinder=pathfinder)
    last = said.order_by("observation_id", "-pk").distinct("observation_id")
    published = ObservationVersion.objects.filter(
        observation=OuterRef("observation"), published_at__gt=OuterRef("at")
    )
    back = [each.version.observation_id for each in report.sent_back] if report else []
    rows = ValueComment.objects.filter(~Exists(published), pk__in=last.values("pk"))
    return rows.exclude(observation__in=back).select_related("observation", "by")


def _labels(indicators: set[int]) -> dict[int, str]:
    rows = Definition.objects.filter(indicator__in=indicators)
    latest = rows.order_by("indicator_id", "-number").distinct("indicator_id")
    return {each.indicator_id: each.label for each in latest}


# --- Roadmap and papers ---------------------------------------------------------------


def _row_comments(pathfinder: Pathfinder):
    """Return what is not settled on the roadmaps in preparation."""
    roadmaps = [
        each
        for each in pathfinder.roadmaps.all()
        if each.state not in PUBLIC_ROADMAP_STATES
    ]
    rows = RowComment.objects.filter(roadmap__in=roadmaps, settled_at__isnull=True)
    return rows.select_related("created_by").order_by("roadmap", "pk")


def _documents(pathfinder: Pathfinder):
    rows = Document.objects.filter(
        country=pathfinder.country_id, audience__in=READ_BY_THE_COUNTRY
    )
    return rows.free().order_by("-created_at", "-pk")
