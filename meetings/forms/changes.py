"""Between which meetings or days changes are looked for, and which of them."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.changes import Period
from alliance87.core.dates import year_before
from alliance87.core.forms import DayInput
from alliance87.core.models import Country
from alliance87.partners.forms.filters import Filters, choice, records
from meetings.models import Meeting
from meetings.selectors.changes import KINDS, Span
from monitoring.forms.values import ISO_DAY


def _day(label, help_text="") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=DayInput,
        input_formats=[ISO_DAY],
        help_text=help_text,
        error_messages={"invalid": _("This is no day. Write it as 2026-03-31.")},
    )


class ChangesFilters(Filters):
    """`meetings` are those that can be chosen, the last one first.

    Without a choice: since the last meeting that was held, until today.
    """

    since_meeting = choice(_("Since the meeting"), _("The last one held"), [])
    since = _day(_("Or since the day"), _("If both are chosen, the day counts."))
    until_meeting = choice(_("Until the meeting"), _("Until today"), [])
    until = _day(_("Or until the day"))
    kind = choice(_("What"), _("Everything"), KINDS.items())
    country = records(_("Country"), _("All countries"), Country)

    def __init__(self, *args, meetings: Sequence[Meeting], countries, **kwargs):
        super().__init__(*args, **kwargs)
        self.meetings = {str(each.pk): each for each in meetings}
        offered = [(key, str(each)) for key, each in self.meetings.items()]
        for name in ("since_meeting", "until_meeting"):
            field = self.fields[name]
            field.choices = [*field.choices, *offered]
        self.fields["country"].queryset = countries
        self.fields["country"].to_field_name = "iso3"

    def clean_since(self):
        return self._past("since")

    def clean_until(self):
        return self._past("until")

    def _past(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        if day and day > timezone.localdate():
            raise ValidationError(
                _("This day is still to come. Choose today or an earlier one.")
            )
        return day

    def clean(self):
        data = super().clean()
        span = self._span(data)
        if span.period.after >= span.period.until:
            self.add_error(
                "since", _("The period ends before it begins. Choose an earlier day.")
            )
        return data

    def span(self) -> Span:
        """Return the period asked for; what cannot be read counts as not chosen."""
        chosen = self.chosen()
        span = self._span(chosen)
        if span.period.after < span.period.until:
            return span
        return self._span({})

    def _span(self, chosen) -> Span:
        since = self.meetings.get(chosen.get("since_meeting") or "")
        until = self.meetings.get(chosen.get("until_meeting") or "")
        today = timezone.localdate()
        last = chosen.get("until") or (_day_of(until) if until else today)
        last = min(last, today)
        if chosen.get("since"):
            since = None
        elif since is None:
            since = self._last_held(last)
        first = chosen.get("since") or (_day_of(since) if since else year_before(last))
        until = None if chosen.get("until") else until
        return Span(Period(after=first, until=last), since, until)

    def _last_held(self, before: date) -> Meeting | None:
        """Return the last meeting held before a day; an example counts for nothing."""
        return next(
            (
                each
                for each in self.meetings.values()
                if each.is_over and not each.is_example and _day_of(each) < before
            ),
            None,
        )


def _day_of(meeting: Meeting) -> date:
    """Return the last day of a meeting: what it decided is not after it."""
    return meeting.when.latest
