"""A country whose values of few people carry marks that nobody can mistake."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from alliance87.core.enums import Audience
from monitoring import recording, talk
from monitoring.enums import ValueState
from pathfinders.enums import RoadmapState
from pathfinders.models import Priority
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import (
    make_correction,
    make_evidence,
    make_observation,
    make_source,
    make_value,
)

# What every secret word begins with, and every secret number ends with.
MARK = "seven-girls-from-X"
FRACTION = "414273"
IN_ROADMAP = "7.53"
SAMPLE = 5550123
SECRET = re.compile(
    rf"{MARK}[a-z-]*|\d*[.,]{FRACTION[:5]}\d*|5\D?550\D?123|(?<![\d.,])7[.,]53\b"
)
EARLIER = datetime(2025, 1, 10, 12, tzinfo=UTC)
LATER = datetime(2025, 3, 10, 12, tzinfo=UTC)
YEAR = 2023
LIMIT = {"threshold": 11, "threshold_reason": "Few people"}
PEOPLE = {"axes": {"sex": ["F", "M"], "age": ["0-17"]}, "unit_en": "victims"}


@dataclass
class Record:
    """A country with its open total of 90,001 victims, and what is secret of it."""

    pathfinder: object
    keys: list[int] = field(default_factory=list)
    observations: list = field(default_factory=list)
    documents: list = field(default_factory=list)


def on_record() -> Record:
    """Put on record what must not go out, and a few values that may."""
    found = Record(factories.make_pathfinder(is_public=True))
    make_axis_item("age", "0-17", from_age=0, to_age=17)
    indicator = make_indicator(code="X-SECRET")
    before = make_definition(indicator, **PEOPLE)
    definition = make_definition(indicator, **PEOPLE, **LIMIT)
    make_indicator_set(definition)
    police = make_source(name="Police register", pathfinder=found.pathfinder)
    courts = make_source(name="Courts", pathfinder=None)
    _parts(found, indicator, definition, police)
    _small_total(found, indicator, before, courts)
    _not_public(found, indicator, police)
    _own(found)
    review = factories.make_review(found.pathfinder, state="published", year=YEAR)
    submission = make_submission(make_round(year=YEAR + 1), found.pathfinder)
    found.keys += [review.pk, submission.pk]
    return found


def _parts(found: Record, indicator, definition, source) -> None:
    """A total that is shown, and an axis that is withheld, corrected once."""
    total = _place(found, indicator, "", source)
    make_value(total, quantity=Decimal("90001"), state="published", at=EARLIER)
    over = {"state": ValueState.SUPERSEDED, "superseded_at": LATER}
    for part, number in (("sex=F", 89998), ("sex=M", 2)):
        observation = _place(found, indicator, part, source)
        _secret(observation, number + 3, definition, **over)
        _secret(observation, number, definition, at=LATER)
        _told(found, observation)
    recording.prefer(total, reason=f"{MARK}-chosen", by=factories.make_officer())
    empty = _place(found, indicator, "sex=X", source)
    stated = {"empty": "withheld", "empty_reason": f"{MARK}-empty"}
    make_value(empty, **stated, state="published", at=EARLIER)


def _small_total(found: Record, indicator, before, source) -> None:
    """A figure whose only definition is the one from before the limit."""
    observation = _place(found, indicator, "", source, year=YEAR - 1)
    _secret(observation, 6, before)
    _told(found, observation)


def _not_public(found: Record, indicator, source) -> None:
    """Work, what is accepted but not published, and what will be public tomorrow."""
    for at, state in enumerate(("draft", "submitted", "returned", "accepted")):
        observation = _place(found, indicator, "", source, year=YEAR - 3 - at)
        _secret(observation, 77120, None, state=state)


def _own(found: Record) -> None:
    """An indicator of the country, tied to a priority of its published roadmaps."""
    priority = _roadmaps(found)
    indicator = make_indicator(
        code="IM-C-1", pathfinder=found.pathfinder, priority_key=priority.key
    )
    for baseline in (8, 3):
        facts = {"baseline": _number(baseline), "baseline_year": 2020}
        make_definition(indicator, label_en="Own victims", **facts, **LIMIT, **PEOPLE)
    observation = _place(found, indicator, "", None, year=2020)
    _secret(observation, 8, None)


def _roadmaps(found: Record) -> Priority:
    """Two versions and a workshop report on the first, with a small baseline in each.

    What was measured since is small, too.
    """
    first, second = (
        factories.make_roadmap(found.pathfinder, state=state, rows={})
        for state in (RoadmapState.SUPERSEDED, RoadmapState.PUBLISHED)
    )
    small = Decimal(IN_ROADMAP)
    facts = {"unit": "victims", "baseline": small, "baseline_year": 2019}
    facts |= {"key": uuid4(), "target": 0, "target_on": date(2025, 12, 31)}
    priority = factories.make_priority(first, title="Victims first", **facts)
    factories.make_priority(second, title="All victims", **(facts | {"baseline": 90}))
    factories.make_target_result(priority, on=date(2024, 2, 1), value=small)
    workshop = factories.make_workshop(found.pathfinder)
    report = factories.make_workshop_report(workshop, roadmap=first, state="published")
    action = factories.make_action(priority)
    found.keys += [action.pk, priority.pk, workshop.pk, report.pk]
    return priority


def _place(found: Record, indicator, part: str, source, *, year: int = YEAR):
    facts = {"year": year, "breakdown": part, "source": source}
    observation = make_observation(found.pathfinder, indicator, **facts)
    found.observations.append(observation)
    return observation


def _number(whole: int) -> Decimal:
    return Decimal(f"{whole}.{FRACTION}")


def _secret(observation, count: int, definition, **fields):
    """Write a version in which every column that may tell the number tells it."""
    numbers = {"quantity": count, "percent": 33, "low": 41, "high": 5200}
    facts = {name: _number(whole) for name, whole in numbers.items()}
    facts |= {"standard_error": _number(6), "sample_size": SAMPLE}
    words = ("raw", "footnote", "coverage", "hours", "hazardous_list", "text", "reason")
    facts |= {name: f"{MARK}-{name.replace('_', '-')}" for name in words}
    facts |= {"ages": MARK} | ({"definition": definition} if definition else {})
    state = {"state": ValueState.PUBLISHED, "at": EARLIER, "quality": "estimate"}
    return make_value(observation, **(state | facts | fields))


def _told(found: Record, observation) -> None:
    """Say the number in everything that hangs on a value."""
    country = found.pathfinder.country
    own, public = (
        factories.make_document(title=title, audience=audience, country=country)
        for title, audience in (
            (f"{MARK}-title", Audience.COUNTRY),
            ("Annual report", Audience.PUBLIC),
        )
    )
    found.documents += [own, public]
    for each in (own, public):
        place = {"locator": f"{MARK}-page", "note": f"{MARK}-note"}
        make_evidence(observation, file=each.versions.get(), **place)
    asked = ("reason", "effect", "answer")
    make_correction(observation, **{name: f"{MARK}-asked-{name}" for name in asked})
    talk.comment(observation, text=f"{MARK}-said", by=factories.make_officer())
