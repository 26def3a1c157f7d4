"""Start-up counts: one file without a configuration loads what it needs and nothing more."""

import subprocess
import sys
from pathlib import Path

import pytest

from .lint.messages import portal_request
from .reference import CHECKOUT

HEAVY = (
    "concurrent.futures.process", "cryptography", "httpx2", "multiprocessing", "pathspec",
    "phonenumbers", "piilint.archive", "pydantic", "rich", "stdnum", "subprocess", "xmlschema",
    "zipfile",
)  # fmt: skip


def loaded(folder: Path, *arguments: str) -> set[str]:
    code = (
        "import sys; from piilint.cli import main; main(sys.argv[1:]);"
        f"print('loaded:', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", *arguments],
        cwd=folder, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip
    return set(done.stdout.splitlines()[-1].removeprefix("loaded:").split())


@pytest.mark.parametrize("format_", ["text", "json"])
def test_one_file_loads_nothing_heavy(tmp_path: Path, format_: str) -> None:
    (tmp_path / "a.xml").write_bytes(portal_request())
    assert loaded(tmp_path, "--format", format_, "a.xml") == set()
    (tmp_path / "b.xml").write_bytes(portal_request("ola@example.com"))
    assert loaded(tmp_path, "--format", format_, "b.xml") == set()


def test_a_file_of_its_own_for_each_of_these(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(portal_request())
    (tmp_path / ".gitignore").write_text("out/\n")
    assert loaded(tmp_path) == {"pathspec"}
    (tmp_path / "piilint.toml").write_text('select = ["PII", "XML"]\n')
    assert loaded(tmp_path, "a.xml") == set()
