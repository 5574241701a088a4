"""The codebook of open data: every column and every code, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from monitoring.enums import (
    Boundary,
    Dimension,
    Direction,
    Frequency,
    IndicatorTheme,
    Quality,
    SourceKind,
    ValueType,
)
from monitoring.models import AxisItem, Definition
from monitoring.reports.open_data import sdmx
from monitoring.reports.open_data.columns import COLUMNS, TOTAL
from monitoring.selectors.open_data_words import (
    FREE,
    KEPT_BACK,
    SMALL,
    open_countries,
    open_indicators,
    statuses,
)

HEADER = (
    *(gettext_lazy("List"), gettext_lazy("Code"), gettext_lazy("In words")),
    *(gettext_lazy("Explanation"), gettext_lazy("Unit")),
    *(gettext_lazy("Version of the definition"), gettext_lazy("Valid from")),
    *(gettext_lazy("Dimension"), gettext_lazy("Theme"), gettext_lazy("Direction")),
    gettext_lazy("SDG series"),
)
WIDTHS = (20, 20, 50, 60, 18, 10, 12, 16, 18, 12, 16)
MEASURES = {
    "percent": gettext_lazy("Percent"),
    "number": gettext_lazy("Number"),
    "amount": gettext_lazy("Amount in a currency"),
    "gdp_percent": gettext_lazy("Percent of GDP"),
    "answer": gettext_lazy("Yes or no"),
    "date": gettext_lazy("Day of what was answered"),
    "year": gettext_lazy("Year"),
    "frequency": gettext_lazy("Frequency, as a code"),
    "list": gettext_lazy("List, parted by semicolons"),
    "text": gettext_lazy("Text"),
}
CONFIDENTIALITY = {
    FREE: gettext_lazy("Free for everybody"),
    SMALL: gettext_lazy(
        "Withheld: the number of people is small, or would tell a small one"
    ),
    KEPT_BACK: gettext_lazy("Withheld by the country for safety"),
}
ANSWERS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}
ATTRIBUTES = {
    "REF_AREA": gettext_lazy("Country, ISO 3166-1"),
    "INDICATOR": gettext_lazy(
        "Code of the catalogue; those of one country begin with its code"
    ),
    "TIME_PERIOD": gettext_lazy("Year"),
    "SOURCE_ID": gettext_lazy("Source; _Z where none is named"),
    "VARIANT": gettext_lazy("Definition of the source; _Z where there is one only"),
    "UNIT_MEASURE": gettext_lazy(
        "PT percent, NUMBER number, PT_GDP percent of GDP, YES_NO one for yes and "
        "zero for no, YEAR year, or the code of a currency"
    ),
    "OBS_VALUE": gettext_lazy("The number; NaN where there is none"),
    "VALUE_LIMIT": gettext_lazy("“<” or “>” where the source only gives a limit"),
    "COMMENT_OBS": gettext_lazy("Status in words, and the footnote"),
    "VERSION_URL": gettext_lazy("Address of this version"),
}
Row = tuple[object, ...]


def codebook(language: str) -> Iterator[Row]:
    """Yield the rows of the codebook in one language, in the columns of HEADER."""
    with override(language):
        rows = [*_columns(), *_codes(), *_parts(), *_countries(), *_indicators()]
    blank = ("",) * len(HEADER)
    return ((*row, *blank)[: len(HEADER)] for row in rows)


def _columns() -> Iterator[Row]:
    for column in COLUMNS:
        yield _("Column"), column.key, str(column.header), str(column.about)
    for name in sdmx.HEADER:
        if name in ATTRIBUTES:
            yield _("Column of SDMX"), name, str(ATTRIBUTES[name])


def _codes() -> Iterator[Row]:
    lists = (
        (_("What is stated"), MEASURES.items()),
        (_("Answer"), ANSWERS.items()),
        (_("Frequency"), Frequency.choices),
        (_("Theme"), IndicatorTheme.choices),
        (_("Dimension"), Dimension.choices),
        (_("Quality"), Quality.choices),
        (_("Measured by"), Boundary.choices),
        (_("Kind of source"), SourceKind.choices),
        (_("Confidentiality"), CONFIDENTIALITY.items()),
    )
    for name, codes in lists:
        for code, words in codes:
            yield name, code, str(words)
    for status in statuses().values():
        name = _("Status of the observation")
        yield name, status.obs, status.words, str(CONFIDENTIALITY[status.conf])


def _parts() -> Iterator[Row]:
    for item in AxisItem.objects.all():
        sdmx_code = sdmx.part_code(item.axis, item.code)
        note = _("In SDMX: %(code)s") % {"code": sdmx_code}
        is_same = sdmx_code == item.code
        yield item.get_axis_display(), item.code, item.name, "" if is_same else note
    yield _("Any part"), TOTAL, _("Total")


def _countries() -> Iterator[Row]:
    for country in open_countries():
        yield _("Country"), country.iso3, country.name


def _indicators() -> Iterator[Row]:
    rows = Definition.objects.filter(indicator__in=open_indicators())
    rows = rows.select_related("indicator__pathfinder__country")
    for each in rows.order_by("indicator__code", "indicator__pathfinder", "number"):
        indicator = each.indicator
        about = [ValueType(each.value_type).label, each.note]
        if indicator.pathfinder:
            about.insert(0, str(indicator.pathfinder))
        yield (
            *(_("Indicator"), indicator.code, each.label),
            ". ".join(str(said).rstrip(".") for said in about if said),
            *(each.unit, each.number, each.valid_from.isoformat()),
            *(indicator.dimension, indicator.theme),
            str(Direction(each.direction).label),
            each.series_code,
        )
