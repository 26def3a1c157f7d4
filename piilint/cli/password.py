"""Passwords of key stores: from an environment variable, a file or a prompt, never an option."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from piilint.errors import UsageError

__all__ = ["add_password", "password_for"]

_DEFAULT_VARIABLE = "PIILINT_CERTIFICATE_PASSWORD"


def add_password(parser: argparse.ArgumentParser) -> None:
    """The options that say where the password is."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--password-env",
        metavar="NAME",
        help=f"the environment variable that holds the password (default: {_DEFAULT_VARIABLE})",
    )
    group.add_argument("--password-file", metavar="FILE", help="its first line is the password")


def password_for(options: argparse.Namespace, *files: Path) -> str | None:
    """The password as the options say, else asked for on a terminal where a file needs one."""
    given = _given(options)
    if given is not None or not sys.stdin.isatty() or not any(map(_encrypted, files)):
        return given
    return getpass("Password of the key store: ")


def _encrypted(file: Path) -> bool:
    from piilint.certs.keystore import read
    from piilint.certs.problem import CertificateProblem

    try:
        read(file)
    except CertificateProblem as problem:
        return problem.rule == "CRT002"
    return False


def _given(options: argparse.Namespace) -> str | None:
    if options.password_file:
        lines = None
        try:
            lines = Path(options.password_file).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            lines = None
        if lines is None:
            raise UsageError("the password's file cannot be read as UTF-8; check its path")
        return lines[0] if lines else ""
    if options.password_env and options.password_env not in os.environ:
        raise UsageError("the environment variable that --password-env names is not set")
    return os.environ.get(options.password_env or _DEFAULT_VARIABLE)
