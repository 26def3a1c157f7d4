"""``piilint doctor``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.cli.password import add_password, password_for

if TYPE_CHECKING:
    from piilint.send.doctor import Examination, Patient, Step

__all__ = ["add", "run"]

_MARKS = {"ok": "ok", "warning": "warn", "failed": "FAIL", "skipped": "skip"}


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--environment", required=True)
    parser.add_argument(
        "--certificate", required=True, metavar="FILE", help="a key store, or a folder of them"
    )
    parser.add_argument("--alias", help="which key, where a store has several")
    parser.add_argument(
        "--trust", action="append", default=[], metavar="DIR", help="folder or file of anchors"
    )
    parser.add_argument("--url", help="the API's root, where it is not the environment's own")
    parser.add_argument("--sender", metavar="NUMBER", help="who a broker would send for")
    parser.add_argument("--proxy", metavar="http://HOST:PORT")
    parser.add_argument("--timeout", type=float, default=10.0, metavar="SECONDS")
    parser.add_argument("--offline", action="store_true", help="look at the files only")
    parser.add_argument("--revocation", choices=("off", "soft", "require"), default="off")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")
    add_password(parser)


def run(options: argparse.Namespace) -> int:
    """Examine and report: 0 where everything is right, 1 where something is not."""
    from piilint.send.doctor import Examination, examine

    patient = _patient(options)
    steps: list[Step] = []
    for step in examine(patient):
        steps.append(step)
        if options.format == "text":
            _print(step)
    examination = Examination(steps=tuple(steps))
    if options.format == "json":
        print(json.dumps(_described(options, examination), indent=2, ensure_ascii=False))
    return 0 if examination.ok and not examination.findings else 1


def _patient(options: argparse.Namespace) -> Patient:
    from piilint.certs.table import trust_environment
    from piilint.send.doctor import Patient
    from piilint.send.environments import api_root
    from piilint.send.probes import Target, proxy_address

    trust_environment(options.environment)
    certificate = Path(options.certificate)
    files = sorted(certificate.iterdir()) if certificate.is_dir() else [certificate]
    target = None
    if not options.offline:
        target = Target(
            root=api_root(options.environment, options.url),
            proxy=proxy_address(options.proxy) if options.proxy else None,
            timeout=options.timeout,
        )
    return Patient(
        environment=options.environment,
        certificate=certificate,
        password=password_for(options, *files),
        alias=options.alias,
        trust=[Path(name) for name in options.trust],
        target=target,
        sender=options.sender,
        revocation=options.revocation,
        language=options.lang,
    )


def _described(options: argparse.Namespace, examination: Examination) -> dict[str, object]:
    return {
        "version": 1,
        "environment": options.environment,
        "ok": examination.ok,
        "steps": [
            {
                "name": step.name,
                "title": step.title,
                "status": step.status,
                "detail": step.detail,
                "findings": [
                    {
                        "rule": finding.rule,
                        "name": finding.name,
                        "severity": finding.severity,
                        "message": finding.message,
                        "help": finding.help,
                    }
                    for finding in step.findings
                ],
            }
            for step in examination.steps
        ],
    }


def _print(step: Step) -> None:
    detail = "".join(c if c.isprintable() else "?" for c in step.detail)
    print(f"[{_MARKS[step.status]:>4}] {step.title}{f' ({detail})' if detail else ''}")
    for finding in step.findings:
        print(f"       {finding.rule}: {finding.message}\n       -> {finding.help}")
