"""Other parsers see the same text in the same fields, and no XML on the machine stops the linter.

The reader is lxml's; Python's expat and the JDK's parser know nothing of it.
"""

import base64
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from xml.parsers import expat

import pytest

import piilint
from piilint.lint.fields import walk
from piilint.lint.parse import UnreadableError, parse
from piilint.lint.paths import PathNames, without_indexes
from piilint.lint.positions import DocumentPlaces
from piilint.lint.rulepack import RulePack
from tests.reference import CHECKOUT, REFERENCE

from .conftest import Interop

Texts = Counter[tuple[str, str, str]]
"""Kind, path without indexes, text; only where the text is not white space."""

PACK = RulePack.load()
MOST_FILES = 1500
MOST_BYTES = 300_000


def corpus() -> list[Path]:
    """The project's own messages and the official ones."""
    folders = (CHECKOUT / "examples", CHECKOUT / "bench", CHECKOUT / "schemas", REFERENCE)
    return sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".xml", ".xsd")
    )


def machine() -> list[Path]:
    """Real XML of all kinds that lies on this machine."""
    suffixes = (".xml", ".xsd", ".svg", ".pom", ".xsl", ".rng", ".ui", ".page", ".rdf")
    found = (
        path
        for folder in (Path("/usr/share"), Path("/usr/lib"), Path("/etc"))
        for path in sorted(folder.rglob("*"))
        if path.suffix in suffixes and path.is_file() and path.stat().st_size <= MOST_BYTES
    )
    return list(islice(found, MOST_FILES))


def ours(data: bytes) -> Texts | None:
    """As our reader has it; None for what it refuses."""
    try:
        document = parse(data)
        fields = walk(document, PACK)
    except UnreadableError:
        return None
    places, paths = DocumentPlaces(document), PathNames(PACK.namespace)
    wanted = ("text", "attribute", "comment", "processing-instruction")
    for field in fields:
        places.span(field, 0, len(field.text))  # no text without a place in the file
    return Counter(
        (field.kind, without_indexes(paths.path(field)), field.text)
        for field in fields
        if field.kind in wanted
    )


def seen(entries: Iterable[tuple[str, str, str]]) -> Texts:
    return Counter(
        (kind, path, text)
        for kind, path, text in entries
        if kind == "processing-instruction" or (text and not text.isspace())
    )


def expats(data: bytes) -> Texts | None:
    entries: list[tuple[str, str, str]] = []
    path = [""]
    texts: list[list[str]] = [[]]
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def name(expanded: str) -> str:
        uri, _, local = expanded.rpartition("}")
        return local if uri in ("", PACK.namespace) else f"{{{uri}}}{local}"

    def start(element: str, attributes: dict[str, str]) -> None:
        path.append(f"{path[-1]}/{name(element)}")
        texts.append([])
        entries.extend(
            ("attribute", f"{path[-1]}/@{name(attribute)}", value)
            for attribute, value in attributes.items()
        )

    def end(element: str) -> None:
        entries.append(("text", path.pop(), "".join(texts.pop())))

    def instruction(target: str, text: str) -> None:
        step = f"processing-instruction({target})"
        entries.append(("processing-instruction", f"{path[-1]}/{step}", f"{target} {text}"))

    def characters(text: str) -> None:
        texts[-1].append(text)

    def comment(text: str) -> None:
        entries.append(("comment", f"{path[-1]}/comment()", text))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.CommentHandler, parser.ProcessingInstructionHandler = comment, instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return None
    return seen(entries)


def jdks(files: list[Path], folder: Path) -> dict[Path, Texts | None]:
    listed = folder / "files.txt"
    listed.write_text("\n".join(map(str, files)))
    done = subprocess.run(
        ["java", str(Path(__file__).parent / "java" / "Texts.java"), str(listed)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[Path, Texts | None] = {}
    for block in done.stdout.split("file ")[1:]:
        file, _, rest = block.partition("\n")
        lines = [line.split(" ") for line in rest.splitlines()]
        found[Path(file)] = (
            None
            if ["refused"] in lines
            else seen((kind, _decoded(path), _decoded(text)) for kind, path, text in lines)
        )
    return found


def _decoded(text: str) -> str:
    return base64.b64decode(text).decode("utf-8", "surrogatepass")


def differences(files: list[Path], peer: dict[Path, Texts | None]) -> list[str]:
    """Files that both read and do not read alike. What one of them refuses is compared elsewhere."""
    different = []
    for file in files:
        mine, theirs = ours(file.read_bytes()), peer[file]
        if mine is not None and theirs is not None and mine != theirs:
            different.append(
                f"{file}: {len(mine - theirs)} only here, {len(theirs - mine)} only there"
            )
    return different


@pytest.fixture(scope="module")
def files() -> list[Path]:
    found = corpus() + machine()
    assert len(found) > 20
    return found


def test_expat_sees_the_same_text_in_the_same_fields(files: list[Path], interop: Interop) -> None:
    peer = {file: expats(file.read_bytes()) for file in files}
    assert differences(files, peer) == []
    interop.record(
        "text in fields", "expat, of Python", expat.EXPAT_VERSION.removeprefix("expat_"),
        "the same in the project's messages, the official ones and other XML on the machine",
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("java") is None, reason="no JDK here")
def test_the_jdk_s_parser_sees_the_same_text_in_the_same_fields(
    files: list[Path], interop: Interop, tmp_path: Path
) -> None:
    assert differences(files, jdks(files, tmp_path)) == []
    version = subprocess.run(["java", "--version"], capture_output=True, text=True, check=True)
    interop.record(
        "text in fields", "the JDK's XML parser", version.stdout.split("\n")[0],
        "the same in the project's messages, the official ones and other XML on the machine",
    )  # fmt: skip


def test_no_xml_on_the_machine_stops_the_linter(files: list[Path]) -> None:
    linter = piilint.Linter()
    internal = {"CHK003"}
    for file in files:
        report = linter.check(file.read_bytes(), name=str(file))
        assert not internal & {finding.rule for finding in report.findings}, file
