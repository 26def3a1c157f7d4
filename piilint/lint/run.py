"""The flow, top to bottom: a source is parsed, its fields are searched, what was seen is judged.

source -> parse -> fields -> detect -> judge -> findings

The documents of one submission are read before the first is judged, since what may stand in
one must not stand in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from piilint.detect import MOST, with_own
from piilint.detect.identity import identity_number
from piilint.detect.peel import MAX_LAYERS
from piilint.detect.recur import MOST_HASHED
from piilint.lint.code.languages import grammar, is_installed
from piilint.lint.correlate import Values, contact_of, one_each, recurrences
from piilint.lint.fields import Field, MixedContentError, file_name, messages, walk
from piilint.lint.judge import (
    Verdict,
    is_one_contact,
    judge_evidence,
    judge_file,
    judge_form,
    judge_identity_numbers,
)
from piilint.lint.pages import is_page
from piilint.lint.parse import Document, UnreadableError, parse
from piilint.lint.rulepack import RulePack
from piilint.lint.search import MOST_TEXT, Searched, search
from piilint.lint.source import TEMPLATE_NAMES, code_marks, marks, may_be_template, mentions
from piilint.model import SEVERITIES, Finding, Source
from piilint.schema import limits

if TYPE_CHECKING:
    from lxml import etree

    from piilint.detect.page import Detector
    from piilint.detect.presidio import Trouble
    from piilint.detect.presidio.detector import Deep
    from piilint.lint.allow import Allowances
    from piilint.lint.files import Reason
    from piilint.lint.templates import Template
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


class Part(NamedTuple):
    """One document of a submission, or the names of its files, read and not yet judged."""

    source: Source
    fields: Sequence[Field]
    opened: Sequence[Field]
    """The fields that count as open."""
    known: Sequence[Field]
    """The fields that may hold personal data, and hold no more than they may, and contacts."""
    document: Document | Template | None = None
    messages: Sequence[etree._Element] = ()


_NUMBERS_ONLY = (identity_number,)
_PRESIDIO = {"failed": "CHK003", "timeout": "CHK008", "too-long": "CHK009"}


class Troubles:
    """What kept a document from being checked fully, as rules and what their messages name."""

    def __init__(self) -> None:
        self.rules: list[tuple[str, dict[str, object]]] = []

    def failed(self, detector: str) -> None:
        """A detector failed."""
        self._add("CHK003", detector=detector)

    def presidio(self, trouble: Trouble) -> None:
        """Presidio did not search all of it."""
        named = {"detector": trouble.name} if trouble.name else {}
        self._add(_PRESIDIO[trouble.kind], **named)

    def bound(self) -> None:
        """So much was found that the search was stopped."""
        self._add("CHK007", limit=MOST)

    def of(self, searched: Searched) -> None:
        """Something is encoded deeper than is looked, or more may be encoded than is searched."""
        if searched.is_deeper:
            self._add("CHK010", limit=MAX_LAYERS)
        if searched.is_cut:
            self._add("CHK012", limit=MOST_TEXT)
        if searched.room.is_cut:
            self._add("CHK012", limit=searched.room.most)

    def of_values(self, values: Values) -> None:
        """Not all known values were looked for as hashes."""
        if values.is_cut:
            self._add("CHK012", limit=MOST_HASHED)

    def _add(self, rule: str, **named: object) -> None:
        """Each is told once of a document, whichever of its fields it is about."""
        entry = (rule, named)
        if entry not in self.rules:
            self.rules.append(entry)


def part_of(
    source: Source,
    document: Document | Template,
    found: Sequence[etree._Element],
    fields: Sequence[Field],
) -> Part:
    """A document's fields, sorted by what they may hold.

    The detectors look at what counts as open, and whatever they see there is objected to: also a
    closed field whose text is not of its form, and a contact field that holds more than its one
    address or number.
    """
    opened: list[Field] = []
    known: list[Field] = []
    for field in fields:
        spec = field.spec
        if spec is None:
            opened.append(field)
            if contact_of(field) is not None:
                known.append(field)
        elif (kind := spec.field_class) == "closed":
            if spec.form is None or spec.form.fullmatch(field.text) is None:
                opened.append(field)
        elif kind == "designated" or (kind == "contact" and is_one_contact(spec, field.text)):
            known.append(field)
        else:
            opened.append(field)
    return Part(source, fields, opened, known, document, found)


def part_of_names(names: Sequence[str], of: str) -> Part:
    """The names of a submission's files as open fields, shown by their numbers.

    ``of`` is what findings show as their path.
    """
    fields = [file_name(name, number) for number, name in enumerate(names, 1)]
    return Part(Source(name=of), fields, fields, ())


class Checker(NamedTuple):
    """All that checks need and that is made once; it keeps nothing of a check."""

    pack: RulePack
    schema: MessageSchema
    at: datetime | None = None
    """The moment that time-dependent rules are judged for; None for now."""
    show_values: bool = False
    deep: Deep | None = None
    """Presidio, in deep mode."""
    applies: Callable[[str], bool] = bool
    """Whether a rule is asked for; what recurs is told by another rule where its own is not."""
    allowances: Allowances | None = None
    """What the configuration allows, where it allows anything."""

    def check(self, source: Source, beside: Sequence[Source] = ()) -> Checked:
        """Check one source; whatever is wrong with it is a finding.

        ``beside`` are the others of its submission, read for the values in them alone.
        """
        return next(self.check_together([source], beside=beside))

    def check_together(
        self,
        sources: Sequence[Source],
        names: Sequence[str] = (),
        beside: Sequence[Source] = (),
        names_of: str = "documents",
    ) -> Iterator[Checked]:
        """Check the documents of one submission, and the names of its files after them."""
        at = self.at or datetime.now(UTC)
        parts = [self._read(source) for source in sources]
        others = [self._read(source) for source in beside]
        known = [
            field for part in (*parts, *others) if isinstance(part, Part) for field in part.known
        ]
        values = Values(known, at.date(), self.pack.patterns)
        for part in parts:
            yield part if isinstance(part, Checked) else self._judged(part, values, at)
        if names:
            yield self._judged(part_of_names(names, names_of), values, at)

    def _read(self, source: Source) -> Part | Checked:
        """A source as far as it must be read to be judged, or what is to be said otherwise."""
        if source.data is None:
            from piilint.lint.present import unchecked_finding

            return Checked((unchecked_finding(self.pack, source, "CHK001"),))
        if grammar(source.name) and not mentions(source.data, code_marks(self.pack)):
            return Checked(())  # builds no message, whatever else it does
        try:
            template = self._template(source, source.data)
            if template is not None:
                if template.foreign:
                    return Checked(self._not_followed(source), foreign=True)
                return part_of(source, template, template.messages, template.fields)
            return self._read_xml(source, source.data)
        except UnreadableError as error:
            problem = error
        if not source.named and not mentions(source.data, marks(self.pack)):
            return Checked((), foreign=True)
        from piilint.lint.present import unreadable_finding

        return Checked((unreadable_finding(self.pack, source, problem),))

    def _read_xml(self, source: Source, data: bytes) -> Part | Checked:
        """A document's part; where text stands beside elements, its white space counts too."""
        try:
            return self._part(source, parse(data, bare=True))
        except MixedContentError:
            return self._part(source, parse(data))

    def _part(self, source: Source, document: Document) -> Part | Checked:
        found = messages(document.root, self.pack)
        if not found:
            return Checked((), foreign=True)
        return part_of(source, document, found, walk(document, self.pack))

    def _template(self, source: Source, data: bytes) -> Template | None:
        """The source as a template or a program, if it is one; what is not may be XML."""
        if source.finished:
            return None
        if (
            grammar(source.name)
            and is_installed()
            and not is_page(source.name, data, marks(self.pack))
        ):
            from piilint.lint.code.program import read as read_code

            return read_code(source, self.pack)
        if not may_be_template(data) and not source.name.endswith(TEMPLATE_NAMES):
            return None
        from piilint.lint.templates import read

        try:
            return read(source, data, self.pack)
        except UnreadableError as error:
            problem = error
        if problem.rule == "CHK011" and _is_xml_by_name(source.name):
            with suppress(UnreadableError):
                parse(data)
                return None  # a mark that opens nothing is text
        raise problem

    def _judged(self, part: Part, values: Values, at: datetime) -> Checked:
        troubles = Troubles()
        verdicts = self._verdicts(part, values, at.date(), troubles)
        template = None if isinstance(part.document, Document) else part.document
        whole = part.messages if template is None or template.complete else ()
        problems = [problem for message in whole for problem in self._problems(message, at)]
        told = self._not_followed(part.source)
        if template is not None:
            filled = list(islice(template.verdicts(), MOST))
            if len(filled) == MOST:
                troubles.bound()
            verdicts += filled
            problems = [problem for problem in problems if template.settled(problem)]
        waivers = self._waivers(part, at.date())
        if not verdicts and not problems and not troubles.rules and waivers is None:
            return Checked(told)
        from piilint.lint.present import Presenter, unchecked_finding

        presenter = Presenter(
            self.pack, part.source, part.document, verdicts, show_values=self.show_values
        )
        findings = [self._settled(presenter.verdict(each), each, waivers) for each in verdicts]
        for problem in problems:
            finding = presenter.problem(problem)
            findings.append(waivers.settle(finding, problem.element) if waivers else finding)
        if waivers is not None:
            findings += [presenter.verdict(verdict) for verdict in waivers.objections()]
        findings += [
            unchecked_finding(self.pack, part.source, rule, None, **named)
            for rule, named in troubles.rules
        ]
        return Checked((*told, *sorted(findings, key=_place)))

    def _not_followed(self, source: Source) -> tuple[Finding, ...]:
        """What is said of source code that no parser is installed for."""
        if grammar(source.name) is None or is_installed():
            return ()
        from piilint.lint.present import note

        return (note(self.pack, source, "CHK006"),)

    def _verdicts(self, part: Part, values: Values, at: date, troubles: Troubles) -> list[Verdict]:
        searched = Searched(part.opened, at)
        verdicts = [
            *judge_form(_formed(part), self.pack),
            *judge_identity_numbers(part.known, self.pack),
            *self._seen(searched, troubles),
        ]
        if part.source.on_disk:
            verdicts += self._seen_in_file(part, at, troubles)
        recurring = [
            verdict
            for verdict in recurrences(searched, values, self.pack, troubles.bound)
            if self.applies(verdict.rule)
        ]
        troubles.of_values(values)
        return one_each(verdicts, recurring)

    def _seen(self, searched: Searched, troubles: Troubles) -> Iterator[Verdict]:
        """What the detectors see in open fields."""
        troubles.of(searched)
        detectors = with_own(self.pack.patterns + self._presidio(troubles))
        for field, seen in search(searched, detectors, troubles.failed, troubles.bound):
            verdict = judge_evidence(field, seen, self.pack)
            if verdict is not None:
                yield verdict

    def _seen_in_file(self, part: Part, at: date, troubles: Troubles) -> Iterator[Verdict]:
        """Real identity numbers that lie in a file, where a request may hold them."""
        is_open = {id(field) for field in part.opened}
        searched = Searched([field for field in part.fields if id(field) not in is_open], at)
        troubles.of(searched)
        for field, seen in search(searched, _NUMBERS_ONLY, troubles.failed, troubles.bound):
            verdict = judge_file(field, seen, self.pack)
            if verdict is not None:
                yield verdict

    def _waivers(self, part: Part, at: date) -> InlineWaivers | None:
        document = part.document
        if document is None or (isinstance(document, Document) and document.utf8.find(b"<!--") < 0):
            return None
        if b"piilint" not in document.utf8.lower():
            return None
        from piilint.lint.waivers import InlineWaivers

        return InlineWaivers(part.fields, self.pack, at)

    def _settled(
        self, finding: Finding, verdict: Verdict, waivers: InlineWaivers | None
    ) -> Finding:
        """The finding, suppressed where its value is allowed or a waiver covers its place."""
        if self.allowances is not None:
            value = verdict.field.text[verdict.start : verdict.end]
            finding = self.allowances.settle(finding, value)
        return finding if waivers is None else waivers.settle(finding, verdict.field.node)

    def _presidio(self, troubles: Troubles) -> tuple[Detector, ...]:
        return () if self.deep is None else (self.deep.detector(troubles.presidio),)

    def _problems(self, message: etree._Element, at: datetime) -> Iterator[SchemaProblem]:
        if not self.schema.accepts(message):
            yield from self.schema.problems(message)
        yield from limits.problems(message, at=at)


def _formed(part: Part) -> Sequence[Field]:
    """The open fields whose form can be judged: in a template, those that nothing is put into."""
    if part.document is None or isinstance(part.document, Document):
        return part.opened
    return part.document.formed(part.opened)


def _is_xml_by_name(name: str) -> bool:
    return name.lower().endswith(".xml") or "." not in name


def _place(finding: Finding) -> tuple[int, int, int, str]:
    place = finding.position
    severity = SEVERITIES.index(finding.severity)
    if place is None:
        return (0, 0, severity, finding.rule)
    return (place.line, place.column, severity, finding.rule)
