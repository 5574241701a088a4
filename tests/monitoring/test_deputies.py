"""Deputies in reporting: marked among the workers, reminded as any focal point."""

from datetime import date, timedelta

import pytest

from alliance87.core.models import Mail
from alliance87.partners.enums import Role
from tests import factories
from tests.factories.rounds import DUE, make_submission
from tests.monitoring.reminded import log, run

pytestmark = pytest.mark.django_db


def make_deputy(country, *, ends_on: date, **fields):
    user = factories.make_user(**fields)
    factories.make_role(
        user, Role.FOCAL_POINT, country, ends_on=ends_on, is_deputy=True
    )
    return user


def test_my_reporting_marks_deputies(client_for):
    submission = make_submission()
    country = submission.pathfinder.country
    factories.make_focal_point(country, name="Fatou Focal")
    deputy = make_deputy(country, ends_on=date(2999, 12, 5), name="Dina Deputy")

    page = client_for(deputy).get(submission.get_absolute_url())

    workers = page.context["facts"].workers
    assert [(each.name, each.role, each.deputy) for each in workers] == [
        ("Fatou Focal", "Focal point", ""),
        ("Dina Deputy", "Focal point", "Deputy until 5 December 2999"),
    ]
    assert page.content.decode().count("Deputy until 5 December 2999") == 1


def test_deputy_is_reminded_until_the_last_day_and_not_after():
    submission = make_submission()
    make_deputy(
        submission.pathfinder.country,
        ends_on=DUE - timedelta(days=7),
        email="deputy@example.org",
    )

    assert run(-30) == ["deputy@example.org"]
    assert run(-7) == ["deputy@example.org"]
    assert run(1) == []
    assert log() == [
        ("deputy@example.org", "focal_point", -30),
        ("deputy@example.org", "focal_point", -7),
    ]


def test_reminder_names_the_deputy_as_such():
    submission = make_submission()
    country = submission.pathfinder.country
    factories.make_focal_point(country, email="focal@example.org")
    make_deputy(country, ends_on=date(2999, 12, 5), name="Dina Deputy")

    run(-7)

    assert (
        "Dina Deputy (Focal point, Deputy until 5 December 2999)"
        in Mail.objects.get(to="focal@example.org").text
    )
