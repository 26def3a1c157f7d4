"""The rule reference, ``docs/rules.md``, from the pack's own data.

``python -m piilint.report.catalogue > docs/rules.md`` writes it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from piilint.catalog import Catalog, FamilyText, Rule, RuleText
from piilint.resources import data_folder

__all__ = ["rules_markdown"]

_HEAD = """\
# Rules

Made from `rules/posten-signering/`; to change it, change that and run
`python -m piilint.report.catalogue > docs/rules.md`. piilint gives no legal advice.

A finding's severity is the milder of the rule's own and what the confidence allows: high error,
medium warning, low information.
"""


def rules_markdown(catalog: Catalog) -> str:
    """All rules with their texts, a section for each family, as Markdown."""
    lines = [_HEAD, "| id | name | severity |", "| --- | --- | --- |"]
    lines += [f"| [{rule.id}](#{rule.id.lower()}) | {rule.name} | {rule.severity} |"
              for rule in catalog]  # fmt: skip
    family = None
    for rule in catalog:
        if (above := catalog.family(rule.id)) != family:
            family = above
            lines += ["", *_family(above)]
        lines += ["", *_rule(rule, catalog.text(rule.id), catalog)]
    return "\n".join(lines) + "\n"


def _family(family: FamilyText | None) -> Iterator[str]:
    if family is None:
        yield "## Own rules"
        return
    yield from (f"## {family.title}", "", family.explanation, "")
    yield f"Sources: {'; '.join(family.sources)}."


def _rule(rule: Rule, text: RuleText, catalog: Catalog) -> Iterator[str]:
    yield from (f"### {rule.id}", "", f"`{rule.name}`, {rule.severity}", "")
    for language in ("en", "nb"):
        yield f"- {language}: {_message(text.message[language])}"
    if rule.entities:
        resting = f", where it rests on `{rule.rests_on}`" if rule.rests_on else ""
        names = ", ".join(f"{catalog.entity(entity)} (`{entity}`)" for entity in rule.entities)
        yield f"- objects to: {names}{resting}"
    yield from ("", text.explanation, "", _message(text.help["en"]), "")
    yield from ("Not so:", "", "```", text.bad, "```", "", "But so:", "", "```", text.good, "```")
    yield from ("", f"Sources: {'; '.join(text.sources)}.")


def _message(template: str) -> str:
    """A message with its places shown as such, for Markdown."""
    return template.replace("{", "`{").replace("}", "}`")


if __name__ == "__main__":
    sys.stdout.write(rules_markdown(Catalog.load(data_folder("rules") / "posten-signering")))
