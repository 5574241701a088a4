"""The text of an issued letter never changes, whoever writes and by which way."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError

from pathfinders.models import Letter
from tests.factories import make_document, make_letter, make_pathfinder

TEXT = {
    "kind": "hold",
    "number": "A87/2026/999",
    "dated_on": date(2020, 1, 1),
    "language": "es",
    "recipient": "Somebody else",
    "recipient_post": "Another post",
    "signatory": "Another hand",
    "signatory_post": "Another office",
    "body": "Another text.",
}


def locked(change, *args, **values) -> None:
    with pytest.raises(InternalError), transaction.atomic():
        change(*args, **values)


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def row(letter) -> dict:
    return Letter.objects.filter(pk=letter.pk).values().get()


@pytest.mark.parametrize("state", ["signed", "sent"])
@pytest.mark.parametrize("field", TEXT)
def test_text_of_an_issued_letter_is_locked(db, state, field):
    letter = make_letter(state=state)
    before = row(letter)

    locked(Letter.objects.filter(pk=letter.pk).update, **{field: TEXT[field]})
    locked(
        sql,
        f"UPDATE pathfinders_letter SET {field} = %s WHERE id = %s",  # noqa: S608
        TEXT[field],
        letter.pk,
    )

    assert row(letter) == before


@pytest.mark.parametrize("state", ["signed", "sent"])
def test_issued_letter_stays_with_its_country(db, state):
    letter = make_letter(state=state)
    before = row(letter)

    locked(Letter.objects.filter(pk=letter.pk).update, pathfinder=make_pathfinder().pk)

    assert row(letter) == before


@pytest.mark.parametrize(
    "assignment",
    ["state = 'draft'", "state = 'signed'", "sent_on = '2020-01-01'", "version = 9"],
)
def test_sent_letter_is_locked_as_a_whole(db, assignment):
    letter = make_letter(state="sent")
    before = row(letter)

    locked(sql, f"UPDATE pathfinders_letter SET {assignment}")  # noqa: S608

    assert row(letter) == before


@pytest.mark.parametrize("state", ["signed", "sent"])
def test_issued_letter_is_not_deleted(db, state):
    letter = make_letter(state=state)

    locked(letter.delete)
    locked(sql, "DELETE FROM pathfinders_letter")

    assert Letter.objects.count() == 1


@pytest.mark.parametrize("field", TEXT)
def test_text_of_a_draft_can_change(db, field):
    letter = make_letter()

    Letter.objects.filter(pk=letter.pk).update(**{field: TEXT[field]})

    assert row(letter)[field] == TEXT[field]


def test_letter_taken_back_can_be_corrected(db):
    letter = make_letter(state="signed")
    Letter.objects.filter(pk=letter.pk).update(state="draft", signed_scan=None)

    Letter.objects.filter(pk=letter.pk).update(body="Another text.")

    assert row(letter)["body"] == "Another text."


@pytest.mark.parametrize("field", TEXT)
def test_text_cannot_change_in_the_move_that_sends_or_reopens_it(db, field):
    """A change of state is no door for another text."""
    letter = make_letter(state="signed")
    before = row(letter)
    sent = {"state": "sent", "sent_on": date(2023, 6, 2)}

    locked(Letter.objects.filter(pk=letter.pk).update, **{field: TEXT[field]}, **sent)
    locked(
        Letter.objects.filter(pk=letter.pk).update,
        **{field: TEXT[field], "state": "draft"},
    )

    assert row(letter) == before


@pytest.mark.parametrize("state", ["signed", "sent"])
def test_signed_scan_is_not_exchanged(db, state):
    letter = make_letter(state=state)
    before = row(letter)
    other = make_document(audience="officials", country=letter.pathfinder.country)

    locked(Letter.objects.filter(pk=letter.pk).update, signed_scan=other.pk)

    assert row(letter) == before
