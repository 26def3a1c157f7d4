"""The flow, top to bottom: a source is parsed, its fields are searched, what was seen is judged.

source -> parse -> fields -> detect -> judge -> findings
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

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
from piilint.lint.parse import Document, UnreadableError, parse
from piilint.lint.present import Presenter, unchecked_finding, unreadable_finding
from piilint.lint.rulepack import RulePack
from piilint.lint.search import search
from piilint.lint.source import marks, mentions
from piilint.model import SEVERITIES, Finding, Source
from piilint.schema import limits

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.allow import Allowances
    from piilint.lint.files import Reason
    from piilint.lint.waivers import InlineWaivers
    from piilint.schema.problem import SchemaProblem
    from piilint.schema.xsd import MessageSchema

__all__ = ["Checked", "Checker"]


class Checked(NamedTuple):
    """What came out for one source."""

    findings: tuple[Finding, ...]
    foreign: bool = False
    """True for XML that is none of the pack's; it was not judged."""
    name: str = ""
    passed: Reason | None = None
    """Why it was not read at all."""
    met: frozenset[int] = frozenset()
    """Numbers of the configuration's waivers that fitted a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """All that checks need and that is made once; it keeps nothing of a check."""

    pack: RulePack
    schema: MessageSchema
    at: datetime | None = None
    """The moment that time-dependent rules are judged for; None for now."""
    show_values: bool = False
    allowances: Allowances | None = None
    """What the configuration allows, where it allows anything."""

    def check(self, source: Source) -> Checked:
        """Check one source; whatever is wrong with it is a finding."""
        if source.data is None:
            return Checked((unchecked_finding(self.pack, source, "CHK001"),))
        try:
            return self._check(source, source.data)
        except UnreadableError as error:
            problem = error
        if not source.named and not mentions(source.data, marks(self.pack)):
            return Checked((), foreign=True)
        return Checked((unreadable_finding(self.pack, source, problem),))

    def _check(self, source: Source, data: bytes) -> Checked:
        document = parse(data)
        found = messages(document.root, self.pack)
        if not found:
            return Checked((), foreign=True)
        at = self.at or datetime.now(UTC)
        fields = walk(document, self.pack)
        failed: list[str] = []
        verdicts = list(self._verdicts(source, fields, at.date(), failed.append))
        problems = [problem for message in found for problem in self._problems(message, at)]
        waivers = self._waivers(document, fields, at.date())
        if not verdicts and not problems and not failed and waivers is None:
            return Checked(())
        presenter = Presenter(self.pack, source, document, verdicts, show_values=self.show_values)
        findings = [self._settled(presenter.verdict(each), each, waivers) for each in verdicts]
        for problem in problems:
            finding = presenter.problem(problem)
            findings.append(waivers.settle(finding, problem.element) if waivers else finding)
        if waivers is not None:
            findings += [presenter.verdict(verdict) for verdict in waivers.objections()]
        findings += [
            unchecked_finding(self.pack, source, "CHK003", detector=name) for name in failed
        ]
        return Checked(tuple(sorted(findings, key=_place)))

    def _verdicts(
        self,
        source: Source,
        fields: Sequence[Field],
        at: date,
        on_failure: Callable[[str], None],
    ) -> Iterator[Verdict]:
        opened = [field for field in fields if counts_as_open(field, at)]
        yield from judge_form(opened, self.pack)
        for field in fields:
            if is_identity_number(field.spec):
                verdict = judge_identity_number(field, self.pack, at)
                if verdict is not None:
                    yield verdict
        for verdict in self._seen(source, fields, opened, at, on_failure):
            if verdict is not None:
                yield verdict

    def _seen(
        self,
        source: Source,
        fields: Sequence[Field],
        opened: Sequence[Field],
        at: date,
        on_failure: Callable[[str], None],
    ) -> Iterator[Verdict | None]:
        """What the detectors see; in a file, also what stands where a request may hold it."""
        searched = fields if source.on_disk else opened
        is_open = {id(field) for field in opened}
        for field, seen in search(searched, at, self.pack.patterns, on_failure):
            if id(field) in is_open:
                yield judge_evidence(field, seen, self.pack)
            else:
                yield judge_file(field, seen, self.pack)

    def _waivers(
        self, document: Document, fields: Sequence[Field], at: date
    ) -> InlineWaivers | None:
        if b"piilint" not in document.utf8.lower():
            return None
        from piilint.lint.waivers import InlineWaivers

        return InlineWaivers(fields, self.pack, at)

    def _settled(
        self, finding: Finding, verdict: Verdict, waivers: InlineWaivers | None
    ) -> Finding:
        """The finding, suppressed where its value is allowed or a waiver covers its place."""
        if self.allowances is not None:
            value = verdict.field.text[verdict.start : verdict.end]
            finding = self.allowances.settle(finding, value)
        return finding if waivers is None else waivers.settle(finding, verdict.field.node)

    def _problems(self, message: etree._Element, at: datetime) -> Iterator[SchemaProblem]:
        if not self.schema.accepts(message):
            yield from self.schema.problems(message)
        yield from limits.problems(message, at=at)


def _place(finding: Finding) -> tuple[int, int, int, str]:
    place = finding.position
    severity = SEVERITIES.index(finding.severity)
    if place is None:
        return (0, 0, severity, finding.rule)
    return (place.line, place.column, severity, finding.rule)
