"""Contacts and the mailing list as they leave the system: never without a trace."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.partners import rules
from alliance87.partners.models import Person


@dataclass(frozen=True, slots=True)
class Contacts:
    """The rows of both sheets."""

    people: list[list]
    mailing: list[list]


@transaction.atomic
def export(*, purpose: str, by) -> Contacts:
    """Return everybody, and the mailing list: active people who agreed to get mail."""
    if not rules.may_export_contacts(by):
        raise PermissionDenied
    rows = Person.objects.visible_to(by).select_related("organization__country")
    rows = list(rows.order_by("organization__name", "name", "pk"))
    mailing = [each for each in rows if each.is_active and each.on_mailing_list]
    taken = Contacts(
        [_row(each) for each in rows], [_address(each) for each in mailing]
    )
    count = f"{len(taken.people)} / {len(taken.mailing)}"
    record("contacts.exported", by, by=by, now=count, reason=purpose)
    return taken


def _row(person: Person) -> list:
    partner = person.organization
    country = partner.country if partner else None
    return [
        *((partner.name, partner.short_name) if partner else ("", "")),
        partner.get_kind_display() if partner else "",
        country.name if country else "",
        *(person.honorific, person.name, person.post, person.email, person.phone),
        ", ".join(person.language_words),
        _("yes") if person.is_active else _("no"),
        _("yes") if person.on_mailing_list else _("no"),
    ]


def _address(person: Person) -> list:
    organization = str(person.organization or "")
    languages = ", ".join(person.language_words)
    return [person.email, person.name, organization, languages]
