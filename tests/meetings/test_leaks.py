"""What a reader may not know: each test is named after the fault that it forbids."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from meetings import invitations
from meetings.agenda import release_agenda
from meetings.digests import papers
from meetings.enums import Response
from meetings.forms.agenda import ItemForm, PinForm, PutPaperForm
from meetings.forms.meetings import MeetingForm
from meetings.group_telling import save_update
from meetings.models import Decision, EventSeries, GroupUpdate, Meeting
from meetings.planning import move_on
from meetings.selectors.decisions import decisions_of, register_rows
from meetings.selectors.meetings import may_join
from tests.factories import make_group_chair
from tests.factories.decisions import (
    make_action_point,
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.events import make_event, make_series
from tests.factories.meetings import (
    make_coming,
    make_group_meeting,
    make_intervention,
    make_invited,
    make_participation,
    make_planned,
)
from tests.factories.papers import make_draft, make_paper, make_version
from tests.factories.people import (
    make_chair,
    make_country,
    make_focal_point,
    make_gcg_member,
    make_group,
    make_officer,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def url(name: str, meeting, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


def known(user) -> set[str]:
    return set(Meeting.objects.visible_to(user).values_list("title", flat=True))


def page(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def secret_paper():
    return make_paper(title="A paper for members", visibility="gcg_members")


# --- Meetings that were never announced -----------------------------------------------


@pytest.mark.parametrize("verbs", [["cancel"], ["postpone"], ["postpone", "cancel"]])
def test_a_plan_that_is_given_up_stays_unknown(verbs):
    meeting, officer = make_planned(), make_officer()

    for verb in verbs:
        move_on(meeting, verb, by=officer, reason="No budget.")

    assert known(VISITOR) == set()
    assert known(make_gcg_member()) == set()
    assert known(officer) == known(make_chair()) == {meeting.title}


@pytest.mark.parametrize("verb", ["cancel", "postpone"])
def test_a_meeting_that_was_announced_stays_known_when_it_is_off(verb):
    meeting, officer = make_planned(), make_officer()

    move_on(meeting, "announce", by=officer)
    move_on(meeting, verb, by=officer, reason="No budget.")

    assert known(VISITOR) == {meeting.title}


def test_an_old_meeting_entered_as_cancelled_is_known():
    meeting = make_coming(state="cancelled")

    assert known(VISITOR) == {meeting.title}


# --- The agenda -----------------------------------------------------------------------


def test_a_tentative_agenda_is_public_once_it_was_released(client):
    meeting = make_coming(state="announced")
    make_agenda_item(meeting, title="A delicate item")

    assert "A delicate item" not in page(client, url("meeting", meeting))
    assert client.get(url("agenda-pdf", meeting)).status_code == 302

    release_agenda(meeting, by=make_officer())
    assert "A delicate item" in page(client, url("meeting", meeting))


def test_a_draft_agenda_is_not_read_by_the_group_nor_by_who_is_invited(client_for):
    meeting, guest = make_coming(state="announced"), make_user()
    make_agenda_item(meeting, title="A delicate item")
    make_invited(meeting, person=make_person(name="Guest", user=guest))

    for user in (make_gcg_member(), guest):
        read = page(client_for(user), url("meeting", meeting))
        assert "A delicate item" not in read
        assert "The agenda follows" in read


@pytest.mark.parametrize(
    ("response", "joins"),
    [("not_invited", False), ("no", False), ("pending", True), ("yes", True)],
)
def test_the_video_link_is_not_for_who_is_not_invited_or_does_not_come(response, joins):
    user = make_user()
    mode = "remote" if response == "yes" else ""
    row = make_participation(
        person=make_person(user=user), response=response, response_mode=mode
    )

    assert may_join(user, row.meeting) is joins


def test_drafts_of_papers_are_not_offered_to_group_chairs():
    meeting = make_group_meeting()
    chair = make_group_chair(meeting.group)
    item, paper = make_agenda_item(meeting), make_paper()
    old = make_version(paper)
    draft = make_draft(paper, number=2)
    placed = item.papers.create(paper=paper, version=old)

    def offered(user):
        return list(PinForm(placed=placed, user=user).fields["version"].queryset)

    assert offered(chair) == [old]
    assert offered(make_officer()) == [draft, old]


def test_a_group_chair_puts_the_newest_version_that_the_chair_may_read():
    meeting = make_group_meeting()
    item, paper = make_agenda_item(meeting), make_paper()
    old = make_version(paper)
    make_draft(paper, number=2)
    data = {"paper": paper.pk, "in_pack": "on"}

    form = PutPaperForm(data, item=item, user=make_group_chair(meeting.group))

    assert form.is_valid(), form.errors
    assert form.version() == old


def test_the_number_of_a_draft_does_not_stand_on_the_public_agenda(client):
    meeting, paper = make_coming(), make_paper(title="Guidance", is_announced=True)
    draft = make_draft(paper, number=7)
    make_agenda_item(meeting).papers.create(paper=paper, version=draft)

    read = page(client, url("meeting", meeting))

    assert "Guidance" in read
    assert "version 7" not in read


def test_draft_reports_are_not_offered_to_group_chairs():
    meeting, report = make_group_meeting(), make_circulated_report()

    def offered(user):
        form = ItemForm(instance=make_agenda_item(meeting), meeting=meeting, user=user)
        return list(form.fields["report"].queryset)

    assert offered(make_group_chair(meeting.group)) == []
    assert offered(make_officer()) == [report]


def test_an_address_of_who_owes_a_paper_is_not_printed(client):
    item = make_agenda_item(make_coming())
    item.papers.create(
        paper=make_paper(is_announced=True), responsible="Ada Author <ada@example.org>"
    )

    read = page(client, url("meeting", item.meeting))

    assert "(Ada Author)" in read
    assert "ada@example.org" not in read


def test_an_address_that_was_only_typed_gets_no_mail():
    make_officer(email="officer@example.org")
    make_person(name="Ada Author", email="ada@example.org")
    item = make_agenda_item(make_coming())
    for responsible in ("Max <max@elsewhere.example>", "Ada <ADA@example.org>"):
        item.papers.create(
            paper=make_paper(),
            responsible=responsible,
            due_at=timezone.now() + timedelta(days=6),
        )

    sent = papers.due(timezone.localdate())

    assert {who.address for who, _owed in sent} == {
        *("officer@example.org", "ada@example.org"),
    }


# --- Titles of what is hidden ---------------------------------------------------------


def test_titles_of_a_plan_and_of_an_internal_event_are_not_told(client, client_for):
    meeting = make_coming(
        outcomes_to=make_planned(title="A secret plan"),
        back_to_back_with=make_event(title="An internal event", is_public=False),
    )

    for_all = page(client, url("meeting", meeting))
    for_office = page(client_for(make_officer()), url("meeting", meeting))

    for title in ("A secret plan", "An internal event"):
        assert title not in for_all
        assert title in for_office


def test_the_title_of_a_hidden_paper_is_not_told_by_what_it_replaces(
    client, client_for, secret_paper
):
    make_version(secret_paper)
    old = make_version(make_paper(replaced_by=secret_paper)).paper

    assert secret_paper.title not in page(client, old.get_absolute_url())
    for_office = page(client_for(make_officer()), old.get_absolute_url())
    assert secret_paper.title in for_office


def test_the_register_does_not_name_hidden_papers_and_plans(client, secret_paper):
    adopted = {"state": "adopted"}
    on_paper = make_decision(
        kind="endorse_document", paper_version=make_version(secret_paper), **adopted
    )
    plan = make_planned(title="A secret plan")
    on_date = make_decision(kind="set_meeting_date", next_meeting=plan, **adopted)

    def abouts(user):
        return {row.about for row in register_rows(decisions_of(user))}

    assert abouts(VISITOR) == {""}
    assert abouts(make_officer()) == {str(on_paper.paper_version), plan.title}
    for decision in (on_paper, on_date):
        read = page(client, decision.get_absolute_url())
        assert secret_paper.title not in read
        assert plan.title not in read
    csv = page(client, reverse("meetings:decisions-csv"))
    assert secret_paper.title not in csv
    assert plan.title not in csv


def test_a_series_of_internal_events_is_not_told(client):
    hidden, mixed, empty = (make_series(title=title) for title in "ABC")
    make_event(series=hidden, is_public=False)
    make_event(series=mixed, is_public=False)
    make_event(series=mixed)

    assert list(EventSeries.objects.visible_to(VISITOR)) == [mixed, empty]
    assert list(EventSeries.objects.visible_to(make_gcg_member())) == [
        *(hidden, mixed, empty)
    ]
    assert client.get(hidden.get_absolute_url()).status_code == 404


# --- Decisions and action points ------------------------------------------------------


def test_internal_action_points_are_not_counted_for_visitors():
    decision = make_decision(state="adopted")
    make_action_point(decision.meeting, decision=decision)
    make_action_point(decision.meeting, decision=decision, state="done", number=2)

    def follow_up(user):
        (row,) = register_rows(decisions_of(user))
        return row.follow_up

    assert follow_up(VISITOR) == ""
    assert follow_up(make_gcg_member()) == "1 of 2 actions open"


def test_an_owner_counts_only_the_own_action_points():
    country = make_country()
    decision = make_decision(state="adopted")
    make_action_point(decision.meeting, decision=decision)
    make_action_point(decision.meeting, decision=decision, country=country, number=2)

    (found,) = decisions_of(make_focal_point(country))

    assert (found.actions, found.actions_open) == (1, 1)


def test_a_proposal_in_writing_is_not_read_while_it_is_typed():
    proposal = make_decision(in_writing=True)

    def readable(user):
        return Decision.objects.visible_to(user).contains(proposal)

    assert not readable(make_gcg_member())
    assert readable(make_officer())
    Decision.objects.filter(pk=proposal.pk).update(
        state="adopted", decided_on=date(2019, 11, 12)
    )
    assert readable(make_gcg_member())


def test_a_question_out_of_minutes_is_for_who_may_read_the_report(client_for):
    meeting, person = make_gcg(), make_user()
    item = make_agenda_item(meeting)
    asked = make_intervention(item, text="Who pays for it?")
    make_circulated_report(meeting)
    action = make_action_point(
        meeting, raised_by=asked, person=make_person(user=person)
    )

    def read(user):
        return page(client_for(user), action.get_absolute_url())

    assert "Who pays for it?" not in read(person)
    assert "Who pays for it?" in read(make_gcg_member())


# --- What chairs of groups may --------------------------------------------------------


def test_notes_of_the_secretariat_are_hidden_from_group_chairs(client_for):
    meeting = make_group_meeting(desk_notes="Do not invite them again.")
    chair = make_group_chair(meeting.group)

    def read(user):
        return page(client_for(user), url("desk", meeting))

    assert meeting.desk_notes not in read(chair)
    assert meeting.desk_notes in read(make_officer())
    assert "desk_notes" not in MeetingForm(instance=meeting, user=chair).fields
    assert "desk_notes" in MeetingForm(instance=meeting, user=make_officer()).fields


def test_a_group_chair_does_not_answer_for_others(client_for):
    meeting = make_group_meeting()
    chair, row = make_group_chair(meeting.group), make_invited(meeting)
    address = url("participant-answer", meeting, row=row.pk)

    with pytest.raises(PermissionDenied):
        invitations.answer(row, Response.NO, by=chair, on_behalf=True)

    assert client_for(chair).get(address).status_code == 403
    assert address not in page(client_for(chair), url("participants", meeting))
    assert client_for(make_officer()).get(address).status_code == 200


def test_a_group_writes_its_update_to_the_group_and_to_its_own_meetings(client_for):
    group = make_group()
    chair, other = make_group_chair(group), make_group_meeting()

    def write(meeting):
        update = GroupUpdate(meeting=meeting, group=group, text="Two webinars.")
        return save_update(update, by=chair)

    with pytest.raises(Blocked):
        write(other)
    address = url("group-update", other, group=group.slug)
    assert client_for(chair).get(address).status_code == 404
    assert write(make_coming()).pk
    assert write(make_group_meeting(group)).pk
