"""The form by which outputs of earlier meetings are taken over."""

from collections.abc import Iterator, Sequence

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from meetings.decisions.taking_over import KINDS, Taken
from meetings.models import AgendaItem, Meeting, numbered
from meetings.selectors.outputs import HandedOver


class OutputsForm(forms.Form):
    """For each output: whether it is proposed, in which words, under which item."""

    def __init__(
        self, *args, meeting: Meeting, waiting: Sequence[HandedOver], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self._waiting = waiting
        rows = numbered(AgendaItem.objects.filter(meeting=meeting))
        self._items = {row.item.pk: row.item for row in rows}
        items = [(row.item.pk, f"{row.label} {row.item.title}") for row in rows]
        for each in waiting:
            for name, field in _fields(each, items).items():
                self.fields[name_of(each, name)] = field

    @property
    def groups(self) -> Iterator[tuple[HandedOver, list[BoundField]]]:
        for each in self._waiting:
            yield each, [self[name_of(each, name)] for name in _fields(each, [])]

    def clean(self):
        cleaned = super().clean()
        for each in self._waiting:
            name = name_of(each, "text")
            is_taken = cleaned.get(name_of(each, "take"))
            if is_taken and name not in self.errors and not cleaned[name]:
                self.add_error(name, _("Write what is decided."))
        return cleaned

    def taken(self) -> list[Taken]:
        """Return the outputs that were chosen, as they are to be proposed."""
        return [
            Taken(
                output=each.item,
                text=self.cleaned_data[name_of(each, "text")],
                kind=self.cleaned_data[name_of(each, "kind")],
                under=self._items.get(self.cleaned_data[name_of(each, "under")]),
            )
            for each in self._waiting
            if self.cleaned_data[name_of(each, "take")]
        ]


def name_of(handed: HandedOver, field: str) -> str:
    return f"{field}-{handed.item.pk}"


def _fields(handed: HandedOver, items: list[tuple[int, str]]) -> dict:
    return {
        "take": forms.BooleanField(label=_("Propose it"), required=False),
        "text": forms.CharField(
            label=_("As it is put to the Group"),
            initial=handed.item.expected_output,
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "kind": forms.ChoiceField(
            label=_("Kind"), choices=[(each.value, each.label) for each in KINDS]
        ),
        "under": forms.TypedChoiceField(
            label=_("Under the agenda item"),
            choices=[("", _("No item")), *items],
            coerce=int,
            empty_value=None,
            required=False,
        ),
    }
