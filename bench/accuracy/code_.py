"""How often what code writes into fields, and what it logs, is found; and how often wrongly.

python -m bench.accuracy.code_ [develop|report]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.accuracy.corpus import CORPUS, Program, read_programs
from piilint.lint.linter import Linter
from piilint.lint.source import Source

__all__ = ["Outcome", "measure", "places"]

_RULES = {"PII901": "log", "PII902": "wire"}
_IGNORED = ("PII106", "PII105", "PII8", "REQ", "CHK006")


class Outcome(NamedTuple):
    """Counts over a part: places found rightly, wrongly, and not at all."""

    right: int
    wrong: int
    missed: int
    of_language: dict[str, Counter[str]]

    @property
    def precision(self) -> float:
        """Of what was reported, the share that is labelled."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of what is labelled, the share that was reported."""
        return self.right / max(self.right + self.missed, 1)


def places(program: Program, linter: Linter) -> set[tuple[int, str]]:
    """Lines and fields of all findings of one program."""
    return set(_places(program, linter))


def _places(program: Program, linter: Linter) -> Iterator[tuple[int, str]]:
    source = Source(name=program.name, data=program.text.encode(), on_disk=True)
    for checked in linter.results([source]):
        for finding in checked.findings:
            if not finding.rule.startswith(_IGNORED):
                line = finding.position.line if finding.position is not None else 0
                field = (finding.field or finding.rule).rpartition("/")[2].partition("[")[0]
                yield line, _RULES.get(finding.rule, field)


def measure(programs: Sequence[Program]) -> Outcome:
    """Check every program and compare with its labels."""
    linter = Linter()
    totals: Counter[str] = Counter()
    of_language: dict[str, Counter[str]] = {}
    for program in programs:
        found = places(program, linter)
        wanted = {(place.line, place.field) for place in program.expected}
        counts = Counter(
            right=len(found & wanted), wrong=len(found - wanted), missed=len(wanted - found)
        )
        totals += counts
        of_language.setdefault(program.language, Counter()).update(counts)
    return Outcome(totals["right"], totals["wrong"], totals["missed"], of_language)


def main() -> None:
    """Print the table of one part."""
    part = sys.argv[1] if len(sys.argv) > 1 else "develop"
    outcome = measure(read_programs(CORPUS / "code" / f"{part}.jsonl"))
    print(f"{part}: precision {outcome.precision:.3f}, recall {outcome.recall:.3f}")
    for language, counts in outcome.of_language.items():
        print(f"  {language}: {dict(counts)}")


if __name__ == "__main__":
    main()
