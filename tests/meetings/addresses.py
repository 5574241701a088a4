"""One Alliance with everything that an address of issue 5 can name, and its people."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliance87.partners.enums import Role
from meetings.action_points.links import hash_of
from meetings.enums import Office, PaperVisibility, ReminderKind, VersionState
from meetings.invitations import token_of
from tests import factories
from tests.factories import decisions, events, groups, meetings, packs, papers

ROLES = (
    *("AN", "CO≠", "FP≠", "OB", "GM", "AG=", "AG≠", "SO", "SA", "CH"),
    *("ended", "closed"),
)
ACTION_TOKEN = "0123456789abcdef"


class World:
    """Meetings, papers, seats, groups and partners, each as early as it can be."""

    def __init__(self):
        self.group = factories.make_group()
        self.partner = factories.make_partner()
        self.keys: dict[str, dict] = {}
        self.queries: dict[str, str] = {}
        self._name(("invite-again",), pk=factories.make_user().pk)
        self._name(("invitation", "calendar-own"), token="no-such-secret")
        self._partners()
        self._group()
        self._meeting()
        self._report()
        self._papers()
        self._decisions()
        self._seats()
        self._event()

    def address(self, space: str, name: str) -> str:
        url = reverse(f"{space}:{name}", kwargs=self.keys.get(name))
        return f"{url}{self.queries.get(name, '')}"

    def _name(self, names, **keys) -> None:
        self.keys |= dict.fromkeys(names, keys)

    def _partners(self):
        partner = self.partner
        person = factories.make_person(organization=partner, email="c@example.org")
        step = factories.make_step(partner)
        names = ("partner", "partner-edit", "partner-leave", "partner-return")
        self._name((*names, "contact-add", "step-add"), pk=partner.pk)
        self._name(("contact-edit",), pk=person.pk)
        self._name(("step-edit", "step-done"), pk=step.pk)
        member = factories.make_network_member()
        names = ("network", "network-edit", "network-member-add")
        self._name(names, pk=member.network_id)
        self._name(("network-member-edit",), pk=member.network_id, member=member.pk)

    def _group(self):
        slug = self.group.slug
        role = groups.make_group_role(self.group)
        member = groups.make_membership(self.group)
        self.need = groups.make_resource_need(self.group)
        self.plan = groups.make_work_plan(self.group)
        self.output = groups.make_output(self.plan)
        of_group = ("group", "group-edit", "group-role-add", "group-member-add")
        self._name((*of_group, "group-need-add", "work-plan-add"), slug=slug)
        self._name(("calendar-group",), slug=slug)
        self._name(("group-role-edit",), slug=slug, pk=role.pk)
        self._name(("group-member-edit",), slug=slug, pk=member.pk)
        self._name(("group-need-edit",), slug=slug, pk=self.need.pk)
        self._name(("group-need-move",), slug=slug, pk=self.need.pk, verb="meet")
        self._name(("group-move",), slug=slug, verb="launch")
        plan = {"slug": slug, "pk": self.plan.pk}
        verbs = ("", "-edit", "-pdf", "-csv", "-xlsx", "-carry-over", "-adopt")
        self._name((*(f"work-plan{verb}" for verb in verbs), "output-add"), **plan)
        self._name(("work-plan-move",), **plan, verb="circulate")
        verbs = ("", "-edit", "-report", "-accept", "-remove")
        names = (f"output{verb}" for verb in verbs)
        self._name(names, **plan, output=self.output.pk)

    def _meeting(self):
        meeting = self.meeting = meetings.make_coming()
        self.item = packs.make_item(meeting, "First")
        self.placed = packs.place_paper(self.item)
        session = meetings.make_meeting_session(meeting, "09:30", "12:00")
        self.row = meetings.make_invited(meeting)
        self.pack = packs.make_pack(meeting)
        pk = {"pk": meeting.pk}
        self._name(OF_MEETING, **pk)
        self._name(("meeting-move",), **pk, verb="hold")
        self._name(("group-update",), **pk, group=self.group.slug)
        item = {**pk, "item": self.item.pk}
        self._name(("item-edit", "item-place", "item-remove", "item-outcome"), **item)
        self._name(("item-paper",), **item)
        self._name(("item-step",), **item, direction="up")
        self._name(("paper-pin", "paper-unpin"), **pk, paper=self.placed.pk)
        self._name(("session-edit", "session-remove"), **pk, session=session.pk)
        self._name(("participants-send",), **pk, kind="reminder")
        verbs = ("edit", "remove", "link", "answer")
        self._name((f"participant-{verb}" for verb in verbs), **pk, row=self.row.pk)
        self._name(("answer",), token=token_of(self.row))
        one = {**pk, "pack": self.pack.pk}
        self._name((*OF_PACK, "pack-text-add"), **one)
        section = {**one, "section": self.pack.sections.first().pk}
        self._name(("pack-section-edit", "pack-section-switch"), **section)
        self._name(("pack-text-remove",), **section)
        self._name(("pack-section-step",), **section, direction="up")

    def _report(self):
        self.report = meetings.make_report(None, "Opening")
        self.held = self.report.meeting
        item = self.held.items.get()
        said = self.said = meetings.make_intervention(item)
        pk = {"pk": self.held.pk}
        verbs = ("", "-pdf", "-edit", "-circulate", "-take-back", "-start", "-write")
        verbs += ("-annexes",)
        self._name((f"report{verb}" for verb in verbs), **pk)
        self._name(("section-edit",), **pk, section=self.report.sections.get().pk)
        self._name(("intervention-add",), **pk, item=item.pk)
        said_of = {**pk, "intervention": said.pk}
        self._name(("intervention-edit", "intervention-remove"), **said_of)
        self._name(("intervention-step",), **said_of, direction="up")
        self._name(("comment-round-open-report",), pk=self.report.pk)

    def _papers(self):
        paper = self.paper = papers.make_paper(visibility=PaperVisibility.GCG)
        version = packs.make_file_version(
            paper,
            content=papers.text_pdf("One"),
            state=VersionState.FOR_COMMENT,
            text="One",
        )
        papers.make_version(paper, number=2, state=VersionState.FOR_COMMENT)
        self.round = papers.make_comment_round(version)
        comment = papers.make_paper_comment(self.round)
        slug = {"slug": paper.slug}
        names = ("paper", "paper-edit", "paper-compare", "paper-compare-pdf")
        self._name((*names, "paper-version-add"), **slug)
        self.queries["paper-compare-pdf"] = "?old=1-en&new=2-en"
        one = {**slug, "number": 1, "lang": "en"}
        verbs = ("edit", "remove", "circulate", "table", "release", "supersede")
        names = (f"paper-version-{verb}" for verb in (*verbs, "withdraw"))
        self._name(("paper-version", "paper-file", "comment-round-open", *names), **one)
        verbs = ("-close", "-share", "-pdf", "-xlsx", "")
        names = (f"comment-round{verb}" for verb in verbs)
        self._name((*names, "comment-add"), pk=self.round.pk)
        names = (f"comment-{verb}" for verb in ("edit", "remove", "answer"))
        self._name(names, pk=self.round.pk, comment=comment.pk)
        question = papers.make_question(is_public=False)
        self._name(("question-edit", "question-remove"), pk=question.pk)

    def _decisions(self):
        self.decision = decisions.make_decision(self.meeting)
        self.action = decisions.make_action_point(
            self.held,
            token_hash=hash_of(ACTION_TOKEN),
            link_name="Owner",
            link_email="owner@example.org",
            link_made_by=factories.keeper(),
        )
        names = (f"decision-{verb}" for verb in DECIDED)
        self._name((*names, "decision"), pk=self.decision.pk)
        names = (f"action-point-{verb}" for verb in ACTED)
        self._name((*names, "action-point"), pk=self.action.pk)
        self._name(("action-point-link",), token=ACTION_TOKEN)
        self._name(("meeting-actions-write", "meeting-outputs"), pk=self.held.pk)
        self.queries["action-point-add"] = f"?meeting={self.held.pk}"

    def _seats(self):
        named = factories.make_representative()
        seat = named.term.seat
        verbs = ("", "-edit", "-abolish", "-hand-over", "-end-term")
        names = (*(f"seat{verb}" for verb in verbs), "seat-representative")
        self._name((*names, "seat-rotation"), pk=seat.pk)
        self._name(("constituency-edit",), slug=seat.constituency.slug)
        self._name(("representative-end",), pk=named.pk)
        self._name(("office-hand-over",), office=Office.CHAIR)
        term = factories.make_office_term(Office.CHAIR)
        self._name(("office-person", "office-end"), pk=term.pk)
        self._name(("reminder-schedule",), kind=ReminderKind.ANSWER.value)

    def _event(self):
        event, series = events.make_event(), events.make_series()
        speaker = events.make_speaker(event)
        verbs = ("confirm", "doubt", "hold", "cancel", "revive", "edit", "outcome")
        names = (f"event-{verb}" for verb in (*verbs, "ics", "speaker-add"))
        self._name(("event", *names), pk=event.pk)
        names = ("event-speaker-edit", "event-speaker-remove")
        self._name(names, pk=event.pk, speaker=speaker.pk)
        self._name(("event-series", "event-series-edit"), slug=series.slug)

    def person(self, role: str):
        """Return somebody in a role; members and observers hold a seat today."""
        if role == "AN":
            return AnonymousUser()
        if role == "AG=":
            return factories.make_group_chair(self.group, language="en")
        if role == "AG≠":
            return factories.make_group_chair(language="en")
        if role in factories.people.PEOPLE and role != "GM":
            return factories.people.PEOPLE[role](None)
        user = factories.make_user(language="en")
        if role == "closed":
            factories.make_role(user, Role.FOCAL_POINT, factories.make_country())
            return user
        yesterday = timezone.localdate() - timedelta(days=1)
        ends_on = yesterday if role == "ended" else None
        factories.make_representative(
            person=factories.make_person(user=user, organization=self.partner),
            ends_on=ends_on,
        )
        return user


OF_MEETING = (
    *("meeting", "agenda-pdf", "meeting-calendar", "desk", "meeting-edit"),
    "save-the-date-pdf",
    *("agenda-edit", "item-add", "agenda-fill", "agenda-release", "session-add"),
    *("participants", "participants-pdf", "participants-csv", "participant-add"),
    *("participants-fill", "attendance", "own-answer", "group-updates"),
    *("packs", "asked-of-me", "pack-start", "name-plates"),
)
OF_PACK = (
    *("pack", "pack-read", "pack-refresh", "pack-preview", "pack-issue"),
    *("pack-write", "pack-pdf", "pack-late-pdf"),
)
DECIDED = (
    *("edit", "adopt", "record-past", "defer", "withdraw", "supersede"),
    "follow-up",
)
ACTED = (
    *("edit", "tell", "start", "put-back", "report-done", "send-back", "close"),
    *("drop", "reopen", "write", "send-link", "end-link"),
)


def browser_of(world: World, role: str) -> Client:
    client = Client()
    if role == "AN":
        return client
    user = world.person(role)
    client.force_login(user)
    if role == "closed":
        user.is_active = False
        user.save()
    return client
