import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import Recorded, Versioned
from pathfinders.enums import ReportPartKind, ReportState
from pathfinders.models.pathfinder import Pathfinder
from pathfinders.models.roadmap import Roadmap
from pathfinders.models.workshop import Workshop

PART_LOCK = """
    IF EXISTS (
        SELECT 1 FROM pathfinders_workshopreport report
        WHERE report.id IN (NEW.report_id, OLD.report_id)
        AND report.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'a published workshop report is locked'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class WorkshopReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        countries = Pathfinder.objects.visible_to(user)
        shown = Q(state=ReportState.PUBLISHED) & (
            Q(workshop__pathfinder__isnull=True) | Q(workshop__pathfinder__in=countries)
        )
        own = Q(workshop__pathfinder__country__in=scope.own_countries)
        return self.filter(shown | own)


@pghistory.track()
class WorkshopReport(Recorded, Versioned):
    """The report on a workshop: eight parts of the template and parts between."""

    workshop = models.OneToOneField(
        Workshop, models.PROTECT, related_name="report", verbose_name=_("workshop")
    )
    roadmap = models.ForeignKey(
        Roadmap,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="workshop_reports",
        verbose_name=_("roadmap it prints"),
    )
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReportState.choices,
        default=ReportState.DRAFT,
        editable=False,
    )
    agreed_at = models.DateTimeField(
        _("agreed by the country"), null=True, editable=False
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("agreed by"),
    )
    not_agreed_why = models.TextField(
        _("why it is public without the country’s agreement"),
        blank=True,
        editable=False,
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    pdf = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published PDF"),
    )

    objects = WorkshopReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("workshop report")
        verbose_name_plural = _("workshop reports")
        constraints = [
            models.CheckConstraint(
                name="workshop_report_published_with_date",
                condition=Q(state=ReportState.DRAFT) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="workshop_report_agreed_by_and_when_together",
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="workshop_report_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=ReportState.PUBLISHED),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pathfinders:workshop-report", kwargs={"pk": self.workshop_id})


@pghistory.track()
class ReportPart(Versioned):
    """The text of one part; some parts are filled from records and have none."""

    report = models.ForeignKey(
        WorkshopReport, models.CASCADE, related_name="parts", verbose_name=_("report")
    )
    kind = models.CharField(_("part"), max_length=12, choices=ReportPartKind.choices)
    position = models.PositiveIntegerField(_("order"), default=0, editable=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("part of the report")
        verbose_name_plural = _("parts of the report")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind"],
                condition=~Q(kind=ReportPartKind.EXTRA),
                name="report_part_once",
                violation_error_message=_("The report has this part already."),
            ),
            models.CheckConstraint(
                name="report_extra_part_has_title",
                condition=~Q(kind=ReportPartKind.EXTRA) | ~Q(title=""),
                violation_error_message=_("Give the further part a title."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="report_parts_locked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=PART_LOCK,
            )
        ]

    def __str__(self):
        return self.title or str(self.get_kind_display())
