"""What changed in what is measured: values made public, and annual reviews."""

from collections.abc import Sequence

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alliance87.core.changes import Asked, Change, Period, Source, listed, moment_in
from alliance87.core.dates import PartialDate
from monitoring.enums import ReviewState
from monitoring.figures import breakdowns
from monitoring.models import AnnualReview, Observation, ObservationVersion
from monitoring.selectors.entry import part_names
from monitoring.selectors.printed import printed

REVIEW, VALUE = "review", "value"
KINDS = {
    REVIEW: gettext_lazy("Annual reviews"),
    VALUE: gettext_lazy("Values of indicators"),
}
COUNTRY = "pathfinder__country"


# --- Annual reviews -------------------------------------------------------------------


def _reviews(period: Period, user):
    rows = AnnualReview.objects.visible_to(user).filter(
        moment_in(period, "published_at"), state=ReviewState.PUBLISHED
    )
    return listed(rows, TruncDate("published_at"), country=COUNTRY)


def _tell_reviews(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    rows = AnnualReview.objects.filter(pk__in=keys).select_related(COUNTRY)
    return {
        each.pk: Change(
            kind=REVIEW,
            when=PartialDate.day(timezone.localdate(each.published_at)),
            country=each.pathfinder.country,
            what=_("Annual review %(year)s") % {"year": each.year},
            now=_("Published"),
            url=each.get_absolute_url(),
        )
        for each in rows
    }


# --- Values ---------------------------------------------------------------------------


def _published(period: Period, user):
    return ObservationVersion.objects.filter(
        moment_in(period, "published_at"),
        observation__in=Observation.objects.visible_to(user),
    )


def _values(period: Period, user):
    """Return one version for each figure: its total, else its first part.

    A figure is one indicator of one country in one year; the newest of several
    versions or sources stands for it.
    """
    figures = (
        _published(period, user)
        .order_by(
            *("pathfinder_id", "indicator_id", "year", "breakdown"),
            *("-published_at", "-pk"),
        )
        .distinct("pathfinder_id", "indicator_id", "year")
    )
    rows = ObservationVersion.objects.filter(pk__in=figures.values("pk"))
    return listed(rows, TruncDate("published_at"), country=COUNTRY)


def _tell_values(keys: Sequence[int], asked: Asked) -> dict[int, Change]:
    before = ObservationVersion.objects.filter(
        observation=OuterRef("observation"),
        published_at__isnull=False,
        number__lt=OuterRef("number"),
    ).order_by("-number")
    found = _with_names(ObservationVersion.objects.filter(pk__in=keys))
    rows = list(found.annotate(was=Subquery(before.values("pk")[:1])))
    former = _with_names(ObservationVersion.objects).in_bulk(
        [each.was for each in rows if each.was]
    )
    marks = printed([*rows, *former.values()], asked.user)
    beside = _published_beside(rows, asked)
    names = part_names()
    return {
        each.pk: Change(
            kind=VALUE,
            when=PartialDate.day(timezone.localdate(each.published_at)),
            country=each.pathfinder.country,
            what=_what(each, names),
            marks=(marks.get(each.was), marks[each.pk]),
            note=_more(beside[_figure(each)] - 1),
            source=str(each.observation.source or ""),
            url=each.get_absolute_url(),
        )
        for each in rows
    }


def _with_names(versions):
    return versions.select_related(
        COUNTRY, "definition", "indicator", "observation__source"
    )


def _what(version: ObservationVersion, names: dict) -> str:
    words = f"{version.definition.label}, {version.year}"
    if not version.breakdown:
        return words
    return f"{words}: {breakdowns.label(version.breakdown, names)}"


def _figure(version: ObservationVersion) -> tuple[int, int, int]:
    return version.pathfinder_id, version.indicator_id, version.year


def _published_beside(
    rows: Sequence[ObservationVersion], asked: Asked
) -> dict[tuple[int, int, int], int]:
    """Count what was published of the same figures in the period: parts and sources."""
    counts = (
        _published(asked.period, asked.user)
        .filter(
            pathfinder__in={each.pathfinder_id for each in rows},
            indicator__in={each.indicator_id for each in rows},
            year__in={each.year for each in rows},
        )
        .order_by()
        .values_list("pathfinder", "indicator", "year")
        .annotate(number=Count("pk"))
    )
    return {(country, key, year): number for country, key, year, number in counts}


def _more(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "with %(number)s more part, source or version",
        "with %(number)s more parts, sources or versions",
        number,
    )
    return words % {"number": number}


SOURCES = (
    Source("review", REVIEW, _reviews, _tell_reviews),
    Source("value", VALUE, _values, _tell_values),
)
