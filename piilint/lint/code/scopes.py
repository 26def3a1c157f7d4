"""What one file says of its names: assignments, types, and what its functions give.

Names are looked up from the innermost function outwards; order within a function does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from piilint.lint.code import nodes
from piilint.lint.code.expressions import (
    Call,
    Expression,
    Lambda,
    Member,
    Name,
    Several,
)
from piilint.lint.code.reading import Reader, returns

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["Assignment", "File", "Function", "Scope", "lambdas", "read_file"]

_TYPE_NAME = re.compile(r"[A-Z]\w*+(?:\.[A-Z]\w*+)?")
_SELF = frozenset(("this", "self", "$this"))


@dataclass(slots=True, eq=False)
class Scope:
    """A function, or the file outside of functions."""

    outer: Scope | None
    start: int
    assigned: dict[str, list[Expression]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def lookup(self, name: str) -> tuple[list[Expression], Scope] | None:
        """What is assigned to a name, and where."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.assigned:
                return scope.assigned[name], scope
            if name in scope.types:
                return None
            scope = scope.outer
        return None

    def type_of(self, name: str) -> str | None:
        """The type that a name is declared with."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.types:
                return scope.types[name] or None
            scope = scope.outer
        return None


@dataclass(slots=True, eq=False)
class Function:
    """A function of the file: what it takes, what it gives, and its inside."""

    parameters: list[str]
    results: list[Expression]
    scope: Scope


@dataclass(slots=True, eq=False)
class Assignment:
    """One assignment, in the order of the file. ``owner`` is set for a property."""

    name: str
    owner: Expression | None
    value: Expression
    scope: Scope
    start: int


@dataclass(slots=True, eq=False)
class File:
    """One file's names, calls and strings."""

    reader: Reader
    top: Scope
    functions: dict[str, list[Function]] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)
    calls: list[tuple[Call, Scope]] = field(default_factory=list)
    expressions: list[tuple[Expression, Scope]] = field(default_factory=list)
    """The outermost expressions, in the order of the file."""
    imports: list[str] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    """Where identifiers stand, in order; none where the file is not of its language."""


def read_file(root: Node, reader: Reader) -> File:
    """Walk a tree once."""
    top = Scope(None, 0)
    file = File(reader, top)
    waiting: list[tuple[Node, Scope, bool]] = [(root, top, False)]
    while waiting:
        node, scope, inside = waiting.pop()
        kind = node.type
        if not node.child_count and kind in nodes.NAMES:
            file.names.append(reader.span(node))
        if kind in nodes.IMPORTS:
            file.imports.append(reader.written(node))
            continue
        if kind in nodes.FUNCTIONS:
            scope = _function(file, node, scope)
        elif kind in nodes.PARAMETERS:
            _parameter(file, node, scope)
        elif kind in nodes.DECLARATORS:
            _declarator(file, node, scope)
        elif kind in nodes.ASSIGNMENTS:
            _assignment(file, node, scope)
        elif kind in nodes.LOOPS:
            _loop(file, node, scope)
        if kind in nodes.OUTERMOST:
            read = reader.read(node)
            if isinstance(read, Call):
                file.calls.append((read, scope))
            if not inside:
                file.expressions.append((read, scope))
            inside = True
        elif kind.endswith(("block", "statement", "body", "declaration", "_list")) and kind not in (
            "argument_list",
            "expression_list",
        ):
            inside = False
        waiting.extend((child, scope, inside) for child in reversed(node.named_children))
    if root.has_error:
        file.names.clear()  # what is no program may be anything
    return file


def _function(file: File, node: Node, outer: Scope) -> Scope:
    reader = file.reader
    scope = Scope(outer, reader.offset(node.start_byte))
    given = node.child_by_field_name("parameters")
    for child in node.named_children if given is None else ():
        if child.type == "function_value_parameters":
            given = child
    names = [_parameter_name(reader, child) for child in given.named_children] if given else []
    body = node.child_by_field_name("body")
    for child in node.named_children if body is None else ():
        if child.type in ("function_body", "arrow_expression_clause"):
            body = child
    named = node.child_by_field_name("name")
    if named is None and node.parent is not None and node.parent.type in nodes.DECLARATORS:
        named = node.parent.child_by_field_name("name")
    if body is None or named is None:
        return scope
    blocks = ("block", "statement_block", "compound_statement", "declaration_list")
    inner = body.named_children[0] if body.type == "function_body" and body.named_children else body
    results = returns(inner) if inner.type in blocks else [inner]
    function = Function(
        [name for name in names if name not in ("", *_SELF)],
        [reader.read(each) for each in results],
        scope,
    )
    file.functions.setdefault(reader.written(named), []).append(function)
    return scope


def _parameter_name(reader: Reader, node: Node) -> str:
    if node.type == "identifier":
        return reader.written(node)
    named = node.child_by_field_name("name") or node.child_by_field_name("pattern")
    if named is None:
        named = next(
            (each for each in node.named_children if each.type in ("identifier", "variable_name")),
            None,
        )
    return reader.written(named).lstrip("$") if named is not None else ""


