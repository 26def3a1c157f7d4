"""What a value of a program will hold: followed through the names and functions of its file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from piilint.detect.expression import Held, judge, judge_name
from piilint.detect.vocabulary import fold, split
from piilint.lint.code.expressions import (
    Argument,
    Call,
    Expression,
    Lambda,
    Member,
    Name,
    Several,
    Text,
)
from piilint.lint.code.scopes import File, Scope
from piilint.resources import data_folder

__all__ = ["Follower", "Given", "Words", "words"]

Given = Mapping[str, tuple[Expression, Scope, "Given"]]
"""What the parameters of a function stand for, where a call of it is followed."""

MAX_STEPS = 400
"""Expressions looked at for one value."""

MAX_CALLS = 4
"""Functions of the same file that are followed into each other."""

_PLAIN_TYPES = ("Any", "List", "Map", "Object", "Optional", "Promise", "String", "UUID")
_SELF = ("this", "self", "it")
_PIECE = re.compile(r"[A-ZÆØÅ]+(?![a-zæøå])|[A-ZÆØÅ]?[a-zæøå0-9]+|_+|[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """``words/code.toml``, folded."""

    passes: frozenset[str]
    ends: frozenset[str]
    takes: frozenset[str]
    loggers: frozenset[str]
    methods: frozenset[str]
    functions: frozenset[str]
    owners: frozenset[str]
    bodies: frozenset[str]


@cache
def words() -> Words:
    """The shipped words."""
    table = tomllib.loads((data_folder("words") / "code.toml").read_text(encoding="utf-8"))

    def read(group: str, key: str = "words") -> frozenset[str]:
        return frozenset(fold(word) for word in table[group][key].split())

    return Words(
        passes=read("passes"),
        ends=read("ends"),
        takes=read("takes"),
        loggers=read("loggers", "names"),
        methods=read("loggers", "methods"),
        functions=read("loggers", "functions"),
        owners=read("loggers", "owners"),
        bodies=read("bodies"),
    )


class Follower:
    """Follows values in one file."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.words = words()
        self.steps = 0

    def held(self, expression: Expression, scope: Scope) -> Held | None:
        """The personal data that an expression will hold, as far as the file shows."""
        self.steps = 0
        return self._held(expression, scope, {}, 0, frozenset())

    def _held(
        self,
        expression: Expression,
        scope: Scope,
        given: Given,
        depth: int,
        open_names: frozenset[tuple[str, int]],
    ) -> Held | None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            return None

        def surest(parts: Sequence[Expression]) -> Held | None:
            found = [self._held(each, scope, given, depth, open_names) for each in parts]
            held = [each for each in found if each is not None]
            return next((each for each in held if each.sure), held[0] if held else None)

        if isinstance(expression, Text):
            return surest([part for part in expression.parts if not isinstance(part, tuple)])
        if isinstance(expression, Several):
            return surest(expression.parts)
        if isinstance(expression, Lambda):
            return surest(expression.results)
        if isinstance(expression, Name):
            return self._name(expression, scope, given, depth, open_names)
        if isinstance(expression, Member):
            return self._member(expression, scope, given, depth, open_names)
        if isinstance(expression, Call):
            return self._call(expression, scope, given, depth, open_names)
        return None

    def _name(
        self,
        name: Name,
        scope: Scope,
        given: Given,
        depth: int,
        open_names: frozenset[tuple[str, int]],
    ) -> Held | None:
        if name.name in given:
            value, outside, above = given[name.name]
            return self._held(value, outside, above, depth, open_names)
        found = scope.lookup(name.name)
        if found is None:
            return self._by_name(name.name, scope)
        values, there = found
        key = (name.name, there.start)
        if key in open_names:
            return None
        for value in values:
            held = self._held(value, there, given, depth, open_names | {key})
            if held is not None:
                return held
        if all(_is_understood(value) for value in values):
            return None
        return self._by_name(name.name, scope)

    def _by_name(self, name: str, scope: Scope) -> Held | None:
        """What a name says, and the type that it is declared with."""
        held = judge_name(name)
        declared = scope.type_of(name)
        if held is None or held.sure or not declared or declared in _PLAIN_TYPES:
            return held
        return judge(f"{declared.rpartition('.')[2]}.{name}")

    def _member(
        self,
        member: Member,
        scope: Scope,
        given: Given,
        depth: int,
        open_names: frozenset[tuple[str, int]],
    ) -> Held | None:
        if "".join(split(member.name)) in self.words.ends:
            return None
        owner = member.owner
        if isinstance(owner, Name) and owner.name in _SELF and owner.name not in given:
            inside = Name(member.start, member.end, member.name)
            return self._name(inside, self.file.top, given, depth, open_names)
        if isinstance(owner, (Text, Several)):
            inner = self._held(owner, scope, given, depth, open_names)
            if inner is not None:
                return inner
        return self._judge(member, scope, given)

    def _call(
        self,
        call: Call,
        scope: Scope,
        given: Given,
        depth: int,
        open_names: frozenset[tuple[str, int]],
    ) -> Held | None:
        name = split(call.name)
        whole = "".join(name)
        if whole in self.words.ends or (name and name[-1] in self.words.ends):
            return None
        held = self._helper(call, scope, given, depth, open_names)
        if held is not None:
            return held
        if self._passes(call, name, whole):
            given_to = [each.value for each in call.arguments]
            parts = given_to if call.owner is None else [call.owner, *given_to]
            for part in parts:
                inside = given
                if isinstance(part, Lambda) and call.owner is not None:
                    inside = {**given, part.parameters[0]: (call.owner, scope, given)}
                inner = self._held(part, scope, inside, depth, open_names)
                if inner is not None:
                    return inner
            if call.makes:
                return None
        if not call.name or call.makes:
            return None
        return self._judge(call, scope, given)

    def _passes(self, call: Call, name: Sequence[str], whole: str) -> bool:
        """Whether a function gives what it is given, in whatever form."""
        if call.makes or (call.owner is None and call.name[:1].isupper()):
            return True
        if not name:
            return True
        known = self.words.passes
        if whole in known:
            return True
        if any(word in self.words.takes for word in name[1:]):
            return name[0] in known and name[0] not in ("first", "last", "new", "create")
        return name[0] in known or name[-1] in known

    def _helper(
        self,
        call: Call,
        scope: Scope,
        given: Given,
        depth: int,
        open_names: frozenset[tuple[str, int]],
    ) -> Held | None:
        """What a function of this file gives."""
        if depth >= MAX_CALLS or call.makes:
            return None
        functions = self.file.functions.get(call.name, ())
        if not functions or not (self._is_own(call) or (len(functions) == 1 and _on_name(call))):
            return None
        for function in functions:
            bound: dict[str, tuple[Expression, Scope, Given]] = {}
            for at, argument in enumerate(call.arguments):
                if argument.name is not None:
                    bound[argument.name] = (argument.value, scope, given)
                elif at < len(function.parameters):
                    bound[function.parameters[at]] = (argument.value, scope, given)
            for result in function.results:
                held = self._held(result, function.scope, bound, depth + 1, open_names)
                if held is not None:
                    return held
        return None

    def _is_own(self, call: Call) -> bool:
        owner = call.owner
        if owner is None:
            return True
        if not isinstance(owner, Name):
            return False
        return owner.name in _SELF or owner.name in ("static", "cls") or owner.name[:1].isupper()

    def _judge(self, expression: Member | Call, scope: Scope, given: Given) -> Held | None:
        """What the names in a chain say."""
        names: dict[str, list[str]] = {}
        written = self._written(expression, scope, given, names, 0)
        return judge(written, names) if written else None

    def _written(
        self,
        expression: Expression,
        scope: Scope,
        given: Given,
        names: dict[str, list[str]],
        depth: int,
    ) -> str:
        """A chain in the form that expressions of templates have; nothing for other things."""
        if depth > 12:
            return ""
        if isinstance(expression, Name):
            return self._root(expression, scope, given, names, depth)
        if isinstance(expression, Member):
            owner = self._written(expression.owner, scope, given, names, depth + 1)
            if not expression.name.isidentifier():
                return f"{owner}[{expression.name!r}]" if owner else repr(expression.name)
            return f"{owner}.{expression.name}" if owner else expression.name
        if isinstance(expression, Call):
            if expression.makes:
                return expression.name
            name = self._gives(expression.name)
            if expression.owner is None:
                inner = self._owners(expression.arguments, scope, given, names, depth)
                return f"{name}({inner})"
            owner = self._written(expression.owner, scope, given, names, depth + 1)
            key = _key(expression.arguments, self.file.reader.text)
            return f"{owner}.{name}({key})" if owner else f"{name}({key})"
        if isinstance(expression, Several) and len(expression.parts) == 1:
            return self._written(expression.parts[0], scope, given, names, depth + 1)
        return ""

    def _root(
        self, name: Name, scope: Scope, given: Given, names: dict[str, list[str]], depth: int
    ) -> str:
        """The name that a chain begins with; what it stands for says whose the rest is."""
        if name.name in ("this", "self"):
            return ""
        if name.name in given:
            value, outside, above = given[name.name]
            return self._written(value, outside, above, names, depth + 1) or name.name
        declared = scope.type_of(name.name)
        if declared and declared not in _PLAIN_TYPES:
            names.setdefault(name.name, [declared.rpartition(".")[2]])
            return name.name
        found = scope.lookup(name.name)
        if found is not None and name.name not in names:
            names[name.name] = []
            values, there = found
            for value in values[:3]:
                written = self._written(value, there, {}, names, depth + 1)
                if written and written != name.name:
                    names[name.name].append(written)
            if not names[name.name]:
                del names[name.name]
        return name.name

    def _owners(
        self,
        arguments: Sequence[Argument],
        scope: Scope,
        given: Given,
        names: dict[str, list[str]],
        depth: int,
    ) -> str:
        """``fullName(user)`` is the user's: an argument that holds nothing itself is an owner."""
        for argument in arguments[:1]:
            if isinstance(argument.value, Name) and judge_name(argument.value.name) is None:
                return self._written(argument.value, scope, given, names, depth + 1)
        return ""

    def _gives(self, name: str) -> str:
        """A function's name up to a preposition: ``caseIdFor`` is ``caseId``."""
        parts = _pieces(name)
        for at, part in enumerate(parts):
            if at and part.lower() in self.words.takes:
                return "".join(parts[:at])
        return name


def _on_name(call: Call) -> bool:
    """Whether a method is called on a variable, which may be of a type of this file."""
    return isinstance(call.owner, Name) and not call.arguments


def _pieces(name: str) -> list[str]:
    return _PIECE.findall(name)


def _key(arguments: Sequence[Argument], text: str) -> str:
    """The literal that a call looks something up by, in quotation marks."""
    for argument in arguments[:2]:
        value = argument.value
        if isinstance(value, Text) and len(value.parts) == 1 and isinstance(value.parts[0], tuple):
            key = text[slice(*value.parts[0])]
            if key.replace("_", "").replace("-", "").isalnum():
                return f'"{key}"'
    return ""


def _is_understood(value: Expression) -> bool:
    """Whether what a value holds was seen in full, so that a name for it says nothing more."""
    if isinstance(value, Text):
        return True
    if isinstance(value, Several):
        return all(_is_understood(each) for each in value.parts)
    if isinstance(value, Member):
        return True
    return isinstance(value, Name)
