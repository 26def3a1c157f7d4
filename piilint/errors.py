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
    │   └── ArchiveError           a ZIP or multipart body that is unsafe or broken, with a code
    └── SendError                  the service, or the way to it
        ├── ConnectionFailedError  no connection came about, so nothing was sent
        ├── ServerNotTrustedError  somebody else answered, and was told nothing
        ├── HandshakeFailedError   TLS failed, most often for the certificate shown
        ├── NoAnswerError          a call that can be repeated got no whole answer
        │   └── CallTimeoutError   in time
        ├── OutcomeUnknown         a call that must not be repeated got no whole answer
        └── ResponseError          the service says no; carries status and error code
            ├── NotAuthorisedError
            ├── BrokerNotAuthorisedError
            ├── TooEagerPollingError       with the time to wait
            ├── RateLimitedError           with the time to wait
            ├── UnavailableError
            ├── InvalidTokenError
            ├── CeremonyNotCompletedError
            ├── PackageRefusedError
            ├── NotCancellableError
            ├── NotDeletableError
            └── UnexpectedResponseError

Every message says what happened, where, and what to do next, and none holds a value out
of a checked document: messages of other libraries are mapped to ours at one place for
each library, and raised ``from None``, with no foreign exception in the context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from piilint.model import Finding

__all__ = [
    "ArchiveError",
    "BrokerNotAuthorisedError",
    "BundleError",
    "CallTimeoutError",
    "CeremonyNotCompletedError",
    "CertificateError",
    "ConfigurationError",
    "ConnectionFailedError",
    "HandshakeFailedError",
    "InvalidTokenError",
    "JobError",
    "JobProblem",
    "MissingExtraError",
    "NoAnswerError",
    "NotAuthorisedError",
    "NotCancellableError",
    "NotCheckedError",
    "NotDeletableError",
    "OutcomeUnknown",
    "PackageRefusedError",
    "PiilintError",
    "RateLimitedError",
    "ResponseError",
    "RulePackError",
    "SendError",
    "ServerNotTrustedError",
    "SubmissionRejected",
    "TooEagerPollingError",
    "TrustError",
    "UnavailableError",
    "UnexpectedResponseError",
    "UsageError",
]


class PiilintError(Exception):
    """What all errors of piilint derive from."""


class UsageError(PiilintError):
    """A call, an option or an argument that cannot be right."""


class ConfigurationError(UsageError):
    """A configuration file that cannot be used; the message names file, line and key."""


class JobProblem(NamedTuple):
    """One thing that is wrong with a job.

    ``location`` leads to it, as in ``("signers", 0, "order")``; it is empty for the job as a
    whole. ``rule`` is the limit that is broken, None where a field's own form is. ``line``
    counts from 1 in the file that the job was read from.
    """

    location: tuple[str | int, ...]
    message: str
    rule: str | None = None
    line: int | None = None
    key: str | None = None
    """A key that is not known, for finding its line; being input, it is never shown."""

    def __repr__(self) -> str:
        return f"<JobProblem {self}>"

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


class ArchiveError(BundleError):
    """A ZIP file or multipart body that is unsafe or broken.

    ``code`` is one of :data:`piilint.archive.PROBLEMS`, ``number`` the member's place in the
    order of the archive, from 1, where a member is to blame. No member's name is in it.
    """

    def __init__(self, code: str, message: str, number: int | None = None) -> None:
        super().__init__(message if number is None else f"{message} (member {number})")
        self.code = code
        self.number = number


class SendError(PiilintError):
    """The service answered with an error, or could not be reached as it must be."""


class ConnectionFailedError(SendError):
    """No connection to the service came about, so nothing was sent. Trying again is safe.

    ``rule`` names what stood in the way (``TLS1xx``).
    """

    def __init__(self, message: str, rule: str) -> None:
        super().__init__(message)
        self.rule = rule


