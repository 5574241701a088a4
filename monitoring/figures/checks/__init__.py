"""What is impossible about figures, and what is odd: one code for form, file and API.

`findings` runs every check. Those that block name what cannot be; all others ask, and
an answer lets the figure stand. Decision record 0026.
"""

from monitoring.figures.checks import alone, parts, related, series, texts
from monitoring.figures.checks.base import Cell, Check, Finding
from monitoring.figures.checks.running import findings

# Every check by its code, which answers are kept under.
CHECKS: dict[str, Check] = {
    check.code: check
    for module in (alone, parts, series, related, texts)
    for check in module.CHECKS
}

__all__ = ["CHECKS", "Cell", "Check", "Finding", "findings"]
