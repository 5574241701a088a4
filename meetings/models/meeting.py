"""Meetings and their sessions."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.deadlines import validate_time_zone
from alliance87.core.models import Country
from alliance87.core.models.base import (
    Dated,
    Recorded,
    Sourced,
    Versioned,
    dated_constraints,
)
from alliance87.partners.models import ActionGroup, Partner, Person
from meetings.enums import EventLanguage, MeetingForm, MeetingKind, MeetingState

NEEDS_TIMES = (MeetingState.CONVENED, MeetingState.HELD, MeetingState.CLOSED)
OFF = (MeetingState.POSTPONED, MeetingState.CANCELLED)
TOLD = (MeetingState.ANNOUNCED, *NEEDS_TIMES)


def names_nobody(remarks: str) -> pgtrigger.Trigger:
    """Refuse the Chatham House rule while a remark under it still names somebody.

    `remarks` is SQL over the item `i` of a remark.
    """
    return pgtrigger.Trigger(
        name="chatham_house_names_nobody",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(old__chatham_house=False, new__chatham_house=True),
        func=f"""
            IF EXISTS (
                SELECT FROM meetings_intervention v
                JOIN meetings_agendaitem i ON i.id = v.item_id
                WHERE {remarks} AND NOT v.is_unattributed
                AND v.kind <> 'chair_conclusion'
            ) THEN
                RAISE EXCEPTION 'chatham_house_rule_over_named_remarks'
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was announced is public; a plan is known to the secretariat, the Chair
        and, for its group, the group’s chairs."""
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_chair:
            return self
        own_group = Q(group__in=scope.chairs_groups)
        return self.exclude(self._never_told() & ~own_group)

    def _never_told(self) -> Q:
        """A plan, also one that was given up or put off before it was announced."""
        history = self.model.events.rel.related_model.objects
        past = history.filter(pgh_obj=OuterRef("pk"))
        given_up = (
            Q(state__in=OFF)
            & Exists(past.filter(state=MeetingState.PLANNED))
            & ~Exists(past.filter(state__in=TOLD))
        )
        return Q(state=MeetingState.PLANNED) | given_up

    def of_the_group(self):
        """Meetings of the Global Coordinating Group."""
        return self.filter(kind=MeetingKind.GCG)

    def upcoming(self, now=None):
        now = now or timezone.now()
        return self.filter(
            Q(ends_at__gte=now)
            | Q(ends_at__isnull=True, on__gte=timezone.localdate(now)),
        ).exclude(state__in=(MeetingState.CANCELLED, MeetingState.POSTPONED))


@pghistory.track()
class Meeting(Recorded, Versioned, Dated, Sourced):
    """A meeting from its first plan to its adopted report.

    `on` is the day as exactly as it is known, also of a past meeting whose hours no
    source gives; `starts_at` and `ends_at` are set once the hours are fixed. Ordinary
    and extraordinary meetings of the Group share one numbering.
    """

    kind = models.CharField(
        _("kind"), max_length=20, choices=MeetingKind.choices, default=MeetingKind.GCG
    )
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    is_extraordinary = models.BooleanField(_("extraordinary"), default=False)
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("action group"),
    )
    title = models.CharField(_("title"), max_length=300)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=MeetingState.choices,
        default=MeetingState.PLANNED,
        editable=False,
    )
    date_text = models.CharField(
        _("date in words"),
        max_length=200,
        blank=True,
        help_text=_("While no day is fixed: “late 2018 or early 2019”."),
    )
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=50, blank=True, validators=[validate_time_zone]
    )
    form = models.CharField(
        _("how people take part"),
        max_length=10,
        choices=MeetingForm.choices,
        default=MeetingForm.IN_PERSON,
    )
    venue = models.CharField(_("building"), max_length=200, blank=True)
    venue_hint = models.CharField(
        _("how to find it"),
        max_length=200,
        blank=True,
        help_text=_("As printed in brackets: “close to UN Building”."),
    )
    room = models.CharField(_("room"), max_length=200, blank=True)
    address = models.CharField(_("street"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_held_there",
        verbose_name=_("country"),
    )
    remote_link = models.URLField(
        _("address of the video meeting"),
        max_length=500,
        blank=True,
        help_text=_("Shown to who was invited, never to the public."),
    )
    remote_notes = models.TextField(_("how to join remotely"), blank=True)
    languages = ArrayField(
        models.CharField(max_length=10),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    objectives = models.TextField(
        _("objectives"), blank=True, help_text=_("One a line.")
    )
    back_to_back_with = models.ForeignKey(
        "meetings.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_beside",
        verbose_name=_("back to back with"),
    )
    outcomes_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="prepared_by",
        verbose_name=_("its outcomes go to"),
    )
    chaired_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chaired by"),
    )
    chaired_for = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chaired for"),
    )
    rsvp_by = models.DateTimeField(_("answer until"), null=True, blank=True)
    papers_by = models.DateTimeField(_("papers until"), null=True, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    chatham_house = models.BooleanField(
        _("Chatham House rule"),
        default=False,
        help_text=_("What was said is recorded, who said it is not."),
    )
    ics_sequence = models.PositiveIntegerField(default=0, editable=False)
    desk_notes = models.TextField(_("notes of the secretariat"), blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-number", "-pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            *dated_constraints("meeting"),
            models.CheckConstraint(
                name="meeting_of_the_group_has_a_number",
                condition=~Q(kind=MeetingKind.GCG) | Q(number__isnull=False),
                violation_error_message=_(
                    "A meeting of the Global Coordinating Group has a number."
                ),
            ),
            models.UniqueConstraint(
                fields=["number", "is_example"],
                name="meeting_number_unique_in_the_gcg",
                condition=Q(kind=MeetingKind.GCG),
                violation_error_message=_(
                    "There is a meeting with this number; extraordinary meetings are "
                    "counted with the ordinary ones."
                ),
            ),
            models.UniqueConstraint(
                fields=["group", "number"],
                name="meeting_number_unique_in_its_group",
                condition=Q(kind=MeetingKind.ACTION_GROUP),
                violation_error_message=_("The group has a meeting with this number."),
            ),
            models.CheckConstraint(
                name="meeting_group_exactly_for_group_meetings",
                condition=Q(kind=MeetingKind.ACTION_GROUP, group__isnull=False)
                | (~Q(kind=MeetingKind.ACTION_GROUP) & Q(group__isnull=True)),
                violation_error_message=_(
                    "A meeting of an action group names the group; others name none."
                ),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_begins",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message=_("A meeting ends after it begins."),
            ),
            models.CheckConstraint(
                name="meeting_hours_with_zone",
                condition=Q(starts_at__isnull=True) | ~Q(time_zone=""),
                violation_error_message=_("Choose the time zone of the hours."),
            ),
            models.CheckConstraint(
                name="meeting_convened_has_hours",
                condition=~Q(state__in=NEEDS_TIMES)
                | Q(starts_at__isnull=False, ends_at__isnull=False)
                | ~Q(source=""),
                violation_error_message=_(
                    "A convened meeting has a beginning and an end; only a past one "
                    "taken from a source may lack them."
                ),
            ),
            models.CheckConstraint(
                name="meeting_extraordinary_only_in_the_gcg",
                condition=Q(is_extraordinary=False) | Q(kind=MeetingKind.GCG),
                violation_error_message=_(
                    "Only the Global Coordinating Group meets extraordinarily."
                ),
            ),
            models.CheckConstraint(
                name="meeting_prepares_another",
                condition=Q(outcomes_to__isnull=True) | ~Q(outcomes_to=F("id")),
                violation_error_message=_("A meeting does not prepare itself."),
            ),
        ]
        triggers = [names_nobody("i.meeting_id = NEW.id")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:meeting", kwargs={"pk": self.pk})

    @property
    def short_name(self) -> str:
        """What a reference or a page footer calls it: “GCG 6”."""
        if self.kind == MeetingKind.GCG:
            return f"GCG {self.number}"
        return self.reference or self.title

    @property
    def is_over(self) -> bool:
        return self.state in (MeetingState.HELD, MeetingState.CLOSED)

    @property
    def objective_list(self) -> list[str]:
        return [line.strip() for line in self.objectives.splitlines() if line.strip()]

    @property
    def language_names(self) -> str:
        """The languages in words, in the order given."""
        labels = dict(EventLanguage.choices)
        return ", ".join(str(labels.get(code, code)) for code in self.languages)

    @property
    def place(self) -> str:
        """Where it is, as printed; “Remote” when nobody travels."""
        if self.form == MeetingForm.REMOTE:
            return _now("Remote")
        parts = (self.room, self.venue, self.address)
        where = ", ".join(part for part in parts if part)
        if self.venue_hint:
            where = f"{where} ({self.venue_hint})".strip()
        parts = (where, self.city_apart)
        return ", ".join(part for part in parts if part)

    @property
    def place_in_short(self) -> str:
        """The house and the city, without room and street."""
        if self.form == MeetingForm.REMOTE:
            return self.place
        house = self.venue or self.room or self.address
        return ", ".join(part for part in (house, self.city) if part)

    @property
    def city_apart(self) -> str:
        """The city, unless the address ends with it."""
        return "" if self.address.endswith(self.city) else self.city


@pghistory.track()
class MeetingSession(models.Model):
    """A stretch of a meeting between two times, or a break."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="sessions", verbose_name=_("meeting")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    is_break = models.BooleanField(_("break"), default=False)

    class Meta:
        ordering = ["meeting", "starts_at", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                name="meeting_session_ends_after_it_begins",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A session ends after it begins."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="session_stays_in_its_meeting",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__meeting_id__df=pgtrigger.F("new__meeting_id")
                ),
            )
        ]

    def __str__(self):
        if self.title:
            return self.title
        return _now("Break") if self.is_break else _now("Session")

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)
