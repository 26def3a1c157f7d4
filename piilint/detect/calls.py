"""Mobile numbers in URLs and queues, which tell somebody something there: ?varsle=95038114."""

from __future__ import annotations

import re
from functools import cache

from piilint.detect import words as bits
from piilint.detect.digits import Run, Window
from piilint.detect.gazetteer import shipped
from piilint.detect.page import Page

__all__ = ["is_mobile", "is_of_url", "is_value_s"]

_KEY = 28
"""Characters before a number in which its key stands."""
_NAME = 36
"""The same of somebody's name."""


def is_mobile(text: str) -> bool:
    """Whether a text is the eight digits of a Norwegian mobile number, and nothing else."""
    return len(text) == 8 and text[0] in "49" and text.isascii() and text.isdecimal()


def is_of_url(page: Page, window: Window) -> bool:
    """Whether a URL tells somebody something at a mobile number: ?varsle=95038114.

    So does one that is a part or a value by itself and spaced as numbers are, or that the
    country's code or somebody's name stands before: /912 34 567/, /4791234567, /kari.moe/91234567.
    """
    start = window.start
    label = page.label(start)
    if not is_mobile(window.digits[-8:]) or not ("url" in label or "queue" in label):
        return False
    is_value = _is_value(page, start, window.end) or _is_part_of_queue(page, window)
    if is_value and (window.shape != (8,) or _is_part_after_name(page, start)):
        return True
    return _told().search(page.before(start, _KEY)) is not None


def is_value_s(page: Page, run: Run) -> bool:
    """Whether the groups of a mobile number are all that a URL's value or part is."""
    digits = "".join(filter(str.isdecimal, page.text[run.start : run.end]))
    label = page.label(run.start)
    if digits[-8:][0] not in "49" or not ("url" in label or "href" in label):
        return False
    return _is_value(page, run.start, run.end)


def _is_value(page: Page, start: int, end: int) -> bool:
    """Whether what stands there is all of a URL's value or part."""
    before, after = page.before(start, 1), page.after(end, 1)
    return before in ("=", "\v", "/") and after in ("", "/", "?", "&", "#", "\v")


def _is_part_of_queue(page: Page, window: Window) -> bool:
    """Whether full stops set a number apart in a queue's name: otp.4791234567.pending."""
    before, after = page.before(window.start, 1), page.after(window.end, 1)
    return before == after == "." and "queue" in page.label(window.start)


def _is_part_after_name(page: Page, start: int) -> bool:
    """Whether the part of a path before is a given name and a surname."""
    names = _part_before().search(page.before(start, _NAME))
    if names is None:
        return False
    kinds = shipped().kinds
    given, surname = kinds[names["given"]], kinds[names["surname"]]
    return bool(given & bits.GIVEN and surname & bits.SURNAME and not surname & bits.PLACE)


@cache
def _part_before() -> re.Pattern[str]:
    return re.compile(r"/(?P<given>[^\W\d_]{3,16})[._-](?P<surname>[^\W\d_]{3,16})/$")


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![^\W_])(?:til|to|varsle|varsel|notify|contact|sender|payer|betaler|betalar|anrop|ph"
        r"|svar(?:til)?|replyto|hjemme|privat|(?:til|fra|direkte)n(?:umme)?r|m|sms(?:varsel|nr)?)"
        r"|(?:phone|tlf|telefon|telephone|mobile?|msisdn)(?:n(?:o|r|umber|ummer))?)(?:\[\])?[=\v]$",
        re.IGNORECASE,
    )
