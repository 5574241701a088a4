"""Migrations that move data: run on rows as an older version wrote them."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pathfinders.enums import RoadmapState
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("pathfinders", "0002_add_registers")]
AFTER = [("pathfinders", "0003_extend_roadmap_rows")]
ALL = ["child_labour", "forced_labour", "human_trafficking"]


def migrate(target):
    MigrationExecutor(connection).migrate(target)


def latest():
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def stored(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture
def back_to_latest():
    yield
    migrate(latest())


@pytest.mark.usefixtures("back_to_latest")
def test_themes_of_a_locked_roadmap_move_forth_and_back():
    roadmap = factories.make_roadmap(state=RoadmapState.PUBLISHED, rows={})
    for themes in ([], ["forced_labour"], ALL):
        factories.make_priority(roadmap, title=";".join(themes), themes=themes)

    migrate(BEFORE)
    words = stored("SELECT theme FROM pathfinders_priority ORDER BY position")
    history = stored("SELECT DISTINCT theme FROM pathfinders_priorityevent")
    migrate(AFTER)
    themes = stored("SELECT themes FROM pathfinders_priority ORDER BY position")

    assert words == [("",), ("forced_labour",), ("all",)]
    assert sorted(history) == [("",), ("all",), ("forced_labour",)]
    assert themes == [([],), (["forced_labour"],), (ALL,)]
