"""What tells only by the number and the word before it: avd 84 / innmelding, gruppe 7 / MS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

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
    for at in range(1, len(tokens)):
        before, token = tokens[at - 1].text.lower(), tokens[at]
        number = token.gap.strip(" ./-_–,:")
        if before in _BRANCHES and token.text.lower().startswith(_JOINING):
            is_branch = number.isdecimal() and _FEWEST <= len(number) <= _MOST
            if is_branch and not any(one.text.lower().startswith(_NO_UNION) for one in tokens):
                yield _evidence(token, "TRADE_UNION")
        elif token.text in _ILL and before in _GROUPS and (not number or number.isdecimal()):
            after = tokens[at + 1 : at + 2]
            if "/" in token.gap and (not after or "/" in after[0].gap):
                yield _evidence(token, "HEALTH")


def _evidence(token: Token, entity: str) -> Evidence:
    return Evidence(
        entity=entity,
        start=token.start,
        end=token.end,
        confidence="medium",
        detector="special",
        rests_on=("lexicon", "context"),
    )
