"""The page of what changed: which period it shows, its messages, its files."""

import csv
import io
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from alliance87.core.dates import PartialDate
from meetings.enums import MeetingState
from pathfinders.enums import MilestoneKind
from pathfinders.models import Milestone
from tests.factories import (
    keeper,
    make_country,
    make_gcg_member,
    make_pathfinder,
)
from tests.factories.decisions import make_gcg
from tests.factories.meetings import in_days, make_coming, make_group_meeting
from tests.meetings import changed
from tests.meetings.changed import BEFORE, DAY, EACH, UNTIL
from tests.meetings.pack_samples import text_of

pytestmark = pytest.mark.django_db
URL = "/changes/"
SPAN = {"since": BEFORE.isoformat(), "until": UNTIL.isoformat()}
IGNORED = "A filter could not be read and was ignored."


def shown(client, **query):
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer


def period_of(answer) -> tuple[date, date]:
    period = answer.context["asked"].period
    return period.after, period.until


@pytest.fixture
def held():
    """Hold two meetings of the Group a month and ten days ago."""
    return make_gcg(6, on=in_days(-40)), make_gcg(7, on=in_days(-10))


# --- Which period ---------------------------------------------------------------------


def test_page_begins_after_the_last_meeting_of_the_group_that_was_held(client, held):
    make_gcg(8, on=in_days(-5), state=MeetingState.CANCELLED)
    make_gcg(9, on=in_days(-4), is_example=True)
    make_group_meeting(state=MeetingState.HELD, on=in_days(-3))
    make_gcg(10, on=in_days(0))
    make_coming(11)

    answer = shown(client)

    assert answer.context["span"].since == held[1]
    assert period_of(answer) == (in_days(-10), in_days(0))
    assert f"After {held[1]}" in answer.content.decode()


def test_page_without_a_meeting_shows_the_last_year(client):
    today = timezone.localdate()

    after, until = period_of(shown(client))

    assert until == today
    assert (after.month, after.year) == (today.month, today.year - 1)


def test_two_meetings_name_what_lies_after_one_up_to_the_other(client, held):
    first, second = held
    keys = {"since_meeting": first.pk, "until_meeting": second.pk}
    pathfinder = make_pathfinder()
    for days in (-40, -39, -10, -9):
        changed.step(pathfinder, in_days(days))

    answer = shown(client, **keys)

    days = [row.when.on for row, _apart in answer.context["rows"]]
    assert days == [in_days(-10), in_days(-39)]
    assert f"That is the last day of {second}." in answer.content.decode()


def test_meeting_of_two_days_is_not_in_what_changed_after_it(client):
    first = in_days(-11)
    meeting = make_gcg(6, on=first, until=in_days(-10))

    assert period_of(shown(client))[0] == in_days(-10)
    until = period_of(shown(client, until_meeting=meeting.pk))[1]
    assert until == in_days(-10)


def test_day_counts_before_a_meeting(client, held):
    keys = {"since_meeting": held[0].pk, "until_meeting": held[1].pk}

    answer = shown(client, **keys, **SPAN)

    assert period_of(answer) == (BEFORE, UNTIL)
    assert (answer.context["span"].since, answer.context["span"].until) == (None, None)


def test_meeting_to_come_ends_the_period_today(client, held):
    coming = make_coming(8)

    assert period_of(shown(client, until_meeting=coming.pk))[1] == in_days(0)


# --- What cannot be read --------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"since": "31-13-2020"}, "This is no day. Write it as 2026-03-31."),
        ({"since": "2024-02-30"}, "This is no day."),
        ({"since": "2024-05-01", "until": "2024-04-01"}, "ends before it begins"),
        ({"since": "2024-05-01", "until": "2024-05-01"}, "ends before it begins"),
        ({"since": "9999-12-31"}, "This day is still to come."),
        ({"until": "9999-12-31"}, "This day is still to come."),
        ({"until": "0001-01-01"}, "ends before it begins"),
        ({"since_meeting": "999999"}, "does not exist and was ignored"),
        ({"until_meeting": "x"}, "does not exist and was ignored"),
        ({"kind": "x"}, "does not exist and was ignored"),
        ({"kind": "\0"}, "does not exist and was ignored"),
        ({"country": "XXX"}, "does not exist and was ignored"),
        ({"country": "\0"}, "Null characters are not allowed."),
        ({"since": "\0"}, "This is no day."),
        ({"since_meeting": "\0"}, "does not exist and was ignored"),
    ],
)
@pytest.mark.parametrize("name", ["", "-csv", "-xlsx", "-pdf"])
def test_what_cannot_be_read_is_ignored_and_said(client, query, words, name):
    answer = client.get(reverse(f"meetings:changes{name}"), query)

    assert answer.status_code == 200
    if not name:
        page = answer.content.decode()
        assert IGNORED in page
        assert words in page


