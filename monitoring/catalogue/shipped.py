"""The files of the catalogue that come with the application."""

from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
AXES = REFERENCE / "axes.yaml"
# The indicators of the annex of 2019.
FIRST_SET = REFERENCE / "indicators-2020.yaml"
