"""Migrations that move data, run on tables as an older version filled them."""

from importlib import import_module

import pytest
from django.db import connection

ROWS = import_module("pathfinders.migrations.0003_extend_roadmap_rows")
ALL = ["child_labour", "forced_labour", "human_trafficking"]
OLD_TABLE = """
    CREATE TEMPORARY TABLE owner (id int PRIMARY KEY);
    CREATE TEMPORARY TABLE old_row (
        id int, theme varchar(20), themes varchar(20)[] DEFAULT '{}',
        owner_id int REFERENCES owner DEFERRABLE INITIALLY DEFERRED
    );
    CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'locked'; END $$;
    CREATE TRIGGER locked BEFORE UPDATE ON old_row
        FOR EACH ROW EXECUTE FUNCTION pg_temp.refuse();
    INSERT INTO owner VALUES (1);
    INSERT INTO old_row (id, theme, owner_id)
        VALUES (1, '', 1), (2, 'forced_labour', 1), (3, 'all', 1);
"""


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def read(column: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM old_row ORDER BY id")
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.django_db
def test_themes_of_locked_rows_move_forth_and_back():
    """Rows are locked by a trigger, and their foreign keys are yet to be checked."""
    run(OLD_TABLE)

    run(ROWS.THEMES.format(table="old_row"))
    there = read("themes")
    run("ALTER TABLE old_row DISABLE TRIGGER USER; UPDATE old_row SET theme = ''")
    run("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE old_row ENABLE TRIGGER USER")
    run(ROWS.THEME.format(table="old_row"))

    assert there == [[], ["forced_labour"], ALL]
    assert read("theme") == ["", "forced_labour", "all"]


@pytest.mark.django_db
def test_both_tables_of_priorities_move_their_themes():
    moved = [
        operation.sql
        for operation in ROWS.Migration.operations
        if type(operation).__name__ == "RunSQL"
    ]

    assert moved == [
        ROWS.THEMES.format(table=table)
        for table in ("pathfinders_priority", "pathfinders_priorityevent")
    ]
