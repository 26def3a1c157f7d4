"""Field paths, built for findings only: ``/portal-signature-job-manifest/signers/signer[2]``.

Names of the pack's namespace stand bare, others as ``{uri}local``; an index stands only where
siblings share the name. A name that a detector objected to is shown as its shape, with its
number among all its siblings instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from piilint.lint.fields import Field
from piilint.model import mask

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["PathNames", "without_indexes"]

_INDEX = re.compile(r"\[[0-9]+\]")


def without_indexes(path: str) -> str:
    """A path that is the same for all siblings, for fingerprints and for the pack's table."""
    return _INDEX.sub("", path)


class PathNames:
    """Builds the paths of one document.

    ``objectionable`` are the names, namespaces and prefixes, as they stand, in which a
    detector found something.
    """

    def __init__(self, namespace: str, objectionable: Collection[str] = ()) -> None:
        self.prefix = f"{{{namespace}}}"
        self.objectionable = objectionable
        self._paths: dict[etree._Element, str] = {}
        self._numbers: dict[etree._Element, int] = {}

    def path(self, field: Field) -> str:
        """The path of a field."""
        if field.kind in ("comment", "processing-instruction"):
            return self.of_node(field.node)
        if field.kind == "file-name":
            return f"[{field.name}]"
        of_element = self.of_node(field.node)
        if field.kind in ("text", "element-name"):
            return of_element
        if field.kind in ("attribute", "attribute-name"):
            return f"{of_element}/@{self._attribute(field.node, field.name or '')}"
        return f"{of_element}/namespace::{self._prefix(field.node, field.name or '')}"

    def of_node(self, node: etree._Element) -> str:
        """The path of an element, a comment or a processing instruction."""
        path = self._paths.get(node)
        if path is None:
            parent = node.getparent()
            above = "" if parent is None else self.of_node(parent)
            path = self._paths[node] = f"{above}/{self._step(node, parent)}"
        return path

    def of_attribute(self, node: etree._Element, name: str) -> str:
        """The path of an attribute, given by its Clark name."""
        return f"{self.of_node(node)}/@{self._attribute(node, name)}"

    def _step(self, node: etree._Element, parent: etree._Element | None) -> str:
        tag = node.tag
        if not isinstance(tag, str):
            return self._step_aside(node)
        if self.objectionable and self._objects_to(tag):
            return f"{mask(tag.rpartition('}')[2])}[{_siblings(node).index(node) + 1}]"
        name = tag.removeprefix(self.prefix)
        number = self._numbers.get(node)
        if number is None:
            number = 0 if parent is None else self._number(node, list(parent.iterchildren(tag)))
        return f"{name}[{number}]" if number else name

    def _step_aside(self, node: etree._Element) -> str:
        """The step to a comment or a processing instruction."""
        target = getattr(node, "target", None)
        step = "comment()"
        if target is not None:
            shown = mask(target) if target in self.objectionable else target
            step = f"processing-instruction({shown})"
        number = self._numbers.get(node)
        if number is None:
            namesakes = [each for each in _siblings(node) if each.tag is node.tag]
            if target is not None:
                namesakes = [each for each in namesakes if getattr(each, "target", "") == target]
            number = self._number(node, namesakes)
        return f"{step}[{number}]" if number else step

    def _number(self, node: etree._Element, namesakes: list[etree._Element]) -> int:
        """The number of a node among the siblings that share its name; 0 where none does.

        They are numbered together, so that many findings cost one count.
        """
        if len(namesakes) == 1:
            return 0
        self._numbers.update(zip(namesakes, range(1, len(namesakes) + 1), strict=True))
        return self._numbers[node]

    def _attribute(self, node: etree._Element, name: str) -> str:
        if self.objectionable and self._objects_to(name):
            return f"{mask(name.rpartition('}')[2])}[{node.keys().index(name) + 1}]"
        return name.removeprefix(self.prefix)

    def _prefix(self, node: etree._Element, prefix: str) -> str:
        if prefix in self.objectionable:
            return f"{mask(prefix)}[{list(node.nsmap).index(prefix) + 1}]"
        return prefix

    def _objects_to(self, clark: str) -> bool:
        uri, _, local = clark.rpartition("}")
        return local in self.objectionable or uri[1:] in self.objectionable


def _siblings(node: etree._Element) -> list[etree._Element]:
    """All children of a node's parent, or all that stands beside the root element."""
    parent = node.getparent()
    if parent is not None:
        return list(parent)
    return [*reversed(list(node.itersiblings(preceding=True))), node, *node.itersiblings()]
