"""Put the sourced partners, networks, groups, work plans and journeys on record.

What a source tells of the past is written as it is told: no verb of today allowed it.
"""

from datetime import date

from alliance87.core.models import Country
from alliance87.partners.demo.sources import (
    FACTS,
    partial,
    plain,
    read_facts,
    source_of,
    sourced,
    text,
    when,
)
from alliance87.partners.enums import GroupRoleKind, PlanState
from alliance87.partners.models import (
    ActionGroup,
    GroupRole,
    GroupStateChange,
    JourneyStage,
    Network,
    NetworkMembership,
    Output,
    Partner,
    WorkPlan,
)
from alliance87.partners.work_plans import load_objectives

LEADS = 1


def load_partners() -> None:
    """Load the directory and the networks; a part comes after what it is part of."""
    for fact in read_facts(FACTS / "partners.toml")["partner"]:
        partner = Partner(
            **plain(
                fact, ("name", "short_name", "kind", "subtype", "focus", "website")
            ),
            country=country_of(fact),
            parent=partner_of(fact, "parent"),
            **sourced(fact),
        )
        partner.joined = partial(fact.get("joined_before", ""), before=True)
        partner.full_clean()
        partner.save()
    for fact in read_facts(FACTS / "networks.toml")["network"]:
        _load_network(fact)


def load_groups(*, by) -> None:
    """Load the groups with their history, roles and work plans.

    A role needs its organization: partners are loaded before.
    """
    for fact in read_facts(FACTS / "groups.toml")["group"]:
        group = _load_group(fact)
        for change in fact["change"]:
            _load_change(group, change, by=by)
        for role in fact.get("role", ()):
            _load_role(group, role, by=by)
    for plan in read_facts(FACTS / "work_plans.toml")["plan"]:
        _load_plan(plan, by=by)


def load_journeys() -> None:
    facts = read_facts(FACTS / "journeys.toml")
    source = source_of(facts)
    for kind in facts["kinds"]:
        for stage in facts["stage"]:
            JourneyStage.objects.create(
                kind=kind,
                position=stage["position"],
                title=stage["title"],
                description=f"{stage['description']} Source: {source}.",
            )


def country_of(fact: dict) -> Country | None:
    iso3 = fact.get("country")
    return Country.objects.get(iso3=iso3) if iso3 else None


def partner_of(fact: dict, name: str = "partner") -> Partner | None:
    """Return the partner that a fact names in full; a wrong name is an error."""
    return Partner.objects.get(name=fact[name]) if fact.get(name) else None


def group_of(fact: dict) -> ActionGroup | None:
    name = fact.get("group")
    return ActionGroup.objects.get(name=name) if name else None


def _load_network(fact: dict) -> None:
    network = Network(
        **plain(fact, ("name", "short_name", "kind", "website")),
        summary=fact["description"],
        convener=partner_of(fact, "convener"),
        **sourced(fact),
    )
    network.full_clean()
    network.save()
    for name in fact.get("members", ()):
        partner = Partner.objects.get(name=name)
        NetworkMembership.objects.create(network=network, partner=partner)


def _load_group(fact: dict) -> ActionGroup:
    parent = fact.get("parent")
    group = ActionGroup(
        **plain(fact, ("name", "short_name", "kind", "lead", "summary", "mandate")),
        parent=ActionGroup.objects.get(name=parent) if parent else None,
        state=fact["change"][-1]["now"],
        **sourced(fact),
    )
    group.founded = partial(fact["founded"])
    group.full_clean()
    group.save()
    return group


def _load_change(group: ActionGroup, fact: dict, *, by) -> None:
    last = group.state_changes.order_by("pk").last()
    date_of_change = when(fact)
    GroupStateChange.objects.create(
        group=group,
        was=last.now if last else "",
        now=fact["now"],
        on=date_of_change.on,
        precision=date_of_change.precision,
        reason=fact["reason"],
        source=source_of(fact),
        by=by,
    )


def _load_role(group: ActionGroup, fact: dict, *, by) -> None:
    role = GroupRole(
        group=group,
        role=fact["role"],
        partner=partner_of(fact),
        slot=LEADS if fact["role"] == GroupRoleKind.CHAIR else None,
        created_by=by,
        **sourced(fact),
    )
    role.full_clean()
    role.save()


def _load_plan(fact: dict, *, by) -> None:
    plan = WorkPlan(
        group=group_of(fact),
        starts_on=date.fromisoformat(fact["starts_on"]),
        ends_on=date.fromisoformat(fact["ends_on"]),
        state=PlanState.ADOPTED,
        adopted_on=date.fromisoformat(fact["adopted_on"]),
        cross_cutting=text(fact["cross_cutting"]),
        created_by=by,
        **sourced(fact),
    )
    plan.full_clean()
    plan.save()
    objectives = {each.number: each for each in load_objectives()}
    for each in fact["output"]:
        _load_output(plan, each, objectives[each["objective"]], by=by)


def _load_output(plan: WorkPlan, fact: dict, objective, *, by) -> None:
    printed = f"Printed as “{fact['printed_as']}”."
    output = Output(
        plan=plan,
        objective=objective,
        number=fact["number"],
        text=fact["text"],
        is_accepted=True,
        created_by=by,
        **sourced(fact | {"note": printed}),
    )
    output.full_clean()
    output.save()
