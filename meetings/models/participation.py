"""Who is invited to a meeting, what they answered, and who came."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import Country
from alliance87.core.models.base import Recorded, Versioned
from alliance87.partners.models import Partner, Person
from meetings.enums import Attendance, Capacity, Response, TakesPart
from meetings.models.freezing import REPORT_OF_ITS_MEETING, frozen_with_report
from meetings.models.governance import SeatTerm
from meetings.models.meeting import Meeting

# How the keys of mails to participants begin, and of reminders with a personal link.
PREFIX = "participation"
REMINDED = "participation-reminded"
FOR_A_COUNTRY = (Capacity.PATHFINDER, Capacity.CANDIDATE)
# What the annex of the report prints, and by what it knows whom to print.
PRINTED = (
    *("meeting_id", "honorific", "name", "affiliation", "capacity", "position"),
    *("response", "response_mode", "attended"),
)


@pghistory.track(exclude=["token_hash"])
class Participation(Recorded, Versioned):
    """One person at one meeting: invited, answering, present.

    Name and affiliation are kept as they are printed, beside the links to the
    directory. The person needs no account: a personal link carries the answer, and
    only its SHA-256 is stored. `sends_…` is what was typed of who comes instead, whose
    own row (`delegate_of`) may read otherwise.
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
    honorific = models.CharField(
        _("form of address"),
        max_length=20,
        blank=True,
        help_text=_("As printed before the name: Ms, Mr, Dr, H.E."),
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
    sends_name = models.CharField(_("sends"), max_length=200, blank=True)
    sends_affiliation = models.CharField(
        _("organization of who is sent"), max_length=200, blank=True
    )
    sends_email = models.EmailField(_("e-mail address of who is sent"), blank=True)
    is_copy = models.BooleanField(
        _("in copy"),
        default=False,
        help_text=_("Gets the mails for information and is not asked to answer."),
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
    # The SEQUENCE of the meeting that the last mail to the person told of.
    mailed_sequence = models.PositiveIntegerField(null=True, editable=False)
    # Who was named by a personal link enters the directory only when invited.
    typed_email = models.EmailField(blank=True, editable=False)
    link_number = models.PositiveSmallIntegerField(default=0, editable=False)
    # How often the personal link in force was answered by.
    answers_by_link = models.PositiveSmallIntegerField(default=0, editable=False)
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
            models.CheckConstraint(
                name="participation_in_copy_answers_nothing",
                condition=Q(is_copy=False) | Q(response=Response.NOT_INVITED),
                violation_error_message=_(
                    "Somebody who was asked for an answer is not in copy."
                ),
            ),
            models.CheckConstraint(
                name="participation_sends_only_when_it_says_so",
                condition=Q(response=Response.DELEGATED)
                | Q(sends_name="", sends_affiliation="", sends_email=""),
                violation_error_message=_(
                    "Somebody else is named only where somebody else comes."
                ),
            ),
        ]
        triggers = [frozen_with_report(REPORT_OF_ITS_MEETING, printed=PRINTED)]

    def __str__(self):
        return self.name

    @property
    def printed_name(self) -> str:
        """With the form of address, unless the name was written with it."""
        if self.honorific and not self.name.startswith(f"{self.honorific} "):
            return f"{self.honorific} {self.name}"
        return self.name

    @property
    def mail_cause(self) -> str:
        """How the keys of mails begin that are about this participation only."""
        return f"{PREFIX}:{self.pk}"

    @property
    def reminder_cause(self) -> str:
        """How the keys of reminders begin that bring the personal link in force."""
        return f"{REMINDED}:{self.pk}:{self.link_number}"

    @property
    def answer_in_words(self) -> str:
        """The answer; who is in copy is not asked for one."""
        return _now("In copy") if self.is_copy else self.get_response_display()

    @property
    def printed_affiliation(self) -> str:
        """As the annex prints it: the Chair’s affiliation is the office."""
        if self.capacity == Capacity.CHAIR:
            return str(Capacity.CHAIR.label)
        return self.affiliation
