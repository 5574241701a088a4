"""What was reported on published roadmaps: kept as it was reported."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline
from pathfinders.admin.base import TRAIL
from pathfinders.models import (
    BenchmarkResult,
    FundingUpdate,
    ProgressUpdate,
    TargetResult,
)

COUNTRY = "roadmap__pathfinder__country"
REPORT = ["on", "note", "evidence", *TRAIL]


class FundingUpdateInline(ReadOnlyInline):
    model = FundingUpdate
    fields = ["kind", "amount", "currency", "year", "source", "is_public"]


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadOnlyAdmin):
    list_display = ["action", "country", "on", "status", "percent_done", "created_by"]
    list_filter = ["status"]
    list_select_related = [f"action__priority__{COUNTRY}", "created_by"]
    search_fields = ["action__title", f"action__priority__{COUNTRY}__name_en", "note"]
    fields = ["action", "status", "percent_done", *REPORT]
    inlines = [FundingUpdateInline]

    @admin.display(description=_("country"))
    def country(self, update):
        return update.action.priority.roadmap.pathfinder


@admin.register(BenchmarkResult)
class BenchmarkResultAdmin(ReadOnlyAdmin):
    list_display = ["benchmark", "country", "on", "was_met", "created_by"]
    list_filter = ["was_met"]
    list_select_related = [f"benchmark__action__priority__{COUNTRY}", "created_by"]
    search_fields = ["benchmark__text", "benchmark__action__title", "note"]
    fields = ["benchmark", "was_met", *REPORT]

    @admin.display(description=_("country"))
    def country(self, result):
        return result.benchmark.action.priority.roadmap.pathfinder


@admin.register(TargetResult)
class TargetResultAdmin(ReadOnlyAdmin):
    list_display = ["priority", "country", "on", "value", "is_reached", "created_by"]
    list_filter = ["is_reached"]
    list_select_related = [f"priority__{COUNTRY}", "created_by"]
    search_fields = ["priority__title", "note"]
    fields = ["priority", "value", "is_reached", *REPORT]

    @admin.display(description=_("country"))
    def country(self, result):
        return result.priority.roadmap.pathfinder
