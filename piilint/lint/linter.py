"""The linter as a library: made once, used by many threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from piilint.catalog import Language
from piilint.config import Configuration, Deep
from piilint.errors import MissingExtraError, UsageError
from piilint.lint.code.languages import is_installed
from piilint.lint.files import Reason
from piilint.lint.policy import Policy
from piilint.lint.rulepack import RulePack
from piilint.lint.run import Checked, Checker
from piilint.lint.source import Content, content, looks_packed, marks
from piilint.lint.tally import Tally
from piilint.lint.waivers import ConfiguredWaivers
from piilint.model import Finding, Report, Severity, Source
from piilint.resources import data_folder
from piilint.schema.xsd import MessageSchema

if TYPE_CHECKING:
    from piilint.detect.presidio.detector import Deep as Presidio
    from piilint.lint.allow import Allowances
    from piilint.lint.unpack import Archive

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
        deep: search with Presidio too; it takes seconds to load.
        recognizers: in deep mode, recognisers of your own, a YAML file in Presidio's format.
        nlp: in deep mode, a language model, an NLP configuration file in Presidio's format.

    Raises:
        RulePackError: where a user's pack cannot be used.
        MissingExtraError: for deep mode, where Presidio is not installed.
        ConfigurationError: where a file for deep mode cannot be used, or a model is missing.
        UsageError: for a file for deep mode without deep mode.
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
        deep: bool = False,
        recognizers: str | PathLike[str] | None = None,
        nlp: str | PathLike[str] | None = None,
    ) -> None:
        if not deep and (recognizers or nlp):
            raise UsageError("recognizers and nlp are for deep mode; give deep=True with them.")
        self._prepare(
            Configuration(
                folder=Path(),
                rules=str(rules),
                lang=language,
                fail_on=fail_on,
                select=select,
                ignore=ignore,
                deep=Deep(
                    recognizers=None if recognizers is None else Path(recognizers),
                    nlp=None if nlp is None else Path(nlp),
                )
                if deep
                else None,
            ),
            at,
            show_values,
        )

    @classmethod
    def configured(
        cls,
        configuration: Configuration,
        *,
        at: datetime | None = None,
        show_values: bool = False,
    ) -> Linter:
        """A linter with all that a configuration says.

        Raises:
            RulePackError: where a user's pack cannot be used.
            ConfigurationError: where what is allowed or waived cannot be, and for deep mode.
            MissingExtraError: for deep mode, where Presidio is not installed,
                or ``code`` is set and the parsers for it are not.
        """
        if configuration.code and not is_installed():
            raise MissingExtraError(
                f"{configuration.file_name}: code = true, but the parsers for source code are not "
                "installed; install them with: pip install 'piilint[code]'"
            )
        linter = cls.__new__(cls)
        linter._prepare(configuration, at, show_values)
        return linter

    def _prepare(
        self, configuration: Configuration, at: datetime | None, show_values: bool
    ) -> None:
        self.configuration = configuration
        self.pack = RulePack.load(configuration.rules, configuration.lang)
        self.at = at
        self.show_values = show_values
        self.policy = Policy(configuration, self.pack)
        self.waivers = ConfiguredWaivers(configuration, self.pack, self.today)
        self._settles = self.policy.narrows or bool(configuration.waivers)
        self._checker = Checker(
            pack=self.pack,
            schema=MessageSchema.load(data_folder("schemas")),
            at=at,
            show_values=show_values,
            deep=_loaded(configuration.deep, self.pack),
            applies=self.policy.asks_for,
            allowances=_allowed(configuration, self.pack, self.today),
        )

    @property
    def today(self) -> date:
        """The day that dates are judged for."""
        return (self.at or datetime.now(UTC)).date()

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
            content(each, name if isinstance(each, bytes) else None)._replace(finished=True)
            for name, each in given
            if each is not None
        ]
        names = [PurePath(document).name for document in documents]
        checked = self._checker.check_together(sources, names)
        shown = [source.name for source in sources] + ["documents"] * bool(names)
        return self.report(map(self._told, shown, checked))

    def results(
        self,
        sources: Iterable[Source],
        beside: Callable[[Source], Sequence[Source]] = lambda _: (),
    ) -> Iterator[Checked]:
        """Check sources one by one, as they come; archives are opened.

        ``beside`` tells the others of a source's submission, which are read for the values in
        them and not reported on.
        """
        for source in sources:
            if source.data is not None and looks_packed(source.data):
                yield from self._members(source)
            else:
                checked = self._checker.check(source, beside(source))
                yield self._told(source.name, checked)

    def _members(self, source: Source) -> Iterator[Checked]:
        """What is in an archive, under names like ``job.asice!/manifest.xml``.

        All of it is one submission; what is packed into it once more has names of its own.
        """
        from piilint.lint.unpack import shown_names, unpack

        archive = unpack(source, marks(self.pack))
        if not source.named and not archive.messages and not _is_broken_package(source, archive):
            passed: Reason = "no-message" if archive.problem is None else "archive"
            yield Checked((), name=source.name, passed=passed)
            return
        if archive.problem is not None:
            from piilint.lint.present import unchecked_finding

            unread = unchecked_finding(self.pack, source, "CHK005", problem=archive.problem)
            yield self._told(source.name, Checked((unread,)))
        shown = shown_names(source.name, archive.entries, self.pack, self.today)
        messages = {
            entry.steps: source._replace(name=shown[entry.steps], data=entry.data, path=None)
            for entry in archive.messages
        }
        for steps, entries in archive.levels().items():
            here = [messages[entry.steps] for entry in entries if entry.steps in messages]
            beside = [message for message in messages.values() if message not in here]
            names = [entry.name or "" for entry in entries]
            checked = self._checker.check_together(here, names, beside, names_of=shown[steps])
            yield from map(self._told, [*(each.name for each in here), shown[steps]], checked)

    def _told(self, name: str, checked: Checked) -> Checked:
        """A result with what the configuration waives and leaves out."""
        if not self._settles:
            return checked._replace(name=name)
        told: list[Finding] = []
        met: set[int] = set()
        for found in checked.findings:
            finding, number = self.waivers.settle(found)
            if number is not None:
                met.add(number)
            if self.policy.counts(finding):
                told.append(finding)
        return checked._replace(findings=tuple(told), name=name, met=frozenset(met))

    def report(self, results: Iterable[Checked]) -> Report:
        """Put the results of many sources together."""
        tally = Tally(self)
        for checked in results:
            tally.add(checked)
        return tally.report()


def _is_broken_package(source: Source, archive: Archive) -> bool:
    return archive.problem is not None and source.name.lower().endswith(".asice")


def _allowed(configuration: Configuration, pack: RulePack, at: date) -> Allowances | None:
    if not configuration.allow:
        return None
    from piilint.lint.allow import Allowances

    return Allowances(configuration, pack, at)


def _loaded(deep: Deep | None, pack: RulePack) -> Presidio | None:
    if deep is None:
        return None
    from piilint.detect.presidio import Choice, load

    choice = Choice.read(pack.catalog.folder / "deep.toml")
    return load(choice, recognizers=deep.recognizers, nlp=deep.nlp)


def check(source: Content | Iterable[Content], name: str | None = None) -> Report:
    """Check a document, or several, with the rules that ship with piilint.

    See :meth:`Linter.check`; a program that checks more than once keeps a :class:`Linter`.
    """
    return Linter().check(source, name)
