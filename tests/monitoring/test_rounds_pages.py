"""The desk of the reporting rounds as the secretariat uses it."""

import csv
import re
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.utils import timezone

from alliance87.core.models import AuditEvent, Mail
from monitoring.enums import SubmissionState
from monitoring.models import Reminder, ReportingRound, Submission
from monitoring.reminders import send_due
from monitoring.selectors.completeness import completeness
from pathfinders.enums import Status
from tests.factories import (
    make_country,
    make_focal_point,
    make_officer,
    make_pathfinder,
)
from tests.factories.monitoring import make_definition, make_indicator_set
from tests.factories.people import PEOPLE
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db

ROUNDS = "/secretariat/rounds/"
ROUND = f"{ROUNDS}2026/"


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def running(**fields):
    days = {"opens_on": in_days(-9), "due_on": in_days(60), "closes_on": in_days(90)}
    return make_round(**(days | fields))


def named(name: str, **fields):
    return make_pathfinder(
        country=make_country(name_en=name, **fields), status=Status.PATHFINDER
    )


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).split())


def countries_on(response) -> list[str]:
    return re.findall(
        r'<th scope="row"><a href="/pathfinders/\w+/reporting/2026/">([^<]+)</a>',
        response.content.decode(),
    )


def rows_of(response) -> list[dict]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


# --- Who opens the pages --------------------------------------------------------------

ALL_PAGES = [
    ROUNDS,
    f"{ROUNDS}open/",
    ROUND,
    f"{ROUND}csv/",
    f"{ROUND}change/",
    f"{ROUND}add/",
    f"{ROUND}reminders/",
    f"{ROUND}reminders/csv/",
    f"{ROUND}exa/extend/",
]


@pytest.mark.parametrize("column", PEOPLE)
@pytest.mark.parametrize("address", ALL_PAGES)
def test_desk_is_for_the_secretariat_only(address, column, client_for):
    pathfinder = named("Examplia", iso3="EXA")
    make_submission(running(), pathfinder)

    status = client_for(PEOPLE[column](pathfinder.country)).get(address).status_code

    assert status == (200 if column in {"SO", "SA"} else 403)


@pytest.mark.parametrize("address", ALL_PAGES)
def test_visitor_is_asked_to_sign_in(address, client):
    response = client.get(address)

    assert response.status_code == 302
    assert response.url.startswith("/account/login/")


@pytest.mark.parametrize("address", [f"{ROUNDS}1999/", f"{ROUND}exa/extend/"])
def test_round_or_country_that_is_not_there_is_404(address, client_for):
    running()

    assert client_for(make_officer()).get(address).status_code == 404


# --- The list -------------------------------------------------------------------------


def test_list_counts_real_countries_and_says_where_a_round_stands(client_for):
    found = running()
    make_submission(found)
    make_submission(found, state=SubmissionState.SUBMITTED)
    make_submission(found, state=SubmissionState.PUBLISHED, published_at=timezone.now())
    make_submission(found, named("Exampleland", is_example=True))
    old = {"opens_on": in_days(-90), "due_on": in_days(-60), "closes_on": in_days(-1)}
    make_round(year=2025, **old)
    make_round(year=2024, **(old | {"closes_on": in_days(5)}))
    make_round(year=2027, opens_on=in_days(3), due_on=in_days(9), closes_on=in_days(9))

    text = words(client_for(make_officer()).get(ROUNDS))

    assert re.search(r"Reporting 2026 .* Open, due in 60 days .* 2 of 3 1 of 3 ", text)
    assert re.search(r"Reporting 2025 .{,30} Closed ", text)
    assert "Due day over, closes in 5 days" in text
    assert re.search(r"Reporting 2027 .{,30} Opens on ", text)


def test_list_without_rounds_says_what_to_do(client_for):
    assert "No round yet" in words(client_for(make_officer()).get(ROUNDS))


# --- One round ------------------------------------------------------------------------


