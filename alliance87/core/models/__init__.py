from alliance87.core.models.audit import AuditEvent
from alliance87.core.models.country import Country, name_field
from alliance87.core.models.document import Document, DocumentVersion
from alliance87.core.models.user import User

__all__ = [
    "AuditEvent",
    "Country",
    "Document",
    "DocumentVersion",
    "User",
    "name_field",
]
