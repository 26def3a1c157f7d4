"""Deep mode on the command line and in the configuration's file."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_check import piilint
from tests.deep import DOCUMENTED
from tests.lint.messages import portal_request

SPANISH = portal_request("NIF 12345678Z")
TITLE = portal_request("Til Prof. Moriarty")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.xml").write_bytes(SPANISH)
    return tmp_path


@pytest.mark.parametrize(
    ("written", "options", "code"),
    [
        ("", [], 0),
        ("", ["--deep"], 1),
        ("deep = true", [], 1),
        ("deep = false", [], 0),
        ("[deep]", [], 1),
    ],
)
def test_deep_mode_is_asked_for(folder: Path, written: str, options: list[str], code: int) -> None:
    (folder / "piilint.toml").write_text(written)
    done = piilint("check", *options, cwd=folder)
    assert (done.returncode, done.stderr) == (code, "")


def test_files_are_named_from_the_configuration_s_folder(folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / "below" / "b.xml").write_bytes(TITLE)
    (folder / "own.yaml").write_text(DOCUMENTED)
    (folder / "piilint.toml").write_text('[deep]\nrecognizers = "own.yaml"')
    done = piilint("check", "--format", "json", "b.xml", cwd=folder / "below")
    findings = json.loads(done.stdout)["findings"]
    assert [one["entity"] for one in findings] == ["TITLE", "PERSON"]
    assert findings[0]["rests_on"][0] == "presidio"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('deep = "yes"', "line 1: deep must be a table"),
        ('[deep]\nmodel = "x"', "line 2: deep.model is not a key that is known here"),
        ('[deep]\nnlp = "none.yaml"', "none.yaml cannot be read"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, written: str, message: str) -> None:
    (folder / "piilint.toml").write_text(written)
    done = piilint("check", cwd=folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_what_is_in_force_is_shown_without_loading_anything(folder: Path) -> None:
    (folder / "piilint.toml").write_text('[deep]\nnlp = "none.yaml"')
    done = piilint("check", "--show-config", cwd=folder)
    assert done.returncode == 0
    assert 'deep = { nlp = "' in done.stdout


def test_several_processes_search_in_depth(folder: Path) -> None:
    (folder / "b.xml").write_bytes(SPANISH)
    done = piilint("check", "--deep", "--jobs", "2", "--format", "json", cwd=folder)
    assert json.loads(done.stdout)["summary"]["errors"] == 2


def test_on_a_terminal_it_says_what_it_waits_for(folder: Path) -> None:
    master, terminal = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "piilint", "check", "--deep", "."],
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    os.close(terminal)
    shown = os.read(master, 4096).decode()
    os.close(master)
    assert done.returncode == 1
    assert shown.startswith("Loading Presidio")
