"""What we hand out keeps the rules of PDF/UA-1, as veraPDF reads them."""

import pytest

from alliance87.core import pdf, reports
from tests.core import sample_report
from tests.verapdf import validate

pytestmark = pytest.mark.verapdf


def test_validate_names_a_rule_that_is_broken():
    content = pdf.render_html(
        '<!doctype html><html lang="en"><head><title>x</title></head>'
        "<body><h1>One</h1><h3>Three</h3></body></html>"
    )

    assert [line.split()[0] for line in validate(content)] == ["7.4.2-1"]


def test_document_with_every_kind_of_section_is_accessible():
    assert validate(reports.render(sample_report.roadmap())) == []


def test_document_from_right_to_left_is_accessible():
    assert validate(reports.render(sample_report.roadmap(language="ar"))) == []


def test_letter_is_accessible():
    assert validate(reports.render_letter(sample_report.letter())) == []
