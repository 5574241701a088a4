"""The register and the page of a decision, for everybody who comes by."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.enums import DecisionKind, DecisionState, MeetingState
from meetings.models import Decision
from pathfinders.enums import Status
from pathfinders.models import Letter
from tests.factories import (
    make_administrator,
    make_chair,
    make_gcg_member,
    make_group,
    make_group_chair,
    make_officer,
    make_pathfinder,
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
from tests.factories.people import PEOPLE, make_country
from tests.meetings.decided import award, candidate, weak_country

pytestmark = pytest.mark.django_db
REGISTER = "/decisions/"


def url_of(decision, verb: str = "") -> str:
    name = f"meetings:decision-{verb}" if verb else "meetings:decision"
    return reverse(name, kwargs={"pk": decision.pk})


def references(client, **filters) -> list[str]:
    page = client.get(REGISTER, filters)
    return sorted(row.decision.reference for row in page.context["rows"])


# --- Who reads what -----------------------------------------------------------------


def test_everybody_reads_what_was_decided_and_made_public(client):
    meeting = make_gcg(6)
    public = make_decision(meeting, state=DecisionState.ADOPTED, text="We agree.")
    internal = make_decision(meeting, state=DecisionState.ADOPTED, is_public=False)
    proposed = make_decision(meeting)

    assert references(client) == ["GCG6/D1"]
    assert "We agree." in client.get(url_of(public)).content.decode()
    for hidden in (internal, proposed):
        assert client.get(url_of(hidden)).status_code == 404


def test_the_group_reads_proposals_once_the_agenda_is_out(client_for):
    client = client_for(make_gcg_member())
    decision = make_decision(make_gcg(7, state=MeetingState.ANNOUNCED))

    assert client.get(url_of(decision)).status_code == 404
    decision.meeting.state = MeetingState.CONVENED
    decision.meeting.save()

    assert client.get(url_of(decision)).status_code == 200


def test_a_country_and_a_group_read_what_was_decided_about_them(client_for):
    country, group = make_country(), make_group()
    pathfinder = make_pathfinder(country=country)
    decided = {"state": DecisionState.ADOPTED, "is_public": False}
    about_country = award(pathfinder, **decided)
    about_group = make_decision(kind=DecisionKind.CLOSE_GROUP, group=group, **decided)
    focal_point = client_for(PEOPLE["FP="](country))
    chair = client_for(make_group_chair(group))

    assert focal_point.get(url_of(about_country)).status_code == 200
    assert focal_point.get(url_of(about_group)).status_code == 404
    assert chair.get(url_of(about_group)).status_code == 200
    assert chair.get(url_of(about_country)).status_code == 404


@pytest.mark.parametrize("column", PEOPLE)
@pytest.mark.parametrize(
    "verb", ["edit", "record-past", "defer", "withdraw", "supersede", "follow-up"]
)
def test_only_the_secretariat_records_decisions(client_for, column, verb):
    decision = make_decision(state=DecisionState.ADOPTED)
    client = client_for(PEOPLE[column](make_country()))

    status = client.get(url_of(decision, verb)).status_code

    assert (status == 403) is (column not in {"SO", "SA"})


@pytest.mark.parametrize("column", PEOPLE)
def test_a_hold_is_adopted_by_the_chair_or_an_administrator(client_for, column):
    decision = make_decision(kind=DecisionKind.HOLD_STATUS, pathfinder=weak_country())
    client = client_for(PEOPLE[column](make_country()))

    status = client.get(url_of(decision, "adopt")).status_code

    expected = {"CH": 200, "SA": 200, "SO": 403, "GM": 403, "OB": 403}
    assert status == expected.get(column, 404)


def test_visitors_are_asked_to_sign_in_before_they_record(client):
    decision = make_decision(state=DecisionState.ADOPTED)

    response = client.get(url_of(decision, "withdraw"))

    assert response.status_code == 302
    assert response.url.startswith("/account/login/")


# --- The register -------------------------------------------------------------------


def test_filters_narrow_the_register(client):
    fifth, sixth = make_gcg(5, date(2019, 7, 17)), make_gcg(6)
    pathfinder, group = make_pathfinder(), make_group()
    decided = {"state": DecisionState.ADOPTED}
    award(pathfinder, fifth, **decided)
    make_decision(sixth, kind=DecisionKind.CLOSE_GROUP, group=group, **decided)
    make_decision(sixth, text="The toolkit is welcome.", **decided)
    make_decision(sixth, state=DecisionState.WITHDRAWN)
    make_decision(in_writing=True, decided_on=date(2021, 1, 1), **decided)

    found = {
        "q": references(client, q="toolkit"),
        "kind": references(client, kind="close_group"),
        "meeting": references(client, meeting=sixth.pk),
        "year": references(client, year=2021),
        "country": references(client, country=pathfinder.country_id),
        "group": references(client, group=group.pk),
    }

    assert found == {
        "q": ["GCG6/D2"],
        "kind": ["GCG6/D1"],
        "meeting": ["GCG6/D1", "GCG6/D2"],
        "year": ["WP/D1"],
        "country": ["GCG5/D1"],
        "group": ["GCG6/D1"],
    }


def test_overdue_follow_up_is_found(client_for):
    client = client_for(make_officer())
    meeting = make_gcg(6)
    decided = {"state": DecisionState.ADOPTED}
    late = make_decision(meeting, **decided)
    make_action_point(meeting, decision=late, **due_on(date(2020, 1, 1)))
    make_decision(meeting, review_on=date(2020, 1, 1), **decided)
    coming = make_decision(meeting, **decided)
    make_action_point(meeting, decision=coming, **due_on(date(2099, 1, 1)))
    make_decision(meeting, done_on=HELD_ON, **decided)

    assert references(client, follow_up="late") == ["GCG6/D1", "GCG6/D2"]
    assert references(client, follow_up="open") == ["GCG6/D1", "GCG6/D3"]
    assert references(client, follow_up="done") == ["GCG6/D4"]
    rows = client.get(REGISTER).context["rows"]
    assert [(row.decision.number, row.follow_up) for row in rows] == [
        (1, "Action overdue"),
        (2, "Review due"),
        (3, "1 of 1 actions open"),
        (4, "Done"),
    ]


@pytest.mark.parametrize("unreadable", [{"year": "x"}, {"kind": "y"}, {"meeting": 0}])
def test_a_filter_that_cannot_be_read_filters_nothing(client, unreadable):
    make_decision(make_gcg(6), state=DecisionState.ADOPTED)

    assert references(client, **unreadable) == ["GCG6/D1"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_takes_the_same_queries(client, count, django_assert_num_queries):
    meeting = make_gcg(6)
    for _each in range(count):
        award(candidate(), meeting, state=DecisionState.ADOPTED)

    with django_assert_num_queries(6):
        assert len(client.get(REGISTER).context["rows"]) == count


def test_files_hold_what_the_reader_may_see(client):
    meeting = make_gcg(6)
    make_decision(meeting, state=DecisionState.ADOPTED, text="We agree.")
    make_decision(meeting, state=DecisionState.ADOPTED, is_public=False, text="Quiet.")

    lines = client.get("/decisions/decisions.csv").content.decode().splitlines()

    assert len(lines) == 2
    assert '"GCG6/D1"' in lines[1]
    assert client.get("/decisions/decisions.xlsx").content.startswith(b"PK")
    assert client.get("/decisions/decisions.pdf").content.startswith(b"%PDF")


def test_an_empty_register_is_a_page_and_a_file(client):
    assert "No decision on record yet" in client.get(REGISTER).content.decode()
    assert client.get("/decisions/decisions.pdf").content.startswith(b"%PDF")


# --- One decision -------------------------------------------------------------------


def test_the_page_shows_what_was_done(client_for):
    officer = make_officer()
    client = client_for(officer)
    pathfinder = candidate()
    decision = award(pathfinder, make_gcg(6))

    client.post(
        url_of(decision, "adopt"),
        {"decided_on": "2019-11-12", "mode": "consensus"},
    )

    page = client.get(url_of(decision))
    effects = [(each.label, each.state) for each in page.context["effects"]]
    assert effects == [
        (str(pathfinder), "On the path"),
        (str(Letter.objects.get()), "Draft"),
    ]
    assert page.context["follow_up"] == "Letter to be sent"
    anonymous = type(client)().get(url_of(decision))
    assert [each.label for each in anonymous.context["effects"]] == [str(pathfinder)]


def test_an_award_that_lacks_a_step_says_so_on_its_page(client_for):
    """Acceptance 10 in the browser: refused with what is missing."""
    decision = award(candidate(reported_back=False), make_gcg(6))
    client = client_for(make_officer())
    sentence = "The step “Reported back to the Group” is not on record."

    page = client.get(url_of(decision, "adopt"))
    refused = client.post(
        url_of(decision, "adopt"), {"decided_on": "2019-11-12", "mode": "consensus"}
    )

    assert page.context["missing"] == [sentence]
    assert refused.context["form"].non_field_errors() == [sentence]
    decision.refresh_from_db()
    assert (decision.state, decision.pathfinder.status) == (
        DecisionState.PROPOSED,
        Status.ON_PATH,
    )


def test_adopting_the_report_in_the_browser_closes_its_meeting(client_for):
    """Acceptance 5: at item 1.2 of the 6th meeting."""
    report = make_circulated_report(make_gcg(5, date(2019, 7, 17)))
    decision = make_decision(make_gcg(6), kind=DecisionKind.ADOPT_REPORT, report=report)

    client_for(make_officer()).post(
        url_of(decision, "adopt"), {"decided_on": "2019-11-12", "mode": "consensus"}
    )

    report.meeting.refresh_from_db()
    assert report.meeting.state == MeetingState.CLOSED


def test_the_chair_holds_without_a_reason_and_an_administrator_with_one(client_for):
    first, second = (
        make_decision(kind=DecisionKind.HOLD_STATUS, pathfinder=weak_country())
        for _each in range(2)
    )
    answers = {"decided_on": "2019-11-12", "mode": "consensus"}

    client_for(make_chair()).post(url_of(first, "adopt"), answers)
    refused = client_for(make_administrator()).post(url_of(second, "adopt"), answers)

    states = Decision.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [DecisionState.ADOPTED, DecisionState.PROPOSED]
    assert refused.context["form"].non_field_errors() == [
        "Write the reason: only the Chair decides without one."
    ]


# --- Writing it down ----------------------------------------------------------------


def test_the_kind_is_chosen_first(client_for):
    meeting = make_gcg(6)
    client = client_for(make_officer())

    kinds = client.get(f"/decisions/propose/?meeting={meeting.pk}")
    form = client.get(f"/decisions/propose/?meeting={meeting.pk}&kind=close_group")

    assert len(kinds.context["kinds"]) == 14
    assert list(form.context["form"].fields) == [
        *("item", "text", "group", "is_public", "review_on", "source"),
        *("source_url", "version"),
    ]


def test_a_proposal_is_saved_and_changed(client_for):
    item, client = make_agenda_item(make_gcg(6)), client_for(make_officer())
    add = f"/decisions/propose/?meeting={item.meeting_id}&kind=take_note"
    answers = {"item": item.pk, "text": "Noted.", "is_public": "on"}

    added = client.post(add, answers)
    decision = Decision.objects.get()
    client.post(url_of(decision, "edit"), answers | {"version": 0, "text": "Seen."})
    clash = client.post(url_of(decision, "edit"), answers | {"version": 0})

    decision.refresh_from_db()
    assert added.url == url_of(decision)
    assert (decision.text, decision.item) == ("Seen.", item)
    assert clash.status_code == 409
    assert clash.context["form"].conflicts == [("Text", "Seen.", "Noted.")]


def test_a_target_left_out_is_named_in_the_form(client_for):
    meeting = make_gcg(6)
    add = f"/decisions/propose/?meeting={meeting.pk}&kind=close_group"

    page = client_for(make_officer()).post(add, {"text": "It is closed."})

    assert page.context["form"].errors == {"group": ["This field is required."]}


@pytest.mark.parametrize("query", ["kind=nothing", "meeting=x", "meeting=0"])
def test_an_address_that_names_nothing_is_not_found(client_for, query):
    client = client_for(make_officer())

    assert client.get(f"/decisions/propose/?{query}").status_code == 404


def test_verbs_of_the_secretariat_work_through_their_pages(client_for):
    client, meeting = client_for(make_officer()), make_gcg(6)
    withdrawn, deferred, old, new, past = (make_decision(meeting) for _each in range(5))
    Decision.objects.filter(pk__in=(old.pk, new.pk)).update(
        state=DecisionState.ADOPTED, decided_on=HELD_ON
    )

    client.post(url_of(withdrawn, "withdraw"), {"reason": "By mistake."})
    client.post(url_of(deferred, "defer"), {"reason": "No time."})
    client.post(url_of(old, "supersede"), {"superseded_by": new.pk})
    client.post(
        url_of(past, "record-past"),
        {"decided_on": "2019-11-12", "source": "Report of the 6th meeting"},
    )
    client.post(
        url_of(new, "follow-up"),
        {
            "version": 0,
            "done_on": "2019-12-01",
            "done_note": "Sent.",
            "is_public": "on",
        },
    )

    states = Decision.objects.order_by("number").values_list("state", flat=True)
    new.refresh_from_db()
    assert list(states) == ["withdrawn", "deferred", "superseded", "adopted", "adopted"]
    assert (new.done_on, new.done_note) == (date(2019, 12, 1), "Sent.")
