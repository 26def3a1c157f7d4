"""Finding one's way in a parsed message: the service's names, and texts without comments."""

from __future__ import annotations

from lxml import etree

from piilint.schema.xsd import NAMESPACE

__all__ = ["find", "find_all", "find_text", "qualified", "text_of"]


def qualified(name: str) -> str:
    """A name of the service's namespace in Clark notation."""
    return f"{{{NAMESPACE}}}{name}"


def text_of(element: etree._Element) -> str:
    """The text of an element, comments within it left out."""
    if len(element):
        return "".join(str(text) for text in element.itertext(etree.Element))
    return element.text or ""


def find(parent: etree._Element | None, *names: str) -> etree._Element | None:
    """The first element at the end of a path of names, None where there is none."""
    return None if parent is None else parent.find("/".join(map(qualified, names)))


def find_all(parent: etree._Element, *names: str) -> list[etree._Element]:
    """All elements at the end of a path of names."""
    return parent.findall("/".join(map(qualified, names)))


def find_text(parent: etree._Element | None, *names: str) -> str | None:
    """The text of the first element at the end of a path, None where there is no element."""
    element = find(parent, *names)
    return None if element is None else text_of(element)
