"""Partners, their people and their networks, as the records desk keeps them."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alliance87.core.exceptions import Blocked
from alliance87.core.models import User
from alliance87.core.record_admin import ReadOnlyAdmin, RecordAdmin, StaleCheckForm
from alliance87.partners.accounts import refuse_place
from alliance87.partners.enums import Focus, SpokenLanguage
from alliance87.partners.forms.tags import TagsField
from alliance87.partners.models import (
    EngagementStep,
    JourneyStage,
    Network,
    NetworkMembership,
    Partner,
    Person,
)

SOURCED = ["source", "source_url", "note", "conflict"]


class PartnerRecordForm(StaleCheckForm):
    focus = TagsField(label=_("Works on"), choices=Focus.choices)


class PersonRecordForm(StaleCheckForm):
    """An account is linked on the page of the contact."""

    actor: User | None = None
    languages = TagsField(label=_("Languages"), choices=SpokenLanguage.choices)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_active") and not self.initial.get("is_active", True):
            try:
                refuse_place(self.instance, by=self.actor)
            except Blocked as refusal:
                self.add_error("is_active", list(refusal.reasons))
        return cleaned


@admin.register(Partner)
class PartnerAdmin(RecordAdmin):
    """A partner that leaves does so on its page, with the reason."""

    form = PartnerRecordForm
    list_display = [
        *("name", "short_name", "kind", "subtype", "country", "joined_on", "left_on"),
        "page",
    ]
    list_filter = ["kind", "subtype", "is_example"]
    list_select_related = ["country"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["country", "parent"]
    fields = [
        *("name", "short_name", "kind", "subtype", "country", "parent", "focus"),
        *("summary", "website", "applied_on", "joined_on", "joined_precision"),
        *("left_on", "left_reason", "is_example", *SOURCED, "version"),
    ]
    readonly_fields = ["left_on", "left_reason"]

    @admin.display(description=_("page"))
    def page(self, partner):
        url = partner.get_absolute_url()
        return format_html('<a href="{}">{}</a>', url, _("Open the page"))


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    form = PersonRecordForm
    list_display = ["name", "post", "organization", "country", "is_active", "user"]
    list_filter = ["is_active", "on_mailing_list"]
    list_select_related = ["organization", "country", "user"]
    readonly_fields = ["user"]
    search_fields = ["name", "post", "organization__name"]
    autocomplete_fields = ["organization", "country"]
    fields = [
        *("honorific", "name", "post", "organization", "country", "email", "phone"),
        *("languages", "is_active", "on_mailing_list", "user", "version"),
    ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.actor = request.user
        return form


@admin.register(Network)
class NetworkAdmin(RecordAdmin):
    form = StaleCheckForm
    list_display = ["name", "short_name", "kind", "convener"]
    list_filter = ["kind"]
    list_select_related = ["convener"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["convener"]
    fields = [
        *("kind", "name", "short_name", "convener", "summary", "relation"),
        *("website", *SOURCED, "version"),
    ]


@admin.register(NetworkMembership)
class NetworkMembershipAdmin(RecordAdmin):
    list_display = ["partner", "network", "joined_on", "left_on"]
    list_filter = ["network"]
    list_select_related = ["partner", "network"]
    search_fields = ["partner__name", "network__name"]
    autocomplete_fields = ["partner", "network"]


@admin.register(JourneyStage)
class JourneyStageAdmin(RecordAdmin):
    list_display = ["title", "kind", "position"]
    list_filter = ["kind"]
    search_fields = ["title"]


@admin.register(EngagementStep)
class EngagementStepAdmin(ReadOnlyAdmin):
    """Steps are recorded on the partner’s page."""

    list_display = ["partner", "stage", "when", "next_step", "next_due_on"]
    list_filter = ["stage__kind"]
    list_select_related = ["partner", "stage"]
    search_fields = ["partner__name", "next_step"]
    fields = [
        *("partner", "stage", "on", "until", "precision", "next_step", "next_due_on"),
        *("next_done_on", "responsible", "note", "created_by", "created_at"),
        "changed_at",
    ]
