"""Outputs of a strategy workshop become proposals of the meeting that follows."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from meetings import decisions
from meetings.decisions.taking_over import Taken
from meetings.enums import (
    DecisionKind,
    DecisionState,
    ItemOutcome,
    MeetingKind,
    MeetingState,
)
from meetings.models import Decision, Meeting
from meetings.selectors.desk import tasks_of
from meetings.selectors.outputs import handovers_to
from tests.factories import make_chair, make_focal_point, make_gcg_member, make_officer
from tests.factories.decisions import make_agenda_item, make_decision, make_gcg

OUTPUT = "Agreement on a revised GCG structure."
STEP = "Take over the outputs of earlier meetings"


@pytest.fixture
def meeting(db) -> Meeting:
    return make_gcg(20, state=MeetingState.CONVENED)


def make_workshop(to, **fields) -> Meeting:
    values = {"kind": MeetingKind.WORKSHOP, "title": "Turin workshop"}
    return make_gcg(outcomes_to=to, **(values | fields))


def make_output(workshop, output=OUTPUT, **fields):
    fields = {"title": "Governance", "expected_output": output} | fields
    return make_agenda_item(workshop, **fields)


def page_of(meeting) -> str:
    return reverse("meetings:meeting-outputs", kwargs={"pk": meeting.pk})


def sent(item, **more) -> dict:
    """Return what the form sends when one output is chosen as it is offered."""
    values = {
        "take": "on",
        "text": item.expected_output,
        "kind": DecisionKind.OTHER,
        "under": "",
    } | more
    return {f"{name}-{item.pk}": value for name, value in values.items()}


def offered(response) -> list[str]:
    return [handed.title for handed, _fields in response.context["form"].groups]


# --- The page -------------------------------------------------------------------------


def test_outputs_are_proposed_and_not_offered_twice(client_for, meeting):
    officer = make_officer()
    client = client_for(officer)
    workshop = make_workshop(meeting)
    make_output(workshop, "", title="Welcome")
    first, second = make_output(workshop), make_output(workshop, "A road map.")
    item = make_agenda_item(meeting, title="Outcomes of the workshop")

    page = client.get(page_of(meeting))
    assert offered(page) == ["2. Governance", "3. Governance"]
    chosen = {"text": "The Group agrees.", "kind": DecisionKind.TAKE_NOTE}
    answers = sent(first, **chosen, under=item.pk) | sent(second, take="")
    done = client.post(page_of(meeting), answers)

    assert (done.status_code, done.url) == (302, page_of(meeting))
    decision = meeting.decisions.get()
    assert (decision.text, decision.kind, decision.state, decision.item) == (
        "The Group agrees.",
        DecisionKind.TAKE_NOTE,
        DecisionState.PROPOSED,
        item,
    )
    assert decision.from_item == first
    page = client.get(page_of(meeting))
    assert offered(page) == ["3. Governance"]
    taken = [each.decision for each in page.context["handovers"][0].taken]
    assert taken == [decision]
    assert "Taken over from: Turin workshop" in page.content.decode()
    trail = AuditEvent.objects.filter(verb="decision.output_taken_over")
    assert [(each.by, each.reason) for each in trail] == [
        (officer, f"{workshop}: Governance")
    ]


def test_a_decision_shows_where_it_comes_from(client_for, meeting):
    workshop = make_workshop(meeting)
    output = make_output(workshop)
    decision = make_decision(meeting, from_item=output)

    url = decision.get_absolute_url()
    page = client_for(make_gcg_member()).get(url).content.decode()

    assert "Takes over the output of" in page
    assert f"{workshop}, 1 Governance" in page


def test_an_agenda_that_is_not_out_stays_unknown(client_for, meeting):
    workshop = make_workshop(meeting, state=MeetingState.PLANNED)
    decision = make_decision(
        meeting, state=DecisionState.ADOPTED, from_item=make_output(workshop)
    )

    page = client_for(make_focal_point()).get(decision.get_absolute_url())

    assert page.status_code == 200
    assert "Turin" not in page.content.decode()


def test_nothing_chosen_and_no_words_are_refused(client_for, meeting):
    client = client_for(make_officer())
    output = make_output(make_workshop(meeting))

    nothing = client.post(page_of(meeting), sent(output, take=""))
    wordless = client.post(page_of(meeting), sent(output, text="  "))

    assert "Choose at least one output." in nothing.content.decode()
    assert "Write what is decided." in wordless.content.decode()
    assert not meeting.decisions.exists()


def test_what_somebody_took_meanwhile_is_said(client_for, meeting):
    output = make_output(make_workshop(meeting))
    make_decision(meeting, from_item=output)

    page = client_for(make_officer()).post(page_of(meeting), sent(output))

    assert "“Governance” is taken over already, as GCG20/D1." in page.content.decode()
    assert meeting.decisions.count() == 1


def test_an_item_of_another_agenda_is_no_choice(client_for, meeting):
    output = make_output(make_workshop(meeting))

    client_for(make_officer()).post(page_of(meeting), sent(output, under=output.pk))

    assert not meeting.decisions.exists()


@pytest.mark.parametrize("make_reader", [make_chair, make_gcg_member])
def test_only_the_secretariat_opens_it(client_for, meeting, make_reader):
    output = make_output(make_workshop(meeting))
    client = client_for(make_reader())

    assert client.get(page_of(meeting)).status_code == 403
    assert client.post(page_of(meeting), sent(output)).status_code == 403
    assert not meeting.decisions.exists()


def test_a_meeting_that_nothing_goes_to_says_so(client_for, meeting):
    page = client_for(make_officer()).get(page_of(meeting)).content.decode()

    assert "No output waits for this meeting" in page
    assert "Propose what is chosen" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_three_outputs_as_for_one(
    client_for, meeting, django_assert_num_queries, rows
):
    client = client_for(make_officer())
    workshop = make_workshop(meeting)
    for _each in range(rows):
        make_decision(meeting, from_item=make_output(workshop))
        make_output(workshop)

    with django_assert_num_queries(8):
        client.get(page_of(meeting))


# --- The desk -------------------------------------------------------------------------


def test_the_desk_says_what_waits(meeting):
    officer = make_officer()
    assert STEP not in [task.label for task in tasks_of(meeting, officer)]
    workshop = make_workshop(meeting)
    output = make_output(workshop)
    make_output(workshop, "A road map.")
    make_decision(meeting, from_item=output)

    task = next(each for each in tasks_of(meeting, officer) if each.label == STEP)

    assert (task.url, task.tone) == (page_of(meeting), "stop")
    assert task.hint.startswith("1 output is not proposed.")


# --- The verb and the database --------------------------------------------------------


def test_only_outputs_for_this_meeting_are_taken(meeting):
    elsewhere = make_output(make_workshop(make_gcg(21)))

    with pytest.raises(Blocked) as refused:
        decisions.take_over(meeting, [Taken(elsewhere, "Agreed.")], by=make_officer())

    assert refused.value.reasons == (
        "The outcomes of “Governance” do not go to this meeting.",
    )


def test_who_records_no_decisions_takes_nothing_over(meeting):
    output = make_output(make_workshop(meeting))

    with pytest.raises(PermissionDenied):
        decisions.take_over(meeting, [Taken(output, "Agreed.")], by=make_chair())


def test_all_are_taken_or_none(meeting):
    workshop = make_workshop(meeting)
    first, second = make_output(workshop), make_output(workshop)
    make_decision(meeting, from_item=second)

    taken = [Taken(first, "Agreed."), Taken(second, "Agreed.")]

    with pytest.raises(Blocked):
        decisions.take_over(meeting, taken, by=make_officer())

    assert not first.taken_over_by.exists()


def test_a_withdrawn_decision_frees_its_output(meeting):
    output = make_output(make_workshop(meeting))
    make_decision(meeting, from_item=output, state=DecisionState.WITHDRAWN)

    taken = [Taken(output, "Agreed again.")]
    decisions.take_over(meeting, taken, by=make_officer())

    assert handovers_to(meeting)[0].outputs[0].decision.text == "Agreed again."


def test_a_withdrawn_item_hands_nothing_over(meeting):
    make_output(make_workshop(meeting), outcome=ItemOutcome.WITHDRAWN)

    assert handovers_to(meeting) == []


def test_the_database_refuses_an_output_twice_or_of_the_own_meeting(meeting):
    output = make_output(make_workshop(meeting))
    make_decision(meeting, from_item=output)

    with pytest.raises(IntegrityError) as twice, transaction.atomic():
        make_decision(meeting, from_item=output)
    with pytest.raises(IntegrityError) as own, transaction.atomic():
        make_decision(meeting, from_item=make_agenda_item(meeting))
    with pytest.raises(IntegrityError) as writing, transaction.atomic():
        make_decision(in_writing=True, from_item=make_output(output.meeting))

    assert "decision_output_taken_over_once" in str(twice.value)
    assert "output_of_the_own_meeting" in str(own.value)
    assert "decision_output_with_meeting" in str(writing.value)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_over_at_once_propose_it_once():
    meeting = make_gcg(20, state=MeetingState.CONVENED)
    output = make_output(make_workshop(meeting))
    officers = [make_officer(), make_officer()]
    start, found = Barrier(2), []

    def take(by) -> None:
        start.wait()
        try:
            decisions.take_over(meeting, [Taken(output, "Agreed.")], by=by)
            found.append("done")
        except Blocked as error:
            found.append(error.reasons[0])
        finally:
            connections.close_all()

    threads = [Thread(target=take, args=(by,)) for by in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    told = "“Governance” is taken over already, as GCG20/D1."
    assert sorted(found) == sorted(["done", told])
    assert Decision.objects.count() == 1
