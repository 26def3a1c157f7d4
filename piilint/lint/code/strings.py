"""Markup in strings: literals put together as the program does, in the order of the file.

What a region holds keeps its place: each literal stands where it stood, everything else is
blank, and each expression that fills a place is a hole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from piilint.detect.expression import Held, judge_name
from piilint.lint.code.expressions import (
    Argument,
    Call,
    Expression,
    Lambda,
    Name,
    Several,
    Span,
    Text,
    within,
)
from piilint.lint.code.follow import Follower
from piilint.lint.code.scopes import File, Scope

__all__ = ["Hole", "Region", "Strings"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FORMATS = _set("""
    AppendFormat Appendf Format Fprintf Printf Sprintf appendFormat format format_map
    formatted printf sprintf vsprintf
""")
_APPENDS = _set("""
    Add Append AppendFormat AppendLine AppendLiteral Write WriteLine WriteString add addLine
    append appendLine concat plus print println push write writeString
""")
_PLACE = re.compile(
    r"%(?:(?P<number>[0-9]{1,2})\$)?[-+#,]{0,4}(?:[0-9]{1,3})?(?:\.[0-9]{1,3})?[sdvqfiuT](?![0-9A-Fa-f]{2})"
    r"|%\((?P<key>\w{1,60})\)[sdrf]"
    r"|\{(?P<named>\w{0,60})(?:\.\w{1,60})?(?:[:!][^{}]{0,40})?\}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A place that is filled, and what will stand there."""

    start: int
    end: int
    held: Held | None


@dataclass(slots=True)
class Region:
    """A stretch of a file that makes one text."""

    start: int
    end: int
    literals: list[Span] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Fill:
    """What fills a pattern: by place, by name."""

    arguments: Sequence[Argument]
    scope: Scope
    at: int = 0

    def next(self, found: re.Match[str]) -> Expression | None:
        """The expression for one place of the pattern."""
        key = found["key"] or found["named"]
        if found["number"]:
            return self._placed(int(found["number"]) - 1)
        if key and key.isdigit():
            return self._placed(int(key))
        if key:
            return next((each.value for each in self.arguments if each.name == key), None)
        self.at += 1
        return self._placed(self.at - 1)

    def _placed(self, at: int) -> Expression | None:
        return self.arguments[at].value if at < len(self.arguments) else None


