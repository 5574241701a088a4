"""Participants pasted as lines: «Name; Post; Organization; Group; E-mail»."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from pathfinders.enums import ParticipantGroup
from pathfinders.models import Participant

MOST_LINES = 500
COLUMNS = ("name", "post", "organization", "group", "email")
LABELS = {field.name: field.verbose_name for field in Participant._meta.fields}


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line as it was read, with what is wrong in it, one sentence each."""

    number: int
    participant: Participant
    group_text: str
    errors: tuple[str, ...] = ()
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        return not self.errors and not self.is_known


def read_participants(text: str, on_list: Iterable[Participant]) -> list[PastedLine]:
    """Read one participant a line, separated by tabs or semicolons.

    A first line with the names of the columns is passed over. Somebody who is
    `on_list`, or stands in an earlier line, is marked as known.
    """
    names = _group_names()
    known = {_identity(each) for each in on_list if each.name}
    lines = []
    for number, cells in _cells(text):
        line = _read(number, cells, names)
        identity = _identity(line.participant)
        if not line.errors and line.participant.name and identity in known:
            line = PastedLine(number, line.participant, line.group_text, is_known=True)
        known.add(identity)
        lines.append(line)
    return lines


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        delimiter = "\t" if "\t" in line else ";"
        # A quotation mark that is never closed must not swallow anything.
        cells = next(csv.reader([line], delimiter=delimiter, strict=False))
        cells = [" ".join(cell.split()) for cell in cells]
        if number > 1 or not _is_heading(cells):
            yield number, cells


def _is_heading(cells: list[str]) -> bool:
    words = {"name", "nom", "nombre", _("Name").casefold()}
    return cells[0].casefold() in words


def _read(number: int, cells: list[str], names: dict[str, str]) -> PastedLine:
    errors = []
    if extra := [cell for cell in cells[len(COLUMNS) :] if cell]:
        errors.append(_("“%(text)s” stands in a sixth column.") % {"text": extra[0]})
    filled = [*cells, *[""] * len(COLUMNS)][: len(COLUMNS)]
    values = dict(zip(COLUMNS, filled, strict=True))
    group_text = values["group"]
    values["group"] = names.get(group_text.casefold(), "")
    participant = Participant(**values)
    errors += _errors(participant, group_text)
    return PastedLine(number, participant, group_text, tuple(errors))


def _errors(participant: Participant, group_text: str) -> Iterator[str]:
    if not group_text:
        yield _("The group is missing.")
    elif not participant.group:
        yield _("“%(group)s” is not a group.") % {"group": group_text}
    is_survivor = participant.group == ParticipantGroup.SURVIVORS
    if not participant.name and not is_survivor:
        yield _("The name is missing.")
    try:
        participant.clean_fields(
            exclude={"workshop", "group", *(() if participant.name else ("name",))}
        )
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            label = capfirst(LABELS[name])
            yield from (f"{label}: {sentence}" for sentence in sentences)


def _identity(participant: Participant) -> tuple[str, str]:
    return participant.name.casefold(), participant.organization.casefold()


def _group_names() -> dict[str, str]:
    """Return the group for its code and for its name in each of our languages."""
    names = {group.value: group.value for group in ParticipantGroup}
    for code, _label in settings.LANGUAGES:
        with override(code):
            names |= {str(g.label).casefold(): g.value for g in ParticipantGroup}
    return names
