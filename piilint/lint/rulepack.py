"""A rule pack: which personal data each field may hold, and which rule objects to what.

A pack is a folder under ``rules/``. ``rules.toml`` and ``fields.toml`` hold what judging
needs and are read at each start, so this module stays plain and light; the texts are read
when something is printed. A user's own pack is one TOML file that extends a shipped one,
see :mod:`piilint.lint.userpack`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from piilint.catalog import Catalog, Language, Rule
from piilint.detect.page import Detector
from piilint.errors import RulePackError
from piilint.model import Evidence, FieldClass
from piilint.resources import data_folder

__all__ = [
    "ANY_OTHER",
    "Contact",
    "FieldNode",
    "FieldRow",
    "FieldSpec",
    "RulePack",
    "build_tree",
    "compile_form",
    "object_to",
]

ANY_OTHER = "OTHER"
"""Stands among a rule's entities for those that no rule names."""

Contact = Literal["email", "phone"]


class FieldSpec(NamedTuple):
    """What a pack says of one field."""

    path: str
    """Like ``/portal-signature-job-manifest/signers/signer/@order``, without indexes."""
    field_class: FieldClass
    label: str
    """The field's own name in lower case, as context for detectors: ``reference``, ``href``."""
    form: re.Pattern[str] | None = None
    """Of a closed field: what its whole text must match, else it counts as open."""
    contact: Contact | None = None
    """Of a contact field: what its one value is."""


@dataclass(slots=True)
class FieldNode:
    """An element at its place in a message: what its text may hold, and what stands below it."""

    text: FieldSpec
    attributes: dict[str, FieldSpec]
    """By local name; attributes of the messages have no namespace."""
    children: dict[str, FieldNode]
    """By their names in Clark notation, all in the pack's namespace."""


class FieldRow(NamedTuple):
    """A line of the table of all fields, in the catalogue's language."""

    path: str
    field_class: FieldClass
    seen_by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """What judging needs, and the way to the texts."""

    id: str
    version: str
    catalog: Catalog
    namespace: str
    fields: Mapping[str, FieldSpec]
    """Every field that the pack names, by path, the roots in the order of the pack."""
    roots: Mapping[str, FieldNode]
    """The root elements by local name. What is not found from here on is open."""
    objections: Mapping[str, tuple[Rule, ...]]
    """The rules that object to an entity in an open field, the most specific first."""
    allow: tuple[str, ...] = ()
    """Words that are no personal data at all."""
    patterns: tuple[Detector, ...] = ()
    """A user's own patterns, as detectors."""
    imports: tuple[str, ...] = ()
    """What source code that uses a client of the service mentions."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a user's own pack gave a field another class, by path."""

    @classmethod
    def load(
        cls,
        rules: str | Path = "posten-signering",
        language: Language = "en",
    ) -> RulePack:
        """The shipped pack of that name, or a user's own from its file.

        Raises :class:`~piilint.errors.RulePackError` for a user's pack that cannot be used.
        """
        shipped = data_folder("rules")
        if isinstance(rules, str) and rules in _names(shipped):
            return _read(shipped / rules, language)
        from piilint.lint.userpack import extend  # brings pydantic, which start-up does without

        path = Path(rules)
        if not path.is_file():
            known = ", ".join(_names(shipped))
            raise RulePackError(
                f"rule pack {path}: there is no such file, and no shipped pack of that name. "
                f"Give the path of a TOML file, or one of: {known}"
            )
        return extend(path, lambda name: _read(shipped / name, language), _names(shipped))

    def rule_for(self, evidence: Evidence) -> Rule | None:
        """The rule that objects to this evidence in an open field, if one does.

        A rule that asks what the evidence rests on goes before one that does not. Entities that
        no rule names, such as those of a user's Presidio recognisers, are those of the rule
        for any other.
        """
        rules = self.objections.get(evidence.entity) or self.objections.get(ANY_OTHER, ())
        for rule in rules:
            if rule.rests_on is None or rule.rests_on in evidence.rests_on:
                return rule
        return None

    def field_table(self) -> list[FieldRow]:
        """All fields that can hold a value: class, who sees them, why; message by message."""
        words = tomllib.loads(
            (self.catalog.folder / "texts" / "fields.toml").read_text(encoding="utf-8")
        )
        order = {root: index for index, root in enumerate(self.roots)}
        specs = sorted(self.fields.values(), key=lambda spec: order[spec.path.split("/")[1]])
        return [self._row(spec, words) for spec in specs if not _is_structure(spec)]

    def _row(self, spec: FieldSpec, words: Mapping[str, Any]) -> FieldRow:
        language, changed = self.catalog.language, self.reasons.get(spec.path)
        ends = [end for end in words if end.startswith("/") and spec.path.endswith(end)]
        entry = words[max(ends, key=len) if ends else spec.field_class]
        return FieldRow(
            path=spec.path,
            field_class=spec.field_class,
            seen_by=entry["seen_by"][language],
            why=changed or entry["why"][language],
        )


