"""On which days people are reminded, kept by the administrators."""

from collections.abc import Sequence

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from alliance87.core.models.base import Recorded, Versioned
from meetings.enums import ReminderKind

MOST_STEPS = 6
FURTHEST = 365
# What stands until somebody changes it: days before (−) and after the day.
USUAL_DAYS: dict[str, tuple[int, ...]] = {
    ReminderKind.ANSWER: (-21, -7),
    ReminderKind.PAPER: (-21, -14, -7),
    ReminderKind.COMMENT: (-3,),
    ReminderKind.REPORT: (10,),
    ReminderKind.ACTION: (-14, 0, 7),
    ReminderKind.OUTPUT: (-30, 1),
    ReminderKind.MANDATE: (-180, -90),
}
BEFORE = ngettext_lazy("%(days)s day before", "%(days)s days before", "n")
AFTER = ngettext_lazy("%(days)s day after", "%(days)s days after", "n")
# From the first to the last day on which a reminder makes sense: nobody can answer an
# invitation after its day, and no report is due before its meeting.
BOUNDS: dict[str, tuple[int, int]] = {
    ReminderKind.ANSWER: (-180, 0),
    ReminderKind.PAPER: (-180, 60),
    ReminderKind.COMMENT: (-60, 0),
    ReminderKind.REPORT: (0, 180),
    ReminderKind.ACTION: (-180, 180),
    ReminderKind.OUTPUT: (-180, 180),
    ReminderKind.MANDATE: (-FURTHEST, 180),
}


def days_in_words(days: Sequence[int]) -> str:
    """Return “21 and 7 days before, on the day”; in words also when there are none."""
    before = [-day for day in days if day < 0]
    after = [day for day in days if day > 0]
    parts = (
        before and BEFORE % {"n": _number(before), "days": _listed(before)},
        0 in days and _now("on the day"),
        after and AFTER % {"n": _number(after), "days": _listed(after)},
    )
    return ", ".join(filter(None, parts)) or _now("No reminders")


def _number(days: list[int]) -> int:
    """Return what decides between singular and plural: “1 day”, “1 and 7 days”."""
    return days[0] if len(days) == 1 else len(days)


def _listed(days: list[int]) -> str:
    return get_text_list([str(day) for day in days], _now("and"))


def check_days(kind: str, days: Sequence[int]) -> None:
    """Refuse days that are too many, doubled, or outside what the kind allows."""
    if len(days) > MOST_STEPS:
        words = ngettext(
            "Give at most %(count)d day.", "Give at most %(count)d days.", MOST_STEPS
        )
        raise ValidationError(words % {"count": MOST_STEPS})
    if len(set(days)) < len(days):
        raise ValidationError(_("A day is given twice."))
    first, last = BOUNDS[kind]
    if all(first <= day <= last for day in days):
        return
    raise ValidationError(
        _("Choose from %(before)d days before to %(after)d days after the day."),
        params={"before": -first, "after": last},
    )


def _all_days(comparison: str) -> Func:
    """Return `comparison` as a condition that each day of a row fulfils."""
    template = f"{comparison} ALL (%(expressions)s)"
    return Func(F("days"), template=template, output_field=models.BooleanField())


@pghistory.track()
class ReminderSchedule(Recorded, Versioned):
    """The days on which one kind of reminder goes out, before (−) and after its day.

    Where no row stands `USUAL_DAYS` count. A row without days: nobody is reminded.
    """

    kind = models.CharField(
        _("kind"), max_length=10, choices=ReminderKind.choices, unique=True
    )
    days = ArrayField(
        models.SmallIntegerField(),
        verbose_name=_("days"),
        default=list,
        blank=True,
        help_text=_("Negative: before the day; 0: on the day. Empty: no reminders."),
    )

    class Meta:
        ordering = ["kind"]
        verbose_name = _("schedule of reminders")
        verbose_name_plural = _("schedules of reminders")
        constraints = [
            models.CheckConstraint(
                name="reminder_schedule_kind_valid",
                condition=Q(kind__in=ReminderKind.values),
                violation_error_message=_("Choose what the reminders are about."),
            ),
            models.CheckConstraint(
                name="reminder_schedule_has_few_days",
                condition=Q(days__len__lte=MOST_STEPS),
                violation_error_message=_("Give at most six days."),
            ),
            models.CheckConstraint(
                name="reminder_schedule_days_within_a_year",
                condition=Q(_all_days(f"-{FURTHEST} <="), _all_days(f"{FURTHEST} >=")),
                violation_error_message=_("Choose days within a year."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        return reverse("meetings:reminder-schedule", kwargs={"kind": self.kind})

    def clean(self):
        super().clean()
        if self.kind in BOUNDS and self.days is not None:
            try:
                check_days(self.kind, self.days)
            except ValidationError as error:
                raise ValidationError({"days": error}) from error
            self.days = sorted(self.days)

    @property
    def days_before(self) -> str:
        return ", ".join(str(-day) for day in self.days if day < 0)

    @property
    def on_the_day(self) -> bool:
        return 0 in self.days

    @property
    def days_after(self) -> str:
        return ", ".join(str(day) for day in self.days if day > 0)
