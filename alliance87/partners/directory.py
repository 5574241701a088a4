"""Verbs of the directory: partners and their people, and the networks they are in.

Each judges the permission, checks what the database would refuse, and leaves an audit
entry.
"""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import write_day
from alliance87.core.exceptions import Blocked
from alliance87.partners import rules
from alliance87.partners.accounts import check_account
from alliance87.partners.groups import (
    save_membership,
    save_role,
    withdraw_membership,
    withdraw_role,
)
from alliance87.partners.models import (
    Network,
    NetworkMembership,
    Partner,
    Person,
)
from alliance87.partners.partner_parts import held_on_leaving


@transaction.atomic
def save_partner(
    partner: Partner, *, by, write: Callable[[], Partner] | None = None
) -> Partner:
    """Add or change a partner; `write` saves it and checks the version."""
    verb = "partner.changed" if partner.pk else "partner.added"
    return _saved(partner, verb, by=by, write=write)


@transaction.atomic
def save_contact(
    person: Person,
    *,
    by,
    write: Callable[[], Person] | None = None,
    with_places: bool = False,
) -> Person:
    """Add or change somebody who speaks for a partner.

    An account that is linked gets the rights of the places held: `by` confirms those
    `with_places`.
    """
    verb = "contact.changed" if person.pk else "contact.added"
    rights = check_account(person, by=by, with_places=with_places)
    saved = _saved(person, verb, by=by, write=write)
    if rights:
        email = saved.user.email
        record("contact.account_linked", saved, by=by, now=email, reason=rights)
    return saved


@transaction.atomic
def record_left(partner: Partner, *, on: date, reason: str, by) -> Partner:
    """Record from which day it is no partner any more.

    What it is part of ends that day: networks, groups, roles in groups; what has not
    begun today is taken back. Raises Blocked while it holds a seat or an office, and
    where it became part of something between that day and today.
    """
    partner = _locked(partner, by)
    if partner.left_on:
        raise Blocked([_("It is on record already that this partner left.")])
    if held := [*held_on_leaving(partner, on=on), *_begun_since(partner, on)]:
        raise Blocked(held)
    was = str(partner.state.label)
    partner.left_on, partner.left_reason = on, reason
    partner.full_clean()
    partner.save_checked(expected=partner.version)
    _leave_networks(partner, on, by=by)
    _leave_groups(partner, on, by=by)
    record("partner.left", partner, by=by, was=was, now=on.isoformat(), reason=reason)
    return partner


def _begun_since(partner: Partner, on: date) -> list[str]:
    """Say what it became part of since that day: a fact, which nobody deletes."""
    since = (on, timezone.localdate())
    roles = partner.group_roles.filter(starts_on__range=since).select_related("group")
    groups = partner.group_memberships.filter(joined_on__range=since)
    networks = partner.network_memberships.filter(joined_on__range=since)
    found = [(str(role.group), role.starts_on) for role in roles]
    found += [(str(row.group), row.joined_on) for row in groups.select_related("group")]
    found += [
        (str(row.network), row.joined_on) for row in networks.select_related("network")
    ]
    words = _(
        "It is on record in “%(what)s” from %(day)s. Choose a later day, or correct "
        "that record first."
    )
    said = (words % {"what": what, "day": write_day(day)} for what, day in found)
    return list(dict.fromkeys(said))


def _leave_networks(partner: Partner, on: date, *, by) -> None:
    """End its places in networks, each in the trail."""
    memberships = partner.network_memberships.within(on, None)
    for membership in memberships.select_related("network"):
        if _is_to_come(membership.joined_on, on):
            was = _period_of(membership)
            membership.delete()
            record("network_member.withdrawn", membership.network, by=by, was=was)
        else:
            membership.left_on = on
            save_network_member(membership, by=by)


def _leave_groups(partner: Partner, on: date, *, by) -> None:
    """End its roles in groups and its memberships of groups, each in the trail."""
    for role in partner.group_roles.within(on, None):
        if _is_to_come(role.starts_on, on):
            withdraw_role(role, by=by)
        else:
            role.ends_on = on
            save_role(role, by=by)
    for membership in partner.group_memberships.within(on, None):
        if _is_to_come(membership.joined_on, on):
            withdraw_membership(membership, by=by)
        else:
            membership.left_on = on
            save_membership(membership, by=by)


def _is_to_come(starts_on: date | None, on: date) -> bool:
    return starts_on is not None and starts_on >= on


@transaction.atomic
def take_back(partner: Partner, *, reason: str, by) -> Partner:
    """Put a partner back that left by mistake or came again.

    Networks, groups and roles in groups stay ended.
    """
    partner = _locked(partner, by)
    if partner.left_on is None:
        raise Blocked([_("This partner has not left.")])
    was = partner.left_on.isoformat()
    partner.left_on, partner.left_reason = None, ""
    partner.full_clean()
    partner.save_checked(expected=partner.version)
    record("partner.returned", partner, by=by, was=was, reason=reason)
    return partner


# --- Networks -------------------------------------------------------------------------


@transaction.atomic
def save_network(
    network: Network, *, by, write: Callable[[], Network] | None = None
) -> Network:
    """Add or change a network; `write` saves it and checks the version."""
    verb = "network.changed" if network.pk else "network.added"
    return _saved(network, verb, by=by, write=write)


@transaction.atomic
def save_network_member(membership: NetworkMembership, *, by) -> NetworkMembership:
    """Put a partner into a network, or record since when or until when it is in it.

    One after the other for each network, so that two forms sent at once do not both
    add the same partner.
    """
    if not rules.may_edit_partners(by):
        raise PermissionDenied
    network = Network.objects.select_for_update().get(pk=membership.network_id)
    is_new = membership.pk is None
    _refuse_leaving_first(membership)
    membership.full_clean()
    membership.save()
    record(
        "network_member.added" if is_new else "network_member.changed",
        network,
        by=by,
        now=_period_of(membership),
    )
    return membership


def _refuse_leaving_first(membership: NetworkMembership) -> None:
    """Refuse an end before the start here: no range can be made of such days."""
    joined, left = membership.joined_on, membership.left_on
    if joined and left and left <= joined:
        raise ValidationError({"left_on": _("A member leaves after it joined.")})


def _period_of(membership: NetworkMembership) -> str:
    """Return who is in it on which days, for the trail."""
    first = write_day(membership.joined_on) if membership.joined_on else "…"
    last = write_day(membership.left_on) if membership.left_on else "…"
    return f"{membership.partner} ({first} – {last})"


# --- What they share ------------------------------------------------------------------


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
