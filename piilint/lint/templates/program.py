"""Messages written as text in programs: string literals, what is joined to them, arguments.

Without a parser for each language: from where a message begins, its literal is read to its end,
then the next one that is joined to it, up to the message's end tag. What stands between two
literals is an expression whose value goes there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from piilint.lint.positions import Span
from piilint.lint.templates.scan import Item, Placeholder, scan
from piilint.lint.templates.statements import Scope

__all__ = ["Program", "is_program", "read_program"]

_SUFFIXES = frozenset((
    "bas", "bash", "c", "cc", "cjs", "clj", "cpp", "cs", "dart", "ex", "fs", "go", "groovy", "h", "hpp", "java", "jl", "js",
    "jsx", "kt", "kts", "lua", "m", "mjs", "pl", "pm", "ps1", "py", "r", "rb", "rs", "scala", "sh", "sql",
    "swift", "ts", "tsx", "vb", "zsh", "bat", "ksh", "mts", "cts", "svelte", "vue",
))  # fmt: skip
_BEFORE = r"(?:\s|\\[nrt]|<\?xml[^<>]{0,120}\?>)*\Z"
_QUOTED = re.compile(r"""([@$fFrRbBuU]{0,3})(\"{3,}|'{3}|["'`])""" + _BEFORE)
_QUOTE = re.compile(r"""([@$fFrRbBuU]{0,3})(\"{3,}|'{3}|["'`])""")
_ESCAPE = re.compile(r"\\(?:([nrt])|([^\s]))")
_FILLED = re.compile(r"%(?:(\d{1,2})\$)?[-+ 0#]{0,4}(?:\d{1,4}|\*)?(?:\.\d{1,4})?(?:ll|l|h|z)?[sdiufxXvqcSDge@]")  # fmt: skip
_NAMED = re.compile(r"""["']?([^\W\d]\w*+)["']?\s*(?:=>|=(?!=)|:(?!:))\s*(.+)""", re.DOTALL)
_ASSIGNED_TO = re.compile(r"([^\W\d]\w*+)(?:\s*:\s*[\w.<>\[\]]{1,40})?\s*(?::=|=)\s*[@$\w.(]{0,40}\Z")
_APPENDS = re.compile(r"(?:[\w$.>-]+\s*\+?=\s*(?:[\w$]+\s*[+.]\s*)?|[\w$.>-]+\(\s*|echo|print|<<)\s*\Z")  # fmt: skip
_LONGEST_GAP = 600
_LONGEST_CALL = 3000
_INTERPOLATES = ("sh", "bash", "zsh", "ksh", "kt", "kts", "groovy", "dart", "ps1", "scala", "pl", "pm", "php", "phtml")


@dataclass(slots=True)
class Program:
    """What of a program is read: the stretches that hold messages, and what fills them."""

    regions: list[Span] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    blanks: list[Span] = field(default_factory=list)
    """Characters of the program in the middle of a message: quotes, operators, escapes."""
    literal: bool = False
    """Whether a message stands in a string literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Literal:
    start: int
    end: int
    after: int
    filled: bool


def is_program(name: str) -> bool:
    """Whether a file is source code by its name."""
    return name.rpartition(".")[2].lower() in _SUFFIXES


def read_program(text: str, name: str, roots: Sequence[str], scope: Scope) -> Program:
    """Everything in a program that is the text of a message with one of these root elements."""
    program = Program()
    names = "|".join(re.escape(root) for root in roots)
    anchor = re.compile(rf"<(?:[\w.-]{{1,40}}:)?({names})(?=[\s/>\\\"'{{$])")
    at = 0
    while found := anchor.search(text, at):
        literals = _literals(text, found.start(), found[1])
        if literals:
            program.literal = True
            at = _add_literals(program, text, name, scope, literals)
        else:
            at = _add_text(program, text, name, scope, found)
    _assignments(text, program.regions, scope)
    return program


def _literals(text: str, anchor: int, root: str) -> list[_Literal]:
    """The literals of a message, the first being the one that an anchor stands in."""
    opening = _QUOTED.search(text, max(0, anchor - 200), anchor)
    if opening is None:
        opening = _open_on_line(text, anchor)
    if opening is None:
        return []
    found: list[_Literal] = []
    ends = f"{root}>"
    while opening is not None:
        literal = _literal(text, opening)
        if literal is None:
            break
        found.append(literal)
        inside = text[literal.start : literal.end]
        if len(found) > 5000 or re.search(rf"</(?:[\w.-]+:)?{re.escape(ends)}", inside):
            break
        opening = _joined(text, literal.after)
    return found


def _open_on_line(text: str, anchor: int) -> re.Match[str] | None:
    """The quote that is open where an anchor stands, if one is, on its line."""
    line = text.rfind("\n", 0, anchor) + 1
    opened: re.Match[str] | None = None
    for found in _QUOTE.finditer(text, max(line, anchor - 2000), anchor):
        if text[found.start() - 1 : found.start()] == "\\":
            continue
        if opened is None:
            opened = found
        elif found[2] == opened[2]:
            opened = None
    return opened


def _literal(text: str, opening: re.Match[str]) -> _Literal | None:
    """A literal from its opening quote on; None where it is not closed."""
    prefix, quote = opening[1], opening[2]
    start = opening.end(2)
    filled = "f" in prefix.lower() or "$" in prefix
    verbatim = "@" in prefix or len(quote) > 1
    at = start
    while True:
        end = text.find(quote, at)
        if end < 0:
            return None
        if verbatim and len(quote) == 1 and text.startswith(quote * 2, end):
            at = end + 2
        elif not verbatim and _escaped(text, end):
            at = end + 1
        else:
            return _Literal(start=start, end=end, after=end + len(quote), filled=filled)


def _escaped(text: str, at: int) -> bool:
    slashes = 0
    while slashes < 100 and text[at - 1 - slashes] == "\\":
        slashes += 1
    return slashes % 2 == 1


def _joined(text: str, after: int) -> re.Match[str] | None:
    """The next literal with markup, where what stands between joins it."""
    for found in _QUOTE.finditer(text, after, after + _LONGEST_GAP):
        literal = _literal(text, found)
        if literal is None:
            return None
        inside = text[literal.start : literal.end]
        gap = text[after : found.start()]
        if "<" in inside or ">" in inside or not gap.strip() or gap.rstrip()[-1:] in "+.&~|":
            return found if "\n\n\n" not in gap else None
    return None


def _add_literals(
    program: Program, text: str, name: str, scope: Scope, literals: list[_Literal]
) -> int:
    region = literals[0].start, literals[-1].end
    program.regions.append(region)
    arguments = _arguments(text, literals[0].start, literals[-1].after)
    numbered, named = _split(arguments)
    for key, value in named.items():
        scope.assign(key, value)
    place = _Counter()
    for literal, following in zip(literals, [*literals[1:], None], strict=True):
        items = scan(text, name, scope, literal.start, literal.end)
        items = [item for item in items if _interpolated(text, item, name, literal)]
        if numbered:
            items = [_numbered(text, item, numbered, place) for item in items]
            items += _conversions(text, literal, numbered, items, place)
        program.items += sorted(items, key=lambda item: item.start)
        program.blanks += _escapes(text, literal)
        if following is not None:
            _gap(program, text, literal.after, following.start, literal.end)
    return region[1]


def _interpolated(text: str, item: Item, name: str, literal: _Literal) -> bool:
    """``$name`` is a placeholder only in languages that put it into strings."""
    if item.kind != "output" or text[item.start] != "$" or text[item.start + 1] in "{(":
        return True
    return literal.filled or name.rpartition(".")[2].lower() in _INTERPOLATES


class _Counter:
    """Which argument is next, for marks without a number."""

    def __init__(self) -> None:
        self.next = 0

    def take(self) -> int:
        self.next += 1
        return self.next - 1


def _numbered(text: str, item: Item, arguments: list[str], place: _Counter) -> Item:
    """``{0}`` and ``{}`` with the argument that they stand for."""
    if item.placeholder is None:
        return item
    mark = re.fullmatch(r"\{(\d*)(?:[,:][^{}]*)?\}", text[item.start : item.end])
    if mark is None:
        return item
    at = int(mark[1]) if mark[1] else place.take()
    return _filled(item.start, item.end, arguments, at)


def _conversions(
    text: str, literal: _Literal, arguments: list[str], items: Sequence[Item], place: _Counter
) -> Iterator[Item]:
    """``%s`` and its like with the argument that they stand for."""
    taken = [(item.start, item.end) for item in items]
    for found in _FILLED.finditer(text, literal.start, literal.end):
        if not any(start <= found.start() < end for start, end in taken):
            at = int(found[1]) - 1 if found[1] else place.take()
            yield _filled(found.start(), found.end(), arguments, at)


def _filled(start: int, end: int, arguments: list[str], at: int) -> Item:
    expressions = (arguments[at],) if 0 <= at < len(arguments) else ()
    placeholder = Placeholder(start=start, end=end, expressions=expressions)
    return Item(start=start, end=end, kind="output", placeholder=placeholder)


def _gap(program: Program, text: str, start: int, end: int, after: int) -> None:
    """What stands between two literals: the program's own characters, and maybe an expression."""
    gap = text[start:end]
    pieces = re.split(r"[;{}]", re.sub(r"[@$fFrRbBuU]{0,3}[\"'`]+\Z", "", gap))
    first, last = pieces[0], _APPENDS.sub("", pieces[-1]) if len(pieces) > 1 else ""
    whole = _APPENDS.sub("", first) if len(pieces) == 1 and not re.search(r"\w", first[:3]) else first
    expressions = tuple(piece for piece in (whole, last) if re.search(r"[^\W\d]", piece))
    structural = len(pieces) > 2
    if expressions:
        offset = gap.index(expressions[0])
        lead = len(expressions[0]) - len(expressions[0].lstrip(" \t\r\n+.&,)~|"))
        stop = start + offset + len(expressions[0].rstrip(" \t\r\n+.&,(~|"))
        begin = min(start + offset + lead, stop - 1)
        placeholder = Placeholder(start=begin, end=stop, expressions=expressions)
        program.blanks += [(after, begin), (stop, end)]
        program.items.append(
            Item(start=begin, end=stop, kind="output", placeholder=placeholder, structural=structural)
        )
    else:
        program.blanks.append((after, end))


def _escapes(text: str, literal: _Literal) -> Iterator[Span]:
    for found in _ESCAPE.finditer(text, literal.start, literal.end):
        yield (found.start(), found.end() if found[1] else found.start() + 1)


def _add_text(
    program: Program, text: str, name: str, scope: Scope, found: re.Match[str]
) -> int:
    """A message that stands in a program as it is, as in a here-document."""
    close = re.compile(rf"</(?:[\w.-]+:)?{re.escape(found[1])}\s*>").search(text, found.end())
    end = close.end() if close else len(text)
    program.regions.append((found.start(), end))
    program.items += scan(text, name, scope, found.start(), end)
    return end


def _arguments(text: str, start: int, after: int) -> str:
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
        rf"|(?i:format|printf)\w*\s*\(\s*(?:[\w.]+\s*,\s*)?[$]?{name[1]}\s*,"
        rf"|printf\s+\"?\$\{{?{name[1]}\}}?\"?\s+"
    ).search(text, after)
    if use is None:
        return ""
    rest = text[use.end() : use.end() + _LONGEST_CALL]
    return _modulo(rest) if use[0].rstrip().endswith("%") else _to_end(rest, shell="printf " in use[0])


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
    return _to_end(tail[shell.end() :], shell=True) if shell else None


