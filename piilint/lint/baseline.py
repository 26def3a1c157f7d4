"""The baseline: findings that were there before, one a line, so that only new ones count.

A line is a JSON object with path, rule, field path without indexes and how many there are;
no line number, no date and no value, so that it merges and survives moved lines. People may
add ``owner`` and ``reason`` to it, which writing it anew keeps.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piilint.errors import ConfigurationError, UsageError
from piilint.lint.coverage import Coverage
from piilint.lint.notes import note_findings, shown_note
from piilint.lint.paths import without_indexes
from piilint.model import Finding, Position, Suppression

if TYPE_CHECKING:
    from piilint.lint.rulepack import RulePack

__all__ = ["Baseline"]

Key = tuple[str, str, str]
"""Path, rule, and field path without indexes, empty for a finding about a whole file."""

_TEXTS = ("path", "rule", "field", "owner", "reason")
_NEVER = "SUP"
"""What is wrong with waivers and baselines is not put into a baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    count: int
    owner: str = ""
    reason: str = ""
    line: int = 1


class Baseline:
    """What a baseline file holds, and which of it was met."""

    def __init__(self, file: Path, name: str, entries: Mapping[Key, _Entry]) -> None:
        """``name`` is what findings about the file show."""
        self.file = file
        self.name = name
        self.entries = entries
        self._left = Counter({key: entry.count for key, entry in entries.items()})

    @classmethod
    def read(cls, file: Path, name: str) -> Baseline:
        """Read a baseline.

        Raises :class:`~piilint.errors.ConfigurationError`, which names the line and shows
        nothing of it.
        """
        try:
            lines = file.read_bytes().decode("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = "is not UTF-8" if isinstance(error, ValueError) else "cannot be read"
        else:
            return cls(file, name, _entries(file, lines))
        raise ConfigurationError(
            f"The baseline {file} {reason}. piilint check --write-baseline {file} makes one."
        )

    def settle(self, finding: Finding, pack: RulePack, at: date) -> Finding:
        """The finding, suppressed where the baseline still has one of its kind left."""
        key = _key(finding)
        if not _is_recorded(finding) or not self._left[key]:
            return finding
        self._left[key] -= 1
        reason = shown_note(self.entries[key].reason, pack, at)
        return finding._replace(suppressed=Suppression(kind="baseline", reason=reason))

    def findings(
        self,
        coverage: Coverage,
        pack: RulePack,
        at: date,
        applies: Callable[[str, str], bool],
    ) -> Iterator[Finding]:
        """Entries that no finding matched, and owners and reasons that hold personal data.

        ``applies`` says whether a rule is looked at in a file.
        """
        from piilint.lint.present import fingerprint

        for number, (key, entry) in enumerate(self.entries.items(), 1):
            path, rule, _ = key
            if self._left[key] and applies(rule, path) and coverage.covers(path):
                yield pack.catalog.finding(
                    "SUP005",
                    path=self.name,
                    position=_position(entry.line),
                    fingerprint=fingerprint(self.name, "SUP005", "", number),
                )
            for name, note in (("owner", entry.owner), ("reason", entry.reason)):
                if note:
                    yield from note_findings(
                        note, pack, at, path=self.name, line=entry.line, key=f"[{number}].{name}"
                    )

    def rewritten(
        self,
        findings: Iterable[Finding],
        coverage: Coverage,
        applies: Callable[[str, str], bool],
    ) -> Baseline:
        """The baseline of what is there now; what was not looked at is kept."""
        counts = Counter(_key(finding) for finding in findings if _is_recorded(finding))
        entries = {
            key: entry
            for key, entry in self.entries.items()
            if not coverage.covers(key[0]) or not applies(key[1], key[0])
        }
        for key, count in counts.items():
            known = self.entries.get(key, _Entry(count=count))
            entries[key] = replace(known, count=count)
        return Baseline(self.file, self.name, dict(sorted(entries.items())))

    def text(self) -> str:
        """The file's text, a line an entry, in the order of path, rule and field."""
        return "".join(
            json.dumps(_written(key, entry), ensure_ascii=False) + "\n"
            for key, entry in sorted(self.entries.items())
        )

    def write(self) -> None:
        """Write the file, in whole or not at all.

        Raises :class:`~piilint.errors.UsageError` where that cannot be.
        """
        part = self.file.with_name(f"{self.file.name}.part")
        try:
            part.write_text(self.text(), encoding="utf-8", newline="\n")
            part.replace(self.file)
        except OSError as error:
            reason = error.strerror
        else:
            return
        raise UsageError(f"The baseline cannot be written to {self.file}: {reason}.")


def _is_recorded(finding: Finding) -> bool:
    return (
        finding.suppressed is None and not finding.unchecked and not finding.rule.startswith(_NEVER)
    )


def _key(finding: Finding) -> Key:
    return finding.path, finding.rule, without_indexes(finding.field or "")


def _position(line: int) -> Position:
    return Position(line=line, column=1, end_line=line, end_column=2)


def _written(key: Key, entry: _Entry) -> dict[str, Any]:
    path, rule, field = key
    written: dict[str, Any] = {"path": path, "rule": rule}
    if field:
        written["field"] = field
    if entry.count > 1:
        written["count"] = entry.count
    if entry.owner:
        written["owner"] = entry.owner
    if entry.reason:
        written["reason"] = entry.reason
    return written


def _entries(file: Path, lines: Iterable[str]) -> dict[Key, _Entry]:
    entries: dict[Key, _Entry] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        read = _entry(line, number)
        if read is None:
            raise ConfigurationError(
                f"{file}, line {number}: is no entry of a baseline. Remove it, or what a merge "
                f"left there, or write the file anew: piilint check --write-baseline {file}"
            )
        key, entry = read
        # A merge can leave a line twice; the one that covers more counts.
        if key not in entries or entries[key].count < entry.count:
            entries[key] = entry
    return entries


def _entry(line: str, number: int) -> tuple[Key, _Entry] | None:
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(table, dict) or not set(table) <= {*_TEXTS, "count"}:
        return None
    if not {"path", "rule"} <= set(table):
        return None
    if not all(isinstance(table.get(name, ""), str) for name in _TEXTS):
        return None
    count = table.get("count", 1)
    if type(count) is not int or count < 1:
        return None
    key = (table["path"], table["rule"], table.get("field", ""))
    owner, reason = table.get("owner", ""), table.get("reason", "")
    return key, _Entry(count=count, owner=owner, reason=reason, line=number)
