"""Action groups and their meetings: what chairs run, what members read."""

import pytest
from django.urls import reverse

from alliance87.partners.enums import GroupRoleKind
from meetings.enums import PaperVisibility, ReportState, VersionState
from meetings.models import PaperVersion
from tests.factories import (
    make_gcg_member,
    make_group,
    make_group_chair,
    make_officer,
    make_person,
    make_user,
)
from tests.factories.decisions import (
    make_action_point,
    make_agenda_item,
    make_circulated_report,
)
from tests.factories.groups import make_group_role, make_membership
from tests.factories.meetings import (
    make_coming,
    make_group_meeting,
    make_group_update,
)
from tests.factories.packs import place_paper
from tests.factories.papers import make_paper, make_version

pytestmark = pytest.mark.django_db


def url_of(meeting, name="meeting", **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


def make_member(group):
    """Make somebody whose organization belongs to a group."""
    user = make_user()
    make_membership(group, contact=make_person(user=user))
    return user


def hrefs(page) -> str:
    return page.content.decode()


# --- What the chair finds -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("desk", 200),
        ("agenda-edit", 200),
        ("participants", 200),
        ("attendance", 200),
        ("meeting-edit", 200),
        ("packs", 200),
        ("report", 404),
        ("report-start", 403),
    ],
)
def test_chair_runs_the_meeting_of_the_own_group(client_for, name, answer):
    group = make_group()
    client = client_for(make_group_chair(group))

    assert client.get(url_of(make_group_meeting(group), name)).status_code == answer


@pytest.mark.parametrize("page", ["meeting", "desk"])
def test_chair_finds_only_links_that_open(client_for, page):
    group = make_group()
    meeting = make_group_meeting(group, state="held")
    make_agenda_item(meeting)
    closed = [
        reverse("meetings:decision-add"),
        reverse("meetings:action-point-add"),
        *(url_of(meeting, name) for name in ("report", "report-start")),
        *(url_of(meeting, name) for name in ("group-updates", "meeting-actions-write")),
    ]

    shown = hrefs(client_for(make_group_chair(group)).get(url_of(meeting, page)))
    assert [url for url in closed if f'href="{url}' in shown] == []


def test_secretariat_keeps_its_links(client_for):
    meeting = make_coming()
    make_action_point(meeting)
    client = client_for(make_officer())

    shown = hrefs(client.get(url_of(meeting)))
    assert reverse("meetings:decision-add") in shown
    assert reverse("meetings:action-point-add") in shown
    assert url_of(meeting, "meeting-actions-write") in shown
    desk = hrefs(client.get(url_of(meeting, "desk")))
    assert f'href="{url_of(meeting, "packs")}' in desk
    assert f'href="{url_of(meeting, "report")}' in desk


def test_notes_of_the_secretariat_are_not_on_the_desk_of_a_chair(client_for):
    group = make_group()
    meeting = make_group_meeting(group, desk_notes="Ask Ada first.")

    chair = client_for(make_group_chair(group)).get(url_of(meeting, "desk"))
    officer = client_for(make_officer()).get(url_of(meeting, "desk"))
    assert "Ask Ada first." not in hrefs(chair)
    assert "Ask Ada first." in hrefs(officer)


# --- Updates for meetings of the Alliance ---------------------------------------------


def test_chair_finds_the_form_of_the_update_on_the_page_of_the_group(client_for):
    group, meeting = make_group(), make_coming()
    form = url_of(meeting, "group-update", group=group.slug)
    client = client_for(make_group_chair(group))

    assert f'href="{form}"' in hrefs(client.get(group.get_absolute_url()))
    assert url_of(meeting, "group-updates") in hrefs(client.get(url_of(meeting)))
    assert client.get(form).status_code == 200

    page = client.post(form, {"text": "Two webinars.", "version": 0})
    assert page.status_code == 302
    assert meeting.group_updates.get().text == "Two webinars."


