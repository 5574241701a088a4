"""Constituencies, seats, terms and offices, for history and for corrections.

A handover of today is recorded on the page of the seat or the office.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.audit import record
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
from meetings.seats import refuse_move, refuse_standing
from pathfinders.admin.base import SOURCED, TRAIL, link

DATES = ("term", "starts_on", "ends_on")
TERM = [
    *("starts_on", "start_precision", "mandate_ends_on", "mandate_precision"),
    *("ends_on", "decision_reference"),
]


class TrailAdmin(RecordAdmin):
    """Leaves an entry in the trail, with what was stored before and what is now."""

    added, changed = "", ""

    def save_model(self, request, obj, form, change):
        stored = type(obj).objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        record(
            self.changed if change else self.added,
            obj,
            by=request.user,
            was=self.in_words(stored) if stored else "",
            now=self.in_words(obj),
        )

    def in_words(self, obj) -> str:
        return str(obj)


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
class ConstituencyAdmin(TrailAdmin):
    added = changed = "constituency.saved"
    form = StaleCheckForm
    list_display = ["name", "position", "term_months", "only_pathfinders"]
    search_fields = ["name"]
    inlines = [SeatInline]
    readonly_fields = TRAIL
    fields = [
        *("name", "slug", "position", "partner_types", "only_pathfinders"),
        *("rotation_scheme", "term_months", *SOURCED, "version", *TRAIL),
    ]


class ActingForm(StaleCheckForm):
    """A form that knows who fills it in; what a rule refuses stands at its field."""

    actor: User | None = None

    def hold(self, name: str, verb) -> None:
        try:
            verb()
        except Blocked as refusal:
            self.add_error(name, list(refusal.reasons))


class ActingAdmin(TrailAdmin):
    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.actor = request.user
        return form


class PeriodAdmin(ActingAdmin):
    """Days stand first: they are kept when the words are too long for the trail."""

    def in_words(self, obj) -> str:
        days = (obj.starts_on, obj.ends_on)
        first, end = (day.isoformat() if day else "…" for day in days)
        return f"{first} – {end}: {self.named(obj)}"

    def named(self, obj) -> str:
        return str(obj)


class SeatRecordForm(ActingForm):
    """Another standing changes what the people of a seat may do."""

    def clean(self):
        cleaned = super().clean()
        seat = Seat.objects.filter(pk=self.instance.pk).first()
        if seat and "standing" in cleaned:
            standing = cleaned["standing"]
            self.hold(
                "standing", lambda: refuse_standing(seat, standing, by=self.actor)
            )
        return cleaned


@admin.register(Seat)
class SeatAdmin(ActingAdmin):
    added = changed = "seat.saved"
    form = SeatRecordForm
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


class TermRecordForm(ActingForm):
    """A term that moves to a seat of another standing takes its people with it."""

    def clean(self):
        cleaned = super().clean()
        term, seat = self.instance, cleaned.get("seat")
        if term.pk and seat and "seat" in self.changed_data:
            self.hold("seat", lambda: refuse_move(term, seat, by=self.actor))
        return cleaned


@admin.register(SeatTerm)
class SeatTermAdmin(PeriodAdmin):
    """Past terms and corrections; the people of a term stand on its page."""

    added, changed = "seat.term_added", "seat.term_changed"
    form = TermRecordForm
    list_display = ["seat", "holder", "starts_on", "mandate_ends_on", "ends_on"]
    list_filter = ["seat__constituency", "end_reason"]
    list_select_related = ["seat__constituency", "holder"]
    search_fields = ["seat__label", "holder__name"]
    autocomplete_fields = ["seat", "holder"]
    inlines = [RepresentativeInline]
    readonly_fields = TRAIL
    fields = ["seat", "holder", *TERM, "end_reason", *SOURCED, "version", *TRAIL]

    def named(self, term) -> str:
        return f"{term.holder}, {term.seat}"


class PlaceRecordForm(ActingForm):
    """Only an administrator, and never oneself, gives an account rights by a place."""

    def clean(self):
        cleaned = super().clean()
        if self._gives_rights(cleaned):
            person = cleaned.get("person")
            self.hold("person", lambda: refuse_place(person, by=self.actor))
        return cleaned

    def _gives_rights(self, cleaned) -> bool:
        is_same = not {"person", "role", "office", *DATES} & set(self.changed_data)
        if is_same or cleaned.get("office") == Office.DEPUTY_CHAIR:
            return False
        return cleaned.get("role") != RepresentativeRole.COPY


class PlaceAdmin(PeriodAdmin):
    form = PlaceRecordForm


@admin.register(SeatRepresentative)
class SeatRepresentativeAdmin(PlaceAdmin):
    added, changed = "seat.representative_added", "seat.representative_changed"
    list_display = ["person", "term", "role", "starts_on", "ends_on"]
    list_filter = ["role", "term__seat__constituency"]
    list_select_related = ["person", "term__seat__constituency", "term__holder"]
    search_fields = ["person__name", "term__holder__name"]
    autocomplete_fields = ["term", "person"]
    readonly_fields = TRAIL
    fields = ["term", "person", "role", "starts_on", "ends_on", "version", *TRAIL]

    def named(self, representative) -> str:
        return f"{representative}, {representative.term.holder}"


@admin.register(OfficeTerm)
class OfficeTermAdmin(PlaceAdmin):
    added, changed = "office.term_added", "office.term_changed"
    list_display = ["office", "holder", "person", "starts_on", "ends_on"]
    list_filter = ["office"]
    list_select_related = ["holder", "person"]
    search_fields = ["holder__name", "person__name"]
    autocomplete_fields = ["holder", "person"]
    readonly_fields = TRAIL
    fields = ["office", "holder", "person", *TERM, *SOURCED, "version", *TRAIL]

    def named(self, term) -> str:
        return f"{term}, {term.person}" if term.person else str(term)
