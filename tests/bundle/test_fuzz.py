"""Packages that are bent at random: none is believed to say anything else than what was signed."""

import copy
import zipfile
from datetime import UTC, datetime
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from piilint.archive import Limits
from piilint.bundle.verify import examine
from tests.bundle.packages import members, packed

SIGNATURES = "META-INF/signatures.xml"


@lru_cache
def good():
    return members()


@lru_cache
def package(method):
    return packed(good(), method)


def judged(data):
    """Verified but for trust, which bending does not concern."""
    return examine(data, None, "", datetime.now(UTC), Limits())


def said(report):
    """All that a reader takes from a package; the signature file may be spelt differently."""
    files = [(file.name, file.sha256, file.media_type) for file in report.files]
    return (
        [file for file in files if file[0] != SIGNATURES],
        report.manifest,
        report.signer,
        report.signing_time,
    )


def survives(data):
    """Whether a bent package is believed and says something else."""
    report = judged(data)
    return report.valid and said(report) != said(judged(package(zipfile.ZIP_DEFLATED)))


def bent(data, kind, at, length, value):
    at %= len(data)
    part = data[at : at + length]
    middle = {
        "flip": bytes(byte ^ value for byte in part),
        "remove": b"",
        "insert": bytes([value]) * length + part,
        "repeat": part + part,
        "zero": bytes(len(part)),
    }[kind]
    return data[:at] + middle + data[at + length :]


BEND = st.tuples(
    st.sampled_from(["flip", "remove", "insert", "repeat", "zero"]),
    st.integers(0, 2**20),
    st.sampled_from([1, 1, 1, 2, 4, 30, 200]),
    st.integers(1, 255),
)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@settings(max_examples=250)
@given(bends=st.lists(BEND, min_size=1, max_size=3))
def test_no_bent_archive_says_anything_else(method, bends):
    data = package(method)
    for bend in bends:
        data = bent(data, *bend)
    assert not survives(data)


@settings(max_examples=250)
@given(name=st.sampled_from(sorted(good())), bends=st.lists(BEND, min_size=1, max_size=3))
def test_no_bent_file_is_believed(name, bends):
    data = good()[name]
    for bend in bends:
        data = bent(data, *bend)
    assert not survives(packed(good() | {name: data}))


@pytest.mark.parametrize("part", ["SignedInfo", "SignedProperties"])
def test_no_byte_of_what_is_signed_can_be_changed(part):
    xml = good()[SIGNATURES]
    start, end = xml.index(b"<%s" % part.encode()), xml.index(b"</%s>" % part.encode())
    survivors = [
        place
        for place in range(start, end)
        if judged(packed(good() | {SIGNATURES: bent(xml, "flip", place, 1, 1)})).valid
    ]
    assert not survivors


def at(root, index):
    return list(root.iter())[index]


def remove(element):
    element.getparent().remove(element)


def repeat(element):
    element.addnext(copy.deepcopy(element))


def move_up(element):
    above = element.getparent()
    higher = above.getparent()
    (above if higher is None else higher).insert(0, element)


def empty(element):
    for child in list(element):
        element.remove(child)
    element.text = None
    element.attrib.clear()


def rename(element):
    element.tag = element.tag.replace("}", "}x")


def add_comment(element):
    element.insert(0, etree.Comment(" "))


def add_text(element):
    element.text = f"{element.text or ''}x"


@pytest.mark.parametrize(
    "edit",
    [remove, repeat, move_up, empty, rename, add_comment, add_text],
    ids=lambda e: e.__name__,
)
def test_no_element_can_be_changed(edit):
    root = etree.fromstring(good()[SIGNATURES])
    survivors = []
    for index, element in enumerate(root.iter()):
        changed = copy.deepcopy(root)
        if index:
            edit(at(changed, index))
        xml = etree.tostring(changed)
        if xml != etree.tostring(root) and judged(packed(good() | {SIGNATURES: xml})).valid:
            survivors.append(element.tag)
    assert not survivors
