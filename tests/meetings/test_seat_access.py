"""Rights that a seat, an office or the chair of a group gives follow its dates."""

from datetime import date, timedelta

import pytest

from alliance87.core.access import Scope, scope_of
from alliance87.core.models import User
from alliance87.partners.enums import GroupRoleKind
from alliance87.partners.models import GroupRole
from meetings.enums import Office, RepresentativeRole, Standing
from tests import factories
from tests.factories.seats import (
    make_office_term,
    make_representative,
    make_seat,
    make_seat_term,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
FIRST, END = date(2024, 3, 1), date(2026, 3, 1)


@pytest.fixture
def on(monkeypatch):
    """Return `on(day)`: let it be that day from now on."""

    def move(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: day)

    return move


def person():
    return factories.make_person(user=factories.make_user())


def rights(user) -> Scope:
    """Return the rights as the next request of the person finds them."""
    return scope_of(User.objects.get(pk=user.pk))


def seated(role=RepresentativeRole.TITULAR, standing=Standing.MEMBER, **dates):
    term = make_seat_term(make_seat(standing=standing), starts_on=FIRST, ends_on=END)
    return make_representative(term, person(), role=role, **dates).person.user


SPEAKERS = [RepresentativeRole.TITULAR, RepresentativeRole.ALTERNATE]


@pytest.mark.parametrize("role", SPEAKERS)
@pytest.mark.parametrize(
    ("day", "has"),
    [(FIRST - DAY, False), (FIRST, True), (END - DAY, True), (END, False)],
)
def test_who_speaks_for_a_seat_is_a_member_on_the_days_of_the_term(on, role, day, has):
    user = seated(role)
    on(day)

    assert rights(user) == Scope(user_id=user.pk, is_gcg_member=has)


@pytest.mark.parametrize(("day", "has"), [(END - DAY, True), (END, False)])
def test_who_speaks_for_an_observers_seat_is_an_observer(on, day, has):
    user = seated(standing=Standing.OBSERVER)
    on(day)

    assert rights(user) == Scope(user_id=user.pk, is_gcg_observer=has)


def test_being_in_copy_gives_no_right(on):
    user = seated(RepresentativeRole.COPY)
    on(FIRST)

    assert rights(user) == Scope(user_id=user.pk)


@pytest.mark.parametrize(
    ("day", "has"),
    [
        (FIRST + 9 * DAY, False),
        (FIRST + 10 * DAY, True),
        (FIRST + 19 * DAY, True),
        (FIRST + 20 * DAY, False),
    ],
)
def test_who_serves_a_part_of_the_term_has_rights_in_that_part(on, day, has):
    user = seated(starts_on=FIRST + 10 * DAY, ends_on=FIRST + 20 * DAY)
    on(day)

    assert rights(user).is_gcg_member is has


@pytest.mark.parametrize(
    ("office", "day", "has"),
    [
        (Office.CHAIR, FIRST - DAY, False),
        (Office.CHAIR, FIRST, True),
        (Office.CHAIR, END - DAY, True),
        (Office.CHAIR, END, False),
        (Office.DEPUTY_CHAIR, FIRST, False),
    ],
)
def test_the_person_in_the_chair_is_the_chair_on_those_days(on, office, day, has):
    chair = person()
    make_office_term(office, person=chair, starts_on=FIRST, ends_on=END)
    on(day)

    assert rights(chair.user) == Scope(user_id=chair.user.pk, is_chair=has)


@pytest.mark.parametrize(
    ("kind", "day", "has"),
    [
        (GroupRoleKind.CHAIR, FIRST, True),
        (GroupRoleKind.CHAIR, END - DAY, True),
        (GroupRoleKind.CHAIR, END, False),
        (GroupRoleKind.FOCAL_POINT, FIRST, False),
    ],
)
def test_the_chair_of_a_group_keeps_it_on_those_days(on, kind, day, has):
    chair, group = person(), factories.make_group()
    GroupRole.objects.create(
        group=group,
        role=kind,
        slot=1 if kind == GroupRoleKind.CHAIR else None,
        partner=factories.make_partner(),
        person=chair,
        starts_on=FIRST,
        ends_on=END,
        created_by=factories.keeper(),
    )
    on(day)

    assert rights(chair.user).chairs_groups == ({group.pk} if has else set())


def test_a_person_who_has_left_the_post_has_no_rights():
    own = person()
    make_representative(make_seat_term(), own)
    make_office_term(Office.CHAIR, person=own)
    own.is_active = False
    own.save()

    assert rights(own.user) == Scope(user_id=own.user.pk)


def test_rights_of_all_kinds_are_read_in_one_query(django_assert_num_queries):
    country = factories.make_country()
    user = factories.make_focal_point(country)
    own = factories.make_person(user=user)
    make_representative(make_seat_term(), own)
    make_office_term(Office.CHAIR, person=own)
    user = User.objects.get(pk=user.pk)

    with django_assert_num_queries(1):
        found = scope_of(user)

    assert found == Scope(
        user_id=user.pk,
        is_chair=True,
        is_gcg_member=True,
        focal_point_of=frozenset({country.pk}),
    )


def test_a_term_without_a_known_start_gives_rights_until_its_end(on):
    term = make_seat_term(starts_on=None, ends_on=END)
    user = make_representative(term, person()).person.user
    on(END - DAY)

    assert rights(user).is_gcg_member is True

    on(END)

    assert rights(user).is_gcg_member is False


def test_names_close_to_a_member_the_day_after_the_term(on, client_for):
    """The page itself forgets the rights: no name of a person is left on it."""
    term = make_seat_term(starts_on=FIRST, ends_on=END)
    own = factories.make_person(name="Own Name", user=factories.make_user())
    make_representative(term, own)
    other = make_seat_term(starts_on=FIRST)
    make_representative(other, factories.make_person(name="Other Name"))
    client = client_for(own.user)

    on(END - DAY)
    before = client.get("/seats/").content.decode()
    on(END)
    after = client.get("/seats/").content.decode()

    assert "Other Name" in before
    assert "Other Name" not in after
