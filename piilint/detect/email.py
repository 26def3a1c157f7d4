"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.page import Page
from piilint.model import Evidence

__all__ = ["email_address"]

_USER = 80  # characters before the @ in which a URL's scheme is looked for
_LOCAL = 64  # characters before the @, RFC 5321 section 4.5.3.1.1


def email_address(page: Page) -> Iterator[Evidence]:
    """Find e-mail addresses, internationalised ones included."""
    if "@" not in page.text:
        return
    for match in _domain().finditer(page.text):
        start = _local_start(page, match.start())
        if start is None or _is_machine(page, start, match):
            continue
        yield Evidence(
            entity="EMAIL_ADDRESS",
            start=start,
            end=match.end(),
            confidence="high",
            detector="email_address",
            rests_on=("format",),
        )


@cache
def _domain() -> re.Pattern[str]:
    # A label never holds the dot that ends it, so there is one way to read a domain.
    return re.compile(
        r"@(?:[^\W_][\w-]{0,62}\.){1,8}(?:xn--[0-9A-Za-z-]{2,59}(?<!-)|[^\W\d_]{2,63})(?![^\W_])"
    )


@cache
def _retina() -> re.Pattern[str]:
    return re.compile(r"@[0-9]x\.[a-z]+", re.IGNORECASE)


def _local_start(page: Page, at: int) -> int | None:
    """Where the part before an ``@`` starts; signs that end a word before it are left out."""
    before = page.before(at, _LOCAL + 2)
    if before.endswith('"'):
        opening = before.rfind('"', 0, -1)
        return None if opening < 0 else at - len(before) + opening
    start = len(before)
    while start and (before[start - 1].isalnum() or before[start - 1] in "_.!#$%&'*+^~-"):
        start -= 1
    while start < len(before) and not (before[start].isalnum() or before[start] == "_"):
        start += 1
    length = len(before) - start
    return at - length if 0 < length <= _LOCAL else None


@cache
def _user_of_url() -> re.Pattern[str]:
    return re.compile(r"://[^/?#@\s]*$")


def _is_machine(page: Page, start: int, match: re.Match[str]) -> bool:
    """Whether it is the user of a server, or an image for dense screens (``icon@2x.png``)."""
    if page.text[start : match.start()] == "git" or _retina().fullmatch(match[0]):
        return True
    return _user_of_url().search(page.before(start, _USER)) is not None
