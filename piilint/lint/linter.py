"""The linter as a library: made once, used by many threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path, PurePath

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
            applies=self._is_asked_for,
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

    def check_submission(
        self,
        *,
        request: Content | None = None,
        manifest: Content | None = None,
        documents: Iterable[str | PathLike[str]] = (),
    ) -> Report:
        """Check what is sent together: a value of one must not stand in another.

        Args:
            request: bytes are a document, ``str`` and ``PathLike`` name a file.
            manifest: the same.
            documents: names or paths of the files to be signed, of which the names are checked.
                Findings in the second have the path ``documents`` and the field ``[2]``.

        Raises:
            UsageError: for a ``str`` that is no path but a document.
        """
        given = (("request.xml", request), ("manifest.xml", manifest))
        sources = [
            content(each, name if isinstance(each, bytes) else None)
            for name, each in given
            if each is not None
        ]
        names = [PurePath(document).name for document in documents]
        checked = self._checker.check_together(sources, names)
        return self.report(map(self._applied, checked))

    def results(
        self,
        sources: Iterable[Source],
        beside: Callable[[Source], Sequence[Source]] = lambda _: (),
    ) -> Iterator[Checked]:
        """Check sources one by one, as they come.

        ``beside`` tells the others of a source's submission, which are read for the values in
        them and not reported on.
        """
        for source in sources:
            yield self._applied(self._checker.check(source, beside(source)))

    def report(self, results: Iterable[Checked]) -> Report:
        """Put the results of many sources together."""
        findings: list[Finding] = []
        files = skipped = 0
        for checked in results:
            files += 1
            skipped += checked.foreign
            findings += checked.findings
        return Report(findings=tuple(findings), files=files, skipped=skipped, fail_on=self.fail_on)

    def _applied(self, checked: Checked) -> Checked:
        applied = tuple(finding for finding in checked.findings if self._applies(finding))
        return checked._replace(findings=applied)

    def _applies(self, finding: Finding) -> bool:
        return finding.unchecked or self._is_asked_for(finding.rule)

    def _is_asked_for(self, rule: str) -> bool:
        if self.select and not rule.startswith(self.select):
            return False
        return not (self.ignore and rule.startswith(self.ignore))


def check(source: Content | Iterable[Content], name: str | None = None) -> Report:
    """Check a document, or several, with the rules that ship with piilint.

    See :meth:`Linter.check`; a program that checks more than once keeps a :class:`Linter`.
    """
    return Linter().check(source, name)
