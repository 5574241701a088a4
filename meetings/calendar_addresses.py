"""The secret address of a person's calendar: made, replaced, ended, recognised.

A calendar program cannot sign in, so the address itself is the key. It is shown once;
we keep its SHA-256 and cannot show it again.
"""

import hashlib
import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from alliance87.core.audit import record
from alliance87.core.models import User
from meetings import rules
from meetings.models import CalendarFeed, own_groups

TOKEN_BYTES = 32


@transaction.atomic
def new_address(*, by) -> str:
    """Return a new secret for the person; the one before no longer opens anything."""
    if not has_own_calendar(by):
        raise PermissionDenied
    _end(by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = CalendarFeed.objects.create(user=by, token_hash=_digest(token))
    record("calendar.address_made", made, by=by)
    return token


@transaction.atomic
def end_address(*, by) -> None:
    """End the person's address; programs that use it find nothing any more."""
    if ended := _end(by):
        record("calendar.address_ended", ended, by=by)


def has_own_calendar(user) -> bool:
    """Whether the person sees more of the calendar than everybody."""
    return rules.may_have_address(user) or own_groups(user).exists()


def owner_of(token: str) -> User | None:
    """Return whose calendar a secret opens; None once it or the right has ended."""
    rows = CalendarFeed.objects.filter(
        token_hash=_digest(token), revoked_at__isnull=True, user__is_active=True
    )
    found = rows.select_related("user").first()
    return found.user if found and has_own_calendar(found.user) else None


def _end(person) -> CalendarFeed | None:
    User.objects.select_for_update().get(pk=person.pk)
    rows = CalendarFeed.objects.filter(user=person, revoked_at__isnull=True)
    ended = rows.first()
    rows.update(revoked_at=timezone.now())
    return ended


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
