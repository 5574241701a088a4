"""What an action group tells a meeting."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.partners.models import ActionGroup
from meetings.models.meeting import Meeting


@pghistory.track()
class GroupUpdate(Recorded, Versioned, Sourced):
    """The update of one group for one meeting, with what it asks of the Group."""

    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="group_updates",
        verbose_name=_("meeting"),
    )
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        related_name="updates",
        verbose_name=_("action group"),
    )
    text = models.TextField(_("update"))
    needs = models.TextField(_("what it needs from the Group"), blank=True)

    class Meta:
        ordering = ["meeting", "group"]
        verbose_name = _("update of a group")
        verbose_name_plural = _("updates of groups")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "group"],
                name="group_update_once_per_meeting",
                violation_error_message=_("The group has an update for this meeting."),
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.meeting}"
