"""Choices of the partners app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person may be in the system; each has dates (`RoleAssignment`)."""

    CONTRIBUTOR = "contributor", _("National contributor")
    FOCAL_POINT = "focal_point", _("Focal point")
    GCG_MEMBER = "gcg_member", _("Member of the Global Coordinating Group")
    GCG_OBSERVER = "gcg_observer", _("Observer of the Global Coordinating Group")
    GROUP_CHAIR = "group_chair", _("Chair of an action group")
    OFFICER = "officer", _("Secretariat officer")
    ADMINISTRATOR = "administrator", _("Secretariat administrator")
    CHAIR = "chair", _("Chair of the Alliance")


COUNTRY_ROLES = (Role.CONTRIBUTOR, Role.FOCAL_POINT)


class PartnerType(models.TextChoices):
    """The nine stakeholder types, each with its own engagement journey."""

    COUNTRY = "country", _("Country")
    GOVERNMENT = "government", _("Government institution")
    INTERNATIONAL = "international", _("International or regional organization")
    CIVIL_SOCIETY = "civil_society", _("Civil society organization")
    WORKERS = "workers", _("Workers’ organization")
    EMPLOYERS = "employers", _("Employers’ or business membership organization")
    ACADEMIA = "academia", _("Academic institution or think tank")
    MEDIA = "media", _("Media or journalists’ network")
    SURVIVORS = "survivors", _("Survivors’ network")


class GroupState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    LAUNCHING = "launching", _("Launching")
    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    CLOSED = "closed", _("Closed")
    RELAUNCHED = "relaunched", _("Relaunched")


class PartnerSubtype(models.TextChoices):
    """Finer than the nine types; `SUBTYPES` says which belongs to which type."""

    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Government agency")
    MISSION = "mission", _("Permanent mission or embassy")
    LOCAL = "local", _("Local or regional government")
    UN_ENTITY = "un_entity", _("United Nations entity")
    INTERGOVERNMENTAL = "igo", _("Other intergovernmental organization")
    REGIONAL = "regional", _("Regional organization")
    NGO = "ngo", _("Non-governmental organization")
    COALITION = "coalition", _("Coalition or network of organizations")
    FOUNDATION = "foundation", _("Foundation")
    GLOBAL_UNION = "global_union", _("International trade union organization")
    NATIONAL_UNION = "national_union", _("National trade union organization")
    EMPLOYERS_ORGANIZATION = "employers_org", _("Employers’ organization")
    COMPANY = "company", _("Company")
    BUSINESS_NETWORK = "business_network", _("Business network")
    UNIVERSITY = "university", _("University")
    THINK_TANK = "think_tank", _("Think tank or research institute")
    KNOWLEDGE_PARTNER = "knowledge", _("Knowledge partner")
    MEDIA_ORGANIZATION = "media_org", _("Media organization")
    JOURNALISTS_NETWORK = "journalists", _("Journalists’ network")
    SURVIVOR_LED = "survivor_led", _("Survivor-led organization")
    SURVIVORS_NETWORK = "survivors_network", _("Network of survivors")


SUBTYPES = {
    PartnerType.COUNTRY: (),
    PartnerType.GOVERNMENT: (
        *(PartnerSubtype.MINISTRY, PartnerSubtype.AGENCY),
        *(PartnerSubtype.MISSION, PartnerSubtype.LOCAL),
    ),
    PartnerType.INTERNATIONAL: (
        *(PartnerSubtype.UN_ENTITY, PartnerSubtype.INTERGOVERNMENTAL),
        PartnerSubtype.REGIONAL,
    ),
    PartnerType.CIVIL_SOCIETY: (
        *(PartnerSubtype.NGO, PartnerSubtype.COALITION, PartnerSubtype.FOUNDATION),
    ),
    PartnerType.WORKERS: (PartnerSubtype.GLOBAL_UNION, PartnerSubtype.NATIONAL_UNION),
    PartnerType.EMPLOYERS: (
        *(PartnerSubtype.EMPLOYERS_ORGANIZATION, PartnerSubtype.COMPANY),
        PartnerSubtype.BUSINESS_NETWORK,
    ),
    PartnerType.ACADEMIA: (
        *(PartnerSubtype.UNIVERSITY, PartnerSubtype.THINK_TANK),
        PartnerSubtype.KNOWLEDGE_PARTNER,
    ),
    PartnerType.MEDIA: (
        *(PartnerSubtype.MEDIA_ORGANIZATION, PartnerSubtype.JOURNALISTS_NETWORK),
    ),
    PartnerType.SURVIVORS: (
        *(PartnerSubtype.SURVIVOR_LED, PartnerSubtype.SURVIVORS_NETWORK),
    ),
}
# What speaks for a State, and so has one.
OF_A_COUNTRY = (PartnerType.COUNTRY, PartnerType.GOVERNMENT)


