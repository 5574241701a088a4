"""Choices of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    WEBINAR = "webinar", _("Webinar")
    SIDE_EVENT = "side_event", _("Side event")
    CONFERENCE = "conference", _("Conference")
    WORKSHOP = "workshop", _("Workshop")
    LAUNCH = "launch", _("Launch")
    FORUM = "forum", _("Forum")
    WORLD_DAY = "world_day", _("World day")
    OTHER = "other", _("Other event")


class EventState(models.TextChoices):
    TENTATIVE = "tentative", _("To be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class EventLanguage(models.TextChoices):
    """In what languages an event is held or interpreted."""

    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    PORTUGUESE = "pt", _("Portuguese")
    RUSSIAN = "ru", _("Russian")
    SPANISH = "es", _("Spanish")
    OTHER = "other", _("Another language")
