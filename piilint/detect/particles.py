"""Particles of names: Ludwig van Beethoven, van der Veen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piilint.detect import words as bits
from piilint.detect.words import Name, Token

__all__ = ["PARTICLES", "after_particles", "particles"]

PARTICLES = frozenset(
    {
        *("van", "von", "de", "der", "den", "da", "di", "del", "dos", "la", "le", "bin"),
        *("ibn", "ben"),
        *("al", "el", "af", "av", "zu"),
    }
)
"""What stands between a given name and a surname."""
_TWO = ("van der ", "van den ", "von der ", "von dem ", "de la ", "de los ")
"""Two that stand together before a surname and nothing else."""
_PAIRS = frozenset(tuple(pair.split()) for pair in _TWO)
_FIRST = frozenset(first for first, _ in _PAIRS)
_MARKS = (("n de", 2), ("de l", 0))
"""What each of the pairs has in it, and how far behind its beginning."""
_AFTER_DELA = frozenset(
    {"cruz", "peña", "pena", "rosa", "torre", "vega", "fuente", "paz", "calzada"}
)


def particles(text: str) -> Iterator[int]:
    """Where two particles stand in a text in small letters, whose field is read for them."""
    for mark, behind in _MARKS:
        at = text.find(mark)
        while at >= 0:
            if at >= behind and text.startswith(_TWO, at - behind):
                yield at - behind
            at = text.find(mark, at + 1)


def after_particles(tokens: Sequence[Token], index: int) -> Name | None:
    """A surname after two particles, which no list need know: van der Veen."""
    said = tokens[index].text.lower()
    if said == "dela":
        return _after_dela(tokens[index : index + 2], index)
    if said not in _FIRST:
        return None
    three = tokens[index : index + 3]
    if len(three) < len(("van", "der", "Veen")) or three[1].gap != " " or three[2].gap != " ":
        return None
    _, second, surname = three
    if (said, second.text) not in _PAIRS or not surname.is_title:
        return None
    if surname.kind & (bits.ORG_FORM | bits.ORG_AFTER):
        return None
    after = tokens[index + 3 : index + 4]
    is_inverted = bool(after) and after[0].gap == ", " and after[0].is_initial
    return Name(index, index + (3 if is_inverted else 2), "medium", ("format",), True)


def _after_dela(two: Sequence[Token], index: int) -> Name | None:
    """The same as the Philippines write it: dela Cruz, dela-cruz in a slug."""
    if len(two) < len(("dela", "Cruz")) or two[1].text.lower() not in _AFTER_DELA:
        return None
    is_joined = two[1].gap in ("-", "_", ".", "") or (two[1].gap == " " and two[1].is_title)
    return Name(index, index + 1, "medium", ("gazetteer",), True) if is_joined else None
