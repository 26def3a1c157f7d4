"""What is wrong with a message: the record that the schema and the limits share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A broken constraint: the rule, where, and what the rule's message names.

    ``values`` hold names of the schema, numbers and masked texts, never what stood there.
    """

    rule: str
    element: etree._Element = field(repr=False)
    attribute: str | None = None
    """The attribute's Clark name, where it is about one."""
    values: Mapping[str, object] = field(default_factory=dict)
