"""Detectors: text in, evidence out; a module a family."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from piilint.detect.account import bank_account, iban, payment_card
from piilint.detect.email import email_address
from piilint.detect.foreign import cpr, duf, henkilotunnus, personnummer
from piilint.detect.identity import ENTITIES, IdentityNumber, classify, identity_number
from piilint.detect.network import ip_address
from piilint.detect.normalise import Normalised, is_plain, normalise, normalise_all
from piilint.detect.page import FIELD_BREAK, Detector, Page
from piilint.detect.phone import phone_number
from piilint.detect.plain import plain_text
from piilint.detect.vehicle import number_plate
from piilint.errors import NotCheckedError
from piilint.model import CONFIDENCES, Evidence

__all__ = [
    "DETECTORS",
    "FIELD_BREAK",
    "MOST",
    "Detector",
    "IdentityNumber",
    "Normalised",
    "Page",
    "classify",
    "find",
    "is_plain",
    "normalise",
    "normalise_all",
    "resolve",
]

DETECTORS: tuple[Detector, ...] = (
    identity_number,
    email_address,
    iban,
    bank_account,
    payment_card,
    duf,
    henkilotunnus,
    personnummer,
    cpr,
    phone_number,
    ip_address,
    number_plate,
    plain_text,
)
"""Every detector that needs no optional package; of equal evidence the earlier one's counts."""

MOST = 1000
"""Pieces of evidence in one page. Nobody reads so many, and each costs time."""

_NUMBERS = frozenset(ENTITIES.values())
_OF_LONG_RUNS = frozenset({identity_number, iban, bank_account, payment_card, duf, cpr})
"""Detectors that search nothing but a page's long runs of digits, of which most have none."""
_OF_RUNS = _OF_LONG_RUNS | {henkilotunnus}
"""Those and the ones that search its runs of digits and nothing else."""


def with_own(own: tuple[Detector, ...]) -> tuple[Detector, ...]:
    """The detectors and a user's own; one of the same name stands in for the shipped one."""
    if not own:
        return DETECTORS
    replaced = {name_of(detector) for detector in own}
    return (*(each for each in DETECTORS if name_of(each) not in replaced), *own)


def name_of(detector: Detector) -> str:
    """What a detector is called where it is told of."""
    return getattr(detector, "__name__", type(detector).__name__)


def find(
    page: Page,
    on_failure: Callable[[str], None] | None = None,
    detectors: tuple[Detector, ...] = DETECTORS,
    on_bound: Callable[[], None] = lambda: None,
) -> list[Evidence]:
    """Run the detectors over a page; what they see in one place is told once, in page order.

    A detector that fails does not keep the others from searching: ``on_failure`` gets its
    name, and nothing out of the page. Without it, NotCheckedError says which one failed. When
    :data:`MOST` things are seen, the search stops and ``on_bound`` is told.
    """
    seen: list[Evidence] = []
    idle = frozenset() if page.long_runs else _OF_LONG_RUNS if page.runs else _OF_RUNS
    for detector in detectors:
        if detector in idle:
            continue
        if not _ran(detector, page, seen):
            name = name_of(detector)
            if on_failure is None:
                raise NotCheckedError(
                    f"the detector {name} failed, so that its family was not looked for;"
                    " please report it with the kind of file, without its content"
                )
            on_failure(name)
        if len(seen) == MOST:
            on_bound()
            break
    return resolve(seen) if len(seen) > 1 else seen


def _ran(detector: Detector, page: Page, seen: list[Evidence]) -> bool:
    try:
        for evidence in islice(detector(page), MOST - len(seen)):
            seen.append(evidence)  # noqa: PERF402 - what came before a failure is kept
    except Exception:  # noqa: BLE001 - any failure is told by the caller, without its text
        return False
    return True


def resolve(seen: list[Evidence]) -> list[Evidence]:
    """One piece of evidence a place: the surer, then the longer, then the earlier in the list.

    An identity number inside an e-mail address stays beside it, since it is the graver. What
    Presidio and we both see is told once, and that both saw it.
    """
    ranked = sorted(seen, key=lambda e: (CONFIDENCES.index(e.confidence), e.start - e.end))
    kept: list[Evidence] = []  # in page order, never overlapping
    beside: list[Evidence] = []
    starts: list[int] = []
    for evidence in ranked:
        index = bisect_right(starts, evidence.start)
        previous = kept[index - 1] if index else None
        following = kept[index] if index < len(kept) else None
        overlapped = previous if previous and previous.end > evidence.start else None
        if overlapped is None and following and following.start < evidence.end:
            overlapped = following
        if overlapped is None:
            kept.insert(index, evidence)
            starts.insert(index, evidence.start)
        elif _are_both_told(overlapped, evidence):
            beside.append(evidence)
        elif _is_second_opinion(overlapped, evidence):
            reasons = dict.fromkeys((*overlapped.rests_on, *evidence.rests_on))
            kept[kept.index(overlapped)] = replace(overlapped, rests_on=tuple(reasons))
    return sorted(kept + beside, key=lambda e: (e.start, -e.end)) if kept else []


def _is_second_opinion(kept: Evidence, other: Evidence) -> bool:
    return kept.entity == other.entity and (kept.detector == "presidio") != (
        other.detector == "presidio"
    )


def _are_both_told(kept: Evidence, other: Evidence) -> bool:
    if other.confidence == "low":
        return False
    entities = {kept.entity, other.entity}
    return "EMAIL_ADDRESS" in entities and not entities.isdisjoint(_NUMBERS)
