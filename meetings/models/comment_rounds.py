"""Comments asked for on a paper or a report, and the questions often asked."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.partners.models import Partner, Person
from meetings import rules
from meetings.enums import Disposition, RoundAudience
from meetings.models.papers import PaperVersion
from meetings.models.reports import MeetingReport

REFUSALS = (Disposition.PARTLY, Disposition.NOT_ACCEPTED)


class CommentRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rounds a person was asked in, of versions and reports they may read."""
        known = self
        if not rules.may_read_paper_drafts(user):
            asked = rules.rounds_for(user)
            known = self.filter(audience__in=asked, opens_at__lte=timezone.now())
        return known.filter(
            Q(version__in=PaperVersion.objects.visible_to(user))
            | Q(report__in=MeetingReport.objects.visible_to(user))
        )

    def open_on(self, moment):
        """Those in which comments are taken at this moment."""
        return self.filter(
            opens_at__lte=moment, closes_at__gt=moment, closed_at__isnull=True
        )


@pghistory.track()
class CommentRound(Recorded):
    """A time in which comments are taken on a version of a paper or on a report.

    Who says nothing agrees only where the round says so from the start.
    """

    version = models.ForeignKey(
        PaperVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comment_rounds",
        verbose_name=_("version of a paper"),
    )
    report = models.ForeignKey(
        MeetingReport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comment_rounds",
        verbose_name=_("report of a meeting"),
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(_("time zone"), max_length=40)
    audience = models.CharField(
        _("who is asked"), max_length=12, choices=RoundAudience.choices
    )
    silence_is_consent = models.BooleanField(
        _("who says nothing agrees"),
        default=False,
        help_text=_("Said in the invitation to comment, or it does not count."),
    )
    instructions = models.TextField(_("instructions"), max_length=4000, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )
    answered_at = models.DateTimeField(_("answers shared"), null=True, editable=False)

    objects = CommentRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        verbose_name = _("comment round")
        verbose_name_plural = _("comment rounds")
        constraints = [
            models.CheckConstraint(
                name="comment_round_on_one_thing",
                condition=Q(version__isnull=False, report__isnull=True)
                | Q(version__isnull=True, report__isnull=False),
                violation_error_message=_(
                    "Comments are taken on a version of a paper or on a report."
                ),
            ),
            models.CheckConstraint(
                name="comment_round_closes_after_opening",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("The round closes after it opens."),
            ),
            models.CheckConstraint(
                name="comment_round_has_a_time_zone",
                condition=~Q(time_zone=""),
                violation_error_message=_("Say in which time zone it closes."),
            ),
            models.CheckConstraint(
                name="comment_round_audience_valid",
                condition=Q(audience__in=RoundAudience.values),
                violation_error_message=_("Choose from the lists."),
            ),
            models.CheckConstraint(
                name="comment_round_answers_shared_when_closed",
                condition=Q(answered_at__isnull=True) | Q(closed_at__isnull=False),
                violation_error_message=_(
                    "The answers are shared after the round is closed."
                ),
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(closed_at__isnull=True),
                name="comment_round_one_per_version",
                violation_error_message=_("A round is open on this version already."),
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(closed_at__isnull=True),
                name="comment_round_one_per_report",
                violation_error_message=_("A round is open on this report already."),
            ),
        ]

    def __str__(self):
        return gettext("Comments on %(subject)s") % {"subject": self.subject}

    def get_absolute_url(self):
        return reverse("meetings:comment-round", kwargs={"pk": self.pk})

    @property
    def subject(self):
        """What the comments are about: the version of a paper, or the report."""
        return self.version or self.report

    @property
    def is_open(self) -> bool:
        return not self.is_over and self.opens_at <= timezone.now()

    @property
    def ends_at(self):
        """The hour that was announced, or when it was closed before that."""
        return min(self.closes_at, self.closed_at or self.closes_at)

    @property
    def is_over(self) -> bool:
        """Whether its time is past or it was closed before."""
        return self.closed_at is not None or self.closes_at <= timezone.now()


@pghistory.track()
class Comment(Recorded, Versioned):
    """What somebody says in a round, and what was done with it.

    `created_by` typed it; `partner` is who speaks, `person` the one who said it.
    """

    round = models.ForeignKey(
        CommentRound,
        models.PROTECT,
        related_name="comments",
        verbose_name=_("comment round"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("for the partner"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("person"),
    )
    position = models.PositiveSmallIntegerField(_("number"))
    section = models.CharField(
        _("part of the text"),
        max_length=200,
        blank=True,
        help_text=_("The heading, the page or the paragraph."),
    )
    text = models.TextField(_("comment"), max_length=8000)
    disposition = models.CharField(
        _("what was done"),
        max_length=16,
        choices=Disposition.choices,
        default=Disposition.OPEN,
    )
    response = models.TextField(_("answer"), max_length=4000, blank=True)

    class Meta:
        ordering = ["round", "position"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "position"], name="comment_number_unique"
            ),
            models.CheckConstraint(
                name="comment_disposition_valid",
                condition=Q(disposition__in=Disposition.values),
                violation_error_message=_("Choose from the lists."),
            ),
            models.CheckConstraint(
                name="comment_refusal_has_an_answer",
                condition=~Q(disposition__in=REFUSALS) | ~Q(response=""),
                violation_error_message=_(
                    "Say why a comment is not accepted, or not all of it."
                ),
            ),
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Write the comment."),
            ),
        ]

    def __str__(self):
        return self.text[:80]


class FrequentQuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if rules.may_edit_papers(user) else self.filter(is_public=True)


@pghistory.track()
class FrequentQuestion(Recorded, Versioned, Sourced):
    """A question that is asked often, with its answer (Markdown)."""

    topic = models.CharField(_("topic"), max_length=100, blank=True)
    question = models.CharField(_("question"), max_length=400)
    answer = models.TextField(_("answer"), max_length=8000)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=1)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    original = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    is_public = models.BooleanField(_("everyone may read it"), default=False)
    is_example = models.BooleanField(_("example"), default=False)

    objects = FrequentQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")
        constraints = [
            models.UniqueConstraint(
                fields=["original", "language"],
                name="question_one_translation_per_language",
                violation_error_message=_(
                    "This question is translated into this language already."
                ),
            ),
            models.CheckConstraint(
                name="question_not_translated_from_itself",
                condition=Q(original__isnull=True) | ~Q(original=F("pk")),
                violation_error_message=_("A question is not its own translation."),
            ),
            models.CheckConstraint(
                name="question_has_an_answer",
                condition=~Q(question="") & ~Q(answer=""),
                violation_error_message=_("Write the question and the answer."),
            ),
        ]

    def __str__(self):
        return self.question
