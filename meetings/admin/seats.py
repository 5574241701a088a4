"""Constituencies, seats, terms and offices, for history and for corrections.

A handover of today is recorded on the page of the seat or the office.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.exceptions import Blocked
from alliance87.core.models import User
from alliance87.core.record_admin import (
    ReadOnlyInline,
    RecordAdmin,
    StaleCheckForm,
)
from alliance87.partners.accounts import refuse_place
from meetings.enums import Office, RepresentativeRole
from meetings.models import (
    Constituency,
    OfficeTerm,
    Seat,
    SeatRepresentative,
    SeatTerm,
)
from pathfinders.admin.base import SOURCED, TRAIL, link

DATES = ("term", "starts_on", "ends_on")
TERM = [
    *("starts_on", "start_precision", "mandate_ends_on", "mandate_precision"),
    *("ends_on", "decision_reference"),
]


class SeatInline(ReadOnlyInline):
    model = Seat
    fields = ["label", "standing", "theme", "region", "created_on", "abolished_on"]


class TermInline(ReadOnlyInline):
    model = SeatTerm
    fields = ["holder", "starts_on", "mandate_ends_on", "ends_on", "end_reason"]


class RepresentativeInline(ReadOnlyInline):
    model = SeatRepresentative
    fields = ["person", "role", "starts_on", "ends_on"]


@admin.register(Constituency)
class ConstituencyAdmin(RecordAdmin):
    form = StaleCheckForm
    list_display = ["name", "position", "term_months", "only_pathfinders"]
    search_fields = ["name"]
    inlines = [SeatInline]
    readonly_fields = TRAIL
    fields = [
        *("name", "slug", "position", "partner_types", "only_pathfinders"),
        *("rotation_scheme", "term_months", *SOURCED, "version", *TRAIL),
    ]


@admin.register(Seat)
class SeatAdmin(RecordAdmin):
    form = StaleCheckForm
    list_display = ["label", "constituency", "standing", "theme", "region", "page"]
    list_filter = ["constituency", "standing", "theme", "region", "rotates"]
    list_select_related = ["constituency"]
    search_fields = ["label", "constituency__name"]
    inlines = [TermInline]
    readonly_fields = TRAIL
    fields = [
        *("constituency", "label", "position", "standing", "theme", "region"),
        *("rotates", "created_on", "abolished_on", *SOURCED, "version", *TRAIL),
    ]

    @admin.display(description=_("page"))
    def page(self, seat):
        return link(seat.get_absolute_url(), _("Open the seat"))


@admin.register(SeatTerm)
class SeatTermAdmin(RecordAdmin):
    """Past terms and corrections; the people of a term stand on its page."""

    form = StaleCheckForm
    list_display = ["seat", "holder", "starts_on", "mandate_ends_on", "ends_on"]
    list_filter = ["seat__constituency", "end_reason"]
    list_select_related = ["seat__constituency", "holder"]
    search_fields = ["seat__label", "holder__name"]
    autocomplete_fields = ["seat", "holder"]
    inlines = [RepresentativeInline]
    readonly_fields = TRAIL
    fields = ["seat", "holder", *TERM, "end_reason", *SOURCED, "version", *TRAIL]


class PlaceRecordForm(StaleCheckForm):
    """Only an administrator, and never oneself, gives an account rights by a place."""

    actor: User | None = None

    def clean(self):
        cleaned = super().clean()
        if self._gives_rights(cleaned):
            try:
                refuse_place(cleaned.get("person"), by=self.actor)
            except Blocked as refusal:
                self.add_error("person", list(refusal.reasons))
        return cleaned

    def _gives_rights(self, cleaned) -> bool:
        is_same = not {"person", "role", "office", *DATES} & set(self.changed_data)
        if is_same or cleaned.get("office") == Office.DEPUTY_CHAIR:
            return False
        return cleaned.get("role") != RepresentativeRole.COPY


class PlaceAdmin(RecordAdmin):
    form = PlaceRecordForm

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.actor = request.user
        return form


@admin.register(SeatRepresentative)
class SeatRepresentativeAdmin(PlaceAdmin):
    list_display = ["person", "term", "role", "starts_on", "ends_on"]
    list_filter = ["role", "term__seat__constituency"]
    list_select_related = ["person", "term__seat__constituency", "term__holder"]
    search_fields = ["person__name", "term__holder__name"]
    autocomplete_fields = ["term", "person"]
    readonly_fields = TRAIL
    fields = ["term", "person", "role", "starts_on", "ends_on", "version", *TRAIL]


@admin.register(OfficeTerm)
class OfficeTermAdmin(PlaceAdmin):
    list_display = ["office", "holder", "person", "starts_on", "ends_on"]
    list_filter = ["office"]
    list_select_related = ["holder", "person"]
    search_fields = ["holder__name", "person__name"]
    autocomplete_fields = ["holder", "person"]
    readonly_fields = TRAIL
    fields = ["office", "holder", "person", *TERM, *SOURCED, "version", *TRAIL]
