"""A publication that waits for its moment: the embargo of a record that is ready."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.deadlines import Deadline, validate_time_zone
from alliance87.core.enums import PlanState
from alliance87.core.models.country import Country

# What was planned; another moment is another row.
CONTENT = (
    *("kind", "target", "target_label", "country", "until", "zone", "facts"),
    *("planned_at", "planned_by"),
)


class PlannedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who prepares the record knows of the plan; to others it does not exist."""
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        return self.filter(country__in=scope.own_countries)

    def waiting(self):
        return self.filter(state=PlanState.PLANNED)


class PlannedPublication(models.Model):
    """That somebody lets a record become public at a moment, and what came of it.

    Nothing reads it to decide who sees a record: that is the record's own state, which
    the worker moves at the moment. `kind` names how (see `core.planned`), `target` the
    record as the trail does, `facts` what the person answered on the page.
    """

    kind = models.CharField(_("kind"), max_length=40)
    target = models.CharField(_("record"), max_length=100)
    target_label = models.CharField(_("record"), max_length=300)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("country"),
    )
    until = models.DateTimeField(_("public at"))
    zone = models.CharField(
        _("time zone"), max_length=60, validators=[validate_time_zone]
    )
    facts = models.JSONField(_("answers"), default=dict)
    planned_at = models.DateTimeField(_("planned"), auto_now_add=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("planned by"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PlanState.choices,
        default=PlanState.PLANNED,
        editable=False,
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )
    ended_why = models.TextField(_("why it ended"), blank=True, editable=False)

    objects = PlannedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("planned publication")
        verbose_name_plural = _("planned publications")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target"],
                condition=Q(state=PlanState.PLANNED),
                name="planned_publication_one_open",
                violation_error_message=_("The publication is planned already."),
            ),
            models.CheckConstraint(
                name="planned_publication_ended_with_state",
                condition=Q(state=PlanState.PLANNED, ended_at__isnull=True)
                | (~Q(state=PlanState.PLANNED) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="planned_publication_refused_says_why",
                condition=~Q(state__in=(PlanState.REFUSED, PlanState.TAKEN_BACK))
                | ~Q(ended_why=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["until"],
                condition=Q(state=PlanState.PLANNED),
                name="planned_publication_due",
            ),
            models.Index(fields=["target"], name="planned_publication_target"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="plan_unchanged", fields=CONTENT),
            pgtrigger.Protect(
                name="ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.target_label}: {self.moment}"

    @property
    def moment(self) -> Deadline:
        return Deadline(self.until, self.zone)

    @property
    def is_waiting(self) -> bool:
        return self.state == PlanState.PLANNED
