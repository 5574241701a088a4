"""What all tests share: their own files and fast passwords, and a browser each."""

import os

import pytest
from django.conf import settings as project
from django.test import Client, override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

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
    """Keep uploads in a folder of the run, mail in memory, and passwords cheap."""
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
        STORAGES=storages,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


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


def pytest_configure(config):
    """Let forms have URL fields: Django 6 assumes https where 5.2 assumes http."""
    config.addinivalue_line(
        "filterwarnings", "ignore:The default scheme will be changed"
    )
