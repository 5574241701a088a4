"""Mails: written with their cause, sent after it, once, with what went wrong."""

import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail as sent_mails
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone

from alliance87.core import outbox
from alliance87.core.models import Mail
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def write(key="reminder:1", **fields) -> Mail | None:
    fields = {
        "to": "ana@example.org",
        "subject": "Your report is due",
        "text": "Dear Ana,\nplease report.",
    } | fields
    return outbox.write(key=key, **fields)


class Server(EmailBackend):
    """A mail server that keeps what it gets, unless told to fail."""

    fails_to_open: Exception | None = None
    refuses: dict[str, Exception] = {}

    def open(self):
        if self.fails_to_open:
            raise self.fails_to_open

    def send_messages(self, messages):
        for message in messages:
            if message.to[0] in self.refuses:
                raise self.refuses[message.to[0]]
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "fails_to_open", None)
    monkeypatch.setattr(Server, "refuses", {})
    return Server


@pytest.fixture
def age():
    """Return a function that makes all mails so much older."""

    def make_older(wait):
        Mail.objects.update(created_at=timezone.now() - wait)

    return make_older


# --- Writing --------------------------------------------------------------------


def test_mail_is_written_once_for_its_key():
    first = write()

    assert first is not None
    assert write(text="Something else.") is None
    assert "please report." in Mail.objects.get().text


def test_mail_keeps_person_and_language(settings):
    settings.SITE_URL = "https://pathfinders.example.org"
    user = make_user(language="fr")

    mail = write(user=user, language="fr", subject="Votre rapport")

    assert (mail.user, mail.language, mail.attempts) == (user, "fr", 0)
    assert mail.text.endswith("\nhttps://pathfinders.example.org/\n")
    assert mail.text.startswith("Dear Ana,\nplease report.\n\n-- \n")


def test_mail_goes_with_the_transaction_that_causes_it():
    def fail():
        with transaction.atomic():
            write()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert outbox.send_waiting() == 0
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("to", ["ana", "ana@example.org\nBcc: x@example.org", ""])
def test_address_that_is_none_is_refused(to):
    with pytest.raises(ValidationError):
        write(to=to)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\u2028", "\x85"])
def test_header_cannot_be_injected_through_the_subject(end):
    write(subject=f"Hello{end}Bcc: eve@example.org{end}{end}<b>body</b>")

    outbox.send_waiting()

    (message,) = sent_mails.outbox
    head = message.message()
    assert head["Bcc"] is None
    assert message.recipients() == ["ana@example.org"]
    assert len(message.subject.splitlines()) == 1


def test_template_syntax_and_html_arrive_as_they_are():
    write(text="{{ settings.SECRET_KEY }} {0.__class__} %(x)s <b>x</b>")

    outbox.send_waiting()

    message = sent_mails.outbox[0]
    assert "{{ settings.SECRET_KEY }} {0.__class__} %(x)s <b>x</b>" in message.body
    assert message.message().get_content_type() == "text/plain"


def test_control_characters_do_not_reach_the_mail():
    assert write(text="a\x00b\x0bc\x1b[31md").text.startswith("abc[31md\n")


def test_long_subject_is_cut():
    assert len(write(subject="é" * 300).subject) == 200


# --- Sending --------------------------------------------------------------------


def test_waiting_mails_are_sent_once_in_order(settings):
    settings.SITE_URL = "https://pathfinders.example.org"
    first, _second = write("1", subject="First"), write("2", subject="Second")

    assert outbox.send_waiting() == 2
    assert outbox.send_waiting() == 0

    assert [message.subject for message in sent_mails.outbox] == ["First", "Second"]
    head = sent_mails.outbox[0].message()
    written = int(first.created_at.timestamp())
    host = "pathfinders.example.org"
    assert head["Message-ID"] == f"<mail.{first.pk}.{written}@{host}>"
    assert head["Auto-Submitted"] == "auto-generated"
    assert head["Content-Language"] == "en"
    first.refresh_from_db()
    assert (first.attempts, first.error) == (1, "")
    assert first.sent_at is not None


def test_no_more_than_the_limit_is_sent():
    for number in range(3):
        write(str(number))

    assert outbox.send_waiting(limit=2) == 2
    assert Mail.objects.filter(sent_at=None).count() == 1


def test_server_that_is_down_costs_no_attempt_and_is_named(server):
    server.fails_to_open = ConnectionRefusedError("[Errno 111] Connection refused")
    mail, other = write("1"), write("2")

    assert outbox.send_waiting() == 0

    mail.refresh_from_db()
    other.refresh_from_db()
    assert mail.error == "ConnectionRefusedError: [Errno 111] Connection refused"
    assert (mail.attempts, mail.sent_at, other.error) == (0, None, "")
    server.fails_to_open = None
    assert outbox.send_waiting() == 2
    mail.refresh_from_db()
    assert (mail.attempts, mail.error) == (1, "")


