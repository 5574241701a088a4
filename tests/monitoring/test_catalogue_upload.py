"""Loading a file of the catalogue on a page, and recording its validation."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from monitoring.enums import SetState
from monitoring.models import Definition
from tests.factories import make_administrator
from tests.factories.people import PEOPLE
from tests.monitoring.catalogue_files import SMALL, load_small

pytestmark = pytest.mark.django_db

LIST = "/indicators/"
UPLOAD = "/secretariat/indicators/"
LOAD = "/secretariat/indicators/load/"


@pytest.fixture
def desk(client_for):
    return client_for(make_administrator())


def upload(desk, text: str | bytes, name: str = "set.yaml"):
    content = text if isinstance(text, bytes) else text.encode()
    return desk.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def hidden(page) -> dict:
    """Return what the form of the preview sends back."""
    form = page.context["form"]
    return {
        "text": form["text"].value(),
        "seen": form["seen"].value(),
        "once": page.context["once"],
    }


RENAMED = SMALL.replace("Money for schools", "Money for education")


def test_file_is_shown_first_and_loaded_then(desk):
    load_small()

    page = upload(desk, RENAMED)
    assert [each.code for each, _mark in page.context["rows"]] == ["A-2"]
    assert Definition.objects.count() == 2

    answer = desk.post(LOAD, hidden(page) | {"reason": "Clearer."})
    assert answer.status_code == 302
    latest = Definition.objects.get(indicator__code="A-2", number=2)
    assert (latest.label_en, latest.reason) == ("Money for education", "Clearer.")


def test_same_form_twice_loads_once(desk):
    load_small()
    sent = hidden(upload(desk, RENAMED)) | {"reason": "Clearer."}

    answers = [desk.post(LOAD, sent).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert Definition.objects.filter(indicator__code="A-2").count() == 2


def test_missing_reason_keeps_the_file(desk):
    load_small()
    sent = hidden(upload(desk, RENAMED))

    page = desk.post(LOAD, sent | {"reason": ""})

    assert "Say why definitions change." in page.text
    assert hidden(page)["text"] == RENAMED
    assert Definition.objects.count() == 2


def test_catalogue_that_changed_meanwhile_is_shown_again(desk):
    load_small()
    sent = hidden(upload(desk, RENAMED)) | {"reason": "Clearer."}
    other = SMALL.replace("Money for schools", "Money for teachers")
    load_small(other, reason="Other.", valid_from=date(2025, 1, 1))

    page = desk.post(LOAD, sent)

    assert "The catalogue changed meanwhile." in page.text
    assert Definition.objects.filter(label_en="Money for education").count() == 0
    change = page.context["rows"][0][0].changes[0]
    assert (change.old, change.new) == ("Money for teachers", "Money for education")
    again = desk.post(LOAD, hidden(page) | {"reason": "Clearer."})
    assert again.status_code == 302


def test_file_that_changes_nothing_says_so(desk):
    load_small()

    page = upload(desk, SMALL)

    assert "The file changes nothing" in page.text
    assert LOAD not in page.text


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        (SMALL.replace("theme: all", "theme: x"), "a.yaml", "Line 16, A-2, theme"),
        (SMALL, "a.txt", "Choose a YAML file"),
        (b"\xff\xfe\x00", "a.yaml", "The file is not written in UTF-8."),
        (SMALL.replace("[F, M]", "[Q]"), "a.yml", "has no part “Q”"),
        (b"#" * 1_000_001, "a.yaml", "The file is larger than"),
        (b"", "a.yaml", "empty"),
    ],
)
def test_faulty_file_is_named_and_nothing_loaded(text, name, fault, desk):
    load_small()

    page = upload(desk, text, name)

    assert fault in page.text
    assert "rows" not in page.context
    assert Definition.objects.count() == 2


def test_forged_text_is_judged_like_a_file(desk):
    page = desk.post(LOAD, {"text": "set: !!python/object {}", "seen": "x"})

    assert page.status_code == 200
    assert "tags are not accepted" in page.text


def test_page_of_loading_leads_back_to_the_choice_of_a_file(desk):
    assert desk.get(LOAD).url == UPLOAD


def test_validation_is_recorded_on_its_page(desk):
    found = load_small()
    url = reverse("monitoring:indicator-set-validate", kwargs={"code": "trial"})
    assert url in desk.get(LIST).text

    answer = desk.post(url, {"reason": "Workshop of July 2024."})

    found.refresh_from_db()
    assert (answer.status_code, found.state) == (302, SetState.VALIDATED)
    assert url not in desk.get(LIST).text


@pytest.mark.parametrize("who", list(PEOPLE))
def test_pages_of_loading_are_for_administrators(who, client_for):
    load_small()
    client = client_for(PEOPLE[who](None))
    expected = 200 if who == "SA" else 403
    pages = [UPLOAD, f"{UPLOAD}trial/validate/"]

    assert [client.get(page).status_code for page in pages] == [expected] * 2
    assert (UPLOAD in client.get(LIST).text) is (who == "SA")


def test_visitors_are_asked_to_sign_in_before_loading():
    assert Client().get(UPLOAD).url == f"/account/login/?next={UPLOAD}"


# --- Records desk -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["indicator", "indicatorset", "axisitem"])
def test_records_desk_shows_and_never_edits(name, desk):
    load_small()
    lists = f"/admin/monitoring/{name}/"
    first = desk.get(lists).context["cl"].queryset[0]

    assert desk.get(f"{lists}{first.pk}/change/").status_code == 200
    assert desk.get(f"{lists}add/").status_code == 403
    assert desk.post(f"{lists}{first.pk}/change/", {}).status_code == 403
    assert desk.post(f"{lists}{first.pk}/delete/", {}).status_code == 403
