"""``piilint rules``."""

from __future__ import annotations

import argparse

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--rules", default="posten-signering", metavar="PACK")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")


def run(options: argparse.Namespace) -> int:
    """One line a rule: id, severity, name, message."""
    from piilint.lint.rulepack import RulePack

    catalog = RulePack.load(options.rules, options.lang).catalog
    width = max(len(rule.name) for rule in catalog)
    for rule in catalog:
        summary = catalog.summary(rule.id)
        print(f"{rule.id:8}{rule.severity:9}{rule.name:{width}}  {summary}")
    return 0
