"""Exampleland: one complete, invented path, made by the same verbs as a real one."""

import io
from datetime import timedelta

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.models import Country, Document, User
from alliance87.partners.enums import Role
from monitoring import workflow as reviews
from monitoring.enums import Assessment, JustificationVerdict
from monitoring.forms.missed import MissedForm
from monitoring.missed import save_missed
from monitoring.models import AnnualReview, MissedMilestone
from monitoring.selectors.missed import planned_actions
from pathfinders import workflow
from pathfinders.demo.loader import (
    first_day,
    load_rows,
    load_steps,
    read_facts,
    when,
)
from pathfinders.demo.progress import load_progress
from pathfinders.demo.support import load_support
from pathfinders.demo.workshop_records import RECORDS as WORKSHOP_RECORDS
from pathfinders.demo.workshop_records import load_workshop_records
from pathfinders.enums import LetterKind, MilestoneKind
from pathfinders.letters import draft_letter
from pathfinders.models import ExpressionOfInterest, Pathfinder
from pathfinders.services import open_path

# Steps that the verbs below put on record themselves.
BY_VERB = {
    MilestoneKind.EXPRESSION_OF_INTEREST,
    MilestoneKind.SENIOR_OFFICIAL,
    MilestoneKind.CONFIRMATION_LETTER,
    MilestoneKind.ANNUAL_REVIEW,
}


def create_example_country(facts: dict) -> Country:
    return Country.objects.create(
        iso3=facts["iso3"],
        iso2=facts["iso2"],
        name_en=facts["name_en"],
        name_fr=facts["name_fr"],
        name_es=facts["name_es"],
        is_example=True,
    )


def load_example(country: Country, facts: dict, people: dict[Role, User]) -> None:
    """Walk Exampleland from its letter to its second review."""
    officer, focal = people[Role.OFFICER], people[Role.FOCAL_POINT]
    pathfinder = open_path(
        country,
        by=officer,
        procedure=facts["procedure"],
        entered_on=first_day(facts["eoi"]["on"]),
    )
    steps = [each for each in facts["milestone"] if each["kind"] not in BY_VERB]
    appointments = [
        each for each in facts["appointment"] if each["kind"] == "focal_point"
    ]
    plain = facts | {"milestone": steps, "appointment": appointments}
    load_steps(pathfinder, plain, by=officer)
    _file_proofs(pathfinder, by=officer)
    _write(pathfinder, facts["eoi"], focal=focal, officer=officer)
    for each in facts["roadmap"]:
        sourced = each | {"source": "Example: invented for this demonstration"}
        roadmap = load_rows(pathfinder, sourced, by=focal)
        workflow.record_past_roadmap(
            roadmap, reason="Worked example.", by=people[Role.ADMINISTRATOR]
        )
        load_progress(roadmap, each, by=focal)
    _confirm(pathfinder, facts, officer=officer, chair=people[Role.CHAIR])
    for each in facts["review"]:
        _review(pathfinder, each, people)
    load_workshop_records(
        pathfinder, read_facts(WORKSHOP_RECORDS), focal=focal, officer=officer
    )
    load_support(pathfinder, focal=focal, officer=officer)


def _file_proofs(pathfinder: Pathfinder, *, by: User) -> None:
    for milestone in pathfinder.milestones.exclude(kind="informal_interest"):
        title = f"Example: {milestone.get_kind_display()}"
        milestone.document = file_document(
            example_pdf(title),
            title=title,
            audience=Audience.PUBLIC,
            country=pathfinder.country,
            by=by,
        )
        milestone.save()


def _write(pathfinder: Pathfinder, fact: dict, *, focal: User, officer: User) -> None:
    title = "Example: letter of the Minister"
    eoi = ExpressionOfInterest(
        pathfinder=pathfinder,
        minister=fact["minister"],
        ministry=fact["ministry"],
        addressee=fact["addressee"],
        text=fact["text"],
        senior_official=fact["senior_official"],
        senior_official_post=fact["senior_official_post"],
        received_on=first_day(fact["received_on"]),
        acknowledged_on=first_day(fact["acknowledged_on"]),
        scan=file_document(
            example_pdf(title),
            title=title,
            audience=Audience.OFFICIALS,
            country=pathfinder.country,
            by=focal,
        ),
        created_by=focal,
    )
    eoi.when = when(fact)
    eoi.full_clean()
    eoi.save()
    workflow.submit_eoi(eoi, by=focal)
    workflow.accept_eoi(eoi, by=officer)


