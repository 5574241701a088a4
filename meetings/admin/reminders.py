"""Schedules of reminders: kept by administrators, here as on their own page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import RecordAdmin, StaleCheckForm
from meetings import rules
from meetings.models import ReminderSchedule
from meetings.models.reminders import days_in_words
from meetings.reminding import save_schedule
from pathfinders.admin.base import TRAIL


@admin.register(ReminderSchedule)
class ReminderScheduleAdmin(RecordAdmin):
    form = StaleCheckForm
    list_display = ["kind", "in_words", "changed_at"]
    search_fields = ["kind"]
    readonly_fields = TRAIL
    fields = ["kind", "days", "version", *TRAIL]

    def has_view_permission(self, request, obj=None):
        return rules.may_keep_reminders(request.user)

    def has_add_permission(self, request):
        return rules.may_keep_reminders(request.user)

    def has_change_permission(self, request, obj=None):
        return rules.may_keep_reminders(request.user)

    def get_readonly_fields(self, request, obj=None):
        """The kind of a row that stands is what it is."""
        own = super().get_readonly_fields(request, obj)
        return [*own, "kind"] if obj else own

    def save_model(self, request, obj, form, change):
        expected = form.cleaned_data["version"] if change else 0
        save_schedule(obj, by=request.user, expected=expected)

    @admin.display(description=_("days"))
    def in_words(self, schedule):
        return days_in_words(schedule.days)
