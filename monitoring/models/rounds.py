"""The yearly reporting round, and what each country sends in it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import Recorded, Versioned
from monitoring.enums import OPEN_SUBMISSION_STATES, SubmissionState
from monitoring.models.catalogue import IndicatorSet
from pathfinders.models import Pathfinder


@pghistory.track()
class ReportingRound(Recorded, Versioned):
    """The round of one year: who reports, on what, and until when."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    indicator_set = models.ForeignKey(
        IndicatorSet,
        models.PROTECT,
        related_name="rounds",
        verbose_name=_("indicator set"),
    )
    opens_on = models.DateField(_("opens"))
    due_on = models.DateField(_("due"))
    closes_on = models.DateField(_("closes"))
    message = models.TextField(
        _("message to the countries"), blank=True, help_text=_("Goes into each mail.")
    )

    class Meta:
        ordering = ["-year"]
        verbose_name = _("reporting round")
        verbose_name_plural = _("reporting rounds")
        constraints = [
            models.CheckConstraint(
                name="round_days_in_order",
                condition=Q(due_on__gte=F("opens_on"), closes_on__gte=F("due_on")),
                violation_error_message=_(
                    "A round opens first, is due then, and closes last."
                ),
            ),
        ]

    def __str__(self):
        return str(_("Reporting %(year)s") % {"year": self.year})

    def get_absolute_url(self):
        return reverse("monitoring:round", kwargs={"year": self.year})


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        return self.filter(pathfinder__country__in=scope.own_countries)


@pghistory.track()
class Submission(Recorded, Versioned):
    """What one country sends in one round; its values stand in their own table."""

    round = models.ForeignKey(
        ReportingRound,
        models.PROTECT,
        related_name="submissions",
        verbose_name=_("round"),
    )
    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        related_name="submissions",
        verbose_name=_("country"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SubmissionState.choices,
        default=SubmissionState.OPEN,
        editable=False,
    )
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    extension_reason = models.CharField(
        _("why it was extended"), max_length=300, blank=True
    )
    message = models.TextField(_("message to the secretariat"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-round__year", "pathfinder"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "pathfinder"], name="submission_once_per_round"
            ),
            models.CheckConstraint(
                name="submission_submitted_by_and_when_together",
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_extension_has_reason",
                condition=Q(extended_to__isnull=True) | ~Q(extension_reason=""),
                violation_error_message=_("Say why more time is given."),
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder} {self.round.year}"

    def get_absolute_url(self):
        keys = {"iso3": self.pathfinder.country.slug, "year": self.round.year}
        return reverse("monitoring:submission", kwargs=keys)

    @property
    def due_on(self):
        """The day the report is due: later for a country that got more time."""
        return self.extended_to or self.round.due_on

    @property
    def closes_on(self):
        """The last day on which values are entered without a correction request."""
        return self.extended_to or self.round.closes_on

    def is_open_on(self, day) -> bool:
        """Whether values may be entered on a day: in time, and with the country."""
        is_in_time = self.round.opens_on <= day <= self.closes_on
        return is_in_time and self.state in OPEN_SUBMISSION_STATES
