"""Verbs that keep the path's records and change no state."""

from datetime import date

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.documents import add_version, file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import Country
from pathfinders import rules
from pathfinders.enums import (
    Procedure,
    RoadmapState,
)
from pathfinders.models import (
    ExpressionOfInterest,
    Pathfinder,
    Roadmap,
    StepExemption,
)
from pathfinders.procedures import procedure_on


@transaction.atomic
def open_path(
    country: Country,
    *,
    by,
    entered_on: date | None = None,
    procedure: str = "",
    procedure_reason: str = "",
    is_public: bool = True,
) -> Pathfinder:
    """Put a country on the path under the procedure in force when it entered.

    Another procedure than that one needs a written reason.
    """
    if Pathfinder.objects.filter(country=country).exists():
        raise Blocked([_("%(country)s is on the path already.") % {"country": country}])
    pathfinder = Pathfinder(
        country=country, entered_on=entered_on, is_public=is_public, created_by=by
    )
    _apply_procedure(pathfinder, procedure, procedure_reason)
    pathfinder.save()
    record("pathfinder.opened", pathfinder, by=by, country=country)
    return pathfinder


def _apply_procedure(pathfinder: Pathfinder, procedure: str, reason: str) -> None:
    in_force = procedure_on(pathfinder.entered_on) if pathfinder.entered_on else ""
    chosen = Procedure(procedure or in_force or Procedure.V2023)
    if in_force and chosen != in_force and not reason.strip():
        raise Blocked(
            [
                _(
                    "On that day the “%(procedure)s” was in force. "
                    "Say why another one applies."
                )
                % {"procedure": Procedure(in_force).label}
            ]
        )
    pathfinder.procedure, pathfinder.procedure_reason = chosen, reason


@transaction.atomic
def change_procedure(
    pathfinder: Pathfinder, *, procedure: str, reason: str, by
) -> Pathfinder:
    """Judge the country by another version of the procedure, with the reason."""
    if not reason.strip():
        raise Blocked([_("Say why another procedure applies to this country.")])
    locked = Pathfinder.objects.select_for_update().get(pk=pathfinder.pk)
    was, locked.procedure = locked.procedure, Procedure(procedure)
    locked.procedure_reason = reason
    locked.save()
    record(
        "pathfinder.procedure_changed",
        locked,
        by=by,
        country=locked.country,
        was=was,
        now=procedure,
        reason=reason,
    )
    return locked


@transaction.atomic
def exempt_step(pathfinder: Pathfinder, *, kind: str, reason: str, by) -> StepExemption:
    """Say that a step does not apply to this country, and why."""
    exemption = StepExemption(
        pathfinder=pathfinder, kind=kind, reason=reason, created_by=by
    )
    exemption.full_clean()
    exemption.save()
    record(
        "pathfinder.step_exempted",
        pathfinder,
        by=by,
        country=pathfinder.country,
        now=kind,
        reason=reason,
    )
    return exemption


# --- Expression of interest -----------------------------------------------------


@transaction.atomic
def save_eoi(form, *, by) -> ExpressionOfInterest:
    """Save the answers of an EoiForm and file the scan; both or neither are kept."""
    is_new = form.instance.pk is None
    if not is_new:
        _refuse_if_no_longer_editable(form.instance, by=by)
    eoi = form.save()
    if upload := form.cleaned_data["upload"]:
        _file_scan(eoi, upload, by=by)
    verb = "eoi.drafted" if is_new else "eoi.edited"
    record(verb, eoi, by=by, country=eoi.pathfinder.country)
    return eoi


def _refuse_if_no_longer_editable(eoi, *, by) -> None:
    """Stop when somebody submitted or accepted it since the page was opened."""
    stored = ExpressionOfInterest.objects.select_for_update().get(pk=eoi.pk)
    if stored.state != eoi.state:
        raise InvalidTransition(
            _("It is “%(state)s” by now. Load the page again.")
            % {"state": stored.get_state_display()}
        )


def _file_scan(eoi, upload, *, by) -> None:
    if eoi.scan_id:
        add_version(eoi.scan, upload, by=by)
        return
    eoi.scan = file_document(
        upload,
        title=str(eoi),
        audience=Audience.OFFICIALS,
        country=eoi.pathfinder.country,
        by=by,
    )
    eoi.save()


# --- Roadmap --------------------------------------------------------------------


@transaction.atomic
def start_roadmap(pathfinder: Pathfinder, *, by, **fields) -> Roadmap:
    """Open a draft: a first version, or the next one with the published rows in it."""
    rows = pathfinder.roadmaps.select_for_update()
    in_preparation = rows.exclude(
        state__in=(RoadmapState.PUBLISHED, RoadmapState.SUPERSEDED)
    )
    if open_version := in_preparation.first():
        raise Blocked(
            [
                _("Version %(number)s is in preparation. Finish that one first.")
                % {"number": open_version.number}
            ]
        )
    published = rows.filter(state=RoadmapState.PUBLISHED).first()
    newest = rows.order_by("-number").first()
    values = _carried_over(published) | fields
    roadmap = Roadmap.objects.create(
        pathfinder=pathfinder,
        number=newest.number + 1 if newest else 1,
        previous=published,
        created_by=by,
        **values,
    )
    if published and not fields:
        _copy_rows(published, roadmap)
    record("roadmap.started", roadmap, by=by, country=pathfinder.country)
    return roadmap


@transaction.atomic
def delete_roadmap(roadmap: Roadmap, *, reason: str, by) -> None:
    """Delete a draft that nobody submitted, with its rows; the history remains."""
    if not rules.may_delete_roadmap(by, roadmap):
        raise PermissionDenied
    if not reason.strip():
        raise Blocked([_("Say why the draft is deleted.")])
    rows = Roadmap.objects.select_for_update(of=("self",))
    stored = rows.select_related("pathfinder__country").filter(pk=roadmap.pk).first()
    if stored is None or not is_deletable(stored):
        raise InvalidTransition(only_unsubmitted_drafts_go())
    record(
        "roadmap.deleted",
        stored,
        by=by,
        country=stored.pathfinder.country,
        was=stored.state,
        reason=reason,
    )
    with pghistory.context(reason=reason):
        stored.delete()


def is_deletable(roadmap: Roadmap) -> bool:
    return roadmap.state == RoadmapState.DRAFT and roadmap.submitted_at is None


def only_unsubmitted_drafts_go() -> str:
    return _("Only a draft that was never submitted can be deleted.")


def _carried_over(roadmap: Roadmap | None) -> dict:
    """Return the text and period that a next version starts with."""
    if roadmap is None:
        return {}
    kept = (
        *("title", "language", "starts_on", "ends_on", "summary", "context"),
        "currency",
    )
    return {name: getattr(roadmap, name) for name in kept}


def _copy_rows(source: Roadmap, target: Roadmap) -> None:
    """Copy all rows; each keeps its key, so that versions can be compared."""
    under = ("funding", "benchmarks", "partner_links")
    rows = source.priorities.prefetch_related(*(f"actions__{name}" for name in under))
    for priority in rows:
        actions = list(priority.actions.all())
        new_priority = _copy(priority, roadmap=target)
        for action in actions:
            parts = [part for name in under for part in getattr(action, name).all()]
            new_action = _copy(action, priority=new_priority)
            for part in parts:
                _copy(part, action=new_action)
    for rate in source.rates.all():
        _copy(rate, roadmap=target)


def _copy(row, **parent):
    row.pk = None
    row._state.adding = True
    for name, value in parent.items():
        setattr(row, name, value)
    row.save()
    return row
