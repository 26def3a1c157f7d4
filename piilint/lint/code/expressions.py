"""Expressions of eight languages as one: what of them a value can come from.

They are made by :mod:`.reading`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

__all__ = [
    "Argument",
    "Call",
    "Expression",
    "Lambda",
    "Member",
    "Name",
    "Several",
    "Span",
    "Text",
    "Unknown",
    "within",
]

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Unknown:
    """An expression that nothing is known of. Offsets count code points of the file."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Name(Unknown):
    """A variable, a parameter, a type."""

    name: str


@dataclass(slots=True, eq=False)
class Member(Unknown):
    """A property, or what stands under a literal key."""

    owner: Expression
    name: str


@dataclass(slots=True, eq=False)
class Argument:
    """What a call is given, by its place or by name."""

    name: str | None
    value: Expression


@dataclass(slots=True, eq=False)
class Call(Unknown):
    """A call of a function or method, or of a constructor (``makes``)."""

    owner: Expression | None
    name: str
    arguments: list[Argument]
    makes: bool = False
    named: Span = (0, 0)
    """Where the name of what is called stands."""
    settings: list[Argument] = field(default_factory=list)
    """Properties that are set as the object is made."""


@dataclass(slots=True, eq=False)
class Lambda(Unknown):
    """A function without a name: what it takes and what it may give."""

    parameters: list[str]
    results: list[Expression]
    statements: list[Expression]
    """All that stands in it, the results too, where that is not in blocks."""


@dataclass(slots=True, eq=False)
class Several(Unknown):
    """Parts that are put together, or of which one is chosen."""

    parts: list[Expression]
    filled: bool = False
    """Whether the first is a pattern that the others fill: ``"%s" % name``."""


@dataclass(slots=True, eq=False)
class Text(Unknown):
    """A string: stretches of it as they stand, and the expressions in between."""

    parts: list[Span | Expression]
    quotes: list[Span]
    """Quotation marks written with an escape."""


Expression = Unknown


def within(expression: Expression) -> Iterator[Expression]:
    """An expression and all that it is made of."""
    waiting = [expression]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(_parts(each))


def _parts(each: Expression) -> Sequence[Expression]:
    if isinstance(each, Text):
        return [part for part in each.parts if not isinstance(part, tuple)]
    if isinstance(each, Several):
        return each.parts
    if isinstance(each, Lambda):
        return each.statements
    if isinstance(each, Member):
        return [each.owner]
    if isinstance(each, Call):
        given = [argument.value for argument in (*each.arguments, *each.settings)]
        return given if each.owner is None else [each.owner, *given]
    return []
