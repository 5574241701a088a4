"""The reference list of countries and areas (ISO 3166, UN M49)."""

import json
from pathlib import Path

from django.db import transaction

from alliance87.core.models import Country

LIST = Path(__file__).parent / "reference" / "countries.json"
FIELDS = (
    *("iso2", "m49", "name_en", "name_fr", "name_es", "region", "sub_region"),
    *("intermediate_region", "is_ldc", "is_lldc", "is_sids", "longitude", "latitude"),
)


@transaction.atomic
def load_countries() -> int:
    """Bring the countries in line with the list; return how many it has.

    Safe to repeat. A country that left the list stays, since records point to it.
    """
    rows = json.loads(LIST.read_text(encoding="utf-8"))
    for row in rows:
        values = {name: row[name] for name in FIELDS}
        Country.objects.update_or_create(iso3=row["iso3"], defaults=values)
    return len(rows)
