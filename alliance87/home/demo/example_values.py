"""What Exampleland reports: two rounds, walked through by the people of the demo.

Every step is the verb behind a button, so the trail of the example is a true one. What
is reported stands in `monitoring/demo/exampleland.toml`.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliance87.core.documents import file_document
from alliance87.core.models import DocumentVersion, User
from alliance87.partners.enums import Role
from monitoring import demo
from monitoring.catalogue import Wording, define_indicator
from monitoring.corrections import ask_for_correction, decide_correction
from monitoring.demo.loader import EXAMPLE, import_table
from monitoring.enums import ValueState
from monitoring.evidence import link_evidence
from monitoring.figures.reading import read_content
from monitoring.models import (
    Indicator,
    IndicatorSet,
    Observation,
    ObservationVersion,
    ReportingRound,
    Source,
    Submission,
)
from monitoring.recording import (
    Place,
    confirm_value,
    current_definition,
    prefer,
    record_value,
)
from monitoring.rounds import extend_submission, open_round
from monitoring.selectors.findings import warnings_of
from monitoring.selectors.sending import what_is_missing
from monitoring.sourcing import save_source
from monitoring.talk import comment, explain
from monitoring.workflow import submission as rounds
from monitoring.workflow import value as values
from pathfinders.models import Pathfinder, Priority
