"""Templates with what must be found marked: ``<<{{ kunde.fnr }}>>``."""

import re

import piilint

from ..messages import NAMESPACE

LINTER = piilint.Linter()
_MARK = re.compile("«|»")

Place = tuple[int, int, int, int]


def request(reference: str, before: str = "", after: str = "") -> str:
    return (
        f'{before}<portal-signature-job-request xmlns="{NAMESPACE}">\n'
        f"  <reference>{reference}</reference>\n"
        f"</portal-signature-job-request>{after}\n"
    )


def unmarked(text: str) -> tuple[str, list[Place]]:
    """The text without marks, and the places between them as lines and columns."""
    offsets: list[int] = []
    for count, found in enumerate(_MARK.finditer(text)):
        offsets.append(found.start() - count)
    plain = _MARK.sub("", text)
    spans = zip(offsets[::2], offsets[1::2], strict=True)
    return plain, [(*_place(plain, start), *_place(plain, end)) for start, end in spans]


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def found(text: str, name: str, *rules: str) -> list[Place]:
    """Where a rule of these found something; whatever could not be checked shows as no place."""
    places = []
    for finding in LINTER.check(text.encode(), name=name).findings:
        if finding.unchecked:
            places.append((0, 0, 0, 0))
        elif finding.rule in (rules or ("PII701",)):
            at = finding.position
            assert at is not None
            places.append((at.line, at.column, at.end_line, at.end_column))
    return sorted(places)


def assert_found_where_marked(text: str, name: str, *rules: str) -> None:
    plain, expected = unmarked(text)
    assert found(plain, name, *rules) == expected
