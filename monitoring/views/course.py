"""The course of an indicator in a country: chart, progress, how it was computed."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.charts.files import chart_file
from alliance87.core.exceptions import ReportError
from alliance87.core.forms import ReasonForm
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from monitoring import judging, rules
from monitoring.enums import NUMBER_TYPES, Computation, ProgressStatus, Untold
from monitoring.figures.progress import TONES
from monitoring.forms.course import OverrideForm
from monitoring.forms.values import AsOfForm
from monitoring.models import Definition, Indicator
from monitoring.recording import current_definition
from monitoring.selectors.course import Course, course_of
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder


def _find(request, iso3: str, code: str) -> tuple[Pathfinder, Definition]:
    """Return the country and the definition; 404 for an indicator of another one."""
    pathfinder = find_pathfinder(request, iso3)
    rows = Indicator.objects.filter(
        Q(pathfinder=None) | Q(pathfinder=pathfinder), code=code
    )
    indicator = get_object_or_404(rows)
    return pathfinder, current_definition(indicator)


def _url(name: str, pathfinder: Pathfinder, definition: Definition, **keys) -> str:
    keys |= {"iso3": pathfinder.country.slug, "code": definition.indicator.code}
    return reverse(f"monitoring:{name}", kwargs=keys)


def _frame(pathfinder: Pathfinder, definition: Definition, *lines: Line) -> dict:
    slug = pathfinder.country.slug
    url = _url("course", pathfinder, definition) if lines else ""
    way = (
        Line(_("Indicators"), url=reverse("monitoring:values", args=[slug])),
        Line(definition.indicator.code, url=url),
    )
    return {
        "pathfinder": pathfinder,
        "definition": definition,
        "is_example": pathfinder.is_example,
        "breadcrumbs": breadcrumbs(pathfinder, *way, *lines),
    }


@login_not_required
@require_safe
def course_page(request, iso3, code):
    """Show how an indicator went, as known now or on `?as_of=`."""
    pathfinder, definition = _find(request, iso3, code)
    filters = AsOfForm(request.GET)
    as_of = filters.day()
    course = course_of(pathfinder, definition, request.user, as_of=as_of)
    query = f"?as_of={as_of.isoformat()}" if as_of else ""
    may_judge = (
        course is not None
        and as_of is None
        and rules.may_override_progress(request.user, pathfinder)
        and course.is_judged
    )
    page = {
        "course": course,
        "shown": _shown(course) if course else None,
        "nothing": "" if course else _nothing(definition),
        "filters": filters,
        "as_of": as_of,
        "values_url": reverse("monitoring:values", args=[iso3]) + query,
        "now_url": _url("course", pathfinder, definition),
        "files": {
            kind: _url("course-file", pathfinder, definition, kind=kind) + query
            for kind in ("svg", "png", "csv")
        },
        "may_judge": may_judge,
        "judge_url": _url("course-judge", pathfinder, definition),
        "end_url": _url("course-judge-end", pathfinder, definition),
    }
    return render(
        request, "monitoring/course.html", _frame(pathfinder, definition) | page
    )


def _nothing(definition: Definition) -> str:
    """Return why there is nothing to draw."""
    if definition.computed_from:
        source = Computation(definition.computed_from).label
        return _("Computed from: %(source)s") % {"source": source}
    if definition.value_type not in NUMBER_TYPES:
        return _("It is stated in words, and words have no course to draw.")
    return _(
        "Values appear here when the country and the secretariat have agreed to "
        "publish them."
    )


def _shown(course: Course) -> dict[str, str]:
    """Return the class that counts, what the figures say, and why they cannot."""
    computed = ProgressStatus(course.progress.status)
    reason = course.progress.reason
    status = ProgressStatus(course.override.status) if course.override else computed
    return {
        "tone": TONES[status],
        "label": str(status.label),
        "computed": str(computed.label),
        "computed_tone": TONES[computed],
        "why": str(Untold(reason).label) if reason else "",
    }


@login_not_required
@require_safe
def course_chart_file(request, iso3, code, kind):
    """Deliver the chart as SVG, PNG or CSV, with source and date inside."""
    pathfinder, definition = _find(request, iso3, code)
    as_of = AsOfForm(request.GET).day()
    course = course_of(pathfinder, definition, request.user, as_of=as_of)
    if course is None:
        raise Http404
    try:
        return chart_file(course.chart, kind)
    except ReportError as error:
        refuse(request, error)
        return redirect(_url("course", pathfinder, definition))


# --- Judging otherwise ----------------------------------------------------------------


def _find_to_judge(request, iso3: str, code: str):
    pathfinder, definition = _find(request, iso3, code)
    if not rules.may_override_progress(request.user, pathfinder):
        raise PermissionDenied
    course = course_of(pathfinder, definition, request.user)
    if course is None or not course.is_judged:
        raise Http404
    return pathfinder, definition, course


@get_or_post
def judge(request, iso3, code):
    """Say another class than the figures do, with a reason that everybody reads."""
    pathfinder, definition, course = _find_to_judge(request, iso3, code)
    computed = ProgressStatus(course.progress.status)
    form = OverrideForm(posted(request), computed=computed)
    words = {"label": definition.label, "computed": computed.label}
    return verb_page(
        request,
        form,
        lambda: judging.override_progress(
            pathfinder,
            definition.indicator,
            computed=computed,
            by=request.user,
            **form.cleaned_data,
        ),
        heading=_("Judge progress otherwise"),
        over=f"{pathfinder}, {definition.label}",
        lead=_("The figures say: %(computed)s. Both are shown, with your reason.")
        % words,
        button=_("Put it on record"),
        success=_("Your judgement is shown beside what the figures say."),
        done_url=_url("course", pathfinder, definition),
        context=_frame(pathfinder, definition, Line(_("Judge progress otherwise"))),
    )


@get_or_post
def end_judgement(request, iso3, code):
    """Let the figures speak again."""
    pathfinder, definition, course = _find_to_judge(request, iso3, code)
    if course.override is None:
        raise Http404
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: judging.end_override(
            course.override, by=request.user, **form.cleaned_data
        ),
        heading=_("Take the judgement back"),
        over=f"{pathfinder}, {definition.label}",
        lead=_("The page then says what the figures say."),
        button=_("Take it back"),
        success=_("The figures speak again."),
        done_url=_url("course", pathfinder, definition),
        context=_frame(pathfinder, definition, Line(_("Take the judgement back"))),
    )
