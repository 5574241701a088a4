"""The list and the pages of action points."""

from datetime import date

import pytest
from django.urls import reverse

from alliance87.core.models import Mail
from meetings.enums import ActionState, DueKind
from meetings.models import ActionPoint
from tests.factories import (
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_person,
    pdf_upload,
)
from tests.factories.decisions import (
    due_on,
    make_action_point,
    make_decision,
    make_gcg,
)
from tests.factories.people import PEOPLE, make_country

pytestmark = pytest.mark.django_db
LIST = "/action-points/"


def url_of(action, verb: str = "") -> str:
    name = f"meetings:action-point-{verb}" if verb else "meetings:action-point"
    return reverse(name, kwargs={"pk": action.pk})


def references(client, **filters) -> list[str]:
    page = client.get(LIST, filters)
    return sorted(row.action.reference for row in page.context["rows"])


# --- Who: three rows of the table of permissions --------------------------------------

# “action point, internal”: view.
READERS = {"OB", "GM", "SO", "SA", "CH"}
# “action point, assigned to FP of X”: view and report progress.
OF_A_COUNTRY = {
    "OB": (200, 403),
    "GM": (200, 403),
    "CH": (200, 403),
    "CO=": (404, 404),
    "CO≠": (404, 404),
    "FP≠": (404, 404),
    "AG": (404, 404),
    "FP=": (200, 200),
    "SO": (200, 200),
    "SA": (200, 200),
}


@pytest.mark.parametrize("column", PEOPLE)
def test_who_reads_an_internal_action_point(client_for, column):
    action = make_action_point(make_gcg(5))
    client = client_for(PEOPLE[column](make_country()))

    expected = 200 if column in READERS else 404
    assert client.get(url_of(action)).status_code == expected
    assert references(client) == (["GCG5/A1"] if column in READERS else [])


@pytest.mark.parametrize("column", PEOPLE)
def test_who_reports_on_a_countrys_action_point(client_for, column):
    country = make_country()
    action = make_action_point(country=country)
    client = client_for(PEOPLE[column](country))

    found = (
        client.get(url_of(action)).status_code,
        client.get(url_of(action, "tell")).status_code,
    )

    assert found == OF_A_COUNTRY[column]


@pytest.mark.parametrize("column", PEOPLE)
@pytest.mark.parametrize("verb", ["edit", "close", "drop", "write", "send-link"])
def test_only_the_secretariat_keeps_action_points(client_for, column, verb):
    action = make_action_point()
    client = client_for(PEOPLE[column](make_country()))

    status = client.get(url_of(action, verb)).status_code

    others = 403 if column in READERS else 404
    assert status == (200 if column in {"SO", "SA"} else others)


@pytest.mark.parametrize("url", [LIST, f"{LIST}action-points.csv", f"{LIST}1/"])
def test_visitors_sign_in_first(client, url):
    assert client.get(url).url.startswith("/account/login/")


# --- The list -----------------------------------------------------------------------


def test_filters_narrow_the_list(client_for):
    officer = make_officer()
    client = client_for(officer)
    fifth, sixth = make_gcg(5, date(2019, 7, 17)), make_gcg(6)
    make_action_point(fifth, text="Re-circulate the engagement paper.")
    make_action_point(sixth, **due_on(date(2099, 1, 1)))
    person = make_person(user=officer)
    make_action_point(sixth, person=person, due_kind="ongoing")
    make_action_point(sixth, office="chair", state=ActionState.DONE)

    assert references(client, q="engagement") == ["GCG5/A1"]
    assert references(client, meeting=sixth.pk) == ["GCG6/A1", "GCG6/A2", "GCG6/A3"]
    assert references(client, show="overdue") == ["GCG5/A1"]
    assert references(client, show="closed") == ["GCG6/A3"]
    assert references(client, show="mine") == ["GCG5/A1", "GCG6/A1", "GCG6/A2"]
    assert references(client, office="chair") == ["GCG6/A3"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client_for, count, django_assert_num_queries):
    client = client_for(make_officer())
    for _each in range(count):
        make_action_point(country=make_country())

    with django_assert_num_queries(10):
        assert len(client.get(LIST).context["rows"]) == count


