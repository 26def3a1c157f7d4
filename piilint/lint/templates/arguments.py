"""What a text in a program is filled with: ``text.format(...)``, ``text % (...)``, ``printf``."""

from __future__ import annotations

import re

__all__ = ["arguments", "split_arguments"]

_NAMED = re.compile(r"""["']?([^\W\d]\w*+)["']?\s*(?:=>|=(?!=)|:(?!:))\s*(.+)""", re.DOTALL)
_ASSIGNED_TO = re.compile(
    r"([^\W\d]\w*+)(?:\s*:\s*[\w.<>\[\]]{1,40})?\s*(?::=|=)\s*[@$\w.(]{0,40}\Z"
)
_LONGEST_CALL = 3000


def arguments(text: str, start: int, after: int) -> str:
    """What a message's text is filled with where it is formatted: source text of arguments."""
    tail = text[after : after + _LONGEST_CALL]
    given = _after_literal(tail)
    if given is not None:
        return given
    name = _ASSIGNED_TO.search(text, max(0, start - 120), start - len(_opening(text, start)))
    if name is None:
        return ""
    use = re.compile(
        rf"\b{name[1]}\s*\.\s*format(?:ted|_map)?\s*\(|\b{name[1]}\s*%\s*"
        rf"|(?i:format|printf)\w*\s*\(\s*(?:[^,()]{{1,40}},\s*){{0,2}}[$]?{name[1]}\s*,"
        rf"|printf\s+\"?\$\{{?{name[1]}\}}?\"?\s+"
    ).search(text, after)
    if use is None:
        return ""
    rest = text[use.end() : use.end() + _LONGEST_CALL]
    return (
        _modulo(rest)
        if use[0].rstrip().endswith("%")
        else _to_end(rest, in_shell="printf " in use[0])
    )


def _opening(text: str, start: int) -> str:
    found = re.search(r"[@$fFrRbBuU]{0,3}[\"'`]{1,3}\Z", text[max(0, start - 6) : start])
    return found[0] if found else ""


def _after_literal(tail: str) -> str | None:
    called = re.match(r"\s*\)?\s*\.\s*format(?:ted)?\s*\(", tail)
    if called:
        return _to_end(tail[called.end() :])
    modulo = re.match(r"\s*\)?\s*%\s*(?=[\w({\[])", tail)
    if modulo:
        return _modulo(tail[modulo.end() :])
    comma = re.match(r"\s*,", tail)
    if comma:
        return _to_end(tail[comma.end() :])
    shell = re.match(r"[ \t]+(?=[\"$])", tail)
    return _to_end(tail[shell.end() :], in_shell=True) if shell else None


def _modulo(rest: str) -> str:
    rest = rest.lstrip()
    if rest[:1] in ("(", "{", "["):
        return _to_end(rest[1:])
    found = re.match(r"[\w.\[\]'\"()]+", rest)
    return found[0] if found else ""


def _to_end(rest: str, *, in_shell: bool = False) -> str:
    """Arguments up to the bracket that closes them; a shell's up to the end of the line."""
    if in_shell:
        line = re.split(r"[\n;|>]", rest, maxsplit=1)[0]
        return ", ".join(re.findall(r"\"[^\"]*\"|'[^']*'|\S+", line))
    depth = 0
    for found in re.finditer(r"[(\[{]|[)\]}]|\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|;", rest):
        if found[0] in "([{":
            depth += 1
        elif found[0] in ")]}" or (found[0] == ";" and depth == 0):
            depth -= 1
            if depth < 0:
                return rest[: found.start()]
    return rest


def split_arguments(given: str) -> tuple[list[str], dict[str, str]]:
    """Arguments by their number and by their name."""
    pieces, depth, start = [], 0, 0
    marks = re.finditer(r"[(\[{]|[)\]}]|,|\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'", given)
    for found in marks:
        if found[0] in "([{":
            depth += 1
        elif found[0] in ")]}":
            depth -= 1
        elif found[0] == "," and depth == 0:
            pieces.append(given[start : found.start()])
            start = found.end()
    pieces.append(given[start:])
    numbered, named = [], {}
    for piece in (piece.strip() for piece in pieces):
        name = _NAMED.match(piece)
        if name:
            named[name[1]] = name[2]
        elif piece:
            numbered.append(piece)
    return numbered, named
