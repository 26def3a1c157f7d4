"""Choosing files: what was named, what a walk finds, what git says has changed.

A candidate is a name and a size; its bytes are read later, by the process that checks it.
Every file that is passed by is told with a reason, so that a run can say what it left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from piilint.lint.code.languages import grammar
from piilint.lint.parse import MAX_BYTES

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

__all__ = ["Candidate", "Passed", "Reason", "Selection", "shown_name"]

Reason = Literal[
    "ignored",
    "excluded",
    "link",
    "binary",
    "only-when-named",
    "no-message",
    "special",
    "archive",
    "generated",
]
"""Why a file was passed by: ``.gitignore``; ``exclude``; a link that leads out of the tree, or
to a folder; no text; a kind that is read only when it is named; a text that mentions nothing
of the service; no regular file; an archive that
could not be opened and does not show that it has to do with the service; source code that is
generated or somebody else's, by its folder."""

_NOT_WRITTEN_HERE = frozenset((
    ".gradle", ".next", ".nuxt", "bin", "bower_components", "build", "coverage", "dist", "gen",
    "generated", "generated-sources", "obj", "out", "site-packages", "target", "third_party",
    "vendor",
))  # fmt: skip
"""Folders whose source code is generated or somebody else's; it is read when they are named."""

_SKIPPED_FOLDERS = frozenset(
    (".git", ".hg", ".svn", ".venv", ".tox", ".nox", "__pycache__", "node_modules")
)


class Candidate(NamedTuple):
    """A file to look at."""

    name: str
    """What findings show."""
    path: str | None = None
    size: int = 0
    named: bool = True
    """True where the user named it, False where a walk or git did."""
    data: bytes | None = None
    """The bytes, where they do not come from a file: standard input, git's index."""
    failure: str | None = None
    """Why it cannot be looked at, in our own words."""

    def __repr__(self) -> str:
        return f"<Candidate {self.name}>"


class Passed(NamedTuple):
    """A file that was passed by."""

    name: str
    reason: Reason


