"""Roles of people in the system."""

from django.contrib import admin

from alliance87.core.audit import record
from alliance87.core.record_admin import RecordAdmin
from alliance87.partners import rules
from alliance87.partners.forms.accounts import RoleAssignmentForm
from alliance87.partners.models import RoleAssignment


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
