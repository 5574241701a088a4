"""One table in the tags for one table on paper, however many pages it covers.

WeasyPrint tags a table once for every page it is on, so a screen reader announces
three tables where there is one. This finisher joins them: the rows move to the first
one, and the heads repeated on later pages become decoration, as the norm wants.
"""

from collections.abc import Iterator
from typing import Any

Element = Any  # a dictionary of pydyf, which brings no types


class TableMerger:
    """Joins the tagged parts of every table in a document that is being written."""

    def __init__(self, document, pdf):
        self.pdf = pdf
        self.boxes = [
            box for page in document.pages for box in _table_boxes(page._page_box)
        ]
        self.tables = [
            item for item in pdf.objects if _kind(item) == "/Table" and "K" in item
        ]

    def merge(self) -> None:
        """Join the parts; leave a document alone whose tags are not as expected."""
        if len(self.boxes) != len(self.tables):
            return
        first_parts: dict[int, Element] = {}
        for box, table in zip(self.boxes, self.tables, strict=True):
            first = first_parts.setdefault(id(box.element), table)
            if first is not table:
                self._join(first, table)

    def _join(self, first: Element, later: Element) -> None:
        body = self._child(first, "/TBody")
        if body is None:
            return
        ids = self._same_heads(first, later)
        for part in self._children(later):
            if _kind(part) == "/TBody":
                for reference in part["K"]:
                    self._object(reference)["P"] = body.reference
                body["K"].extend(part["K"])
                self._point_to(part, ids)
            elif _kind(part) == "/THead":
                self._make_decoration(part)
        self._object(later["P"])["K"].remove(later.reference)

    def _same_heads(self, first: Element, later: Element) -> dict:
        """Map the ids of the cells in the later head to those in the first head."""
        ours, theirs = (
            [
                cell["ID"].string
                for cell in self._below(self._child(table, "/THead"))
                if "ID" in cell
            ]
            for table in (first, later)
        )
        return dict(zip(theirs, ours, strict=False))

    def _point_to(self, body: Element, ids: dict) -> None:
        for cell in self._below(body):
            headers = cell.get("A", {}).get("Headers", ())
            for header in headers:
                header.string = ids.get(header.string, header.string)

    def _make_decoration(self, head: Element) -> None:
        for element in self._below(head):
            page = self._object(element["Pg"])
            stream = self._object(page["Contents"]).stream
            tree = self._object(self._root()["ParentTree"])["Nums"]
            owners = tree[2 * page["StructParents"] + 1]
            for mark in element["K"]:
                if isinstance(mark, int):
                    owners[mark] = "null"
                    _unmark(stream, mark)

    def _root(self) -> Element:
        return self._object(self.pdf.catalog["StructTreeRoot"])

    def _object(self, reference: bytes) -> Element:
        return self.pdf.objects[int(bytes(reference).split()[0])]

    def _children(self, element: Element) -> list[Element]:
        return [self._object(kid) for kid in element["K"] if isinstance(kid, bytes)]

    def _child(self, element: Element, kind: str) -> Element | None:
        return next((c for c in self._children(element) if _kind(c) == kind), None)

    def _below(self, element: Element | None) -> Iterator[Element]:
        if element is None or "K" not in element:
            return
        yield element
        for child in self._children(element):
            yield from self._below(child)


def _kind(item) -> str:
    return item.get("S", "") if isinstance(item, dict) else ""


def _table_boxes(box) -> Iterator:
    """Yield the boxes that become a Table tag, in the order of the tags."""
    box = getattr(box, "_box", box)
    if getattr(box, "is_table_wrapper", False):
        yield box
    for child in getattr(box, "children", ()):
        yield from _table_boxes(child)


def _unmark(stream: list, mark: int) -> None:
    """Turn one marked piece of a page's content into an artifact."""
    for i, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") == mark:
            stream[i - 1 : i + 2] = ["/Artifact", b"BMC"]
            return
