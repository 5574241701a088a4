"""The letters in Spanish; a paragraph with a fact not on record is left out."""

from pathfinders.enums import LetterKind, MilestoneKind

POST = "Presidencia de la Alianza 8.7"
ACKNOWLEDGING_POST = "Jefatura de la Secretaría de la Alianza 8.7"
SALUTATION = "Excelencia:"
CLOSING = "Le ruego acepte las seguridades de mi más alta consideración."
COMMITMENTS = (
    "Como país pionero, su país se compromete a ir más lejos y más rápido para "
    "alcanzar la meta 8.7: adoptar, aplicar y mejorar los planes de acción, las leyes"
    " y su cumplimiento en consulta con los interlocutores sociales; convertir los "
    "compromisos públicos en acciones; apoyar la aceleración de las medidas en otro "
    "país; y promover la ratificación y la plena aplicación de los derechos humanos y"
    " de las normas internacionales del trabajo."
)
REVIEW = (
    "Su país informará sobre la base de los indicadores acordados. La Secretaría y el"
    " Grupo de Coordinación Mundial examinan los progresos cada año. Después de dos "
    "exámenes anuales que no muestren progresos sustanciales en el plan de acción, "
    "sin una justificación razonable, la condición de país pionero puede suspenderse "
    "hasta que se documenten nuevos progresos."
)
SUBJECTS = {
    LetterKind.ACKNOWLEDGEMENT: "Recepción de la manifestación de interés: %s",
    LetterKind.CONFIRMATION: "Condición de país pionero: %s",
    LetterKind.WARNING: "Examen anual de los progresos: %s",
    LetterKind.HOLD: "Suspensión de la condición de país pionero: %s",
    LetterKind.REINSTATEMENT: "Restablecimiento de la condición de país pionero: %s",
}
# What an acknowledgement announces: the first of these steps that is still to come.
NEXT_STEPS = {
    MilestoneKind.GCG_OBSERVED: (
        "Como próximo paso, invito a su Gobierno a asistir en calidad de observador a "
        "la próxima reunión del Grupo de Coordinación Mundial, en persona o por "
        "videoconferencia, y a presentar en ella su compromiso."
    ),
    MilestoneKind.COORDINATION: (
        "Como próximo paso, invito a su Gobierno a reunir a los asociados nacionales "
        "en un mecanismo de coordinación y a preparar un análisis de la situación."
    ),
    MilestoneKind.WORKSHOP: (
        "Como próximo paso, invito a su Gobierno a celebrar un taller de planificación "
        "estratégica inclusivo con ministerios, organizaciones de empleadores y de "
        "trabajadores, sociedad civil, y supervivientes y grupos afectados. De él "
        "resulta una hoja de ruta con acciones medibles."
    ),
    MilestoneKind.ROADMAP_SUBMITTED: (
        "Como próximo paso, invito a su Gobierno a presentar la hoja de ruta que "
        "resulta del taller de planificación estratégica."
    ),
    MilestoneKind.REPORTED_BACK: (
        "Como próximo paso, invito a su Gobierno a presentar la hoja de ruta al Grupo "
        "de Coordinación Mundial."
    ),
}
PARAGRAPHS = {
    LetterKind.ACKNOWLEDGEMENT: (
        "En nombre de la Alianza 8.7, tengo el honor de acusar recibo de su carta "
        "(%(letter_on)s), en la que su Gobierno manifiesta su interés en ser país "
        "pionero, y se lo agradezco.",
        "He tomado nota de que la siguiente persona dirigirá la aceleración de los "
        "progresos en su país: %(senior_official)s.",
        "La presente confirma la recepción de la carta de su país (%(country)s). No "
        "otorga la condición de país pionero, que sigue a los pasos del procedimiento.",
        "%(next_step)s",
        "La Secretaría queda a disposición de su Gobierno para cada uno de estos "
        "pasos.",
    ),
    LetterKind.CONFIRMATION: (
        "En nombre de la Alianza 8.7, agradezco a su Gobierno la manifestación de "
        "interés en ser país pionero (%(eoi_on)s).",
        "El taller de planificación estratégica (%(workshop_on)s) reunió a los "
        "asociados en su país.",
        "La hoja de ruta %(roadmap_period)s establece las acciones medibles acordadas"
        " para acelerar los progresos.",
        "Tengo el honor de confirmarle que la Alianza 8.7 otorga a su país "
        "(%(country)s) la condición de país pionero.",
        COMMITMENTS,
        REVIEW,
    ),
    LetterKind.WARNING: (
        "Su país tiene la condición de país pionero de la Alianza 8.7 (%(status_on)s).",
        "El examen anual de los progresos de su país (%(country)s) no mostró "
        "progresos sustanciales en el plan de acción ni una justificación razonable.",
        REVIEW,
        "Le agradecería que su Gobierno informara a la Secretaría de los progresos "
        "realizados, de las dificultades encontradas y del apoyo que sería útil.",
    ),
    LetterKind.HOLD: (
        "Su país tiene la condición de país pionero de la Alianza 8.7 (%(status_on)s).",
        "Los exámenes anuales de los progresos de su país (%(country)s) no mostraron "
        "progresos sustanciales en el plan de acción ni una justificación razonable. "
        "Por consiguiente, la condición de país pionero queda suspendida hasta que se"
        " documenten nuevos progresos.",
        "Fecha de efecto de la suspensión: %(hold_on)s.",
        "La Secretaría y los asociados de la Alianza siguen dispuestos a apoyar a su "
        "Gobierno, y espero con interés noticias de los progresos.",
    ),
    LetterKind.REINSTATEMENT: (
        "La condición de país pionero de su país fue suspendida (%(hold_on)s).",
        "Se han documentado nuevos progresos en el plan de acción. Tengo el honor de "
        "informarle de que se restablece la condición de país pionero de la Alianza "
        "8.7 de su país (%(country)s).",
        REVIEW,
    ),
}
