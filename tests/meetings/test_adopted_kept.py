"""What an adopted report prints: nobody changes it any more, in whatever table."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from alliance87.core.exceptions import Blocked
from meetings.agenda import add_item, change_item, move_item, remove_item, set_outcome
from meetings.decisions import adopt, defer, propose
from meetings.enums import DecisionKind, DecisionState, ItemOutcome, ReportState
from meetings.invitations import (
    add_participant,
    answer,
    change_participant,
    mark_invited,
    record_attendance,
    remove_participant,
    renew_link,
)
from meetings.models import AgendaItem, Decision, MeetingReport, Participation
from meetings.planning import plan_meeting
from tests.factories import make_officer
from tests.factories.decisions import (
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.meetings import make_participation

pytestmark = pytest.mark.django_db
ADOPTS = DecisionKind.ADOPT_REPORT


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def adopted(officer):
    """Return a meeting with an item and a participant, whose report is adopted."""
    meeting = make_gcg(5)
    make_agenda_item(meeting, title="Toolkit")
    make_participation(meeting, name="Ada Guest", attended="remote")
    make_circulated_report(
        meeting, state=ReportState.ADOPTED, adopted_on=date(2019, 12, 1)
    )
    return meeting


def refused(change) -> None:
    said = "adopted_report_is_frozen"
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        change()


# --- In the database ------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        {"name": "Ada G."},
        {"honorific": "Ms"},
        {"affiliation": "ILO"},
        {"capacity": "observer"},
        {"attended": "in_person"},
        {"position": 9},
    ],
)
def test_the_list_of_participants_is_frozen_with_the_report(adopted, words):
    rows = Participation.objects.filter(meeting=adopted)

    refused(lambda: rows.update(**words))
    refused(lambda: rows.delete())
    refused(lambda: make_participation(adopted, name="Late Guest"))
    assert rows.get().name == "Ada Guest"


def test_what_the_list_does_not_print_may_change(adopted, officer):
    row = adopted.participations.get()

    renewed = renew_link(row, by=officer)

    assert renewed.link_number == row.link_number + 1


@pytest.mark.parametrize(
    "words", [{"title": "Other"}, {"position": 9}, {"chatham_house": True}]
)
def test_the_agenda_is_frozen_with_the_report(adopted, words):
    rows = AgendaItem.objects.filter(meeting=adopted)

    refused(lambda: rows.update(**words))
    refused(lambda: rows.delete())
    refused(lambda: make_agenda_item(adopted))
    assert rows.get().title == "Toolkit"


def test_what_came_of_an_item_is_recorded_after_the_report(adopted, officer):
    item = set_outcome(adopted.items.get(), ItemOutcome.DISCUSSED, by=officer)

    assert item.outcome == ItemOutcome.DISCUSSED


@pytest.mark.parametrize(
    "words",
    [{"language": "fr"}, {"next_meeting": "In Geneva."}, {"events_ahead": [{}]}],
)
def test_the_frame_of_an_adopted_report_is_frozen(adopted, words):
    rows = MeetingReport.objects.filter(meeting=adopted)

    refused(lambda: rows.update(**words))


# --- What the verbs say ---------------------------------------------------------------


def test_the_verbs_say_that_the_list_is_kept(adopted, officer):
    row = adopted.participations.get()
    other = Participation(meeting=adopted, name="Late Guest")

    for verb in (
        lambda: add_participant(other, by=officer),
        lambda: change_participant(row, expected=row.version, by=officer),
        lambda: remove_participant(row, by=officer),
        lambda: mark_invited(row, by=officer),
        lambda: answer(row, "no", by=officer, on_behalf=True),
        lambda: record_attendance(adopted, {row.pk: "in_person"}, by=officer),
    ):
        with pytest.raises(Blocked, match="The report is adopted: the list"):
            verb()


def test_the_verbs_say_that_the_agenda_is_kept(adopted, officer):
    item = adopted.items.get()

    for verb in (
        lambda: add_item(AgendaItem(meeting=adopted, title="Late"), by=officer),
        lambda: change_item(item, expected=item.version, by=officer),
        lambda: move_item(item, 1, by=officer),
        lambda: remove_item(item, by=officer),
    ):
        with pytest.raises(Blocked, match="The report is adopted: the agenda"):
            verb()


# --- One decision adopts a report -----------------------------------------------------


def proposal(report, meeting=None, **fields) -> Decision:
    meeting = meeting or make_gcg(6, date(2020, 6, 1))
    values = {"kind": ADOPTS, "report": report, "text": "The report is adopted."}
    return Decision(meeting=meeting, **(values | fields))


def test_a_second_proposal_for_the_same_report_is_refused(officer, client_for):
    report, meeting = make_circulated_report(make_gcg(5)), make_gcg(6)
    first = propose(proposal(report, meeting), by=officer)
    words = "Another decision adopts this report already"

    with pytest.raises(ValidationError, match=words):
        propose(proposal(report, meeting), by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_decision(meeting, kind=ADOPTS, report=report)
    page = client_for(officer).post(
        f"{reverse('meetings:decision-add')}?meeting={meeting.pk}&kind={ADOPTS}",
        {"report": report.pk, "text": "Adopted.", "version": 0, "is_public": "on"},
    )

    assert words in page.content.decode()
    assert list(Decision.objects.all()) == [first]


def test_a_report_whose_proposal_was_withdrawn_is_proposed_again(officer):
    report, meeting = make_circulated_report(make_gcg(5)), make_gcg(6)
    make_decision(meeting, kind=ADOPTS, report=report, state=DecisionState.WITHDRAWN)

    assert propose(proposal(report, meeting), by=officer).number == 2


def test_a_deferred_adoption_comes_back_unless_another_stands(officer):
    report = make_circulated_report(make_gcg(5))
    sixth = make_gcg(6, date(2020, 6, 1), state="convened")
    deferred = defer(
        propose(proposal(report, sixth), by=officer), reason="No time.", by=officer
    )
    other = propose(proposal(report, sixth), by=officer)
    seventh = plan_meeting(coming(7), by=officer)

    assert not seventh.decisions.exists()
    defer(other, reason="No time.", by=officer)
    assert seventh.decisions.get().report == report
    assert deferred.state == DecisionState.DEFERRED


def coming(number: int):
    meeting = make_gcg(number, date(2031, 6, 1), state="planned")
    fields = {
        each.attname: getattr(meeting, each.attname)
        for each in meeting._meta.concrete_fields
        if each.attname not in ("id", "created_by_id")
    }
    meeting.delete()
    return type(meeting)(**fields)


def test_adopting_keeps_the_events_that_were_ahead(officer):
    report = make_circulated_report(make_gcg(5))
    decision = propose(proposal(report, make_gcg(6)), by=officer)

    adopt(decision, by=officer, decided_on=date(2019, 11, 12))

    report.refresh_from_db()
    assert (report.state, report.events_ahead) == (ReportState.ADOPTED, [])
