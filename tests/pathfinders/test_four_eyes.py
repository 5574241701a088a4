"""Nobody accepts or confirms what they edited: each way around it, by requests."""

import pytest
from django.urls import reverse

from pathfinders.enums import EoiState, LetterState, RoadmapState, Status
from pathfinders.models import Action, Letter, Priority
from pathfinders.procedures import PROCEDURES
from tests.factories import (
    make_administrator,
    make_chair,
    make_eoi,
    make_focal_point,
    make_letter,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_roadmap,
    make_role,
    pdf_upload,
)
from tests.pathfinders.roadmap_forms import action_data, roadmap_url

pytestmark = pytest.mark.django_db

EDITED = "Another person must accept: you edited it yourself."
SUBMITTED = "Another person must accept: you submitted it yourself."
EDITED_LETTER = "Another person must confirm: you edited the confirmation letter."


def refusals(page) -> list[str]:
    return page.context["form"].non_field_errors()


def eoi_url(eoi, verb) -> str:
    return reverse(
        f"pathfinders:eoi-{verb}", args=[eoi.pathfinder.country.slug, eoi.pk]
    )


def eoi_answers(**changes) -> dict:
    values = {
        "version": 0,
        "when_day": "4",
        "when_month": "5",
        "when_year": "2021",
        "when_qualifier": "exact",
        "minister": "Ada Minister",
        "ministry": "Ministry of Labour",
        "signed_by_minister": "True",
        "addressee": "ilo_director_general",
        "senior_official": "Omar Official",
    }
    return values | changes


@pytest.fixture
def submitted_eoi():
    eoi = make_eoi(state=EoiState.SUBMITTED, received_on=None)
    eoi.submitted_by = make_focal_point(eoi.pathfinder.country)
    eoi.save()
    return eoi


# --- Expression of interest ---------------------------------------------------------


def test_editor_of_a_submitted_eoi_does_not_accept_it(client_for, submitted_eoi):
    officer = client_for(make_officer())

    officer.post(
        eoi_url(submitted_eoi, "edit"),
        eoi_answers(minister="Eve Edited", received_on="2021-05-20"),
    )
    page = officer.post(eoi_url(submitted_eoi, "accept"), {"received_on": "2021-05-20"})

    submitted_eoi.refresh_from_db()
    assert submitted_eoi.minister == "Eve Edited"
    assert submitted_eoi.state == EoiState.SUBMITTED
    assert refusals(page) == [EDITED]


def test_editor_who_is_an_administrator_gives_no_reason_instead(
    client_for, submitted_eoi
):
    administrator = client_for(make_administrator())
    administrator.post(eoi_url(submitted_eoi, "edit"), eoi_answers())

    opened = administrator.get(eoi_url(submitted_eoi, "accept"))
    page = administrator.post(
        eoi_url(submitted_eoi, "accept"),
        {"received_on": "2021-05-20", "override": "In haste."},
    )

    submitted_eoi.refresh_from_db()
    assert "override" not in opened.context["form"].fields
    assert refusals(page) == [EDITED]
    assert submitted_eoi.state == EoiState.SUBMITTED


def test_another_officer_accepts_what_the_first_edited(client_for, submitted_eoi):
    client_for(make_officer()).post(eoi_url(submitted_eoi, "edit"), eoi_answers())

    client_for(make_officer()).post(
        eoi_url(submitted_eoi, "accept"), {"received_on": "2021-05-20"}
    )

    submitted_eoi.refresh_from_db()
    assert submitted_eoi.state == EoiState.ACCEPTED


def test_drafter_of_an_eoi_does_not_accept_what_another_submits(client_for):
    pathfinder = make_pathfinder()
    officer = client_for(make_officer())
    focal_point = client_for(make_focal_point(pathfinder.country))
    officer.post(
        reverse("pathfinders:eoi-add", args=[pathfinder.country.slug]),
        eoi_answers(upload=pdf_upload()),
    )
    eoi = pathfinder.expressions_of_interest.get()
    focal_point.post(eoi_url(eoi, "submit"))

    page = officer.post(eoi_url(eoi, "accept"), {"received_on": "2021-05-20"})

    eoi.refresh_from_db()
    assert (eoi.state, refusals(page)) == (EoiState.SUBMITTED, [EDITED])


