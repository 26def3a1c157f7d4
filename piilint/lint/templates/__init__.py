"""Templates of messages, in whatever language: what will stand in their fields once filled.

A scan finds what belongs to the template language (:mod:`.scan`; in source code
:mod:`.program`). It is replaced by as many inert characters, so that what is left is markup
whose places are those of the file, and trees are made of that (:mod:`.tree`). Then the way is
that of any other document; what a placeholder will hold is judged by its expression
(:mod:`piilint.detect.expression`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from piilint.detect.expression import Held, judge
from piilint.lint.fields import Field, messages, walk_forest
from piilint.lint.judge import Verdict
from piilint.lint.markup import Span, spans_of_characters
from piilint.lint.parse import UnreadableError, to_text
from piilint.lint.templates.places import TemplatePlaces
from piilint.lint.templates.program import is_program, read_program
from piilint.lint.templates.scan import Item, Placeholder, scan
from piilint.lint.templates.statements import Scope
from piilint.lint.templates.tree import Forest, Place, grow, line_and_column
from piilint.model import Confidence, Evidence, Source, milder

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.rulepack import RulePack
    from piilint.schema.problem import SchemaProblem

__all__ = ["Template", "read"]

_RULE = "PII701"
_CONTACTS = {"email": "EMAIL_ADDRESS", "phone": "PHONE_NUMBER"}
_BLANK = re.compile(r"[^\t\r\n]")
_KEPT = re.compile(r"\"([^\"'<>&\n]*)\"|'([^\"'<>&\n]*)'|[0-9]{6,}|([\w<>&\"'])")
_LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|[0-9]{6,}|([^\s])")
_THYMELEAF_NAMES = re.compile(r"""\bth[:-](?:each|with)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_THYMELEAF_EACH = re.compile(r"\s*(\w+)(?:\s*,\s*\w+)?\s*:\s*(.+)", re.DOTALL)

INERT = "\ue000"
"""Stands for each character of a placeholder: no letter, no digit, and allowed in XML."""


def read(source: Source, data: bytes, pack: RulePack) -> Template | None:
    """A template, or a text of another kind with messages in it; None for what is only XML.

    Raises:
        UnreadableError: ``CHK011`` for a mark that is not closed, ``XML0xx`` for markup that
            cannot be read even as a template's.
    """
    text, name = to_text(data), source.name
    if is_program(name):
        return _in_program(text, name, pack)
    begins = len(text) - len(text.lstrip())
    scope = Scope()
    if not text.startswith("<", begins):
        template = _in_program(text, name, pack)
        if template.in_literals:
            return template
        if not template.forest.roots:
            return None if source.named else template
        items = scan(text, name, scope)
        if not items or items[0].start > begins:
            return template
    else:
        items = scan(text, name, scope)
        if not items:
            return None
    _thymeleaf(text, scope)
    whole = [(0, len(text))]
    inert = _inert(text, items, (), whole)
    forest = grow(inert, pack, whole, _notes(text, items))
    template = Template(
        text=text,
        inert=inert,
        items=items,
        scope=scope,
        forest=forest,
        pack=pack,
        complete=True,
    )
    if not template.messages:
        inside = _in_program(text, name, pack)  # a message may stand in a statement
        if inside.messages:
            return inside
    if forest.repaired is not None and not template.structural:
        raise UnreadableError("XML002", *line_and_column(text, forest.repaired))
    return template


def _in_program(text: str, name: str, pack: RulePack) -> Template:
    """The messages that are written in a program, or in any text that is no template itself."""
    scope = Scope()
    roots = [root for root in pack.roots if root != "error"]
    program = read_program(text, name, roots, scope)
    inert = _inert(text, program.items, program.blanks, program.regions)
    forest = grow(inert, pack, program.regions)
    template = Template(
        text=text,
        inert=inert,
        items=program.items,
        scope=scope,
        forest=forest,
        pack=pack,
        complete=False,
    )
    template.in_literals = program.literal
    return template


