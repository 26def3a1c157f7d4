"""The file in memory whose large writes are kept as they are."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint.bundle.pieces import Pieces


@given(st.lists(st.binary(max_size=20), max_size=8), st.integers(0, 200), st.integers(1, 50))
def test_reads_as_one_file(pieces, start, length):
    whole = b"".join(pieces)
    file = io.BufferedReader(Pieces(pieces), 8)
    assert file.read() == whole
    file.seek(start)
    assert file.read(length) == whole[start : start + length]
    assert file.seek(-min(length, len(whole)), io.SEEK_END) == len(whole) - min(length, len(whole))


def test_keeps_the_object_that_was_written():
    large = bytes(1000)
    sink = Pieces()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("large", large)
    assert any(piece is large for piece in sink.pieces)
    with zipfile.ZipFile(io.BytesIO(b"".join(sink.pieces))) as archive:
        assert archive.read("large") == large


def test_only_a_whole_piece_can_be_replaced():
    file = Pieces([b"abc", b"def"])
    file.seek(3)
    file.write(b"xyz")
    assert file.pieces == [b"abc", b"xyz"]
    for at, data in ((1, b"a"), (0, b"ab"), (0, b"abcd")):
        file.seek(at)
        with pytest.raises(io.UnsupportedOperation):
            file.write(data)
