"""A user's own rule pack: one TOML file that extends a shipped pack.

It can give a field another class, a rule another severity, add words that are no personal
data, and add rules with a pattern of its own. ``docs/rule-packs.md`` is its manual.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from piilint.catalog import Rule, RuleText
from piilint.detect import Detector, Page, find, normalise
from piilint.errors import RulePackError
from piilint.lint.ownwords import own_terms, plain_text_with
from piilint.lint.packmodel import (
    FieldEntry,
    NewRule,
    SeverityChange,
    UserPack,
)
from piilint.lint.patterns import compile_bounded
from piilint.lint.rulepack import (
    Contact,
    FieldSpec,
    RulePack,
    build_tree,
    compile_form,
    object_to,
)
from piilint.model import Evidence
from piilint.tomlfile import parse_toml, read_text
from piilint.validation import Model, nearest, shown, validate

__all__ = ["extend", "own_pattern", "refuse_values"]

RESERVED = frozenset(("PII", "XML", "CHK", "REQ", "BUN", "CRT", "TLS", "SUP"))
"""The families of the shipped rules; an id of a user's own is outside of them."""

CONTEXT_WINDOW = 40
"""How many characters before and after a hit are searched for context words."""

_ID = re.compile(r"([A-Z]+)(?:[0-9]{3}|-[A-Z][A-Z-]{0,38}[0-9]{0,3})")
_NO_VALUE = frozenset(("PERSON", "HEALTH", "TRADE_UNION", "RELIGION", "POLITICS", "ETHNICITY",
                       "SEXUALITY", "BIOMETRIC", "CRIMINAL_RECORD"))  # fmt: skip
"""What an allowed phrase may look like: that it is not a person or a trait is why it is given."""


def extend(path: Path, base_pack: Callable[[str], RulePack], names: Sequence[str]) -> RulePack:
    """The pack that a user's file makes of a shipped one.

    Raises :class:`~piilint.errors.RulePackError`.
    """
    text = read_text(path, RulePackError, "rule pack ")
    table = parse_toml(path, text, RulePackError)

    def valid(model: type[Model], data: Mapping[str, Any], *at: str) -> Model:
        return validate(model, data, file=str(path), text=text, at=at, raised=RulePackError)

    pack = valid(UserPack, table)
    if pack.extends not in names:
        raise RulePackError(f"{path}: extends must name a shipped pack: {', '.join(names)}")
    base = base_pack(pack.extends)
    specs = dict(base.fields)
    for field_path, entry in pack.fields.items():
        specs[field_path] = _reclassify(path, field_path, entry, base)
    rules = dict(base.catalog.rules)
    texts: dict[str, RuleText] = {}
    patterns: list[Detector] = []
    for rule_id, own in pack.rules.items():
        if rule_id in rules:
            change = valid(SeverityChange, own, "rules", rule_id)
            rules[rule_id] = rules[rule_id]._replace(severity=change.severity)
            continue
        _require_own_id(path, rule_id, list(rules))
        rule = valid(NewRule, own, "rules", rule_id)
        where = f"{path}: rules.{rule_id}"
        refuse_values(f"{where}.pattern", rule.pattern.replace("\\", ""))
        detector = own_pattern(rule, where)
        _try_examples(rule, detector, where)
        rules[rule_id] = Rule(
            id=rule_id, name=rule.name, severity=rule.severity, entities=(rule.entity,)
        )
        texts[rule_id] = _rule_text(rule)
        patterns.append(detector)
    catalog = base.catalog.extended(rules, texts)
    return replace(
        base,
        catalog=catalog,
        fields=specs,
        roots=build_tree(specs.values(), base.roots, base.namespace),
        objections=object_to(catalog),
        allow=tuple(_phrases(path, "allow", pack.allow, pack.allow_file)),
        patterns=(*_own_words(path, pack, base), *patterns),
        reasons={field: entry.why for field, entry in pack.fields.items()},
    )


def own_pattern(rule: NewRule, where: str) -> Detector:
    """A user's rule as a detector: sure where it needs no context or stands beside it, else low."""
    pattern = compile_bounded(rule.pattern, f"{where}.pattern")
    if pattern.search("") is not None:
        raise RulePackError(f"{where}.pattern: matches the empty text, so everything")
    words = [word.casefold() for word in rule.context]

    def detect(page: Page) -> Iterator[Evidence]:
        ends = [start - 1 for start in page.starts[1:]] + [len(page.text)]
        for start, end in zip(page.starts, ends, strict=True):
            for hit in pattern.finditer(page.text[start:end]):
                if hit.end() == hit.start():
                    continue
                first, last = start + hit.start(), start + hit.end()
                beside = (
                    f"{page.label(first)} {page.before(first, CONTEXT_WINDOW)} "
                    f"{page.after(last, CONTEXT_WINDOW)}"
                ).casefold()
                sure = not words or any(word in beside for word in words)
                yield Evidence(
                    entity=rule.entity,
                    start=first,
                    end=last,
                    confidence="high" if sure else "low",
                    detector=rule.name,
                    rests_on=("format", "context") if sure and words else ("format",),
                )

    return detect


