"""The base of every page in the records desk: who may, and no lost edits."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponseRedirect

from alliance87.core.exceptions import StaleVersion
from alliance87.core.forms import VersionedModelForm
from alliance87.core.models.base import STALE, Versioned
from alliance87.core.rules import may_enter_admin

VERSION = "version"
SCRIPTS = (
    *("vendor/jquery/jquery.min", "jquery.init", "core"),
    *("admin/RelatedObjectLookups", "actions"),
)


class RecordAdmin(admin.ModelAdmin):
    """A record the secretariat keeps. Nothing is deleted; states are read-only.

    Subclasses say `may_add` and `may_change`; reading is open to the secretariat.
    """

    may_add = True
    may_change = True
    show_full_result_count = False
    list_per_page = 50
    save_on_top = True
    view_on_site = False

    @property
    def media(self):
        """Leave out what fills one field from another: no form here does.

        It would be half of what the scripts of the desk weigh.
        """
        return forms.Media(js=[f"admin/js/{name}.js" for name in SCRIPTS])

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return may_enter_admin(request.user)

    def has_add_permission(self, request):
        return self.may_add and may_enter_admin(request.user)

    def has_change_permission(self, request, obj=None):
        return self.may_change and may_enter_admin(request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request):
        """Allow the list's own filters, and no question about another column."""
        filters = (f[0] if isinstance(f, tuple) else f for f in self.list_filter)
        own = [*filters, self.date_hierarchy]
        is_own = any(f"{lookup}__".startswith(f"{name}__") for name in own if name)
        return is_own and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        """Answer 400 to values that no column can hold, instead of failing on them."""
        try:
            return super().changelist_view(request, extra_context)
        except (ValueError, OverflowError) as error:
            raise SuspiciousOperation("A filter cannot be read.") from error

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return fields
        return [name for name in fields if name != VERSION]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Leave the version to the form, which declares it: no model field to edit."""
        if kwargs.get("fields"):
            kwargs["fields"] = [name for name in kwargs["fields"] if name != VERSION]
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change and hasattr(obj, "created_by_id"):
            obj.created_by = request.user
        if change and isinstance(obj, Versioned):
            obj.save_checked(expected=form.cleaned_data["version"])
        else:
            super().save_model(request, obj, form, change)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except StaleVersion as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())


class ReadOnlyAdmin(RecordAdmin):
    """A record that only verbs write: shown, searched, never edited here."""

    may_add = False
    may_change = False


class ReadOnlyInline(admin.TabularInline):
    """Rows of a record, for reading."""

    extra = 0
    can_delete = False
    show_change_link = False

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_view_permission(self, request, obj=None):
        return may_enter_admin(request.user)

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class StaleCheckForm(VersionedModelForm):
    """Refuse a save in the records desk when somebody else saved first."""

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "version" in cleaned:
            stored = type(self.instance)._default_manager.filter(pk=self.instance.pk)
            if not stored.filter(version=cleaned["version"]).exists():
                self.add_error(None, STALE)
        return cleaned
