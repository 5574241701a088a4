"""Every address of partners and meetings, by every role, and that nobody else writes.

What a person may not know of is 404 for them, what they know of and may not use is
403; a visitor is asked to sign in. GM and “ended” hold their right by a seat.
"""

import pytest

from alliance87.core.models import AuditEvent
from alliance87.partners import models as partner_models
from alliance87.partners.urls import urlpatterns as partner_urls
from meetings import models as meeting_models
from meetings.urls import urlpatterns as meeting_urls
from tests.meetings.addresses import ROLES, World, browser_of

pytestmark = pytest.mark.django_db

SIGNED_IN = tuple(role for role in ROLES if role not in ("AN", "closed"))
DESK = ("SO", "SA")


def row(*allowed: str, others: int = 404, **some: int) -> dict[str, int]:
    """Return the answer by role; `others`: what everybody else who signed in gets."""
    return dict.fromkeys(SIGNED_IN, others) | dict.fromkeys(allowed, 200) | some


def known_to_group(*allowed: str, **some: int) -> dict[str, int]:
    """Members and observers know of it and may not use it; others do not know."""
    return row(*allowed) | {
        role: 403 for role in ("OB", "GM", "CH") if role not in allowed
    }


PUBLIC = dict.fromkeys(ROLES, 200)
ANYBODY = row(*SIGNED_IN)
SECRETARIAT = row(*DESK, others=403)
HIDDEN = row(*DESK)
ADMINISTRATOR = row("SA", others=403)
GROUP = row("AG=", *DESK, others=403)
DRAFT_PLAN = row("AG=", *DESK)
MOVES_DRAFT_PLAN = DRAFT_PLAN | {"AG=": 403}
GCG = row("OB", "GM", "CH", *DESK)
GCG_KEPT = known_to_group(*DESK)
CHAIR_READS = row("CH", *DESK)
DRAFT_KEPT = row(*DESK) | {"CH": 403}
OWN = DRAFT_KEPT | dict.fromkeys(DESK, 403)
NOWHERE = row()
NOBODY = row(others=403)
NO_SUCH_SECRET = dict.fromkeys(ROLES, 404)


def named(expected: dict[str, int], names: str) -> dict[str, dict[str, int]]:
    return dict.fromkeys(names.split(), expected)