def test_files_hold_the_same_rows(client_for):
    client = client_for(make_focal_point())
    make_action_point(make_gcg(5))

    lines = client.get(f"{LIST}action-points.csv").content.decode().splitlines()

    assert len(lines) == 1
    officer = client_for(make_officer())
    lines = officer.get(f"{LIST}action-points.csv").content.decode().splitlines()
    assert '"GCG5/A1"' in lines[1]
    assert officer.get(f"{LIST}action-points.xlsx").content.startswith(b"PK")


# --- Writing it down ----------------------------------------------------------------

OWNED = {"text": "Comment on the paper.", "office": "all_members"}
BY_DATE = OWNED | {"due_kind": DueKind.DATE}


def add(client, answers):
    return client.post(f"/action-points/add/?meeting={make_gcg(2).pk}", answers)


def test_a_deadline_is_a_day_an_hour_and_a_zone(client_for):
    answers = BY_DATE | {
        "deadline_day": "2018-08-15",
        "deadline_hour": "18:00",
        "deadline_zone": "Europe/Zurich",
    }

    add(client_for(make_officer()), answers)

    action = ActionPoint.objects.get()
    assert action.due_in_words == "Wed 15 Aug 2018, 18:00 Geneva (16:00 UTC)"
    assert action.due_on == date(2018, 8, 15)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Enter the day, the hour and the time zone."),
        (
            {
                "deadline_day": "2018-08-15",
                "deadline_hour": "CoB",
                "deadline_zone": "UTC",
            },
            "“CoB” is not an hour. Write it as 18:00.",
        ),
        (
            {"deadline_day": "2018-08-15", "deadline_zone": "Europe/Zurich"},
            "Enter the hour, for example 18:00. A day alone, or “close of business”, "
            "does not say when it ends.",
        ),
        (
            {"deadline_day": "2018-08-15", "deadline_hour": "18:00"},
            "Choose the time zone: the place whose clock counts.",
        ),
    ],
)
def test_close_of_business_is_no_deadline(client_for, answers, sentence):
    """Acceptance 14."""
    page = add(client_for(make_officer()), BY_DATE | answers)

    assert page.context["form"].errors == {"deadline": [sentence]}
    assert not ActionPoint.objects.exists()


def test_somebody_must_owe_it(client_for):
    page = add(client_for(make_officer()), {"text": "Do it.", "due_kind": "ongoing"})

    assert page.context["form"].errors == {
        "office": [
            "Name who owes it: an office, an organization, a group, a person or a "
            "country."
        ]
    }


def test_a_decision_in_writing_has_action_points_of_its_own(client_for):
    decision = make_decision(in_writing=True, number=2)

    client_for(make_officer()).post(
        f"/action-points/add/?decision={decision.pk}",
        OWNED | {"due_kind": "ongoing", "decision": decision.pk},
    )

    assert ActionPoint.objects.get().reference == "WP/D2/A1"


@pytest.mark.parametrize("query", ["", "meeting=x", "decision=0"])
def test_it_is_added_to_something(client_for, query):
    client = client_for(make_officer())

    assert client.get(f"/action-points/add/?{query}").status_code == 404


def test_two_who_edit_at_once_do_not_overwrite(client_for):
    client, action = client_for(make_officer()), make_action_point()
    answers = OWNED | {"due_kind": "next_meeting", "version": 0}

    client.post(url_of(action, "edit"), answers | {"text": "First."})
    clash = client.post(url_of(action, "edit"), answers | {"text": "Second."})

    action.refresh_from_db()
    assert (action.text, clash.status_code) == ("First.", 409)
    assert ("what is to be done", "First.", "Second.") in [
        (label.lower(), *both) for label, *both in clash.context["form"].conflicts
    ]


