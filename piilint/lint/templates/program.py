"""Messages written as text in programs: string literals, what is joined to them, arguments.

Without a parser for each language: from where a message begins, its literal is read to its end,
then the next one that is joined to it, up to the message's end tag. What stands between two
literals is an expression whose value goes there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from piilint.lint.markup import Span
from piilint.lint.templates.arguments import arguments, split_arguments
from piilint.lint.templates.scan import Item, Placeholder, Scanner
from piilint.lint.templates.statements import Scope
from piilint.lint.templates.tree import too_much

__all__ = ["Program", "is_program", "read_program"]

_SUFFIXES = frozenset(
    (
        "bas",
        "bash",
        "c",
        "cc",
        "cjs",
        "clj",
        "cpp",
        "cs",
        "dart",
        "ex",
        "fs",
        "go",
        "groovy",
        "h",
        "hpp",
        "java",
        "jl",
        "js",
        "jsx",
        "kt",
        "kts",
        "lua",
        "m",
        "mjs",
        "pl",
        "pm",
        "ps1",
        "py",
        "r",
        "rb",
        "rs",
        "scala",
        "sh",
        "sql",
        "swift",
        "ts",
        "tsx",
        "vb",
        "zsh",
        "bat",
        "ksh",
        "mts",
        "cts",
        "svelte",
        "vue",
    )
)
_BEFORE = r"(?:\s|\\[nrt]|<\?xml[^<>]{0,120}\?>)*\Z"
_QUOTED = re.compile(r"""([@$fFrRbBuU]{0,3})(\"{3,}|'{3}|["'`])""" + _BEFORE)
_QUOTE = re.compile(r"""([@$fFrRbBuU]{0,3})(\"{3,}|'{3}|["'`])""")
_ESCAPE = re.compile(r"\\(?:([nrt])|([^\s]))")
_FILLED = re.compile(
    r"%(?:(\d{1,2})\$)?[-+ 0#]{0,4}(?:\d{1,4}|\*)?(?:\.\d{1,4})?(?:ll|l|h|z)?[sdiufxXvqcSDge@]"
)
_APPENDS = re.compile(
    r"(?:[\w$.>-]{1,80}\s*\+?=\s*(?:[\w$]{1,80}\s*[+.]\s*)?|[\w$.>-]{1,80}\(\s*|echo|print|<<)\s*\Z"
)
_CALLED = re.compile(r"\s*\)\s*\.\s*\w++\s*\((.*)\)\s*\.\s*\w++\s*\(\s*[^\s\w]{1,3}", re.DOTALL)
_LONGEST_GAP = 600
_INTERPOLATES = (
    "sh",
    "bash",
    "zsh",
    "ksh",
    "kt",
    "kts",
    "groovy",
    "dart",
    "ps1",
    "scala",
    "pl",
    "pm",
    "php",
    "phtml",
)


MAX_MESSAGES = 1000
"""Messages that are read in one program."""


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
    scanner = Scanner(text, name, scope)
    at = 0
    while found := anchor.search(text, at):
        if len(program.regions) >= MAX_MESSAGES:
            raise too_much(text, found.start())
        literals = _literals(text, found.start(), found[1])
        if literals:
            program.literal = True
            at = _add_literals(program, scanner, literals)
        else:
            at = _add_text(program, scanner, found)
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


def _add_literals(program: Program, scanner: Scanner, literals: list[_Literal]) -> int:
    text, name = scanner.text, scanner.name
    region = literals[0].start, literals[-1].end
    program.regions.append(region)
    given = arguments(text, literals[0].start, literals[-1].after)
    numbered, named = split_arguments(given)
    for key, value in named.items():
        scanner.scope.assign(key, value)
    place = _Counter()
    for literal, following in zip(literals, [*literals[1:], None], strict=True):
        items = list(scanner.items(literal.start, literal.end))
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
    starts = [item.start for item in items]
    for found in _FILLED.finditer(text, literal.start, literal.end):
        before = bisect_right(starts, found.start()) - 1
        if before < 0 or items[before].end <= found.start():
            at = int(found[1]) - 1 if found[1] else place.take()
            yield _filled(found.start(), found.end(), arguments, at)


def _filled(start: int, end: int, arguments: list[str], at: int) -> Item:
    expressions = (arguments[at],) if 0 <= at < len(arguments) else ()
    placeholder = Placeholder(start=start, end=end, expressions=expressions)
    return Item(start=start, end=end, kind="output", placeholder=placeholder)


def _gap(program: Program, text: str, start: int, end: int, after: int) -> None:
    """What stands between two literals: the program's own characters, and maybe an expression."""
    called = _CALLED.fullmatch(text, start, end)
    if called:
        after, start, end = _blank_around(program, called, after)
    gap = text[start:end]
    pieces = re.split(r"[;{}]", re.sub(r"[@$fFrRbBuU]{0,3}[\"'`]+\Z", "", gap))
    first, last = pieces[0], _APPENDS.sub("", pieces[-1]) if len(pieces) > 1 else ""
    whole = (
        _APPENDS.sub("", first) if len(pieces) == 1 and not re.search(r"\w", first[:3]) else first
    )
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
            Item(
                start=begin, end=stop, kind="output", placeholder=placeholder, structural=structural
            )
        )
    else:
        program.blanks.append((after, end))


def _blank_around(program: Program, called: re.Match[str], after: int) -> tuple[int, int, int]:
    """Of ``).append(x).append(`` only what is given to the first call is an expression."""
    program.blanks += [(after, called.start(1)), (called.end(1), called.end())]
    return called.start(1), called.start(1), called.end(1)


def _escapes(text: str, literal: _Literal) -> Iterator[Span]:
    for found in _ESCAPE.finditer(text, literal.start, literal.end):
        yield (found.start(), found.end() if found[1] else found.start() + 1)


def _add_text(program: Program, scanner: Scanner, found: re.Match[str]) -> int:
    """A message that stands in a program as it is, as in a here-document."""
    text = scanner.text
    close = re.compile(rf"</(?:[\w.-]+:)?{re.escape(found[1])}\s*>").search(text, found.end())
    end = close.end() if close else len(text)
    program.regions.append((found.start(), end))
    program.items += scanner.items(found.start(), end)
    return end


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
