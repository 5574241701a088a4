"""Pages of strategic planning workshops."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders import rules
from pathfinders.forms.workshop import WorkshopForm
from pathfinders.models import Lesson, Workshop, WorkshopReport
from pathfinders.selectors.lessons import topics_of
from pathfinders.selectors.workshop import programme_of
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder, home_url
from pathfinders.views.workshop_frame import (
    find_to_edit,
    find_workshop,
    frame,
    page_of,
)
from pathfinders.views.workshop_participants import team_links
from pathfinders.workshops import milestone_of, save_workshop


@login_not_required
@require_safe
def detail(request, pk):
    workshop = find_workshop(request, pk)
    may_edit = rules.may_edit_workshop(request.user, workshop)
    held = workshop.was_held
    reports = WorkshopReport.objects.visible_to(request.user)
    page = {
        "held": held,
        "groups": list(workshop.groups.all()),
        "facts": _facts(workshop),
        "programme": programme_of(workshop),
        "lessons": [
            (lesson, topics_of(lesson))
            for lesson in Lesson.objects.visible_to(request.user).filter(
                workshop=workshop
            )
        ],
        "report": reports.filter(workshop=workshop).first(),
        "may_edit": may_edit,
        "team_links": team_links(workshop) if may_edit else [],
        "edit_url": page_of("workshop-edit", workshop),
        "milestone_missing": may_edit
        and held
        and workshop.pathfinder is not None
        and milestone_of(workshop) is None,
        "home_url": home_url(request.user, workshop.pathfinder)
        if may_edit and workshop.pathfinder
        else "",
    }
    return render(request, "pathfinders/workshop_detail.html", page | frame(workshop))


def _facts(workshop) -> list[Line]:
    total = workshop.participants_text or workshop.participants_total
    return [
        Line(_("Date"), workshop.when if workshop.on else None),
        Line(_("Place"), workshop.place),
        Line(_("Host"), workshop.host_name),
        Line(_("Participants"), total),
    ]


# --- Writing ------------------------------------------------------------------


@get_or_post
def add(request, iso3):
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_add_workshop(request.user, pathfinder):
        raise PermissionDenied
    workshop = Workshop(pathfinder=pathfinder, created_by=request.user)
    return _form_page(request, workshop, back_url=home_url(request.user, pathfinder))


@get_or_post
def add_regional(request):
    """Record a workshop of a regional body, which leads no country along the path."""
    if not rules.may_run_path(request.user):
        raise PermissionDenied
    workshop = Workshop(created_by=request.user)
    return _form_page(request, workshop, back_url=reverse("pathfinders:path-board"))


@get_or_post
def edit(request, pk):
    workshop = find_to_edit(request, pk)
    return _form_page(request, workshop, back_url=workshop.get_absolute_url())


def _form_page(request, workshop, *, back_url):
    is_new = workshop.pk is None
    form = WorkshopForm(posted(request), instance=workshop)
    here = Line(_("Add a workshop") if is_new else _("Edit"))
    around = (
        {"breadcrumbs": breadcrumbs(workshop.pathfinder, here)}
        if is_new
        else frame(workshop, here)
    )
    return verb_page(
        request,
        form,
        lambda: _save(request, form),
        heading=_("Add a workshop") if is_new else _("Edit the workshop"),
        over=workshop.host_name,
        lead=_(
            "A strategic planning workshop brings together ministries, social "
            "partners, civil society, survivors and others, and produces the roadmap."
        ),
        button=_("Save the workshop"),
        success=_("Saved."),
        done_url=workshop,
        back_url=back_url,
        template="pathfinders/workshop_form.html",
        context=around,
    )


def _save(request, form: WorkshopForm) -> None:
    workshop = save_workshop(form, by=request.user)
    milestone = milestone_of(workshop)
    if milestone and not workshop.was_held:
        messages.warning(
            request,
            _(
                "The step “%(step)s” of %(date)s stays on record. "
                "If the workshop was not held, correct that step too."
            )
            % {"step": milestone.get_kind_display(), "date": milestone.when},
        )
