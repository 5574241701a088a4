"""Records of a country: on the path, its procedure, exempt steps, internal notes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders import rules, services
from pathfinders.enums import MilestoneKind, Procedure
from pathfinders.forms.records import (
    AddCountryForm,
    ExemptionForm,
    NotesForm,
    ProcedureForm,
)
from pathfinders.models import Pathfinder
from pathfinders.procedures import PROCEDURES
from pathfinders.profiles import save_notes
from pathfinders.selectors.decisions import FOLLOWS_FROM
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder


def country_to_run(request, iso3: str) -> Pathfinder:
    """Return the country to those who keep its path; 404 unseen, 403 otherwise."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_run_path(request.user):
        raise PermissionDenied
    return pathfinder


def desk_frame(pathfinder: Pathfinder, title: str) -> dict:
    """Return what a page behind the desk shows around its form."""
    desk = Line(_("Desk"), url=pathfinder.get_desk_url())
    return {
        "breadcrumbs": breadcrumbs(pathfinder, desk, Line(title)),
        "is_example": pathfinder.is_example,
    }


@get_or_post
def add_country(request):
    """Put a country on the path."""
    if not rules.may_run_path(request.user):
        raise PermissionDenied
    form = AddCountryForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: services.open_path(by=request.user, **form.cleaned_data),
        heading=_("Add a country"),
        over=_("Path board"),
        lead=_(
            "The country is on the path from now on. It has no status until the "
            "confirmation letter is sent."
        ),
        button=_("Put it on the path"),
        success=_("The country is on the path."),
        done_url=lazy(lambda: _desk_of(form.cleaned_data["country"]), str)(),
        back_url=reverse("pathfinders:path-board"),
        context={
            "breadcrumbs": [
                Line(_("Path board"), url=reverse("pathfinders:path-board")),
                Line(_("Add a country")),
            ]
        },
    )


def _desk_of(country) -> str:
    return reverse("country-desk", kwargs={"iso3": country.slug})


@get_or_post
def change_procedure(request, iso3):
    """Judge the country by another version of the procedure."""
    pathfinder = country_to_run(request, iso3)
    initial = {"procedure": pathfinder.procedure}
    form = ProcedureForm(posted(request), initial=initial)
    return verb_page(
        request,
        form,
        lambda: services.change_procedure(
            pathfinder, by=request.user, **form.cleaned_data
        ),
        heading=_("Change the procedure"),
        over=str(pathfinder),
        lead=_(
            "The procedure says which steps the country takes and which of them status "
            "needs. Records stay; what is missing is judged anew."
        ),
        button=_("Change the procedure"),
        success=_("The procedure is changed."),
        done_url=pathfinder.get_desk_url(),
        context=desk_frame(pathfinder, _("Change the procedure")),
    )


@get_or_post
def exempt_step(request, iso3):
    """Say that a step does not apply; `?kind=` chooses the step beforehand."""
    pathfinder = country_to_run(request, iso3)
    kinds = _steps_to_exempt(pathfinder)
    if not kinds:
        messages.info(request, _("Every step is on record or does not apply already."))
        return redirect(pathfinder.get_desk_url())
    initial = {"kind": request.GET.get("kind", "")}
    form = ExemptionForm(posted(request), kinds=kinds, initial=initial)
    return verb_page(
        request,
        form,
        lambda: services.exempt_step(pathfinder, by=request.user, **form.cleaned_data),
        heading=_("A step does not apply"),
        over=str(pathfinder),
        lead=_(
            "Status no longer waits for this step. This cannot be taken back here; a "
            "record of the step, added later, stands in its place."
        ),
        button=_("Mark it as not applicable"),
        success=_("The step is marked as not applicable."),
        done_url=pathfinder.get_desk_url(),
        context=desk_frame(pathfinder, _("A step does not apply")),
    )


def _steps_to_exempt(pathfinder) -> list[MilestoneKind]:
    """Return the steps that are neither recorded, exempt, nor made by a decision."""
    settled = set(FOLLOWS_FROM)
    settled |= set(pathfinder.milestones.values_list("kind", flat=True))
    settled |= set(pathfinder.exemptions.values_list("kind", flat=True))
    return [
        step.kind
        for step in PROCEDURES[Procedure(pathfinder.procedure)]
        if step.kind not in settled and not step.not_applicable
    ]


@get_or_post
def edit_notes(request, iso3):
    """Write the internal notes of a country."""
    pathfinder = country_to_run(request, iso3)
    form = NotesForm(posted(request), instance=pathfinder)

    def save():
        notes = form.cleaned_data["internal_notes"]
        return save_notes(
            pathfinder, notes=notes, expected=form.expected, by=request.user
        )

    return verb_page(
        request,
        form,
        lambda: form.attempt(save),
        heading=_("Internal notes"),
        over=str(pathfinder),
        lead=_("Only the secretariat reads these notes."),
        button=_("Save the notes"),
        success=_("The notes are saved."),
        done_url=pathfinder.get_desk_url(),
        context=desk_frame(pathfinder, _("Internal notes")),
    )
