"""Events around the Alliance, who speaks there, and secret calendar addresses."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast, NullIf
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadlines import validate_time_zone, write_span
from alliance87.core.enums import Precision
from alliance87.core.models import Country
from alliance87.core.models.base import (
    Dated,
    Recorded,
    Sourced,
    Versioned,
    dated_constraints,
)
from alliance87.partners.models import ActionGroup, Partner
from meetings import rules
from meetings.enums import EventKind, EventLanguage, EventState
from meetings.models.own_groups import own_groups

DATED_STATES = (EventState.CONFIRMED, EventState.HELD)


class LocalDay(Func):
    """The calendar day of an instant in the zone that stands beside it, if any."""

    function = "TIMEZONE"
    template = "(%(function)s(%(expressions)s))::date"
    output_field = models.DateField()

    def __init__(self, zone: str, instant: str):
        super().__init__(
            NullIf(Cast(F(zone), models.TextField()), Value("")),
            Cast(F(instant), models.DateTimeField()),
        )


class EventSeriesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A series is known with its events; one without any is known to all."""
        if rules.may_read_papers(user):
            return self
        held = Event.objects.filter(series=OuterRef("pk"))
        return self.filter(~Exists(held) | Exists(held.visible_to(user)))


@pghistory.track()
class EventSeries(Recorded, Versioned):
    """Events that belong together: a series of webinars, a yearly forum."""

    title = models.CharField(_("title"), max_length=200, unique=True)
    slug = models.SlugField(_("word in the address"), max_length=80, unique=True)
    description = models.TextField(_("description"), blank=True)
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="event_series",
        verbose_name=_("group"),
    )

    objects = EventSeriesQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:event-series", kwargs={"slug": self.slug})


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public events are everybody's; others the GCG's and their own group's."""
        if rules.may_read_papers(user):
            return self
        return self.filter(Q(is_public=True) | Q(group__in=own_groups(user)))


