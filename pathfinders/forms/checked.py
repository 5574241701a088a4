"""What forms share that never overwrite somebody else's text."""

from collections.abc import Callable

from alliance87.core.exceptions import StaleVersion
from alliance87.core.forms import VersionedModelForm


class CheckedForm(VersionedModelForm):
    """A versioned form whose record is saved by a verb, and not by the form."""

    @property
    def expected(self) -> int:
        """The version that was read; 0 for a new record."""
        return self.cleaned_data["version"] or 0

    def attempt(self, verb: Callable[[], object]) -> object:
        """Run the verb; on a clash list what the other person saved, and re-raise."""
        try:
            return verb()
        except StaleVersion:
            self._find_conflicts()
            raise
