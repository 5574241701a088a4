"""Any number of tags of a list, each a box to tick."""

from django import forms


class TagsField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
