"""Expressions of eight languages as one: what of them a value can come from.

The grammars name alike things alike, so that one table by node type reads them all. What is not
in it is :class:`Unknown`, from which nothing follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = [
    "Argument",
    "Call",
    "Expression",
    "Lambda",
    "Member",
    "Name",
    "Reader",
    "Several",
    "Text",
    "Unknown",
    "within",
]

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Unknown:
    """An expression that nothing is known of. Offsets count code points of the file."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Name(Unknown):
    """A variable, a parameter, a type."""

    name: str


@dataclass(slots=True, eq=False)
class Member(Unknown):
    """A property, or what stands under a literal key."""

    owner: Expression
    name: str


@dataclass(slots=True, eq=False)
class Argument:
    """What a call is given, by its place or by name."""

    name: str | None
    value: Expression


@dataclass(slots=True, eq=False)
class Call(Unknown):
    """A call of a function or method, or of a constructor (``makes``)."""

    owner: Expression | None
    name: str
    arguments: list[Argument]
    makes: bool = False
    named: Span = (0, 0)
    """Where the name of what is called stands."""
    settings: list[Argument] = field(default_factory=list)
    """Properties that are set as the object is made."""


@dataclass(slots=True, eq=False)
class Lambda(Unknown):
    """A function without a name: what it takes and what it may give."""

    parameters: list[str]
    results: list[Expression]
    statements: list[Expression]
    """All that stands in it as an expression, the results too, where they do not stand in blocks."""


@dataclass(slots=True, eq=False)
class Several(Unknown):
    """Parts that are put together, or of which one is chosen."""

    parts: list[Expression]
    filled: bool = False
    """Whether the first is a pattern that the others fill: ``"%s" % name``."""


@dataclass(slots=True, eq=False)
class Text(Unknown):
    """A string: stretches of it as they stand, and the expressions in between."""

    parts: list[Span | Expression]
    quotes: list[Span]
    """Quotation marks written with an escape."""


Expression = Unknown

