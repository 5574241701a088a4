"""Loading a set of indicators: choose a file, see what it changes, then load it."""

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alliance87.core.forms import ReasonForm
from alliance87.core.verbs import (
    get_or_post,
    posted,
    posted_with_files,
    token_for,
    verb_page,
)
from monitoring import rules
from monitoring.catalogue import (
    CHANGED_MEANWHILE,
    Difference,
    Kind,
    SetFile,
    differences,
    load_set,
)
from monitoring.forms.catalogue import SetLoadForm, SetUploadForm
from monitoring.models import IndicatorSet
from monitoring.workflow.indicator_set import INDICATOR_SET, validate_set
from pathfinders.views.frame import Line

KIND_MARKS = {
    Kind.NEW: "added",
    Kind.BACK: "added",
    Kind.CHANGED: "changed",
    Kind.GONE: "removed",
    Kind.SET: "changed",
}


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """Choose a file. Sent, it answers with what loading it would change."""
    _check(request.user)
    form = SetUploadForm(*posted_with_files(request))
    if request.method == "POST" and form.is_valid():
        found = differences(form.set_file)
        first = {"text": form.text, "seen": digest_of(found)}
        page = _preview(form.set_file, found) | {
            "form": SetLoadForm(initial=first),
            "once": token_for(request),
            "back_url": reverse("monitoring:indicator-upload"),
        }
        return render(request, "monitoring/indicator_preview.html", page)
    page = {
        "form": form,
        "sets": IndicatorSet.objects.all(),
        "breadcrumbs": _way(),
    }
    return render(request, "monitoring/indicator_upload.html", page)


@get_or_post
def load(request):
    """Load the file that was shown, unless the catalogue changed meanwhile."""
    _check(request.user)
    if request.method != "POST":
        return redirect("monitoring:indicator-upload")
    form = SetLoadForm(posted(request))
    found: list[Difference] = []
    context = {"breadcrumbs": _way(Line(_("What the file changes")))}
    if form.is_valid():
        found = differences(form.set_file)
        context = _preview(form.set_file, found)
        if form.cleaned_data["seen"] != digest_of(found):
            form.add_error(None, CHANGED_MEANWHILE)
            form.data = form.data.copy()
            form.data["seen"] = digest_of(found)
    return verb_page(
        request,
        form,
        lambda: load_set(
            form.set_file,
            reason=form.cleaned_data["reason"],
            valid_from=form.cleaned_data["valid_from"],
            expected=found,
            by=request.user,
        ),
        heading=_("What the file changes"),
        button=_("Load the set"),
        success=_("The set is loaded."),
        done_url=reverse("monitoring:indicator-list"),
        back_url=reverse("monitoring:indicator-upload"),
        template="monitoring/indicator_preview.html",
        context=context,
    )


def _check(user) -> None:
    if not rules.may_edit_standard_indicators(user):
        raise PermissionDenied


def _preview(set_file: SetFile, found: list[Difference]) -> dict:
    return {
        "heading": _("What the file changes"),
        "set_file": set_file,
        "rows": [
            (each, KIND_MARKS[each.kind]) for each in found if each.kind != Kind.NEW
        ],
        "added": [each for each in found if each.kind == Kind.NEW],
        "has_differences": bool(found),
        "button": _("Load the set"),
        "breadcrumbs": _way(Line(_("What the file changes"))),
    }


def digest_of(found: list[Difference]) -> str:
    """Return what names the differences a person saw."""
    return sha256(repr(found).encode()).hexdigest()


def _way(*lines: Line) -> list[Line]:
    here = reverse("monitoring:indicator-upload") if lines else ""
    return [
        Line(_("Indicators"), url=reverse("monitoring:indicator-list")),
        Line(_("Load a set"), url=here),
        *lines,
    ]


@get_or_post
def validate(request, code):
    """Record where and when a set was validated."""
    _check(request.user)
    found = get_object_or_404(IndicatorSet, code=code)
    form = ReasonForm(posted(request))
    form.fields["reason"].label = _("Where and when it was validated")
    options = INDICATOR_SET.options(found, request.user)
    return verb_page(
        request,
        form,
        lambda: validate_set(found, by=request.user, **form.cleaned_data),
        heading=_("Record that the set was validated"),
        over=str(found),
        lead=_(
            "A validated set is not changed any more. Another edition follows as "
            "another set."
        ),
        button=_("Record it"),
        success=_("The set is validated."),
        missing=[each for option in options for each in option.missing],
        done_url=reverse("monitoring:indicator-list"),
        tone="stop",
        context={"breadcrumbs": _way(Line(_("Validation")))},
    )
