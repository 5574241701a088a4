"""Countries on the path, their steps, people and letters."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import (
    ReadOnlyAdmin,
    ReadOnlyInline,
    RecordAdmin,
    StaleCheckForm,
)
from pathfinders import rules
from pathfinders.admin.base import COUNTRY_SEARCH, TRAIL, DatedStaleCheckForm, link
from pathfinders.enums import LetterState
from pathfinders.models import (
    Appointment,
    ExpressionOfInterest,
    Letter,
    Milestone,
    Pathfinder,
    Profile,
    StatusEvent,
    StepExemption,
)
from pathfinders.profiles import TEXTS, save_profile
from pathfinders.selectors.decisions import BY_HAND


class StatusEventInline(ReadOnlyInline):
    model = StatusEvent
    fields = ["was", "now", "on", "decision_reference", "reason", "decided_by"]


@admin.register(Pathfinder)
class PathfinderAdmin(RecordAdmin):
    """Status and procedure change on the country's desk, by their verbs."""

    form = StaleCheckForm
    may_add = False
    list_display = ["country", "status", "procedure", "entered_on", "is_public", "desk"]
    list_filter = ["status", "procedure", "is_public", "country__region"]
    list_select_related = ["country"]
    search_fields = ["country__name_en", "country__name_fr", "country__iso3"]
    fields = [
        *("country", "status", "procedure", "procedure_reason", "entered_on"),
        *("is_public", "coordination_body", "internal_notes", "version", *TRAIL),
    ]
    readonly_fields = [
        *("country", "status", "procedure", "procedure_reason", "entered_on", *TRAIL),
    ]
    inlines = [StatusEventInline]

    @admin.display(description=_("desk"))
    def desk(self, pathfinder):
        return link(pathfinder.get_desk_url(), _("Open the desk"))


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    """Steps that follow from a decision come from its verb, here as everywhere."""

    form = DatedStaleCheckForm
    list_display = ["pathfinder", "kind", "when", "statement", "source", "is_public"]
    list_filter = ["kind", "is_public", "precision"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "statement", "source"]
    autocomplete_fields = ["pathfinder", "document"]
    fields = [
        *("pathfinder", "kind", "when", "until", "statement", "meeting", "document"),
        *("source", "source_url", "note", "conflict", "is_public", "version", *TRAIL),
    ]
    readonly_fields = TRAIL

    def get_readonly_fields(self, request, obj=None):
        """A record stays with its country and its step."""
        return [*TRAIL, "pathfinder", "kind"] if obj else TRAIL

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["choices"] = BY_HAND
        return super().formfield_for_choice_field(db_field, request, **kwargs)


@admin.register(ExpressionOfInterest)
class ExpressionOfInterestAdmin(RecordAdmin):
    form = DatedStaleCheckForm
    may_add = False
    list_display = ["pathfinder", "state", "when", "minister", "received_on"]
    list_filter = ["state", "addressee"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "minister", "ministry"]
    fields = [
        *("pathfinder", "state", "when", "until", "minister", "signed_by_minister"),
        *("ministry", "addressee", "text", "senior_official", "senior_official_post"),
        *("scan", "received_on", "acknowledged_on", "source", "source_url", "note"),
        *("conflict", "submitted_by", "return_comment", "version", *TRAIL),
    ]
    readonly_fields = [
        *("pathfinder", "state", "scan", "submitted_by", "return_comment", *TRAIL),
    ]

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rules.may_edit_eoi(request.user, obj))


@admin.register(Appointment)
class AppointmentAdmin(RecordAdmin):
    form = StaleCheckForm
    list_display = ["person", "kind", "pathfinder", "ministry", "starts_on", "ends_on"]
    list_filter = ["kind"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "person", "post", "ministry"]
    autocomplete_fields = ["pathfinder"]
    fields = [
        *("pathfinder", "kind", "person", "post", "ministry", "email", "starts_on"),
        *("ends_on", "source", "source_url", "note", "conflict", "version", *TRAIL),
    ]
    readonly_fields = TRAIL


@admin.register(Letter)
class LetterAdmin(RecordAdmin):
    form = StaleCheckForm
    may_add = False
    list_display = ["number", "kind", "pathfinder", "state", "dated_on", "sent_on"]
    list_filter = ["kind", "state"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "number", "recipient", "signatory"]
    fields = [
        *("pathfinder", "kind", "state", "number", "dated_on", "language"),
        *("recipient", "recipient_post", "signatory", "signatory_post", "body"),
        *("signed_scan", "sent_on", "version", *TRAIL),
    ]
    readonly_fields = ["pathfinder", "kind", "state", "signed_scan", "sent_on", *TRAIL]

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.state == LetterState.DRAFT)


@admin.register(Profile)
class ProfileAdmin(RecordAdmin):
    form = StaleCheckForm
    list_display = ["pathfinder", "language", "standing_words", "changed_at"]
    list_filter = ["language"]
    list_select_related = ["pathfinder__country", "original__pathfinder__country"]
    search_fields = COUNTRY_SEARCH
    autocomplete_fields = ["pathfinder"]
    fields = [
        *("pathfinder", "language", "original", "standing_words", *TEXTS),
        *("source", "source_url", "note", "conflict", "version", *TRAIL),
    ]
    readonly_fields = ["original", "standing_words", *TRAIL]

    def get_readonly_fields(self, request, obj=None):
        """Keep country and language: translations name the profile they are of."""
        kept = ["pathfinder", "language"] if obj else []
        return [*kept, *super().get_readonly_fields(request, obj)]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        expected = form.cleaned_data["version"] if change else 0
        save_profile(obj, expected=expected, by=request.user)


@admin.register(StepExemption)
class StepExemptionAdmin(ReadOnlyAdmin):
    """Marked on the country's desk; an administrator may take the mark away."""

    list_display = ["pathfinder", "kind", "reason", "created_by"]
    list_filter = ["kind"]
    list_select_related = ["pathfinder__country", "created_by"]
    search_fields = COUNTRY_SEARCH

    def has_delete_permission(self, request, obj=None):
        return rules.may_override(request.user)


@admin.register(StatusEvent)
class StatusEventAdmin(ReadOnlyAdmin):
    list_display = ["pathfinder", "was", "now", "on", "decision_reference", "reason"]
    list_filter = ["now"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "decision_reference", "reason"]
