"""Pages of a country's registers: one list, one form, one deletion for all six."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.forms import ReasonForm
from alliance87.core.models import Document
from alliance87.core.verbs import get_or_post, posted, posted_with_files, verb_page
from pathfinders import rules
from pathfinders.forms.registers import RegisterFilters
from pathfinders.models import Commitment, CommitmentFollowUp, Pathfinder
from pathfinders.registers import delete_record, save_record
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder
from pathfinders.views.register_kinds import (
    EDITABLE,
    FOLLOW_UPS,
    REGISTERS,
    Register,
)

PER_PAGE = 50


@login_not_required
@require_safe
def register(request, iso3, register):
    """List one register; everybody reads it who may see the country."""
    pathfinder, kind = find_pathfinder(request, iso3), _kind(register)
    filters = RegisterFilters(request.GET or None, choices=kind.filters)
    chosen = filters.chosen() if filters.is_bound else {}
    rows = Paginator(kind.rows(pathfinder, chosen), PER_PAGE)
    may_edit = rules.may_edit_registers(request.user, pathfinder)
    query = request.GET.copy()
    query.pop("page", None)
    page = {
        "pathfinder": pathfinder,
        "iso3": pathfinder.country.slug,
        "is_example": pathfinder.is_example,
        "register": kind,
        "tabs": register_ways(pathfinder, kind),
        "filters": filters if kind.filters else None,
        "is_filtered": bool(chosen),
        "page": rows.get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "list_url": _url(pathfinder, kind),
        "add_url": _url(pathfinder, kind, "add") if may_edit else "",
        "may_edit": may_edit,
        "is_of_team": may_edit or rules.may_work_for(request.user, pathfinder),
        "readable": _readable(request.user, pathfinder),
        "breadcrumbs": breadcrumbs(pathfinder, Line(str(kind.title))),
    }
    if kind.summary:
        page |= kind.summary(pathfinder)
    return render(request, "pathfinders/register_list.html", page)


def _kind(slug: str) -> Register:
    if slug not in REGISTERS:
        raise Http404
    return REGISTERS[slug]


def _url(pathfinder: Pathfinder, kind: Register, verb: str = "", pk=None) -> str:
    keys = {"iso3": pathfinder.country.slug, "register": kind.slug}
    if pk is not None:
        keys["pk"] = pk
    name = f"register-{verb}" if verb else "register"
    return reverse(f"pathfinders:{name}", kwargs=keys)


def register_ways(pathfinder: Pathfinder, kind: Register | None = None) -> list[Line]:
    """Return the way to each register of the country; `kind` is the one shown."""
    return [
        Line(str(each.title), url=_url(pathfinder, each), is_current=each is kind)
        for each in REGISTERS.values()
    ]


def _readable(user, pathfinder: Pathfinder) -> set[int]:
    """Return the keys of the country's documents that this person may open."""
    papers = Document.objects.visible_to(user).filter(country=pathfinder.country_id)
    return set(papers.values_list("pk", flat=True))


# --- Writing --------------------------------------------------------------------------


@get_or_post
def add(request, iso3, register):
    """Add a record; `?instrument=` chooses the instrument of a ratification."""
    pathfinder, kind = _to_edit(request, iso3), _kind(register)
    item = kind.model(pathfinder=pathfinder, created_by=request.user)
    return _form_page(request, pathfinder, kind, item)


@get_or_post
def add_follow_up(request, iso3, pk):
    """Say what became of a commitment."""
    pathfinder = _to_edit(request, iso3)
    rows = Commitment.objects.filter(pathfinder=pathfinder)
    commitment = get_object_or_404(rows, pk=pk)
    item = CommitmentFollowUp(commitment=commitment, created_by=request.user)
    return _form_page(request, pathfinder, FOLLOW_UPS, item, lead=str(commitment))


@get_or_post
def edit(request, iso3, register, pk):
    pathfinder = _to_edit(request, iso3)
    kind, item = _find(pathfinder, register, pk)
    return _form_page(request, pathfinder, kind, item)


@get_or_post
def delete(request, iso3, register, pk):
    pathfinder = _to_edit(request, iso3)
    kind, item = _find(pathfinder, register, pk)
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: delete_record(item, by=request.user, **form.cleaned_data),
        heading=_("Delete the record"),
        over=str(pathfinder),
        lead=str(item),
        button=_("Delete the record"),
        success=_("The record is deleted."),
        done_url=_list_of(pathfinder, kind),
        tone="stop",
        template="pathfinders/decision_form.html",
        context=_frame(pathfinder, kind, _("Delete the record"))
        | {"consequences": _consequences(item)},
    )


def _to_edit(request, iso3) -> Pathfinder:
    """Return the country to those who keep its registers; 404 unseen, 403 otherwise."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_edit_registers(request.user, pathfinder):
        raise PermissionDenied
    return pathfinder


def _find(pathfinder: Pathfinder, slug: str, pk: int) -> tuple:
    if slug not in EDITABLE:
        raise Http404
    kind = EDITABLE[slug]
    rows = kind.model.objects.select_related(kind.owner)
    return kind, get_object_or_404(rows, pk=pk, **{kind.owner: pathfinder})


def _form_page(request, pathfinder, kind: Register, item, *, lead: str = ""):
    initial = {"instrument": request.GET.get("instrument")} if item.pk is None else {}
    form = kind.form(*posted_with_files(request), instance=item, initial=initial)
    title = kind.edit if item.pk else kind.add
    return verb_page(
        request,
        form,
        lambda: save_record(
            form.instance, by=request.user, write=form.save, **form.filed()
        ),
        heading=title,
        over=str(pathfinder),
        lead=lead or kind.lead,
        button=_("Save the record"),
        success=_("The record is saved."),
        done_url=_list_of(pathfinder, kind),
        context=_frame(pathfinder, kind, title),
    )


def _list_of(pathfinder: Pathfinder, kind: Register) -> str:
    listed = REGISTERS["commitments"] if kind is FOLLOW_UPS else kind
    return _url(pathfinder, listed)


def _frame(pathfinder: Pathfinder, kind: Register, title) -> dict:
    listed = REGISTERS["commitments"] if kind is FOLLOW_UPS else kind
    way = Line(str(listed.title), url=_url(pathfinder, listed))
    return {
        "breadcrumbs": breadcrumbs(pathfinder, way, Line(str(title))),
        "is_example": pathfinder.is_example,
    }


def _consequences(item) -> list[str]:
    sentences = [
        _("The record disappears from this list and from the page of the country."),
        _("Its history and your reason stay in the trail."),
    ]
    follow_ups = item.follow_ups.count() if isinstance(item, Commitment) else 0
    if follow_ups:
        words = ngettext(
            "Its %(n)s follow-up is deleted with it.",
            "Its %(n)s follow-ups are deleted with it.",
            follow_ups,
        )
        sentences.insert(1, words % {"n": follow_ups})
    return sentences
