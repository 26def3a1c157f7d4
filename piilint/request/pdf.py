"""PDF documents, looked into: version, protection, damage, active content, metadata.

The reader is pikepdf, which stands on qpdf: told not to recover, it refuses what breaks the
standard, it says what it had to guess, knows encryption of every kind, and can be given a bound
on memory. pypdf mends on the way and logs the rest, which is right for getting a text out, and
wrong for saying whether a file is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["PdfDocument", "PdfProblem", "inspect"]

_LOWEST, _HIGHEST = (1, 1), (1, 7)
_A4 = (595.28, 841.89)
_TOLERANCE = 3.0
"""Points, about a millimetre: programs round A4 differently."""
_MAX_STREAM = 64 * 1024 * 1024
"""Bytes that a stream may grow to. No object of a 10 MiB document is near it but by design."""
_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_INFORMATION = ("Title", "Author", "Subject", "Keywords")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfProblem:
    """A rule that a PDF breaks, with the values of the rule's message."""

    rule: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfDocument:
    """What was found in a PDF."""

    version: tuple[int, int] | None
    """None where it could not be read."""
    pdfa: str | None
    """The part and level of PDF/A that the file claims (``2B``), unverified."""
    problems: tuple[PdfProblem, ...]


def inspect(content: bytes) -> PdfDocument:
    """Look into a PDF. Whatever is wrong with it is a problem, and never an exception."""
    import pikepdf

    _bound_memory()
    unread = "REQ233"
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            return _inspect(pdf)
    except pikepdf.PasswordError:
        unread = "REQ232"
    except Exception:  # noqa: BLE001, S110  # whatever a hostile file raises means: unreadable
        pass
    return PdfDocument(version=None, pdfa=None, problems=(PdfProblem(rule=unread),))


def _bound_memory() -> None:
    """Bound what a stream may grow to, unless the process has bounds of its own.

    qpdf keeps this for the whole process, and leaves it open where nobody sets it.
    """
    from pikepdf import settings

    if not settings.get_qpdf_limits()["flate_max_memory"]:
        settings.set_qpdf_limits(flate_max_memory=_MAX_STREAM, run_length_max_memory=_MAX_STREAM)


def _inspect(pdf: Any) -> PdfDocument:  # noqa: ANN401  # pikepdf.Pdf, which is not imported here
    version = _version(pdf)
    pdfa, described = _metadata(pdf)
    problems = [
        *_version_problems(version),
        *([PdfProblem(rule="REQ232")] if pdf.is_encrypted else []),
        *_active_content(pdf),
        *_pages(pdf),
        *_information(pdf, described),
    ]
    if pdf.get_warnings():
        problems.insert(0, PdfProblem(rule="REQ233"))
    return PdfDocument(version=version, pdfa=pdfa, problems=tuple(problems))


def _version(pdf: Any) -> tuple[int, int]:  # noqa: ANN401
    """The header's version, or the catalogue's where that is higher (ISO 32000-1, 7.5.2)."""
    written = [str(pdf.pdf_version), str(pdf.Root.get("/Version", "/0.0")).lstrip("/")]
    major, minor = max(tuple(map(int, each.split(".", 1))) for each in written)
    return major, minor


def _version_problems(version: tuple[int, int]) -> Iterator[PdfProblem]:
    if not _LOWEST <= version <= _HIGHEST:
        values = {
            name: ".".join(map(str, each))
            for name, each in (("version", version), ("lowest", _LOWEST), ("highest", _HIGHEST))
        }
        yield PdfProblem(rule="REQ231", values=values)


def _active_content(pdf: Any) -> Iterator[PdfProblem]:  # noqa: ANN401
    scripts = files = 0
    for dictionary in _dictionaries(pdf):
        scripts += (
            dictionary.get("/S") == "/JavaScript"
            or "/JS" in dictionary  # of a rendition, which can have a script of its own
            or "/JavaScript" in dictionary
        )
        files += "/EF" in dictionary
    if scripts:
        yield PdfProblem(rule="REQ234")
    if files:
        yield PdfProblem(rule="REQ235", values={"files": files})
    form = pdf.Root.get("/AcroForm")
    if form is not None and ("/XFA" in form or len(form.get("/Fields", [])) > 0):
        yield PdfProblem(rule="REQ236")


def _dictionaries(pdf: Any) -> Iterator[Any]:  # noqa: ANN401
    """Every dictionary of the file, each once, those inside of other objects included."""
    import pikepdf

    for top in pdf.objects:
        pending = [top]
        while pending:
            item = pending.pop()
            if isinstance(item, pikepdf.Array):
                children = list(item)
            elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                dictionary = item.stream_dict if isinstance(item, pikepdf.Stream) else item
                yield dictionary
                children = [value for _, value in dictionary.items()]
            else:
                continue
            pending += [
                child
                for child in children
                if isinstance(child, pikepdf.Object) and not child.is_indirect
            ]


def _pages(pdf: Any) -> Iterator[PdfProblem]:  # noqa: ANN401
    if not len(pdf.pages):
        yield PdfProblem(rule="REQ233")
    odd = [number for number, page in enumerate(pdf.pages, 1) if not _is_a4_portrait(page)]
    if odd:
        yield PdfProblem(rule="REQ237", values={"pages": len(odd), "page": odd[0]})


def _is_a4_portrait(page: Any) -> bool:  # noqa: ANN401
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    size = abs(right - left) * unit, abs(top - bottom) * unit
    if page.rotation % 180:
        size = size[::-1]
    return all(abs(own - a4) <= _TOLERANCE for own, a4 in zip(size, _A4, strict=True))


def _information(pdf: Any, described: set[str]) -> Iterator[PdfProblem]:  # noqa: ANN401
    information = pdf.trailer.get("/Info", {})
    filled = [name.lower() for name in _INFORMATION if str(information.get(f"/{name}", "")).strip()]
    entries = sorted({*filled, *described})
    if entries:
        yield PdfProblem(rule="REQ238", values={"entries": ", ".join(entries)})


def _metadata(pdf: Any) -> tuple[str | None, set[str]]:  # noqa: ANN401
    """The PDF/A claim of the XMP metadata, and which of its descriptions are filled in."""
    from piilint.lint.parse import UnreadableError, parse

    stream = pdf.Root.get("/Metadata")
    if stream is None:
        return None, set()
    try:
        root = parse(stream.read_bytes()).root
    except UnreadableError:
        return None, set()
    claims: dict[str, str] = {}
    described = set()
    for name, value in _described(root):
        if name.namespace == _PDFA:
            claims[name.localname] = value
        elif value and name.localname in _DESCRIPTIONS:
            described.add(_DESCRIPTIONS[name.localname])
    claim = claims.get("part", "") + claims.get("conformance", "")
    return (claim if claim.isascii() and claim.isalnum() and len(claim) < 4 else None), described


def _described(root: etree._Element) -> Iterator[tuple[etree.QName, str]]:
    """What XMP says in the two namespaces of interest, as elements or as attributes."""
    from lxml import etree

    wanted = (f"{{{_PDFA}}}*", f"{{{_DUBLIN_CORE}}}*")
    for element in root.iter(*wanted):
        text = "".join(str(part) for part in element.itertext(etree.Element))
        yield etree.QName(element), text.strip()
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if str(name).startswith((f"{{{_PDFA}}}", f"{{{_DUBLIN_CORE}}}")):
                yield etree.QName(name), str(value).strip()


_DESCRIPTIONS = {"title": "title", "creator": "author", "description": "subject"}
