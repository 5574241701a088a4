"""Action points: who owes what by when; open ones come back until they are closed."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.dates import write_day
from alliance87.core.deadlines import Deadline, validate_time_zone
from alliance87.core.models import Country, Document
from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.partners.models import ActionGroup, Partner, Person
from meetings.enums import (
    CLOSED_ACTION_STATES,
    HELD,
    OPEN_ACTION_STATES,
    ActionState,
    DueKind,
    MeetingKind,
    OwnerOffice,
)
from meetings.models.action_owners import asked_of
from meetings.models.agenda import AgendaItem
from meetings.models.decisions import Decision, reference_of
from meetings.models.item_checks import check_item, item_of_its_meeting
from meetings.models.meeting import Meeting

NO_OWNER = _(
    "Name who owes it: an office, an organization, a group, a person or a country."
)
NO_PROOF = _(
    "An action point of high priority is closed with a proof, by another person than "
    "the one who reported it done."
)


def held_after() -> models.QuerySet:
    """Return the meetings held after the one a row comes from, of the same body."""
    own_group = Q(kind=MeetingKind.ACTION_GROUP, group=OuterRef("meeting__group"))
    of_the_gcg = Q(kind=MeetingKind.GCG) & ~Q(
        Exists(
            Meeting.objects.filter(
                pk=OuterRef(OuterRef("meeting")), kind=MeetingKind.ACTION_GROUP
            )
        )
    )
    return Meeting.objects.filter(
        own_group | of_the_gcg,
        state__in=HELD,
        on__gt=OuterRef("meeting__on"),
        is_example=OuterRef("meeting__is_example"),
    )


class ActionPointQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The Group, the Chair and the secretariat read all; owners their own."""
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_chair or scope.is_gcg:
            return self
        if not scope.is_signed_in:
            return self.none()
        return self.filter(asked_of(user))

    def still_open(self):
        return self.filter(state__in=OPEN_ACTION_STATES)

    def carried_to(self, meeting: Meeting):
        """What earlier meetings of the same body asked for, open or not.

        The Group also carries what strategy workshops and decisions in writing asked.
        """
        if meeting.kind == MeetingKind.ACTION_GROUP:
            body = Q(meeting__group=meeting.group_id)
        else:
            body = ~Q(meeting__kind=MeetingKind.ACTION_GROUP)
            body &= Q(meeting__is_example=meeting.is_example)
        earlier = Q(meeting__on__lt=meeting.on) if meeting.on else Q()
        found = body & earlier & Q(meeting__isnull=False) & ~Q(meeting=meeting)
        if meeting.kind == MeetingKind.GCG and not meeting.is_example:
            found |= Q(meeting__isnull=True)
        return self.filter(found)

    def overdue(self, now=None):
        """Open, and its time is past: the deadline, or the next meeting was held."""
        now = now or timezone.now()
        late = Q(due_at__lt=now) | Q(
            due_at__isnull=True, due_on__lt=timezone.localdate(now)
        )
        after = Q(due_kind=DueKind.NEXT_MEETING) & Q(Exists(held_after()))
        return self.still_open().filter(late | after)


