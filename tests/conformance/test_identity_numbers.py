"""Ours, NAV's and python-stdnum's idea of an identity number, over ten million numbers.

Whole days are tried, so that every individual number and every pair of check digits occurs.
Every number on which two disagree has an explanation: what one of them does not know.
"""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import pytest

from piilint.detect import IdentityNumber, classify

from .conftest import Interop

pytestmark = pytest.mark.slow

AT = datetime.now(UTC).date()

DAYS = (
    [f"{day:02}{month:02}{year:02}" for day in (1, 15, 31) for month in (1, 7, 12) for year in (0, 39, 53, 54, 99)]
    + [f"{day}{month:02}85" for day in (41, 55, 71) for month in (3, 10)]  # D-numbers
    + [f"15{month}85" for month in (41, 45, 52)]  # H-numbers
    + [f"15{month}85" for month in (81, 86, 92)]  # synthetic, Tenor
    + [f"15{month}85" for month in (66, 70, 77)]  # synthetic, other issuers
    + ["554585", "558685", "557085", "714141", "418100", "416699"]  # combinations
    + ["290200", "290285", "290284", "690200", "294200", "298200", "296700"]  # leap days
    + ["290203", "310485", "320185", "000185", "400185", "720185", "150085", "151385"]  # no dates
    + ["153085", "155385", "156085", "157885", "159385", "159985", "154085", "158085", "156585"]
    + ["800000", "812345", "899999", "900000", "954321", "999999"]  # FH-numbers
    + ["120595", "230604", "281017", "041131", "190372", "060668"]
)  # fmt: skip

NAV = """
const {idnr} = require("@navikt/fnrvalidator");
const days = JSON.parse(require("fs").readFileSync(0));
for (const day of days) {
  const valid = [];
  for (let rest = 0; rest < 100000; rest++) {
    const tail = String(rest).padStart(5, "0");
    if (idnr(day + tail).status === "valid") valid.push(tail);
  }
  console.log(JSON.stringify([day, valid]));
}
"""


def numbers(day: str) -> Iterable[str]:
    return (f"{day}{rest:05}" for rest in range(100_000))


def ours(day: str) -> dict[str, IdentityNumber]:
    """What we take for an identity number whose check digits hold, by one rule or the other."""
    found = ((number, classify(number, AT)) for number in numbers(day))
    return {number: kind for number, kind in found if kind is not None and kind.rule is not None}


def stdnums(day: str) -> set[str]:
    from stdnum.no import fodselsnummer

    return {number for number in numbers(day) if fodselsnummer.is_valid(number)}


def why_nav_differs(number: str, own: IdentityNumber | None) -> str | None:
    if own is None:
        return None
    if own.kind == "fh-number":
        return "FH-numbers are not known to NAV's"
    if own.synthetic and 66 <= int(number[2:4]) <= 77:
        return "the synthetic series with 65 added to the month is not known to NAV's"
    return None


def why_stdnum_differs(number: str, own: IdentityNumber | None) -> str | None:
    if own is None:
        return None
    if own.rule == "2032":
        return "the check digits of 2032 are not known to stdnum"
    if own.kind == "fh-number":
        return "FH-numbers are not known to stdnum"
    if own.synthetic:
        return "synthetic series are not known to stdnum"
    individual, year = int(number[6:9]), int(number[4:6])
    if own.born is None and ((500 <= individual < 900 and 40 <= year < 54) or individual >= 750):
        return "stdnum refuses individual numbers outside the ranges of centuries"
    if own.born is None:
        return "stdnum refuses who is not born yet, or a leap day of the other century"
    return None


def compared(
    own: dict[str, IdentityNumber],
    other: set[str],
    why: Callable[[str, IdentityNumber | None], str | None],
) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for number in own.keys() ^ other:
        reason = why(number, own.get(number))
        assert reason, f"unexplained difference in a number of the day {number[:6]}"
        reasons[reason] += 1
    return reasons


@pytest.fixture(scope="module")
def accepted() -> dict[str, dict[str, IdentityNumber]]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return dict(zip(DAYS, pool.map(ours, DAYS), strict=True))


def test_there_are_ten_million_numbers_of_every_kind(
    accepted: dict[str, dict[str, IdentityNumber]],
) -> None:
    assert len(set(DAYS)) * 100_000 >= 10_000_000
    kinds = {(own.kind, own.synthetic) for found in accepted.values() for own in found.values()}
    assert kinds == {
        ("fodselsnummer", False), ("fodselsnummer", True), ("d-number", False),
        ("d-number", True), ("h-number", False), ("fh-number", False),
    }  # fmt: skip


def test_nav_s_validator(
    accepted: dict[str, dict[str, IdentityNumber]],
    npm: Callable[[str], Path],
    interop: Interop,
) -> None:
    folder = npm("@navikt/fnrvalidator")
    done = subprocess.run(
        ["node", "-e", NAV], cwd=folder, input=json.dumps(DAYS), text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    reasons: Counter[str] = Counter()
    for line in done.stdout.splitlines():
        day, valid = json.loads(line)
        reasons += compared(accepted[day], {day + tail for tail in valid}, why_nav_differs)
    package = folder / "node_modules/@navikt/fnrvalidator/package.json"
    interop.record(
        "identity numbers", "@navikt/fnrvalidator", json.loads(package.read_text())["version"],
        told(reasons),
    )  # fmt: skip


def test_python_stdnum(accepted: dict[str, dict[str, IdentityNumber]], interop: Interop) -> None:
    reasons: Counter[str] = Counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for day, valid in zip(DAYS, pool.map(stdnums, DAYS), strict=True):
            reasons += compared(accepted[day], valid, why_stdnum_differs)
    interop.record("identity numbers", "python-stdnum", version("python-stdnum"), told(reasons))


def told(reasons: Counter[str]) -> str:
    """The result: how many numbers, and each reason for a difference; counts change with the day."""
    tried = f"{len(DAYS) * 100_000:,} numbers; differences, all explained: "
    return tried + ("; ".join(sorted(reasons)) or "none")
