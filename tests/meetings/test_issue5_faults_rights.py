"""What a review of issue 5 found about rights: each test is named after its finding."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alliance87.core.access import scope_of
from alliance87.core.dates import write_day
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, User
from alliance87.partners import directory
from meetings.decisions import record_past
from meetings.enums import (
    DecisionState,
    MeetingState,
    Office,
    OwnerOffice,
    Response,
    VersionState,
)
from meetings.models import ActionPoint, Decision, OfficeTerm, own_groups
from meetings.models.action_owners import asked_of
from meetings.models.speaking import partners_of, speakers_for
from meetings.recipients import of_people
from meetings.selectors.asked import tasks_for
from meetings.selectors.feeds import entries_of_person
from meetings.selectors.meetings import may_join, participation_of
from tests import factories
from tests.core.test_admin import initial_data
from tests.factories.decisions import make_action_point, make_agenda_item, make_decision
from tests.factories.groups import make_group_role, make_membership
from tests.factories.meetings import (
    make_coming,
    make_group_meeting,
    make_participation,
)
from tests.factories.packs import make_pack, place_paper
from tests.factories.papers import make_draft, make_paper, make_version
from tests.factories.seats import make_office_term, make_representative, make_seat_term

pytestmark = pytest.mark.django_db

FIRST, LEFT = date(2021, 1, 1), date(2025, 1, 1)
LINK = "https://video.example.org/secret-room"


def again(user) -> User:
    """Return the person as the next request finds them."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def partner():
    return factories.make_partner(name="Former Union", joined_on=FIRST)


@pytest.fixture
def rosa(partner):
    return factories.make_person(
        name="Rosa Sample", user=factories.make_user(), organization=partner
    )


# --- F2: a partner that left ----------------------------------------------------------


def gone(partner) -> None:
    """Let it have left as a database says that was kept before."""
    partner.left_on = LEFT
    partner.save()


def test_f2_a_seat_of_a_partner_that_left_gives_no_rights(rosa, partner):
    make_representative(make_seat_term(holder=partner), rosa)
    make_office_term(holder=partner, person=rosa)
    make_group_role(partner=partner, person=rosa)
    before = scope_of(again(rosa.user))

    gone(partner)
    after = scope_of(again(rosa.user))

    assert (before.is_gcg_member, before.is_chair) == (True, True)
    assert len(before.chairs_groups) == 1
    assert (after.is_gcg_member, after.is_chair) == (False, False)
    assert after.chairs_groups == frozenset()


def test_f2_the_contact_of_a_partner_that_left_reads_no_video_link(rosa, partner):
    member = make_membership(partner=partner, contact=rosa)
    meeting = make_group_meeting(member.group)
    assert may_join(again(rosa.user), meeting) is True

    gone(partner)

    user = again(rosa.user)
    assert (may_join(user, meeting), list(own_groups(user))) == (False, [])


def test_f2_nobody_speaks_for_a_partner_that_left(rosa, partner):
    gone(partner)

    assert list(partners_of(rosa.user)) == []
    assert list(speakers_for(partner)) == []
    before = LEFT - timedelta(days=1)
    assert list(partners_of(rosa.user, before)) == [partner]
    assert list(speakers_for(partner, before)) == [rosa]


def test_f2_a_partner_with_a_seat_or_an_office_does_not_leave(client_for, partner):
    seat = make_seat_term(holder=partner)
    office = make_office_term(Office.DEPUTY_CHAIR, holder=partner)
    client = client_for(factories.make_officer())
    page = f"{partner.get_absolute_url()}leave/"
    words = [
        f"It holds a seat: {seat.seat}. Hand it over or end the term first.",
        "It holds an office: Deputy Chair. Hand it over or end the term first.",
    ]

    shown = client.get(page)
    refused = client.post(page, {"on": LEFT.isoformat(), "reason": "Merged"})
    partner.refresh_from_db()
    stayed = partner.left_on
    for term in (seat, office):
        term.ends_on = LEFT
        term.save()
    client.post(page, {"on": LEFT.isoformat(), "reason": "Merged"})

    assert shown.context["missing"] == words
    assert refused.context["form"].non_field_errors() == words
    partner.refresh_from_db()
    assert (stayed, partner.left_on) == (None, LEFT)