@pghistory.track(exclude=["token_hash"])
class ActionPoint(Recorded, Versioned, Sourced):
    """Something to be done after a meeting; carried to the next by staying open.

    A deadline has its time and its zone; only one taken from a source may be a bare
    day. `due_on` is its day in that zone.
    """

    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("meeting"),
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("agenda item"),
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("decision"),
    )
    raised_by = models.ForeignKey(
        "meetings.Intervention",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("question it answers"),
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    text = models.TextField(_("what is to be done"), max_length=2000)
    office = models.CharField(
        _("office"), max_length=14, choices=OwnerOffice.choices, blank=True
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("organization"),
    )
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("action group"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("person"),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("country (its focal point)"),
    )
    due_kind = models.CharField(_("due"), max_length=12, choices=DueKind.choices)
    due_on = models.DateField(_("day"), null=True, blank=True)
    due_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=50, blank=True, validators=[validate_time_zone]
    )
    is_high_priority = models.BooleanField(
        _("high priority"),
        default=False,
        help_text=_("It is closed with a proof and by a second person."),
    )
    state = models.CharField(
        _("state"),
        max_length=11,
        choices=ActionState.choices,
        default=ActionState.OPEN,
        editable=False,
    )
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    closing_note = models.TextField(_("how it was closed"), blank=True, editable=False)
    evidence = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("proof"),
    )
    proposed_done_at = models.DateTimeField(
        _("reported done"), null=True, editable=False
    )
    proposed_done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("reported done by"),
    )
    proposed_by_name = models.CharField(
        _("reported done by"), max_length=200, blank=True, editable=False
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("verified by"),
    )
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    link_name = models.CharField(
        _("link sent to"), max_length=200, blank=True, editable=False
    )
    link_email = models.EmailField(_("address"), blank=True, editable=False)
    link_made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("link made by"),
    )

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__on", "meeting", "number", "-pk"]
        verbose_name = _("action point")
        verbose_name_plural = _("action points")
        constraints = [
            models.CheckConstraint(
                name="action_point_from_meeting_or_decision",
                condition=Q(meeting__isnull=False) | Q(decision__isnull=False),
                violation_error_message=_(
                    "Say which meeting or decision asked for it."
                ),
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="action_point_number_unique_per_meeting",
                condition=Q(meeting__isnull=False),
                violation_error_message=_(
                    "The meeting has an action point with this number."
                ),
            ),
            models.UniqueConstraint(
                fields=["decision", "number"],
                name="action_point_number_unique_per_written_decision",
                condition=Q(meeting__isnull=True),
            ),
            models.CheckConstraint(
                name="action_point_has_owner",
                condition=~Q(office="")
                | Q(partner__isnull=False)
                | Q(group__isnull=False)
                | Q(person__isnull=False)
                | Q(country__isnull=False),
                violation_error_message=NO_OWNER,
            ),
            models.CheckConstraint(
                name="action_point_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Write what is to be done."),
            ),
            models.CheckConstraint(
                name="action_point_day_exactly_when_due_by_date",
                condition=Q(due_kind=DueKind.DATE, due_on__isnull=False)
                | (
                    ~Q(due_kind=DueKind.DATE)
                    & Q(due_on__isnull=True, due_at__isnull=True, time_zone="")
                ),
                violation_error_message=_(
                    "Give the date of the deadline; other action points have none."
                ),
            ),
            models.CheckConstraint(
                name="action_point_deadline_with_time_and_zone",
                condition=~Q(due_kind=DueKind.DATE)
                | (Q(due_at__isnull=False) & ~Q(time_zone=""))
                | (Q(due_at__isnull=True, time_zone="") & ~Q(source="")),
                violation_error_message=_("Give the time and the time zone."),
            ),
            models.CheckConstraint(
                name="action_point_closed_with_day_and_note",
                condition=(
                    Q(state__in=CLOSED_ACTION_STATES, closed_on__isnull=False)
                    & ~Q(closing_note="")
                )
                | (
                    ~Q(state__in=CLOSED_ACTION_STATES)
                    & Q(closed_on__isnull=True, closing_note="")
                ),
                violation_error_message=_("Say on which day it was closed, and how."),
            ),
            models.CheckConstraint(
                name="action_point_high_priority_proved_and_verified",
                condition=Q(is_high_priority=False)
                | ~Q(state=ActionState.DONE)
                | (
                    Q(evidence__isnull=False, verified_by__isnull=False)
                    & (
                        Q(proposed_done_by__isnull=False)
                        & ~Q(proposed_done_by=F("verified_by"))
                        | Q(proposed_done_by__isnull=True, link_made_by__isnull=False)
                        & ~Q(proposed_by_name="")
                        & ~Q(link_made_by=F("verified_by"))
                    )
                ),
                violation_error_message=NO_PROOF,
            ),
            models.UniqueConstraint(
                fields=["token_hash"],
                name="action_point_link_unique",
                condition=~Q(token_hash=""),
            ),
            models.CheckConstraint(
                name="action_point_link_ends_when_closed",
                condition=Q(token_hash="") | ~Q(state__in=CLOSED_ACTION_STATES),
            ),
        ]
        triggers = [item_of_its_meeting()]

    def __str__(self):
        return f"{self.reference}: {self.text[:80]}"

    def clean(self):
        super().clean()
        check_item(self)

    def get_absolute_url(self):
        return reverse("meetings:action-point", kwargs={"pk": self.pk})

    @property
    def reference(self) -> str:
        """How papers name it: “GCG5/A2”; “WP/D1/A1” below a decision in writing."""
        start = reference_of(self.meeting) if self.meeting else self.decision.reference
        return f"{start}/A{self.number}"

    @property
    def owners(self) -> list[str]:
        """Who owes it, as lists and letters name them."""
        office = str(OwnerOffice(self.office).label) if self.office else ""
        named = (self.partner, self.group, self.person, self.country)
        return [office] * bool(office) + [str(each) for each in named if each]

    def is_asked_of(self, user) -> bool:
        return type(self).objects.filter(asked_of(user), pk=self.pk).exists()

    @property
    def deadline(self) -> Deadline | None:
        return Deadline(self.due_at, self.time_zone) if self.due_at else None

    @property
    def due_in_words(self) -> str:
        """“Wed 15 Aug 2018, 18:00 Geneva (16:00 UTC)”, or what there is instead."""
        if self.deadline:
            return str(self.deadline)
        if self.due_kind == DueKind.DATE:
            return write_day(self.due_on)
        return str(self.get_due_kind_display())

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ACTION_STATES

    @property
    def is_example(self) -> bool:
        meeting = self.meeting or self.decision.meeting
        return bool(meeting and meeting.is_example)
