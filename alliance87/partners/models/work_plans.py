"""Work plans of action groups: numbered outputs under the strategic objectives."""

import calendar
from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.dates import write_day, write_month
from alliance87.core.models import Country
from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.partners.enums import (
    PUBLIC_PLAN_STATES,
    DuePrecision,
    OutputState,
    PlanState,
)
from alliance87.partners.models.directory import Partner
from alliance87.partners.models.groups import APPEND_ONLY, ActionGroup

MONTHS_TO_LAST = {DuePrecision.MONTH: 0, DuePrecision.QUARTER: 2, DuePrecision.YEAR: 11}


class StrategicObjective(models.Model):
    """One of the three objectives of the Alliance that every plan follows."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["number"]
        verbose_name = _("strategic objective")
        verbose_name_plural = _("strategic objectives")

    def __str__(self):
        return gettext("Objective %(number)d: %(title)s") % {
            "number": self.number,
            "title": gettext(self.title),
        }


class WorkPlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Adopted plans are public; a draft is the group’s and the secretariat’s.

        A plan for comment goes to the Global Coordinating Group too.
        """
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        states = list(PUBLIC_PLAN_STATES)
        if scope.is_gcg or scope.is_chair:
            states.append(PlanState.FOR_COMMENT)
        return self.filter(Q(state__in=states) | Q(group__in=scope.chairs_groups))


@pghistory.track()
class WorkPlan(Recorded, Versioned, Sourced):
    """What a group does in a period; `ends_on` is the first day after it."""

    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        related_name="work_plans",
        verbose_name=_("action group"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=PlanState.choices,
        default=PlanState.DRAFT,
        editable=False,
    )
    adopted_on = models.DateField(_("adopted"), null=True, editable=False)
    cross_cutting = models.TextField(
        _("cross-cutting issues"), blank=True, help_text=_("One on each line.")
    )
    document = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        ordering = ["group", "-starts_on"]
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "starts_on"],
                name="work_plan_one_per_group_and_start",
                violation_error_message=_(
                    "The group has a work plan that starts on this day."
                ),
            ),
            models.CheckConstraint(
                name="work_plan_ends_after_start",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("A work plan ends after it starts."),
            ),
            models.CheckConstraint(
                name="work_plan_adopted_with_date",
                condition=Q(state__in=PUBLIC_PLAN_STATES, adopted_on__isnull=False)
                | (~Q(state__in=PUBLIC_PLAN_STATES) & Q(adopted_on__isnull=True)),
                violation_error_message=_("Give the day the plan was adopted."),
            ),
        ]

    def __str__(self):
        return gettext("%(group)s, work plan %(period)s") % {
            "group": self.group,
            "period": self.period,
        }

    def get_absolute_url(self):
        keys = {"slug": self.group.slug, "pk": self.pk}
        return reverse("partners:work-plan", kwargs=keys)

    @property
    def last_day(self) -> date:
        return self.ends_on - timedelta(days=1)

    @property
    def period(self) -> str:
        """“2020” or “2020–21” for whole years, else both days."""
        first, last = self.starts_on, self.last_day
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if not whole:
            return f"{write_day(first)} – {write_day(last)}"
        if first.year == last.year:
            return str(first.year)
        return f"{first.year}–{last.year % 100:02}"

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_PLAN_STATES


def progress_field() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        _("progress (%)"),
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


def progress_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return what holds of a state with a progress; names are unique per table."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_progress_up_to_100",
            condition=Q(progress__lte=100),
            violation_error_message=_("Progress is between 0 and 100 %."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_delivered_exactly_at_100",
            condition=Q(state=OutputState.DELIVERED, progress=100)
            | (~Q(state=OutputState.DELIVERED) & ~Q(progress=100)),
            violation_error_message=_(
                "An output at 100 % is delivered, and only a delivered one is at 100 %."
            ),
        ),
    ]


