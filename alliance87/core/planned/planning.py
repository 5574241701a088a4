"""What people do with a plan: make it, change it, take it back."""

from contextvars import ContextVar
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record, target_key
from alliance87.core.deadlines import Deadline
from alliance87.core.enums import PlanState
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import PlannedPublication
from alliance87.core.planned.kinds import kind_of

# Nobody plans further ahead; a year typed wrongly lies there.
LONGEST = timedelta(days=366)
# The plan that is carried out this moment: what it does does not end it.
carrying_out: ContextVar[int | None] = ContextVar("carrying_out", default=None)


def not_a_moment(until: Deadline) -> str:
    """Return the sentence that says why nothing can be planned for then, or ""."""
    now = timezone.now()
    if until.at <= now:
        return _("%(moment)s is past. Leave the fields empty to publish now.") % {
            "moment": until
        }
    if until.at > now + LONGEST:
        return _("%(moment)s is more than a year away. Check the day.") % {
            "moment": until
        }
    return ""


@transaction.atomic
def plan(
    kind: str, subject: Model, *, until: Deadline, by, country, **facts
) -> PlannedPublication:
    """Let a record become public at a moment, in place of what was planned before.

    What would refuse its publication now refuses the plan.
    """
    found = kind_of(kind)
    subject = _locked(subject)
    found.check(subject, by=by, **facts)
    if wrong := not_a_moment(until):
        raise Blocked([wrong])
    earlier = _waiting(kind, subject)
    if earlier is not None:
        end(earlier, PlanState.CHANGED, by=by)
    made = PlannedPublication.objects.create(
        kind=kind,
        target=target_key(subject),
        target_label=str(subject)[:300],
        country=country,
        until=until.at,
        zone=until.zone,
        facts=facts,
        planned_by=by,
    )
    record(
        "publication.changed" if earlier else "publication.planned",
        subject,
        by=by,
        country=country,
        was=_short(earlier) if earlier else "",
        now=_short(made),
    )
    return made


@transaction.atomic
def publish_now(kind: str, subject: Model, *, by, **facts) -> None:
    """Publish at once; a plan for later is not needed any more."""
    kind_of(kind).publish(subject, by=by, **facts)
    drop(kind, subject, by=by, why=_("It was published before."))


@transaction.atomic
def take_back(planned: PlannedPublication, *, by, reason: str) -> PlannedPublication:
    """Let nothing happen at the moment; the record stays as it is."""
    found = kind_of(planned.kind)
    if not found.may(by, found.find(planned.target)):
        raise PermissionDenied
    if not reason.strip():
        raise Blocked([_("Say why the publication is taken back.")])
    if not end(planned, PlanState.TAKEN_BACK, by=by, why=reason.strip()):
        raise InvalidTransition(_("This publication is not planned any more."))
    _leave_trail("publication.taken_back", planned, by=by, reason=reason.strip())
    return planned


def drop(kind: str, subject: Model, *, by, why: str) -> None:
    """End the plan of a record that leaves its state, if there is one."""
    planned = _waiting(kind, subject)
    if planned is None or planned.pk == carrying_out.get():
        return
    if end(planned, PlanState.DROPPED, by=by, why=why):
        _leave_trail("publication.dropped", planned, by=by, reason=why)


def end(planned: PlannedPublication, state: str, *, by=None, why: str = "") -> bool:
    """Say what came of a plan; False when somebody else said it first."""
    ended = {
        "state": state,
        "ended_at": timezone.now(),
        "ended_by": by,
        "ended_why": why,
    }
    rows = PlannedPublication.objects.waiting().filter(pk=planned.pk)
    if not rows.update(**ended):
        return False
    for name, value in ended.items():
        setattr(planned, name, value)
    return True


def _leave_trail(verb: str, planned: PlannedPublication, *, by, reason: str) -> None:
    found = kind_of(planned.kind).find(planned.target)
    record(
        verb,
        found,
        by=by,
        country=planned.country,
        was=_short(planned),
        reason=reason,
    )


def _waiting(kind: str, subject: Model) -> PlannedPublication | None:
    rows = PlannedPublication.objects.waiting()
    return rows.filter(kind=kind, target=target_key(subject)).first()


def _locked(subject: Model) -> Model:
    """Return the record as stored, locked before its plan as every verb does."""
    rows = type(subject)._default_manager.select_for_update(of=("self",))
    return rows.get(pk=subject.pk)


def _short(planned: PlannedPublication) -> str:
    return f"{planned.until:%Y-%m-%d %H:%M} UTC"
