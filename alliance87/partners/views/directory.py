"""The directory of partners, for everybody: list, table, one partner."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.enums import Precision
from alliance87.core.spreadsheets import (
    Column,
    SheetOut,
    csv_response,
    xlsx_response,
)
from alliance87.partners import rules
from alliance87.partners.enums import PartnerState, PartnerType
from alliance87.partners.forms.filters import DirectoryFilters
from alliance87.partners.models import Partner, Person
from alliance87.partners.partner_parts import partner_parts
from alliance87.partners.selectors import directory as reads
from alliance87.partners.selectors import engagement
from alliance87.partners.views.frame import Line, page_of, query_of, way_to

TONES: dict[str, str] = {
    PartnerState.ACTIVE: "good",
    PartnerState.APPLICANT: "todo",
    PartnerState.INACTIVE: "na",
    PartnerState.NAMED: "none",
}


# --- The list -------------------------------------------------------------------------


@login_not_required
@require_safe
def directory(request):
    """Show all partners that the reader may see; `?since=` shows the new ones."""
    filters = filters_of(request)
    chosen = filters.chosen()
    found = reads.narrowed(reads.partners_of(request.user), chosen)
    page = page_of(request, found)
    by_type = {name: value for name, value in chosen.items() if name != "type"}
    counted = reads.narrowed(reads.partners_of(request.user), by_type)
    context = {
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "page": page,
        "rows": [(each, TONES[each.state]) for each in page],
        "types": _types(request, reads.counts_by_type(counted), chosen.get("type")),
        "since": chosen.get("since"),
        "may_edit": rules.may_edit_partners(request.user),
        "may_export": rules.may_export_contacts(request.user),
        "list_url": reverse("partners:directory"),
    }
    return render(request, "partners/directory.html", context)


def filters_of(request) -> DirectoryFilters:
    sees_applicants = rules.may_edit_partners(request.user)
    return DirectoryFilters(request.GET, sees_applicants=sees_applicants)


def _types(request, counts: dict[str, int], chosen: str | None) -> list[Line]:
    """Return a link for each type with how many there are, and one for all."""
    rest, total = query_of(request, "type"), sum(counts.values())
    lines = [
        Line(_("All types"), url=f"?{rest}", count=total, is_current=not chosen),
    ]
    for kind, number in counts.items():
        url = "?" + "&".join(filter(None, (f"type={kind}", rest)))
        label, is_chosen = str(PartnerType(kind).label), kind == chosen
        lines.append(Line(label, url=url, count=number, is_current=is_chosen))
    return lines


# --- The same as a table --------------------------------------------------------------


@login_not_required
@require_safe
def directory_csv(request):
    """Deliver the rows that the filters leave: directory fields, no contacts."""
    header, rows = _table(request)
    return csv_response(_file_name(), header, rows)


@login_not_required
@require_safe
def directory_xlsx(request):
    """Deliver the same rows as a workbook."""
    header, rows = _table(request)
    columns = [
        Column(str(title), 40 if at == 0 else 20) for at, title in enumerate(header)
    ]
    sheet = SheetOut(_("Partners"), columns, rows, frozen=1)
    return xlsx_response(_file_name(), [sheet])


def _file_name() -> str:
    return f"partners-{timezone.localdate():%Y-%m-%d}"


def _table(request) -> tuple[list[str], list[list]]:
    rows = reads.narrowed(reads.partners_of(request.user), filters_of(request).chosen())
    header = [
        *(_("Name"), _("Acronym"), _("Type"), _("Sub-type"), _("Country")),
        *(_("Region"), _("Part of"), _("Works on"), _("State"), _("Joined")),
        *(_("Left"), _("Networks"), _("Groups"), _("Website"), _("What it does")),
        *(_("Source"), _("Example"), _("Page")),
    ]
    return header, [_cells(each, request) for each in reads.with_places(rows)]


def _cells(partner: Partner, request) -> list:
    country = partner.country
    parent = reads.shown_to(request.user, partner.parent)
    return [
        *(partner.name, partner.short_name, partner.get_kind_display()),
        partner.get_subtype_display(),
        country.name if country else None,
        country.get_region_display() if country else None,
        str(parent) if parent else None,
        ", ".join(partner.focus_words),
        str(partner.state.label),
        *(_joined(partner), partner.left_on),
        "; ".join(str(each.network) for each in partner.networks_now),
        "; ".join(str(each.group) for each in partner.groups_now),
        *(partner.website, partner.summary, partner.source),
        _("yes") if partner.is_example else _("no"),
        request.build_absolute_uri(partner.get_absolute_url()),
    ]


def _joined(partner: Partner) -> date | str | None:
    """Return the day as such; what is known less exactly as text that still sorts."""
    forms = {Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
    if partner.joined_on is None or partner.joined_precision == Precision.DAY:
        return partner.joined_on
    pattern = forms.get(partner.joined_precision)
    return partner.joined_on.strftime(pattern) if pattern else str(partner.joined)


# --- One partner ----------------------------------------------------------------------


def find_partner(request, pk) -> Partner:
    """Return the partner, or answer 404 to those who may not know of it."""
    rows = Partner.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("country", "parent"), pk=pk)


@login_not_required
@require_safe
def partner(request, pk):
    """Show the directory fields; to the secretariat also contacts and the journey."""
    found, user = find_partner(request, pk), request.user
    sees_contacts = rules.may_see_contacts(user)
    context = {
        "partner": found,
        "tone": TONES[found.state],
        "facts": _facts(found, user),
        "parts": reads.parts_of(found, user),
        "networks": reads.networks_of(found),
        "convened": found.convened_networks.all(),
        "groups": reads.groups_of(found),
        "more": partner_parts(found, user, on=timezone.localdate()),
        "sees_contacts": sees_contacts,
        "may_edit": rules.may_edit_partners(user),
        "is_example": found.is_example,
        "today": timezone.localdate(),
        "breadcrumbs": way_to(None, Line(str(found))),
    }
    if sees_contacts:
        context |= {
            "people": Person.objects.visible_to(user).filter(organization=found),
            "journey": engagement.journey_of(found, user),
        }
    response = render(request, "partners/partner.html", context)
    if sees_contacts:
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def _facts(partner: Partner, user) -> list[Line]:
    country, parent = partner.country, reads.shown_to(user, partner.parent)
    lines = [
        Line(_("Type"), partner.get_kind_display()),
        Line(_("Sub-type"), partner.get_subtype_display()),
        Line(_("Country"), country.name if country else ""),
        Line(_("Region"), country.get_region_display() if country else ""),
        Line(
            _("Part of"),
            str(parent) if parent else "",
            url=parent.get_absolute_url() if parent else "",
        ),
        Line(_("Works on"), ", ".join(partner.focus_words)),
        Line(_("Joined"), str(partner.joined) if partner.joined_on else ""),
        Line(_("Left"), write_day(partner.left_on) if partner.left_on else ""),
    ]
    if rules.may_see_contacts(user):
        applied = write_day(partner.applied_on) if partner.applied_on else ""
        lines += [
            Line(_("Applied"), applied),
            Line(_("Why it left"), partner.left_reason),
        ]
    return [line for line in lines if line.value or line.label == _("Joined")]
