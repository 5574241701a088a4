"""The desk of correction requests: what waits, what was decided, the decision."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import corrections, rules
from monitoring.enums import CorrectionState, ValueState
from monitoring.figures import breakdowns
from monitoring.forms.deciding import CorrectionForm
from monitoring.models import CorrectionRequest, Observation, ObservationVersion
from monitoring.selectors.entry import part_names
from monitoring.selectors.printed import printed
from monitoring.views.rounds import way_to
from monitoring.views.values import frame
from pathfinders.views.frame import Line

PAGE_ROWS = 50


def _requests(request):
    """Return all requests to those who decide about them; 403 for all others."""
    if not rules.may_review_values(request.user):
        raise PermissionDenied
    return CorrectionRequest.objects.select_related(
        "observation__pathfinder__country",
        "observation__indicator",
        "created_by",
        "decided_by",
    )


@require_safe
def correction_list(request):
    """Show the requests that wait, the oldest first, and those decided, by page."""
    rows = _requests(request).prefetch_related("observation__indicator__definitions")
    decided = rows.exclude(state=CorrectionState.REQUESTED).order_by("-decided_at")
    page = Paginator(decided, PAGE_ROWS).get_page(request.GET.get("page"))
    waiting = rows.filter(state=CorrectionState.REQUESTED).order_by("pk")
    names = part_names()
    context = {
        "waiting": [(each, _named(each.observation, names)) for each in waiting],
        "sent": [(each, _named(each.observation, names)) for each in _sent()],
        "decided": [(each, _named(each.observation, names)) for each in page],
        "page": page,
        "breadcrumbs": way_to(None, Line(_("Correction requests"))),
    }
    return render(request, "monitoring/correction_list.html", context)


def _sent():
    """Return the new versions that were sent in on their own, the oldest first."""
    rows = ObservationVersion.objects.filter(
        state=ValueState.SUBMITTED, submission__isnull=True
    )
    return (
        rows.select_related(
            "observation__pathfinder__country", "observation__indicator", "submitted_by"
        )
        .prefetch_related("observation__indicator__definitions")
        .order_by("submitted_at", "pk")
    )


def _named(found: Observation, names: dict) -> str:
    """Return what a correction is about: country, indicator, year and part."""
    definitions = found.indicator.definitions.all()
    label = definitions[0].label if definitions else found.indicator.code
    part = breakdowns.label(found.breakdown, names)
    return f"{found.pathfinder}: {label}, {found.year}, {part}"


@get_or_post
def correction_decide(request, pk):
    """Ask for the decision; a decided request is read beside its value."""
    asked = get_object_or_404(_requests(request), pk=pk)
    if request.method == "GET" and asked.state != CorrectionState.REQUESTED:
        return redirect(asked.observation)
    list_url = reverse("monitoring:corrections")
    form = CorrectionForm(posted(request))
    title = _("Decide about the correction")
    return verb_page(
        request,
        form,
        lambda: corrections.decide_correction(
            asked, by=request.user, **form.cleaned_data
        ),
        heading=title,
        button=_("Save the decision"),
        success=_("The decision is on record, and the country sees it."),
        done_url=asked.observation.get_absolute_url(),
        back_url=list_url,
        template="monitoring/correction_form.html",
        context=frame(asked.observation)
        | {
            "asked": asked,
            "now": _public_value(asked, request.user),
            "breadcrumbs": way_to(
                None, Line(_("Correction requests"), url=list_url), Line(title)
            ),
        },
    )


def _public_value(asked: CorrectionRequest, user):
    """Return the public value that is asked to change, as `{% value %}` prints it."""
    rows = ObservationVersion.objects.filter(observation=asked.observation)
    found = rows.published().select_related(
        "observation", "definition", "indicator", "pathfinder__country"
    )
    values = printed(found, user)
    return next(iter(values.values()), None)