def _reclassify(path: Path, field_path: str, entry: FieldEntry, base: RulePack) -> FieldSpec:
    where = f"{path}: fields.{shown(field_path)}"
    if field_path not in base.fields:
        hint = nearest(field_path, list(base.fields))
        raise RulePackError(f"{where} is not a field of {base.id}{hint}")
    if (entry.form is not None) != (entry.field_class == "closed"):
        raise RulePackError(f'{where}: "form" belongs to class = "closed", and only to it')
    if (entry.contact is not None) != (entry.field_class == "contact"):
        raise RulePackError(f'{where}: "contact" belongs to class = "contact", and only to it')
    if entry.contact not in {None, "email", "phone"}:
        raise RulePackError(f'{where}.contact must be "email" or "phone"')
    if entry.form is not None:
        compile_bounded(entry.form, f"{where}.form")
    return base.fields[field_path]._replace(
        field_class=entry.field_class,
        form=None if entry.form is None else compile_form(entry.form),
        contact=cast("Contact | None", entry.contact),
    )


def _require_own_id(path: Path, rule_id: str, known: Sequence[str]) -> None:
    form = _ID.fullmatch(rule_id)
    if form is None:
        raise RulePackError(
            f"{path}: rules.{shown(rule_id)} is neither a rule of the pack that is extended nor "
            f"an id for one of your own, like USR001 or X-CUSTOMER{nearest(rule_id, known)}"
        )
    if form[1] in RESERVED:
        raise RulePackError(
            f"{path}: rules.{rule_id} is no rule of the pack that is extended, and {form[1]} is "
            f"reserved; take an id like USR001 or X-CUSTOMER for your own{nearest(rule_id, known)}"
        )


def _rule_text(rule: NewRule) -> RuleText:
    return RuleText(
        message={"en": _literal(rule.message.en), "nb": _literal(rule.message.nb)},
        help={"en": _literal(rule.help.en), "nb": _literal(rule.help.nb)},
        explanation=rule.explanation.strip(),
        bad=rule.bad.strip(),
        good=rule.good.strip(),
        sources=tuple(rule.sources),
        matches=tuple(rule.matches),
        does_not_match=tuple(rule.does_not_match),
    )


def _literal(message: str) -> str:
    """A user's message for :meth:`str.format`: it has no places to fill."""
    return message.replace("{", "{{").replace("}", "}}")


def _try_examples(rule: NewRule, detector: Detector, where: str) -> None:
    for key, texts in (("matches", rule.matches), ("does_not_match", rule.does_not_match)):
        for number, text in enumerate(texts, 1):
            seen = detector(Page([text], [""], date.min))
            if any(hit.confidence != "low" for hit in seen) != (key == "matches"):
                verb = "is not found" if key == "matches" else "is found"
                raise RulePackError(f"{where}.{key}: text {number} {verb} by the pattern")


def _own_words(path: Path, pack: UserPack, base: RulePack) -> Iterator[Detector]:
    names = tuple(_phrases(path, "names", pack.names, pack.names_file))
    places = tuple(_phrases(path, "places", pack.places, pack.places_file))
    if names or places:
        yield plain_text_with(names, places)
    for entity in pack.terms:
        if entity not in base.objections:
            hint = nearest(entity, list(base.objections))
            raise RulePackError(f"{path}: terms.{entity} is no entity that a rule objects to{hint}")
    if pack.terms:
        yield own_terms(pack.terms)


def _phrases(path: Path, key: str, given: Sequence[str], file_name: str | None) -> Iterator[str]:
    """Words that a pack lists, and those of the file that it names, one a line."""
    for number, phrase in enumerate(given, 1):
        refuse_values(f"{path}: {key}, entry {number}", phrase)
        yield phrase
    if file_name is None:
        return
    file = path.parent / file_name
    if not file.is_file():
        raise RulePackError(f"{path}: {key}_file names a file that is not there: {file}")
    for number, line in enumerate(read_text(file, RulePackError).splitlines(), 1):
        phrase = line.strip()
        if phrase and not phrase.startswith("#"):
            refuse_values(f"{file}, line {number}", phrase)
            yield phrase


def refuse_values(where: str, text: str) -> None:
    """Refuse a phrase or pattern that is itself a number or an address of somebody."""
    page = Page([normalise(text).text], [""], datetime.now(UTC).date())
    if any(seen.confidence != "low" and seen.entity not in _NO_VALUE for seen in find(page)):
        raise RulePackError(
            f"{where}: holds a number or an address, and those cannot be allowed by value. "
            "Use a waiver for the place where it stands"
        )
