"""Long work outside the request: `@job` says how, `ask_for` asks, a worker does it."""

from alliance87.core.jobs.asking import ask_again, ask_for
from alliance87.core.jobs.files import file_of
from alliance87.core.jobs.kinds import job
from alliance87.core.jobs.progress import Progress
from alliance87.core.jobs.worker import Worker, worker_is_running

__all__ = [
    "Progress",
    "Worker",
    "ask_again",
    "ask_for",
    "file_of",
    "job",
    "worker_is_running",
]
