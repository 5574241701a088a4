"""Action groups: who is in one, who chairs it, and how its state changed."""

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.core.models.periods import no_overlap
from alliance87.partners.enums import GroupKind, GroupRoleKind, GroupState
from alliance87.partners.models.directory import Partner, Person

APPEND_ONLY = pgtrigger.Protect(
    name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
)
TWO_CHAIRS = _("A group has one chair or two co-chairs, not a third.")
LONG_SLUG = 80
TAKEN = _("Another group has this short name in its address. Choose another one.")
# Pages beside those of the groups.
PAGES = ("add", "needs")


@pghistory.track()
class ActionGroup(Versioned, Sourced):
    """A group of partners that works on one theme across countries.

    `lead` is what sources say; who chairs it on a day stands in its roles.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    slug = models.SlugField(
        _("name in the address"), max_length=LONG_SLUG, unique=True, blank=True
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=GroupKind.choices,
        default=GroupKind.ACTION_GROUP,
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=GroupState.choices,
        default=GroupState.PROPOSED,
        editable=False,
    )
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    founded_precision = models.CharField(
        _("how exactly it is known"),
        max_length=8,
        choices=Precision.choices,
        default=Precision.UNKNOWN,
    )
    lead = models.CharField(_("lead"), max_length=200, blank=True)
    summary = models.TextField(_("what it does"), blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    channel_url = models.URLField(
        _("where the group talks"),
        blank=True,
        help_text=_("Shown to the group’s chairs and the secretariat only."),
    )
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("action group")
        verbose_name_plural = _("action groups")
        constraints = [
            models.CheckConstraint(
                name="group_founded_known_unless_unknown",
                condition=Q(
                    founded_precision=Precision.UNKNOWN, founded_on__isnull=True
                )
                | (
                    ~Q(founded_precision=Precision.UNKNOWN)
                    & Q(founded_on__isnull=False)
                ),
                violation_error_message=_("Give a date, or say that it is not known."),
            ),
            models.CheckConstraint(
                name="group_not_part_of_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A group is not part of itself."),
            ),
            models.CheckConstraint(
                name="group_has_slug",
                condition=~Q(slug=""),
                violation_error_message=_("Give a name for the address."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse here what the page of another group, or of all, has as address."""
        super().clean()
        self._name_address()
        others = ActionGroup.objects.exclude(pk=self.pk)
        if not self.slug:
            words = _("Give a short name in Latin letters: it stands in the address.")
            raise ValidationError({"short_name": words})
        if self.slug in PAGES or others.filter(slug=self.slug).exists():
            self.slug = ""  # is made anew from the name that is chosen next
            raise ValidationError({"short_name": TAKEN})

    def save(self, *args, **kwargs):
        self._name_address()
        super().save(*args, **kwargs)

    def _name_address(self) -> None:
        if not self.slug:
            self.slug = slugify(self.short_name or self.name)[:LONG_SLUG]

    def get_absolute_url(self):
        return reverse("partners:group", kwargs={"slug": self.slug})

    @property
    def founded(self) -> PartialDate:
        return PartialDate(self.founded_on, self.founded_precision)

    @founded.setter
    def founded(self, value: PartialDate) -> None:
        self.founded_on, self.founded_precision = value.on, value.precision


class GroupStateChange(models.Model):
    """One change of state, which `ActionGroup.state` follows. Append-only."""

    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        related_name="state_changes",
        verbose_name=_("action group"),
    )
    was = models.CharField(
        _("from"), max_length=12, choices=GroupState.choices, blank=True
    )
    now = models.CharField(_("to"), max_length=12, choices=GroupState.choices)
    on = models.DateField(_("date"), null=True)
    precision = models.CharField(
        _("how exactly it is known"), max_length=8, choices=Precision.choices
    )
    reason = models.TextField(_("reason"), blank=True)
    decision_reference = models.CharField(_("decision"), max_length=300, blank=True)
    final_report = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("final report"),
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        ordering = ["group", "pk"]
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                name="group_change_date_known_unless_unknown",
                condition=Q(precision=Precision.UNKNOWN, on__isnull=True)
                | (~Q(precision=Precision.UNKNOWN) & Q(on__isnull=False)),
                violation_error_message=_("Give a date, or say that it is not known."),
            ),
            models.CheckConstraint(
                name="group_closed_by_decision",
                condition=~Q(now=GroupState.CLOSED) | ~Q(decision_reference=""),
                violation_error_message=_(
                    "A group is closed by a decision of the Global Coordinating "
                    "Group: give its reference."
                ),
            ),
            models.CheckConstraint(
                name="group_closed_with_reason_or_report",
                condition=~Q(now=GroupState.CLOSED)
                | ~Q(reason="")
                | Q(final_report__isnull=False),
                violation_error_message=_(
                    "Give the reason for closing the group, or its final report."
                ),
            ),
            models.CheckConstraint(
                name="group_change_moves", condition=~Q(was=F("now"))
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.get_now_display()}"

    @property
    def when(self) -> PartialDate:
        return PartialDate(self.on, self.precision)


