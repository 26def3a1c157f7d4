"""What is told by standing alone in an encoding, or by the key that it stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from piilint.detect import Page
from piilint.detect.gazetteer import shipped
from piilint.detect.peel import Layer
from piilint.detect.phone import is_mobile
from piilint.detect.words import ORG_FORM
from piilint.model import Evidence

__all__ = ["BY_CHOICE", "encoded_mobiles", "named_by_key", "national"]

BY_CHOICE = frozenset(("base64", "base64url", "hex", "percent", "quoted-printable", "backslash"))
"""Encodings that letters and digits do not need, so that whoever wrote them so wanted to."""


def encoded_mobiles(
    layers: Iterable[tuple[int, Layer]], page: Page
) -> Iterator[tuple[int, Evidence]]:
    """Mobile numbers that are all of what was encoded, with the depth each was seen at.

    Plain, eight digits may be any number; of a case or an order nobody encodes just that.
    """
    for index, layer in layers:
        for made, start, end, encodings in layer.tokens():
            if BY_CHOICE.issuperset(encodings) and is_mobile(national(made.strip())):
                first = page.starts[index]
                evidence = Evidence(
                    entity="PHONE_NUMBER",
                    start=first + start,
                    end=first + end,
                    confidence="medium",
                    detector="phone_number",
                    rests_on=("format", *(f"peeled:{name}" for name in dict.fromkeys(encodings))),
                )
                yield layer.depth, evidence


def named_by_key(layers: Iterable[tuple[int, Layer]], page: Page) -> Iterator[tuple[int, Evidence]]:
    """What JSON or a query says to be a person's name, with the depth it was seen at."""
    for index, layer in layers:
        if layer.below is None or "\v" not in layer.text:
            continue
        for match in _name_key().finditer(layer.text):
            if any(shipped().kinds[word] & ORG_FORM for word in match[1].split()):
                continue
            start, end, encodings = layer.origin(*match.span(1))
            first = page.starts[index]
            evidence = Evidence(
                entity="PERSON",
                start=first + start,
                end=first + end,
                confidence="medium",
                detector="names",
                rests_on=("context", *(f"peeled:{name}" for name in encodings)),
            )
            yield layer.depth, evidence


@cache
def _name_key() -> re.Pattern[str]:
    """A key that only persons' names have, and the name."""
    return re.compile(
        r"\v(?:[\w.-]{0,20}[_.-])?(?:fornavn|etternavn|mellomnavn"
        r"|(?:first|given|last|family|full|middle|sur)[_-]?name)\v[:\s]{0,5}\v?"
        r"([^\W\d_][^\v\d{}\[\]:;/@\0]{1,40})(?:\v|$)",
        re.IGNORECASE,
    )


def national(written: str) -> str:
    """The digits of a number in the groups of a phone number, without the country's code."""
    match = _as_dialled().fullmatch(written)
    return "".join(filter(str.isdecimal, match[1])) if match else ""


@cache
def _as_dialled() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:\+|00)?47[ .-]?)?"
        r"([0-9]{8}|[0-9]{3}([ .-])[0-9]{2}\2[0-9]{3}|[0-9]{2}(?:([ .-])[0-9]{2})(?:\3[0-9]{2}){2}"
        r"|[0-9]{4}[ -][0-9]{4})"
    )
