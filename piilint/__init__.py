"""Finds personal data where it must not be, in requests to the Posten signing API.

Names are imported when they are first used, so that ``import piilint`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from piilint._version import __version__
from piilint.errors import (
    BundleError,
    CertificateError,
    ConfigurationError,
    JobError,
    MissingExtraError,
    NotCheckedError,
    PiilintError,
    RulePackError,
    SendError,
    SubmissionRejected,
    TrustError,
    UsageError,
)
from piilint.model import Finding, Position, Report

if TYPE_CHECKING:
    from piilint.lint.linter import Linter, check
    from piilint.request.gate import Gate
    from piilint.request.jobs import (
        Availability,
        DirectJob,
        DirectSigner,
        Document,
        ExitUrls,
        Notifications,
        NotificationsUsingLookup,
        PortalJob,
        PortalSigner,
        Sender,
    )
    from piilint.request.submission import CheckedSubmission
    from piilint.request.types import (
        AuthenticationLevel,
        EmailAddress,
        IdentifierInSignedDocuments,
        IdentityNumber,
        OnBehalfOf,
        PhoneNumber,
        SignatureType,
        StatusRetrievalMethod,
    )
    from piilint.sandbox.sandbox import Sandbox
    from piilint.send.client import AsyncSigningClient, SigningClient

__all__ = [
    "AsyncSigningClient",
    "AuthenticationLevel",
    "Availability",
    "BundleError",
    "CertificateError",
    "CheckedSubmission",
    "ConfigurationError",
    "DirectJob",
    "DirectSigner",
    "Document",
    "EmailAddress",
    "ExitUrls",
    "Finding",
    "Gate",
    "IdentifierInSignedDocuments",
    "IdentityNumber",
    "JobError",
    "Linter",
    "MissingExtraError",
    "NotCheckedError",
    "Notifications",
    "NotificationsUsingLookup",
    "OnBehalfOf",
    "PhoneNumber",
    "PiilintError",
    "PortalJob",
    "PortalSigner",
    "Position",
    "Report",
    "RulePackError",
    "Sandbox",
    "SendError",
    "Sender",
    "SignatureType",
    "SigningClient",
    "StatusRetrievalMethod",
    "SubmissionRejected",
    "TrustError",
    "UsageError",
    "__version__",
    "check",
]

_WHERE = {
    "AsyncSigningClient": "piilint.send.client",
    "AuthenticationLevel": "piilint.request.types",
    "Availability": "piilint.request.jobs",
    "CheckedSubmission": "piilint.request.submission",
    "DirectJob": "piilint.request.jobs",
    "DirectSigner": "piilint.request.jobs",
    "Document": "piilint.request.jobs",
    "EmailAddress": "piilint.request.types",
    "ExitUrls": "piilint.request.jobs",
    "Gate": "piilint.request.gate",
    "IdentifierInSignedDocuments": "piilint.request.types",
    "IdentityNumber": "piilint.request.types",
    "Linter": "piilint.lint.linter",
    "Notifications": "piilint.request.jobs",
    "NotificationsUsingLookup": "piilint.request.jobs",
    "OnBehalfOf": "piilint.request.types",
    "PhoneNumber": "piilint.request.types",
    "PortalJob": "piilint.request.jobs",
    "PortalSigner": "piilint.request.jobs",
    "Sandbox": "piilint.sandbox.sandbox",
    "Sender": "piilint.request.jobs",
    "SignatureType": "piilint.request.types",
    "SigningClient": "piilint.send.client",
    "StatusRetrievalMethod": "piilint.request.types",
    "check": "piilint.lint.linter",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'piilint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return __all__
