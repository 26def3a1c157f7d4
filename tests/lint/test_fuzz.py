"""Whatever words and codes stand beside each other, no detector fails, and every place is real."""

import base64
import quopri
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

import piilint
from piilint.detect import DETECTORS, Page, find
from piilint.detect.words import read_list
from tests.detect.generators import AT
from tests.lint.messages import portal_manifest

LISTS = ("given-names", "surnames", "neighbours", "special", "syllables", "streets", "places")
NUMBERS = ("12", "2024", "010285", "H0201", "12.03.1985", "§ 5-1", "90055821", "gnr. 4", "III")
JOINTS = (" ", "-", "_", ".", "", ", ", " & ", ": ", "/", "=", " (", "%20", " – ", "'", "’", '"')
LABELS = ("reference", "nonsensitive-title", "document href", "signer-identifier", "comment", "")

LINTER = piilint.Linter()
SECRETS = ("Kari Nordmann", "ola@example.com", "01819010192", "sykmelding", '{"fnr":"01819010192"}')

words = st.one_of(
    *(
        st.sampled_from(sorted({row.strip("*") for row in read_list(f"{name}.txt")}))
        for name in LISTS
    ),
    st.sampled_from(NUMBERS),
)
cases = st.sampled_from((str.lower, str.upper, str.title, str))
pieces = st.tuples(words, cases, st.sampled_from(JOINTS)).map(
    lambda made: made[1](made[0]) + made[2]
)


@settings(max_examples=1000)
@given(text=st.lists(pieces, min_size=1, max_size=7).map("".join), label=st.sampled_from(LABELS))
def test_words_beside_each_other(text: str, label: str):
    page = Page([text], [label], AT)
    for seen in find(page, None, DETECTORS):
        assert 0 <= seen.start < seen.end <= len(text)


def _rows(codes: Callable[[int], str], joint: str = "") -> Callable[[bytes], str]:
    return lambda data: joint.join(map(codes, data))


ENCODERS: tuple[Callable[[bytes], str], ...] = (
    lambda data: base64.b64encode(data).decode(),
    lambda data: base64.b64encode(zlib.compress(data)).decode(),
    lambda data: base64.b32encode(data).decode().lower().rstrip("="),
    lambda data: base64.a85encode(data).decode(),
    lambda data: quopri.encodestring(data).decode(),
    lambda data: f"=?utf-8?Q?{quopri.encodestring(data, header=True).decode()}?=",
    lambda data: data.decode("latin-1")[::-1],
    lambda data: data.decode("latin-1").encode("utf-7").decode(),
    lambda data: "xn--" + data.decode("latin-1").encode("punycode").decode(),
    _rows("{:02x}".format),
    _rows("{:02x}".format, " "),
    _rows("%{:02X}".format),
    _rows("&#{};".format),
    _rows("\\u{:04x}".format),
    _rows("\\{:o}".format),
    _rows(str, "."),
    _rows("{:08b}".format, "-"),
)


@st.composite
def codes(draw: st.DrawFn) -> str:
    """A secret in some encodings, one over the other, with a mistake in the middle."""
    text = draw(st.sampled_from(SECRETS))
    for encode in draw(st.lists(st.sampled_from(ENCODERS), max_size=3)):
        text = encode(text.encode())
    at = draw(st.integers(0, len(text)))
    cut = draw(st.integers(0, 3))
    return (
        text[:at]
        + draw(st.sampled_from(("", "A", " ", "=", "%", "\\", "&", "٣")))
        + text[at + cut :]
    )


TOO_DEEP = "CHK010"
"""What texts that are joined may be: with a mistake in it, one makes more layers of the next."""


@settings(max_examples=300)
@given(text=st.lists(codes(), min_size=1, max_size=3).map("_".join))
def test_codes_beside_each_other(text: str):
    written = escape("".join(filter(str.isprintable, text)))
    document = portal_manifest(title="Avtale Kari Nordmann", nonsensitive=written)
    report = LINTER.check(document, "manifest.xml")
    failed = {found.rule for found in report.findings if found.rule.startswith(("CHK", "XML"))}
    assert failed <= {TOO_DEEP}
