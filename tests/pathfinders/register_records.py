"""Records of a register as the verbs get them, and what they refuse."""

import pytest
from django.core.exceptions import ValidationError

from pathfinders.registers import save_record


def build(model, pathfinder, by, when=None, **fields):
    item = model(pathfinder=pathfinder, created_by=by, **fields)
    if when is not None:
        item.when = when
    return item


def refused(item, by) -> dict[str, list[str]]:
    before = item._meta.model.objects.count()
    with pytest.raises(ValidationError) as error:
        save_record(item, by=by)
    assert item._meta.model.objects.count() == before
    return error.value.message_dict
