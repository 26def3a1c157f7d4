"""ZIP files, read strictly: APPNOTE.TXT 6.3.10, sections 4.3 to 4.5."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from piilint.archive.member import Limits, Member, check_name, name_key, problem

__all__ = ["zip_members"]

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR = struct.Struct("<3L")
_END_MAGIC, _LOCAL_MAGIC, _DESCRIPTOR_MAGIC = b"PK\x05\x06", b"PK\x03\x04", b"PK\x07\x08"
_ZIP64_LOCATOR_MAGIC = b"PK\x06\x07"
_COMMENTS = (b"", b"mimetype=application/vnd.etsi.asic-e+zip")  # ETSI TS 102 918, 6.2.1
_ENCRYPTED, _HAS_DESCRIPTOR, _UTF8 = 0x2041, 0x0008, 0x0800
_KNOWN_FLAGS = 0x0006 | _HAS_DESCRIPTOR | _UTF8 | _ENCRYPTED
_TIMES_AND_OWNERS = frozenset({0x5455, 0x000A, 0x5855, 0x7855, 0x7875, 0xCAFE})
_ZIP64_EXTRA = 0x0001
_CHUNK = 256 * 1024


def zip_members(file: BinaryIO, size: int, limits: Limits, *, checksums: bool) -> Iterator[Member]:
    """The members of a ZIP file of ``size`` bytes; see :func:`piilint.archive.read`."""
    directory_start = _directory_start(file, size, limits)
    entries = _entries(file)
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise problem("too-large")
    seen = set()
    for number, entry in enumerate(entries, 1):
        _check_entry(entry, number)
        key = name_key(entry.filename)
        if key in seen:
            raise problem("duplicate-name", number)
        seen.add(key)
    starts = _check_layout(file, entries, directory_start)
    for number, (entry, start) in enumerate(zip(entries, starts, strict=True), 1):
        yield Member(
            number=number,
            name=entry.filename,
            size=entry.file_size,
            compressed=entry.compress_type != zipfile.ZIP_STORED,
            chunks=_unpacked(file, entry, start, number, checksums=checksums),
        )


def _directory_start(file: BinaryIO, size: int, limits: Limits) -> int:
    """Where the central directory begins; it must reach to the end record, and that to the end."""
    for comment in _COMMENTS:
        end = size - _END.size - len(comment)
        if end < 0:
            continue
        file.seek(end)
        tail = file.read()
        magic, disk, first_disk, here, entries, length, start, remark = _END.unpack_from(tail)
        if magic == _END_MAGIC and remark == len(comment) and tail[_END.size :] == comment:
            break
    else:
        file.seek(max(0, size - _END.size - 0xFFFF))
        _, magic, rest = file.read().rpartition(_END_MAGIC)
        whole = magic and len(rest) >= _END.size - len(_END_MAGIC)
        raise problem("trailing-data" if whole else "truncated")
    file.seek(max(0, end - 20))
    if file.read(4) == _ZIP64_LOCATOR_MAGIC or 0xFFFFFFFF in {length, start} or entries == 0xFFFF:
        raise problem("zip64")
    if entries > limits.members or length > limits.members * 1024:
        raise problem("too-many-members")
    if start + length != end:
        raise problem("prepended-data" if start + length < end else "truncated")
    if disk or first_disk or here != entries:
        raise problem("unsupported")
    return int(start)


def _entries(file: BinaryIO) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        pass  # the library's message may hold a name
    raise problem("header-mismatch")


def _check_entry(entry: zipfile.ZipInfo, number: int) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise problem("encrypted", number)
    if entry.flag_bits & ~_KNOWN_FLAGS or entry.compress_type not in {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        raise problem("unsupported", number)
    name = entry.orig_filename
    if not name.isascii() and not entry.flag_bits & _UTF8:
        raise problem("unsafe-name", number)  # readers differ on the encoding
    check_name(name, number)
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise problem("not-a-file", number)
    if name.endswith("/") and entry.file_size:
        raise problem("not-a-file", number)
    if entry.comment:
        raise problem("unsupported", number)
    _check_extra(entry.extra, number)
    if entry.compress_type == zipfile.ZIP_STORED and entry.compress_size != entry.file_size:
        raise problem("header-mismatch", number)


def _check_extra(extra: bytes, number: int) -> None:
    """Times and owners are ignored; anything else could mean something to another reader."""
    if len(extra) > 128:
        raise problem("unsupported", number)
    while extra:
        if len(extra) < 4:
            raise problem("unsupported", number)
        tag, length = struct.unpack_from("<2H", extra)
        if tag == _ZIP64_EXTRA:
            raise problem("zip64", number)
        if tag not in _TIMES_AND_OWNERS or len(extra) < 4 + length:
            raise problem("unsupported", number)
        extra = extra[4 + length :]


def _check_layout(
    file: BinaryIO, entries: list[zipfile.ZipInfo], directory_start: int
) -> list[int]:
    """Where each member's data begins; they must fill the file up to the central directory."""
    starts = [0] * len(entries)
    position = 0
    order = sorted(range(len(entries)), key=lambda index: entries[index].header_offset)
    for index in order:
        entry, number = entries[index], index + 1
        if entry.header_offset != position:
            raise problem("prepended-data" if position == 0 else "gap-or-overlap", number)
        file.seek(position)
        starts[index] = position + _check_local_header(file, entry, number)
        position = starts[index] + entry.compress_size
        if entry.flag_bits & _HAS_DESCRIPTOR:
            file.seek(position)
            position += _check_descriptor(file, entry, number)
        if position > directory_start:
            raise problem("gap-or-overlap", number)
    if position != directory_start:
        raise problem("gap-or-overlap" if entries else "prepended-data")
    return starts


