"""No input makes more work than in proportion to its size; work is counted, not timed."""

import sys
from types import FrameType

import pytest

import piilint
from bench.zoo import ZOO, Input
from piilint.lint.search import MOST_TEXT
from piilint.lint.templates.scan import MAX_MARKS

from .messages import NAMESPACE, portal_request

LINTER = piilint.Linter()
SMALL, LARGE = 6_000, 12_000
WAKING = 250_000
"""Calls that one word more may cost, such as a name that has its whole field read closely."""


def calls(made: Input, size: int) -> int:
    """How often something is called, in Python or in C, while an input is checked."""
    name, data = made(size)
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        LINTER.check(data, name=name)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", ZOO)
def test_twice_the_size_is_twice_the_work(name: str) -> None:
    calls(ZOO[name], 1000)  # what is read once is not counted
    assert calls(ZOO[name], LARGE) <= 2.4 * calls(ZOO[name], SMALL) + WAKING


def rules(data: bytes, name: str = "request.xml") -> set[str]:
    report = LINTER.check(data, name=name)
    assert report.exit_code == 2
    return {finding.rule for finding in report.findings if finding.unchecked}


def test_what_is_left_out_of_a_long_text_is_told() -> None:
    assert rules(portal_request("a1B2c3D4 " * (MOST_TEXT // 9 + 1))) == {"CHK012"}


def test_plain_words_are_searched_however_long() -> None:
    report = LINTER.check(portal_request("leieavtale " * MOST_TEXT + "kari@example.com"))
    assert "PII201" in {finding.rule for finding in report.findings}


def test_what_stands_before_the_bound_is_found() -> None:
    report = LINTER.check(portal_request("MDE4MTkwMTAxOTI= " + "a1B2c3D4 " * MOST_TEXT))
    assert {"PII102", "CHK012"} <= {finding.rule for finding in report.findings}


def test_a_template_with_too_many_marks_is_told() -> None:
    template = f'<portal-signature-job-request xmlns="{NAMESPACE}"><reference>%s</reference>'
    marks = "{{ a }}" * (MAX_MARKS + 1)
    data = f"{template % marks}</portal-signature-job-request>".encode()
    assert rules(data, "request.xml.j2") == {"CHK012"}


def test_so_is_an_endless_expression() -> None:
    template = f'<portal-signature-job-request xmlns="{NAMESPACE}"><reference>%s</reference>'
    data = f"{template % ('{{ a' + '.b' * 10_000 + ' }}')}</portal-signature-job-request>".encode()
    assert rules(data, "request.xml.j2") == {"CHK012"}
