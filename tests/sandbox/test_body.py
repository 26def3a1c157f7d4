"""Request bodies as they may be framed (RFC 9112), and as they may not."""

from email.message import Message
from io import BytesIO

import pytest

from piilint.sandbox.body import MOST_BYTES, RefusedBodyError, read_body

LENGTH, CHUNKED = "Content-Length", ("Transfer-Encoding", "chunked")


def read(fields, data):
    headers = Message()
    for name, value in fields:
        headers[name] = value
    stream = BytesIO(data)
    return read_body(headers, stream), stream.read()


@pytest.mark.parametrize(
    ("fields", "data", "body", "rest"),
    [
        ([], b"GET", b"", b"GET"),
        ([(LENGTH, "3")], b"abcd", b"abc", b"d"),
        ([CHUNKED], b"0\r\n\r\nGET", b"", b"GET"),
        ([CHUNKED], b"3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\nGET", b"abc0123456789", b"GET"),
        ([CHUNKED], b"1\r\na\r\n000\r\nTrailer: x\r\n\r\nGET", b"a", b"GET"),
        ([("Transfer-Encoding", "Chunked ")], b"0 \r\n\r\n", b"", b""),
    ],
)
def test_bodies(fields, data, body, rest):
    assert read(fields, data) == (body, rest)


@pytest.mark.parametrize(
    ("fields", "data", "status"),
    [
        ([(LENGTH, "4")], b"abc", 400),
        ([(LENGTH, "+3")], b"abc", 400),
        ([(LENGTH, "3"), (LENGTH, "3")], b"abc", 400),
        ([(LENGTH, "3"), CHUNKED], b"0\r\n\r\n", 400),
        ([("Transfer-Encoding", "gzip, chunked")], b"0\r\n\r\n", 400),
        ([CHUNKED, CHUNKED], b"0\r\n\r\n", 400),
        ([CHUNKED], b"", 400),
        ([CHUNKED], b"3\nabc\n0\n\n", 400),
        ([CHUNKED], b"-1\r\n\r\n", 400),
        ([CHUNKED], b"0x1\r\na\r\n0\r\n\r\n", 400),
        ([CHUNKED], b"3\r\nabcd\r\n0\r\n\r\n", 400),
        ([CHUNKED], b"3\r\nabc\r\n", 400),
        ([CHUNKED], b"1;" + b"x" * 9000 + b"\r\na\r\n0\r\n\r\n", 400),
        ([CHUNKED], b"0\r\n" + b"a: b\r\n" * 200 + b"\r\n", 400),
        ([(LENGTH, str(MOST_BYTES + 1))], b"", 413),
        ([(LENGTH, "9" * 5000)], b"", 413),
        ([CHUNKED], b"ffffffff\r\n", 413),
        ([CHUNKED], b"1\r\na\r\n%x\r\n" % MOST_BYTES, 413),
    ],
)
def test_what_is_not_in_order_is_refused(fields, data, status):
    with pytest.raises(RefusedBodyError) as refused:
        read(fields, data)
    assert refused.value.status == status