def test_f2_groups_and_roles_end_with_the_partner(partner):
    role = make_group_role(partner=partner, starts_on=FIRST)
    member = make_membership(role.group, partner=partner, joined_on=FIRST)
    over = make_membership(partner=partner, joined_on=FIRST, left_on=date(2022, 1, 1))

    directory.record_left(
        partner, on=LEFT, reason="Merged", by=factories.make_officer()
    )

    for row in (role, member, over):
        row.refresh_from_db()
    assert (role.ends_on, member.left_on) == (LEFT, LEFT)
    assert over.left_on == date(2022, 1, 1)
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert verbs == {"group_role.changed", "group_member.changed", "partner.left"}


def leaving(partner):
    return directory.record_left(
        partner, on=LEFT, reason="Merged", by=factories.make_officer()
    )


def test_f2_what_has_not_begun_is_taken_back_with_the_partner(partner):
    later = timezone.localdate() + timedelta(days=30)
    role = make_group_role(partner=partner, starts_on=later)
    other = make_group_role(role.group, starts_on=later, slot=2)
    make_membership(role.group, partner=partner, joined_on=later)
    factories.make_network_member(partner=partner, joined_on=later)

    leaving(partner)

    assert list(role.group.roles.all()) == [other]
    assert not role.group.memberships.exists()
    assert not partner.network_memberships.exists()
    assert set(AuditEvent.objects.values_list("verb", "was")) == {
        ("group_role.withdrawn", f"Chair: {partner} ({write_day(later)} – …)"),
        ("group_member.withdrawn", str(partner)),
        ("network_member.withdrawn", f"{partner} ({write_day(later)} – …)"),
        ("partner.left", "Active"),
    }


def test_f2_a_partner_does_not_leave_before_what_it_became_part_of(partner):
    role = make_group_role(partner=partner, starts_on=LEFT)
    member = factories.make_network_member(
        partner=partner, joined_on=timezone.localdate()
    )

    with pytest.raises(Blocked) as refusal:
        leaving(partner)

    today = write_day(timezone.localdate())
    end = "Choose a later day, or correct that record first."
    assert refusal.value.reasons == (
        f"It is on record in “{role.group}” from {write_day(LEFT)}. {end}",
        f"It is on record in “{member.network}” from {today}. {end}",
    )
    role.refresh_from_db()
    assert (role.ends_on, partner.left_on) == (None, None)


def test_f2_a_place_in_a_network_with_a_later_end_ends_with_the_partner(partner):
    member = factories.make_network_member(
        partner=partner, joined_on=FIRST, left_on=date(2999, 1, 1)
    )

    leaving(partner)

    member.refresh_from_db()
    assert member.left_on == LEFT


# --- F4: a person who left ------------------------------------------------------------


def former(rosa) -> User:
    rosa.is_active = False
    rosa.save()
    return again(rosa.user)


def test_f4_who_left_the_post_neither_joins_nor_answers(client_for, rosa):
    meeting = make_coming()
    make_participation(meeting, person=rosa, response=Response.PENDING)
    page = reverse("meetings:own-answer", kwargs={"pk": meeting.pk})
    assert may_join(again(rosa.user), meeting) is True
    assert client_for(rosa.user).get(page).status_code == 200

    user = former(rosa)

    assert (may_join(user, meeting), participation_of(user, meeting)) == (False, None)
    assert client_for(user).get(page).status_code == 403


def test_f4_who_left_the_post_has_nothing_to_answer(rosa):
    meeting = make_coming()
    make_participation(meeting, person=rosa, response=Response.PENDING)
    today = timezone.localdate()

    def told(user) -> tuple:
        entries = entries_of_person(user, today)
        is_asked = any("Answer the invitation" in each.title for each in entries)
        joins = any(LINK in each.description for each in entries)
        return len(tasks_for(user)), is_asked, joins

    assert told(again(rosa.user)) == (1, True, True)
    assert told(former(rosa)) == (0, False, False)


def test_f4_who_left_the_post_is_asked_for_no_action(rosa):
    action = make_action_point(person=rosa)
    make_action_point(office=OwnerOffice.SECRETARIAT)

    def own(user) -> list:
        return list(ActionPoint.objects.filter(asked_of(user)))

    assert own(again(rosa.user)) == [action]
    assert own(former(rosa)) == []


def test_f4_who_left_the_post_is_not_written_to(rosa):
    assert [each.user for each in of_people([rosa])] == [rosa.user]

    former(rosa)

    assert list(of_people([rosa])) == []


# --- F10: a plan that nobody knows ----------------------------------------------------


