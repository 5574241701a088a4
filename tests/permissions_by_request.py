"""Rows of the table of permissions that are asked as requests, each by its address.

A row gives the addresses that all must answer alike, and the people who stand in for
the usual ones of a column: the chair of the very group, the people who are invited.
"""

from collections.abc import Callable

from django.urls import reverse

from alliance87.core.models import AuditEvent
from meetings.enums import ActionState, ReportState
from tests import factories
from tests.factories import decisions, groups, meetings, packs
from tests.factories.people import PEOPLE

Asked = tuple[list[str], dict]


def page(name: str, **keys) -> str:
    return reverse(name, kwargs=keys)


def plain(*names: str) -> Callable[..., Asked]:
    """Return a row of addresses that need no record."""
    return lambda path: ([reverse(name) for name in names], {})


# --- Meetings -------------------------------------------------------------------------


def calendar_entry(path) -> Asked:
    keys = {"pk": meetings.make_coming().pk}
    names = ("meetings:meeting", "meetings:meeting-calendar")
    return [page(name, **keys) for name in names], {}


def issued_pack(path) -> Asked:
    pack = packs.issue_unbuilt(packs.make_pack())
    keys = {"pk": pack.meeting_id, "pack": pack.pk}
    names = ("meetings:pack", "meetings:pack-read", "meetings:pack-pdf")
    return [page(name, **keys) for name in names], {}


def report_in(state: str, name: str = "report") -> Callable[..., Asked]:
    def row(path) -> Asked:
        adopted = {"adopted_on": decisions.HELD_ON}
        fields = adopted if state == ReportState.ADOPTED else {}
        report = decisions.make_circulated_report(state=state, **fields)
        return [page(f"meetings:{name}", pk=report.meeting_id)], {}

    return row


def of_the_list(name: str, **keys) -> Callable[..., Asked]:
    """Return a row of a page about the participants of a meeting."""

    def row(path) -> Asked:
        pk = meetings.make_participation().meeting_id
        return [page(f"meetings:{name}", pk=pk, **keys)], {}

    return row


def somebody_elses_answer(path) -> Asked:
    other = meetings.make_invited()
    keys = {"pk": other.meeting_id, "row": other.pk}
    return [page("meetings:participant-answer", **keys)], {}


def own_answer(path) -> Asked:
    """The Group and its Chair are invited, nobody else."""
    meeting, people = meetings.make_coming(), {}
    for column in ("OB", "GM", "CH"):
        people[column] = PEOPLE[column](path.country)
        person = factories.make_person(user=people[column])
        meetings.make_invited(meeting, person=person)
    return [page("meetings:own-answer", pk=meeting.pk)], people


# --- Action points --------------------------------------------------------------------


def internal_action(path) -> Asked:
    action = decisions.make_action_point()
    return [page("meetings:action-point", pk=action.pk)], {}


def action_of_a_country(path) -> Asked:
    action = decisions.make_action_point(country=path.country, state=ActionState.OPEN)
    verbs = ("tell", "start", "report-done")
    return [page(f"meetings:action-point-{verb}", pk=action.pk) for verb in verbs], {}


def keeping_actions(path) -> Asked:
    """For who may not read it a point is hidden; so the owner asks to close it."""
    meeting = decisions.make_gcg()
    return [f"{reverse('meetings:action-point-add')}?meeting={meeting.pk}"], {}


# --- Action groups and partners -------------------------------------------------------


def group_page(path) -> Asked:
    return [factories.make_group(slug="supply-chains").get_absolute_url()], {}


def draft_plan(*, own: bool) -> Callable[..., Asked]:
    def row(path) -> Asked:
        plan = groups.make_work_plan(factories.make_group(slug="supply-chains"))
        keys = {"slug": plan.group.slug, "pk": plan.pk}
        names = ("partners:work-plan", "partners:work-plan-edit")
        urls = [page(name, **keys) for name in names]
        return urls, {"AG": factories.make_group_chair(plan.group)} if own else {}

    return row


def membership(path) -> Asked:
    group = factories.make_group(slug="supply-chains")
    url = page("partners:group-member-add", slug=group.slug)
    return [url], {"AG": factories.make_group_chair(group)}


def of_a_partner(*names: str) -> Callable[..., Asked]:
    def row(path) -> Asked:
        pk = factories.make_partner().pk
        return [page(f"partners:{name}", pk=pk) for name in names], {}

    return row


def contact(path) -> Asked:
    person = factories.make_person(organization=factories.make_partner())
    return [page("partners:contact-edit", pk=person.pk)], {}


def an_entry_of_the_trail(path) -> Asked:
    entry = AuditEvent.objects.create(
        verb="user.closed", target="user:1", target_label="Ada", by_name="Ada"
    )
    return [page("admin:core_auditevent_delete", object_id=entry.pk)], {}


REQUESTS: dict[tuple[str, str], Callable[..., Asked]] = {
    ("meeting, public calendar entry", "view / iCal"): calendar_entry,
    ("meeting, restricted document / briefing pack", "download"): issued_pack,
    ("minutes, draft", "view"): report_in(ReportState.DRAFT),
    ("minutes, circulated", "view"): report_in(ReportState.CIRCULATED),
    ("minutes, adopted and marked public", "view / PDF"): report_in(
        ReportState.ADOPTED
    ),
    ("minutes, adopted", "edit"): report_in(ReportState.ADOPTED, "report-edit"),
    ("meeting, participant names", "view"): of_the_list("participants"),
    ("meeting, participant e-mail / phone", "view / export"): of_the_list(
        "participants-csv"
    ),
    ("meeting, own invitation", "answer (RSVP)"): own_answer,
    ("meeting, somebody else's RSVP", "change"): somebody_elses_answer,
    ("action point, internal", "view"): internal_action,
    (
        "action point, assigned to FP of X",
        "view / report progress",
    ): action_of_a_country,
    ("action point", "create / reassign / close"): keeping_actions,
    ("action group, public page", "view"): group_page,
    ("action group, work plan draft (own group)", "view / edit"): draft_plan(own=True),
    ("action group, work plan draft (another group)", "view / edit"): draft_plan(
        own=False
    ),
    ("action group, membership", "add / remove"): membership,
    ("partner, directory fields", "view"): of_a_partner("partner"),
    ("partner, contact person's e-mail / phone", "view"): contact,
    ("partner", "edit"): of_a_partner("partner-edit"),
    ("partner contacts + mailing list", "export"): plain("partners:contacts-export"),
    ("mailing", "send / see recipients"): of_the_list(
        "participants-send", kind="invitation"
    ),
    ("users", "create / invite / deactivate / unlock"): plain("partners:invite"),
    ("users, roles", "change (never own, never the last admin)"): plain(
        "admin:partners_roleassignment_add"
    ),
    (
        "own account",
        "change password, second factor, end sessions",
    ): plain("account_change_password"),
    ("audit log", "change / delete"): an_entry_of_the_trail,
    ("/admin/ site", "enter"): plain("admin:index"),
    ("health page", "status only, no detail"): plain("health"),
}
