"""Which reminder was sent to whom, so that nobody gets one twice."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import Mail
from monitoring.models.rounds import Submission


class Reminder(models.Model):
    """One step of the reminders of a submission, as sent to one person.

    `step` is the day counted from the due day: −60 to 14. When the due day moves, the
    steps begin anew. `role` says why the person got it: as focal point, as senior
    official, or as the secretariat.
    """

    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="reminders",
        verbose_name=_("submission"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person"),
    )
    address = models.EmailField(_("address"))
    role = models.CharField(_("as"), max_length=16)
    due_on = models.DateField(_("due"))
    step = models.SmallIntegerField(_("days from the due day"))
    mail = models.ForeignKey(
        Mail, models.PROTECT, related_name="+", verbose_name=_("mail")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "address", "due_on", "step"],
                name="reminder_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        return f"{self.submission} {self.step:+} {self.address}"