def _check_local_header(file: BinaryIO, entry: zipfile.ZipInfo, number: int) -> int:
    """Compare a local header with the central directory's; gives its length."""
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        raise problem("truncated", number)
    magic, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _LOCAL.unpack(
        head
    )
    name = file.read(name_length)
    _check_extra(file.read(extra_length), number)
    declared = (entry.CRC, entry.compress_size, entry.file_size)
    later = bool(flags & _HAS_DESCRIPTOR)
    if (
        magic != _LOCAL_MAGIC
        or (flags, method) != (entry.flag_bits, entry.compress_type)
        or name != entry.orig_filename.encode("utf-8")
        or any(
            here != there and not (later and here == 0)
            for here, there in zip((crc, packed, size), declared, strict=True)
        )
    ):
        raise problem("header-mismatch", number)
    return _LOCAL.size + int(name_length) + int(extra_length)


def _check_descriptor(file: BinaryIO, entry: zipfile.ZipInfo, number: int) -> int:
    """Compare a data descriptor with the central directory; gives its length."""
    record = file.read(4 + _DESCRIPTOR.size)
    prefix = len(_DESCRIPTOR_MAGIC) if record.startswith(_DESCRIPTOR_MAGIC) else 0
    if len(record) < prefix + _DESCRIPTOR.size:
        raise problem("truncated", number)
    values = _DESCRIPTOR.unpack_from(record, prefix)
    if values != (entry.CRC, entry.compress_size, entry.file_size):
        raise problem("header-mismatch", number)
    return prefix + _DESCRIPTOR.size


def _unpacked(
    file: BinaryIO, entry: zipfile.ZipInfo, start: int, number: int, *, checksums: bool
) -> Callable[[], Iterator[bytes]]:
    raw = _stored if entry.compress_type == zipfile.ZIP_STORED else _inflated

    def chunks() -> Iterator[bytes]:
        crc = size = 0
        for chunk in raw(file, start, entry.compress_size, number):
            crc = zlib.crc32(chunk, crc) if checksums else entry.CRC
            size += len(chunk)
            if size > entry.file_size:
                raise problem("corrupt", number)
            yield chunk
        if (crc, size) != (entry.CRC, entry.file_size):
            raise problem("corrupt", number)

    return chunks


def _stored(file: BinaryIO, start: int, length: int, number: int) -> Iterator[bytes]:
    end = start + length
    while start < end:
        file.seek(start)
        chunk = file.read(min(_CHUNK, end - start))
        if not chunk:
            raise problem("truncated", number)
        start += len(chunk)
        yield chunk


def _inflated(file: BinaryIO, start: int, length: int, number: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in _stored(file, start, length, number):
        pending = packed
        while pending:
            if inflater.eof:
                raise problem("corrupt", number)
            try:
                chunk = inflater.decompress(pending, _CHUNK)
            except zlib.error:
                break
            yield chunk
            pending = inflater.unused_data or inflater.unconsumed_tail
        if pending:
            raise problem("corrupt", number)
    yield inflater.flush()  # what was left of the last run; no input is left to expand
    if not inflater.eof:
        raise problem("corrupt", number)
