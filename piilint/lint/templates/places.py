"""Where fields of a template stand in its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from piilint.lint.markup import Span, attributes_of, local_name
from piilint.lint.positions import Node, Places

if TYPE_CHECKING:
    import re

    from lxml import etree

    from piilint.lint.fields import Field
    from piilint.lint.templates.tree import Forest

__all__ = ["TemplatePlaces"]


class TemplatePlaces(Places):
    """Answers where in a template something stands."""

    def __init__(
        self,
        text: str,
        inert: str,
        forest: Forest,
        objectionable: Collection[str] = (),
        *,
        show_values: bool = False,
    ) -> None:
        super().__init__(inert, text, objectionable, show_values=show_values)
        self._forest = forest

    @cached_property
    def _ends(self) -> list[int]:
        return [found.end() for found in self._forest.markup]

    def _node(self, node: etree._Element) -> Node:
        return self._forest.nodes[node]

    def _names_in(self, start: int, stop: int) -> Iterator[Span]:
        markup = self._forest.markup
        for index in range(bisect_right(self._ends, start), len(markup)):
            if markup[index].start() >= stop:
                return
            yield from _names(self.text, markup[index])

    def _attribute(self, node: etree._Element, clark: str) -> tuple[Span, Span]:
        """Also of one that an attribute of the template language stands for."""
        name, pieces = self._forest.attributes[node, clark]
        return name, (pieces[0][0], pieces[-1][1])

    def span(self, field: Field, start: int, end: int) -> Span:
        """Where in the file a part of a field's text stands."""
        if field.kind == "attribute":
            return self._in_pieces(
                field, self._forest.attributes[field.node, field.name or ""][1], start, end
            )
        return super().span(field, start, end)


def _names(text: str, found: re.Match[str]) -> Iterator[Span]:
    """The names in a tag that an excerpt may show."""
    if found.lastgroup == "end":
        yield local_name(text, found.span("end"))
    elif found.lastgroup == "attributes":
        yield local_name(text, found.span("tag"))
        for _, name, _ in attributes_of(text, found.span("attributes")):
            yield local_name(text, name)
