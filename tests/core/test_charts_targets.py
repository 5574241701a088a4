"""The words of a target stand on nothing that is read."""

import re

from alliance87.core.charts import Line, LineChart, LinePoint, Segment, Target
from alliance87.core.charts.picture import Form

TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


def test_words_of_a_target_of_zero_are_neither_on_years_nor_on_gaps():
    points = tuple(
        Segment((LinePoint(year, value),)) for year, value in ((2008, 30), (2024, 16))
    )
    target = Target(2025, 0, "Target: 0% by the end of 2025")
    chart = LineChart((Line("Peru", points),), unit="%", targets=(target,), until=2030)

    for form in Form:
        texts = TEXT.findall(chart.draw("x", form).body)
        heights = {words: float(y) for _x, y, words in texts}
        assert heights["no data"] + 12 < heights[target.words] < heights["2030"] - 12
