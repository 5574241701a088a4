"""Which indicators stand in a cell of the page of a country, and under which name.

A table of data and no judgement: of each theme and dimension what a reader asks first,
in a fixed order that is the same for every country. What is not in the table follows
by its year, the newest first, as far as there is room.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Dimension, IndicatorTheme

# So many stand in a cell; the page of all values has the others.
MOST = 3

# SDG 8.7.1, without and with household chores: two measures, never one series.
WITHOUT_CHORES, WITH_CHORES = "PR-CL-1", "PR-CL-2"

PREVALENCE, COMMITMENT = Dimension.PREVALENCE, Dimension.COMMITMENT
CHILD, FORCED = IndicatorTheme.CHILD_LABOUR, IndicatorTheme.FORCED_LABOUR
TRAFFICKING = IndicatorTheme.HUMAN_TRAFFICKING

# How many there are before how many were found; laws before plans.
KEYS: dict[tuple[str, str], tuple[str, ...]] = {
    (PREVALENCE, CHILD): (WITH_CHORES, WITHOUT_CHORES, "PR-CL-4"),
    (PREVALENCE, FORCED): ("PR-FL-3", "PR-FL-1", "PR-FL-2"),
    (PREVALENCE, TRAFFICKING): ("PR-HT-3", "PR-HT-1", "PR-HT-2"),
    (COMMITMENT, CHILD): ("PC-CL-L1", "PC-CL-L3", "PC-CL-P1"),
    (COMMITMENT, FORCED): ("PC-FL-L1", "PC-FL-L3", "PC-FL-P1"),
    (COMMITMENT, TRAFFICKING): ("PC-HT-L1", "PC-HT-L4", "PC-HT-P1"),
}

# The names in the catalogue are whole definitions; a cell has room for a few words.
SHORT: dict[str, str | Promise] = {
    WITHOUT_CHORES: _("children in child labour, household chores left out"),
    WITH_CHORES: _("children in child labour, household chores included"),
    "PR-CL-3": _("children in child labour, national definition"),
    "PR-CL-4": _("children in hazardous work, national definition"),
    "PR-FL-1": _("victims of forced labour identified"),
    "PR-FL-2": _("legal cases of forced labour"),
    "PR-FL-3": _("people in forced labour, as estimated"),
    "PR-HT-1": _("victims of human trafficking identified"),
    "PR-HT-2": _("legal cases of human trafficking"),
    "PR-HT-3": _("people in human trafficking, as estimated"),
    "PC-CL-L1": _("priority conventions on child labour ratified"),
    "PC-CL-L3": _("law on a minimum age"),
    "PC-CL-L4": _("list of hazardous occupations"),
    "PC-CL-P1": _("national action plan on child labour"),
    "PC-FL-L1": _("priority conventions on forced labour ratified"),
    "PC-FL-L3": _("law that defines forced labour"),
    "PC-FL-P1": _("national action plan on forced labour"),
    "PC-HT-L1": _("priority conventions on human trafficking ratified"),
    "PC-HT-L4": _("law that punishes trafficking"),
    "PC-HT-P1": _("national action plan on human trafficking"),
}


def name_of(definition) -> str:
    """Return the short name of an indicator, else its name in the catalogue."""
    short = SHORT.get(definition.indicator.code)
    return str(short) if short is not None else definition.label
