"""A field's text, cut out of the file at the reported place, is the field's text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint.lint.fields import Field, walk
from piilint.lint.parse import parse
from piilint.lint.positions import DocumentPlaces
from piilint.lint.rulepack import RulePack

from .messages import NAMESPACE

PACK = RulePack.load()


def fields_and_places(text: str, encoding: str = "utf-8") -> tuple[list[Field], DocumentPlaces]:
    document = parse(text.encode(encoding))
    return walk(document, PACK), DocumentPlaces(document)


def as_parsed(written: str, kind: str) -> str:
    """One character of the file as the XML parser gives it."""
    if written.startswith("&"):
        return unescape(written)
    if written in ("\r\n", "\r"):
        written = "\n"
    return " " if kind == "attribute" and written in "\n\t" else written


def assert_every_character_is_where_it_says(text: str, encoding: str = "utf-8") -> int:
    fields, places = fields_and_places(text, encoding)
    for field in fields:
        for at, character in enumerate(field.text):
            start, end = places.span(field, at, at + 1)
            written = places.text[start:end]
            if field.kind == "processing-instruction" and character == " " and not written.strip():
                continue  # whatever white space parts target and content
            assert as_parsed(written, field.kind) == character, (field.kind, at)
    return len(fields)


PIECES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="<>&\r\"'", exclude_categories=("Cc", "Cs"), max_codepoint=0xFFFD), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r", "\t", "&amp;", "&lt;", "&#229;", "&#x1F600;", "&#10;", "å", "𝟘"]),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=6).map("".join)
CDATA = st.text(st.sampled_from("ab<>&]å\n "), max_size=6).filter(lambda text: "]]>" not in text)


@st.composite
def contents(draw: st.DrawFn, depth: int = 2) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["text", "cdata", "comment", "pi", "element"]))
        if kind == "text":
            parts.append(draw(TEXTS))
        elif kind == "cdata":
            parts.append(f"<![CDATA[{draw(CDATA)}]]>")
        elif kind == "comment":
            parts.append(f"<!--{draw(TEXTS).replace('-', '')}-->")
        elif kind == "pi":
            parts.append(f"<?pi {draw(TEXTS).replace('?', '')}?>")
        elif depth:
            inner = draw(contents(depth - 1))
            value = draw(TEXTS)
            name = draw(st.sampled_from(["reference", "x:y", "ukjent-å"]))
            parts.append(
                f'<{name} href = "{value}"\n b=\'{draw(TEXTS)}\' x:c="1">{inner}</{name} >'
            )
    return "".join(parts)


@given(contents(), st.sampled_from(["", "\n<!-- før -->"]), st.sampled_from(["\n", "\r\n"]))
def test_every_character_of_every_field_is_where_it_says(
    content: str, before: str, line_end: str
) -> None:
    text = (
        f'<?xml version="1.0"?>{before}{line_end}'
        f'<portal-signature-job-request xmlns="{NAMESPACE}" xmlns:x="urn:x">'
        f"{content}</portal-signature-job-request>{line_end}<?etter alt?>"
    )
    assert_every_character_is_where_it_says(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "iso-8859-1", "utf-8-sig"])
def test_places_count_code_points_in_every_encoding(encoding: str) -> None:
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\n'
        f'<portal-signature-job-request xmlns="{NAMESPACE}">\n'
        "  <reference>Blåbær &amp; 0181<!-- å -->9010<![CDATA[192]]></reference>\n"
        "</portal-signature-job-request>"
    )
    assert assert_every_character_is_where_it_says(text, encoding) == 2
    fields, places = fields_and_places(text, encoding)
    reference = next(field for field in fields if field.text.startswith("Blåbær"))
    start = reference.text.index("01819010192")
    position, _ = places.shown(places.span(reference, start, start + 11))
    assert (position.line, position.column) == (3, 27)
    assert (position.end_line, position.end_column) == (3, 57)


def test_an_excerpt_keeps_markup_and_masks_text() -> None:
    text = (
        f'<portal-signature-job-request xmlns="{NAMESPACE}">\n'
        '  <reference kind="K1">Ola &amp; 0181</reference><!-- </Ola> --><![CDATA[</Kari>]]>\n'
        "</portal-signature-job-request>"
    )
    fields, places = fields_and_places(text)
    reference = next(field for field in fields if "0181" in field.text)
    _, excerpt = places.shown(places.span(reference, 6, 10))
    assert excerpt.text == (
        '  <reference kind="x#">xxx &xxx; ####</reference><!-- </xxx> --><![xxxxx[</xxxx>]]>'
    )
    places.show_values = True
    _, shown = places.shown(places.span(reference, 6, 10))
    assert shown.text == text.splitlines()[1]


def test_a_long_line_is_cut_around_the_finding() -> None:
    padding = "a" * 5000
    fields, places = fields_and_places(f"<reference>{padding}0181{padding}</reference>")
    field = next(field for field in fields if "0181" in field.text)
    span = places.span(field, 5000, 5004)
    position, excerpt = places.shown(span)
    at = position.column - excerpt.column
    assert excerpt.text[at : at + 4] == "####"
    assert len(excerpt.text) == 160
    assert re.fullmatch("x+####x+", excerpt.text)
