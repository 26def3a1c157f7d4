"""Norwegian and international phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect import words as bits
from piilint.detect.calls import is_mobile, is_of_url, is_value_s
from piilint.detect.context import (
    ACCOUNT,
    AMOUNT,
    CALLED,
    CASE,
    ORDERED,
    PHONE,
    is_near,
    is_preceded,
)
from piilint.detect.digits import Run, Shapes, Window, opaque, windows
from piilint.detect.gazetteer import shipped
from piilint.detect.page import Page
from piilint.model import Confidence, Evidence

__all__ = ["phone_number"]

_NATIONAL = Shapes((8,), (3, 2, 3), (2, 2, 2, 2))
_OTHER_NATIONAL = Shapes((4, 4), (2, 3, 3), (3, 3, 2), (2, 6), (3, 5), (2, 2, 4), (4, 2, 2))
"""Ways of writing that are taken for a phone number only where a word says so."""
_AFTER_47 = Shapes((10,), (2, 8), (2, 3, 2, 3), (2, 2, 2, 2, 2))
"""With the country's code but no plus; here too a word must say so."""
_MISWRITTEN = Shapes((2, 2, 2, 3))
"""A mobile number with a digit too many, as it may be mistyped: somebody's for all that."""
_PAIRS = (2, 2, 2, 2)
_DIVIDERS = frozenset("-._")
"""Signs between the groups of a number, one kind in each."""
_DIVIDED = {10: (3, 2, 3), 11: _PAIRS, 13: (2, 3, 2, 3), 14: (2, *_PAIRS)}
"""Ways of writing with a dash or a dot between the groups, by the length of the whole."""
_LONGEST = 15  # digits of an international number, by E.164
_SHORTEST = 7


def phone_number(page: Page) -> Iterator[Evidence]:
    """Find phone numbers.

    Eight digits are a Norwegian number where a word says so, or where they are spaced as phone
    numbers are and stand among words; elsewhere they may be one. After ``+`` or ``00`` it is a
    number if the country's numbering plan has it.
    """
    if "+" in page.text:
        for match in _after_plus().finditer(page.text):
            found = _international(page.text, match.start(1), match.end())
            if found and not opaque(page.text, match.start(), found):
                yield _evidence(match.start(), found, "high", "format")
            elif not found and _is_country_apart(page, match):
                yield _evidence(match.start(), match.end(), "medium", "format")
    for run in page.runs:
        written = page.text[run.start : run.end]
        if len(written) >= 10 and written.startswith("00"):
            yield from _after_zeros(page, run)
        # A number has spaces in it, or is closed, alone or with another one, or after one of
        # the word before it: selger2-.
        is_closed = written.isdecimal() or (len(written) < 12 and written[-8:].isdecimal())
        if len(written) >= 8 and (" " in written or is_closed or len(written) >= 17):
            yield from _national(page, run)
        elif len(written) in _DIVIDED:
            yield from _divided(page, run)


def _evidence(start: int, end: int, confidence: Confidence, rests_on: str) -> Evidence:
    return Evidence(
        entity="PHONE_NUMBER",
        start=start,
        end=end,
        confidence=confidence,
        detector="phone_number",
        rests_on=(rests_on,),
    )


@cache
def _after_plus() -> re.Pattern[str]:
    return re.compile(r"\+[ (]?([1-9](?:[ ().\-/]{0,3}[0-9]){6,29})")


@cache
def _norwegian() -> re.Pattern[str]:
    # Numbers in 8 are the services' own, but for 85; 20 and below are not given out.
    return re.compile("(?:2[1-9]|[3-79][0-9]|85)[0-9]{6}")


def _international(text: str, start: int, end: int) -> int | None:
    """The end of the longest valid number after a ``+``, which ends where a group does."""
    ends = [
        position
        for position in range(start + 1, end + 1)
        if text[position - 1].isdecimal() and not text[position : position + 1].isdecimal()
    ]
    for stop in reversed(ends):
        digits = "".join(filter(str.isdecimal, text[start:stop]))
        if _SHORTEST <= len(digits) <= _LONGEST and _is_valid(digits):
            return stop
    return None


def _is_country_apart(page: Page, match: re.Match[str]) -> bool:
    """Whether a number that no plan has is written as one: +44 7700 900 318.

    The country's code stands apart, and what follows is as long as numbers are there.
    """
    code, *groups = _group().findall(match[1])
    digits = code + "".join(groups)
    if code == "47" or not 10 <= len(digits) <= _LONGEST or not 2 <= len(groups) <= 4:
        return False
    if page.before(match.start(), 1).isalnum() or groups[0][0] == "0":
        return False
    if is_near(page, match.start(), match.end(), AMOUNT):
        return False
    import phonenumbers

    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return False
    return str(number.country_code) == code and phonenumbers.is_possible_number(number)


