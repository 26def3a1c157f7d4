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

__all__ = [
    "BundleError",
    "CertificateError",
    "ConfigurationError",
    "Finding",
    "Linter",
    "MissingExtraError",
    "NotCheckedError",
    "PiilintError",
    "Position",
    "Report",
    "RulePackError",
    "SendError",
    "SubmissionRejected",
    "TrustError",
    "UsageError",
    "__version__",
    "check",
]

_WHERE = {
    "Linter": "piilint.lint.linter",
    "check": "piilint.lint.linter",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'piilint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return __all__
