"""Forms for a table on its way into a roadmap."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.spreadsheets import Sheet, Table, read_paste
from alliance87.core.spreadsheets.reading import ACCEPTED, WORKBOOK
from pathfinders.enums import ImportOrigin
from pathfinders.exchange.bringing import read_brought_file
from pathfinders.exchange.columns import HEADER_ROWS, TARGETS
from pathfinders.forms.roadmap import ReasonedForm

PASTE_MAX = 3_000_000
SAMPLES = 3


class BringForm(forms.Form):
    """A pasted table or a file; `table`, `origin` and `name` hold what was read."""

    paste = forms.CharField(
        label=_("Paste the table here"),
        required=False,
        strip=False,
        max_length=PASTE_MAX,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_(
            "Mark the whole table in Word or Excel with its headings, copy it, and "
            "paste it here."
        ),
    )
    # The table as Word and Excel put it beside the text: filled in by paste.js.
    markup = forms.CharField(
        required=False, max_length=PASTE_MAX, widget=forms.HiddenInput
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("Excel (XLSX) or CSV. The file itself is not kept."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.table: Table | None = None
        self.origin = self.name = ""

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        upload, text = cleaned.get("file"), cleaned.get("paste", "")
        if upload and text.strip():
            raise ValidationError(
                _now("Either paste a table or choose a file, not both.")
            )
        if upload:
            self._read("file", lambda: read_brought_file(upload))
            is_workbook = upload.name.lower().endswith(WORKBOOK)
            self.origin = ImportOrigin.XLSX if is_workbook else ImportOrigin.CSV
            self.name = upload.name
        elif text.strip():
            markup = cleaned.get("markup", "")
            self._read("paste", lambda: read_paste(text, markup))
            self.origin, self.name = ImportOrigin.PASTE, _now("Pasted table")
        else:
            self.add_error("paste", _now("Paste a table, or choose a file."))
        return cleaned

    def _read(self, field: str, read) -> None:
        try:
            self.table = read()
        except ValidationError as error:
            self.add_error(field, error)


class SheetForm(forms.Form):
    """Which sheet of a file is read, and which of its rows holds the headings."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int)
    header = forms.TypedChoiceField(
        label=_("Row with the headings"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args, table: Table, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [
            (number, sheet.name or _now("The table"))
            for number, sheet in enumerate(table.sheets)
        ]
        longest = max(len(sheet.rows) for sheet in table.sheets)
        self.fields["header"].choices = [
            ("", _now("There are no headings")),
            *(
                (row, _now("Row %(row)s") % {"row": row + 1})
                for row in range(min(HEADER_ROWS, longest))
            ),
        ]


class ColumnsForm(forms.Form):
    """What each column of a sheet is: one choice for each."""

    def __init__(self, *args, sheet: Sheet, header: int | None, guess, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _now("Leave it out")), *_grouped_targets()]
        first = 0 if header is None else header + 1
        for at in range(len(sheet.rows[0])):
            cells = [row[at] for row in sheet.rows[first:] if row[at]]
            heading = "" if header is None else sheet.rows[header][at]
            if not cells and not heading:
                continue
            field = forms.ChoiceField(
                label=self._label(at, heading),
                choices=choices,
                required=False,
                initial=guess[at],
                help_text=_samples(cells),
            )
            self.fields[f"column_{at}"] = field
        self.width = len(sheet.rows[0])

    def _label(self, at: int, heading: str) -> str:
        letter = letter_of(at)
        if not heading:
            return _now("Column %(letter)s") % {"letter": letter}
        facts = {"letter": letter, "heading": " ".join(heading.split())}
        return _now("Column %(letter)s “%(heading)s”") % facts

    @property
    def columns(self) -> list[str]:
        return [
            self.cleaned_data.get(f"column_{at}", "") or "" for at in range(self.width)
        ]

    def clean(self):
        cleaned = super().clean()
        taken: dict[str, str] = {}
        for name, target in list(cleaned.items()):
            if not target:
                continue
            if target in taken:
                first = self.fields[taken[target]].label
                self.add_error(name, _now("%s is the same. Choose one.") % first)
            taken.setdefault(target, name)
        if not self.errors and "priority.title" not in taken:
            raise ValidationError(_now("Say which column holds the priorities."))
        return cleaned


class ApplyForm(ReasonedForm):
    """Carries what the person saw, so that nothing unseen is written."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


def letter_of(at: int) -> str:
    """Return the letter of a column as spreadsheets name it."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _samples(cells: list[str]) -> str:
    shown = []
    for text in cells:
        short = " ".join(text.split())
        short = f"{short[:60]}…" if len(short) > 60 else short
        if short not in shown:
            shown.append(short)
    words = " · ".join(shown[:SAMPLES])
    return _now("For example: %s") % words if words else _now("The column is empty.")


def _grouped_targets() -> list[tuple[str, list[tuple[str, str]]]]:
    groups = (
        (_now("The priority"), {"priority"}),
        (_now("The action"), {"action", "benchmarks"}),
        (_now("Amounts"), {"money"}),
    )
    return [
        (
            label,
            [(each.name, str(each.label)) for each in TARGETS if each.of in kinds],
        )
        for label, kinds in groups
    ]
