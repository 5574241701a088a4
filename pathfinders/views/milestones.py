"""Put a step on record by hand, and correct such a record."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from alliance87.core.documents import file_document
from alliance87.core.models import Document
from alliance87.core.verbs import get_or_post, posted_with_files, verb_page
from pathfinders.enums import MilestoneKind
from pathfinders.forms.milestones import MilestoneForm
from pathfinders.milestones import correct_milestone, record_milestone
from pathfinders.models import Milestone
from pathfinders.selectors.decisions import FOLLOWS_FROM
from pathfinders.views.records import country_to_run, desk_frame


@get_or_post
def add_milestone(request, iso3):
    """Record a step with its source or proof; `?kind=` chooses the step beforehand."""
    pathfinder = country_to_run(request, iso3)
    kind = request.GET.get("kind", "")
    if kind in FOLLOWS_FROM:
        messages.error(request, FOLLOWS_FROM[MilestoneKind(kind)])
        return redirect(pathfinder.get_desk_url())
    milestone = Milestone(pathfinder=pathfinder, created_by=request.user)
    if kind in MilestoneKind.values:
        milestone.kind = kind
    form = _form(request, milestone)

    def add():
        with transaction.atomic():
            document = _document(form, pathfinder, by=request.user)
            when = milestone.when
            return record_milestone(
                pathfinder,
                form.cleaned_data["kind"],
                when=when,
                by=request.user,
                document=document,
                **form.facts(),
            )

    return verb_page(
        request,
        form,
        add,
        heading=_("Add a record"),
        over=str(pathfinder),
        lead=_("A record says what happened, when, and how we know."),
        button=_("Put it on record"),
        success=_("The step is on record."),
        done_url=_step_url(pathfinder, kind),
        context=desk_frame(pathfinder, _("Add a record")),
    )


@get_or_post
def edit_milestone(request, iso3, pk):
    """Correct a record; what it said before stays in its history."""
    pathfinder = country_to_run(request, iso3)
    milestone = get_object_or_404(Milestone, pathfinder=pathfinder, pk=pk)
    kind = milestone.kind
    form = _form(request, milestone)

    def correct():
        with transaction.atomic():
            milestone.document = _document(form, pathfinder, by=request.user)
            return correct_milestone(
                milestone,
                expected=form.expected,
                by=request.user,
                reason=form.cleaned_data["reason"],
            )

    return verb_page(
        request,
        form,
        lambda: form.attempt(correct),
        heading=_("Correct the record"),
        over=str(milestone),
        lead=_("What the record said before stays in its history."),
        button=_("Save the correction"),
        success=_("The record is corrected."),
        done_url=_step_url(pathfinder, kind),
        context=desk_frame(pathfinder, _("Correct the record")),
    )


def _form(request, milestone) -> MilestoneForm:
    mine = Q(country=milestone.pathfinder.country) | Q(pk=milestone.document_id)
    documents = Document.objects.visible_to(request.user).filter(mine)
    return MilestoneForm(
        *posted_with_files(request), instance=milestone, documents=documents
    )


def _document(form, pathfinder, *, by) -> Document | None:
    """Return the evidence: the one chosen, or the upload, filed now."""
    upload = form.cleaned_data["upload"]
    if not upload:
        return form.cleaned_data["document"]
    step = MilestoneKind(form.cleaned_data["kind"]).label
    return file_document(
        upload,
        title=f"{pathfinder}: {step}",
        audience=form.cleaned_data["audience"],
        country=pathfinder.country,
        by=by,
    )


def _step_url(pathfinder, kind: str) -> str:
    anchor = f"#step-{kind}" if kind in MilestoneKind.values else ""
    return f"{pathfinder.get_desk_url()}{anchor}"
