"""Files that go with mails, and what only one person may read of a mail."""

import pytest
from django.core import mail as sent_mails
from django.db import IntegrityError, transaction

from alliance87.core import calendars, outbox
from alliance87.core.models import Mail
from alliance87.core.models.mail import LONGEST_FILE
from alliance87.core.outbox import PERSONAL_LINK, PERSONAL_NOTE, File

pytestmark = pytest.mark.django_db
WORDS = {
    PERSONAL_LINK: "https://site.example.org/answer/" + "4f" * 32 + "/",
    PERSONAL_NOTE: "Join online: https://video.example.org/é-8,7;\nCode 87",
}


def write(key="letter:1", **fields) -> Mail:
    values = {"to": "ana@example.org", "subject": "News", "text": "Dear Ana."}
    return outbox.write(key=key, **values | fields)


@pytest.fixture
def words():
    """Let mails whose key begins with “letter” have words of their own."""
    marks = [(mark, "letter") for mark in WORDS]
    outbox.personal_link("letter")(lambda key: WORDS[PERSONAL_LINK])
    outbox.personal_note("letter")(lambda key: WORDS[PERSONAL_NOTE])
    yield
    for mark in marks:
        del outbox._words[mark]


def sent():
    """Return text and file of the only mail that left, the file as its bytes."""
    outbox.send_waiting()
    (message,) = sent_mails.outbox
    text, *files = message.message().walk()
    if text.is_multipart():
        text, *files = files
    return text.get_payload(decode=True).decode(), files


# --- The file -------------------------------------------------------------------------


def test_a_file_goes_with_its_mail_byte_for_byte():
    content = "BEGIN:VCALENDAR\r\nSUMMARY:Réunion\r\nEND:VCALENDAR\r\n"

    write(file=File("día 1.ics", "text/calendar; method=REQUEST", content))

    text, (part,) = sent()
    assert text.startswith("Dear Ana.")
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "REQUEST"
    assert part.get_filename() == "día 1.ics"
    assert part.get_payload(decode=True) == content.encode()


def test_a_mail_without_a_file_is_one_text():
    write()

    text, files = sent()

    assert (text[:9], files) == ("Dear Ana.", [])


def test_a_file_that_is_too_large_is_refused_before_anything_is_written():
    with pytest.raises(ValueError, match=r"big\.txt is too large for a mail"):
        write(file=File("big.txt", "text/plain", "x" * (LONGEST_FILE + 1)))

    assert not Mail.objects.exists()
    assert write(file=File("big.txt", "text/plain", "x" * LONGEST_FILE))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"file_name": "a.txt"}, "mail_file_whole_or_none"),
        (
            {
                "file_name": "a.txt",
                "file_type": "text/plain",
                "file_text": "x" * 100001,
            },
            "mail_file_is_small",
        ),
    ],
)
def test_the_database_holds_no_half_and_no_large_file(fields, name):
    mail = write()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(**fields)


# --- What only one person may read ----------------------------------------------------


def test_personal_words_are_put_in_when_the_mail_leaves(words):
    file = File("note.txt", "text/plain", f"Answer: {PERSONAL_LINK}")

    mail = write(text=f"{PERSONAL_NOTE}\n{PERSONAL_LINK}", file=file)

    stored = mail.text + mail.file_text
    assert not any(secret in stored for secret in WORDS.values())
    text, (part,) = sent()
    assert WORDS[PERSONAL_NOTE] in text
    assert WORDS[PERSONAL_LINK] in text
    assert part.get_payload(decode=True).decode() == f"Answer: {WORDS[PERSONAL_LINK]}"


def test_words_in_a_calendar_file_are_escaped_and_folded(words):
    line = f"DESCRIPTION:{'x' * 50} {PERSONAL_LINK}\\n{PERSONAL_NOTE}"
    stored = calendars.fill(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n", {})
    assert PERSONAL_LINK not in stored

    write(file=File("a.ics", "text/calendar", stored))

    _text, (part,) = sent()
    content = part.get_payload(decode=True)
    assert max(len(each) for each in content.split(b"\r\n")) == 75
    assert content.decode().replace("\r\n ", "") == (
        f"BEGIN:VEVENT\r\nDESCRIPTION:{'x' * 50} {WORDS[PERSONAL_LINK]}"
        "\\nJoin online: https://video.example.org/é-8\\,7\\;\\nCode 87"
        "\r\nEND:VEVENT\r\n"
    )


# --- Taking back ----------------------------------------------------------------------


def test_only_waiting_mails_of_a_cause_are_taken_back():
    write("letter:1:a")
    outbox.send_waiting()
    write("letter:1:b")
    write("letter:12:a")

    assert outbox.withdraw("letter:1") == 1

    kept = Mail.objects.values_list("key", flat=True)
    assert set(kept) == {"letter:1:a", "letter:12:a"}
