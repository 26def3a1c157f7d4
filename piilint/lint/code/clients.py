"""Calls of the official clients: which argument fills which field.

The table is data of the rule pack, ``clients.toml``. A client counts in files that import it; the
type that a method is called on is followed as far as the file shows it, so that another
library's ``withReference`` is left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from piilint.lint.code.expressions import Call, Expression, Member, Name, Several, Text
from piilint.lint.code.scopes import File, Scope

__all__ = ["Client", "Filled", "Types", "active", "clients", "dumped", "filled"]

Span = tuple[int, int]

_ENTRY = re.compile(
    r"(?P<type>\w+)\.(?P<member>\w+)"
    r"(?:\((?P<at>[0-9]+)? ?(?P<name>[A-Za-z]\w*)?(?:/(?P<of>[0-9]+))?\))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One argument or property of a client, and the field that it fills."""

    type: str
    member: str
    field: str
    at: int | None
    name: str | None
    of: int | None
    """How many arguments there must be, at least; exactly for one that has only a place."""
    is_property: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One client of the service."""

    languages: tuple[str, ...]
    imports: tuple[str, ...]
    entries: tuple[Entry, ...]
    bodies: frozenset[str]
    dumps: frozenset[tuple[str, str]]
    types: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """An expression, and the field that it fills."""

    field: str
    value: Expression
    scope: Scope


@cache
def clients(folder: Path) -> tuple[Client, ...]:
    """The clients of a rule pack, by its folder."""
    path = folder / "clients.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return tuple(
        Client(
            languages=tuple(entry["languages"]),
            imports=tuple(entry["imports"]),
            entries=(entries := tuple(_entry(*item) for item in entry["fields"].items())),
            bodies=frozenset(entry["bodies"]),
            dumps=frozenset(_dump(each) for each in entry["dumps"]),
            types=frozenset((*(each.type for each in entries), *entry["bodies"])),
        )
        for entry in table.values()
    )


def _entry(key: str, field: str) -> Entry:
    found = _ENTRY.fullmatch(key)
    if found is None:
        raise ValueError(key)
    return Entry(
        type=found["type"],
        member=found["member"],
        field=field,
        at=int(found["at"]) if found["at"] else None,
        name=found["name"],
        of=int(found["of"]) if found["of"] else None,
        is_property=not key.endswith(")"),
    )


def _dump(key: str) -> tuple[str, str]:
    type_, _, member = key.partition(".")
    return type_, member


def active(file: File, folder: Path) -> list[Client]:
    """The clients that a file imports."""
    return [
        client
        for client in clients(folder)
        if file.reader.language in client.languages
        and any(name in written for name in client.imports for written in file.imports)
    ]


class Types:
    """The types of a file's expressions, by name, as far as they can be seen."""

    def __init__(self, file: File, known: Sequence[Client]) -> None:
        self.file = file
        self.known = frozenset(name for client in known for name in client.types)

    def of(self, expression: Expression | None, scope: Scope, depth: int = 0) -> str | None:
        """The name of an expression's type; None where the file does not show it."""
        if depth > 8 or expression is None:
            return None
        if isinstance(expression, Name):
            return self._of_name(expression.name, scope, depth)
        if isinstance(expression, Member):
            if isinstance(expression.owner, Name) and expression.owner.name in ("this", "self"):
                return self._of_name(expression.name, self.file.top, depth)
            return expression.name if expression.name in self.known else None
        if isinstance(expression, Call):
            if expression.makes or expression.name in self.known:
                return expression.name or None
            if expression.owner is not None:
                return self.of(expression.owner, scope, depth + 1)
            return None
        if isinstance(expression, Several) and len(expression.parts) == 1:
            return self.of(expression.parts[0], scope, depth + 1)
        return None

    def _of_name(self, name: str, scope: Scope, depth: int) -> str | None:
        declared = scope.type_of(name)
        if declared:
            outer, _, last = declared.partition(".")
            return outer if last == "Builder" else (last or outer)
        found = scope.lookup(name)
        if found is None:
            return name if name[:1].isupper() else None
        values, there = found
        return next(filter(None, (self.of(each, there, depth + 1) for each in values)), None)


def filled(file: File, known: Sequence[Client]) -> Iterator[Filled]:
    """All that fills a field through a client, in the order of the file."""
    if not known:
        return
    types = Types(file, known)
    seen: set[tuple[str, int]] = set()
    for client in known:
        for found in _filled_by(file, client, types):
            key = (found.field.rpartition("/")[2], found.value.start)
            if key not in seen:
                seen.add(key)
                yield found


def _filled_by(file: File, client: Client, types: Types) -> Iterator[Filled]:
    for call, scope in file.calls:
        made, member = _called(call, types)
        on = made or types.of(call.owner, scope)
        for entry in client.entries:
            if entry.is_property:
                if on == entry.type:
                    for setting in call.settings:
                        if setting.name == entry.member:
                            yield Filled(field=entry.field, value=setting.value, scope=scope)
            elif entry.member == member and _is_on(entry, on, client):
                value = _argument(call, entry)
                if value is not None:
                    yield Filled(field=entry.field, value=value, scope=scope)
    for assignment in file.assignments:
        if assignment.owner is not None:
            on = types.of(assignment.owner, assignment.scope)
            for entry in client.entries:
                is_it = entry.is_property and entry.member == assignment.name
                if is_it and on in (entry.type, None):
                    yield Filled(field=entry.field, value=assignment.value, scope=assignment.scope)


def _called(call: Call, types: Types) -> tuple[str | None, str]:
    """A constructor's type and ``new``, else no type and the method's name."""
    if call.makes:
        return call.name, "new"
    if call.name in types.known and (call.owner is None or isinstance(call.owner, Name)):
        return call.name, "new"
    return None, call.name


def _is_on(entry: Entry, on: str | None, client: Client) -> bool:
    """Whether a method is called on the entry's type, or on what the file does not tell.

    Where nothing is told, a name that says enough is needed: ``withReference``, not ``of``.
    """
    if on is not None:
        return on == entry.type
    first = next(each for each in client.entries if each.member == entry.member)
    return entry is first and len(entry.member) > 8


def _argument(call: Call, entry: Entry) -> Expression | None:
    if entry.of is not None and len(call.arguments) < entry.of:
        named = any(each.name is not None for each in call.arguments)
        if not named:
            return None
    for at, argument in enumerate(call.arguments):
        if argument.name is not None and argument.name == entry.name:
            return argument.value
        if argument.name is None and at == entry.at:
            return argument.value
    return None


def dumped(file: File, known: Sequence[Client]) -> Iterator[Span]:
    """Where logging of whole messages is switched on."""
    types = Types(file, known)
    dumps = {dump for client in known for dump in client.dumps}
    members = {member for _, member in dumps if member != "new"}
    for call, scope in file.calls:
        if call.makes and (call.name, "new") in dumps:
            yield call.named
        elif call.name in members and (types.of(call.owner, scope), call.name) in dumps:
            if not any(_is_off(each.value, file) for each in call.arguments):
                yield call.named
        elif call.name in members and types.of(call.owner, scope) is None:
            yield call.named
        for setting in call.settings:
            if setting.name in members and not _is_off(setting.value, file):
                yield setting.value.start, setting.value.end
    for assignment in file.assignments:
        is_dump = assignment.owner is not None and assignment.name in members
        if is_dump and not _is_off(assignment.value, file):
            yield assignment.value.start, assignment.value.end


def _is_off(value: Expression, file: File) -> bool:
    written = file.reader.text[value.start : value.end].lower()
    return written in ("false", "null", "none") and not isinstance(value, Text)
