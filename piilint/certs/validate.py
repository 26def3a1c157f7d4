"""Path validation by RFC 5280 and revocation, by pyhanko-certvalidator, in our own words."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import Literal

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    StaleRevinfoError,
)
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from piilint.certs.identity import CertificateInfo, common_name, is_self_signed
from piilint.certs.plainhttp import Cache
from piilint.certs.problem import catalog
from piilint.certs.revocation import Answers, revocation_answers
from piilint.certs.table import trust_environment
from piilint.certs.trust import TrustStore
from piilint.model import Finding, Severity

__all__ = ["RevocationMode", "Validation", "validate", "weak_digest"]

RevocationMode = Literal["off", "soft", "require"]
"""``soft`` warns where revocation is not known, ``require`` refuses; a revoked one is refused
by both."""

_NO_CHECK = RevocationCheckingRule.NO_CHECK
_NO_PATH = "no path"

_RULES: tuple[tuple[type[Exception], str], ...] = (
    (ExpiredError, "CRT105"),
    (NotYetValidError, "CRT106"),
    (DisallowedAlgorithmError, "CRT110"),
    (RevokedError, "CRT115"),
    (StaleRevinfoError, "stale"),
    (InsufficientRevinfoError, "none"),
    (InvalidCertificateError, _NO_PATH),
    (PathBuildingError, _NO_PATH),
)
"""What the library's errors mean; the first that fits. Anything else is a path that fails."""

_REASONS = {
    "unreachable": (
        "no answer from the addresses in the certificate",
        "ikke noe svar fra adressene i sertifikatet",
    ),
    "unknown": (
        "the responder does not know the certificate",
        "OCSP-tjeneren kjenner ikke sertifikatet",
    ),
    "undeclared": (
        "the certificate names no address to ask",
        "sertifikatet oppgir ingen adresse å spørre",
    ),
    "stale": ("the answer is out of date", "svaret er utdatert"),
}
_NOT_HELD = ("the answer does not hold", "svaret holder ikke")
"""Why revocation is not known, in English and Norwegian."""

_WEAK_SIGNATURES = {
    "1.2.840.113549.1.1.2": "MD2",
    "1.2.840.113549.1.1.4": "MD5",
    "1.2.840.113549.1.1.5": "SHA-1",
    "1.2.840.10045.4.1": "SHA-1",
    "1.2.840.10040.4.3": "SHA-1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """The outcome of a validation."""

    findings: tuple[Finding, ...]
    path: tuple[x509.Certificate, ...] = ()
    """The leaf first, the anchor last, where a path was found and holds."""

    @property
    def ok(self) -> bool:
        """Whether the path holds and nothing forbids its use."""
        return all(finding.severity != "error" for finding in self.findings)


def validate(
    info: CertificateInfo,
    trust: TrustStore,
    environment: str,
    *,
    at: datetime | None = None,
    revocation: RevocationMode = "off",
    cache: Cache | None = None,
    path: str = "",
    language: str = "en",
) -> Validation:
    """Build and check a path from a certificate to an anchor of the environment.

    ``at`` is the moment to judge for (with a zone; now by default), ``path`` the name that
    findings show. Fetches nothing with ``revocation="off"``; else it blocks, so call it
    from a thread where an event loop is running.
    """
    anchors = trust.anchors(environment)
    helpers = (*trust.intermediates(environment), *info.chain[1:])
    material = _Material(anchors=anchors, helpers=helpers, at=at)
    say = partial(catalog(language).finding, path=path)
    complete = CertificateInfo(info.certificate, (*anchors, *helpers), info.table).chain
    weak = next((c for c in complete if weak_digest(c)), None)
    values: dict[str, object]
    if weak is not None:
        values = {"name": common_name(weak.subject), "digest": weak_digest(weak)}
        return Validation(findings=(say("CRT110", values=values),))
    broken = material.judge(info.certificate)
    if broken:
        rule = _no_path(info, trust, environment) if broken == _NO_PATH else broken
        return Validation(
            findings=(say(rule, values=_values(info, environment), severity="error"),)
        )
    anchor = complete[-1]
    if anchor.not_valid_after_utc < (at or datetime.now(UTC)):
        # RFC 5280 leaves this open; OpenSSL and the JDK refuse, so the service would.
        date = anchor.not_valid_after_utc.date().isoformat()
        values = {"name": common_name(anchor.subject), "date": date}
        return Validation(findings=(say("CRT203", values=values, severity="error"),))
    findings: list[Finding] = []
    for certificate, issuer in pairwise(complete if revocation != "off" else ()):
        answer = revocation_answers(certificate, issuer, cache or Cache())
        found = material.judge(certificate, answer)
        name = common_name(certificate.subject)
        if found == "CRT115":
            findings.append(say("CRT115", values={"name": name}))
        elif found:
            reasons = _REASONS.get(answer.reason or found, _NOT_HELD)
            values = {"name": name, "reason": reasons[language == "nb"]}
            severity: Severity = "warning" if revocation == "soft" else "error"
            findings.append(say("CRT116", values=values, severity=severity))
    return Validation(findings=tuple(findings), path=complete)


def weak_digest(certificate: x509.Certificate) -> str | None:
    """The name of a digest in its signature that no longer protects, or None."""
    algorithm = certificate.signature_algorithm_oid.dotted_string
    return _WEAK_SIGNATURES.get(algorithm)


def _values(info: CertificateInfo, environment: str) -> dict[str, object]:
    return {
        "name": info.name,
        "issuer": common_name(info.chain[-1].issuer),
        "digest": "SHA-1",
        "claimed": info.environment or "unknown",
        "environment": environment,
        "from": info.not_before.date().isoformat(),
        "date": info.not_after.date().isoformat(),
    }


def _no_path(info: CertificateInfo, trust: TrustStore, environment: str) -> str:
    """Which of the causes it is that no path leads to an anchor."""
    if is_self_signed(info.certificate):
        return "CRT120"
    claimed, wanted = info.environment, trust_environment(environment)
    if claimed and claimed != wanted:
        return "CRT113"
    known = {c.subject for c in trust.usable(environment)}
    return "CRT112" if claimed == wanted or info.chain[-1].issuer in known else "CRT114"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """What paths are built from."""

    anchors: tuple[x509.Certificate, ...]
    helpers: tuple[x509.Certificate, ...]
    at: datetime | None

    def judge(self, certificate: x509.Certificate, answers: Answers | None = None) -> str | None:
        """The rule that a certificate breaks, or None where a path to an anchor holds.

        With answers, its own revocation is judged by them, and nothing else's.
        """
        rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED if answers else _NO_CHECK
        policy = CertRevTrustPolicy(RevocationCheckingPolicy(rule, _NO_CHECK))
        try:
            context = ValidationContext(
                trust_roots=[_convert(c) for c in self.anchors],
                other_certs=[_convert(c) for c in self.helpers],
                moment=self.at,
                crls=list(answers.crls) if answers else [],
                ocsps=list(answers.ocsps) if answers else [],
                revinfo_policy=policy,
            )
            validator = CertificateValidator(_convert(certificate), validation_context=context)
            _finished(validator.async_validate_path())
        except Exception as error:  # noqa: BLE001  whatever it is, the path was not verified
            return next((rule for kind, rule in _RULES if isinstance(error, kind)), "CRT117")
        return None


def _finished(judging: Coroutine[object, object, object]) -> None:
    """Run a coroutine that never waits: all answers were fetched before, so no loop is needed."""
    try:
        judging.send(None)
    except StopIteration:
        return
    judging.close()
    raise AssertionError("path validation waited for something")


def _convert(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
