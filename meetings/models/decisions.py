"""What a meeting decided: each decision names what it is about, and acts on it."""

import re

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.partners.enums import GroupState
from alliance87.partners.models import ActionGroup, Partner
from meetings.enums import (
    AGENDA_IS_OUT,
    DecisionKind,
    DecisionMode,
    DecisionState,
    Office,
)
from meetings.models.agenda import AgendaItem
from meetings.models.decision_targets import TARGETS, target_constraints
from meetings.models.item_checks import (
    check_item,
    item_of_its_meeting,
    output_of_another_meeting,
)
from meetings.models.meeting import Meeting
from pathfinders.enums import Status
from pathfinders.models import Letter, Pathfinder

# The number, or the first letter, of the words of a title that carry its meaning.
INITIALS = re.compile(r"\b(\d+|[^\W\d_](?=\w{3,}))")
DECIDED = (DecisionState.ADOPTED, DecisionState.SUPERSEDED)
# Of such decisions a report has one: the others gave way to it.
ADOPTS = (DecisionState.PROPOSED, DecisionState.ADOPTED)
WITH_REASON = (DecisionState.DEFERRED, DecisionState.WITHDRAWN)
AT_WORK = (GroupState.ACTIVE, GroupState.RELAUNCHED)
# What a country is before the Group decides on its status.
STATUS_BEFORE = {
    DecisionKind.AWARD_STATUS: Status.ON_PATH,
    DecisionKind.HOLD_STATUS: Status.PATHFINDER,
    DecisionKind.REINSTATE_STATUS: Status.ON_HOLD,
}

# What an adopted decision says; it is corrected by another that supersedes it.
TEXT = (
    *("meeting", "item", "number", "kind", "text", "mode", "decided_on"),
    *("reservation", "from_item", *TARGETS),
)


