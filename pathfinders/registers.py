"""Verbs of a country's registers: pledges, support, ratifications and the others.

Each judges the permission, checks what one record alone cannot know, and leaves an
audit entry.
"""

from collections.abc import Callable, Iterable

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import write_day
from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, DomainError
from pathfinders import rules
from pathfinders.enums import RatificationStatus
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    NationalReview,
    Pathfinder,
    Ratification,
    SupervisoryCase,
    SupportGiven,
)

Record = (
    Commitment
    | CommitmentFollowUp
    | CoordinationBody
    | NationalReview
    | Ratification
    | SupervisoryCase
    | SupportGiven
)
# Records that carry a document as their proof.
EVIDENCED = (CommitmentFollowUp, SupportGiven)
# The convention under which a country names an age.
NAMES_AN_AGE = "C138"
JOINED = {RatificationStatus.IN_FORCE, RatificationStatus.RATIFIED}
FIRST_SUPERVISED = 1927  # the year in which the Committee of Experts met first


@transaction.atomic
def save_record(
    item: Record,
    *,
    by,
    write: Callable[[], Record] | None = None,
    upload=None,
    audience: str = Audience.COUNTRY,
) -> Record:
    """Add or change one record; an upload is filed as its evidence.

    `write` saves it and checks the version; without it the record is simply saved.
    Raises ValidationError by field for what does not fit together.
    """
    pathfinder = _allowed(item, by)
    # One after the other: else two twins pass the check that there is only one.
    Pathfinder.objects.select_for_update(of=("self",)).get(pk=pathfinder.pk)
    verb = "changed" if item.pk else "added"
    if upload and isinstance(item, EVIDENCED):
        item.document = file_document(
            upload,
            title=str(item)[:300],
            by=by,
            audience=audience,
            country=pathfinder.country,
        )
    check(item)
    item.full_clean(exclude=["created_by"])
    saved = write() if write else _saved(item)
    name = item._meta.model_name
    record(f"register.{name}_{verb}", saved, by=by, country=pathfinder.country)
    return saved


@transaction.atomic
def delete_record(item: Record, *, reason: str, by) -> None:
    """Delete a record with a reason that stays in the trail; its history remains.

    A commitment takes its follow-up with it. A body with sub-committees stays, and so
    does a supervisory comment that an action answers.
    """
    pathfinder = _allowed(item, by)
    if not reason.strip():
        raise Blocked([_("Write the reason: it stays in the trail.")])
    rows = type(item)._default_manager.select_for_update(of=("self",))
    if not rows.filter(pk=item.pk).exists():
        raise DomainError(_("Somebody deleted this record while you were working."))
    _refuse_needed(item)
    verb = f"register.{item._meta.model_name}_deleted"
    with pghistory.context(reason=reason):
        record(verb, item, by=by, country=pathfinder.country, reason=reason)
        if isinstance(item, Commitment):
            item.follow_ups.all().delete()
        item.delete()


def pathfinder_of(item: Record) -> Pathfinder:
    if isinstance(item, CommitmentFollowUp):
        return item.commitment.pathfinder
    return item.pathfinder


def check(item: Record) -> None:
    """Refuse what contradicts itself, the calendar or another record."""
    errors = CHECKS[type(item)](item)
    if errors:
        raise ValidationError(errors)


def _allowed(item: Record, by) -> Pathfinder:
    pathfinder = pathfinder_of(item)
    if not rules.may_edit_registers(by, pathfinder):
        raise PermissionDenied
    return pathfinder


def _saved(item: Record) -> Record:
    item.save()
    return item


def _refuse_needed(item: Record) -> None:
    """Refuse while other records stand on this one."""
    words = ""
    rows: Iterable = ()
    if isinstance(item, CoordinationBody):
        rows = item.sub_committees.all()
        words = _("Delete or move its sub-committees first: %(names)s.")
    elif isinstance(item, SupervisoryCase):
        rows = item.actions.all()
        words = _("Actions of a roadmap answer this comment, so it stays: %(names)s.")
    if names := [str(each) for each in rows]:
        raise Blocked([words % {"names": ", ".join(names)}])


