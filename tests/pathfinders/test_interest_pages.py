from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.core.models import Document
from pathfinders.enums import Addressee, EoiState, MilestoneKind
from pathfinders.models import ExpressionOfInterest
from tests.factories import (
    PDF,
    complete_eoi,
    make_administrator,
    make_eoi,
    make_focal_point,
    make_officer,
    make_pathfinder,
    pdf_upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return make_pathfinder()


def url_of(eoi, verb=""):
    name = f"pathfinders:eoi-{verb}" if verb else "pathfinders:eoi"
    return reverse(name, args=[eoi.pathfinder.country.slug, eoi.pk])


def add_url(pathfinder):
    return reverse("pathfinders:eoi-add", args=[pathfinder.country.slug])


def answers(**changes):
    values = {
        "version": "0",
        "when_day": "4",
        "when_month": "5",
        "when_year": "2021",
        "when_qualifier": "exact",
        "minister": "Ada Minister",
        "ministry": "Ministry of Labour",
        "signed_by_minister": "True",
        "addressee": Addressee.ILO_DIRECTOR_GENERAL,
        "text": "We want to accelerate.",
        "senior_official": "Omar Official",
        "senior_official_post": "Director of Labour",
        "then": "later",
    }
    return values | changes


# --- Writing --------------------------------------------------------------------


def test_saved_answers_are_kept_with_the_scan(client_for, pathfinder):
    focal_point = make_focal_point(pathfinder.country)

    response = client_for(focal_point).post(
        add_url(pathfinder), answers(upload=pdf_upload(), then="check")
    )

    eoi = ExpressionOfInterest.objects.get()
    assert response.url == url_of(eoi, "submit")
    assert eoi.when == PartialDate.day(date(2021, 5, 4))
    assert (eoi.minister, eoi.created_by, eoi.state) == (
        "Ada Minister",
        focal_point,
        EoiState.DRAFT,
    )
    assert (eoi.scan.audience, eoi.scan.country) == ("officials", pathfinder.country)
    with eoi.scan.versions.get().file as file:
        assert file.read() == PDF


def test_focal_point_cannot_set_the_day_of_receipt(client_for, pathfinder):
    client = client_for(make_focal_point(pathfinder.country))

    client.post(add_url(pathfinder), answers(received_on="2021-05-20", source="Mine"))

    eoi = ExpressionOfInterest.objects.get()
    assert (eoi.received_on, eoi.source) == (None, "")


def test_secretariat_keeps_the_day_of_receipt(client_for, pathfinder):
    client = client_for(make_officer())

    client.post(
        add_url(pathfinder),
        answers(received_on="2021-05-20", acknowledged_on="2021-05-21"),
    )

    eoi = ExpressionOfInterest.objects.get()
    assert (eoi.received_on, eoi.acknowledged_on) == (
        date(2021, 5, 20),
        date(2021, 5, 21),
    )


def test_second_draft_leads_to_the_first(client_for, pathfinder):
    eoi = make_eoi(pathfinder)

    response = client_for(make_officer()).get(add_url(pathfinder))

    assert response.url == url_of(eoi)


def test_second_scan_becomes_the_next_version(client_for, pathfinder):
    eoi = make_eoi(pathfinder, **complete_eoi(pathfinder.country))
    client = client_for(make_focal_point(pathfinder.country))

    client.post(url_of(eoi, "edit"), answers(upload=pdf_upload("new.pdf")))

    numbers = list(eoi.scan.versions.values_list("number", "file_name"))
    assert numbers == [(2, "new.pdf"), (1, "letter.pdf")]


TO_HEAD = (
    "A letter signed by a minister is addressed to the ILO Director-General. Choose "
    "“ILO Director-General”, or answer “No” to “Did a minister sign the letter?”."
)
TO_DIRECTOR = (
    "A letter that no minister signed is addressed to the head of the Secretariat. "
    "Choose “Head of the Secretariat”, or answer “Yes” to “Did a minister sign the "
    "letter?”."
)
FUTURE = timezone.localdate() + timedelta(days=400)
REFUSED = [
    ({"addressee": Addressee.SECRETARIAT_HEAD}, "addressee", TO_HEAD),
    ({"signed_by_minister": "False"}, "addressee", TO_DIRECTOR),
    ({"signed_by_minister": ""}, "signed_by_minister", "Choose “Yes” or “No”."),
    (
        {"when_year": str(FUTURE.year)},
        "when",
        "This day is in the future. Enter the date on the letter.",
    ),
    (
        {"when_day": "31", "when_month": "2"},
        "when",
        "This date does not exist. Check the day, the month and the year.",
    ),
    (
        {"received_on": "2021-05-03"},
        "received_on",
        "The letter was received before its own date. Correct the day of receipt or "
        "the date of the letter.",
    ),
    (
        {"received_on": FUTURE.isoformat()},
        "received_on",
        "This day is in the future. Enter the day of receipt.",
    ),
    (
        {"received_on": "2021-05-20", "acknowledged_on": "2021-05-19"},
        "acknowledged_on",
        "A letter is acknowledged after it was received. Correct this day.",
    ),
]


@pytest.mark.parametrize(("changes", "field", "message"), REFUSED)
def test_wrong_answer_is_named_with_its_remedy(
    changes, field, message, client_for, pathfinder
):
    response = client_for(make_officer()).post(
        add_url(pathfinder), answers(upload=pdf_upload(), **changes)
    )

    assert response.context["form"].errors == {field: [message]}
    assert ExpressionOfInterest.objects.count() == 0
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (
            ("letter.exe", b"MZ"),
            "Files of this type are not accepted. Use PDF, PNG, JPEG, DOCX or XLSX.",
        ),
        (
            ("letter.pdf", b"<html>"),
            "The content of the file is not what its name says. Save it again as PDF, "
            "PNG, JPEG, DOCX or XLSX and choose that file.",
        ),
        (
            ("letter.pdf", PDF),
            "The file is larger than 100\xa0bytes. Make it smaller or split it.",
        ),
    ],
)
def test_unfit_scan_is_refused_at_its_field(upload, message, client_for, pathfinder):
    name, content = upload
    client = client_for(make_focal_point(pathfinder.country))

    with override_settings(DOCUMENT_MAX_BYTES=100):
        response = client.post(
            add_url(pathfinder), answers(upload=pdf_upload(name, content))
        )

    assert response.context["form"].errors == {"upload": [message]}
    assert ExpressionOfInterest.objects.count() == 0
    assert Document.objects.count() == 0


