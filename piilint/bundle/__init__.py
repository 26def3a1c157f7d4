"""Document packages (ASiC-E): build, inspect, verify."""

from __future__ import annotations

from piilint.bundle.report import PackagedFile, Requirement, VerificationReport
from piilint.bundle.verify import verify
from piilint.bundle.xades import signatures_xml

__all__ = ["PackagedFile", "Requirement", "VerificationReport", "signatures_xml", "verify"]