def _parameter(file: File, node: Node, scope: Scope) -> None:
    name = _parameter_name(file.reader, node)
    if name:
        scope.types[name] = _type(file.reader, node, name)


def _type(reader: Reader, node: Node, name: str) -> str:
    """The type that a declaration names, as one name with its outer class, or nothing."""
    declared = node.child_by_field_name("type")
    written = reader.written(declared if declared is not None else node)
    if declared is None:
        written = written.replace(name, "", 1).partition("=")[0]
    found = _TYPE_NAME.findall(written)
    return found[-1] if found else ""


def _declarator(file: File, node: Node, scope: Scope) -> None:
    reader = file.reader
    children = [each for each in node.named_children if "comment" not in each.type]
    named = node.child_by_field_name("name") or node.child_by_field_name("property")
    value = node.child_by_field_name("value")
    if named is None:  # Kotlin
        named = next((each for each in children if each.type == "variable_declaration"), None)
        if named is None:
            return
        if named.id != children[-1].id:
            value = children[-1]
        written = reader.written(named)
        name = written.partition(":")[0].strip()
        if ":" in written:
            scope.types[name] = _type(reader, named, name)
    elif named.type == "object_pattern":
        _unpacked(file, named, value, scope)
        return
    else:
        name = reader.written(named).lstrip("$")
        if (
            value is None
            and len(children) > 1
            and children[-1].id != named.id
            and node.type == "variable_declarator"
        ):
            value = children[-1]
        holder = (
            node
            if node.type in ("property_declaration", "public_field_definition", "var_spec")
            else node.parent
        )
        if holder is not None and holder.child_by_field_name("type") is not None:
            scope.types[name] = _type(reader, holder, name)
    if value is None or value.type in ("accessor_list", "type_annotation", "user_type"):
        return
    _assign(file, name, None, reader.read(_only(value)), scope)


def _only(node: Node) -> Node:
    if node.type in ("expression_list", "equals_value_clause") and node.named_child_count == 1:
        return node.named_children[0]
    return node


def _unpacked(file: File, pattern: Node, value: Node | None, scope: Scope) -> None:
    """``const { fnr, name: called } = person``."""
    if value is None:
        return
    source = file.reader.read(value)
    for child in pattern.named_children:
        key = child.child_by_field_name("key") or child
        bound = child.child_by_field_name("value") or child
        name = file.reader.written(bound)
        member = Member(*file.reader.span(child), source, file.reader.written(key))
        _assign(file, name, None, member, scope)


def _assignment(file: File, node: Node, scope: Scope) -> None:
    reader = file.reader
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        left, right = node.child_by_field_name("name"), node.child_by_field_name("value")
    if left is None or right is None:
        return
    targets = [left]
    if left.type in ("expression_list", "pattern_list", "tuple_pattern", "list_literal"):
        targets = left.named_children
    values = [right]
    if right.type in ("expression_list", "tuple") and len(targets) == right.named_child_count:
        values = right.named_children
    for at, target in enumerate(targets):
        value = reader.read(_only(values[at] if len(values) == len(targets) else values[0]))
        read = reader.read(target)
        if isinstance(read, Name):
            _assign(file, read.name, None, value, scope)
        elif isinstance(read, Member):
            _assign(file, read.name, read.owner, value, scope)


def _assign(
    file: File, name: str, owner: Expression | None, value: Expression, scope: Scope
) -> None:
    file.assignments.append(Assignment(name, owner, value, scope, value.start))
    if owner is None:
        into = scope
        while into.outer is not None and name not in into.assigned and name not in into.types:
            into = into.outer  # the function that declares it; else here
        known = name in into.assigned or name in into.types
        (into if known else scope).assigned.setdefault(name, []).append(value)
    elif isinstance(owner, Name) and owner.name in _SELF:
        file.top.assigned.setdefault(name, []).append(value)


def _loop(file: File, node: Node, scope: Scope) -> None:
    reader = file.reader
    left = node.child_by_field_name("left") or node.child_by_field_name("name")
    right = node.child_by_field_name("right") or node.child_by_field_name("value")
    children = node.named_children
    if left is None and len(children) >= 2 and node.type in ("foreach_statement", "for_statement"):
        left, right = (
            (children[1], children[0])
            if node.type == "foreach_statement"
            else (children[0], children[1])
        )
    if left is None or right is None:
        return
    if node.type == "enhanced_for_statement":
        scope.types.setdefault(reader.written(left), _type(reader, node, ""))
    names = re.findall(r"[^\W\d]\w*", reader.written(left))
    if names and left.type not in ("init_statement", "lexical_declaration"):
        value = reader.read(right)
        _assign(file, names[-1], None, Several(value.start, value.end, [value]), scope)


def lambdas(call: Call) -> Iterator[tuple[Lambda, Expression | None]]:
    """The functions without a name that a call is given, and what it is called on."""
    for argument in call.arguments:
        if isinstance(argument.value, Lambda):
            yield argument.value, call.owner
