"""Where items and papers belong, who is responsible, what the next meeting takes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alliance87.core.reports import Group
from meetings import action_points, agenda
from meetings.agenda import add_standing_items
from meetings.digests import papers
from meetings.enums import DecisionKind, ItemKind, Standing
from meetings.forms.agenda import ItemForm, PutPaperForm
from meetings.models import ActionPoint, AgendaItem, Meeting
from meetings.planning import plan_meeting
from meetings.reports.agenda import sections_of
from meetings.selectors.releases import agenda_to_read
from tests.factories import make_country, make_gcg_member, make_officer, make_partner
from tests.factories.decisions import (
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.meetings import (
    make_coming,
    make_meeting_session,
    make_participation,
)
from tests.factories.papers import make_paper, make_version
from tests.factories.people import make_person
from tests.factories.seats import make_representative, make_seat, make_seat_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return make_officer()


def unplanned(number: int) -> Meeting:
    return Meeting(kind="gcg", number=number, title=f"Meeting {number}")


def kinds(meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("kind", flat=True))


def refused(change) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        change()
    return str(error.value)


# --- Order ----------------------------------------------------------------------------


def test_an_item_added_by_hand_stands_before_what_closes_the_meeting(officer):
    meeting = make_coming()
    add_standing_items(meeting, by=officer)

    agenda.add_item(AgendaItem(meeting=meeting, title="Toolkit"), by=officer)

    assert kinds(meeting) == [
        *(ItemKind.OPENING, ItemKind.NEW_PARTNERS, ItemKind.ORDINARY),
        *(ItemKind.OTHER_BUSINESS, ItemKind.NEXT_DATE),
    ]
    assert list(meeting.items.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_other_business_stays_where_a_writer_put_it(officer):
    meeting = make_coming()
    add_standing_items(meeting, by=officer)
    other = meeting.items.get(kind=ItemKind.OTHER_BUSINESS)
    agenda.move_item(other, -1, by=officer)
    agenda.add_item(AgendaItem(meeting=meeting, title="Toolkit"), by=officer)

    agenda.add_item(AgendaItem(meeting=meeting, title="More"), by=officer)

    assert kinds(meeting) == [
        *(ItemKind.OPENING, ItemKind.OTHER_BUSINESS, ItemKind.NEW_PARTNERS),
        *(ItemKind.ORDINARY, ItemKind.ORDINARY, ItemKind.NEXT_DATE),
    ]


def test_other_business_added_later_stands_before_the_next_date(officer):
    meeting = make_coming()
    for kind in (ItemKind.NEXT_DATE, ItemKind.CLOSING, ItemKind.OTHER_BUSINESS):
        agenda.add_item(AgendaItem(meeting=meeting, kind=kind, title=kind), by=officer)

    assert kinds(meeting) == [
        *(ItemKind.OTHER_BUSINESS, ItemKind.NEXT_DATE, ItemKind.CLOSING)
    ]


def test_below_another_item_a_new_one_stands_last(officer):
    meeting = make_coming()
    above = make_agenda_item(meeting)
    make_agenda_item(meeting, kind=ItemKind.OTHER_BUSINESS, parent=above, position=1)

    added = agenda.add_item(
        AgendaItem(meeting=meeting, title="Toolkit", parent=above), by=officer
    )

    assert added.position == 2


# --- What the database holds ----------------------------------------------------------


def test_the_database_refuses_a_session_of_another_meeting():
    item, session = (
        make_agenda_item(make_coming()),
        make_meeting_session(make_coming(), "09:00", "10:00"),
    )

    words = refused(lambda: AgendaItem.objects.update(session=session))

    assert "agenda_item_session_of_its_meeting" in words
    item.refresh_from_db()
    assert item.session is None


def test_the_database_keeps_a_session_in_its_meeting():
    session, other = (
        make_meeting_session(make_coming(), "09:00", "10:00"),
        make_coming(),
    )
    session.meeting = other

    with pytest.raises(Exception, match="session_stays_in_its_meeting"):
        session.save()


def test_the_database_refuses_a_version_of_another_paper():
    item, version = make_agenda_item(), make_version()
    placed = item.papers.create(paper=make_paper())

    words = refused(
        lambda: type(placed).objects.filter(pk=placed.pk).update(version=version)
    )

    assert "agenda_paper_version_of_its_paper" in words


def test_sessions_without_a_title_are_told_apart_by_their_hours(officer):
    meeting = make_coming(time_zone="UTC")
    make_meeting_session(meeting, "09:00", "10:00")
    make_meeting_session(meeting, "10:00", "10:15", is_break=True)
    make_meeting_session(meeting, "10:15", "12:00")

    assert sessions_offered(meeting, officer) == [
        *("09:00–10:00 · Session", "10:15–12:00 · Session")
    ]


def sessions_offered(meeting, user) -> list[str]:
    choices = ItemForm(meeting=meeting, user=user).fields["session"].choices
    return [str(label) for value, label in choices if value]


def test_sessions_of_several_days_say_their_day_wherever_they_stand(officer, client):
    """As at the workshop in Turin, 13 to 15 December 2022."""
    meeting = make_gcg(
        kind="strategy_workshop", number=None, on=date(2022, 12, 13), time_zone="UTC"
    )
    make_agenda_item(meeting)
    for day in (13, 14):
        session = make_meeting_session(meeting, "09:30", "11:00")
        moved = {name: getattr(session, name) for name in ("starts_at", "ends_at")}
        moved = {name: at.replace(day=day) for name, at in moved.items()}
        type(session).objects.filter(pk=session.pk).update(**moved)
    wanted = ["Tue 13 Dec 2022, 09:30–11:00", "Wed 14 Dec 2022, 09:30–11:00"]

    agenda.release_agenda(meeting, by=officer)
    read = agenda_to_read(meeting, officer)
    *_others, table = sections_of(meeting, read.blocks)
    page = client.get(meeting.get_absolute_url()).content.decode()

    words = [f"{each} · Session" for each in wanted]
    assert sessions_offered(meeting, officer) == words
    groups = [each.label for each in table.rows if isinstance(each, Group)]
    assert groups == words
    assert [each for each in wanted if each not in page] == []


def test_an_item_moves_out_of_a_session_that_is_removed(officer):
    session = make_meeting_session(make_coming(), "09:00", "10:00")
    make_agenda_item(session.meeting, session=session)

    agenda.remove_session(session, by=officer)

    assert AgendaItem.objects.get().session is None


# --- Who is responsible for a paper ---------------------------------------------------


def owed(meeting, **fields):
    item = make_agenda_item(meeting)
    due_at = timezone.now() + timedelta(days=6)
    return item.papers.create(paper=make_paper(), due_at=due_at, **fields)


def told() -> list[str]:
    return [who.address for who, _due in papers.due(timezone.localdate())]


def test_the_responsible_person_is_reminded():
    make_officer(email="officer@example.org")
    ada = make_person(name="Ada", email="ada@example.org")
    owed(make_coming(), responsible_person=ada, responsible="UNODC")

    assert told() == ["ada@example.org"]


def test_who_speaks_for_the_responsible_organization_is_reminded():
    make_officer(email="officer@example.org")
    ituc = make_partner(name="ITUC")
    term = make_seat_term(make_seat(standing=Standing.MEMBER), ituc)
    make_representative(term, make_person(email="speaker@example.org"))
    make_person(email="other@example.org", organization=ituc)
    owed(make_coming(), responsible_partner=ituc)

    assert told() == ["speaker@example.org"]


def test_a_name_that_two_people_have_goes_to_the_secretariat():
    make_officer(email="officer@example.org")
    for number in (1, 2):
        make_person(name="Ada", email=f"ada{number}@example.org")
    owed(make_coming(), responsible="Ada")

    assert told() == ["officer@example.org"]


def test_the_organization_is_printed_and_the_person_is_not(client):
    ada = make_person(name="Ada Author")
    unodc = make_partner(name="Office on Drugs and Crime", short_name="UNODC")
    item = make_agenda_item(make_coming())
    item.papers.create(
        paper=make_paper(is_announced=True),
        responsible_partner=unodc,
        responsible_person=ada,
    )

    read = client.get(item.meeting.get_absolute_url()).content.decode()

    assert "(UNODC)" in read
    assert "Ada Author" not in read


def test_the_form_takes_no_address_as_printed(officer):
    item, paper = make_agenda_item(), make_paper()
    data = {"paper": paper.pk, "responsible": "Ada <ada@example.org>"}

    form = PutPaperForm(data, item=item, user=officer)

    assert form.errors["responsible"] == [
        "Write no address here: choose the person, whose address is in the directory."
    ]


# --- What a standing item leads to ----------------------------------------------------


def test_the_adoption_of_a_report_offers_its_decision(client_for, officer):
    report = make_circulated_report(make_gcg(5))
    meeting = plan_meeting(unplanned(6), by=officer)
    item = meeting.items.get(kind=ItemKind.ADOPT_REPORT)
    client = client_for(officer)
    page = client.get(meeting.get_absolute_url()).content.decode()
    query = f"meeting={meeting.pk}&kind=adopt_report&item={item.pk}&report={report.pk}"
    url = f"{reverse('meetings:decision-add')}?{query}"

    assert url.replace("&", "&amp;") in page
    form = client.get(url).context["form"]
    assert (int(form["item"].value()), int(form["report"].value())) == (
        item.pk,
        report.pk,
    )
    make_decision(meeting, item=item, kind=DecisionKind.ADOPT_REPORT, report=report)
    assert "Propose the decision" not in (
        client.get(meeting.get_absolute_url()).content.decode()
    )


def test_members_are_not_offered_to_propose(client_for):
    report = make_circulated_report(make_gcg(5))
    item = make_agenda_item(make_coming(6), kind=ItemKind.ADOPT_REPORT, report=report)

    page = client_for(make_gcg_member()).get(item.meeting.get_absolute_url())

    assert "Propose the decision" not in page.content.decode()


def test_the_item_of_new_partners_names_them(client):
    fifth = make_gcg(5)
    joined = fifth.on + timedelta(days=10)
    make_partner(name="Free the Fields", joined_on=joined)
    make_partner(name="An old friend", joined_on=fifth.on - timedelta(days=10))
    item = make_agenda_item(make_coming(6), kind=ItemKind.NEW_PARTNERS)

    page = client.get(item.meeting.get_absolute_url()).content.decode()

    assert "Free the Fields" in page
    assert "An old friend" not in page


def test_a_point_asked_for_later_brings_the_item_once(officer):
    fifth = make_gcg(5)
    sixth = plan_meeting(unplanned(6), by=officer)
    assert ItemKind.MATTERS_ARISING not in kinds(sixth)

    for _number in (1, 2):
        point = ActionPoint(
            meeting=fifth,
            text="Send the toolkit.",
            office="secretariat",
            due_kind="next_meeting",
        )
        action_points.add(point, by=officer)

    assert kinds(sixth) == [
        *(ItemKind.OPENING, ItemKind.MATTERS_ARISING, ItemKind.NEW_PARTNERS),
        *(ItemKind.OTHER_BUSINESS, ItemKind.NEXT_DATE),
    ]


# --- As printed -----------------------------------------------------------------------


def test_a_participant_prints_with_the_form_of_address_once():
    row = make_participation(name="Ada Author", honorific="Dr")
    assert row.printed_name == "Dr Ada Author"

    row.name = "Dr Ada Author"
    assert row.printed_name == "Dr Ada Author"


def test_the_hint_prints_behind_the_street():
    meeting = make_gcg(
        5,
        venue="Westin",
        room="Ballroom",
        address="212 E 42nd St",
        venue_hint="close to UN Building",
        city="New York",
        country=make_country(),
    )

    assert meeting.place == (
        "Ballroom, Westin, 212 E 42nd St (close to UN Building), New York"
    )
