"""What is told by standing alone in an encoding, or by the key that it stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from piilint.detect import Page
from piilint.detect.calls import is_mobile
from piilint.detect.gazetteer import shipped
from piilint.detect.peel import Layer
from piilint.detect.words import GENERIC, ORG_FORM, PLACE
from piilint.model import Evidence

__all__ = ["BY_CHOICE", "encoded_mobiles", "named_by_key", "national"]

BY_CHOICE = frozenset(
    (
        *("backslash", "base32", "base58", "base64", "base64url", "base85"),
        *("character-codes", "compressed", "hex", "uuencode"),
        *("numerals", "percent", "quoted-printable"),
    )
)
"""Encodings that letters and digits do not need, so that whoever wrote them so wanted to."""


class _Told(NamedTuple):
    """What is told, and what it rests on beside the encodings that were taken off."""

    entity: str
    detector: str
    reason: str

    def at(self, first: int, origin: tuple[int, int, tuple[str, ...]]) -> Evidence:
        """The evidence, given where its field begins and, as of there, where it stands."""
        start, end, encodings = origin
        return Evidence(
            entity=self.entity,
            start=first + start,
            end=first + end,
            confidence="medium",
            detector=self.detector,
            rests_on=(self.reason, *(f"peeled:{name}" for name in dict.fromkeys(encodings))),
        )


def encoded_mobiles(
    layers: Iterable[tuple[int, Layer]], page: Page
) -> Iterator[tuple[int, Evidence]]:
    """Mobile numbers that are all of what was encoded, with the depth each was seen at.

    Plain, eight digits may be any number; of a case or an order nobody encodes just that.
    """
    for index, layer in layers:
        for made, start, end, encodings in layer.tokens():
            if BY_CHOICE.issuperset(encodings) and is_mobile(national(made.strip())):
                told = _Told("PHONE_NUMBER", "phone_number", "format")
                yield layer.depth, told.at(page.starts[index], (start, end, encodings))


def named_by_key(layers: Iterable[tuple[int, Layer]], page: Page) -> Iterator[tuple[int, Evidence]]:
    """What JSON or a query says to be a person's name, with the depth it was seen at."""
    for index, layer in layers:
        if layer.below is None or "\v" not in layer.text:
            continue
        for match in _name_key().finditer(layer.text):
            if any(shipped().kinds[word] & ORG_FORM for word in match[1].split()):
                continue
            yield layer.depth, _named(page.starts[index], layer, match)
        for match in _role_key().finditer(layer.text):
            if not any(shipped().kinds[word] & _OF_OTHERS for word in match[1].split()):
                yield layer.depth, _named(page.starts[index], layer, match)


def _named(first: int, layer: Layer, match: re.Match[str]) -> Evidence:
    told = _Told("PERSON", "names", "context")
    return told.at(first, layer.origin(*match.span(1)))


_OF_OTHERS = GENERIC | PLACE
"""What a person's whole name has no word of."""


@cache
def _role_key() -> re.Pattern[str]:
    """A key that says who somebody is, and two names or three."""
    name = r"[^\W\d_a-zæøå][^\W\d_]{1,30}"
    return re.compile(
        r"\v(?i:(?:[\w.-]{0,20}[_.-])?(?:p(?:å|aa?)r(?:ø|oe?)rende|verge|verje|s(?:ø|oe?)ker|mor|far"
        r"|pasient|patient|elev|foresatt|ektefelle|samboer|arving|barn|beboer|ansatt|employee"
        r"|guardian|applicant|spouse|next_?of_?kin))\v[:\s]{0,5}\v?"
        rf"({name}(?: {name}){{1,2}})(?:\v|$)"
    )


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
