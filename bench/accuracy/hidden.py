"""Precision and recall on what hides: encoded values, and values that stand again.

    python -m bench.accuracy.hidden [PART]

``PART`` is ``develop`` (without it), ``second`` to ``ninth``, ``report`` or
``report-2``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import piilint
from bench.accuracy.__main__ import Tally, measure, native, show
from bench.accuracy.corpus import CORPUS, Submission, read, read_submissions

__all__ = ["encoded", "submissions"]

_PATHS = {"request.xml": "request", "manifest.xml": "manifest", "documents": "documents"}


def encoded(part: str) -> tuple[Tally, Tally]:
    """The encoded values by entity and by field."""
    return measure(read(CORPUS / "encoded" / f"{part}.jsonl"), native)


def submissions(part: str) -> Tally:
    """The submissions by where a value stands again."""
    linter = piilint.Linter(select=("PII6",))
    tally = Tally()
    for submission in read_submissions(CORPUS / "submissions" / f"{part}.jsonl"):
        expected = {(place.where, place.field) for place in submission.expected}
        found = set(_recurring(linter, submission))
        tally.found.update(where for where, _ in expected & found)
        tally.missed.update(where for where, _ in expected - found)
        tally.false.update(where for where, _ in found - expected)
    return tally


def _recurring(linter: piilint.Linter, submission: Submission) -> Iterator[tuple[str, str | None]]:
    report = linter.check_submission(
        request=submission.request.encode(),
        manifest=submission.manifest.encode(),
        documents=submission.documents,
    )
    for finding in report.findings:
        yield _PATHS[finding.path], finding.field


def main(arguments: Sequence[str]) -> int:
    """Print both tables."""
    part = arguments[0] if arguments else "develop"
    by_entity, _ = encoded(part)
    show("encoded values", {"piilint": by_entity})
    show("submissions", {"piilint": submissions(part)})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
