"""Queries kept for kinds of readers, and what an agenda prints without templates."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from meetings.addresses import Addresses
from meetings.models import Decision
from meetings.selectors.agenda import agenda_of
from meetings.selectors.meetings import decisions_of
from meetings.selectors.reader_queries import ReaderQuery
from tests.factories import make_focal_point, make_gcg_member, make_officer
from tests.factories.decisions import make_agenda_item, make_decision, make_gcg
from tests.factories.packs import place_paper
from tests.factories.papers import make_version

pytestmark = pytest.mark.django_db
SIGNS = "<script>alert(1)</script>"


def test_each_kind_of_reader_gets_its_own_rows():
    meeting = make_gcg()
    public = make_decision(meeting, state="adopted")
    closed = make_decision(meeting, state="adopted", is_public=False)
    readers = (make_gcg_member(), AnonymousUser(), make_focal_point(), make_officer())

    for user in (*readers, *readers):
        visible = Decision.objects.visible_to(user).order_by("number")
        assert decisions_of(meeting, user) == list(visible)
    assert decisions_of(meeting, readers[0]) == [public, closed]
    assert decisions_of(meeting, readers[1]) == [public]


def test_readers_of_the_same_rights_share_one_text():
    asked = []

    def compose(user, *, meeting):
        asked.append(user)
        return Decision.objects.visible_to(user).filter(meeting=meeting).values_list()

    query = ReaderQuery(compose, meeting=int)
    for user in (make_gcg_member(), make_gcg_member(), AnonymousUser()):
        query.rows(user, meeting=1)

    assert len(asked) == 2


def test_an_embargo_ends_at_its_moment_and_not_with_the_process():
    item = make_agenda_item(make_gcg())
    version = make_version(embargoed_until=timezone.now() + timedelta(days=1))
    place_paper(item, version)
    member = make_gcg_member()
    assert agenda_of(item.meeting, member)[0].papers == ()

    type(version).objects.update(embargoed_until=timezone.now())

    (paper,) = agenda_of(item.meeting, member)[0].papers
    assert paper.placed.version == version


def test_what_people_write_is_escaped():
    meeting = make_gcg()
    words = ("title", "description", "objective", "expected_output")
    item = make_agenda_item(meeting, **dict.fromkeys(words, SIGNS))
    item.leads.create(printed_as=SIGNS)
    place_paper(item, make_version(), responsible=SIGNS)
    make_decision(meeting, item=item, text=SIGNS)
    lines = agenda_of(meeting, make_officer())
    decisions = decisions_of(meeting, make_officer())

    html = Template(
        "{% load agenda outcomes %}{% agenda_items lines %}"
        "{% decision_rows decisions 'Text' 'State' %}"
    ).render(Context({"lines": lines, "decisions": decisions}))

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 7


def test_addresses_are_those_that_are_looked_up():
    keys = {"slug": "a-paper-1", "number": 3, "lang": "fr"}
    versions = Addresses("meetings:paper-version", slug=str, number=int, lang=str)

    assert versions.of(**keys) == reverse("meetings:paper-version", kwargs=keys)
