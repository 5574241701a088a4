"""The page on which more is said about one figure than the grid has room for."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import rules
from monitoring.figures.reading import read_content
from monitoring.forms.entry import texts_of
from monitoring.forms.entry_facts import FactsForm
from monitoring.models import Observation, ObservationVersion
from monitoring.recording import Place, record_value
from monitoring.views.entry_page import language
from monitoring.views.entry_rows import in_words
from pathfinders.views.frame import Line, breadcrumbs


@get_or_post
def facts(request, iso3, pk):
    """Say how good the figure in work is, and what it covers."""
    version = _find_version(request, iso3, pk)
    pathfinder = version.pathfinder
    form = FactsForm(
        posted(request),
        version=version,
        language=language(),
        needs_reason=rules.needs_reason_to_enter(request.user, pathfinder),
    )
    heading = _("More about the figure")
    url = version.observation.get_absolute_url()
    code = version.indicator.code
    return verb_page(
        request,
        form,
        lambda: _write(version, form, by=request.user),
        heading=heading,
        button=_("Save"),
        success=_("What is known about the figure is saved."),
        done_url=url,
        over=f"{pathfinder}, {code}, {version.year}",
        lead=f"{version.definition.label}: {in_words(version)}",
        context={
            "is_example": pathfinder.is_example,
            "breadcrumbs": breadcrumbs(
                pathfinder, Line(f"{code}, {version.year}", url=url), Line(heading)
            ),
        },
    )


def _find_version(request, iso3: str, pk: int) -> ObservationVersion:
    """Return the version in work; others know nothing of what is under way."""
    observation = get_object_or_404(
        Observation.objects.visible_to(request.user).select_related("pathfinder"),
        pk=pk,
        pathfinder__country__iso3=iso3.upper(),
    )
    if not rules.may_see_work(request.user, observation.pathfinder):
        raise Http404
    if not rules.may_enter(request.user, observation.pathfinder):
        raise PermissionDenied
    rows = observation.versions.in_work().select_related(
        "definition", "indicator", "observation__source", "pathfinder__country"
    )
    return get_object_or_404(rows)


def _write(version: ObservationVersion, form: FactsForm, *, by) -> None:
    texts = texts_of(version, version.definition, language=language())
    content = read_content(version.definition, texts | form.facts, language=language())
    observation = version.observation
    record_value(
        Place(
            version.pathfinder,
            version.indicator,
            version.year,
            version.breakdown,
            observation.source,
            observation.variant,
        ),
        content,
        by=by,
        definition=version.definition,
        raw=version.raw,
        reason=form.stated_reason,
        expected=version.pk,
        confirms=version.confirms,
    )
