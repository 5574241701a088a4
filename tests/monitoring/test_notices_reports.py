"""Mails about a report: who is told, what they say, and never a figure."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from alliance87.core.exceptions import DomainError
from alliance87.core.models import Mail
from alliance87.partners.enums import Role
from monitoring import submissions
from monitoring.notices.wording import names_a_number
from monitoring.workflow import submission as moves
from monitoring.workflow.value import Return, accept_values
from tests import factories
from tests.factories.values import make_observation, make_value
from tests.monitoring.mailed import (
    CANARY,
    OFFICERS,
    TEAM,
    forget,
    lines,
    mail_to,
    make_count,
    make_people,
    make_report,
    nothing_missing,
    told,
)

pytestmark = pytest.mark.django_db
SITE = "https://reports.example.org"
TODAY = date(2027, 4, 27)


@pytest.fixture(autouse=True)
def _at_a_known_place_and_day(settings, monkeypatch):
    settings.SITE_URL = SITE
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def people(report):
    return make_people(report.pathfinder.country)


def sent_in(report, people, *, values: int = 1) -> list:
    """Send so many values in; the mails about it are forgotten."""
    made = [make_count(report, year=2021 - number) for number in range(values)]
    submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)
    forget()
    return made


def back(version, text: str = "Which survey of 2019?", reason: str = "source"):
    return Return(version, reason, text)


# --- Sent in --------------------------------------------------------------------------


def test_officers_read_that_a_report_waits(report, people):
    for year in (2020, 2021):
        make_count(report, year=year)

    submissions.submit(
        report, by=people.focal, what_is_missing=nothing_missing, message="12 are new."
    )

    assert told() == OFFICERS
    mail = mail_to("officer@example.org")
    assert mail.subject == "Reporting 2026 of Examplia: sent in"
    assert lines("officer@example.org")[:9] == [
        f"Dear {people.officer.name},",
        "",
        "a country sent its report in.",
        "",
        "Examplia, report of 2026",
        "Sent in by: Fatou Focal",
        "2 values wait for a decision.",
        f"{SITE}/secretariat/review/qqa/2026/",
        "",
    ]
    assert "12 are new" not in mail.text


def test_a_report_sent_in_again_is_told_again(report, people):
    [version] = sent_in(report, people)
    submissions.send_back(report, [back(version)], by=people.officer)
    forget()

    submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)

    assert told() == OFFICERS


def test_the_form_sent_twice_writes_each_mail_once(report, people, client_for):
    make_value(make_observation(report.pathfinder))
    keys = {"iso3": "qqa", "year": 2026}
    url = reverse("monitoring:submission-send", kwargs=keys)
    browser = client_for(people.focal)
    once = str(browser.get(url).context["once"])

    for _number in range(2):
        assert browser.post(url, {"once": once, "message": ""}).status_code == 302

    assert told() == OFFICERS


def test_what_is_refused_writes_no_mail(report, people):
    with pytest.raises(DomainError):
        submissions.submit(
            report, by=people.focal, what_is_missing=lambda _: ["Explain the jump."]
        )

    assert told() == []


def test_what_is_rolled_back_writes_no_mail(report, people):
    make_count(report)

    with transaction.atomic():
        submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)
        written = told()
        transaction.set_rollback(True)

    assert written == OFFICERS
    assert told() == []


def test_an_address_that_is_none_stops_nobody(report, people, caplog):
    people.colleague.email = "no address"
    people.colleague.save()
    make_count(report)

    submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)

    assert told() == ["officer@example.org"]
    assert "No mail to 'no address'" in caplog.text


# --- Sent back ------------------------------------------------------------------------


def test_the_country_reads_which_values_came_back_and_why(report, people):
    first, _second = sent_in(report, people, values=2)

    submissions.send_back(report, [back(first)], by=people.officer)

    assert told() == TEAM
    assert mail_to("focal@example.org").subject == "Examplia: 1 value was sent back"
    assert lines("focal@example.org") == [
        "Dear Fatou Focal,",
        "",
        "the secretariat sent 1 value of your report back. Please change or answer",
        "it, then send the report in again.",
        "",
        "Examplia, report of 2026",
        "Due: 30 April 2027 (in 3 days)",
        "What came back can be changed and sent in also after the round closed.",
        f"{SITE}/pathfinders/qqa/reporting/2026/",
        "",
        "Children in child labour, 2021, Girls",
        "The source is missing or unclear: “Which survey of 2019?”",
        f"{SITE}/pathfinders/qqa/values/{first.observation_id}/",
        "",
        "Secretariat of Alliance 8.7",
        "",
        "-- ",
        "Alliance 8.7 pathfinder countries",
        f"{SITE}/",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Compare 2019 and 2020-2021.", False),
        ("Say which survey.", False),
        (f"Not {CANARY}, surely", True),
        ("Only 3 girls", True),
        ("٣ girls", True),
        ("Half: ½", True),
        ("2019.5 percent", True),
        ("12,019 girls", True),
        ("2019000 girls", True),
        ("Only three girls", True),
        ("Trois filles", True),
        ("Doce niñas", True),
        ("Une fille, una niña", False),
    ],
)
def test_words_that_name_a_number_are_known(text, expected):
    assert names_a_number(text) is expected


def test_words_that_name_a_figure_stay_on_the_page(report, people):
    [version] = sent_in(report, people)

    submissions.send_back(
        report, [back(version, f"Not {CANARY}?", "figure")], by=people.officer
    )

    words = "The figure looks wrong. The words name a number: read them on the page."
    assert words in lines("focal@example.org")
    assert not Mail.objects.filter(text__contains=CANARY).exists()


def test_a_value_that_comes_back_twice_is_told_twice_with_the_newest_words(
    report, people
):
    [version] = sent_in(report, people)
    submissions.send_back(report, [back(version, "First.")], by=people.officer)
    submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)
    forget()

    submissions.send_back(report, [back(version, "Second.")], by=people.officer)

    assert told() == TEAM
    assert "First." not in mail_to("focal@example.org").text
    assert "“Second.”" in mail_to("focal@example.org").text


def test_many_values_are_counted_after_the_first_thirty(report, people):
    versions = sent_in(report, people, values=32)

    submissions.send_back(report, [back(each) for each in versions], by=people.officer)

    mail = mail_to("focal@example.org")
    assert mail.subject == "Examplia: 32 values were sent back"
    assert mail.text.count("Girls") == 30
    assert "2 more values stand on the page of the report." in mail.text.splitlines()


def test_a_mail_is_in_the_language_of_the_person(report, people):
    people.second.language = "fr"
    people.second.save()
    [version] = sent_in(report, people)

    submissions.send_back(report, [back(version)], by=people.officer)

    french, english = mail_to("second@example.org"), mail_to("focal@example.org")
    assert (french.language, english.language) == ("fr", "en")
    assert "Enfants au travail, 2021, Filles" in french.text.splitlines()
    assert "30 avril 2027" in french.text
    assert "Exemplie" in french.subject
    assert "Dear" not in french.text
    assert "Children in child labour, 2021, Girls" in english.text.splitlines()


def test_who_acts_is_not_told(report, people):
    """Also where one person works for the country and for the secretariat."""
    country = report.pathfinder.country
    factories.make_role(people.officer, Role.CONTRIBUTOR, country)
    [version] = sent_in(report, people)

    submissions.send_back(report, [back(version)], by=people.officer)

    assert told() == TEAM


def test_who_has_two_roles_is_told_once(report, people):
    factories.make_role(people.second, Role.CONTRIBUTOR, report.pathfinder.country)
    [version] = sent_in(report, people)

    submissions.send_back(report, [back(version)], by=people.officer)

    assert told() == TEAM


def test_an_invented_country_is_marked():
    report = make_report(is_example=True)
    people = make_people(report.pathfinder.country)
    make_count(report)

    submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)

    assert "Examplia (example), report of 2026" in lines("officer@example.org")


# --- Public, open again ---------------------------------------------------------------


def published(report, people, *, values: int):
    accept_values(sent_in(report, people, values=values), by=people.colleague)
    approved = moves.approve(report, by=people.officer)
    return submissions.publish(approved, by=people.officer)


def test_the_country_reads_how_many_values_are_public(report, people):
    published(report, people, values=3)

    assert told() == TEAM
    assert mail_to(TEAM[0]).subject == "Reporting 2026 of Examplia: public"
    assert lines(TEAM[0])[4:7] == [
        "Examplia, report of 2026",
        "3 values of it are public.",
        f"{SITE}/pathfinders/qqa/values/",
    ]


def test_the_country_reads_that_its_report_is_open_again(report, people):
    done = published(report, people, values=1)
    forget()

    submissions.reopen(done, reason="A survey of 2024 came out.", by=people.officer)

    assert told() == TEAM
    assert mail_to(TEAM[0]).subject == "Reporting 2026 of Examplia: open again"
    assert lines(TEAM[0])[5:9] == [
        "Examplia, report of 2026",
        "Values can be entered until: 30 June 2027",
        "Reason: “A survey of 2024 came out.”",
        f"{SITE}/pathfinders/qqa/reporting/2026/",
    ]


def test_no_mail_of_a_report_names_a_figure(report, people):
    [version] = sent_in(report, people)
    submissions.send_back(report, [back(version)], by=people.officer)
    submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)
    accept_values([version], by=people.officer)
    done = submissions.publish(
        moves.approve(report, by=people.officer), by=people.officer
    )
    submissions.reopen(done, reason=f"It is not {CANARY}.", by=people.officer)

    assert Mail.objects.count() == 3 * len(TEAM) + len(OFFICERS)
    for mail in Mail.objects.all():
        assert CANARY not in f"{mail.subject} {mail.text}"


# --- From the pages -------------------------------------------------------------------


def press(client, verb: str, **fields):
    """Send a form of the review desk; it must be carried out."""
    keys = {"iso3": "qqa", "year": 2026}
    url = reverse(f"monitoring:review-desk-{verb}", kwargs=keys)
    assert client.post(url, fields).status_code == 302


def test_the_buttons_of_the_review_desk_write_the_mails(report, people, client_for):
    version, other = sent_in(report, people, values=2)
    desk = client_for(people.officer)

    given = {f"{version.pk}-reason": "unit", f"{version.pk}-text": "Percent?"}
    press(desk, "return", value=version.pk, **given)
    submissions.submit(report, by=people.focal, what_is_missing=nothing_missing)
    accept_values([version, other], by=people.colleague)
    press(desk, "approve")
    press(desk, "publish")
    press(desk, "reopen", reason="A new survey")

    subjects = Mail.objects.filter(to=TEAM[0]).order_by("pk")
    assert list(subjects.values_list("subject", flat=True)) == [
        "Examplia: 1 value was sent back",
        "Reporting 2026 of Examplia: public",
        "Reporting 2026 of Examplia: open again",
    ]
