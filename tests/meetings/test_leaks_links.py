"""Applicants and personal links: each test is named after the fault it forbids."""

from datetime import date

import pytest
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from meetings import invitations
from meetings.enums import Response
from meetings.forms.events import PartnersField
from tests.factories.meetings import make_invited
from tests.factories.people import make_officer, make_partner

pytestmark = pytest.mark.django_db


def test_an_applicant_is_not_named_as_host():
    make_partner(name="Applicant", applied_on=date(2026, 1, 1))
    make_partner(name="Member", joined_on=date(2020, 1, 1))
    field = PartnersField()

    assert [each.name for each in field.clean("Member")] == ["Member"]
    with pytest.raises(Exception, match="Applicant"):
        field.clean("Applicant")


def test_a_personal_link_changes_an_answer_only_so_often():
    row = make_invited()
    type(row).objects.filter(pk=row.pk).update(
        answers_by_link=invitations.ANSWERS_BY_LINK - 1
    )

    invitations.answer(row, Response.NO)
    with pytest.raises(Blocked):
        invitations.answer(row, Response.TENTATIVE)

    officer = make_officer()
    changed = invitations.answer(row, Response.NO, by=officer, on_behalf=True)
    assert changed.responded_at <= timezone.now()