def compile_form(form: str) -> re.Pattern[str]:
    """A closed field's form with white space around it let pass; an empty form is no text."""
    return re.compile(rf"[ \t\r\n]*+(?:{form})[ \t\r\n]*+")


def build_tree(
    specs: Iterable[FieldSpec], roots: Iterable[str], namespace: str
) -> dict[str, FieldNode]:
    """The fields as trees, one for each root element."""
    top = {root: _node(f"/{root}") for root in roots}
    for spec in specs:
        _, root, *steps = spec.path.split("/")
        node, path = top[root], f"/{root}"
        for step in steps:
            path = f"{path}/{step}"
            if step.startswith("@"):
                node.attributes[step[1:]] = spec
                break
            node = node.children.setdefault(f"{{{namespace}}}{step}", _node(path))
        else:
            node.text = spec
    return top


def object_to(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    """The rules that object to each entity, those that ask what it rests on first."""
    table: dict[str, tuple[Rule, ...]] = {}
    for rule in sorted(rules, key=lambda rule: rule.rests_on is None):
        for entity in rule.entities:
            table[entity] = (*table.get(entity, ()), rule)
    return table


def _names(shipped: Path) -> list[str]:
    return sorted(path.parent.name for path in shipped.glob("*/rules.toml"))


def _read(folder: Path, language: Language) -> RulePack:
    """A shipped pack, which the tests have validated."""
    table = tomllib.loads((folder / "fields.toml").read_text(encoding="utf-8"))
    catalog = Catalog.load(folder, language)
    fields = {spec.path: spec for spec in _specs(table)}
    return RulePack(
        id=table["id"],
        version=table["version"],
        catalog=catalog,
        namespace=table["namespace"],
        fields=fields,
        roots=build_tree(fields.values(), table["roots"], table["namespace"]),
        objections=object_to(catalog),
        imports=tuple(table["imports"]),
    )


def _specs(table: Mapping[str, Any]) -> Iterator[FieldSpec]:
    for path in table["designated"]:
        yield FieldSpec(path=path, field_class="designated", label=_label(path))
    for path in table["open"]:
        yield FieldSpec(path=path, field_class="open", label=_label(path))
    for contact, paths in table["contact"].items():
        for path in paths:
            yield FieldSpec(path=path, field_class="contact", label=_label(path), contact=contact)
    for name, paths in table["closed"].items():
        form = compile_form(table["forms"][name])
        for path in paths:
            yield FieldSpec(path=path, field_class="closed", label=_label(path), form=form)


def _is_structure(spec: FieldSpec) -> bool:
    """Whether an element is there for what stands in it and has no text of its own."""
    return spec.form is not None and spec.form.fullmatch("") is not None


def _label(path: str) -> str:
    return path.rpartition("/")[2].removeprefix("@").lower()


def _node(path: str) -> FieldNode:
    """An element that the pack has not named (yet): open."""
    text = FieldSpec(path=path, field_class="open", label=_label(path))
    return FieldNode(text=text, attributes={}, children={})