class ServerNotTrustedError(SendError):
    """The server is not the service, or did not show that it is. It was sent nothing.

    ``rule`` says what is wrong with its certificate (``TLS2xx``).
    """

    def __init__(self, message: str, rule: str) -> None:
        super().__init__(message)
        self.rule = rule


class HandshakeFailedError(SendError):
    """TLS failed, most often because the server refused the certificate that was shown.

    ``rule`` is what it looks like from here (``TLS2xx``, ``TLS3xx``); ``piilint doctor`` tries
    further.
    """

    def __init__(self, message: str, rule: str) -> None:
        super().__init__(message)
        self.rule = rule


class NoAnswerError(SendError):
    """A call that is safe to repeat got no whole answer, however often it was repeated."""


class CallTimeoutError(NoAnswerError):
    """A call that is safe to repeat got no answer in time."""


class OutcomeUnknown(SendError):  # noqa: N818  # says what it is, and is no fault by itself
    """A call that must not be made twice may or may not have reached the service.

    ``reference`` is the job's, to look for at the service (``reveal()`` gives the text); None
    for other calls and for a job without one.
    """

    def __init__(self, message: str, reference: object = None) -> None:
        super().__init__(message)
        self.reference = reference


class ResponseError(SendError):
    """The service says no.

    ``status`` is the HTTP status, ``code`` the service's error code, empty where it gave none.
    ``wait`` is how many seconds it asked to be left alone for. The service's own words can hold
    personal data and are not kept.
    """

    SAYS = "the service answered something unexpected. Check the address, and try again later"

    def __init__(self, status: int, code: str = "", wait: float | None = None) -> None:
        said = f"{status} {code}".rstrip()
        pause = "" if wait is None else f" (wait {wait:.0f} seconds)"
        super().__init__(f"{self.SAYS}{pause} [{said}]")
        self.status = status
        self.code = code
        self.wait = wait


class NotAuthorisedError(ResponseError):
    """The service does not know the certificate's organisation as a sender."""

    SAYS = (
        "the service does not know the certificate's organisation as a sender. Have it "
        "registered in this environment; piilint doctor tells more"
    )


class BrokerNotAuthorisedError(ResponseError):
    """The certificate's organisation may not send for this sender."""

    SAYS = (
        "the certificate's organisation may not send for this sender. The sender gives its "
        "broker leave at the service"
    )


class TooEagerPollingError(ResponseError):
    """A queue was asked before it was permitted; ``wait`` says for how many seconds more."""

    SAYS = "the queue was asked too early, by this or another process. Ask again later"


class RateLimitedError(ResponseError):
    """The sender made too many calls and is blocked for ``wait`` seconds."""

    SAYS = (
        "the sender made too many calls and is blocked for a while. Look for other processes "
        "that send for the same organisation"
    )


class UnavailableError(ResponseError):
    """The service, or something before it, cannot answer now."""

    SAYS = "the service cannot answer now. Try again later"


class InvalidTokenError(ResponseError):
    """The status query token is not the job's, or has been used up."""

    SAYS = "the status query token is not valid. Use the one of the signer's latest redirect"


class CeremonyNotCompletedError(ResponseError):
    """The signer has not finished yet, so there is no status to be had."""

    SAYS = "the signer has not finished. Ask again when the signer has come back"


class PackageRefusedError(ResponseError):
    """The service does not accept the package."""

    SAYS = (
        "the service does not accept the package. Check the clock and the certificate, and "
        "have it looked at with piilint bundle verify"
    )


class NotCancellableError(ResponseError):
    """The job can no longer be cancelled."""

    SAYS = "the job can no longer be cancelled: it is signed, rejected or expired. Poll its status"


class NotDeletableError(ResponseError):
    """The documents cannot be deleted, or not yet."""

    SAYS = (
        "the documents cannot be deleted now: that is possible from 24 hours after the job was "
        "completed, once"
    )


class UnexpectedResponseError(ResponseError):
    """The answer is none that the API gives to this call."""
