"""Workshops and what is on record around them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline, RecordAdmin
from pathfinders import rules
from pathfinders.admin.base import (
    COUNTRY_SEARCH,
    TRAIL,
    WORKSHOP_SEARCH,
    DatedStaleCheckForm,
    link,
)
from pathfinders.models import (
    Lesson,
    Participant,
    PreparationTask,
    ProgrammeItem,
    ReportPart,
    Workshop,
    WorkshopParticipants,
    WorkshopReport,
)


class WorkshopParticipantsInline(admin.TabularInline):
    model = WorkshopParticipants
    extra = 1

    def has_view_permission(self, request, obj=None):
        return rules.may_run_path(request.user)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request, obj):
        return rules.may_run_path(request.user)


@admin.register(Workshop)
class WorkshopAdmin(RecordAdmin):
    form = DatedStaleCheckForm
    list_display = ["host_name", "when", "place", "participants_total", "title"]
    list_filter = ["precision"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "host", "title", "place"]
    autocomplete_fields = ["pathfinder"]
    fields = [
        *("pathfinder", "host", "title", "when", "until", "place"),
        *("participants_total", "participants_text", "outputs", "source"),
        *("source_url", "note", "conflict", "version", *TRAIL),
    ]
    readonly_fields = TRAIL
    inlines = [WorkshopParticipantsInline]


class OfWorkshopAdmin(ReadOnlyAdmin):
    """A record of a workshop: written on the pages of the workshop."""

    list_select_related = ["workshop__pathfinder__country"]

    @admin.display(description=_("page"))
    def page(self, record):
        return link(record.workshop.get_absolute_url())


@admin.register(PreparationTask)
class PreparationTaskAdmin(OfWorkshopAdmin):
    list_display = ["title", "workshop", "kind", "due_on", "done_on", "page"]
    list_filter = ["kind"]
    search_fields = [*WORKSHOP_SEARCH, "title", "responsible"]
    fields = [
        *("workshop", "kind", "title", "responsible", "due_on", "done_on", "note"),
    ]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(OfWorkshopAdmin):
    list_display = ["title", "workshop", "block", "on", "starts_at", "page"]
    list_filter = ["block"]
    search_fields = [*WORKSHOP_SEARCH, "title", "lead"]
    fields = ["workshop", "block", "on", "starts_at", "ends_at", "title", "lead"]


@admin.register(Participant)
class ParticipantAdmin(OfWorkshopAdmin):
    """Names are personal data: the secretariat looks them up, and nobody else here."""

    list_display = ["name", "workshop", "group", "organization", "is_remote", "page"]
    list_filter = ["group", "is_remote"]
    search_fields = [*WORKSHOP_SEARCH, "name", "organization"]
    fields = ["workshop", "name", "post", "organization", "group", "email", "is_remote"]


@admin.register(Lesson)
class LessonAdmin(OfWorkshopAdmin):
    list_display = ["__str__", "workshop", "is_public", "page"]
    list_filter = ["is_public"]
    search_fields = [*WORKSHOP_SEARCH, "text"]
    fields = ["workshop", "text", "topics", "is_public", *TRAIL]


class ReportPartInline(ReadOnlyInline):
    model = ReportPart
    fields = ["kind", "title", "text"]


@admin.register(WorkshopReport)
class WorkshopReportAdmin(OfWorkshopAdmin):
    """Reports are written and published on their own page, and then stay."""

    list_display = ["title", "workshop", "state", "language", "published_at", "page"]
    list_filter = ["state", "language"]
    search_fields = [*WORKSHOP_SEARCH, "title"]
    fields = [
        *("workshop", "title", "state", "language", "roadmap", "published_at", "pdf"),
        *TRAIL,
    ]
    inlines = [ReportPartInline]
