"""Document packages (ASiC-E): build, inspect, verify."""

from __future__ import annotations

from piilint.bundle.build import Bundle, build
from piilint.bundle.inspection import Inspection, inspect
from piilint.bundle.report import PackagedFile, Requirement, VerificationReport
from piilint.bundle.verify import verify
from piilint.bundle.xades import signatures_xml

__all__ = [
    "Bundle",
    "Inspection",
    "PackagedFile",
    "Requirement",
    "VerificationReport",
    "build",
    "inspect",
    "signatures_xml",
    "verify",
]