@pghistory.track()
class Event(Recorded, Versioned, Dated, Sourced):
    """A webinar, a side event, a conference: announced, held, remembered.

    The date is known as its source gives it; once the hours are fixed, `on` and
    `until` are their days in the zone of the event.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=EventKind.choices)
    title = models.CharField(_("title"), max_length=300)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=EventState.choices,
        default=EventState.TENTATIVE,
        editable=False,
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=50, blank=True, validators=[validate_time_zone]
    )
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alliance_events",
        verbose_name=_("country"),
    )
    online_url = models.URLField(
        _("address to take part online"),
        max_length=500,
        blank=True,
        help_text=_("Never shown in public; only who may come sees it."),
    )
    registration_url = models.URLField(
        _("address of the registration"), max_length=500, blank=True
    )
    recording_url = models.URLField(
        _("address of the recording"), max_length=500, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=5, choices=EventLanguage.choices),
        verbose_name=_("languages"),
        blank=True,
        default=list,
    )
    audience = models.CharField(_("for whom"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    key_questions = models.TextField(
        _("key questions"), blank=True, help_text=_("One question a line.")
    )
    hosts = models.ManyToManyField(
        Partner, blank=True, related_name="hosted_events", verbose_name=_("hosts")
    )
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alliance_events",
        verbose_name=_("group"),
    )
    series = models.ForeignKey(
        EventSeries,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alliance_events",
        verbose_name=_("series"),
    )
    expected_min = models.PositiveIntegerField(
        _("expected, at least"), null=True, blank=True
    )
    expected_max = models.PositiveIntegerField(
        _("expected, at most"), null=True, blank=True
    )
    attended = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    is_public = models.BooleanField(_("shown in public"), default=True)
    papers = models.ManyToManyField(
        "meetings.Paper",
        blank=True,
        related_name="alliance_events",
        verbose_name=_("papers"),
    )
    ics_sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *dated_constraints("event"),
            models.CheckConstraint(
                name="event_kind_valid",
                condition=Q(kind__in=EventKind.values),
                violation_error_message=_("Choose what kind of event it is."),
            ),
            models.CheckConstraint(
                name="event_state_valid",
                condition=Q(state__in=EventState.values),
                violation_error_message=_("This is not a state of an event."),
            ),
            models.CheckConstraint(
                name="event_languages_valid",
                condition=Q(languages__contained_by=EventLanguage.values),
                violation_error_message=_("Choose languages from the list."),
            ),
            models.CheckConstraint(
                name="event_dated_once_confirmed",
                condition=~Q(state__in=DATED_STATES) | Q(on__isnull=False),
                violation_error_message=_("A confirmed event has a date."),
            ),
            models.CheckConstraint(
                name="event_hours_complete",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True, time_zone="")
                | (Q(starts_at__isnull=False) & ~Q(time_zone="")),
                violation_error_message=_(
                    "Hours have a beginning and a time zone: give both or neither."
                ),
            ),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The event ends after it starts."),
            ),
            models.CheckConstraint(
                name="event_day_is_that_of_hours",
                condition=Q(starts_at__isnull=True)
                | Q(
                    precision=Precision.DAY,
                    on=LocalDay("time_zone", "starts_at"),
                ),
                violation_error_message=_(
                    "The date is the day of the first hour in its time zone."
                ),
            ),
            models.CheckConstraint(
                name="event_expected_min_below_max",
                condition=Q(expected_min__isnull=True)
                | Q(expected_max__isnull=True)
                | Q(expected_min__lte=F("expected_max")),
                violation_error_message=_(
                    "The lower number of expected people is not above the higher."
                ),
            ),
            models.CheckConstraint(
                name="event_attended_only_when_held",
                condition=Q(attended__isnull=True) | Q(state=EventState.HELD),
                violation_error_message=_(
                    "How many came is known once the event was held."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:event", kwargs={"pk": self.pk})

    @property
    def when_words(self) -> str:
        """Its hours with place and UTC, else the date as exactly as it is known."""
        if self.starts_at:
            return write_span(self.starts_at, self.ends_at, self.time_zone)
        return str(self.when)

    @property
    def place(self) -> str:
        """Where it is, as printed; “Online” when it is nowhere else."""
        country = self.country.name if self.country_id else ""
        parts = [part for part in (self.venue, self.city, country) if part]
        is_online = self.online_url or self.kind == EventKind.WEBINAR
        return ", ".join(parts) or (gettext("Online") if is_online else "")

    @property
    def question_list(self) -> list[str]:
        lines = self.key_questions.splitlines()
        return [line.strip() for line in lines if line.strip()]


@pghistory.track()
class EventSpeaker(models.Model):
    """Somebody on the programme; a place may be announced before a name is known.

    “Representative of a Latin American country (to be confirmed)” is a valid speaker.
    """

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="speakers", verbose_name=_("event")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    name = models.CharField(_("name"), max_length=200, blank=True)
    affiliation = models.CharField(
        _("organization, as printed"), max_length=200, blank=True
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="event_speakers",
        verbose_name=_("partner"),
    )
    role = models.CharField(
        _("part"),
        max_length=100,
        blank=True,
        help_text=_("For example moderator, opening remarks, panel."),
    )
    is_confirmed = models.BooleanField(_("confirmed"), default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.CheckConstraint(
                name="event_speaker_is_somebody",
                condition=~Q(name="", affiliation="") | Q(partner__isnull=False),
                violation_error_message=_(
                    "Name the speaker, the organization or the partner."
                ),
            ),
        ]

    def __str__(self):
        return self.name or self.organization

    @property
    def organization(self) -> str:
        """The body as printed, else as the directory has it."""
        return self.affiliation or (str(self.partner) if self.partner_id else "")


class CalendarFeed(models.Model):
    """The secret address of one person's calendar; only its digest is kept.

    A new address ends the old one: at most one is open per person.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_feeds",
        verbose_name=_("person"),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_feed_one_open_per_person",
                violation_error_message=_("A person has one calendar address."),
            ),
            models.CheckConstraint(
                name="calendar_feed_hash_is_sha256",
                condition=Q(token_hash__regex="^[0-9a-f]{64}$"),
                violation_error_message=_("Only the digest of the address is kept."),
            ),
            models.CheckConstraint(
                name="calendar_feed_ends_after_created",
                condition=Q(revoked_at__isnull=True)
                | Q(revoked_at__gte=F("created_at")),
                violation_error_message=_("An address ends after it was made."),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self._meta.verbose_name}"
