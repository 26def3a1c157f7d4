"""What is told of an element's own line is what a scan of the document finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from piilint.lint.fields import Field, walk
from piilint.lint.ownline import OwnLines
from piilint.lint.parse import parse
from piilint.lint.positions import DocumentPlaces, Places
from piilint.lint.rulepack import RulePack

from .messages import NAMESPACE

PACK = RulePack.load()

TEXTS = st.lists(
    st.sampled_from(["a", "å", "1", " ", "\t", ">", "&amp;", "&#49;", "\u2028", "\U0001f600"]),
    max_size=5,
).map("".join)


def document(lines: list[str], line_end: str = "\n") -> str:
    root = f'<portal-signature-job-request xmlns="{NAMESPACE}" xmlns:x="urn:x">'
    return line_end.join([root, *lines, "</portal-signature-job-request>"])


@st.composite
def a_line(draw: st.DrawFn) -> str:
    indent, text, more = draw(st.sampled_from(["", "  ", "\t", "a "])), draw(TEXTS), draw(TEXTS)
    return indent + draw(
        st.sampled_from(
            [
                f"<reference>{text}</reference>",
                f"<reference>{text}</reference> ",
                f"<reference >{text}</reference>",
                f"<reference>{text}</reference><reference>{more}</reference>",
                f"<reference>{text}\n{more}</reference>",
                f'<reference a="{more}">{text}</reference>',
                f"<x:reference>{text}</x:reference>",
                f"<reference>{text}<!--{more.replace('-', '')}--></reference>",
                f"<reference><![CDATA[{text}]]></reference>",
                f"<!--\n<reference>{text}</reference>\n-->",
                f"<signer><reference>{text}</reference></signer>",
                f"<signer>\n<reference>{text}</reference></signer>",
                f"<reference>{'b' * 150}{text}</reference>",
            ]
        )
    )


def assert_as_scanned(text: str) -> None:
    parsed = parse(text.encode())
    fields = walk(parsed, PACK)
    for show_values in (False, True):
        places = DocumentPlaces(parsed, show_values=show_values)
        for field in fields:
            for start, end in ((0, len(field.text)), (1, 2), (len(field.text) - 1,) * 2):
                if 0 <= start < len(field.text):
                    told = places.part(field, start, end)
                    assert told == Places.part(places, field, start, end), field.kind
        for node in parsed.nodes:
            if isinstance(node.tag, str):
                assert places.name(node) == Places.name(places, node)


@given(st.lists(a_line(), max_size=6), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_a_place_is_told_as_a_scan_finds_it(lines: list[str], line_end: str) -> None:
    assert_as_scanned(document(lines, line_end))


def first_of(text: str) -> tuple[etree._Element, str]:
    field: Field = next(field for field in walk(parse(text.encode()), PACK) if field.kind == "text")
    return field.node, field.text


@pytest.mark.parametrize(
    "line",
    ["<reference>sak 12</reference>", "\t <reference>å &gt;</reference>".replace("&gt;", ">")],
)
def test_an_element_alone_on_its_line_is_known_by_it(line: str) -> None:
    text = document(["", line])
    own = OwnLines(text).of(*first_of(text))
    assert own is not None
    number, name, text_begins, _ = own
    assert number == 3
    assert line[name - 1 :].startswith("reference>")
    assert line[text_begins - 1 :].startswith(("sak", "å"))


@pytest.mark.parametrize(
    "line",
    [
        "<reference>sak 12</reference> ",
        "<reference>sak &#49;2</reference>",
        '<reference a="b">sak 12</reference>',
        "<reference>sak\n12</reference>",
        f"<reference>{'12' * 100}</reference>",
    ],
)
def test_what_shares_its_line_is_left_to_the_scan(line: str) -> None:
    text = document([line])
    assert OwnLines(text).of(*first_of(text)) is None


def test_where_the_parser_counts_lines_no_further_the_scan_does() -> None:
    text = document(["<reference>1</reference>"] * 65_540)
    parsed = parse(text.encode())
    walk(parsed, PACK)
    places = DocumentPlaces(parsed)
    for line in (2, 65_533, 65_534, 65_535, 65_536, 65_541):
        position, _ = places.name(parsed.nodes[line - 1])
        assert (position.line, position.column) == (line, 2)
