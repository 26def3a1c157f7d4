"""Composable checks of a certificate, as functions or as a TOML recipe.

A check takes a certificate and a moment and answers with a result that gives its reason::

    recipe = all_of(expires_after(days=30), organisation("984661185"), issued_by("Buypass"))
    result = recipe(certificate, datetime.now(UTC))
    result.ok, result.reason

As TOML, the tables of ``[[check]]`` all have to hold::

    [[check]]
    expires_after = 30
    [[check]]
    any_of = [{issued_by = "Buypass"}, {issued_by = "Commfides"}]
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from piilint.certs.identity import CertificateInfo, is_self_signed
from piilint.certs.plainhttp import Cache
from piilint.certs.trust import TrustStore
from piilint.certs.validate import RevocationMode, validate
from piilint.errors import ConfigurationError

__all__ = [
    "Check",
    "CheckResult",
    "all_of",
    "any_of",
    "chained_to",
    "expires_after",
    "extended_key_usage",
    "fingerprint_in",
    "issued_by",
    "key_usage",
    "known_critical_extensions",
    "load_recipe",
    "none_of",
    "organisation",
    "policy",
    "self_signed",
    "subject",
    "valid",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """Whether a check held, and why or why not."""

    ok: bool
    reason: str
    parts: tuple[CheckResult, ...] = ()
    """The results of the checks it is made of."""


Check = Callable[[CertificateInfo, datetime], CheckResult]
"""A certificate and a moment (with a zone) in, a result out."""


def valid() -> Check:
    """The moment lies within the certificate's validity."""

    def check(info: CertificateInfo, at: datetime) -> CheckResult:
        ok = info.not_before <= at <= info.not_after
        return CheckResult(
            ok=ok, reason=f"valid from {info.not_before:%Y-%m-%d} to {info.not_after:%Y-%m-%d}"
        )

    return check


def expires_after(days: int) -> Check:
    """The certificate is still valid in so many days."""
    margin = timedelta(days=days)

    def check(info: CertificateInfo, at: datetime) -> CheckResult:
        ok = info.not_after >= at + margin
        return CheckResult(
            ok=ok, reason=f"expires in {info.days_left(at)} days, {days} are asked for"
        )

    return check


def organisation(*numbers: str) -> Check:
    """The organisation number is one of these, as a whole."""

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        found = info.organisation_number
        ok = found in numbers
        return CheckResult(ok=ok, reason=f"organisation number {found or 'missing'}")

    return check


def issued_by(*names: str) -> Check:
    """The issuer's family or whole common name is one of these."""

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        ok = info.issuer in names or info.issuer_family in names
        return CheckResult(ok=ok, reason=f"issued by {info.issuer}")

    return check


def key_usage(*required: str) -> Check:
    """All of these key usages (RFC 5280's names, as ``digitalSignature``) are there."""

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        missing = set(required) - (info.key_usage or frozenset())
        shown = ", ".join(sorted(missing))
        return CheckResult(
            ok=not missing, reason=f"key usage lacks {shown}" if missing else "key usage fits"
        )

    return check


def extended_key_usage(*required: str) -> Check:
    """All of these extended key usages (dotted numbers) are there."""

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        try:
            value = info.certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
            there = {usage.dotted_string for usage in value}
        except x509.ExtensionNotFound:
            there = set()
        missing = set(required) - there
        shown = ", ".join(sorted(missing))
        return CheckResult(
            ok=not missing,
            reason=f"extended key usage lacks {shown}" if missing else "extended key usage fits",
        )

    return check


_KNOWN_CRITICAL = frozenset(
    {
        "2.5.29.14",
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.31",
        "2.5.29.32",
        "2.5.29.35",
        "2.5.29.36",
        "2.5.29.37",
        "1.3.6.1.5.5.7.1.1",
    }
)


def known_critical_extensions(*recognised: str) -> Check:
    """No extension is critical that is not one of RFC 5280's, or one of these dotted numbers."""
    known = _KNOWN_CRITICAL | set(recognised)

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        unknown = [
            extension.oid.dotted_string
            for extension in info.certificate.extensions
            if extension.critical and extension.oid.dotted_string not in known
        ]
        shown = ", ".join(unknown)
        reason = f"unknown critical extension {shown}" if unknown else "critical extensions known"
        return CheckResult(ok=not unknown, reason=reason)

    return check


def policy(*oids: str) -> Check:
    """One of these certificate policies (dotted numbers) is there."""

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        shown = ", ".join(sorted(info.policies)) or "none"
        return CheckResult(ok=bool(info.policies & set(oids)), reason=f"policies: {shown}")

    return check


_SUBJECT = {
    "commonName": NameOID.COMMON_NAME,
    "organizationName": NameOID.ORGANIZATION_NAME,
    "organizationalUnitName": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "organizationIdentifier": NameOID.ORGANIZATION_IDENTIFIER,
    "serialNumber": NameOID.SERIAL_NUMBER,
    "countryName": NameOID.COUNTRY_NAME,
}