_IDENTIFIERS = frozenset(("identifier", "this", "this_expression", "self", "type_identifier", "simple_identifier", "shorthand_property_identifier", "package_identifier", "field_identifier", "variable_name", "name", "generic_name", "scoped_identifier", "qualified_name", "super", "base"))  # fmt: skip
_STRINGS = frozenset(("string_literal", "string", "template_string", "encapsed_string", "heredoc", "nowdoc", "interpreted_string_literal", "raw_string_literal", "verbatim_string_literal", "interpolated_string_expression", "multiline_string_literal", "line_string_literal"))  # fmt: skip
_CONTENT = frozenset(("string_fragment", "multiline_string_fragment", "string_content", "string_literal_content", "raw_string_content", "interpreted_string_literal_content", "raw_string_literal_content", "nowdoc_string"))  # fmt: skip
_ESCAPES = frozenset(("escape_sequence", "escape_interpolation"))
_DELIMITERS = frozenset(("string_start", "string_end", "raw_string_start", "raw_string_end", "interpolation_start", "interpolation_quote", "heredoc_start", "heredoc_end"))  # fmt: skip
_FILLED = frozenset(("interpolation", "template_substitution"))
_BESIDE = frozenset(("interpolation_brace", "type_conversion", "format_specifier", "interpolation_format_clause", "interpolation_alignment_clause"))  # fmt: skip
_MEMBERS = frozenset(("field_access", "navigation_expression", "member_access_expression", "attribute", "member_expression", "selector_expression", "conditional_access_expression", "nullsafe_member_access_expression", "scoped_property_access_expression", "class_constant_access_expression"))  # fmt: skip
_CALLS = frozenset(("method_invocation", "call_expression", "invocation_expression", "call", "function_call_expression", "member_call_expression", "nullsafe_member_call_expression", "scoped_call_expression"))  # fmt: skip
_MAKERS = frozenset(("object_creation_expression", "new_expression", "implicit_object_creation_expression", "composite_literal"))  # fmt: skip
_BINARY = frozenset(
    ("binary_expression", "binary_operator", "additive_expression", "boolean_operator")
)
_JOINING = frozenset(("+", ".", "??", "||", "?:", "or", "|", "&&", "and", "%"))
_CHOICES = frozenset(("ternary_expression", "conditional_expression", "if_expression"))
_LISTS = frozenset(("array", "list", "tuple", "array_creation_expression", "array_initializer", "collection_literal", "collection_expression", "initializer_expression", "set", "expression_list", "argument_list", "literal_value", "concatenated_string", "list_comprehension", "generator_expression", "dictionary", "object", "array_element_initializer", "element_reference"))  # fmt: skip
_WRAPPERS = frozenset(("parenthesized_expression", "cast_expression", "as_expression", "non_null_expression", "postfix_unary_expression", "await_expression", "await", "satisfies_expression", "unary_expression", "checked_expression", "argument", "value_argument", "literal_element", "spread_element", "list_splat", "arrow_expression_clause", "type_conversion_expression", "expression_statement", "return_statement", "return_expression", "jump_expression", "throw_expression", "ref_expression", "variadic_unpacking", "not_null_assertion", "delegate_expression", "pair", "keyed_element", "annotated_lambda", "prefix_expression", "type_assertion_expression", "index_expression_clause"))  # fmt: skip
_SUBSCRIPTS = frozenset(("subscript", "subscript_expression", "element_access_expression", "index_expression", "array_access", "slice_expression", "indexing_expression"))  # fmt: skip
_LAMBDAS = frozenset(("lambda_expression", "arrow_function", "lambda", "lambda_literal", "function_expression", "anonymous_function", "anonymous_function_creation_expression", "func_literal", "anonymous_method_expression"))  # fmt: skip
_COMMENTS = frozenset(("comment", "line_comment", "block_comment", "multiline_comment"))
_TYPES = frozenset(("type", "cast_type", "predefined_type", "type_annotation", "user_type", "type_arguments", "type_identifier", "array_type", "slice_type"))  # fmt: skip
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
            if kind in _CONTENT and not child.named_child_count:
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
            elif kind in _CONTENT:
                self._pieces(child, text)
            elif kind in _ESCAPES:
                if self.text[start:end] in ('\\"', "\\'"):
                    text.quotes.append((start, end))
            elif kind == "heredoc_body" or kind == "nowdoc_body":
                self._content(child, text)
            elif kind in _FILLED:
                inner = [each for each in child.named_children if each.type not in _BESIDE]
                if inner:
                    text.parts.append(self.read(inner[0]))
            elif kind not in _DELIMITERS and kind not in _COMMENTS:
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
            each for each in node.named_children if each.type not in _COMMENTS | {"optional_chain"}
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
            if child.type in _COMMENTS:
                continue
            if child.type in ("argument", "value_argument", "keyword_argument"):
                parts = [each for each in child.named_children if each.type not in _COMMENTS]
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
            if made is None and child.type in _IDENTIFIERS:
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
        filled = sign == "%" and left.type in ("string", "concatenated_string", "parenthesized_expression", "identifier")  # fmt: skip
        if sign == "%" and not filled:
            return Unknown(*self.span(node))
        return Several(*self.span(node), [self.read(each) for each in parts], filled)

    def _between(self, left: Node, right: Node) -> str:
        return self.encoded[left.end_byte : right.start_byte].decode("utf-8", "replace").strip()

    def _choice(self, node: Node) -> Expression:
        parts = [each for each in node.named_children if each.type not in _COMMENTS]
        condition = node.child_by_field_name("condition")
        if condition is not None:
            parts = [each for each in parts if each.id != condition.id]
        elif self.language == "python" and len(parts) == 3:
            parts = [parts[0], parts[2]]
        return Several(*self.span(node), [self.read(each) for each in parts])

    def _list(self, node: Node) -> Expression:
        parts = [each for each in node.named_children if each.type not in _COMMENTS | {"for_in_clause", "if_clause"}]  # fmt: skip
        return Several(*self.span(node), [self.read(each) for each in parts])

    def _wrapped(self, node: Node) -> Expression:
        value = node.child_by_field_name("value") or node.child_by_field_name("argument")
        if value is None:
            parts = [each for each in node.named_children if each.type not in _COMMENTS | _TYPES]
            if not parts:
                return Unknown(*self.span(node))
            value = (
                parts[0] if node.type in ("as_expression", "satisfies_expression") else parts[-1]
            )
        return self.read(value)

    def _subscript(self, node: Node) -> Expression:
        parts = [each for each in node.named_children if each.type not in _COMMENTS]
        if not parts:
            return Unknown(*self.span(node))
        owner = self.read(parts[0])
        keys = parts[1:]
        while len(keys) == 1 and keys[0].type in ("bracketed_argument_list", "argument", "value_arguments", "value_argument"):  # fmt: skip
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
            parts = [each for each in node.named_children if each.type not in _COMMENTS]
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
        elif child.type not in _LAMBDAS:
            yield from _returns(child)


def returns(node: Node) -> list[Node]:
    """The values that a function's body returns."""
    return list(_returns(node))


def within(expression: Expression) -> Iterator[Expression]:
    """An expression and all that it is made of."""
    waiting = [expression]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(_parts(each))


def _parts(each: Expression) -> Sequence[Expression]:
    if isinstance(each, Text):
        return [part for part in each.parts if not isinstance(part, tuple)]
    if isinstance(each, Several):
        return each.parts
    if isinstance(each, Lambda):
        return each.statements
    if isinstance(each, Member):
        return [each.owner]
    if isinstance(each, Call):
        given = [argument.value for argument in (*each.arguments, *each.settings)]
        return given if each.owner is None else [each.owner, *given]
    return []


_READERS: tuple[tuple[frozenset[str], Callable[[Reader, Node], Expression]], ...] = (
    (_STRINGS, Reader._string),
    (_IDENTIFIERS, Reader._name),
    (_CALLS, Reader._call),
    (_MEMBERS, Reader._member),
    (_MAKERS, Reader._make),
    (_BINARY, Reader._binary),
    (_CHOICES, Reader._choice),
    (_WRAPPERS, Reader._wrapped),
    (_LISTS, Reader._list),
    (_SUBSCRIPTS, Reader._subscript),
    (_LAMBDAS, Reader._lambda),
)
