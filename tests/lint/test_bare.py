"""A tree without the white space between its elements says what the whole one says, or says no."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from piilint.lint.fields import MixedContentError, walk
from piilint.lint.parse import parse
from piilint.lint.positions import DocumentPlaces
from piilint.lint.rulepack import RulePack
from piilint.resources import data_folder
from piilint.schema.xsd import MessageSchema

from .messages import NAMESPACE

PACK = RulePack.load()
SCHEMA = MessageSchema.load(data_folder("schemas"))

BLANKS = st.sampled_from(["", " ", "\n", "\n  ", "\t\n", " " * 700])
TEXTS = st.lists(
    st.sampled_from(["a", "å", " ", "\n", "&amp;", "&#32;", "&#10;", " " * 400, "\u00a0"]),
    max_size=5,
).map("".join)
NAMES = st.sampled_from(["reference", "signer", "title", "x:other", "document"])


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name, blank = draw(NAMES), draw(BLANKS)
    inner = draw(st.lists(elements(depth - 1), max_size=3)) if depth else []
    if not inner:
        return f"<{name}>{draw(TEXTS)}</{name}>"
    stray = draw(st.sampled_from(["", "", "", "a", "&#65;"]))
    return f"<{name}>{blank}{blank.join(inner)}{stray}{blank}</{name}>"


def document(*inner: str) -> bytes:
    root = f'<direct-signature-job-request xmlns="{NAMESPACE}" xmlns:x="urn:x">'
    return f"{root}{''.join(inner)}\n</direct-signature-job-request>".encode()


@given(st.lists(elements(), max_size=4), BLANKS)
def test_a_bare_tree_has_the_fields_of_the_whole_one(inner: list[str], blank: str) -> None:
    data = document(blank, *(each + blank for each in inner))
    whole, bare = parse(data), parse(data, bare=True)
    assert bare.bare
    try:
        found = walk(bare, PACK)
    except MixedContentError:
        assume(False)
    expected = walk(whole, PACK)
    assert [(field.kind, field.text) for field in found] == [
        (field.kind, field.text) for field in expected
    ]
    assert SCHEMA.accepts(bare.root) == SCHEMA.accepts(whole.root)
    here, there = DocumentPlaces(bare), DocumentPlaces(whole)
    for one, other in zip(found, expected, strict=True):
        assert here.part(one, 0, 1) == there.part(other, 0, 1)


@pytest.mark.parametrize(
    "inner",
    [
        "<reference>a <b/> c</reference>",
        "<reference> <b/> <c/>a</reference>",
        "<reference><b/> <c/>&#65;</reference>",
    ],
)
def test_text_beside_elements_asks_for_the_whole_tree(inner: str) -> None:
    with pytest.raises(MixedContentError):
        walk(parse(document(inner), bare=True), PACK)


@pytest.mark.parametrize(
    "inner",
    [
        "<reference> <!-- a -->b</reference>",
        "<reference> <![CDATA[b]]></reference>",
        "<reference> <?a b?>c</reference>",
        "<reference> \r\n b</reference>",
    ],
)
def test_a_document_with_more_than_tags_and_text_is_read_whole(inner: str) -> None:
    assert not parse(document(inner), bare=True).bare