class HeldQuerySet(models.QuerySet):
    """Rows with a period whose last date is the first day not covered."""

    starts, end = "starts_on", "ends_on"

    def on(self, day=None):
        """Rows that cover a day (default today); an unknown start has begun."""
        day = day or timezone.localdate()
        return self.filter(
            Q(**{f"{self.starts}__isnull": True}) | Q(**{f"{self.starts}__lte": day}),
            Q(**{f"{self.end}__isnull": True}) | Q(**{f"{self.end}__gt": day}),
        )

    def within(self, first, end):
        """Rows that share a day with [first, end); None is open."""
        rows = self
        if end is not None:
            rows = rows.filter(
                Q(**{f"{self.starts}__isnull": True}) | Q(**{f"{self.starts}__lt": end})
            )
        if first is not None:
            rows = rows.filter(
                Q(**{f"{self.end}__isnull": True}) | Q(**{f"{self.end}__gt": first})
            )
        return rows


class MemberQuerySet(HeldQuerySet):
    starts, end = "joined_on", "left_on"


@pghistory.track()
class GroupRole(Recorded, Sourced):
    """Who chairs a group, keeps its papers or steers it, from a day to another.

    `ends_on` is the first day on which it is not held: the day of a handover has one
    holder. `slot` is the place of a chair, one of two, so that the database refuses a
    third; the verbs give it.
    """

    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        related_name="roles",
        verbose_name=_("action group"),
    )
    role = models.CharField(_("role"), max_length=16, choices=GroupRoleKind.choices)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="group_roles",
        verbose_name=_("organization"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="group_roles",
        verbose_name=_("person"),
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The first day on which the role is not held any more."),
    )
    slot = models.PositiveSmallIntegerField(_("place"), null=True, editable=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["group", "role", F("starts_on").asc(nulls_first=True), "pk"]
        verbose_name = _("role in a group")
        verbose_name_plural = _("roles in groups")
        constraints = [
            models.CheckConstraint(
                name="group_role_ends_after_start",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("A role ends after it starts."),
            ),
            models.CheckConstraint(
                name="group_role_slot_exactly_for_chairs",
                condition=Q(
                    role=GroupRoleKind.CHAIR, slot__isnull=False, slot__in=(1, 2)
                )
                | (~Q(role=GroupRoleKind.CHAIR) & Q(slot__isnull=True)),
                violation_error_message=TWO_CHAIRS,
            ),
            no_overlap(
                "group_role_two_chairs_at_most",
                "group",
                "slot",
                condition=Q(role=GroupRoleKind.CHAIR),
                deferrable=Deferrable.IMMEDIATE,
                message=TWO_CHAIRS,
            ),
            *(
                no_overlap(
                    f"group_role_{kind}_once_at_a_time",
                    *("group", "partner"),
                    condition=Q(role=kind),
                    message=_("This organization holds this role on these days."),
                )
                for kind in GroupRoleKind.values
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.partner} ({self.get_role_display()})"


@pghistory.track()
class GroupMembership(Recorded):
    """A partner in a group; its experts are its contacts."""

    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("action group"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="group_memberships",
        verbose_name=_("partner"),
    )
    contact = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="group_memberships",
        verbose_name=_("contact"),
    )
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(
        _("left"),
        null=True,
        blank=True,
        help_text=_("The first day on which it is not a member any more."),
    )

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["group", "partner__name", "pk"]
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        constraints = [
            models.CheckConstraint(
                name="group_membership_left_after_joining",
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gt=F("joined_on")),
                violation_error_message=_("A member leaves after it joined."),
            ),
            no_overlap(
                "group_membership_once_at_a_time",
                *("group", "partner"),
                fields=("joined_on", "left_on"),
                message=_("This partner is a member of the group on these days."),
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.partner}"
