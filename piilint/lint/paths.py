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
_FEW = 100
"""Paths that lxml is asked for: it is quick, and counts the siblings anew for each."""


def without_indexes(path: str) -> str:
    """A path that is the same for all siblings, for fingerprints and for the pack's table."""
    return _INDEX.sub("", path) if "[" in path else path


class PathNames:
    """Builds the paths of one document.

    ``objectionable`` are the names, namespaces and prefixes, as they stand, in which a
    detector found something.
    """

    def __init__(self, namespace: str, objectionable: Collection[str] = ()) -> None:
        self.prefix = f"{{{namespace}}}"
        self.objectionable = objectionable
        self._paths: dict[etree._Element, str] = {}

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
        if path is not None:
            return path
        if len(self._paths) < _FEW and not self.objectionable and isinstance(node.tag, str):
            return self._asked(node)
        return self._counted(node)

    def of_attribute(self, node: etree._Element, name: str) -> str:
        """The path of an attribute, given by its Clark name."""
        return f"{self.of_node(node)}/@{self._attribute(node, name)}"

    def _asked(self, node: etree._Element) -> str:
        """The path of an element as lxml tells it, by the same rules."""
        tree = node.getroottree()
        steps, root = tree.getelementpath(node), tree.getroot().tag
        written = f"/{root}" if steps == "." else f"/{root}/{steps}"
        path = self._paths[node] = written.replace(self.prefix, "")
        return path

    def _counted(self, node: etree._Element) -> str:
        """The path of a node that has none yet.

        Siblings that share its name get theirs at once, so that many findings cost one count.
        """
        parent, tag = node.getparent(), node.tag
        above = "" if parent is None else self.of_node(parent)
        if not isinstance(tag, str):
            step, namesakes = self._aside(node)
        elif self.objectionable and self._objects_to(tag):
            step = f"{mask(tag.rpartition('}')[2])}[{_siblings(node).index(node) + 1}]"
            namesakes = []
        else:
            step = tag.removeprefix(self.prefix)
            siblings = () if parent is None or len(parent) == 1 else parent
            namesakes = [each for each in siblings if each.tag == tag]
        if len(namesakes) < 2:
            path = self._paths[node] = f"{above}/{step}"
            return path
        for number, each in enumerate(namesakes, 1):
            self._paths[each] = f"{above}/{step}[{number}]"
        return self._paths[node]

    def _aside(self, node: etree._Element) -> tuple[str, list[etree._Element]]:
        """The step to a comment or a processing instruction, and those with the same step."""
        namesakes = [each for each in _siblings(node) if each.tag is node.tag]
        target = getattr(node, "target", None)
        if target is None:
            return "comment()", namesakes
        shown = mask(target) if target in self.objectionable else target
        namesakes = [each for each in namesakes if getattr(each, "target", "") == target]
        return f"processing-instruction({shown})", namesakes

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
