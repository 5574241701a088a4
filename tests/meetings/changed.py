"""One change of each kind on a chosen day, put on record on that day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

import pgtrigger
import pytest

from alliance87.core.changes import Asked, Change, Period
from alliance87.core.dates import PartialDate
from alliance87.core.models import Country
from alliance87.partners.enums import GroupState
from alliance87.partners.models import GroupStateChange
from meetings.enums import ActionState, DecisionKind, DecisionState
from meetings.models import ActionUpdate, PaperVersion
from meetings.selectors.changes import all_changes
from monitoring.enums import ReviewState, ValueState
from pathfinders.enums import ActionStatus, RoadmapState
from pathfinders.models import Pathfinder, Roadmap
from tests import factories
from tests.factories.decisions import make_action_point, make_decision, make_gcg
from tests.factories.papers import make_paper, make_version
from tests.factories.values import make_observation, make_value

BEFORE, DAY, UNTIL = date(2024, 2, 29), date(2024, 3, 10), date(2024, 3, 31)
MARCH = Period(after=BEFORE, until=UNTIL)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@contextmanager
def at(day: date) -> Iterator[None]:
    """Put on record at noon of a day what is made inside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: noon(day))
        yield


def since(record, day: date):
    """Say that a record has been in its states since a day, in its history too."""
    events = type(record).events.rel.related_model
    with pgtrigger.ignore(f"{events._meta.label}:append_only"):
        rows = events.objects.filter(pgh_obj=record.pk)
        rows.update(pgh_created_at=noon(day))
    return record


def asked(user, period: Period = MARCH, **narrower) -> Asked:
    return Asked(period=period, user=user, **narrower)


def found(user, period: Period = MARCH, **narrower) -> list[Change]:
    return list(all_changes(asked(user, period, **narrower)))


# --- One of each kind -----------------------------------------------------------------


def status(pathfinder: Pathfinder, day: date = DAY, *, recorded=None, **fields):
    with at(recorded or day):
        return factories.make_status_event(pathfinder, on=day, **fields)


def step(pathfinder: Pathfinder, day: date = DAY, *, recorded=None, **fields):
    with at(recorded or day):
        fields = {"when": PartialDate.day(day)} | fields
        return factories.make_milestone(pathfinder, **fields)


def ratification(pathfinder: Pathfinder, day: date = DAY, *, recorded=None, **fields):
    with at(recorded or day):
        when = PartialDate.day(day)
        return factories.make_ratification(pathfinder, when=when, **fields)


def pledge(pathfinder: Pathfinder, day: date = DAY, *, recorded=None, **fields):
    with at(recorded or day):
        when = PartialDate.day(day)
        return factories.make_commitment(pathfinder, when=when, **fields)


def support(pathfinder: Pathfinder, day: date = DAY, *, recorded=None, **fields):
    with at(recorded or day):
        when = PartialDate.day(day)
        return factories.make_support_given(pathfinder, when=when, **fields)


def roadmap(pathfinder: Pathfinder, day: date = DAY, **fields) -> Roadmap:
    fields = {"state": RoadmapState.PUBLISHED} | fields
    with at(day):
        made = factories.make_roadmap(pathfinder, **fields)
    with pgtrigger.ignore("pathfinders.Roadmap:roadmap_text_locked"):
        Roadmap.objects.filter(pk=made.pk).update(published_at=noon(day))
    made.refresh_from_db()
    return made


def action(pathfinder: Pathfinder, day: date = DAY, *, recorded=None, **fields):
    """Report on an action of the roadmap in force; else of one published long ago."""
    in_force = pathfinder.roadmaps.published().first()
    of = in_force or roadmap(pathfinder, date(2023, 1, 10))
    fields = {"status": ActionStatus.DONE, "percent_done": 100} | fields
    with at(recorded or day):
        row = of.priorities.get().actions.get()
        return factories.make_update(row, on=day, **fields)


def review(pathfinder: Pathfinder, day: date = DAY, **fields):
    fields = {"state": ReviewState.PUBLISHED, "published_at": noon(day)} | fields
    fields.setdefault("year", 2000 + pathfinder.reviews.count())
    with at(day):
        return factories.make_review(pathfinder, **fields)


def value(pathfinder: Pathfinder, day: date = DAY, *, of=None, **fields):
    """Publish 12 of something, unless told; `of` is an observation that has more."""
    fields = {"state": ValueState.PUBLISHED, "quantity": Decimal(12)} | fields
    return make_value(of or make_observation(pathfinder), at=noon(day), **fields)


def decision(of: Pathfinder, day: date = DAY, *, meeting=None, recorded=None, **fields):
    fields = {
        "state": DecisionState.ADOPTED,
        "kind": DecisionKind.AWARD_STATUS,
        "pathfinder": of,
        "decided_on": day,
    } | fields
    with at(recorded or day):
        made = make_decision(meeting or make_gcg(on=day), **fields)
    return since(made, recorded or day)


def action_point(
    pathfinder: Pathfinder, day: date = DAY, *, meeting=None, recorded=None, **fields
):
    fields = {"country": pathfinder.country} | fields
    with at(recorded or day):
        return make_action_point(meeting or make_gcg(on=day), **fields)


def moved_point(
    pathfinder: Pathfinder, day: date = DAY, *, of=None, recorded=None, **fields
):
    """Start with an action point of long ago, or with the one named."""
    of = of or action_point(pathfinder, date(2023, 1, 10))
    fields = {"was": ActionState.OPEN, "state": ActionState.IN_PROGRESS} | fields
    with at(recorded or day):
        return ActionUpdate.objects.create(
            action=of, on=day, by=factories.keeper(), **fields
        )


def group_state(
    _pathfinder: Pathfinder, day: date = DAY, *, group=None, recorded=None, **fields
):
    fields = {"was": GroupState.PROPOSED, "now": GroupState.LAUNCHING} | fields
    with at(recorded or day):
        return GroupStateChange.objects.create(
            group=group or factories.make_group(),
            on=day,
            precision="day",
            by=factories.keeper(),
            **fields,
        )


def paper(
    _pathfinder: Pathfinder, day: date = DAY, *, of=None, recorded=None, **fields
) -> PaperVersion:
    dated = {"endorsed_on": day, "endorsed_precision": "day"}
    with at(recorded or day):
        made = make_version(of or make_paper(), **(dated | fields))
    return since(made, recorded or day)


def document(pathfinder: Pathfinder, day: date = DAY, **fields):
    fields = {"country": pathfinder.country, "audience": "public"} | fields
    with at(day):
        return factories.make_document(**fields)


EACH = {
    "status": (status, "status"),
    "step": (step, "step"),
    "ratification": (ratification, "register"),
    "pledge": (pledge, "register"),
    "support": (support, "register"),
    "roadmap": (roadmap, "roadmap"),
    "action": (action, "action"),
    "review": (review, "review"),
    "value": (value, "value"),
    "decision": (decision, "decision"),
    "action_point": (action_point, "action_point"),
    "moved_point": (moved_point, "action_point"),
    "group_state": (group_state, "group"),
    "paper": (paper, "document"),
    "document": (document, "document"),
}
"""What can change: how it is made, and as which kind it is listed."""


def one_of_each(pathfinder: Pathfinder, day: date = DAY) -> dict:
    return {name: make(pathfinder, day) for name, (make, _kind) in EACH.items()}


def country_named(name: str, **fields) -> Country:
    return factories.make_country(name_en=name, **fields)
