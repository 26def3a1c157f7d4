"""Precision and recall by entity and by field, beside Presidio on the same values.

    python -m bench.accuracy [PART.jsonl ...]

Without arguments the part to develop on is measured. A label is found where evidence at
warning level or above has its entity and overlaps it; evidence that overlaps no label of its
entity is a false alarm. Rules for special categories are warnings, all others errors, so
that high and medium confidence count everywhere.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.accuracy.corpus import CORPUS, Row, read
from bench.accuracy.presidio import MISSING, analyser
from piilint.detect import DETECTORS, Detector
from piilint.lint.fields import file_name
from piilint.lint.search import Searched, search
from piilint.resources import data_folder

AT = date(2026, 11, 23)
"""The day that birth dates are judged for, so that a measurement can be repeated."""

Hit = tuple[str, int, int]
Tool = Callable[[Row], list[Hit]]


@dataclass(slots=True, kw_only=True)
class Tally:
    """Labels found and missed, and false alarms, each by a key."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def row(self, keys: Iterable[str]) -> tuple[int, float, float]:
        """How many labels, and recall and precision; 1.0 where there is nothing to divide."""
        keys = tuple(keys)
        found, missed, false = (
            sum(counter[key] for key in keys) for counter in (self.found, self.missed, self.false)
        )
        return (
            found + missed,
            found / (found + missed) if found + missed else 1.0,
            found / (found + false) if found + false else 1.0,
        )


def native(row: Row, more: tuple[Detector, ...] = ()) -> list[Hit]:
    """What piilint says at warning level or above, encodings peeled off as in a check."""
    searched = Searched([file_name(row.text, 1)], AT, [row.field])
    seen = (one for _, one in search(searched, DETECTORS + more, _fail))
    return [(one.entity, one.start, one.end) for one in seen if one.confidence != "low"]


def _fail(detector: str) -> None:
    raise RuntimeError(f"the detector {detector} failed")


def in_depth() -> Tool:
    """The same in deep mode, with the pack's choice of recognisers and no language model."""
    from piilint.detect.presidio import Choice, Trouble, load

    def told(trouble: Trouble) -> None:
        raise AssertionError(f"Presidio did not search all of it: {trouble}")

    choice = Choice.read(data_folder("rules") / "posten-signering" / "deep.toml")
    presidio = load(choice).detector(told)
    return lambda row: native(row, (presidio,))


def measure(rows: Sequence[Row], tool: Tool) -> tuple[Tally, Tally]:
    """The tallies by entity and by field."""
    by_entity, by_field = Tally(), Tally()
    for row in rows:
        hits = tool(row)
        for label in row.labels:
            met = any(
                entity == label.entity and start < label.end and label.start < end
                for entity, start, end in hits
            )
            for tally, key in ((by_entity, label.entity), (by_field, row.field)):
                (tally.found if met else tally.missed)[key] += 1
        for entity, start, end in hits:
            if not any(
                entity == label.entity and start < label.end and label.start < end
                for label in row.labels
            ):
                by_entity.false[entity] += 1
                by_field.false[row.field] += 1
    return by_entity, by_field


def show(name: str, tallies: dict[str, Tally]) -> None:
    """One table: a row for each key, and all of them together."""
    keys = sorted({key for t in tallies.values() for c in (t.found, t.missed) for key in c})
    print(
        f"| {name} | labels | " + " | ".join(f"{tool}: recall, precision" for tool in tallies), "|"
    )
    print("| --- | --- |" + " --- |" * len(tallies))
    everything = {key for t in tallies.values() for key in (*t.found, *t.missed, *t.false)}
    for title, chosen in [*((key, [key]) for key in keys), ("all", everything)]:
        cells = [tally.row(chosen) for tally in tallies.values()]
        shown = " | ".join(f"{recall:.3f}, {precision:.3f}" for _, recall, precision in cells)
        print(f"| {title} | {cells[0][0]} | {shown} |")
    print()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the parts that are named."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("parts", nargs="*", type=Path, default=[CORPUS / "plain" / "develop.jsonl"])
    options = parser.parse_args(arguments)
    tools: dict[str, Tool] = {"piilint": native}
    presidio = analyser()
    if presidio is None:
        print(MISSING, file=sys.stderr)
    else:
        tools["deep"] = in_depth()
        tools["Presidio"] = presidio
    for part in options.parts:
        rows = read(part)
        benign = sum(not row.labels for row in rows)
        print(f"{part.parent.name}/{part.name}: {len(rows)} values, {benign} of them benign\n")
        measured = {name: measure(rows, tool) for name, tool in tools.items()}
        show("entity", {name: tallies[0] for name, tallies in measured.items()})
        show("field", {name: tallies[1] for name, tallies in measured.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
