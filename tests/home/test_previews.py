"""The page of a country as the public will read it once all that is ready is public."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.models import AuditEvent
from monitoring.enums import SubmissionState, ValueState
from monitoring.models import ObservationVersion, Submission
from pathfinders.enums import RoadmapState
from pathfinders.models import Pathfinder, Roadmap
from tests.factories import (
    make_chair,
    make_contributor,
    make_country,
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_pathfinder,
    make_review,
    make_roadmap,
)
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    found = make_pathfinder(is_public=True)
    make_roadmap(found, state=RoadmapState.ACCEPTED, title="Plan that waits")
    make_review(
        found,
        year=2024,
        state="tabled",
        outcome_at=timezone.now(),
        outcome_by=make_officer(),
        justification_verdict="not_needed",
    )
    return found


def path_of(pathfinder) -> str:
    return f"{pathfinder.get_absolute_url()}?preview=public"


def everything() -> list:
    tables = (Pathfinder, Roadmap, Submission, ObservationVersion, AuditEvent)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_country_is_shown_as_a_stranger_will_read_it(pathfinder, client_for):
    before, officer = everything(), make_officer()

    page = client_for(officer).get(path_of(pathfinder))

    assert page.status_code == 200
    for words in ("Preview, not public", "Plan that waits", "Annual review 2024"):
        assert words in page.text
    for words in (officer.name, "Open the desk"):
        assert words not in page.text
    assert everything() == before
    assert "no-store" in page["Cache-Control"]
    public = Client().get(pathfinder.get_absolute_url()).text
    assert "Plan that waits" not in public
    assert "Preview" not in public


def test_contributor_reads_no_review_that_is_not_theirs_to_read(pathfinder, client_for):
    contributor = client_for(make_contributor(pathfinder.country))

    page = contributor.get(path_of(pathfinder)).text

    assert "Plan that waits" in page
    assert "Annual review 2024" not in page


def test_hidden_country_is_previewed_too(pathfinder, client_for):
    Pathfinder.objects.update(is_public=False)
    focal = client_for(make_focal_point(pathfinder.country))

    assert "Plan that waits" in focal.get(path_of(pathfinder)).text
    assert Client().get(pathfinder.get_absolute_url()).status_code == 404


def test_nobody_else_gets_the_preview(pathfinder, client_for):
    others = [make_gcg_member(), make_chair(), make_focal_point(make_country())]

    clients = [Client(), *map(client_for, others)]

    codes = [each.get(path_of(pathfinder)).status_code for each in clients]
    assert codes == [404] * 4


def test_looking_at_the_country_publishes_no_value(pathfinder, client_for):
    submission = make_submission(
        make_round(year=2026), pathfinder, state=SubmissionState.APPROVED
    )
    value = make_value(
        make_observation(pathfinder, year=2024),
        quantity=Decimal(61334),
        state=ValueState.ACCEPTED,
        submission=submission,
    )
    officer = client_for(make_officer())

    page = officer.get(path_of(pathfinder))

    assert page.status_code == 200
    value.refresh_from_db()
    assert (value.state, value.published_at) == (ValueState.ACCEPTED, None)


def test_link_is_shown_to_who_works_on_it(pathfinder, client_for):
    link = 'href="?preview=public"'

    assert link in client_for(make_officer()).get(pathfinder.get_absolute_url()).text
    assert link not in Client().get(pathfinder.get_absolute_url()).text
