"""What the statements of a template or the lines of a program say of names: assignments, loops.

The forms of all dialects are read alike; a name keeps all that is ever assigned to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["Scope", "attributes"]

_ASSIGNED = re.compile(
    r"(?<![\w.\"'@:-])[$@]?([^\W\d]\w*+)(?:\s*:\s*[\w<>\[\]?]++)?\s*(?::=|=)(?![=>~])"
)
_MOST_IN_STATEMENT = 50
_LOOPS = (
    # for a in b, foreach (var a in b), #foreach($a in $b)
    re.compile(
        r"(?:for|foreach)\b\W{0,4}(?:(?:const|let|var|final|my|[A-Z]\w*+)\s+)?"
        r"(?:[$\w]++\s*,\s*)?[$]?(?P<one>\w++)\)?\s+(?:in|of)\s+(?P<all>.+)",
        re.DOTALL,
    ),
    # for (A a : b)
    re.compile(r"for\s*\(\s*(?:final\s+)?[\w<>,.]++\s+(?P<one>\w++)\s*:\s*(?P<all>[^)]+)"),
    # each b as |a|, foreach ($b as $k => $a), <#list b as a>
    re.compile(
        r"(?:each|foreach|forelse|list)\b[\s(]*(?P<all>\S.*?)\s+as\s+"
        r"(?:[$\w]++\s*=>\s*)?[|$]?(?P<one>\w++)",
        re.DOTALL,
    ),
    # b.each do |a|
    re.compile(r"(?P<all>[^\s|]{1,200})\.(?:each\w*|map|times)\b[^|\n]{0,40}\|\s*(?P<one>\w++)"),
)
_ATTRIBUTE = re.compile(r"""([\w:.-]++)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CAPTURE = re.compile(r"(?:capture|set|assign|local|var)\s+['\"]?(\w+)['\"]?\s*")
_WITH = re.compile(r"(?:#?(?:with|each)|range)\s+(?P<what>.+)", re.DOTALL)
_GO_OPENS = re.compile(r"(?:if|with|range|block|define)\b")


class Scope:
    """What is known at a place of a template while its statements are gone through."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {}
        self.context: tuple[str, ...] = ()
        self._opened: list[tuple[str, ...]] = []
        self._capturing: list[str] = []

    def assign(self, name: str, expression: str) -> None:
        """One more expression that a name stands for."""
        self.names.setdefault(name, []).append(expression.strip())

    def captures(self, expressions: Sequence[str]) -> bool:
        """Whether what is written here is what a name stands for; it is then assigned to it."""
        for name in self._capturing:
            for expression in expressions:
                self.assign(name, expression)
        return bool(self._capturing)

    def capture(self, name: str) -> None:
        """What is written from here on, up to :meth:`end_capture`, is assigned to a name."""
        self._capturing.append(name)

    def end_capture(self) -> None:
        """The innermost capture is over."""
        del self._capturing[-1:]

    def enter(self, expression: str | None) -> None:
        """Properties of an expression stand bare from here on; None opens what changes nothing."""
        self._opened.append(self.context)
        if expression:
            self.context = (*self.context[-8:], expression)

    def leave(self) -> None:
        """The innermost block is over."""
        if self._opened:
            self.context = self._opened.pop()

    def tag(self, statement: str) -> None:
        """A statement between ``{%`` and ``%}``, or a directive of FreeMarker or Velocity."""
        if statement.startswith(("end", "/")):
            if statement.lstrip("end/# ").startswith(("capture", "set", "assign", "local")):
                self.end_capture()
            return
        captured = _CAPTURE.fullmatch(statement)
        if captured:
            self.capture(captured[1])
        else:
            self.code(statement)

    def block(self, statement: str) -> None:
        """A statement between double braces, of Handlebars, Mustache or Go."""
        if statement.startswith("/") or statement == "end":
            self.leave()
        elif statement.startswith(("#", "^")):
            found = _WITH.match(statement)
            inner = found["what"].partition(" as ")[0] if found else statement[1:].strip()
            plain = statement.startswith("^") or statement[1:].partition(" ")[0] in ("if", "unless")
            self.enter(None if plain else inner)
            self.code(statement[1:])
        elif _GO_OPENS.match(statement):
            found = _WITH.match(statement)
            self.enter(found["what"] if found and ":=" not in statement else None)
            self.code(statement)
        else:
            self.code(statement)

    def code(self, text: str) -> None:
        """Assignments and loops in a piece of a program."""
        for statement in re.split(r"[;\n]", text):
            self._loops(statement)
            places = list(_ASSIGNED.finditer(statement))[:_MOST_IN_STATEMENT]
            stops = [*(place.start() for place in places[1:]), len(statement)]
            for place, stop in zip(places, stops, strict=False):
                self.assign(place[1], statement[place.end() : stop])

    def _loops(self, statement: str) -> None:
        if len(statement) > 2000:
            return
        for pattern in _LOOPS:
            found = pattern.search(statement)
            if found:
                self.assign(found["one"], found["all"])
                return


def attributes(tag: str) -> Iterator[tuple[str, str]]:
    """Names and values of the attributes in a start tag."""
    for found in _ATTRIBUTE.finditer(tag):
        yield found[1], found[2] if found[2] is not None else found[3]
