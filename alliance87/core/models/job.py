"""Long work that runs outside the request, and how far it is."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.enums import JobState
from alliance87.core.models.document import DocumentVersion


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A job is of the person who asked for it, and of nobody else."""
        return self.filter(created_by=scope_of(user).user_id)


class Job(models.Model):
    """One piece of long work; `done` of `total` steps, and a sentence that says so.

    `kind` names the function that does it (see `core.jobs`); `result` is where its
    outcome is read, `file` what it made.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    arguments = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=JobState.choices,
        default=JobState.WAITING,
        editable=False,
    )
    done = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps"), default=0)
    message = models.CharField(_("message"), max_length=500, blank=True)
    result = models.CharField(_("address of the result"), max_length=300, blank=True)
    file = models.ForeignKey(
        DocumentVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=(JobState.WAITING, JobState.RUNNING)),
                name="job_to_do",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("job", kwargs={"uuid": self.uuid})
