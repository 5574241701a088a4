"""An invented country's roadmap with every kind of section, for the tests."""

from datetime import date

from alliance87.core import charts, reports
from alliance87.core.reports import Cell, Column, Fact, Group, Row, Tone

AS_OF = date(2026, 11, 20)
SOURCE = "Roadmap of Exampleland, version 2 [1]"

STRANDS = {
    "Child labour": [
        "Register of inspections shared by all districts",
        "School return for children found at work",
        "Rules on light work brought into line with the minimum age",
        "Cash support for families in the cocoa districts",
    ],
    "Forced labour": [
        "Fair recruitment law presented to parliament",
        "Inspection of recruitment agencies",
        "Complaint line in four languages",
        "Remedy fund for survivors",
    ],
    "Human trafficking": [
        "National referral mechanism in every region",
        "Training of prosecutors and judges",
        "Shelter standards agreed with civil society",
        "Joint border teams",
    ],
}


def roadmap(**changes) -> reports.Report:
    """Return the sample with any field changed."""
    fields = {
        "kind": "Roadmap",
        "title": "Exampleland",
        "subtitle": "Roadmap to end child labour, forced labour and human "
        "trafficking, 2024–2028",
        "issuer": "Alliance 8.7",
        "language": "en",
        "as_of": AS_OF,
        "version_text": "version 2",
        "is_example": True,
        "period": (2024, 2028),
        "targets": ((2025, "child labour"), (2030, "all of target 8.7")),
        "facts": (
            Fact("Period", "2024–2028"),
            Fact("Version", "2, published"),
            Fact("As of", "20 November 2026"),
            Fact("Language", "English, summaries in French and Arabic"),
        ),
        "sections": reports.compose(
            [summary, context, priorities, timeline, funding, people, sources], None
        ),
    }
    return reports.Report(**fields | changes)


def summary(_data):
    return [
        reports.Prose(
            heading="Summary",
            lead="Exampleland asks for twelve actions in five years. Seven have "
            "begun, two are late, and no budget is on record for three.",
            side="Numbers in square brackets lead to the list of sources.",
            text="The roadmap was adopted on **14 March 2024** by the national "
            "committee [1].\n\nIt has three strands:\n\n- child labour, four "
            "actions\n- forced labour, four actions\n- human trafficking, four "
            "actions\n\n### How it was written\n\nA workshop of three days brought "
            "together ministries, employers, unions and survivors. Its report is at "
            "<https://example.org/report>.",
        ),
        reports.Facts(
            facts=(
                Fact("Actions begun", "7 of 12", "2 late, 3 not begun"),
                Fact("Benchmarks reached", "3 of 7", "2025: 4 of 6"),
                Fact("Disbursed", "USD 2.9 million", "57 per cent of the amount"),
                Fact("Child labour, 5–17 years", "9.8 %", "2022, survey"),
                Fact("Funding gap", "Cannot be computed", "3 budgets missing", True),
                Fact("Focal point", "Not on record", "", True),
            )
        ),
        reports.Prose(
            language="fr",
            text="### Résumé\n\nLa feuille de route énonce douze actions\xa0: quatre "
            "sur le travail des enfants, quatre sur le travail forcé et quatre sur "
            "la traite des êtres humains.",
        ),
        reports.Prose(
            language="ar",
            direction="rtl",
            text="### ملخّص\n\nتحدّد خارطة الطريق عشر أولويات بشأن عمل الأطفال "
            "والاتجار بالبشر.",
        ),
    ]


def context(_data):
    bars = charts.funding_bars(
        (
            charts.FundingBar("Child labour", needed=500, available=320),
            charts.FundingBar("Forced labour", needed=240, available=None),
            charts.FundingBar("Human trafficking", needed=310, available=310),
        ),
        currency="USD",
        title="Needed and available by strand",
        description="Child labour 320 of 500; forced labour unknown of 240; "
        "trafficking 310 of 310, thousand US dollars.",
        prefix="sample",
        for_print=True,
    )
    return [
        reports.Prose(
            heading="Context",
            text="The money known for each strand, and what the source leaves open.",
        ),
        reports.Figure(
            title="Trafficking alone has all the money its actions need",
            description="Needed and available, thousand US dollars",
            svg=bars,
            columns=(
                Column("Strand", 10),
                Column("Needed", 7, is_number=True),
                Column("Available", 7, is_number=True),
            ),
            rows=(
                Row(("Child labour", "500", "320")),
                Row(("Forced labour", "240", reports.NO_DATA)),
                Row(("Human trafficking", "310", "310")),
            ),
            source=SOURCE,
            as_of=AS_OF,
            note="A missing amount is not an amount of zero.",
        ),
        reports.Note(
            text="**What would close the gap.** For each action: amount, currency "
            "and period, with a document for each."
        ),
    ]


