"""Publishing at the moment: once, by one worker, and only what may be public then.

A worker holds a plan by an advisory lock that ends with its transaction, and locks the
record before it ends the plan, as people's verbs do: they never wait for each other in
a circle. What is written and the end of the plan are one transaction, so a worker that
is killed leaves the plan to the next one.
"""

import logging
from contextlib import contextmanager
from datetime import datetime

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from alliance87.core import outbox
from alliance87.core.audit import record
from alliance87.core.enums import PlanState
from alliance87.core.exceptions import DomainError, InvalidTransition
from alliance87.core.models import PlannedPublication
from alliance87.core.planned.kinds import kind_of
from alliance87.core.planned.planning import carrying_out, end
from alliance87.core.request_ids import request_id

logger = logging.getLogger(__name__)

# The first of the two numbers of the advisory lock; the second is the plan's.
LOCK = 870_088


class _TakenBack(Exception):
    """Somebody ended the plan while it was carried out: nothing of it stays."""


def publish_due() -> int:
    """Publish what is due now, each in a transaction of its own; return how many.

    The clock is read once. A plan that cannot be carried out stops no other.
    """
    now = timezone.now()
    due = PlannedPublication.objects.waiting().filter(until__lte=now)
    keys = due.order_by("until", "pk").values_list("pk", flat=True)
    return sum(_carry_out(key, now) for key in list(keys))


def next_moment() -> datetime | None:
    """Return when the next publication is due."""
    rows = PlannedPublication.objects.waiting().order_by("until")
    return rows.values_list("until", flat=True).first()


def _carry_out(key: int, now: datetime) -> bool:
    """Publish one plan, or say why not; False when somebody else has it."""
    try:
        with transaction.atomic():
            if not _hold(key):
                return False
            rows = PlannedPublication.objects.waiting().filter(pk=key, until__lte=now)
            planned = rows.select_related("planned_by", "country").first()
            if planned is None:
                return False
            with _in_the_name_of(planned):
                return _publish(planned)
    except _TakenBack:
        return False
    except (OperationalError, InterfaceError):
        logger.exception("Publication %s waits for the database.", key)
        return False


def _publish(planned: PlannedPublication) -> bool:
    try:
        with transaction.atomic():
            _do(planned)
        return True
    except (_TakenBack, OperationalError, InterfaceError):
        raise
    except InvalidTransition as error:
        # The record went on without its plan, by a verb that knows of no plans.
        if end(planned, PlanState.DROPPED, why=str(error)):
            _tell(planned, "publication.dropped")
    except Exception as error:
        if end(planned, PlanState.REFUSED, why=_sentence(planned, error)):
            _tell(planned, "publication.refused")
    return False


def _do(planned: PlannedPublication) -> None:
    kind = kind_of(planned.kind)
    subject, by = kind.find(planned.target), planned.planned_by
    kind.check(subject, by=by, **planned.facts)
    token = carrying_out.set(planned.pk)
    try:
        kind.publish(subject, by=by, **planned.facts)
    finally:
        carrying_out.reset(token)
    # Foreign keys are checked late: let them fail here, where they are the fault.
    connection.check_constraints()
    if not end(planned, PlanState.PUBLISHED, by=by):
        raise _TakenBack


def _hold(key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, key])
        return cursor.fetchone()[0]


def _sentence(planned: PlannedPublication, error: Exception) -> str:
    """Return what the person reads; what they cannot mend goes to the log in full."""
    if isinstance(error, DomainError):
        return str(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, PermissionDenied):
        return _("You may not publish it any more.")
    logger.error("Publication %s failed.", planned.pk, exc_info=error)
    return _("Something went wrong on our side.")


def _tell(planned: PlannedPublication, verb: str) -> None:
    """Leave the trail of what did not become public, and tell who planned it once."""
    kind = kind_of(planned.kind)
    subject, person = kind.find(planned.target), planned.planned_by
    record(verb, subject, by=person, country=planned.country, reason=planned.ended_why)
    if not person.is_active:
        return
    facts = {
        "name": str(person),
        "planned": planned,
        "url": outbox.address_of(kind.home(subject)),
    }
    try:
        outbox.write(
            key=f"publication:{planned.pk}",
            to=person.email,
            subject=_("Not published: %(record)s") % {"record": planned.target_label},
            text=render_to_string("core/mail/publication_refused.txt", facts),
            user=person,
            language=person.language,
        )
    except ValidationError as error:
        logger.error("No mail to %r: %s", person.email, error.messages)


@contextmanager
def _in_the_name_of(planned: PlannedPublication):
    """Work in the language of who planned it, with the plan in trail and history."""
    name = f"publication-{planned.pk}"[:16]
    token = request_id.set(name)
    try:
        with (
            translation.override(planned.planned_by.language),
            pghistory.context(user=planned.planned_by_id, request=name, path=""),
        ):
            yield
    finally:
        request_id.reset(token)
