"""What the words of one field tell together: what is weak beside the rest, what is one saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from piilint.detect import words as bits
from piilint.detect.words import Token
from piilint.model import CONFIDENCES, Evidence

__all__ = ["Hit", "joined", "told", "weighed"]

_MOST_BETWEEN = 3
"""Most ordinary words between two words of one category that are told as one."""
_DIGITS = frozenset("0123456789")


class Hit(NamedTuple):
    """What a word or a phrase tells."""

    first: int
    """Its first and its last word."""
    last: int
    one: Evidence
    is_weak: bool
    """Whether it tells only the kind of a matter."""
    distance: int
    """How far from somebody's own act: 0 for it, 1 for a service, 2 for a body that is named."""

    def is_near(self, at: int, category: str) -> bool:
        """Whether this is of a category, and stands closely before a word."""
        return self.one.entity == category and at - self.last <= _MOST_BETWEEN


def told(entity: str, token: Token) -> Evidence:
    """What one word tells by what stands beside it alone."""
    return Evidence(
        entity=entity,
        start=token.start,
        end=token.end,
        confidence="medium",
        detector="special",
        rests_on=("lexicon", "context"),
    )


def weighed(found: Sequence[Hit]) -> Iterator[Hit]:
    """Each hit, a weak one lowered where the field tells of more, and a body beside an act."""
    is_told = any(hit.one.confidence != "low" and not hit.is_weak for hit in found)
    nearest: dict[str, int] = {}
    for hit in found:
        if hit.one.confidence != "low" and not hit.is_weak:
            nearest[hit.one.entity] = min(nearest.get(hit.one.entity, hit.distance), hit.distance)
    for hit in found:
        is_farther = hit.distance > nearest.get(hit.one.entity, hit.distance)
        if (hit.is_weak and is_told) or is_farther:
            yield hit._replace(one=replace(hit.one, confidence="low"))
        else:
            yield hit


def _is_one_saying(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether nothing but a few ordinary words stands between: astma etter infeksjon."""
    between = tokens[last + 1 : first]
    return (
        len(between) <= _MOST_BETWEEN
        and not any(
            token.kind & bits.NAME or not (token.text.islower() or token.kind & bits.ORDINARY)
            for token in between
        )
        and not any(_DIGITS.intersection(token.gap) for token in tokens[last + 1 : first + 1])
    )


def joined(tokens: Sequence[Token], found: Iterator[Hit]) -> Iterator[Evidence]:
    """What is of one category and is said in one breath, told once."""
    held: tuple[int, Evidence] | None = None
    for first, last, one, *_ in found:
        if (
            held is not None
            and held[1].entity == one.entity
            and _is_one_saying(tokens, held[0], first)
        ):
            surer = min(held[1].confidence, one.confidence, key=CONFIDENCES.index)
            held = last, replace(one, start=held[1].start, confidence=surer)
            continue
        if held is not None:
            yield held[1]
        held = last, one
    if held is not None:
        yield held[1]
