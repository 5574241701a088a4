"""Forms of needs and offers, and of the decisions about them."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.amounts import AmountField
from alliance87.core.enums import Region
from alliance87.core.forms import DayInput, UploadField, VersionedModelForm
from alliance87.partners.models import Partner
from pathfinders.enums import Language, NeedKind, NeedState, Topic
from pathfinders.forms.filters import NOT_A_CHOICE
from pathfinders.forms.lines import CurrencyField
from pathfinders.matching import words_of
from pathfinders.models import Pathfinder, SupportNeed, SupportOffer

LONG = forms.TextInput(attrs={"class": "input--full"})
NOTE = forms.Textarea(attrs={"rows": 4})
TAGS = {"topics": Topic, "languages": Language, "regions": Region}


class TagsField(forms.MultipleChoiceField):
    """Any number of tags, each a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


class AskedForm(VersionedModelForm):
    """What a need and an offer have in common: kind, tags, money."""

    tags: tuple[str, ...] = ("topics", "languages")

    topics = TagsField(label=_("Topics"), choices=Topic.choices)
    languages = TagsField(label=_("Languages"), choices=Language.choices)
    amount = AmountField(label=_("Amount"), required=False)
    currency = CurrencyField(
        required=False, help_text=_("Three letters, for example USD.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.tags:
            self.initial.setdefault(name, getattr(self.instance, name))

    def clean(self):
        cleaned = super().clean()
        for name in self.tags:
            if name in cleaned:
                setattr(self.instance, name, cleaned[name])
        if not {"amount", "currency"} & set(self.errors):
            self._refuse_half_money(cleaned)
        return cleaned

    def _refuse_half_money(self, cleaned) -> None:
        amount, currency = cleaned["amount"], cleaned["currency"]
        if amount is not None and not currency:
            self.add_error("currency", _("Say in which currency the amount is."))
        if currency and amount is None:
            self.add_error("amount", _("Enter the amount, or leave the currency out."))
        elif amount is None and cleaned.get("kind") == NeedKind.MONEY:
            self.add_error("amount", _("Say how much money it is."))

    def _find_conflicts(self):
        """List the tags in words too: no field of the model form holds them."""
        super()._find_conflicts()
        stored = type(self.instance)._default_manager.get(pk=self.instance.pk)
        for name in self.tags:
            theirs, yours = (
                words_of(TAGS[name], getattr(each, name))
                for each in (stored, self.instance)
            )
            if theirs != yours:
                self.conflicts.append((str(self.fields[name].label), theirs, yours))


class NeedForm(AskedForm):
    field_order = [
        *("kind", "title", "description", "amount", "currency"),
        *("topics", "languages", "answer_by"),
    ]

    class Meta:
        model = SupportNeed
        fields = [
            *("kind", "title", "description", "amount", "currency", "answer_by"),
        ]
        labels = {
            "kind": _("What do you need?"),
            "title": _("The need in one line"),
            "answer_by": _("Answer wanted by"),
        }
        help_texts = {
            "description": _("What it is for, and what a partner should know."),
            "answer_by": _(
                "Once it has passed, the secretariat sees the need as overdue."
            ),
        }
        widgets = {
            "title": LONG,
            "description": forms.Textarea(attrs={"rows": 6}),
            "answer_by": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].help_text = _(
            "Languages in which the support can be given. None ticked: not stated."
        )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        is_new = day != self.initial.get("answer_by")
        if day and is_new and day < timezone.localdate():
            raise forms.ValidationError(
                _("This day has passed. Choose a day on which an answer still helps.")
            )
        return day


class OfferForm(AskedForm):
    tags = ("topics", "languages", "regions")
    field_order = [
        *("partner", "action_group", "kind", "title", "description"),
        *("amount", "currency", "topics", "regions", "languages", "ends_on"),
    ]

    regions = TagsField(
        label=_("Regions"),
        choices=Region.choices,
        help_text=_("None ticked: all regions."),
    )

    class Meta:
        model = SupportOffer
        fields = [
            *("partner", "action_group", "kind", "title", "description"),
            *("amount", "currency", "ends_on"),
        ]
        labels = {
            "partner": _("Partner that offers it"),
            "action_group": _("Or the action group that offers it"),
            "kind": _("What is offered?"),
            "title": _("The offer in one line"),
            "ends_on": _("Offered until"),
        }
        help_texts = {
            "ends_on": _("The last day. Empty: as long as nobody says otherwise."),
        }
        widgets = {
            "title": LONG,
            "description": forms.Textarea(attrs={"rows": 6}),
            "ends_on": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        still = Q(left_on__isnull=True) | Q(left_on__gt=today)
        own = Q(pk=self.instance.partner_id)
        self.fields["partner"].queryset = Partner.objects.filter(still | own)
        self.fields["languages"].help_text = _("None ticked: any language.")
        self.fields["topics"].help_text = _("None ticked: any topic.")

    def clean(self):
        cleaned = super().clean()
        partner, group = cleaned.get("partner"), cleaned.get("action_group")
        if {"partner", "action_group"} & set(self.errors):
            return cleaned
        if partner and group:
            self.add_error("action_group", _("Choose one of the two, not both."))
        elif not partner and not group:
            self.add_error("partner", _("Choose the partner or the action group."))
        return cleaned


# --- Decisions ------------------------------------------------------------------------


class HoldForm(forms.Form):
    """An offer for a need, and what is said with it."""

    offer = forms.ModelChoiceField(
        label=_("Offer"),
        queryset=SupportOffer.objects.none(),
        empty_label=_("Choose an offer"),
        help_text=_("Those that fit stand first."),
    )
    note = forms.CharField(
        label=_("Note for the country"), widget=NOTE, max_length=4000, required=False
    )

    def __init__(self, *args, offers, suggested, **kwargs):
        """`offers` are all that can be held; `suggested` those that fit, in order."""
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        field.queryset = offers
        fitting = {each.offer.pk: each.offer for each in suggested}
        others = [each for each in offers if each.pk not in fitting]
        groups = [
            (_("Offers that fit"), [_choice(each) for each in fitting.values()]),
            (_("Other offers"), [_choice(each) for each in others]),
        ]
        filled = [group for group in groups if group[1]]
        field.choices = [("", field.empty_label), *filled]


def _choice(offer: SupportOffer) -> tuple[int, str]:
    return offer.pk, f"{offer} ({offer.offered_by})"


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"), widget=NOTE, max_length=4000, required=False
    )


class AgreeForm(NoteForm):
    field_order = ["on", "note"]
    on = forms.DateField(label=_("Agreed on"), widget=DayInput)


class DeliverForm(NoteForm):
    """When the support came, what it was, and the proof."""

    field_order = ["on", "note", "upload"]
    on = forms.DateField(label=_("Delivered on"), widget=DayInput)
    upload = UploadField(
        label=_("Proof"),
        required=False,
        help_text=_(
            "For example a report or a letter. PDF, PNG, JPEG, DOCX or XLSX, up to "
            "20 MB. Read by the country’s team, the secretariat and the Chair."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("What was delivered")

    def clean(self):
        cleaned = super().clean()
        says_so = cleaned.get("note") or cleaned.get("upload")
        if not says_so and "upload" not in self.errors:
            self.add_error("note", _("Say what was delivered, or file the proof."))
        return cleaned


# --- Filters --------------------------------------------------------------------------


class TagFilters(forms.Form):
    """What needs and offers can be found by; what cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All kinds")), *NeedKind.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    topic = forms.ChoiceField(
        label=_("Topic"),
        choices=[("", _("All topics")), *Topic.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    region = forms.ChoiceField(
        label=_("Region"),
        choices=[("", _("All regions")), *Region.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )

    def chosen(self) -> dict:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class NeedFilters(TagFilters):
    """The filters of a list of needs; `whole` adds those for many countries."""

    field_order = ["q", "state", "kind", "topic", "country", "region", "sort"]

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All states")), *NeedState.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Pathfinder.objects.none(),
        empty_label=_("All countries"),
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    sort = forms.ChoiceField(
        label=_("Sorted by"),
        choices=[("", _("State and day")), ("day", _("Day")), ("new", _("Newest"))],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args, whole, **kwargs):
        super().__init__(*args, **kwargs)
        if not whole:
            for name in ("country", "region", "topic", "sort"):
                del self.fields[name]
            return
        rows = Pathfinder.objects.filter(needs__isnull=False).distinct()
        self.fields["country"].queryset = rows.select_related("country")


class OfferFilters(TagFilters):
    field_order = ["q", "kind", "topic", "region", "until"]
    until = forms.ChoiceField(
        label=_("Validity"),
        choices=[
            ("", _("All offers")),
            ("open", _("Still offered")),
            ("ended", _("Ended")),
        ],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