@pytest.mark.parametrize("number", ["0", "-1", "x", "\0", str(10**20)])
def test_page_that_does_not_exist_is_another_one(client, number):
    changed.step(make_pathfinder())

    answer = shown(client, **SPAN, page=number)

    assert len(answer.context["rows"]) == 1


def test_first_day_of_all_can_be_asked_for(client):
    changed.step(make_pathfinder())

    answer = shown(client, since="0001-01-01")

    assert len(answer.context["rows"]) == 1


def test_hidden_country_and_plan_of_a_meeting_cannot_be_chosen(client):
    hidden = make_pathfinder(is_public=False).country
    plan = make_gcg(6, on=in_days(-3), state=MeetingState.PLANNED)

    page = shown(client).content.decode()

    assert str(hidden) not in page
    assert str(plan) not in page
    words = shown(client, country=hidden.iso3).content.decode()
    assert "This choice does not exist and was ignored." in words


# --- What stands on it ----------------------------------------------------------------


def test_page_says_that_nothing_changed_and_leads_back(client):
    page = shown(client).content.decode()
    assert "Nothing changed in this period" in page
    assert "Since the last meeting" not in page

    narrowed = shown(client, kind="status").content.decode()
    assert f'href="{URL}"' in narrowed
    assert "Since the last meeting" in narrowed


def test_page_counts_by_country_and_leads_to_what_it_counts(client):
    country = make_country(name_en="Ruritania")
    pathfinder = make_pathfinder(country=country)
    changed.step(pathfinder)
    changed.step(pathfinder, kind=MilestoneKind.COORDINATION)
    changed.pledge(make_pathfinder())
    changed.group_state(pathfinder)

    answer = shown(client, **SPAN)

    row = next(each for each in answer.context["counts"] if each.country == country)
    assert [number for _kind, _label, number in row.numbers] == [2, 0, 0]
    assert answer.context["counts"][-1].country is None
    assert sum(each.total for each in answer.context["counts"]) == 4
    span = "since=2024-02-29&amp;until=2024-03-31"
    link = f'href="?{span}&amp;country={country.iso3}&amp;kind=step"'
    assert link in answer.content.decode()
    narrowed = shown(client, **SPAN, country=country.iso3, kind="step")
    assert len(narrowed.context["rows"]) == 2


def test_count_of_a_country_that_is_hidden_leads_nowhere(client_for):
    """An action point asked of its focal point is read by the Group."""
    hidden = make_pathfinder(is_public=False)
    changed.action_point(hidden)

    answer = client_for(make_gcg_member()).get(URL, SPAN)

    (row,) = answer.context["counts"]
    assert (row.country, row.is_offered) == (hidden.country, False)
    assert f"country={hidden.country.iso3}" not in answer.content.decode()


def test_page_says_what_was_put_on_record_later_and_what_is_an_example(client):
    country = make_country(is_example=True)
    late = date(2024, 4, 20)
    changed.step(make_pathfinder(country=country), recorded=late)

    assert not shown(client, **SPAN).context["rows"]
    page = shown(client, **SPAN, country=country.iso3).content.decode()

    assert "on record since 20 April 2024" in page
    table = page[page.index("One by one") :]
    assert "Example" in table


def many_steps(number: int) -> None:
    pathfinder = make_pathfinder()
    with changed.at(DAY):
        Milestone.objects.bulk_create(
            Milestone(
                pathfinder=pathfinder,
                kind=MilestoneKind.OTHER,
                statement=f"Step {each}",
                on=DAY,
                precision="day",
                created_by=keeper(),
            )
            for each in range(number)
        )


