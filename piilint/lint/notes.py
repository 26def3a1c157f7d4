"""What stands beside documents and is shown: reasons, owners, names of an archive's members.

They are fields too: the detectors read them first, and what they see is masked, however
unsure they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from piilint.detect import with_own
from piilint.lint.fields import Field
from piilint.lint.judge import judge_evidence
from piilint.lint.search import Searched, search
from piilint.model import Evidence, Finding, Position, mask

if TYPE_CHECKING:
    from piilint.lint.rulepack import RulePack

__all__ = ["note_findings", "shown_note"]


def shown_note(text: str, pack: RulePack, at: date) -> str:
    """A note as reports show it; masked as a whole where a detector failed on it."""
    failed: list[str] = []
    field = _field(text)
    shown = list(field.text)
    for seen in _seen(field, pack, at, failed.append):
        shown[seen.start : seen.end] = mask(field.text[seen.start : seen.end])
    return mask(field.text) if failed else "".join(shown)


def note_findings(
    text: str, pack: RulePack, at: date, *, path: str, key: str, line: int | None = None
) -> list[Finding]:
    """What the rules object to in a note or a name; ``key`` says where in its file it stands."""
    from piilint.lint.present import fingerprint

    field = _field(text)
    position = None
    if line is not None:
        position = Position(line=line, column=1, end_line=line, end_column=2)
    findings: list[Finding] = []
    failed: list[str] = []
    for seen in _seen(field, pack, at, failed.append):
        verdict = judge_evidence(field, seen, pack)
        if verdict is None:
            continue
        shape = mask(field.text[seen.start : seen.end])
        findings.append(
            pack.catalog.finding(
                verdict.rule,
                path=path,
                severity=verdict.severity,
                position=position,
                field=key,
                entity=seen.entity,
                confidence=seen.confidence,
                masked=shape,
                rests_on=seen.rests_on,
                fingerprint=fingerprint(path, verdict.rule, key, len(findings) + 1),
                values={
                    "field": key,
                    "masked": shape,
                    "kind": pack.catalog.entity(seen.entity),
                },
            )
        )
    return findings


def _seen(
    field: Field, pack: RulePack, at: date, on_failure: Callable[[str], None]
) -> Iterator[Evidence]:
    detectors = with_own(pack.patterns)
    for _, seen in search(
        Searched([field], at), detectors, on_failure, lambda: on_failure("bound")
    ):
        yield seen


def _field(text: str) -> Field:
    """A note as an open field; it stands in no document, so its node is never asked for."""
    single_line = " ".join(text.splitlines())
    return Field(single_line, None, None, "comment")
