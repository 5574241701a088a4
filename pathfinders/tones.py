"""Which tone of the component `state` stands for each condition of the path."""

from pathfinders.enums import (
    EoiState,
    LetterState,
    RoadmapState,
    Stage,
    Status,
    StepMark,
)

MARK_TONES: dict[str, str] = {
    StepMark.PROOF: "good",
    StepMark.STATED: "watch",
    StepMark.CONFLICT: "watch",
    StepMark.OVERRIDDEN: "watch",
    StepMark.UNDER_WAY: "half",
    StepMark.MISSING: "stop",
    StepMark.NO_RECORD: "none",
    StepMark.NOT_APPLICABLE: "na",
}
STATUS_TONES: dict[str, str] = {
    Status.ON_PATH: "half",
    Status.PATHFINDER: "good",
    Status.ON_HOLD: "hold",
    Status.WITHDRAWN: "na",
}
STAGE_TONES: dict[str, str] = {
    stage: STATUS_TONES.get(stage.value, "half") for stage in Stage
}
RECORD_TONES: dict[str, str] = {
    EoiState.DRAFT: "half",
    EoiState.SUBMITTED: "watch",
    EoiState.RETURNED: "stop",
    EoiState.ACCEPTED: "good",
    RoadmapState.PRESENTED: "good",
    RoadmapState.PUBLISHED: "good",
    RoadmapState.SUPERSEDED: "na",
    LetterState.SIGNED: "todo",
    LetterState.SENT: "good",
}
