"""What git says has changed, and the bytes that are about to be committed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from piilint.errors import UsageError
from piilint.lint.parse import MAX_BYTES

__all__ = ["changed_since", "staged"]

_FILE_MODES = (b"100644", b"100755")


def changed_since(revision: str, base: Path) -> Iterator[tuple[Path, None]]:
    """Files that differ from where the work tree left a revision; untracked ones count.

    Raises :class:`~piilint.errors.UsageError`.
    """
    top = _top(base)
    commit = _git(
        base, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        raise UsageError(
            "--since: git knows no such revision here. Where a build fetches a part of the "
            "history only, let it fetch all (fetch-depth: 0)."
        )
    fork = _git(base, "merge-base", commit.decode().strip(), "HEAD")
    if fork is None:
        raise UsageError(
            "--since: the revision has no history in common with what is checked out. Where a "
            "build fetches a part of the history only, let it fetch all (fetch-depth: 0)."
        )
    changed = _git(
        base, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d",
        "--no-ext-diff", fork.decode().strip(), "--",
    )  # fmt: skip
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    if changed is None or new is None:
        raise UsageError("--since: git could not compare the work tree with that revision.")
    for name in sorted({*changed.split(b"\0"), *new.split(b"\0")} - {b""}):
        yield top / os.fsdecode(name), None


def staged(base: Path) -> Iterator[tuple[Path, bytes | None]]:
    """Files that are about to be committed, with the bytes that git has taken in.

    None for what is no regular file. Raises :class:`~piilint.errors.UsageError`.
    """
    top = _top(base)
    listed = _git(
        base, "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=d",
        "--no-ext-diff",
    )  # fmt: skip
    if listed is None:
        raise UsageError("--staged: git could not list what is about to be committed.")
    parts = listed.split(b"\0")
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607  # the user's own git
        cwd=top,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:
        if reader.stdin is None or reader.stdout is None:
            raise UsageError("--staged: git could not be asked.")
        for meta, name in zip(parts[::2], parts[1::2], strict=False):
            _, mode, _, blob, _ = meta.split(b" ")
            path = top / os.fsdecode(name)
            if mode not in _FILE_MODES:
                yield path, None
                continue
            reader.stdin.write(blob + b"\n")
            reader.stdin.flush()
            yield path, _blob(reader.stdout)
        reader.stdin.close()


def _blob(answer: IO[bytes]) -> bytes:
    """One object of ``git cat-file --batch``, up to one byte beyond the bound."""
    head = answer.readline().split()
    if len(head) != 3:
        raise UsageError("--staged: git could not read what is about to be committed.")
    left = int(head[2])
    data = answer.read(min(left, MAX_BYTES + 1))
    left -= len(data)
    while left > 0:
        left -= len(answer.read(min(left, 1 << 20)))
    answer.read(1)
    return data


def _top(base: Path) -> Path:
    top = _git(base, "rev-parse", "--show-toplevel")
    if top is None:
        raise UsageError(
            "--since and --staged ask git, and there is no repository of git's here, or no git."
        )
    return Path(os.fsdecode(top.removesuffix(b"\n"))).resolve()


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git answers; None where it fails. Its messages are not passed through."""
    try:
        done = subprocess.run(  # noqa: S603  # git, with arguments of our own
            ["git", *arguments],  # noqa: S607  # the user's own git
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
