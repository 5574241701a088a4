"""What earlier meetings hand over to one: the outputs of their agenda items."""

from dataclasses import dataclass

from django.db.models import Prefetch

from meetings.enums import DecisionState, ItemOutcome
from meetings.models import AgendaItem, Decision, Meeting, numbered


@dataclass(frozen=True, slots=True)
class HandedOver:
    """An output under the number its item has; `decision` if it is taken over."""

    item: AgendaItem
    label: str
    decision: Decision | None

    @property
    def title(self) -> str:
        return f"{self.label}. {self.item.title}"


@dataclass(frozen=True, slots=True)
class Handover:
    """All outputs that one earlier meeting hands over, in the order of its agenda."""

    meeting: Meeting
    outputs: tuple[HandedOver, ...]

    @property
    def taken(self) -> tuple[HandedOver, ...]:
        return tuple(each for each in self.outputs if each.decision is not None)


def handovers_to(meeting: Meeting) -> list[Handover]:
    """Return what the meetings whose outcomes go to this one produced (three queries).

    An item without an output in words, or withdrawn, hands nothing over. An output
    whose decision was withdrawn waits again.
    """
    standing = Decision.objects.exclude(state=DecisionState.WITHDRAWN)
    items = AgendaItem.objects.prefetch_related(
        Prefetch("taken_over_by", standing.select_related("meeting"))
    )
    earlier = meeting.prepared_by.prefetch_related(Prefetch("items", items))
    found = [
        Handover(each, tuple(_outputs_of(each))) for each in earlier.order_by("on")
    ]
    return [each for each in found if each.outputs]


def _outputs_of(earlier: Meeting):
    for row in numbered(earlier.items.all()):
        item = row.item
        if item.outcome == ItemOutcome.WITHDRAWN or not item.expected_output.strip():
            continue
        decision = next(iter(item.taken_over_by.all()), None)
        yield HandedOver(item, row.label, decision)
