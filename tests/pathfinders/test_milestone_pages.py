"""Records of steps, entered and corrected by hand."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Audience
from alliance87.core.models import AuditEvent, Document
from pathfinders.enums import MilestoneKind
from pathfinders.milestones import record_milestone
from pathfinders.models import Appointment, Milestone
from tests.factories import (
    keeper,
    make_chair,
    make_contributor,
    make_document,
    make_focal_point,
    make_gcg_member,
    make_milestone,
    make_officer,
    make_pathfinder,
    pdf_upload,
)

pytestmark = pytest.mark.django_db
TO_COME = "This step is dated in the future. Put it on record once it has happened."


def address(pathfinder, page: str) -> str:
    return f"/pathfinders/{pathfinder.country.slug}/{page}"


def desk(pathfinder) -> str:
    return reverse("country-desk", kwargs={"iso3": pathfinder.country.slug})


def answers(**fields) -> dict:
    return {
        "kind": "workshop",
        "when_day": "",
        "when_month": "10",
        "when_year": "2019",
        "when_qualifier": "exact",
        "statement": "Held in the capital.",
        "source": "Annual report 2019",
        "audience": "secretariat",
        "is_public": "on",
    } | fields


def errors(response) -> dict:
    return {
        field: [str(each) for each in found]
        for field, found in response.context["form"].errors.items()
    }


PAGES = ["milestones/add/", "appointments/add/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "person", [make_focal_point, make_contributor, make_gcg_member]
)
def test_pages_are_refused_to_others(client_for, page, person):
    pathfinder = make_pathfinder()
    country = {"country": pathfinder.country} if person is not make_gcg_member else {}
    client = client_for(person(**country))

    response = client.post(address(pathfinder, page), answers())

    assert response.status_code == 403
    assert (Milestone.objects.count(), Appointment.objects.count()) == (0, 0)


@pytest.mark.parametrize("page", PAGES)
def test_chair_decides_and_keeps_no_records(client_for, page):
    pathfinder = make_pathfinder()

    response = client_for(make_chair()).get(address(pathfinder, page))

    assert response.status_code == 403


def test_step_goes_on_record_with_its_date_as_known(client_for):
    pathfinder, officer = make_pathfinder(), make_officer()

    response = client_for(officer).post(
        address(pathfinder, "milestones/add/?kind=workshop"), answers()
    )

    assert response["Location"] == f"{desk(pathfinder)}#step-workshop"
    milestone = Milestone.objects.get()
    assert str(milestone.when) == "October 2019"
    assert (milestone.kind, milestone.source, milestone.created_by) == (
        "workshop",
        "Annual report 2019",
        officer,
    )
    assert AuditEvent.objects.get().verb == "milestone.recorded"


def test_page_opens_with_the_step_of_its_link(client_for):
    pathfinder = make_pathfinder()

    response = client_for(make_officer()).get(
        address(pathfinder, "milestones/add/?kind=workshop")
    )

    assert response.context["form"]["kind"].value() == "workshop"


def test_upload_is_filed_as_evidence_for_the_chosen_readers(client_for):
    pathfinder = make_pathfinder()

    client_for(make_officer()).post(
        address(pathfinder, "milestones/add/"),
        answers(source="", upload=pdf_upload(), audience="public"),
    )

    document = Milestone.objects.get().document
    assert (document.audience, document.country) == (
        Audience.PUBLIC,
        pathfinder.country,
    )


def test_refused_record_files_no_document(client_for):
    pathfinder = make_pathfinder()

    response = client_for(make_officer()).post(
        address(pathfinder, "milestones/add/"),
        answers(upload=pdf_upload(), when_day="3", until="2019-10-01"),
    )

    assert errors(response) == {
        "until": ["The last day is before the first. Correct one of them."]
    }
    assert not Document.objects.exists()


def test_record_needs_a_source_or_evidence(client_for):
    pathfinder = make_pathfinder()

    response = client_for(make_officer()).post(
        address(pathfinder, "milestones/add/"), answers(source="")
    )

    assert errors(response) == {
        "source": ["Name the source, or file the evidence. One is needed."]
    }


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"when_year": "2099"}, "when"),
        ({"when_year": "2099", "when_qualifier": "before", "when_day": "1"}, "when"),
        ({"until": "2099-01-01"}, "when"),
    ],
)
def test_step_to_come_is_refused_at_its_date(client_for, fields, where):
    response = client_for(make_officer()).post(
        address(make_pathfinder(), "milestones/add/"), answers(**fields)
    )

    assert errors(response) == {where: [TO_COME]}
    assert not Milestone.objects.exists()


def test_record_is_not_corrected_to_a_day_to_come(client_for):
    milestone = make_milestone(kind=MilestoneKind.WORKSHOP, source="Letter")
    page = address(milestone.pathfinder, f"milestones/{milestone.pk}/edit/")

    response = client_for(make_officer()).post(page, answers(when_year="2099"))

    assert errors(response)["when"] == [TO_COME]
    milestone.refresh_from_db()
    assert str(milestone.when) == "4 May 2021"


@pytest.mark.parametrize(
    ("days", "accepted"), [(-1, True), (0, True), (1, False)], ids=str
)
def test_verb_takes_steps_until_today(days, accepted):
    day = timezone.localdate() + timedelta(days=days)
    facts = {"when": PartialDate.day(day), "by": keeper()}

    if accepted:
        record_milestone(make_pathfinder(), MilestoneKind.REPORTED_BACK, **facts)
    else:
        with pytest.raises(ValidationError) as refused:
            record_milestone(make_pathfinder(), MilestoneKind.REPORTED_BACK, **facts)
        assert refused.value.message_dict == {"__all__": [TO_COME]}

    assert Milestone.objects.exists() is accepted


def test_year_that_is_not_over_is_no_day_to_come():
    this_year = date(timezone.localdate().year, 1, 1)

    milestone = record_milestone(
        make_pathfinder(),
        MilestoneKind.REPORTED_BACK,
        when=PartialDate(this_year, "year"),
        by=keeper(),
    )

    assert str(milestone.when) == str(this_year.year)


def test_source_or_evidence_is_not_called_optional(client_for):
    html = (
        client_for(make_officer())
        .get(address(make_pathfinder(), "milestones/add/"))
        .content.decode()
    )

    labels = dict(re.findall(r'for="id_(\w+)">(.*?)\s*</label>', html, re.S))
    assert [labels[name] for name in ("source", "document", "upload")] == [
        "Source",
        "Evidence",
        "New evidence",
    ]
    assert "(optional)" in labels["meeting"]
    assert "Give a source or file the document." in html


def test_document_of_another_country_is_no_evidence(client_for):
    pathfinder = make_pathfinder()
    foreign = make_document(country=make_pathfinder().country)

    response = client_for(make_officer()).post(
        address(pathfinder, "milestones/add/"), answers(document=foreign.pk)
    )

    assert list(errors(response)) == ["document"]


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        ("confirmation_letter", "Prepare it under “Letters”"),
        ("on_hold", "Use “Put the status on hold”"),
        ("reinstatement", "Use “Reinstate the status”"),
        ("withdrawal", "Use “Record that the country withdrew”"),
    ],
)
def test_step_that_follows_from_a_decision_is_refused(client_for, kind, remedy):
    pathfinder, client = make_pathfinder(), client_for(make_officer())
    add = address(pathfinder, "milestones/add/")

    posted = client.post(add, answers(kind=kind))
    opened = client.get(f"{add}?kind={kind}", follow=True)

    assert remedy in errors(posted)["kind"][0]
    assert remedy in str(next(iter(opened.context["messages"])))
    assert not Milestone.objects.exists()


def test_correction_is_saved_and_leaves_its_trail(client_for):
    milestone = make_milestone(kind=MilestoneKind.WORKSHOP, source="Letter")
    page = address(milestone.pathfinder, f"milestones/{milestone.pk}/edit/")

    client_for(make_officer()).post(
        page, answers(version=0, reason="The report names the month.")
    )

    milestone.refresh_from_db()
    assert (str(milestone.when), milestone.version) == ("October 2019", 1)
    event = AuditEvent.objects.get()
    assert (event.verb, event.was, event.now, event.reason) == (
        "milestone.corrected",
        "4 May 2021",
        "October 2019",
        "The report names the month.",
    )


def test_correction_of_a_decision_keeps_its_step(client_for):
    milestone = make_milestone(kind=MilestoneKind.ON_HOLD, source="Minutes")
    page = address(milestone.pathfinder, f"milestones/{milestone.pk}/edit/")

    client_for(make_officer()).post(page, answers(version=0, source="Minutes, page 3"))

    milestone.refresh_from_db()
    assert (milestone.kind, milestone.source) == ("on_hold", "Minutes, page 3")


def test_correction_never_overwrites_what_somebody_else_saved(client_for):
    milestone = make_milestone(kind=MilestoneKind.WORKSHOP, source="Theirs", version=1)
    page = address(milestone.pathfinder, f"milestones/{milestone.pk}/edit/")

    response = client_for(make_officer()).post(page, answers(version=0, source="Mine"))

    milestone.refresh_from_db()
    assert (response.status_code, milestone.source) == (409, "Theirs")
    assert ("Source", "Theirs", "Mine") in response.context["form"].conflicts
    assert not AuditEvent.objects.exists()


def test_record_of_another_country_is_not_found(client_for):
    milestone = make_milestone()
    page = address(make_pathfinder(), f"milestones/{milestone.pk}/edit/")

    assert client_for(make_officer()).get(page).status_code == 404
