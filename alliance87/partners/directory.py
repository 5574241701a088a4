"""Verbs of the directory: add and change a partner and its people, record that it left.

Each judges the permission, checks what the database would refuse, and leaves an audit
entry.
"""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.partners import rules
from alliance87.partners.accounts import check_account
from alliance87.partners.models import NetworkMembership, Partner, Person


@transaction.atomic
def save_partner(
    partner: Partner, *, by, write: Callable[[], Partner] | None = None
) -> Partner:
    """Add or change a partner; `write` saves it and checks the version."""
    verb = "partner.changed" if partner.pk else "partner.added"
    return _saved(partner, verb, by=by, write=write)


@transaction.atomic
def save_contact(
    person: Person, *, by, write: Callable[[], Person] | None = None
) -> Person:
    """Add or change somebody who speaks for a partner."""
    verb = "contact.changed" if person.pk else "contact.added"
    check_account(person, by=by)
    return _saved(person, verb, by=by, write=write)


@transaction.atomic
def record_left(partner: Partner, *, on: date, reason: str, by) -> Partner:
    """Record from which day it is no partner any more; its networks end that day."""
    partner = _locked(partner, by)
    if partner.left_on:
        raise Blocked([_("It is on record already that this partner left.")])
    was = str(partner.state.label)
    partner.left_on, partner.left_reason = on, reason
    partner.full_clean()
    partner.save_checked(expected=partner.version)
    NetworkMembership.objects.filter(
        Q(joined_on__isnull=True) | Q(joined_on__lt=on),
        partner=partner,
        left_on__isnull=True,
    ).update(left_on=on)
    record("partner.left", partner, by=by, was=was, now=on.isoformat(), reason=reason)
    return partner


@transaction.atomic
def take_back(partner: Partner, *, reason: str, by) -> Partner:
    """Put a partner back that left by mistake or came again; networks stay ended."""
    partner = _locked(partner, by)
    if partner.left_on is None:
        raise Blocked([_("This partner has not left.")])
    was = partner.left_on.isoformat()
    partner.left_on, partner.left_reason = None, ""
    partner.full_clean()
    partner.save_checked(expected=partner.version)
    record("partner.returned", partner, by=by, was=was, reason=reason)
    return partner


def _locked(partner: Partner, by) -> Partner:
    if not rules.may_edit_partners(by):
        raise PermissionDenied
    return Partner.objects.select_for_update().get(pk=partner.pk)


def _saved(item, verb: str, *, by, write):
    if not rules.may_edit_partners(by):
        raise PermissionDenied
    item.full_clean()
    try:
        with transaction.atomic():
            (write or item.save)()
    except IntegrityError as error:
        # What was checked just now is taken only when two save at the same moment.
        words = _("Somebody saved the same at this moment. Look at what is on record.")
        raise Blocked([words]) from error
    record(verb, item, by=by)
    return item
