"""Briefing packs of meetings of action groups: who makes and reads them, what is in."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alliance87.core.dates import PartialDate
from meetings.enums import PackState, PaperVisibility, SectionKind, VersionState
from meetings.models import BriefingPack
from meetings.packs import start_pack
from meetings.reports.pack import build
from tests import factories
from tests.factories.decisions import make_agenda_item
from tests.factories.events import make_event
from tests.factories.groups import (
    make_group_role,
    make_membership,
    make_resource_need,
)
from tests.factories.meetings import (
    make_coming,
    make_group_meeting,
    make_group_update,
)
from tests.factories.packs import issue_unbuilt, make_pack, place_paper
from tests.factories.papers import make_paper, make_version
from tests.meetings.pack_samples import text_of

pytestmark = pytest.mark.django_db

AHEAD = {"hours": False, "when": PartialDate.day(date(2027, 3, 1))}


def url_of(name, meeting, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk} | keys)


def read(pack) -> str:
    """Return the words of a pack, whatever the lines they stand on."""
    return " ".join(text_of(build(pack).content).split())


def make_member(group):
    user = factories.make_user()
    make_membership(group, contact=factories.make_person(user=user))
    return user


@pytest.fixture
def meeting():
    return make_group_meeting(state="convened")


def answers(client_for, users, urls) -> set[int]:
    found = set()
    for user in users:
        for url in urls:
            response = client_for(user).get(url)
            found.add(response.status_code)
            if response.streaming:
                response.getvalue()
    return found


# --- Who ------------------------------------------------------------------------------


def test_chair_begins_and_issues_the_pack_of_the_own_group(client_for, meeting):
    chair = factories.make_group_chair(meeting.group)
    browser = client_for(chair)

    assert (
        url_of("packs", meeting)
        in browser.get(url_of("desk", meeting)).content.decode()
    )
    browser.post(
        url_of("pack-start", meeting), {"audience": "members", "language": "en"}
    )
    pack = BriefingPack.objects.get()
    page = browser.get(url_of("pack", meeting, pack=pack.pk))
    assert page.context["can_issue"]
    assert "Members of the action group" in page.content.decode()
    assert issue_unbuilt(pack, by=chair).state == PackState.ISSUED


def test_chair_of_another_group_and_members_make_none(client_for, meeting):
    others = (factories.make_group_chair(), make_member(meeting.group))
    urls = (url_of("pack-start", meeting),)

    assert answers(client_for, others, urls) == {403}
    for user in others:
        with pytest.raises(PermissionDenied):
            start_pack(meeting, by=user)
    with pytest.raises(PermissionDenied):
        start_pack(make_coming(), by=factories.make_group_chair(meeting.group))


def test_members_read_what_is_issued_and_other_groups_do_not(client_for, meeting):
    pack = issue_unbuilt(make_pack(meeting))
    group = meeting.group
    one = {"pack": pack.pk}
    urls = [
        url_of("packs", meeting),
        *(url_of(name, meeting, **one) for name in ("pack", "pack-read", "pack-pdf")),
    ]
    readers = [make_member(group), factories.make_group_chair(group)]
    strangers = [
        factories.make_user(),
        make_member(factories.make_group()),
        factories.make_group_chair(),
        factories.make_focal_point(),
    ]

    assert answers(client_for, readers, urls) == {200}
    assert answers(client_for, strangers, urls) == {404}
    shown = client_for(readers[0]).get(url_of("meeting", meeting)).content.decode()
    assert url_of("packs", meeting) in shown
    listed = client_for(readers[0]).get(urls[0]).content.decode()
    assert url_of("pack-pdf", meeting, **one) in listed


def test_draft_is_for_the_chairs_of_the_group(client_for, meeting):
    pack = make_pack(meeting)
    urls = [url_of(name, meeting, pack=pack.pk) for name in ("pack", "pack-read")]

    chair = factories.make_group_chair(meeting.group)
    assert answers(client_for, [chair], urls) == {200}
    others = [make_member(meeting.group), factories.make_gcg_member()]
    assert answers(client_for, others, urls) == {404}


def test_chair_of_a_group_mails_nobody(client_for, meeting):
    pack = issue_unbuilt(make_pack(meeting))
    url = url_of("pack-write", meeting, pack=pack.pk)

    browser = client_for(factories.make_group_chair(meeting.group))
    assert browser.get(url).status_code == 403
    page = browser.get(url_of("pack", meeting, pack=pack.pk))
    assert url not in page.content.decode()


# --- What -----------------------------------------------------------------------------


def test_pack_of_a_group_holds_what_its_members_may_know(meeting):
    item = make_agenda_item(meeting)
    for title, fields in (
        ("Draft for comment", {"visibility": PaperVisibility.GCG}),
        ("Of the secretariat", {"visibility": PaperVisibility.SECRETARIAT}),
    ):
        paper = make_paper(title=title, **fields)
        version = make_version(paper, state=VersionState.FOR_COMMENT, text="Read me.")
        place_paper(item, version)
    make_event(title="Own webinar", group=meeting.group, is_public=False, **AHEAD)
    make_event(title="Inside webinar", is_public=False, **AHEAD)
    pack = make_pack(meeting, by=factories.make_group_chair(meeting.group))

    kinds = set(pack.sections.values_list("kind", flat=True))
    assert not kinds & {
        SectionKind.SINCE,
        SectionKind.PATHFINDER_STATUS,
        SectionKind.GROUP_UPDATES,
        SectionKind.NEW_PARTNERS,
    }
    words = read(pack)
    assert "Draft for comment" in words
    assert "Of the secretariat" not in words
    assert "Own webinar" in words
    assert "Inside webinar" not in words


# --- The list of participants ---------------------------------------------------------


def test_list_of_participants_is_filled_from_the_group(client_for, meeting):
    group = meeting.group
    chair = factories.make_person(name="Ada Chair")
    make_group_role(group, person=chair)
    make_group_role(group, slot=2, person=factories.make_person(name="Bo Cochair"))
    make_membership(group, contact=factories.make_person(name="Cy Member"))
    make_membership(group, contact=chair)
    make_membership(group, partner=factories.make_partner(name="Zeta"))
    make_membership(contact=factories.make_person(name="Of another group"))
    browser = client_for(factories.make_group_chair(group))

    page = browser.get(url_of("participants", meeting))
    assert [each.affiliation for each in page.context["proposal"].without_person] == [
        "Zeta"
    ]
    browser.post(url_of("participants-fill", meeting), {})

    assert list(
        meeting.participations.order_by("name").values_list("name", "capacity")
    ) == [("Ada Chair", "chair"), ("Bo Cochair", "member"), ("Cy Member", "member")]


# --- Needs and silence in the packs of the Group --------------------------------------


def test_pack_of_the_group_prints_needs_as_records_and_the_text_as_printed():
    meeting = make_coming(state="convened")
    update = make_group_update(meeting, text="Two webinars.", needs="A room in Paris.")
    make_resource_need(
        update.group, what="A coordinator", state="sent", amount=50000, currency="USD"
    )
    make_resource_need(update.group, what="Not sent yet")
    factories.make_group(name="Silent", state="active")

    words = read(make_pack(meeting))

    assert "It asks the Group for A room in Paris." in words
    assert "1 need is with the Group" in words
    assert "A coordinator" in words
    assert "Not sent yet" not in words
    assert "Groups without activity for 12 months" in words
    assert "Silent" in words


def test_page_of_the_updates_shows_needs_beside_the_text(client_for):
    meeting = make_coming()
    update = make_group_update(meeting, needs="A room in Paris.")
    need = make_resource_need(update.group, what="A coordinator", state="sent")

    page = client_for(factories.make_gcg_member()).get(url_of("group-updates", meeting))
    [(shown, _may, needs)] = page.context["updates"]
    assert (shown, list(needs)) == (update, [need])
    other = client_for(factories.make_group_chair()).get(
        url_of("group-updates", meeting)
    )
    assert "A coordinator" not in other.content.decode()


def test_public_pack_prints_no_needs():
    meeting = make_coming(state="convened")
    make_resource_need(what="A coordinator", state="sent")

    words = read(make_pack(meeting, audience="public"))
    assert "A coordinator" not in words