class Selection(NamedTuple):
    """Which files a run is about."""

    paths: Sequence[str]
    base: Path
    """The folder that names, and the patterns of ``exclude``, are relative to."""
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    """``exclude`` holds for files that were named, too."""
    since: str | None = None
    """Only what has changed since this revision."""
    staged: bool = False
    """Only what is about to be committed, as it is about to be."""
    stdin_name: str | None = None
    """The file that standard input is the content of, as an editor has it."""

    @property
    def whole(self) -> bool:
        """Whether all of the base folder is looked at."""
        if self.since is not None or self.staged:
            return False
        base = self.base.resolve()
        return any(path != "-" and Path(path).resolve() == base for path in self.paths)

    def candidates(self) -> Iterator[Candidate | Passed]:
        """The files in a fixed order, each once.

        Raises:
            UsageError: where git is asked and cannot answer.
        """
        if self.since is not None or self.staged:
            yield from self._changed()
            return
        seen: set[str] = set()
        for each in self._named():
            if each.name not in seen or each.name == "<stdin>":
                seen.add(each.name)
                yield each

    def _named(self) -> Iterator[Candidate | Passed]:
        for written in self.paths:
            path = Path(written)
            if written == "-":
                yield self._standard_input()
            elif path.is_dir():
                name = shown_name(path, self.base)
                shown = "" if name == "." else f"{name}/"
                yield from self._walk(written, shown, _ignores_above(path), path.resolve())
            elif self.force_exclude and self._excluded(path, folder=False):
                yield Passed(name=shown_name(path, self.base), reason="excluded")
            else:
                name = shown_name(path, self.base)
                yield Candidate(name=name, path=written, size=_size(path))

    def _standard_input(self) -> Candidate | Passed:
        path = None if self.stdin_name is None else Path(self.stdin_name)
        name = "<stdin>" if path is None else shown_name(path, self.base)
        if path is not None and self.force_exclude and self._excluded(path, folder=False):
            return Passed(name=name, reason="excluded")
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return Candidate(name=name, path=self.stdin_name, size=len(data), data=data)

    def _changed(self) -> Iterator[Candidate | Passed]:
        from piilint.lint.revisions import changed_since, staged

        changed = staged(self.base) if self.since is None else changed_since(self.since, self.base)
        wanted = [Path(path).resolve() for path in self.paths]
        base = self.base.resolve()
        for path, data in changed:  # git's own paths go through no link
            if not any(path == each or each in path.parents for each in wanted):
                continue
            name = shown_name(path, base)
            if self.exclude and _ignored(path, ((base, _spec(self.exclude)),), folder=False):
                yield Passed(name=name, reason="excluded")
            elif data is not None:
                yield Candidate(name=name, path=str(path), size=len(data), named=False, data=data)
            elif self.staged or path.is_symlink() or not path.is_file():
                yield Passed(name=name, reason="special")
            else:
                yield Candidate(name=name, path=str(path), size=_size(path), named=False)

    def _walk(
        self,
        folder: str,
        shown: str,
        ignores: tuple[tuple[Path, GitIgnoreSpec], ...],
        top: Path,
        *,
        generated: bool = False,
    ) -> Iterator[Candidate | Passed]:
        """All files below a folder; ``shown`` stands before their names."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            yield Candidate(name=shown or ".", path=folder, named=False, failure=reason)
            return
        own = Path(folder, ".gitignore")
        if own.is_file():
            ignores = (*ignores, (Path(folder), _ignore_file(own)))
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder and entry.name in _SKIPPED_FOLDERS:
                continue
            name = f"{shown}{_printable(entry.name)}"
            passed = self._reason(entry, ignores, top, is_folder=is_folder)
            if passed is not None:
                yield Passed(name=name, reason=passed)
            elif is_folder:
                inside = generated or entry.name in _NOT_WRITTEN_HERE
                yield from self._walk(entry.path, f"{name}/", ignores, top, generated=inside)
            elif generated and grammar(entry.name) is not None:
                yield Passed(name=name, reason="generated")
            else:
                yield _found(entry, name)

    def _reason(
        self,
        entry: os.DirEntry[str],
        ignores: tuple[tuple[Path, GitIgnoreSpec], ...],
        top: Path,
        *,
        is_folder: bool,
    ) -> Reason | None:
        if ignores and _ignored(Path(entry.path), ignores, folder=is_folder):
            return "ignored"
        if self.exclude and self._excluded(Path(entry.path), folder=is_folder):
            return "excluded"
        if is_folder:
            return None
        if entry.is_symlink() and (
            entry.is_dir() or not Path(entry.path).resolve().is_relative_to(top)
        ):
            return "link"
        return None if entry.is_file() else "special"

    def _excluded(self, path: Path, *, folder: bool) -> bool:
        if not self.exclude:
            return False
        return _ignored(path, ((self.base, _spec(self.exclude)),), folder=folder)


def shown_name(path: Path, base: Path) -> str:
    """A path as findings show it: relative to the base where it lies below, with slashes.

    Characters that a terminal or a report could take for more than a name are escaped.
    """
    whole = Path(os.path.normpath(path.absolute()))
    try:
        name = whole.relative_to(base.absolute()).as_posix()
    except ValueError:
        name = path.as_posix()
    return _printable(name)


def _printable(name: str) -> str:
    if name.isprintable():
        return name
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in name
    )


def _found(entry: os.DirEntry[str], name: str) -> Candidate:
    try:
        size = entry.stat().st_size
    except OSError:
        size = 0  # reading it says why
    return Candidate(name=name, path=entry.path, size=size, named=False)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _ignores_above(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    """The ``.gitignore`` files between a folder and the top of its repository."""
    folder = folder.absolute()
    above: list[tuple[Path, GitIgnoreSpec]] = []
    if (folder / ".git").exists():
        return ()
    for parent in folder.parents:
        ignore = parent / ".gitignore"
        if ignore.is_file():
            above.append((parent, _ignore_file(ignore)))
        if (parent / ".git").exists():
            return tuple(reversed(above))
    return ()


def _ignore_file(path: Path) -> GitIgnoreSpec:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return _spec(tuple(lines))


@lru_cache(maxsize=16)
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _ignored(path: Path, ignores: tuple[tuple[Path, GitIgnoreSpec], ...], *, folder: bool) -> bool:
    """Whether git would ignore a path; the innermost file that has a say decides."""
    whole = os.path.normpath(path.absolute())
    for root, spec in reversed(ignores):
        try:
            below = Path(whole).relative_to(os.path.normpath(root.absolute())).as_posix()
        except ValueError:
            continue  # outside of where the patterns hold
        verdict = spec.check_file(f"{below}/" if folder else below).include
        if verdict is not None:
            return verdict
    return False
