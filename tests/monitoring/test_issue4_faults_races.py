"""Faults found in review: values written, sent in and decided at the same moment."""

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.test import Client

from alliance87.core.exceptions import Blocked, DomainError
from monitoring import corrections, evidence, recording
from monitoring.enums import SubmissionState, TransferState, ValueState
from monitoring.models import (
    CorrectionRequest,
    Evidence,
    ObservationVersion,
    Preference,
    Source,
    Submission,
    ValueImport,
)
from monitoring.recording import Place
from monitoring.selectors.sending import what_is_missing
from monitoring.transfers.opening import add_source, catalogue_of, planner
from monitoring.transfers.undoing import undo_import
from monitoring.workflow import submission as sending
from monitoring.workflow import value as moves
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import (
    content,
    make_correction,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring import import_files
from tests.monitoring.entry_forms import YEAR, open_round
from tests.monitoring.planned_rows import apply_rows

pytestmark = pytest.mark.django_db(transaction=True)
WRITTEN = "written"


@pytest.fixture
def definition():
    return make_definition(make_indicator(code="R-1"))


@pytest.fixture
def submission(definition):
    return open_round(definition)


@pytest.fixture
def focal_point(submission):
    return factories.make_focal_point(submission.pathfinder.country, language="en")


@pytest.fixture
def officer():
    return factories.make_officer(language="en")


class Meanwhile(Thread):
    """Does something beside the test; `outcome` says how it went."""

    def __init__(self, act, start=None):
        super().__init__()
        self._act, self._start, self.outcome = act, start, ""
        self.start()

    def run(self):
        try:
            if self._start:
                self._start.wait()
            self._act()
            self.outcome = WRITTEN
        except (DomainError, ValidationError) as error:
            self.outcome = type(error).__name__
        except Exception as error:  # noqa: BLE001 -- what must not happen is named, too
            self.outcome = f"unexpected {type(error).__name__}"
        finally:
            connections.close_all()


def at_once(*acts) -> list[str]:
    """Do all of it in the same moment; return how each went, sorted."""
    start = Barrier(len(acts))
    threads = [Meanwhile(act, start) for act in acts]
    for thread in threads:
        thread.join()
    return sorted(thread.outcome for thread in threads)


def states() -> list[str]:
    return sorted(ObservationVersion.objects.values_list("state", flat=True))


def value_of(submission, definition, year=YEAR, **fields) -> ObservationVersion:
    place = make_observation(submission.pathfinder, definition.indicator, year=year)
    return make_value(place, definition=definition, **fields)


# --- Writing while the values are sent in ---------------------------------------------


def send_in(submission, by):
    return sending.submit(submission, by=by, what_is_missing=what_is_missing)


def test_value_typed_while_the_others_are_sent_in_is_not_left_behind(
    submission, definition, focal_point
):
    value_of(submission, definition)
    place = Place(submission.pathfinder, definition.indicator, YEAR - 1)
    with transaction.atomic():
        send_in(submission, focal_point)
        typed = Meanwhile(
            lambda: recording.record_value(place, content(), by=focal_point)
        )
        typed.join(timeout=2)
        waited = typed.is_alive()
    typed.join()

    assert waited
    assert typed.outcome == "Blocked"
    assert states() == ["submitted"]


def test_value_typed_before_the_others_are_sent_in_goes_with_them(
    submission, definition, focal_point
):
    value_of(submission, definition)
    place = Place(submission.pathfinder, definition.indicator, YEAR - 1)
    with transaction.atomic():
        recording.record_value(place, content(), by=focal_point)
        sent = Meanwhile(
            lambda: sending.submit(
                submission, by=focal_point, what_is_missing=what_is_missing
            )
        )
        sent.join(timeout=2)
        waited = sent.is_alive()
    sent.join()

    assert waited
    assert sent.outcome == WRITTEN
    assert states() == ["submitted", "submitted"]


def brought_file(client: Client, submission, focal_point) -> ValueImport:
    pathfinder = submission.pathfinder
    client.force_login(focal_point)
    file = import_files.table(*import_files.rows_about(pathfinder.country, 3))
    return import_files.brought(client, file, pathfinder=pathfinder)


def apply_of(found: ValueImport, by):
    planned = planner(catalogue_of(found.pathfinder))
    return lambda: apply_rows(found, planned, by=by)


def test_file_applied_while_the_values_are_sent_in_leaves_nothing_behind(
    client, submission, definition, focal_point
):
    import_files.catalogue()
    found = brought_file(client, submission, focal_point)
    value_of(submission, definition)
    with transaction.atomic():
        send_in(submission, focal_point)
        applied = Meanwhile(apply_of(found, focal_point))
        applied.join(timeout=2)
    applied.join()

    assert applied.outcome == "Blocked"
    assert states() == ["submitted"]
    assert Source.objects.count() == 0


def test_file_applied_twice_at_once_is_written_once(client, submission, focal_point):
    import_files.catalogue()
    found = brought_file(client, submission, focal_point)

    outcomes = at_once(*[apply_of(found, focal_point)] * 4)

    assert outcomes == ["InvalidTransition"] * 3 + [WRITTEN]
    assert states() == ["draft"]


def test_file_undone_twice_at_once_is_undone_once(client, submission, focal_point):
    import_files.catalogue()
    found = brought_file(client, submission, focal_point)
    apply_of(found, focal_point)()

    outcomes = at_once(*[lambda: undo_import(found, by=focal_point)] * 4)

    assert outcomes == ["InvalidTransition"] * 3 + [WRITTEN]
    assert states() == ["superseded"]
    assert ValueImport.objects.get().state == TransferState.UNDONE


def test_source_named_by_four_at_once_is_one_source(focal_point, submission):
    facts = {"kind": "survey", "pathfinder": submission.pathfinder, "by": focal_point}

    outcomes = at_once(*[lambda: add_source(name="Police", **facts)] * 4)

    assert outcomes == ["Blocked"] * 3 + [WRITTEN]
    assert Source.objects.filter(name="Police").count() == 1


# --- Deciding -------------------------------------------------------------------------


def test_values_taken_back_while_they_are_accepted_are_either(
    submission, definition, focal_point, officer
):
    versions = [value_of(submission, definition, year=YEAR - n) for n in range(5)]
    send_in(submission, focal_point)

    outcomes = at_once(
        lambda: moves.accept_values(versions, by=officer),
        lambda: sending.withdraw(submission, by=focal_point, reason="A mistake"),
    )

    assert "unexpected" not in " ".join(outcomes)
    assert len(set(states())) == 1
    assert states()[0] in {"accepted", "draft"}


def test_submission_approved_twice_and_taken_back_at_once_moves_once(
    submission, definition, focal_point, officer
):
    version = value_of(submission, definition)
    send_in(submission, focal_point)
    moves.accept_values([version], by=officer)

    outcomes = at_once(
        *[lambda: sending.approve(submission, by=officer)] * 2,
        lambda: sending.withdraw(submission, by=focal_point, reason="A mistake"),
    )

    assert outcomes == ["InvalidTransition"] * 2 + [WRITTEN]
    state = Submission.objects.get().state
    assert state in {SubmissionState.APPROVED, SubmissionState.OPEN}


# --- Beside the values ----------------------------------------------------------------


def test_correction_asked_for_by_four_at_once_is_one_request(
    submission, definition, focal_point
):
    version = value_of(submission, definition, state=ValueState.PUBLISHED)

    outcomes = at_once(
        *[
            lambda: corrections.ask_for_correction(
                version.observation, reason="Wrong", by=focal_point
            )
        ]
        * 4
    )

    assert outcomes == ["Blocked"] * 3 + [WRITTEN]
    assert CorrectionRequest.objects.count() == 1


def test_correction_decided_in_two_ways_at_once_has_one_answer(
    submission, definition, officer
):
    version = value_of(submission, definition, state=ValueState.PUBLISHED)
    asked = make_correction(version.observation)

    outcomes = at_once(
        *[
            lambda granted=granted: corrections.decide_correction(
                asked, granted=granted, answer="So it is.", by=officer
            )
            for granted in (True, False, True, False)
        ]
    )

    assert outcomes == ["InvalidTransition"] * 3 + [WRITTEN]


def test_two_sources_preferred_at_once_leave_one_in_force(
    submission, definition, focal_point
):
    first = value_of(submission, definition)
    other = make_observation(
        submission.pathfinder, definition.indicator, year=YEAR, variant="other"
    )
    make_value(other, definition=definition, quantity=Decimal(13))

    outcomes = at_once(
        *[
            lambda place=place: recording.prefer(place, reason="New", by=focal_point)
            for place in (first.observation, other) * 2
        ]
    )

    assert outcomes == [WRITTEN] * 4
    assert Preference.objects.count() == 4
    assert Preference.objects.filter(ended_at__isnull=True).count() == 1


def test_same_proof_linked_by_four_at_once_is_one_link(
    submission, definition, focal_point
):
    version = value_of(submission, definition)
    country = submission.pathfinder.country
    document = factories.make_document(country=country, audience="country")

    outcomes = at_once(
        *[
            lambda: evidence.link_evidence(
                [version.observation], document.versions.get(), by=focal_point
            )
        ]
        * 4
    )

    assert outcomes == [WRITTEN] * 4
    assert Evidence.objects.count() == 1


def test_correction_of_a_figure_of_a_database_is_not_asked_for(
    submission, definition, focal_point
):
    source = make_source(kind="global_database")
    place = make_observation(
        submission.pathfinder, definition.indicator, year=YEAR, source=source
    )
    make_value(place, definition=definition, state=ValueState.PUBLISHED)

    with pytest.raises(Blocked) as refused:
        corrections.ask_for_correction(place, reason="We know better.", by=focal_point)

    assert refused.value.reasons == (
        "This figure is of another source than the country. Report your own beside it.",
    )
