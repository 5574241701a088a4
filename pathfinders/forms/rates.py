"""The currency of a roadmap's totals, and the rates that its country states."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import VersionedModelForm
from alliance87.core.numbers import write_number
from pathfinders.forms.lines import CurrencyField, RateFormSet
from pathfinders.forms.reasoned import ReasonedForm
from pathfinders.models import Roadmap


class RatesForm(ReasonedForm, VersionedModelForm):
    """With the formset `rates`: each currency once, and not that of the totals."""

    currency = CurrencyField(
        label=_("Currency of the totals"),
        required=False,
        help_text=_("Three letters, for example USD. Empty: nothing is converted."),
    )

    class Meta:
        model = Roadmap
        fields = ["currency"]

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.rates = RateFormSet(data, prefix="rates", initial=self._stored())

    def _stored(self) -> list[dict]:
        names = ("pk", "currency", "rate", "on", "source")
        return list(self.instance.rates.values(*names))

    def is_valid(self):
        rates_valid = self.rates.is_valid()
        if not super().is_valid() or not rates_valid:
            return False
        self._refuse_twice()
        return not self.errors and self.rates.is_valid()

    def _refuse_twice(self) -> None:
        """Each currency has one rate, and that of the totals needs none."""
        totals = self.cleaned_data["currency"]
        seen = {totals}
        for line in self.rates.forms:
            if not line.cleaned_data or line.cleaned_data.get("DELETE"):
                continue
            currency = line.cleaned_data["currency"]
            if currency in seen:
                sentence = _now("There is a rate for this currency, or it needs none.")
                line.add_error("currency", sentence)
            seen.add(currency)
        if len(seen) > 1 and not totals:
            self.add_error(
                "currency", _now("Name the currency that the rates lead to.")
            )

    def _find_conflicts(self) -> None:
        super()._find_conflicts()
        theirs, yours = _in_words(self._stored()), _in_words(self.rates.values)
        if theirs != yours:
            self.conflicts.append((_now("Stated rates"), theirs, yours))


def _in_words(rates: list[dict]) -> str:
    return "\n".join(
        f"1 {each['currency']} = {write_number(each['rate'], language='en')}"
        for each in rates
    )
