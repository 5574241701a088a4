"""What the report of a meeting lists: follow-up, events, decisions, comments."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from alliance87.core.dates import PartialDate
from meetings.decisions import adopt
from meetings.enums import DecisionKind
from meetings.models import ActionUpdate, MeetingReport
from meetings.reports.minutes import annexes, report_sections
from meetings.selectors import report_lists as lists
from tests.factories import (
    make_gcg_member,
    make_group,
    make_group_chair,
    make_officer,
    make_partner,
    make_user,
)
from tests.factories.decisions import (
    HELD_ON,
    due_on,
    make_action_point,
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.events import make_event
from tests.factories.papers import make_comment_round, make_paper_comment

pytestmark = pytest.mark.django_db
SOON = PartialDate.day(date(2019, 12, 10))


@pytest.fixture
def report(db) -> MeetingReport:
    return make_circulated_report(make_gcg(6))


def url_of(report, name="report") -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": report.meeting_id})


def page_of(client, report) -> str:
    return client.get(url_of(report)).content.decode()


def tables(sections) -> dict[str, list[list[str]]]:
    """Return the cells of each table, by its heading."""
    return {
        str(each.heading): [
            [str(getattr(cell, "text", cell)) for cell in row.cells]
            for row in each.rows
            if hasattr(row, "cells")
        ]
        for each in sections
        if hasattr(each, "columns")
    }


# --- Follow-up ------------------------------------------------------------------------


def test_the_report_has_the_line_that_the_meeting_had(report, client_for):
    last = make_gcg(5, date(2019, 7, 17))
    action = make_action_point(last, text="Share the toolkit.")
    line = {"on": HELD_ON, "state": "open", "by": make_officer()}
    ActionUpdate.objects.create(
        action=action, meeting=report.meeting, text="The draft is there.", **line
    )
    ActionUpdate.objects.create(action=action, text="It is printed.", **line)

    page = page_of(client_for(make_gcg_member()), report)

    assert "The draft is there." in page
    assert "It is printed." not in page
    (matter,) = lists.follow_up_of(report, make_gcg_member()).open
    assert (matter.action, matter.row.age) == (action, 0)


def test_action_points_of_others_are_not_in_the_report_of_a_group_chair(report):
    last = make_gcg(5, date(2019, 7, 17))
    group = make_group()
    chair = make_group_chair(group)
    own = make_action_point(last, group=group)
    make_action_point(last)

    def read(user):
        return [each.action for each in lists.follow_up_of(report, user).rows]

    assert read(chair) == [own]
    assert len(read(make_officer())) == 2
    assert read(make_user()) == read(AnonymousUser()) == []


def test_own_action_points_are_printed_with_their_day(report):
    item = make_agenda_item(report.meeting)
    make_action_point(report.meeting, item=item, **due_on(date(2020, 1, 31)))

    sections = report_sections(report, make_officer(), with_names=False)

    (row,) = tables(sections)["Action points"]
    assert row[3] == "Fri 31 Jan 2020, 19:00 Geneva (18:00 UTC)"


# --- Events ---------------------------------------------------------------------------


def test_events_are_those_of_the_year_after_the_meeting(report):
    make_event(title="Webinar", hours=False, when=SOON)
    make_event(title="Held", hours=False, when=PartialDate.day(date(2019, 11, 11)))
    make_event(title="Far", hours=False, when=PartialDate.day(date(2021, 1, 1)))
    make_event(title="Off", hours=False, when=SOON, state="cancelled")
    make_event(title="Internal", hours=False, when=SOON, is_public=False)
    make_event(title="Some month", hours=False, when=PartialDate.parse("2019-11"))

    assert [each.title for each in lists.events_of(report)] == ["Some month", "Webinar"]


def test_an_adopted_report_keeps_the_events_it_had(report, client):
    host = make_partner(name="Global March")
    event = make_event(title="Webinar", hours=False, when=SOON, city="Geneva")
    event.hosts.add(host)
    decision = make_decision(
        make_gcg(7, date(2020, 6, 1)), kind=DecisionKind.ADOPT_REPORT, report=report
    )

    adopt(decision, by=make_officer(), decided_on=date(2020, 6, 1))
    event.title = "Renamed"
    event.save()
    make_event(title="Later", hours=False, when=SOON)

    report.refresh_from_db()
    (line,) = lists.events_of(report)
    assert (line.title, str(line.when), line.place, line.hosts) == (
        "Webinar",
        "10 December 2019",
        "Geneva",
        "Global March",
    )
    page = page_of(client, report)
    assert "Webinar" in page
    assert "Renamed" not in page
    assert "Later" not in page


# --- Annexes --------------------------------------------------------------------------


def test_decisions_are_printed_with_what_they_are_about(report, client):
    other = make_circulated_report(make_gcg(5, title="Fifth meeting"))
    item = make_agenda_item(report.meeting)
    facts = {"kind": DecisionKind.ADOPT_REPORT, "report": other, "item": item}
    make_decision(report.meeting, state="adopted", **facts)
    make_decision(report.meeting, text="Proposed only.")
    MeetingReport.objects.filter(pk=report.pk).update(
        state="adopted", adopted_on=HELD_ON
    )
    report.refresh_from_db()

    rows = tables(annexes(report, AnonymousUser()))["Annex: Decisions"]

    assert rows == [["GCG6/D1", "The Group took note.", "Fifth meeting", "Adopted"]]
    assert "Fifth meeting" in page_of(client, report)


def test_comments_are_an_annex_for_who_may_read_them(report):
    comment_round = make_comment_round(report=report)
    partner = make_partner(name="ITUC")
    make_paper_comment(comment_round, text="Name the countries.", partner=partner)
    heading = "Annex: Comments and answers"

    def read(user):
        return tables(annexes(report, user)).get(heading, [])

    (row,) = read(make_officer())
    assert row[1:4] == ["ITUC", "", "Name the countries."]
    assert read(make_gcg_member()) == read(AnonymousUser()) == []

    type(comment_round).objects.update(
        closed_at=timezone.now(), answered_at=timezone.now()
    )
    assert len(read(make_gcg_member())) == 1
    assert read(AnonymousUser()) == []


def test_the_pdf_has_the_lists(report, client_for):
    make_event(title="Webinar", hours=False, when=SOON)

    answer = client_for(make_gcg_member()).get(url_of(report, "report-pdf"))

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


# --- Size -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_take_the_same_queries(
    report, client_for, count, django_assert_num_queries
):
    last = make_gcg(5, date(2019, 7, 17))
    for _each in range(count):
        make_action_point(last, partner=make_partner())
        event = make_event(hours=False, when=SOON)
        event.hosts.add(make_partner())
    client = client_for(make_gcg_member())

    with django_assert_num_queries(18):
        page = client.get(url_of(report))
    assert len(page.context["follow_up"].rows) == count
    assert len(page.context["events"]) == count
