"""Money: Norwegian bank accounts, IBAN and payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect import words as bits
from piilint.detect.context import ACCOUNT, CARD, CASE, IDENTITY, MONEY, is_near, is_preceded
from piilint.detect.digits import Run, Shapes, Window, opaque, windows
from piilint.detect.gazetteer import shipped
from piilint.detect.identity import ACCOUNT_SHAPE, account_holds, classify, is_holder_s
from piilint.detect.page import Page
from piilint.detect.words import camel_pieces
from piilint.model import Confidence, Evidence

__all__ = ["bank_account", "iban", "payment_card"]

_ACCOUNTS = Shapes((11,), ACCOUNT_SHAPE, (4, 7))
_CARDS = Shapes(
    *((total,) for total in range(14, 20)),
    *((4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (6, 10), (6, 13)),
)
_COUNTED = f"{CASE} id *id ref *ref *sak *nr"
"""Words for numbers that are counted up, of which one in eleven has the check digit."""
_BARE_CARDS = frozenset({14, 15, 16})
"""Lengths that a card has most often; longer rows of digits are mostly something else."""


def bank_account(page: Page) -> Iterator[Evidence]:
    """Find Norwegian bank accounts, told apart from identity numbers by writing and words."""
    for run in page.long_runs:
        for window in windows(run, _ACCOUNTS):
            confidence = _account_confidence(page, window)
            if confidence:
                yield Evidence(
                    entity="NO_BANK_ACCOUNT",
                    start=window.start,
                    end=window.end,
                    confidence=confidence[0],
                    detector="bank_account",
                    rests_on=("check-digits", *confidence[1]),
                )


def _account_confidence(page: Page, window: Window) -> tuple[Confidence, tuple[str, ...]] | None:
    start, end = window.start, window.end
    if not account_holds(window.digits) or opaque(page.text, start, end):
        return None
    if is_near(page, start, end, ACCOUNT):
        if is_holder_s(page, window, classify(window.digits, page.at)):
            return None
        return "high", ("context",)
    if window.shape == ACCOUNT_SHAPE and _is_evenly_written(page.text[start:end]):
        # 2024.11.23456 is a case number of a year and month as often as an account.
        return ("medium" if _is_month(window.digits) else "high"), ("format",)
    if window.shape != (11,) or not window.whole:
        return None
    is_paid = (
        is_near(page, start, end, MONEY)
        and not _is_month(window.digits)
        and page.is_apart(start, end)
    )
    if not is_paid and _is_joined_to_payer(page, start, end):
        return "medium", ("context",)
    if not is_paid and not page.is_alone(start, end):
        return None
    if is_preceded(page, start, _COUNTED) or is_near(page, start, end, IDENTITY):
        return "low", ()
    return "medium", ("context",) if is_paid else ()


def _is_joined_to_payer(page: Page, start: int, end: int) -> bool:
    """Whether a loan's word or somebody's name is written together with it: KariHansen9710...."""
    if page.after(end, 1).isalnum() or _is_month(page.text[start:end]):
        return False
    match = _letters_before().search(page.before(start, _LONGEST_WORD))
    if match is None:
        return False
    if match[0].lower() in _PAID:
        return True
    first, last = camel_pieces(match[0])[-1]
    kind = shipped().kinds[match[0][first:last]]
    is_name = bool(kind & bits.NAME) and not kind & (bits.AMBIGUOUS | bits.GENERIC | bits.PLACE)
    return is_name and last - first > _SHORT


@cache
def _letters_before() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[^\W\d_]+$")


_LONGEST_WORD = 24
_SHORT = 3
_PAID = frozenset(
    {
        *("lån", "lan", "laan", "lånnr", "lannr", "boliglån", "boliglan", "billån", "billan"),
        *("innskudd", "innskot", "depositum", "dep", "bsu", "sparekonto", "lønn", "lonn", "loenn"),
        *("løn", "utbetaling", "refusjon", "forskudd", "forskot", "kausjon", "kreditt", "kred"),
        *("loan", "deposit", "salary", "payout"),
    }
)


def _is_evenly_written(written: str) -> bool:
    return len(written) == 13 and written[4] == written[7] and written[4] in ". "


def _is_month(digits: str) -> bool:
    return digits[:2] in {"19", "20"} and "01" <= digits[4:6] <= "12"


def iban(page: Page) -> Iterator[Evidence]:
    """Find international bank account numbers whose check digits and form hold."""
    for run in page.long_runs:
        found = _iban_at(page.text, run)
        if found:
            yield Evidence(
                entity="IBAN_CODE",
                start=found[0],
                end=found[1],
                confidence="high",
                detector="iban",
                rests_on=("check-digits",),
            )


@cache
def _iban_head() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[A-Za-z]{2}[0-9]{2}")


@cache
def _iban_tail() -> re.Pattern[str]:
    return re.compile(r"(?:[ _-]?[0-9A-Za-z]){11,30}")


def _iban_at(text: str, run: Run) -> tuple[int, int] | None:
    """The IBAN that has a run of digits in it near its start: ``NO93 8601``, ``NL91ABNA0417``."""
    start = run.start
    before = text[start - 1] if start else ""
    if before in {" ", "-", "_"}:
        before = text[start - 2] if start > 1 else ""
    if not (before.isascii() and before.isalnum()):
        return None
    head = _iban_head().search(text, max(0, start - 14), start + 2)
    tail = _iban_tail().match(text, head.end()) if head else None
    if head is None or tail is None:
        return None
    length = _iban_length(head[0][:2].upper())
    if length is None:
        return None
    characters = 4
    for end in range(tail.start(), tail.end()):
        characters += text[end].isalnum()
        if characters == length:
            break
    else:
        return None
    if text[end + 1 : end + 2].isalnum():
        return None
    from stdnum import iban as standard

    written = text[head.start() : end + 1].replace("_", "")
    if not standard.is_valid(written, check_country=False):
        return None
    return head.start(), end + 1


@cache
def _iban_length(country: str) -> int | None:
    """How many characters a country's IBAN has, from stdnum's copy of the registry."""
    from stdnum import numdb

    _, properties = numdb.get("iban").info(country)[0]
    form = properties.get("bban")
    return 4 + sum(map(int, re.findall(r"([0-9]+)!", form))) if form else None


def payment_card(page: Page) -> Iterator[Evidence]:
    """Find payment card numbers: an issuer's range and length, and the Luhn check digit."""
    for run in page.long_runs:
        for window in windows(run, _CARDS):
            confidence = _card_confidence(page, window)
            if confidence:
                yield Evidence(
                    entity="CREDIT_CARD",
                    start=window.start,
                    end=window.end,
                    confidence=confidence[0],
                    detector="payment_card",
                    rests_on=("check-digits", *confidence[1]),
                )


