"""What a review of issue 5 found (F3): rights that wait for an account."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, User
from alliance87.partners import accounts, services
from alliance87.partners.enums import Role
from tests import factories
from tests.factories.groups import make_group_role
from tests.factories.seats import make_office_term, make_representative, make_seat_term

pytestmark = pytest.mark.django_db

FIRST, LEFT = date(2021, 1, 1), date(2025, 1, 1)


def invitation(**fields) -> dict:
    values = {"name": "Nia New", "email": "nia@example.org", "language": "en"}
    return values | {"role": Role.GCG_MEMBER} | fields


@pytest.fixture
def nia():
    return factories.make_person(name="Nia New", email="nia@example.org")


def test_f3_the_invitation_says_which_rights_wait_and_asks_again(client_for, nia):
    holder = factories.make_partner(name="Exampleland")
    make_office_term(holder=holder, person=nia)
    group = make_group_role(person=nia).group
    client, page = client_for(factories.make_administrator()), "/people/invite/"
    opened = client.get(page).content.decode()

    asked = client.post(page, invitation())
    nia.refresh_from_db()
    waiting = nia.user
    client.post(page, invitation(with_places="on"))

    words = (
        f"This person is named as Chair, {group}; Chair: Exampleland and will have the "
        "rights of: Chair of an action group, Chair of the Alliance."
    )
    assert "with_places" not in opened
    assert asked.context["form"].errors == {"with_places": [words]}
    assert 'name="with_places"' in asked.content.decode()
    assert waiting is None
    nia.refresh_from_db()
    assert nia.user.email == "nia@example.org"
    assert AuditEvent.objects.get(verb="contact.account_linked").reason == words


def test_f3_the_verb_links_no_such_account_unasked(nia):
    make_representative(person=nia)
    facts = invitation(
        role=Role.OFFICER, by=factories.make_administrator(), link_to=str
    )

    with pytest.raises(Blocked):
        services.invite(**facts)

    assert not User.objects.filter(email="nia@example.org").exists()


def test_f3_places_that_begin_later_are_named_and_those_over_are_not(nia):
    later = timezone.localdate() + timedelta(days=30)
    make_office_term(person=nia, starts_on=FIRST, ends_on=LEFT)
    facts = {"role": Role.OFFICER, "link_to": str}
    make_representative(make_seat_term(ends_on=LEFT), nia)
    services.invite(**invitation(by=factories.make_administrator(), **facts))
    other = factories.make_person(email="olga@example.org")
    make_office_term(person=other, starts_on=later)

    with pytest.raises(Blocked, match="will have the rights of: Chair of the Alliance"):
        services.invite(
            **invitation(
                email="Olga@example.org", by=factories.make_administrator(), **facts
            )
        )


def test_f3_who_is_invited_as_what_the_seat_gives_is_not_asked(client_for, nia):
    make_representative(person=nia)

    client_for(factories.make_administrator()).post("/people/invite/", invitation())

    nia.refresh_from_db()
    assert nia.user.email == "nia@example.org"


def test_f3_a_role_with_an_end_does_not_cover_a_seat(client_for, nia):
    make_representative(person=nia)

    asked = client_for(factories.make_administrator()).post(
        "/people/invite/", invitation(ends_on="2999-01-01")
    )

    assert list(asked.context["form"].errors) == ["with_places"]


def test_f3_the_page_of_a_contact_names_the_places(client_for, nia):
    make_office_term(holder=factories.make_partner(name="Exampleland"), person=nia)
    page = reverse("partners:contact-edit", kwargs={"pk": nia.pk})

    shown = client_for(factories.make_officer()).get(page).content.decode()

    assert "Named as: Chair: Exampleland." in shown


def test_f3_an_address_that_is_none_names_no_stranger(client_for):
    stranger = factories.make_person(name="Ana Without", email="")
    make_office_term(person=stranger)
    assert accounts.rights_besides("", role=Role.GCG_MEMBER) == ""
    page = client_for(factories.make_administrator()).post(
        "/people/invite/", invitation(email="not an address")
    )
    assert list(page.context["form"].errors) == ["email"]
