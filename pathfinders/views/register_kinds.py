"""The six registers of a country, each described once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from pathfinders.enums import (
    CommitmentKind,
    SupervisoryKind,
    SupportKind,
    SupportLevel,
    Theme,
)
from pathfinders.forms.registers import (
    BodyForm,
    CaseForm,
    CommitmentForm,
    FollowUpForm,
    RatificationForm,
    RegisterForm,
    ReviewForm,
    SupportForm,
)
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    NationalReview,
    Pathfinder,
    Ratification,
    SupervisoryCase,
    SupportGiven,
)
from pathfinders.selectors.registers import (
    body_tree,
    instrument_table,
    pledges_of,
    support_counts,
)

Rows = Callable[[Pathfinder, dict], Sequence]


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its words, its form, and the rows in their order.

    `rows` takes the country and the chosen filters; `filters` gives for each its label
    and choices; `template` draws the rows; `owner` leads from a record to its country.
    """

    slug: str
    model: Any
    form: type[RegisterForm]
    title: Any
    lead: Any
    add: Any
    edit: Any
    empty: Any
    rows: Rows
    template: str
    filters: dict[str, tuple] = field(default_factory=dict)
    summary: Callable[[Pathfinder], dict] | None = None
    owner: str = "pathfinder"


def _commitments(pathfinder, chosen) -> Sequence:
    rows = pathfinder.commitments.filter(**chosen)
    return pledges_of(rows.prefetch_related("follow_ups__document"))


def _support(pathfinder, chosen) -> Sequence:
    rows = pathfinder.support_given.filter(**chosen)
    newest = rows.order_by(F("on").desc(nulls_last=True), "-pk")
    return newest.select_related("document", "action_group")


def _ratifications(pathfinder, chosen) -> Sequence:
    return instrument_table(
        pathfinder,
        theme=chosen.get("theme", ""),
        only_priority="named" in chosen,
    )


def _bodies(pathfinder, _chosen) -> Sequence:
    return body_tree(pathfinder.coordination_bodies.all())


def _cases(pathfinder, chosen) -> Sequence:
    rows = pathfinder.supervisory_cases.filter(**chosen)
    newest = rows.order_by(F("year").desc(nulls_last=True), "-pk")
    return newest.select_related("instrument")


def _reviews(pathfinder, _chosen) -> Sequence:
    return pathfinder.national_reviews.all()


REGISTERS = {
    each.slug: each
    for each in (
        Register(
            slug="commitments",
            model=Commitment,
            form=CommitmentForm,
            title=_("Commitments"),
            lead=_(
                "What the country pledged in public: the Call to Action, the Buenos "
                "Aires Declaration, the Durban Call to Action and pledges of its own, "
                "and what became of them."
            ),
            add=_("Add a commitment"),
            edit=_("Edit the commitment"),
            empty=_("No commitment is on record"),
            rows=_commitments,
            template="pathfinders/register_commitments.html",
            filters={"kind": (_("Pledge"), CommitmentKind.choices)},
        ),
        Register(
            slug="support",
            model=SupportGiven,
            form=SupportForm,
            title=_("Support given to others"),
            lead=_(
                "How the country helps others accelerate: the four kinds of the "
                "guidance note, at sub-regional, regional and global level. Each "
                "entry has its proof."
            ),
            add=_("Record support given"),
            edit=_("Edit the support given"),
            empty=_("No support given to others is on record"),
            rows=_support,
            template="pathfinders/register_support.html",
            filters={
                "kind": (_("Kind"), SupportKind.choices),
                "level": (_("Level"), SupportLevel.choices),
            },
            summary=lambda pathfinder: {"counts": support_counts(pathfinder)},
        ),
        Register(
            slug="ratifications",
            model=Ratification,
            form=RatificationForm,
            title=_("Ratifications"),
            lead=_(
                "How the country stands to each instrument, as far as a source says. "
                "“No source on record” does not mean “not ratified”."
            ),
            add=_("Add a ratification"),
            edit=_("Edit the ratification"),
            empty=_("No instrument matches these filters"),
            rows=_ratifications,
            template="pathfinders/register_ratifications.html",
            filters={
                "theme": (_("Theme"), Theme.choices),
                "named": (_("Instruments"), [("1", _("Named in the framework"))]),
            },
        ),
        Register(
            slug="coordination",
            model=CoordinationBody,
            form=BodyForm,
            title=_("National coordination"),
            lead=_(
                "The body that brings ministries, social partners and others together, "
                "its sub-committees, and how often they meet."
            ),
            add=_("Add a body"),
            edit=_("Edit the body"),
            empty=_("No coordination body is on record"),
            rows=_bodies,
            template="pathfinders/register_coordination.html",
        ),
        Register(
            slug="supervisory",
            model=SupervisoryCase,
            form=CaseForm,
            title=_("ILO supervisory comments"),
            lead=_(
                "Links to comments and cases of the ILO supervisory bodies. The "
                "Alliance creates no supervisory mechanism of its own and does not "
                "judge."
            ),
            add=_("Add a comment"),
            edit=_("Edit the comment"),
            empty=_("No comment of a supervisory body is on record"),
            rows=_cases,
            template="pathfinders/register_supervisory.html",
            filters={"kind": (_("Kind"), SupervisoryKind.choices)},
        ),
        Register(
            slug="national-reviews",
            model=NationalReview,
            form=ReviewForm,
            title=_("Voluntary national reviews"),
            lead=_(
                "The years in which the country reported to the United Nations on the "
                "Sustainable Development Goals (VNR), and what it said on target 8.7."
            ),
            add=_("Add a national review"),
            edit=_("Edit the national review"),
            empty=_("No voluntary national review is on record"),
            rows=_reviews,
            template="pathfinders/register_reviews.html",
        ),
    )
}
# Part of a commitment: edited and deleted like a record, listed below its pledge.
FOLLOW_UPS = Register(
    slug="follow-ups",
    model=CommitmentFollowUp,
    form=FollowUpForm,
    title=_("Follow-up"),
    lead="",
    add=_("Add a follow-up"),
    edit=_("Edit the follow-up"),
    empty="",
    rows=lambda _pathfinder, _chosen: (),
    template="",
    owner="commitment__pathfinder",
)
EDITABLE = REGISTERS | {FOLLOW_UPS.slug: FOLLOW_UPS}
