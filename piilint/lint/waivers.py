"""Waivers: findings that somebody accepted at their place, inline or in the configuration.

``piilint: ignore[PII301] until=2027-01-31 reason`` in a comment covers the element that
follows, or else the one that it stands in; before the root it covers the file. A waiver that
is not as it must be waives nothing and is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from piilint.errors import ConfigurationError
from piilint.lint.coverage import Coverage
from piilint.lint.fields import Field
from piilint.lint.judge import Verdict
from piilint.lint.notes import note_findings, shown_note
from piilint.lint.paths import without_indexes
from piilint.model import Finding, Position, Suppression

if TYPE_CHECKING:
    from lxml import etree

    from piilint.config import Configuration, Waiver
    from piilint.lint.rulepack import RulePack

__all__ = ["ConfiguredWaivers", "InlineWaivers"]

_BEGINS = re.compile(r"\s*piilint\s*(?::|\[|ignore\b)", re.IGNORECASE)
_FORM = re.compile(r"\s*piilint:\s*ignore\[([^\[\]]*)\](?=\s|\Z)(.*)", re.DOTALL)
_UNTIL = re.compile(r"\s*until=(\S*)(.*)", re.DOTALL)
_RULE = re.compile(r"[^\s,]+")
_LITERAL = re.compile(r"[\w./ -]*[\w.-]")
_NEVER = ("CHK", "SUP", "XML")
"""Families that cannot be waived: what was not checked, and what is wrong with waivers."""

_OTHER_CHECKS = "PII6"
"""Rules that need several documents; in one alone nothing says that a waiver for them is unused."""


class _Grant:
    """That one rule is waived by one comment, and whether anything needed it."""

    __slots__ = ("field", "needed", "reason", "span")

    def __init__(self, field: Field, span: tuple[int, int], reason: str) -> None:
        self.field = field
        self.span = span
        """Where in the comment the rule's id stands."""
        self.reason = reason
        self.needed = False


class InlineWaivers:
    """The waivers of one document, and which of them were needed."""

    def __init__(self, fields: Sequence[Field], pack: RulePack, at: date) -> None:
        self.pack = pack
        self.at = at
        self._faults: list[Verdict] = []
        self._comments: dict[etree._Element, etree._Element | None] = {}
        """The comments that are meant as waivers, and the element that each covers."""
        self._whole: dict[str, _Grant] = {}
        self._covering: dict[tuple[etree._Element, str], _Grant] = {}
        self._grants: list[_Grant] = []
        for field in reversed(fields):
            if field.kind == "comment" and _BEGINS.match(field.text):
                self._comments[field.node] = _covered(field.node, self._comments)
                self._read(field)

    def settle(self, finding: Finding, node: etree._Element) -> Finding:
        """The finding, suppressed where a waiver covers the node that it is about."""
        if finding.suppressed is not None or finding.unchecked or node in self._comments:
            return finding
        grant = self._grant(finding.rule, node)
        if grant is None:
            return finding
        grant.needed = True
        reason = shown_note(grant.reason, self.pack, self.at)
        return finding._replace(suppressed=Suppression(kind="inline", reason=reason))

    def objections(self) -> Iterator[Verdict]:
        """What is wrong with the waivers; asked when every finding was settled."""
        yield from self._faults
        for grant in self._grants:
            if not grant.needed:
                yield self._verdict("SUP002", grant.field, *grant.span)

    def _grant(self, rule: str, node: etree._Element) -> _Grant | None:
        for element in (node, *node.iterancestors()):
            grant = self._covering.get((element, rule))
            if grant is not None:
                return grant
        return self._whole.get(rule)

    def _read(self, field: Field) -> None:
        """Take a comment for what it waives, or for what is wrong with it."""
        form = _FORM.match(field.text)
        if form is None:
            return self._fault("SUP004", field)
        rules = list(_RULE.finditer(field.text, *form.span(1)))
        reason, until = form[2], None
        dated = _UNTIL.match(reason)
        if dated:
            until, reason = _date(dated[1]), dated[2]
        known = all(_can_be_waived(rule[0], self.pack) for rule in rules)
        if not rules or not known or (dated and until is None) or "until=" in reason:
            return self._fault("SUP004", field)
        if not any(character.isalnum() for character in reason):
            return self._fault("SUP001", field)
        if until is not None and until < self.at:
            return self._fault("SUP003", field)
        for rule in rules:
            self._waive(rule[0], _Grant(field, rule.span(), reason.strip()))
        return None

    def _waive(self, rule: str, grant: _Grant) -> None:
        covered = self._comments[grant.field.node]
        if covered is None:
            self._whole[rule] = grant
        else:
            self._covering[covered, rule] = grant
        if not rule.startswith(_OTHER_CHECKS):
            self._grants.append(grant)

    def _fault(self, rule: str, field: Field) -> None:
        text = field.text
        start = len(text) - len(text.lstrip())
        self._faults.append(self._verdict(rule, field, start, len(text.rstrip())))

    def _verdict(self, rule: str, field: Field, start: int, end: int) -> Verdict:
        return Verdict(field, start, end, rule, self.pack.catalog[rule].severity)