@cache
def _group() -> re.Pattern[str]:
    return re.compile("[0-9]+")


def _is_valid(digits: str) -> bool:
    """Whether digits with their country code are a phone number."""
    if digits.startswith("47"):
        # By far the most; the library's plan would cost each start 60 ms.
        return _norwegian().fullmatch(digits, 2) is not None
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _after_zeros(page: Page, run: Run) -> Iterator[Evidence]:
    stop = _international(page.text, run.start + 2, min(run.end, run.start + 30))
    if stop is None or page.before(run.start, 1).isalnum() or opaque(page.text, run.start, stop):
        return
    is_longer = page.after(stop, 1) == "-" and page.after(stop, 2)[1:].isdecimal()
    if is_longer and not is_near(page, run.start, stop, PHONE):
        return  # skadenr 0047-97145520-1
    if page.text.startswith("47", run.start + 2):
        yield _evidence(run.start, stop, "high", "format")
    else:  # a serial number with leading zeros has the same look
        near = is_near(page, run.start, stop, PHONE)
        yield _evidence(run.start, stop, "high" if near else "low", "context" if near else "format")


def _national(page: Page, run: Run) -> Iterator[Evidence]:
    for shapes in (_NATIONAL, _OTHER_NATIONAL, _AFTER_47, _MISWRITTEN):
        for window in windows(run, shapes):
            if shapes is _AFTER_47:
                holds = window.digits.startswith("47") and _is_valid(window.digits)
            elif shapes is _MISWRITTEN:
                holds = window.whole and is_mobile(window.digits[:8])
            else:
                holds = _norwegian().fullmatch(window.digits) is not None
            if holds and _is_spaced(page.text, window):
                near = (
                    is_near(page, window.start, window.end, PHONE)
                    and (
                        is_preceded(page, window.start, PHONE)
                        or not is_preceded(page, window.start, CASE)
                    )
                    and not opaque(page.text, window.start, window.end)
                )
                if near:
                    yield _evidence(window.start, window.end, "high", "context")
                elif (
                    _is_signer(page, window)
                    or _is_mobile_after_name(page, window)
                    or _is_called(page, run, window)
                    or _is_reported(page, window)
                    or is_of_url(page, window)
                ):
                    yield _evidence(window.start, window.end, "medium", "context")
                elif shapes is _NATIONAL and _is_alone(page, window):
                    confidence: Confidence = "medium" if _is_among_words(page, window) else "low"
                    yield _evidence(window.start, window.end, confidence, "format")


def _divided(page: Page, run: Run) -> Iterator[Evidence]:
    """A number with one sign between its groups, where a word says so: 99-41-27-05."""
    if run.shape != _DIVIDED[run.end - run.start]:
        return
    written = page.text[run.start : run.end]
    digits = "".join(filter(str.isdecimal, written))
    if len(set(written) - set(digits)) > 1 or _DIVIDERS.isdisjoint(written):
        return
    is_valid = _is_valid(digits) if digits[8:] else _norwegian().fullmatch(digits) is not None
    if is_valid and page.is_apart(run.start, run.end):
        if is_near(page, run.start, run.end, PHONE):
            yield _evidence(run.start, run.end, "high", "context")
        elif is_preceded(page, run.start, CALLED) or is_value_s(page, run):
            yield _evidence(run.start, run.end, "medium", "context")


def _is_called(page: Page, run: Run, window: Window) -> bool:
    """Whether a mobile number stands right after a word for whom to call: megler2-90123456."""
    is_second = window.end == run.end and run.groups[0][1] - run.start < 3
    return (
        (window.whole or (is_second and window.start == run.groups[1][0]))
        and window.digits[-8] in "49"
        and page.is_apart(window.start, window.end)
        and is_preceded(page, window.start, CALLED)
    )


def _is_reported(page: Page, window: Window) -> bool:
    """Whether a mobile number is joined to what somebody reports: 95038114-flyttemelding.

    So is all that a URL tells after how it went: /ok/95038114.
    """
    number = window.digits.removeprefix("47") if window.shape == (10,) else window.digits
    if window.shape not in ((8,), (10,)) or not window.whole or not is_mobile(number):
        return False
    before, after = page.before(window.start, _NAME), page.after(window.end, _NAME)
    if after[1:].lower().startswith(ORDERED):
        return False
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    if before[-1:] == "/" and after[:1] in ("", "/", "?", "#"):
        return _outcome().search(before) is not None and "url" in page.label(window.start)
    return bool(_report_before().search(before) or _report_after().match(after))


