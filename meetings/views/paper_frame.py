"""What the pages of papers share: finding them, who may, and the way back."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import rules
from meetings.models import Paper, PaperVersion
from meetings.selectors.papers import papers_of
from pathfinders.views.frame import Line

ROWS_PER_PAGE = 50


def or_sign_in(view):
    """Ask strangers to sign in where a page that may be public shows them nothing."""

    @wraps(view)
    def asking(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return asking


def find_paper(request, slug: str) -> Paper:
    """Return the paper; to those who may not know it, it does not exist."""
    return get_object_or_404(papers_of(request.user), slug=slug)


def find_version(request, slug: str, number: int, lang: str) -> PaperVersion:
    """Return a version of a paper that the reader may open."""
    rows = PaperVersion.objects.visible_to(request.user)
    rows = rows.select_related("paper__group", "file__document")
    return get_object_or_404(rows, paper__slug=slug, number=number, language=lang)


def only_those_who_edit(request) -> None:
    if not rules.may_edit_papers(request.user):
        raise PermissionDenied


def version_url(name: str, version: PaperVersion) -> str:
    keys = {"slug": version.paper.slug, "number": version.number}
    return reverse(f"meetings:{name}", kwargs=keys | {"lang": version.language})


def version_name(version: PaperVersion) -> str:
    return _("Version %(number)s, %(language)s") % {
        "number": version.number,
        "language": version.get_language_display(),
    }


def way_to(*lines: Line) -> list[Line]:
    """Return the way from the home page to a page of papers."""
    papers = Line(_("Papers"), url=reverse("meetings:papers") if lines else "")
    return [Line(_("Home"), url="/"), papers, *lines]


def frame(paper: Paper, *lines: Line) -> dict:
    """Return what every page of one paper shows around its content."""
    here = Line(paper.title, url=paper.get_absolute_url() if lines else "")
    return {
        "paper": paper,
        "breadcrumbs": way_to(here, *lines),
        "is_example": paper.is_example,
    }


def paged(request, rows):
    return Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))


def query_of(request) -> str:
    """Return the filters in the address, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def tabs_of(current: str) -> list[Line]:
    """Return the four lists of papers, with the one that is open."""
    names = {
        "papers": _("Toolkit and terms of reference"),
        "publications": _("Publications"),
        "papers-all": _("All papers"),
        "questions": _("Frequent questions"),
    }
    return [
        Line(label, url=reverse(f"meetings:{name}"), is_current=name == current)
        for name, label in names.items()
    ]
