"""The rules as a list: ids and severities for judging, texts for people.

``rules.toml`` of a pack holds what judging needs; ``texts/<FAMILY>.toml`` holds what is
printed and is read only when something is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from piilint.model import Confidence, Excerpt, Finding, Language, Position, Severity

__all__ = ["Catalog", "FamilyText", "Language", "Rule", "RuleText"]


class Rule(NamedTuple):
    """What judging needs to know of a rule."""

    id: str
    name: str
    severity: Severity
    entities: tuple[str, ...] = ()
    """The entities of evidence that this rule objects to in an open field; none for other rules."""
    rests_on: str | None = None
    """Only evidence that rests on this; such a rule goes before one without."""


class RuleText(NamedTuple):
    """What a rule says to people. ``message`` and ``help`` are templates for :meth:`str.format`."""

    message: Mapping[Language, str]
    help: Mapping[Language, str]
    explanation: str
    bad: str
    good: str
    sources: tuple[str, ...]
    matches: tuple[str, ...] = ()
    """Texts in which the rule must find something that it objects to."""
    does_not_match: tuple[str, ...] = ()
    """Texts to which it must not object, unless with low confidence."""


class FamilyText(NamedTuple):
    """What stands above a family of rules."""

    title: str
    explanation: str
    sources: tuple[str, ...]


class Catalog:
    """The rules of a pack, in the order of their ids."""

    def __init__(
        self,
        folder: Path,
        rules: Mapping[str, Rule],
        language: Language = "en",
        texts: Mapping[str, RuleText] | None = None,
    ) -> None:
        self.folder = folder
        self.rules = rules
        self.language = language
        self._texts = dict(texts or {})
        self._entities: dict[str, str] | None = None
        self._encodings: dict[str, str] | None = None
        self._families: dict[str, FamilyText] | None = None

    @classmethod
    def load(cls, folder: Path, language: Language = "en") -> Catalog:
        """Read ``rules.toml`` of a shipped pack, which the tests have validated."""
        table = tomllib.loads((folder / "rules.toml").read_text(encoding="utf-8"))
        return cls(folder, {id_: _rule(id_, entry) for id_, entry in table.items()}, language)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def __getitem__(self, rule_id: str) -> Rule:
        return self.rules[rule_id]

    def extended(self, rules: Mapping[str, Rule], texts: Mapping[str, RuleText]) -> Catalog:
        """The catalogue of a user's pack: these rules, with texts for those that are its own."""
        return Catalog(self.folder, rules, self.language, texts)

    def entity(self, entity: str) -> str:
        """What an entity is called in the catalogue's language: ``national identity number``.

        One that the pack does not name, such as a user's own, is its name in lower case.
        """
        if self._entities is None:
            path = self.folder / "texts" / "entities.toml"
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            self._entities = {name: entry[self.language] for name, entry in table.items()}
        return self._entities.get(entity) or entity.replace("_", " ").lower()

    def hidden(self, rests_on: tuple[str, ...]) -> str:
        """What hides a value, as a message ends with it: ``, hidden by base64``; or nothing."""
        peeled = [reason[7:] for reason in rests_on if reason.startswith("peeled:")]
        if not peeled:
            return ""
        if self._encodings is None:
            path = self.folder / "texts" / "encodings.toml"
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            self._encodings = {name: entry[self.language] for name, entry in table.items()}
        names = ", ".join(self._encodings[name] for name in dict.fromkeys(peeled))
        return self._encodings["hidden"].format(encodings=names)

    def family(self, rule_id: str) -> FamilyText | None:
        """What stands above the rule's family; None for a user's own rule."""
        if self._families is None:
            path = self.folder / "texts" / "families.toml"
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            self._families = {name: _family(entry) for name, entry in table.items()}
        letters = rule_id.rstrip("0123456789")
        return self._families.get(rule_id[: len(letters) + 1]) or self._families.get(letters)

    def text(self, rule_id: str) -> RuleText:
        """The texts of a rule; its family's file is read once."""
        if rule_id not in self._texts:
            path = self.folder / "texts" / f"{rule_id.rstrip('0123456789')}.toml"
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            self._texts = {id_: _text(entry) for id_, entry in table.items()} | self._texts
        return self._texts[rule_id]

    def summary(self, rule_id: str) -> str:
        """The rule's message for a list of rules: with its entities named, numbers left out."""
        kinds = ", ".join(self.entity(entity) for entity in self.rules[rule_id].entities)
        template = self.text(rule_id).message[self.language]
        return re.sub(r"\{\w+\}", "…", template.replace("{kind}", kinds or "…"))

    def advice(self, rule_id: str) -> str:
        """The rule's remedy for a page about the rule, its places left out."""
        return re.sub(r"\{\w+\}", "…", self.text(rule_id).help[self.language])

    def finding(
        self,
        rule_id: str,
        *,
        path: str,
        values: Mapping[str, object] | None = None,
        severity: Severity | None = None,
        position: Position | None = None,
        field: str | None = None,
        entity: str | None = None,
        confidence: Confidence | None = None,
        masked: str | None = None,
        rests_on: tuple[str, ...] = (),
        excerpt: Excerpt | None = None,
        fingerprint: str = "",
        unchecked: bool = False,
    ) -> Finding:
        """A finding with its message and remedy in the catalog's language.

        ``values`` fill the message's places. They are numbers, names of the standard's and
        masked texts, never what stood in a document.
        """
        rule, text, known = self.rules[rule_id], self.text(rule_id), values or {}
        message = _filled(text.message[self.language], known)
        if rests_on:
            message += self.hidden(rests_on) + seen_by_presidio(rests_on)
        # In the order of the fields: by name, they cost as much as all the rest.
        return Finding(
            path,
            rule_id,
            rule.name,
            severity or rule.severity,
            message,
            _filled(text.help[self.language], known),
            position,
            field,
            entity,
            confidence,
            masked,
            rests_on,
            excerpt,
            fingerprint,
            unchecked,
        )


def _filled(template: str, values: Mapping[str, object]) -> str:
    """A text with its places filled; most have none."""
    return template.format_map(values) if "{" in template else template


def seen_by_presidio(rests_on: tuple[str, ...]) -> str:
    """Which of Presidio's recognisers saw it, as a message ends with it; or nothing."""
    prefix = "presidio:"
    sources = [each.removeprefix(prefix) for each in rests_on if each.startswith(prefix)]
    return f" (Presidio: {', '.join(sources)})" if sources else ""


def _rule(rule_id: str, entry: Mapping[str, Any]) -> Rule:
    return Rule(
        id=rule_id,
        name=entry["name"],
        severity=entry["severity"],
        entities=tuple(entry.get("entities", ())),
        rests_on=entry.get("rests_on"),
    )


def _family(entry: Mapping[str, Any]) -> FamilyText:
    return FamilyText(
        title=entry["title"],
        explanation=entry["explanation"].strip(),
        sources=tuple(entry["sources"]),
    )


def _text(entry: Mapping[str, Any]) -> RuleText:
    return RuleText(
        message=entry["message"],
        help=entry["help"],
        explanation=entry["explanation"].strip(),
        bad=entry["bad"].strip(),
        good=entry["good"].strip(),
        sources=tuple(entry["sources"]),
        matches=tuple(entry.get("matches", ())),
        does_not_match=tuple(entry.get("does_not_match", ())),
    )
