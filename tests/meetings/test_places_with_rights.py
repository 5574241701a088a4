"""Seats and the Chair give rights: who names whom, and who stands on which list."""

import pytest
from django.urls import reverse

from alliance87.core.exceptions import Blocked
from alliance87.core.models import User
from alliance87.partners.enums import GroupRoleKind
from alliance87.partners.models import Person
from meetings import invitations, seats
from meetings.enums import Capacity, Office, RepresentativeRole
from meetings.forms.meetings import MeetingForm
from meetings.forms.participants import ParticipantForm
from meetings.models import OfficeTerm, SeatRepresentative, own_groups
from meetings.selectors.invitees import Invitee
from meetings.selectors.participants import as_participation
from meetings.selectors.seats import SeatRow
from tests import factories
from tests.factories.groups import make_group_role, make_membership
from tests.factories.meetings import make_gcg, make_group_meeting
from tests.factories.seats import (
    TERM_STARTS,
    make_office_term,
    make_representative,
    make_seat_term,
)

pytestmark = pytest.mark.django_db

OWN = "You cannot give rights to yourself. Ask another administrator."
OF_OTHERS = (
    "Rosa Sample has an account and would get rights by this: only an administrator "
    "can name this person."
)


@pytest.fixture
def rosa():
    return factories.make_person(name="Rosa Sample", user=factories.make_user())


def hand_over(person, by):
    term = make_seat_term()
    holder = factories.make_partner()
    seats.hand_over(term.seat, holder, HANDOVER, by=by, representative=person)


def represent(person, by):
    term = make_seat_term()
    seats.name_representative(
        term, person, role=RepresentativeRole.ALTERNATE, starts_on=HANDOVER, by=by
    )


def hand_over_chair(person, by):
    holder = factories.make_partner()
    seats.hand_over_office(Office.CHAIR, holder, HANDOVER, by=by, person=person)


def name_chair(person, by):
    seats.name_office_holder(make_office_term(), person, by=by)


HANDOVER = TERM_STARTS.replace(year=TERM_STARTS.year + 1)
VERBS = [hand_over, represent, hand_over_chair, name_chair]


def named() -> list[str]:
    speakers = SeatRepresentative.objects.values_list("person__name", flat=True)
    chairs = OfficeTerm.objects.filter(person__isnull=False)
    return [*speakers, *chairs.values_list("person__name", flat=True)]


@pytest.mark.parametrize("verb", VERBS)
def test_only_an_administrator_names_who_has_an_account(verb, rosa):
    with pytest.raises(Blocked) as refusal:
        verb(rosa, factories.make_officer())

    assert refusal.value.reasons == (OF_OTHERS,)
    assert named() == []


@pytest.mark.parametrize("verb", VERBS)
def test_an_administrator_names_others(verb, rosa):
    verb(rosa, factories.make_administrator())

    assert named() == ["Rosa Sample"]


@pytest.mark.parametrize("verb", VERBS)
def test_an_administrator_never_names_oneself(verb, rosa):
    rosa.user = factories.make_administrator()
    rosa.save()

    with pytest.raises(Blocked) as refusal:
        verb(rosa, rosa.user)

    assert refusal.value.reasons == (OWN,)


@pytest.mark.parametrize("verb", VERBS)
def test_an_officer_names_who_has_no_account(verb):
    verb(factories.make_person(name="Nobody’s Account"), factories.make_officer())

    assert named() == ["Nobody’s Account"]


def test_places_without_rights_are_the_officers_to_give(rosa):
    officer, term = factories.make_officer(), make_seat_term()
    deputy = make_office_term(Office.DEPUTY_CHAIR)

    seats.name_representative(
        term, rosa, role=RepresentativeRole.COPY, starts_on=HANDOVER, by=officer
    )
    seats.name_office_holder(deputy, rosa, by=officer)

    assert named() == ["Rosa Sample", "Rosa Sample"]


