"""Hostile and broken input ends in a finding with a place."""

import codecs

import pytest

from piilint.lint.parse import MAX_BYTES, UnreadableError, parse

XML = '<?xml version="1.0" encoding="{}"?>\n<a>Blåbær</a>'


@pytest.mark.parametrize(
    "data",
    [
        "<a>Blåbær</a>".encode(),
        codecs.BOM_UTF8 + "<a>Blåbær</a>".encode(),
        XML.format("UTF-8").encode(),
        XML.format("utf-16").encode("utf-16"),
        XML.format("UTF-16").encode("utf-16-le"),
        "<a>Blåbær</a>".encode("utf-16-be"),
        codecs.BOM_UTF16_BE + "<a>Blåbær</a>".encode("utf-16-be"),
        XML.format("ISO-8859-1").encode("iso-8859-1"),
        XML.format("windows-1252").encode("windows-1252"),
    ],
)
def test_encodings_that_are_read(data: bytes) -> None:
    assert parse(data).root.text == "Blåbær"


@pytest.mark.parametrize(
    ("data", "rule", "place"),
    [
        (b"", "CHK004", (1, 1)),
        (b" \r\n\t", "CHK004", (1, 1)),
        (codecs.BOM_UTF8, "CHK004", (1, 1)),
        (b"<a>", "XML002", (1, 4)),
        (b"<a>\n<b>\n</a>", "XML002", (3, 5)),
        (b"just text", "XML002", (1, 1)),
        (b"<a>&unknown;</a>", "XML002", (1, 13)),
        (b"<a/><b/>", "XML002", (1, 5)),
        (b"<a>x\0y</a>", "XML003", (1, 5)),
        (b"<a>\n bl\xe5</a>", "XML003", (2, 4)),
        ("<a>å\n".encode() + b"\xff</a>", "XML003", (2, 1)),
        (XML.format("us-ascii").encode(), "XML003", (2, 6)),
        (codecs.BOM_UTF16_LE + "<a>".encode("utf-16-le") + b"\x00\xd8</", "XML003", (1, 4)),
        (XML.format("UTF-16").encode(), "XML005", (1, 1)),
        (XML.format("EBCDIC-CP-NO").encode(), "XML005", (1, 1)),
        (XML.format("utf-7").encode(), "XML005", (1, 1)),
        ("<a/>".encode("utf-32"), "XML005", (1, 1)),
        (b"<!DOCTYPE a><a/>", "XML001", (1, 1)),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "XML001", (3, 1)),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>".encode("utf-16"), "XML001", (1, 1)),
        (b"<a>" * 300 + b"</a>" * 300, "XML004", (1, 771)),
        (b"x" * (MAX_BYTES + 1), "CHK002", (None, None)),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, rule: str, place: tuple[int | None, int | None]) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(data)
    assert (caught.value.rule, (caught.value.line, caught.value.column)) == (rule, place)


def test_no_word_of_the_document_in_the_exception_chain() -> None:
    for data in (b"<a>secret", b"<a>secret\xff</a>", b"<!DOCTYPE secret><a/>", b"<secret>&secret;"):
        with pytest.raises(UnreadableError) as caught:
            parse(data)
        error: BaseException | None = caught.value
        while error is not None:
            assert "secret" not in f"{error!s}{error!r}{error.__dict__}"
            error = error.__cause__ or error.__context__


@pytest.mark.parametrize(
    "text",
    [
        "<a><![CDATA[<!DOCTYPE a>]]></a>",
        "<!-- <!DOCTYPE a> --><a/>",
        "<a><!-- <!DOCTYPE a> --></a>",
        "<?x <!DOCTYPE a> ?><a/>",
    ],
)
def test_the_word_doctype_alone_is_no_doctype(text: str) -> None:
    assert parse(text.encode()).root.tag == "a"


@pytest.mark.parametrize(
    "bomb",
    [
        b'<!DOCTYPE a [<!ENTITY a "1">' + b'<!ENTITY b "&a;&a;">' * 50 + b"]><a>&b;</a>",
        b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]><a/>",
    ],
)
def test_entities_are_never_expanded(bomb: bytes) -> None:
    with pytest.raises(UnreadableError, match="XML001"):
        parse(bomb)
