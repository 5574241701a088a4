"""The marked example: what the demo accounts find to try."""

import pytest
from django.utils import timezone

from alliance87.core.access import scope_of
from alliance87.core.countries import load_countries
from alliance87.core.models import Country
from alliance87.home.demo.accounts import create_accounts
from alliance87.home.demo.example import example_pdf
from alliance87.partners.enums import Role
from alliance87.partners.models import Partner
from meetings.demo.example import load_example_meetings
from meetings.models import Meeting, Paper, Participation, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict:
    load_countries()
    names = {f"name_{language}": "Exampleland" for language in ("en", "fr", "es")}
    country = Country.objects.create(iso3="XEX", iso2="XX", is_example=True, **names)
    return create_accounts(country)


def test_example_can_be_answered_read_and_packed(people):
    meeting = load_example_meetings(people, pdf=example_pdf)

    assert (meeting.number, meeting.state) == (99, "convened")
    assert meeting.starts_at > meeting.papers_by > meeting.rsvp_by > timezone.now()
    assert [
        (row.capacity, row.person.user.email, row.response)
        for row in meeting.participations.all()
    ] == [
        ("chair", "chair@example.org", "yes"),
        ("member", "member@example.org", "pending"),
        ("observer", "observer@example.org", "pending"),
    ]
    placed = [
        (row.paper.slug, row.version and row.version.state)
        for item in meeting.items.order_by("position")
        for row in item.papers.all()
    ]
    assert placed == [
        ("example-note-for-decision", "for_decision"),
        ("example-late-paper", None),
    ]


def test_example_takes_up_the_past_one(people):
    meeting = load_example_meetings(people, pdf=example_pdf)

    [adoption] = meeting.items.filter(kind="adopt_report")
    assert (adoption.report.meeting.number, adoption.report.state) == (98, "circulated")
    [action] = adoption.report.meeting.action_points.all()
    assert (action.state, action.office) == ("open", "all_members")
    assert meeting.items.filter(kind="matters_arising").count() == 1


def test_all_of_it_is_marked(people):
    load_example_meetings(people, pdf=example_pdf)

    for model in (Meeting, Paper, Partner):
        assert not model.objects.filter(is_example=False).exists(), model
    for model, field in ((Meeting, "title"), (Paper, "title"), (Partner, "name")):
        words = model.objects.values_list(field, flat=True)
        assert all(each.startswith("Example: ") for each in words), model
    assert all(str(seat).startswith("Example: ") for seat in Seat.objects.all())


def test_seats_give_the_accounts_their_rights(people):
    load_example_meetings(people, pdf=example_pdf)
    for role in (Role.GCG_MEMBER, Role.GCG_OBSERVER):
        people[role].role_assignments.all().delete()

    assert scope_of(people[Role.GCG_MEMBER]).is_gcg_member
    assert scope_of(people[Role.GCG_OBSERVER]).is_gcg
    assert Participation.objects.filter(seat_term__isnull=False).count() == 2
