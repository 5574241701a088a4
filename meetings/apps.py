from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """The Global Coordinating Group: its models come with the meetings work."""

    name = "meetings"
    verbose_name = _("Meetings")
