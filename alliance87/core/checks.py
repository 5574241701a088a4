"""System checks: what an operator must know before the first person finds out."""

from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from alliance87.core import pdf
from alliance87.core.pdf_libraries import install_line


@register()
def pdf_can_be_made(app_configs, **kwargs):
    """Warn when PDFs cannot be made, with the command that mends it."""
    if pdf.is_available():
        return []
    return [
        CheckWarning(
            pdf.why_unavailable(), hint=f"Run: {install_line()}", id="core.W001"
        )
    ]
