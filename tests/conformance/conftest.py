"""Other people's software, fetched when it can be had, and the table of what came out.

Every comparison records one row; the rows are ``docs/interop.md``. ``PIILINT_INTEROP=write``
writes the table anew at the end of a run, and keeps what stands below it. Without it, a row that
differs from the page makes the run fail, so that the page cannot go stale silently; versions and
dates may differ. Writing is for one process: not with ``-n``.
"""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.reference import CHECKOUT

PAGE = CHECKOUT / "docs" / "interop.md"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:2.8"
JAVA = Path(__file__).parent / "java"
HEAD = """\
# Held against other people's software

What piilint claims about the outside world, compared with software that somebody else wrote.
The table is written by the comparisons themselves: `PIILINT_INTEROP=write .venv/bin/python -m
pytest tests/conformance -m "slow or not slow"` writes it anew, and a run whose results differ
from it fails. What stands below the table is kept.

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
            written = {(cells[0], cells[1]): cells[3] for cells in _page()[0]}
            assert written.get((what, peer)) == result, f"not what {PAGE.name} says: {row}"


def _page() -> tuple[list[list[str]], str]:
    """The rows' cells, and what stands below the table."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    table, heading, notes = text.partition("\n## ")
    lines = [line for line in table.splitlines() if line.startswith("| ")][2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return rows, heading + notes


@pytest.fixture(scope="session")
def interop() -> Iterator[Interop]:
    taken = Interop()
    yield taken
    if os.environ.get("PIILINT_INTEROP") == "write" and taken.rows:
        today = datetime.now(UTC).date().isoformat()
        rows, notes = _page()
        kept = {(cells[0], cells[1]): cells for cells in rows}
        for row in taken.rows:
            kept[row.what, row.peer] = [row.what, row.peer, row.version, row.result, today]
        lines = [f"| {' | '.join(cells)} |" for _, cells in sorted(kept.items())]
        PAGE.write_text(HEAD + "\n".join(lines) + "\n" + notes, encoding="utf-8")


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


@pytest.fixture(scope="session")
def jdk() -> str:
    """The version of the JDK that is here."""
    if shutil.which("javac") is None:
        pytest.skip("no Java development kit is installed")
    done = subprocess.run(["java", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[0]


@dataclass(frozen=True, slots=True)
class Java:
    """Runs the classes in ``java/`` with somebody's libraries."""

    version: str
    """Of the first library that the project names."""
    jars: tuple[Path, ...]

    def run(self, program: str, *arguments: str | Path, text: str = "") -> str:
        """What a class of one file prints, given arguments and standard input; fails with it."""
        command = ["java", "-cp", os.pathsep.join(map(str, self.jars)) or ".", str(JAVA / program)]
        done = subprocess.run(
            [*command, *map(str, arguments)], input=text, env=os.environ | {"LC_ALL": "C.UTF-8"},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout


@pytest.fixture(scope="session")
def java(jdk: str) -> Java:
    """The JDK by itself."""
    return Java(jdk, ())


@pytest.fixture(scope="session")
def maven(jdk: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Java]:
    """Fetches the libraries that ``java/NAME.pom.xml`` names, from Maven Central."""

    @cache
    def fetch(name: str) -> Java:
        if shutil.which("mvn") is None:
            pytest.skip("Maven is not here")
        folder = tmp_path_factory.mktemp(f"maven-{name}")
        shutil.copy(JAVA / f"{name}.pom.xml", folder / "pom.xml")
        with (Path(tempfile.gettempdir()) / f"piilint-maven-{os.getuid()}").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # Maven's cache is for one process at a time
            try:
                done = subprocess.run(
                    ["mvn", "-B", "-q", f"{PLUGIN}:copy-dependencies", "-DoutputDirectory=jars"],
                    cwd=folder, capture_output=True, check=False, timeout=600,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                pytest.skip("Maven Central does not answer")
        if done.returncode:
            pytest.skip(f"Maven cannot fetch the libraries of {name}.pom.xml")
        project = ElementTree.parse(folder / "pom.xml")
        library = project.findtext(".//{*}dependency/{*}artifactId")
        jars = tuple(sorted((folder / "jars").glob("*.jar")))
        version = next(
            m[1] for jar in jars if (m := re.fullmatch(rf"{library}-(.+)\.jar", jar.name))
        )
        return Java(version, jars)

    return fetch
