"""The form of a missed milestone: what, why, for how long, its proof, what is done."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Audience
from alliance87.core.forms import DayInput, UploadField, VersionedModelForm
from alliance87.core.models import Document
from monitoring.enums import MissedCause
from monitoring.forms.values import UNDETERMINED
from monitoring.models import MissedMilestone
from pathfinders.selectors.progress import ActionProgress

TITLE_LENGTH = MissedMilestone._meta.get_field("title").max_length
# Whoever may write the report can read these; the Group cannot read the last.
AUDIENCES = (Audience.GCG, Audience.PUBLIC, Audience.COUNTRY)
TO_COME = _("This day is still to come.")


class ProofField(forms.ModelChoiceField):
    """A document of the country; one that the person may not read keeps its title."""

    readable: frozenset[int] = frozenset()

    def label_from_instance(self, obj):
        if obj.pk in self.readable:
            return str(obj)
        return str(_("The document on file, which you cannot open"))


class MissedForm(VersionedModelForm):
    """`actions` are those of the published roadmap, the overdue ones first.

    An action that is chosen gives its title and its last day where these stay empty,
    so that the page works without a script.
    """

    one_is_needed = ("title",)
    typed = ("title", "reasons", "locator", "remedy")  # what goes back as text
    field_order = [
        *("action_key", "title", "due_on", "cause", "reasons", "from_on", "until_on"),
        *("proof", "upload", "file_title", "language", "audience", "locator"),
        *("remedy", "remedy_by"),
    ]

    action_key = forms.TypedChoiceField(
        label=_("Action of the roadmap"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=_("Leave it empty when the milestone is not an action."),
        error_messages={
            "invalid_choice": _(
                "This action is on the list already, or it is not in the published "
                "roadmap."
            )
        },
    )
    proof = ProofField(
        label=_("A document that is here already"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    upload = UploadField(label=_("A new file"), required=False)
    file_title = forms.CharField(
        label=_("Title of the new file"),
        max_length=300,
        required=False,
        help_text=_("For example: decree on the state of emergency, 4 May 2024."),
    )
    language = forms.ChoiceField(
        label=_("Language of the new file"),
        choices=[*settings.LANGUAGES, (UNDETERMINED, _("Another language"))],
        required=False,
    )
    audience = forms.TypedChoiceField(
        label=_("Who may read the new file"),
        choices=[(each.value, each.label) for each in AUDIENCES],
        required=False,
        empty_value=Audience.GCG,
        help_text=_("The Group can judge only by what it may read."),
    )

    class Meta:
        model = MissedMilestone
        fields = [
            *("action_key", "title", "due_on", "cause", "reasons"),
            *("from_on", "until_on", "proof", "locator", "remedy", "remedy_by"),
        ]
        labels = {"title": _("Milestone that was missed")}
        widgets = {
            "title": forms.TextInput(attrs={"class": "input--full"}),
            "cause": forms.RadioSelect,
            "due_on": DayInput,
            "from_on": DayInput,
            "until_on": DayInput,
            "remedy_by": DayInput,
            "reasons": forms.Textarea(attrs={"rows": 6}),
            "remedy": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "title": _("Empty: the title of the action that is chosen above."),
            "due_on": _("Empty: the day the chosen action was to end."),
            "reasons": _(
                "What stood in the way, and why it was outside your control. The "
                "text is published with the review."
            ),
            "from_on": _("The day on which the cause began."),
            "locator": _("For example: page 42, table 5.1."),
            "remedy": _("What is done so that the milestone is reached after all."),
        }
        error_messages = {
            "cause": {"required": _("Choose the cause.")},
            "reasons": {"required": _("Say what happened.")},
            "from_on": {"required": _("Give the day on which the cause began.")},
            "remedy": {"required": _("Say what is done about it.")},
        }

    def __init__(self, *args, actions: Sequence[ActionProgress], documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = {each.action.key: each for each in actions}
        self.fields["title"].required = False
        self.fields["cause"].choices = MissedCause.choices
        self._offer_documents(documents)
        self._offer_actions()

    def _offer_documents(self, documents) -> None:
        allowed = documents.filter(audience__in=AUDIENCES)
        field = self.fields["proof"]
        field.readable = frozenset(documents.values_list("pk", flat=True))
        current = Document.objects.filter(pk=self.instance.proof_id)
        field.queryset = (allowed | current).order_by("title", "pk")

    def _offer_actions(self) -> None:
        """Offer what is not on the list yet; the row's own action stays."""
        others = self.instance.review.missed_milestones.exclude(pk=self.instance.pk)
        taken = set(others.values_list("action_key", flat=True))
        free = [each for key, each in self.actions.items() if key not in taken]
        late = [_choice(each) for each in free if each.is_overdue]
        rest = [_choice(each) for each in free if not each.is_overdue]
        own = self.instance.action_key
        groups = [(_("Past their end and not done"), late), (_("Others"), rest)]
        if own and own not in self.actions:
            earlier = [(str(own), self.instance.title)]
            groups.append((_("Of an earlier version"), earlier))
        groups = [group for group in groups if group[1]]
        self.fields["action_key"].choices = [("", _("None")), *groups]
        if not groups:
            del self.fields["action_key"]

    # --- What is typed ----------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        self._take_from_action(cleaned)
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Name the milestone, or choose an action."))
        for check in (self._check_due, self._check_period, self._check_proof):
            check(cleaned)
        return cleaned

    def _take_from_action(self, cleaned: dict) -> None:
        chosen = self.actions.get(cleaned.get("action_key"))
        if chosen is None:
            return
        if not cleaned.get("title"):
            cleaned["title"] = _shortened(chosen.action.title)
        if "due_on" in cleaned and cleaned["due_on"] is None:
            cleaned["due_on"] = chosen.action.ends_on

    def _check_due(self, cleaned: dict) -> None:
        due = cleaned.get("due_on")
        if due is None:
            return
        if due > timezone.localdate():
            self.add_error(
                "due_on", _("This day is still to come: it is not missed yet.")
            )
        elif due.year > self.instance.review.year:
            self.add_error(
                "due_on", _("It was due after the year of this review. Check the day.")
            )

    def _check_period(self, cleaned: dict) -> None:
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        by = cleaned.get("remedy_by")
        today, year = timezone.localdate(), self.instance.review.year
        if first and first > today:
            self.add_error("from_on", TO_COME)
        elif first and first.year > year:
            self.add_error(
                "from_on", _("It began after the year of this review. Check the day.")
            )
        if last and last > today:
            self.add_error(
                "until_on",
                _("This day is still to come. Leave it empty while it lasts."),
            )
        elif first and last and last < first:
            self.add_error("until_on", _("The last day is not before the first."))
        if first and by and by < first:
            self.add_error("remedy_by", _("This day is before the cause began."))

    def _check_proof(self, cleaned: dict) -> None:
        chosen, upload = cleaned.get("proof"), cleaned.get("upload")
        is_newly_chosen = chosen is not None and chosen.pk != self.instance.proof_id
        if upload and is_newly_chosen:
            self.add_error("upload", _("Choose a document or upload a file, not both."))
        if upload and not cleaned.get("file_title"):
            self.add_error("file_title", _("Give the new file a title."))
        has_failed = {"proof", "upload"} & set(self.errors)
        if cleaned.get("locator") and not (chosen or upload or has_failed):
            self.add_error(
                "locator", _("A page needs its document: choose or upload it.")
            )

    # --- What others ask --------------------------------------------------------------

    @property
    def file_facts(self) -> dict:
        """What the new file is filed with."""
        return {
            "title": self.cleaned_data["file_title"],
            "language": self.cleaned_data["language"] or UNDETERMINED,
            "audience": self.cleaned_data["audience"],
        }

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their headings, in the order of the page."""
        named = (
            (_("What was missed"), ("action_key", "title", "due_on")),
            (_("Why"), ("cause", "reasons", "from_on", "until_on")),
            (
                _("Proof"),
                ("proof", "upload", "file_title", "language", "audience", "locator"),
            ),
            (_("What comes next"), ("remedy", "remedy_by")),
        )
        return [
            (str(heading), [self[name] for name in names if name in self.fields])
            for heading, names in named
        ]

    def _find_conflicts(self) -> None:
        """Name the action in a conflict, not its key."""
        super()._find_conflicts()
        words = {str(key): each.action.title for key, each in self.actions.items()}
        self.conflicts = [
            (label, words.get(theirs, theirs), words.get(yours, yours))
            for label, theirs, yours in self.conflicts
        ]


def prefilled(action: ActionProgress) -> dict:
    """Return what an action says already about its missed milestone."""
    return {
        "action_key": action.action.key,
        "title": _shortened(action.action.title),
        "due_on": action.action.ends_on if action.is_overdue else None,
    }


def _choice(each: ActionProgress) -> tuple[str, str]:
    return str(each.action.key), f"{each.number} {each.action.title}"


def _shortened(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
