"""Recall and precision of PII701 on the labelled templates.

    python -m bench.accuracy.templates_ [PART]

``PART`` is ``develop`` (without it), ``second`` or ``report``.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import piilint
from bench.accuracy.corpus import CORPUS, Template, read_templates

__all__ = ["Score", "differences", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How often findings and labels met."""

    name: str
    found: int
    missed: int
    false: int

    @property
    def recall(self) -> float:
        """Share of the labelled places that were found; 1 where there are none."""
        return self.found / ((self.found + self.missed) or 1)

    @property
    def precision(self) -> float:
        """Share of the findings that are labelled; 1 where there are none."""
        return self.found / ((self.found + self.false) or 1)


def rows(part: str = "develop", linter: piilint.Linter | None = None) -> list[Score]:
    """A score for each dialect, and last the one of all: ``part`` is ``develop`` or ``report``."""
    linter = linter or piilint.Linter()
    found, missed, false = Counter[str](), Counter[str](), Counter[str]()
    templates = read_templates(CORPUS / "templates" / f"{part}.jsonl")
    for template in templates:
        expected, seen = differences(template, linter)
        found[template.dialect] += (expected & seen).total()
        missed[template.dialect] += (expected - seen).total()
        false[template.dialect] += (seen - expected).total()
    dialects = dict.fromkeys(template.dialect for template in templates)
    scores = [
        Score(name=name, found=found[name], missed=missed[name], false=false[name])
        for name in dialects
    ]
    total = Score(name="all", found=found.total(), missed=missed.total(), false=false.total())
    return [*scores, total]


def differences(
    template: Template, linter: piilint.Linter
) -> tuple[Counter[tuple[int, str]], Counter[tuple[int, str]]]:
    """What is labelled in a template and what is found in it, as lines and fields' last steps."""
    expected = Counter((place.line, place.field) for place in template.expected)
    report = linter.check(template.text.encode(), name=template.name)
    # Two placeholders of one field on one line are labelled once.
    seen = {
        (finding.position.line if finding.position else 0, _last_step(finding.field or ""))
        for finding in report.findings
        if finding.rule.startswith("PII7") or finding.unchecked
    }
    return expected, Counter(seen)


def _last_step(path: str) -> str:
    return Path(path).name.partition("[")[0]


def main(arguments: list[str]) -> None:
    """Print the table of one part."""
    print("| templates | labels | recall, precision |")
    print("| --- | --- | --- |")
    for score in rows(*arguments[:1]):
        labels = score.found + score.missed
        print(f"| {score.name} | {labels} | {score.recall:.3f}, {score.precision:.3f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
