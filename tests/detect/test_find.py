import subprocess
import sys
from collections.abc import Iterator

import pytest

from piilint import detect
from piilint.detect import DETECTORS, Page, find, resolve
from piilint.errors import NotCheckedError
from piilint.model import Evidence
from tests.detect.generators import AT, broken, identity_number
from tests.detect.marked import search


def evidence(start: int, end: int, confidence="high", entity="IBAN_CODE") -> Evidence:
    return Evidence(entity=entity, start=start, end=end, confidence=confidence, detector="x")


def spans(found: list[Evidence]) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in found]


@pytest.mark.parametrize(
    ("seen", "kept"),
    [
        ([evidence(0, 5), evidence(5, 9)], [(0, 5), (5, 9)]),
        ([evidence(5, 9), evidence(0, 5)], [(0, 5), (5, 9)]),
        ([evidence(0, 5, "medium"), evidence(4, 9)], [(4, 9)]),
        ([evidence(0, 9, "low"), evidence(3, 5, "medium")], [(3, 5)]),
        ([evidence(2, 5), evidence(0, 9)], [(0, 9)]),
        ([evidence(0, 4), evidence(2, 9), evidence(8, 12)], [(2, 9)]),
        ([evidence(0, 20), evidence(3, 5), evidence(19, 22)], [(0, 20)]),
    ],
)
def test_one_place_one_evidence(seen: list[Evidence], kept: list[tuple[int, int]]):
    assert spans(resolve(seen)) == kept


def test_of_equals_the_earlier_stays():
    seen = [evidence(0, 5, entity="SE_PERSONNUMMER"), evidence(0, 5, entity="DK_CPR")]
    assert resolve(seen) == seen[:1]


def test_a_failed_identity_number_is_not_told_beside_an_address():
    number = broken(identity_number(1, 2, 1990))
    assert [e.entity for e in search(f"{number}@example.com")] == ["EMAIL_ADDRESS"]


def failing(page: Page) -> Iterator[Evidence]:
    yield evidence(0, 1)
    raise ValueError(page.text)


def test_a_failing_detector_is_named_and_the_others_search_on():
    failed: list[str] = []
    page = Page(["12 kari@example.com"], ["reference"], AT)
    found = find(page, failed.append, (failing, *DETECTORS))
    assert failed == ["failing"]
    assert spans(found) == [(0, 1), (3, 19)]


def test_a_failure_that_nobody_listens_for_is_an_error_without_the_text():
    with pytest.raises(NotCheckedError, match="failing") as caught:
        find(Page(["kari@example.com"], ["reference"], AT), detectors=(failing,))
    assert "kari" not in str(caught.value)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


def test_detectors_have_names_of_their_own_and_evidence_carries_them():
    names = [detector.__name__ for detector in DETECTORS]
    assert len(set(names)) == len(names)
    assert {e.detector for e in search("kari@example.com, tlf 40000000")} <= set(names)


def test_public_names():
    assert sorted(detect.__all__) == [
        "DETECTORS",
        "Detector",
        "FIELD_BREAK",
        "IdentityNumber",
        "MOST",
        "Normalised",
        "Page",
        "classify",
        "find",
        "is_plain",
        "normalise",
        "normalise_all",
        "resolve",
    ]


def test_importing_is_cheap():
    program = (
        "import sys, piilint.detect; print('stdnum' in sys.modules, 'phonenumbers' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


SIZE = 100_000
"""Characters; a step that is quadratic in them would take hours."""


@pytest.mark.parametrize(
    "unit",
    [
        *("1", "1 ", "12 ", "1.", "1. -", "00", " ", "\n", ".", "-", "å", "deadbeef"),
        *("12345 ", "01019012345 ", "01019012345", "0101 90 ", "010190-1234 ", "131052-308T"),
        *("@", "a.a.a@", "a@a.", "a@a.a", "a-", '"@'),
        *("+47", "+1 ", "+1234567", "0047 ", "tlf 4", "111111-", "4111 1111 1111 1111 "),
        *(":", "a:", "::", "1:", "2a01::", "84.20.3.1 ", "1.1.1.", "AA11", "NO93 ", "AB 12345 "),
        *("Til Lie. ", "x_Tveitnes_signert_", "hiv-Kari Hansen ", "eid-feiring Kari Hansen, "),
    ],
)
def test_no_input_takes_more_than_linear_time(unit: str):
    text = (unit * (SIZE // len(unit)))[:SIZE]
    for evidence in search(text):
        assert 0 <= evidence.start < evidence.end <= SIZE
