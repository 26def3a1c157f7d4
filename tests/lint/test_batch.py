"""Many files: several processes give what one gives, in the same order, and end cleanly."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from piilint.config import Configuration
from piilint.errors import NotCheckedError
from piilint.lint import batch
from piilint.lint.files import Selection
from piilint.lint.linter import Linter
from tests.lint.messages import portal_request
from tests.reference import CHECKOUT

FOUND = portal_request("ola@example.com")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(250):
        data = FOUND if number % 7 == 0 else portal_request()
        (tmp_path / f"{number:03}.xml").write_bytes(
            b"<portal-signature-job-request>" if number == 99 else data
        )
    (tmp_path / "words.txt").write_text("words")
    return tmp_path


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "piilint", "check", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip


@pytest.mark.parametrize("format_", ["text", "json"])
def test_processes_give_what_one_gives(many: Path, format_: str) -> None:
    one = check(many, "--format", format_)
    two = check(many, "--format", format_, "--jobs", "2")
    assert one.returncode == two.returncode == 2
    assert one.stdout == two.stdout
    if format_ == "json":
        assert json.loads(one.stdout)["summary"]["files"] == 250


def test_what_a_configuration_says_holds_in_processes_too(many: Path) -> None:
    (many / "piilint.toml").write_text(
        'jobs = 2\nignore = ["REQ"]\n[[waivers]]\nrule = "PII201"\npath = "0*.xml"\nreason = "x"\n'
        '[[allow]]\npattern = "ola@example.{1}com"\nreason = "y"\nfield = "*/nothing"\n'
    )
    found = json.loads(check(many, "--format", "json").stdout)
    assert found["summary"]["suppressed"] == 15
    assert found["summary"]["errors"] == 22
    assert found["summary"]["unchecked"] == 1


def die(*_: object) -> None:
    os._exit(3)


def test_a_process_that_dies_makes_the_exit_code_2(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_check_chunk", die)
    monkeypatch.setattr(batch, "_chunks", lambda _: iter([[]]))
    selection = Selection(paths=[str(many)], base=many)
    linter = Linter.configured(Configuration(folder=many))
    with pytest.raises(NotCheckedError, match="not all were"):
        list(batch.check_files(linter, selection.candidates(), jobs=2))


def test_chunks_are_of_bounded_size(many: Path) -> None:
    candidates = Selection(paths=[str(many)], base=many).candidates()
    assert [len(chunk) for chunk in batch._chunks(candidates)] == [100, 100, 51]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_130(tmp_path: Path, jobs: str) -> None:
    os.mkfifo(tmp_path / "a.xml")  # reading it waits for ever
    with subprocess.Popen(
        [sys.executable, "-m", "piilint", "check", "--jobs", jobs, "a.xml"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)}, start_new_session=True,
    ) as running:  # fmt: skip
        time.sleep(2)
        os.kill(running.pid, signal.SIGINT)
        if jobs == "2":  # a worker ends its file first: let it
            with (tmp_path / "a.xml").open("wb") as pipe:
                pipe.write(FOUND)
        _, errors = running.communicate(timeout=20)
    assert running.returncode == 130
    assert errors == "piilint: interrupted\n"


def test_colours_and_the_bar_are_for_terminals(many: Path) -> None:
    def seen(**environment: str) -> str:
        master, slave = pty.openpty()
        plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        with subprocess.Popen(
            [sys.executable, "-c", SLOWLY, "check"],
            cwd=many, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
            env=plain | {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm"} | environment,
        ) as running:  # fmt: skip
            os.close(slave)
            output = b""
            while True:
                try:
                    part = os.read(master, 65536)
                except OSError:
                    break
                if not part:
                    break
                output += part
            running.wait()
        os.close(master)
        return output.decode()

    coloured = seen()
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert " files " in coloured, "the bar"
    assert "\x1b[1;31m" not in seen(NO_COLOR="1")
    assert "\x1b" not in check(many).stdout


SLOWLY = """
import sys
from piilint.cli import main, progress
progress.PATIENCE = 0.0
sys.exit(main(sys.argv[1:]))
"""
