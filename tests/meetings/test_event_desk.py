"""Keeping events: forms, moves, speakers and series, and who may."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent
from meetings.models import Event, EventSeries
from meetings.workflow.event import move_event
from tests import factories
from tests.factories.events import (
    ENDS,
    GENEVA,
    STARTS,
    make_event,
    make_speaker,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 10, 1, 12, 0, tzinfo=UTC)
LINK = "https://video.example.org/room"


@pytest.fixture(autouse=True)
def _in_2019(monkeypatch):
    """Let it be the first of October 2019, thirty days before the first webinar."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("tests.factories.people.LONG_AGO", date(2015, 1, 1))


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def text(response) -> str:
    return response.content.decode()


# --- Keeping events -------------------------------------------------------------------


def answers(**more) -> dict:
    return {
        "kind": "webinar",
        "title": "First webinar",
        "when_day": "31",
        "when_month": "10",
        "when_year": "2019",
        "when_qualifier": "exact",
        "starts_at": "14:00",
        "ends_at": "15:00",
        "time_zone": GENEVA,
        "is_public": "on",
    } | more


def test_event_is_put_on_record(officer):
    factories.make_partner(name="International Organization for Migration")
    factories.make_partner(name="Delta 8.7", short_name="D87")
    sent = answers(
        languages=["en", "fr"],
        hosts="d87\ninternational organization for migration\n",
        online_url=LINK,
    )

    response = officer.post("/events/add/", sent)

    event = Event.objects.get()
    assert response["Location"] == f"/events/{event.pk}/"
    assert (event.starts_at, event.ends_at) == (STARTS, ENDS)
    assert (event.time_zone, event.on) == (GENEVA, date(2019, 10, 31))
    assert (event.state, event.languages) == ("tentative", ["en", "fr"])
    assert [str(host) for host in event.hosts.all()] == [
        "Delta 8.7",
        "International Organization for Migration",
    ]
    assert AuditEvent.objects.get().verb == "event.added"


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        (
            {"starts_at": "CoB"},
            "starts_at",
            "“CoB” is not an hour. Write it as 18:00.",
        ),
        (
            {"time_zone": ""},
            "time_zone",
            "Choose the time zone: the place whose clock counts.",
        ),
        ({"starts_at": ""}, "starts_at", "Say from when, too."),
        ({"when_day": ""}, "when", "With hours, give the day, month and year."),
        (
            {"ends_at": "13:00"},
            "ends_at",
            "It ends before it starts. After midnight, give the last day.",
        ),
        (
            {"when_day": "31", "when_month": "3", "starts_at": "02:30"},
            "starts_at",
            "There is no 02:30 in Geneva on 31 March 2019: the clocks go forward. "
            "Choose another hour.",
        ),
        (
            {"hosts": "Delta 8,7"},
            "hosts",
            "“Delta 8,7” is not in the directory. Did you mean “Delta 8.7”?",
        ),
        (
            {"hosts": "Nobody"},
            "hosts",
            "“Nobody” is not in the directory. Add it there first.",
        ),
        (
            {"expected_min": "75", "expected_max": "50"},
            "__all__",
            "The lower number of expected people is not above the higher.",
        ),
        ({"online_url": "room 5"}, "online_url", "Enter a valid URL."),
    ],
)
def test_event_is_refused_with_the_reason_beside_its_field(
    officer, sent, field, message
):
    """Acceptance test 14, for events: “close of business” is no hour."""
    factories.make_partner(name="Delta 8.7")
    response = officer.post("/events/add/", answers(**sent))
    assert response.context["form"].errors[field] == [message]
    assert Event.objects.count() == 0


def test_hour_that_comes_twice_is_taken_once_and_said(officer):
    sent = answers(when_day="27", starts_at="02:30", ends_at="")
    response = officer.post("/events/add/", sent, follow=True)
    assert Event.objects.get().starts_at == datetime(2019, 10, 27, 0, 30, tzinfo=UTC)
    assert "The first one was taken: Sun 27 Oct 2019" in text(response)


def test_moved_event_has_a_higher_sequence_and_an_unmoved_one_has_not(officer):
    event = make_event(title="First webinar")
    url = f"/events/{event.pk}/edit/"
    officer.post(url, answers(audience="Partners", version=event.version))
    event.refresh_from_db()
    assert (event.audience, event.ics_sequence) == ("Partners", 0)
    officer.post(url, answers(starts_at="13:00", version=event.version))
    event.refresh_from_db()
    assert event.starts_at == datetime(2019, 10, 31, 12, 0, tzinfo=UTC)
    assert event.ics_sequence == 1


def test_form_shows_the_hours_of_the_place(officer):
    event = make_event()
    page = text(officer.get(f"/events/{event.pk}/edit/"))
    assert 'value="14:00"' in page
    assert '<option value="Europe/Zurich" selected>' in page


