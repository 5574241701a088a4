"""Choices of the mails that meetings and the clock send."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InvitationKind(models.TextChoices):
    """The mails a meeting sends to its people."""

    SAVE_THE_DATE = "save_the_date", _("Save the date")
    INVITATION = "invitation", _("Invitation")
    REMINDER = "reminder", _("Reminder to answer")
    CHANGE = "change", _("Change of the meeting")
    JOINING = "joining", _("How to join remotely")
    LINK = "link", _("New personal link")
    OFF = "off", _("Postponed or cancelled")


class ReminderKind(models.TextChoices):
    """What the clock reminds people of; each kind has days of its own."""

    ANSWER = "answer", _("Answers to an invitation")
    PAPER = "paper", _("Papers for a meeting")
    COMMENT = "comment", _("Comments")
    REPORT = "report", _("Drafts of reports")
    ACTION = "action", _("Action points")
    OUTPUT = "output", _("Outputs of work plans")
    MANDATE = "mandate", _("Mandates that end")
