"""The bounded reader: what it reads, and each way to mislead a reader that it refuses."""

import contextlib
import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint.archive import PROBLEMS, Limits, kind, read
from piilint.errors import ArchiveError

SMALL = Limits(archive_bytes=100_000, total_bytes=200_000, members=10)


def packed(*files, method=zipfile.ZIP_DEFLATED, seekable=True):
    """A ZIP of ``(name or ZipInfo, content)``."""
    sink = io.BytesIO()
    target = sink if seekable else Unseekable(sink)
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return sink.getvalue()


class Unseekable(io.RawIOBase):
    """A stream, for which zipfile writes data descriptors."""

    def __init__(self, sink):
        self.sink = sink

    def writable(self):
        return True

    def write(self, data):
        return self.sink.write(data)


def entry(name, **attributes):
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    for key, value in attributes.items():
        setattr(info, key, value)
    return info


def contents(data, limits=SMALL):
    return [(member.name, member.content()) for member in read(data, limits)]


def code(data, limits=SMALL):
    with pytest.raises(ArchiveError) as caught:
        contents(data, limits)
    assert caught.value.__context__ is None
    return caught.value.code


def patched(data, at, *values, form="<H"):
    changed = bytearray(data)
    struct.pack_into(form, changed, at, *values)
    return bytes(changed)


def directory(data):
    """Where the first central directory record begins."""
    return data.index(b"PK\x01\x02")


FILES = (("a.xml", b"<a/>" * 500), ("folder/b \u00e6.pdf", b"%PDF"), ("empty", b""))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("seekable", [True, False], ids=["sizes first", "data descriptors"])
def test_members_come_in_order_with_their_content(method, seekable):
    assert contents(packed(*FILES, method=method, seekable=seekable)) == list(FILES)


def test_paths_and_open_files_are_read_too(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(packed(*FILES))
    assert contents(path) == list(FILES)
    with path.open("rb") as file:
        assert contents(file) == list(FILES)


def test_a_member_can_be_read_twice_and_shows_no_name():
    [member] = read(packed(("hemmelig.xml", b"abc")), SMALL)
    assert "hemmelig" not in repr(member)
    assert (member.number, member.size, member.compressed) == (1, 3, True)


def test_folders_and_empty_archives_are_read():
    assert contents(packed(("META-INF/", b""))) == [("META-INF/", b"")]
    assert contents(packed()) == []


def test_times_and_owners_in_extra_fields_are_ignored():
    stamp = struct.pack("<2HBL", 0x5455, 5, 1, 0)
    assert contents(packed((entry("a", extra=stamp), b"x"))) == [("a", b"x")]


def test_an_archive_may_name_its_media_type_in_its_comment():
    comment = b"mimetype=application/vnd.etsi.asic-e+zip"
    data = packed(("a", b"x"))
    assert contents(patched(data, len(data) - 2, len(comment)) + comment) == [("a", b"x")]


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../b",
        "/etc/passwd",
        "./a",
        "a//b",
        "c:\\a",
        "C:a",
        "a\\b",
        "a\nb",
        "a\x1b[2Jb",
        "a\u202eb",
        "a" * 513,
    ],
)
def test_names_that_leave_or_deceive_are_refused(name):
    assert code(packed((name, b"x"))) == "unsafe-name"


def test_a_name_in_an_unknown_encoding_is_refused():
    data = packed(("\u00e6", b"x"))
    changed = patched(data, 6, 0)
    assert code(patched(changed, directory(data) + 8, 0)) == "unsafe-name"


@pytest.mark.parametrize("names", [("a", "a"), ("A", "a"), ("\u00e5", "a\u030a")])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(names):
    assert code(packed(*((name, b"x") for name in names))) == "duplicate-name"


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010644, 0o140755])
def test_links_and_devices_are_refused(mode):
    assert code(packed((entry("a", external_attr=mode << 16), b"/etc/passwd"))) == "not-a-file"


def test_a_folder_with_content_is_refused():
    assert code(packed((entry("d/"), b"x"))) == "not-a-file"


@pytest.mark.parametrize("flag", [0x0001, 0x0040, 0x2000], ids=["classic", "strong", "masked"])
def test_encrypted_members_are_refused(flag):
    data = packed(("a", b"x"))
    assert code(patched(patched(data, 6, flag), directory(data) + 8, flag)) == "encrypted"


