from alliance87.partners.models.directory import ActionGroup, Partner, Person
from alliance87.partners.models.role_assignment import RoleAssignment

__all__ = ["ActionGroup", "Partner", "Person", "RoleAssignment"]