@pytest.mark.parametrize("state", ["planned", "announced", "convened"])
def test_f10_what_a_meeting_did_not_decide_is_not_recorded_as_past(client_for, state):
    decision = make_decision(make_coming(state=state, title="Secret plan"))
    officer = factories.make_officer()
    facts = {"decided_on": LEFT, "source": "A note"}
    page = reverse("meetings:decision-record-past", kwargs={"pk": decision.pk})

    with pytest.raises(Blocked) as refusal:
        record_past(decision, by=officer, **facts)
    shown = client_for(officer).get(page)

    label = MeetingState(state).label
    words = (
        f"“{decision.meeting}” is “{label}”: only what a meeting that was held decided "
        "is recorded as a past decision."
    )
    assert refusal.value.reasons == (words,)
    assert shown.context["missing"] == [words]
    assert Decision.objects.get().state == DecisionState.PROPOSED


@pytest.mark.parametrize("in_writing", [True, False])
def test_f10_what_was_decided_is_recorded_as_past(in_writing):
    decision = make_decision(in_writing=in_writing)

    record_past(decision, decided_on=LEFT, source="A note", by=factories.make_officer())

    decision.refresh_from_db()
    assert decision.state == DecisionState.ADOPTED


# --- F11: places written in the records desk ------------------------------------------


def written(client, name: str, row, **changes) -> AuditEvent:
    page = reverse(f"admin:meetings_{name}_change", args=[row.pk])
    answer = client.post(page, initial_data(client.get(page)) | changes)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return AuditEvent.objects.get()


def test_f11_a_change_of_a_representative_leaves_a_trail(client_for, rosa):
    row = make_representative(make_seat_term(starts_on=FIRST), rosa)
    officer = factories.make_administrator()

    event = written(
        client_for(officer), "seatrepresentative", row, ends_on=LEFT.isoformat()
    )

    name = f"Rosa Sample (Representative), {row.term.holder}"
    assert (event.verb, event.by) == ("seat.representative_changed", officer)
    assert event.was == f"2021-01-01 – …: {name}"[:60]
    assert event.now == f"2021-01-01 – 2025-01-01: {name}"[:60]


def test_f11_a_change_of_an_office_leaves_a_trail(client_for, rosa):
    row = make_office_term(holder=factories.make_partner(name="France"))

    event = written(
        client_for(factories.make_administrator()), "officeterm", row, person=rosa.pk
    )

    assert event.verb == "office.term_changed"
    assert event.was == "2020-01-01 – …: Chair: France"
    assert event.now == "2020-01-01 – …: Chair: France, Rosa Sample"


def test_f11_a_change_of_a_term_leaves_a_trail(client_for):
    row = make_seat_term(holder=factories.make_partner(name="France"))
    other = factories.make_partner(name="Ghana")

    event = written(
        client_for(factories.make_administrator()), "seatterm", row, holder=other.pk
    )

    assert event.verb == "seat.term_changed"
    assert event.was == f"2020-01-01 – …: France, {row.seat}"[:60]
    assert event.now == f"2020-01-01 – …: Ghana, {row.seat}"[:60]


def test_f11_a_place_added_in_the_records_desk_leaves_a_trail(client_for):
    client = client_for(factories.make_administrator())
    page = reverse("admin:meetings_officeterm_add")
    holder = factories.make_partner(name="France")
    facts = {"office": "chair", "holder": holder.pk, "starts_on": "2024-01-01"}

    client.post(page, initial_data(client.get(page)) | facts)

    event = AuditEvent.objects.get()
    assert (event.verb, event.was) == ("office.term_added", "")
    assert event.now == "2024-01-01 – …: Chair: France"


def test_f11_no_place_is_deleted_in_the_records_desk(client_for):
    row = make_office_term()
    page = reverse("admin:meetings_officeterm_delete", args=[row.pk])

    answer = client_for(factories.make_administrator()).post(page, {"post": "yes"})

    assert (answer.status_code, OfficeTerm.objects.count()) == (403, 1)


# --- F16: drafts that a chair does not read -------------------------------------------


def test_f16_a_chair_is_not_told_of_a_draft(client_for):
    paper = make_paper()
    first = make_version(paper, state=VersionState.FOR_DECISION)
    meeting = make_group_meeting()
    place_paper(make_agenda_item(meeting), first)
    pack = make_pack(meeting)
    make_draft(paper, number=2)
    words = "Version 2 exists; the pack holds version 1."

    def shown(user) -> bool:
        return words in client_for(user).get(pack.get_absolute_url()).content.decode()

    chair = factories.make_group_chair(meeting.group)
    assert (shown(chair), shown(factories.make_officer())) == (False, True)

    endorsed = {"state": VersionState.ENDORSED, "was_endorsed": True}
    paper.versions.filter(number=2).update(**endorsed)
    assert shown(chair) is True
