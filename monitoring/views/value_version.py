"""The permanent address of one version of a value, for who cites it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.citing import PUBLISHER
from alliance87.core.dates import write_day
from monitoring.figures import breakdowns
from monitoring.figures.shown import Printed, Shown, shown_to
from monitoring.models import ObservationVersion
from monitoring.models.catalogue import part_names
from monitoring.selectors.open_data import version_address
from monitoring.selectors.printed import printed
from monitoring.views.value_quality import source_facts
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line, breadcrumbs

# The same page for everybody: who cites it sees what its readers will see.
READER = AnonymousUser()


@login_not_required
@require_safe
def value_version(request, pk):
    """Show a version as it was published, and what has replaced it since."""
    version = _found(pk)
    mark = printed([version], READER)[version.pk]
    shown = shown_to(mark, language=get_language() or "en")
    newer = _newer(version)
    part = breakdowns.label(version.breakdown, part_names())
    pathfinder = version.pathfinder
    return render(
        request,
        "monitoring/value_version.html",
        {
            "version": version,
            "pathfinder": pathfinder,
            "is_example": pathfinder.is_example,
            "printed": mark,
            "part": part,
            "newer": newer,
            "facts": _facts(version, mark, shown),
            "citation": _citation(version, shown, part),
            "breadcrumbs": breadcrumbs(
                pathfinder,
                Line(
                    f"{version.indicator.code}, {version.year}, {part}",
                    url=version.get_absolute_url(),
                ),
                Line(_number(version)),
            ),
        },
    )


def _found(pk: int) -> ObservationVersion:
    """Return a version that once was public, of a country that everybody may see."""
    rows = ObservationVersion.objects.filter(
        published_at__lte=timezone.now(),
        pathfinder__in=Pathfinder.objects.visible_to(READER),
    )
    beside = ("observation__source", "definition", "indicator", "pathfinder__country")
    return get_object_or_404(rows.select_related(*beside), pk=pk)


def _newer(version: ObservationVersion) -> ObservationVersion | None:
    """Return the public version that followed this one."""
    rows = ObservationVersion.objects.filter(
        observation=version.observation_id,
        number__gt=version.number,
        published_at__lte=timezone.now(),
    )
    return rows.order_by("number").first()


def _number(version: ObservationVersion) -> str:
    return _("Version %(number)s") % {"number": version.number}


def _facts(version: ObservationVersion, mark: Printed, shown: Shown) -> list[Line]:
    """Return what is known of a version.

    What stands beside a small count could tell it: of such only the source is named.
    """
    source = version.observation.source
    rows = [
        Line(
            _("Source"),
            value=str(source or _("Not named")),
            url=source.url if source else "",
        ),
        Line(_("Kind of source"), value=source.get_kind_display() if source else ""),
    ]
    if mark.exact or not mark.withheld:
        rows += [
            *source_facts(source, version.observation.variant),
            Line(_("Quality"), value=version.get_quality_display()),
            Line(_("Measured by"), value=version.get_boundary_display()),
            Line(_("Ages covered"), value=version.ages),
            Line(_("Hour thresholds"), value=version.hours),
            Line(_("List of hazardous work"), value=version.hazardous_list),
            Line(_("Coverage"), value=version.coverage),
            Line(_("Confidence interval"), value=shown.interval),
            Line(_("Footnote"), value=version.footnote),
        ]
    return [row for row in rows if row.value]


def _citation(version: ObservationVersion, shown: Shown, part: str) -> str:
    published = timezone.localtime(version.published_at).date()
    return _(
        "%(publisher)s (%(public_year)s): %(label)s, %(country)s, %(year)s, %(part)s: "
        "%(value)s. Source: %(source)s. Version %(number)s, public since %(day)s. "
        "%(address)s"
    ) % {
        "publisher": PUBLISHER,
        "public_year": published.year,
        "label": version.definition.label,
        "country": version.pathfinder,
        "year": version.year,
        "part": part,
        "value": shown.words,
        "source": version.observation.source or _("not named"),
        "number": version.number,
        "day": write_day(published),
        "address": f"{settings.SITE_URL}{version_address(version.pk)}",
    }