def test_other_methods_and_flags_are_refused():
    assert code(packed(("a", b"x"), method=zipfile.ZIP_BZIP2)) == "unsupported"
    data = packed(("a", b"x"))
    assert code(patched(patched(data, 6, 0x20), directory(data) + 8, 0x20)) == "unsupported"


@pytest.mark.parametrize(
    "extra",
    [struct.pack("<2H", 0x7075, 0), b"\x01", b"UT\0\0" * 40],
    ids=["other name", "cut short", "much"],
)
def test_extra_fields_that_could_mean_something_are_refused(extra):
    assert code(packed((entry("a", extra=extra), b"x"))) == "unsupported"


def test_comments_are_refused():
    data = packed(("a", b"x"))
    assert code(patched(data, len(data) - 2, 5) + b"11111") == "trailing-data"
    assert code(packed((entry("a", comment=b"11111"), b"x"))) == "unsupported"


@pytest.mark.parametrize("junk", [b"\0", b"PK\x05\x06" + bytes(18), b"x" * 70_000])
def test_data_behind_the_end_is_refused(junk):
    assert code(packed(("a", b"x")) + junk) in {"trailing-data", "truncated", "prepended-data"}


def test_data_before_the_first_member_is_refused():
    data = packed(("a", b"x"))
    assert code(data[:30] + data) == "prepended-data"
    assert code(b"MZ" + data) == "not-an-archive"


def test_a_hidden_member_between_two_others_is_refused():
    first, second = packed(("a", b"x")), packed(("b", b"y"))
    local = first[: directory(first)]
    hidden = second[: directory(second)]
    record = first[directory(first) : -22]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(record), len(local + hidden), 0)
    assert code(local + hidden + record + end) == "gap-or-overlap"


def test_overlapping_members_are_refused():
    data = packed(("a", b"x"))
    local, record = data[: directory(data)], data[directory(data) : -22]
    twin = record.replace(b"a", b"b")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(record), len(local), 0)
    assert code(local + record + twin + end) == "gap-or-overlap"


@pytest.mark.parametrize(
    ("offset", "value"),
    [(8, 0), (14, 0xFFFF), (18, 7), (22, 7), (30, 0x6262)],
    ids=["method", "checksum", "packed size", "size", "name"],
)
def test_a_local_header_that_differs_is_refused(offset, value):
    assert code(patched(packed(("ab", b"xyz")), offset, value)) == "header-mismatch"


def test_a_data_descriptor_that_differs_is_refused():
    data = packed(("a", b"x"), seekable=False)
    assert code(patched(data, directory(data) - 4, 99)) == "header-mismatch"


def test_zip64_is_refused():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive, archive.open("a", "w", force_zip64=True) as file:
        file.write(b"x")
    assert code(sink.getvalue()) == "zip64"
    data = packed(("a", b"x"))
    assert code(patched(data, len(data) - 6, 0xFFFFFFFF, form="<L")) == "zip64"


def test_an_archive_of_several_disks_is_refused():
    data = packed(("a", b"x"))
    assert code(patched(data, len(data) - 18, 1)) == "unsupported"


@pytest.mark.parametrize("cut", [1, 10, 30, 60])
def test_a_cut_archive_is_refused(cut):
    assert code(packed(*FILES)[:-cut]) == "truncated"


def declared(data, size):
    """The same archive, with another unpacked size in both headers."""
    return patched(patched(data, 22, size, form="<L"), directory(data) + 24, size, form="<L")


def test_content_that_is_not_as_declared_is_refused():
    data = packed(("a", b"x" * 1000))
    assert code(declared(data, 999)) == "corrupt"
    assert code(declared(data, 1001)) == "corrupt"
    stored = packed(("a", b"x" * 100), method=zipfile.ZIP_STORED)
    assert code(stored.replace(b"x" * 100, b"y" * 100)) == "corrupt"
    assert code(patched(data, 31, 0xFFFF)) == "corrupt"


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = packed(("a", bytes(50_000_000)))
    assert len(bomb) < 100_000
    assert code(bomb) == "too-large"


def test_a_bomb_that_lies_about_its_size_is_stopped_on_the_way():
    bomb = declared(packed(("a", bytes(50_000_000))), 100)
    taken = 0
    member = next(read(io.BytesIO(bomb), SMALL))
    with contextlib.suppress(ArchiveError):
        for chunk in member.chunks():
            taken += len(chunk)
        pytest.fail("the bomb was read to its end")
    assert taken <= 100


def test_the_bounds_on_size_and_number():
    assert code(packed(("a", bytes(range(256)) * 500), method=zipfile.ZIP_STORED)) == "too-large"
    assert code(packed(*((str(i), b"") for i in range(11)))) == "too-many-members"


