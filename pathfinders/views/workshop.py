"""Pages of strategic planning workshops."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.access import scope_of
from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders import rules
from pathfinders.forms.workshop import WorkshopForm
from pathfinders.models import Workshop
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder, home_url
from pathfinders.workshops import milestone_of, save_workshop


def _find(request, pk) -> Workshop:
    """Return the workshop; those of a country that is not public stay hidden."""
    rows = Workshop.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("pathfinder__country"), pk=pk)


def _frame(workshop, *lines: Line) -> dict:
    here = Line(str(workshop), url=workshop.get_absolute_url() if lines else "")
    return {
        "workshop": workshop,
        "breadcrumbs": breadcrumbs(workshop.pathfinder, here, *lines),
        "is_example": bool(workshop.pathfinder and workshop.pathfinder.is_example),
    }


@login_not_required
@require_safe
def detail(request, pk):
    workshop = _find(request, pk)
    may_edit = rules.may_edit_workshop(request.user, workshop)
    held = workshop.was_held
    page = {
        "held": held,
        "groups": list(workshop.groups.all()),
        "facts": _facts(workshop),
        "may_edit": may_edit,
        "edit_url": reverse("pathfinders:workshop-edit", kwargs={"pk": workshop.pk}),
        "milestone_missing": may_edit
        and held
        and workshop.pathfinder is not None
        and milestone_of(workshop) is None,
        "home_url": home_url(request.user, workshop.pathfinder)
        if may_edit and workshop.pathfinder
        else "",
    }
    return render(request, "pathfinders/workshop_detail.html", page | _frame(workshop))


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
    workshop = _find(request, pk)
    if not rules.may_edit_workshop(request.user, workshop):
        if _works_elsewhere(request.user, workshop):
            raise Http404
        raise PermissionDenied
    return _form_page(request, workshop, back_url=workshop.get_absolute_url())


def _works_elsewhere(user, workshop) -> bool:
    """Whether the person works for other countries only: for them no edit page is."""
    own = scope_of(user).own_countries
    host = workshop.pathfinder.country_id if workshop.pathfinder else None
    return bool(own) and host not in own


def _form_page(request, workshop, *, back_url):
    is_new = workshop.pk is None
    form = WorkshopForm(posted(request), instance=workshop)
    here = Line(_("Add a workshop") if is_new else _("Edit"))
    frame = (
        {"breadcrumbs": breadcrumbs(workshop.pathfinder, here)}
        if is_new
        else _frame(workshop, here)
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
        context=frame,
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
