"""``piilint fields``."""

from __future__ import annotations

import argparse

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--rules", default="posten-signering", metavar="PACK")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")


def run(options: argparse.Namespace) -> int:
    """The table of all fields."""
    from piilint.lint.rulepack import RulePack

    for row in RulePack.load(options.rules, options.lang).field_table():
        print(f"{row.path}\n    {row.field_class}: {row.why}\n    seen by: {row.seen_by}")
    return 0
