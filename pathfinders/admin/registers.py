"""Registers of a country, for looking up: they are corrected on their own pages."""

from django import forms
from django.contrib import admin

from alliance87.core.audit import record
from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline, RecordAdmin
from pathfinders import rules
from pathfinders.admin.base import COUNTRY_SEARCH, DATED, SOURCED, TRAIL
from pathfinders.enums import Theme
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    Instrument,
    NationalReview,
    Ratification,
    SupervisoryCase,
    SupportGiven,
)


class RegisterAdmin(ReadOnlyAdmin):
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "source"]


class FollowUpInline(ReadOnlyInline):
    model = CommitmentFollowUp
    fields = ["text", "on", "document", "source"]


@admin.register(Commitment)
class CommitmentAdmin(RegisterAdmin):
    list_display = ["pathfinder", "kind", "when", "text", "source"]
    list_filter = ["kind"]
    search_fields = [*RegisterAdmin.search_fields, "text"]
    fields = ["pathfinder", "kind", "text", *DATED, *SOURCED, *TRAIL]
    inlines = [FollowUpInline]


@admin.register(SupportGiven)
class SupportGivenAdmin(RegisterAdmin):
    list_display = ["title", "pathfinder", "kind", "level", "when", "source"]
    list_filter = ["kind", "level"]
    search_fields = [*RegisterAdmin.search_fields, "title"]
    fields = [
        *("pathfinder", "kind", "level", "title", "description", "action_group"),
        *("document", *DATED, *SOURCED, *TRAIL),
    ]


@admin.register(Ratification)
class RatificationAdmin(RegisterAdmin):
    list_display = ["instrument", "pathfinder", "status", "when", "source"]
    list_filter = ["status", "instrument"]
    list_select_related = ["pathfinder__country", "instrument"]
    search_fields = [*RegisterAdmin.search_fields, "instrument__code"]
    fields = [
        *("pathfinder", "instrument", "status", "in_force_on", "minimum_age"),
        *(*DATED, *SOURCED, *TRAIL),
    ]


@admin.register(CoordinationBody)
class CoordinationBodyAdmin(RegisterAdmin):
    list_display = ["name", "pathfinder", "parent", "chair", "rhythm", "source"]
    list_filter = ["rhythm"]
    list_select_related = ["pathfinder__country", "parent"]
    search_fields = [*RegisterAdmin.search_fields, "name", "chair"]
    fields = [
        *("pathfinder", "parent", "name", "chair", "members", "mandate", "rhythm"),
        *("rhythm_text", "starts_on", "ends_on", *SOURCED, *TRAIL),
    ]


@admin.register(SupervisoryCase)
class SupervisoryCaseAdmin(RegisterAdmin):
    list_display = ["title", "pathfinder", "kind", "year", "instrument", "source"]
    list_filter = ["kind"]
    list_select_related = ["pathfinder__country", "instrument"]
    search_fields = [*RegisterAdmin.search_fields, "title"]
    fields = [
        *("pathfinder", "kind", "instrument", "year", "title", *SOURCED, *TRAIL),
    ]


@admin.register(NationalReview)
class NationalReviewAdmin(RegisterAdmin):
    list_display = ["pathfinder", "year", "reported", "source"]
    list_filter = ["year"]
    fields = ["pathfinder", "year", "reported", "support_asked", *SOURCED, *TRAIL]


# --- Reference data -------------------------------------------------------------------


class InstrumentForm(forms.ModelForm):
    themes = forms.MultipleChoiceField(
        label=Instrument._meta.get_field("themes").verbose_name,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )


@admin.register(Instrument)
class InstrumentAdmin(RecordAdmin):
    """Reference data for all countries: an administrator keeps it."""

    form = InstrumentForm
    list_display = ["code", "name_en", "adopted_on", "in_force_on", "is_priority"]
    list_filter = ["is_priority", "is_ratifiable"]
    search_fields = ["code", "name_en", "name_fr", "name_es"]
    fields = [
        *("code", "name_en", "name_fr", "name_es", "themes", "adopted_on"),
        *("in_force_on", "is_priority", "is_ratifiable", "position"),
    ]

    def has_add_permission(self, request):
        return rules.may_override(request.user)

    def has_change_permission(self, request, obj=None):
        return rules.may_override(request.user)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        verb = "instrument.changed" if change else "instrument.added"
        record(verb, obj, by=request.user)
