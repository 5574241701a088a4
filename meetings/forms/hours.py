"""The part of a form that says when something is: day, hours, and whose clock."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadline_fields import HourField, TimeZoneField
from alliance87.core.deadlines import Deadline, deadline
from alliance87.core.enums import Precision
from alliance87.core.forms import DatedModelForm


class HoursForm(DatedModelForm):
    """A form for a `Dated` record that may also have hours, at one place.

    `cautions` says which of two equal hours was taken when the clocks go back.
    """

    compared = ("when", "starts_at", "ends_at", "time_zone")

    starts_at = HourField(
        label=_("From"), required=False, help_text=_("Only once the hours are fixed.")
    )
    ends_at = HourField(label=_("To"), required=False)
    time_zone = TimeZoneField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        record = self.instance
        self.initial.setdefault("time_zone", record.time_zone)
        for name, at in (("starts_at", record.starts_at), ("ends_at", record.ends_at)):
            if at is not None:
                self.initial[name] = Deadline(at, record.time_zone).local.time()
        self.cautions: list[str] = []

    def clean(self):
        cleaned = super().clean()
        record = self.instance
        record.starts_at = record.ends_at = None
        record.time_zone = ""
        hours = {"starts_at", "ends_at", "time_zone", "when", "until"}
        if not hours & set(self.errors):
            self._read_hours(cleaned)
        return cleaned

    def _read_hours(self, cleaned) -> None:
        starts, ends = cleaned["starts_at"], cleaned["ends_at"]
        when, zone = cleaned["when"], cleaned["time_zone"]
        if starts is None:
            if ends is not None:
                self.add_error("starts_at", _("Say from when, too."))
            return
        if when.precision != Precision.DAY:
            self.add_error("when", _("With hours, give the day, month and year."))
        elif not zone:
            words = _("Choose the time zone: the place whose clock counts.")
            self.add_error("time_zone", words)
        else:
            last = cleaned["until"] or when.on
            self._set_hours((when.on, starts), (last, ends), zone)

    def _set_hours(self, first: tuple, last: tuple, zone: str) -> None:
        record = self.instance
        record.time_zone = zone
        record.starts_at = self._moment("starts_at", *first, zone)
        if last[1] is not None:
            record.ends_at = self._moment("ends_at", *last, zone)
        if record.starts_at and record.ends_at and record.ends_at <= record.starts_at:
            words = _("It ends before it starts. After midnight, give the last day.")
            self.add_error("ends_at", words)

    def _moment(self, name: str, day, hour, zone: str):
        try:
            read = deadline(day, hour, zone)
        except ValidationError as error:
            self.add_error(name, error)
            return None
        self.cautions += filter(None, [read.caution])
        return read.at
