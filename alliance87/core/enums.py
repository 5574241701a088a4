"""Choices of the core models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read a document. `core.rules.audiences` says who belongs to each."""

    PUBLIC = "public", _("Everyone")
    GCG = "gcg", _("Global Coordinating Group")
    GCG_MEMBERS = "gcg_members", _("Members only, in closed session")
    COUNTRY = "country", _("The country's team and the secretariat")
    OFFICIALS = "officials", _("The country's focal point, the secretariat, the Chair")
    SECRETARIAT = "secretariat", _("The secretariat")


class Empty(models.TextChoices):
    """What it means that there is no value. Zero is a value and none of these."""

    NOT_AVAILABLE = "not_available", _("Not available")
    NOT_COLLECTED = "not_collected", _("Not collected")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    WITHHELD = "withheld", _("Withheld for safety")


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


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class PlanState(models.TextChoices):
    """How a planned publication stands, or ended."""

    PLANNED = "planned", _("Planned")
    PUBLISHED = "published", _("Published")
    CHANGED = "changed", _("Changed")
    TAKEN_BACK = "taken_back", _("Taken back")
    DROPPED = "dropped", _("Fallen away")
    REFUSED = "refused", _("Refused")
