"""Pages on which the secretariat keeps networks and who is in them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alliance87.core.models import AuditEvent
from alliance87.partners import directory
from alliance87.partners.models import Network, NetworkMembership
from tests import factories
from tests.factories.directory import make_network, make_network_member

pytestmark = pytest.mark.django_db

ADD = "/partners/networks/add/"


def errors_of(response) -> list[str]:
    return [
        each for errors in response.context["form"].errors.values() for each in errors
    ]


def test_officer_adds_a_network_and_changes_it(client_for):
    browser = client_for(factories.make_officer())

    browser.post(ADD, {"kind": "business_network", "name": "Child Labour Platform"})
    network = Network.objects.get()
    edit = f"/partners/networks/{network.pk}/edit/"
    words = {"kind": network.kind, "name": network.name, "summary": "Companies."}
    browser.post(edit, words | {"version": network.version})

    network.refresh_from_db()
    assert network.summary == "Companies."
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        "network.added",
        "network.changed",
    ]


def test_same_name_is_refused_in_words(client_for):
    make_network(name="ICAT")
    response = client_for(factories.make_officer()).post(
        ADD, {"kind": "related_initiative", "name": "icat"}
    )

    assert errors_of(response) == ["A network with this name exists already."]


def test_officer_adds_a_member_and_ends_it(client_for):
    network, partner = make_network(), factories.make_partner()
    browser = client_for(factories.make_officer())
    here = f"/partners/networks/{network.pk}/"

    browser.post(
        f"{here}members/add/", {"partner": partner.pk, "joined_on": "2020-01-01"}
    )
    member = NetworkMembership.objects.get()
    assert f"{here}members/{member.pk}/edit/" in browser.get(here).content.decode()
    browser.post(
        f"{here}members/{member.pk}/edit/",
        {"joined_on": "2020-01-01", "left_on": "2021-06-01"},
    )

    member.refresh_from_db()
    assert (member.partner, member.left_on) == (partner, date(2021, 6, 1))
    assert AuditEvent.objects.latest("pk").verb == "network_member.changed"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({}, "The partner is a member of this network in that time."),
        (
            {"joined_on": "2021-01-01", "left_on": "2020-01-01"},
            "A member leaves after it joined.",
        ),
    ],
)
def test_member_twice_or_backwards_is_refused_in_words(client_for, days, words):
    member = make_network_member()
    path = f"/partners/networks/{member.network_id}/members/add/"

    response = client_for(factories.make_officer()).post(
        path, {"partner": member.partner_id} | days
    )

    assert words in errors_of(response)
    assert NetworkMembership.objects.count() == 1


def test_second_of_two_forms_at_once_is_refused_by_the_verb():
    member, officer = make_network_member(), factories.make_officer()
    twin = NetworkMembership(network=member.network, partner=member.partner)

    with pytest.raises(ValidationError):
        directory.save_network_member(twin, by=officer)


@pytest.mark.parametrize(
    "make", [factories.make_chair, factories.make_gcg_member, factories.make_user]
)
def test_others_change_nothing(client_for, make):
    member = make_network_member()
    browser, here = client_for(make()), f"/partners/networks/{member.network_id}/"

    for path in (ADD, f"{here}edit/", f"{here}members/add/"):
        assert browser.get(path).status_code == 403
    assert browser.post(f"{here}members/{member.pk}/edit/").status_code == 403
    assert f"{here}edit/" not in browser.get(here).content.decode()
