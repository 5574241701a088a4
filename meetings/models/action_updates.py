"""What was said about an action point, and the line each meeting had before it."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.enums import ActionState
from meetings.models.action_points import ActionPoint
from meetings.models.meeting import Meeting


class ActionUpdate(models.Model):
    """What was said about an action point on a day; never changed.

    `was` is set where its state changed. With a meeting it is the status line that
    this meeting had before it, frozen.
    """

    action = models.ForeignKey(
        ActionPoint,
        models.PROTECT,
        related_name="updates",
        verbose_name=_("action point"),
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_updates",
        verbose_name=_("status line for the meeting"),
    )
    on = models.DateField(_("on"))
    was = models.CharField(
        _("before"), max_length=11, choices=ActionState.choices, blank=True
    )
    state = models.CharField(_("state"), max_length=11, choices=ActionState.choices)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    by_name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta:
        ordering = ["action", "pk"]
        verbose_name = _("update of an action point")
        verbose_name_plural = _("updates of action points")
        constraints = [
            models.UniqueConstraint(
                fields=["action", "meeting"],
                name="action_update_one_line_per_meeting",
                condition=Q(meeting__isnull=False),
            ),
            models.CheckConstraint(
                name="action_update_says_something",
                condition=~Q(text="") | ~Q(was="") | Q(meeting__isnull=False),
                violation_error_message=_("Write what there is to say."),
            ),
            models.CheckConstraint(
                name="action_update_by_somebody",
                condition=Q(by__isnull=False) | ~Q(by_name=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        return f"{self.action.reference}: {self.text[:60]}"


def latest_word(updates, until: date | None = None) -> ActionUpdate | None:
    """Return the last thing said since a meeting froze its line, up to a day.

    `updates` are those of one action point, the oldest first.
    """
    latest = None
    for update in updates:
        if until is not None and update.on > until:
            break
        if update.meeting_id:
            latest = None
        elif update.text:
            latest = update
    return latest
