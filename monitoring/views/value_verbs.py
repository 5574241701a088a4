"""Pages that add to a value: comment, proof, explanation, choice, correction."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from alliance87.core.documents import file_document
from alliance87.core.models import Document
from alliance87.core.verbs import get_or_post, posted, posted_with_files, verb_page
from monitoring import corrections, evidence, recording, rules, talk
from monitoring.enums import OPEN_VALUE_STATES
from monitoring.figures.checks import CHECKS
from monitoring.forms.values import (
    AskCorrectionForm,
    CommentForm,
    DiscardForm,
    ExplainForm,
    ProofForm,
    ReasonedChoiceForm,
    UnlinkForm,
)
from monitoring.views.values import find_observation, frame
from monitoring.workflow.value import discard_values
from pathfinders.views.frame import Line


def _find(request, iso3: str, pk: int, may):
    """Return the value to those who may do this about it."""
    found = find_observation(request, iso3, pk)
    if not may(request.user, found.pathfinder):
        if rules.may_see_work(request.user, found.pathfinder):
            raise PermissionDenied
        raise Http404
    return found


def _page(request, found, form, act, *, heading: str, success: str, **told):
    return verb_page(
        request,
        form,
        act,
        heading=heading,
        button=told.pop("button", heading),
        success=success,
        done_url=found.get_absolute_url(),
        context=frame(found, Line(heading)) | told.pop("context", {}),
        **told,
    )


@get_or_post
def comment(request, iso3, pk):
    found = _find(request, iso3, pk, rules.may_see_work)
    form = CommentForm(posted(request))
    return _page(
        request,
        found,
        form,
        lambda: talk.comment(found, by=request.user, **form.cleaned_data),
        heading=_("Write a comment"),
        button=_("Save the comment"),
        success=_("The comment is in the thread."),
    )


@get_or_post
def explain(request, iso3, pk, check):
    """Say why a figure that a check found odd is right."""
    found = _find(request, iso3, pk, rules.may_enter)
    version = found.versions.in_work().first()
    if version is None or check not in CHECKS:
        raise Http404
    form = ExplainForm(posted(request))
    return _page(
        request,
        found,
        form,
        lambda: talk.explain(
            version, check=check, by=request.user, **form.cleaned_data
        ),
        heading=_("Explain the value"),
        button=_("Save the explanation"),
        success=_("The reviewer reads the explanation beside the value."),
    )


@get_or_post
def prefer(request, iso3, pk):
    found = _find(request, iso3, pk, rules.may_prefer)
    form = ReasonedChoiceForm(posted(request))
    return _page(
        request,
        found,
        form,
        lambda: recording.prefer(found, by=request.user, **form.cleaned_data),
        heading=_("Show this source first"),
        success=_("This source is shown first from now on."),
        lead=_(
            "Where several sources speak of the same figure, one is shown in tables "
            "and charts. The others stay on this page. Your name and reason stand "
            "beside the choice."
        ),
    )


@get_or_post
def discard(request, iso3, pk):
    """Throw away the draft that the page shows, not one that was saved meanwhile."""
    found = _find(request, iso3, pk, rules.may_discard)
    draft = found.versions.filter(state__in=OPEN_VALUE_STATES).first()
    if draft is None and request.method != "POST":
        raise Http404
    versions = found.versions.all()
    form = DiscardForm(posted(request), versions=versions, initial={"version": draft})
    return _page(
        request,
        found,
        form,
        lambda: discard_values([form.cleaned_data["version"]], by=request.user),
        heading=_("Throw the draft away"),
        success=_("The draft is thrown away. What it said stays in the history."),
        lead=_(
            "The value is not sent in with your report. What it said stays in the "
            "history, and what is public does not change."
        ),
        tone="stop",
    )


# --- Proof ----------------------------------------------------------------------------


@get_or_post
def proof_add(request, iso3, pk):
    """Link a file that is here already, or upload one, with the page that says it."""
    found = _find(request, iso3, pk, rules.may_enter)
    country = found.pathfinder.country
    documents = Document.objects.visible_to(request.user).filter(country=country)
    form = ProofForm(*posted_with_files(request), documents=documents)
    return _page(
        request,
        found,
        form,
        lambda: _link(found, form.cleaned_data, request.user),
        heading=_("Add a proof"),
        success=_("The proof is linked to the value."),
        lead=_(
            "One file can prove many values: upload it once and choose it here next "
            "time."
        ),
    )


@transaction.atomic
def _link(found, given: dict, user) -> None:
    document = given["document"] or file_document(
        given["upload"],
        title=given["title"].strip(),
        by=user,
        audience=given["audience"],
        country=found.pathfinder.country,
        language=given["language"] or "und",
        expires_on=given["expires_on"],
    )
    evidence.link_evidence(
        [found],
        document.versions.first(),
        locator=given["locator"],
        note=given["note"],
        by=user,
    )


@get_or_post
def proof_remove(request, iso3, pk, proof):
    found = _find(request, iso3, pk, rules.may_enter)
    rows = found.evidence.linked().select_related("file__document", "observation")
    link = get_object_or_404(rows, pk=proof)
    form = UnlinkForm(posted(request))
    return _page(
        request,
        found,
        form,
        lambda: evidence.unlink_evidence(link, by=request.user, **form.cleaned_data),
        heading=_("Take the proof off"),
        success=_("The proof is taken off. That it was linked stays on record."),
        lead=str(link),
    )


# --- Corrections ----------------------------------------------------------------------


@get_or_post
def correct(request, iso3, pk):
    """Ask to change a published value; what changes with it is shown first."""
    found = _find(request, iso3, pk, rules.may_correct)
    form = AskCorrectionForm(posted(request))
    return _page(
        request,
        found,
        form,
        lambda: corrections.ask_for_correction(
            found, by=request.user, **form.cleaned_data
        ),
        heading=_("Ask for a correction"),
        button=_("Ask the secretariat"),
        success=_("The secretariat decides. You can enter the value when it agrees."),
        template="pathfinders/decision_form.html",
        context={"consequences": corrections.effects(found)},
    )
