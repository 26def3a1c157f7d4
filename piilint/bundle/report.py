"""What verification says: each requirement of the profile, and how the package stands to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from cryptography import x509

__all__ = ["PackagedFile", "Requirement", "Status", "VerificationReport"]

Status = Literal["passed", "failed", "not-applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement, whether it is met, and why. The reason names no file, only its number."""

    rule: str
    """The rule's id, ``BUN101`` and on."""
    name: str
    status: Status
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedFile:
    """A file of a package as it was read."""

    number: int
    """Place in the archive, from 1."""
    name: str = field(repr=False)
    size: int
    """Bytes, unpacked."""
    sha256: bytes
    media_type: str | None = field(repr=False, default=None)
    """What the signature says; None where it does not sign the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """Every requirement in its order, and what the package holds."""

    requirements: tuple[Requirement, ...]
    files: tuple[PackagedFile, ...] = ()
    manifest: bytes | None = field(repr=False, default=None)
    signer: x509.Certificate | None = field(repr=False, default=None)
    """What the signature names as its certificate; only as good as ``valid``."""
    signing_time: datetime | None = None

    @property
    def valid(self) -> bool:
        """True where no requirement failed."""
        return not self.failures

    @property
    def failures(self) -> tuple[Requirement, ...]:
        """The requirements that are not met."""
        return tuple(each for each in self.requirements if each.status == "failed")

    def __getitem__(self, name: str) -> Requirement:
        """The requirement of a name."""
        return _named(self.requirements, name)


def _named(requirements: Iterable[Requirement], name: str) -> Requirement:
    return next(each for each in requirements if each.name == name)
