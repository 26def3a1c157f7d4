"""Expressions taken apart: the chains of names in them whose values will be written.

One reader for what templates and programming languages have in common. It is lenient: what it
does not know is passed over, and each chain is judged for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Chain", "Segment", "chains"]

_TOKEN = re.compile(
    r"""(?P<string>[fFrRbBuU$@]{0,2}(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`))
      | (?P<name>[^\W\d]\w*+(?:-[^\W\d]\w*+)*+)
      | (?P<number>(?<!\$)\d\w*+)
      | (?P<link>\?\.|!!?\.|&\.|->|::|(?:\.\./)+|\.|/)
      | (?P<operator>=>|\?\?|\?:|\|\||&&|[=!<>]==?|[=!]~|:[-=+?]|[<>])
      | (?P<other>\S)""",
    re.VERBOSE | re.DOTALL,
)
_INSIDE_STRING = re.compile(r"[#$]?\{\{?([^{}]*)\}|\$([^\W\d]\w*+(?:(?:\.|->)[^\W\d]\w*+)*)")
_COMPARING = frozenset(
    (
        "==",
        "===",
        "!=",
        "!==",
        "<",
        ">",
        "<=",
        ">=",
        "=~",
        "!~",
        "eq",
        "ne",
        "lt",
        "gt",
        "le",
        "ge",
        "is",
        "in",
        "instanceof",
    )
)
_WORDS = frozenset(
    (
        "and",
        "or",
        "not",
        "await",
        "new",
        "return",
        "echo",
        "print",
        "typeof",
        "else",
        "unless",
        "as",
        "null",
        "nil",
        "None",
        "true",
        "false",
        "True",
        "False",
        "var",
        "let",
        "const",
    )
)
_ACCESSORS = frozenset(
    (
        "index",
        "lookup",
        "get",
        "dig",
        "getattr",
        "attr",
        "attribute",
        "pluck",
        "map",
        "value",
        "prop",
    )
)
_CALLED = frozenset(
    (
        "get",
        "getValue",
        "getString",
        "getProperty",
        "getAttribute",
        "getField",
        "GetValue",
        "GetString",
        "attr",
        "attribute",
        "map",
        "pluck",
        "opt",
        "optString",
        "dig",
        "fetch",
        "input",
        "getParameter",
        "getenv",
        "env",
        "param",
        "field",
        "old",
        "value",
        "valueOf",
        "property",
        "prop",
        "item",
        "getOrDefault",
    )
)
_EACH = frozenset(("map", "collect", "flat_map", "pluck", "Select", "select"))
_CLOSING = {"(": ")", "[": "]", "{": "}"}

MAX_NESTING = 40
"""Levels of parentheses that are told apart; deeper ones are read as if they were not there."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One link of a chain; ``name`` is empty for a group in parentheses."""

    name: str
    kind: Literal["name", "call", "filter"] = "name"
    arguments: tuple[Chain, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Segments from the outermost owner to the last property; none for a literal."""

    segments: tuple[Segment, ...]
    relative: bool = False
    """Whether it may be a property of the surrounding context: it begins with no variable mark."""


def chains(expression: str) -> list[Chain]:
    """The chains of an expression whose values it may give.

    Conditions (``a if b else c``, ``b ? a : c``, ``a == b``), names of arguments and the keys
    of subscripts are left out.
    """
    tokens = [
        (str(found.lastgroup), found[0], found.start(), found.end())
        for found in _TOKEN.finditer(expression)
    ]
    return _Reader(tokens, expression).chains(None, 0)


class _Reader:
    def __init__(self, tokens: Sequence[tuple[str, str, int, int]], source: str) -> None:
        self.tokens = tokens
        self.source = source
        self.at = 0

    def chains(self, close: str | None, depth: int) -> list[Chain]:
        """Chains up to a closing mark, which is read too."""
        found: list[Chain] = []
        literals: list[str] = []
        ternary = skipping = False
        drop_next = False
        while self.at < len(self.tokens):
            kind, text, _, _ = self.tokens[self.at]
            if text == close:
                self.at += 1
                break
            before = len(found)
            if kind == "string":
                self.at += 1
                literals.append(text)
                found += _inside(text)
            elif kind == "name" and text in ("if", "unless") and (found or literals):
                self.at += 1
                skipping = True
            elif kind == "name" and text == "else":
                self.at += 1
                skipping = False
            elif text in _COMPARING and self._is_operator(kind):
                self.at += 1
                del found[-1:]
                drop_next = True
                continue
            elif kind == "name" and text in _WORDS and not self._linked():
                self.at += 1
            elif kind == "name":
                chain = self._chain(depth)
                if not self._names_argument(chain, depth, ternary=ternary):
                    found.append(chain)
            elif text == "?":
                self.at += 1
                found.clear()  # what was read so far is the condition
                ternary = True
            elif text in _CLOSING and depth < MAX_NESTING:
                found += self._group(text, depth)
            elif kind == "number":
                self.at += 1
                found.append(Chain(()))
            else:
                self.at += 1
            if (skipping or drop_next) and len(found) > before:
                del found[before:]
                drop_next = False
        if literals:
            found = _looked_up(found, literals)
        return found or ([Chain(())] if literals else [])

    def _is_operator(self, kind: str) -> bool:
        """Comparing words are operators only between two operands; ``<`` opens a generic too."""
        return kind == "operator" or (0 < self.at < len(self.tokens) - 1 and not self._linked())

    def _linked(self) -> bool:
        """Whether the name here is a property of what stands before it."""
        return self.at > 0 and self.tokens[self.at - 1][0] == "link"

    def _group(self, text: str, depth: int) -> list[Chain]:
        self.at += 1
        inner = self.chains(_CLOSING[text], depth + 1)
        if self._link() or self._filter():
            segment = Segment("", "call", tuple(inner))
            return [Chain(tuple(self._segments([segment], depth)))]
        return inner

    def _chain(self, depth: int) -> Chain:
        mark = self.tokens[self.at - 1] if self.at else ("", "", 0, 0)
        relative = mark[1] not in ("$", "@") and not mark[1].startswith("..")
        return Chain(tuple(self._segments([], depth)), relative)

    def _segments(self, segments: list[Segment], depth: int) -> list[Segment]:
        """Names with what is linked to them: properties, calls, subscripts, filters."""
        if not segments:
            segments.append(Segment(self._name()))
        while self.at < len(self.tokens):
            text, tight = self.tokens[self.at][1], self._tight()
            if text == "(" and depth < MAX_NESTING and (tight or segments[-1].kind == "filter"):
                self.at += 1
                self._call(segments, self.chains(")", depth + 1))
            elif text == "[" and depth < MAX_NESTING and tight:
                self._subscript(segments, depth)
            elif self._number():
                self.at += 2
            elif self._link():
                self.at += 1
                if self.tokens[self.at][1] in ("@", "$"):
                    self.at += 1
                segments.append(Segment(self._name()))
            elif self._filter():
                self.at += 1
                segments.append(Segment(self._name(), "filter"))
            else:
                break
        return segments

    def _name(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def _tight(self) -> bool:
        return self.tokens[self.at - 1][3] == self.tokens[self.at][2]

    def _link(self) -> bool:
        """Whether a property follows here: a link, and a name after it."""
        if self.at + 1 >= len(self.tokens) or self.tokens[self.at][0] != "link":
            return False
        following = self.at + 1
        if not self._tight() and not self._on_a_new_line():
            return False  # a division, a concatenation, or Go's next argument
        if self.tokens[following][1] in ("@", "$") and following + 1 < len(self.tokens):
            following += 1
        return self.tokens[following][0] == "name"

    def _number(self) -> bool:
        """Whether an index follows here that is written like a property: ``signers.0.email``."""
        if self.at + 1 >= len(self.tokens) or self.tokens[self.at][1] != ".":
            return False
        return self._tight() and self.tokens[self.at + 1][1].isdecimal()

    def _on_a_new_line(self) -> bool:
        return "\n" in self.source[self.tokens[self.at - 1][3] : self.tokens[self.at][2]]

    def _filter(self) -> bool:
        """Whether a filter follows here: ``| lower``, or FreeMarker's ``?lower_case``."""
        if self.at + 1 >= len(self.tokens) or self.tokens[self.at + 1][0] != "name":
            return False
        text = self.tokens[self.at][1]
        if text == "|":
            return True
        if text != "?" or not self._tight():
            return False
        next_start = self.tokens[self.at + 1][2]
        if self.tokens[self.at][3] != next_start:
            return False
        return all(token[1] != ":" for token in self.tokens[self.at : self.at + 12])

    def _call(self, segments: list[Segment], arguments: list[Chain]) -> None:
        """Arguments in parentheses; a lambda's parameter is what it is called on."""
        last = segments.pop()
        owner = tuple(segments)
        if owner:
            arguments = [_of_lambda(owner, last.name, chain) for chain in arguments]
        keys = [chain for chain in arguments if chain.segments]
        literal = next((name for name in _keys(self.tokens, self.at)), None)
        if literal is not None and last.name in _CALLED and not keys:
            segments.append(Segment(literal))
        elif literal is not None and last.name in _ACCESSORS and not owner:
            segments.extend((*keys[0].segments, Segment(literal)))
        else:
            kind: Literal["call", "filter"] = "filter" if last.kind == "filter" else "call"
            segments.append(Segment(last.name, kind, tuple(keys)))

    def _subscript(self, segments: list[Segment], depth: int) -> None:
        """A literal key is a property; any other key is looked up by and says nothing."""
        self.at += 1
        start = self.at
        self.chains("]", depth + 1)
        inside = self.tokens[start : self.at - 1]
        key = inside[-1][1].strip("\"'`") if inside and inside[-1][0] == "string" else None
        if key is None and len(inside) == 2 and inside[0][1] == ":":
            key = inside[1][1]
        if key:
            segments.append(Segment(key))

    def _names_argument(self, chain: Chain, depth: int, *, ternary: bool) -> bool:
        """Whether what was read is the name of an argument or a key: ``email=x``, ``email: x``."""
        if self.at >= len(self.tokens) or len(chain.segments) > 1:
            return False
        text = self.tokens[self.at][1]
        return text in ("=", "=>") or (text == ":" and depth > 0 and not ternary)


def _keys(tokens: Sequence[tuple[str, str, int, int]], end: int) -> Sequence[str]:
    """The literal that a call just read ends with or holds first, if it is a name."""
    depth = 0
    found: list[str] = []
    for at in range(end - 1, -1, -1):
        kind, text, _, _ = tokens[at]
        if text == ")":
            depth += 1
        elif text == "(":
            depth -= 1
            if depth == 0:
                break
        elif kind == "string" and depth == 1:
            found.append(text.strip("\"'`"))
        if end - at > 12:
            return []
    return found[-1:]


def _of_lambda(owner: tuple[Segment, ...], called: str, chain: Chain) -> Chain:
    """In ``parts.map(p => p.name)`` and ``map(&:name)``, the name is one of the parts."""
    segments = chain.segments
    if len(segments) == 2 and len(segments[0].name) <= 2:
        return Chain((*owner, *segments[1:]))
    if len(segments) == 1 and called in _EACH and len(segments[0].name) > 2:
        return Chain((*owner, *segments))
    return chain


def _looked_up(found: list[Chain], literals: list[str]) -> list[Chain]:
    """``lookup user "email"`` and ``getattr(user, "email")`` are ``user.email``."""
    if len(found) >= 2 and [each.name for each in found[0].segments] in ([a] for a in _ACCESSORS):
        return [Chain((*found[1].segments, Segment(literals[0].strip("\"'`"))))]
    return found


def _inside(text: str) -> list[Chain]:
    """What is put into a string: ``"#{user.name}"``, ``f"{user.name}"``, ``"$NAME"``."""
    found: list[Chain] = []
    filled = text[0] in "fF$"
    for place in _INSIDE_STRING.finditer(text):
        if place[2] is not None or place[0][0] in "#$" or filled:
            found += chains((place[1] or place[2] or "").partition(":")[0])
    return found
