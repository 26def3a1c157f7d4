"""What tells only by the number and the word before it: avd 84 / innmelding, gruppe 7 / MS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from piilint.detect.sayings import told
from piilint.detect.words import Token
from piilint.model import Evidence

__all__ = ["branches", "told_by_number"]

_BRANCHES = frozenset({"avd", "avdeling", "avdelinga", "klubb", "branch"})
"""What unions number their parts by."""
_JOINING = ("innmeld", "utmeld", "medlemskap", "medlemsavg")
_FEWEST, _MOST = 2, 4
"""Digits of such a number; kindergartens and schools have fewer, and names."""
_NO_UNION = (
    *("bhg", "barnehage", "sfo", "aks", "skole", "skule", "kor", "korps", "idrett", "il", "lag"),
    *("speider", "speidar", "kultursk", "forening", "velforen", "borettsl", "sanitet", "røde"),
)
"""How words begin for others that have parts which people join."""
_GROUPS = (
    *("gruppe", "kurs", "mestringskurs", "treningsgruppe", "samtalegruppe", "opptrening"),
    "pasient",
)
_AROUND = " ./-_–,:"
"""Signs around such a number."""
_ILL = frozenset({"MS", "ME", "CP"})
"""Illnesses that are written as other things are."""


def branches(text: str) -> Iterator[int]:
    """Where somebody may join or leave a numbered branch, in a field that says nothing else."""
    if "nnmeld" in text or "tmeld" in text:
        for match in _branch().finditer(text):
            yield match.start()


@cache
def _branch() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:avd|avdelinga?|klubb)\.?[ :_-]{1,2}\d{2,4}[ :,/_-]{1,4}(?:inn|ut)meld",
        re.IGNORECASE,
    )


def told_by_number(tokens: Sequence[Token]) -> Iterator[Evidence]:
    """Who joins or leaves a numbered branch, or what a numbered group of patients has."""
    joined = [tokens[at] for at in range(1, len(tokens)) if _is_joined(tokens, at)]
    if joined and not any(token.text.lower().startswith(_NO_UNION) for token in tokens):
        yield from (told("TRADE_UNION", token) for token in joined)
    for at in range(1, len(tokens)):
        if _is_of_group(tokens, at):
            yield told("HEALTH", tokens[at])


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says that somebody joins or leaves the branch numbered before it."""
    token = tokens[at]
    if tokens[at - 1].text.lower() not in _BRANCHES:
        return False
    number = token.gap.strip(_AROUND)
    is_number = number.isdecimal() and _FEWEST <= len(number) <= _MOST
    return is_number and token.text.lower().startswith(_JOINING)


def _is_of_group(tokens: Sequence[Token], at: int) -> bool:
    """Whether a group of patients and a slash stand before what may be an illness."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if token.text not in _ILL or tokens[at - 1].text.lower() not in _GROUPS:
        return False
    number = token.gap.strip(_AROUND)
    is_slash = "/" in token.gap and (not after or "/" in after[0].gap)
    return is_slash and (not number or number.isdecimal())
