"""Small files of the catalogue for tests."""

from alliance87.core.models import User
from monitoring.catalogue import load_axes, load_set, read_axes, read_set
from monitoring.catalogue.shipped import AXES, FIRST_SET
from monitoring.models import IndicatorSet
from tests.factories import make_administrator

HEAD = """\
set:
  code: trial
  title: {en: Trial set}
  valid_from: 2024-01-01
indicators:
"""
FIRST = """\
  - code: A-1
    kind: standard
    dimension: prevalence
    theme: child_labour
    value_type: number
    label: {en: Children at work, fr: Enfants au travail}
    axes: {sex: [F, M]}
"""
SECOND = """\
  - code: A-2
    kind: standard
    dimension: commitment
    theme: all
    sub_area: budget
    value_type: money
    label: {en: Money for schools}
    target: {value: 12.5, by: 2030-12-31}
"""
SMALL = HEAD + FIRST + SECOND
SEXES = """\
axes:
  sex:
    - code: F
      name: {en: Female, fr: Sexe féminin}
    - code: M
      name: {en: Male}
"""


def load_small(text: str = SMALL, *, by: User | None = None, **facts) -> IndicatorSet:
    """Load the small file with the two parts of sex that it asks for."""
    by = by or make_administrator()
    load_axes(read_axes(SEXES), by=by)
    set_file = read_set(text)
    load_set(set_file, by=by, **facts)
    return IndicatorSet.objects.get(code=set_file.code)


def load_reference(by: User | None = None) -> IndicatorSet:
    """Load the set of the annex as the application ships it."""
    by = by or make_administrator()
    load_axes(read_axes(AXES.read_text(encoding="utf-8")), by=by)
    set_file = read_set(FIRST_SET.read_text(encoding="utf-8"))
    load_set(set_file, by=by)
    return IndicatorSet.objects.get(code=set_file.code)
