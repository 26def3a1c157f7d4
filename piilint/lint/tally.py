"""From the results of many files to one report: baseline, waivers and counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from piilint.lint.coverage import Coverage
from piilint.model import Finding, Report

if TYPE_CHECKING:
    from piilint.lint.baseline import Baseline
    from piilint.lint.linter import Linter
    from piilint.lint.run import Checked

__all__ = ["Tally"]


class Tally:
    """Takes results as they come, in the order of the report."""

    def __init__(
        self,
        linter: Linter,
        *,
        baseline: Baseline | None = None,
        whole: bool = False,
        suppress: bool = True,
    ) -> None:
        """Begin a report.

        Args:
            linter: what makes the results.
            baseline: findings that were there before.
            whole: whether all of the configuration's folder is looked at.
            suppress: False makes suppressed findings count like all others.
        """
        self.linter = linter
        self.baseline = baseline
        self.whole = whole
        self.suppress = suppress
        self._findings: list[Finding] = []
        self._names: list[str] = []
        self._failed: set[str] = set()
        self._met: set[int] = set()
        self._passed: dict[str, int] = {}
        self._skipped = 0

    def add(self, checked: Checked) -> tuple[Finding, ...]:
        """Take one result, and give its findings as the report will hold them."""
        self._met |= checked.met
        if checked.passed is not None:
            self._passed[checked.passed] = self._passed.get(checked.passed, 0) + 1
            return ()
        if checked.foreign:
            self._skipped += 1
        self._names.append(checked.name)
        if any(finding.unchecked for finding in checked.findings):
            self._failed.add(checked.name)
        return self._take(checked.findings)

    def close(self) -> tuple[Finding, ...]:
        """What is to be said of the configuration's waivers and of the baseline, at the end."""
        linter, coverage = self.linter, self.coverage
        found = linter.waivers.findings(self._met, coverage)
        if self.baseline is not None:
            found += self.baseline.findings(
                coverage, linter.pack, linter.today, linter.policy.applies
            )
        return self._take(finding for finding in found if linter.policy.counts(finding))

    def report(self) -> Report:
        """The report of what was taken."""
        return Report(
            findings=tuple(self._findings),
            files=len(self._names),
            skipped=self._skipped,
            fail_on=self.linter.configuration.fail_on,
            names=tuple(self._names),
            passed=dict(sorted(self._passed.items())),
        )

    @property
    def coverage(self) -> Coverage:
        """What was looked at so far."""
        return Coverage(
            checked=frozenset(self._names) - self._failed,
            failed=frozenset(self._failed),
            whole=self.whole,
        )

    def _take(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        taken = tuple(map(self._settled, findings))
        self._findings += taken
        return taken

    def _settled(self, finding: Finding) -> Finding:
        if self.baseline is not None:
            finding = self.baseline.settle(finding, self.linter.pack, self.linter.today)
        if self.suppress or finding.suppressed is None:
            return finding
        return finding._replace(suppressed=None)
