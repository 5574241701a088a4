"""What all tests share: their own files and fast passwords, and a browser each."""

import os
from collections import Counter

import pytest
from django.conf import settings as project
from django.db import connection
from django.test import Client, override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

from alliance87.launch.testing import cores, processes_for

# A machine that pauses says nothing about a property. What guards a merge tries the
# same examples each time; everybody else looks for new ones.
properties.register_profile(
    "alliance87",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
properties.load_profile("alliance87")


@pytest.fixture(scope="session", autouse=True)
def _apart_from_the_machine(tmp_path_factory):
    """Keep uploads in a folder of the run, mail in memory, and passwords cheap.

    Each process of a run has folders of its own: none waits for a place of another.
    """
    folder = tmp_path_factory.mktemp("documents")
    storages = project.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder},
        },
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
        },
    }
    with override_settings(
        DOCUMENTS_ROOT=folder,
        VAR_DIR=tmp_path_factory.mktemp("var"),
        # Otherwise every client of a test looks through all static files.
        WHITENOISE_AUTOREFRESH=True,
        STORAGES=storages,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End sessions that a browser or a killed process left: the database has to go."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _in_english():
    """Begin in English, whatever language the request of another test left behind."""
    with translation.override("en"):
        yield


@pytest.fixture
def client_for(db):
    """Return `client_for(user)`: a browser in which that person is signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """Answer `-n auto`; output that is not caught and `--trace` need one process."""
    looking = config.option.capture == "no" or config.option.trace
    return 0 if looking else processes_for(config.args, cores=cores())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Begin with long files side by side: the last one keeps the others waiting."""
    if hasattr(config, "workerinput"):
        size = Counter(item.path for item in items)
        items.sort(
            key=lambda item: ("browser" not in item.path.parts, -size[item.path])
        )


def pytest_configure(config):
    """Let forms have URL fields: Django 6 assumes https where 5.2 assumes http."""
    config.addinivalue_line(
        "filterwarnings", "ignore:The default scheme will be changed"
    )
