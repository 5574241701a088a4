"""A version as it stood on a day: nothing of what happened to it later is told."""

from datetime import UTC, datetime

import pytest

from monitoring.enums import ValueState
from monitoring.figures.past import as_it_stood
from monitoring.models import ObservationVersion
from tests import factories
from tests.factories.values import make_observation, make_value

MARCH, APRIL, MAY, JUNE = (
    datetime(2025, month, 3, tzinfo=UTC) for month in (3, 4, 5, 6)
)


def version(state: str, **moments) -> ObservationVersion:
    names = dict(
        zip(
            ("submitted_at", "decided_at", "published_at", "superseded_at"),
            (MARCH, APRIL, MAY, JUNE),
            strict=True,
        )
    )
    return ObservationVersion(state=state, **(names | moments))


@pytest.mark.parametrize(
    ("moment", "state", "known"),
    [
        (MARCH, ValueState.DRAFT, 0),
        (APRIL, ValueState.SUBMITTED, 1),
        (MAY, ValueState.ACCEPTED, 2),
        (JUNE, ValueState.PUBLISHED, 3),
        (datetime(2025, 7, 1, tzinfo=UTC), ValueState.SUPERSEDED, 4),
    ],
)
def test_version_has_the_state_and_the_dates_of_its_day(moment, state, known):
    stored = version(ValueState.SUPERSEDED)

    found = as_it_stood(stored, moment)

    dates = [
        *(found.submitted_at, found.decided_at, found.published_at),
        found.superseded_at,
    ]
    assert (found.state, dates) == (
        state,
        [*(MARCH, APRIL, MAY, JUNE)[:known], *[None] * (4 - known)],
    )
    assert (stored.state, stored.superseded_at) == (ValueState.SUPERSEDED, JUNE)


@pytest.mark.parametrize(
    ("state", "moments", "expected"),
    [
        (ValueState.RETURNED, {"superseded_at": None}, ValueState.RETURNED),
        (ValueState.SUPERSEDED, {}, ValueState.RETURNED),
        (ValueState.ACCEPTED, {"superseded_at": None}, ValueState.ACCEPTED),
        (
            ValueState.SUBMITTED,
            {"submitted_at": MAY, "decided_at": APRIL, "superseded_at": None},
            ValueState.SUBMITTED,
        ),
        (
            ValueState.DISCARDED,
            {"submitted_at": None, "decided_at": None},
            ValueState.DRAFT,
        ),
    ],
)
def test_version_that_was_never_public_has_the_state_of_its_day(
    state, moments, expected
):
    stored = version(state, **({"published_at": None} | moments))

    assert as_it_stood(stored, datetime(2025, 5, 20, tzinfo=UTC)).state == expected


def test_page_of_a_past_day_tells_nothing_of_later(db, client_for):
    observation = make_observation(factories.make_pathfinder(is_public=True))
    focal_point = factories.make_focal_point(observation.pathfinder.country)
    officer = factories.make_officer(name="Olu Officer")
    make_value(
        observation,
        state=ValueState.PUBLISHED,
        at=MARCH,
        submitted_at=APRIL,
        submitted_by=focal_point,
        decided_at=JUNE,
        decided_by=officer,
        published_at=JUNE,
    )
    client = client_for(focal_point)

    then = client.get(f"{observation.get_absolute_url()}?as_of=2025-05-01")
    now = client.get(observation.get_absolute_url())

    assert [line.value for line in then.context["path"]] == [MARCH, APRIL]
    assert [line.value for line in now.context["path"]] == [MARCH, APRIL, JUNE, JUNE]
    assert then.context["facts"].versions[0].state == ValueState.SUBMITTED
    assert "Olu Officer" not in then.content.decode()
    assert "Olu Officer" in now.content.decode()
