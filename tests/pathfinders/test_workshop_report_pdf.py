"""What the workshop report prints, and what it never does."""

from datetime import date, time

import pytest
from django.contrib.auth.models import AnonymousUser

from alliance87.core import reports
from pathfinders.enums import FundingKind, ReportPartKind, ReportState
from pathfinders.models import Action, Roadmap
from pathfinders.reports import workshop_report, workshop_report_pdf
from tests.factories import (
    make_appointment,
    make_focal_point,
    make_funding,
    make_lesson,
    make_participant,
    make_participants,
    make_pathfinder,
    make_roadmap,
    make_session,
    make_workshop,
    make_workshop_report,
)
from tests.pathfinders.workshop_reports import (
    TEXTS,
    add_part,
    start_report,
    written_report,
)
from tests.verapdf import validate

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder(), outputs="A roadmap.", place="Santiago")


@pytest.fixture
def client(workshop, client_for):
    return client_for(make_focal_point(workshop.pathfinder.country))


def html(report, user=PUBLIC) -> str:
    return reports.document_html(workshop_report(report, user))


def headings(report, user=PUBLIC) -> list[str]:
    sections = workshop_report(report, user).sections
    return [str(each.heading) for each in sections if each.heading]


def test_parts_stand_in_their_order_with_further_ones_between(client, workshop):
    report = written_report(client, workshop)
    add_part(client, report, "Methodology", after=ReportPartKind.CONTEXT)

    assert headings(report) == [
        "Executive summary",
        "Context and background",
        "Methodology",
        "Priorities",
        "Roadmap (operational plan)",
        "Funding gap",
        "Information on the Alliance 8.7 focal point",
    ]


def test_parts_that_a_draft_still_lacks_are_named(client, workshop):
    make_participants(workshop, group="un", count=6)
    report = start_report(client, workshop)

    assert html(report).count("<em>Not written yet.</em>") == 3


def test_part_after_the_wide_table_begins_a_page(client, workshop):
    roadmap = make_roadmap(workshop.pathfinder, state="published")
    report = written_report(client, workshop, roadmap=roadmap.pk)
    add_part(client, report, "Annex", after=ReportPartKind.ROADMAP)

    sections = workshop_report(report, PUBLIC).sections

    assert [(str(each.heading), each.runs_on) for each in sections if each.heading] == [
        ("Executive summary", False),
        ("Context and background", True),
        ("Priorities", True),
        ("Roadmap (operational plan)", True),
        ("Annex", False),
        ("Funding gap", True),
        ("Information on the Alliance 8.7 focal point", True),
    ]


def test_last_part_stands_apart_from_a_drawing(client, workshop):
    roadmap = make_roadmap(
        workshop.pathfinder, state="draft", rows={"Schools": ["Build"]}
    )
    make_funding(Action.objects.get(), kind="needed", amount=90)
    Roadmap.objects.filter(pk=roadmap.pk).update(state="published")
    report = written_report(client, workshop, roadmap=roadmap.pk)

    last = workshop_report(report, PUBLIC).sections
    heads = {str(each.heading): each.runs_on for each in last if each.heading}

    assert heads["Information on the Alliance 8.7 focal point"] is False


def test_records_fill_the_parts(client, workshop):
    make_participants(workshop, group="survivors", count=6)
    make_session(
        workshop,
        title="Opening",
        on=date(2021, 5, 4),
        starts_at=time(9),
        ends_at=time(10),
        lead="Minister",
    )
    make_lesson(workshop, text="Start early.", is_public=True)
    make_appointment(workshop.pathfinder, person="Fatou Focal", ministry="Labour")
    roadmap = make_roadmap(workshop.pathfinder, state="published")
    report = written_report(client, workshop, roadmap=roadmap.pk)

    page = html(report)

    for text in (
        *TEXTS.values(),
        "6 people took part for survivors and affected groups",
        "09:00–10:00",
        "Start early.",
        "Fatou Focal",
        "A roadmap.",
        "Santiago",
        Action.objects.get().title,
    ):
        assert text in page


def test_names_and_lessons_of_the_team_are_never_printed(client, workshop):
    make_participant(workshop, name="Amina Secret", organization="Secret Union")
    make_lesson(workshop, text="Secret lesson.")
    report = written_report(client, workshop)
    focal = make_focal_point(workshop.pathfinder.country)

    assert "Secret" not in html(report, focal)


def test_private_money_is_printed_for_the_team_only(client, workshop):
    roadmap = make_roadmap(workshop.pathfinder, state="published")
    make_funding(
        Action.objects.get(), kind=FundingKind.NEEDED, amount=7777, is_public=False
    )
    report = written_report(client, workshop, roadmap=roadmap.pk)
    focal = make_focal_point(workshop.pathfinder.country)
    amount = "7\N{NARROW NO-BREAK SPACE}777"
    shown = html(report, focal).replace("\N{NO-BREAK SPACE}", amount[1])

    assert amount in shown
    assert "777" not in html(report)


def test_roadmap_that_is_not_public_is_left_out_for_the_public(client, workshop):
    title = "Inspect the farms"
    roadmap = make_roadmap(workshop.pathfinder, rows={"Farms": [title]})
    report = written_report(client, workshop, roadmap=roadmap.pk)
    focal = make_focal_point(workshop.pathfinder.country)

    public = html(report)

    assert title not in public
    assert public.count("The roadmap is not public yet.") == 2
    assert title in html(report, focal)


def test_draft_says_so_on_its_cover(workshop):
    draft = workshop_report(make_workshop_report(workshop), PUBLIC)
    final = workshop_report(
        make_workshop_report(make_workshop(), state=ReportState.PUBLISHED), PUBLIC
    )

    assert (draft.kind, draft.version_text) == ("Draft workshop report", "draft")
    assert (final.kind, final.version_text) == ("Workshop report", "final")


def test_report_speaks_its_own_language(client, workshop):
    report = written_report(client, workshop, language="fr")

    document = workshop_report(report, PUBLIC)

    assert document.title == workshop.pathfinder.country.name_fr
    assert "Priorités" in headings(report)


def test_markup_that_was_typed_stays_text(client, workshop):
    make_lesson(workshop, text="<b>bold</b>\n# heading", is_public=True)
    report = written_report(client, workshop)

    page = html(report)

    assert "&lt;b&gt;bold&lt;/b&gt; # heading" in page


def test_report_without_any_record_is_a_pdf(workshop):
    assert workshop_report_pdf(make_workshop_report(workshop), PUBLIC)[:5] == b"%PDF-"


def test_same_facts_give_the_same_bytes(client, workshop):
    report = written_report(client, workshop)

    assert workshop_report_pdf(report, PUBLIC) == workshop_report_pdf(report, PUBLIC)


@pytest.mark.verapdf
def test_report_is_accessible(client, workshop):
    make_participants(workshop, group="survivors", count=6)
    make_session(workshop, title="Opening", on=date(2021, 5, 4))
    make_lesson(workshop, text="Start early.", is_public=True)
    roadmap = make_roadmap(workshop.pathfinder, state="published")
    make_funding(Action.objects.get(), kind=FundingKind.NEEDED, amount=7777)
    report = written_report(client, workshop, roadmap=roadmap.pk)

    assert validate(workshop_report_pdf(report, PUBLIC)) == []
