"""Roadmaps with their rows, rates, comments, and ways to spreadsheets and back."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline
from pathfinders.admin.base import COUNTRY_SEARCH, ROADMAP_SEARCH, TRAIL, link
from pathfinders.models import (
    Action,
    Priority,
    Roadmap,
    RoadmapExport,
    RoadmapImport,
    RowComment,
    StatedRate,
)


class PriorityInline(ReadOnlyInline):
    model = Priority
    fields = ["title", "objective", "note"]


@admin.register(Roadmap)
class RoadmapAdmin(ReadOnlyAdmin):
    """Roadmaps are written on their own pages, where versions and checks are."""

    list_display = ["pathfinder", "number", "title", "period", "state", "page"]
    list_filter = ["state", "language"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "title"]
    inlines = [PriorityInline]

    @admin.display(description=_("page"))
    def page(self, roadmap):
        return link(roadmap.get_absolute_url(), _("Open the roadmap"))


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    list_display = ["title", "country", "responsible", "timeline", "status"]
    list_filter = ["status", "action_group"]
    list_select_related = ["priority__roadmap__pathfinder__country"]
    search_fields = ["title", "responsible", "partners", "priority__title"]

    @admin.display(description=_("country"))
    def country(self, action):
        return action.priority.roadmap.pathfinder


class OfRoadmapAdmin(ReadOnlyAdmin):
    """A record of a roadmap: written on the pages of the roadmap."""

    list_select_related = ["roadmap__pathfinder__country"]

    @admin.display(description=_("country"))
    def country(self, record):
        return record.roadmap.pathfinder

    @admin.display(description=_("page"))
    def page(self, record):
        return link(record.roadmap.get_absolute_url(), _("Open the roadmap"))


@admin.register(StatedRate)
class StatedRateAdmin(OfRoadmapAdmin):
    list_display = ["currency", "rate", "country", "on", "source", "page"]
    list_filter = ["currency"]
    search_fields = [*ROADMAP_SEARCH, "currency", "source"]
    fields = ["roadmap", "currency", "rate", "on", "source"]


@admin.register(RowComment)
class RowCommentAdmin(OfRoadmapAdmin):
    list_display = ["__str__", "country", "row_label", "created_by", "settled_at"]
    list_filter = ["roadmap__state"]
    list_select_related = [*OfRoadmapAdmin.list_select_related, "created_by"]
    search_fields = [*ROADMAP_SEARCH, "text", "row_label"]
    fields = ["roadmap", "row_label", "text", "settled_at", "settled_by", *TRAIL]


@admin.register(RoadmapExport)
class RoadmapExportAdmin(OfRoadmapAdmin):
    """Who took the rows away and when; the rows stand in the file."""

    list_display = ["token", "country", "roadmap", "created_by", "created_at", "page"]
    list_select_related = [*OfRoadmapAdmin.list_select_related, "created_by"]
    search_fields = ROADMAP_SEARCH
    fields = ["roadmap", "token", *TRAIL]


@admin.register(RoadmapImport)
class RoadmapImportAdmin(OfRoadmapAdmin):
    """Who brought which table, and what became of it."""

    list_display = ["name", "country", "origin", "state", "created_by", "applied_at"]
    list_filter = ["origin", "state"]
    list_select_related = [*OfRoadmapAdmin.list_select_related, "created_by"]
    search_fields = [*ROADMAP_SEARCH, "name"]
    fields = [
        *("roadmap", "name", "origin", "state", "export", "applied_by", "applied_at"),
        *("undone_at", *TRAIL),
    ]
