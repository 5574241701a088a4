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
def page():
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


def test_it_is_made_once_as_long_as_nobody_writes(page, rf):
    def read() -> int:
        page.made = 0
        assert [page.read(rf) for _turn in range(3)] == ["QAA"] * 3
        return page.made

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
def test_whatever_another_worker_writes_ends_it(page, rf, write):
    before = page.read(rf)

    elsewhere(write)

    assert page.read(rf) != before


def test_what_is_rolled_back_elsewhere_is_never_said(page, rf):
    def give_up():
        with transaction.atomic():
            Country.objects.update(iso3="QAB")
            assert page.read_inside() == "QAB"
            transaction.set_rollback(True)

    page.read_inside = lambda: page.read(rf)
    elsewhere(give_up)

    assert page.read(rf) == "QAA"


def test_a_change_while_it_is_made_is_said_the_next_time(page, rf):
    def change():
        elsewhere(lambda: factories.make_country(iso3="QAZ"))
        page.meanwhile = lambda: None

    page.meanwhile = change

    assert page.read(rf) == "QAA", "all of one reading is of one moment"
    assert page.read(rf) == "QAA, QAZ"


def test_a_change_that_is_not_committed_yet_is_said_when_it_is(page, rf):
    with transaction.atomic():
        Country.objects.update(iso3="QAB")
        seen = []
        elsewhere(lambda: seen.append(page.read(rf)))
        assert seen == ["QAA"]

    assert page.read(rf) == "QAB"


def test_in_a_transaction_nothing_is_kept_and_nothing_kept_is_said(page, rf):
    assert page.read(rf) == "QAA"

    with transaction.atomic():
        Country.objects.update(iso3="QAB")
        assert page.read(rf) == "QAB"
        transaction.set_rollback(True)

    assert page.read(rf) == "QAA"


def test_it_writes_nothing(page, rf):
    page.meanwhile = lambda: Country.objects.update(iso3="QAB")

    with pytest.raises(DatabaseError, match="read-only"):
        page.read(rf)
    assert Country.objects.get().iso3 == "QAA"


def test_a_refusal_is_not_kept(page, rf):
    def refuse():
        raise Http404

    page.meanwhile = refuse
    with pytest.raises(Http404):
        page.read(rf)

    page.meanwhile = lambda: None
    assert page.read(rf) == "QAA"


# --- For whom, and when ---------------------------------------------------------------


def test_who_has_the_same_rights_shares_it_and_nobody_else(page, rf):
    group = [factories.make_gcg_member() for _each in range(2)]
    focal = [factories.make_focal_point() for _each in range(2)]
    others = [factories.make_gcg_observer(), factories.make_officer(), AnonymousUser()]

    def read() -> int:
        page.made = 0
        for user in (*group, *focal, *others) * 2:
            page.read(rf, user)
        return page.made

    assert undisturbed(read) == 1 + 2 + 3


def test_whoever_shares_it_is_asked_for_by_no_account(page, rf):
    member = factories.make_gcg_member()
    readers = []
    page.make = lambda reader: readers.append(reader.pk)

    page.read(rf, member)

    assert readers == [0]


def test_rights_that_end_with_a_day_end_it(page, rf, monkeypatch):
    tomorrow = timezone.now() + timedelta(days=1)

    def read() -> int:
        page.made = 0
        page.read(rf)
        with monkeypatch.context() as clock:
            clock.setattr("django.utils.timezone.now", lambda: tomorrow)
            page.read(rf)
        page.read(rf)
        return page.made

    assert undisturbed(read) == 2


def test_each_language_and_question_has_its_own(page, rf):
    def read() -> int:
        page.made = 0
        for language in ("en", "fr", "en"):
            with translation.override(language):
                page.read(rf)
        page.read(rf, None, "other")
        return page.made

    assert undisturbed(read) == 3


def test_an_embargo_ends_it_at_its_second(page, rf, monkeypatch):
    """A leak the other way: what was embargoed must appear without anybody writing."""
    hour = timezone.now() + timedelta(minutes=5)
    factories.make_document(audience=Audience.PUBLIC, embargoed_until=hour)
    page.make = lambda reader: Document.objects.visible_to(reader).count()
    assert [page.read(rf), page.read(rf)] == [0, 0]

    monkeypatch.setattr("django.utils.timezone.now", lambda: hour)

    assert page.read(rf) == 1
