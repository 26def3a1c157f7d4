"""Other people's software, fetched when it can be had, and the table of what came out.

Every comparison records one row; the rows are ``docs/interop.md``. ``PIILINT_INTEROP=write``
writes the page anew at the end of a run. Without it, a row that differs from the page makes
the run fail, so that the page cannot go stale silently; versions and dates may differ.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.reference import CHECKOUT

PAGE = CHECKOUT / "docs" / "interop.md"
HEAD = """\
# Held against other people's software

What piilint claims about the outside world, compared with software that somebody else wrote.
This page is written by the comparisons themselves: `PIILINT_INTEROP=write .venv/bin/python -m
pytest tests/conformance` writes it anew, and a run whose results differ from it fails.

| what | held against | version | result | date |
| --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    what: str
    peer: str
    version: str
    result: str


class Interop:
    """Takes down what a comparison showed."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def record(self, what: str, peer: str, version: str, result: str) -> None:
        """One row: what was compared, with whom, which version of theirs, what came out."""
        row = Row(what, peer, version, result)
        self.rows.append(row)
        if os.environ.get("PIILINT_INTEROP") != "write":
            written = {(cells[0], cells[1]): cells[3] for cells in read_page()}
            assert written.get((what, peer)) == result, f"not what {PAGE.name} says: {row}"


def read_page() -> list[list[str]]:
    if not PAGE.exists():
        return []
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| ")][2:]
    return [[cell.strip() for cell in row] for row in rows]


@pytest.fixture(scope="session")
def interop() -> Iterator[Interop]:
    taken = Interop()
    yield taken
    if os.environ.get("PIILINT_INTEROP") == "write" and taken.rows:
        today = datetime.now(UTC).date().isoformat()
        kept = {(cells[0], cells[1]): cells for cells in read_page()}
        for row in taken.rows:
            kept[row.what, row.peer] = [row.what, row.peer, row.version, row.result, today]
        lines = [f"| {' | '.join(cells)} |" for _, cells in sorted(kept.items())]
        PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Installs a package from the npm registry and gives the folder to run node in."""
    folder = tmp_path_factory.mktemp("npm")

    def install(package: str) -> Path:
        if shutil.which("npm") is None:
            pytest.skip("npm is not here")
        done = subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", package],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"npm cannot install {package}")
        return folder

    return install