def test_stale_form_overwrites_nothing_and_shows_both_texts(client_for, pathfinder):
    eoi = make_eoi(pathfinder, minister="Ada Minister")
    client = client_for(make_focal_point(pathfinder.country))
    client.post(url_of(eoi, "edit"), answers(minister="First"))

    response = client.post(
        url_of(eoi, "edit"), answers(minister="Second", upload=pdf_upload())
    )

    eoi.refresh_from_db()
    assert response.status_code == 409
    assert eoi.minister == "First"
    assert ("Who signed the letter?", "First", "Second") in (
        response.context["form"].conflicts
    )
    assert Document.objects.count() == 0


# --- From the draft to the record -------------------------------------------------


def test_check_page_lists_what_is_missing_and_leads_to_each_answer(
    client_for, pathfinder
):
    eoi = make_eoi(pathfinder, minister="Ada Minister")

    page = client_for(make_focal_point(pathfinder.country)).get(url_of(eoi, "submit"))

    assert page.context["missing"] == (
        "The date of the letter is missing.",
        "The ministry is missing.",
        "The addressee of the letter is missing.",
        "The letter does not name a senior official.",
        "The scan of the letter is missing.",
    )
    assert f'href="{url_of(eoi, "edit")}#div_id_ministry"' in page.text
    assert 'id="div_id_ministry"' in (
        client_for(make_focal_point(pathfinder.country)).get(url_of(eoi, "edit")).text
    )


