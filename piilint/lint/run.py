"""The flow, top to bottom: a source is parsed, its fields are searched, what was seen is judged.

source -> parse -> fields -> detect -> judge -> findings
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from piilint.detect import DetectorFailure
from piilint.lint.fields import Field, messages, walk
from piilint.lint.judge import (
    Verdict,
    counts_as_open,
    is_identity_number,
    judge_evidence,
    judge_file,
    judge_form,
    judge_identity_number,
)
from piilint.lint.parse import UnreadableError, parse
from piilint.lint.present import Presenter, unchecked_finding, unreadable_finding
from piilint.lint.rulepack import RulePack
from piilint.lint.search import search
from piilint.model import SEVERITIES, Finding, Source

if TYPE_CHECKING:
    from lxml import etree

    from piilint.schema.problem import SchemaProblem
    from piilint.schema.xsd import MessageSchema

__all__ = ["Checked", "Checker"]


class Checked(NamedTuple):
    """What came out for one source."""

    findings: tuple[Finding, ...]
    foreign: bool = False
    """True for XML that is none of the pack's; it was not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """All that checks need and that is made once; it keeps nothing of a check."""

    pack: RulePack
    schema: MessageSchema
    at: datetime | None = None
    """The moment that time-dependent rules are judged for; None for now."""
    show_values: bool = False

    def check(self, source: Source) -> Checked:
        """Check one source; whatever is wrong with it is a finding."""
        if source.data is None:
            return Checked((unchecked_finding(self.pack, source, "CHK001"),))
        try:
            return self._check(source, source.data)
        except UnreadableError as error:
            problem = error
        if not source.named and not _mentions(self.pack, source.data):
            return Checked((), foreign=True)
        return Checked((unreadable_finding(self.pack, source, problem),))

    def _check(self, source: Source, data: bytes) -> Checked:
        document = parse(data)
        found = messages(document.root, self.pack)
        if not found:
            return Checked((), foreign=True)
        at = self.at or datetime.now(UTC)
        fields = walk(document, self.pack)
        failures: list[DetectorFailure] = []
        verdicts = list(self._verdicts(source, fields, at.date(), failures))
        problems = list(self._problems(found))
        if not verdicts and not problems and not failures:
            return Checked(())
        presenter = Presenter(self.pack, source, document, verdicts, show_values=self.show_values)
        findings = [presenter.verdict(verdict) for verdict in verdicts]
        findings += [presenter.problem(problem) for problem in problems]
        findings += [
            unchecked_finding(self.pack, source, "CHK003", detector=failure.detector)
            for failure in failures
        ]
        return Checked(tuple(sorted(findings, key=_place)))

    def _verdicts(
        self,
        source: Source,
        fields: Sequence[Field],
        at: date,
        failures: list[DetectorFailure],
    ) -> Iterator[Verdict]:
        opened = [field for field in fields if counts_as_open(field, at)]
        yield from judge_form(opened, self.pack)
        for field in fields:
            if is_identity_number(field.spec):
                verdict = judge_identity_number(field, self.pack, at)
                if verdict is not None:
                    yield verdict
        for verdict in self._seen(source, fields, opened, at, failures):
            if verdict is not None:
                yield verdict

    def _seen(
        self,
        source: Source,
        fields: Sequence[Field],
        opened: Sequence[Field],
        at: date,
        failures: list[DetectorFailure],
    ) -> Iterator[Verdict | None]:
        """What the detectors see; in a file, also what stands where a request may hold it."""
        searched = fields if source.on_disk else opened
        is_open = {id(field) for field in opened}
        for seen in search(searched, at, self.pack.patterns):
            if isinstance(seen, DetectorFailure):
                failures.append(seen)
            elif id(seen[0]) in is_open:
                yield judge_evidence(*seen, self.pack)
            else:
                yield judge_file(*seen, self.pack)

    def _problems(self, found: Iterable[etree._Element]) -> Iterator[SchemaProblem]:
        for message in found:
            if not self.schema.accepts(message):
                yield from self.schema.problems(message)


def _mentions(pack: RulePack, data: bytes) -> bool:
    """Whether bytes that cannot be parsed look like a message of the service all the same."""
    text = data.replace(b"\0", b"")
    if pack.namespace.encode() in text:
        return True
    return any(root.encode() in text for root in pack.roots if root != "error")


def _place(finding: Finding) -> tuple[int, int, int, str]:
    place = finding.position
    severity = SEVERITIES.index(finding.severity)
    if place is None:
        return (0, 0, severity, finding.rule)
    return (place.line, place.column, severity, finding.rule)
