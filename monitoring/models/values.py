"""Values of indicators: what was known, since when, and who said so."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Empty
from monitoring.enums import (
    WORKING_VALUE_STATES,
    Boundary,
    Frequency,
    Quality,
    SubmissionState,
    ValueState,
)
from monitoring.models.catalogue import Definition, Indicator
from monitoring.models.observation import Observation
from pathfinders.models import Pathfinder

# What a version states; it is never changed once it is written.
CONTENT = (
    *("observation", "pathfinder", "indicator", "year", "breakdown", "number"),
    *("definition", "recorded_at", "recorded_by", "empty", "empty_reason", "bound"),
    *("quantity", "percent", "amount", "currency", "gdp_percent", "answer", "on"),
    *("year_stated", "frequency", "items", "text", "quality", "boundary", "ages"),
    *("hours", "hazardous_list", "coverage", "low", "high", "standard_error"),
    *("sample_size", "footnote", "raw", "brought_by", "confirms", "reason"),
)
SAME_IDENTITY = """
    IF EXISTS (
        SELECT 1 FROM written
        JOIN monitoring_observation observation
            ON observation.id = written.observation_id
        WHERE (observation.pathfinder_id, observation.indicator_id, observation.year,
               observation.breakdown)
        IS DISTINCT FROM (written.pathfinder_id, written.indicator_id, written.year,
               written.breakdown)
    ) THEN
        RAISE EXCEPTION 'a version says what its observation does not'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
