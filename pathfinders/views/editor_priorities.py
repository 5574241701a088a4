"""Priorities of the editor: two joined into one, one split in two."""

from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted
from pathfinders import roadmap_rows
from pathfinders.forms.reasoned import ReasonedForm
from pathfinders.forms.rows import ChoosePriorityForm, SplitPriorityForm
from pathfinders.selectors.reported import was_reported
from pathfinders.views.editor_rows import choose_page
from pathfinders.views.roadmap_rows import (
    anchor,
    find_open,
    find_priority,
    needs_reason,
    row_page,
)


@get_or_post
def priority_join(request, iso3, number, pk):
    """Choose the other priority and which one stays; see the result, and confirm."""
    roadmap = find_open(request, iso3, number)
    priority = find_priority(roadmap, pk)
    others = roadmap.priorities.exclude(pk=priority.pk)
    choice = ChoosePriorityForm(request.GET or None, others=others)
    if not choice.is_valid():
        heading, why = _("Join two priorities"), _("There is no other priority.")
        return choose_page(request, roadmap, priority, choice, heading=heading, why=why)
    other = choice.cleaned_data["other"]
    other.roadmap = roadmap
    is_other = choice.cleaned_data["stays"] == choice.OTHER
    stays, goes = (other, priority) if is_other else (priority, other)
    form = ReasonedForm(posted(request), needs_reason=needs_reason(request, roadmap))
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.join_priorities(
            stays, goes, by=request.user, reason=form.stated_reason
        ),
        heading=_("Join two priorities"),
        button=_("Join them"),
        success=_("The two priorities are one now."),
        lead=_(
            "“%(stays)s” stays. The actions of the other one move to its end, and "
            "text that has no empty field to go to stands in its note."
        )
        % {"stays": stays},
        after=anchor(stays),
        template="pathfinders/editor_join_priorities.html",
        context={
            "goes": goes,
            "shown": roadmap_rows.rows_shown(stays, goes),
            "was_reported": was_reported(goes, roadmap),
            "swapped": f"?other={other.pk}&stays={'this' if is_other else 'other'}",
        },
    )


@get_or_post
def priority_split(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    priority = find_priority(roadmap, pk)
    form = SplitPriorityForm(
        posted(request), priority=priority, needs_reason=needs_reason(request, roadmap)
    )
    missing = []
    if priority.actions.count() < 2:
        missing = [_("A priority with fewer than two actions cannot be split.")]
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.split_priority(
            priority,
            title=" ".join(form.cleaned_data["title"].split()),
            actions=form.cleaned_data["actions"],
            by=request.user,
            reason=form.stated_reason,
        ),
        heading=_("Split the priority in two"),
        button=_("Split it"),
        success=_("There are two priorities now."),
        lead=_(
            "The new priority has the same area and themes. Objective, target and "
            "note stay with “%(priority)s”."
        )
        % {"priority": priority},
        missing=missing,
        after=anchor(priority),
    )
