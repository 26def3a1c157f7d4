"""What the pack says of what was seen: fields and evidence in, verdicts out.

A verdict is a finding without its texts and its place, which cost more and are made for
findings alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from piilint.detect.identity import holds
from piilint.lint.fields import Field
from piilint.lint.rulepack import FieldSpec, RulePack
from piilint.model import Evidence, Severity, milder

__all__ = [
    "Verdict",
    "is_one_contact",
    "judge_evidence",
    "judge_file",
    "judge_form",
    "judge_identity_numbers",
]

_IDENTITY_NUMBERS = frozenset(("NO_FODSELSNUMMER", "NO_D_NUMBER", "NO_H_NUMBER", "NO_FH_NUMBER"))

_OWN_ELEMENT = "personal-identification-number"

_CONTACT_FORMS = {
    "email": re.compile(r"[^\s@,;<>()\"]{1,64}+@[^\s@,;<>()\"]{1,255}+"),
    "phone": re.compile(r"(?:(?:\+|00)[1-9][0-9]{0,2}[ -]?)?+[0-9](?:[ -]?[0-9]){4,12}+"),
}
_CONTACT_ENTITIES = {"email": "EMAIL_ADDRESS", "phone": "PHONE_NUMBER"}


class Verdict(NamedTuple):
    """That a rule objects to a part of a field's text."""

    field: Field
    start: int
    end: int
    rule: str
    severity: Severity
    evidence: Evidence | None = None
    origin: Field | None = None
    """Where the value stands that recurs here; it may be a field of another document."""


def judge_form(fields: Iterable[Field], pack: RulePack) -> Iterator[Verdict]:
    """Objections to fields whose text is not what the field is for; ``fields`` count as open."""
    for field in fields:
        spec = field.spec
        if spec is None:
            continue
        if spec.field_class == "contact":
            yield _whole(field, pack, "PII801")
        elif spec.form is not None and spec.form.fullmatch(""):
            yield _whole(field, pack, "PII802")


def judge_evidence(field: Field, evidence: Evidence, pack: RulePack) -> Verdict | None:
    """Whether a rule objects to what was seen in a field that counts as open."""
    spec = field.spec
    if spec is not None and spec.contact and evidence.entity == _CONTACT_ENTITIES[spec.contact]:
        return None  # the one kind of thing that may stand here; that it is not alone is PII801
    rule = pack.rule_for(evidence)
    if rule is None:
        return None
    if pack.allow:
        from piilint.lint.allow import is_in_phrase

        if is_in_phrase(field.text, evidence.start, evidence.end, pack.allow):
            return None
    severity = milder(rule.severity, evidence.confidence)
    return Verdict(field, evidence.start, evidence.end, rule.id, severity, evidence)


def judge_identity_numbers(fields: Iterable[Field], pack: RulePack) -> Iterator[Verdict]:
    """Objections to numbers in the signers' own elements: their check digits do not hold.

    Where it is no such number, the schema has more to say of it.
    """
    for field in fields:
        spec = field.spec
        if spec is None or spec.label != _OWN_ELEMENT or spec.field_class != "designated":
            continue
        text = field.text.strip()
        if _is_number(text) and not holds(text):
            yield _whole(field, pack, "PII105")


def judge_file(field: Field, evidence: Evidence, pack: RulePack) -> Verdict | None:
    """An objection to a real identity number in a file, even where a request may hold it."""
    if evidence.entity not in _IDENTITY_NUMBERS or evidence.confidence == "low":
        return None
    if "synthetic" in evidence.rests_on:
        return None
    severity = pack.catalog["PII106"].severity
    return Verdict(field, evidence.start, evidence.end, "PII106", severity, evidence)


def is_one_contact(spec: FieldSpec, text: str) -> bool:
    """Whether a contact field holds its one address or number and nothing beside it."""
    if spec.contact is None or not _CONTACT_FORMS[spec.contact].fullmatch(text.strip()):
        return False
    return spec.contact == "email" or not _is_national_number(text)


def _is_national_number(text: str) -> bool:
    """Eleven digits can be a phone number abroad, but not with a person's check digits."""
    digits = text.replace(" ", "").replace("-", "")
    return _is_number(digits) and holds(digits)


def _is_number(text: str) -> bool:
    return len(text) == 11 and text.isascii() and text.isdecimal()


def _whole(field: Field, pack: RulePack, rule: str) -> Verdict:
    text = field.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Verdict(field, start, end, rule, pack.catalog[rule].severity)
