"""What a column of a table can be, and how people head it in three languages."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from pathfinders.snapshots import RowKind

MARKS = re.compile(r"[^a-z0-9]+")
HEADER_ROWS = 15
MONEY = "money"
AMOUNTS = ("needed", "available", "allocated", "disbursed")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cells of a column go: `action.starts_on`, `money.needed`.

    `headings` are usual ones of English, French and Spanish tables.
    """

    name: str
    label: str | Promise
    headings: tuple[str, ...] = ()

    @property
    def of(self) -> str:
        return self.name.partition(".")[0]

    @property
    def field(self) -> str:
        return self.name.partition(".")[2]


def _priority(field: str, label, *headings: str) -> Target:
    return Target(f"{RowKind.PRIORITY}.{field}", label, headings)


def _action(field: str, label, *headings: str) -> Target:
    return Target(f"{RowKind.ACTION}.{field}", label, headings)


def _money(field: str, label, *headings: str) -> Target:
    return Target(f"{MONEY}.{field}", label, headings)


BENCHMARKS = Target(
    "benchmarks",
    _("Annual benchmarks (“2026: text; 2027: text”)"),
    (
        *("benchmarks", "annual benchmarks", "milestones", "jalons"),
        *("jalons annuels", "reperes annuels", "reperes", "hitos", "hitos anuales"),
        *("puntos de referencia", "metas anuales"),
    ),
)
TARGETS: tuple[Target, ...] = (
    _priority(
        *("title", _("Priority")),
        *("priorities", "priority", "priorites", "priorite", "prioridades"),
        *("prioridad", "strategic priority", "axe prioritaire", "axe strategique"),
        *("axes strategiques", "priority area", "eje", "eje estrategico"),
    ),
    _action(
        *("title", _("Action")),
        *("actions", "action", "activities", "activity", "activites", "activite"),
        *("acciones", "accion", "actividades", "actividad", "mesures", "medidas"),
    ),
    _action(
        *("partners", _("Partners")),
        *("partners", "partner", "partenaires", "partenaire", "socios", "aliados"),
        *("partners involved", "asociados", "partes interesadas", "stakeholders"),
    ),
    _action(
        *("timeline", _("Timeline in words")),
        *("timeline", "timelines", "time frame", "timeframe", "calendrier", "delais"),
        *("echeancier", "cronograma", "plazo", "plazos", "calendario", "periode"),
    ),
    _action(
        *("budget", _("Budget in words")),
        *("budget", "presupuesto", "budget estimatif", "cost", "cout", "costo"),
    ),
    _action(
        *("action_group", _("Link to an action group")),
        *("link to a8 7 action group", "link to action group", "action group"),
        *("link to alliance 8 7 action group", "lien avec le groupe d action"),
        *("lien avec le groupe d action de l a8 7", "groupe d action"),
        *("lien avec un groupe d action de l alliance 8 7",),
        *("vinculo con el grupo de accion", "grupo de accion"),
        *("vinculo con el grupo de accion de a8 7",),
        *("vinculo con un grupo de accion de la alianza 8 7",),
    ),
    _action(
        *("monitoring", _("Monitoring progress")),
        *("monitoring progress", "monitoring", "progress", "suivi des progres"),
        *("suivi", "suivi de l avancement", "seguimiento", "avances"),
        *("seguimiento de los avances", "seguimiento del progreso", "comments"),
    ),
    _priority("objective", _("Objective"), "objectif", "objectifs", "objetivo"),
    _priority("area", _("Area"), "domaine", "ambito", "area de accion"),
    _priority("themes", _("Themes"), "theme", "themes", "tema", "temas"),
    _priority("indicator", _("Indicator"), "indicateur", "indicador", "indicators"),
    _priority("unit", _("Unit"), "unite", "unidad", "unidad de medida"),
    _priority(
        *("baseline", _("Baseline")),
        *("baseline value", "valeur de reference", "linea de base", "ligne de base"),
    ),
    _priority(
        *("baseline_year", _("Year of the baseline")),
        *("baseline year", "annee de reference", "ano de la linea de base"),
    ),
    _priority(
        *("target", _("Target")),
        *("target value", "cible", "valeur cible", "meta"),
    ),
    _priority(
        *("target_on", _("Target date")),
        *("target date", "date cible", "echeance de la cible", "fecha de la meta"),
        *("date de la cible", "fecha meta"),
    ),
    _priority("note", _("Note on the priority")),
    _action(
        *("responsible", _("Responsible body")),
        *("responsible", "responsible institution", "lead", "responsable"),
        *("institution responsable", "organisme responsable", "chef de file"),
        *("institucion responsable", "entidad responsable", "responsables"),
        *("responsible agency",),
    ),
    _action(
        *("output", _("Output")),
        *("outputs", "produit", "produits", "resultat"),
        *("producto", "productos", "resultado", "resultados", "deliverable"),
    ),
    _action(
        *("starts_on", pgettext_lazy("of an action", "Start")),
        *("start date", "starts on", "from", "debut", "date de debut", "inicio"),
        *("fecha de inicio", "date debut"),
    ),
    _action(
        *("ends_on", pgettext_lazy("of an action", "End")),
        *("end date", "ends on", "until", "deadline", "fin", "date de fin"),
        *("fecha de fin", "fecha final", "echeance", "fecha limite", "date fin"),
    ),
    _action(
        *("status", _("State of the action")),
        *("status", "state", "statut", "etat", "estado", "etat d avancement"),
    ),
    _action(
        *("level", _("Priority level")),
        *("level", "niveau de priorite", "nivel de prioridad", "urgency"),
    ),
    _action("budget_note", _("Explanation of the amounts")),
    _action("no_group_reason", _("Why there is no link to an action group")),
    _action(
        *("recommendation", _("Supervisory recommendation in words")),
        *("supervisory recommendation", "recommandation", "recomendacion"),
    ),
    _action("note", _("Note"), "notes", "remarks", "remarques", "observaciones"),
    _money(
        *("needed", _("Amount needed")),
        *("needed", "amount", "montant", "monto", "amount required"),
        *("montant necessaire", "monto necesario", "budget needed", "cout estime"),
        *("besoin", "besoins", "importe", "costo estimado", "estimated cost"),
    ),
    _money(
        *("available", _("Amount available")),
        *("available", "montant disponible", "disponible", "monto disponible"),
    ),
    _money(
        *("allocated", _("Amount allocated")),
        *("allocated", "montant alloue", "alloue", "asignado", "monto asignado"),
    ),
    _money(
        *("disbursed", _("Amount disbursed")),
        *("disbursed", "spent", "montant decaisse", "decaisse", "desembolsado"),
        *("monto desembolsado", "ejecutado"),
    ),
    _money("currency", _("Currency"), "devise", "moneda", "monnaie", "divisa"),
    _money(
        *("year", _("Year of the amounts")),
        *("year", "annee", "ano", "anno", "exercice"),
    ),
    _money(
        *("source", _("Who pays")),
        *("source", "source of funds", "funding source", "bailleur", "donor"),
        *("source de financement", "fuente", "fuente de financiamiento", "donante"),
    ),
    BENCHMARKS,
)
BY_NAME = {target.name: target for target in TARGETS}
PRIORITY_TITLE = f"{RowKind.PRIORITY}.title"
ACTION_TITLE = f"{RowKind.ACTION}.title"


