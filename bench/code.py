"""``piilint check`` of a repository of source code against what reading its files costs."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Ratio, compare
from piilint.lint.batch import check_files
from piilint.lint.files import Selection
from piilint.lint.linter import Linter
from piilint.resources import data_folder

FILES = 10_000
EXAMPLES = data_folder("rules").parent / "examples" / "code"

_OTHER = """package no.example.service{number};

import java.util.List;
import org.springframework.stereotype.Service;

@Service
public class Service{number} {{
    private final Repository{number} repository;

{methods}
}}
"""
_METHOD = """    /** Finds what is to be shown on page {number}. */
    public List<String> page{number}(int size, String order) {{
        return repository.find(size * {number}, order).stream().map(Row::title).toList();
    }}
"""


def rows() -> Iterator[Ratio]:
    """10 000 source files, of which 20 have to do with the service."""
    linter = Linter()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        _fill(top)

        def check() -> None:
            candidates = Selection(paths=[folder], base=top).candidates()
            report = linter.report(check_files(linter, candidates))
            if report.files < 20 or not report.findings:
                raise AssertionError("the files that matter were not read")

        def plain() -> int:
            return sum(len(path.read_bytes()) for path in sorted(top.rglob("*.*")))

        yield compare(
            f"check {FILES} source files, 20 of which matter / list and read them",
            check,
            plain,
            repetitions=5,
            bar="3x",
        )


def _fill(top: Path) -> None:
    examples = [path for path in sorted(EXAMPLES.rglob("*.*")) if path.is_file()]
    for number in range(FILES):
        folder = top / f"module{number // 100}"
        folder.mkdir(exist_ok=True)
        if number % (FILES // 20) == 0:
            example = examples[number // (FILES // 20) % len(examples)]
            (folder / f"{number}-{example.name}").write_bytes(example.read_bytes())
        else:
            methods = "\n".join(_METHOD.format(number=each) for each in range(number % 40))
            text = _OTHER.format(number=number, methods=methods)
            (folder / f"Service{number}.java").write_text(text)
