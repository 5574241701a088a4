"""The agenda of a meeting: items to three levels, who leads them, their papers."""

import re

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import Country
from alliance87.core.models.base import Recorded, Versioned
from alliance87.partners.models import Partner, Person
from meetings.enums import (
    ItemKind,
    ItemOutcome,
    ItemPurpose,
    LeadRole,
    PaperPurpose,
    SpeakingOffice,
)
from meetings.models.freezing import REPORT_OF_ITS_MEETING, frozen_with_report
from meetings.models.meeting import Meeting, MeetingSession, names_nobody

LEVELS = 3
ADDRESS = re.compile(r"[^\s<>(),;]+@[^\s<>(),;]+")

# A parent is of the same meeting, and nothing stands below the third level.
PARENT_FITS = """
    IF NEW.parent_id IS NOT NULL THEN
        IF NOT EXISTS (
            SELECT FROM meetings_agendaitem p
            LEFT JOIN meetings_agendaitem g ON g.id = p.parent_id
            WHERE p.id = NEW.parent_id AND p.meeting_id = NEW.meeting_id
            AND p.id <> NEW.id AND (g.id IS NULL OR g.parent_id IS NULL)
        ) THEN
            RAISE EXCEPTION 'agenda_item_at_most_three_levels_in_one_meeting'
            USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT FROM meetings_agendaitem p
            JOIN meetings_agendaitem c ON c.parent_id = NEW.id
            WHERE p.id = NEW.parent_id AND (
                p.parent_id IS NOT NULL
                OR EXISTS (SELECT FROM meetings_agendaitem d WHERE d.parent_id = c.id)
            )
        ) THEN
            RAISE EXCEPTION 'agenda_item_at_most_three_levels_in_one_meeting'
            USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
"""

# An item stands in a session of its own meeting.
SESSION_FITS = """
    IF NEW.session_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM meetings_meetingsession s
        WHERE s.id = NEW.session_id AND s.meeting_id = NEW.meeting_id
    ) THEN
        RAISE EXCEPTION 'agenda_item_session_of_its_meeting'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
VERSION_FITS = """
    IF NEW.version_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM meetings_paperversion v
        WHERE v.id = NEW.version_id AND v.paper_id = NEW.paper_id
    ) THEN
        RAISE EXCEPTION 'agenda_paper_version_of_its_paper'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def _held(name: str, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=func,
    )