def test_who_submitted_before_it_was_returned_does_not_accept(client_for):
    eoi = make_eoi(state=EoiState.RETURNED)
    officer = client_for(make_officer())
    focal_point = client_for(make_focal_point(eoi.pathfinder.country))
    officer.post(eoi_url(eoi, "submit"))
    officer.post(eoi_url(eoi, "return"), {"comment": "The country submits it."})
    focal_point.post(eoi_url(eoi, "submit"))

    page = officer.post(eoi_url(eoi, "accept"), {})

    eoi.refresh_from_db()
    assert (eoi.state, refusals(page)) == (EoiState.SUBMITTED, [SUBMITTED])


def test_editor_of_an_eoi_may_return_it(client_for, submitted_eoi):
    officer = client_for(make_officer())
    officer.post(eoi_url(submitted_eoi, "edit"), eoi_answers())

    officer.post(eoi_url(submitted_eoi, "return"), {"comment": "Check the ministry."})

    submitted_eoi.refresh_from_db()
    assert submitted_eoi.state == EoiState.RETURNED


# --- Roadmap ------------------------------------------------------------------------


@pytest.fixture
def draft():
    return make_roadmap(rows={"Schools": ["Build", "Equip"], "Laws": ["Write"]})


def keys_of(roadmap) -> dict:
    return {
        "schools": Priority.objects.get(roadmap=roadmap, title="Schools").pk,
        "build": Action.objects.get(priority__roadmap=roadmap, title="Build").pk,
    }


ROW = {"version": 0, "reason": "Typing"}
CHANGES = {
    "text": (
        "edit/",
        ROW
        | {
            "title": "Roadmap",
            "language": "en",
            "starts_on": "2022-01-01",
            "ends_on": "2024-12-31",
        },
    ),
    "priority added": ("rows/priorities/add/", ROW | {"title": "Data"}),
    "priority changed": ("rows/priorities/{schools}/edit/", ROW | {"title": "School"}),
    "priority moved": ("rows/priorities/{schools}/down/", ROW),
    "priority deleted": ("rows/priorities/{schools}/delete/", ROW),
    "action added": (
        "rows/priorities/{schools}/actions/add/",
        action_data(title="Teach", reason="Typing"),
    ),
    "action changed": (
        "rows/actions/{build}/edit/",
        action_data(title="Built", reason="Typing"),
    ),
    "action moved": ("rows/actions/{build}/down/", ROW),
    "action deleted": ("rows/actions/{build}/delete/", ROW),
}


@pytest.mark.parametrize("change", CHANGES)
def test_editor_of_a_draft_roadmap_does_not_accept_it(change, client_for, draft):
    officer = client_for(make_officer())
    focal_point = client_for(make_focal_point(draft.pathfinder.country))
    page, data = CHANGES[change]

    saved = officer.post(roadmap_url(draft, page.format(**keys_of(draft))), data)
    Priority.objects.filter(roadmap=draft, actions=None).delete()
    focal_point.post(roadmap_url(draft, "submit/"))
    refused = officer.post(roadmap_url(draft, "accept/"))

    draft.refresh_from_db()
    assert saved.status_code == 302
    assert (draft.state, refusals(refused)) == (RoadmapState.SUBMITTED, [EDITED])


def test_deleting_the_edited_row_does_not_free_the_editor(client_for, draft):
    officer = client_for(make_officer())
    focal_point = client_for(make_focal_point(draft.pathfinder.country))
    officer.post(
        roadmap_url(draft, "rows/actions/{build}/edit/".format(**keys_of(draft))),
        action_data(title="Built", reason="Typing"),
    )
    Priority.objects.get(title="Schools").delete()
    focal_point.post(roadmap_url(draft, "submit/"))

    refused = officer.post(roadmap_url(draft, "accept/"))

    assert refusals(refused) == [EDITED]