def test_pages_keep_what_was_chosen_and_hold_each_change_once(client):
    many_steps(51)

    first = shown(client, **SPAN, kind="step")
    last = shown(client, **SPAN, kind="step", page=2)

    assert len(first.context["rows"]) == 50
    told = [row.what for row, _apart in [*first.context["rows"], *last.context["rows"]]]
    assert len(set(told)) == 51
    page = first.content.decode()
    links = {
        part.partition('"')[0].replace("&amp;", "&")
        for part in page.split('href="')[1:]
        if "page=2" in part.partition('"')[0]
    }
    assert links
    for link in links:
        query = parse_qs(urlsplit(link).query)
        assert query == {name: [value] for name, value in SPAN.items()} | {
            "kind": ["step"],
            "page": ["2"],
        }


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_as_often_for_many_rows(rows, client_for, django_assert_num_queries):
    browser = client_for(make_gcg_member())
    for _ in range(rows):
        changed.one_of_each(make_pathfinder())
    browser.get(URL, SPAN)

    with django_assert_num_queries(28):
        answer = browser.get(URL, SPAN)
    assert len(answer.context["rows"]) == rows * len(EACH)


def test_meetings_and_countries_lead_to_what_changed(client, held):
    pathfinder = make_pathfinder()

    assert f'href="{URL}"' in client.get("/meetings/").content.decode()
    page = client.get(held[0].get_absolute_url()).content.decode()
    assert f'href="{URL}?since_meeting={held[0].pk}"' in page
    page = client.get(pathfinder.get_absolute_url()).content.decode()
    assert f'href="{URL}?country={pathfinder.country.iso3}"' in page


# --- Files ----------------------------------------------------------------------------


def test_files_hold_the_lines_of_the_list(client_for):
    browser = client_for(make_gcg_member())
    changed.one_of_each(make_pathfinder())
    changed.step(make_pathfinder(), when=PartialDate.parse("2024-03"))
    listed = [row for row, _apart in browser.get(URL, SPAN).context["rows"]]
    expected = [(str(row.when), str(row.country or ""), row.what) for row in listed]

    def opened(name):
        answer = browser.get(reverse(f"meetings:changes-{name}"), SPAN)
        assert answer.status_code == 200
        names = answer["Content-Disposition"]
        assert f"changes-2024-02-29-2024-03-31.{name}" in names
        return answer.getvalue() if answer.streaming else answer.content

    rows = csv.DictReader(io.StringIO(opened("csv").decode("utf-8-sig")))
    said = [(row["Date in words"], row["Country"], row["What"]) for row in rows]
    assert said == expected
    sheet = load_workbook(io.BytesIO(opened("xlsx"))).worksheets[0]
    header, *lines = sheet.iter_rows(values_only=True)
    at = [header.index(name) for name in ("Date in words", "Country", "What")]
    assert [tuple(line[each] or "" for each in at) for line in lines] == expected
    text = " ".join(text_of(opened("pdf")).split())
    assert f"{len(EACH) + 1} changes" in text
    for _when, _country, what in expected:
        assert what.split(",")[0].split(":")[0] in text


def test_files_hold_what_was_chosen(client):
    pathfinder = make_pathfinder()
    changed.step(pathfinder)
    changed.pledge(pathfinder)
    keys = SPAN | {"kind": "step", "country": pathfinder.country.iso3}

    answer = client.get(reverse("meetings:changes-csv"), keys)

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["What"] for row in rows] == ["Expression of interest"]


def test_document_of_too_many_changes_is_not_made(client):
    many_steps(1001)
    url = reverse("meetings:changes-pdf")

    answer = client.get(url, SPAN)

    assert answer.status_code == 302
    assert answer.url == f"{URL}?since=2024-02-29&until=2024-03-31"
    (message,) = get_messages(answer.wsgi_request)
    assert str(message).startswith("A PDF holds up to 1000 changes.")
    assert shown(client, **SPAN).context["page"].paginator.count == 1001


def test_file_of_nothing_says_so(client):
    answer = client.get(reverse("meetings:changes-pdf"), SPAN)

    assert "Nothing changed in this period." in text_of(answer.content)