def _modulo(rest: str) -> str:
    rest = rest.lstrip()
    if rest[:1] in ("(", "{", "["):
        return _to_end(rest[1:])
    found = re.match(r"[\w.\[\]'\"()]+", rest)
    return found[0] if found else ""


def _to_end(rest: str, *, shell: bool = False) -> str:
    """Arguments up to the bracket that closes them; a shell's up to the end of the line."""
    if shell:
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


def _split(arguments: str) -> tuple[list[str], dict[str, str]]:
    """Arguments by their number and by their name."""
    pieces, depth, start = [], 0, 0
    marks = re.finditer(r"[(\[{]|[)\]}]|,|\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'", arguments)
    for found in marks:
        if found[0] in "([{":
            depth += 1
        elif found[0] in ")]}":
            depth -= 1
        elif found[0] == "," and depth == 0:
            pieces.append(arguments[start : found.start()])
            start = found.end()
    pieces.append(arguments[start:])
    numbered, named = [], {}
    for piece in (piece.strip() for piece in pieces):
        name = _NAMED.match(piece)
        if name:
            named[name[1]] = name[2]
        elif piece:
            numbered.append(piece)
    return numbered, named


def _assignments(text: str, regions: Sequence[Span], scope: Scope) -> None:
    """What the lines of a program outside of its messages assign to names."""
    at = 0
    for start, end in [*regions, (len(text), len(text))]:
        between = text[at:start]
        lines = between.split("\n")
        for line in lines[:-1] if start < len(text) else lines:
            if len(line) < 1000:
                scope.code(line)
        at = end
