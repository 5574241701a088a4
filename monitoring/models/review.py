"""Annual reviews."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import Recorded, Versioned
from monitoring.enums import (
    REPORT_OPEN_STATES,
    Assessment,
    JustificationVerdict,
    ReviewState,
)
from pathfinders.models import Pathfinder

STATE_TONES = {
    ReviewState.DRAFT: "half",
    ReviewState.SUBMITTED: "half",
    ReviewState.RETURNED: "watch",
    ReviewState.SHARED: "half",
    ReviewState.TABLED: "half",
    ReviewState.PUBLISHED: "good",
}
ASSESSMENT_TONES = {
    Assessment.SUBSTANTIAL: "good",
    Assessment.SOME: "half",
    Assessment.NONE: "watch",
}


class AnnualReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        seen = Q(state=ReviewState.PUBLISHED, pathfinder__is_public=True)
        seen |= Q(pathfinder__country__in=scope.focal_point_of)
        seen |= Q(
            pathfinder__country__in=scope.contributor_to, state__in=REPORT_OPEN_STATES
        )
        if scope.is_chair:
            seen |= ~Q(state__in=REPORT_OPEN_STATES)
        if scope.is_gcg:
            seen |= Q(state=ReviewState.TABLED)
        return self.filter(seen)

    def published(self):
        return self.filter(state=ReviewState.PUBLISHED)

    def with_outcome(self):
        """Reviews that count: their outcome was recorded by an administrator."""
        return self.filter(outcome_at__isnull=False)


@pghistory.track()
class AnnualReview(Recorded, Versioned):
    """The review of one country in one year: report, assessment, outcome."""

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="reviews", verbose_name=_("country")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReviewState.choices,
        default=ReviewState.DRAFT,
        editable=False,
    )
    progress = models.TextField(_("progress in the year"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)
    justification = models.TextField(
        _("reasons for little progress"),
        blank=True,
        help_text=_("Only when progress was not substantial."),
    )
    support_needed = models.TextField(_("support needed"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    return_comment = models.TextField(_("why it was returned"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    assessment = models.CharField(
        _("assessment"), max_length=12, choices=Assessment.choices, blank=True
    )
    assessment_reasons = models.TextField(_("reasons for the assessment"), blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("assessed by"),
    )
    answer = models.TextField(_("the country’s answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    not_agreed_why = models.TextField(
        _("why it is public without the country’s answer"),
        blank=True,
        editable=False,
    )
    meeting = models.CharField(_("tabled at"), max_length=120, blank=True)
    justification_verdict = models.CharField(
        _("reasons for little progress"),
        max_length=14,
        choices=JustificationVerdict.choices,
        blank=True,
        editable=False,
    )
    outcome_note = models.TextField(
        _("note on the outcome"), blank=True, editable=False
    )
    outcome_at = models.DateTimeField(_("outcome recorded"), null=True, editable=False)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("outcome recorded by"),
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

    objects = AnnualReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pathfinder", "-year"]
        verbose_name = _("annual review")
        verbose_name_plural = _("annual reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "year"],
                name="review_once_per_year",
                violation_error_message=_("There is a review for this year."),
            ),
            models.CheckConstraint(
                name="review_answered_by_and_when_together",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="review_outcome_at_by_and_verdict_together",
                condition=Q(
                    outcome_at__isnull=True,
                    outcome_by__isnull=True,
                    justification_verdict="",
                )
                | (
                    Q(outcome_at__isnull=False, outcome_by__isnull=False)
                    & ~Q(justification_verdict="")
                    & ~Q(assessment="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_review_locked",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=ReviewState.PUBLISHED),
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder} {self.year}"

    def get_absolute_url(self):
        return reverse(
            "monitoring:review",
            kwargs={"iso3": self.pathfinder.country.slug, "year": self.year},
        )

    @property
    def tone(self) -> str:
        """The shape and colour that go with the state."""
        return STATE_TONES[ReviewState(self.state)]

    @property
    def assessment_tone(self) -> str:
        return ASSESSMENT_TONES.get(self.assessment, "none")

    @property
    def is_open(self) -> bool:
        """Whether the country's report can still be written."""
        return self.state in REPORT_OPEN_STATES

    @property
    def is_weak(self) -> bool:
        """Without substantial progress and without accepted reasons, as recorded."""
        return (
            self.outcome_at is not None
            and self.assessment != Assessment.SUBSTANTIAL
            and self.justification_verdict != JustificationVerdict.ACCEPTED
        )
