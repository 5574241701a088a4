"""What a reminder says, to whom, and in which language; the command that sends it."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from alliance87.core.models import Mail
from alliance87.partners.enums import Role
from monitoring.enums import SubmissionState
from pathfinders.enums import Status
from tests.factories import (
    make_contributor,
    make_country,
    make_focal_point,
    make_officer,
    make_pathfinder,
    make_role,
)
from tests.factories.monitoring import make_definition, make_indicator_set
from tests.factories.rounds import DUE, make_round, make_submission
from tests.factories.values import make_observation, make_value
from tests.monitoring.reminded import OFFICIAL, log, run, with_official

pytestmark = pytest.mark.django_db


def test_mail_says_what_until_when_how_much_who_and_where(settings):
    settings.SITE_URL = "https://reports.example.org"
    definitions = [make_definition() for _number in range(3)]
    reporting_round = make_round(
        indicator_set=make_indicator_set(*definitions), message="Use the new form."
    )
    country = make_country(iso3="QQA", name_en="Examplia")
    pathfinder = make_pathfinder(country=country, status=Status.PATHFINDER)
    make_submission(reporting_round, pathfinder)
    make_focal_point(country, name="Fatou Focal", email="focal@example.org")
    make_contributor(country, name="Ben Contributor")
    indicator = definitions[0].indicator
    make_value(make_observation(pathfinder, indicator, year=reporting_round.year))

    run(-30)

    mail = Mail.objects.get(to="focal@example.org")
    assert mail.subject == "Reporting 2026 of Examplia: due in 30 days"
    for line in (
        "Dear Fatou Focal,",
        "Examplia, report of 2026",
        "Due: 30 April 2027 (in 30 days)",
        "Values can be entered until: 30 June 2027",
        "Answered: 1 of 3 indicators",
        "Also working on it: Ben Contributor (National contributor).",
        "https://reports.example.org/pathfinders/qqa/reporting/2026/",
        "Use the new form.",
    ):
        assert line in mail.text.splitlines()
    assert mail.text.count("https://reports.example.org/pathfinders/") == 1
    assert "&#" not in mail.text
    assert "\n\n\n" not in mail.text


def test_mail_after_closing_says_how_to_get_more_time():
    submission = make_submission(make_round(closes_on=DUE + timedelta(days=5)))
    make_focal_point(submission.pathfinder.country)

    run(14)

    closed = "Closed since 5 May 2027: ask the secretariat for more time."
    assert closed in Mail.objects.get().text.splitlines()


def test_mail_after_closing_says_that_what_came_back_can_be_answered():
    closed = make_round(closes_on=DUE + timedelta(days=5))
    submission = make_submission(closed, state=SubmissionState.RETURNED)
    make_focal_point(submission.pathfinder.country)

    run(14)

    lines = Mail.objects.get().text.splitlines()
    line = "What came back can be changed and sent in also after the round closed."
    assert line in lines
    assert not any("ask the secretariat for more time" in line for line in lines)


def test_person_of_two_countries_gets_one_mail_about_both():
    together = make_round()
    first, second = make_submission(together), make_submission(together)
    user = make_focal_point(first.pathfinder.country, email="focal@example.org")
    make_role(user, Role.CONTRIBUTOR, second.pathfinder.country)

    run(-7)

    mail = Mail.objects.get()
    assert mail.subject == "Alliance 8.7: 2 reports are due"
    assert mail.text.count("Due: 30 April 2027 (in 7 days)") == 2
    assert log() == [
        ("focal@example.org", "focal_point", -7),
        ("focal@example.org", "contributor", -7),
    ]


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "30 April 2027"), ("fr", "30 avril 2027"), ("es", "30 de abril de 2027")],
)
def test_mail_is_in_the_language_of_the_person(language, day):
    submission = make_submission()
    make_focal_point(submission.pathfinder.country, language=language)

    run(-7)

    mail = Mail.objects.get()
    assert mail.language == language
    assert day in mail.text


def test_official_without_account_reads_the_language_of_the_team():
    submission = make_submission()
    make_focal_point(submission.pathfinder.country, language="fr")
    with_official(submission)

    run(1)

    mail = Mail.objects.get(to=OFFICIAL)
    assert (mail.language, mail.user) == ("fr", None)
    assert "/reporting/" not in mail.text


def test_officers_read_which_countries_are_late_and_where(settings):
    settings.SITE_URL = "https://reports.example.org"
    together = make_round()
    for _number in range(2):
        make_submission(together)
    make_officer(email="officer@example.org")

    run(14)

    mail = Mail.objects.get()
    assert mail.text.count("Due: 30 April 2027 (14 days late)") == 2
    assert mail.text.count("https://reports.example.org/secretariat/rounds/2026/") == 1
    assert mail.text.count("Nobody works on it here: the country has no focal") == 2


# --- The command ----------------------------------------------------------------------


def test_command_says_what_it_did():
    submission = make_submission()
    make_focal_point(submission.pathfinder.country, email="focal@example.org")
    out = StringIO()

    call_command("send_reminders", today=date(2027, 3, 31), stdout=out)

    assert out.getvalue().splitlines() == [
        f"focal@example.org: {submission} -30",
        "Reminders of 2027-03-31: 1.",
    ]


@pytest.mark.parametrize("countries", [1, 3])
def test_quiet_run_asks_a_fixed_number_of_queries(countries, django_assert_num_queries):
    together = make_round()
    for _number in range(countries):
        make_focal_point(make_submission(together).pathfinder.country)
    run(-7)

    with django_assert_num_queries(5):
        run(-6)
