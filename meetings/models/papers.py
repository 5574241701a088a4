"""Papers of the Alliance: the toolkit, terms of reference, publications, drafts."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.models import DocumentVersion
from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.partners.models import ActionGroup
from meetings import rules
from meetings.enums import (
    PaperKind,
    PaperPurpose,
    PaperVisibility,
    RoundAudience,
    Toolkit,
    VersionState,
)
from meetings.models.own_groups import own_groups

CONTENT = ("paper", "number", "language", "file", "url")
TEXT = ("text", "sha256", "title")
# A version in these states was in force once, or is.
WAS_IN_FORCE = (VersionState.ENDORSED, VersionState.SUPERSEDED, VersionState.WITHDRAWN)
# What may follow on a state that cannot be taken back.
AFTER = {
    VersionState.ENDORSED: (VersionState.SUPERSEDED,),
    VersionState.SUPERSEDED: (VersionState.WITHDRAWN,),
    VersionState.WITHDRAWN: (),
}


def _precision(label) -> models.CharField:
    return models.CharField(
        label, max_length=8, choices=Precision.choices, default=Precision.UNKNOWN
    )


def _known_together(name: str, field: str) -> models.CheckConstraint:
    """A partial date under the names `<field>_on` and `<field>_precision`."""
    unknown = Q(**{f"{field}_precision": Precision.UNKNOWN})
    return models.CheckConstraint(
        name=name,
        condition=(unknown & Q(**{f"{field}_on__isnull": True}))
        | (
            ~unknown
            & Q(**{f"{field}_precision__in": Precision.values})
            & Q(**{f"{field}_on__isnull": False})
        ),
        violation_error_message=_("Give a date, or say that it is not known."),
    )


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user, now=None):
        """What a person may know: drafts alone make no paper known."""
        known = Q(visibility__in=rules.papers_known_to(user))
        if rules.may_read_paper_drafts(user):
            return self.filter(known)
        versions = PaperVersion.objects.visible_to(user, now)
        readable = Q(pk__in=versions.values("paper"))
        return self.filter(known & Q(is_announced=True) | readable)


@pghistory.track()
class Paper(Recorded, Versioned, Sourced):
    """A document of the Alliance under one name, whatever its versions."""

    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=16, choices=PaperKind.choices)
    purpose = models.TextField(_("what it is for"), max_length=2000, blank=True)
    toolkit = models.CharField(
        _("toolkit"), max_length=16, choices=Toolkit.choices, default=Toolkit.NONE
    )
    toolkit_position = models.PositiveSmallIntegerField(
        _("place in the toolkit"), null=True, blank=True
    )
    visibility = models.CharField(
        _("who may read it"),
        max_length=12,
        choices=PaperVisibility.choices,
        default=PaperVisibility.SECRETARIAT,
    )
    is_announced = models.BooleanField(
        _("listed before a version is out"),
        default=False,
        help_text=_("Its title and purpose are shown, and when it is planned for."),
    )
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("action group"),
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    planned_precision = _precision(_("how exactly it is planned"))
    published_on = models.DateField(_("published"), null=True, blank=True)
    published_precision = _precision(_("how exactly the publication is known"))
    is_example = models.BooleanField(_("example"), default=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(
                name="paper_place_in_its_toolkit",
                condition=Q(toolkit=Toolkit.NONE, toolkit_position__isnull=True)
                | (~Q(toolkit=Toolkit.NONE) & Q(toolkit_position__isnull=False)),
                violation_error_message=_(
                    "A paper of a toolkit has a place in it, and no other paper has."
                ),
            ),
            models.CheckConstraint(
                name="paper_not_replaced_by_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                violation_error_message=_("A paper is replaced by another one."),
            ),
            models.CheckConstraint(
                name="paper_choices_valid",
                condition=Q(
                    kind__in=PaperKind.values,
                    toolkit__in=Toolkit.values,
                    visibility__in=PaperVisibility.values,
                ),
                violation_error_message=_("Choose from the lists."),
            ),
            _known_together("paper_planned_known_unless_unknown", "planned"),
            _known_together("paper_published_known_unless_unknown", "published"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:paper", kwargs={"slug": self.slug})

    @property
    def planned(self) -> PartialDate:
        return PartialDate(self.planned_on, self.planned_precision)

    @planned.setter
    def planned(self, value: PartialDate) -> None:
        self.planned_on, self.planned_precision = value.on, value.precision

    @property
    def published(self) -> PartialDate:
        return PartialDate(self.published_on, self.published_precision)

    @published.setter
    def published(self, value: PartialDate) -> None:
        self.published_on, self.published_precision = value.on, value.precision


def _differs(*fields: str) -> pgtrigger.Q:
    changes = pgtrigger.Q()
    for name in fields:
        changes |= pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
    return changes


def _goes_back() -> pgtrigger.Q:
    """What was endorsed is only ever superseded, and what is over stays so."""
    moves = pgtrigger.Q()
    for state, following in AFTER.items():
        allowed = pgtrigger.Q(new__state__in=[state, *following])
        moves |= pgtrigger.Q(old__state=state) & ~allowed
    return moves


class PaperVersionQuerySet(models.QuerySet):
    def visible_to(self, user, now=None):
        """Endorsed ones as the paper is; drafts for comment and decision narrower.

        What lies before a meeting of an action group its members read. Under an
        embargo only the secretariat and the Chair reach a version.
        """
        known = Q(paper__visibility__in=rules.papers_known_to(user))
        if rules.may_read_paper_drafts(user):
            return self.filter(known)
        readable = Q(state=VersionState.ENDORSED)
        readable |= Q(state=VersionState.SUPERSEDED, was_endorsed=True)
        circulated = Q(state__in=rules.CIRCULATED_STATES)
        if rules.may_read_papers(user):
            # Those before a meeting of an own group are among them.
            return self.filter(known & (readable | circulated)).free(now)
        if RoundAudience.COUNTRIES in rules.rounds_for(user):
            audience = {"comment_rounds__audience": RoundAudience.COUNTRIES}
            asked = self.model.objects.filter(**audience)
            readable |= circulated & Q(pk__in=asked.values("pk"))
        return self.filter(known & readable | self._before_own_group(user)).free(now)

    def _before_own_group(self, user) -> Q:
        """What is out or in force and lies before a meeting of an own action group."""
        own = {"agenda_papers__item__meeting__group__in": own_groups(user)}
        placed = self.model.objects.filter(**own)
        return Q(
            pk__in=placed.values("pk"),
            state__in=(VersionState.ENDORSED, *rules.CIRCULATED_STATES),
            paper__visibility__in=rules.PAPERS_OF_GROUPS,
        )

    def free(self, now=None):
        """Those that no embargo holds back now."""
        is_over = Q(embargoed_until__lte=now or timezone.now())
        return self.filter(Q(embargoed_until__isnull=True) | is_over)

    def endorsed(self):
        return self.filter(state=VersionState.ENDORSED)


@pghistory.track()
class PaperVersion(Versioned):
    """One version of a paper in one language: a file, an address, or a text.

    The file and the address never change; the text only while it is a draft. A text
    beside a file is what the file says, so that versions can be compared.
    """

    paper = models.ForeignKey(
        Paper, models.PROTECT, related_name="versions", verbose_name=_("paper")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    title = models.CharField(
        _("title in this language"),
        max_length=300,
        blank=True,
        help_text=_("Only when it differs from the title of the paper."),
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=VersionState.choices,
        default=VersionState.DRAFT,
        editable=False,
    )
    purpose = models.CharField(
        _("circulated"), max_length=12, choices=PaperPurpose.choices, blank=True
    )
    file = models.ForeignKey(
        DocumentVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="paper_versions",
        verbose_name=_("file"),
    )
    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    sha256 = models.CharField(
        _("checksum (SHA-256)"), max_length=64, blank=True, editable=False
    )
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    change_note = models.TextField(_("what changed"), max_length=2000, blank=True)
    embargoed_until = models.DateTimeField(
        _("under embargo until"),
        null=True,
        blank=True,
        help_text=_("Until then only the secretariat and the Chair can open it."),
    )
    was_endorsed = models.BooleanField(_("was in force"), default=False, editable=False)
    endorsed_on = models.DateField(_("endorsed"), null=True, blank=True)
    endorsed_precision = _precision(_("how exactly the endorsement is known"))
    source_note = models.CharField(_("source"), max_length=500, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "-number", "language"]
        verbose_name = _("version of a paper")
        verbose_name_plural = _("versions of papers")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number", "language"],
                name="paper_version_number_unique",
                violation_error_message=_(
                    "There is a version with this number in this language already."
                ),
            ),
            models.UniqueConstraint(
                fields=["paper", "language"],
                condition=Q(state=VersionState.ENDORSED),
                name="paper_version_one_endorsed",
                violation_error_message=_(
                    "One version in each language is endorsed at a time."
                ),
            ),
            models.CheckConstraint(
                name="paper_version_one_content",
                condition=(Q(file__isnull=False) & Q(url=""))
                | (Q(file__isnull=True) & ~Q(url=""))
                | (Q(file__isnull=True, url="") & ~Q(text="")),
                violation_error_message=_(
                    "Give a file, or an address, or else the text."
                ),
            ),
            models.CheckConstraint(
                name="paper_version_file_with_checksum",
                condition=Q(file__isnull=True) | ~Q(sha256=""),
                violation_error_message=_("A file is kept with its checksum."),
            ),
            models.CheckConstraint(
                name="paper_version_numbers_from_one",
                condition=Q(number__gte=1) & (Q(pages__isnull=True) | Q(pages__gte=1)),
                violation_error_message=_("Versions and pages are counted from 1."),
            ),
            models.CheckConstraint(
                name="paper_version_state_valid",
                condition=Q(state__in=VersionState.values),
                violation_error_message=_("Choose from the lists."),
            ),
            models.CheckConstraint(
                name="paper_version_endorsed_is_marked",
                condition=(~Q(state=VersionState.ENDORSED) | Q(was_endorsed=True))
                & (Q(was_endorsed=False) | Q(state__in=WAS_IN_FORCE)),
                violation_error_message=_(
                    "Only a version that was endorsed is in force."
                ),
            ),
            _known_together("paper_version_endorsed_known_unless_unknown", "endorsed"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="paper_version_content_fixed",
                operation=pgtrigger.Update,
                condition=_differs(*CONTENT),
            ),
            pgtrigger.Protect(
                name="paper_version_text_fixed",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=VersionState.DRAFT) & _differs(*TEXT),
            ),
            pgtrigger.Protect(
                name="paper_version_goes_on",
                operation=pgtrigger.Update,
                condition=_goes_back(),
            ),
            pgtrigger.Protect(
                name="paper_version_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=VersionState.DRAFT),
            ),
        ]

    def __str__(self):
        return gettext("%(paper)s, version %(number)s (%(language)s)") % {
            "paper": self.title or self.paper,
            "number": self.number,
            "language": self.get_language_display(),
        }

    def get_absolute_url(self):
        keys = {"slug": self.paper.slug, "number": self.number}
        return reverse("meetings:paper-version", kwargs=keys | {"lang": self.language})

    @property
    def endorsed(self) -> PartialDate:
        return PartialDate(self.endorsed_on, self.endorsed_precision)

    @endorsed.setter
    def endorsed(self, value: PartialDate) -> None:
        self.endorsed_on, self.endorsed_precision = value.on, value.precision

    @property
    def is_text_only(self) -> bool:
        """Whether there is neither a file nor an address behind it."""
        return self.file_id is None and not self.url
