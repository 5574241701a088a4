"""Nothing active survives the merge, whatever it is called and wherever it hides."""

import re
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from alliance87.core.packs import Part, assemble, sanitise
from tests.core import pack_samples as samples

FORBIDDEN = re.compile(
    rb"JavaScript|/JS\b|/Launch|/AA\b|/OpenAction|EmbeddedFile|Filespec|/EF\b|/AF\b"
    rb"|/XFA|/AcroForm|/Widget|/FT\b|RichMedia|/3D|/Movie|/Sound|/Screen|/Rendition"
    rb"|/SubmitForm|/ImportData|/GoToR|/GoToE|/Named\b|/Next\b|/Hide|/SetOCGState"
    rb"|FileAttachment|PieceInfo|/Metadata|/OPI|/Alternates|/Collection|evil|payload"
)


def plain(content_or_pdf) -> bytes:
    """Return a document written so that every object can be read."""
    pdf = content_or_pdf
    if isinstance(pdf, bytes):
        pdf = pikepdf.open(BytesIO(pdf))
    return samples.saved(
        pdf,
        qdf=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )


def cleaned(content) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        sanitise(pdf)
        return plain(pdf)


def assembled(content) -> bytes:
    parts = [Part(key="a", title="A", content=content)]
    return plain(assemble(parts, title="T", language="en").content)


def forbidden(written: bytes) -> list[bytes]:
    return sorted(set(FORBIDDEN.findall(written)))


def made(add, **options) -> bytes:
    with pikepdf.new() as pdf:
        add(pdf, samples.new_page(pdf))
        return samples.saved(pdf, **options)


def annotated(*annotations) -> bytes:
    def add(pdf, page):
        page.Annots = Array([pdf.make_indirect(each) for each in annotations])

    return made(add)


@pytest.mark.parametrize("name", samples.ACTIVE)
def test_active_content_is_gone_from_the_bytes(name):
    mode = pikepdf.ObjectStreamMode.generate
    content = samples.active(name, object_stream_mode=mode)

    assert forbidden(plain(content))
    assert forbidden(cleaned(content)) == []
    assert forbidden(assembled(content)) == []


def _remote(pdf, page):
    far = Dictionary(S=Name.GoToR, F=String("evil.pdf"), D=Array([0, Name.Fit]))
    near = Dictionary(S=Name.GoToE, F=String("evil.pdf"))
    hide = Dictionary(S=Name.Hide, T=String("x"), Next=far)
    page.Annots = Array([samples.annotation("/Link", A=each) for each in (near, hide)])


def _link_with_more(pdf, page):
    page.Annots = Array(
        [
            samples.annotation(
                "/Link",
                A=Dictionary(
                    S=Name.URI, URI=String("https://a.example/"), Next=samples.script()
                ),
                PA=samples.launch(),
                AA=Dictionary(E=samples.script()),
                AF=Array([samples.attachment(pdf)]),
                Border=Array([0, 0, samples.launch()]),
                C=Array([samples.script()]),
            )
        ]
    )


def _inside_a_form(pdf, page):
    inner = samples.drawing(
        pdf, AF=Array([samples.attachment(pdf)]), OPI=Dictionary(F=String("evil"))
    )
    outer = samples.drawing(
        pdf,
        Resources=Dictionary(XObject=Dictionary(A=inner)),
        PieceInfo=Dictionary(X=samples.script()),
        Metadata=pdf.make_stream(b"evil"),
        Ref=Dictionary(F=String("evil.pdf")),
    )
    page.Resources.XObject = Dictionary(A=outer)


def _inside_a_pattern(pdf, page):
    form = samples.drawing(pdf, AA=Dictionary(O=samples.script()))
    tiles = pdf.make_stream(
        b"/A Do",
        PatternType=1,
        Resources=Dictionary(XObject=Dictionary(A=form)),
        AF=Array([samples.attachment(pdf)]),
    )
    page.Resources.Pattern = Dictionary(P=tiles)


def _inside_a_font(pdf, page):
    form = samples.drawing(pdf, AF=Array([samples.attachment(pdf)]))
    page.Resources.Font.F3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        CharProcs=Dictionary(JS=pdf.make_stream(b"", AA=samples.script())),
        Resources=Dictionary(XObject=Dictionary(A=form)),
    )


def _inside_a_mask(pdf, page):
    group = samples.drawing(pdf, AF=Array([samples.attachment(pdf)]))
    mask = Dictionary(S=Name.Luminosity, G=group)
    page.Resources.ExtGState = Dictionary(G=Dictionary(SMask=mask))


def _inside_properties(pdf, page):
    listed = Dictionary(AF=Array([samples.attachment(pdf)]), X=samples.script())
    page.Resources.Properties = Dictionary(P=listed)