PARTNERS = {
    **named(
        PUBLIC,
        "directory directory-csv directory-xlsx networks network partner groups group",
    ),
    **named(NO_SUCH_SECRET, "invitation"),
    **named(ADMINISTRATOR, "invite"),
    # The account was not invited: for who may invite, it is not there.
    "invite-again": NOBODY | {"SA": 404},
    **named(SECRETARIAT, "partner-add partner-edit partner-leave partner-return"),
    **named(HIDDEN, "engagement contact-add contact-edit"),
    **named(HIDDEN, "step-add step-edit step-done"),
    "contacts-export": row("SA", SO=403),
    **named(SECRETARIAT, "group-add group-move"),
    **named(GROUP, "group-edit group-role-add group-role-edit group-member-add"),
    **named(GROUP, "group-member-edit group-need-add group-need-edit work-plan-add"),
    # The Chair too says what became of a need.
    **named(GROUP | {"CH": 200}, "group-need-move"),
    **named(row("OB", "GM", "CH", "AG=", "AG≠", *DESK, others=403), "needs needs-csv"),
    **named(row("OB", "GM", "CH", "AG=", "AG≠", *DESK, others=403), "needs-xlsx"),
    **named(SECRETARIAT, "network-add network-edit network-member-add"),
    **named(SECRETARIAT, "network-member-edit"),
    **named(DRAFT_PLAN, "work-plan work-plan-edit work-plan-pdf work-plan-csv"),
    **named(DRAFT_PLAN, "work-plan-xlsx work-plan-carry-over work-plan-move"),
    **named(DRAFT_PLAN, "output-add output output-edit output-report output-remove"),
    **named(MOVES_DRAFT_PLAN, "work-plan-adopt output-accept"),
}
MEETINGS = {
    **named(PUBLIC, "calendar calendar-public calendar-group event event-ics"),
    **named(PUBLIC, "changes changes-csv changes-xlsx changes-pdf"),
    **named(PUBLIC, "decisions decisions-csv decisions-xlsx decisions-pdf"),
    **named(PUBLIC, "event-list event-series meetings meeting agenda-pdf"),
    **named(PUBLIC, "meeting-calendar papers publications papers-all questions"),
    **named(PUBLIC, "questions-asked questions-asked-csv"),
    **named(PUBLIC, "seats seats-pdf seats-workbook seat offices"),
    # Who holds a personal link needs no account.
    **named(PUBLIC, "answer action-point-link"),
    **named(NO_SUCH_SECRET, "calendar-own"),
    "calendar-address": ANYBODY | {"ended": 403},
    **named(ANYBODY, "calendar-address-end action-points"),
    **named(ANYBODY, "action-points-csv action-points-xlsx"),
    "comment-round-open-report": DRAFT_KEPT,
    "comment-round": GCG,
    "comment-add": GCG | {"CH": 403},
    **named(GCG_KEPT, "comment-round-close comment-round-share comment-round-open"),
    **named(CHAIR_READS, "comment-round-pdf comment-round-xlsx"),
    **named(OWN, "comment-edit comment-remove"),
    "comment-answer": DRAFT_KEPT,
    # A proposal: for visitors it is not there, signed in or not.
    "decision": GCG | {"AN": 404, "closed": 404},
    **named(GCG_KEPT, "decision-edit decision-adopt decision-record-past"),
    **named(GCG_KEPT, "decision-defer decision-withdraw decision-supersede"),
    **named(GCG_KEPT, "decision-follow-up"),
    **named(SECRETARIAT, "decision-add action-point-add meeting-actions-write"),
    **named(SECRETARIAT, "meeting-outputs"),
    "action-point": GCG,
    **named(GCG_KEPT, "action-point-edit action-point-tell action-point-start"),
    **named(GCG_KEPT, "action-point-put-back action-point-report-done"),
    **named(GCG_KEPT, "action-point-send-back action-point-close action-point-drop"),
    **named(GCG_KEPT, "action-point-reopen action-point-write"),
    **named(GCG_KEPT, "action-point-send-link action-point-end-link"),
    **named(SECRETARIAT, "event-add event-series-add event-series-edit event-edit"),
    **named(SECRETARIAT, "event-confirm event-doubt event-hold event-cancel"),
    **named(SECRETARIAT, "event-revive event-speaker-add event-speaker-edit"),
    **named(SECRETARIAT, "event-speaker-remove"),
    # What came of an event can be told once it was held.
    "event-outcome": NOBODY | dict.fromkeys(DESK, 404),
    "group-updates": row("OB", "GM", "CH", "AG=", "AG≠", *DESK),
    "group-update": GROUP,
    **named(SECRETARIAT, "meeting-add desk meeting-edit meeting-move agenda-edit"),
    **named(SECRETARIAT, "item-add item-edit item-place item-remove item-outcome"),
    **named(SECRETARIAT, "item-paper paper-pin paper-unpin"),
    **named(SECRETARIAT, "session-add session-edit session-remove"),
    **named(GCG, "packs asked-of-me participants participants-pdf"),
    **named(SECRETARIAT, "name-plates pack-start participant-add"),
    **named(CHAIR_READS, "pack pack-read report report-pdf report-annexes"),
    # A draft has no file.
    **named(NOWHERE, "pack-pdf pack-late-pdf"),
    **named(DRAFT_KEPT, "pack-issue pack-text-add pack-section-edit"),
    **named(DRAFT_KEPT, "pack-write report-write"),
    **named(SECRETARIAT, "paper-add question-add"),
    **named(HIDDEN, "question-edit question-remove participants-csv"),
    **named(GCG, "paper paper-compare paper-compare-pdf paper-version paper-file"),
    **named(GCG_KEPT, "paper-edit paper-version-add paper-version-edit"),
    **named(GCG_KEPT, "paper-version-remove paper-version-circulate"),
    **named(GCG_KEPT, "paper-version-table paper-version-release"),
    **named(GCG_KEPT, "paper-version-supersede paper-version-withdraw"),
    "own-answer": NOBODY,
    **named(SECRETARIAT, "participants-fill attendance participants-send"),
    **named(SECRETARIAT, "participant-edit participant-remove participant-link"),
    **named(SECRETARIAT, "participant-answer report-start agenda-release"),
    **named(DRAFT_KEPT, "report-edit report-circulate report-take-back section-edit"),
    **named(DRAFT_KEPT, "intervention-add intervention-edit intervention-remove"),
    **named(SECRETARIAT, "office-hand-over office-person mandates constituencies"),
    **named(SECRETARIAT, "constituency-add constituency-edit seat-add seat-edit"),
    **named(SECRETARIAT, "seat-abolish seat-hand-over seat-end-term seat-rotation"),
    **named(SECRETARIAT, "seat-representative representative-end office-end"),
    **named(PUBLIC, "save-the-date-pdf"),
    **named(ANYBODY, "action-points-pdf"),
    **named(ADMINISTRATOR, "reminder-schedules reminder-schedule"),
}
# Buttons without a page of their own.
BUTTONS = {
    **named(SECRETARIAT, "agenda-fill item-step"),
    **named(DRAFT_KEPT, "pack-refresh pack-preview pack-section-switch"),
    **named(DRAFT_KEPT, "pack-text-remove pack-section-step intervention-step"),
}
PAGES = {
    **{("partners", name): expected for name, expected in PARTNERS.items()},
    **{("meetings", name): expected for name, expected in MEETINGS.items()},
}


def written() -> dict[str, int]:
    """Return how many records of each kind there are."""
    kinds = {
        each
        for module in (partner_models, meeting_models)
        for each in vars(module).values()
        if isinstance(each, type) and hasattr(each, "_meta")
    }
    return {each.__name__: each.objects.count() for each in (*kinds, AuditEvent)}


def status_of(response) -> int:
    if response.streaming:
        response.getvalue()
    return response.status_code


def test_every_address_has_a_row():
    assert {each.name for each in partner_urls} == set(PARTNERS)
    assert {each.name for each in meeting_urls} == set(MEETINGS) | set(BUTTONS)


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_which_page(role):
    world = World()
    client = browser_of(world, role)

    wrong = {}
    for (space, name), expected in PAGES.items():
        status = status_of(client.get(world.address(space, name)))
        wanted = expected.get(role, 302)
        # What is not possible now leads back to where it stands.
        went_on = status == 302 and wanted == 200 and role in SIGNED_IN
        if status != wanted and not went_on:
            wrong[name] = (status, wanted)

    assert wrong == {}


@pytest.mark.parametrize("role", [role for role in ROLES if role not in DESK])
def test_who_may_not_writes_nothing(role):
    world = World()
    client = browser_of(world, role)
    before = written()
    buttons = {("meetings", name): expected for name, expected in BUTTONS.items()}

    wrong = {}
    for (space, name), expected in (PAGES | buttons).items():
        wanted = expected.get(role, 302)
        if wanted == 200:
            continue
        status = status_of(client.post(world.address(space, name)))
        if status not in {wanted, 405}:
            wrong[name] = (status, wanted)

    assert wrong == {}
    assert written() == before
