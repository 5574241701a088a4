import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Recorded
from pathfinders.models.roadmap import Roadmap


@pghistory.track()
class RowComment(Recorded):
    """What somebody says about a row of a roadmap in preparation, or about all of it.

    `key` is the key of a priority or an action, and None for the whole roadmap: a
    comment outlives the row it is about.
    """

    roadmap = models.ForeignKey(
        Roadmap, models.CASCADE, related_name="comments", verbose_name=_("roadmap")
    )
    key = models.UUIDField(_("row"), null=True, blank=True, editable=False)
    row_label = models.CharField(
        _("row in words"), max_length=300, blank=True, editable=False
    )
    text = models.TextField(_("comment"), max_length=4000)
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("settled by"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment on a roadmap")
        verbose_name_plural = _("comments on roadmaps")
        constraints = [
            models.CheckConstraint(
                name="comment_settled_by_and_when_together",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.text[:80]