def test_round_shows_state_answers_time_and_reminders(client_for):
    definitions = [make_definition() for _number in range(4)]
    found = running(due_on=in_days(7), indicator_set=make_indicator_set(*definitions))
    begun = named("Aland")
    make_submission(found, begun)
    make_value(make_observation(begun, definitions[0].indicator, year=2026))
    sent = make_submission(found, named("Bland"), state=SubmissionState.SUBMITTED)
    make_submission(
        found, named("Cland"), extended_to=in_days(99), extension_reason="A flood"
    )
    make_focal_point(begun.country)
    send_due(in_days(0), count_progress=completeness)

    response = client_for(make_officer()).get(ROUND)
    text = words(response)

    assert countries_on(response) == ["Aland", "Bland", "Cland"]
    assert "3 countries. 2 have their reports still to send. 0 are late." in text
    assert re.search(r"Aland Begun 1 of 4 1 / 4 in 7 days Give more time", text)
    assert "1 reminder (Aland) The last: 7 days before" in text
    assert re.search(r"Bland Submitted Review \(Bland\) 0 of 4 0 / 4 Sent in on ", text)
    assert re.search(
        r"Cland Not started 0 of 4 0 / 4 in 99 days More time until ", text
    )
    assert ": A flood" in text
    assert sent.submitted_at


def test_countries_that_lack_are_named_with_the_way_to_add_them(client_for):
    running()
    named("Newland")

    text = words(client_for(make_officer()).get(ROUND))

    lacks = "1 country reports but has no page in this round Newland Add countries"
    assert lacks in text
    assert "No country reports in this round yet" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Aland", "Bland", "Cland", "Exampleland"]),
        ("?q=bl", ["Bland"]),
        ("?state=submitted", ["Bland"]),
        ("?time=late", ["Aland"]),
        ("?time=soon", []),
        ("?sort=left", ["Aland", "Cland", "Bland", "Exampleland"]),
        ("?sort=done", ["Aland", "Bland", "Cland", "Exampleland"]),
        ("?sort=quiet", ["Aland", "Cland", "Bland", "Exampleland"]),
        ("?state=nonsense", ["Aland", "Bland", "Cland", "Exampleland"]),
    ],
)
def test_round_is_filtered_and_sorted_with_examples_last(query, expected, client_for):
    found = running(due_on=in_days(-1))
    make_submission(found, named("Aland"))
    make_submission(found, named("Bland"), state=SubmissionState.SUBMITTED)
    more = {"extended_to": in_days(99), "extension_reason": "A flood"}
    make_submission(found, named("Cland"), **more)
    make_submission(found, named("Exampleland", is_example=True), **more)

    response = client_for(make_officer()).get(f"{ROUND}{query}")

    assert countries_on(response) == expected
    assert ("No country matches these filters" in words(response)) == (not expected)


def test_csv_holds_the_filtered_rows(client_for):
    found = running(due_on=in_days(-2))
    make_submission(found, named("Aland", iso3="EXA"))
    make_submission(found, named("Bland"), state=SubmissionState.SUBMITTED)

    rows = rows_of(client_for(make_officer()).get(f"{ROUND}csv/?time=late"))

    assert len(rows) == 1
    assert rows[0] == {
        "Code": "EXA",
        "Country": "Aland",
        "Example": "no",
        "Year": "2026",
        "State": "Open",
        "Answered": "0",
        "Asked": "0",
        "Due": in_days(-2).isoformat(),
        "Time left": "2 days late",
        "Sent in": "",
        "Last activity": "",
        "More time until": "",
        "Why": "",
        "Reminders": "0",
    }


@pytest.mark.parametrize("countries", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [(ROUNDS, 5), (ROUND, 9), (f"{ROUND}reminders/", 7)]
)
def test_pages_ask_a_fixed_number_of_queries(
    address, queries, countries, client_for, django_assert_num_queries
):
    for year in range(2026, 2026 + countries):
        found = running(year=year, due_on=in_days(7))
        for _number in range(countries):
            make_focal_point(make_submission(found).pathfinder.country)
    send_due(in_days(0), count_progress=completeness)
    client = client_for(make_officer())

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


