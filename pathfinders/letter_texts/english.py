"""The letters in English; a paragraph with a fact not on record is left out."""

from pathfinders.enums import LetterKind, MilestoneKind

POST = "Chair of Alliance 8.7"
ACKNOWLEDGING_POST = "Head of the Secretariat of Alliance 8.7"
SALUTATION = "Excellency,"
CLOSING = "Please accept the assurances of my highest consideration."
COMMITMENTS = (
    "As a pathfinder country, your country commits to going further and faster to "
    "achieve Target 8.7: to adopt, implement and improve action plans, laws and their"
    " enforcement in consultation with the social partners; to turn public "
    "commitments into action; to support accelerated action in another country; and "
    "to promote the ratification and full implementation of human rights and "
    "international labour standards."
)
REVIEW = (
    "Your country will report against the agreed indicators. The Secretariat and the "
    "Global Coordinating Group review progress every year. After two annual reviews "
    "that show no substantial progress on the action plan, with no reasonable "
    "justification, the status can be put on hold until progress is documented again."
)
SUBJECTS = {
    LetterKind.ACKNOWLEDGEMENT: "Expression of interest received: %s",
    LetterKind.CONFIRMATION: "Pathfinder country status: %s",
    LetterKind.WARNING: "Annual review of progress: %s",
    LetterKind.HOLD: "Pathfinder country status put on hold: %s",
    LetterKind.REINSTATEMENT: "Pathfinder country status reinstated: %s",
}
# What an acknowledgement announces: the first of these steps that is still to come.
NEXT_STEPS = {
    MilestoneKind.GCG_OBSERVED: (
        "As the next step, I invite your Government to attend the next meeting of the "
        "Global Coordinating Group as an observer, in person or by videoconference, "
        "and to present its commitment there."
    ),
    MilestoneKind.COORDINATION: (
        "As the next step, I invite your Government to bring the national partners "
        "together in a coordination mechanism and to prepare a mapping of the "
        "situation."
    ),
    MilestoneKind.WORKSHOP: (
        "As the next step, I invite your Government to hold an inclusive strategic "
        "planning workshop with ministries, employers’ and workers’ organizations, "
        "civil society, and survivors and affected groups. It produces a roadmap with "
        "measurable actions."
    ),
    MilestoneKind.ROADMAP_SUBMITTED: (
        "As the next step, I invite your Government to submit the roadmap that follows "
        "from the strategic planning workshop."
    ),
    MilestoneKind.REPORTED_BACK: (
        "As the next step, I invite your Government to present the roadmap to the "
        "Global Coordinating Group."
    ),
}
PARAGRAPHS = {
    LetterKind.ACKNOWLEDGEMENT: (
        "On behalf of Alliance 8.7, I acknowledge with thanks the receipt of your "
        "letter of %(letter_on)s, in which your Government expresses its interest in "
        "becoming a pathfinder country.",
        "I have taken note that %(senior_official)s will lead the effort to accelerate "
        "progress in your country.",
        "This letter confirms that the letter of your country, %(country)s, was "
        "received. It does not confer the status of pathfinder country, which follows "
        "the steps of the procedure.",
        "%(next_step)s",
        "The Secretariat remains at the disposal of your Government for each of these "
        "steps.",
    ),
    LetterKind.CONFIRMATION: (
        "On behalf of Alliance 8.7, I thank your Government for its expression of "
        "interest of %(eoi_on)s in becoming a pathfinder country.",
        "The strategic planning workshop of %(workshop_on)s brought together the "
        "partners in your country.",
        "The roadmap %(roadmap_period)s sets out the measurable actions agreed to "
        "accelerate progress.",
        "I have the honour to confirm that Alliance 8.7 awards your country, "
        "%(country)s, the status of pathfinder country.",
        COMMITMENTS,
        REVIEW,
    ),
    LetterKind.WARNING: (
        "Your country has been a pathfinder country of Alliance 8.7 since "
        "%(status_on)s.",
        "The annual review of the progress of your country, %(country)s, found no "
        "substantial progress on the action plan and no reasonable justification.",
        REVIEW,
        "I would be grateful if your Government would inform the Secretariat of the "
        "progress made, of the difficulties met and of the support that would help.",
    ),
    LetterKind.HOLD: (
        "Your country has been a pathfinder country of Alliance 8.7 since "
        "%(status_on)s.",
        "The annual reviews of the progress of your country, %(country)s, found no "
        "substantial progress on the action plan and no reasonable justification. The"
        " status of pathfinder country is therefore put on hold until progress is "
        "documented again.",
        "The hold takes effect on %(hold_on)s.",
        "The Secretariat and the partners of the Alliance remain ready to support "
        "your Government, and I look forward to news of progress.",
    ),
    LetterKind.REINSTATEMENT: (
        "The status of your country as a pathfinder country was put on hold on "
        "%(hold_on)s.",
        "Progress on the action plan has been documented again. I have the honour to "
        "inform you that the status of your country, %(country)s, as a pathfinder "
        "country of Alliance 8.7 is reinstated.",
        REVIEW,
    ),
}
