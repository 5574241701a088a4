"""How files of one source are read is kept for each source, whatever their columns."""

import random

import pytest
from django.db import IntegrityError, transaction

from monitoring.models import ImportProfile
from tests import factories
from tests.factories.values import make_source

pytestmark = pytest.mark.django_db
LAYOUT = [["Country", "Year", "Value"]]


def make_profile(**fields) -> ImportProfile:
    values = {"name": "Survey", "layout": LAYOUT, "mapping": {}}
    return ImportProfile.objects.create(
        created_by=factories.keeper(), **(values | fields)
    )


def test_two_sources_with_the_same_columns_are_read_each_in_its_way():
    """One would forget the other's, because the columns are the same."""
    make_profile(source=make_source())
    make_profile(source=make_source())

    assert ImportProfile.objects.count() == 2


@pytest.mark.parametrize("has_source", [True, False])
def test_a_source_has_one_way_for_the_same_columns(has_source):
    source = make_source() if has_source else None
    make_profile(source=source)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_profile(source=source)


def test_a_file_with_very_many_columns_is_remembered():
    """Their names do not fit into a row of an index."""
    names = random.Random(8)
    wide = [[f"{names.getrandbits(160):x}" for _column in range(400)]]

    assert make_profile(layout=wide).layout == wide
