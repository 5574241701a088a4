from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import StaleVersion
from alliance87.core.forms import (
    DatedModelForm,
    PartialDateField,
    ReasonForm,
    VersionedModelForm,
)
from pathfinders.models import Milestone, Profile
from tests import factories

NOT_A_DATE = "This date does not exist. Check the day, the month and the year."
WANT_MONTH = "Enter the month too, or leave the day empty."


class ProfileForm(VersionedModelForm):
    class Meta:
        model = Profile
        fields = ["context", "challenges"]


class MilestoneForm(DatedModelForm):
    class Meta:
        model = Milestone
        fields = ["kind", "statement"]


def posted(**values) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


# --- Dates as known -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["9", "8", "2021", "exact"], PartialDate.day(date(2021, 8, 9))),
        (["09", "08", "2021", ""], PartialDate.day(date(2021, 8, 9))),
        (["", "8", "2021", "exact"], PartialDate(date(2021, 8, 1), "month")),
        (["", "", "2021", "exact"], PartialDate(date(2021, 1, 1), "year")),
        (["9", "8", "2021", "before"], PartialDate(date(2021, 8, 9), "before")),
        (["", "", "1900", "exact"], PartialDate(date(1900, 1, 1), "year")),
        (["", "", "2100", "exact"], PartialDate(date(2100, 1, 1), "year")),
    ],
)
def test_parts_become_a_date_as_known(parts, expected):
    assert PartialDateField().clean(parts) == expected


@pytest.mark.parametrize("parts", [["", "", "", "exact"], ["", "", "", ""], [], None])
def test_an_optional_date_may_be_empty(parts):
    assert PartialDateField(required=False).clean(parts) == PartialDate.unknown()


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["", "", "", "exact"], "Enter the date, at least the year."),
        (None, "Enter the date, at least the year."),
        (["9", "8", "", "exact"], "Enter at least the year."),
        (["", "8", "", "exact"], "Enter at least the year."),
        (["9", "", "2021", "exact"], WANT_MONTH),
        (["31", "6", "2021", "exact"], NOT_A_DATE),
        (["29", "2", "2021", "exact"], NOT_A_DATE),
        (
            ["32", "1", "2021", "exact"],
            "Ensure this value is less than or equal to 31.",
        ),
        (
            ["1", "13", "2021", "exact"],
            "Ensure this value is less than or equal to 12.",
        ),
        (
            ["1", "1", "1899", "exact"],
            "Ensure this value is greater than or equal to 1900.",
        ),
        (
            ["1", "1", "2101", "exact"],
            "Ensure this value is less than or equal to 2100.",
        ),
        (["x", "1", "2021", "exact"], "Enter a whole number."),
        (["1", "1", "20.21", "exact"], "Enter a whole number."),
        (
            ["", "8", "2021", "before"],
            "For “before this date” enter day, month and year.",
        ),
        (
            ["9", "8", "2021", "around"],
            "Select a valid choice. around is not one of the available choices.",
        ),
        (
            ["9", "8", "2021", "unknown"],
            "Select a valid choice. unknown is not one of the available choices.",
        ),
    ],
)
def test_parts_that_are_no_date_are_refused(parts, message):
    with pytest.raises(ValidationError) as refused:
        PartialDateField().clean(parts)

    assert refused.value.messages == [message]


def test_a_qualifier_that_does_not_exist_is_refused_without_a_date():
    with pytest.raises(ValidationError):
        PartialDateField(required=False).clean(["", "", "", "around"])


@pytest.mark.parametrize(
    "when",
    [
        PartialDate.unknown(),
        PartialDate.day(date(2021, 8, 9)),
        PartialDate(date(2021, 8, 1), "month"),
        PartialDate(date(2021, 1, 1), "year"),
        PartialDate(date(2021, 8, 9), "before"),
    ],
)
def test_a_date_that_is_shown_is_read_back_unchanged(when):
    field = PartialDateField(required=False)

    assert field.clean(field.widget.decompress(when)) == when


# --- No lost edits --------------------------------------------------------------------


def test_the_first_to_save_wins_and_the_second_sees_both_texts(db):
    profile = factories.make_profile(context="Old context", challenges="Old")
    version = profile.version
    first = ProfileForm(
        posted(context="First", challenges="Old", version=version), instance=profile
    )
    assert first.is_valid()
    first.save()
    second = ProfileForm(
        posted(context="Second", challenges="Old", version=version),
        instance=Profile.objects.get(pk=profile.pk),
    )
    assert second.is_valid()

    with pytest.raises(StaleVersion) as refused:
        second.save()

    assert Profile.objects.get(pk=profile.pk).context == "First"
    assert second.conflicts == [("National context", "First", "Second")]
    assert str(refused.value) == (
        "Somebody else saved this while you were working. Nothing was overwritten: "
        "compare both texts and save again."
    )


def test_saving_again_after_the_comparison_is_accepted(db):
    profile = factories.make_profile(context="First")
    Profile.objects.filter(pk=profile.pk).update(version=5)
    form = ProfileForm(posted(context="Second", version=0), instance=profile)
    assert form.is_valid()
    with pytest.raises(StaleVersion):
        form.save()

    again = ProfileForm(form.data, instance=Profile.objects.get(pk=profile.pk))
    assert again.is_valid()
    again.save()

    stored = Profile.objects.get(pk=profile.pk)
    assert (stored.context, stored.version) == ("Second", 6)


@pytest.mark.parametrize("version", ["", "x"])
def test_a_form_without_its_version_is_refused(db, version):
    profile = factories.make_profile(context="First")

    form = ProfileForm(posted(context="Second", version=version), instance=profile)

    assert list(form.errors) == ["version"]
    assert Profile.objects.get(pk=profile.pk).context == "First"


def test_a_new_record_needs_no_version(db):
    pathfinder = factories.make_pathfinder()
    new = Profile(pathfinder=pathfinder, created_by=factories.keeper())

    form = ProfileForm(posted(context="New"), instance=new)
    assert form.is_valid()
    form.save()

    assert Profile.objects.get().context == "New"


# --- Dated records ---------------------------------------------------------------


def test_a_range_is_written_with_its_last_day(db):
    milestone = factories.make_milestone(kind="workshop")
    form = MilestoneForm(
        posted(
            kind="workshop",
            version=milestone.version,
            when_day="9",
            when_month="8",
            when_year="2021",
            when_qualifier="exact",
            until="2021-08-11",
        ),
        instance=milestone,
    )
    assert form.is_valid(), form.errors
    form.save()

    milestone.refresh_from_db()
    assert milestone.when == PartialDate.day(date(2021, 8, 9), date(2021, 8, 11))


@pytest.mark.parametrize("year", ["", "2022"])
def test_a_last_day_before_the_first_is_refused(db, year):
    milestone = factories.make_milestone(kind="workshop")
    form = MilestoneForm(
        posted(
            kind="workshop",
            version=milestone.version,
            when_year=year,
            when_qualifier="exact",
            until="2021-08-11",
        ),
        instance=milestone,
    )

    assert form.errors["until"] == [
        "The last day is before the first. Correct one of them."
    ]


# --- Reasons ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "valid"),
    [("", False), ("   ", False), ("x" * 4001, False), ("Why", True)],
)
def test_a_reason_is_words_within_the_limit(reason, valid):
    assert ReasonForm({"reason": reason}).is_valid() is valid


def test_a_reason_is_a_plain_form():
    assert list(ReasonForm().fields) == ["reason"]
    assert isinstance(ReasonForm().fields["reason"], forms.CharField)
