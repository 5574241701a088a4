"""Which migrations are ours: packages installed below our folder are not."""

from pathlib import Path

from django.apps import apps

from alliance87.core import migrating


def test_our_apps_are_ours():
    ours = {
        each.label for each in apps.get_app_configs() if migrating._is_ours(each.label)
    }
    assert ours == {"core", "partners", "pathfinders", "monitoring", "meetings", "home"}


def test_package_installed_below_our_folder_is_not_ours(settings):
    settings.BASE_DIR = Path(apps.get_app_config("account").path).parents[1]
    assert not migrating._is_ours("account")
