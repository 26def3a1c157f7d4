"""XML that may be hostile: parsed without a DTD, and brought into canonical form."""

from __future__ import annotations

from lxml import etree

from piilint.errors import BundleError

__all__ = ["canonical", "parse"]


def parse(data: bytes) -> etree._Element:
    """The root of an XML document in UTF-8; raises BundleError for a DTD or broken XML."""
    if b"<!DOCTYPE" in data:  # in any other encoding than UTF-8 it is refused below
        raise BundleError("the XML has a DTD, which is refused unread")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None  # the library's message quotes the document
    if root is None:
        raise BundleError("the XML is not well-formed")
    encoding = root.getroottree().docinfo.encoding
    if (encoding or "UTF-8").upper() not in {"UTF-8", "US-ASCII"}:
        raise BundleError("the XML is not in UTF-8")
    return root


def canonical(element: etree._Element) -> bytes:
    """Canonical XML 1.0 without comments of an element where it stands.

    It is also Canonical XML 1.1, because the two differ only in attributes of the ``xml``
    prefix, which no package has. The element is written out with the namespaces in scope and
    parsed anew first: canonicalised inside of its tree, lxml can write ``xmlns=""`` on
    descendants where it does not belong. Raises BundleError where there is no such form.
    """
    alone = parse(etree.tostring(element, encoding="UTF-8", with_tail=False))
    try:
        return etree.tostring(alone, method="c14n", exclusive=False, with_comments=False)
    except etree.C14NError:
        pass
    raise BundleError("the XML has no canonical form: a namespace is not an absolute URI")
