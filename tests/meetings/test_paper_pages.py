"""Pages of papers: who sees which version, reading, comparing, filing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from meetings.enums import (
    PaperKind,
    PaperVisibility,
    RoundAudience,
    Toolkit,
    VersionState,
)
from meetings.models import FrequentQuestion, Paper, PaperVersion
from tests.factories import (
    make_chair,
    make_contributor,
    make_country,
    make_focal_point,
    make_gcg_member,
    make_gcg_observer,
    make_group_chair,
    make_officer,
)
from tests.factories.papers import (
    make_comment_round,
    make_draft,
    make_paper,
    make_question,
    make_version,
    paper_upload,
    protected_pdf,
)

pytestmark = pytest.mark.django_db

# By the abbreviations of permissions.csv; AN is nobody in particular.
PEOPLE = {
    "OB": make_gcg_observer,
    "GM": make_gcg_member,
    "CO": lambda: make_contributor(make_country()),
    "FP": lambda: make_focal_point(make_country()),
    "AG": make_group_chair,
    "SO": make_officer,
    "CH": make_chair,
}
# What each kind of version is to each of them: may open it, or is not told of it.
READERS = {
    "in force": {"AN", "OB", "GM", "CO", "FP", "AG", "SO", "CH"},
    "once in force": {"AN", "OB", "GM", "CO", "FP", "AG", "SO", "CH"},
    "superseded draft": {"OB", "GM", "SO", "CH"},
    "for comment": {"OB", "GM", "SO", "CH"},
    "for comment, countries asked": {"OB", "GM", "FP", "SO", "CH"},
    "for decision": {"OB", "GM", "SO", "CH"},
    "draft": {"SO", "CH"},
    "withdrawn": {"SO", "CH"},
    "restricted": {"OB", "GM", "SO", "CH"},
    "closed session": {"GM", "SO", "CH"},
    "secretariat": {"SO"},
    "embargo": {"SO", "CH"},
    "embargo is over": {"AN", "OB", "GM", "CO", "FP", "AG", "SO", "CH"},
}


def version_of(kind: str) -> PaperVersion:
    now = timezone.now()
    visibilities = {
        "restricted": PaperVisibility.GCG,
        "closed session": PaperVisibility.MEMBERS,
        "secretariat": PaperVisibility.SECRETARIAT,
    }
    paper = make_paper(visibility=visibilities.get(kind, PaperVisibility.PUBLIC))
    fields = {
        "once in force": {"state": VersionState.SUPERSEDED, "was_endorsed": True},
        "superseded draft": {"state": VersionState.SUPERSEDED},
        "for comment": {"state": VersionState.FOR_COMMENT},
        "for comment, countries asked": {"state": VersionState.FOR_COMMENT},
        "for decision": {"state": VersionState.FOR_DECISION},
        "draft": {"state": VersionState.DRAFT},
        "withdrawn": {"state": VersionState.WITHDRAWN},
        "embargo": {"embargoed_until": now + timedelta(minutes=1)},
        "embargo is over": {"embargoed_until": now - timedelta(minutes=1)},
    }
    version = make_version(paper, **fields.get(kind, {}))
    if kind.endswith("countries asked"):
        make_comment_round(version, audience=RoundAudience.COUNTRIES)
    return version


@pytest.mark.parametrize("kind", READERS)
def test_who_opens_a_version(kind, client_for):
    version = version_of(kind)
    paper = version.paper
    addresses = (version.get_absolute_url(), paper.get_absolute_url())

    for address in addresses:
        answers = {
            who: client_for(make()).get(address).status_code
            for who, make in PEOPLE.items()
        }
        stranger = Client().get(address).status_code

        assert {w for w, code in answers.items() if code == 200} == (
            READERS[kind] - {"AN"}
        )
        assert set(answers.values()) <= {200, 404}
        assert stranger == (200 if "AN" in READERS[kind] else 302)


@pytest.mark.parametrize("kind", READERS)
def test_lists_and_searches_name_only_what_a_reader_may_know(kind, client_for):
    version = version_of(kind)
    Paper.objects.filter(pk=version.paper_id).update(title="Canary")
    if version.state == VersionState.DRAFT:
        PaperVersion.objects.filter(pk=version.pk).update(title="Heron")

    for who, make in PEOPLE.items():
        browser = client_for(make())
        shown = browser.get("/papers/all/?q=approach").content.decode()
        assert ("Canary" in shown) == (who in READERS[kind]), who


@pytest.mark.parametrize("who", ["AN", "GM", "CH"])
def test_only_the_secretariat_finds_the_forms(who, client_for):
    version = make_version()
    browser = Client() if who == "AN" else client_for(PEOPLE[who]())
    there = version.get_absolute_url()
    pages = [
        *("/papers/add/", f"{version.paper.get_absolute_url()}edit/"),
        f"{version.paper.get_absolute_url()}versions/add/",
        *(f"{there}{verb}/" for verb in ("edit", "supersede", "comments/open")),
        "/papers/questions/add/",
    ]

    codes = {browser.get(page).status_code for page in pages}

    assert codes == ({302} if who == "AN" else {403})


def test_a_hidden_version_has_no_forms_either(client_for):
    draft = make_draft()

    answer = client_for(make_gcg_member()).get(f"{draft.get_absolute_url()}edit/")

    assert answer.status_code == 404


def test_the_file_comes_through_the_checked_view_only(client_for):
    officer = make_officer()
    version = filed(client_for(officer), make_paper())
    address = f"{version.get_absolute_url()}file/"

    delivered = client_for(officer).get(address)
    hidden = client_for(make_gcg_member()).get(address)
    other_door = client_for(make_gcg_member()).get(
        version.file.document.get_absolute_url()
    )

    assert b"".join(delivered.streaming_content).startswith(b"%PDF-")
    assert delivered["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (hidden.status_code, other_door.status_code) == (404, 404)


def filed(browser, paper, **fields) -> PaperVersion:
    facts = {"number": "next", "language": "en", "upload": paper_upload("Filed here")}
    answer = browser.post(
        f"{paper.get_absolute_url()}versions/add/", facts | fields, follow=True
    )
    assert answer.redirect_chain, answer.context["form"].errors
    return paper.versions.latest("pk")


def test_a_paper_is_added_with_a_name_of_its_own_in_the_address(client_for):
    browser = client_for(make_officer())
    facts = {
        "title": "Questions",
        "kind": PaperKind.TOOLKIT_NOTE,
        "toolkit": Toolkit.PATHFINDER,
        "toolkit_position": 3,
        "visibility": PaperVisibility.PUBLIC,
        "planned_day": "",
        "planned_month": "11",
        "planned_year": "2019",
        "planned_qualifier": "exact",
    }

    answer = browser.post("/papers/add/", facts)

    paper = Paper.objects.get()
    assert answer.url == "/papers/questions-2/"
    assert (str(paper.planned), paper.toolkit_position) == ("November 2019", 3)


def test_a_protected_file_is_refused_with_its_sentence(client_for):
    paper, browser = make_paper(), client_for(make_officer())
    upload = SimpleUploadedFile("note.pdf", protected_pdf())

    page = browser.post(
        f"{paper.get_absolute_url()}versions/add/",
        {"number": "next", "language": "en", "upload": upload},
    )

    assert page.status_code == 200
    assert "password" in page.content.decode()
    assert not paper.versions.exists()


def test_a_version_goes_its_way_by_its_pages(client_for):
    """From the draft to the comments and to the decision, one page each."""
    browser, draft = client_for(make_officer()), make_draft()
    there = draft.get_absolute_url()

    for verb in ("circulate", "table"):
        assert browser.get(f"{there}{verb}/").status_code == 200
        browser.post(f"{there}{verb}/")

    draft.refresh_from_db()
    assert draft.state == VersionState.FOR_DECISION
    page = browser.get(there).content.decode()
    assert "It is endorsed by recording the decision of the Group." in page


def test_a_text_is_read_as_a_page(client):
    version = make_version(text="# Who decides\n\nThe **Group** <b>does</b>.")

    page = client.get(version.get_absolute_url()).content.decode()

    assert "<h3>Who decides</h3>" in page
    assert "The <strong>Group</strong> &lt;b&gt;does&lt;/b&gt;." in page


def test_two_versions_are_compared(client):
    old = make_version(state=VersionState.SUPERSEDED, was_endorsed=True)
    make_version(old.paper, number=2, text=old.text.replace("Chair", "Secretariat"))
    address = f"{old.paper.get_absolute_url()}compare/?old=1-en&new=2-en"

    page = client.get(address).content.decode()
    beside = client.get(f"{address}&view=beside").content.decode()

    assert "1 paragraph changed" in page
    assert '<del><span class="vh">[removed: </span>Chair' in page
    assert '<ins><span class="vh">[added: </span>Secretariat' in page
    assert "<del>Chair</del>" in beside


def test_the_comparison_is_a_pdf(client):
    old = make_version(state=VersionState.SUPERSEDED, was_endorsed=True)
    make_version(old.paper, number=2, text="Everything is new.")

    answer = client.get(f"{old.paper.get_absolute_url()}compare/pdf/?old=1-en&new=2-en")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["compare/", "compare/pdf/"])
def test_a_draft_is_not_compared_by_those_who_may_not_read_it(name, client):
    version = make_version()
    make_draft(version.paper, number=2, text="Secret heron")

    answer = client.get(f"{version.paper.get_absolute_url()}{name}?old=1-en&new=2-en")

    assert b"heron" not in answer.content
    assert answer.status_code in {200, 302}


def test_an_open_draft_is_told_to_those_who_may_know(client, client_for):
    version = make_version(make_paper(toolkit="pathfinder", toolkit_position=1))
    draft = make_version(version.paper, number=2, state=VersionState.FOR_COMMENT)
    make_comment_round(draft, closes_at=datetime(2099, 8, 15, 16, 0, tzinfo=UTC))
    words = "A draft is open for comments until Sat 15 Aug 2099, 18:00 Geneva"

    assert words not in client.get("/papers/").content.decode()
    assert words in client_for(make_gcg_observer()).get("/papers/").content.decode()


def test_a_planned_publication_is_listed_with_its_date(client):
    paper = make_paper(kind=PaperKind.PUBLICATION, is_announced=True)
    Paper.objects.filter(pk=paper.pk).update(
        planned_on="2027-03-01", planned_precision="month"
    )

    page = client.get("/papers/publications/").content.decode()

    assert paper.title in page
    assert "March 2027" in page


@pytest.mark.parametrize("filters", ["kind=terms", "language=fr", "state=superseded"])
def test_filters_leave_out_the_rest(filters, client):
    make_version(make_paper(title="Canary"))

    assert "Canary" in client.get("/papers/all/").content.decode()
    assert "Canary" not in client.get(f"/papers/all/?{filters}").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/papers/", 6),
        ("/papers/publications/", 3),
        ("/papers/all/", 3),
        ("/papers/questions/", 1),
    ],
)
def test_lists_take_a_fixed_number_of_queries(
    address, queries, rows, client, django_assert_num_queries
):
    for number in range(rows):
        for fields in (
            {"toolkit": Toolkit.PATHFINDER, "toolkit_position": number + 1},
            {"kind": PaperKind.TERMS},
            {"kind": PaperKind.PUBLICATION},
        ):
            make_version(make_paper(**fields))
        make_question(topic=f"Topic {number}")

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_paper_takes_a_fixed_number_of_queries(
    rows, client_for, django_assert_num_queries
):
    paper = make_paper()
    for number in range(rows):
        version = make_version(paper, number=number + 1, state=VersionState.FOR_COMMENT)
        make_comment_round(version)
    browser = client_for(make_gcg_member())
    browser.get("/papers/")

    with django_assert_num_queries(8):
        browser.get(paper.get_absolute_url())


# --- Questions ------------------------------------------------------------------------


def test_a_question_is_shown_in_the_readers_language(client):
    original = make_question(question="Who decides?", topic="Path")
    make_question(question="Qui décide ?", original=original, language="fr")
    make_question(question="Hidden heron?", is_public=False)

    english = client.get("/papers/questions/").content.decode()
    french = client.get(
        "/papers/questions/", headers={"accept-language": "fr"}
    ).content.decode()

    assert ("Who decides?" in english, "Qui décide" in english) == (True, False)
    assert ("Who decides?" in french, "Qui décide" in french) == (False, True)
    assert "heron" not in english + french


def test_a_question_is_kept_and_removed(client_for):
    browser = client_for(make_officer())
    facts = {"question": "Why?", "answer": "Because.", "position": 1, "language": "en"}

    browser.post("/papers/questions/add/", facts)
    question = FrequentQuestion.objects.get()
    browser.post(f"/papers/questions/{question.pk}/remove/")

    assert not FrequentQuestion.objects.exists()
