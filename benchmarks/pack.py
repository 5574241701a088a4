"""What a pack of 430 pages costs beyond the bare merge of the same files.

Run `./run manage shell -c "from benchmarks import pack as b; b.main()"`. Both sides
read the same files and write one document in the same run; only the ratio counts, and
how much memory the process takes at its peak (README.md, V14).
"""

import resource
from io import BytesIO
from random import Random
from time import perf_counter

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from alliance87.core.packs import Part, assemble

PAPERS, PAGES = 25, 17
OWN_PAGES = 5  # cover and contents
ROUNDS = 5
SIDE = 450  # points and pixels of the picture on a page
WORDS = ("roadmap", "country", "report", "meeting", "labour", "child", "action")


def paper(seed: int, pages: int = PAGES) -> bytes:
    """Return a paper of text with a photograph and two links on every page."""
    random = Random(seed)
    written = BytesIO()
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        for _number in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842)).obj
            page.Resources = Dictionary(
                Font=Dictionary(F1=font),
                XObject=Dictionary(I1=_photograph(pdf, random)),
            )
            page.Contents = pdf.make_stream(_drawn(random))
        _add_links(pdf)
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _photograph(pdf, random: Random):
    noise = Image.frombytes("RGB", (SIDE, SIDE), random.randbytes(SIDE * SIDE * 3))
    packed = BytesIO()
    noise.save(packed, "JPEG", quality=50)
    return pdf.make_stream(
        packed.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=SIDE,
        Height=SIDE,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _drawn(random: Random) -> bytes:
    lines = [
        f"1 0 0 1 70 {355 - 10 * line} Tm ({' '.join(random.choices(WORDS, k=14))}) Tj"
        for line in range(25)
    ]
    text = "\n".join(["BT /F1 9 Tf", *lines, "ET"])
    return f"q {SIDE} 0 0 {SIDE} 70 370 cm /I1 Do Q\n{text}".encode()


def _add_links(pdf) -> None:
    pages = [page.obj for page in pdf.pages]
    web = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    for at, page in enumerate(pages):
        to = Array([pages[at - 1], Name.XYZ, 0, 842, None])
        page.Annots = Array(
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=Array([70, 100, 300, 120]),
                    **target,
                )
            )
            for target in ({"A": web}, {"Dest": to})
        )


def merged(papers: list[bytes]) -> bytes:
    """Return the papers in one file, with nothing else done to them."""
    written = BytesIO()
    with pikepdf.new() as pdf:
        sources = [pikepdf.open(BytesIO(content)) for content in papers]
        for source in sources:
            pdf.pages.extend(source.pages)
        pdf.save(written)
        for source in sources:
            source.close()
    return written.getvalue()


def packed(papers: list[bytes]) -> bytes:
    """Return the papers as a pack: cleaned, numbered, bookmarked, linked, hashed."""
    parts = [
        Part(
            key=f"paper-{number}",
            title=f"2.{number} Report on the roadmaps",
            content=content,
            level=2,
            label=f"GCG 6 · v2, 4 November 2019 · 2.{number} Report on the roadmaps",
            is_numbered=number > 0,
        )
        for number, content in enumerate(papers)
    ]
    return assemble(parts, title="Pack", language="en").content


def main() -> None:
    """Measure both sides five times; the fastest of each counts, as in `timeit`."""
    papers = [paper(0, OWN_PAGES), *(paper(seed) for seed in range(1, PAPERS + 1))]
    say(f"{len(papers)} files, {sum(map(len, papers)) / 1e6:.0f} MB")
    bare, ours = [], []
    for _round in range(ROUNDS):
        bare.append(_seconds(merged, papers))
        ours.append(_seconds(packed, papers))
        say(f"bare merge {bare[-1]:.2f} s, pack {ours[-1]:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"Fastest: {min(ours) / min(bare):.1f} times (goal: 3), peak {peak:.0f} MB")


def _seconds(make, papers: list[bytes]) -> float:
    start = perf_counter()
    make(papers)
    return perf_counter() - start


def say(line: str) -> None:
    print(line)  # noqa: T201 -- what a benchmark is for
