"""Every exception that piilint raises on purpose.

    PiilintError
    ├── UsageError                 a call, an option or an argument that cannot be right
    │   ├── ConfigurationError     a configuration file, named with its line and key
    │   ├── JobError               a job that cannot be sent as it is; carries what is wrong
    │   └── MissingExtraError      an optional part that is not installed
    ├── RulePackError              a rule pack, named with its file and key
    ├── NotCheckedError            something could not be checked, so nothing is said about it
    ├── SubmissionRejected         the check found something; carries the findings
    ├── CertificateError           a certificate or key store that cannot be loaded or used
    ├── TrustError                 a trust store that cannot be used
    ├── BundleError                a document package that cannot be built or read
    └── SendError                  the service, or the way to it

Every message says what happened, where, and what to do next, and none holds a value out
of a checked document: messages of other libraries are mapped to ours at one place for
each library, and raised ``from None``, with no foreign exception in the context.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from piilint.model import Finding

__all__ = [
    "BundleError",
    "CertificateError",
    "ConfigurationError",
    "JobError",
    "JobProblem",
    "MissingExtraError",
    "NotCheckedError",
    "PiilintError",
    "RulePackError",
    "SendError",
    "SubmissionRejected",
    "TrustError",
    "UsageError",
]


class PiilintError(Exception):
    """What all errors of piilint derive from."""


class UsageError(PiilintError):
    """A call, an option or an argument that cannot be right."""


class ConfigurationError(UsageError):
    """A configuration file that cannot be used; the message names file, line and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProblem:
    """One thing that is wrong with a job.

    ``location`` leads to it, as in ``("signers", 0, "order")``; it is empty for the job as a
    whole. ``rule`` is the limit that is broken, None where a field's own form is. ``line``
    counts from 1 in the file that the job was read from.
    """

    location: tuple[str | int, ...]
    message: str
    rule: str | None = None
    line: int | None = None
    key: str | None = field(default=None, repr=False)
    """A key that is not known, for finding its line; being input, it is never shown."""

    def __str__(self) -> str:
        place = "".join(
            f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.location
        ).lstrip(".")
        line = f"line {self.line}" if self.line else ""
        return ": ".join(filter(None, (line, place, self.rule, self.message)))


class JobError(UsageError):
    """A job that cannot be made or sent as it is.

    ``problems`` say what is wrong, each with its place; they hold no value of the job.
    """

    def __init__(self, what: str, problems: tuple[JobProblem, ...]) -> None:
        lines = "".join(f"\n  {problem}" for problem in problems)
        super().__init__(f"{what}; mend and try again:{lines}")
        self.problems = problems


class MissingExtraError(UsageError):
    """An optional part that is not installed; the message holds the line that installs it."""


class RulePackError(PiilintError):
    """A rule pack that cannot be used; the message names file and key."""


class NotCheckedError(PiilintError):
    """Something could not be checked, so nothing can be said about it."""


class SubmissionRejected(PiilintError):  # noqa: N818  # the name that callers know
    """The check found something, or could not check all of it.

    ``findings`` are those of the report, none of which holds a value.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        rules = sorted({finding.rule for finding in findings})
        super().__init__(
            f"{len(findings)} findings ({', '.join(rules)}); nothing was sent. "
            "Each finding in .findings says where it is and what to change."
        )
        self.findings = findings


class CertificateError(PiilintError):
    """A certificate, key or key store that cannot be loaded or used."""


class TrustError(PiilintError):
    """A trust store that cannot be used."""


class BundleError(PiilintError):
    """A document package that cannot be built or read."""


class SendError(PiilintError):
    """The service answered with an error, or could not be reached as it must be."""
