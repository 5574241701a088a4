from django.contrib import admin

from alliance87.core.audit import record
from alliance87.core.record_admin import RecordAdmin
from alliance87.partners import rules
from alliance87.partners.forms import RoleAssignmentForm
from alliance87.partners.models import ActionGroup, Partner, Person, RoleAssignment


@admin.register(Partner)
class PartnerAdmin(RecordAdmin):
    list_display = ["name", "short_name", "kind", "country", "joined_on", "left_on"]
    list_filter = ["kind"]
    list_select_related = ["country"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["country"]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    list_display = ["name", "post", "organization", "country"]
    list_select_related = ["organization", "country"]
    search_fields = ["name", "post", "organization__name"]
    autocomplete_fields = ["organization", "country"]
    exclude = ["user"]


@admin.register(ActionGroup)
class ActionGroupAdmin(RecordAdmin):
    list_display = ["name", "state", "lead"]
    list_filter = ["state"]
    search_fields = ["name", "short_name"]


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(RecordAdmin):
    """Roles have dates: end one instead of deleting it."""

    form = RoleAssignmentForm
    list_display = [
        *("user", "role", "country", "group", "starts_on", "ends_on", "is_deputy"),
    ]
    list_filter = ["role", "is_deputy"]
    list_select_related = ["user", "country", "group"]
    search_fields = ["user__name", "user__email", "country__name_en"]
    autocomplete_fields = ["user", "country", "group"]

    def has_view_permission(self, request, obj=None):
        return rules.may_invite(request.user)

    def has_add_permission(self, request):
        return rules.may_invite(request.user)

    def has_change_permission(self, request, obj=None):
        return rules.may_invite(request.user)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        verb = "role.changed" if change else "role.given"
        record(verb, obj.user, by=request.user, country=obj.country, now=str(obj))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.actor = request.user
        return form
