"""Files of values for the pages of imports, and a country that may bring one."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from monitoring.enums import ValueType
from monitoring.models import ValueImport
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.rounds import make_round, make_submission
from tests.monitoring.transfer_samples import csv_file

HEADER = "Country,Indicator code,Year,Sex,Value,Unit,Source"


def catalogue():
    """Make one indicator, a share by sex."""
    indicator = make_indicator(code="X-1")
    make_definition(
        indicator,
        value_type=ValueType.SHARE,
        axes={"sex": ("F", "M")},
        unit_en="children",
    )
    return indicator


def open_round(pathfinder):
    """Open a round for the country, due in a month."""
    today, day = timezone.localdate(), timedelta(days=1)
    found = make_round(
        year=today.year,
        opens_on=today - 30 * day,
        due_on=today + 30 * day,
        closes_on=today + 60 * day,
    )
    return make_submission(found, pathfinder)


def table(*rows: str, header: str = HEADER, name: str = "data.csv", **more):
    return csv_file("\n".join((header, *rows)) + "\n", name=name, **more)


def rows_about(country, *values) -> list[str]:
    return [
        f"{country.iso3},X-1,{2010 + number},Total,{value},%,Survey"
        for number, value in enumerate(values)
    ]


def address(step: str, found: ValueImport) -> str:
    name = f"monitoring:import-{step}" if step else "monitoring:import"
    return reverse(name, kwargs={"pk": found.pk})


def upload(client, file, *, pathfinder=None, **given):
    """Send a file in; return the answer."""
    if pathfinder is None:
        given = {"new_source": "Database", "new_kind": "global_database"} | given
        url = reverse("monitoring:import-add")
    else:
        keys = {"iso3": pathfinder.country.slug}
        url = reverse("monitoring:country-import-add", kwargs=keys)
    return client.post(url, {"file": file, **given})


def answers(client, found: ValueImport, **changed) -> dict:
    """Return the form of the columns as it is proposed, with changes."""
    form = client.get(address("columns", found)).context["form"]
    given = {
        name: form.get_initial_for_field(field, name)
        for name, field in form.fields.items()
    }
    kept = {name: value for name, value in given.items() if value not in (None, False)}
    return kept | changed


def seen(client, found: ValueImport) -> dict[str, str]:
    """Return what the page of an import sends back: the outcome that it showed."""
    form = client.get(address("apply", found)).context["form"]
    return {"seen": form.initial["seen"]}


def apply_brought(client, file, **facts):
    """Send a file in and write its values, as somebody who looked at its rows."""
    found = brought(client, file, **facts)
    return client.post(address("apply", found), seen(client, found))


def brought(client, file, *, pathfinder=None, **changed) -> ValueImport:
    """Send a file in and take the columns as they are proposed."""
    answer = upload(client, file, pathfinder=pathfinder)
    assert answer.status_code == 302, answer.context["form"].errors
    found = ValueImport.objects.latest("pk")
    client.post(address("columns", found), answers(client, found, **changed))
    return found
