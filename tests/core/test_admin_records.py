"""What the records desk refuses, and what it leaves in the trail."""

import pytest

from alliance87.core.models import AuditEvent, Document
from pathfinders.models import Milestone
from tests.core.test_admin import initial_data, page
from tests.factories import make_country, make_document, make_milestone, make_officer

pytestmark = pytest.mark.django_db


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
