import csv
import io

import pytest
from django.test import Client
from django.utils.translation import override

from alliance87.core.models import AuditEvent
from pathfinders.enums import ParticipantGroup
from pathfinders.models import Participant, WorkshopParticipants
from pathfinders.workshops import MOST_LINES, read_participants
from tests.factories import (
    make_contributor,
    make_focal_point,
    make_lesson,
    make_participant,
    make_participants,
    make_pathfinder,
    make_workshop,
    make_workshop_report,
)
from tests.pathfinders.workshop_urls import url

pytestmark = pytest.mark.django_db

SECRET = "Amina Secret"


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder(), participants_total=40)


@pytest.fixture
def client(workshop, client_for):
    return client_for(make_focal_point(workshop.pathfinder.country))


def counts(workshop) -> dict:
    return dict(workshop.groups.values_list("group", "count"))


# --- Personal data ------------------------------------------------------------------


def test_name_of_a_participant_is_on_no_public_page(client_for, workshop):
    make_participant(workshop, name=SECRET, organization="Secret Union")
    make_lesson(workshop, is_public=True)
    make_workshop_report(workshop, state="published")
    contributor = client_for(make_contributor(workshop.pathfinder.country))
    paths = [
        workshop.get_absolute_url(),
        url("workshop-report", workshop),
        workshop.pathfinder.get_absolute_url(),
        "/lessons/?q=Amina",
    ]

    pages = [each.get(path) for each in (Client(), contributor) for path in paths]

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert not [page for page in pages if "Secret" in page.text]


def test_trail_of_decisions_holds_no_name(client, workshop):
    client.post(url("participant-add", workshop), {"name": SECRET, "group": "workers"})
    person = Participant.objects.get()
    client.post(
        url("participant-edit", workshop, person),
        {"name": f"{SECRET} 2", "group": "workers", "version": "0"},
    )
    client.post(url("participant-delete", workshop, person))

    events = AuditEvent.objects.all()
    assert [each.verb for each in events] == ["workshop.participants_changed"] * 3
    assert not [each for each in events if SECRET in repr(vars(each))]


def test_export_is_a_table_and_is_on_the_trail(client, workshop):
    make_participant(workshop, name="=Ada", organization="Union", email="a@b.org")
    make_participant(workshop, name="", group=ParticipantGroup.SURVIVORS)

    answer = client.get(url("workshop-participants-csv", workshop))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        [
            *("Name", "Post", "Organization", "Group", "E-mail address"),
            "Took part remotely",
        ],
        ["", "", "", "Survivors and affected groups", "", "no"],
        ["'=Ada", "", "Union", "Workers’ organizations", "a@b.org", "no"],
    ]
    assert [each.verb for each in AuditEvent.objects.all()] == [
        "workshop.participants_exported"
    ]


# --- One by one ---------------------------------------------------------------------


def test_survivor_stays_without_a_name(client, workshop):
    answer = client.post(
        url("participant-add", workshop), {"name": "", "group": "survivors"}
    )

    assert answer.status_code == 302
    assert Participant.objects.get().name == ""
    page = client.get(url("workshop-participants", workshop))
    assert "Name not kept" in page.text


def test_others_need_a_name(client, workshop):
    answer = client.post(
        url("participant-add", workshop), {"name": "", "group": "workers"}
    )

    assert answer.context["form"].errors == {"name": ["Enter the name."]}
    assert Participant.objects.count() == 0


def test_form_advises_how_survivors_are_protected(client, workshop):
    page = client.get(url("participant-add", workshop))

    assert "write initials or a code name" in page.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ben", "Ada"]),
        ("?q=ad", ["Ada"]),
        ("?q=minis", ["Ben"]),
        ("?group=un", []),
        ("?group=nonsense", ["Ben", "Ada"]),
    ],
)
def test_list_is_narrowed(query, names, client, workshop):
    make_participant(workshop, name="Ada", group=ParticipantGroup.WORKERS)
    make_participant(
        workshop,
        name="Ben",
        organization="Ministry",
        group=ParticipantGroup.MINISTRIES,
    )

    page = client.get(url("workshop-participants", workshop) + query)

    assert [each.name for each in page.context["page"]] == names


