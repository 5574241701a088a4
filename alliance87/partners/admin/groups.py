"""Action groups, their work plans and their needs; states and roles have pages."""

from django.contrib import admin

from alliance87.core.record_admin import (
    ReadOnlyAdmin,
    ReadOnlyInline,
    RecordAdmin,
    StaleCheckForm,
)
from alliance87.partners.models import (
    ActionGroup,
    GroupMembership,
    GroupRole,
    GroupStateChange,
    Output,
    OutputUpdate,
    ResourceNeed,
    WorkPlan,
)


class StateChangeInline(ReadOnlyInline):
    model = GroupStateChange
    fields = ["was", "now", "on", "precision", "reason", "decision_reference", "by"]


class RoleInline(ReadOnlyInline):
    model = GroupRole
    fields = ["role", "partner", "person", "starts_on", "ends_on", "source"]


class MembershipInline(ReadOnlyInline):
    model = GroupMembership
    fields = ["partner", "contact", "joined_on", "left_on"]


@admin.register(ActionGroup)
class ActionGroupAdmin(RecordAdmin):
    """The address stays as it was made: links elsewhere lead to it."""

    form = StaleCheckForm
    list_display = ["name", "kind", "state", "parent", "lead"]
    list_filter = ["state", "kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["parent"]
    readonly_fields = ["state", "slug"]
    inlines = [StateChangeInline, RoleInline, MembershipInline]


class OutputInline(ReadOnlyInline):
    model = Output
    fields = ["objective", "number", "text", "state", "progress", "is_accepted"]


@admin.register(WorkPlan)
class WorkPlanAdmin(ReadOnlyAdmin):
    list_display = ["group", "starts_on", "ends_on", "state", "adopted_on"]
    list_filter = ["state"]
    list_select_related = ["group"]
    search_fields = ["group__name"]
    inlines = [OutputInline]


class OutputUpdateInline(ReadOnlyInline):
    model = OutputUpdate
    fields = ["on", "state", "progress", "note", "by"]


@admin.register(Output)
class OutputAdmin(ReadOnlyAdmin):
    list_display = ["plan", "objective", "number", "state", "progress", "is_accepted"]
    list_filter = ["state", "is_accepted"]
    list_select_related = ["plan__group", "objective"]
    search_fields = ["text", "plan__group__name"]
    inlines = [OutputUpdateInline]


@admin.register(ResourceNeed)
class ResourceNeedAdmin(ReadOnlyAdmin):
    list_display = ["group", "what", "amount", "currency", "state", "raised_on"]
    list_filter = ["state"]
    list_select_related = ["group"]
    search_fields = ["what", "group__name"]
