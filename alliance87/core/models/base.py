"""Fields that several records share."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.exceptions import StaleVersion

STALE = _(
    "Somebody else saved this while you were working. Nothing was overwritten: "
    "compare both texts and save again."
)


class Recorded(models.Model):
    """Who entered the record and when; the changes after that are in its history."""

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """Optimistic locking: a save names the version it read and wins only once."""

    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save_checked(self, *, expected: int) -> None:
        """Save when nobody else has since `expected`; else raise StaleVersion."""
        values = {
            field.attname: field.pre_save(self, add=False)
            for field in self._meta.local_concrete_fields
            if not field.primary_key
        }
        values["version"] = expected + 1
        rows = type(self)._default_manager.filter(pk=self.pk, version=expected)
        if not rows.update(**values):
            raise StaleVersion(str(STALE))
        self.version = expected + 1


def dated_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the constraints of a `Dated` model; names are unique per table."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_date_known_unless_unknown",
            condition=Q(precision=Precision.UNKNOWN, on__isnull=True)
            | (~Q(precision=Precision.UNKNOWN) & Q(on__isnull=False)),
            violation_error_message=_("Give a date, or say that it is not known."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_precision_valid",
            condition=Q(precision__in=Precision.values),
            violation_error_message=_("Choose how exactly the date is known."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_until_after_on",
            condition=Q(until__isnull=True) | Q(until__gte=F("on")),
            violation_error_message=_("The last day is not before the first."),
        ),
    ]


class Dated(models.Model):
    """A fact with the date as exactly as its source gives it.

    `on` is the first day it may be (NULL: not known); `until` ends a range.
    """

    on = models.DateField(_("date"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    precision = models.CharField(
        _("how exactly it is known"),
        max_length=8,
        choices=Precision.choices,
        default=Precision.UNKNOWN,
    )

    class Meta:
        abstract = True

    @property
    def when(self) -> PartialDate:
        return PartialDate(self.on, self.precision, self.until)

    @when.setter
    def when(self, value: PartialDate) -> None:
        self.on, self.precision, self.until = value.on, value.precision, value.until


class Sourced(models.Model):
    """Where a fact comes from, and what another source says against it."""

    source = models.CharField(_("source"), max_length=500, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    conflict = models.TextField(_("what another source says"), blank=True)

    class Meta:
        abstract = True
