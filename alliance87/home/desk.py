"""The desk of one country: what is on record, what is missing, what comes next."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.access import scope_of
from alliance87.core.models import Document
from alliance87.core.workflow import Machine, Option
from alliance87.home.profiles import ProfileLine, profile_lines, with_profiles
from alliance87.home.trail import Entry, trail_of
from alliance87.partners.models import RoleAssignment
from monitoring import rules as monitoring_rules
from monitoring.selectors import grounds
from monitoring.workflow import REVIEW
from pathfinders import rules
from pathfinders.enums import Status, StepMark
from pathfinders.guards import Grounds, confirmation_letter
from pathfinders.models import Appointment, Milestone, Pathfinder, StatusEvent
from pathfinders.selectors import StepView, steps_of, with_path
from pathfinders.selectors.decisions import FOLLOWS_FROM
from pathfinders.tones import MARK_TONES, RECORD_TONES, STATUS_TONES
from pathfinders.workflow import EOI, LETTER, ROADMAP, STATUS

# Made by another move of the same page, never asked for by itself.
FOLLOWS = {"supersede"}


@dataclass(frozen=True, slots=True)
class DeskStep:
    """One step with all its records; `may_exempt` while nothing settles it."""

    view: StepView
    tone: str
    records: tuple[Milestone, ...]
    may_add: bool
    may_exempt: bool


@dataclass(frozen=True, slots=True)
class DeskMove:
    """A move of the status: the page that makes it, or what it still needs."""

    label: str
    url: str
    missing: tuple[str, ...]
    is_open: bool
    may_override: bool


@dataclass(frozen=True, slots=True)
class DeskRecord:
    """A letter, roadmap, expression of interest or review, and its next moves."""

    label: str
    url: str
    tone: str
    state: str
    detail: str
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline: a record of a step, or a change of status."""

    milestone: Milestone | None = None
    event: StatusEvent | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page of one country shows to one person of the secretariat."""

    pathfinder: Pathfinder
    status_tone: str
    steps: tuple[DeskStep, ...]
    in_the_way: tuple[str, ...]
    moves: tuple[DeskMove, ...]
    grounds: Grounds
    letters: tuple[DeskRecord, ...]
    interests: tuple[DeskRecord, ...]
    roadmaps: tuple[DeskRecord, ...]
    reviews: tuple[DeskRecord, ...]
    current: tuple[Appointment, ...]
    former: tuple[Appointment, ...]
    team: tuple[RoleAssignment, ...]
    documents: tuple[Document, ...]
    profiles: tuple[ProfileLine, ...]
    timeline: tuple[Happening, ...]
    trail: tuple[Entry, ...]
    may_run: bool
    readable: frozenset[int]


def desk_rows(user):
    """Return countries with everything that a desk reads."""
    return with_path(user).prefetch_related(
        "letters",
        "expressions_of_interest",
        "workshops",
        "appointments",
        with_profiles(),
        "reviews",
    )


def desk_of(pathfinder: Pathfinder, user) -> Desk:
    """Compose the desk; pass a country of `desk_rows`."""
    said = grounds(pathfinder)
    options = STATUS.options(pathfinder, user, facts=said)
    documents = _documents(pathfinder, user)
    appointments = pathfinder.appointments.all()
    in_force = set(Appointment.objects.current().filter(pathfinder=pathfinder))
    is_secretariat = scope_of(user).is_secretariat
    return Desk(
        pathfinder=pathfinder,
        status_tone=STATUS_TONES[pathfinder.status],
        steps=_steps(pathfinder, user),
        in_the_way=_in_the_way(pathfinder, options),
        moves=_moves(pathfinder, options),
        grounds=said,
        letters=_letters(pathfinder, user),
        interests=_interests(pathfinder, user),
        roadmaps=_roadmaps(pathfinder, user),
        reviews=_reviews(pathfinder, user),
        current=tuple(each for each in appointments if each in in_force),
        former=tuple(each for each in appointments if each not in in_force),
        team=tuple(RoleAssignment.objects.current().team_of(pathfinder.country)),
        documents=documents,
        profiles=profile_lines(pathfinder),
        timeline=_timeline(pathfinder),
        trail=tuple(trail_of(pathfinder.country)) if is_secretariat else (),
        may_run=rules.may_run_path(user),
        readable=frozenset(document.pk for document in documents),
    )


def _documents(pathfinder, user) -> tuple[Document, ...]:
    linked = [each.document_id for each in pathfinder.milestones.all()]
    rows = Document.objects.visible_to(user).filter(
        Q(country=pathfinder.country_id) | Q(pk__in=[pk for pk in linked if pk])
    )
    return tuple(rows.distinct())


def _steps(pathfinder, user) -> tuple[DeskStep, ...]:
    exempt = {each.kind for each in pathfinder.exemptions.all()}
    may_run = rules.may_run_path(user)
    steps = []
    for view in steps_of(pathfinder, user):
        records = tuple(
            each for each in pathfinder.milestones.all() if each.kind == view.kind
        )
        may_add = may_run and view.kind not in FOLLOWS_FROM
        settled = (
            bool(records) or view.kind in exempt or view.mark == StepMark.NOT_APPLICABLE
        )
        steps.append(
            DeskStep(
                view=view,
                tone=MARK_TONES[view.mark],
                records=records,
                may_add=may_add,
                may_exempt=may_add and not settled,
            )
        )
    return tuple(steps)


def _in_the_way(pathfinder, options: list[Option]) -> tuple[str, ...]:
    """Return what stands between the country and status, whoever looks."""
    wanted = {Status.ON_PATH: "confirm", Status.ON_HOLD: "reinstate"}
    verb = wanted.get(pathfinder.status)
    return next((each.missing for each in options if each.move.verb == verb), ())


def _moves(pathfinder, options: list[Option]) -> tuple[DeskMove, ...]:
    return tuple(
        DeskMove(
            label=str(option.move.label),
            url=_move_url(pathfinder, option),
            missing=option.missing,
            is_open=option.is_open,
            may_override=option.may_override and bool(option.missing),
        )
        for option in options
        if option.may
    )


MOVE_PAGES = {
    "confirm": "pathfinders:confirm",
    "put_on_hold": "monitoring:put-on-hold",
    "reinstate": "monitoring:reinstate",
    "withdraw": "pathfinders:withdraw",
    "return_to_path": "pathfinders:return-to-path",
}


def _move_url(pathfinder, option: Option) -> str:
    """Return the page of the move; status with full proof follows from the letter."""
    letter = confirmation_letter(pathfinder)
    if option.move.verb == "confirm" and not option.missing and letter:
        return letter.get_absolute_url()
    page = MOVE_PAGES[option.move.verb]
    return reverse(page, kwargs={"iso3": pathfinder.country.slug})


def _next_moves(machine: Machine, record, user) -> tuple[str, ...]:
    return tuple(
        str(option.move.label)
        for option in machine.options(record, user)
        if option.may and option.move.verb not in FOLLOWS
    )


def _line(machine: Machine, record, user, *, label: str, detail: str) -> DeskRecord:
    return DeskRecord(
        label=label,
        url=record.get_absolute_url(),
        tone=RECORD_TONES.get(record.state, "half"),
        state=record.get_state_display(),
        detail=detail,
        moves=_next_moves(machine, record, user),
    )


def _letters(pathfinder, user) -> tuple[DeskRecord, ...]:
    return tuple(
        _line(LETTER, letter, user, label=str(letter), detail=letter.recipient)
        for letter in pathfinder.letters.all()
        if rules.may_view_letter(user, letter)
    )


def _interests(pathfinder, user) -> tuple[DeskRecord, ...]:
    return tuple(
        _line(EOI, eoi, user, label=str(eoi.when), detail=eoi.ministry)
        for eoi in pathfinder.expressions_of_interest.all()
        if rules.may_view_eoi(user, eoi)
    )


def _roadmaps(pathfinder, user) -> tuple[DeskRecord, ...]:
    return tuple(
        _line(
            ROADMAP,
            roadmap,
            user,
            label=_("Version %(number)s: %(title)s")
            % {"number": roadmap.number, "title": roadmap.title},
            detail=roadmap.period,
        )
        for roadmap in pathfinder.roadmaps.all()
        if rules.may_view_roadmap(user, roadmap)
    )


def _reviews(pathfinder, user) -> tuple[DeskRecord, ...]:
    return tuple(
        _line(
            REVIEW,
            review,
            user,
            label=_("Review of %(year)s") % {"year": review.year},
            detail=review.get_assessment_display()
            if monitoring_rules.may_see_assessment(user, review)
            else "",
        )
        for review in pathfinder.reviews.all()
        if monitoring_rules.may_view_review(user, review)
    )


def _timeline(pathfinder) -> tuple[Happening, ...]:
    """Return records and changes of status, the latest first, undated ones last."""
    dated = [
        (record.on, Happening(milestone=record))
        for record in pathfinder.milestones.all()
    ]
    dated += [
        (event.on, Happening(event=event)) for event in pathfinder.status_events.all()
    ]
    known = [each for each in dated if each[0]]
    known.sort(key=lambda each: each[0], reverse=True)
    return tuple(
        happening
        for _on, happening in [*known, *(each for each in dated if not each[0])]
    )
