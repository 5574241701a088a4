"""What happened to a published roadmap: kept beside it, because it is never edited.

Each report stays; the latest one counts. Rows are found again in later versions by
their key.
"""

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Recorded
from pathfinders.enums import ActionStatus
from pathfinders.models.money import Money, money_constraints
from pathfinders.models.rows import Action, Benchmark, Priority


def kept() -> list[pgtrigger.Trigger]:
    """Refuse to change or delete a report, whoever writes: a later one corrects it."""
    return [
        pgtrigger.Protect(
            name="report_kept", operation=pgtrigger.Update | pgtrigger.Delete
        )
    ]


class Report(Recorded):
    """What was reported, as of which day, with its proof."""

    on = models.DateField(_("as of"))
    note = models.TextField(_("note"), blank=True)
    evidence = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evidence"),
    )

    class Meta:
        abstract = True
        ordering = ["on", "pk"]


@pghistory.track()
class ProgressUpdate(Report):
    """How far an action is on a day."""

    action = models.ForeignKey(
        Action, models.PROTECT, related_name="updates", verbose_name=_("action")
    )
    status = models.CharField(
        _("state of the action"), max_length=12, choices=ActionStatus.choices
    )
    percent_done = models.PositiveSmallIntegerField(
        _("share done, in percent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )

    class Meta(Report.Meta):
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        constraints = [
            models.CheckConstraint(
                name="progress_share_at_most_all",
                condition=Q(percent_done__isnull=True) | Q(percent_done__lte=100),
                violation_error_message=_("A share is at most 100 percent."),
            ),
        ]
        triggers = kept()

    def __str__(self):
        return f"{self.action}: {self.get_status_display()}"


@pghistory.track()
class FundingUpdate(Money):
    """An amount as known on the day of an update.

    It replaces the earlier amount of the same kind, currency, year and source.
    """

    update = models.ForeignKey(
        ProgressUpdate,
        models.PROTECT,
        related_name="funding",
        verbose_name=_("progress update"),
    )

    class Meta(Money.Meta):
        verbose_name = _("reported amount")
        verbose_name_plural = _("reported amounts")
        constraints = money_constraints("funding_update")
        triggers = kept()


@pghistory.track()
class BenchmarkResult(Report):
    """Whether a benchmark was met; a missed one says why."""

    benchmark = models.ForeignKey(
        Benchmark, models.PROTECT, related_name="results", verbose_name=_("benchmark")
    )
    was_met = models.BooleanField(_("met"))

    class Meta(Report.Meta):
        verbose_name = _("result of a benchmark")
        verbose_name_plural = _("results of benchmarks")
        constraints = [
            models.CheckConstraint(
                name="benchmark_missed_with_reason",
                condition=Q(was_met=True) | ~Q(note=""),
                violation_error_message=_("Say why the benchmark was missed."),
            ),
        ]
        triggers = kept()

    def __str__(self):
        outcome = _("Met") if self.was_met else _("Missed")
        return f"{self.benchmark}: {outcome}"


@pghistory.track()
class TargetResult(Report):
    """What was measured for a priority's target, and whether it is reached."""

    priority = models.ForeignKey(
        Priority, models.PROTECT, related_name="results", verbose_name=_("priority")
    )
    value = models.DecimalField(
        _("value"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    is_reached = models.BooleanField(_("reached"))

    class Meta(Report.Meta):
        verbose_name = _("result of a target")
        verbose_name_plural = _("results of targets")
        triggers = kept()

    def __str__(self):
        outcome = _("Reached") if self.is_reached else _("Not reached yet")
        return f"{self.priority}: {outcome}"
