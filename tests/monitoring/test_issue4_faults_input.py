"""Faults found in review: what no page of ours sends, and what no column can hold."""

from decimal import Decimal

import pytest
from django.urls import reverse

from monitoring.enums import SourceKind, ValueState, ValueType
from monitoring.models import (
    CheckAnswer,
    Observation,
    ObservationVersion,
    Source,
    ValueImport,
)
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring import import_files
from tests.monitoring.entry_forms import YEAR, name_of, open_round, send

pytestmark = pytest.mark.django_db
NULL = "\x00"


@pytest.fixture
def count():
    return make_definition()


@pytest.fixture
def submission(count):
    return open_round(count)


@pytest.fixture
def at_work(submission, client_for):
    """Return the browser of a contributor of the country."""
    country = submission.pathfinder.country
    return client_for(factories.make_contributor(country, language="en"))


def quantities() -> list:
    rows = ObservationVersion.objects.filter(state=ValueState.DRAFT)
    return list(rows.values_list("quantity", "observation__source", "reason"))


# --- Addresses ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["indicator-list", "indicator-csv"])
def test_set_with_an_empty_byte_is_not_found(client, name):
    found = client.get(reverse(f"monitoring:{name}"), {"set": f"a{NULL}b"})

    assert found.status_code == 404


# --- The grid -------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["9" * 5000 + "|", f"|{NULL}", "|" + "x" * 9000])
def test_made_up_block_is_no_error_of_ours(submission, at_work, count, at):
    changes = {f"v{count.pk}-0-at": at, f"{name_of(count)}-quantity": "12"}

    answer = send(at_work, submission, changes)

    assert answer.status_code == 302
    assert [each[:2] for each in quantities()] == [(Decimal(12), None)]


def test_block_of_a_source_of_another_country_writes_nothing(
    submission, at_work, count
):
    foreign = make_source(pathfinder=factories.make_pathfinder())
    changes = {
        f"v{count.pk}-0-at": f"{foreign.pk}|",
        f"v{count.pk}-0-source": str(foreign.pk),
        f"{name_of(count)}-quantity": "12",
    }

    answer = send(at_work, submission, changes)

    assert answer.status_code == 200
    assert "Choose a source from the list." in answer.content.decode()
    assert not Observation.objects.exists()


def test_reason_of_the_secretariat_with_an_empty_byte_is_kept_without_it(
    submission, client_for, count
):
    officer = client_for(factories.make_officer(language="en"))
    changes = {
        f"{name_of(count)}-quantity": "12",
        "reason": f"By{NULL} telephone" + "." * 400,
    }

    answer = send(officer, submission, changes)

    assert answer.status_code == 302
    assert quantities() == [(Decimal(12), None, ("By telephone" + "." * 400)[:300])]


def test_explanation_with_an_empty_byte_is_kept_without_it(submission, at_work, count):
    place = make_observation(submission.pathfinder, count.indicator, year=YEAR - 1)
    make_value(place, definition=count, quantity=20, state=ValueState.PUBLISHED)
    send(at_work, submission, {f"{name_of(count)}-quantity": "900000"})

    answer = send(at_work, submission, {f"{name_of(count)}-why-jump": f"N{NULL}ew"})

    assert answer.status_code == 302
    assert [each.text for each in CheckAnswer.objects.all()] == ["New"]


# --- Sources --------------------------------------------------------------------------


def test_source_of_a_name_on_record_is_refused_in_words(submission, at_work):
    pathfinder = submission.pathfinder
    make_source(pathfinder=pathfinder, name="Survey 2024")
    url = reverse("monitoring:source-add", kwargs={"iso3": pathfinder.country.slug})

    answer = at_work.post(url, {"kind": SourceKind.SURVEY, "name": "Survey 2024"})

    assert answer.status_code == 200
    assert "A source of this name is on record." in answer.content.decode()
    assert Source.objects.count() == 1


# --- Files ----------------------------------------------------------------------------


@pytest.fixture
def bring(client):
    """Return what brings one row in, and gives the answer to “Publish the values”."""
    client.force_login(factories.make_officer(language="en"))
    country = factories.make_pathfinder(is_public=True).country
    import_files.catalogue()
    make_definition(make_indicator(code="X-M"), value_type=ValueType.MONEY)
    make_definition(make_indicator(code="X-N"), value_type=ValueType.NUMBER)

    def one(code: str, value: str, unit: str = ""):
        file = import_files.table(f"{country.iso3},{code},2010,Total,{value},{unit},S")
        found = import_files.brought(client, file)
        return client.post(
            import_files.address("apply", found), import_files.seen(client, found)
        )

    return one


@pytest.mark.parametrize(
    ("code", "value", "unit"),
    [
        ("X-M", "9" * 18 + "0", "USD"),
        ("X-M", "9" * 30, "USD"),
        ("X-N", "9" * 20, ""),
        ("X-N", "9" * 14, "billion"),
        ("X-N", "1e400", ""),
        ("X-N", "NaN", ""),
        ("X-N", "Infinity", ""),
    ],
)
def test_number_that_no_column_holds_is_refused_in_words(bring, code, value, unit):
    answer = bring(code, value, unit)

    assert answer.status_code == 200
    assert not ObservationVersion.objects.exists()
    assert ValueImport.objects.get().state == "read"


def test_outcome_with_another_value_before_is_looked_at_again(client):
    """As many values are changed as were shown, but not the ones that were shown."""
    client.force_login(factories.make_officer(language="en"))
    pathfinder = factories.make_pathfinder(is_public=True)
    import_files.catalogue()
    rows = import_files.rows_about
    file = import_files.table(*rows(pathfinder.country, 3))
    import_files.apply_brought(client, file)
    again = {"source": Source.objects.get().pk, "new_source": "", "new_kind": ""}

    def upload(value) -> ValueImport:
        file = import_files.table(*rows(pathfinder.country, value))
        import_files.upload(client, file, **again)
        found = ValueImport.objects.latest("pk")
        answers = import_files.answers(client, found)
        client.post(import_files.address("columns", found), answers)
        return found

    mine, other = upload(9), upload(7)
    shown = client.get(import_files.address("apply", mine))
    seen = shown.context["form"].initial["seen"]
    client.post(import_files.address("apply", other), import_files.seen(client, other))

    answer = client.post(import_files.address("apply", mine), {"seen": seen})

    assert answer.status_code == 409
    percents = ObservationVersion.objects.order_by("number")
    assert list(percents.values_list("percent", flat=True)) == [3, 7]
