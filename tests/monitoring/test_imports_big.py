"""Files of thousands of rows: looked through and applied outside the request."""

import os
import subprocess
import sys

import pytest

from alliance87.core.models import Job
from alliance87.launch.programs import PROJECT
from alliance87.partners.models import RoleAssignment
from monitoring.models import Evidence, Observation, ObservationVersion, ValueImport
from monitoring.transfers.opening import ROWS_AT_ONCE
from tests import factories
from tests.monitoring.import_files import address, brought, catalogue, seen, table
from tests.test_production import url_of_test_database

ROWS = ROWS_AT_ONCE + 1
# Ends between the writing of the rows and the end of the transaction.
APPLY = """
import os, sys
import django
from django.conf import settings
settings.STORAGES["default"]["OPTIONS"]["location"] = sys.argv[1]
django.setup()
from alliance87.core.models import User
from monitoring.models import ValueImport
from monitoring.transfers import applying
from monitoring.transfers.opening import apply_file, catalogue_of, planner

def die(value_import, *_move, **_facts):
    assert value_import.versions.count() > 0
    os.kill(os.getpid(), 9)

applying.TRANSFER.perform = die
found = ValueImport.objects.get()
by = User.objects.get(pk=found.created_by_id)
planned = planner(catalogue_of(None))
seen = applying.digest_of(planned(found))
apply_file(found, planned, by=by, reason="", seen=seen)
"""


def big_file(country):
    rows = (
        f"{country.iso3},X-1,2010,Total,{1 + number % 90},%,Kind {number}"
        for number in range(ROWS)
    )
    header = "Country,Indicator code,Year,Sex,Value,Unit,Reporting Type"
    return table(*rows, header=header)


@pytest.fixture
def found(client):
    """Bring a big file in, up to the rows."""
    catalogue()
    pathfinder = factories.make_pathfinder()
    client.force_login(factories.make_officer())
    return brought(client, big_file(pathfinder.country))


@pytest.mark.django_db
def test_big_file_is_looked_through_and_applied_as_jobs(client, found):
    page = client.get(address("rows", found)).content.decode()
    assert "Look through the rows" in page

    client.post(address("preview", found))
    shown = client.get(address("rows", found), {"show": "new", "page": 41})
    assert shown.context["counts"]["new"] == ROWS
    assert [row.place for row in shown.context["rows"]] == [f"E{ROWS + 1}"]
    answer = client.post(address("apply", found), seen(client, found))

    job = Job.objects.get(kind="monitoring.import_apply")
    assert answer.url.startswith(job.get_absolute_url())
    assert (job.state, job.result) == ("done", found.get_absolute_url())
    assert ObservationVersion.objects.published().count() == ROWS
    found.refresh_from_db()
    assert found.summary["new"] == ROWS

    client.post(address("undo", found), {})
    assert not ObservationVersion.objects.published().exists()
    page = client.get(address("", found)).content.decode()
    assert "Taken away" in page


@pytest.mark.django_db
def test_columns_that_are_said_anew_are_looked_through_again(client, found):
    client.post(address("preview", found))
    found.refresh_from_db()
    assert "preview" in found.choices

    client.post(
        address("columns", found),
        {"used-0": "on", "role-0-0": "country", "role-0-1": "code", "role-0-2": "year"}
        | {"role-0-4": "value", "role-0-5": "unit"},
    )

    page = client.get(address("rows", found)).content.decode()
    assert "Look through the rows" in page


@pytest.mark.django_db
def test_work_is_not_done_for_who_lost_the_right(client, found):
    RoleAssignment.objects.all().delete()

    assert client.post(address("preview", found)).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_killed_import_leaves_nothing(found, settings):
    environment = os.environ | {
        "DATABASE_URL": url_of_test_database(),
        "DJANGO_SETTINGS_MODULE": "alliance87.settings",
    }

    command = [sys.executable, "-c", APPLY, str(settings.DOCUMENTS_ROOT)]
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=False)

    assert done.returncode == -9
    assert not Observation.objects.exists()
    assert not ObservationVersion.objects.exists()
    assert not Evidence.objects.exists()
    assert ValueImport.objects.get().state == "read"
