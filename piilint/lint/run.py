"""The flow, top to bottom: a source is parsed, its fields are searched, what was seen is judged.

source -> parse -> fields -> detect -> judge -> findings
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from piilint.lint.code.languages import grammar, is_installed
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
from piilint.lint.present import Presenter, note, unchecked_finding, unreadable_finding
from piilint.lint.rulepack import RulePack
from piilint.lint.search import search
from piilint.lint.source import code_marks, marks, may_be_template, mentions
from piilint.model import SEVERITIES, Finding, Source
from piilint.schema import limits

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.templates import Template
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
        if not source.named and not mentions(source.data, marks(self.pack)):
            return Checked((), foreign=True)
        return Checked((unreadable_finding(self.pack, source, problem),))

    def _check(self, source: Source, data: bytes) -> Checked:
        document: Document | Template
        if grammar(source.name) is not None and not mentions(data, code_marks(self.pack)):
            return Checked(())  # builds no message, whatever else it does
        template = self._template(source, data)
        if template is None:
            document = parse(data)
            found = messages(document.root, self.pack)
        else:
            document, found = template, template.messages
        told = self._not_followed(source)
        if not found and (template is None or template.foreign):
            return Checked(told, foreign=not told)
        at = self.at or datetime.now(UTC)
        fields = walk(document, self.pack) if isinstance(document, Document) else document.fields
        failed: list[str] = []
        verdicts = list(self._verdicts(source, fields, at.date(), failed.append, template))
        whole = found if template is None or template.complete else ()
        problems = [problem for message in whole for problem in self._problems(message, at)]
        if template is not None:
            verdicts += template.verdicts()
            problems = [problem for problem in problems if template.settled(problem)]
        if not verdicts and not problems and not failed:
            return Checked(told)
        presenter = Presenter(self.pack, source, document, verdicts, show_values=self.show_values)
        findings = [presenter.verdict(verdict) for verdict in verdicts]
        findings += [presenter.problem(problem) for problem in problems]
        findings += [
            unchecked_finding(self.pack, source, "CHK003", detector=name) for name in failed
        ]
        return Checked((*told, *sorted(findings, key=_place)))

    def _not_followed(self, source: Source) -> tuple[Finding, ...]:
        """What is said of source code that no parser is installed for."""
        if grammar(source.name) is None or is_installed():
            return ()
        return (note(self.pack, source, "CHK006"),)

    def _template(self, source: Source, data: bytes) -> Template | None:
        """The source as a template or a program, if it is one; what is not may be XML."""
        if grammar(source.name) is not None and is_installed():
            from piilint.lint.code.program import read as read_code

            return read_code(source, self.pack)
        if not may_be_template(data):
            return None
        from piilint.lint.templates import read

        try:
            return read(source, data, self.pack)
        except UnreadableError as error:
            problem = error
        if problem.rule == "CHK007" and _is_xml_by_name(source.name):
            with suppress(UnreadableError):
                parse(data)
                return None  # a mark that opens nothing is text
        raise problem

    def _verdicts(
        self,
        source: Source,
        fields: Sequence[Field],
        at: date,
        on_failure: Callable[[str], None],
        template: Template | None,
    ) -> Iterator[Verdict]:
        opened = [field for field in fields if counts_as_open(field, at)]
        yield from judge_form(template.formed(opened) if template else opened, self.pack)
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

    def _problems(self, message: etree._Element, at: datetime) -> Iterator[SchemaProblem]:
        if not self.schema.accepts(message):
            yield from self.schema.problems(message)
        yield from limits.problems(message, at=at)


def _is_xml_by_name(name: str) -> bool:
    return name.lower().endswith(".xml") or "." not in name


def _place(finding: Finding) -> tuple[int, int, int, str]:
    place = finding.position
    severity = SEVERITIES.index(finding.severity)
    if place is None:
        return (0, 0, severity, finding.rule)
    return (place.line, place.column, severity, finding.rule)
