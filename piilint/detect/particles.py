"""Particles of names: Ludwig van Beethoven, van der Veen."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.words import Name, Token

__all__ = ["PARTICLES", "TWO_PARTICLES", "after_particles"]

PARTICLES = frozenset(
    {
        *("van", "von", "de", "der", "den", "da", "di", "del", "dos", "la", "le", "bin"),
        *("ibn", "ben"),
        *("al", "el", "af", "av", "zu"),
    }
)
"""What stands between a given name and a surname."""
TWO_PARTICLES = ("van der ", "van den ", "von der ", "von dem ", "de la ", "de los ")
"""Two that stand together before a surname and nothing else."""
_PAIRS = frozenset(tuple(pair.split()) for pair in TWO_PARTICLES)


def _dela(two: Sequence[Token], index: int) -> Name | None:
    """The same as the Philippines write it: dela Cruz, dela-cruz in a slug."""
    if len(two) < len(("dela", "Cruz")) or two[1].text.lower() not in _AFTER_DELA:
        return None
    is_joined = two[1].gap in ("-", "_", ".") or (two[1].gap == " " and two[1].is_title)
    return Name(index, index + 1, "medium", ("gazetteer",), True) if is_joined else None


_AFTER_DELA = frozenset(
    {"cruz", "peña", "pena", "rosa", "torre", "vega", "fuente", "paz", "calzada"}
)
_FIRST = frozenset(first for first, _ in _PAIRS)


def after_particles(tokens: Sequence[Token], index: int) -> Name | None:
    """A surname after two particles, which no list need know: van der Veen."""
    if tokens[index].text.lower() == "dela":
        return _dela(tokens[index : index + 2], index)
    if tokens[index].text.lower() not in _FIRST:
        return None
    three = tokens[index : index + 3]
    if len(three) < len(("van", "der", "Veen")) or three[1].gap != " " or three[2].gap != " ":
        return None
    first, second, surname = three
    if (first.text.lower(), second.text) not in _PAIRS or not surname.is_title:
        return None
    if surname.kind & (bits.ORG_FORM | bits.ORG_AFTER):
        return None
    return Name(index, index + 2, "medium", ("format",), True)
