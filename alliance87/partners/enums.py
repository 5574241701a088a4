"""Choices of the partners app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
