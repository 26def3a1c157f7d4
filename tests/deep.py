"""Deep mode for tests: Presidio takes seconds to load, so it is loaded once."""

from functools import cache
from pathlib import Path

import piilint

DOCUMENTED = """\
recognizers:
  -
    name: "Zip code Recognizer"
    supported_language: "de"
    patterns:
      -
         name: "zip code (weak)"
         regex: "(\\\\b\\\\d{5}(?:\\\\-\\\\d{4})?\\\\b)"
         score: 0.01
    context:
     - zip
     - code
    supported_entity: "ZIP"
  -
    name: "Titles recognizer"
    supported_language: "en"
    supported_entity: "TITLE"
    deny_list:
      - Mr.
      - Mrs.
      - Prof.
"""
"""A file in the format that Presidio documents."""


@cache
def linter() -> piilint.Linter:
    return piilint.Linter(deep=True)


def with_recognizers(folder: Path, text: str) -> piilint.Linter:
    file = folder / "recognizers.yaml"
    file.write_text(text, encoding="utf-8")
    return piilint.Linter(deep=True, recognizers=file)


def with_nlp(folder: Path, text: str) -> piilint.Linter:
    file = folder / "nlp.yaml"
    file.write_text(text, encoding="utf-8")
    return piilint.Linter(deep=True, nlp=file)
