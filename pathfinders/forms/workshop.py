"""The form of a strategic planning workshop."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DatedModelForm, PartialDateField
from pathfinders.enums import ParticipantGroup
from pathfinders.models import Workshop, WorkshopParticipants

LONG = forms.TextInput(attrs={"class": "input--full"})
PREFIX = "group_"


class WorkshopForm(DatedModelForm):
    """A workshop with the number of participants of each group.

    An empty number means "not stated"; 0 means that nobody of the group took part.
    """

    when = PartialDateField(
        label=_("First day"),
        help_text=_(
            "A day to come is fine: the workshop is shown as planned. Leave the day, "
            "or day and month, empty if not known."
        ),
    )

    class Meta:
        model = Workshop
        fields = [
            "host",
            "title",
            "place",
            "participants_total",
            "participants_text",
            "outputs",
            "source",
            "source_url",
            "conflict",
        ]
        labels = {
            "participants_total": _("Participants in total"),
            "outputs": _("What the workshop produced"),
        }
        help_texts = {
            "participants_text": _("For example “more than 70 participants”."),
            "outputs": _("Roadmap, workplan, priorities, commitments: in a few lines."),
            "source": _("Report, press release or letter that shows these facts."),
        }
        widgets = {
            "host": LONG,
            "title": LONG,
            "source": LONG,
            "outputs": forms.Textarea(attrs={"rows": 6}),
            "conflict": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored = {}
        if self.instance.pk:
            stored = dict(self.instance.groups.values_list("group", "count"))
        for group in ParticipantGroup:
            self.fields[PREFIX + group] = forms.IntegerField(
                label=group.label,
                min_value=0,
                max_value=100_000,
                required=False,
                initial=stored.get(group),
            )
        if self.instance.pathfinder_id:
            del self.fields["host"]
        else:
            self.fields["host"].required = True
            self.fields["host"].error_messages["required"] = _(
                "Name the regional body that held the workshop."
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        host = ["host"] if "host" in self.fields else []
        return Layout(
            "version",
            Fieldset(_("When and where"), *host, "title", "when", "until", "place"),
            Fieldset(_("Outcome"), "outputs"),
            Fieldset(_("Who took part"), "participants_total", "participants_text"),
            Fieldset(
                _("Participants by group"),
                *[PREFIX + group for group in ParticipantGroup],
            ),
            Fieldset(_("Source"), "source", "source_url", "conflict"),
        )

    def clean(self):
        cleaned = super().clean()
        total, counted = cleaned.get("participants_total"), sum(self.counts().values())
        if total is not None and counted > total:
            self.add_error(
                "participants_total",
                _(
                    "The groups add up to %(counted)s, more than the total of "
                    "%(total)s. Correct the total or a group."
                )
                % {"counted": counted, "total": total},
            )
        return cleaned

    def counts(self) -> dict[str, int]:
        """Return the number for each group for which one was stated."""
        stated = {
            group: self.cleaned_data.get(PREFIX + group) for group in ParticipantGroup
        }
        return {group: count for group, count in stated.items() if count is not None}

    def save_groups(self) -> None:
        """Keep the stated numbers of the saved workshop; drop those left empty."""
        counts = self.counts()
        self.instance.groups.exclude(group__in=counts).delete()
        for group, count in counts.items():
            WorkshopParticipants.objects.update_or_create(
                workshop=self.instance, group=group, defaults={"count": count}
            )
