from django.contrib import admin

from alliance87.core import rules
from alliance87.core.audit import record
from alliance87.core.jobs.files import NO_AUDIENCE
from alliance87.core.models import (
    AuditEvent,
    Country,
    Document,
    DocumentVersion,
    Job,
    Mail,
    PlannedPublication,
    User,
)
from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline, RecordAdmin


@admin.register(User)
class UserAdmin(RecordAdmin):
    """Accounts come from an invitation; rights from dated roles."""

    may_add = False
    list_display = ["name", "email", "language", "is_active", "last_login"]
    list_filter = ["is_active", "language"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "language", "is_active", "last_login", "created_at"]
    readonly_fields = ["last_login", "created_at"]

    def get_readonly_fields(self, request, obj=None):
        """Nobody closes the own account: so an administrator always remains."""
        if obj == request.user:
            return [*self.readonly_fields, "is_active"]
        return self.readonly_fields

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data:
            verb = "user.opened" if obj.is_active else "user.closed"
            record(verb, obj, by=request.user)

    def has_view_permission(self, request, obj=None):
        return rules.may_manage_users(request.user)

    def has_change_permission(self, request, obj=None):
        return rules.may_manage_users(request.user)


@admin.register(Country)
class CountryAdmin(ReadOnlyAdmin):
    """Reference data: it changes with a new edition of the UN list, not by hand."""

    list_display = ["iso3", "name_en", "name_fr", "name_es", "region", "sub_region"]
    list_filter = ["region", "is_ldc", "is_lldc", "is_sids"]
    search_fields = ["iso3", "iso2", "name_en", "name_fr", "name_es"]


class DocumentVersionInline(ReadOnlyInline):
    model = DocumentVersion
    fields = ["number", "file_name", "content_type", "size", "sha256", "uploaded_at"]


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """Files are added on the pages that use them; what is said of them changes here."""

    may_add = False
    list_display = ["title", "country", "audience", "language", "created_at"]
    list_filter = ["audience", "language"]
    list_select_related = ["country"]
    search_fields = ["title", "country__name_en", "versions__file_name"]
    fields = [
        *("title", "language", "audience", "embargoed_until", "expires_on"),
        *("country", "created_by", "created_at"),
    ]
    readonly_fields = ["country", "created_by", "created_at"]
    inlines = [DocumentVersionInline]

    def get_queryset(self, request):
        """Leave out what a job made: it belongs to who asked, and to nobody else."""
        return super().get_queryset(request).exclude(audience=NO_AUDIENCE)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        was = form.initial.get("audience", "")
        if change and was != obj.audience:
            record(
                "document.audience_changed",
                obj,
                by=request.user,
                country=obj.country,
                was=was,
                now=obj.audience,
            )
        until = form.initial.get("embargoed_until")
        if change and until != obj.embargoed_until:
            record(
                "document.embargo_changed",
                obj,
                by=request.user,
                country=obj.country,
                was=until.isoformat() if until else "",
                now=obj.embargoed_until.isoformat() if obj.embargoed_until else "",
            )


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "by_name", "verb", "target_label", "was", "now", "reason"]
    list_filter = ["verb"]
    search_fields = ["by_name", "target_label", "reason", "request_id"]
    date_hierarchy = "at"

    def has_view_permission(self, request, obj=None):
        return rules.may_read_audit(request.user)


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    """What was sent, what waits, and why."""

    list_display = ["subject", "to", "created_at", "sent_at", "attempts", "error"]
    list_filter = [("sent_at", admin.EmptyFieldListFilter), "attempts", "language"]
    search_fields = ["to", "subject", "key"]
    date_hierarchy = "created_at"

    def has_view_permission(self, request, obj=None):
        return rules.may_read_audit(request.user)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Long work and its end; what it made is read by who asked only."""

    list_display = ["title", "kind", "state", "created_by", "created_at", "ended_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["created_by"]
    search_fields = ["title", "created_by__name"]
    date_hierarchy = "created_at"
    exclude = ["file"]

    def has_view_permission(self, request, obj=None):
        return rules.may_read_audit(request.user)


@admin.register(PlannedPublication)
class PlannedPublicationAdmin(ReadOnlyAdmin):
    """What becomes public at a moment, and what came of it."""

    list_display = ["target_label", "until", "state", "planned_by", "ended_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["planned_by"]
    search_fields = ["target_label", "planned_by__name"]
    date_hierarchy = "until"

    def has_view_permission(self, request, obj=None):
        return rules.may_read_audit(request.user)
