"""Ten thousand files: one process against two, memory, and xmllint on the same files."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Ratio, compare
from piilint.resources import data_folder

HERE = Path(__file__).parent
FILES = 10_000
IN_FOLDER = 500
REPETITIONS = 3
MEGABYTE = 1024 * 1024

# A process that was started from another counts that one's peak among its own (getrusage), so
# where the system tells of the process alone, that is read.
MEASURED = """
import pathlib, re, resource, sys
from piilint.cli import main
code = main(["check", "--jobs", sys.argv[1], sys.argv[2]])
status = pathlib.Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
own = int(peak[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
sys.exit(f"exit code {code}") if code else print("peak", max(own, workers))
"""


def rows() -> Iterator[Ratio]:
    """The rows on many files."""
    with _files() as top:
        yield _row("1 job / 2 jobs", _check(top, 1), _check(top, 2), bar="1.7x, then 1.8x")
        xmllint = shutil.which("xmllint")
        if xmllint is not None:
            for jobs in (1, 2):
                name = f"{jobs} job{'s' * (jobs > 1)} / xmllint --schema"
                yield _row(name, _check(top, jobs), _xmllint(xmllint, top))


def memory() -> Iterator[str]:
    """What the largest process of a check takes, for few files and for many."""
    with _files() as top:
        for jobs in (1, 2):
            few, many = _peak(top / "00", jobs), _peak(top, jobs)
            yield (
                f"Memory of the largest process, {jobs} job{'s' * (jobs > 1)}: {few} MB for "
                f"{IN_FOLDER} files, {many} MB for {FILES} (bar: 60 MB)"
            )


def _row(
    name: str, subject: Callable[[], object], floor: Callable[[], object], bar: str = ""
) -> Ratio:
    return compare(f"{FILES} files, {name}", subject, floor, repetitions=REPETITIONS, bar=bar)


@contextmanager
def _files() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder))
        yield Path(folder)


def _write(top: Path) -> None:
    """Copies of the full portal manifest, each a little different, in folders of 500."""
    text = (HERE / "manifest.xml").read_text(encoding="utf-8")
    for number in range(FILES):
        folder = top / f"{number // IN_FOLDER:02}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:05}.xml").write_text(f"{text}<!-- {number:05} -->\n", encoding="utf-8")


def _check(folder: Path, jobs: int) -> Callable[[], object]:
    command = (sys.executable, "-m", "piilint", "check", "--jobs", str(jobs), str(folder))
    return lambda: subprocess.run(command, capture_output=True, check=True)


def _xmllint(program: str, folder: Path) -> Callable[[], object]:
    files = sorted(str(path) for path in folder.rglob("*.xml"))
    schema = str(data_folder("schemas") / "signing.xsd")
    command = (program, "--noout", "--nonet", "--schema", schema, *files)
    return lambda: subprocess.run(command, capture_output=True, check=True)


def _peak(folder: Path, jobs: int) -> int:
    """Resident memory in megabytes, the largest of the processes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(jobs), str(folder)],
        capture_output=True, text=True, check=True, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    kilobytes = int(done.stdout.split()[-1])
    return round(kilobytes * 1024 / MEGABYTE)
