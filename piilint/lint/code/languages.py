"""The languages that are read as source code, and their parsers."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Parser

__all__ = ["Grammar", "grammar", "is_installed", "parser"]


class Grammar(NamedTuple):
    """A language, and where its grammar is."""

    language: str
    module: str
    function: str = "language"


_JAVASCRIPT = Grammar("javascript", "tree_sitter_javascript")
_TYPESCRIPT = Grammar("typescript", "tree_sitter_typescript", "language_typescript")
_GRAMMARS = {
    "java": Grammar("java", "tree_sitter_java"),
    "kt": Grammar("kotlin", "tree_sitter_kotlin"),
    "kts": Grammar("kotlin", "tree_sitter_kotlin"),
    "cs": Grammar("csharp", "tree_sitter_c_sharp"),
    "py": Grammar("python", "tree_sitter_python"),
    "js": _JAVASCRIPT,
    "jsx": _JAVASCRIPT,
    "cjs": _JAVASCRIPT,
    "mjs": _JAVASCRIPT,
    "ts": _TYPESCRIPT,
    "cts": _TYPESCRIPT,
    "mts": _TYPESCRIPT,
    "tsx": Grammar("typescript", "tree_sitter_typescript", "language_tsx"),
    "php": Grammar("php", "tree_sitter_php", "language_php"),
    "go": Grammar("go", "tree_sitter_go"),
}


def grammar(name: str) -> Grammar | None:
    """The grammar for a file of this name; None where it is no source code that is read."""
    if name.endswith(".blade.php"):
        return None
    return _GRAMMARS.get(name.rpartition(".")[2].lower())


@cache
def is_installed() -> bool:
    """Whether the parser and all grammars are there, which come with the extra ``code``."""
    return all(
        find_spec(module) is not None
        for module in ("tree_sitter", *{each.module for each in _GRAMMARS.values()})
    )


def parser(of: Grammar) -> Parser:
    """A parser for a language; one is used by one thread at a time."""
    from tree_sitter import Language, Parser

    return Parser(Language(getattr(import_module(of.module), of.function)()))