def test_refused_mail_does_not_hold_up_the_others(server):
    refusal = smtplib.SMTPDataError(451, b"try later")
    server.refuses = {"bad@example.org": refusal}
    bad, good = write("1", to="bad@example.org"), write("2")

    assert outbox.send_waiting() == 1

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.attempts, bad.sent_at) == (1, None)
    assert bad.error == "SMTPDataError: (451, b'try later')"
    assert good.sent_at is not None


@pytest.mark.parametrize(
    "silence",
    [TimeoutError("timed out"), smtplib.SMTPServerDisconnected("closed")],
)
def test_server_that_falls_silent_ends_the_round(server, silence):
    """Waiting half a minute for each of a thousand mails would hold up all jobs."""
    first, second = write("a", to="ben@example.org"), write("b")
    server.refuses = {"ben@example.org": silence}

    assert outbox.send_waiting() == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, second.attempts) == (1, 0)

    assert outbox.send_waiting() == 1
    assert [each.to for each in sent_mails.outbox] == [["ana@example.org"]]


def test_postman_leaves_the_jobs_their_turn():
    for number in range(outbox.AT_ONCE + 1):
        write(str(number))
    postman = outbox.Postman()

    assert (postman.go(), postman.go(), postman.go()) == (outbox.AT_ONCE, 1, 0)


def test_refused_mail_is_tried_five_times_ever_later(server, age):
    server.refuses = {"ana@example.org": smtplib.SMTPDataError(550, b"no such user")}
    mail = write()
    tried = []

    for minutes in (0, 4, 6, 29, 31, 119, 121, 479, 481, 100_000):
        age(timedelta(minutes=minutes))
        outbox.send_waiting()
        mail.refresh_from_db()
        tried.append(mail.attempts)

    assert tried == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert mail.sent_at is None


def test_last_refusal_is_an_error_in_the_log(server, age, caplog):
    server.refuses = {"ana@example.org": smtplib.SMTPDataError(550, b"no such user")}
    write()
    age(timedelta(days=1))

    for _attempt in range(outbox.ATTEMPTS):
        outbox.send_waiting()

    levels = [record.levelname for record in caplog.records]
    assert levels == ["WARNING"] * 4 + ["ERROR"]


def test_mail_that_waited_for_days_is_still_sent(age):
    write()
    age(timedelta(days=5))

    assert outbox.send_waiting() == 1


def test_postman_rests_after_trouble_and_longer_each_time(server, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(outbox.time, "monotonic", lambda: clock[0])
    server.fails_to_open = TimeoutError("timed out")
    postman, mail = outbox.Postman(), write()
    knocked = []

    def go(seconds):
        Mail.objects.update(error="")
        clock[0] += seconds
        postman.go()
        mail.refresh_from_db()
        knocked.append(mail.error != "")

    for seconds in (0, 14, 2, 29, 2):
        go(seconds)
    assert knocked == [True, False, True, False, True]

    server.fails_to_open = None
    clock[0] += outbox.LONGEST_REST
    assert postman.go() == 1


def test_command_says_how_many_went(capsys):
    write("1")
    write("2")

    call_command("send_mail")

    assert capsys.readouterr().out == "2 mails sent.\n"


def test_mail_that_was_given_up_is_sent_when_asked_for(server, age, capsys):
    write()
    age(timedelta(days=1))
    Mail.objects.update(attempts=outbox.ATTEMPTS)
    call_command("send_mail")
    assert capsys.readouterr().out == "0 mails sent.\n"

    call_command("send_mail", "--again")

    said = capsys.readouterr().out
    assert said == "1 mails were given up and wait again.\n1 mails sent.\n"


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_every_mail_once():
    for number in range(20):
        write(str(number), subject=f"Mail {number}")
    together, counts = Barrier(3), []

    def send():
        together.wait()
        try:
            counts.append(outbox.send_waiting())
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 20
    subjects = [message.subject for message in sent_mails.outbox]
    assert sorted(subjects) == sorted(f"Mail {number}" for number in range(20))


@pytest.mark.django_db(transaction=True)
def test_mail_under_way_is_skipped_by_another_sender():
    write()
    seen = []

    def send():
        try:
            seen.append(outbox.send_waiting())
        finally:
            connections.close_all()

    with transaction.atomic():
        Mail.objects.select_for_update().get()
        other = Thread(target=send)
        other.start()
        other.join(10)

    assert seen == [0]
