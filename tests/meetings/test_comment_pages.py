"""Pages of comment rounds: who finds them, what they show, the table."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.test import Client

from meetings import commenting
from meetings.enums import RoundAudience, VersionState
from meetings.models import CommentRound
from tests.factories import (
    make_country,
    make_focal_point,
    make_gcg_member,
    make_gcg_observer,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.decisions import make_circulated_report
from tests.factories.papers import make_comment_round, make_paper_comment, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


def member_of(name: str):
    """Return a member of the Group who works for a partner of this name."""
    user = make_gcg_member()
    make_person(user=user, organization=make_partner(name=name))
    return user


def test_members_read_their_own_comments_until_the_answers_are_shared(
    client_for, officer
):
    comment_round = make_comment_round()
    one, other = member_of("ITUC"), member_of("IOE")
    commenting.add_comment(comment_round, by=one, text="The first heron.")
    commenting.add_comment(comment_round, by=other, text="The second canary.")
    address = comment_round.get_absolute_url()

    before = client_for(one).get(address).content.decode()
    table = client_for(one).get(f"{address}xlsx/")
    for comment in comment_round.comments.all():
        commenting.answer_comment(
            comment, disposition="accepted", response="Done", expected=0, by=officer
        )
    commenting.close_round(comment_round, by=officer)
    waiting = client_for(one).get(address).content.decode()
    commenting.share_answers(comment_round, by=officer)
    after = client_for(one).get(address).content.decode()

    assert ("heron" in before, "canary" in before) == (True, False)
    assert table.status_code == 404
    assert "Done" not in waiting
    assert ("heron" in after, "canary" in after, "Done" in after) == (True,) * 3


def test_who_finds_a_round(client_for, officer):
    comment_round = make_comment_round(audience=RoundAudience.COUNTRIES)
    narrow = make_comment_round(audience=RoundAudience.MEMBERS)
    focal_point = make_focal_point(make_country())
    observer = make_gcg_observer()

    def codes(user) -> tuple:
        browser = client_for(user)
        rounds = (comment_round, narrow)
        return tuple(browser.get(r.get_absolute_url()).status_code for r in rounds)

    assert codes(officer) == (200, 200)
    assert codes(make_gcg_member()) == (200, 200)
    assert codes(observer) == (200, 404)
    assert codes(focal_point) == (200, 404)
    stranger = Client().get(comment_round.get_absolute_url())
    assert stranger.status_code == 302


def test_a_comment_is_written_and_answered_by_pages(client_for, officer):
    comment_round = make_comment_round()
    address = comment_round.get_absolute_url()

    client_for(member_of("ITUC")).post(
        f"{address}add/", {"section": "3", "text": "Indicators?"}
    )
    comment = comment_round.comments.get()
    refused = client_for(officer).post(
        f"{address}{comment.pk}/answer/",
        {"disposition": "not_accepted", "response": "", "version": 0},
    )
    client_for(officer).post(
        f"{address}{comment.pk}/answer/",
        {"disposition": "not_accepted", "response": "Later.", "version": 0},
    )

    assert "Say why a comment is not accepted" in refused.content.decode()
    comment.refresh_from_db()
    assert (comment.disposition, comment.response) == ("not_accepted", "Later.")
    assert comment.partner.name == "ITUC"


def test_a_round_is_opened_closed_and_shared_by_pages(client_for, officer):
    browser = client_for(officer)
    version = make_version(state=VersionState.FOR_COMMENT)
    page = f"{version.get_absolute_url()}comments/open/"
    facts = {"audience": "gcg", "closes_day": "2099-08-15", "closes_hour": ""}

    without_hour = browser.post(page, facts | {"closes_zone": "Europe/Zurich"})
    browser.post(page, facts | {"closes_hour": "18:00", "closes_zone": "Europe/Zurich"})
    comment_round = CommentRound.objects.get()
    for verb in ("close", "share"):
        browser.post(f"{comment_round.get_absolute_url()}{verb}/")

    assert "close of business" in without_hour.content.decode()
    comment_round.refresh_from_db()
    assert comment_round.closes_at == datetime(2099, 8, 15, 16, 0, tzinfo=UTC)
    assert comment_round.answered_at is not None


def test_a_round_on_a_report_has_its_page_too(client_for, officer):
    report = make_circulated_report()
    CommentRound.objects.all().delete()
    facts = {
        *(("audience", "gcg"), ("closes_day", "2099-08-15")),
        *(("closes_hour", "18:00"), ("closes_zone", "Europe/Zurich")),
    }

    client_for(officer).post(f"/comments/report/{report.pk}/open/", dict(facts))

    comment_round = report.comment_rounds.get()
    browser = client_for(make_gcg_observer())
    page = browser.get(comment_round.get_absolute_url()).content.decode()
    assert "Sat 15 Aug 2099, 18:00 Geneva" in page
    assert (
        client_for(make_focal_point(make_country()))
        .get(comment_round.get_absolute_url())
        .status_code
        == 404
    )


def test_the_table_is_a_sheet_and_a_document(client_for, officer):
    comment = make_paper_comment(text="=SUM(A1)", partner=make_partner(name="ITUC"))
    address = comment.round.get_absolute_url()
    browser = client_for(officer)

    sheet = openpyxl.load_workbook(
        io.BytesIO(browser.get(f"{address}xlsx/").content)
    ).active
    document = browser.get(f"{address}pdf/")

    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[1] == (1, "ITUC", None, "=SUM(A1)", "Not answered yet", None)
    assert sheet["D2"].data_type == "s"
    assert document.content.startswith(b"%PDF-")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_round_takes_a_fixed_number_of_queries(
    rows, client_for, officer, django_assert_num_queries
):
    comment_round = make_comment_round()
    for number in range(rows):
        make_paper_comment(comment_round, partner=make_partner(name=f"P{number}"))
    browser = client_for(officer)
    browser.get("/papers/")

    with django_assert_num_queries(5):
        browser.get(comment_round.get_absolute_url())