def _of_an_image(pdf, page):
    image = pdf.make_stream(
        b"\0" * 3,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Alternates=Array([Dictionary(Image=pdf.make_stream(b"evil"))]),
        Metadata=pdf.make_stream(b"evil"),
    )
    page.Resources.XObject = Dictionary(I=image)


def _of_the_page(pdf, page):
    page.PieceInfo = Dictionary(X=samples.script())
    page.Metadata = pdf.make_stream(b"evil")
    page.Contents.AF = Array([samples.attachment(pdf)])
    page.PresSteps = Dictionary(NA=samples.launch())
    page.Group = Dictionary(S=Name.Transparency)


def _of_the_document(pdf, page):
    pdf.Root.AA = Dictionary(WC=samples.script())
    pdf.Root.Collection = Dictionary()
    pdf.Root.Threads = Array([Dictionary(X=samples.script())])
    pdf.Root.Metadata = pdf.make_stream(b"evil")
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String("evil")))


@pytest.mark.parametrize(
    "add",
    [
        _remote,
        _link_with_more,
        _inside_a_form,
        _inside_a_pattern,
        _inside_a_mask,
        _inside_properties,
        _of_an_image,
        _of_the_page,
        _of_the_document,
    ],
)
def test_what_hides_deeper_is_gone_from_the_bytes(add):
    content = made(add)

    assert forbidden(plain(content))
    assert forbidden(cleaned(content)) == []
    assert forbidden(assembled(content)) == []


def test_scripts_inside_a_font_are_gone_from_the_bytes():
    content = made(_inside_a_font)

    assert b"/EmbeddedFile" in plain(content)
    # The shape of a character may be called as it likes.
    assert forbidden(assembled(content)) == [b"/JS"]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "java\tscript:1", "data:text/html,x"],
)
def test_link_to_anything_but_web_and_mail_is_dropped(address):
    link = samples.annotation("/Link", A=Dictionary(S=Name.URI, URI=String(address)))

    assert b"/Annot" not in assembled(annotated(link))


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d", "HTTP://a.example", "mailto:a@b.example"]
)
def test_link_to_web_and_mail_stays(address):
    link = samples.annotation("/Link", A=Dictionary(S=Name.URI, URI=String(address)))

    assert f"/URI ({address})".encode() in assembled(annotated(link))


def test_nonsense_where_dictionaries_belong_is_survived():
    def add(pdf, page):
        page.Annots = Array(
            [1, Name.X, samples.annotation("/Link", A=Array([])), Array([page])]
        )
        page.Resources.XObject = Dictionary(A=3, B=Array([]), C=pdf.make_stream(b"x"))
        page.Resources.Font.F9 = Name.Nothing
        page.Resources.Properties = Array([])
        page.Rotate = 45
        page.UserUnit = Name.Large
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=String("x")))
        pdf.Root.OCProperties = Dictionary(OCGs=Dictionary())

    assert forbidden(assembled(made(add))) == []


# --- What the reader saw stays -----------------------------------------------------


def test_filled_form_and_comment_become_part_of_the_page():
    def add(pdf, page):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        resources = Dictionary(Font=Dictionary(F1=font))
        drawn = [
            samples.drawing(
                pdf, f"BT /F1 4 Tf 1 9 Td ({text}) Tj ET".encode(), Resources=resources
            )
            for text in ("typed", "noted")
        ]
        field = pdf.make_indirect(
            samples.annotation(
                "/Widget", FT=Name.Tx, T=String("x"), AP=Dictionary(N=drawn[0]), F=4
            )
        )
        note = samples.annotation("/FreeText", AP=Dictionary(N=drawn[1]), F=4)
        field.Rect, note.Rect = Array([72, 500, 272, 700]), Array([72, 100, 272, 290])
        page.Annots = Array([field, pdf.make_indirect(note)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    content = assemble(
        [Part(key="a", title="A", content=made(add))], title="T", language="en"
    ).content

    assert forbidden(plain(content)) == []
    assert samples.lines_of(content)[:-1] == ["typed", "A paper", "noted"]


@pytest.mark.parametrize("base", [{}, {"BaseState": Name.OFF}])
def test_hidden_layer_stays_hidden(base):
    def add(pdf, page):
        layers = [
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
            for name in ("shown", "hidden")
        ]
        states = {"ON": Array(layers[:1])} if base else {"OFF": Array(layers[1:])}
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(layers), D=Dictionary(**base, **states)
        )
        page.Resources.Properties = Dictionary(L0=layers[0], L1=layers[1])
        page.Contents = pdf.make_stream(
            b"/OC /L0 BDC BT /F1 24 Tf 72 300 Td (shown) Tj ET EMC "
            b"/OC /L1 BDC BT /F1 24 Tf 72 400 Td (hidden) Tj ET EMC"
        )

    content = assemble(
        [
            Part(key=key, title=key, content=made(add), is_numbered=False)
            for key in ("a", "b")
        ],
        title="T",
        language="en",
    ).content

    assert samples.lines_of(content) == ["shown", "shown"]
