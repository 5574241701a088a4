"""Pages of a roadmap to read, and what all roadmap pages share."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.exceptions import ReportError
from alliance87.core.models import DocumentVersion
from alliance87.core.planned import standing
from alliance87.core.verbs import refuse
from alliance87.core.views import deliver, show_pdf
from pathfinders import reports, rules
from pathfinders.enums import PUBLIC_ROADMAP_STATES, RoadmapState
from pathfinders.models import FundingLine, Roadmap
from pathfinders.selectors import roadmap_table
from pathfinders.selectors.comments import count_open_comments
from pathfinders.selectors.versions import VersionRow, version_rows
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder

TONES = {
    RoadmapState.DRAFT: "half",
    RoadmapState.SUBMITTED: "info",
    RoadmapState.RETURNED: "watch",
    RoadmapState.ACCEPTED: "todo",
    RoadmapState.PRESENTED: "info",
    RoadmapState.PUBLISHED: "good",
    RoadmapState.SUPERSEDED: "na",
}
# From here on a moment of publication can be planned, and the country has agreed.
PUBLISHABLE = {RoadmapState.ACCEPTED, RoadmapState.PRESENTED}
AGREED = {RoadmapState.SUBMITTED, *PUBLISHABLE, *PUBLIC_ROADMAP_STATES}
# What the secretariat does next: the page, and the words on the button.
DECISIONS = {
    RoadmapState.SUBMITTED: ("roadmap-check", _lazy("Check the roadmap")),
    RoadmapState.ACCEPTED: (
        "roadmap-present",
        _lazy("Record that it was presented to the Group"),
    ),
    RoadmapState.PRESENTED: ("roadmap-publish", _lazy("Publish the roadmap")),
}


# --- What the roadmap pages share -------------------------------------------------


def find_roadmap(request, iso3, number) -> Roadmap:
    """Return the version, or answer 404 when the reader may not see it."""
    rows = Roadmap.objects.visible_to(request.user)
    rows = rows.select_related("pathfinder__country", "created_by", "submitted_by")
    return get_object_or_404(
        rows, pathfinder__country__iso3=iso3.upper(), number=number
    )


def or_sign_in(view):
    """Ask strangers to sign in where a public page shows them nothing."""

    @wraps(view)
    def asking(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return asking


def page_url(roadmap, name: str) -> str:
    iso3 = roadmap.pathfinder.country.slug
    kwargs = {"iso3": iso3, "number": roadmap.number}
    return reverse(f"pathfinders:{name}", kwargs=kwargs)


def list_url(pathfinder) -> str:
    return reverse("pathfinders:roadmap-list", kwargs={"iso3": pathfinder.country.slug})


def frame(roadmap, *lines: Line) -> dict:
    """Return what every page of one version shows around its content."""
    own_url = roadmap.get_absolute_url() if lines else ""
    way = [
        Line(_("Roadmaps"), url=list_url(roadmap.pathfinder)),
        Line(version_label(roadmap), url=own_url),
    ]
    return {
        "roadmap": roadmap,
        "breadcrumbs": breadcrumbs(roadmap.pathfinder, *way, *lines),
        "is_example": roadmap.pathfinder.is_example,
    }


def version_label(roadmap) -> str:
    return _("Version %(number)s") % {"number": roadmap.number}


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def may_start(user, pathfinder) -> bool:
    """The focal point; an administrator too, to record a first one of the past."""
    if rules.may_draft_roadmap(user, pathfinder):
        return True
    return rules.may_override(user) and not pathfinder.roadmaps.published().exists()


# --- Reading ------------------------------------------------------------------------


@login_not_required
@require_safe
@or_sign_in
def roadmap_page(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    version = _version_row(request.user, roadmap)
    page = {
        "table": roadmap_table(roadmap, request.user),
        "version": version,
        "current": version.in_force,
        "holds_private": _shows_private_money(request.user, roadmap),
        "is_public": roadmap.state in PUBLIC_ROADMAP_STATES,
        "tone": TONES[RoadmapState(roadmap.state)],
        "next_step": _next_step(request.user, roadmap),
        "other_steps": _other_steps(request.user, roadmap),
        "comments": _comments_line(request.user, roadmap),
        "agreement": _agreement(request.user, roadmap),
        "may_preview": may_preview(request.user, roadmap),
        "standing": standing("roadmap", roadmap, request.user)
        if roadmap.state in PUBLISHABLE
        else None,
    }
    return render(request, "pathfinders/roadmap_detail.html", frame(roadmap) | page)


def may_preview(user, roadmap) -> bool:
    """Whether this person works on a version that is not public."""
    is_public = roadmap.state in PUBLIC_ROADMAP_STATES
    return not is_public and rules.may_read_comments(user, roadmap)


def _agreement(user, roadmap) -> str:
    """Return when the country agreed to publication: by submitting the version.

    One that was put on record as published before was never submitted here.
    """
    if roadmap.state not in AGREED or roadmap.submitted_at is None:
        return ""
    day = write_day(timezone.localdate(roadmap.submitted_at))
    if not rules.may_read_comments(user, roadmap):
        return _("Sent in by the country on %(day)s") % {"day": day}
    return _("Agreed by the country: sent in by %(name)s on %(day)s") % {
        "name": roadmap.submitted_by,
        "day": day,
    }


def _version_row(user, roadmap) -> VersionRow:
    """Return the version as it stands among those that this person may read."""
    rows = version_rows(roadmap.pathfinder, user)
    return next(row for row in rows if row.roadmap == roadmap)


def _comments_line(user, roadmap) -> Line | None:
    """Return the way to the comments, with the number of open ones."""
    if not rules.may_read_comments(user, roadmap):
        return None
    count = count_open_comments([roadmap]).get(roadmap.pk, 0)
    label = ngettext(
        "%(count)s open comment", "%(count)s open comments", count or 1
    ) % {"count": count}
    return Line(
        label if count else _("No open comments"),
        value=count,
        url=page_url(roadmap, "roadmap-check"),
    )


def _shows_private_money(user, roadmap) -> bool:
    """Whether this person reads more money in the roadmap than the public does."""
    if not rules.may_see_private_budget(user, roadmap.pathfinder.country_id):
        return False
    lines = FundingLine.objects.filter(action__priority__roadmap=roadmap)
    return lines.filter(is_public=False).exists()


def _next_step(user, roadmap) -> Line | None:
    """Return the one filled button of the page: what this person does next."""
    decides = rules.may_decide_roadmap(user, roadmap)
    if rules.may_edit_roadmap(user, roadmap):
        return _to(roadmap, "roadmap-rows", _("Edit priorities and actions"))
    if decides and roadmap.state in DECISIONS:
        return _to(roadmap, *DECISIONS[RoadmapState(roadmap.state)])
    published = roadmap.state == RoadmapState.PUBLISHED
    if published and rules.may_draft_roadmap(user, roadmap.pathfinder):
        iso3 = roadmap.pathfinder.country.slug
        url = reverse("pathfinders:roadmap-start", kwargs={"iso3": iso3})
        return Line(_("Start the next version"), url=url)
    return None


def _other_steps(user, roadmap) -> list[Line]:
    steps = []
    submitted = roadmap.state == RoadmapState.SUBMITTED
    if rules.may_edit_roadmap(user, roadmap):
        steps.append(_to(roadmap, "roadmap-edit", _("Edit text and period")))
    if roadmap.is_open and rules.may_submit_roadmap(user, roadmap):
        steps.append(_to(roadmap, "roadmap-submit", _("Check and submit")))
    if rules.may_decide_roadmap(user, roadmap):
        if submitted:
            steps.append(_to(roadmap, "roadmap-accept", _("Accept the roadmap")))
            steps.append(_to(roadmap, "roadmap-return", _("Return it with a comment")))
        if roadmap.state == RoadmapState.ACCEPTED:
            label = _("Publish it without presenting it")
            steps.append(_to(roadmap, "roadmap-publish", label))
    if roadmap.state == RoadmapState.DRAFT and rules.may_override(user):
        label = _("Record it as published before")
        steps.append(_to(roadmap, "roadmap-record-past", label))
    return steps


def _to(roadmap, name: str, label) -> Line:
    return Line(str(label), url=page_url(roadmap, name))


@login_not_required
@require_safe
def roadmap_list(request, iso3):
    pathfinder = find_pathfinder(request, iso3)
    versions = version_rows(pathfinder, request.user)
    page = {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Roadmaps"))),
        "versions": [
            (version, TONES[RoadmapState(version.roadmap.state)])
            for version in versions
        ],
        "shows_comments": any(each.open_comments is not None for each in versions),
        "may_start": not any(each.in_preparation for each in versions)
        and may_start(request.user, pathfinder),
        "has_published": any(
            each.roadmap.state == RoadmapState.PUBLISHED for each in versions
        ),
    }
    return render(request, "pathfinders/roadmap_list.html", page)


@login_not_required
@require_safe
@or_sign_in
def roadmap_pdf(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    if published := _published_file(roadmap, request.user):
        return deliver(published)
    try:
        pdf = reports.roadmap_pdf(roadmap, request.user)
    except ReportError as error:
        refuse(request, error)
        return redirect(roadmap)
    name = f"roadmap-{roadmap.pathfinder.country.slug}-{roadmap.number}"
    return show_pdf(pdf, name)


def _published_file(roadmap, user) -> DocumentVersion | None:
    """Return the PDF made at publication, unless this person may read more."""
    if roadmap.pdf is None or _shows_private_money(user, roadmap):
        return None
    return roadmap.pdf.versions.get(number=1)
