"""Briefing packs: versions, their sections, and what was frozen when issued."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models import Document
from alliance87.core.models.base import Recorded, Versioned
from meetings.enums import PackAudience, PackState, SectionKind
from meetings.models.agenda import AgendaItem, AgendaPaper
from meetings.models.meeting import Meeting
from meetings.models.own_groups import own_groups


class BriefingPackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts are the secretariat’s and the Chair’s; issued packs their readers’.

        Of a meeting of an action group its chairs keep the drafts, its members read
        what is issued.
        """
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_chair:
            return self
        if scope.is_gcg:
            read = Q(audience__in=PackAudience.values)
        else:
            read = Q(audience=PackAudience.PUBLIC)
            read |= Q(meeting__group__in=own_groups(user))
        own = Q(meeting__group__in=scope.chairs_groups)
        return self.filter(~Q(state=PackState.DRAFT) & read | own)


@pghistory.track(exclude=["manifest"])
class BriefingPack(Recorded, Versioned):
    """One version of the papers of a meeting as one PDF."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="packs", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    audience = models.CharField(
        _("for"),
        max_length=8,
        choices=PackAudience.choices,
        default=PackAudience.MEMBERS,
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PackState.choices,
        default=PackState.DRAFT,
        editable=False,
    )
    note = models.TextField(_("note"), blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, editable=False)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("PDF"),
    )
    late_document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("PDF of the late papers"),
    )
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    manifest = models.JSONField(default=list, editable=False)

    objects = BriefingPackQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "audience", "language", "-number"]
        verbose_name = _("briefing pack")
        verbose_name_plural = _("briefing packs")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "audience", "language", "number"],
                name="briefing_pack_number_unique",
            ),
            models.UniqueConstraint(
                fields=["meeting", "audience", "language"],
                name="briefing_pack_one_draft",
                condition=Q(state=PackState.DRAFT),
                violation_error_message=_("There is a draft of this pack already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "audience", "language"],
                name="briefing_pack_one_issued",
                condition=Q(state=PackState.ISSUED),
            ),
            models.CheckConstraint(
                name="briefing_pack_issued_with_its_file",
                condition=Q(state=PackState.DRAFT)
                | (
                    Q(issued_at__isnull=False, document__isnull=False)
                    & Q(pages__isnull=False)
                    & ~Q(sha256="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_when_issued",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF OLD.state <> 'draft' AND (
                        NEW.sha256 <> OLD.sha256 OR NEW.pages <> OLD.pages
                        OR NEW.manifest <> OLD.manifest OR NEW.state = 'draft'
                        OR NEW.document_id <> OLD.document_id
                        OR NEW.issued_at <> OLD.issued_at
                    ) THEN
                        RAISE EXCEPTION 'issued_pack_is_frozen'
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.meeting.short_name} v{self.number}"

    def get_absolute_url(self):
        keys = {"pk": self.meeting_id, "pack": self.pk}
        return reverse("meetings:pack", kwargs=keys)

    @property
    def readers(self) -> str:
        """For whom it is, in words."""
        if self.meeting.group_id and self.audience == PackAudience.MEMBERS:
            return gettext("Members of the action group")
        return self.get_audience_display()


@pghistory.track()
class PackSection(models.Model):
    """One section of a pack; first page and count are those of the last building."""

    pack = models.ForeignKey(
        BriefingPack, models.CASCADE, related_name="sections", verbose_name=_("pack")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind.choices)
    title = models.CharField(_("title"), max_length=300, blank=True)
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item"),
    )
    paper = models.ForeignKey(
        AgendaPaper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("paper"),
    )
    text = models.TextField(_("text"), blank=True)
    is_included = models.BooleanField(_("included"), default=True)
    first_page = models.PositiveIntegerField(null=True, editable=False)
    page_count = models.PositiveIntegerField(null=True, editable=False)
    problem = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ["pack", "position", "pk"]
        verbose_name = _("section of a pack")
        verbose_name_plural = _("sections of packs")
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "position"],
                name="pack_section_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="pack_section_paper_exactly_for_papers",
                condition=Q(kind=SectionKind.PAPER, paper__isnull=False)
                | (~Q(kind=SectionKind.PAPER) & Q(paper__isnull=True)),
            ),
        ]

    def __str__(self):
        return self.title or str(self.get_kind_display())
