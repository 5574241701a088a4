"""The verbs and the reading of a country's registers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from alliance87.core.dates import PartialDate, year_before
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, DomainError
from alliance87.core.models import AuditEvent, Document
from pathfinders.enums import SupportKind, SupportLevel
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    NationalReview,
    SupervisoryCase,
    SupportGiven,
)
from pathfinders.registers import delete_record, save_record
from pathfinders.selectors.registers import (
    body_tree,
    pledges_of,
    support_counts,
)
from tests.factories import (
    make_action,
    make_commitment,
    make_contributor,
    make_coordination_body,
    make_focal_point,
    make_follow_up,
    make_officer,
    make_pathfinder,
    make_supervisory_case,
    make_support_given,
    pdf_upload,
)
from tests.pathfinders.register_records import build, refused

pytestmark = pytest.mark.django_db
day = PartialDate.parse


@pytest.fixture
def pathfinder():
    return make_pathfinder()


@pytest.fixture
def focal(pathfinder):
    return make_focal_point(pathfinder.country)


# --- Commitments ------------------------------------------------------------------


def test_follow_up_before_the_pledge_is_refused_naming_both(pathfinder, focal):
    pledge = make_commitment(pathfinder, when=day("2022-05-20"))
    item = CommitmentFollowUp(commitment=pledge, text="Done.", created_by=focal)
    item.when = day("2022-04")

    assert refused(item, focal) == {
        "when": ["The follow-up (April 2022) is dated before the pledge (20 May 2022)."]
    }


def test_pledge_is_silent_after_twelve_months(pathfinder):
    today = timezone.localdate()

    def silent(pledged, followed=None):
        pledge = make_commitment(pathfinder, when=pledged)
        if followed:
            make_follow_up(pledge, when=followed)
        [row] = pledges_of([pledge])
        return row.is_silent

    old = year_before(today)
    recent = old + timedelta(days=1)
    assert silent(PartialDate.day(old))
    assert not silent(PartialDate.day(recent))
    assert not silent(PartialDate.day(old), PartialDate.day(recent))
    assert not silent(PartialDate.unknown())


def test_deleted_commitment_takes_its_follow_up_with_it(pathfinder, focal):
    pledge = make_commitment(pathfinder)
    make_follow_up(pledge)
    other = make_follow_up(make_commitment(pathfinder))

    delete_record(pledge, reason="Entered twice.", by=focal)

    assert list(CommitmentFollowUp.objects.all()) == [other]
    event = AuditEvent.objects.get(verb="register.commitment_deleted")
    assert (event.reason, event.country) == ("Entered twice.", pathfinder.country)


# --- Support given ----------------------------------------------------------------


def test_support_without_proof_is_refused(pathfinder, focal):
    fields = {"kind": "political", "level": "global", "title": "Conference"}
    item = build(SupportGiven, pathfinder, focal, day("2024"), **fields)

    assert refused(item, focal) == {
        "__all__": ["Give the proof: a source, its address, or a document."]
    }


def test_upload_is_the_proof_and_keeps_its_audience(pathfinder, focal):
    fields = {"kind": "political", "level": "global", "title": "Conference"}
    item = build(SupportGiven, pathfinder, focal, day("2024"), **fields)

    save_record(item, by=focal, upload=pdf_upload(), audience=Audience.PUBLIC)

    paper = Document.objects.get()
    assert SupportGiven.objects.get().document == paper
    assert (paper.audience, paper.country) == (Audience.PUBLIC, pathfinder.country)


def test_support_is_counted_by_kind_and_level(pathfinder):
    for kind, level in (
        (SupportKind.POLITICAL, SupportLevel.REGIONAL),
        (SupportKind.POLITICAL, SupportLevel.REGIONAL),
        (SupportKind.GROUPS, SupportLevel.GLOBAL),
    ):
        make_support_given(pathfinder, kind=kind, level=level)
    make_support_given()

    counts = support_counts(pathfinder)

    assert [(row.kind.value, row.counts, row.total) for row in counts.rows] == [
        ("political", (0, 2, 0), 2),
        ("scaling", (0, 0, 0), 0),
        ("knowledge", (0, 0, 0), 0),
        ("groups", (0, 0, 1), 1),
    ]
    assert (counts.by_level, counts.total) == ((0, 2, 1), 3)


# --- Coordination, supervision, national reviews ----------------------------------


def test_bodies_form_a_tree(pathfinder):
    body = make_coordination_body(pathfinder, name="Committee")
    below = make_coordination_body(pathfinder, name="Data", parent=body)
    lowest = make_coordination_body(pathfinder, name="Surveys", parent=below)
    other = make_coordination_body(pathfinder, name="Council")

    committee, council = body_tree(pathfinder.coordination_bodies.all())

    assert (committee.body, council.body) == (body, other)
    [data] = committee.sub_committees
    assert [each.body for each in data.sub_committees] == [lowest]


def test_body_below_itself_is_refused(pathfinder, focal):
    body = make_coordination_body(pathfinder)
    below = make_coordination_body(pathfinder, parent=body)
    body.parent = below

    with pytest.raises(ValidationError) as error:
        save_record(body, by=focal)

    assert error.value.message_dict == {"parent": ["A body cannot stand below itself."]}


def test_body_of_another_country_is_refused_as_parent(pathfinder, focal):
    foreign = make_coordination_body()
    item = build(CoordinationBody, pathfinder, focal, name="Data", parent=foreign)

    assert refused(item, focal) == {"parent": ["This body belongs to another country."]}


def test_body_with_sub_committees_is_not_deleted(pathfinder, focal):
    body = make_coordination_body(pathfinder)
    make_coordination_body(pathfinder, name="Data", parent=body)

    with pytest.raises(Blocked) as error:
        delete_record(body, reason="Gone.", by=focal)

    assert error.value.reasons == ("Delete or move its sub-committees first: Data.",)
    assert CoordinationBody.objects.filter(pk=body.pk).exists()


def test_comment_that_an_action_answers_is_not_deleted(pathfinder, focal):
    case = make_supervisory_case(pathfinder)
    make_action(title="Hire inspectors", supervisory_case=case)

    with pytest.raises(Blocked) as error:
        delete_record(case, reason="Gone.", by=focal)

    assert error.value.reasons == (
        "Actions of a roadmap answer this comment, so it stays: Hire inspectors.",
    )


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (NationalReview, {}),
        (SupervisoryCase, {"kind": "observation", "title": "Inspect more."}),
    ],
)
def test_year_to_come_is_refused(pathfinder, focal, model, fields):
    year = timezone.localdate().year + 1

    errors = refused(build(model, pathfinder, focal, year=year, **fields), focal)

    assert list(errors) == ["year"]


# --- Who may, and the trail -------------------------------------------------------


def test_registers_are_kept_by_focal_point_and_secretariat(pathfinder, focal):
    for person in (focal, make_officer()):
        item = build(Commitment, pathfinder, person, day("2021"), kind="own", text="x")
        save_record(item, by=person)

    assert AuditEvent.objects.filter(verb="register.commitment_added").count() == 2


@pytest.mark.parametrize("own", [True, False])
def test_others_keep_no_register(pathfinder, own):
    person = make_contributor(pathfinder.country) if own else make_focal_point()
    item = build(Commitment, pathfinder, person, day("2021"), kind="own", text="x")
    stored = make_commitment(pathfinder)

    with pytest.raises(PermissionDenied):
        save_record(item, by=person)
    with pytest.raises(PermissionDenied):
        delete_record(stored, reason="No.", by=person)

    assert list(Commitment.objects.all()) == [stored]


def test_deletion_needs_a_reason_and_a_record(pathfinder, focal):
    item = make_support_given(pathfinder)

    with pytest.raises(Blocked):
        delete_record(item, reason="  ", by=focal)
    SupportGiven.objects.all().delete()
    with pytest.raises(DomainError, match="Somebody deleted this record"):
        delete_record(item, reason="Entered twice.", by=focal)
