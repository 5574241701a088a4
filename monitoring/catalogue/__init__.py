"""The catalogue of indicators as files, and the verbs that change it."""

from monitoring.catalogue.comparing import (
    Change,
    Difference,
    Kind,
    changes_between,
    changes_of,
    differences,
)
from monitoring.catalogue.customized import (
    define_indicator,
    retire_indicator,
    revise_indicator,
)
from monitoring.catalogue.entries import AxisPart, Entry, SetFile
from monitoring.catalogue.loading import (
    CHANGED_MEANWHILE,
    faults_of,
    load_axes,
    load_set,
)
from monitoring.catalogue.reading import read_axes, read_set
from monitoring.catalogue.writing import write_axes, write_file, write_set

__all__ = [
    "CHANGED_MEANWHILE",
    "AxisPart",
    "Change",
    "Difference",
    "Entry",
    "Kind",
    "changes_between",
    "changes_of",
    "SetFile",
    "define_indicator",
    "differences",
    "faults_of",
    "load_axes",
    "load_set",
    "read_axes",
    "read_set",
    "retire_indicator",
    "revise_indicator",
    "write_axes",
    "write_file",
    "write_set",
]
