"""Lists of papers, and the page of one: for everyone, as far as each may know."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import rules
from meetings.enums import Toolkit
from meetings.forms.papers import PaperFilters
from meetings.models import CommentRound, PaperVersion
from meetings.selectors import papers as reads
from meetings.views.paper_frame import (
    find_paper,
    frame,
    or_sign_in,
    paged,
    query_of,
    tabs_of,
    version_name,
    version_url,
    way_to,
)
from pathfinders.views.frame import Line

# The toolkits in the order of the page, each with its anchor.
SHELVES = {
    Toolkit.PATHFINDER: "toolkit",
    Toolkit.COMMUNICATIONS: "communications",
    Toolkit.ACTION_GROUP: "groups",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A heading with the papers under it."""

    anchor: str
    heading: str
    rows: list["Listed"]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper as a list shows it."""

    row: reads.PaperRow
    tone: str
    state: str
    files: list[Line]
    open_round: CommentRound | None
    draft: PaperVersion | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A version as the page of its paper shows it."""

    version: PaperVersion
    name: str
    tone: str
    state: str
    file_url: str
    rounds: list[CommentRound]


def listed(rows: list[reads.PaperRow]) -> list[Listed]:
    return [_listed(row) for row in rows]


def _listed(row: reads.PaperRow) -> Listed:
    shown = row.shown
    tone, state = reads.state_of(shown) if shown else _without_version(row.paper)
    draft = row.draft if row.draft != shown else None
    return Listed(row, tone, state, _ways_in(row), row.open_round, draft)


def _without_version(paper) -> tuple[str, str]:
    """Return the tone and words of a paper of which no version stands here."""
    if paper.published.is_known:
        return "good", _("Published")
    return "todo", _("In preparation")


def _ways_in(row: reads.PaperRow) -> list[Line]:
    """Return a link to each version in force, named by its language."""
    versions = row.in_force or row.versions[:1]
    return [Line(v.get_language_display(), url=v.get_absolute_url()) for v in versions]


# --- Lists ----------------------------------------------------------------------------


@login_not_required
@require_safe
def toolkit(request):
    """Show the toolkits in their order, and the terms of reference."""
    user = request.user
    shelves = [
        Shelf(
            anchor,
            str(Toolkit(value).label),
            listed(reads.with_versions(reads.toolkit_of(user, value), user)),
            is_numbered=True,
        )
        for value, anchor in SHELVES.items()
    ]
    terms = listed(reads.with_versions(reads.terms_of(user), user))
    shelves.append(Shelf("terms", _("Terms of reference"), terms))
    context = {
        "shelves": [shelf for shelf in shelves if shelf.rows],
        "tabs": tabs_of("papers"),
        "may_edit": rules.may_edit_papers(user),
        "breadcrumbs": way_to(),
    }
    return render(request, "meetings/paper_toolkit.html", context)


@login_not_required
@require_safe
def publications(request):
    """Show publications with the dates planned and the dates they came out."""
    page = paged(request, reads.publications_of(request.user))
    rows = listed(reads.with_versions(page.object_list, request.user))
    context = {
        "page": page,
        "rows": rows,
        "tabs": tabs_of("publications"),
        "may_edit": rules.may_edit_papers(request.user),
        "breadcrumbs": way_to(Line(_("Publications"))),
    }
    return render(request, "meetings/paper_publications.html", context)


@login_not_required
@require_safe
def all_papers(request):
    """Show every paper the reader may know, by kind, language, state and words."""
    filters = PaperFilters(request.GET)
    known = reads.papers_of(request.user).order_by("title", "pk")
    found = reads.narrowed(known, request.user, **filters.chosen())
    page = paged(request, found)
    context = {
        "page": page,
        "rows": listed(reads.with_versions(page.object_list, request.user)),
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "list_url": reverse("meetings:papers-all"),
        "tabs": tabs_of("papers-all"),
        "may_edit": rules.may_edit_papers(request.user),
        "breadcrumbs": way_to(Line(_("All papers"))),
    }
    return render(request, "meetings/paper_list.html", context)


# --- One paper ------------------------------------------------------------------------


@login_not_required
@require_safe
@or_sign_in
def detail(request, slug):
    """Show a paper with its versions and languages, and what was decided on it."""
    paper = find_paper(request, slug)
    versions = reads.versions_of(paper, request.user)
    row = reads.PaperRow(paper, tuple(versions))
    comparable = reads.comparable(versions)
    context = {
        "replaced_by": _replacement(paper, request.user),
        "current": row.current,
        "versions": [_shown(version) for version in versions],
        "compare_url": _compare_url(paper) if len(comparable) > 1 else "",
        "facts": _facts(paper),
        "agendas": list(reads.agendas_with(paper, request.user)),
        "decisions": list(reads.decisions_on(paper, request.user)),
        "may_edit": rules.may_edit_papers(request.user),
        "open_rounds": [r for v in versions for r in v.rounds if r.is_open],
    }
    return render(request, "meetings/paper_detail.html", context | frame(paper))


def _replacement(paper, user):
    """Return what replaces a paper, if the reader may know of it."""
    if paper.replaced_by_id is None:
        return None
    return reads.papers_of(user).filter(pk=paper.replaced_by_id).first()


def _compare_url(paper) -> str:
    return reverse("meetings:paper-compare", kwargs={"slug": paper.slug})


def _shown(version: PaperVersion) -> Shown:
    tone, state = reads.state_of(version)
    return Shown(
        version=version,
        name=version_name(version),
        tone=tone,
        state=state,
        file_url=version_url("paper-file", version) if version.file_id else "",
        rounds=version.rounds,
    )


def _facts(paper) -> list[Line]:
    facts = [Line(_("Kind"), paper.get_kind_display())]
    if paper.toolkit != Toolkit.NONE:
        facts.append(Line(_("Collection"), paper.get_toolkit_display()))
    if paper.group:
        facts.append(Line(_("Action group"), str(paper.group)))
    if paper.planned.is_known:
        facts.append(Line(_("Planned for"), str(paper.planned)))
    if paper.published.is_known:
        facts.append(Line(_("Published"), str(paper.published)))
    facts.append(Line(_("Who may read it"), paper.get_visibility_display()))
    if paper.source:
        facts.append(Line(_("Source"), paper.source, url=paper.source_url))
    return facts
