"""Mails on their way: written in the transaction that causes them, sent after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

# Characters of the file that goes with a mail.
LONGEST_FILE = 100_000


class Mail(models.Model):
    """A mail to one address; `key` names its cause, so that it is written once.

    `sent_at` NULL: it waits, until `attempts` are used up. A small text file may go
    with it; like the text it holds no secret.
    """

    key = models.CharField(_("cause"), max_length=200, unique=True)
    to = models.EmailField(_("to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("person"),
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    file_name = models.CharField(_("file"), max_length=100, blank=True)
    file_type = models.CharField(
        _("media type of the file"), max_length=100, blank=True
    )
    file_text = models.TextField(_("text of the file"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(
                fields=["id"], condition=Q(sent_at__isnull=True), name="mail_waiting"
            ),
        ]

        constraints = [
            models.CheckConstraint(
                name="mail_file_whole_or_none",
                condition=Q(file_name="", file_type="", file_text="")
                | ~(Q(file_name="") | Q(file_type="") | Q(file_text="")),
                violation_error_message=_("A file has a name, a type and a content."),
            ),
            models.CheckConstraint(
                name="mail_file_is_small",
                condition=LessThanOrEqual(Length("file_text"), LONGEST_FILE),
                violation_error_message=_("The file is too large for a mail."),
            ),
        ]

    def __str__(self):
        return f"{self.to}: {self.subject}"
