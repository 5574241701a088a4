"""What the tests of embargoes share: a record that is ready, and who reads it."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.test import Client
from django.utils import timezone

from monitoring.enums import SubmissionState, ValueState
from monitoring.selectors.open_data import Asked, open_rows
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_observation, make_value

NOON = datetime(2026, 12, 10, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NUMBER = "61331"
# What a person types to have it public at NOON.
AT_NOON = {
    "until_day": "2026-12-10",
    "until_hour": "13:00",
    "until_zone": "Europe/Zurich",
}
MOMENT = "Thu 10 Dec 2026, 13:00 Geneva (12:00 UTC)"


def make_approved(*, sent_by=None, **stated):
    """Return a submission that is approved, with one accepted value of `NUMBER`."""
    pathfinder = factories.make_pathfinder(is_public=True)
    indicator = make_indicator(code="X-1")
    make_definition(indicator, label_en="Children in child labour")
    focal = sent_by or factories.make_focal_point(pathfinder.country)
    submission = make_submission(
        make_round(year=2026),
        pathfinder,
        state=SubmissionState.APPROVED,
        submitted_by=focal,
    )
    make_value(
        make_observation(pathfinder, indicator, year=2023),
        **({"quantity": Decimal(NUMBER)} | stated),
        state=ValueState.ACCEPTED,
        submission=submission,
        submitted_by=focal,
        submitted_at=timezone.now(),
    )
    return submission


def addresses(submission) -> dict[str, str]:
    """Return where everybody would read the value."""
    country = f"/pathfinders/{submission.pathfinder.country.slug}/"
    value = submission.values.get()
    return {
        "the country": country,
        "its values": f"{country}values/",
        "the value": value.get_absolute_url(),
        "the feed": f"{country}feed/",
        "all changes": "/changes/feed/",
        "the indicator": "/indicators/X-1/countries/",
        "the search": "/search/?q=Children+in+child+labour",
        "the file": "/data/values.csv",
    }


def tells(response) -> bool:
    """Whether the number stands in the answer, however it is grouped."""
    body = b"".join(response.streaming_content) if response.streaming else None
    text = (body if body is not None else response.content).decode()
    return NUMBER in re.sub(r"(?<=\d)[\s,\u00a0\u202f\u2009](?=\d)", "", text)


def who_reads(submission, client=None) -> set[str]:
    """Return the places where somebody without an account finds the number."""
    client = client or Client()
    found = {
        name for name, path in addresses(submission).items() if tells(client.get(path))
    }
    if any(NUMBER in str(row.value) for row in open_rows(Asked())):
        found.add("open data")
    return found