PARTS = (
    b"--frontier\r\nContent-Type: application/xml\r\n\r\n<a>\r\n</a>\r\n"
    b"--frontier\r\nContent-Type: application/octet-stream\r\n"
    b'Content-Disposition: x; filename="b.asice"\r\n\r\n'
    b"PK\r\n\n\0\r\n"
    b"--frontier--\r\n"
)
HEADERS = b'Host: x\r\nContent-Type: multipart/mixed; boundary="frontier"\r\n\r\n'
START = b"POST /api/100101688/direct/signature-jobs HTTP/1.1\r\n"


@pytest.mark.parametrize(
    "before", [b"", HEADERS, START + HEADERS], ids=["bare", "headers", "request"]
)
def test_parts_of_a_saved_body(before):
    first, second = read(before + PARTS, SMALL)
    assert (first.name, first.header("content-type")) == (None, "application/xml")
    assert first.content() == b"<a>\r\n</a>"
    assert (second.name, second.content()) == ("b.asice", b"PK\r\n\n\0")
    assert second.headers[0] == ("Content-Type", "application/octet-stream")


def test_a_body_with_bare_line_feeds():
    [part] = read(b"--b\nContent-Type: application/xml\n\n<a/>\n--b--\n", SMALL)
    assert part.content() == b"<a/>"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda body: body.replace(b"--frontier--\r\n", b""), "truncated"),
        (lambda body: body + b"11111111111", "trailing-data"),
        (lambda body: HEADERS + b"11111111111\r\n" + body, "prepended-data"),
        (lambda body: body.replace(b"application/xml", b"text/xml\r\nno header"), "corrupt"),
        (
            lambda body: body.replace(b"application/xml", b"text/xml\r\ncontent-type: a/b"),
            "header-mismatch",
        ),
        (
            lambda body: body.replace(
                b"xml\r\n\r\n", b"xml\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            ),
            "unsupported",
        ),
        (lambda body: body.replace(b"b.asice", b"../b.asice"), "unsafe-name"),
        (lambda body: body.replace(b"--frontier--", b"--frontier-x"), "corrupt"),
        (lambda body: body[:-16] + b"\r\n--frontier\r\n\r\n" * 12, "too-many-members"),
    ],
)
def test_bodies_that_two_readers_could_read_differently_are_refused(change, expected):
    assert code(change(PARTS)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"PK\x03\x04...", "zip"),
        (PARTS, "multipart"),
        (HEADERS, "multipart"),
        (START + HEADERS, "multipart"),
        (b"<?xml version='1.0'?><a/>", None),
        (b"---\ntitle: yaml\n", None),
        (b"-- a comment in SQL\nselect 1", None),
        (b"From: mail\nSubject: x\n\ncontent", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_what_a_file_is(head, expected):
    assert kind(head) == expected


def test_every_problem_has_a_description():
    assert all(PROBLEMS.values())
    with pytest.raises(ArchiveError, match="neither a ZIP"):
        list(read(b"neither", SMALL))


def test_a_missing_file_is_the_systems_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(read(Path(tmp_path / "missing.zip"), SMALL))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_no_change_of_an_archive_ends_in_anything_but_members_or_the_error(at, change):
    data = packed(*FILES, seekable=False)
    mutated = data[:at] + change + data[at + len(change) :]
    with contextlib.suppress(ArchiveError):
        assert {content for _, content in contents(mutated)} <= {content for _, content in FILES}


@given(st.binary(max_size=300))
def test_no_bytes_behind_a_boundary_end_in_anything_but_members_or_the_error(body):
    for data in (b"--b\r\nContent-" + body, HEADERS + body, b"PK\x03\x04" + body):
        with contextlib.suppress(ArchiveError):
            contents(data)


@pytest.mark.parametrize(
    "hostile",
    [
        b"--" + b"a" * 90_000,
        b"a" * 90_000,
        b"A: b\r\n" * 15_000,
        b"--b\r\nContent-Type: " + b" " * 90_000,
        b"--b\r\ncontent-x: y\r\n\r\n" + b"\n--b" * 20_000,
        b"--b\r\ncontent-disposition: " + b";  " * 600 + b"\r\n\r\n\n--b--",
    ],
)
def test_long_hostile_bodies_take_no_time(hostile):
    start = time.process_time()
    with contextlib.suppress(ArchiveError):
        contents(hostile)
    assert time.process_time() - start < 5