@pghistory.track()
class AgendaItem(Recorded, Versioned):
    """A point of the agenda; its number is computed from where it stands."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="items", verbose_name=_("meeting")
    )
    session = models.ForeignKey(
        MeetingSession,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("session"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("below"),
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(
        _("kind"), max_length=16, choices=ItemKind.choices, default=ItemKind.ORDINARY
    )
    purpose = models.CharField(
        _("purpose"), max_length=12, choices=ItemPurpose.choices, blank=True
    )
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    objective = models.TextField(_("objective"), blank=True)
    expected_output = models.TextField(_("expected output"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("country"),
    )
    report = models.ForeignKey(
        "meetings.MeetingReport",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adoption_items",
        verbose_name=_("report to adopt"),
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=ItemOutcome.choices,
        default=ItemOutcome.PENDING,
    )
    deferred_to = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deferred_items",
        verbose_name=_("deferred to"),
    )
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("continues"),
    )
    chatham_house = models.BooleanField(
        _("Chatham House rule"),
        default=False,
        help_text=_("What was said under this item is recorded, who said it is not."),
    )
    is_automatic = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["meeting", "position", "pk"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "parent", "position"],
                name="agenda_item_position_unique_below_its_parent",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="agenda_item_deferred_to_only_if_deferred",
                condition=Q(deferred_to__isnull=True) | Q(outcome=ItemOutcome.DEFERRED),
                violation_error_message=_(
                    "Only a deferred item goes to another meeting."
                ),
            ),
            models.CheckConstraint(
                name="agenda_item_report_only_for_adoption",
                condition=Q(report__isnull=True) | Q(kind=ItemKind.ADOPT_REPORT),
                violation_error_message=_(
                    "Only an item for the adoption of a report names one."
                ),
            ),
        ]
        triggers = [
            _held("parent_fits", PARENT_FITS),
            _held("session_fits", SESSION_FITS),
            names_nobody("i.id = NEW.id"),
            frozen_with_report(
                REPORT_OF_ITS_MEETING,
                printed=(
                    *("meeting_id", "parent_id", "position", "title"),
                    "chatham_house",
                ),
            ),
        ]

    def __str__(self):
        return self.title


@pghistory.track()
class AgendaLead(models.Model):
    """Who leads or presents an item: an office, an organization, a person, or both."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="leads", verbose_name=_("item")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    role = models.CharField(
        _("role"), max_length=10, choices=LeadRole.choices, default=LeadRole.LEAD
    )
    office = models.CharField(
        _("office"), max_length=14, choices=SpeakingOffice.choices, blank=True
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    printed_as = models.CharField(_("as printed"), max_length=200, blank=True)

    class Meta:
        ordering = ["item", "position", "pk"]
        verbose_name = _("lead of an item")
        verbose_name_plural = _("leads of items")
        constraints = [
            models.CheckConstraint(
                name="agenda_lead_is_somebody",
                condition=~Q(office="")
                | Q(partner__isnull=False)
                | Q(person__isnull=False)
                | ~Q(printed_as=""),
                violation_error_message=_(
                    "Name the office, the organization or the person."
                ),
            ),
        ]

    def __str__(self):
        return lead_in_words(**self.parts)

    @property
    def parts(self) -> dict[str, str]:
        """What the words are made of, as a release of the agenda keeps it."""
        partner = self.partner
        return {
            "office": self.office,
            "person": self.person.name if self.person else "",
            "partner": (partner.short_name or partner.name) if partner else "",
            "printed_as": self.printed_as,
        }


def lead_in_words(*, office: str, person: str, partner: str, printed_as: str) -> str:
    """“Alliance Chair (France)”, “UK”, “ILO”, “Ms Karvar (France)”."""
    if printed_as:
        return printed_as
    who = str(SpeakingOffice(office).label) if office else person
    return f"{who} ({partner})" if who and partner else who or partner


@pghistory.track()
class AgendaPaper(models.Model):
    """A paper under an item, pinned to one version: it never changes by itself."""

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="papers", verbose_name=_("item")
    )
    paper = models.ForeignKey(
        "meetings.Paper",
        models.PROTECT,
        related_name="agenda_papers",
        verbose_name=_("paper"),
    )
    version = models.ForeignKey(
        "meetings.PaperVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_papers",
        verbose_name=_("version"),
        help_text=_("Empty: the paper is to follow."),
    )
    purpose = models.CharField(
        _("for"), max_length=12, choices=PaperPurpose.choices, blank=True
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    in_pack = models.BooleanField(_("in the briefing pack"), default=True)
    responsible = models.CharField(
        _("responsible, as printed"), max_length=200, blank=True
    )
    responsible_partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible organization"),
    )
    responsible_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible person"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    is_late = models.BooleanField(_("late"), default=False, editable=False)

    class Meta:
        ordering = ["item", "position", "pk"]
        verbose_name = _("paper of an item")
        verbose_name_plural = _("papers of items")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "paper"],
                name="agenda_paper_once_under_an_item",
                violation_error_message=_("This paper stands under the item already."),
            ),
        ]
        triggers = [_held("version_fits", VERSION_FITS)]

    def __str__(self):
        return str(self.paper)

    @property
    def who(self) -> str:
        """Who is responsible as it may be printed: without an e-mail address.

        What was written goes first, then the organization; a person is only reminded.
        """
        written = ADDRESS.sub("", self.responsible).strip(" <>(),;")
        partner = self.responsible_partner
        return written or (partner.short_name or partner.name if partner else "")


@pghistory.track(append_only=True)
class AgendaRelease(models.Model):
    """The agenda as it was shown on one day: its text, frozen."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="releases", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    is_final = models.BooleanField(_("final"), default=False)
    lines = models.JSONField(_("agenda"), default=list)
    sessions = models.JSONField(_("sessions"), default=list)
    released_at = models.DateTimeField(_("released"), auto_now_add=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("released by"),
    )

    class Meta:
        ordering = ["meeting", "-number"]
        verbose_name = _("release of an agenda")
        verbose_name_plural = _("releases of agendas")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="agenda_release_number_unique"
            ),
        ]

    def __str__(self):
        return f"{self.meeting}: {self.number}"
