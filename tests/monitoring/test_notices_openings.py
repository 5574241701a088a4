"""A country hears that a round is open before the first reminder comes, once."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from alliance87.core.models import Mail
from monitoring.enums import SubmissionState
from monitoring.notices import tell_of_open_reports
from tests.factories.rounds import DUE, OPENS
from tests.monitoring.mailed import TEAM, lines, mail_to, make_people, make_report, told
from tests.monitoring.reminded import run

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def report():
    return make_report()


@pytest.fixture(autouse=True)
def people(report):
    return make_people(report.pathfinder.country)


def tell(day: date) -> list[str]:
    return sorted(person.address for person, _report in tell_of_open_reports(day))


def test_the_country_reads_that_the_round_is_open(settings, report):
    settings.SITE_URL = "https://reports.example.org"
    report.round.message = "Use the new form."
    report.round.save()

    assert tell(OPENS) == TEAM

    assert mail_to(TEAM[0]).subject == "Reporting 2026 of Examplia: due in 110 days"
    assert lines(TEAM[0])[2:11] == [
        "your country reports to Alliance 8.7 once a year. The round is open: you can",
        "enter values now.",
        "",
        "Examplia, report of 2026",
        "Due: 30 April 2027 (in 110 days)",
        "Values can be entered until: 30 June 2027",
        "https://reports.example.org/pathfinders/qqa/reporting/2026/",
        "",
        "Use the new form.",
    ]


def test_nobody_is_told_before_the_round_opens():
    assert tell(OPENS - DAY) == []


def test_nobody_is_told_twice():
    assert [tell(OPENS + number * DAY) for number in range(3)] == [TEAM, [], []]


def test_a_reminder_that_has_come_says_it_already():
    """Sixty days before the report is due the reminders take over."""
    assert tell(DUE - 60 * DAY) == []
    assert run(-60) == TEAM


def test_who_is_given_more_time_than_the_reminders_look_ahead_is_told(report):
    tell(OPENS)
    report.extended_to, report.extension_reason = DUE + 90 * DAY, "A census"
    report.save()

    assert tell(DUE) == TEAM
    assert mail_to_newest(TEAM[0]).endswith("due in 90 days")


def mail_to_newest(address: str) -> str:
    return Mail.objects.filter(to=address).latest("pk").subject


def test_a_round_that_is_long_over_surprises_nobody():
    assert tell(DUE + 75 * DAY) == []


@pytest.mark.parametrize("state", sorted(set(SubmissionState) - {"open"}))
def test_a_report_that_was_sent_in_is_no_news(report, people, state):
    report.submitted_by, report.submitted_at = people.focal, report.created_at
    report.state = state
    report.save()

    assert tell(OPENS) == []


def test_a_report_that_was_opened_again_is_no_news(report, people):
    """The mail about that says until when."""
    report.submitted_by, report.submitted_at = people.focal, report.created_at
    report.save()

    assert tell(OPENS) == []


def test_the_command_tells_it_too(report):
    out = StringIO()

    call_command("send_reminders", today=OPENS, stdout=out)

    assert told() == TEAM
    assert sorted(out.getvalue().splitlines()) == [
        "Reminders of 2027-01-10: 0.",
        *(f"{address}: {report} is open" for address in TEAM),
    ]
