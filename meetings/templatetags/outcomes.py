"""How a page of a meeting prints what came of it: rows of decisions and actions.

No template: a meeting leaves dozens of each, and the display of a choice that Django
adds to models looks through all choices each time.
"""

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import truncatechars
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from alliance87.core.dates import write_day
from meetings.addresses import Addresses
from meetings.enums import ActionState, DecisionKind, DecisionState

register = template.Library()

TEXT_CHARACTERS = 240


def shortened(text: str, characters: int) -> str:
    return text if len(text) <= characters else truncatechars(text, characters)


@register.simple_tag
def decision_rows(decisions: Iterable, text_label: str, state_label: str) -> SafeString:
    """Return the rows of a table; narrow screens print the labels in each."""
    rows, urls = [], Addresses("meetings:decision", pk=int)
    for each in decisions:
        state = escape(DecisionState(each.state).label)
        if each.decided_on:
            day = escape(write_day(each.decided_on))
            state += f'<span class="table__note nowrap">{day}</span>'
        kind = escape(DecisionKind(each.kind).label)
        text = escape(shortened(each.text, TEXT_CHARACTERS))
        note = f'<span class="table__note">{kind}</span>'
        cells = (_cell(text_label, f"{text}{note}"), _cell(state_label, state))
        rows.append(_row(urls.of(pk=each.pk), each.reference, cells))
    return mark_safe("".join(rows))  # noqa: S308 -- every text is escaped


@register.simple_tag
def action_rows(
    actions: Iterable, text_label: str, owner_label: str, state_label: str
) -> SafeString:
    """Return the rows of a table; narrow screens print the labels in each."""
    rows, urls = [], Addresses("meetings:action-point", pk=int)
    for each in actions:
        cells = (
            _cell(text_label, escape(each.text)),
            _cell(owner_label, escape(", ".join(each.owners))),
            _cell(state_label, escape(ActionState(each.state).label)),
        )
        rows.append(_row(urls.of(pk=each.pk), each.reference, cells))
    return mark_safe("".join(rows))  # noqa: S308 -- every text is escaped


def _row(url: str, reference: str, cells: Iterable[str]) -> str:
    link = f'<a href="{escape(url)}">{escape(reference)}</a>'
    head = f'<th scope="row" class="nowrap">{link}</th>'
    return f"<tr>{head}{''.join(cells)}</tr>"


def _cell(label: str, content: str) -> str:
    return f'<td data-label="{escape(label)}"><div>{content}</div></td>'
