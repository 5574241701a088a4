"""The programme of a workshop: from the guidance, and in which order."""

from datetime import date, time, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.exceptions import DomainError
from pathfinders.enums import ProgrammeBlock
from pathfinders.models import ProgrammeItem, Workshop
from pathfinders.workshops.rows import PROGRAMME, stored_row
from pathfinders.workshops.trail import changing


class Length(models.TextChoices):
    """How long the guidance lets a workshop be."""

    HALF = "half", gettext_lazy("Half a day")
    ONE = "one", gettext_lazy("One day")
    TWO = "two", gettext_lazy("Two days")


# Workshop guidance, section 6 "Suggested programme".
SESSIONS = (
    (
        ProgrammeBlock.SCENE,
        gettext_lazy("Opening: the national commitment to target 8.7"),
    ),
    (
        ProgrammeBlock.SCENE,
        gettext_lazy(
            "The Sustainable Development Goals, Alliance 8.7, and what it means to be "
            "a pathfinder country"
        ),
    ),
    (
        ProgrammeBlock.SCENE,
        gettext_lazy(
            "What is there: statistics, laws, policies and programmes, with their "
            "shortcomings and bottlenecks"
        ),
    ),
    (
        ProgrammeBlock.PRIORITIES,
        gettext_lazy(
            "National priorities, areas of intervention and expectations: discussion "
            "and agreement"
        ),
    ),
    (
        ProgrammeBlock.PRIORITIES,
        gettext_lazy(
            "What is missing: institutions, partners, plans and programmes, in groups "
            "and in plenary"
        ),
    ),
    (
        ProgrammeBlock.FORWARD,
        gettext_lazy(
            "Draft work plan in groups by area: outcomes, outputs, indicators, annual "
            "benchmarks, resources and gaps"
        ),
    ),
    (ProgrammeBlock.FORWARD, gettext_lazy("Roadmap: next steps and who takes them")),
    (ProgrammeBlock.FORWARD, gettext_lazy("Closing")),
)
# For each session: the day (0 is the first), from and until.
HOURS = {
    Length.HALF: (
        *((0, "09:00", "09:20"), (0, "09:20", "09:35"), (0, "09:35", "10:10")),
        *((0, "10:10", "10:50"), (0, "11:05", "11:40"), (0, "11:40", "12:30")),
        *((0, "12:30", "12:50"), (0, "12:50", "13:00")),
    ),
    Length.ONE: (
        *((0, "09:00", "09:30"), (0, "09:30", "10:00"), (0, "10:00", "10:45")),
        *((0, "11:00", "12:00"), (0, "12:00", "13:00"), (0, "14:00", "16:00")),
        *((0, "16:15", "16:45"), (0, "16:45", "17:00")),
    ),
    Length.TWO: (
        *((0, "09:00", "10:00"), (0, "10:00", "10:30"), (0, "11:00", "12:30")),
        *((0, "14:00", "15:30"), (0, "15:45", "17:30"), (1, "09:00", "12:30")),
        *((1, "14:00", "15:30"), (1, "15:30", "16:00")),
    ),
}


def start_programme(workshop: Workshop, *, length: str, first_day: date, by) -> None:
    """Write the sessions of the guidance in its three blocks."""
    with changing(workshop, PROGRAMME, by=by) as stored:
        if stored.programme.exists():
            raise DomainError(_("The programme has sessions already."))
        for position, ((block, title), (day, start, end)) in enumerate(
            zip(SESSIONS, HOURS[Length(length)], strict=True), start=1
        ):
            ProgrammeItem.objects.create(
                workshop=stored,
                block=block,
                position=position,
                on=first_day + timedelta(days=day),
                starts_at=time.fromisoformat(start),
                ends_at=time.fromisoformat(end),
                title=str(title),
            )


def move_session(item: ProgrammeItem, *, up: bool, by) -> None:
    """Change places with the neighbour in its block; at the end nothing happens."""
    with changing(item.workshop, PROGRAMME, by=by) as workshop:
        item = stored_row(item)
        order = list(workshop.programme.filter(block=item.block))
        at = order.index(item)
        to = at - 1 if up else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
        for position, each in enumerate(order, start=1):
            ProgrammeItem.objects.filter(pk=each.pk).update(position=position)