def test_written_update_is_marked_and_others_find_no_form(client_for):
    group, meeting = make_group(), make_coming()
    make_group_update(meeting, group)
    form = url_of(meeting, "group-update", group=group.slug)

    own = client_for(make_group_chair(group)).get(group.get_absolute_url())
    [part] = [each for each in own.context["parts"] if each.anchor == "meetings"]
    assert part.facts["asked"] == [(meeting, True)]
    for user in (make_group_chair(), make_gcg_member()):
        assert form not in hrefs(client_for(user).get(group.get_absolute_url()))


def test_group_tells_nothing_to_meetings_of_other_groups(client_for):
    group = make_group()
    other = make_group_meeting()
    client = client_for(make_group_chair(group))

    form = url_of(other, "group-update", group=group.slug)
    assert client.get(form).status_code == 404


def test_page_of_a_group_lists_its_meetings(client):
    group = make_group()
    coming, past = make_group_meeting(group), make_group_meeting(group, state="held")
    make_group_meeting(group, state="planned")
    make_group_meeting()

    page = client.get(group.get_absolute_url())

    [part] = [each for each in page.context["parts"] if each.anchor == "meetings"]
    assert {each for each, _tone in part.facts["meetings"]} == {coming, past}
    assert part.facts["asked"] == []


# --- Papers ---------------------------------------------------------------------------


def before(meeting, **fields) -> PaperVersion:
    """Put a draft for comment before a meeting, which only the Group could read."""
    paper = make_paper(visibility=fields.pop("visibility", PaperVisibility.GCG))
    version = make_version(paper, **{"state": VersionState.FOR_COMMENT} | fields)
    place_paper(make_agenda_item(meeting), version)
    return version


def readers(group) -> list:
    contact = make_person(user=make_user())
    make_group_role(group, GroupRoleKind.STEERING_MEMBER, person=contact)
    return [make_member(group), contact.user, make_group_chair(group)]


def test_members_read_the_papers_of_meetings_of_their_group(client_for):
    group = make_group()
    meeting = make_group_meeting(group)
    version = before(meeting)

    for user in readers(group):
        client = client_for(user)
        assert client.get(version.get_absolute_url()).status_code == 200
        assert version.get_absolute_url() in hrefs(client.get(url_of(meeting)))
    for user in (make_user(), make_group_chair(), make_member(make_group())):
        client = client_for(user)
        assert client.get(version.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"state": VersionState.DRAFT},
        {"visibility": PaperVisibility.MEMBERS},
        {"visibility": PaperVisibility.SECRETARIAT},
    ],
)
def test_drafts_and_closed_papers_stay_closed_to_members(client_for, fields):
    group = make_group()
    version = before(make_group_meeting(group), **fields)

    for user in readers(group):
        page = client_for(user).get(version.get_absolute_url())
        assert page.status_code == 404


def test_papers_of_the_alliance_are_not_opened_by_being_in_a_group(client_for):
    group = make_group()
    version = before(make_coming())

    page = client_for(make_member(group)).get(version.get_absolute_url())
    assert page.status_code == 404


def test_chair_puts_only_readable_versions_before_the_meeting(client_for):
    group = make_group()
    item = make_agenda_item(make_group_meeting(group))
    paper = make_paper()
    make_version(paper)
    make_version(paper, number=2, state=VersionState.FOR_COMMENT)
    client = client_for(make_group_chair(group))

    url = url_of(item.meeting, "item-paper", item=item.pk)
    assert client.post(url, {"paper": paper.pk, "in_pack": "on"}).status_code == 302

    placed = item.papers.get()
    assert placed.version.number == 1
    pin = url_of(item.meeting, "paper-pin", paper=placed.pk)
    offered = client.get(pin).context["form"].fields["version"].queryset
    assert [each.number for each in offered] == [1]


def test_members_read_the_circulated_report_of_their_group(client_for):
    group = make_group()
    meeting = make_group_meeting(group, state="held")
    make_circulated_report(meeting)
    member, url = client_for(make_member(group)), url_of(meeting, "report")

    assert member.get(url).status_code == 200
    assert f'href="{url}"' in hrefs(member.get(url_of(meeting)))
    assert client_for(make_user()).get(url).status_code == 404
    meeting.report.state = ReportState.DRAFT
    meeting.report.save()
    assert member.get(url).status_code == 404