def subject(attribute: str, *values: str) -> Check:
    """The subject's attribute, by its name in X.520, is one of these values, as a whole."""
    if attribute not in _SUBJECT:
        raise ConfigurationError(f"subject: known attributes are {', '.join(sorted(_SUBJECT))}")

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        found = {
            str(a.value)
            for a in info.certificate.subject.get_attributes_for_oid(_SUBJECT[attribute])
        }
        shown = ", ".join(sorted(found)) or "missing"
        return CheckResult(ok=bool(found & set(values)), reason=f"{attribute} {shown}")

    return check


def fingerprint_in(*fingerprints: str) -> Check:
    """The certificate's SHA-256 fingerprint is on the list: allow with it, deny with none_of."""
    wanted = {value.replace(":", "").lower() for value in fingerprints}

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        ok = info.sha256 in wanted
        return CheckResult(ok=ok, reason=f"fingerprint {'on' if ok else 'not on'} the list")

    return check


def self_signed() -> Check:
    """The certificate is its own issuer."""

    def check(info: CertificateInfo, _: datetime) -> CheckResult:
        ok = is_self_signed(info.certificate)
        return CheckResult(ok=ok, reason="self-signed" if ok else "issued by an authority")

    return check


def chained_to(
    trust: TrustStore,
    environment: str,
    *,
    revocation: RevocationMode = "off",
    cache: Cache | None = None,
) -> Check:
    """A path leads to an anchor of the environment, with revocation as asked."""

    def check(info: CertificateInfo, at: datetime) -> CheckResult:
        outcome = validate(info, trust, environment, at=at, revocation=revocation, cache=cache)
        reasons = [f"{f.message} ({f.rule})" for f in outcome.findings]
        return CheckResult(ok=outcome.ok, reason="; ".join(reasons) or "the path holds")

    return check


def all_of(*checks: Check) -> Check:
    """Every check holds."""
    return _combined("all", checks, all)


def any_of(*checks: Check) -> Check:
    """At least one check holds."""
    return _combined("any", checks, any)


def none_of(*checks: Check) -> Check:
    """No check holds."""
    return _combined("none", checks, lambda held: not any(held))


def _combined(word: str, checks: Sequence[Check], holds: Callable[[list[bool]], bool]) -> Check:
    if not checks:
        raise ConfigurationError(f"{word}_of: there is no check in it")

    def check(info: CertificateInfo, at: datetime) -> CheckResult:
        parts = tuple(part(info, at) for part in checks)
        ok = holds([part.ok for part in parts])
        told = "; ".join(f"{'holds' if p.ok else 'fails'}: {p.reason}" for p in parts)
        return CheckResult(ok=ok, reason=f"{word} of ({told})", parts=parts)

    return check


_FACTORIES: Mapping[str, Callable[..., Check]] = {
    "valid": valid,
    "expires_after": expires_after,
    "organisation": organisation,
    "issued_by": issued_by,
    "key_usage": key_usage,
    "extended_key_usage": extended_key_usage,
    "known_critical_extensions": known_critical_extensions,
    "policy": policy,
    "subject": subject,
    "fingerprint_in": fingerprint_in,
    "self_signed": self_signed,
}
_COMBINED = {"all_of": all_of, "any_of": any_of, "none_of": none_of}


def load_recipe(path: Path, *, trust: TrustStore | None = None) -> Check:
    """Read a recipe; ``trust`` is the store for its ``chained_to``.

    Arguments are a value, a list of values, or a table of named ones; ``true`` for none.
    Raises :class:`~piilint.errors.ConfigurationError`, which names the file and the key.
    """
    problem = None
    table: dict[str, object] = {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        problem = "cannot be read"
    except ValueError:
        problem = "is not TOML in UTF-8"
    if problem:
        raise ConfigurationError(f"{path}: {problem}")
    entries = table.pop("check", None)
    if table or not isinstance(entries, list) or not entries:
        raise ConfigurationError(f"{path}: a recipe is a list of [[check]] tables, nothing else")
    return all_of(
        *(_from_entry(entry, f"{path}: check {n}", trust) for n, entry in enumerate(entries, 1))
    )


def _from_entry(entry: object, where: str, trust: TrustStore | None) -> Check:
    if not isinstance(entry, dict) or len(entry) != 1:
        raise ConfigurationError(f"{where}: one check in each table")
    ((name, argument),) = entry.items()
    if name in _COMBINED and isinstance(argument, list):
        return _COMBINED[name](*(_from_entry(e, f"{where}, {name}", trust) for e in argument))
    if name == "chained_to" and trust is not None and isinstance(argument, str):
        return chained_to(trust, argument)
    if name not in _FACTORIES:
        known = ", ".join(sorted([*_FACTORIES, *_COMBINED, *(["chained_to"] if trust else [])]))
        raise ConfigurationError(f"{where}: no such check; known are {known}")
    made = None
    try:
        made = _called(_FACTORIES[name], argument)
    except TypeError:
        made = None
    if made is None:
        raise ConfigurationError(f"{where}, {name}: the arguments do not fit")
    return made


def _called(factory: Callable[..., Check], argument: object) -> Check:
    if argument is True:
        return factory()
    if isinstance(argument, dict):
        return factory(**argument)
    arguments = argument if isinstance(argument, list) else [argument]
    if factory is not expires_after and not all(isinstance(a, str) for a in arguments):
        raise TypeError
    return factory(*arguments)
