"""Production refuses to start half-configured and is clean when configured."""

import os
import re
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection
from django.urls import reverse

from alliance87.launch.programs import PROJECT

COMPLETE = {
    "DJANGO_ENV": "production",
    "SECRET_KEY": "s" * 25 + "0123456789-abcdefghijklmnopqrst",
    "ALLOWED_HOSTS": "pathfinders.example",
    "DATABASE_URL": "postgresql://alliance87@localhost/alliance87",
}
# Fetches a page and its first stylesheet as a proxy would pass the requests on.
FETCH = """
import re, sys
import django
django.setup()
from django.test import Client
client = Client(headers={"host": "pathfinders.example"})
page = client.get(sys.argv[1], secure=True)
stylesheet = re.search(r'href="(/static/[^"]+[.]css)"', page.content.decode())[1]
style = client.get(stylesheet, secure=True)
print(page.status_code, style.status_code, stylesheet)
"""


def run_python(*arguments, **environment):
    """Run Python in the project with a production environment; "" means unset."""
    inherited = {
        name: text
        for name, text in os.environ.items()
        if name in {"PATH", "HOME", "LANG", "TMPDIR", "VAR_DIR"}
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={
            **inherited,
            "DJANGO_SETTINGS_MODULE": "alliance87.settings",
            **COMPLETE,
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def url_of_test_database():
    database = connection.settings_dict
    login = f"{quote(database['USER'])}:{quote(database['PASSWORD'], safe='')}"
    host = database["HOST"]
    if host.startswith("/"):
        return f"postgresql://{login}@/{quote(host, safe='')}/{database['NAME']}"
    port = database["PORT"] or 5432
    return f"postgresql://{login}@{host or 'localhost'}:{port}/{database['NAME']}"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without(name):
    done = run_python("manage.py", "check", **{name: ""})

    assert done.returncode == 1
    assert f"Production needs {name} in the environment" in done.stderr


def test_production_names_everything_that_is_missing():
    done = run_python(
        "manage.py", "check", SECRET_KEY="", ALLOWED_HOSTS="", DATABASE_URL=""
    )

    assert "Production needs SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL" in done.stderr


def test_unknown_environment_is_refused():
    done = run_python("manage.py", "check", DJANGO_ENV="prod")

    assert done.returncode == 1
    assert "DJANGO_ENV is 'prod'" in done.stderr


def test_deployment_check_is_clean():
    done = run_python("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.django_db(transaction=True)
def test_page_and_its_stylesheet_are_served_from_collected_files(tmp_path):
    environment = {"DATABASE_URL": url_of_test_database(), "STATIC_ROOT": str(tmp_path)}
    collected = run_python(
        "manage.py", "collectstatic", "--no-input", "--verbosity", "0", **environment
    )

    done = run_python("-c", FETCH, reverse("account_login"), **environment)

    assert (collected.returncode, collected.stderr) == (0, "")
    assert re.fullmatch(r"200 200 /static/.+\.[0-9a-f]{12}\.css\n", done.stdout)


def test_scripts_import_each_other_by_hashed_names(tmp_path):
    """A browser would mix a module that it kept with new ones after an update."""
    run_python(
        "manage.py", "collectstatic", "--no-input", "-v0", STATIC_ROOT=str(tmp_path)
    )

    imported = {
        name
        for script in (tmp_path / "js").glob("*.*.js")
        for name in re.findall(r'from "([^"]+)"', script.read_text())
    }

    assert len(imported) == 7
    assert all(re.fullmatch(r"\./[a-z-]+\.[0-9a-f]{12}\.js", name) for name in imported)


@pytest.mark.parametrize("document", ["docs/operations.md", ".env.example"])
def test_every_variable_is_documented(document):
    source = (PROJECT / "alliance87" / "settings.py").read_text()
    names = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', source))
    text = (PROJECT / document).read_text()

    missing = {name for name in names if not re.search(rf"\b{name}\b", text)}

    assert "DATABASE_URL" in names
    assert missing == set()
