"""``Linter.check`` and ``piilint check`` against what parsing and validating alone cost."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

import piilint
from bench.measure import Ratio, compare, process
from piilint.resources import data_folder
from tests.reference import REFERENCE

HERE = Path(__file__).parent


def rows() -> Iterator[Ratio]:
    """The rows on checking one message, warm and from cold."""
    clean = (HERE / "manifest.xml").read_bytes()
    linter = piilint.Linter()
    if linter.check(clean).findings:
        raise AssertionError("the clean manifest has findings")
    yield compare(
        "Linter.check, full portal manifest without findings / parse and validate",
        lambda: linter.check(clean),
        _floor(clean),
        rounds=300,
        bar="10x, then 5x",
    )
    official = REFERENCE / "examples" / "portal" / "manifest.xml"
    if official.is_file():
        data = official.read_bytes()
        yield compare(
            "Linter.check, the official portal manifest with its findings / parse and validate",
            lambda: linter.check(data),
            _floor(data),
            rounds=100,
            bar="15x, then 8x",
        )
    yield compare(
        "piilint check one.xml from cold / python -c 'import lxml.etree'",
        process(sys.executable, "-m", "piilint", "check", str(HERE / "manifest.xml")),
        process(sys.executable, "-c", "import lxml.etree"),
        bar="4x, then 2.5x",
    )


def _floor(data: bytes) -> Callable[[], object]:
    schema = etree.XMLSchema(etree.parse(data_folder("schemas") / "signing.xsd"))

    def parse_and_validate() -> bool:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return schema.validate(etree.fromstring(data, parser))

    return parse_and_validate
