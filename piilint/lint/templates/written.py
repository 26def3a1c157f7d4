"""Texts and names as a template writes them, made fit for a tree."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["NOT_IN_XML", "clark", "fit", "local", "parsed"]

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECE = re.compile(r"\r\n?|&[^;]*;")
_NAME = re.compile(r"[A-Za-z_À-ÖØ-öø-ÿ][A-Za-z0-9_À-ÖØ-öø-ÿ.-]*")
_REFERENCES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&apos;": "'"}


def parsed(written: str) -> str:
    """Text as a parser gives it, each reference as one character."""
    if "&" not in written and "\r" not in written:
        return written
    return _PIECE.sub(_character, written)


def _character(found: re.Match[str]) -> str:
    written = found[0]
    if written[0] == "\r":
        return "\n"
    if written.startswith("&#"):
        digits = written[2:-1]
        try:
            number = int(digits[1:], 16) if digits[:1] in "xX" else int(digits)
            character = chr(number)
        except (ValueError, OverflowError):
            return "\ue000"
        return "\ue000" if NOT_IN_XML.match(character) else character
    return _REFERENCES.get(written, "\ue000")


def clark(written: str, namespaces: Mapping[str, str], *, default: bool) -> str:
    """A name in Clark notation; without a prefix it is in the default namespace, or in none."""
    prefix, _, name = written.rpartition(":")
    uri = namespaces.get(prefix, "") if prefix or default else ""
    if not fit("", uri):
        uri = ""
    return f"{{{uri}}}{local(name)}" if uri else local(name)


def local(name: str) -> str:
    """A name that a tree can hold, as long as it is written; a placeholder in it is no letter."""
    if _NAME.fullmatch(name):
        return name
    name = re.sub(r"[^A-Za-z0-9_.-]", "_", name) or "_"
    return name if name[0].isalpha() else f"_{name[1:]}"


def fit(prefix: str, uri: str) -> bool:
    """Whether a tree can hold a declaration; ``{{ namespace }}`` and broken URIs it cannot."""
    if not uri or (prefix and not _NAME.fullmatch(prefix)):
        return False
    from lxml import etree

    try:
        etree.Element("a", nsmap={prefix or "a": uri})
    except ValueError:
        return False
    return prefix != "xml"