# --- Decisions ------------------------------------------------------------------------


def form(**changed) -> dict:
    return {
        "version": "0",
        "year": "2026",
        "indicator_set": make_indicator_set().pk,
        "opens_on": in_days(0).isoformat(),
        "due_on": in_days(60).isoformat(),
        "closes_on": in_days(90).isoformat(),
        "message": "",
    } | changed


def test_round_is_opened_from_the_page(client_for):
    pathfinder = named("Aland")

    response = client_for(make_officer()).post(f"{ROUNDS}open/", form(), follow=True)

    assert "The round is open. Each country that reports has its page." in words(
        response
    )
    assert Submission.objects.get().pathfinder == pathfinder


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"due_on": "2020-01-01"}, "A round opens first, is due then, and closes last"),
        (
            {"opens_on": "2019-01-01", "due_on": "2020-01-01"},
            "The day it is due is over. Choose today or a later day.",
        ),
        ({"year": "2025"}, "There is a round for this year already."),
    ],
)
def test_round_that_cannot_be_opened_comes_back_with_a_sentence(
    changed, sentence, client_for
):
    make_round(year=2025)

    response = client_for(make_officer()).post(f"{ROUNDS}open/", form(**changed))

    assert sentence in words(response)
    assert ReportingRound.objects.count() == 1


def test_round_is_changed_from_the_page_and_a_stale_one_shows_both(client_for):
    found = running()
    client = client_for(make_officer())
    sent = form(indicator_set=found.indicator_set_id, message="Use the new form.")

    assert client.post(f"{ROUND}change/", sent).status_code == 302
    stale = client.post(f"{ROUND}change/", sent | {"message": "Another text."})

    assert stale.status_code == 409
    assert "Use the new form." in words(stale)
    assert ReportingRound.objects.get().message == "Use the new form."


def test_countries_are_added_from_the_page(client_for):
    running()
    first, second = named("Aland"), named("Bland")
    client = client_for(make_officer())
    assert "Choose at least one country." in words(client.post(f"{ROUND}add/", {}))

    client.post(f"{ROUND}add/", {"countries": [first.pk, second.pk]})

    assert {each.pathfinder for each in Submission.objects.all()} == {first, second}


def test_one_country_gets_more_time_from_the_page(client_for):
    make_submission(running(), named("Aland", iso3="EXA"))
    sent = {"until": in_days(99).isoformat(), "reason": "A flood"}

    response = client_for(make_officer()).post(f"{ROUND}exa/extend/", sent, follow=True)

    assert "Aland has more time now." in words(response)
    assert Submission.objects.get().extended_to == in_days(99)
    assert AuditEvent.objects.get().verb == "submission.extended"


# --- The log --------------------------------------------------------------------------


def test_log_says_who_got_what_when_and_whether_it_left(client_for):
    found = running(due_on=in_days(7))
    submission = make_submission(found, named("Aland", iso3="EXA"))
    make_focal_point(
        submission.pathfinder.country, name="Fatou", email="fatou@example.org"
    )
    client = client_for(make_officer())
    assert "No reminder was written yet" in words(client.get(f"{ROUND}reminders/"))
    send_due(in_days(0), count_progress=completeness)

    text = words(client.get(f"{ROUND}reminders/"))
    line = "Aland Fatou fatou@example.org Focal point 7 days before"
    assert line in text
    assert "Waiting" in text

    Mail.objects.update(sent_at=timezone.now())
    assert "Sent" in words(client.get(f"{ROUND}reminders/"))
    rows = rows_of(client.get(f"{ROUND}reminders/csv/?country=EXA&q=fatou&step=-7"))
    assert [(row["Address"], row["Days"]) for row in rows] == [
        ("fatou@example.org", "-7")
    ]
    for other in ("step=1", "q=nobody"):
        assert rows_of(client.get(f"{ROUND}reminders/csv/?{other}")) == []
    assert Reminder.objects.count() == 1
