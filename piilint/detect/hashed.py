"""What programs take the hash of to hide a value: each way of writing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from piilint.detect.forms import spellings
from piilint.detect.numberforms import born_on, whole_numbers

__all__ = ["forms", "joined", "more_forms", "urls", "writings"]

_DIGITS = re.compile("[0-9]+")
_WORDS = re.compile(r"[^\W\d_]+")
_PHONE = 8
"""Digits of a Norwegian phone number."""


def forms(entity: str, text: str) -> Iterator[bytes]:
    """A value with and without its separators, in small letters, and as a shell's echo has it."""
    yield f"{text}\n".encode()
    yield text.encode("utf-16-le")
    for form in writings(entity, text):
        yield form.encode()


def writings(entity: str, text: str) -> Iterator[str]:
    """A value with and without its separators, and in small letters."""
    yield text
    yield text.lower()
    if entity == "EMAIL_ADDRESS":
        yield text.upper()
        return
    if entity == "PERSON":
        yield text.lower().replace(" ", "")
        yield text.upper()
        return
    digits = "".join(_DIGITS.findall(text))
    yield from whole_numbers(text)
    if len(digits) == 11:
        for separator in (" ", "-", "."):
            yield f"{digits[:6]}{separator}{digits[6:]}"
    elif text.startswith("+47") or len(digits) == _PHONE:
        yield f"+47{digits[-8:]}"
        yield f"+47 {digits[-8:]}"
    elif text.startswith("+"):
        yield f"+{digits}"


def joined(one: tuple[str, str], other: tuple[str, str]) -> Iterator[bytes]:
    """Two values in a row, as what is hashed is made harder to guess."""
    for first, second in ((one, other), (other, one)):
        for written in dict.fromkeys(
            ((first[1], second[1]), (first[1].lower(), second[1].lower()))
        ):
            for between in _BETWEEN:
                yield between.join(written).encode()


_BETWEEN = ("", " ", "-", ":", "|", "_", ";", ",", ".", "/")
"""What stands between two values that are hashed as one."""


def urls(entity: str, text: str) -> Iterator[bytes]:
    """A value as a URL or URN has it, of which UUIDs are made in the namespace of those."""
    if entity == "EMAIL_ADDRESS":
        schemes = "mailto: acct: email: urn:email:"
    elif entity == "PHONE_NUMBER":
        schemes = "tel: sms: phone: urn:phone:"
    elif entity.startswith("NO_"):
        schemes = "fnr: urn:fnr: urn:no:fnr: pin: nin: urn:nin: NO:"
    else:
        return
    for form in dict.fromkeys((text, text.lower(), *whole_numbers(text))):
        for scheme in schemes.split():
            yield f"{scheme}{form}".encode()


def more_forms(entity: str, text: str, at: date) -> Iterator[bytes]:
    """Its telling parts, names in any order, and numbers in groups."""
    if entity == "EMAIL_ADDRESS":
        made = _of_address(text)
    elif entity == "PERSON":
        made = _of_name(text)
    elif entity.startswith("NO_"):
        made = _of_identity_number(entity, text, at)
    else:
        made = _of_phone(text)
    for form in made:
        yield form.encode()


def _of_address(text: str) -> Iterator[str]:
    lower = text.lower()
    local, _, domain = lower.rpartition("@")
    yield from (lower, f"{lower} ", f"mailto:{lower}", local, f"{local.partition('+')[0]}@{domain}")
    local = local.partition("+")[0]
    yield local
    yield f"{local.replace('.', '')}@{domain}"


def _of_name(text: str) -> Iterator[str]:
    words = _WORDS.findall(text)
    if len(words) < 2:
        return
    orders = (words, [words[0], words[-1]], [words[-1], *words[:-1]], [words[-1], words[0]])
    for order in orders:
        for between in (" ", "", "-", ".", "_"):
            joined = between.join(order)
            for cased in (joined, joined.lower(), joined.upper()):
                yield from spellings(cased)
    for given in (" ".join(words[:-1]), words[0]):
        for form in (f"{words[-1]}, {given}", f"{words[-1]},{given}"):
            yield from (form, form.lower(), form.upper())


def _of_identity_number(entity: str, text: str, at: date) -> Iterator[str]:
    yield text[6:]
    yield text[:6]
    yield f"{text[:6]}/{text[6:]}"
    yield f"NO{text}"
    for born in born_on(entity, text, at):
        for written in ("%d%m%y", "%y%m%d", "%d%m%Y", "%Y%m%d", "%d.%m.%Y", "%d.%m.%y"):
            yield born.strftime(written)
        for written in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y/%m/%d"):
            yield born.strftime(written)


def _of_phone(text: str) -> Iterator[str]:
    digits = "".join(_DIGITS.findall(text))[-_PHONE:]
    groups = (
        digits,
        f"{digits[:3]} {digits[3:5]} {digits[5:]}",
        f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}",
        f"{digits[:4]} {digits[4:]}",
    )
    for number in groups:
        for code in ("", "+47", "+47 ", "47", "47 ", "0047", "0047 ", "(+47) ", "tel:", "tel:+47"):
            yield code + number
