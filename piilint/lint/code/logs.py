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
_ACCOUNTS = frozenset(
    (
        "brukernavn",
        "innloggingsnavn",
        "login",
        "loginname",
        "samaccountname",
        "upn",
        "username",
        "userprincipalname",
    )
)
"""Words for names of accounts, which are not the signer's."""
_NO_BODIES = frozenset(("Guid", "Long", "String", "UUID"))
_SHOWN_BY = frozenset(("String", "json_encode", "print_r", "repr", "str", "var_export"))
_MADE_TEXT_BY = frozenset(("ToString", "stringify", "toJson", "toString", "toXml"))


def logged(
    file: File, known: Sequence[Client], follower: Follower, strings: Strings
) -> Iterator[tuple[int, int]]:
    """What stands in the arguments of logging calls and tells about a signer."""
    teller = _Teller(file, known, follower, strings)
    seen: set[int] = set()
    for call, scope in file.calls:
        if not _logs(call, follower):
            continue
        for argument in call.arguments:
            for part in _parts(argument.value):
                if part.start not in seen and teller.tells(part, scope):
                    seen.add(part.start)
                    yield part.start, part.end


class _Teller:
    """Says whether something tells about a signer."""

    def __init__(
        self, file: File, known: Sequence[Client], follower: Follower, strings: Strings
    ) -> None:
        self.follower = follower
        self.strings = strings
        self.types = Types(file, known)
        self.bodies = frozenset(name for client in known for name in client.bodies)

    def tells(self, part: Expression, scope: Scope) -> bool:
        """Whether it is a signer, a job, a message, or named as something personal."""
        if isinstance(part, Name):
            if "".join(split(part.name)) in self.follower.words.bodies:
                return scope.type_of(part.name) not in _NO_BODIES
            if self.types.of(part, scope) in self.bodies and part.name[:1].islower():
                return True
            if self._is_message(part, scope):
                return True
        elif isinstance(part, Call) and part.name in _MADE_TEXT_BY:
            inner = part.arguments[0].value if part.arguments else part.owner
            return isinstance(inner, Name) and self.tells(inner, scope)
        held = self.follower.held(part, scope)
        if held is None or not held.sure:
            return False
        return held.entity in _TOLD and held.word not in _ACCOUNTS

    def _is_message(self, name: Name, scope: Scope) -> bool:
        """Whether a variable holds a message that this file puts together."""
        found = scope.lookup(name.name)
        return found is not None and any(self.strings.has_markup(each) for each in found[0])


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
    return words[-1].endswith("logger")


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
    elif isinstance(value, Call) and value.owner is None and value.name in _SHOWN_BY:
        for argument in value.arguments[:1]:
            yield from _parts(argument.value)
    else:
        yield value
