"""``piilint explain``."""

from __future__ import annotations

import argparse

from piilint.errors import UsageError

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("rule", metavar="ID")
    parser.add_argument("--rules", default="posten-signering", metavar="PACK")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")


def run(options: argparse.Namespace) -> int:
    """What a rule is about, why, with an example of each kind and where it comes from."""
    from piilint.lint.rulepack import RulePack

    catalog = RulePack.load(options.rules, options.lang).catalog
    wanted = options.rule.upper()
    named = [rule for rule in catalog if wanted in (rule.id.upper(), rule.name.upper())]
    if not named:
        raise UsageError("There is no such rule. piilint rules lists them all.")
    rule = named[0]
    text = catalog.text(rule.id)
    print(f"{rule.id} {rule.name} ({rule.severity})\n\n{catalog.summary(rule.id)}\n")
    print(f"{text.explanation}\n\nBad:\n{_indented(text.bad)}\n\nGood:\n{_indented(text.good)}\n")
    print("Sources:")
    for source in text.sources:
        print(f"  - {source}")
    return 0


def _indented(example: str) -> str:
    return "\n".join(f"  {line}" for line in example.splitlines())
