"""Forms of monitoring, one module per topic."""

from monitoring.forms.review import (
    REPORT_TEXTS,
    AnswerForm,
    AssessmentForm,
    OutcomeForm,
    ReportForm,
    ReturnForm,
    StartForm,
    TableForm,
)

__all__ = [
    "REPORT_TEXTS",
    "AnswerForm",
    "AssessmentForm",
    "OutcomeForm",
    "ReportForm",
    "ReturnForm",
    "StartForm",
    "TableForm",
]
