"""On which page of a PDF something stands."""

from io import BytesIO

import pikepdf


def pages_of(pdf: bytes) -> dict[str, int]:
    """Return the page, counted from one, of each place that the document names.

    A document that names none, as those of others do, gives an empty result. Raises
    pikepdf.PdfError when it is no PDF.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = {page.objgen: at for at, page in enumerate(document.pages, start=1)}
        names = document.Root.get("/Names", {}).get("/Dests")
        if names is None:
            return {}
        tree = pikepdf.NameTree(names)
        return {str(name): numbers[place[0].objgen] for name, place in tree.items()}
