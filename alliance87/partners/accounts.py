"""Accounts and the people of the directory: who is whom, and what follows from it.

A seat, an office or the chair of a group gives rights to the account of the person
named, so that linking the two is a change of roles.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Country, User
from alliance87.partners import rules
from alliance87.partners.models import ActionGroup, Person
from alliance87.partners.places import Place, places_of


def refuse_place(person: Person | None, *, by) -> None:
    """Refuse to name for a place with rights whom `by` may not give any."""
    if rules.may_give_place(by, person):
        return
    if person.user_id == by.pk:
        words = _("You cannot give rights to yourself. Ask another administrator.")
    else:
        words = _(
            "%(name)s has an account and would get rights by this: only an "
            "administrator can name this person."
        )
    raise Blocked([words % {"name": person}])


def check_account(person: Person, *, by, with_places: bool = False) -> str:
    """Judge a contact before it is saved, against what is on record of it.

    Returns which rights an account gets that is linked by this. Raises PermissionDenied
    where somebody else than an administrator links or unlinks an account, and Blocked
    where the account is one’s own or another person’s, or where the rights are not
    confirmed by `with_places`.
    """
    stored = Person.objects.select_for_update().filter(pk=person.pk).first()
    was = stored.user_id if stored else None
    if person.user_id == was:
        if stored and person.is_active and not stored.is_active:
            refuse_place(stored, by=by)
        return ""
    if not rules.may_invite(by):
        raise PermissionDenied
    if by.pk in {was, person.user_id}:
        raise Blocked(
            [_("You cannot change your own account. Ask another administrator.")]
        )
    others = Person.objects.exclude(pk=person.pk)
    if other := others.filter(user=person.user_id, user__isnull=False).first():
        words = _("%(name)s has this account already. One person has one account.")
        raise Blocked([words % {"name": other}])
    rights = rights_gained(person, person.user)
    if rights and not with_places:
        raise Blocked([rights])
    return rights


def rights_gained(person: Person, user: User | None) -> str:
    """Say which places of a person give an account more than it has; "" if none do.

    What a role gives only until a day, a place may give for longer.
    """
    if user is None:
        return ""
    roles = user.role_assignments.current().filter(ends_on__isnull=True)
    held = list(roles.select_related("group"))
    return _in_words(
        place
        for place in places_of(person)
        if not any(place.is_within(each.role, each.group) for each in held)
    )


def rights_besides(
    email: str,
    *,
    role: str,
    group: ActionGroup | None = None,
    ends_on: date | None = None,
) -> str:
    """Say which places give who has this address more than the role; "" if none do.

    What a role gives only until a day, a place may give for longer.
    """
    if not email:
        return ""
    waiting = Person.objects.filter(user__isnull=True, is_active=True)
    person = waiting.filter(email__iexact=email).first()
    if person is None:
        return ""
    return _in_words(
        place
        for place in places_of(person)
        if ends_on or not place.is_within(role, group)
    )


def _in_words(found: Iterable[Place]) -> str:
    """Say as what a person is named, and which rights that gives; "" for nothing."""
    places = list(found)
    if not places:
        return ""
    words = _(
        "This person is named as %(places)s and will have the rights of: %(roles)s."
    )
    named = "; ".join(place.words for place in places)
    roles = dict.fromkeys(str(place.role.label) for place in places)
    return words % {"places": named, "roles": ", ".join(roles)}


def link_invited(
    user: User, *, by, country: Country | None = None, rights: str = ""
) -> Person:
    """Return the person behind a new account: of the same address, or a new one.

    `rights` is what `by` confirmed that its places give.
    """
    rows = Person.objects.select_for_update().filter(email__iexact=user.email)
    known = rows.first()
    if known is not None and known.user_id is None:
        known.user = user
        known.save_checked(expected=known.version)
        record("contact.account_linked", known, by=by, now=user.email, reason=rights)
        return known
    email = "" if known else user.email
    person = Person(name=user.name, email=email, country=country, user=user)
    person.full_clean()
    person.save()
    record("contact.added", person, by=by, now=user.email)
    return person
