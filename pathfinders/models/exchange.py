"""Rows of a roadmap on their way to a spreadsheet and back."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Recorded
from pathfinders.enums import ImportOrigin, ImportState
from pathfinders.models.roadmap import Roadmap


class RoadmapExport(Recorded):
    """The rows as they were when somebody took them away to edit them.

    The file carries the token, so that its changes are told from those made meanwhile.
    """

    roadmap = models.ForeignKey(
        Roadmap, models.CASCADE, related_name="exports", verbose_name=_("roadmap")
    )
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    rows = models.JSONField(_("rows as exported"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("export of a roadmap")
        verbose_name_plural = _("exports of roadmaps")

    def __str__(self):
        return str(self.token)


class RoadmapImport(Recorded):
    """A table that somebody brought, on its way into the roadmap.

    `table` holds the cells as read, row by row; `choices` what the person decided;
    `before` and `after` the rows around the change, so that it can be undone.
    """

    roadmap = models.ForeignKey(
        Roadmap, models.CASCADE, related_name="imports", verbose_name=_("roadmap")
    )
    origin = models.CharField(_("came as"), max_length=8, choices=ImportOrigin.choices)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=ImportState.choices,
        default=ImportState.READ,
        editable=False,
    )
    name = models.CharField(_("name"), max_length=200)
    table = models.JSONField(_("cells as read"))
    mapping = models.JSONField(_("what each column is"), default=dict)
    choices = models.JSONField(_("what was decided"), default=dict)
    export = models.ForeignKey(
        RoadmapExport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("made from the export"),
    )
    before = models.JSONField(_("rows before"), null=True, editable=False)
    after = models.JSONField(_("rows after"), null=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("applied by"),
    )
    applied_at = models.DateTimeField(_("applied"), null=True, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import into a roadmap")
        verbose_name_plural = _("imports into roadmaps")
        constraints = [
            models.CheckConstraint(
                name="import_applied_by_and_when_together",
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name