@pghistory.track()
class Output(Recorded, Versioned, Sourced):
    """A numbered output of a plan; proposed by the group until it is accepted.

    `leads_text` is who leads it as printed; `leads` the partners among them.
    """

    plan = models.ForeignKey(
        WorkPlan, models.PROTECT, related_name="outputs", verbose_name=_("work plan")
    )
    objective = models.ForeignKey(
        StrategicObjective,
        models.PROTECT,
        related_name="outputs",
        verbose_name=_("objective"),
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)]
    )
    text = models.TextField(_("output"))
    leads = models.ManyToManyField(
        Partner, blank=True, related_name="led_outputs", verbose_name=_("led by")
    )
    leads_text = models.CharField(_("led by, as printed"), max_length=300, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_precision = models.CharField(
        _("how exactly it is due"),
        max_length=8,
        choices=DuePrecision.choices,
        blank=True,
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=OutputState.choices,
        default=OutputState.PLANNED,
        editable=False,
    )
    progress = progress_field()
    is_accepted = models.BooleanField(_("accepted"), default=False, editable=False)
    deliverable = models.TextField(_("deliverable"), blank=True)
    deliverable_url = models.URLField(_("address of the deliverable"), blank=True)
    countries = models.ManyToManyField(
        Country, blank=True, related_name="group_outputs", verbose_name=_("countries")
    )
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )

    class Meta:
        ordering = ["plan", "objective__number", "number"]
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "objective", "number"],
                name="output_number_once_per_objective",
                violation_error_message=_(
                    "Another output of this objective has this number."
                ),
            ),
            models.CheckConstraint(
                name="output_numbers_start_at_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Outputs are numbered from 1."),
            ),
            models.CheckConstraint(
                name="output_due_with_precision",
                condition=Q(due_on__isnull=True, due_precision="")
                | (Q(due_on__isnull=False) & ~Q(due_precision="")),
                violation_error_message=_(
                    "Give the date with how exactly it is known, or neither."
                ),
            ),
            models.CheckConstraint(
                name="output_due_on_first_day",
                condition=Q(due_on__isnull=True)
                | Q(due_precision=DuePrecision.DAY)
                | Q(due_precision=DuePrecision.MONTH, due_on__day=1)
                | Q(
                    due_precision=DuePrecision.QUARTER,
                    due_on__day=1,
                    due_on__month__in=(1, 4, 7, 10),
                )
                | Q(due_precision=DuePrecision.YEAR, due_on__day=1, due_on__month=1),
                violation_error_message=_(
                    "A month, quarter or year is stored as its first day."
                ),
            ),
            *progress_constraints("output"),
        ]

    def __str__(self):
        return gettext("Output %(label)s") % {"label": self.label}

    @property
    def label(self) -> str:
        """“2.3”: the third output of the second objective."""
        return f"{self.objective.number}.{self.number}"

    @property
    def due(self) -> str:
        """When it is due, no more exactly than it is known."""
        if self.due_on is None:
            return ""
        if self.due_precision == DuePrecision.YEAR:
            return str(self.due_on.year)
        if self.due_precision == DuePrecision.QUARTER:
            quarter = (self.due_on.month + 2) // 3
            words = gettext("quarter %(quarter)d of %(year)d")
            return words % {"quarter": quarter, "year": self.due_on.year}
        if self.due_precision == DuePrecision.MONTH:
            return write_month(self.due_on)
        return write_day(self.due_on)

    @property
    def due_until(self) -> date | None:
        """The last day on which it is delivered in time."""
        if self.due_on is None or self.due_precision == DuePrecision.DAY:
            return self.due_on
        month = self.due_on.month + MONTHS_TO_LAST[self.due_precision]
        days = calendar.monthrange(self.due_on.year, month)[1]
        return self.due_on.replace(month=month, day=days)


class OutputUpdate(models.Model):
    """What was said about an output on a day. Append-only; the output follows it."""

    output = models.ForeignKey(
        Output, models.PROTECT, related_name="updates", verbose_name=_("output")
    )
    on = models.DateField(_("date"))
    state = models.CharField(_("state"), max_length=10, choices=OutputState.choices)
    progress = progress_field()
    note = models.TextField(_("note"), blank=True, max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        ordering = ["output", "-on", "-pk"]
        verbose_name = _("update of an output")
        verbose_name_plural = _("updates of outputs")
        triggers = [APPEND_ONLY]
        constraints = progress_constraints("output_update")

    def __str__(self):
        return f"{self.output}: {self.get_state_display()}"
