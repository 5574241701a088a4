"""Roadmaps and workshop reports: agreed, then public at their second; looks before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.enums import PlanState
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent, PlannedPublication
from alliance87.core.planned import publish_due
from pathfinders.enums import ReportPartKind, ReportState, RoadmapState
from pathfinders.models import Roadmap, Workshop, WorkshopReport
from pathfinders.workflow import (
    agree_to_workshop_report,
    present_roadmap,
    publish_workshop_report,
)
from tests.factories import (
    make_administrator,
    make_chair,
    make_contributor,
    make_country,
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_pathfinder,
    make_roadmap,
    make_workshop,
)
from tests.pathfinders.workshop_reports import (
    agree,
    agreed_report,
    write,
    written_report,
)
from tests.pathfinders.workshop_urls import url

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 10, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
AT_NOON = {
    "until_day": "2026-12-10",
    "until_hour": "13:00",
    "until_zone": "Europe/Zurich",
}
MOMENT = "Thu 10 Dec 2026, 13:00 Geneva (12:00 UTC)"


@pytest.fixture
def clock(monkeypatch):
    """Return `clock(moment)`, which sets the clock of this machine; it stands still."""

    def set_to(moment) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(NOON - timedelta(days=10))
    return set_to


@pytest.fixture
def officer(client_for):
    return client_for(make_officer())


# --- Roadmaps -----------------------------------------------------------------------


@pytest.fixture
def roadmap():
    pathfinder = make_pathfinder(is_public=True)
    make_roadmap(pathfinder, state=RoadmapState.PUBLISHED, title="The old one")
    return make_roadmap(
        pathfinder,
        state=RoadmapState.PRESENTED,
        title="The new one",
        rows={"Farms without child labour": ["Train inspectors"]},
    )


def reads(path: str) -> bool:
    return Client().get(path).status_code == 200


def test_roadmap_is_public_at_its_second(clock, roadmap, officer):
    path = roadmap.get_absolute_url()

    officer.post(f"{path}publish/", AT_NOON)

    assert f"To be published on {MOMENT}" in officer.get(path).text
    for moment in (NOON - timedelta(hours=1), NOON - SECOND):
        clock(moment)
        assert publish_due() == 0
        assert not reads(path)
        assert not reads(f"{path}pdf/")
        country = Client().get(roadmap.pathfinder.get_absolute_url()).text
        assert "The new one" not in country
        assert "Train inspectors" not in Client().get("/search/?q=train").text
    clock(NOON)
    assert publish_due() == 1
    assert reads(path)
    roadmap.refresh_from_db()
    assert (roadmap.published_at, roadmap.pdf is not None) == (NOON, True)
    assert Roadmap.objects.get(title="The old one").state == RoadmapState.SUPERSEDED


def test_reason_for_skipping_the_group_counts_only_while_it_was_skipped(
    clock, roadmap, officer
):
    """Presented between plan and moment: the reason is no longer true."""
    Roadmap.objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.ACCEPTED, presented_on=None, meeting=""
    )
    path = f"{roadmap.get_absolute_url()}publish/"
    assert officer.post(path, AT_NOON).status_code == 200
    assert PlannedPublication.objects.count() == 0

    officer.post(path, AT_NOON | {"reason": "No meeting this year."})
    roadmap.refresh_from_db()
    day = timezone.localdate()
    present_roadmap(roadmap, on=day, meeting="21st meeting", by=make_officer())
    clock(NOON)

    assert publish_due() == 1
    assert AuditEvent.objects.get(verb="roadmap.publish").reason == ""


def test_roadmap_page_tells_the_plan_to_nobody_else(
    clock, roadmap, officer, client_for
):
    officer.post(f"{roadmap.get_absolute_url()}publish/", AT_NOON)

    member = client_for(make_gcg_member()).get(roadmap.get_absolute_url())
    own = client_for(make_focal_point(roadmap.pathfinder.country))

    assert member.status_code == 200
    assert "10 Dec 2026" not in member.text
    page = own.get(roadmap.get_absolute_url()).text
    assert f"To be published on {MOMENT}" in page
    assert "take-back" not in page


def test_submitting_is_the_agreement_and_is_shown(roadmap, client_for):
    focal = make_focal_point(roadmap.pathfinder.country)
    Roadmap.objects.filter(pk=roadmap.pk).update(state=RoadmapState.DRAFT)
    page = client_for(focal).get(f"{roadmap.get_absolute_url()}submit/").text
    words = "By submitting it your country agrees that it becomes public once it is"
    assert words in page

    Roadmap.objects.filter(title="The old one").update(
        submitted_at=datetime(2026, 5, 4, 9, tzinfo=UTC), submitted_by=focal
    )
    old = Roadmap.objects.get(title="The old one").get_absolute_url()
    public = Client().get(old).text
    assert "Sent in by the country on 4 May 2026" in public
    assert focal.name not in public
    own = client_for(focal).get(old).text
    assert f"Agreed by the country: sent in by {focal.name} on 4 May 2026" in own


# --- Workshop reports ---------------------------------------------------------------


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder(is_public=True))


@pytest.fixture
def focal(workshop, client_for):
    return client_for(make_focal_point(workshop.pathfinder.country))


def stored(workshop) -> WorkshopReport:
    return WorkshopReport.objects.get(workshop=workshop)


def test_report_is_published_when_the_country_agreed(workshop, focal, officer):
    report = written_report(focal, workshop)
    path = url("workshop-report-publish", workshop)
    missing = "The country has not agreed that the report becomes public."
    assert missing in officer.get(path).text
    officer.post(path)
    assert stored(workshop).state == ReportState.DRAFT

    agree(focal, workshop)
    officer.post(path)

    assert stored(workshop).state == ReportState.PUBLISHED
    name = stored(workshop).agreed_by.name
    public = Client().get(report.get_absolute_url()).text
    assert "Agreed by the country on" in public
    assert name not in public
    assert (
        f"Agreed by the country: {name} on" in focal.get(report.get_absolute_url()).text
    )


def test_only_the_focal_point_agrees_for_the_country(workshop, focal, client_for):
    written_report(focal, workshop)
    path = url("workshop-report-agree", workshop)
    country = workshop.pathfinder.country

    codes = {
        each.__name__: client_for(who).post(path).status_code
        for each, who in (
            (make_officer, make_officer()),
            (make_administrator, make_administrator()),
            (make_contributor, make_contributor(country)),
        )
    }

    assert codes == {
        "make_officer": 403,
        "make_administrator": 403,
        "make_contributor": 403,
    }
    other = client_for(make_focal_point(make_country()))
    assert other.post(path).status_code == 404
    assert client_for(make_chair()).post(path).status_code == 404
    assert stored(workshop).agreed_at is None


def test_unwritten_report_is_not_agreed_to(workshop, focal):
    report = written_report(focal, workshop)
    write(focal, report, ReportPartKind.SUMMARY, "")

    page = focal.post(url("workshop-report-agree", workshop))

    assert "The part “Executive summary” is not written yet." in page.text
    assert stored(workshop).agreed_at is None


def test_country_agrees_once(workshop, focal):
    report = agreed_report(focal, workshop)

    with pytest.raises(InvalidTransition, match="The country has agreed already."):
        agree_to_workshop_report(report, by=stored(workshop).agreed_by)

    assert AuditEvent.objects.filter(verb="workshop_report.agree").count() == 1


def test_changed_text_ends_agreement_and_plan(clock, workshop, focal, officer):
    report = agreed_report(focal, workshop)
    officer.post(url("workshop-report-publish", workshop), AT_NOON)

    write(focal, report, ReportPartKind.SUMMARY, "Another summary.")

    assert (stored(workshop).agreed_at, stored(workshop).agreed_by) == (None, None)
    planned = PlannedPublication.objects.get()
    assert (planned.state, planned.ended_why) == (
        PlanState.DROPPED,
        "The report was changed.",
    )
    clock(NOON)
    assert (publish_due(), stored(workshop).state) == (0, ReportState.DRAFT)


def test_report_is_public_at_its_second_with_its_document(
    clock, workshop, focal, officer
):
    report = agreed_report(focal, workshop)
    officer.post(url("workshop-report-publish", workshop), AT_NOON)

    assert f"To be published on {MOMENT}" in officer.get(report.get_absolute_url()).text
    clock(NOON - SECOND)
    publish_due()
    assert not reads(report.get_absolute_url())
    clock(NOON)
    assert publish_due() == 1
    assert reads(report.get_absolute_url())
    assert stored(workshop).pdf is not None


def test_administrator_publishes_without_agreement_and_the_reason_stays_visible(
    workshop, focal, client_for
):
    written_report(focal, workshop)
    path = url("workshop-report-publish", workshop)
    administrator = client_for(make_administrator())
    assert administrator.post(path, {"override": " "}).status_code == 200

    administrator.post(path, {"override": "The ministry was dissolved."})

    report = stored(workshop)
    assert (report.state, report.pdf is not None) == (ReportState.PUBLISHED, True)
    public = Client().get(report.get_absolute_url()).text
    assert (
        "Published without the country’s agreement: The ministry was dissolved."
    ) in public
    event = AuditEvent.objects.get(verb="workshop_report.publish")
    assert event.overridden == (
        "The country has not agreed that the report becomes public."
    )


def test_reason_of_an_officer_replaces_no_agreement(workshop, focal):
    report = written_report(focal, workshop)

    with pytest.raises(Blocked, match="has not agreed"):
        publish_workshop_report(report, by=make_officer(), override="I say so.")


def test_record_of_the_past_with_its_source_needs_no_agreement(workshop, focal):
    report = written_report(focal, workshop)
    Workshop.objects.filter(pk=workshop.pk).update(source="Report of 2019, page 3")

    publish_workshop_report(report, by=make_officer())

    assert stored(workshop).state == ReportState.PUBLISHED


# --- Previews -----------------------------------------------------------------------


def test_roadmap_is_shown_as_a_stranger_will_read_it(roadmap, officer):
    before = list(Roadmap.objects.order_by("pk").values())

    page = officer.get(f"{roadmap.get_absolute_url()}preview/")

    assert page.status_code == 200
    for words in ("Preview, not public", "Train inspectors", "Sign in"):
        assert words in page.text
    for words in ("Publish the roadmap", "open comment", "Not public: "):
        assert words not in page.text
    assert list(Roadmap.objects.order_by("pk").values()) == before
    assert "no-store" in page["Cache-Control"]


def test_report_is_shown_as_a_stranger_will_read_it(workshop, focal, officer):
    report = written_report(focal, workshop)

    page = officer.get(url("workshop-report-preview", workshop))

    assert page.status_code == 200
    assert "Preview, not public" in page.text
    assert "A survey was carried out." in page.text
    assert "Add a part" not in page.text
    assert stored(workshop).state == ReportState.DRAFT
    assert (
        f'href="{url("workshop-report-preview", workshop)}"'
        in officer.get(report.get_absolute_url()).text
    )


def test_nobody_else_finds_a_preview(roadmap, workshop, focal, client_for):
    written_report(focal, workshop)
    paths = [
        f"{roadmap.get_absolute_url()}preview/",
        url("workshop-report-preview", workshop),
    ]
    others = [make_gcg_member(), make_chair(), make_focal_point(make_country())]

    for path in paths:
        codes = [client_for(each).get(path).status_code for each in others]
        assert codes == [404] * 3
        assert Client().get(path).status_code == 302


def test_what_is_public_has_no_preview(roadmap, officer):
    old = Roadmap.objects.get(title="The old one")

    assert officer.get(f"{old.get_absolute_url()}preview/").status_code == 404
