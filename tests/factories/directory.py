"""Networks of partners, and how far the Alliance is with them."""

from datetime import date

from alliance87.core.dates import PartialDate
from alliance87.partners.enums import NetworkKind
from alliance87.partners.models import (
    EngagementStep,
    JourneyStage,
    Network,
    NetworkMembership,
)
from tests.factories.people import keeper, make_partner, numbers


def make_network(**fields) -> Network:
    values = {
        "name": f"Network {next(numbers)}",
        "kind": NetworkKind.BUSINESS,
    } | fields
    return Network.objects.create(**values)


def make_network_member(network=None, partner=None, **fields) -> NetworkMembership:
    return NetworkMembership.objects.create(
        network=network or make_network(), partner=partner or make_partner(), **fields
    )


def make_stage(kind: str = "civil_society", **fields) -> JourneyStage:
    number = next(numbers)
    values = {"position": number, "title": f"Stage {number}"} | fields
    return JourneyStage.objects.create(kind=kind, **values)


def make_step(partner=None, stage=None, **fields) -> EngagementStep:
    """Record a stage that was reached on 1 March 2026, unless `when` says otherwise."""
    partner = partner or make_partner()
    values = {
        "when": PartialDate.day(date(2026, 3, 1)),
        "created_by": keeper(),
    } | fields
    return EngagementStep.objects.create(
        partner=partner, stage=stage or make_stage(partner.kind), **values
    )
