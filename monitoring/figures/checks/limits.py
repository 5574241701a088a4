"""Every limit of the checks, and which indicators belong together.

Limits are ours (decision record 0026): wide enough that real figures pass, narrow
enough that a slip of a digit, a unit or a column does not.
"""

from decimal import Decimal
from typing import NamedTuple


class Jump(NamedTuple):
    """Two years differ oddly when both are passed: so many times, and by so much."""

    times: Decimal
    least: Decimal


# Percent in points, numbers in people or things, money in percent of GDP in points.
JUMPS = {
    "percent": Jump(Decimal("1.5"), Decimal(5)),
    "quantity": Jump(Decimal(3), Decimal(30)),
    "amount": Jump(Decimal(3), Decimal(1000)),
    "gdp_percent": Jump(Decimal(3), Decimal("0.5")),
}
# Figures further apart than this are not compared.
JUMP_YEARS = 10

# Between these times of one another two figures are thousands against ones.
# The smaller one is at least so large: with few people anything may happen.
THOUSANDFOLD = (Decimal(500), Decimal(2000))
THOUSANDS_LEAST = Decimal(10)

# A percent below 1 where earlier years are above 2 may be a fraction of one.
FRACTION, NO_FRACTION, FRACTION_TIMES = Decimal(1), Decimal(2), Decimal(5)
# With no earlier year to tell, only a percent below this is asked about.
FRACTION_ALONE = Decimal("0.1")

# So many years with one figure, and the smallest figure that counts.
SAME_YEARS = 4
SAME_LEAST = {"percent": Decimal(0), "quantity": Decimal(100), "amount": Decimal(0)}

# Parts may miss their sum by this share of it, and by 500 for each figure that is
# rounded to thousands, but never by more than the second share.
SUM_TOLERANCE, SUM_TOLERANCE_ROUNDED = Decimal("0.001"), Decimal("0.05")
# A part that is rounded to thousands may pass its whole by this share of it.
WHOLE_TOLERANCE = Decimal("0.01")
# A percent may lie beside its parts by this many points, besides their rounding.
PERCENT_TOLERANCE = Decimal("0.05")

# How many times one group may be the other, after what percent and number say.
SEXES_TIMES = Decimal("1.3")
YEARS_TIMES = Decimal("1.5")
GDP_TIMES = Decimal("2.5")
PART_TIMES = Decimal("1.1")
# Children of a country: fewer, or more, means another unit than ones.
POPULATION = (Decimal(10_000), Decimal(500_000_000))

# Bands of ages of one part that are compared with each other.
MOST_BANDS = 40

FIRST_YEAR = 1950

# Ages an indicator is about, both included. Source: annex of the framework.
SPANS = dict.fromkeys(("PR-CL-1", "PR-CL-2", "PR-CL-3", "PR-CL-4"), (5, 17))

# Without household chores, with them.
CHORES = ("PR-CL-1", "PR-CL-2")
# Hazardous work, all child labour, both by the national definition.
HAZARDOUS = ("PR-CL-4", "PR-CL-3")
# A year in which data were collected, the most recent one.
SURVEY_YEARS = (
    ("PC-CL-M1", "PC-CL-M2"),
    ("PC-FL-M2", "PC-FL-M3"),
    ("PC-HT-M2", "PC-HT-M3"),
)
# Forced labour and trafficking are counted apart.
APART = (("PR-FL-1", "PR-HT-1"), ("PR-FL-2", "PR-HT-2"), ("PR-FL-3", "PR-HT-3"))
APART_LEAST = {"quantity": Decimal(11), "percent": Decimal(0)}

# Stages of a case, each at most as many as the one before; beginnings of the codes.
STAGES = ("investig", "prosecut", "convict")
