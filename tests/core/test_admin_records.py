"""What the records desk refuses, and what it leaves in the trail."""

import pytest

from alliance87.core.models import AuditEvent, Document
from pathfinders.models import Instrument, Milestone
from tests.core.admin_rows import LOOKED_UP, ROWS, make_subject
from tests.core.test_admin import initial_data, page
from tests.factories import (
    make_administrator,
    make_country,
    make_document,
    make_milestone,
    make_officer,
)

pytestmark = pytest.mark.django_db


def test_no_script_for_fields_that_fill_themselves(client_for):
    client = client_for(make_officer())
    milestone = make_milestone()

    for address in (
        page(Milestone, "changelist"),
        page(Milestone, "change", milestone.pk),
    ):
        html = client.get(address).content.decode()

        assert "admin/js/actions" in html
        assert "xregexp" not in html


def test_step_to_come_is_refused(client_for):
    milestone = make_milestone()
    client = client_for(make_officer())
    address = page(Milestone, "change", milestone.pk)

    data = initial_data(client.get(address)) | {"when_year": "2099"}

    refused = client.post(address, data)

    assert refused.context["adminform"].form.errors == {
        "__all__": [
            "This step is dated in the future. Put it on record once it has happened."
        ]
    }


@pytest.mark.parametrize("audience", ["public", "secretariat"])
def test_change_of_readers_leaves_its_trail(client_for, audience):
    country = make_country()
    document = make_document(country=country, audience="secretariat")
    client, address = client_for(make_officer()), page(Document, "change", document.pk)
    data = initial_data(client.get(address)) | {"audience": audience, "title": "New"}

    client.post(address, data)

    document.refresh_from_db()
    assert (document.title, document.audience) == ("New", audience)
    trail = AuditEvent.objects.values_list("verb", "was", "now", "country")
    assert list(trail) == (
        [("document.audience_changed", "secretariat", "public", country.pk)]
        if audience == "public"
        else []
    )


def test_instrument_is_kept_by_administrators_and_leaves_its_trail(client_for):
    instrument = make_subject()
    address = page(Instrument, "change", instrument.pk)
    client = client_for(make_administrator())
    data = initial_data(client.get(address)) | {"name_en": "Another title"}

    refused = client_for(make_officer()).post(address, data)
    instrument.refresh_from_db()
    untouched = instrument.name_en
    client.post(address, data)

    instrument.refresh_from_db()
    assert (refused.status_code, untouched) == (403, "Example Convention")
    assert (instrument.name_en, instrument.themes) == (
        "Another title",
        ["child_labour"],
    )
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == [
        "instrument.changed"
    ]


@pytest.mark.parametrize("model", sorted(LOOKED_UP, key=str), ids=lambda m: m.__name__)
def test_what_a_verb_writes_has_no_field_to_type_in(client_for, model):
    row = ROWS[model][0]()

    response = client_for(make_administrator()).get(page(model, "change", row.pk))

    content = response.content.decode()
    assert response.status_code == 200
    assert 'name="_save"' not in content
    assert not response.context["adminform"].form.fields