def test_editor_of_another_version_accepts_this_one(client_for, draft):
    officer = client_for(make_officer())
    other = make_roadmap(rows={"Schools": ["Build"]})
    officer.post(
        roadmap_url(other, "rows/actions/{build}/edit/".format(**keys_of(other))),
        action_data(title="Built", reason="Typing"),
    )
    client_for(make_focal_point(draft.pathfinder.country)).post(
        roadmap_url(draft, "submit/")
    )

    officer.post(roadmap_url(draft, "accept/"))

    draft.refresh_from_db()
    assert draft.state == RoadmapState.ACCEPTED


def test_focal_point_with_two_roles_does_not_accept_the_own_roadmap(client_for, draft):
    both = make_officer()
    make_role(both, "focal_point", draft.pathfinder.country)
    client = client_for(both)
    client.post(roadmap_url(draft, "submit/"))

    refused = client.post(roadmap_url(draft, "accept/"))

    assert refusals(refused) == [SUBMITTED]


# --- Letter and status --------------------------------------------------------------


@pytest.fixture
def ready():
    """A country with every step on record that status needs, but for the letter."""
    pathfinder = make_pathfinder()
    for step in PROCEDURES[pathfinder.procedure]:
        if step.needed_for_status:
            make_milestone(pathfinder, step.kind)
    return pathfinder


def letter_url(letter, verb) -> str:
    where = [letter.pathfinder.country.slug, letter.pk]
    return reverse(f"pathfinders:letter-{verb}", args=where)


def letter_answers(letter) -> dict:
    return {
        "version": letter.version,
        "number": letter.number,
        "language": "en",
        "dated_on": "2023-06-01",
        "recipient": "Ada Minister",
        "signatory": "Carla Chair",
        "body": "Excellency,\n\nOther words.",
    }


def edited_and_signed(client_for, letter, editor) -> None:
    client_for(editor).post(letter_url(letter, "edit"), letter_answers(letter))
    client_for(make_officer()).post(letter_url(letter, "sign"), {"scan": pdf_upload()})
    letter.refresh_from_db()
    assert letter.body.endswith("Other words.")
    assert letter.state == LetterState.SIGNED


def test_editor_of_a_letter_does_not_confirm_with_it(client_for, ready):
    letter, editor = make_letter(ready), make_administrator()
    edited_and_signed(client_for, letter, editor)

    page = client_for(editor).post(
        letter_url(letter, "send"),
        {"sent_on": "2023-06-02", "reason": "Away.", "override": "Away."},
    )

    ready.refresh_from_db()
    letter.refresh_from_db()
    assert refusals(page) == [EDITED_LETTER]
    assert (ready.status, letter.state) == (Status.ON_PATH, LetterState.SIGNED)


def test_editor_of_a_letter_does_not_confirm_without_proof_either(client_for):
    pathfinder, editor = make_pathfinder(), make_administrator()
    edited_and_signed(client_for, make_letter(pathfinder), editor)

    client_for(editor).post(
        reverse("pathfinders:confirm", args=[pathfinder.country.slug]),
        {
            "when_day": "2",
            "when_month": "6",
            "when_year": "2023",
            "when_qualifier": "exact",
            "override": "Steps date from 2018.",
        },
    )

    pathfinder.refresh_from_db()
    assert pathfinder.status == Status.ON_PATH


def test_chair_confirms_with_a_letter_that_others_wrote(client_for, ready):
    letter = make_letter(ready)
    edited_and_signed(client_for, letter, make_administrator())

    client_for(make_chair()).post(letter_url(letter, "send"), {"sent_on": "2023-06-02"})

    ready.refresh_from_db()
    assert ready.status == Status.PATHFINDER


def test_editor_of_another_letter_may_send_it(client_for):
    letter, editor = make_letter(kind="warning"), make_officer()
    edited_and_signed(client_for, letter, editor)

    client_for(editor).post(letter_url(letter, "send"), {"sent_on": "2023-06-02"})

    assert Letter.objects.get().state == LetterState.SENT