# --- To the end ---------------------------------------------------------------------


def test_high_priority_goes_through_two_people_and_a_proof(client_for):
    first, second = client_for(make_officer()), client_for(make_officer())
    action = make_action_point(is_high_priority=True)
    report, close = url_of(action, "report-done"), url_of(action, "close")

    bare = first.post(report, {"note": "It is online."})
    first.post(report, {"note": "It is online.", "upload": pdf_upload()})
    own = first.post(close, {"closed_on": "2026-11-20", "note": "Seen."})
    second.post(close, {"closed_on": "2026-11-20", "note": "Seen."})

    action.refresh_from_db()
    assert bare.context["form"].errors == {"upload": ["This field is required."]}
    assert own.context["form"].non_field_errors() == [
        "Another person must verify: you reported it done."
    ]
    assert action.state == ActionState.DONE


def test_every_page_of_a_point_opens_and_saves(client_for):
    client, action = client_for(make_officer()), make_action_point()
    steps = (
        ("tell", {"text": "Soon."}, "open"),
        ("start", {}, "in_progress"),
        ("put-back", {"text": "Not yet."}, "open"),
        ("report-done", {"note": "It is done."}, "open"),
        ("send-back", {"reason": "It is not."}, "open"),
        ("drop", {"note": "No longer needed."}, "dropped"),
        ("reopen", {"reason": "It is needed."}, "open"),
        ("close", {"closed_on": "2026-11-20", "note": "Done."}, "done"),
    )

    for verb, answers, state in steps:
        assert client.get(url_of(action, verb)).status_code == 200, verb
        assert client.post(url_of(action, verb), answers).status_code == 302, verb
        action.refresh_from_db()
        assert action.state == state, verb
    page = client.get(url_of(action))
    assert [(each.state, each.text) for each in page.context["updates"]][:2] == [
        ("done", "Done."),
        ("open", "It is needed."),
    ]


def test_what_the_state_forbids_goes_back_with_a_word(client_for):
    client = client_for(make_officer())
    action = make_action_point(state=ActionState.DONE)

    response = client.get(url_of(action, "start"), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was changed: the action point is “Done”."
    ]


def test_the_page_shows_a_private_decision_to_its_readers_only(client_for):
    focal_point = make_focal_point()
    country = focal_point.role_assignments.get().country
    decision = make_decision(make_gcg(6))
    action = make_action_point(decision.meeting, decision=decision, country=country)

    def named(user) -> list[str]:
        facts = client_for(user).get(url_of(action)).context["facts"]
        return [fact.value for fact in facts if str(fact.label) == "Decision"]

    assert named(focal_point) == []
    assert named(make_gcg_member()) == ["GCG6/D1: Take note"]


def test_everybody_who_owes_something_after_a_meeting_is_written_to(client_for):
    meeting = make_gcg(5)
    for name in ("ada", "omar"):
        person = make_person(email=f"{name}@example.org")
        make_action_point(meeting, person=person)
    url = reverse("meetings:meeting-actions-write", kwargs={"pk": meeting.pk})

    assert client_for(make_gcg_member()).get(url).status_code == 403
    page = client_for(make_officer()).get(url)
    client_for(make_officer()).post(url)

    assert len(page.context["recipients"]) == 2
    assert set(Mail.objects.values_list("to", flat=True)) == {
        "ada@example.org",
        "omar@example.org",
    }


def test_the_desk_leads_to_the_owners_while_something_is_open(client_for):
    meeting = make_gcg(5)
    client = client_for(make_officer())
    desk = reverse("meetings:desk", kwargs={"pk": meeting.pk})
    url = reverse("meetings:meeting-actions-write", kwargs={"pk": meeting.pk})
    assert url not in client.get(desk).content.decode()

    make_action_point(meeting)

    assert url in client.get(desk).content.decode()
