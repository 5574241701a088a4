"""The letters in French; a paragraph with a fact not on record is left out."""

from pathfinders.enums import LetterKind, MilestoneKind

POST = "Présidence de l’Alliance 8.7"
ACKNOWLEDGING_POST = "Direction du Secrétariat de l’Alliance 8.7"
SALUTATION = "Excellence,"
CLOSING = "Veuillez agréer l’assurance de ma très haute considération."
COMMITMENTS = (
    "En tant que pays pionnier, votre pays s’engage à aller plus loin et plus vite "
    "pour atteindre la cible 8.7\xa0: adopter, mettre en œuvre et améliorer les plans "
    "d’action, les lois et leur application en consultation avec les partenaires "
    "sociaux\xa0; traduire les engagements publics en actes\xa0; soutenir "
    "l’accélération de l’action dans un autre pays\xa0; et promouvoir la "
    "ratification et la pleine application des droits humains et des normes "
    "internationales du travail."
)
REVIEW = (
    "Votre pays rendra compte au moyen des indicateurs convenus. Le Secrétariat et le"
    " Groupe de coordination mondial examinent chaque année les progrès accomplis. "
    "Après deux examens annuels ne montrant aucun progrès substantiel dans la mise en"
    " œuvre du plan d’action, sans justification raisonnable, le statut peut être "
    "suspendu jusqu’à ce que des progrès soient de nouveau documentés."
)
SUBJECTS = {
    LetterKind.ACKNOWLEDGEMENT: "Réception de la manifestation d’intérêt\xa0: %s",
    LetterKind.CONFIRMATION: "Statut de pays pionnier\xa0: %s",
    LetterKind.WARNING: "Examen annuel des progrès\xa0: %s",
    LetterKind.HOLD: "Suspension du statut de pays pionnier\xa0: %s",
    LetterKind.REINSTATEMENT: "Rétablissement du statut de pays pionnier\xa0: %s",
}
# What an acknowledgement announces: the first of these steps that is still to come.
NEXT_STEPS = {
    MilestoneKind.GCG_OBSERVED: (
        "Comme prochaine étape, j’invite votre Gouvernement à assister en qualité "
        "d’observateur à la prochaine réunion du Groupe de coordination mondial, sur "
        "place ou par visioconférence, et à y présenter son engagement."
    ),
    MilestoneKind.COORDINATION: (
        "Comme prochaine étape, j’invite votre Gouvernement à réunir les partenaires "
        "nationaux dans un mécanisme de coordination et à établir un état des lieux."
    ),
    MilestoneKind.WORKSHOP: (
        "Comme prochaine étape, j’invite votre Gouvernement à tenir un atelier de "
        "planification stratégique ouvert à toutes les parties\xa0: ministères, "
        "organisations d’employeurs et de travailleurs, société civile, personnes "
        "survivantes et groupes concernés. Il en résulte une feuille de route avec "
        "des actions mesurables."
    ),
    MilestoneKind.ROADMAP_SUBMITTED: (
        "Comme prochaine étape, j’invite votre Gouvernement à soumettre la feuille de "
        "route issue de l’atelier de planification stratégique."
    ),
    MilestoneKind.REPORTED_BACK: (
        "Comme prochaine étape, j’invite votre Gouvernement à présenter la feuille de "
        "route au Groupe de coordination mondial."
    ),
}
PARAGRAPHS = {
    LetterKind.ACKNOWLEDGEMENT: (
        "Au nom de l’Alliance 8.7, j’ai l’honneur d’accuser réception de votre lettre "
        "(%(letter_on)s) par laquelle votre Gouvernement manifeste son intérêt à "
        "devenir pays pionnier, et je vous en remercie.",
        "J’ai pris note que la personne suivante conduira l’accélération des progrès "
        "dans votre pays\xa0: %(senior_official)s.",
        "La présente confirme la réception de la lettre de votre pays (%(country)s). "
        "Elle ne confère pas le statut de pays pionnier, qui fait suite aux étapes de "
        "la procédure.",
        "%(next_step)s",
        "Le Secrétariat reste à la disposition de votre Gouvernement pour chacune de "
        "ces étapes.",
    ),
    LetterKind.CONFIRMATION: (
        "Au nom de l’Alliance 8.7, je remercie votre Gouvernement de sa manifestation"
        " d’intérêt à devenir pays pionnier (%(eoi_on)s).",
        "L’atelier de planification stratégique (%(workshop_on)s) a réuni les "
        "partenaires dans votre pays.",
        "La feuille de route %(roadmap_period)s énonce les actions mesurables "
        "convenues pour accélérer les progrès.",
        "J’ai l’honneur de vous confirmer que l’Alliance 8.7 accorde à votre pays "
        "(%(country)s) le statut de pays pionnier.",
        COMMITMENTS,
        REVIEW,
    ),
    LetterKind.WARNING: (
        "Votre pays a le statut de pays pionnier de l’Alliance 8.7 (%(status_on)s).",
        "L’examen annuel des progrès de votre pays (%(country)s) n’a montré ni "
        "progrès substantiel dans la mise en œuvre du plan d’action, ni justification"
        " raisonnable.",
        REVIEW,
        "Je vous saurais gré de bien vouloir informer le Secrétariat des progrès "
        "accomplis, des difficultés rencontrées et de l’appui qui serait utile.",
    ),
    LetterKind.HOLD: (
        "Votre pays a le statut de pays pionnier de l’Alliance 8.7 (%(status_on)s).",
        "Les examens annuels des progrès de votre pays (%(country)s) n’ont montré ni "
        "progrès substantiel dans la mise en œuvre du plan d’action, ni justification"
        " raisonnable. Le statut de pays pionnier est par conséquent suspendu jusqu’à"
        " ce que des progrès soient de nouveau documentés.",
        "Date d’effet de la suspension\xa0: %(hold_on)s.",
        "Le Secrétariat et les partenaires de l’Alliance restent prêts à soutenir "
        "votre Gouvernement, et j’attends avec intérêt des nouvelles des progrès "
        "accomplis.",
    ),
    LetterKind.REINSTATEMENT: (
        "Le statut de pays pionnier de votre pays a été suspendu (%(hold_on)s).",
        "Des progrès dans la mise en œuvre du plan d’action sont de nouveau "
        "documentés. J’ai l’honneur de vous informer que le statut de pays pionnier "
        "de l’Alliance 8.7 est rétabli pour votre pays (%(country)s).",
        REVIEW,
    ),
}