def plain(heading: str) -> str:
    """Return a heading without case, accents and marks: `Priorités:` is `priorites`."""
    letters = unicodedata.normalize("NFKD", heading.casefold())
    kept = "".join(each for each in letters if not unicodedata.combining(each))
    return MARKS.sub(" ", kept).strip()


def guess_mapping(headings: Sequence[str]) -> list[str]:
    """Return the target of each column by its heading, "" where none is known.

    A target is given once: to the first column headed so.
    """
    known, taken, mapping = known_headings(), set(), []
    for heading in headings:
        name = known.get(plain(heading), "")
        mapping.append("" if name in taken else name)
        taken.add(name)
    return mapping


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the row that holds most known headings; None when no row holds two."""
    known = known_headings()
    scores = [
        len({known[plain(cell)] for cell in row if plain(cell) in known})
        for row in rows[:HEADER_ROWS]
    ]
    best = max(scores, default=0)
    if best >= 2 or (best == 1 and _is_narrow(rows)):
        return scores.index(best)
    return None


def _is_narrow(rows: Sequence[Sequence[str]]) -> bool:
    return all(len(row) <= 2 for row in rows)


def known_headings() -> dict[str, str]:
    """Return the target of each plain heading, in all languages of the system."""
    known: dict[str, str] = {}
    for target in TARGETS:
        for heading in (*target.headings, *_labels(target)):
            known.setdefault(plain(heading), target.name)
    known.pop("", None)
    return known


def _labels(target: Target) -> Iterable[str]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield str(target.label)
