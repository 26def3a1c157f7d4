"""Saved ``multipart/mixed`` bodies, with or without header lines: RFC 2046, section 5.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piilint.archive.member import Limits, Member, check_name, problem

__all__ = ["looks_multipart", "multipart_members"]

_BOUNDARY = rb"[0-9A-Za-z'()+_,\-./:=?]{1,70}"
_HEADER = re.compile(rb"([!-9;-~]{1,80}):([^\r\n\0]{0,2000})\r?\n")
_START_LINE = re.compile(
    rb"(?:[A-Z]{1,10} [!-~]{1,2000} HTTP/[\d.]{1,3}|HTTP/[\d.]{1,3} [ -~]{1,100})\r?\n"
)
_BLANK = re.compile(rb"\r?\n")
_FIRST = re.compile(rb"--(" + _BOUNDARY + rb")\r?\n(?=content-)", re.IGNORECASE)
_NAMED = re.compile(rb'boundary=(?:"(' + _BOUNDARY + rb')"|(' + _BOUNDARY + rb"))\Z", re.IGNORECASE)
_FILE_NAME = re.compile(r';\s*filename="([^"\\]{1,512})"', re.IGNORECASE)
_MULTIPART = re.compile(
    _FIRST.pattern + rb"|(?:[!-~][ -~]{0,300}\r?\n){0,20}?content-type:[ \t]*multipart/",
    re.IGNORECASE,
)
_VERBATIM = frozenset({"", "binary", "8bit", "7bit"})


def looks_multipart(head: bytes) -> bool:
    """True where a file that begins so is a multipart body, or one with its header lines."""
    return _MULTIPART.match(head) is not None


def multipart_members(body: bytes, limits: Limits) -> Iterator[Member]:
    """The parts of a body; see :func:`piilint.archive.read`."""
    boundary, position = _boundary(body)
    delimiter = b"--" + boundary
    if not body.startswith(delimiter, position):
        raise problem("prepended-data")
    position += len(delimiter)
    for number in range(1, limits.members + 1):
        line_end = _BLANK.match(body, position)
        if not line_end:
            raise problem("corrupt", number)
        headers, start = _headers(body, line_end.end(), number)
        end = body.find(b"\n" + delimiter, start - 1)
        if end < 0:
            raise problem("truncated", number)
        position = end + 1 + len(delimiter)
        yield _part(body, start, max(start, end - body.startswith(b"\r", end - 1)), headers, number)
        if body.startswith(b"--", position):
            if body[position + 2 :].strip():
                raise problem("trailing-data")
            return
    raise problem("too-many-members")


def _boundary(body: bytes) -> tuple[bytes, int]:
    """The boundary, and where the first delimiter must stand."""
    first = _FIRST.match(body)
    if first:
        return first[1], 0
    start_line = _START_LINE.match(body)
    headers, position = _headers(body, start_line.end() if start_line else 0, None)
    for name, value in headers:
        if name.lower() == "content-type":
            for parameter in value.split(";")[1:]:
                named = _NAMED.match(parameter.strip().encode("utf-8"))
                if named:
                    return named[1] or named[2], position
    raise problem("not-an-archive")


def _headers(
    body: bytes, position: int, number: int | None
) -> tuple[tuple[tuple[str, str], ...], int]:
    """Header lines up to the blank one, and where the content begins."""
    headers: list[tuple[str, str]] = []
    while not (blank := _BLANK.match(body, position)):
        line = _HEADER.match(body, position)
        if not line or len(headers) == 50:
            raise problem("corrupt", number)
        name = line[1].decode("ascii")
        if any(name.lower() == known.lower() for known, _ in headers):
            raise problem("header-mismatch", number)
        headers.append((name, line[2].strip().decode("utf-8", "replace")))
        position = line.end()
    return tuple(headers), blank.end()


def _part(
    body: bytes, start: int, end: int, headers: tuple[tuple[str, str], ...], number: int
) -> Member:
    member = Member(
        number=number,
        name=_file_name(headers, number),
        size=end - start,
        headers=headers,
        chunks=lambda: iter((body[start:end],)),
    )
    if member.header("content-transfer-encoding") not in _VERBATIM:
        raise problem("unsupported", number)
    return member


def _file_name(headers: tuple[tuple[str, str], ...], number: int) -> str | None:
    for name, value in headers:
        found = _FILE_NAME.search(value) if name.lower() == "content-disposition" else None
        if found:
            check_name(found[1], number)
            return found[1]
    return None
