"""The linter as a library: made once, used by many threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from piilint.catalog import Language
from piilint.lint.rulepack import RulePack
from piilint.lint.run import Checked, Checker
from piilint.lint.source import Content, content
from piilint.model import Finding, Report, Severity, Source
from piilint.resources import data_folder
from piilint.schema.xsd import MessageSchema

__all__ = ["Linter", "check"]


class Linter:
    """Checks requests and manifests. Reusable and thread-safe; compiles once.

    Args:
        rules: the name of a shipped rule pack, or the path of a user's own.
        language: of messages, ``en`` or ``nb``.
        fail_on: the mildest severity at which a report is not ``ok``.
        select: rules or families to apply (``("PII1", "XML")``), all where empty.
        ignore: rules or families to leave out. What could not be checked is always told.
        at: the moment that time-dependent rules are judged for; None for now.
        show_values: show the source lines of findings as they stand, personal data and all.

    Raises:
        RulePackError: where a user's pack cannot be used.
    """

    def __init__(
        self,
        rules: str | Path = "posten-signering",
        *,
        language: Language = "en",
        fail_on: Severity = "warning",
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        at: datetime | None = None,
        show_values: bool = False,
    ) -> None:
        self.pack = RulePack.load(rules, language)
        self.fail_on = fail_on
        self.select = select
        self.ignore = ignore
        self._checker = Checker(
            pack=self.pack,
            schema=MessageSchema.load(data_folder("schemas")),
            at=at,
            show_values=show_values,
        )

    def check(self, source: Content | Iterable[Content], name: str | None = None) -> Report:
        """Check a document, or several.

        Args:
            source: bytes are a document, ``str`` and ``PathLike`` name a file.
            name: what findings show as the path, where one document is given.

        Raises:
            UsageError: for a ``str`` that is no path but a document.
        """
        if isinstance(source, (bytes, str)) or not isinstance(source, Iterable):
            sources = [content(source, name)]
        else:
            sources = [content(each) for each in source]
        return self.report(self.results(sources))

    def results(self, sources: Iterable[Source]) -> Iterator[Checked]:
        """Check sources one by one, as they come."""
        for source in sources:
            checked = self._checker.check(source)
            applied = tuple(finding for finding in checked.findings if self._applies(finding))
            yield checked._replace(findings=applied)

    def report(self, results: Iterable[Checked]) -> Report:
        """Put the results of many sources together."""
        findings: list[Finding] = []
        files = skipped = 0
        for checked in results:
            files += 1
            skipped += checked.foreign
            findings += checked.findings
        return Report(findings=tuple(findings), files=files, skipped=skipped, fail_on=self.fail_on)

    def _applies(self, finding: Finding) -> bool:
        if finding.unchecked:
            return True
        if self.select and not finding.rule.startswith(self.select):
            return False
        return not (self.ignore and finding.rule.startswith(self.ignore))


def check(source: Content | Iterable[Content], name: str | None = None) -> Report:
    """Check a document, or several, with the rules that ship with piilint.

    See :meth:`Linter.check`; a program that checks more than once keeps a :class:`Linter`.
    """
    return Linter().check(source, name)
