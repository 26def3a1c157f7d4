"""Archives and saved multipart bodies: what is in them, within the bounds of the one reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from piilint.errors import ArchiveError
from piilint.lint.parse import MAX_BYTES
from piilint.model import Finding, Source

if TYPE_CHECKING:
    from piilint.lint.rulepack import RulePack

__all__ = ["Archive", "Entry", "MemberNames", "looks_packed", "unpack"]

MAX_NESTING = 2
"""How far archives are opened inside archives: a multipart body holds a document package."""

_HEAD = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A member: its name is a field, and never shown before a detector has looked at it."""

    steps: tuple[int, ...]
    """Its number in its archive, from 1, after that of each archive around it."""
    name: str | None = field(repr=False)
    data: bytes | None = field(repr=False, default=None)
    """The bytes of a member that may be a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What an archive holds, and the code of what is wrong with it."""

    entries: tuple[Entry, ...]
    problem: str | None = None


def looks_packed(data: bytes) -> bool:
    """Whether bytes are an archive or a multipart body; cheap for those that are not."""
    if data.startswith(b"<") or not data:
        return False
    head = data[:_HEAD]
    if not head.startswith(b"PK") and b"ontent-" not in head.replace(b"C", b"c"):
        return False
    from piilint.archive import kind

    return kind(head) is not None


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


def _entries(data: bytes, outer: tuple[int, ...], wanted: Sequence[bytes]) -> Iterator[Entry]:
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
    from piilint.lint.source import looks_like_message

    if name is not None and name.lower().endswith(".xml"):
        return True
    return looks_like_message(head, wanted)


class MemberNames:
    """The names of an archive's members: what rules object to in them, and how they are shown."""

    def __init__(self, archive: str, entries: Sequence[Entry], pack: RulePack, at: date) -> None:
        from piilint.lint.notes import note_findings, shown_note

        self.findings: list[Finding] = []
        self._archive = archive
        self._shown: dict[tuple[int, ...], str] = {}
        for entry in entries:
            number = f"[{entry.steps[-1]}]"
            name = entry.name
            if name is None:
                shown = number
            else:
                whole = shown_note(name, pack, at) == name and name.isprintable()
                shown = name if whole else number
                self.findings += note_findings(
                    name, pack, at, path=self._path(entry.steps[:-1]), key=number
                )
            self._shown[entry.steps] = shown

    def shown(self, entry: Entry) -> str:
        """A member's name as findings show it; its number where a detector saw something."""
        return self._path(entry.steps)

    def _path(self, steps: tuple[int, ...]) -> str:
        around = (self._shown[steps[: depth + 1]] for depth in range(len(steps)))
        return "!/".join((self._archive, *around))
