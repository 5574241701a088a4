"""The moves of an import."""

from monitoring.enums import TransferState
from monitoring.models import ValueImport


def applied(value_import: ValueImport) -> None:
    value_import.state = TransferState.APPLIED
    value_import.save()


def undone(value_import: ValueImport) -> None:
    value_import.state = TransferState.UNDONE
    value_import.save()
