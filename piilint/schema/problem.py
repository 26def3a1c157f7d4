"""What a schema check says about one place of a message."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from piilint.model import mask

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["SchemaProblem", "shape"]

_LONGEST_SHAPE = 40


class SchemaProblem(NamedTuple):
    """One thing in a message that its schema does not allow.

    ``values`` fill the places of the rule's message: numbers, names of the schema, and
    shapes of what was found, never what was found.
    """

    rule: str
    """``REQ100`` and up."""
    element: etree._Element
    """The element it is about; where an element is missing, the one that should hold it."""
    attribute: str | None = None
    """The attribute's name in Clark notation, where it is about one; with REQ106 it is not there.

    It is the document's own spelling, so a report that shows it masks it like any unknown name.
    """
    values: Mapping[str, object] = MappingProxyType({})

    def __repr__(self) -> str:
        return f"<SchemaProblem {self.rule}>"


def shape(text: str) -> str:
    """The masked text, cut at 40 characters: enough to recognise it by, whatever its length."""
    if len(text) <= _LONGEST_SHAPE:
        return mask(text)
    return f"{mask(text[:_LONGEST_SHAPE])}…"
