"""Requests built in source code: markup in strings, and calls of the official clients.

A file is parsed (:mod:`.languages`), its expressions are read as those of one language
(:mod:`.expressions`), its names are collected (:mod:`.scopes`) and followed (:mod:`.follow`).
Markup that it puts together (:mod:`.strings`) and arguments that fill a field (:mod:`.clients`)
become trees as those of a template do, and are judged as such; what is logged (:mod:`.logs`) is
judged for itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from piilint.detect.expression import Held
from piilint.lint.code.clients import active, dumped, filled
from piilint.lint.code.expressions import Expression, Name, Text, within
from piilint.lint.code.follow import Follower
from piilint.lint.code.languages import grammar, parser
from piilint.lint.code.logs import logged
from piilint.lint.code.reading import Reader
from piilint.lint.code.scopes import File, Scope, read_file
from piilint.lint.code.strings import Hole, Region, Strings
from piilint.lint.code.trees import Trees, loose
from piilint.lint.fields import Field
from piilint.lint.judge import Verdict
from piilint.lint.parse import to_text
from piilint.lint.source import marks, mentions
from piilint.lint.templates import Template
from piilint.lint.templates.places import TemplatePlaces
from piilint.lint.templates.scan import Item, Placeholder
from piilint.lint.templates.statements import Scope as TemplateScope
from piilint.model import Source

if TYPE_CHECKING:
    from piilint.lint.rulepack import RulePack
    from piilint.lint.templates.tree import Forest

__all__ = ["Code", "read"]

_LOGGED = "PII901"
_DUMPED = "PII902"


def read(source: Source, pack: RulePack) -> Code | None:
    """A source file by its name; None where it is in no language that is read here.

    Raises :class:`~piilint.lint.parse.UnreadableError` for bytes that cannot be decoded.
    """
    of = grammar(source.name)
    if of is None or source.data is None:
        return None
    text = to_text(source.data)
    encoded = text.encode()
    reader = Reader(text, encoded, of.language)
    file = read_file(parser(of).parse(encoded).root_node, reader)
    return Code(text, file, pack)


class Code(Template):
    """A source file that was read."""

    def __init__(self, text: str, file: File, pack: RulePack) -> None:
        self.file = file
        known = active(file, pack.catalog.folder)
        follower = Follower(file)
        trees = Trees(text, pack)
        strings = Strings(file, follower, trees.elements)
        regions = strings.regions()
        for region in regions:
            trees.region(region)
        for each in filled(file, known):
            for region in _value(strings, each.value, each.scope):
                trees.filled(each.field, region)
        super().__init__(
            text=text,
            inert=trees.inert,
            items=[_item(hole) for hole in trees.holes],
            scope=TemplateScope(),
            forest=trees.finished(),
            pack=pack,
            complete=False,
        )
        self._told = {hole.start: hole.held for hole in trees.holes}
        builds = bool(known) or bool(regions) or mentions(text.encode(), marks(pack))
        self._logged = list(logged(file, known, follower, strings)) if builds else []
        self._dumped = list(dumped(file, known))

    @property
    def foreign(self) -> bool:
        """Never: a program that builds no message was judged, and is clean."""
        return False

    def places(
        self, objectionable: Collection[str] = (), *, show_values: bool = False
    ) -> CodePlaces:
        """Where in the file fields stand."""
        return CodePlaces(
            self.text,
            self.inert,
            self.forest,
            objectionable,
            self.file.names,
            show_values=show_values,
        )

    def verdicts(self) -> Iterator[Verdict]:
        """What will be filled with personal data where none may stand, and what is logged."""
        yield from super().verdicts()
        for rule, found in ((_LOGGED, self._logged), (_DUMPED, self._dumped)):
            for start, end in found:
                yield self._outside(rule, start, end)

    def _outside(self, rule: str, start: int, end: int) -> Verdict:
        """A verdict on what goes into no message."""
        text = self.text[start:end].partition("\n")[0]
        node = loose(self.forest, "log", (start, start + len(text)))
        field = Field(text, None, node, "text")
        return Verdict(field, 0, len(text), rule, self.pack.catalog[rule].severity)

    def _held(self, placeholder: Placeholder) -> Held | None:
        return self._told.get(placeholder.start)


class CodePlaces(TemplatePlaces):
    """Answers where in source code something stands; an excerpt shows its names, masked else."""

    def __init__(
        self,
        text: str,
        inert: str,
        forest: Forest,
        objectionable: Collection[str],
        names: Sequence[tuple[int, int]],
        *,
        show_values: bool,
    ) -> None:
        super().__init__(text, inert, forest, objectionable, show_values=show_values)
        self.written = text
        self.names = names

    def _masked(self, start: int, stop: int) -> str:
        shape = super()._masked(start, stop)
        for at in range(bisect_left(self.names, (start, start)), len(self.names)):
            first, last = self.names[at]
            if first >= stop:
                break
            shown = self.written[first : min(last, stop)]
            if self.written[first:last] not in self.objectionable:
                shape = shape[: first - start] + shown + shape[first - start + len(shown) :]
        return shape


def _item(hole: Hole) -> Item:
    placeholder = Placeholder(start=hole.start, end=hole.end, expressions=())
    return Item(start=hole.start, end=hole.end, kind="output", placeholder=placeholder)


def _value(strings: Strings, value: Expression, scope: Scope) -> Iterator[Region]:
    """What an argument puts into a field: as it stands there, and literals under its name."""
    region = Region(value.start, value.end)
    if any(isinstance(each, Text) for each in within(value)):
        strings.put(region, value, scope, None)
    held = strings.follower.held(value, scope)
    if held is not None and not any(hole.held for hole in region.holes):
        region = Region(value.start, value.end)
        region.holes.append(Hole(start=value.start, end=value.end, held=held))
    yield region
    if isinstance(value, Name) and (found := scope.lookup(value.name)):
        for assigned in found[0]:
            if any(isinstance(each, Text) for each in within(assigned)):
                literal = Region(assigned.start, assigned.end)
                strings.put(literal, assigned, found[1], None)
                literal.holes.clear()
                yield literal
