"""Words and values that somebody said are no personal data.

A pack's phrase is not objected to at all. What a configuration allows is, so that it stays
visible with its reason, and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from piilint.errors import ConfigurationError, RulePackError
from piilint.lint.paths import without_indexes
from piilint.model import Finding, Suppression

if TYPE_CHECKING:
    from piilint.config import Allowance, Configuration
    from piilint.lint.rulepack import RulePack

__all__ = ["Allowances", "is_in_phrase"]


def is_in_phrase(text: str, start: int, end: int, phrases: Iterable[str]) -> bool:
    """Whether a part of a text lies within an occurrence of an allowed phrase."""
    for phrase in phrases:
        around = text[max(0, end - len(phrase)) : start + len(phrase)]
        if end - start <= len(phrase) and phrase in around:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Allowed:
    pattern: re.Pattern[str] | None
    field: str | None
    reason: str


class Allowances:
    """What a configuration allows, ready to be asked.

    Raises:
        ConfigurationError: for a pattern that is none, is slow, matches everything, or is
            itself a number or an address of somebody.
    """

    def __init__(self, configuration: Configuration, pack: RulePack, at: date) -> None:
        self.allowed = tuple(
            _Allowed(_pattern(entry, number, configuration), entry.field, _shown(entry, pack, at))
            for number, entry in enumerate(configuration.allow, 1)
        )

    def settle(self, finding: Finding, value: str) -> Finding:
        """The finding, suppressed where its value or field is allowed."""
        place = without_indexes(finding.field or "")
        for entry in self.allowed:
            if entry.field is not None and not fnmatchcase(place, entry.field):
                continue
            if entry.pattern is not None and not (
                finding.entity is not None and entry.pattern.fullmatch(value)
            ):
                continue
            return finding._replace(suppressed=Suppression(kind="config", reason=entry.reason))
        return finding


def _shown(entry: Allowance, pack: RulePack, at: date) -> str:
    from piilint.lint.notes import shown_note

    return shown_note(entry.reason, pack, at)


def _pattern(entry: Allowance, number: int, of: Configuration) -> re.Pattern[str] | None:
    if entry.pattern is None:
        return None
    from piilint.lint.patterns import compile_bounded
    from piilint.lint.userpack import refuse_values

    where = f"{of.file}, line {entry.line}: allow[{number}].pattern"
    try:
        compiled = compile_bounded(entry.pattern, where)
        refuse_values(where, entry.pattern.replace("\\", ""))
    except RulePackError as error:
        problem = str(error)
    else:
        if compiled.search("") is None:
            return compiled
        problem = f"{where}: matches the empty text, so everything"
    raise ConfigurationError(problem)