def _text_changes() -> pgtrigger.Q:
    changes = pgtrigger.Q()
    for name in TEXT:
        changes |= pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
    return changes


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone reads what was decided and made public.

        The Group reads what is proposed once the agenda is out, a proposal in writing
        once it is decided; a country and a group what was decided about them.
        """
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_chair:
            return self
        decided = Q(state__in=DECIDED)
        readable = decided & Q(is_public=True)
        if scope.is_gcg:
            readable |= decided | Q(meeting__state__in=AGENDA_IS_OUT)
        readable |= decided & Q(pathfinder__country__in=scope.focal_point_of)
        readable |= decided & Q(group__in=scope.chairs_groups)
        return self.filter(readable)


@pghistory.track()
class Decision(Recorded, Versioned, Sourced):
    """A decision of the Group, from the proposal to what came of it.

    Without a meeting it was taken in writing. `continues` is the deferred decision
    that this one takes up again.
    """

    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("meeting"),
        help_text=_("Empty: decided in writing, between meetings."),
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("agenda item"),
    )
    from_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="taken_over_by",
        verbose_name=_("output it takes over"),
        help_text=_("The agenda item of an earlier meeting whose output it was."),
    )
    raised_by = models.ForeignKey(
        "meetings.Intervention",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("question it answers"),
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=DecisionKind.choices)
    text = models.TextField(_("text"), max_length=4000)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=DecisionState.choices,
        default=DecisionState.PROPOSED,
        editable=False,
    )
    mode = models.CharField(
        _("how it was decided"),
        max_length=17,
        choices=DecisionMode.choices,
        default=DecisionMode.CONSENSUS,
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    reservation = models.TextField(
        _("reservation"), blank=True, help_text=_("Who agreed with a reservation.")
    )
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    continues = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="continued_by",
        verbose_name=_("takes up again"),
    )
    is_public = models.BooleanField(
        _("public once adopted"),
        default=True,
        help_text=_("Otherwise only the Group and those it is about read it."),
    )
    report = models.ForeignKey(
        "meetings.MeetingReport",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("report"),
    )
    paper_version = models.ForeignKey(
        "meetings.PaperVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("version of a paper"),
    )
    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("country"),
    )
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("action group"),
    )
    seat = models.ForeignKey(
        "meetings.Seat",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("seat"),
    )
    office = models.CharField(
        _("office"), max_length=14, choices=Office.choices, blank=True
    )
    new_holder = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("new holder"),
    )
    effective_on = models.DateField(
        _("first day of the new holder"), null=True, blank=True
    )
    next_meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dated_by",
        verbose_name=_("next meeting"),
    )
    letter = models.ForeignKey(
        Letter,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="decisions",
        verbose_name=_("letter drafted by it"),
    )
    done_on = models.DateField(_("carried out on"), null=True, blank=True)
    done_note = models.TextField(_("what was done about it"), blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-meeting__on", "number", "-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            *target_constraints(),
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="decision_number_unique_per_meeting",
                condition=Q(meeting__isnull=False),
                violation_error_message=_(
                    "The meeting has a decision with this number."
                ),
            ),
            models.UniqueConstraint(
                fields=["number"],
                name="decision_number_unique_in_writing",
                condition=Q(meeting__isnull=True),
                violation_error_message=_(
                    "There is a decision in writing with this number."
                ),
            ),
            models.UniqueConstraint(
                fields=["report"],
                name="decision_one_at_a_time_adopts_a_report",
                condition=Q(report__isnull=False, state__in=ADOPTS),
                violation_error_message=_(
                    "Another decision adopts this report already: change that one, "
                    "or withdraw it."
                ),
            ),
            models.CheckConstraint(
                name="decision_without_meeting_exactly_in_writing",
                condition=Q(meeting__isnull=True, mode=DecisionMode.WRITTEN_PROCEDURE)
                | (Q(meeting__isnull=False) & ~Q(mode=DecisionMode.WRITTEN_PROCEDURE)),
                violation_error_message=_(
                    "A decision is taken at a meeting, or in writing without one."
                ),
            ),
            models.CheckConstraint(
                name="decision_item_with_meeting",
                condition=Q(item__isnull=True) | Q(meeting__isnull=False),
                violation_error_message=_("An agenda item belongs to a meeting."),
            ),
            models.CheckConstraint(
                name="decision_output_with_meeting",
                condition=Q(from_item__isnull=True) | Q(meeting__isnull=False),
                violation_error_message=_("An output is taken over by a meeting."),
            ),
            models.UniqueConstraint(
                fields=["from_item"],
                name="decision_output_taken_over_once",
                condition=~Q(state=DecisionState.WITHDRAWN),
                violation_error_message=_("This output is taken over already."),
            ),
            models.CheckConstraint(
                name="decision_adopted_on_a_day",
                condition=~Q(state__in=DECIDED) | Q(decided_on__isnull=False),
                violation_error_message=_("Give the day of the decision."),
            ),
            models.CheckConstraint(
                name="decision_superseded_by_another",
                condition=Q(state=DecisionState.SUPERSEDED, superseded_by__isnull=False)
                & ~Q(superseded_by=F("id"))
                | (~Q(state=DecisionState.SUPERSEDED) & Q(superseded_by__isnull=True)),
                violation_error_message=_(
                    "A superseded decision, and no other, names the one that "
                    "replaces it."
                ),
            ),
            models.CheckConstraint(
                name="decision_deferred_or_withdrawn_with_reason",
                condition=~Q(state__in=WITH_REASON) | ~Q(state_reason=""),
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                name="decision_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Write what is decided."),
            ),
            models.CheckConstraint(
                name="decision_does_not_continue_itself",
                condition=Q(continues__isnull=True) | ~Q(continues=F("id")),
            ),
        ]
        triggers = [
            item_of_its_meeting(),
            output_of_another_meeting(),
            pgtrigger.Protect(
                name="decided_text_locked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=DECIDED) & _text_changes(),
            ),
            pgtrigger.Protect(
                name="decision_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=DecisionState.PROPOSED),
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.get_kind_display()}"

    def clean(self):
        super().clean()
        check_item(self)

    def get_absolute_url(self):
        return reverse("meetings:decision", kwargs={"pk": self.pk})

    @property
    def reference(self) -> str:
        """How papers name it: “GCG5/D3”; “WP/D1” when it was taken in writing."""
        return f"{reference_of(self.meeting)}/D{self.number}"

    @property
    def is_example(self) -> bool:
        return bool(self.meeting and self.meeting.is_example)

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED

    @property
    def is_proposed(self) -> bool:
        return self.state == DecisionState.PROPOSED


def reference_of(meeting: Meeting | None) -> str:
    """Return how references to a meeting begin: “GCG5”; “WP” for none.

    One without a number or a reference of its own gives the initials of its title:
    “2GWSCAG” for the 2nd Global Workshop of the Supply Chains Action Group.
    """
    if meeting is None:
        return "WP"
    if meeting.short_name != meeting.title:
        return meeting.short_name.replace(" ", "")
    words = INITIALS.findall(meeting.title)
    return "".join(word.upper() for word in words) or "M"
