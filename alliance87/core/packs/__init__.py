"""Many PDFs, our own and uploads of others, made into one: checked, cleaned, numbered.

    inspect(content)                       # at upload: refuses what cannot go in
    parts = settle(render, parts)          # pages that print page numbers
    pack = assemble(parts, title=…, language=…)

It knows nothing of what the parts are about. PDFs are read and written with pikepdf
only; pages of our own are rendered by `core.pdf` before they come here.
"""

from alliance87.core.packs.assembling import assemble
from alliance87.core.packs.cleaning import sanitise
from alliance87.core.packs.inspecting import Inspected, inspect
from alliance87.core.packs.parts import (
    Assembled,
    Layout,
    Part,
    Place,
    link_to,
    settle,
)
from alliance87.core.packs.splitting import split

__all__ = [
    "Assembled",
    "Inspected",
    "Layout",
    "Part",
    "Place",
    "assemble",
    "inspect",
    "link_to",
    "sanitise",
    "settle",
    "split",
]
