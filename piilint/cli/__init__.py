"""The command line: one thin module a command."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from piilint._version import __version__
from piilint.errors import PiilintError
from piilint.model import mask

__all__ = ["main"]

_COMMANDS = {
    "check": "find personal data where it must not be, and messages that break the schema",
    "rules": "list the rules",
    "explain": "explain one rule",
    "bundle": "build, inspect and verify document packages (ASiC-E)",
    "job": "start a job in TOML, and turn it into request and manifest XML",
    "fields": "list the fields of the messages, with who sees each and what it may hold",
    "cert": "show an organisation certificate, and what stands against using it",
    "trust": "list, check or install the anchors that an environment rests on",
    "send": "check a job, pack it and send it",
    "status": "show what became of jobs",
    "download": "store signed documents",
    "sandbox": "start a local stand-in for the service, to try sending on",
    "doctor": "find out why mutual TLS does not work, and what to do",
}
"""A command is the module of the same name in this package; only the one that runs is loaded."""

_COLLECT_AFTER = 100_000
"""New objects after which Python looks for cycles: loading a command makes fewer, all to stay,
and a check hardly makes a cycle. With Python's own number, looking takes up to half of the time
of a large file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1, 2, or 130 on Ctrl-C."""
    gc.set_threshold(_COLLECT_AFTER)
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments).parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except PiilintError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        print("piilint: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; what was not said was not seen to be clean either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except Exception as error:  # noqa: BLE001  # the last boundary: no traceback reaches a user
        return _fail(_internal(error))
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call without repeating what was typed."""

    def error(self, message: str) -> NoReturn:
        message = re.sub(r"(unrecognized arguments): (.*)", _masked, message, flags=re.DOTALL)
        message = re.sub(r"(invalid [\w ]+ value|invalid choice): ('.*?')", _masked, message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def _masked(found: re.Match[str]) -> str:
    return f"{found[1]}: {mask(found[2])}"


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="piilint",
        description="Finds personal data where it must not be, in requests to the "
        "Posten signing API. It is a technical check and gives no legal advice.",
    )
    parser.add_argument("--version", action="version", version=f"piilint {__version__}")
    # Without its name given, argparse formats a usage to find it.
    commands = parser.add_subparsers(
        title="commands", prog="piilint", metavar="COMMAND", required=True
    )
    chosen = next((word for word in arguments if not word.startswith("-")), None)
    for name, summary in _COMMANDS.items():
        if chosen in _COMMANDS and name != chosen:
            continue  # parsers of commands that do not run cost more than they are worth
        command = commands.add_parser(name, help=summary, description=_sentence(summary))
        if name == chosen:
            module = import_module(f"piilint.cli.{name}")
            module.add(command)
            command.set_defaults(run=module.run)
    return parser


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _fail(message: str) -> int:
    print(f"piilint: {message}", file=sys.stderr)
    return 2


def _internal(error: Exception) -> str:
    """Where a fault of ours happened, and not what the exception says: it may quote a document."""
    trace, where = error.__traceback__, "?"
    while trace is not None:
        if "piilint" in trace.tb_frame.f_code.co_filename:
            where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"internal error ({type(error).__name__} at {where}), so nothing was checked fully. "
        "Please report it with these words and without the document."
    )
