"""The agenda that others read is the released one, on every page and paper."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from alliance87.core.exceptions import Blocked
from meetings import agenda
from meetings.models import Meeting
from meetings.packs import issue, start_pack
from meetings.planning import move_on
from meetings.reports.agenda import released_sections
from meetings.reports.agenda import sections_of as printed
from meetings.selectors.releases import agenda_to_read
from meetings.snapshots import BuiltPack
from tests.factories import (
    make_chair,
    make_country,
    make_gcg_member,
    make_officer,
    make_user,
)
from tests.factories.decisions import make_agenda_item, make_gcg
from tests.factories.meetings import make_coming, make_invited, make_meeting_session
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def announced(db):
    """A meeting that was announced, with one item."""
    meeting = make_coming(state="announced")
    make_agenda_item(meeting, title="Guidance kit")
    return meeting


@pytest.fixture
def released(announced, officer):
    agenda.release_agenda(announced, by=officer)
    return announced


def url_of(meeting, name="meeting", query="") -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk}) + query


def page(client, meeting, name="meeting", query="") -> str:
    return client.get(url_of(meeting, name, query)).content.decode()


def titles(meeting, user, **how) -> list[str]:
    blocks = agenda_to_read(meeting, user, **how).blocks
    return [line.item.title for block in blocks for line in block.lines]


# --- Before the first release ---------------------------------------------------------


def test_before_its_release_an_agenda_follows(client_for, announced):
    guest = make_user()
    make_invited(announced, person=make_person(name="Guest", user=guest))

    for user in (make_gcg_member(), guest):
        read = page(client_for(user), announced)
        assert "The agenda follows" in read
        assert "Guidance kit" not in read
        pdf = client_for(user).get(url_of(announced, "agenda-pdf"))
        assert pdf.status_code == 404


@pytest.mark.parametrize("make_reader", [make_officer, make_chair])
def test_who_prepares_a_meeting_reads_the_draft(client_for, announced, make_reader):
    read = page(client_for(make_reader()), announced)

    assert "Guidance kit" in read
    assert "Not released yet: others read that the agenda follows" in read


def test_an_agenda_that_was_put_on_record_without_a_release_is_read_as_it_stands(
    client,
):
    meeting = make_gcg(5)
    make_agenda_item(meeting, title="Handover")

    assert "Handover" in page(client, meeting)


# --- After it -------------------------------------------------------------------------


def test_others_read_the_release_and_who_prepares_both(client, client_for, released):
    item = released.items.get()
    item.title = "Guidance kit, second try"
    item.save()
    make_agenda_item(released, title="A delicate item")

    for reader in (client, client_for(make_gcg_member())):
        for query in ("", "?draft=1"):
            read = page(reader, released, query=query)
            assert "A delicate item" not in read
            assert "second try" not in read
            assert "Guidance kit" in read
    desk = client_for(make_chair())
    read = page(desk, released)
    assert "Changes not yet released" in read
    assert "New: 2 A delicate item" in read
    assert "Changed: 1 Guidance kit, second try" in read
    assert "A delicate item</h4>" not in read
    assert "A delicate item</h4>" in page(desk, released, query="?draft=1")


def test_page_pdf_and_pack_show_the_same_agenda(released, officer):
    make_agenda_item(released, title="A delicate item")
    member = make_gcg_member()

    read = agenda_to_read(released, member)

    assert list(printed(released, read.blocks)) == list(
        released_sections(released, officer)
    )
    assert titles(released, member) == ["Guidance kit"]
    assert titles(released, officer, draft=True) == ["Guidance kit", "A delicate item"]


def test_a_release_keeps_sessions_leads_texts_and_countries(officer, client):
    meeting, kenya = make_coming(), make_country()
    session = make_meeting_session(meeting, "09:00", "10:00", title="Morning")
    item = make_agenda_item(
        meeting,
        title="Country",
        session=session,
        description="As agreed",
        minutes=20,
        country=kenya,
    )
    item.leads.create(office="chair")
    agenda.release_agenda(meeting, by=officer)
    agenda.remove_session(session, by=officer)
    agenda.remove_item(meeting.items.get(), by=officer)

    (block,) = agenda_to_read(meeting, officer).blocks
    (line,) = block.lines

    assert (str(block.session), block.session.starts_at) == (
        "Morning",
        session.starts_at,
    )
    assert (line.leads, line.item.description, line.item.minutes) == (
        "Alliance Chair",
        "As agreed",
        20,
    )
    assert line.item.country == kenya
    assert "As agreed" in page(client, meeting)


def test_leads_of_a_release_are_read_in_the_language_of_the_reader(officer, client):
    meeting = make_coming()
    make_agenda_item(meeting).leads.create(office="chair")
    agenda.release_agenda(meeting, by=officer)

    read = client.get(url_of(meeting), headers={"accept-language": "fr"})

    assert "Présidence de l’Alliance" in read.content.decode()


def test_a_release_of_before_keeps_its_titles_and_takes_the_rest_from_today(officer):
    meeting = make_coming()
    item = make_agenda_item(meeting, title="New title", description="Text")
    line = {"item": item.pk, "label": "1", "level": 1, "title": "Old title"}
    meeting.releases.create(
        number=1,
        lines=[line | {"purpose": "", "leads": ["ILO"]}],
        released_by=officer,
    )

    read = agenda_to_read(meeting, officer)

    ((found,),) = [block.lines for block in read.blocks]
    assert (found.item.title, found.item.description, found.leads) == (
        "Old title",
        "Text",
        "ILO",
    )
    assert read.changes == ("Changed: 1 New title",)


def test_an_order_that_changed_is_told_once(released, officer):
    make_agenda_item(released, title="Second")
    third = make_agenda_item(released, title="Third")
    agenda.release_agenda(released, by=officer)
    agenda.move_item(third, -1, by=officer)

    assert agenda_to_read(released, officer).changes == (
        "Items stand in another order.",
    )


# --- Releasing again ------------------------------------------------------------------


def test_releasing_again_shows_what_changed_and_lets_others_read_it(
    client_for, client, released, officer
):
    make_agenda_item(released, title="Second")
    desk = client_for(officer)

    asked = page(desk, released, "agenda-release")
    desk.post(url_of(released, "agenda-release"))

    assert "New: 2 Second" in asked
    assert "Second" in page(client, released)
    assert released.releases.first().number == 2
    assert agenda_to_read(released, officer).changes == ()


def test_calendars_update_only_when_hours_of_sessions_changed(released, officer):
    was = Meeting.objects.get().ics_sequence
    make_agenda_item(released, title="Second")
    agenda.release_agenda(released, by=officer)
    assert Meeting.objects.get().ics_sequence == was

    make_meeting_session(released, "09:00", "10:00")
    agenda.release_agenda(released, by=officer)
    assert Meeting.objects.get().ics_sequence == was + 1


def test_convening_releases_what_stands(officer, client):
    meeting = make_coming(state="announced")
    make_agenda_item(meeting, title="Guidance kit")

    move_on(meeting, "convene", by=officer)
    make_agenda_item(meeting, title="A delicate item")

    assert titles(meeting, make_gcg_member()) == ["Guidance kit"]
    assert meeting.releases.get().is_final


# --- Packs ----------------------------------------------------------------------------


def never_built(_pack) -> BuiltPack:
    raise AssertionError


@pytest.mark.parametrize("is_released", [True, False])
def test_a_pack_waits_for_the_release_of_its_agenda(announced, officer, is_released):
    words = "is not released yet"
    if is_released:
        agenda.release_agenda(announced, by=officer)
        make_agenda_item(announced, title="Second")
        words = "has changes that are not released"
    pack = start_pack(announced, by=officer)

    with pytest.raises(Blocked, match=words):
        issue(pack, build=never_built, by=officer)


# --- The database ---------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_reading_a_release_takes_the_same_queries(
    client, officer, count, django_assert_num_queries
):
    meeting = make_coming()
    for number in range(count):
        item = make_agenda_item(meeting, title=f"Item {number}")
        item.leads.create(office="chair")
    agenda.release_agenda(meeting, by=officer)

    with django_assert_num_queries(4):
        titles(meeting, AnonymousUser())