# --- What does not fit together -------------------------------------------------------


def _check_past(item) -> dict:
    """A fact on record lies in the past."""
    if item.on and item.on > timezone.localdate():
        return {"when": _("This day has not come yet. Check the date.")}
    return {}


def _check_follow_up(item: CommitmentFollowUp) -> dict:
    pledged, latest = item.commitment.on, item.when.latest
    if pledged and latest and latest < pledged:
        words = _("The follow-up (%(then)s) is dated before the pledge (%(pledge)s).")
        return {"when": words % {"then": item.when, "pledge": item.commitment.when}}
    return _check_past(item)


def _check_ratification(item: Ratification) -> dict:
    checks = (
        _check_past,
        _check_instrument,
        _check_adoption,
        _check_status,
        _check_age,
    )
    errors: dict = {}
    for each in checks:
        errors = each(item) | errors
    return errors


def _check_instrument(item: Ratification) -> dict:
    if item.instrument.is_ratifiable:
        return {}
    words = _("%(code)s is a recommendation: it cannot be ratified.")
    return {"instrument": words % {"code": item.instrument.code}}


def _check_adoption(item: Ratification) -> dict:
    """The latest day it may be counts, so that a mere year is not refused."""
    adopted, latest = item.instrument.adopted_on, item.when.latest
    errors = {}
    if adopted and latest and latest < adopted:
        words = _("%(when)s lies before %(code)s was adopted, on %(adopted)s.")
        errors["when"] = words % {
            "when": item.when,
            "code": item.instrument.code,
            "adopted": write_day(adopted),
        }
    if item.in_force_on and item.on and item.in_force_on < item.on:
        words = _("It is in force (%(force)s) before it was registered (%(when)s).")
        errors["in_force_on"] = words % {
            "force": write_day(item.in_force_on),
            "when": item.when,
        }
    return errors


def _check_status(item: Ratification) -> dict:
    not_joined = item.status == RatificationStatus.NOT_RATIFIED
    if not_joined and (item.on or item.in_force_on):
        return {"status": _("There is a date. “Not ratified” has none.")}
    return {}


def _check_age(item: Ratification) -> dict:
    if item.minimum_age is None:
        return {}
    if item.instrument.code != NAMES_AN_AGE:
        words = _("Only %(code)s asks for a minimum age. Leave it empty.")
        return {"minimum_age": words % {"code": NAMES_AN_AGE}}
    if item.status not in JOINED:
        return {"minimum_age": _("An age is specified with the ratification only.")}
    return {}


def _check_body(item: CoordinationBody) -> dict:
    above, seen = item.parent, set()
    while above is not None and above.pk not in seen:
        if above.pathfinder_id != item.pathfinder_id:
            return {"parent": _("This body belongs to another country.")}
        if above.pk == item.pk:
            return {"parent": _("A body cannot stand below itself.")}
        seen.add(above.pk)
        above = above.parent
    return {}


def _check_case(item: SupervisoryCase) -> dict:
    return _check_year(item.year, first=FIRST_SUPERVISED)


def _check_review(item: NationalReview) -> dict:
    return _check_year(item.year)


def _check_year(year: int | None, *, first: int = 0) -> dict:
    now = timezone.localdate().year
    if year is not None and not first <= year <= now:
        words = _("Enter a year from %(first)s to %(now)s.")
        return {"year": words % {"first": first or 2016, "now": now}}
    return {}


CHECKS: dict[type, Callable[..., dict]] = {
    Commitment: _check_past,
    CommitmentFollowUp: _check_follow_up,
    SupportGiven: _check_past,
    Ratification: _check_ratification,
    CoordinationBody: _check_body,
    SupervisoryCase: _check_case,
    NationalReview: _check_review,
}