"""


class VersionQuerySet(models.QuerySet):
    def in_work(self):
        """Return what is on its way to publication: one version per observation."""
        return self.filter(state__in=WORKING_VALUE_STATES)

    def published(self):
        return self.filter(state=ValueState.PUBLISHED)

    def came_back(self):
        """Return what was sent back in a report that waits for the country's answer.

        A new draft takes the place of such a version and supersedes it.
        """
        return self.filter(
            submission__state=SubmissionState.RETURNED,
            state__in=(ValueState.RETURNED, ValueState.SUPERSEDED),
            decided_at__isnull=False,
            published_at__isnull=True,
        )

    def public_at(self, moment):
        """Return what the public could read at a moment: one per observation."""
        return self.filter(published_at__lte=moment).filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
        )


class ObservationVersion(models.Model):
    """What was said of an observation at one time. Its content never changes.

    Empty values carry which of the four empty meanings it is; zero is a value. Which
    columns hold it follows from the kind of value: SHARE `percent` (0 to 100) and
    `quantity`; NUMBER `quantity`; PERCENT `percent`; MONEY `amount` in `currency` and
    `gdp_percent`; YES_NO `answer`, `on`, `quantity`, `text`; YEAR `year_stated`;
    FREQUENCY `frequency`; LIST `items`. `bound` is "<" or ">" where the source only
    gives a limit. `low`, `high` and `standard_error` are in the unit of `percent`, or
    of `quantity` where there is no percent. `raw` is the text as it was given.
    Country, indicator, year and part stand here again, so that one index answers.
    """

    observation = models.ForeignKey(
        Observation,
        models.PROTECT,
        related_name="versions",
        verbose_name=_("observation"),
    )
    pathfinder = models.ForeignKey(Pathfinder, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField(_("year"))
    breakdown = models.CharField(_("part"), max_length=120, blank=True)
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ValueState.choices,
        default=ValueState.DRAFT,
        editable=False,
    )
    definition = models.ForeignKey(
        Definition,
        models.PROTECT,
        related_name="versions",
        verbose_name=_("definition"),
        db_index=False,
    )
    recorded_at = models.DateTimeField(_("entered"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("entered by"),
        db_index=False,
    )
    empty = models.CharField(
        _("why there is no value"), max_length=16, choices=Empty.choices, blank=True
    )
    empty_reason = models.CharField(_("reason"), max_length=300, blank=True)
    bound = models.CharField(_("limit"), max_length=1, blank=True)
    quantity = models.DecimalField(
        _("number"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    percent = models.DecimalField(
        _("percent"), max_digits=12, decimal_places=6, null=True, blank=True
    )
    amount = models.DecimalField(
        _("amount"), max_digits=24, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    gdp_percent = models.DecimalField(
        _("percent of GDP"), max_digits=12, decimal_places=6, null=True, blank=True
    )
    answer = models.BooleanField(_("yes or no"), null=True, blank=True)
    on = models.DateField(_("date"), null=True, blank=True)
    year_stated = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    frequency = models.CharField(
        _("frequency"), max_length=16, choices=Frequency.choices, blank=True
    )
    items = ArrayField(
        models.CharField(max_length=300),
        verbose_name=_("list"),
        default=list,
        blank=True,
    )
    text = models.TextField(_("text"), blank=True)
    quality = models.CharField(
        _("quality"), max_length=12, choices=Quality.choices, blank=True
    )
    boundary = models.CharField(
        _("measured by"), max_length=8, choices=Boundary.choices, blank=True
    )
    ages = models.CharField(_("ages covered"), max_length=20, blank=True)
    hours = models.CharField(_("hour thresholds"), max_length=120, blank=True)
    hazardous_list = models.CharField(
        _("list of hazardous work"), max_length=200, blank=True
    )
    coverage = models.CharField(_("coverage"), max_length=200, blank=True)
    low = models.DecimalField(
        _("interval from"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    high = models.DecimalField(
        _("interval to"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    standard_error = models.DecimalField(
        _("standard error"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    sample_size = models.PositiveIntegerField(_("sample size"), null=True, blank=True)
    footnote = models.CharField(_("footnote"), max_length=500, blank=True)
    raw = models.CharField(_("as it was given"), max_length=300, blank=True)
    brought_by = models.ForeignKey(
        "monitoring.ValueImport",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name=_("brought by the import"),
    )
    confirms = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmed_by",
        verbose_name=_("confirms"),
        db_index=False,
    )
    reason = models.CharField(_("why it was changed"), max_length=300, blank=True)
    submission = models.ForeignKey(
        "monitoring.Submission",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="values",
        verbose_name=_("submission"),
        help_text=_("Empty: sent in on its own, as a correction."),
        db_index=False,
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
        db_index=False,
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
        db_index=False,
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    superseded_at = models.DateTimeField(_("superseded"), null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["observation", "-number"]
        verbose_name = _("version of a value")
        verbose_name_plural = _("versions of values")
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "number"], name="value_number_once"
            ),
            models.UniqueConstraint(
                fields=["observation"],
                condition=Q(state__in=WORKING_VALUE_STATES),
                name="value_one_in_work",
            ),
            models.UniqueConstraint(
                fields=["observation"],
                condition=Q(state=ValueState.PUBLISHED),
                name="value_one_published",
            ),
            models.CheckConstraint(
                name="value_or_empty",
                condition=~Q(empty="")
                & Q(
                    quantity__isnull=True,
                    percent__isnull=True,
                    amount__isnull=True,
                    gdp_percent__isnull=True,
                    answer__isnull=True,
                    year_stated__isnull=True,
                    frequency="",
                    items=[],
                )
                | Q(empty="")
                & (
                    Q(quantity__isnull=False)
                    | Q(percent__isnull=False)
                    | Q(amount__isnull=False)
                    | Q(gdp_percent__isnull=False)
                    | Q(answer__isnull=False)
                    | Q(year_stated__isnull=False)
                    | ~Q(frequency="")
                    | ~Q(items=[])
                ),
                violation_error_message=_("Enter a value, or why there is none."),
            ),
            models.CheckConstraint(
                name="value_empty_has_reason",
                condition=Q(empty="") | ~Q(empty_reason=""),
                violation_error_message=_("Say why there is no value."),
            ),
            models.CheckConstraint(
                name="value_bound_known", condition=Q(bound__in=["", "<", ">"])
            ),
            models.CheckConstraint(
                name="value_percent_from_0_to_100",
                condition=Q(percent__isnull=True) | Q(percent__range=(0, 100)),
                violation_error_message=_("A share is between 0 and 100 percent."),
            ),
            models.CheckConstraint(
                name="value_not_negative",
                condition=(Q(quantity__isnull=True) | Q(quantity__gte=0))
                & (Q(amount__isnull=True) | Q(amount__gte=0))
                & (Q(gdp_percent__isnull=True) | Q(gdp_percent__gte=0)),
                violation_error_message=_("The value is not below zero."),
            ),
            models.CheckConstraint(
                name="value_amount_has_currency",
                condition=Q(amount__isnull=True, currency="")
                | Q(amount__isnull=False) & ~Q(currency=""),
                violation_error_message=_("Give the amount with its currency."),
            ),
            models.CheckConstraint(
                name="value_interval_in_order",
                condition=Q(low__isnull=True)
                | Q(high__isnull=True)
                | Q(high__gte=models.F("low")),
                violation_error_message=_("The interval ends before it begins."),
            ),
            models.CheckConstraint(
                name="value_submitted_by_and_when_together",
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="value_decided_by_and_when_together",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="value_published_when_public",
                condition=~Q(state=ValueState.PUBLISHED)
                | Q(published_at__isnull=False, superseded_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["published_at"],
                condition=Q(published_at__isnull=False),
                name="value_by_publication",
            ),
            models.Index(
                fields=["pathfinder", "indicator", "-year"],
                include=["observation", "empty"],
                condition=Q(state=ValueState.PUBLISHED, breakdown=""),
                name="value_latest_total",
            ),
            models.Index(
                fields=["indicator", "year", "pathfinder"],
                condition=Q(state=ValueState.PUBLISHED),
                name="value_by_indicator",
            ),
            models.Index(
                fields=["submission"],
                condition=Q(submission__isnull=False),
                name="value_of_submission",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="content_unchanged", fields=CONTENT),
            pgtrigger.Trigger(
                name="same_identity",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="written"),
                func=SAME_IDENTITY,
            ),
        ]

    def __str__(self):
        return f"{self.observation} ({self.number})"

    def get_absolute_url(self):
        """Return the page of the observation, without asking for it."""
        keys = {"iso3": self.pathfinder.country.slug, "pk": self.observation_id}
        return reverse("monitoring:value", kwargs=keys)
