"""From parsed files to expressions: one table by node type reads eight languages.

What is not in it is :class:`Unknown`, from which nothing follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from piilint.lint.code import nodes
from piilint.lint.code.expressions import (
    Argument,
    Call,
    Expression,
    Lambda,
    Member,
    Name,
    Several,
    Span,
    Text,
    Unknown,
)

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["Reader", "returns"]

_JOINING = frozenset(("+", ".", "??", "||", "?:", "or", "|", "&&", "and", "%"))
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_PLAIN = re.compile(r"[^\W\d]\w*+")

MAX_DEPTH = 150
"""Levels of an expression that are read; a concatenation adds one for each of its operands."""


class Reader:
    """Reads the expressions of one parsed file."""

    def __init__(self, text: str, encoded: bytes, language: str) -> None:
        self.text = text
        self.language = language
        self._known: dict[int, Expression] = {}
        self._starts = (
            None if text.isascii() else list(accumulate((len(c.encode()) for c in text), initial=0))
        )
        self._depth = 0
        self.encoded = encoded

    def offset(self, byte: int) -> int:
        """The code point that begins at a byte."""
        return byte if self._starts is None else bisect_right(self._starts, byte) - 1

    def span(self, node: Node) -> Span:
        """Where a node stands, in code points."""
        return self.offset(node.start_byte), self.offset(node.end_byte)

    def written(self, node: Node) -> str:
        """A node as it stands in the file."""
        return self.encoded[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def read(self, node: Node) -> Expression:
        """The expression that a node is."""
        known = self._known.get(node.id)
        if known is None:
            self._depth += 1
            known = self._read(node) if self._depth < MAX_DEPTH else Unknown(*self.span(node))
            self._depth -= 1
            self._known[node.id] = known
        return known

    def _read(self, node: Node) -> Expression:
        for types, reader in _READERS:
            if node.type in types:
                return reader(self, node)
        return Unknown(*self.span(node))

    def _name(self, node: Node) -> Expression:
        written = self.written(node).lstrip("$&").partition("<")[0]
        last = re.split(r"[.\\]|::", written)[-1]
        return Name(*self.span(node), last)

    def _string(self, node: Node) -> Expression:
        text = Text(*self.span(node), [], [])
        if node.type == "verbatim_string_literal":
            start = text.start + self.written(node).index('"') + 1
            self._verbatim(text, start, text.end - 1)
        elif node.type == "raw_string_literal" and not node.named_child_count:
            text.parts.append((text.start + 1, text.end - 1))
        else:
            doubled = (
                node.type == "interpolated_string_expression" and "@" in self.written(node)[:3]
            )
            self._content(node, text, doubled=doubled)
        return text

    def _verbatim(self, text: Text, start: int, end: int) -> None:
        """A stretch in which a quotation mark is written twice."""
        at = start
        for found in re.finditer('""', self.text[start:end]):
            text.parts.append((at, start + found.start()))
            text.quotes.append((start + found.start(), start + found.end()))
            at = start + found.end()
        text.parts.append((at, end))

    def _content(self, node: Node, text: Text, *, doubled: bool = False) -> None:
        """The parts of a string."""
        dollar = False
        for child in node.named_children:
            start, end = self.span(child)
            kind = child.type
            if kind in nodes.CONTENT and not child.named_child_count:
                if dollar:
                    name = _PLAIN.match(self.text, start, end)
                    if name:
                        text.parts.append(Name(start, name.end(), name[0]))
                        start = name.end()
                    dollar = False
                elif self.language == "kotlin" and self.text[start:end] == "$":
                    dollar = True
                    continue
                if doubled:
                    self._verbatim(text, start, end)
                else:
                    text.parts.append((start, end))
            elif kind in nodes.CONTENT:
                self._pieces(child, text)
            elif kind in nodes.ESCAPES:
                if self.text[start:end] in ('\\"', "\\'"):
                    text.quotes.append((start, end))
            elif kind in ("heredoc_body", "nowdoc_body"):
                self._content(child, text)
            elif kind in nodes.FILLED:
                inner = [each for each in child.named_children if each.type not in nodes.BESIDE]
                if inner:
                    text.parts.append(self.read(inner[0]))
            elif kind not in nodes.DELIMITERS and kind not in nodes.COMMENTS:
                text.parts.append(self.read(child))

    def _pieces(self, node: Node, text: Text) -> None:
        """Content with escapes in it."""
        at = self.offset(node.start_byte)
        for child in node.named_children:
            start, end = self.span(child)
            text.parts.append((at, start))
            if self.text[start:end] in ('\\"', "\\'"):
                text.quotes.append((start, end))
            at = end
        text.parts.append((at, self.offset(node.end_byte)))

    def _member(self, node: Node) -> Expression:
        children = [
            each
            for each in node.named_children
            if each.type not in nodes.COMMENTS | {"optional_chain"}
        ]
        if len(children) < 2:
            return Unknown(*self.span(node))
        owner, name = children[0], children[-1]
        if name.type == "member_binding_expression" and name.named_children:
            name = name.named_children[-1]
        return Member(*self.span(node), self.read(owner), self.written(name).lstrip("$"))

    def _call(self, node: Node) -> Expression:
        function = node.child_by_field_name("function")
        name = node.child_by_field_name("name")
        given = node.child_by_field_name("arguments")
        owner: Expression | None = None
        called = ""
        if name is not None:
            called = self.written(name)
            before = node.child_by_field_name("object") or node.child_by_field_name("scope")
            owner = self.read(before) if before is not None else None
        else:
            function = function or node.named_children[0]
            target = self.read(function)
            if isinstance(target, Member):
                owner, called = target.owner, target.name
            elif isinstance(target, Name):
                called = target.name
            elif isinstance(target, Call):  # Kotlin: f(x) { ... }
                owner, called = target.owner, target.name
            else:
                owner = target
        arguments = self._arguments(given) if given is not None else []
        if given is None:
            for child in node.named_children[1:]:
                if child.type == "value_arguments":
                    arguments += self._arguments(child)
                elif child.type == "annotated_lambda":
                    arguments.append(Argument(None, self.read(child)))
        place = self.span(name if name is not None else _last(function or node))
        return Call(*self.span(node), owner, called.partition("<")[0], arguments, named=place)

    def _arguments(self, node: Node) -> list[Argument]:
        found = []
        for child in node.named_children:
            if child.type in nodes.COMMENTS:
                continue
            if child.type in ("argument", "value_argument", "keyword_argument"):
                parts = [each for each in child.named_children if each.type not in nodes.COMMENTS]
                named = child.child_by_field_name("name")
                if named is None and child.type == "value_argument" and len(parts) == 2:
                    named = parts[0]
                if parts:
                    label = self.written(named).rstrip(":") if named is not None else None
                    found.append(Argument(label, self.read(parts[-1])))
            else:
                found.append(Argument(None, self.read(child)))
        return found

    def _make(self, node: Node) -> Expression:
        made = node.child_by_field_name("type") or node.child_by_field_name("constructor")
        given = node.child_by_field_name("arguments")
        settings = node.child_by_field_name("initializer")
        for child in node.named_children:
            if made is None and child.type in nodes.IDENTIFIERS:
                made = child
            if given is None and child.type in ("arguments", "argument_list"):
                given = child
            if settings is None and child.type in ("initializer_expression", "literal_value"):
                settings = child
        name = self._name(made) if made is not None else None
        call = Call(
            *self.span(node),
            None,
            name.name if isinstance(name, Name) else "",
            self._arguments(given) if given is not None else [],
            makes=True,
            named=self.span(made if made is not None else node),
        )
        if settings is not None:
            call.settings = list(self._settings(settings))
        return call

    def _settings(self, node: Node) -> Iterator[Argument]:
        for child in node.named_children:
            left, right = child.child_by_field_name("left"), child.child_by_field_name("right")
            if left is None:
                left, right = child.child_by_field_name("key"), child.child_by_field_name("value")
            if left is not None and right is not None:
                yield Argument(self.written(left), self.read(right))

    def _binary(self, node: Node) -> Expression:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None:
            parts = node.named_children
            if len(parts) < 2:
                return Unknown(*self.span(node))
            left, right = parts[0], parts[-1]
        sign = self.written(operator) if operator is not None else self._between(left, right)
        if sign not in _JOINING:
            return Unknown(*self.span(node))
        parts = [right] if sign in ("&&", "and") else [left, right]
        filled = sign == "%" and left.type in (
            "string",
            "concatenated_string",
            "parenthesized_expression",
            "identifier",
        )
        if sign == "%" and not filled:
            return Unknown(*self.span(node))
        return Several(*self.span(node), [self.read(each) for each in parts], filled)

    def _between(self, left: Node, right: Node) -> str:
        return self.encoded[left.end_byte : right.start_byte].decode("utf-8", "replace").strip()

    def _choice(self, node: Node) -> Expression:
        parts = [each for each in node.named_children if each.type not in nodes.COMMENTS]
        condition = node.child_by_field_name("condition")
        if condition is not None:
            parts = [each for each in parts if each.id != condition.id]
        elif self.language == "python" and len(parts) == 3:
            parts = [parts[0], parts[2]]
        return Several(*self.span(node), [self.read(each) for each in parts])

    def _list(self, node: Node) -> Expression:
        parts = [
            each
            for each in node.named_children
            if each.type not in nodes.COMMENTS | {"for_in_clause", "if_clause"}
        ]
        return Several(*self.span(node), [self.read(each) for each in parts])

    def _wrapped(self, node: Node) -> Expression:
        value = node.child_by_field_name("value") or node.child_by_field_name("argument")
        if value is None:
            parts = [
                each
                for each in node.named_children
                if each.type not in nodes.COMMENTS | nodes.TYPES
            ]
            if not parts:
                return Unknown(*self.span(node))
            value = (
                parts[0] if node.type in ("as_expression", "satisfies_expression") else parts[-1]
            )
        return self.read(value)

    def _subscript(self, node: Node) -> Expression:
        parts = [each for each in node.named_children if each.type not in nodes.COMMENTS]
        if not parts:
            return Unknown(*self.span(node))
        owner = self.read(parts[0])
        keys = parts[1:]
        while len(keys) == 1 and keys[0].type in (
            "bracketed_argument_list",
            "argument",
            "value_arguments",
            "value_argument",
        ):
            keys = keys[0].named_children
        if len(keys) == 1:
            key = self.read(keys[0])
            if isinstance(key, Text) and len(key.parts) == 1 and isinstance(key.parts[0], tuple):
                return Member(*self.span(node), owner, self.text[slice(*key.parts[0])])
            if keys[0].type in ("name", "encapsed_string"):
                return Member(*self.span(node), owner, self.written(keys[0]))
        return Several(*self.span(node), [owner])

    def _lambda(self, node: Node) -> Expression:
        given = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        names = [] if given is None else _IDENTIFIER.findall(self.written(given))
        body = node.child_by_field_name("body")
        results: list[Expression] = []
        statements: list[Expression] = []
        if body is not None and body.type not in ("block", "statement_block", "compound_statement"):
            results = [self.read(body)]
        elif body is not None:
            results = [self.read(each) for each in _returns(body)]
        else:
            parts = [each for each in node.named_children if each.type not in nodes.COMMENTS]
            if parts and parts[0].type == "lambda_parameters":
                names = _IDENTIFIER.findall(self.written(parts[0]))
                parts = parts[1:]
            while len(parts) == 1 and parts[0].type == "statements":
                parts = parts[0].named_children
            statements = [self.read(each) for each in parts]
            results = statements[-1:]
        return Lambda(*self.span(node), names or ["it"], results, statements or results)


def _last(node: Node) -> Node:
    """The last name in a chain."""
    while node.named_child_count:
        node = node.named_children[-1]
    return node


def _returns(node: Node) -> Iterator[Node]:
    """The values that a body returns, without those of functions inside."""
    for child in node.named_children:
        if child.type in ("return_statement", "return_expression", "jump_expression"):
            if child.named_child_count:
                yield child.named_children[0]
        elif child.type not in nodes.LAMBDAS:
            yield from _returns(child)


def returns(node: Node) -> list[Node]:
    """The values that a function's body returns."""
    return list(_returns(node))


_READERS: tuple[tuple[frozenset[str], Callable[[Reader, Node], Expression]], ...] = (
    (nodes.STRINGS, Reader._string),
    (nodes.IDENTIFIERS, Reader._name),
    (nodes.CALLS, Reader._call),
    (nodes.MEMBERS, Reader._member),
    (nodes.MAKERS, Reader._make),
    (nodes.BINARY, Reader._binary),
    (nodes.CHOICES, Reader._choice),
    (nodes.WRAPPERS, Reader._wrapped),
    (nodes.LISTS, Reader._list),
    (nodes.SUBSCRIPTS, Reader._subscript),
    (nodes.LAMBDAS, Reader._lambda),
)
