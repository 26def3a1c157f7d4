"""Verdicts to findings: places, paths, masked texts and fingerprints.

All of it costs more than the check itself, and none of it happens where nothing was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from piilint.lint.parse import Document, UnreadableError
from piilint.lint.paths import PathNames, without_indexes
from piilint.model import Excerpt, Finding, Position, Source, mask

if TYPE_CHECKING:
    from piilint.lint.fields import Field
    from piilint.lint.judge import Verdict
    from piilint.lint.rulepack import RulePack
    from piilint.lint.templates import Template
    from piilint.schema.problem import SchemaProblem

__all__ = ["Presenter", "fingerprint", "note", "unchecked_finding", "unreadable_finding"]

_NAMES = ("element-name", "attribute-name", "prefix", "namespace")


class Presenter:
    """Makes the findings of one document."""

    def __init__(
        self,
        pack: RulePack,
        source: Source,
        document: Document | Template | None,
        verdicts: Iterable[Verdict],
        *,
        show_values: bool = False,
    ) -> None:
        names = set(_objectionable(verdicts))
        self.pack = pack
        self.source = source
        self.paths = PathNames(pack.namespace, names)
        self.places = (
            document.places(names, show_values=show_values) if document is not None else None
        )
        self.occurrences: dict[tuple[str, str], int] = {}

    def verdict(self, verdict: Verdict) -> Finding:
        """The finding for a rule's objection to a part of a field's text."""
        field, seen = verdict.field, verdict.evidence
        path = self.paths.path(field)
        position, excerpt = self._place_of(verdict)
        fingerprint = self._fingerprint(verdict.rule, path)
        if seen is None:
            return self.pack.catalog.finding(
                verdict.rule,
                path=self.source.name,
                severity=verdict.severity,
                position=position,
                field=path,
                excerpt=excerpt,
                fingerprint=fingerprint,
                values={"field": path},
            )
        shape = mask(field.text[verdict.start : verdict.end])
        return self.pack.catalog.finding(
            verdict.rule,
            path=self.source.name,
            severity=verdict.severity,
            position=position,
            field=path,
            entity=seen.entity,
            confidence=seen.confidence,
            masked=shape,
            rests_on=seen.rests_on,
            excerpt=excerpt,
            fingerprint=fingerprint,
            values={
                "field": path,
                "masked": shape,
                "kind": self.pack.catalog.entity(seen.entity),
                "origin": self._origin(verdict.origin) if verdict.origin else "",
            },
        )

    def problem(self, problem: SchemaProblem) -> Finding:
        """The finding for a constraint of the schema or of the service that is broken."""
        node = problem.element
        path = (
            self.paths.of_node(node)
            if problem.attribute is None
            else self.paths.of_attribute(node, problem.attribute)
        )
        position, excerpt = self._place_of_problem(problem)
        return self.pack.catalog.finding(
            problem.rule,
            path=self.source.name,
            position=position,
            field=path,
            excerpt=excerpt,
            fingerprint=self._fingerprint(problem.rule, path),
            values={"field": path, **problem.values},
        )

    def _place_of(self, verdict: Verdict) -> tuple[Position | None, Excerpt | None]:
        """Where a verdict stands; the name of a file stands in no file."""
        if self.places is None:
            return None, None
        return self.places.part(verdict.field, verdict.start, verdict.end)

    def _place_of_problem(self, problem: SchemaProblem) -> tuple[Position | None, Excerpt | None]:
        if self.places is None:
            return None, None
        node, attribute = problem.element, problem.attribute
        if attribute is None or node.get(attribute) is None:
            return self.places.name(node)
        return self.places.attribute(node, attribute)

    def _origin(self, field: Field) -> str:
        """The path of a field that the pack names, from its message on, in whatever document."""
        path = PathNames(self.pack.namespace).path(field)
        root = field.spec.path.split("/")[1] if field.spec is not None else ""
        return path[path.find(f"/{root}") :]

    def _fingerprint(self, rule: str, path: str) -> str:
        place = without_indexes(path)
        occurrence = self.occurrences[rule, place] = self.occurrences.get((rule, place), 0) + 1
        return fingerprint(self.source.name, rule, place, occurrence)


def fingerprint(path: str, rule: str, place: str, occurrence: int) -> str:
    """What a finding is known by when lines have moved: made from where it is, never from what.

    A plain hash of an identity number is undone in half a minute, so no value goes in.
    """
    known_by = "\0".join((path, rule, place, str(occurrence)))
    return hashlib.sha256(known_by.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def unreadable_finding(pack: RulePack, source: Source, problem: UnreadableError) -> Finding:
    """The finding for a source that could not be parsed."""
    position = None
    if problem.line is not None and problem.column is not None:
        line, column = problem.line, problem.column
        position = Position(line=line, column=column, end_line=line, end_column=column + 1)
    return unchecked_finding(pack, source, problem.rule, position, **problem.values)


def unchecked_finding(
    pack: RulePack,
    source: Source,
    rule: str,
    position: Position | None = None,
    **values: object,
) -> Finding:
    """The finding that says that something could not be checked; it makes the exit code 2."""
    return pack.catalog.finding(
        rule,
        path=source.name,
        position=position,
        fingerprint=fingerprint(source.name, rule, str(values.get("detector", "")), 1),
        unchecked=True,
        values=values,
    )


def note(pack: RulePack, source: Source, rule: str) -> Finding:
    """A finding on a file as a whole that leaves the exit code alone."""
    known_by = fingerprint(source.name, rule, "", 1)
    return pack.catalog.finding(rule, path=source.name, fingerprint=known_by)


def _objectionable(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Names in the markup in which something was found."""
    for verdict in verdicts:
        if verdict.field.kind in _NAMES:
            yield verdict.field.text
        elif verdict.field.kind == "processing-instruction":
            yield verdict.field.text.partition(" ")[0]
