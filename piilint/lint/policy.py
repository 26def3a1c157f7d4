"""Which findings count where: selected and ignored rules, and overrides for some paths."""

from __future__ import annotations

from piilint.config import Configuration
from piilint.errors import UsageError
from piilint.lint.rulepack import RulePack
from piilint.model import Finding

__all__ = ["Policy"]


class Policy:
    """Says whether a rule applies to a path.

    Raises:
        UsageError: for a rule or family that the pack does not have.
    """

    def __init__(self, configuration: Configuration, pack: RulePack) -> None:
        self.select = configuration.select
        self.ignore = configuration.ignore
        self.overrides = configuration.per_path
        named = [*self.select, *self.ignore]
        for override in self.overrides:
            named += [*override.select, *override.ignore]
        for prefix in named:
            if not any(rule.startswith(prefix) for rule in pack.catalog.rules):
                raise UsageError(
                    "select or ignore names a rule or family that there is not. "
                    "piilint rules lists them all."
                )
        if self.overrides:
            from pathspec import GitIgnoreSpec

            self._specs = [GitIgnoreSpec.from_lines(entry.paths) for entry in self.overrides]

    @property
    def narrows(self) -> bool:
        """Whether some rule is not looked at in some file."""
        return bool(self.select or self.ignore or self.overrides)

    def counts(self, finding: Finding) -> bool:
        """Whether a finding is told; what could not be checked always is."""
        return finding.unchecked or self.applies(finding.rule, finding.path)

    def asks_for(self, rule: str) -> bool:
        """Whether a rule is looked at in some file."""
        return _passes(rule, self.select, self.ignore)

    def applies(self, rule: str, path: str) -> bool:
        """Whether a rule is looked at in a file."""
        if not self.asks_for(rule):
            return False
        on_disk = path.partition("!/")[0]
        return (
            all(
                _passes(rule, override.select, override.ignore)
                for override, spec in zip(self.overrides, self._specs, strict=True)
                if spec.match_file(on_disk)
            )
            if self.overrides
            else True
        )


def _passes(rule: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    if select and not rule.startswith(select):
        return False
    return not (ignore and rule.startswith(ignore))
