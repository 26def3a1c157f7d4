"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.mailboxes import DESKS, NOBODYS, OFFICES
from piilint.detect.page import Page
from piilint.model import Evidence

__all__ = ["email_address"]

_USER = 80  # characters before the @ in which a URL's scheme is looked for
_LOCAL = 64  # characters before the @, RFC 5321 section 4.5.3.1.1


_FILES = frozenset(
    ("pdf", "doc", "docx", "docm", "odt", "rtf", "txt", "xml", "xsd", "json", "yml", "yaml", "toml")
).union(
    ("html", "htm", "css", "js", "mjs", "ts", "tgz", "gz", "tar", "jar", "war", "whl", "exe"),
    ("dll", "msi", "deb", "rpm", "dmg", "iso", "asice", "xlsx", "xls", "csv", "pptx", "ppt"),
    ("png", "jpg", "jpeg", "gif", "svg", "webp", "tif", "tiff", "dwg", "ifc", "bak", "tmp", "log"),
)
"""Endings of files that are no top-level domains."""


def email_address(page: Page) -> Iterator[Evidence]:
    """Find e-mail addresses, internationalised ones included."""
    if "@" not in page.text:
        return
    for match in _domain().finditer(page.text):
        start, end = _local_start(page, match.start()), _end(match)
        if start is None or end is None or _is_machine(page, start, match):
            continue
        yield Evidence(
            entity="EMAIL_ADDRESS",
            start=start,
            end=end,
            confidence="high",
            detector="email_address",
            rests_on=("format",),
        )


def _end(match: re.Match[str]) -> int | None:
    """Where an address ends before the endings of a file; None where it is a version's number.

    ``sdk@2.4.1.tgz`` and ``mal@v3.pdf`` are packages and files of a version.
    """
    labels = match[0][1:].split(".")
    if labels[-1].lower() == "zip" and _version().fullmatch(labels[-2]):
        return None
    end = match.end()
    while labels and labels[-1].lower() in _FILES:
        end -= len(labels.pop()) + 1
    return end if len(labels) > 1 and not labels[-1][0].isdecimal() else None


@cache
def _version() -> re.Pattern[str]:
    return re.compile("[vV][0-9]{1,4}|[0-9]{1,2}")


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
    """Whether it is a server's user, nobody's or a service's mailbox, or an image.

    The last are files such as ``icon@2x.png``.
    """
    local = page.text[start : match.start()].lower()
    if local == "git" or local in NOBODYS or _retina().fullmatch(match[0]):
        return True
    desk = local.partition("+")[0]
    if desk in DESKS or (desk in OFFICES and page.before(start, 7).lower() == "mailto:"):
        return True
    return _user_of_url().search(page.before(start, _USER)) is not None
