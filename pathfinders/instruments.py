"""The reference list of international instruments that countries ratify."""

import json
from pathlib import Path

from django.db import transaction

from pathfinders.models import Instrument

LIST = Path(__file__).parent / "reference" / "instruments.json"


@transaction.atomic
def load_instruments() -> int:
    """Bring the instruments in line with the list; return how many it has.

    Safe to repeat. An instrument that left the list stays, since records point to it.
    """
    rows = json.loads(LIST.read_text(encoding="utf-8"))
    for row in rows:
        values = {name: value for name, value in row.items() if name != "code"}
        Instrument.objects.update_or_create(code=row["code"], defaults=values)
    return len(rows)
