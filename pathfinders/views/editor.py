"""Cells of the editor saved one by one, a row as a plain form, and stated rates."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alliance87.core.exceptions import Blocked, DomainError
from alliance87.core.verbs import get_or_post, posted
from pathfinders import roadmap_rows
from pathfinders.forms import cells
from pathfinders.forms.rates import RatesForm
from pathfinders.forms.reasoned import ReasonedForm
from pathfinders.models import Action
from pathfinders.roadmap_rows import CellConflict, CellsDiffer
from pathfinders.row_values import kind_of
from pathfinders.views.roadmap_rows import (
    anchor,
    find_action,
    find_open,
    find_priority,
    needs_reason,
    row_page,
)

CONFLICT, REFUSED = 409, 422


# --- One cell -----------------------------------------------------------------------


@require_POST
def priority_cell(request, iso3, number, pk, field):
    roadmap = find_open(request, iso3, number)
    return _cell(request, find_priority(roadmap, pk), field)


@require_POST
def action_cell(request, iso3, number, pk, field):
    roadmap = find_open(request, iso3, number)
    return _cell(request, find_action(roadmap, pk), field)


def _cell(request, row, name):
    """Save one value and answer with the state of its cell, in words."""
    kind = kind_of(row)
    if name not in cells.cell_names(kind):
        raise Http404
    page, status = {"label": cells.label_of(kind, name)}, 200
    try:
        row = roadmap_rows.save_cell(
            row,
            name,
            request.POST.get("value", ""),
            base=request.POST.get("base", ""),
            by=request.user,
            reason=request.POST.get("reason", ""),
        )
    except CellsDiffer as error:
        page |= {"state": "conflict"} | conflict_in_words(kind, error.conflicts[0])
        status = CONFLICT
    except ValidationError as error:
        page |= {"state": "refused", "sentences": error.messages}
        status = REFUSED
    except DomainError as error:
        page |= {"state": "refused", "sentences": _sentences(error)}
        status = REFUSED
    else:
        page |= {"state": "saved"}
        page["unknown"] = row.partners if name == "partners" else ""
    if status == REFUSED:
        page["place"] = place_of(row)
    page["cell"] = cells.cell(row, name)
    return render(request, "pathfinders/editor_cell_state.html", page, status=status)


def conflict_in_words(kind, conflict: CellConflict) -> dict:
    """Return both values as a person reads them."""
    stored, yours = (
        cells.in_words(kind, conflict.field, text)
        for text in (conflict.stored, conflict.yours)
    )
    return {"stored": stored, "yours": yours, "by": conflict.by, "at": conflict.at}


def _sentences(error: DomainError) -> tuple[str, ...]:
    return error.reasons if isinstance(error, Blocked) else (str(error),)


def place_of(row) -> str:
    """Return where a row stands in the table: Action 1.2."""
    if isinstance(row, Action):
        priority = _number(row.priority, row.priority.roadmap.priorities)
        place = _number(row, row.priority.actions)
        return _("Action %(number)s") % {"number": f"{priority}.{place}"}
    return _("Priority %(number)s") % {"number": _number(row, row.roadmap.priorities)}


def _number(row, siblings) -> int:
    order = list(siblings.values_list("pk", flat=True))
    return order.index(row.pk) + 1 if row.pk in order else len(order) + 1


# --- One row as a plain form ----------------------------------------------------------


@dataclass(slots=True)
class RowDraft:
    """What was typed into a row, and what stands against saving it."""

    row: object
    typed: dict[str, str]
    bases: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)
    conflicts: dict[str, CellConflict] = field(default_factory=dict)

    @classmethod
    def of(cls, row, data) -> "RowDraft":
        """Read a sent form; a value that the person gave up is left out."""
        data = data or {}
        names = cells.cell_names(kind_of(row))
        typed = {
            name: data[name]
            for name in names
            if name in data and data.get(f"choice-{name}") != "stored"
        }
        bases = {name: data.get(f"base-{name}", "") for name in typed}
        return cls(row, typed, bases)

    def save(self, *, by, reason) -> None:
        try:
            roadmap_rows.save_cells(
                self.row, self.typed, bases=self.bases, by=by, reason=reason
            )
        except CellsDiffer as error:
            self.conflicts = {each.field: each for each in error.conflicts}
            raise
        except ValidationError as error:
            self.errors = error.message_dict
            raise Blocked(self._sentences()) from error

    def _sentences(self) -> list[str]:
        kind, place = kind_of(self.row), place_of(self.row)
        return [
            f"{place}, {cells.label_of(kind, name)}: {sentence}"
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]

    @property
    def form_id(self) -> str:
        return f"{cells.row_id(self.row)}f"

    @property
    def lines(self):
        """Yield each cell with what was typed, its errors and its conflict."""
        for column in cells.cells(self.row, cells.options()).values():
            for cell in column:
                shown = self.typed.get(cell.name, cell.value)
                base = self.bases.get(cell.name, cell.base)
                conflict, words = self.conflicts.get(cell.name), None
                if conflict:
                    base = cell.base
                    words = conflict_in_words(kind_of(self.row), conflict)
                errors = self.errors.get(cell.name, [])
                yield cell.showing(shown, base), errors, words


@get_or_post
def priority_save(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _save_row(request, roadmap, find_priority(roadmap, pk))


@get_or_post
def action_save(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _save_row(request, roadmap, find_action(roadmap, pk))


def _save_row(request, roadmap, row):
    form = ReasonedForm(posted(request), needs_reason=needs_reason(request, roadmap))
    draft = RowDraft.of(row, posted(request))
    return row_page(
        request,
        roadmap,
        form,
        lambda: draft.save(by=request.user, reason=form.stated_reason),
        heading=_("Save the row"),
        button=_("Save the row"),
        success=_("The row is saved."),
        lead=f"{place_of(row)}: {row}",
        after=anchor(row),
        template="pathfinders/editor_row.html",
        context={"draft": draft},
    )


# --- Rates ----------------------------------------------------------------------------


@get_or_post
def rates_page(request, iso3, number):
    """The currency of the totals, and what other currencies are worth in it."""
    roadmap = find_open(request, iso3, number)
    form = RatesForm(
        posted(request),
        instance=roadmap,
        needs_reason=needs_reason(request, roadmap),
    )
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.change_text(
            roadmap,
            write=form.save,
            rates=form.rates.values,
            by=request.user,
            reason=form.stated_reason,
        ),
        heading=_("Currency of the totals and stated rates"),
        button=_("Save currency and rates"),
        success=_("Currency and rates are saved."),
        lead=_("Amounts of different currencies are added only at a rate you state."),
        after="#totals",
        template="pathfinders/editor_rates.html",
    )
