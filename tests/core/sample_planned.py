"""A kind of record that becomes public at a moment: a row with its address set."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.core.exceptions import PermissionDenied

from alliance87.core.deadlines import Deadline
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import Submission
from alliance87.core.planned import plan, publisher
from tests.factories import make_user

PUBLIC = "/public/"
NOON = datetime(2026, 12, 10, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def make_record(address: str = "") -> Submission:
    return Submission.objects.create(token=uuid4(), done_url=address)


def planned(record, *, by=None, until=NOON, country=None, **facts):
    """Plan the publication of a record for noon, unless told."""
    return plan(
        "sample",
        record,
        until=Deadline(until, "Europe/Zurich"),
        by=by or make_user(),
        country=country,
        **facts,
    )


def may(user, _record) -> bool:
    return user.is_active and user.name != "Former"


def check(record, *, by, **_facts) -> None:
    if not may(by, record):
        raise PermissionDenied
    if record.done_url == PUBLIC:
        raise InvalidTransition("It is public already.")
    if record.done_url == "/missing/":
        raise Blocked(["The source is missing."])


def address(_record) -> str:
    return "/record/"


@publisher("sample", model=Submission, may=may, check=check, page=address, home=address)
def publish(record, *, by, fails: bool = False) -> None:
    """Publish it; `fails` is a fault of ours."""
    Submission.objects.filter(pk=record.pk).update(done_url=PUBLIC)
    if fails:
        raise ZeroDivisionError("secret detail")
