"""Name who answers for a country, and end it: focal points, senior officials."""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from pathfinders.models import Appointment, Pathfinder


@transaction.atomic
def appoint(pathfinder: Pathfinder, *, by, **fields) -> Appointment:
    """Put an appointment on record. `fields` are fields of Appointment.

    Raises ValidationError; on `starts_on` when somebody holds the function then, or
    holds it now and the first day of the new appointment is not given.
    """
    Pathfinder.objects.select_for_update().get(pk=pathfinder.pk)
    appointment = Appointment(pathfinder=pathfinder, created_by=by, **fields)
    _check(appointment)
    appointment.save()
    record(
        "appointment.made",
        appointment,
        by=by,
        country=pathfinder.country,
        now=str(fields.get("starts_on") or ""),
    )
    return appointment


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, ends_on: date, by, reason: str = ""
) -> Appointment:
    """Record the last day of an appointment; the record stays as a former one."""
    rows = Appointment.objects.select_for_update(of=("self",))
    locked = rows.select_related("pathfinder__country").get(pk=appointment.pk)
    if locked.ends_on:
        raise Blocked([_("This appointment has ended already.")])
    locked.ends_on = ends_on
    if locked.starts_on and ends_on < locked.starts_on:
        raise ValidationError(
            {"ends_on": _("The last day is before the first. Correct the day.")}
        )
    locked.save()
    record(
        "appointment.ended",
        locked,
        by=by,
        country=locked.pathfinder.country,
        now=ends_on.isoformat(),
        reason=reason,
    )
    return locked


def _check(appointment: Appointment) -> None:
    """Validate; a clash with another appointment is named at the field that has it."""
    _ask_for_the_first_day(appointment)
    try:
        appointment.full_clean()
    except ValidationError as error:
        by_field = error.update_error_dict({})
        if clashes := by_field.pop(NON_FIELD_ERRORS, None):
            by_field.setdefault("starts_on", []).extend(clashes)
        raise ValidationError(by_field) from error


def _ask_for_the_first_day(appointment: Appointment) -> None:
    """Refuse two holders of today; rows without a first day clash with nothing."""
    today = timezone.localdate()
    has_ended = appointment.ends_on is not None and appointment.ends_on < today
    if appointment.starts_on or has_ended:
        return
    holder = appointment.pathfinder.appointments.current(today).filter(
        kind=appointment.kind
    )
    if found := holder.first():
        raise ValidationError(
            {
                "starts_on": _("Say from which day: %(name)s holds this function.")
                % {"name": found.person}
            }
        )
