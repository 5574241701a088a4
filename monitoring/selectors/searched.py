"""What can be found of indicators, and by whom: their words, never their values."""

from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from alliance87.core.searching import Searched
from monitoring.models import Definition, Indicator


def _definitions(user):
    """Return what each indicator means now; its older wordings are not looked through.

    An indicator has the latest of its definitions.
    """
    latest = (
        Definition.objects.filter(indicator=OuterRef("indicator"))
        .order_by()
        .values("indicator")
        .annotate(last=Max("number"))
        .values("last")
    )
    return Definition.objects.filter(
        indicator__in=Indicator.objects.visible_to(user), number=Subquery(latest)
    )


def _country(definition: Definition) -> str:
    return str(definition.indicator.pathfinder or "")


SEARCHED = (
    Searched(
        kind="indicators",
        label=_("Indicators"),
        rows=_definitions,
        names=("label_en", "label_fr", "label_es", "indicator__code"),
        texts=("note_en", "note_fr", "note_es", "printed_label", "series_code"),
        flag="indicator__pathfinder__country__is_example",
        title=lambda definition: definition.label,
        about=_country,
        url=lambda definition: definition.indicator.get_absolute_url(),
        beside=("indicator__pathfinder__country",),
    ),
)
