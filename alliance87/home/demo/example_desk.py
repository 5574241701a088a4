"""The hands of Exampleland's people: sources, proofs and values, each by its verb."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q

from alliance87.core.documents import file_document
from alliance87.core.models import DocumentVersion, User
from monitoring.evidence import link_evidence
from monitoring.figures.reading import read_content
from monitoring.models import Indicator, Observation, ObservationVersion, Source
from monitoring.recording import Place, current_definition, record_value
from monitoring.selectors.findings import warnings_of
from monitoring.sourcing import save_source
from monitoring.talk import comment, explain
from pathfinders.models import Pathfinder

LANGUAGE = "en"


@dataclass
class Desk:
    """Where a country's team writes its values; `facts` is the file of the example.

    `pdf` makes a file that says what it stands for.
    """

    pathfinder: Pathfinder
    facts: dict
    focal: User
    contributor: User
    pdf: Callable[[str], SimpleUploadedFile]
    sources: dict[str, Source] = field(default_factory=dict)
    proofs: dict[str, DocumentVersion] = field(default_factory=dict)

    def name_sources(self) -> None:
        for fact in self.facts["source"]:
            values = {name: value for name, value in fact.items() if name != "key"}
            source = Source(pathfinder=self.pathfinder, created_by=self.focal, **values)
            save_source(partial(_saved, source), by=self.focal)
            self.sources[fact["key"]] = source

    def file_proofs(self) -> None:
        for fact in self.facts["proof"]:
            document = file_document(
                self.pdf(fact["title"]),
                title=fact["title"],
                audience=fact["audience"],
                country=self.pathfinder.country,
                by=self.focal,
            )
            self.proofs[fact["key"]] = document.versions.get()

    def type_values(self, round_name: str) -> list[tuple[dict, ObservationVersion]]:
        """Write the values of one round; return each with its fact, oldest first."""
        facts = [each for each in self.facts["value"] if each["round"] == round_name]
        typed = [(fact, self.type_value(fact)) for fact in facts]
        for fact, version in typed:
            if proof := fact.get("proof"):
                self.prove([version.observation], proof, fact["page"])
            if said := fact.get("comment"):
                comment(version.observation, text=said, by=self.contributor)
        self._explain(typed)
        return typed

    def type_value(self, fact: dict) -> ObservationVersion:
        """Write one value as the contributor types it, read as the page reads it."""
        indicator = self.indicator(fact["code"])
        content = read_content(
            current_definition(indicator), fact["given"], language=LANGUAGE
        )
        place = Place(
            self.pathfinder,
            indicator,
            fact["year"],
            fact.get("breakdown", ""),
            self.sources.get(fact.get("source", "")),
        )
        raw = next(iter(fact["given"].values()))
        return record_value(place, content, raw=raw, by=self.contributor)

    def indicator(self, code: str) -> Indicator:
        """Return an indicator of the annex, or one that the country defined."""
        rows = Indicator.objects.filter(code=code)
        return rows.get(Q(pathfinder=None) | Q(pathfinder=self.pathfinder))

    def observation(self, fact: dict) -> Observation:
        """Return the observation that a fact names."""
        rows = Observation.objects.filter(
            pathfinder=self.pathfinder,
            indicator__code=fact["code"],
            year=fact["year"],
            breakdown=fact.get("breakdown", ""),
        )
        if source := fact.get("source"):
            rows = rows.filter(source=self.sources[source])
        return rows.get()

    def prove(self, observations: Iterable[Observation], proof: str, page: str) -> None:
        link_evidence(observations, self.proofs[proof], locator=page, by=self.focal)

    def _explain(self, typed: list[tuple[dict, ObservationVersion]]) -> None:
        """Say of each odd value why it is right; one without a word stays odd."""
        rows = {version.pk: (fact, version) for fact, version in typed}
        found = warnings_of(self.pathfinder, [version for _fact, version in typed])
        for key, warnings in found.items():
            fact, version = rows[key]
            if text := fact.get("explain"):
                for each in warnings:
                    explain(version, check=each.check, text=text, by=self.focal)


def _saved(source: Source) -> Source:
    source.full_clean()
    source.save()
    return source
