import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import Recorded, Versioned
from pathfinders.enums import LetterKind, LetterState
from pathfinders.models.pathfinder import Pathfinder

TEXT = (
    *("pathfinder", "kind", "number", "dated_on", "language", "recipient"),
    *("recipient_post", "signatory", "signatory_post", "body"),
)


def _text_changes() -> pgtrigger.Q:
    changes = pgtrigger.Q()
    for name in TEXT:
        changes |= pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
    return changes


def _issued_changes() -> pgtrigger.Q:
    """A signed text stays, also in the move that sends it or takes it back.

    Its scan leaves only when it is taken back; of a sent letter nothing changes.
    """
    signed = pgtrigger.Q(old__state=LetterState.SIGNED)
    scan = pgtrigger.Q(old__signed_scan__df=pgtrigger.F("new__signed_scan"))
    taken_back = pgtrigger.Q(new__state=LetterState.DRAFT)
    return (
        (signed & _text_changes())
        | (signed & scan & ~taken_back)
        | pgtrigger.Q(old__state=LetterState.SENT)
    )


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_chair:
            return self.all()
        return self.filter(
            state=LetterState.SENT, pathfinder__country__in=scope.focal_point_of
        )


@pghistory.track()
class Letter(Recorded, Versioned):
    """A letter of the Chair to a minister; once signed, its text is fixed."""

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="letters", verbose_name=_("country")
    )
    kind = models.CharField(_("letter"), max_length=16, choices=LetterKind.choices)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=LetterState.choices,
        default=LetterState.DRAFT,
        editable=False,
    )
    number = models.CharField(_("number"), max_length=40)
    dated_on = models.DateField(_("date of the letter"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    recipient = models.CharField(_("recipient"), max_length=200)
    recipient_post = models.CharField(
        _("post of the recipient"), max_length=300, blank=True
    )
    signatory = models.CharField(_("signatory"), max_length=200, blank=True)
    signatory_post = models.CharField(
        _("post of the signatory"), max_length=200, blank=True
    )
    body = models.TextField(_("text"), max_length=6000)
    signed_scan = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("signed scan"),
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pathfinder", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="letter_number_unique",
                violation_error_message=_("Another letter has this number."),
            ),
            models.CheckConstraint(
                name="letter_sent_has_date_signatory_and_scan",
                condition=~Q(state=LetterState.SENT)
                | (
                    Q(sent_on__isnull=False, dated_on__isnull=False)
                    & Q(signed_scan__isnull=False)
                    & ~Q(signatory="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="letter_text_locked",
                operation=pgtrigger.Update,
                condition=_issued_changes(),
            ),
            pgtrigger.Protect(
                name="letter_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=LetterState.DRAFT),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self):
        return reverse(
            "pathfinders:letter",
            kwargs={"iso3": self.pathfinder.country.slug, "pk": self.pk},
        )

    @property
    def is_sent(self) -> bool:
        return self.state == LetterState.SENT
