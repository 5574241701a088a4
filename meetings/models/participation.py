"""Who is invited to a meeting, what they answered, and who came."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import Country
from alliance87.core.models.base import Recorded, Versioned
from alliance87.partners.models import Partner, Person
from meetings.enums import Attendance, Capacity, Response, TakesPart
from meetings.models.governance import SeatTerm
from meetings.models.meeting import Meeting

FOR_A_COUNTRY = (Capacity.PATHFINDER, Capacity.CANDIDATE)


@pghistory.track(exclude=["token_hash"])
class Participation(Recorded, Versioned):
    """One person at one meeting: invited, answering, present.

    Name and affiliation are kept as they are printed, beside the links to the
    directory. The person needs no account: a personal link carries the answer, and
    only its SHA-256 is stored.
    """

    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="participations",
        verbose_name=_("meeting"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name as printed"), max_length=200)
    affiliation = models.CharField(
        _("affiliation as printed"), max_length=200, blank=True
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("organization"),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("country"),
    )
    capacity = models.CharField(
        _("as"),
        max_length=20,
        choices=Capacity.choices,
        blank=True,
        help_text=_("Empty where a source does not say."),
    )
    seat_term = models.ForeignKey(
        SeatTerm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("seat"),
    )
    delegate_of = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegate",
        verbose_name=_("comes for"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    response = models.CharField(
        _("answer"),
        max_length=12,
        choices=Response.choices,
        default=Response.NOT_INVITED,
    )
    response_mode = models.CharField(
        _("takes part"), max_length=10, choices=TakesPart.choices, blank=True
    )
    response_note = models.CharField(_("message"), max_length=500, blank=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    responded_at = models.DateTimeField(_("answered"), null=True, blank=True)
    responded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    attended = models.CharField(
        _("took part"), max_length=10, choices=Attendance.choices, blank=True
    )
    link_number = models.PositiveSmallIntegerField(default=0, editable=False)
    token_hash = models.CharField(
        max_length=64, null=True, blank=True, unique=True, editable=False
    )

    class Meta:
        ordering = ["meeting", "position", "name", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="participation_once_per_person_and_meeting",
                violation_error_message=_("This person is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                name="participation_one_chair_per_meeting",
                condition=Q(capacity=Capacity.CHAIR),
                violation_error_message=_("The meeting has a chair already."),
            ),
            models.CheckConstraint(
                name="participation_yes_says_how",
                condition=~Q(response=Response.YES) | ~Q(response_mode=""),
                violation_error_message=_(
                    "Say whether the person comes or takes part remotely."
                ),
            ),
            models.CheckConstraint(
                name="participation_for_a_country_names_it",
                condition=~Q(capacity__in=FOR_A_COUNTRY) | Q(country__isnull=False),
                violation_error_message=_(
                    "Name the country of a pathfinder or candidate country."
                ),
            ),
            models.CheckConstraint(
                name="participation_not_its_own_delegate",
                condition=Q(delegate_of__isnull=True) | ~Q(delegate_of=F("id")),
                violation_error_message=_("Nobody is their own delegate."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def printed_affiliation(self) -> str:
        """As the annex prints it: the Chair’s affiliation is the office."""
        if self.capacity == Capacity.CHAIR:
            return str(Capacity.CHAIR.label)
        return self.affiliation
