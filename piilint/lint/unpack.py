"""Archives and saved multipart bodies: what is in them, within the bounds of the one reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from piilint.errors import ArchiveError
from piilint.lint.parse import MAX_BYTES
from piilint.lint.source import looks_like_message, looks_packed
from piilint.model import Source

if TYPE_CHECKING:
    from piilint.lint.rulepack import RulePack

__all__ = ["Archive", "Entry", "shown_names", "unpack"]

MAX_NESTING = 2
"""How far archives are opened inside archives: a multipart body holds a document package."""

Steps = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A member: its name is a field, and never shown before a detector has looked at it."""

    steps: Steps
    """Its number in its archive, from 1, after that of each archive around it."""
    name: str | None = field(repr=False)
    data: bytes | None = field(repr=False, default=None)
    """The bytes of a member that may be a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What an archive holds, and the code of what is wrong with it."""

    entries: tuple[Entry, ...]
    problem: str | None = None

    @property
    def messages(self) -> list[Entry]:
        """The members that may be messages."""
        return [entry for entry in self.entries if entry.data is not None]

    def levels(self) -> dict[Steps, list[Entry]]:
        """The members of the archive itself, and of each archive in it, by its steps."""
        levels: dict[Steps, list[Entry]] = {}
        for entry in self.entries:
            levels.setdefault(entry.steps[:-1], []).append(entry)
        return levels


def unpack(source: Source, wanted: Sequence[bytes]) -> Archive:
    """Open an archive. What came before a problem is kept; ``wanted`` are marks of messages."""
    entries: list[Entry] = []
    problem = None
    try:
        for entry in _entries(source.data or b"", (), wanted):
            entries.append(entry)  # noqa: PERF402 - what came before a problem is kept
    except ArchiveError as error:
        problem = error.code
    return Archive(entries=tuple(entries), problem=problem)


def _entries(data: bytes, outer: Steps, wanted: Sequence[bytes]) -> Iterator[Entry]:
    from piilint.archive import PROBLEMS, read

    if len(outer) >= MAX_NESTING:
        raise ArchiveError("unsupported", PROBLEMS["unsupported"])
    for member in read(data):
        steps = (*outer, member.number)
        if member.name is not None and member.name.endswith("/"):
            yield Entry(steps=steps, name=member.name)
            continue
        head = next(iter(member.chunks()), b"")
        if looks_packed(head):
            yield Entry(steps=steps, name=member.name)
            yield from _entries(member.content(), steps, wanted)
        elif _may_be_message(member.name, head, wanted):
            yield Entry(steps=steps, name=member.name, data=member.content()[: MAX_BYTES + 1])
        else:
            yield Entry(steps=steps, name=member.name)


def _may_be_message(name: str | None, head: bytes, wanted: Sequence[bytes]) -> bool:
    if name is not None and name.lower().endswith(".xml"):
        return True
    return looks_like_message(head, wanted)


def shown_names(
    archive: str, entries: Sequence[Entry], pack: RulePack, at: date
) -> dict[Steps, str]:
    """What findings show for an archive and each member, by its steps.

    A name in which a detector sees something is shown as its number.
    """
    from piilint.lint.notes import shown_note

    shown: dict[Steps, str] = {(): archive}
    for entry in entries:
        name = entry.name
        if name is None or not name.isprintable() or shown_note(name, pack, at) != name:
            name = f"[{entry.steps[-1]}]"
        shown[entry.steps] = f"{shown[entry.steps[:-1]]}!/{name}"
    return shown
