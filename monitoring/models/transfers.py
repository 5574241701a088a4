"""Values on their way in and out: files of others, and the country's own workbook."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models import DocumentVersion
from alliance87.core.models.base import Recorded
from monitoring.enums import TransferOrigin, TransferState
from monitoring.models.rounds import Submission
from monitoring.models.sources import Source
from pathfinders.models import Pathfinder


class WorkbookExport(Recorded):
    """The values as they were when somebody took the workbook away.

    The file carries the token and a signed copy, so that its changes are told from
    those made meanwhile.
    """

    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        related_name="exports",
        verbose_name=_("submission"),
    )
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=5, default="en")
    cells = models.JSONField(_("cells as exported"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("workbook taken away")
        verbose_name_plural = _("workbooks taken away")

    def __str__(self):
        return str(self.token)


class ImportProfile(Recorded):
    """How files of one source are read: which column is what, as remembered.

    `layout` names the columns found in such a file; `mapping` says what each is, and
    `decimal_mark` how it writes numbers.
    """

    name = models.CharField(_("name"), max_length=120)
    pathfinder = models.ForeignKey(
        Pathfinder,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source"),
    )
    layout = models.JSONField(_("columns of the file"))
    mapping = models.JSONField(_("what each column is"))
    decimal_mark = models.CharField(_("decimal mark"), max_length=1, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("way to read a file")
        verbose_name_plural = _("ways to read files")
        constraints = [
            # The names of many columns are too long for an index; their digest is not.
            models.UniqueConstraint(
                F("pathfinder"),
                F("source"),
                MD5(Cast("layout", models.TextField())),
                name="import_profile_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return self.name


class ValueImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Own imports; a focal point also those of the team, the secretariat all."""
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        return self.filter(
            Q(pathfinder__country__in=scope.focal_point_of)
            | Q(pathfinder__country__in=scope.own_countries, created_by=user.pk)
        )


class ValueImport(Recorded):
    """A file of values that somebody brought. The file itself is kept.

    `pathfinder` is NULL for a file about many countries, which the secretariat
    brings. `summary` counts what came of the rows; it is written when they are
    applied.
    """

    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="value_imports",
        verbose_name=_("country"),
    )
    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("submission"),
    )
    origin = models.CharField(
        _("kind of file"), max_length=12, choices=TransferOrigin.choices
    )
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=TransferState.choices,
        default=TransferState.READ,
        editable=False,
    )
    file = models.ForeignKey(
        DocumentVersion, models.PROTECT, related_name="+", verbose_name=_("file")
    )
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    mapping = models.JSONField(_("what each column is"), default=dict)
    decimal_mark = models.CharField(_("decimal mark"), max_length=1, blank=True)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("source"),
    )
    export = models.ForeignKey(
        WorkbookExport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("made from the workbook"),
    )
    choices = models.JSONField(_("what was decided"), default=dict)
    summary = models.JSONField(_("what came of it"), default=dict)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("applied by"),
    )
    applied_at = models.DateTimeField(_("applied"), null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)

    objects = ValueImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import of values")
        verbose_name_plural = _("imports of values")
        constraints = [
            models.CheckConstraint(
                name="value_import_applied_by_and_when_together",
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
            ),
            models.CheckConstraint(
                name="value_import_undone_by_and_when_together",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.file.file_name

    def get_absolute_url(self):
        if self.origin == TransferOrigin.WORKBOOK:
            keys = {
                "iso3": self.submission.pathfinder.country.slug,
                "year": self.submission.round.year,
            }
            return reverse("monitoring:workbook-plan", kwargs=keys | {"pk": self.pk})
        return reverse("monitoring:import", kwargs={"pk": self.pk})
