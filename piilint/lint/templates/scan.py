"""Placeholders, statements and comments of template languages, found in the text.

All dialects are read by one scan: their marks do not collide, but for a few that count only in
files that show by their name or by other marks that they mean them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from piilint.lint.parse import UnreadableError
from piilint.lint.templates.marks import (
    BALANCE,
    CLOSERS,
    COMMENTS,
    COMMON,
    IS_RAZOR,
    IS_VELOCITY,
    LITERAL_IF_OPEN,
    RAZOR_NAMES,
    WITH_RAZOR,
    WITH_VELOCITY,
    WITH_XSLT,
)
from piilint.lint.templates.statements import Scope, attributes

__all__ = ["Item", "Placeholder", "Scanner", "scan"]

MAX_MARKS = 5000
"""Placeholders, statements and comments that are read in one file; templates have few."""

MAX_EXPRESSION = 10_000
"""Characters of a placeholder's expression that are read; people write a line or two."""

Kind = Literal["output", "statement", "comment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A place that will be filled. ``expressions`` are source text, one or, rarely, several."""

    start: int
    end: int
    expressions: tuple[str, ...] = field(repr=False)
    context: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A stretch of a file that belongs to the template language."""

    start: int
    end: int
    kind: Kind
    placeholder: Placeholder | None = field(repr=False, default=None)
    structural: bool = False
    """Whether what follows may be left out or repeated."""


_BLOCK = re.compile(
    r"[#^/>]|(?:if|else|end|range|with|block|define|template|break|continue)\b|else$"
)
_RUBY = re.compile(r"=|\bdo\b|\bif\b|\bend\b")
_GO_ASSIGNMENT = re.compile(r"\$\w+\s*:?=")
_WRITES = re.compile(
    r"(?:\becho\b|\bprint\b|\bout\.print(?:ln)?\b|\bWrite(?:Literal)?\b)\s*\(?([^;]*)"
)
_WRITING_STATEMENT = re.compile(r"(?:firstof|print|echo|url|cycle|trans(?:late)?)\s+")
_NAMED_AS = re.compile(r"\sas\s+(\w+)\s*\Z")
_DEFAULT = re.compile(r"(?:\[[^\]]*\])?(?:,,?|\^\^?|:[-=+?]|[-=+?#%/](?=.)).*", re.DOTALL)
_SHELL_NAME = re.compile(r"[A-Za-z_]\w*+(?=\[|,|\^|:[-=+?]|[-=+?#%/])")
_WRITING_TAGS = frozenset(
    (
        "value-of",
        "copy-of",
        "sequence",
        "apply-templates",
        "out",
        "expression",
        "property",
        "getProperty",
        "write",
        "formatDate",
        "formatNumber",
    )
)
_MAKES_MARKUP = ("attribute", "element")
"""XSLT's instructions that stand for an attribute or an element; the tree is built with them."""


def scan(text: str, name: str, scope: Scope) -> list[Item]:
    """All that belongs to a template language in a text; see :meth:`Scanner.items`."""
    return list(Scanner(text, name, scope).items(0, len(text)))


class Scanner:
    """Reads a file whose name and text say which marks count in it."""

    def __init__(self, text: str, name: str, scope: Scope) -> None:
        self.text = text
        self.name = name.lower()
        self.scope = scope
        self.end = len(text)
        self.marks = 0
        self.exhausted: set[str] = set()
        if self.name.endswith(RAZOR_NAMES) or IS_RAZOR.search(text):
            self.opener = WITH_RAZOR
        elif self.name.endswith(".vm") or IS_VELOCITY.search(text):
            self.opener = WITH_VELOCITY
        elif "XSL/Transform" in text:
            self.opener = WITH_XSLT
        else:
            self.opener = COMMON

    def items(self, at: int, end: int) -> Iterator[Item]:
        """All that belongs to a template language between two offsets, in order.

        Assignments go to the scope. Raises :class:`UnreadableError`, ``CHK011``, at the first
        mark that opens and is not closed.
        """
        self.end = end
        self.exhausted = set()
        while True:
            found = self.opener.search(self.text, at, self.end)
            if found is None:
                return
            self.marks += 1
            if self.marks > MAX_MARKS:
                raise self._unreadable("CHK012", found.start(), limit=MAX_MARKS)
            group = str(found.lastgroup)
            stop = self._stop(group, found)
            if stop is None:
                at = found.start() + 1
                continue
            yield from self._read(group, found, stop)
            at = stop

    def _stop(self, group: str, found: re.Match[str]) -> int | None:
        """Where it ends that begins here; None where it is only text."""
        stop = self._closed(group, found)
        if stop is None and group not in LITERAL_IF_OPEN:
            raise self._unreadable("CHK011", found.start())
        return stop

    def _unreadable(self, rule: str, at: int, **named: object) -> UnreadableError:
        before = self.text[:at]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return UnreadableError(rule, line, column, named)

    def _closed(self, group: str, found: re.Match[str]) -> int | None:
        if group == "velocity_comment" and found[0].startswith("##"):
            return found.end()
        if group in CLOSERS:
            return self._find(CLOSERS[group], found.end())
        if group == "php":
            return self._find("?>", found.end()) or self.end
        if group == "freemarker":
            return self._balanced(found.end(), "<", ">")
        if group in ("dollar", "razor_code"):
            return self._balanced(found.end(), "{", "}")
        if group in ("shell", "velocity", "razor_statement", "razor_group"):
            stop = self._balanced(found.end(), "(", ")")
            if stop is None or group != "razor_statement":
                return stop
            brace = re.compile(r"\s*\{(?!\{)").match(self.text, stop, self.end)
            return brace.end() if brace else stop
        if group == "inlined":
            inner = self._balanced(found.end() + 2, "{", "}")
            return inner + 2 if inner is not None else None
        return found.end()

    def _find(self, closer: str, at: int) -> int | None:
        if closer in self.exhausted:
            return None
        place = self.text.find(closer, at, self.end)
        if place < 0:
            self.exhausted.add(closer)
            return None
        return place + len(closer)

    def _balanced(self, at: int, opening: str, closing: str) -> int | None:
        """Where a bracket is closed; brackets in strings do not count. None at the end."""
        key = f"{opening}{closing}"
        if key in self.exhausted:
            return None
        depth = 1
        for found in BALANCE[key].finditer(self.text, at, self.end):
            if found[0] == opening:
                depth += 1
            elif found[0] == closing:
                depth -= 1
                if depth == 0:
                    return found.end()
        self.exhausted.add(key)
        return None

    def _read(self, group: str, found: re.Match[str], stop: int) -> Iterator[Item]:
        start, scope = found.start(), self.scope
        inside = self.text[found.end() : stop]
        if group in COMMENTS:
            yield Item(start=start, end=stop, kind="comment")
        elif group in ("triple", "braces"):
            yield self._braces(start, stop, inside[: -len(CLOSERS[group])])
        elif group == "statement":
            statement = inside[:-2].strip(" \t\r\n-~+")
            yield self._tagged(start, stop, statement)
        elif group in ("erb", "t4"):
            yield self._erb(start, stop, inside[:-2], t4=found[0] == "<#=")
        elif group == "php":
            yield self._php(start, stop, inside.removesuffix("?>"), writes=found[0] == "<?=")
        elif group == "freemarker":
            directive = self.text[start + 1 : stop].strip("<>#@ ")
            scope.tag(directive.rstrip("/ "))
            yield self._statement(start, stop)
        elif group == "velocity":
            scope.tag(found[0].strip("# (") + " " + inside[:-1])
            yield self._statement(start, stop)
        elif group in ("velocity_word", "razor_line", "razor_word", "razor_brace"):
            yield self._statement(start, stop)
        elif group in ("razor_code", "razor_statement"):
            scope.code(found[0].strip("@ (") + "(" + inside if group[6] == "s" else inside[:-1])
            yield self._statement(start, stop)
        elif group == "tag":
            if found["tag_name"] not in _MAKES_MARKUP:
                yield self._tag(found)
        else:
            yield self._output(start, stop, self._expression(group, found, inside))

    def _tagged(self, start: int, stop: int, statement: str) -> Item:
        """A statement between ``{%`` and ``%}``; some of them write."""
        written = _WRITING_STATEMENT.match(statement)
        named = _NAMED_AS.search(statement) if written else None
        if written and named is None:
            return self._output(start, stop, statement[written.end() :])
        if written and named:
            self.scope.assign(named[1], statement[written.end() : named.start()])
        else:
            self.scope.tag(statement)
        return self._statement(start, stop)

    def _expression(self, group: str, found: re.Match[str], inside: str) -> str:
        if group == "dollar":
            return _without_default(inside[:-1])
        if group == "inlined":
            return inside[2:-3]
        if group in ("shell", "razor_group"):
            return inside[:-1]
        if group == "unescaped":
            return inside[:-3]
        return found[f"{group}_name"] or ""

    def _braces(self, start: int, stop: int, inside: str) -> Item:
        content = inside.strip(" \t\r\n-~")
        if content.startswith(("!", "/*")):
            return Item(start=start, end=stop, kind="comment")
        if _BLOCK.match(content) or _GO_ASSIGNMENT.match(content):
            self.scope.block(content)
            return self._statement(start, stop, structural=not content.startswith("$"))
        return self._output(start, stop, content.lstrip("&"))

    def _erb(self, start: int, stop: int, inside: str, *, t4: bool) -> Item:
        mark, content = inside[:1], inside.strip("=-:!@# \t\r\n")
        if mark == "#" and not t4:
            return Item(start=start, end=stop, kind="comment")
        raw = mark == "-" and (self.name.endswith(".ejs") or not _RUBY.search(content))
        if mark in ("=", ":") or raw or t4:
            return self._output(start, stop, content)
        return self._program(start, stop, content)

    def _php(self, start: int, stop: int, inside: str, *, writes: bool) -> Item:
        if writes:
            return self._output(start, stop, inside.strip(" \t\r\n;"))
        return self._program(start, stop, inside)

    def _program(self, start: int, stop: int, content: str) -> Item:
        """A piece of a program; it may write as well."""
        self.scope.code(content)
        written = [found[1] for found in _WRITES.finditer(content)]
        if written:
            return self._output(start, stop, *written)
        return self._statement(start, stop)

    def _tag(self, found: re.Match[str]) -> Item:
        """A tag of XSLT or of a tag library."""
        scope, name, start, stop = self.scope, found["tag_name"], found.start(), found.end()
        values = dict(attributes(found["tag_attributes"]))
        opens = not found[0].endswith("/>")
        if found[0].startswith("</"):
            if name in ("variable", "param", "with-param", "set"):
                scope.end_capture()
            elif name in ("for-each", "template"):
                scope.leave()
            return self._statement(start, stop)
        written = values.get("select" if "select" in values else "value")
        if name in ("getProperty", "write"):
            written = ".".join(filter(None, (values.get("name"), values.get("property"))))
        if name in _WRITING_TAGS and written and "var" not in values:
            return self._output(start, stop, written)
        assigned = values.get("name") or values.get("var")
        if name in ("variable", "param", "with-param", "set") and assigned:
            if written:
                scope.assign(assigned, written)
            if opens:
                scope.capture(assigned)
        elif name == "forEach" and assigned:
            scope.assign(assigned, values.get("items", ""))
        elif name in ("for-each", "template") and opens:
            scope.enter(values.get("select") or values.get("match"))
        return self._statement(start, stop)

    def _statement(self, start: int, stop: int, *, structural: bool = True) -> Item:
        return Item(start=start, end=stop, kind="statement", structural=structural)

    def _output(self, start: int, stop: int, *expressions: str) -> Item:
        if stop - start > MAX_EXPRESSION:
            raise self._unreadable("CHK012", start, limit=MAX_EXPRESSION)
        if self.scope.captures(expressions):
            return Item(start=start, end=stop, kind="output")  # written where the name is used
        placeholder = Placeholder(
            start=start, end=stop, expressions=expressions, context=self.scope.context
        )
        return Item(start=start, end=stop, kind="output", placeholder=placeholder)


def _without_default(expression: str) -> str:
    """``NAME:-fallback`` of a shell is its name; other expressions are as they stand."""
    name = _SHELL_NAME.match(expression)
    if name and _DEFAULT.fullmatch(expression, name.end()):
        return name[0] if name[0].isupper() else expression
    return expression
