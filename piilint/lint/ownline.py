"""Elements that have a line to themselves, as most have: where they stand is seen at once.

The parser knows the line of each element. Where that line holds the element, its text and
nothing else, nothing has to be searched for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from piilint.model import mask

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["EXCERPT", "OwnLines"]

EXCERPT = 160
"""Characters of a source line that an excerpt shows, so that a minified file stays readable."""

_MOST_LINES = 65_535
"""From this line on, libxml2 does not tell of each element which one it is in."""


class OwnLines:
    """Knows the lines of one document."""

    __slots__ = ("_lines", "_show_values")

    def __init__(self, text: str, *, show_values: bool = False) -> None:
        """A carriage return ends a line for XML and none for the parser: there, none is known."""
        self._lines = text.split("\n") if text.find("\r") < 0 else []
        self._show_values = show_values

    def of(self, node: etree._Element, text: str) -> tuple[int, int, int, str] | None:
        """The line of an element without attributes that holds this text; None where it has none.

        Its number, the columns that the name and the text begin at, and what is shown of it.
        Numbers and columns count from 1.
        """
        number = node.sourceline
        if not isinstance(number, int) or not 0 < number < min(_MOST_LINES, len(self._lines) + 1):
            return None
        line, name = self._lines[number - 1], node.tag.rpartition("}")[2]
        written = f"<{name}>{text}</{name}>"
        indent = len(line) - len(written)
        if not line.endswith(written) or line[:indent].strip(" \t") or len(line) >= EXCERPT:
            return None
        if not self._show_values:
            line = f"{line[:indent]}<{name}>{mask(text)}</{name}>"
        return number, indent + 2, indent + len(name) + 3, line
