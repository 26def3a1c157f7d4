"""Our schema and the published one, in three engines: the verdicts on generated messages.

In the same engine the two schemas never differ. Where the engines differ from each other, the
cases are listed in ``tests/schema/test_engines.py`` with the standard's answer; here stands what
Xerces says of each.
"""

import random
import re
import zipfile
from base64 import b64encode
from importlib.metadata import version

import pytest
from lxml import etree

from tests.schema.test_engines import AGREED, DISAGREEMENTS, accepted_by_xmlschema, message
from tests.schema.test_language import OURS, broken, quick, rich, valid

from .conftest import PAGE

pytestmark = pytest.mark.slow

SAMPLE = 400

VERDICTS = {True: "valid", False: "refused", None: "fails"}
LENGTHS = "lengths of text with characters beyond U+FFFF"
"""Counted in UTF-16 units by Xerces, where the standard has characters (part 2, 4.3.1)."""


@pytest.fixture(scope="module")
def published(maven, tmp_path_factory):
    """The published specification, as the Java client has it, and its version."""
    archive = next(jar for jar in maven("client").jars if "specification-3" in jar.name)
    folder = tmp_path_factory.mktemp("specification")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder, [name for name in packed.namelist() if name.endswith(".xsd")])
    return folder / "direct-and-portal.xsd", archive.stem.rpartition("-")[2]


def xerces(java, schemas, messages):
    """For each message the verdict by each schema."""
    lines = [b64encode(etree.tostring(each)).decode() for each in messages]
    printed = java.run("Schemas.java", *schemas, text="\n".join(lines)).split()
    assert len(printed) == len(messages)
    return [tuple(mark == "+" for mark in line) for line in printed]


def different(verdicts, messages):
    return [
        (pair, etree.tostring(each))
        for pair, each in zip(verdicts, messages, strict=True)
        if len(set(pair)) > 1
    ]


@pytest.fixture(scope="module")
def messages(published):
    """Every constraint of the published schema broken, and valid messages of both."""
    schema, _ = published
    return [each for _, each in broken(schema)] + valid(schema) + valid(OURS)


def test_no_difference_in_lxml(published, messages, interop):
    schema, number = published
    verdicts = [(quick(OURS)(each), quick(schema)(each)) for each in messages]
    assert different(verdicts, messages) == []
    assert len(set(verdicts)) == 2
    record(
        interop,
        "lxml",
        f"{version('lxml')}, libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}",
        number,
    )


def test_no_difference_in_xmlschema(published, messages, interop):
    schema, number = published
    chosen = random.Random(5).sample(messages, SAMPLE)
    verdicts = [(rich(OURS).is_valid(each), rich(schema).is_valid(each)) for each in chosen]
    assert different(verdicts, chosen) == []
    assert len(set(verdicts)) == 2
    record(
        interop,
        "xmlschema",
        version("xmlschema"),
        number,
        f"a sample of {SAMPLE} generated messages",
    )


def test_no_difference_in_xerces(published, messages, java, interop):
    schema, number = published
    verdicts = xerces(java, (OURS, schema), messages)
    assert different(verdicts, messages) == []
    assert len(set(verdicts)) == 2
    apart = [
        etree.tostring(each, encoding="unicode")
        for each, (verdict, _) in zip(messages, verdicts, strict=True)
        if verdict != quick(OURS)(each)
    ]
    assert all(astral(text) for text in apart)
    record(interop, "Xerces of the JDK", java.version, number)


def astral(text):
    """Whether there are characters that UTF-16 has two units for."""
    return any(character > "\uffff" for character in text)


def test_xerces_on_special_texts(published, java, interop):
    schema, _ = published
    listed = [
        (name, standard, message(old, new))
        for name, (standard, _, old, texts) in DISAGREEMENTS.items()
        for new in texts
    ]
    listed += [
        (LENGTHS if astral(new) else "agreed", standard, message(old, new))
        for old, standard, texts in AGREED
        for new in texts
    ]
    verdicts = xerces(java, (OURS, schema), [each for _, _, each in listed])
    assert different(verdicts, [each for _, _, each in listed]) == []
    found = {
        (
            name,
            VERDICTS[standard],
            VERDICTS[quick(OURS)(each)],
            VERDICTS[in_xmlschema],
            VERDICTS[verdict],
        )
        for (name, standard, each), (verdict, _) in zip(listed, verdicts, strict=True)
        if {standard, quick(OURS)(each), in_xmlschema := accepted_by_xmlschema(each), verdict}
        != {standard}
    }
    lengths = (
        LENGTHS,
        "counted in characters",
        "in characters",
        "in characters",
        "in UTF-16 units",
    )
    found = {lengths if row[0] == LENGTHS else row for row in found}
    table = PAGE.read_text(encoding="utf-8").partition("## Where schema engines")[2]
    stated = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")][
        2:
    ]
    assert {tuple(re.sub(r",.*", "", cell).strip() for cell in row) for row in stated} == found
    interop.record(
        "special texts, by the standard", "Xerces of the JDK", java.version,
        "every difference between engines stands below with the standard's answer",
    )  # fmt: skip


def record(interop, engine, engine_version, number, on="every generated message"):
    interop.record(
        f"schema, in {engine}", f"signature-api-specification {number}", engine_version,
        f"the same verdict on {on}: each constraint broken, and valid ones",
    )  # fmt: skip