class PartnerState(models.TextChoices):
    """Where a partner stands; derived from its dates, never stored."""

    ACTIVE = "active", _("Active")
    APPLICANT = "applicant", _("Applicant")
    INACTIVE = "inactive", _("Left")
    NAMED = "named", _("Named only")


class Focus(models.TextChoices):
    """What a partner works on."""

    CHILD_LABOUR = "child_labour", _("Child labour")
    FORCED_LABOUR = "forced_labour", _("Forced labour")
    TRAFFICKING = "trafficking", _("Human trafficking")
    SUPPLY_CHAINS = "supply_chains", _("Supply chains")
    MIGRATION = "migration", _("Migration")
    CONFLICT = "conflict", _("Conflict and humanitarian settings")
    RULE_OF_LAW = "rule_of_law", _("Rule of law and governance")
    RURAL = "rural", _("Rural development")
    SURVIVORS = "survivors", _("Survivors")
    RESEARCH = "research", _("Research and data")
    COMMUNICATIONS = "communications", _("Communications")


class SpokenLanguage(models.TextChoices):
    """Languages in which a person can be written to."""

    ARABIC = "ar", _("Arabic")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    PORTUGUESE = "pt", _("Portuguese")
    SPANISH = "es", _("Spanish")


class NetworkKind(models.TextChoices):
    BUSINESS = "business_network", _("Business network")
    SURVIVORS = "survivor_network", _("Survivors’ network")
    INITIATIVE = "related_initiative", _("Related initiative")


class GroupKind(models.TextChoices):
    ACTION_GROUP = "action_group", _("Action group")
    WORKING_GROUP = "working_group", _("Working group")
    STEERING_COMMITTEE = "steering_committee", _("Steering committee")


class GroupRoleKind(models.TextChoices):
    """What an organization does in a group beside being a member."""

    CHAIR = "chair", _("Chair")
    FOCAL_POINT = "focal_point", _("Focal point")
    STEERING_MEMBER = "steering_member", _("Member of the steering committee")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FOR_COMMENT = "for_comment", _("For comment")
    ADOPTED = "adopted", _("Adopted")
    CLOSED = "closed", _("Closed")


# Anybody reads a plan in these.
PUBLIC_PLAN_STATES = (PlanState.ADOPTED, PlanState.CLOSED)


class OutputState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    DELAYED = "delayed", _("Delayed")
    DELIVERED = "delivered", pgettext_lazy("output of a work plan", "Delivered")
    DROPPED = "dropped", _("Dropped")


class DuePrecision(models.TextChoices):
    """How exactly an output is due; the stored day is the first one it may be."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    YEAR = "year", _("year")


class ResourceNeedState(models.TextChoices):
    """Where a need stands: known, sent to the Group for an answer, answered."""

    OPEN = "open", _("Open")
    SENT = "sent", _("With the Coordinating Group")
    OFFERED = "offered", _("Help offered")
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Something may still come of a need in these; the Group has it before it in two.
PENDING_NEEDS = (
    ResourceNeedState.OPEN,
    ResourceNeedState.SENT,
    ResourceNeedState.OFFERED,
)
NEEDS_WITH_THE_GROUP = (ResourceNeedState.SENT, ResourceNeedState.OFFERED)


# The strategic objectives of the Alliance, in the order of the briefing pack of 2019.
OBJECTIVES = {
    1: _("Accelerating action"),
    2: _("Conducting research and sharing knowledge"),
    3: _("Driving innovation and leveraging resources"),
}
