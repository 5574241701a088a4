from alliance87.core.models.audit import AuditEvent
from alliance87.core.models.country import Country, name_field
from alliance87.core.models.document import Document, DocumentVersion
from alliance87.core.models.job import Job
from alliance87.core.models.mail import Mail
from alliance87.core.models.planned import PlannedPublication
from alliance87.core.models.submission import Submission
from alliance87.core.models.user import User

__all__ = [
    "AuditEvent",
    "Country",
    "Document",
    "DocumentVersion",
    "Job",
    "Mail",
    "PlannedPublication",
    "Submission",
    "User",
    "name_field",
]