def test_somebody_elses_change_is_not_overwritten(officer):
    event = make_event()
    sent = answers(version=event.version)
    move_event(event, "cancel", by=factories.make_officer(), reason="No room")
    response = officer.post(f"/events/{event.pk}/edit/", sent)
    assert response.status_code == 409
    event.refresh_from_db()
    assert event.state == "cancelled"


def test_event_is_cancelled_with_a_reason_that_stands_on_its_page(officer, client):
    event = make_event()
    url = f"/events/{event.pk}/cancel/"
    assert officer.post(url, {"reason": " "}).context["form"].errors == {
        "reason": ["This field is required."]
    }
    officer.post(url, {"reason": "The speaker fell ill."})
    page = text(client.get(event.get_absolute_url()))
    assert "The speaker fell ill." in page
    assert "Register" not in page


def test_moves_follow_the_table():
    by = factories.make_officer()
    event = make_event(state="tentative", hours=False, when=PartialDate.unknown())
    with pytest.raises(Blocked, match="The date is missing"):
        move_event(event, "confirm", by=by)
    with pytest.raises(Blocked, match="Write the reason"):
        move_event(event, "cancel", by=by)
    ahead = make_event()
    with pytest.raises(Blocked, match="The event has not begun yet"):
        move_event(ahead, "hold", by=by)
    held = make_event(hours=False, when=PartialDate.day(date(2019, 9, 30)))
    assert move_event(held, "hold", by=by).state == "held"
    with pytest.raises(InvalidTransition):
        move_event(held, "cancel", by=by, reason="Too late")
    assert move_event(ahead, "doubt", by=by).state == "tentative"
    with pytest.raises(PermissionDenied):
        move_event(ahead, "confirm", by=factories.make_gcg_member())


def test_attendance_and_recording_are_kept_once_it_was_held(officer):
    event = make_event(state="held")
    url = f"/events/{event.pk}/outcome/"
    sent = {"attended": "61", "recording_url": "https://example.org/r", "version": 0}
    assert officer.post(url, sent).status_code == 302
    event.refresh_from_db()
    assert (event.attended, event.recording_url) == (61, "https://example.org/r")
    assert officer.get(f"/events/{make_event().pk}/outcome/").status_code == 404


def test_speakers_are_added_changed_and_taken_off(officer):
    event = make_event()
    url = f"/events/{event.pk}/speakers/"
    refused = officer.post(f"{url}add/", {"role": "Moderator"})
    assert refused.context["form"].non_field_errors() == [
        "Name the speaker, the organization or the partner."
    ]
    officer.post(f"{url}add/", {"affiliation": "UNU (to be confirmed)"})
    officer.post(f"{url}add/", {"name": "Ms Smith", "is_confirmed": "on"})
    first, second = event.speakers.all()
    assert [first.position, second.position] == [1, 2]
    officer.post(
        f"{url}{first.pk}/edit/",
        {"name": "Mr Jones", "affiliation": "UNU", "position": "3"},
    )
    assert [str(each) for each in event.speakers.all()] == ["Ms Smith", "Mr Jones"]
    officer.post(f"{url}{second.pk}/remove/")
    assert [str(each) for each in event.speakers.all()] == ["Mr Jones"]
    other = make_speaker()
    assert officer.get(f"{url}{other.pk}/edit/").status_code == 404


def test_series_is_added_and_keeps_its_address(officer):
    response = officer.post("/events/series/add/", {"title": "HLPF side events"})
    assert response["Location"] == "/events/series/hlpf-side-events/"
    series = EventSeries.objects.get()
    officer.post(
        "/events/series/hlpf-side-events/edit/",
        {"title": "Side events at the HLPF", "version": series.version},
    )
    series.refresh_from_db()
    assert (series.title, series.slug) == (
        "Side events at the HLPF",
        "hlpf-side-events",
    )
    page = officer.get("/events/add/?series=hlpf-side-events")
    assert page.context["form"].instance.series == series


PAGES = [
    *("edit/", "confirm/", "doubt/", "hold/", "cancel/", "revive/", "outcome/"),
    *("speakers/add/",),
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "who", ["gcg_member", "gcg_observer", "chair", "focal_point", "group_chair"]
)
def test_only_the_secretariat_keeps_events(client_for, page, who):
    event = make_event(state="held")
    client = client_for(getattr(factories, f"make_{who}")())
    url = f"/events/{event.pk}/{page}"
    assert (client.get(url).status_code, client.post(url).status_code) == (403, 403)


@pytest.mark.parametrize("page", ["/events/add/", "/events/series/add/"])
def test_only_the_secretariat_adds(client_for, client, page):
    assert client_for(factories.make_chair()).get(page).status_code == 403
    assert client.get(page)["Location"] == f"/account/login/?next={page}"
