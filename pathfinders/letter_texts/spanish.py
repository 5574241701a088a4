"""The letters in Spanish; a paragraph with a fact not on record is left out."""

from pathfinders.enums import LetterKind

POST = "Presidencia de la Alianza 8.7"
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
    LetterKind.CONFIRMATION: "Condición de país pionero: %s",
    LetterKind.WARNING: "Examen anual de los progresos: %s",
    LetterKind.HOLD: "Suspensión de la condición de país pionero: %s",
    LetterKind.REINSTATEMENT: "Restablecimiento de la condición de país pionero: %s",
}
PARAGRAPHS = {
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
