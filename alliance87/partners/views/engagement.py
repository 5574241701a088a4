"""The secretariat’s desk of engagement journeys, and contacts to take out."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alliance87.core.spreadsheets import Column, SheetOut, xlsx_response
from alliance87.core.verbs import posted
from alliance87.partners import contacts, rules
from alliance87.partners.forms.directory import PurposeForm
from alliance87.partners.forms.filters import EngagementFilters
from alliance87.partners.selectors import engagement as reads
from alliance87.partners.views.frame import Line, page_of, query_of, way_to


@require_safe
def desk(request):
    """Show where each partner stands, what comes next and what is overdue."""
    if not rules.may_see_contacts(request.user):
        raise Http404
    filters = EngagementFilters(request.GET)
    rows = reads.desk(request.user)
    page = page_of(request, reads.narrowed(rows, filters.chosen()))
    counts = reads.counts(rows)
    context = {
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "page": page,
        "counts": counts,
        "overdue": sum(each.overdue for each in counts),
        "today": timezone.localdate(),
        "desk_url": reverse("partners:engagement"),
        "breadcrumbs": way_to(None, Line(_("Engagement"))),
    }
    return render(request, "partners/engagement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contacts_export(request):
    """Deliver all contacts and the mailing list, and keep who took them and why."""
    if not rules.may_see_contacts(request.user):
        raise Http404
    if not rules.may_export_contacts(request.user):
        raise PermissionDenied
    form = PurposeForm(posted(request))
    if form.is_bound and form.is_valid():
        taken = contacts.export(purpose=form.cleaned_data["purpose"], by=request.user)
        return _workbook(taken)
    context = {
        "form": form,
        "breadcrumbs": way_to(None, Line(_("Export contacts"))),
    }
    return render(request, "partners/contacts_export.html", context)


def _workbook(taken: contacts.Contacts):
    people = [
        *((_("Organization"), 40), (_("Acronym"), 14), (_("Type"), 24)),
        *((_("Country"), 20), (_("Form of address"), 12), (_("Name"), 28)),
        *((_("Post"), 28), (_("E-mail address"), 32), (_("Telephone"), 20)),
        *((_("Languages"), 18), (_("In this post today"), 12)),
        (_("On the mailing list"), 12),
    ]
    mailing = [
        *((_("E-mail address"), 32), (_("Name"), 28), (_("Organization"), 40)),
        (_("Languages"), 18),
    ]
    sheets = [
        SheetOut(_("Contacts"), [Column(*each) for each in people], taken.people),
        SheetOut(_("Mailing list"), [Column(*each) for each in mailing], taken.mailing),
    ]
    return xlsx_response(f"contacts-{timezone.localdate():%Y-%m-%d}", sheets)
