"""What the database refuses of partners, people, networks and journeys."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.partners.enums import (
    SUBTYPES,
    PartnerState,
    PartnerSubtype,
    PartnerType,
)
from alliance87.partners.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db

DAY, LATER = date(2024, 5, 1), date(2024, 6, 1)


def twice(make, **facts):
    def second():
        make(**facts)
        make(**facts)

    return second


def named_alike():
    factories.make_partner(name="Solidar Foundation")
    factories.make_partner(name="SOLIDAR foundation")


def of_itself():
    partner = factories.make_partner()
    partner.parent = partner
    partner.save()


def mailed_alike():
    factories.make_person(email="ada@example.org")
    factories.make_person(email="Ada@Example.org")


def network_named_alike():
    factories.make_network(name="Child Labour Platform")
    factories.make_network(name="child labour platform")


def member_twice():
    member = factories.make_network_member(joined_on=DAY)
    factories.make_network_member(member.network, member.partner, joined_on=LATER)


def stage_at_one_place():
    factories.make_stage(position=1)
    factories.make_stage(position=1)


def stage_named_alike():
    factories.make_stage(title="First contact")
    factories.make_stage(title="first contact")


def stage_reached_twice():
    step = factories.make_step()
    factories.make_step(step.partner, step.stage)


def two_next_steps():
    step = factories.make_step(next_step="Write")
    factories.make_step(step.partner, next_step="Call")


MAKE = factories.make_partner
REFUSED = {
    "partner_name_once": named_alike,
    "partner_subtype_fits_type": lambda: MAKE(subtype=PartnerSubtype.COMPANY),
    "partner_of_government_has_country": lambda: MAKE(kind=PartnerType.GOVERNMENT),
    "partner_focus_known": lambda: MAKE(focus=["gold"]),
    "partner_joined_precision_valid": lambda: MAKE(
        joined_on=DAY, joined_precision=Precision.UNKNOWN
    ),
    "partner_joins_after_applying": lambda: MAKE(applied_on=LATER, joined_on=DAY),
    "partner_leaves_after_joining": lambda: MAKE(joined_on=LATER, left_on=DAY),
    "partner_not_part_of_itself": of_itself,
    "person_email_once": mailed_alike,
    "person_on_list_has_email": lambda: factories.make_person(on_mailing_list=True),
    "person_languages_known": lambda: factories.make_person(languages=["xx"]),
    "network_name_once": network_named_alike,
    "network_membership_ends_after_start": lambda: factories.make_network_member(
        joined_on=DAY, left_on=DAY
    ),
    "network_membership_once_at_a_time": member_twice,
    "journey_stage_position_once": stage_at_one_place,
    "journey_stage_title_once": stage_named_alike,
    "engagement_step_stage_once": stage_reached_twice,
    "engagement_step_one_open_next": two_next_steps,
    "engagement_step_due_needs_next": lambda: factories.make_step(next_due_on=DAY),
    "engagement_step_date_known_unless_unknown": lambda: factories.make_step(
        when=PartialDate(None, Precision.DAY)
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name):
    with (
        pytest.raises(IntegrityError, match=f'constraint "{name}"'),
        transaction.atomic(),
    ):
        REFUSED[name]()


def test_the_database_takes_the_other_side_of_each_rule():
    country = factories.make_country()
    MAKE(kind=PartnerType.GOVERNMENT, country=country, subtype=PartnerSubtype.MINISTRY)
    MAKE(subtype=PartnerSubtype.FOUNDATION, focus=["child_labour", "research"])
    MAKE(applied_on=DAY, joined_on=DAY, left_on=DAY)
    factories.make_person(email="")
    factories.make_person(email="")
    member = factories.make_network_member(joined_on=DAY, left_on=LATER)
    factories.make_network_member(member.network, member.partner, joined_on=LATER)
    step = factories.make_step(next_step="Write", next_done_on=LATER)
    factories.make_step(step.partner, next_step="Call")

    assert Partner.objects.count() == 5


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR])
def test_a_partner_that_joined_in_the_year_it_applied_is_taken(precision):
    MAKE(applied_on=DAY, joined_on=date(2024, 1, 1), joined_precision=precision)

    with pytest.raises(IntegrityError), transaction.atomic():
        MAKE(applied_on=DAY, joined_on=date(2023, 1, 1), joined_precision=precision)


def test_a_partner_known_to_have_joined_before_a_day_may_have_left_earlier():
    MAKE(joined_on=LATER, joined_precision=Precision.BEFORE, left_on=DAY)


def test_every_subtype_belongs_to_one_type():
    placed = [subtype for subtypes in SUBTYPES.values() for subtype in subtypes]

    assert sorted(placed) == sorted(PartnerSubtype.values)
    assert list(SUBTYPES) == list(PartnerType)


def test_two_accounts_of_a_partner_say_the_same_of_its_state():
    factories.make_partner(name="named")
    factories.make_partner(name="applied", applied_on=DAY)
    factories.make_partner(name="joined", joined_on=DAY)
    factories.make_partner(name="to come", joined_on=LATER)
    factories.make_partner(name="left", joined_on=DAY, left_on=LATER)
    factories.make_partner(name="gone", joined_on=date(2020, 1, 1), left_on=DAY)

    for day in (date(2024, 4, 30), DAY, date(2024, 5, 31), LATER):
        for state in PartnerState:
            found = set(Partner.objects.in_state(state, on=day))
            assert found == {
                each for each in Partner.objects.all() if each.state_on(day) == state
            }
    states = {each.name: each.state_on(DAY).value for each in Partner.objects.all()}
    assert states == {
        "applied": "applicant",
        "gone": "inactive",
        "joined": "active",
        "left": "active",
        "named": "named",
        "to come": "applicant",
    }


def test_a_circle_of_parts_is_refused():
    top = factories.make_partner()
    below = factories.make_partner(parent=factories.make_partner(parent=top))
    top.parent = below

    with pytest.raises(ValidationError) as refused:
        top.full_clean()
    assert refused.value.message_dict == {
        "parent": ["This partner is a part of the one you edit."]
    }


def test_a_stage_of_another_journey_is_refused():
    step = factories.make_step()
    step.stage = factories.make_stage(PartnerType.MEDIA)

    with pytest.raises(ValidationError) as refused:
        step.full_clean()
    assert refused.value.message_dict == {
        "stage": ["This stage belongs to the journey of another type."]
    }


def test_the_overlap_of_memberships_is_said_before_the_database_is_asked():
    member = factories.make_network_member(joined_on=DAY)
    again = type(member)(
        network=member.network, partner=member.partner, joined_on=LATER
    )

    with pytest.raises(ValidationError) as refused:
        again.full_clean()
    assert refused.value.messages == [
        "The partner is a member of this network in that time."
    ]


@pytest.mark.parametrize(
    ("joined", "words"),
    [
        (PartialDate.day(DAY), "1 May 2024"),
        (PartialDate(date(2019, 1, 1), Precision.YEAR), "2019"),
        (PartialDate.unknown(), "Date not known"),
    ],
)
def test_a_partner_says_when_it_joined_as_exactly_as_it_is_known(joined, words):
    partner = factories.make_partner()
    partner.joined = joined
    partner.save()
    partner.refresh_from_db()

    assert str(partner.joined) == words
