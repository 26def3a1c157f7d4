import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.detect.marked import found, search


@pytest.mark.parametrize(
    "marked",
    [
        "[[a@example.com]]",
        "[[kari.nordmann@example.com]].",
        "<[[kari+x@sub.example.co.uk]]>",
        "([[kari@example.com]])",
        "'[[kari@example.com]]'",
        '"[[kari@example.com]]",',
        "[[o'hara@example.no]]",
        "[[kari_n-1%x@ex-ample.no]]",
        "[[kari..n@example.no]]",
        "mailto:[[kari@example.no]]?subject=x",
        "https://example.no/?email=[[kari@example.no]]&b=1",
        "a;[[kari@example.no]];b",
        "Til [[kari@example.no]]\nKopi [[ola@example.no]]",
        "[[kari@example.no]],[[ola@example.no]]",
        "[[kåre@blåbær.no]]",
        "[[kari@xn--blbr-roah.xn--p1ai]]",
        "[[用户@例え.テスト]]",
        '[["kari n"@example.no]]',
        f"[[{'a' * 64}@example.no]]",
        "skriv til [[kari@example.no]]!",
        "[[KARI@EXAMPLE.NO]]",
        "kari@[[ola@example.no]]",
    ],
)
def test_hits(marked: str):
    assert set(found(marked)) == {("EMAIL_ADDRESS", "high")}


def test_the_endings_of_a_file_are_no_part_of_an_address():
    assert found("[[kontrakt_kari@example.no]].pdf") == [("EMAIL_ADDRESS", "high")]


@pytest.mark.parametrize(
    "text",
    [
        "@",
        "@example.com",
        "kari@",
        "kari@localhost",
        "post @ example.com",
        "kari@example",
        "kari@.com",
        "kari@example.",
        "react@18.2.0",
        "icon@2x.png",
        "git@github.com:example/example.git",
        "@media print",
        "kari@example.c",
        "kari@-example.com",
        "kari@exa\0mple.com",
        f"{'a' * 65}@example.no",
        "post(at)example.com",
        "arbeidsavtale@v3.pdf",
        "lunde-sdk@2.4.1.tgz",
        "lunde-sdk@2.0-rc1.tgz",
        "pakke@1.2.zip",
        "noreply@example.no",
        "support@example.no",
        "mailto:post@example.no",
        "Ikke-svar@example.no",
        "uses: actions/checkout@v4",
    ],
)
def test_near_misses(text: str):
    assert search(text) == []


@settings(max_examples=150)
@given(
    st.text("abcæ019_", min_size=1, max_size=20),
    st.lists(st.text("abcø09", min_size=1, max_size=9), min_size=1, max_size=4),
    st.sampled_from(("no", "com", "museum", "xn--p1ai")),
    st.text(" abc,;:()<>\n", max_size=20),
    st.sampled_from(("", " x", ".", ",", ">", ")", ";", "!", "?", "/", "\n", "&")),
)
def test_generated_addresses_are_found_where_they_stand(local, labels, tld, before, after):
    address = f"{local}@{'.'.join([*labels, tld])}"
    text = f"{before} {address}{after}"
    evidence = next(e for e in search(text) if e.entity == "EMAIL_ADDRESS")
    assert text[evidence.start : evidence.end] == address
