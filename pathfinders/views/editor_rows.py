"""Rows of the editor: added in place, dropped elsewhere, copied, split, joined."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted
from pathfinders import roadmap_rows
from pathfinders.forms.reasoned import ReasonedForm
from pathfinders.forms.rows import (
    ChooseForm,
    JoinForm,
    PlaceForm,
    QuickForm,
    SplitForm,
)
from pathfinders.models import Action, Priority
from pathfinders.selectors.reported import was_reported
from pathfinders.snapshots import RowKind
from pathfinders.views.frame import Line
from pathfinders.views.roadmap import frame, page_url
from pathfinders.views.roadmap_rows import (
    anchor,
    find_action,
    find_open,
    find_priority,
    needs_reason,
    row_page,
)

# --- Adding in place ------------------------------------------------------------------


@get_or_post
def priority_quick(request, iso3, number):
    roadmap = find_open(request, iso3, number)
    form = QuickForm(
        posted(request),
        kind=RowKind.PRIORITY,
        needs_reason=needs_reason(request, roadmap),
    )
    row = Priority(roadmap=roadmap)
    return _add(request, roadmap, form, row, roadmap_rows.save_priority)


@get_or_post
def action_quick(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    form = QuickForm(
        posted(request),
        kind=RowKind.ACTION,
        needs_reason=needs_reason(request, roadmap),
    )
    row = Action(priority=find_priority(roadmap, pk))
    return _add(request, roadmap, form, row, roadmap_rows.save_action)


def _add(request, roadmap, form, row, save):
    is_action = isinstance(row, Action)

    def write():
        row.save()
        return row

    def do():
        row.title = form.cleaned_data["title"]
        save(row, write=write, by=request.user, reason=form.stated_reason)

    return row_page(
        request,
        roadmap,
        form,
        do,
        heading=_("Add an action") if is_action else _("Add a priority"),
        button=_("Add"),
        success=_("The action is added.") if is_action else _("The priority is added."),
        lead=str(row.priority) if is_action else "",
        after=f"#add-{row.priority_id}" if is_action else "#add",
    )


# --- Dropping -------------------------------------------------------------------------


@get_or_post
def priority_place(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _place(request, roadmap, find_priority(roadmap, pk))


@get_or_post
def action_place(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _place(request, roadmap, find_action(roadmap, pk))


def _place(request, roadmap, row):
    form = PlaceForm(
        posted(request), roadmap=roadmap, needs_reason=needs_reason(request, roadmap)
    )

    def do():
        before = form.cleaned_data["before"]
        roadmap_rows.place_row(
            row,
            before=type(row)(pk=before) if before else None,
            under=form.cleaned_data["under"],
            by=request.user,
            reason=form.stated_reason,
        )

    return row_page(
        request,
        roadmap,
        form,
        do,
        heading=_("Move the row"),
        button=_("Move"),
        success=_("The order is changed."),
        lead=str(row),
        after=anchor(row),
    )


# --- Copies ---------------------------------------------------------------------------


@get_or_post
def priority_duplicate(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _duplicate(request, roadmap, find_priority(roadmap, pk))


@get_or_post
def action_duplicate(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _duplicate(request, roadmap, find_action(roadmap, pk))


def _duplicate(request, roadmap, row):
    form = ReasonedForm(posted(request), needs_reason=needs_reason(request, roadmap))
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.duplicate_row(
            row, by=request.user, reason=form.stated_reason
        ),
        heading=_("Duplicate the row"),
        button=_("Duplicate"),
        success=_("The copy stands below the row."),
        lead=_("“%(row)s” is copied with all that stands under it.") % {"row": row},
        after=anchor(row),
    )


@get_or_post
def action_split(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    action = find_action(roadmap, pk)
    form = SplitForm(
        posted(request),
        initial={"first": action.title},
        needs_reason=needs_reason(request, roadmap),
    )
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.split_action(
            action,
            first=form.cleaned_data["first"],
            second=form.cleaned_data["second"],
            by=request.user,
            reason=form.stated_reason,
        ),
        heading=_("Split the action in two"),
        button=_("Split it"),
        success=_("There are two actions now."),
        lead=_(
            "Both have the same partners, dates, state and action group. Amounts, "
            "benchmarks and notes stay with the first action."
        ),
        after=anchor(action),
    )


@get_or_post
def action_join(request, iso3, number, pk):
    """Choose the other action; then see what both become together, and confirm."""
    roadmap = find_open(request, iso3, number)
    action = find_action(roadmap, pk)
    others = action.priority.actions.exclude(pk=action.pk)
    choice = ChooseForm(request.GET or None, others=others)
    if not choice.is_valid():
        return _choose_action(request, roadmap, action, choice)
    other = choice.cleaned_data["other"]
    other.priority = action.priority
    form = JoinForm(
        posted(request),
        initial={"title": f"{action.title}\n{other.title}"},
        needs_reason=needs_reason(request, roadmap),
    )
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.join_actions(
            action,
            other,
            title=" ".join(form.cleaned_data["title"].split()),
            by=request.user,
            reason=form.stated_reason,
        ),
        heading=_("Join two actions"),
        button=_("Join them"),
        success=_("The two actions are one now."),
        lead=_("Nothing is lost: benchmarks, amounts and partners of both are kept."),
        after=anchor(action),
        template="pathfinders/editor_join.html",
        context={
            "action": action,
            "other": other,
            "joined": roadmap_rows.joined(action, other),
            "was_reported": was_reported(other, roadmap),
        },
    )


def _choose_action(request, roadmap, action, choice):
    why = _(
        "Only actions of the same priority can be joined, and this one has no other."
    )
    heading = _("Join two actions")
    return choose_page(request, roadmap, action, choice, heading=heading, why=why)


def choose_page(request, roadmap, row, choice, *, heading, why):
    """Ask for the other row; `why` there is none is said where there is no choice."""
    rows_url = page_url(roadmap, "roadmap-rows")
    way = frame(roadmap, Line(_("Priorities and actions"), url=rows_url), Line(heading))
    page = {"form": choice, "heading": heading, "row": row, "why": why}
    page["back_url"] = rows_url
    return render(request, "pathfinders/editor_choose.html", way | page)


# --- Bringing back --------------------------------------------------------------------


@get_or_post
def priority_restore(request, iso3, number, pk):
    return _restore(request, find_open(request, iso3, number), Priority, pk)


@get_or_post
def action_restore(request, iso3, number, pk):
    return _restore(request, find_open(request, iso3, number), Action, pk)


def _restore(request, roadmap, model, pk):
    form = ReasonedForm(posted(request), needs_reason=needs_reason(request, roadmap))
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.restore_row(
            roadmap, model, pk, by=request.user, reason=form.stated_reason
        ),
        heading=_("Undo the deletion"),
        button=_("Undo"),
        success=_("The row is back."),
        after=anchor(model(pk=pk)),
    )
