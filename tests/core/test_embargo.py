"""Documents under an embargo, and those of a closed session."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliance87.core.enums import Audience
from alliance87.core.models import Document
from alliance87.core.rules import may_view_document
from tests.factories import (
    make_chair,
    make_document,
    make_gcg_member,
    make_gcg_observer,
    make_officer,
    make_user,
)

pytestmark = pytest.mark.django_db
PEOPLE = {
    "OB": make_gcg_observer,
    "GM": make_gcg_member,
    "SO": make_officer,
    "CH": make_chair,
    "nobody": make_user,
}


def readers_of(document) -> set[str]:
    users = {who: make() for who, make in PEOPLE.items()}
    found = {who for who, user in users.items() if may_view_document(user, document)}
    listed = {
        who
        for who, user in users.items()
        if Document.objects.visible_to(user).filter(pk=document.pk).exists()
    }
    assert found == listed
    return found


def test_a_closed_session_is_for_members_and_not_for_observers():
    document = make_document(audience=Audience.GCG_MEMBERS)

    assert readers_of(document) == {"GM", "SO", "CH"}


def test_under_an_embargo_only_those_who_prepare_it_read():
    hour = timezone.now() + timedelta(hours=1)
    document = make_document(audience=Audience.PUBLIC, embargoed_until=hour)

    assert readers_of(document) == {"SO", "CH"}


def test_after_the_hour_everybody_reads():
    hour = timezone.now() - timedelta(seconds=1)
    document = make_document(audience=Audience.PUBLIC, embargoed_until=hour)

    assert readers_of(document) == set(PEOPLE)


def test_an_embargo_opens_nothing():
    hour = timezone.now() + timedelta(hours=1)
    document = make_document(audience=Audience.SECRETARIAT, embargoed_until=hour)

    assert readers_of(document) == {"SO"}
