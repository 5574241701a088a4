"""Pages of the versions of a roadmap: comments on rows, and two versions compared."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.exceptions import DomainError, ReportError
from alliance87.core.verbs import get_or_post, posted, refuse, token_for, verb_page
from alliance87.core.views import show_pdf
from pathfinders import comments, reports, rules
from pathfinders.enums import RoadmapState
from pathfinders.forms.versions import ChooseVersionsForm, CommentForm
from pathfinders.models import Roadmap
from pathfinders.selectors.check import check_of
from pathfinders.selectors.comparison import compare
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder
from pathfinders.views.roadmap import (
    find_roadmap,
    frame,
    list_url,
    or_sign_in,
    page_url,
    require,
    version_label,
)

# From which page a comment is written, and where one comes back to.
BACK = {"check": "roadmap-check", "rows": "roadmap-rows", "roadmap": "roadmap"}


# --- Comments -----------------------------------------------------------------------


@require_safe
def check(request, iso3, number):
    """Show every row with its comments; the secretariat decides from here."""
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_read_comments(request.user, roadmap))
    decides = rules.may_decide_roadmap(request.user, roadmap)
    is_checked = decides and roadmap.state == RoadmapState.SUBMITTED
    heading = _("Check the roadmap") if is_checked else _("Comments on the roadmap")
    page = {
        "heading": heading,
        "over": f"{roadmap.pathfinder}, {version_label(roadmap)}",
        "check": check_of(roadmap, request.user),
        "decides": is_checked,
        "may_comment": rules.may_comment_roadmap(request.user, roadmap),
        "may_edit": rules.may_edit_roadmap(request.user, roadmap),
        "comment_url": page_url(roadmap, "comment-add"),
        "once": token_for(request),
    }
    context = frame(roadmap, Line(heading)) | page
    return render(request, "pathfinders/versions_check.html", context)


@get_or_post
def comment_add(request, iso3, number):
    """Keep a comment; the row stands in the address, and where to go back to."""
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_comment_roadmap(request.user, roadmap))
    key = _key_asked(request)
    row = comments.row_of(roadmap, key) if key else None
    if key and row is None and request.method != "POST":
        raise Http404
    form = CommentForm(posted(request))
    heading = _("Write a comment")
    return verb_page(
        request,
        form,
        lambda: comments.add_comment(
            roadmap, key=key, by=request.user, **form.cleaned_data
        ),
        heading=heading,
        button=_("Save the comment"),
        success=_("The comment is saved."),
        over=str(row or roadmap),
        lead=_("The country’s team and the secretariat read it."),
        done_url=f"{_back_url(request, roadmap)}#comments-{key or 'all'}",
        back_url=_back_url(request, roadmap),
        context=frame(roadmap, Line(heading)),
    )


def _key_asked(request) -> UUID | None:
    asked = request.GET.get("row", "")
    try:
        return UUID(asked) if asked else None
    except ValueError as error:
        raise Http404 from error


def _back_url(request, roadmap) -> str:
    asked = request.POST.get("back") or request.GET.get("back", "")
    return page_url(roadmap, BACK.get(asked, "roadmap-check"))


@require_POST
def comment_settle(request, iso3, number, pk):
    return _mark(request, iso3, number, pk, comments.settle_comment)


@require_POST
def comment_reopen(request, iso3, number, pk):
    return _mark(request, iso3, number, pk, comments.reopen_comment)


def _mark(request, iso3, number, pk, verb):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_comment_roadmap(request.user, roadmap))
    comment = get_object_or_404(roadmap.comments, pk=pk)
    try:
        verb(comment, by=request.user)
    except DomainError as error:
        refuse(request, error)
    return redirect(f"{_back_url(request, roadmap)}#comments-{comment.key or 'all'}")


# --- Comparison ---------------------------------------------------------------------


def _versions(request, pathfinder) -> dict[int, Roadmap]:
    """Return the versions that this person may read by number, the oldest first."""
    rows = Roadmap.objects.visible_to(request.user).filter(pathfinder=pathfinder)
    return {
        each.number: each
        for each in rows.select_related("pathfinder__country").order_by("number")
    }


def _asked(request, iso3, number, other) -> tuple[dict[int, Roadmap], Roadmap, Roadmap]:
    """Return all versions, the older and the newer one; 404 when one is not seen."""
    versions = _versions(request, find_pathfinder(request, iso3))
    if number == other or not {number, other} <= set(versions):
        raise Http404
    return versions, versions[min(number, other)], versions[max(number, other)]


@login_not_required
@require_safe
@or_sign_in
def choose(request, iso3):
    """Ask which two versions to compare, and lead to their page."""
    pathfinder = find_pathfinder(request, iso3)
    versions = _versions(request, pathfinder)
    form = _form(versions, request.GET if request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect(_compare_url(pathfinder, **form.cleaned_data))
    page = {
        "form": form,
        "pathfinder": pathfinder,
        "may_choose": len(versions) > 1,
        "breadcrumbs": _way(pathfinder),
        "is_example": pathfinder.is_example,
    }
    return render(request, "pathfinders/versions_compare.html", page)


def _form(versions, data=None, **initial) -> ChooseVersionsForm:
    choices = [
        (
            number,
            _("%(number)s: %(state)s")
            % {"number": number, "state": version.get_state_display()},
        )
        for number, version in versions.items()
    ]
    newest = [*versions][-2:]
    if not initial and len(newest) > 1:
        initial = dict(zip(("old", "new"), newest, strict=True))
    return ChooseVersionsForm(data, choices=choices, initial=initial)


def _compare_url(pathfinder, *, old, new, name="roadmap-compare") -> str:
    iso3 = pathfinder.country.slug
    older, newer = sorted((old, new))
    kwargs = {"iso3": iso3, "number": older, "other": newer}
    return reverse(f"pathfinders:{name}", kwargs=kwargs)


def _way(pathfinder) -> list[Line]:
    lines = Line(_("Roadmaps"), url=list_url(pathfinder)), Line(_("Comparison"))
    return breadcrumbs(pathfinder, *lines)


@login_not_required
@require_safe
@or_sign_in
def compare_page(request, iso3, number, other):
    """Show what differs between two versions, all rows or only what changed."""
    versions, old, new = _asked(request, iso3, number, other)
    comparison = compare(old, new, request.user)
    shows_all = request.GET.get("rows") == "all"
    pathfinder, numbers = new.pathfinder, {"old": old.number, "new": new.number}
    page = {
        "comparison": comparison,
        "rows": comparison.rows if shows_all else comparison.changed_rows,
        "tabs": _tabs(comparison, shows_all=shows_all),
        "summary": _summary(comparison),
        "form": _form(versions, **numbers),
        "may_choose": True,
        "pathfinder": pathfinder,
        "pdf_url": _compare_url(pathfinder, **numbers, name="roadmap-compare-pdf"),
        "breadcrumbs": _way(pathfinder),
        "is_example": pathfinder.is_example,
    }
    return render(request, "pathfinders/versions_compare.html", page)


def _tabs(comparison, *, shows_all: bool) -> list[Line]:
    return [
        Line(_("Only what changed"), url="?rows=changed", is_current=not shows_all),
        Line(_("All rows"), url="?rows=all", is_current=shows_all),
    ]


def _summary(comparison) -> list[tuple[str, str]]:
    """Return the mark and the sentence for each thing that happened to rows."""
    counts = comparison.counts
    sentences = {
        "added": ngettext("%(n)s row added", "%(n)s rows added", counts["added"]),
        "removed": ngettext(
            "%(n)s row removed", "%(n)s rows removed", counts["removed"]
        ),
        "changed": ngettext(
            "%(n)s row changed", "%(n)s rows changed", counts["changed"]
        ),
        "moved": ngettext("%(n)s row moved", "%(n)s rows moved", counts["moved"]),
    }
    return [(mark, text % {"n": counts[mark]}) for mark, text in sentences.items()]


@login_not_required
@require_safe
@or_sign_in
def compare_pdf(request, iso3, number, other):
    _all, old, new = _asked(request, iso3, number, other)
    try:
        pdf = reports.comparison_pdf(old, new, request.user)
    except ReportError as error:
        refuse(request, error)
        return redirect(_compare_url(new.pathfinder, old=old.number, new=new.number))
    name = f"comparison-{new.pathfinder.country.slug}-{old.number}-{new.number}"
    return show_pdf(pdf, name)
