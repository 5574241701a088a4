"""What is kept for as long as the database says the same, and what ends that."""

from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db import DatabaseError, connection, connections, transaction
from django.http import Http404
from django.utils import timezone, translation

from alliance87.core.enums import Audience
from alliance87.core.models import Country, Document
from alliance87.core.unchanged import PAGES, one_snapshot, unchanged
from tests import factories
from tests.snapshots import undisturbed

pytestmark = pytest.mark.django_db(transaction=True)


class Page:
    """A page that names the countries, and counts how often it is made."""

    def __init__(self):
        self.made = 0
        self.meanwhile = lambda: None

    def make(self, reader) -> str:
        self.made += 1
        self.meanwhile()
        return ", ".join(Country.objects.order_by("pk").values_list("iso3", flat=True))

    def read(self, rf, user=None, *asked) -> str:
        request = rf.get("/")
        request.user = user or AnonymousUser()
        view = one_snapshot(lambda asking: unchanged(asking, self.make, *asked))
        return view(request)


@pytest.fixture
def kept():
    caches[PAGES].clear()
    factories.make_country(iso3="QAA")
    return Page()


def elsewhere(act) -> None:
    """Do something over another connection, as another worker does, and commit it."""

    def run():
        act()
        connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def test_it_is_made_once_as_long_as_nobody_writes(kept, rf):
    def read() -> int:
        kept.made = 0
        assert [kept.read(rf) for _turn in range(3)] == ["QAA"] * 3
        return kept.made

    assert undisturbed(read) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda: Country.objects.update(iso3="QAB"),
        lambda: Country.objects.all().delete(),
        lambda: factories.make_country(iso3="QAC"),
        lambda: connection.cursor().execute("TRUNCATE core_country CASCADE"),
    ],
    ids=["update", "delete", "insert", "truncate"],
)
def test_whatever_another_worker_writes_ends_it(kept, rf, write):
    before = kept.read(rf)

    elsewhere(write)

    assert kept.read(rf) != before


def test_what_is_rolled_back_elsewhere_is_never_said(kept, rf):
    def give_up():
        with transaction.atomic():
            Country.objects.update(iso3="QAB")
            assert kept.read_inside() == "QAB"
            transaction.set_rollback(True)

    kept.read_inside = lambda: kept.read(rf)
    elsewhere(give_up)

    assert kept.read(rf) == "QAA"


def test_a_change_while_it_is_made_is_said_the_next_time(kept, rf):
    def change():
        elsewhere(lambda: factories.make_country(iso3="QAZ"))
        kept.meanwhile = lambda: None

    kept.meanwhile = change

    assert kept.read(rf) == "QAA", "all of one reading is of one moment"
    assert kept.read(rf) == "QAA, QAZ"


def test_a_change_that_is_not_committed_yet_is_said_when_it_is(kept, rf):
    with transaction.atomic():
        Country.objects.update(iso3="QAB")
        seen = []
        elsewhere(lambda: seen.append(kept.read(rf)))
        assert seen == ["QAA"]

    assert kept.read(rf) == "QAB"


def test_in_a_transaction_nothing_is_kept_and_nothing_kept_is_said(kept, rf):
    assert kept.read(rf) == "QAA"

    with transaction.atomic():
        Country.objects.update(iso3="QAB")
        assert kept.read(rf) == "QAB"
        transaction.set_rollback(True)

    assert kept.read(rf) == "QAA"


def test_it_writes_nothing(kept, rf):
    kept.meanwhile = lambda: Country.objects.update(iso3="QAB")

    with pytest.raises(DatabaseError, match="read-only"):
        kept.read(rf)
    assert Country.objects.get().iso3 == "QAA"


def test_a_refusal_is_not_kept(kept, rf):
    def refuse():
        raise Http404

    kept.meanwhile = refuse
    with pytest.raises(Http404):
        kept.read(rf)

    kept.meanwhile = lambda: None
    assert kept.read(rf) == "QAA"


# --- For whom, and when ---------------------------------------------------------------


def test_who_has_the_same_rights_shares_it_and_nobody_else(kept, rf):
    group = [factories.make_gcg_member() for _each in range(2)]
    focal = [factories.make_focal_point() for _each in range(2)]
    others = [factories.make_gcg_observer(), factories.make_officer(), AnonymousUser()]

    def read() -> int:
        kept.made = 0
        for user in (*group, *focal, *others) * 2:
            kept.read(rf, user)
        return kept.made

    assert undisturbed(read) == 1 + 2 + 3


def test_whoever_shares_it_is_asked_for_by_no_account(kept, rf):
    member = factories.make_gcg_member()
    readers = []
    kept.make = lambda reader: readers.append(reader.pk)

    kept.read(rf, member)

    assert readers == [0]


def test_rights_that_end_with_a_day_end_it(kept, rf, monkeypatch):
    tomorrow = timezone.now() + timedelta(days=1)

    def read() -> int:
        kept.made = 0
        kept.read(rf)
        with monkeypatch.context() as clock:
            clock.setattr("django.utils.timezone.now", lambda: tomorrow)
            kept.read(rf)
        kept.read(rf)
        return kept.made

    assert undisturbed(read) == 2


def test_each_language_and_question_has_its_own(kept, rf):
    def read() -> int:
        kept.made = 0
        for language in ("en", "fr", "en"):
            with translation.override(language):
                kept.read(rf)
        kept.read(rf, None, "other")
        return kept.made

    assert undisturbed(read) == 3


def test_an_embargo_ends_it_at_its_second(kept, rf, monkeypatch):
    """A leak the other way: what was embargoed must appear without anybody writing."""
    hour = timezone.now() + timedelta(minutes=5)
    factories.make_document(audience=Audience.PUBLIC, embargoed_until=hour)
    kept.make = lambda reader: Document.objects.visible_to(reader).count()
    assert [kept.read(rf), kept.read(rf)] == [0, 0]

    monkeypatch.setattr("django.utils.timezone.now", lambda: hour)

    assert kept.read(rf) == 1
