"""What is handed to a logger: signers, jobs, whole messages, and what the names say is personal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piilint.detect.vocabulary import split
from piilint.lint.code.clients import Client, Types
from piilint.lint.code.expressions import (
    Call,
    Expression,
    Lambda,
    Member,
    Name,
    Several,
    Text,
)
from piilint.lint.code.follow import Follower
from piilint.lint.code.scopes import File, Scope
from piilint.lint.code.strings import Strings

__all__ = ["logged"]

_TOLD = ("NO_FODSELSNUMMER", "DATE_OF_BIRTH", "EMAIL_ADDRESS", "PHONE_NUMBER", "PERSON")
_NO_PERSON = ("username", "brukernavn", "login", "loginname", "innloggingsnavn", "samaccountname", "upn", "userprincipalname")  # fmt: skip


def logged(
    file: File, known: Sequence[Client], follower: Follower, strings: Strings
) -> Iterator[tuple[int, int]]:
    """What stands in the arguments of logging calls and tells about a signer."""
    types = Types(file, known)
    bodies = frozenset(name for client in known for name in client.bodies)
    seen: set[int] = set()
    for call, scope in file.calls:
        if not _logs(call, follower):
            continue
        for argument in call.arguments:
            for part in _parts(argument.value):
                if part.start not in seen and _tells(part, scope, follower, strings, types, bodies):
                    seen.add(part.start)
                    yield part.start, part.end


def _logs(call: Call, follower: Follower) -> bool:
    known = follower.words
    method = "".join(split(call.name))
    if call.owner is None:
        return method in known.functions and not call.makes
    owner = _last(call.owner)
    words = split(owner)
    if not words or method not in known.methods:
        return False
    if words[-1] in known.loggers or "".join(words) in known.owners:
        return True
    return words[-1].endswith(("logger", "log")) and len(words[-1]) > 3


def _last(owner: Expression) -> str:
    if isinstance(owner, (Name, Member)):
        return owner.name
    return owner.name if isinstance(owner, Call) else ""


def _parts(value: Expression) -> Iterator[Expression]:
    """The things that an argument is made of, each by itself."""
    if isinstance(value, Text):
        for part in value.parts:
            if not isinstance(part, tuple):
                yield from _parts(part)
    elif isinstance(value, Several):
        for each in value.parts:
            yield from _parts(each)
    elif isinstance(value, Lambda):
        for each in value.results:
            yield from _parts(each)
    elif isinstance(value, Call) and value.owner is None and value.name in ("print_r", "var_export", "str", "repr", "String", "json_encode"):  # fmt: skip
        for argument in value.arguments[:1]:
            yield from _parts(argument.value)
    else:
        yield value


def _tells(
    part: Expression,
    scope: Scope,
    follower: Follower,
    strings: Strings,
    types: Types,
    bodies: frozenset[str],
) -> bool:
    if isinstance(part, Name):
        if "".join(split(part.name)) in follower.words.bodies:
            return scope.type_of(part.name) not in ("String", "string", "UUID", "Long", "Guid")
        if types.of(part, scope) in bodies and part.name[:1].islower():
            return True
        if _is_message(part, scope, strings):
            return True
    elif isinstance(part, Call) and part.name in ("toString", "ToString", "toXml", "toJson", "stringify"):  # fmt: skip
        inner = part.owner if part.name != "stringify" else part.arguments[0].value
        return isinstance(inner, Name) and _tells(inner, scope, follower, strings, types, bodies)
    held = follower.held(part, scope)
    return held is not None and held.sure and held.entity in _TOLD and held.word not in _NO_PERSON


def _is_message(name: Name, scope: Scope, strings: Strings) -> bool:
    """Whether a variable holds a message that this file puts together."""
    found = scope.lookup(name.name)
    return found is not None and any(strings.has_markup(value) for value in found[0])