class ConfiguredWaivers:
    """The waivers of a configuration.

    Raises:
        ConfigurationError: for a rule that is none, or cannot be waived.
    """

    def __init__(self, configuration: Configuration, pack: RulePack, at: date) -> None:
        self.configuration = configuration
        self.pack = pack
        self.at = at
        self.waivers = configuration.waivers
        if not self.waivers:
            return
        from pathspec import GitIgnoreSpec

        self._specs = [GitIgnoreSpec.from_lines([waiver.path]) for waiver in self.waivers]
        self._reasons = [shown_note(waiver.reason, pack, at) for waiver in self.waivers]
        for number, waiver in enumerate(self.waivers, 1):
            if not _can_be_waived(waiver.rule, pack):
                raise ConfigurationError(
                    f"{configuration.file}, line {waiver.line}: waivers[{number}].rule is no rule "
                    "that can be waived. piilint rules lists them; what could not be checked is "
                    "always told"
                )

    def settle(self, finding: Finding) -> tuple[Finding, int | None]:
        """The finding, suppressed where a waiver fits it, and the number of that waiver."""
        if finding.suppressed is not None or finding.unchecked:
            return finding, None
        for number, waiver in enumerate(self.waivers):
            if not self._fits(number, waiver, finding):
                continue
            if self._is_expired(waiver):
                return finding, number
            suppressed = Suppression(kind="config", reason=self._reasons[number])
            return finding._replace(suppressed=suppressed), number
        return finding, None

    def findings(self, met: Collection[int], coverage: Coverage) -> list[Finding]:
        """What is wrong with the waivers after a run.

        ``met`` are the numbers of those that fitted a finding. Only where a run covered all,
        or the one file that a waiver names, can it be called unused.
        """
        found: list[Finding] = []
        for number, waiver in enumerate(self.waivers):
            decided = coverage.whole or (
                _LITERAL.fullmatch(waiver.path) and coverage.covers(waiver.path)
            )
            if self._is_expired(waiver):
                if number in met or decided:
                    found.append(self._finding("SUP003", number))
            elif number not in met and decided:
                found.append(self._finding("SUP002", number))
            found += note_findings(
                waiver.reason,
                self.pack,
                self.at,
                path=self.configuration.file_name,
                line=waiver.line,
                key=f"waivers[{number + 1}].reason",
            )
        return found

    def _fits(self, number: int, waiver: Waiver, finding: Finding) -> bool:
        if finding.rule != waiver.rule:
            return False
        if waiver.field is not None:
            place = without_indexes(finding.field or "")
            if not fnmatchcase(place, waiver.field):
                return False
        return self._specs[number].match_file(finding.path.partition("!/")[0])

    def _is_expired(self, waiver: Waiver) -> bool:
        return waiver.until is not None and waiver.until < self.at

    def _finding(self, rule: str, number: int) -> Finding:
        from piilint.lint.present import fingerprint

        line, path = self.waivers[number].line, self.configuration.file_name
        key = f"waivers[{number + 1}]"
        return self.pack.catalog.finding(
            rule,
            path=path,
            position=Position(line=line, column=1, end_line=line, end_column=2),
            field=key,
            fingerprint=fingerprint(path, rule, key, 1),
        )


def _can_be_waived(rule: str, pack: RulePack) -> bool:
    return rule in pack.catalog.rules and not rule.startswith(_NEVER)


def _date(written: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _covered(
    comment: etree._Element, known: Mapping[etree._Element, etree._Element | None]
) -> etree._Element | None:
    """The element that a comment is about: the one that follows, else the one around it.

    None for one before the root element, which is about the whole file. ``known`` are the
    answers for comments further down, so that a long row of them takes no square time.
    """
    parent = comment.getparent()
    if parent is None and comment.getnext() is not None:
        return None
    node: etree._Element | None = comment
    while node is not None and not (node.tail or "").strip():
        node = node.getnext()
        if node is not None and node in known:
            return known[node]
        if node is not None and isinstance(node.tag, str):
            return node
    return comment if parent is None else parent