def _card_confidence(page: Page, window: Window) -> tuple[Confidence, tuple[str, ...]] | None:
    start, end = window.start, window.end
    if not _is_issued(window.digits) or len(set(window.digits)) == 1:
        return None
    from stdnum import luhn

    if not luhn.is_valid(window.digits) or opaque(page.text, start, end):
        return None
    if is_near(page, start, end, CARD):
        return "high", ("context",)
    if len(window.shape) > 1:
        return ("high", ("format",)) if window.whole else None
    if len(window.digits) not in _BARE_CARDS or not window.whole:
        return None
    if not page.is_alone(start, end) or is_preceded(page, start, CASE):
        return "low", ()
    return "medium", ()


def _is_issued(digits: str) -> bool:
    """Whether a number of this length begins as one of the large issuers' numbers do."""
    length, two, four = len(digits), int(digits[:2]), int(digits[:4])
    if length == 14:
        return two in {36, 38, 39} or 3000 <= four <= 3059
    if length == 15:
        return two in {34, 37}
    if digits[0] == "4":  # Visa
        return length in {16, 19}
    if 51 <= two <= 55 or 2221 <= four <= 2720:  # Mastercard
        return length == 16
    # Discover, JCB, UnionPay and Maestro
    discover = four == 6011 or two == 65 or 6440 <= four <= 6499
    maestro = four in {5018, 5020, 5038, 6304, 6759, 6761, 6762, 6763}
    return discover or maestro or two == 62 or 3528 <= four <= 3589