class Strings:
    """Puts together the strings of one file."""

    def __init__(self, file: File, follower: Follower, elements: re.Pattern[str]) -> None:
        self.file = file
        self.follower = follower
        self.elements = elements
        self.text = file.reader.text
        self.fills = dict(self._filled_elsewhere())

    def regions(self) -> list[Region]:
        """All regions with markup, in the order of the file, none inside of another."""
        groups = self._groups()
        found: list[Region] = []
        for events in groups:
            whole = self._region(events)
            if whole is not None:
                found.append(whole)
        found.sort(key=lambda region: (region.start, -region.end))
        apart: list[Region] = []
        for region in found:
            if apart and region.start < apart[-1].end:
                _absorb(apart[-1], region)
            else:
                apart.append(region)
        return apart

    def _groups(self) -> Iterator[list[tuple[Expression, Scope]]]:
        """What belongs together: what goes into one variable, else each expression alone."""
        into: dict[tuple[str, int], list[tuple[Expression, Scope]]] = {}
        taken: set[int] = set()
        for assignment in self.file.assignments:
            if assignment.owner is None:
                key = (assignment.name, assignment.scope.start)
                into.setdefault(key, []).append((assignment.value, assignment.scope))
                taken.add(id(assignment.value))
        for expression, scope in self.file.expressions:
            if id(expression) in taken:
                continue
            root, parts = _appended(expression)
            if root is not None:
                into.setdefault((root.name, scope.start), []).extend(
                    (part, scope) for part in parts
                )
                taken.add(id(expression))
            elif self.has_markup(expression):
                yield [(expression, scope)]
        for events in into.values():
            if any(self.has_markup(expression) for expression, _ in events):
                yield sorted(events, key=lambda event: event[0].start)

    def has_markup(self, expression: Expression) -> bool:
        """Whether a literal in an expression holds an element of the service's messages."""
        return any(
            isinstance(each, Text) and self.elements.search(self.text, each.start, each.end)
            for each in within(expression)
        )

    def _region(self, events: Sequence[tuple[Expression, Scope]]) -> Region | None:
        region = Region(events[0][0].start, max(each.end for each, _ in events))
        for expression, scope in events:
            self.put(region, expression, scope, None)
        return region if region.literals else None

    def put(self, region: Region, expression: Expression, scope: Scope, fill: _Fill | None) -> None:
        """Add an expression's literals and holes to a region."""
        if isinstance(expression, Text):
            self._text(region, expression, scope, fill or self.fills.get(id(expression)))
        elif isinstance(expression, Several):
            self._several(region, expression, scope, fill)
        elif isinstance(expression, Lambda) and self.has_markup(expression):
            for statement in expression.statements:
                self.put(region, statement, scope, None)
        elif isinstance(expression, Call):
            self._call(region, expression, scope, fill)
        else:
            self._hole(region, (expression.start, expression.end), expression, scope)

    def _several(self, region: Region, several: Several, scope: Scope, fill: _Fill | None) -> None:
        if several.filled:
            values = several.parts[1:]
            if len(values) == 1 and isinstance(values[0], Several) and not values[0].filled:
                values = values[0].parts
            arguments = [Argument(None, value) for value in values]
            self.put(region, several.parts[0], scope, _Fill(arguments, scope))
            return
        for part in several.parts:
            self.put(region, part, scope, fill)

    def _call(self, region: Region, call: Call, scope: Scope, fill: _Fill | None) -> None:
        if call.name in _FORMATS:
            pattern, arguments = _pattern(call)
            if pattern is not None:
                self.put(region, pattern, scope, _Fill(arguments, scope))
                return
        given = [each.value for each in call.arguments]
        parts = given if call.owner is None else [call.owner, *given]
        if any(self.has_markup(part) for part in parts):
            for part in parts:
                inside = scope
                if isinstance(part, Lambda) and call.owner is not None:
                    inside = Scope(scope, part.start, {part.parameters[0]: [call.owner]})
                if self.has_markup(part) or call.name in _APPENDS:
                    self.put(region, part, inside, fill)
        else:
            self._hole(region, (call.start, call.end), call, scope)

    def _text(self, region: Region, text: Text, scope: Scope, fill: _Fill | None) -> None:
        region.quotes += text.quotes
        for part in text.parts:
            if not isinstance(part, tuple):
                if self.has_markup(part):
                    self.put(region, part, scope, None)
                else:
                    self._hole(region, (part.start, part.end), part, scope)
                continue
            at, end = part
            for found in _PLACE.finditer(self.text, at, end):
                value = fill.next(found) if fill is not None else None
                named = found["key"] or found["named"]
                if fill is None and not (named and not named.isdigit()):
                    continue
                region.literals.append((at, found.start()))
                at = found.end()
                if value is not None and fill is not None:
                    self._hole(region, found.span(), value, fill.scope)
                else:
                    held = judge_name(named) if named else None
                    region.holes.append(Hole(start=found.start(), end=at, held=held))
            region.literals.append((at, end))

    def _hole(self, region: Region, span: Span, value: Expression, scope: Scope) -> None:
        if span[1] > span[0]:
            held = None if self._is_markup(value, scope) else self.follower.held(value, scope)
            region.holes.append(Hole(start=span[0], end=span[1], held=held))

    def _is_markup(self, value: Expression, scope: Scope) -> bool:
        """Whether what fills a place is markup of this file, which is judged where it stands."""
        if isinstance(value, Name):
            found = scope.lookup(value.name)
            return found is not None and any(self.has_markup(each) for each in found[0])
        if isinstance(value, Call):
            return any(
                self.has_markup(result)
                for function in self.file.functions.get(value.name, ())
                for result in function.results
            )
        return False

    def _filled_elsewhere(self) -> Iterator[tuple[int, _Fill]]:
        """Patterns that stand under a name and are filled where that is used."""
        for call, scope in self.file.calls:
            if call.name not in _FORMATS:
                continue
            first = call.arguments[0].value if call.arguments else None
            for pattern, arguments in ((call.owner, call.arguments), (first, call.arguments[1:])):
                if isinstance(pattern, Name) and (known := scope.lookup(pattern.name)):
                    for value in known[0]:
                        for each in within(value):
                            if isinstance(each, Text):
                                yield id(each), _Fill(arguments, scope)
        for expression, scope in self.file.expressions:
            for each in within(expression):
                if isinstance(each, Several) and each.filled and isinstance(each.parts[0], Name):
                    known = scope.lookup(each.parts[0].name)
                    values = [Argument(None, value) for value in each.parts[1:]]
                    for value in known[0] if known else ():
                        yield id(value), _Fill(values, scope)


def _pattern(call: Call) -> tuple[Expression | None, Sequence[Argument]]:
    """The pattern of a call that formats, and what fills it."""
    if isinstance(call.owner, (Text, Several)):
        return call.owner, call.arguments
    for at, argument in enumerate(call.arguments[:2]):
        if isinstance(argument.value, (Text, Several)):
            return argument.value, call.arguments[at + 1 :]
    return None, ()


def _appended(expression: Expression) -> tuple[Name | None, list[Expression]]:
    """The variable that calls such as ``append`` are made on, and what they are given."""
    parts: list[Expression] = []
    while isinstance(expression, Call) and expression.name in _APPENDS:
        parts[:0] = [argument.value for argument in expression.arguments]
        if expression.owner is None:
            return None, []
        expression = expression.owner
    return (expression, parts) if isinstance(expression, Name) and parts else (None, [])


def _absorb(region: Region, other: Region) -> None:
    """Texts that are written in turns are read as one."""
    known = set(region.literals)
    region.end = max(region.end, other.end)
    region.literals += [span for span in other.literals if span not in known]
    region.holes += [hole for hole in other.holes if hole not in region.holes]
    region.quotes += other.quotes
