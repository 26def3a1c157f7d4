"""IP addresses that may lead to a person: global ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.context import ADDRESS, IP, VERSION, is_near, is_preceded
from piilint.detect.page import Page
from piilint.model import Confidence, Evidence

__all__ = ["ip_address"]

_HEX = frozenset("0123456789abcdefABCDEF:")


def ip_address(page: Page) -> Iterator[Evidence]:
    """Find IP addresses, version 4 and 6, that are global.

    Loopback, private, link-local, multicast, documentation and unspecified addresses lead to
    nobody. Four small numbers are a version or a paragraph unless a word says otherwise.
    """
    yield from _version_4(page)
    if ":" in page.text:
        yield from _version_6(page)


@cache
def _last_three() -> re.Pattern[str]:
    return re.compile(r"\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}")


@cache
def _four() -> re.Pattern[str]:
    return re.compile(
        r"(?<![0-9A-Za-z_])(?<![0-9A-Za-z]\.)[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9A-Za-z_]|\.[0-9])"
    )


@cache
def _six() -> re.Pattern[str]:
    # Two colons together, or three of them: a time of day has two apart.
    return re.compile(":(?::|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{0,4}:)")


@cache
def _six_whole() -> re.Pattern[str]:
    return re.compile("[0-9A-Fa-f:]{1,40}")


def _version_4(page: Page) -> Iterator[Evidence]:
    for tail in _last_three().finditer(page.text):
        for start in range(max(0, tail.start() - 3), tail.start()):
            match = _four().match(page.text, start)
            if match and _is_global(match[0]):
                confidence = _confidence(page, match)
                if confidence:
                    yield _evidence(match.start(), match.end(), confidence)
                break


def _evidence(start: int, end: int, confidence: Confidence) -> Evidence:
    return Evidence(
        entity="IP_ADDRESS",
        start=start,
        end=end,
        confidence=confidence,
        detector="ip_address",
        rests_on=("format",),
    )


def _confidence(page: Page, match: re.Match[str]) -> Confidence | None:
    before = page.before(match.start(), 2)
    if before.endswith("/") and before != "//":
        return None  # Name/1.2.3.4, as programs name themselves
    if is_preceded(page, match.start(), VERSION):
        return None
    largest = max(map(int, match[0].split(".")))
    is_likely = largest >= 32 or is_near(page, match.start(), match.end(), ADDRESS)
    if before == "//" or (is_likely and is_near(page, match.start(), match.end(), IP)):
        return "high"
    return "high" if largest >= 100 else "medium" if largest >= 32 else "low"


def _is_global(text: str) -> bool:
    from ipaddress import IPv4Address, IPv6Address

    try:
        address = IPv6Address(text) if ":" in text else IPv4Address(text)
    except ValueError:
        return False
    # Of version 6, only 2000::/3 is given out; the rest is seldom an address at all.
    given_out = address.version == 4 or address.packed[0] >> 5 == 1
    return address.is_global and given_out and not address.is_multicast


def _version_6(page: Page) -> Iterator[Evidence]:
    text, done = page.text, 0
    for match in _six().finditer(text):
        if match.start() < done:
            continue
        start = match.start()
        while start > done and match.start() - start < 40 and text[start - 1] in _HEX:
            start -= 1
        whole = _six_whole().match(text, start)
        done = whole.end() if whole else match.end()
        if whole and not _touches_letters(text, start, done) and _is_global(whole[0].rstrip(":")):
            yield _evidence(start, start + len(whole[0].rstrip(":")), "high")


def _touches_letters(text: str, start: int, end: int) -> bool:
    around = (text[start - 1] if start else "") + text[end : end + 1]
    return any(character.isalnum() or character == "_" for character in around)
