"""Countries on the path and their steps, appointments, workshops and letters."""

from datetime import date

from alliance87.core.dates import PartialDate
from alliance87.core.models import User
from pathfinders.enums import (
    Addressee,
    AppointmentKind,
    EoiState,
    LetterKind,
    LetterState,
    MilestoneKind,
    ParticipantGroup,
    Procedure,
    Status,
)
from pathfinders.models import (
    Appointment,
    ExpressionOfInterest,
    Letter,
    Milestone,
    Pathfinder,
    Profile,
    StatusEvent,
    StepExemption,
    Workshop,
    WorkshopParticipants,
)
from tests.factories.people import keeper, make_country, make_document, numbers

DAY = date(2021, 5, 4)


def author_of(fields: dict) -> User:
    return fields.get("created_by") or keeper()


def of_country(pathfinder, fields: dict) -> dict:
    """Return the fields with the country and the author filled in."""
    values = {"created_by": author_of(fields)} | fields
    if "pathfinder" not in values:
        values["pathfinder"] = pathfinder or make_pathfinder()
    return values


def make_pathfinder(*, country=None, **fields) -> Pathfinder:
    fields = {"procedure": Procedure.V2023, "created_by": author_of(fields)} | fields
    return Pathfinder.objects.create(country=country or make_country(), **fields)


def make_profile(pathfinder=None, **fields) -> Profile:
    return Profile.objects.create(**of_country(pathfinder, fields))


def make_milestone(
    pathfinder=None,
    kind: str = MilestoneKind.EXPRESSION_OF_INTEREST,
    *,
    when: PartialDate | None = None,
    **fields,
) -> Milestone:
    milestone = Milestone(kind=kind, **of_country(pathfinder, fields))
    milestone.when = when or PartialDate.day(DAY)
    milestone.save()
    return milestone


def make_status_event(pathfinder=None, **fields) -> StatusEvent:
    pathfinder = pathfinder or make_pathfinder(status=Status.PATHFINDER)
    values = {
        "was": Status.ON_PATH,
        "now": Status.PATHFINDER,
        "on": DAY,
        "precision": "day",
        "decided_by": fields.get("decided_by") or keeper(),
    } | fields
    return StatusEvent.objects.create(pathfinder=pathfinder, **values)


def make_exemption(pathfinder=None, kind=MilestoneKind.WORKSHOP, **fields):
    fields = {"reason": "The country has no need of it."} | fields
    return StepExemption.objects.create(kind=kind, **of_country(pathfinder, fields))


def make_eoi(pathfinder=None, *, when: PartialDate | None = None, **fields):
    """Make an expression of interest; beyond the draft it is complete."""
    values = of_country(pathfinder, fields)
    if values.get("state", EoiState.DRAFT) != EoiState.DRAFT:
        values = complete_eoi(values["pathfinder"].country) | values
        when = when or PartialDate.day(DAY)
    eoi = ExpressionOfInterest(**values)
    eoi.when = when or PartialDate.unknown()
    eoi.save()
    return eoi


def complete_eoi(country) -> dict:
    """Return the facts, but for the date, that an accepted letter has."""
    return {
        "minister": "Ada Minister",
        "ministry": "Ministry of Labour",
        "addressee": Addressee.ILO_DIRECTOR_GENERAL,
        "senior_official": "Omar Official",
        "senior_official_post": "Director of Labour",
        "scan": make_document(audience="officials", country=country),
        "received_on": date(2021, 5, 20),
    }


def make_appointment(pathfinder=None, **fields) -> Appointment:
    values = {
        "kind": AppointmentKind.FOCAL_POINT,
        "person": "Fatou Focal",
        "starts_on": DAY,
    } | of_country(pathfinder, fields)
    return Appointment.objects.create(**values)


def make_workshop(pathfinder=None, *, when: PartialDate | None = None, **fields):
    """Make the workshop of a country, or of a regional body when `host` is given."""
    if "host" in fields:
        fields = {"pathfinder": pathfinder, "created_by": author_of(fields)} | fields
        workshop = Workshop(**fields)
    else:
        workshop = Workshop(**of_country(pathfinder, fields))
    workshop.when = when or PartialDate.day(DAY)
    workshop.save()
    return workshop


def make_participants(workshop=None, **fields) -> WorkshopParticipants:
    fields = {"group": ParticipantGroup.MINISTRIES, "count": 12} | fields
    return WorkshopParticipants.objects.create(
        workshop=workshop or make_workshop(), **fields
    )


# --- Letters --------------------------------------------------------------------


def make_letter(pathfinder=None, **fields) -> Letter:
    """Make a letter; signed and sent ones have their scan, date and signatory."""
    values = {
        "kind": LetterKind.CONFIRMATION,
        "number": f"A87/{next(numbers)}",
        "recipient": "Ada Minister",
        "body": "With this letter the Alliance confirms the status of the country.",
    } | of_country(pathfinder, fields)
    state = values.get("state", LetterState.DRAFT)
    if state != LetterState.DRAFT:
        values = _signed(values) | values
    if state == LetterState.SENT:
        values = {"sent_on": date(2023, 6, 2)} | values
    return Letter.objects.create(**values)


def _signed(values: dict) -> dict:
    facts = {"dated_on": date(2023, 6, 1), "signatory": "Carla Chair"}
    if "signed_scan" not in values:
        country = values["pathfinder"].country
        facts["signed_scan"] = make_document(audience="officials", country=country)
    return facts
