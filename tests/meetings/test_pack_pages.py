"""The pages of briefing packs: who reads them, and how the secretariat makes them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance87.core.models import Job
from meetings.enums import PackState, SectionKind
from meetings.models import BriefingPack
from meetings.snapshots import Entry
from tests import factories
from tests.factories.decisions import make_action_point, make_decision, make_gcg
from tests.factories.meetings import make_participation
from tests.factories.packs import issue_unbuilt, make_item, make_pack
from tests.factories.papers import make_comment_round, protected_pdf
from tests.factories.people import PEOPLE
from tests.meetings.pack_samples import make_meeting, pages_of, paper_of

pytestmark = pytest.mark.django_db

READERS = {"OB", "GM", "CH", "SO", "SA"}
MAKERS = {"SO", "SA"}


def url(name, pack, **keys):
    keys = {"pk": pack.meeting_id, "pack": pack.pk} | keys
    return reverse(f"meetings:{name}", kwargs=keys)


def list_url(pack):
    return reverse("meetings:packs", kwargs={"pk": pack.meeting_id})


def issued_pack(**fields) -> BriefingPack:
    meeting, item = make_meeting()
    placed = paper_of(item, "Guidance note")
    entry = Entry(
        key="paper-1",
        kind=SectionKind.PAPER,
        title="Guidance note",
        point="1",
        paper=placed.paper_id,
        version=placed.version_id,
        number=1,
        language="en",
        sha256=placed.version.sha256,
        first_page=3,
        pages=2,
    )
    return issue_unbuilt(make_pack(meeting, **fields), entry)


def fetched(client, address) -> int:
    """Return the status of an answer; a file is read to its end, which closes it."""
    answer = client.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def status_for(client_for, country, column, address, method="get") -> int:
    client = client_for(PEOPLE[column](country))
    return getattr(client, method)(address).status_code


# --- Who may --------------------------------------------------------------------------


@pytest.mark.parametrize("column", PEOPLE)
def test_issued_pack_is_read_by_the_group_and_nobody_else(client_for, column):
    country = factories.make_country()
    pack = issued_pack()
    addresses = [list_url(pack), url("pack", pack), url("pack-read", pack)]
    addresses.append(pack.document.get_absolute_url())
    client = client_for(PEOPLE[column](country))

    found = {fetched(client, address) for address in addresses}

    assert found == ({200} if column in READERS else {404})


@pytest.mark.parametrize("column", PEOPLE)
def test_draft_is_the_secretariats_and_the_chairs(client_for, column):
    country = factories.make_country()
    pack = make_pack(make_meeting()[0])

    status = status_for(client_for, country, column, url("pack", pack))

    assert status == (200 if column in MAKERS | {"CH"} else 404)


@pytest.mark.parametrize("column", PEOPLE)
def test_pack_is_made_by_the_secretariat_only(client_for, column):
    country = factories.make_country()
    pack = make_pack(make_meeting()[0])
    section = pack.sections.first()
    client = client_for(PEOPLE[column](country))
    refused = 403 if column == "CH" else 404
    opened = [url("pack-issue", pack), url("pack-text-add", pack)]
    opened.append(url("pack-section-edit", pack, section=section.pk))
    sent = [url("pack-refresh", pack)]
    sent.append(url("pack-section-switch", pack, section=section.pk))
    sent.append(url("pack-section-step", pack, section=section.pk, direction="up"))

    found = {client.get(address).status_code for address in opened}
    found |= {client.post(address).status_code for address in sent}

    assert found == ({200, 302} if column in MAKERS else {refused})


def test_visitor_is_asked_to_sign_in_and_reads_the_pack_for_everyone(client):
    closed, public = issued_pack(), issued_pack_for_everyone()

    answer = client.get(url("pack", closed))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url
    assert client.get(url("pack", public)).status_code == 200
    assert fetched(client, public.document.get_absolute_url()) == 200
    assert "draft" not in client.get(list_url(public)).content.decode().lower()


def issued_pack_for_everyone():
    meeting, _item = make_meeting(number=7)
    return issue_unbuilt(make_pack(meeting, audience="public"))


# --- Reading --------------------------------------------------------------------------


def test_issued_pack_shows_what_it_holds_and_its_checksum(client_for):
    pack = issued_pack()

    page = client_for(factories.make_gcg_member()).get(url("pack", pack))

    html = page.content.decode()
    assert "Guidance note" in html
    assert "3–4" in html
    assert pack.sha256 in html
    assert pack.document.get_absolute_url() in html
    assert "Issue this version" not in html


def test_superseded_version_stays_downloadable(client_for):
    pack = issued_pack()
    second = issue_unbuilt(make_pack(pack.meeting))
    client = client_for(factories.make_gcg_observer())

    html = client.get(list_url(pack)).content.decode()

    pack.refresh_from_db()
    assert pack.state == PackState.SUPERSEDED
    for each in (pack, second):
        assert each.document.get_absolute_url() in html
        assert fetched(client, each.document.get_absolute_url()) == 200


def test_pack_as_a_page_links_to_the_original(client_for):
    pack = issued_pack()
    version = pack.meeting.items.get().papers.get().version

    page = client_for(factories.make_gcg_member()).get(url("pack-read", pack))

    html = page.content.decode()
    assert version.get_absolute_url() in html
    assert "from page 3 of the PDF, 2 in all" in html


def test_draft_as_a_page_says_what_its_pages_would_say(client_for):
    meeting, item = make_meeting()
    make_decision(meeting, item=item, text="The Group endorses the note.")
    pack = make_pack(meeting)

    page = client_for(factories.make_chair()).get(url("pack-read", pack))

    assert "The Group endorses the note." in page.content.decode()


# --- Making ---------------------------------------------------------------------------


def test_pack_is_begun_arranged_and_issued_through_its_pages(client_for):
    meeting, item = make_meeting()
    paper_of(item, "Guidance note")
    officer = factories.make_officer()
    client = client_for(officer)

    client.post(
        reverse("meetings:pack-start", kwargs={"pk": meeting.pk}),
        {"audience": "members", "language": "en", "note": "Bring it."},
    )
    pack = BriefingPack.objects.get()
    client.post(url("pack-text-add", pack), {"title": "Logistics", "text": "A badge."})
    text = pack.sections.get(kind="text")
    up = url("pack-section-step", pack, section=text.pk, direction="up")
    client.post(up)
    events = pack.sections.get(kind="events")
    client.post(url("pack-section-switch", pack, section=events.pk))
    paper = pack.sections.get(kind="paper")
    client.post(
        url("pack-section-edit", pack, section=paper.pk), {"title": "The guidance"}
    )
    html = client.get(url("pack", pack)).content.decode()
    assert "The guidance" in html
    assert "left out" in html
    question = client.get(url("pack-issue", pack)).content.decode()
    assert "Nobody can change this version any more" in question

    answer = client.post(url("pack-issue", pack), {})

    job = Job.objects.get(kind="briefing-pack")
    assert answer.url.startswith(job.get_absolute_url())
    assert (job.state, job.result) == ("done", pack.get_absolute_url())
    pack.refresh_from_db()
    assert (pack.state, pack.note) == (PackState.ISSUED, "Bring it.")
    html = client.get(url("pack", pack)).content.decode()
    assert "The guidance" in html
    assert client.get(url("pack-issue", pack)).status_code == 200
    client.post(url("pack-issue", pack), {})
    assert Job.objects.count() == 1


def test_preview_is_for_who_asked(client_for):
    meeting, item = make_meeting()
    paper_of(item, "Guidance note")
    pack = make_pack(meeting)
    officer = factories.make_officer()

    client_for(officer).post(url("pack-preview", pack))

    job = Job.objects.get(kind="briefing-pack-preview")
    assert job.state == "done"
    file = reverse("job-file", kwargs={"uuid": job.uuid})
    assert fetched(client_for(officer), file) == 200
    assert fetched(client_for(factories.make_officer()), file) == 404
    pack.refresh_from_db()
    assert pack.state == PackState.DRAFT
    assert pack.sections.get(kind="paper").page_count == 1


def test_issue_page_lists_what_the_pack_lacks(client_for):
    meeting, item = make_meeting()
    paper_of(item, "Closed note", visibility="gcg_members")
    pack = make_pack(meeting)

    html = client_for(factories.make_officer()).get(url("pack-issue", pack)).content

    assert "For members only: send it to them separately." in html.decode()


def test_protected_pdf_is_refused_at_upload_with_a_sentence(client_for):
    paper = paper_of(make_meeting()[1], "Guidance note").paper
    add = reverse("meetings:paper-version-add", kwargs={"slug": paper.slug})
    upload = SimpleUploadedFile("note.pdf", protected_pdf())

    page = client_for(factories.make_officer()).post(
        add, {"number": "next", "language": "en", "upload": upload}
    )

    assert page.status_code == 200
    assert "protected" in page.content.decode()
    assert paper.versions.count() == 1


# --- What is asked of a person --------------------------------------------------------


def test_what_is_asked_of_a_member(client_for):
    pack = issued_pack()
    meeting = pack.meeting
    make_decision(meeting, item=meeting.items.get(), text="Endorse the note.")
    make_comment_round()
    make_action_point(meeting, office="all_members", text="Send comments on it.")
    member = factories.make_gcg_member()

    page = client_for(member).get(
        reverse("meetings:asked-of-me", kwargs={"pk": meeting.pk})
    )

    html = page.content.decode()
    for words in ("Endorse the note.", "Send comments on it.", "2 pages to read"):
        assert words in html


def test_what_is_asked_does_not_exist_for_others(client_for):
    meeting, _item = make_meeting()
    address = reverse("meetings:asked-of-me", kwargs={"pk": meeting.pk})

    answer = client_for(factories.make_user()).get(address)

    assert answer.status_code == 404


# --- Size -----------------------------------------------------------------------------


def test_pages_take_as_many_queries_for_one_paper_as_for_three(
    client_for,
):
    make_gcg(5, date(2019, 7, 17))
    counted = {}
    for count in (1, 3):
        on = date(2020 + count, 3, 1)
        meeting, item = make_meeting(number=10 + count, on=on)
        for number in range(count):
            paper_of(item, f"Paper {number}")
            make_item(meeting, f"Item {number}")
        pack = make_pack(meeting)
        client = client_for(factories.make_officer())
        for name in ("pack", "pack-read", "pack-issue"):
            counted.setdefault(name, set()).add(_queries(client, url(name, pack)))
        counted.setdefault("packs", set()).add(_queries(client, list_url(pack)))

    assert {name: len(found) for name, found in counted.items()} == dict.fromkeys(
        counted, 1
    )


def _queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_name_plates_are_for_who_sits_in_the_room(client_for):
    meeting, _item = make_meeting()
    for name, mode in (("Ana Lima", "in_person"), ("Ben Roe", "remote")):
        make_participation(meeting, name=name, response="yes", response_mode=mode)
    address = reverse("meetings:name-plates", kwargs={"pk": meeting.pk})

    answer = client_for(factories.make_officer()).get(address)

    (page,) = pages_of(answer.content)
    assert page.count("Ana Lima") == 2
    assert client_for(factories.make_gcg_member()).get(address).status_code == 403
