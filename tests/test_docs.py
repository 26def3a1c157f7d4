"""What the documentation shows is what happens: every console block is run and compared.

A block is a line ``$ command`` with the output below it, stderr included; ``...`` alone on a
line stands for any lines. A block under ``<!-- not run: why -->`` is left out.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .reference import CHECKOUT

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
BLOCK = re.compile(
    r"(?P<note><!--[^>]*-->\n)?^```console\n(?P<block>.*?)^```$", re.MULTILINE | re.DOTALL
)


def blocks() -> list[tuple[str, str]]:
    return [
        (f"{page.name}:{page.read_text()[: found.start()].count(chr(10)) + 1}", found["block"])
        for page in PAGES
        for found in BLOCK.finditer(page.read_text(encoding="utf-8"))
        if "not run:" not in (found["note"] or "")
    ]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the commands use, so that none of them writes into the project."""
    shutil.copytree(CHECKOUT / "examples", tmp_path / "examples")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    script = bin_ / "piilint"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m piilint "$@"\n')
    script.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("place", "block"), blocks(), ids=lambda value: value.split("\n")[0])
def test_a_console_block(place: str, block: str, checkout: Path) -> None:
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = step.partition("\n")
        done = subprocess.run(
            ["bash", "-c", command], cwd=checkout, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, check=False,
            env={
                **os.environ,
                "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}",
                "PYTHONPATH": str(CHECKOUT),
            },
        )  # fmt: skip
        pattern = re.escape(expected).replace("\\.\\.\\.\\\n", "(?:.*\n)*?")
        assert re.fullmatch(pattern, done.stdout), f"{place}: {command}\n{done.stdout}"


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