def _confirm(pathfinder: Pathfinder, facts: dict, *, officer: User, chair: User):
    sent_on = first_day(facts["status"]["on"])
    letter = draft_letter(
        pathfinder,
        by=officer,
        kind=LetterKind.CONFIRMATION,
        number="EXAMPLE-2024-01",
        dated_on=sent_on - timedelta(days=1),
        recipient=facts["eoi"]["minister"],
        recipient_post=facts["eoi"]["ministry"],
        signatory="F. Example",
        signatory_post="Chair of Alliance 8.7",
        body=(
            "On behalf of the Global Coordinating Group I confirm that Exampleland is "
            "a pathfinder country of Alliance 8.7.\n\n"
            "The Group will review progress on the roadmap every year."
        ),
    )
    scan = example_pdf("Example: signed confirmation letter")
    workflow.sign_letter(letter, scan=scan, by=officer)
    workflow.send_letter(letter, sent_on=sent_on, by=chair)


def _review(pathfinder: Pathfinder, fact: dict, people: dict[Role, User]) -> None:
    officer, focal = people[Role.OFFICER], people[Role.FOCAL_POINT]
    pathfinder.refresh_from_db()
    review = reviews.start_review(pathfinder, year=fact["year"], by=focal)
    review.progress, review.challenges = fact["narrative"], fact["challenges"]
    review.justification, review.next_steps = fact["justification"], fact["next_steps"]
    review.support_needed = fact["support_needed"]
    review.save()
    judgements = _give_reasons(review, fact.get("missed", []), by=focal)
    if not fact["assessment"]:
        return
    review = reviews.submit_review(review, by=focal)
    review.assessment = Assessment(fact["assessment"])
    review.assessment_reasons = fact["assessment_reasons"]
    review.save()
    shared = reviews.share_assessment(review, by=officer)
    shared.answer = fact["answer"]
    shared.answered_at, shared.answered_by = timezone.now(), focal
    shared.save()
    reviews.table_review(review, meeting="Meeting of the Group (example)", by=officer)
    reviews.record_outcome(
        review,
        verdict=JustificationVerdict.NOT_NEEDED,
        by=people[Role.ADMINISTRATOR],
        judgements=judgements,
    )
    reviews.publish_review(review, by=officer)


def _give_reasons(
    review: AnnualReview, facts: list[dict], *, by: User
) -> dict[int, tuple[str, str]]:
    """Put the missed milestones on the list; those not missed yet are left out.

    Returns the verdict and the why for each that the Group will judge.
    """
    today, judgements = timezone.localdate(), {}
    for fact in facts:
        if first_day(fact["until_on"]) <= today:
            row = _missed(review, fact, by=by)
            judgements[row.pk] = (JustificationVerdict.ACCEPTED, fact["why"])
    return judgements


def _missed(review: AnnualReview, fact: dict, *, by: User) -> MissedMilestone:
    actions = planned_actions(review, by)
    keys = {each.action.title: str(each.action.key) for each in actions}
    proof = fact["proof"]
    form = MissedForm(
        fact
        | {
            "version": 0,
            "action_key": keys[fact["action"]],
            "proof": "",
            "file_title": proof,
            "audience": Audience.PUBLIC,
            "language": review.language,
        },
        {"upload": example_pdf(proof)} if proof else {},
        instance=MissedMilestone(review=review, created_by=by),
        actions=actions,
        documents=Document.objects.visible_to(by),
    )
    form.full_clean()
    return save_missed(form, by=by)


def example_pdf(text: str) -> SimpleUploadedFile:
    """Return a one-page PDF that says what it stands for."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    line = text.encode("latin-1", "replace").replace(b"(", b"[").replace(b")", b"]")
    page.obj.Contents = pdf.make_stream(b"BT /F1 20 Tf 72 720 Td (%s) Tj ET" % line)
    content = io.BytesIO()
    pdf.save(content, deterministic_id=True)
    return SimpleUploadedFile("example.pdf", content.getvalue())
