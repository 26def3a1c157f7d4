"""What the gate lets through: a submission that was checked, and stays as it was checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn, Self, final

from piilint.errors import NotCheckedError, UsageError
from piilint.model import Finding

__all__ = ["CheckedDocument", "CheckedSubmission"]

_TOKEN = object()
"""Known to the gate alone. Without it no CheckedSubmission comes into being."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """A document as it was checked: its name in the package, its type and its digest."""

    name: str = field(repr=False)
    media_type: str
    sha256: str = field(repr=False)
    """In hexadecimal, lower case."""
    size: int
    """In bytes."""
    held: bytes | None = field(repr=False, default=None)
    path: Path | None = field(repr=False, default=None)

    @property
    def content(self) -> bytes:
        """The document's bytes, read anew where it was given as a path.

        Raises:
            NotCheckedError: where the file is no longer what was checked.
        """
        if self.held is not None:
            return self.held
        content = _read(self.path, self.size)
        if content is None or hashlib.sha256(content).hexdigest() != self.sha256:
            raise NotCheckedError(
                f"A document has changed or gone since it was checked ({self.path}), and nothing "
                "was packed. Check the submission again."
            )
        return content


def _read(path: Path | None, size: int) -> bytes | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return file.read(size + 1)
    except OSError:
        return None


@final
class CheckedSubmission:
    """A job's messages and documents, after the check and exactly as they were checked.

    Only :class:`piilint.Gate` makes one, and nothing changes one: it cannot be built, copied,
    pickled, subclassed or altered. What packs and sends takes nothing else.

    Attributes:
        flow: ``direct`` or ``portal``.
        request: the request message, as bytes.
        manifest: the manifest message, as bytes.
        documents: the documents in the manifest's order.
        sender: the organisation number that the job is sent for.
        waived: the rules that objected and were waived, each with the reason that was given.
        findings: what was found and does not stand in the way, waived findings included.
        label: what the caller calls the submission in the audit log.
    """

    __slots__ = (
        "documents",
        "findings",
        "flow",
        "label",
        "manifest",
        "request",
        "sender",
        "waived",
    )

    flow: str
    request: bytes
    manifest: bytes
    documents: tuple[CheckedDocument, ...]
    sender: str
    waived: Mapping[str, str]
    findings: tuple[Finding, ...]
    label: str | None

    def __new__(cls, token: object = None, **_fields: object) -> Self:
        """Refused to everybody but the gate."""
        if token is not _TOKEN:
            raise UsageError("Only the check makes a CheckedSubmission: use piilint.Gate.")
        return super().__new__(cls)

    def __init__(
        self,
        token: object,
        *,
        flow: str,
        request: bytes,
        manifest: bytes,
        documents: tuple[CheckedDocument, ...],
        sender: str,
        waived: Mapping[str, str],
        findings: tuple[Finding, ...],
        label: str | None,
    ) -> None:
        if token is not _TOKEN or hasattr(self, "flow"):
            raise UsageError("A CheckedSubmission is made once, by the check.")
        settle = super().__setattr__
        settle("flow", flow)
        settle("request", request)
        settle("manifest", manifest)
        settle("documents", documents)
        settle("sender", sender)
        settle("waived", MappingProxyType(dict(waived)))
        settle("findings", findings)
        settle("label", label)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise UsageError("A CheckedSubmission stays as it was checked. Check the changed job.")

    def __delattr__(self, name: str) -> NoReturn:
        raise UsageError("A CheckedSubmission stays as it was checked. Check the changed job.")

    def __init_subclass__(cls) -> NoReturn:
        raise UsageError("A CheckedSubmission has no kinds.")

    def _uncopied(self, *_: object) -> NoReturn:
        raise UsageError("A CheckedSubmission is neither copied nor stored. Check the job again.")

    __copy__ = __deepcopy__ = __reduce__ = __reduce_ex__ = __getstate__ = __replace__ = _uncopied

    def __repr__(self) -> str:
        return (
            f"CheckedSubmission(flow={self.flow!r}, documents={len(self.documents)}, "
            f"waived={sorted(self.waived)})"
        )
