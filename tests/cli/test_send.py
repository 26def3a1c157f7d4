"""``piilint sandbox``, ``send``, ``status`` and ``download`` as a user meets them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from piilint.cli import main
from piilint.sandbox.sandbox import Sandbox

from ..reference import CHECKOUT
from ..send.conftest import FAST

JOB = CHECKOUT / "examples" / "send" / "job.toml"
REJECTED = CHECKOUT / "examples" / "send" / "rejected.toml"


@pytest.fixture
def sandbox(tmp_path, monkeypatch):
    """A sandbox whose signers sign, and the environment variables that lead to it."""
    with Sandbox(limits=FAST, signers="sign") as running:
        (tmp_path / "org.p12").write_bytes(running.issue().pkcs12(b"hemmelig"))
        (tmp_path / "trust.pem").write_bytes(running.anchors_pem())
        for name, value in {
            "ENVIRONMENT": "sandbox", "URL": running.url, "TRUST": str(tmp_path / "trust.pem"),
            "CERTIFICATE": str(tmp_path / "org.p12"), "CERTIFICATE_PASSWORD": "hemmelig",
        }.items():  # fmt: skip
            monkeypatch.setenv(f"PIILINT_{name}", value)
        yield running


def test_send_status_download(sandbox, tmp_path, capsys) -> None:
    log = tmp_path / "audit.jsonl"
    assert main(["send", str(JOB), "--label", "first", "--audit-log", str(log)]) == 0
    assert capsys.readouterr().out == "Sent: portal job 1\n"
    assert [json.loads(line)["event"] for line in log.read_text().splitlines()] == [
        "checked", "sent",
    ]  # fmt: skip
    folder = tmp_path / "signed"
    assert main(["download", "portal", "--into", str(folder)]) == 0
    assert capsys.readouterr().out == (
        "job 1: COMPLETED_SUCCESSFULLY (SIGNED)\n"
        f"  {folder / '1.pdf'}\n  {folder / '1-signer-1.xml'}\n"
    )
    with pikepdf.open(folder / "1.pdf") as pdf:
        assert len(pdf.pages) == 1
    assert sum(path.endswith("/complete") for _, path in sandbox.requests) == 1
    sandbox.advance(10)
    assert main(["status", "portal"]) == 0
    assert capsys.readouterr().out == "No changes.\n"
    assert main(["download", "--archived", "1", "--output", str(tmp_path / "a.pdf")]) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_status_for_programs(sandbox, tmp_path, capsys) -> None:
    assert main(["send", str(JOB), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["job"] == 1
    assert main(["status", "portal", "--wait", "--confirm", "--format", "json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["job"], status["status"]) == (1, "COMPLETED_SUCCESSFULLY")
    target = tmp_path / "x.pdf"
    assert main(["download", "--pades", status["pades_url"], "--output", str(target)]) == 0
    assert main(["download", "--xades", status["signers"][0]["xades_url"], "--output",
                 str(tmp_path / "x.xml")]) == 0  # fmt: skip


def test_a_direct_job_by_its_token(sandbox, tmp_path, capsys, monkeypatch) -> None:
    text = JOB.read_text().replace('flow = "portal"', 'flow = "direct"')
    text = text.replace('nonsensitive_title = "Contract"\n', "").partition("[signers.not")[0]
    urls = "".join(
        f'{name}_url = "https://www.example.com/"\n'
        for name in ("completion", "rejection", "error")
    )
    (tmp_path / "job.toml").write_text(f"{text}\n[exit_urls]\n{urls}")
    (tmp_path / "contract.pdf").write_bytes((JOB.parent / "contract.pdf").read_bytes())
    assert main(["send", str(tmp_path / "job.toml"), "--format", "json"]) == 0
    created = json.loads(capsys.readouterr().out)
    assert len(created["redirect_urls"]) == 1
    asked = ["status", "direct", "--status-url", created["status_url"], "--confirm"]
    assert main(asked) == 2
    monkeypatch.setenv("PIILINT_STATUS_TOKEN", sandbox.token(1))
    capsys.readouterr()
    assert main(asked) == 0
    assert capsys.readouterr().out == "job 1: COMPLETED_SUCCESSFULLY (SIGNED)\n"


def test_a_dry_run_sends_nothing(sandbox, capsys) -> None:
    assert main(["send", str(JOB), "--dry-run"]) == 0
    assert "Nothing was sent." in capsys.readouterr().out
    assert main(["send", str(JOB), "--dry-run", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"][0]["bytes"] == 619
    assert sandbox.requests == ()


def test_a_rejected_job_is_shown_and_not_sent(sandbox, capsys) -> None:
    assert main(["send", str(REJECTED)]) == 1
    output = capsys.readouterr().out
    assert "PII601" in output
    assert output.endswith("Rejected: nothing was sent.\n")
    assert "17819099936" not in output
    assert main(["send", str(REJECTED), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["sent"], report["findings"][0]["rule"]) == (False, "PII601")
    assert sandbox.requests == ()
    assert main(["send", str(REJECTED), "--allow", "PII601=a synthetic number"]) == 0


def test_messages_and_documents(sandbox, tmp_path, capsys) -> None:
    assert main(["job", "xml", str(JOB), "--sender", "100101688", "--output", str(tmp_path)]) == 0
    document = tmp_path / "document-1.pdf"
    document.write_bytes((JOB.parent / "contract.pdf").read_bytes())
    files = [
        "--request",
        str(tmp_path / "request.xml"),
        "--manifest",
        str(tmp_path / "manifest.xml"),
    ]
    assert main(["send", *files, "--document", str(document)]) == 0
    assert capsys.readouterr().out.endswith("Sent: portal job 1\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["send"], "Give a job file"),
        (["send", str(JOB), "--request", "x"], "not both"),
        (["send", str(JOB), "--allow", "PII601"], "--allow number 1"),
        (["send", "nowhere.toml"], "cannot be read"),
        (["download"], "Give a flow"),
        (["download", "portal", "--output", "x"], "Give a flow"),
        (["download", "--archived", "1"], "Give a flow"),
        (["download", "--archived", "../1", "--output", "x"], "by its id"),
        (["status", "portal", "--certificate", "nowhere.p12"], "nowhere.p12"),
        (["download", "--archived", "99", "--output", "x"], "404 NOT_FOUND"),
        (["download", "--pades", "https://example.com/x", "--output", "x"], "ANOTHER_SERVER"),
    ],
)
def test_wrong_use(arguments, said, sandbox, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_without_a_connection_it_says_what_is_missing(capsys, monkeypatch) -> None:
    for name in [name for name in os.environ if name.startswith("PIILINT_")]:
        monkeypatch.delenv(name)
    assert main(["send", str(JOB)]) == 2
    assert "--environment, --certificate, --trust" in capsys.readouterr().err


def test_the_sandbox_runs_a_command(capfd) -> None:
    command = [sys.executable, "-m", "piilint", "send", str(JOB)]
    assert main(["sandbox", "--", *command]) == 0
    assert capfd.readouterr().out == "Sent: portal job 1\n"
    assert main(["sandbox", "--", "false"]) == 1
    assert main(["sandbox", "--", "no-such-command"]) == 2
    assert main(["sandbox", "--port", "99999"]) == 2


def test_the_lines_that_the_sandbox_prints_send_a_first_job(tmp_path) -> None:
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "piilint"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m piilint "$@"\n')
    script.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(
        [sys.executable, "-m", "piilint", "sandbox"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT, env=environment,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        welcome = []
        while len(lines := [line for line in welcome if line.startswith("  ")]) < 3:
            welcome.append(running.stdout.readline())
        assert "NOT the signing service" in "".join(welcome)
        pasted = "".join(lines).replace("--into signed", f"--into {tmp_path}/signed")
        done = subprocess.run(
            ["bash", "-e", "-c", pasted], capture_output=True, text=True, cwd=CHECKOUT, check=False,
            env={**environment, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"},
        )  # fmt: skip
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=20)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "signed" / "1.pdf").exists()
    assert "gone" in errors
    folder = Path(lines[0].split()[1]).parent
    assert not folder.exists()


def test_progress_is_for_large_jobs(capsys) -> None:
    from piilint.cli.connection import _show_progress

    _show_progress(10, 999_999)
    assert capsys.readouterr().err == ""
    _show_progress(500_000, 2_000_000)
    _show_progress(2_000_000, 2_000_000)
    assert capsys.readouterr().err == "\r\033[Ksending:  25% of 2.0 MB\r\033[K"
