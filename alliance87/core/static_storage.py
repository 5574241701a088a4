"""Static files for production: hashed, compressed, one style sheet in place of 34."""

import re
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = ("css/main.css",)
# Django's own patterns would also read the scripts of packages, which name files that
# they do not ship.
OWN_SCRIPTS = (
    "js/*.js",
    (
        (
            r"""(?P<matched>from\s*["'](?P<url>\./[^"']+)["'])""",
            'from "%(url)s"',
        ),
    ),
)
IMPORT = re.compile(r'@import "(?P<path>[^"]+)";')


class BundledStaticStorage(CompressedManifestStaticFilesStorage):
    """Puts imported style sheets into the one that imports them before hashing.

    Scripts import each other by their hashed names, so that after an update no browser
    mixes an old module that it kept with a new one.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, OWN_SCRIPTS)

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in BUNDLES:
                if name in paths:
                    storage, path = paths[name]
                    bundle = Path(self.path(name))
                    bundle.write_text(_bundle(Path(storage.path(path))), "utf-8")
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def _bundle(sheet: Path) -> str:
    """Return the sheet with its imports in place, in their order."""
    return IMPORT.sub(
        lambda match: (sheet.parent / match["path"]).read_text("utf-8"),
        sheet.read_text("utf-8"),
    )
