"""The pages of planned publications: the moment beside a decision, and taking back."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.deadline_fields import DeadlineField
from alliance87.core.deadlines import Deadline
from alliance87.core.forms import ReasonForm
from alliance87.core.models import PlannedPublication
from alliance87.core.planned.kinds import kind_of
from alliance87.core.planned.planning import (
    not_a_moment,
    plan,
    publish_now,
    take_back,
)
from alliance87.core.planned.standing import standing
from alliance87.core.verbs import get_or_post, posted, verb_page

# The clock that most people of the secretariat read.
USUAL_ZONE = "Europe/Zurich"


class EmbargoForm(forms.Form):
    """The decision to publish, with the moment at which it becomes so."""

    until = DeadlineField(
        label=gettext_lazy("Publish at (embargo)"),
        required=False,
        help_text=gettext_lazy(
            "Leave day and hour empty to publish now. With a moment it stays as it is "
            "until then, and becomes public at that second."
        ),
    )

    def __init__(self, *args, planned: PlannedPublication | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        is_open = planned is not None and planned.is_waiting
        self.initial.setdefault("until", planned.moment if is_open else USUAL_ZONE)

    def clean_until(self) -> Deadline | None:
        until = self.cleaned_data["until"]
        if until is not None and (wrong := not_a_moment(until)):
            raise forms.ValidationError(wrong, code="moment")
        return until

    @property
    def facts(self) -> dict:
        """What the verb takes beside the moment."""
        return {
            name: value for name, value in self.cleaned_data.items() if name != "until"
        }


class UnagreedForm(EmbargoForm):
    """The same without the country's agreement: an administrator writes why."""

    override = forms.CharField(
        label=gettext_lazy("Reason to publish without the country’s agreement"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=gettext_lazy("It is published with the record."),
    )
    field_order = ("override", "until")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a page of a decision does with its `EmbargoForm`.

    `facts` are those that nobody types, such as which version was looked at.
    """

    kind: str
    record: object
    country: object
    form: EmbargoForm
    by: object
    facts: dict = field(default_factory=dict)

    def __call__(self) -> None:
        """Publish now, or plan it for the moment that was given."""
        until = self.form.cleaned_data["until"]
        facts = self.facts | self.form.facts
        if until is None:
            publish_now(self.kind, self.record, by=self.by, **facts)
        else:
            plan(
                self.kind,
                self.record,
                until=until,
                by=self.by,
                country=self.country,
                **facts,
            )

    def success(self, published: str) -> str:
        """Return what is said afterwards; `published` where it is public at once."""
        is_sent = self.form.is_bound and self.form.is_valid()
        until = self.form.cleaned_data["until"] if is_sent else None
        if until is None:
            return published
        words = _("To be published on %(moment)s.") % {"moment": until}
        return f"{words} {until.caution}".strip()


def planned_of(kind: str, record, user) -> PlannedPublication | None:
    """Return the last plan that a page of the decision starts from."""
    found = standing(kind, record, user)
    return found.plan if found else None


@get_or_post
def take_back_page(request, pk):
    """Ask why nothing is to happen at the moment."""
    rows = PlannedPublication.objects.visible_to(request.user)
    planned = get_object_or_404(rows, pk=pk)
    try:
        kind = kind_of(planned.kind)
    except LookupError as error:
        raise Http404 from error
    record = kind.find(planned.target)
    if not kind.may(request.user, record):
        raise PermissionDenied
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: take_back(planned, by=request.user, **form.cleaned_data),
        heading=_("Take the planned publication back"),
        button=_("Take back"),
        success=_("Nothing is published at that moment."),
        over=planned.target_label,
        lead=_("It was to be published on %(moment)s. The record stays as it is.")
        % {"moment": planned.moment},
        done_url=kind.home(record),
    )