def test_incomplete_eoi_is_not_submitted(client_for, pathfinder):
    eoi = make_eoi(pathfinder, minister="Ada Minister")
    client = client_for(make_focal_point(pathfinder.country))

    page = client.post(url_of(eoi, "submit"))

    eoi.refresh_from_db()
    assert eoi.state == EoiState.DRAFT
    assert "The ministry is missing." in page.context["form"].non_field_errors()


def test_eoi_goes_from_draft_to_the_record(client_for, pathfinder):
    focal_point = client_for(make_focal_point(pathfinder.country))
    officer = client_for(make_officer())
    focal_point.post(add_url(pathfinder), answers(upload=pdf_upload()))
    eoi = ExpressionOfInterest.objects.get()

    focal_point.post(url_of(eoi, "submit"))
    officer.post(url_of(eoi, "return"), {"comment": "The ministry is misspelt."})
    returned = focal_point.get(url_of(eoi)).text
    focal_point.post(url_of(eoi, "submit"))
    officer.post(url_of(eoi, "accept"), {"received_on": "2021-05-20"})

    eoi.refresh_from_db()
    steps = list(pathfinder.milestones.values_list("kind", "on", "statement"))
    assert "The ministry is misspelt." in returned
    assert "What to do now" in returned
    assert eoi.state == EoiState.ACCEPTED
    assert steps == [
        (
            MilestoneKind.EXPRESSION_OF_INTEREST,
            date(2021, 5, 4),
            "Ministry of Labour",
        ),
        (
            MilestoneKind.SENIOR_OFFICIAL,
            date(2021, 5, 4),
            "Omar Official, Director of Labour",
        ),
    ]
    assert pathfinder.appointments.get().person == "Omar Official"


def test_return_without_comment_is_refused(client_for, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.SUBMITTED)

    page = client_for(make_officer()).post(url_of(eoi, "return"), {"comment": " "})

    eoi.refresh_from_db()
    assert eoi.state == EoiState.SUBMITTED
    assert page.context["form"].errors == {
        "comment": ["Say what is missing, so that the country can act on it."]
    }


def test_nobody_accepts_what_they_submitted(client_for, pathfinder):
    officer = make_officer()
    eoi = make_eoi(pathfinder, state=EoiState.SUBMITTED, submitted_by=officer)

    page = client_for(officer).post(url_of(eoi, "accept"), {"override": "I may."})

    eoi.refresh_from_db()
    assert eoi.state == EoiState.SUBMITTED
    assert page.context["form"].non_field_errors() == [
        "Another person must accept: you submitted it yourself."
    ]
    assert pathfinder.milestones.count() == 0


def test_administrator_accepts_without_a_proof_with_a_reason(client_for, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.SUBMITTED, scan=None)
    client = client_for(make_administrator())

    client.post(url_of(eoi, "accept"), {"override": ""})
    eoi.refresh_from_db()
    without = eoi.state
    client.post(url_of(eoi, "accept"), {"override": "The archive burnt."})
    eoi.refresh_from_db()

    assert (without, eoi.state) == (EoiState.SUBMITTED, EoiState.ACCEPTED)


@pytest.mark.parametrize("verb", ["submit", "return", "accept"])
def test_move_from_the_wrong_state_changes_nothing(verb, client_for, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.ACCEPTED)

    page = client_for(make_officer()).post(
        url_of(eoi, verb), {"comment": "Again"}, follow=True
    )

    eoi.refresh_from_db()
    assert eoi.state == EoiState.ACCEPTED
    assert [str(message) for message in page.context["messages"]] == [
        "Nothing was changed: the expression of interest is “Accepted”."
    ]


def test_accepted_eoi_is_not_edited(client_for, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.ACCEPTED)

    response = client_for(make_administrator()).post(
        url_of(eoi, "edit"), answers(minister="Eve")
    )

    eoi.refresh_from_db()
    assert (response.status_code, eoi.minister) == (403, "Ada Minister")