def test_the_page_refuses_in_a_sentence(client_for, rosa):
    term = make_seat_term()
    page = reverse("meetings:seat-representative", kwargs={"pk": term.seat_id})

    answer = client_for(factories.make_officer()).post(
        page, {"person": rosa.pk, "role": "titular", "starts_on": "2026-01-01"}
    )

    assert answer.context["form"].non_field_errors() == [OF_OTHERS]
    assert named() == []


def test_the_records_desk_refuses_it_too(client_for, rosa):
    term = make_office_term()
    page = reverse("admin:meetings_officeterm_change", args=[term.pk])
    client = client_for(factories.make_officer())
    sent = dict(client.get(page).context["adminform"].form.initial)
    sent = {name: value for name, value in sent.items() if value is not None}

    answer = client.post(page, sent | {"person": rosa.pk, "version": term.version})

    assert answer.context["adminform"].form.errors["person"] == [OF_OTHERS]
    assert named() == []


def test_seat_page_says_who_has_an_account(client_for, rosa):
    term = make_seat_term()
    make_representative(term, rosa)
    make_representative(
        term, factories.make_person(), role=RepresentativeRole.ALTERNATE
    )
    page = term.seat.get_absolute_url()

    kept = client_for(factories.make_officer()).get(page).content.decode()
    read = client_for(factories.make_gcg_member()).get(page).content.decode()

    assert "Has an account: rights of a member" in kept
    assert "No account: no rights" in kept
    assert "Rosa Sample" in read
    assert "account: " not in read


# --- Who is offered in forms of a meeting ---------------------------------------------


def test_a_group_chair_chooses_among_people_of_member_organizations():
    group = factories.make_group()
    member = make_membership(group)
    inside = factories.make_person(organization=member.partner)
    factories.make_person(organization=member.partner, is_active=False)
    outside = factories.make_person(organization=factories.make_partner())
    meeting = make_group_meeting(group=group)
    chair, officer = factories.make_group_chair(group), factories.make_officer()

    def offered(user) -> list[set]:
        chaired = MeetingForm(instance=meeting, user=user).fields["chaired_by"]
        listed = ParticipantForm(meeting=meeting, user=user).fields["person"]
        return [set(chaired.queryset), set(listed.queryset)]

    assert offered(chair) == [{inside}, {inside}]
    assert offered(officer) == [{inside, outside}, {inside, outside}]
    meeting.chaired_by = outside
    assert offered(chair)[0] == {inside, outside}


def test_who_has_left_belongs_to_no_group_by_the_organization(rosa):
    rosa.organization = factories.make_partner()
    membership = make_membership(partner=rosa.organization, contact=rosa)
    make_group_role(membership.group, role=GroupRoleKind.FOCAL_POINT, person=rosa)

    def belonging(*, is_active: bool) -> list:
        rosa.is_active = is_active
        rosa.save()
        user = User.objects.get(pk=rosa.user_id)
        return [each["pk"] for each in own_groups(user)]

    assert belonging(is_active=True) == [membership.group_id]
    assert belonging(is_active=False) == []


# --- Filling the list -----------------------------------------------------------------


def appointed(**fields) -> Invitee:
    values = {"name": "Fay Point", "post": "Head", "email": "fay@example.org"}
    return Invitee(Capacity.PATHFINDER, **(values | fields))


def test_an_appointed_focal_point_keeps_the_address_without_an_account():
    meeting, country = make_gcg(), factories.make_country()
    line = appointed(country=country)

    rows = [as_participation(line)]
    invitations.add_all(meeting, rows, by=factories.make_officer())

    person = Person.objects.get(email="fay@example.org")
    assert meeting.participations.get().person == person
    assert (person.name, person.post, person.country) == ("Fay Point", "Head", country)
    assert person.user is None
    assert as_participation(appointed(email="FAY@example.org")).person == person


def test_who_is_in_copy_is_a_guest_without_a_seat(rosa):
    term = make_seat_term()
    row = SeatRow(seat=term.seat, on=HANDOVER, term=term)
    line = Invitee(Capacity.GUEST, name="Reader", row=row, is_copy=True, person=rosa)

    assert as_participation(line).seat_term is None
