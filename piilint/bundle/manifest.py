"""The manifest as the package sees it: which documents it names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from piilint.bundle.canonical import parse
from piilint.bundle.contents import Contents
from piilint.bundle.profile import MANIFEST, MIMETYPE
from piilint.errors import BundleError
from piilint.resources import data_folder
from piilint.schema.xsd import MessageSchema

__all__ = ["documents_in_package", "manifest_is_valid"]

_SIGNING = "http://signering.posten.no/schema/v1"
_ROOTS = frozenset(f"{{{_SIGNING}}}{name}-signature-job-manifest" for name in ("direct", "portal"))


@lru_cache(maxsize=1)
def _schema() -> MessageSchema:
    return MessageSchema.load(data_folder("schemas"))


def manifest_is_valid(contents: Contents) -> Iterator[str]:
    """The manifest is there and is what the schema says."""
    data = contents.kept.get(MANIFEST)
    if data is None:
        yield "manifest.xml is missing"
        return
    try:
        root = parse(data)
    except BundleError as error:
        yield f"manifest.xml: {error}"
        return
    if root.tag not in _ROOTS:
        yield "the root of manifest.xml is not that of a direct or portal manifest"
    elif not _schema().accepts(root):
        yield "manifest.xml breaks the schema: piilint check says where"


def documents_in_package(contents: Contents) -> Iterator[str]:
    """Each document of the manifest is in the package, and nothing else is."""
    try:
        root = parse(contents.kept.get(MANIFEST, b""))
    except BundleError:
        return  # said already
    named = [element.get("href", "") for element in root.iter(f"{{{_SIGNING}}}document")]
    others = {MANIFEST, MIMETYPE}
    packed = {file.name: file.number for file in contents.signable if file.name not in others}
    for number, href in enumerate(named, 1):
        if href not in packed:
            yield f"document {number} of the manifest is not in the package"
    if len(set(named)) < len(named):
        yield "two documents of the manifest are the same file"
    for name, number in packed.items():
        if name not in named:
            yield f"file {number} is no document of the manifest"