class Template:
    """A template that was read."""

    def __init__(
        self,
        *,
        text: str,
        inert: str,
        items: Sequence[Item],
        scope: Scope,
        forest: Forest,
        pack: RulePack,
        complete: bool,
    ) -> None:
        self.text = text
        self.inert = inert
        self.names = scope.names
        self.forest = forest
        self.pack = pack
        self.structural = forest.structural or any(item.structural for item in items)
        self.complete = complete
        """Whether the file holds the template and nothing else."""
        self.in_literals = False
        self._counted: tuple[Field, list[int]] | None = None
        self._judged: dict[tuple[tuple[str, ...], tuple[str, ...]], Held | None] = {}
        self.filled = list(_placed(items, forest))

    @property
    def utf8(self) -> bytes:
        """The file's text in UTF-8."""
        return self.text.encode()

    @property
    def foreign(self) -> bool:
        """Whether there is nothing in it to be judged."""
        return not self.messages

    @cached_property
    def messages(self) -> list[etree._Element]:
        """The outermost elements that are messages of the service."""
        return [
            message
            for root in self.forest.roots
            if isinstance(root.tag, str)
            for message in messages(root, self.pack)
        ]

    @cached_property
    def fields(self) -> list[Field]:
        """All fields that hold text, with placeholders as inert characters in it."""
        return walk_forest(self.forest.roots, self.pack)

    def places(
        self, objectionable: Collection[str] = (), *, show_values: bool = False
    ) -> TemplatePlaces:
        """Where in the file fields stand."""
        return TemplatePlaces(
            self.text, self.inert, self.forest, objectionable, show_values=show_values
        )

    def formed(self, fields: Sequence[Field]) -> list[Field]:
        """Those fields whose form can be judged: nothing will be filled in."""
        keys = {(place.node, place.kind, place.name) for _, place in self.filled}
        return [field for field in fields if (field.node, field.kind, field.name) not in keys]

    def verdicts(self) -> Iterator[Verdict]:
        """Placeholders that will be filled with personal data where none may stand."""
        by_key = {(field.node, field.kind, field.name): field for field in self.fields}
        for placeholder, place in self.filled:
            field = by_key.get((place.node, place.kind, place.name))
            held = self._held(placeholder)
            if held is None or (field is not None and _may_stand(field, held)):
                continue
            if field is None:  # in a tag, but in no value
                field = Field(place.node.tag, None, place.node, "element-name")
                yield self._verdict(field, (0, len(field.text)), held)
            else:
                yield self._verdict(field, self._offsets(field, placeholder), held)

    def settled(self, problem: SchemaProblem) -> bool:
        """Whether what a schema or limit objects to does not hang on what will be filled in."""
        if self.structural or not self.complete:
            return False
        return all(place.node is not problem.element for _, place in self.filled)

    def _held(self, placeholder: Placeholder) -> Held | None:
        key = placeholder.expressions, placeholder.context
        if key not in self._judged:
            found = [
                judge(each, self.names, placeholder.context) for each in placeholder.expressions
            ]
            held = [each for each in found if each is not None]
            surest = next((each for each in held if each.sure), held[0] if held else None)
            self._judged[key] = surest
        return self._judged[key]

    def _verdict(self, field: Field, span: Span, held: Held) -> Verdict:
        confidence: Confidence = "high" if held.sure else "medium"
        evidence = Evidence(
            entity=held.entity,
            start=span[0],
            end=span[1],
            confidence=confidence,
            detector="expression",
            rests_on=("context",),
        )
        severity = milder(self.pack.catalog[_RULE].severity, confidence)
        return Verdict(field, *span, _RULE, severity, evidence)

    def _offsets(self, field: Field, placeholder: Placeholder) -> Span:
        """Where in its field's text a placeholder stands."""
        starts = self._starts(field)
        start = bisect_left(starts, placeholder.start)
        end = max(bisect_left(starts, placeholder.end), start + 1)
        return min(start, len(field.text) - 1), min(end, len(field.text))

    def _starts(self, field: Field) -> list[int]:
        """Where in the file each character of a field's text begins."""
        if self._counted is None or self._counted[0] is not field:
            if field.kind == "attribute":
                pieces = self.forest.attributes[field.node, field.name or ""][1]
            else:
                pieces = self.forest.nodes[field.node].pieces
            starts = [
                start
                for first, last, verbatim in pieces
                for start, _ in spans_of_characters(
                    self.inert, first, last, references=not verbatim
                )
            ]
            self._counted = field, starts
        return self._counted[1]


def _may_stand(field: Field, held: Held) -> bool:
    """Whether a field may hold what a placeholder will be filled with."""
    spec = field.spec
    if spec is None:
        return False
    if spec.field_class == "designated":
        return True
    if spec.contact is None:
        return False
    made_of_names = spec.contact == "email" and held.entity == "PERSON" and "@" in field.text
    return held.entity == _CONTACTS[spec.contact] or made_of_names


def _placed(items: Sequence[Item], forest: Forest) -> Iterator[tuple[Placeholder, Place]]:
    for item in items:
        if item.placeholder is not None:
            place = forest.place(item.start)
            if place is not None and place.kind != "namespace":
                yield item.placeholder, place


def _inert(
    text: str, items: Sequence[Item], blanks: Sequence[Span], regions: Sequence[Span]
) -> str:
    """The text with nothing of the template language in it, every character in its place."""
    pieces: list[str] = []
    changes = [(item.start, item.end, _replacement(text, item)) for item in items]
    changes += [(start, end, _BLANK.sub(" ", text[start:end])) for start, end in blanks]
    at = 0
    for start, end in regions:
        changes.append((at, start, _BLANK.sub(" ", text[at:start])))
        at = end
    changes.append((at, len(text), _BLANK.sub(" ", text[at:])))
    at = 0
    for start, end, replacement in sorted(changes):
        if end > at:
            pieces.append(text[at:start])
            pieces.append(replacement[max(at - start, 0) :])
            at = end
    return "".join(pieces)


def _replacement(text: str, item: Item) -> str:
    written = text[item.start : item.end]
    if item.kind == "output":
        return _KEPT.sub(_inert_piece, written)
    return _BLANK.sub(" ", written)


def _inert_piece(found: re.Match[str]) -> str:
    """Literals stay, so that personal data in them is seen."""
    literal = found[1] if found[1] is not None else found[2]
    if literal is not None:
        return f"{INERT}{literal}{INERT}"
    return found[0] if found[3] is None else INERT


def _notes(text: str, items: Sequence[Item]) -> Iterator[tuple[int, str]]:
    """Comments of the template language, and the literals in its statements."""
    for item in items:
        written = text[item.start : item.end]
        if item.kind == "comment":
            yield item.start, written
        elif item.kind == "statement":
            literals = _LITERAL.sub(_literal_only, written)
            if not literals.isspace():
                yield item.start, literals


def _literal_only(found: re.Match[str]) -> str:
    literal = found[1] if found[1] is not None else found[2]
    if literal is not None:
        return f" {literal} "
    return " " if found[3] else found[0]


def _thymeleaf(text: str, scope: Scope) -> None:
    for found in _THYMELEAF_NAMES.finditer(text):
        value = found[1] or found[2] or ""
        each = _THYMELEAF_EACH.fullmatch(value)
        if each:
            scope.assign(each[1], each[2])
        else:
            scope.code(value.replace("${", "").replace("}", ""))
