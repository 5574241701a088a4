"""The report of a meeting: sections per item, who said what, figures of the day."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models import Document
from alliance87.core.models.base import Recorded, Versioned
from alliance87.partners.models import Partner, Person
from meetings.enums import InterventionKind, ReportState, SpeakingOffice
from meetings.models.agenda import AgendaItem
from meetings.models.freezing import frozen_with_report
from meetings.models.meeting import Meeting
from meetings.models.own_groups import own_groups

NAMED = Q(partner__isnull=False) | Q(person__isnull=False) | ~Q(office="")

# Under the Chatham House rule nobody is named; the Chair’s conclusion is the Chair’s.
CHATHAM_HOUSE = """
    IF NOT NEW.is_unattributed AND NEW.kind <> 'chair_conclusion' AND EXISTS (
        SELECT FROM meetings_agendaitem i JOIN meetings_meeting m
        ON m.id = i.meeting_id
        WHERE i.id = NEW.item_id AND (i.chatham_house OR m.chatham_house)
    ) THEN
        RAISE EXCEPTION 'intervention_unattributed_under_the_chatham_house_rule'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


# Of an adopted report only the filed PDF is still to be named, once.
FROZEN = """
    IF OLD.state = 'adopted' AND (
        TG_OP = 'DELETE' OR NEW.state <> OLD.state OR NEW.summary <> OLD.summary
        OR NEW.next_meeting <> OLD.next_meeting OR NEW.is_public <> OLD.is_public
        OR NEW.meeting_id <> OLD.meeting_id OR NEW.language <> OLD.language
        OR NEW.events_ahead IS DISTINCT FROM OLD.events_ahead
        OR NEW.adopted_on IS DISTINCT FROM OLD.adopted_on
        OR (OLD.pdf_id IS NOT NULL AND NEW.pdf_id IS DISTINCT FROM OLD.pdf_id)
    ) THEN
        RAISE EXCEPTION 'adopted_report_is_frozen' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class MeetingReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts are the secretariat’s and the Chair’s; circulated ones the Group’s
        and, of a meeting of an action group, its members’; adopted ones everyone’s
        when they are marked public."""
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_chair:
            return self
        public = Q(state=ReportState.ADOPTED, is_public=True)
        out = Q(state__in=(ReportState.CIRCULATED, ReportState.ADOPTED))
        if not scope.is_gcg:
            out &= Q(meeting__group__in=own_groups(user))
        return self.filter(public | out)


@pghistory.track()
class MeetingReport(Recorded, Versioned):
    """The report (minutes) of a meeting; adopted by a decision of the next one."""

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="report", verbose_name=_("meeting")
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReportState.choices,
        default=ReportState.DRAFT,
        editable=False,
    )
    summary = models.TextField(_("summary"), blank=True)
    next_meeting = models.TextField(_("next meeting"), blank=True)
    is_public = models.BooleanField(_("public once adopted"), default=True)
    circulated_at = models.DateTimeField(_("circulated"), null=True, editable=False)
    comments_close_at = models.DateTimeField(_("comments until"), null=True, blank=True)
    comments_time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    adopted_on = models.DateField(_("adopted"), null=True, editable=False)
    events_ahead = models.JSONField(
        _("events ahead, as adopted"), default=list, blank=True, editable=False
    )
    pdf = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("PDF as adopted"),
    )

    objects = MeetingReportQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting"]
        verbose_name = _("report of a meeting")
        verbose_name_plural = _("reports of meetings")
        constraints = [
            models.CheckConstraint(
                name="meeting_report_adopted_on_a_day",
                condition=Q(state=ReportState.ADOPTED, adopted_on__isnull=False)
                | (~Q(state=ReportState.ADOPTED) & Q(adopted_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="meeting_report_comments_with_zone",
                condition=Q(comments_close_at__isnull=True) | ~Q(comments_time_zone=""),
                violation_error_message=_("Choose the time zone of the deadline."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_when_adopted",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=FROZEN,
            ),
        ]

    def __str__(self):
        return str(_("Report: %(meeting)s")) % {"meeting": self.meeting}

    def get_absolute_url(self):
        return reverse("meetings:report", kwargs={"pk": self.meeting_id})


@pghistory.track()
class MinuteSection(Versioned):
    """What the report says under one item, as Markdown."""

    report = models.ForeignKey(
        MeetingReport,
        models.PROTECT,
        related_name="sections",
        verbose_name=_("report"),
    )
    item = models.OneToOneField(
        AgendaItem,
        models.PROTECT,
        related_name="minutes_section",
        verbose_name=_("item"),
    )
    text = models.TextField(_("text"), blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        triggers = [
            frozen_with_report(
                "SELECT FROM meetings_meetingreport r "
                "WHERE r.id = part.report_id AND r.state = 'adopted'"
            ),
        ]

    def __str__(self):
        return str(self.item)


@pghistory.track()
class Intervention(Versioned):
    """What somebody said under an item: a presentation, a question, an answer.

    Either somebody is named, or the remark is unattributed and nobody is. Under the
    Chatham House rule the database takes unattributed remarks only.
    """

    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        related_name="interventions",
        verbose_name=_("item"),
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=InterventionKind.choices,
        default=InterventionKind.INTERVENTION,
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("organization"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("person"),
    )
    office = models.CharField(
        _("office"), max_length=14, choices=SpeakingOffice.choices, blank=True
    )
    is_unattributed = models.BooleanField(_("nobody is named"), default=False)
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name=_("answers"),
    )
    text = models.TextField(_("text"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["item", "position", "pk"]
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        constraints = [
            models.CheckConstraint(
                name="intervention_named_or_unattributed",
                condition=(Q(is_unattributed=True) & ~NAMED)
                | (Q(is_unattributed=False) & NAMED),
                violation_error_message=_(
                    "Name the organization, person or office, or mark the remark as "
                    "unattributed and name nobody."
                ),
            ),
            models.CheckConstraint(
                name="intervention_answer_to_another",
                condition=Q(answers__isnull=True)
                | (Q(kind=InterventionKind.ANSWER) & ~Q(answers=F("id"))),
                violation_error_message=_("Only an answer answers a question."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="chatham_house",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=CHATHAM_HOUSE,
            ),
            frozen_with_report(
                "SELECT FROM meetings_agendaitem i JOIN meetings_meetingreport r "
                "ON r.meeting_id = i.meeting_id "
                "WHERE i.id = part.item_id AND r.state = 'adopted'"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"

    @property
    def speaker(self) -> str:
        """Who spoke, as printed; empty when nobody is named."""
        if self.office:
            return str(self.get_office_display())
        if self.partner:
            where = self.partner.name
            return f"{self.person.name} ({where})" if self.person else where
        return self.person.name if self.person else ""


@pghistory.track()
class ReportFigure(models.Model):
    """A number as of the meeting, frozen into its report: partners, workshops held."""

    report = models.ForeignKey(
        MeetingReport,
        models.PROTECT,
        related_name="figures",
        verbose_name=_("report"),
    )
    key = models.CharField(_("key"), max_length=60)
    label = models.CharField(_("what is counted"), max_length=200)
    value = models.CharField(_("number"), max_length=60)
    source = models.CharField(_("source"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["report", "position", "pk"]
        verbose_name = _("figure of a report")
        verbose_name_plural = _("figures of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"], name="report_figure_key_unique"
            ),
        ]
        triggers = [
            frozen_with_report(
                "SELECT FROM meetings_meetingreport r "
                "WHERE r.id = part.report_id AND r.state = 'adopted'"
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.value}"
