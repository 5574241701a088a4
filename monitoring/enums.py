"""Choices of monitoring."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    SHARED = "shared", _("Assessment shared with the country")
    TABLED = "tabled", _("Tabled")
    PUBLISHED = "published", _("Published")


REPORT_OPEN_STATES = (ReviewState.DRAFT, ReviewState.RETURNED)


class Assessment(models.TextChoices):
    SUBSTANTIAL = "substantial", _("Substantial progress")
    SOME = "some", _("Some progress")
    NONE = "none", _("No progress")


class JustificationVerdict(models.TextChoices):
    """Whether reasons for little progress were found reasonable."""

    NOT_NEEDED = "not_needed", _("Not needed")
    ACCEPTED = "accepted", _("Accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
