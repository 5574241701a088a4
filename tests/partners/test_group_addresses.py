"""The address of a group: one of its own, made of its short name."""

import pytest

from alliance87.core.exceptions import Blocked
from alliance87.partners import groups
from alliance87.partners.models import ActionGroup
from tests import factories

pytestmark = pytest.mark.django_db

TAKEN = "Another group has this short name in its address. Choose another one."


def added(browser, **words):
    values = {"kind": "action_group", "founded_0": ""} | words
    return browser.post("/groups/add/", values)


@pytest.mark.parametrize(
    ("short_name", "words"),
    [
        ("Supply chains", TAKEN),
        ("Needs", TAKEN),
        ("Миграция", "Give a short name in Latin letters: it stands in the address."),
    ],
)
def test_address_that_is_taken_is_refused_in_words(client_for, short_name, words):
    factories.make_group(name="Global supply chains", short_name="Supply Chains")

    response = added(
        client_for(factories.make_officer()), name="Another", short_name=short_name
    )

    assert response.status_code == 200
    assert response.context["form"].errors["short_name"] == [words]
    assert not ActionGroup.objects.filter(name="Another").exists()


def test_group_keeps_its_address_when_it_is_changed(client_for):
    group = factories.make_group(name="Global supply chains", short_name="Chains")
    group.short_name = "Supply"
    group.full_clean()

    assert group.slug == "chains"


def test_second_of_two_forms_at_once_is_refused_by_the_verb():
    factories.make_group(name="Rural", short_name="Rural")
    twin = ActionGroup(name="Rural work", short_name="Rural")

    with pytest.raises(Blocked):
        groups.save_group(twin, write=twin.save, by=factories.make_officer())
