"""Choices of the core models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read a document. `core.rules.audiences` says who belongs to each."""

    PUBLIC = "public", _("Everyone")
    GCG = "gcg", _("Global Coordinating Group")
    COUNTRY = "country", _("The country's team and the secretariat")
    OFFICIALS = "officials", _("The country's focal point, the secretariat, the Chair")
    SECRETARIAT = "secretariat", _("The secretariat")


class Precision(models.TextChoices):
    """How exactly a date is known. The stored day is the first one it may be."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    BEFORE = "before", _("before this day")
    UNKNOWN = "unknown", _("not known")


class Region(models.TextChoices):
    """The five regions of the UN standard M49."""

    AFRICA = "Africa", _("Africa")
    AMERICAS = "Americas", _("Americas")
    ASIA = "Asia", _("Asia")
    EUROPE = "Europe", _("Europe")
    OCEANIA = "Oceania", _("Oceania")
