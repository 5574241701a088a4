"""What meetings say of a partner on its page, and to whom."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.dates import PartialDate
from meetings.enums import Office
from tests import factories
from tests.factories.decisions import make_circulated_report, make_gcg
from tests.factories.events import make_event, make_speaker
from tests.factories.meetings import make_participation
from tests.factories.papers import make_comment_round, make_paper_comment
from tests.factories.seats import (
    make_office_term,
    make_representative,
    make_seat,
    make_seat_term,
)

pytestmark = pytest.mark.django_db


def parts_of(partner, browser=None) -> dict[str, list[tuple[str, str]]]:
    page = (browser or Client()).get(partner.get_absolute_url())
    return {
        part.anchor: [(line.label, line.note) for line in part.lines]
        for part in page.context["more"]
    }


def test_seats_and_offices_are_public_and_names_are_the_groups(client_for):
    partner = factories.make_partner()
    seat = make_seat(label="Workers")
    term = make_seat_term(seat, partner, starts_on=date(2023, 11, 1))
    make_representative(term, factories.make_person(name="Ada Example"))
    make_office_term(Office.CHAIR, partner, starts_on=date(2023, 11, 1))

    assert parts_of(partner)["seats"] == [
        ("Chair", "since 1 November 2023"),
        (str(seat), "since 1 November 2023"),
    ]
    shown = parts_of(partner, client_for(factories.make_gcg_observer()))["seats"]
    assert shown[1][1].startswith("since 1 November 2023; Ada Example (")


def test_internal_events_are_shown_to_who_may_know_them(client_for):
    partner = factories.make_partner()
    hosted = make_event(title="Hosted", on=date(2019, 10, 31))
    hosted.hosts.add(partner)
    inside = make_event(title="Inside", is_public=False)
    make_speaker(inside, partner=partner, name="Ada Example")
    called_off = make_event(title="Off", state="cancelled")
    called_off.hosts.add(partner)

    assert [label for label, _note in parts_of(partner)["events"]] == ["Hosted"]
    member = client_for(factories.make_gcg_member())
    assert {label for label, _note in parts_of(partner, member)["events"]} == {
        "Hosted",
        "Inside",
    }


def test_meetings_attended_are_public_with_the_adopted_report(client_for):
    partner = factories.make_partner()
    first, second = (
        make_gcg(5, on=date(2019, 7, 17)),
        make_gcg(6, on=date(2019, 11, 12)),
    )
    for meeting in (first, second):
        make_participation(meeting, partner=partner, attended="in_person")
        make_participation(meeting, partner=partner, attended="remote")
        make_participation(meeting, partner=partner, attended="absent")
    make_circulated_report(first, state="adopted", adopted_on=date(2019, 11, 12))

    [public] = parts_of(partner)["meetings"]
    assert (public[0], public[1].split(", ")[-1]) == (str(first), "2 people")
    member = client_for(factories.make_gcg_member())
    assert [label for label, _note in parts_of(partner, member)["meetings"]] == [
        str(second),
        str(first),
    ]


def test_comments_are_counted_once_the_answers_are_shared(client_for):
    partner = factories.make_partner()
    comment_round = make_comment_round()
    for _each in range(2):
        make_paper_comment(comment_round, partner=partner)
    reader = client_for(factories.make_gcg_member())
    officer = client_for(factories.make_officer())

    assert "comments" not in parts_of(partner, reader)
    assert parts_of(partner, officer)["comments"] == [
        (str(comment_round), "2 comments")
    ]
    comment_round.closed_at = comment_round.answered_at = timezone.now()
    comment_round.save()
    assert parts_of(partner, reader)["comments"] == [(str(comment_round), "2 comments")]
    assert "comments" not in parts_of(partner)


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_number_of_queries(
    client_for, django_assert_num_queries, count
):
    partner = factories.make_partner()
    for at in range(count):
        make_seat_term(holder=partner)
        event = make_event(hours=False, when=PartialDate.day(date(2019, 10, 1 + at)))
        event.hosts.add(partner)
        make_participation(make_gcg(), partner=partner, attended="remote")
        make_paper_comment(partner=partner)
    browser = client_for(factories.make_officer())
    browser.get(partner.get_absolute_url())

    with django_assert_num_queries(PAGE_QUERIES):
        browser.get(partner.get_absolute_url())


PAGE_QUERIES = 21