def test_list_has_fifty_rows_a_page(client, workshop):
    for number in range(51):
        make_participant(workshop, name=f"P {number:02}")

    page = client.get(url("workshop-participants", workshop) + "?page=2")

    assert [each.name for each in page.context["page"]] == ["P 50"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_a_fixed_number_of_questions(
    rows, client, workshop, django_assert_num_queries
):
    for number in range(rows):
        make_participant(workshop, name=f"P {number}")
    client.get(url("workshop-participants", workshop))

    with django_assert_num_queries(8):
        client.get(url("workshop-participants", workshop))


# --- Pasted lines -------------------------------------------------------------------

LINES = """Name; Post; Organization; Group; E-mail
Ada Ada; Minister; Ministry of Labour; Ministries and public bodies; ada@example.org
Ben\tHead\tStatistics\tOffice statistique

; ; Survivors’ network; survivors
"""


def test_lines_are_read_with_semicolons_and_tabs():
    read = read_participants(LINES.replace("Office statistique", "statistics"), [])

    found = [
        (line.number, line.participant.name, line.participant.group) for line in read
    ]
    assert found == [
        (2, "Ada Ada", "ministries"),
        (3, "Ben", "statistics"),
        (5, "", "survivors"),
    ]
    assert [line.errors for line in read] == [()] * 3
    assert read[0].participant.email == "ada@example.org"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_group_is_understood_in_each_language(language):
    with override(language):
        word = str(ParticipantGroup.CIVIL_SOCIETY.label).upper()

    (line,) = read_participants(f"Ada;;;{word}", [])

    assert (line.participant.group, line.errors) == ("civil_society", ())


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Ada;;;", "The group is missing."),
        ("Ada;;;friends", "“friends” is not a group."),
        (";;;workers", "The name is missing."),
        ("Ada;;;workers;nobody", "E-mail address: Enter a valid email address."),
        ("Ada;;;workers;;more", "“more” stands in a sixth column."),
        (
            f"{'x' * 201};;;workers",
            "Name: Ensure this value has at most 200 characters (it has 201).",
        ),
    ],
)
def test_fault_of_a_line_is_named(text, error):
    (line,) = read_participants(text, [])

    assert line.errors == (error,)


def test_quotation_mark_without_end_swallows_no_line():
    read = read_participants('"Ada;;;workers\nBen;;;workers', [])

    assert [line.number for line in read] == [1, 2]
    assert read[1].participant.name == "Ben"


def test_pasted_lines_are_shown_before_they_are_saved(client, workshop):
    text = "Ada;;Union;workers\nBen;;;un"

    page = client.post(url("participants-paste", workshop), {"text": text})

    assert Participant.objects.count() == 0
    assert page.context["is_ready"] is True
    assert "2 people are added to the list." in page.text
    assert 'name="save"' in page.text


def test_pasted_lines_are_added_together(client, workshop):
    text = "Ada;;Union;workers\nBen;;;un"

    answer = client.post(
        url("participants-paste", workshop), {"text": text, "save": "1"}
    )

    assert answer.url == url("workshop-participants", workshop)
    assert sorted(Participant.objects.values_list("name", "workshop")) == [
        ("Ada", workshop.pk),
        ("Ben", workshop.pk),
    ]


def test_one_wrong_line_keeps_all_out_and_nothing_typed_is_lost(client, workshop):
    text = "Ada;;Union;workers\nBen;;;friends"

    page = client.post(url("participants-paste", workshop), {"text": text, "save": "1"})

    assert Participant.objects.count() == 0
    assert page.context["form"].errors == {
        "text": ["Line 2: “friends” is not a group."]
    }
    assert "Ben;;;friends" in page.text
    assert 'name="save"' not in page.text


def test_person_on_the_list_is_passed_over(client, workshop):
    make_participant(workshop, name="Ada", organization="Union")
    text = "ADA;;union;workers\nBen;;;un\nBen;;;un"

    client.post(url("participants-paste", workshop), {"text": text, "save": "1"})

    names = Participant.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Ada", "Ben"]


def test_too_many_lines_are_refused(client, workshop):
    text = "\n".join(f"P {number};;;un" for number in range(MOST_LINES + 1))

    page = client.post(url("participants-paste", workshop), {"text": text})

    assert page.context["form"].errors == {"text": ["At most 500 lines at once."]}


# --- Counts -------------------------------------------------------------------------


def test_stated_numbers_and_the_list_are_kept_apart(client, workshop):
    make_participants(workshop, group=ParticipantGroup.WORKERS, count=12)
    make_participant(workshop, group=ParticipantGroup.WORKERS)

    page = client.get(url("workshop-participants", workshop))

    (row,) = page.context["attendance"]
    assert (row.stated, row.listed, row.differs) == (12, 1, True)
    assert "Both are kept until you decide." in page.text
    assert counts(workshop) == {"workers": 12}


def test_counts_are_taken_from_the_list(client, workshop):
    make_participants(workshop, group=ParticipantGroup.WORKERS, count=12)
    make_participants(workshop, group=ParticipantGroup.UN, count=3)
    for group in ("workers", "workers", "survivors"):
        make_participant(workshop, group=group)

    client.post(url("workshop-counts", workshop))

    assert counts(workshop) == {"workers": 2, "un": 3, "survivors": 1}


def test_counts_above_the_total_are_refused(client, workshop):
    make_participants(workshop, group=ParticipantGroup.UN, count=40)
    make_participant(workshop, group=ParticipantGroup.WORKERS)

    answer = client.post(url("workshop-counts", workshop))

    assert answer.context["form"].non_field_errors() == [
        "The groups would add up to 41, more than the total of 40 that the workshop "
        "states. Correct the total first."
    ]
    assert WorkshopParticipants.objects.count() == 1
