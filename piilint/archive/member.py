"""What the readers of archives share: members, limits, and what can be wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from piilint.errors import ArchiveError

__all__ = ["PROBLEMS", "Limits", "Member", "check_name", "name_key", "problem"]

PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "not-an-archive": "neither a ZIP file nor a multipart body",
        "truncated": "the end is missing",
        "prepended-data": "there is data before the first member",
        "trailing-data": "there is data, or a comment, behind the last member",
        "gap-or-overlap": "members do not follow one another without gap or overlap",
        "header-mismatch": "two headers of a member contradict each other",
        "duplicate-name": "two members have the same name",
        "unsafe-name": "a member's name is absolute, leaves the archive or cannot be shown",
        "not-a-file": "a member is a link or another special file",
        "encrypted": "a member is encrypted",
        "unsupported": "a member uses a feature that no package needs",
        "zip64": "the ZIP64 extension is used, which no package of this size needs",
        "corrupt": "a member's data does not have the length or the checksum that is declared",
        "too-large": "it holds more bytes than the bound allows",
        "too-many-members": "it holds more members than the bound allows",
    }
)
"""What can be wrong with an archive: code and description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read. A job has at most 20 documents of 10 485 760 bytes together."""

    archive_bytes: int = 32 * 1024 * 1024
    """Size of the file itself."""
    total_bytes: int = 64 * 1024 * 1024
    """Size of all members together, unpacked."""
    members: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive, or one part of a multipart body.

    Its bytes can be had while the iteration of :func:`read` goes on, each time anew.
    """

    number: int
    """Place in the order of the archive, from 1: what a message says instead of the name."""
    name: str | None = field(repr=False)
    """Relative and with ``/``; None for a part without a file name. A folder's ends in ``/``."""
    size: int
    """Bytes, unpacked."""
    compressed: bool = False
    headers: tuple[tuple[str, str], ...] = field(repr=False, default=())
    """The header lines of a part, as they stand."""
    chunks: Callable[[], Iterator[bytes]] = field(repr=False)
    """The content in pieces, unpacked; raises :class:`ArchiveError` where it is not as declared."""

    def content(self) -> bytes:
        """The whole content."""
        return b"".join(self.chunks())

    def header(self, name: str) -> str:
        """A header's value without parameters, in lower case; empty where it is missing."""
        values = (value for key, value in self.headers if key.lower() == name)
        return next(values, "").partition(";")[0].strip().lower()


def problem(code: str, number: int | None = None) -> ArchiveError:
    """The error for a code of :data:`PROBLEMS`."""
    return ArchiveError(code, PROBLEMS[code], number)


def check_name(name: str, number: int) -> None:
    """Refuse a name that is absolute, leaves the archive or cannot be shown on one line."""
    steps = name.removesuffix("/").split("/")
    if (
        len(name) > 512
        or any(step in {"", ".", ".."} for step in steps)
        or any(character in name for character in "\\:\u2028\u2029")
        or any(unicodedata.category(character).startswith("C") for character in name)
    ):
        raise problem("unsafe-name", number)


def name_key(name: str) -> str:
    """What two names have in common that some file system takes for the same one."""
    return unicodedata.normalize("NFC", name).casefold()