_REPORTS = r"(?:flytte|inn|ut|av|på|paa)melding|avdragsordning|betalingsutsettelse|venteliste"
"""What somebody reports or asks for, and no claim or order."""


@cache
def _report_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_REPORTS})[_/-]$", re.IGNORECASE)


@cache
def _report_after() -> re.Pattern[str]:
    return re.compile(rf"[_/-](?:{_REPORTS})(?![^\W_])", re.IGNORECASE)


@cache
def _outcome() -> re.Pattern[str]:
    return re.compile(
        r"/(?:ok|takk|ferdig|done|signert|signed|rej|nei|avvist|avslag|kvittert|kvittering|bekreftet"
        r"|stadfesta|full(?:ført|fort|foert)|success|complete|completed|confirmed|avbrutt|avbrote"
        r"|cancelled|avsl(?:å|aa?)tt|varsel|varsle)/$",
        re.IGNORECASE,
    )


_NAME = 36
"""Characters before a number that are looked at for a name."""
_FIELD = 10_000
"""Characters of a field that are looked at; longer ones are no signer's and no title."""


def _is_signer(page: Page, window: Window) -> bool:
    """Whether a mobile number is all that identifies a signer."""
    if "signer-identifier" not in page.label(window.start) or window.digits[-8] not in "49":
        return False
    around = page.before(window.start, _FIELD) + page.after(window.end, _FIELD)
    return not around.strip()


def _is_mobile_after_name(page: Page, window: Window) -> bool:
    """Whether a mobile number stands right after a person's name: Abdirahman, 46219980."""
    if window.digits[-8] not in "49":
        return False
    match = _word_before().search(page.before(window.start, _NAME))
    if match is None or not (
        (match["joint"] != "." and _is_alone(page, window))
        or _is_last_of_slug(page, window, match["joint"])
    ):
        return False
    kinds = shipped().kinds
    kind = kinds[match["name"]]
    if len(match["name"]) < _SHORTEST_NAME and not match["first"]:
        return False
    if not kind & bits.NAME or kind & (bits.PLACE | bits.RARE):
        return False
    if match["joint"] == " (" and kind & bits.GIVEN and match["name"].istitle():
        return True
    # A name that is a word too is one after another name: tran-van-hung_40771926.
    return not kind & bits.AMBIGUOUS or bool(match["first"] and kinds[match["first"]] & bits.NAME)


_SHORTEST_NAME = 3
"""Letters of a name that stands alone before a number."""


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![^\W_])(?P<first>[^\W\d_]{2,30})[ _.-])?"
        r"(?P<name>[^\W\d_]{2,30})(?P<joint>, ?| \(| |[_.:-])$"
    )


def _is_last_of_slug(page: Page, window: Window, joint: str) -> bool:
    """Whether a number is joined to the word before it and ends a slug that tells of no order."""
    joints = "_-." if "queue" in page.label(window.start) else "_-"
    if joint not in joints or not window.whole or page.after(window.end, 1) not in ("", "."):
        return False
    return (
        not is_near(page, window.start, window.end, _ORDER)
        and "." not in page.text[window.start : window.end]
    )


_ORDER = (
    "faktura* ordre* order* invoice* kunde* kid sak* ref* polise* bilag* inv* bestilling* medlem* "
    "kvittering* receipt* id nr serie* ansatt* nummer* journal* avtalenr* konto* bank* arkiv* "
    "case* varenr* gtin* ean* art* lot* batch*"
)
"""Words whose numbers follow a name in a slug: faktura-kari-hansen-40112233.

The label of a reference has one of them: what ends a reference is its number.
"""


def _is_among_words(page: Page, window: Window) -> bool:
    """Whether a spaced number follows or precedes words, none of which is of another number."""
    if len(window.shape) == 1:
        return False
    before, after = page.before(window.start, 40), page.after(window.end, 20)
    if is_near(page, window.start, window.end, f"{CASE} {ACCOUNT} {AMOUNT}"):
        return False
    return any(map(str.isalpha, before + after)) and not any(map(str.isdigit, before + after))


def _is_spaced(text: str, window: Window) -> bool:
    """Whether only single spaces stand between the groups."""
    return text[window.start : window.end].replace(" ", "") == window.digits and (
        window.end - window.start == len(window.digits) + len(window.shape) - 1
    )


def _is_alone(page: Page, window: Window) -> bool:
    return window.whole and page.is_alone(window.start, window.end)
