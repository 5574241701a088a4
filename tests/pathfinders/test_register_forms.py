"""What the forms of the registers keep, and what they refuse."""

import pytest

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Audience
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    Ratification,
    SupportGiven,
)
from tests.factories import (
    make_commitment,
    make_focal_point,
    make_follow_up,
    make_instrument,
    make_pathfinder,
    pdf_upload,
)
from tests.pathfinders.register_forms import (
    commitment_answers,
    follow_up_url,
    ratification_answers,
    support_answers,
    url_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return make_pathfinder()


@pytest.fixture
def focal(client_for, pathfinder):
    return client_for(make_focal_point(pathfinder.country))


def test_commitment_keeps_what_is_known_of_its_date(focal, pathfinder):
    focal.post(url_of(pathfinder, "commitments", "add"), commitment_answers())

    item = Commitment.objects.get()
    assert (item.when, item.pathfinder) == (PartialDate.parse("2022-05"), pathfinder)


def test_second_editor_sees_both_texts_and_nothing_is_lost(focal, pathfinder):
    item = make_commitment(pathfinder, text="Before")
    url = url_of(pathfinder, "commitments", "edit", item.pk)
    focal.post(url, commitment_answers(text="Theirs"))

    answer = focal.post(url, commitment_answers(text="Mine"))

    item.refresh_from_db()
    assert (answer.status_code, item.text) == (409, "Theirs")
    shown = answer.context["form"].conflicts
    assert [row[1:] for row in shown if "Theirs" in row] == [("Theirs", "Mine")]


def test_same_form_sent_twice_is_saved_once(focal, pathfinder):
    url = url_of(pathfinder, "support", "add")
    once = focal.get(url).context["once"]
    answers = support_answers(source="A report", once=once)

    focal.post(url, answers)
    focal.post(url, answers)

    assert SupportGiven.objects.count() == 1


def test_follow_up_is_added_edited_and_deleted(focal, pathfinder):
    commitment = make_commitment(pathfinder, when=PartialDate.parse("2021"))
    answers = {
        "text": "A law was adopted.",
        "when_year": "2023",
        "when_qualifier": "exact",
        "audience": "public",
        "upload": pdf_upload(),
        "version": "0",
    }

    answer = focal.post(follow_up_url(commitment), answers)
    item = CommitmentFollowUp.objects.get()
    edit = url_of(pathfinder, "follow-ups", "edit", item.pk)
    del answers["upload"]
    focal.post(edit, answers | {"text": "Two laws were adopted."})
    item.refresh_from_db()
    assert answer["Location"] == url_of(pathfinder, "commitments")
    assert (item.text, item.commitment) == ("Two laws were adopted.", commitment)
    assert item.document.audience == Audience.PUBLIC

    delete = url_of(pathfinder, "follow-ups", "delete", item.pk)
    focal.post(delete, {"reason": "Entered twice."})
    assert CommitmentFollowUp.objects.count() == 0


def test_support_without_proof_is_refused_and_keeps_what_was_typed(focal, pathfinder):
    answer = focal.post(url_of(pathfinder, "support", "add"), support_answers())

    assert answer.context["form"].errors == {
        "source": ["Give the proof: a source, its address, or a document."]
    }
    assert 'value="Conference on recruitment"' in answer.text
    assert SupportGiven.objects.count() == 0


@pytest.mark.parametrize("audience", ["secretariat", "officials", "gcg"])
def test_document_is_for_the_country_or_for_everybody(focal, pathfinder, audience):
    answers = support_answers(upload=pdf_upload(), audience=audience)

    answer = focal.post(url_of(pathfinder, "support", "add"), answers)

    assert list(answer.context["form"].errors) == ["audience"]


def test_ratification_names_what_does_not_fit_beside_the_field(focal, pathfinder):
    instrument = make_instrument(code="C189", adopted_on="2011-06-16")
    answers = ratification_answers(instrument, minimum_age="15")

    answer = focal.post(url_of(pathfinder, "ratifications", "add"), answers)

    assert answer.context["form"].errors == {
        "when": ["2003 lies before C189 was adopted, on 16 June 2011."],
        "minimum_age": ["Only C138 asks for a minimum age. Leave it empty."],
    }
    assert Ratification.objects.count() == 0


def test_recommendation_is_not_offered(focal, pathfinder):
    instrument = make_instrument(code="R203", is_ratifiable=False)
    url = url_of(pathfinder, "ratifications", "add")

    answer = focal.post(url, ratification_answers(instrument))

    assert list(answer.context["form"].errors) == ["instrument"]
    assert "R203" not in focal.get(url).text


def test_ratification_starts_with_the_instrument_of_its_row(focal, pathfinder):
    instrument = make_instrument(code="C138")
    url = url_of(pathfinder, "ratifications", "add")

    page = focal.get(f"{url}?instrument={instrument.pk}")

    assert f'<option value="{instrument.pk}" selected>' in page.text
    assert (
        f"{url}?instrument={instrument.pk}"
        in focal.get(url_of(pathfinder, "ratifications")).text
    )


def test_ratification_needs_a_source(focal, pathfinder):
    answers = ratification_answers(make_instrument(), source="")

    answer = focal.post(url_of(pathfinder, "ratifications", "add"), answers)

    assert list(answer.context["form"].errors) == ["source"]


def test_deletion_says_what_goes_with_it(focal, pathfinder):
    commitment = make_commitment(pathfinder)
    make_follow_up(commitment)
    url = url_of(pathfinder, "commitments", "delete", commitment.pk)

    page = focal.get(url)
    answer = focal.post(url, {"reason": ""})

    assert "Its 1 follow-up is deleted with it." in page.text
    assert list(answer.context["form"].errors) == ["reason"]
    assert Commitment.objects.count() == 1
