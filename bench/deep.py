"""What deep mode costs, beside the native engine and Presidio as it is."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import piilint
from bench.accuracy.corpus import Row
from bench.accuracy.presidio import MISSING, analyser
from bench.measure import Ratio, compare, process
from piilint.lint.fields import walk
from piilint.lint.parse import parse
from piilint.lint.rulepack import RulePack

HERE = Path(__file__).parent

_NATIVE = "import piilint; piilint.Linter()"
_DEEP = "import piilint; piilint.Linter(deep=True)"
_PLAIN = "from bench.accuracy.presidio import analyser; analyser()"


def rows() -> Iterator[Ratio]:
    """The rows on deep mode; none, and a word about it, where Presidio is not installed."""
    plain = analyser() if find_spec("presidio_analyzer") and find_spec("spacy") else None
    if plain is None:
        print(MISSING, file=sys.stderr)
        return
    data = (HERE / "manifest.xml").read_bytes()
    native, deep = piilint.Linter(), piilint.Linter(deep=True)
    texts = [
        Row(id="", domain="", field="", text=field.text, labels=())
        for field in walk(parse(data), RulePack.load())
    ]

    def over_all_texts() -> None:
        for text in texts:
            plain(text)

    yield compare(
        "Presidio's analyser over all texts of the full manifest / Linter.check",
        over_all_texts,
        lambda: native.check(data),
        rounds=5,
        bar="50x, then 100x",
    )
    yield compare(
        "Linter.check of it in deep mode, blank pipeline / Linter.check",
        lambda: deep.check(data),
        lambda: native.check(data),
        rounds=5,
    )
    yield compare(
        "a process that makes a Linter in deep mode / one that makes a Linter",
        process(sys.executable, "-c", _DEEP),
        process(sys.executable, "-c", _NATIVE),
        repetitions=3,
    )
    yield compare(
        "a process that makes Presidio's analyser / one that makes a Linter",
        process(sys.executable, "-c", _PLAIN),
        process(sys.executable, "-c", _NATIVE),
        repetitions=3,
    )