def priorities(_data):
    number, rows = 0, []
    tones = (Cell("On track", tone=Tone.ON_TRACK), Cell("Late", tone=Tone.LATE))
    for strand, actions in STRANDS.items():
        rows.append(Group(strand))
        for action in actions:
            number += 1
            rows.append(
                Row(
                    (
                        action,
                        "Draft, discuss with employers and unions, adopt by decree, "
                        "publish, and report to the committee every six months",
                        "Ministry of Labour; district councils",
                        "2024–2026",
                        reports.NOT_STATED if number % 3 else "USD 120,000",
                        "Supply chains",
                        tones[number % 2],
                    ),
                    number=str(number),
                )
            )
    return reports.TableSection(
        heading="Priorities and actions",
        title="Twelve actions are named; four have a budget",
        description="Roadmap of Exampleland in the seven official columns",
        is_landscape=True,
        columns=(
            Column("Priorities", 5),
            Column("Actions", 6),
            Column("Partners", 3),
            Column("Timeline", 2),
            Column("Budget", 3),
            Column("Link to action group", 3),
            Column("Monitoring progress", 2),
        ),
        rows=tuple(rows),
        source=SOURCE,
        as_of=AS_OF,
        note="An empty cell is an absence in the source.",
    )


def timeline(_data):
    return reports.TableSection(
        heading="The path on record",
        title="Every date is printed as exactly as it is known",
        columns=(Column("Milestone"), Column("Date", is_nowrap=True), Column("Proof")),
        rows=(
            Row(("Expression of interest", "17 July 2019", "Letter of the minister")),
            Row(("Strategic planning workshop", "March 2020", "Report")),
            Row(("Confirmation letter", reports.NOT_STATED, "")),
        ),
        source=SOURCE,
    )


def funding(_data):
    return reports.TableSection(
        heading="Funding",
        runs_on=True,
        title="The gap cannot be computed, which is not a gap of zero",
        description="Thousand US dollars",
        columns=(
            Column("Strand", 9),
            Column("Actions", 3, is_number=True),
            Column("Needed", 4, is_number=True),
            Column("Available", 4, is_number=True),
            Column("Gap", 4, is_number=True),
        ),
        rows=(
            Row(("Child labour", "4", "500", "320", "180")),
            Row(("Forced labour", "4", "240", reports.NO_DATA, Cell("–"))),
            Row(("Human trafficking", "4", "310", "310", "0")),
            Row(("All", "12", "1,050", reports.NO_DATA, Cell("–")), is_total=True),
        ),
        source=SOURCE,
        as_of=AS_OF,
    )


def people(_data):
    return [
        reports.Details(
            heading="Coordination",
            facts=(
                Fact("Focal point", "Ms Amina Example"),
                Fact("Post and institution", "Director, Ministry of Labour"),
                Fact("National coordination body", "Committee on decent work"),
                Fact("Reports to", "Not stated in the source", "", True),
            ),
            source=SOURCE,
            as_of=AS_OF,
        ),
        reports.People(
            groups=(
                (
                    "Ministries",
                    (
                        reports.Person("Amina Example", "Director", "Labour"),
                        reports.Person("Joseph Nguyễn", "Adviser", "Education"),
                    ),
                ),
                ("Workers", (reports.Person("Śāntā Rai", "Secretary", "Union"),)),
            )
        ),
    ]


def sources(_data):
    return reports.Sources(
        heading="Sources and method",
        runs_on=True,
        sources=(
            reports.Source("Government of Exampleland: roadmap, 14 March 2024."),
            reports.Source("Rapport de l’atelier, mars 2020.", language="fr"),
        ),
    )


def letter(**changes) -> reports.Letter:
    """Return a letter on one sheet with any field changed."""
    fields = {
        "number": "A87/2026/014",
        "language": "en",
        "dated": AS_OF,
        "place": "Geneva",
        "sender": "Secretariat of Alliance 8.7\nInternational Labour Office",
        "addressee": "H.E. Ms Amina Example\nMinister of Labour\nExampleland",
        "subject": "Confirmation of pathfinder status",
        "text": "Excellency,\n\nI have the honour to refer to your letter of 14 March "
        "2024, in which the Government of Exampleland expressed its interest in "
        "becoming a pathfinder country of Alliance 8.7.\n\nThe Global Coordinating "
        "Group took note of the workshop, of the roadmap 2024–2028 and of the report "
        "made to its tenth meeting. I am pleased to confirm that Exampleland is a "
        "**pathfinder country**.\n\nPlease accept, Excellency, the assurances of my "
        "highest consideration.",
        "signatory": "Ms Example Chair",
        "post": "Chair of the Global Coordinating Group\nAlliance 8.7",
        "enclosures": ("Guidance note for pathfinder countries",),
        "footer": "Alliance 8.7 · Confirmation letter A87/2026/014",
        "is_example": True,
    }
    return reports.Letter(**fields | changes)
