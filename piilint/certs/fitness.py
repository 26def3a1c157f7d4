"""Whether a certificate is fit for the service, as findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from piilint.certs.identity import CertificateInfo, common_name
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.problem import catalog
from piilint.certs.table import trust_environment
from piilint.certs.validate import weak_digest
from piilint.model import Finding

__all__ = ["SOON_DAYS", "fitness"]

SOON_DAYS = 30
"""A certificate with fewer days left is about to expire: ordering a new one takes weeks."""

Values = Mapping[str, object]


def _number(info: CertificateInfo, _: datetime) -> tuple[str, Values] | None:
    from stdnum.no import orgnr

    if info.organisation_number is None:
        return "CRT101", {"name": info.name}
    if not orgnr.is_valid(info.organisation_number):
        return "CRT102", {}
    return None


def _kind(info: CertificateInfo, _: datetime) -> tuple[str, Values] | None:
    rules = {"signing": "CRT103", "encryption": "CRT104", "authority": "CRT121"}
    rule = rules.get(info.kind)
    return (rule, {}) if rule else None


def _validity(info: CertificateInfo, at: datetime) -> tuple[str, Values] | None:
    values = {
        "from": info.not_before.date().isoformat(),
        "date": info.not_after.date().isoformat(),
        "days": info.days_left(at),
    }
    if at > info.not_after:
        return "CRT105", values
    if at < info.not_before:
        return "CRT106", values
    return ("CRT107", values) if info.days_left(at) < SOON_DAYS else None


def _key(info: CertificateInfo, _: datetime) -> tuple[str, Values] | None:
    if info.key_type != "RSA":
        return "CRT108", {"key": info.key_type}
    if (info.key_size or 0) < 2048:
        return "CRT109", {"bits": info.key_size}
    return None


def _chain(info: CertificateInfo, _: datetime) -> tuple[str, Values] | None:
    for certificate in info.chain:
        digest = weak_digest(certificate)
        if digest:
            return "CRT110", {"name": common_name(certificate.subject), "digest": digest}
    if len(info.chain) == 1 and info.chain_complete:
        return "CRT120", {"name": info.name}
    if info.issuer_family is None and info.kind != "authority":
        return "CRT114", {"issuer": info.issuer}
    if isinstance(info, OrganisationCertificate) and not info.chain_complete:
        return "CRT112", {"issuer": common_name(info.chain[-1].issuer)}
    return None


_CHECKS: tuple[Callable[[CertificateInfo, datetime], tuple[str, Values] | None], ...] = (
    _number,
    _kind,
    _validity,
    _key,
    _chain,
)


def fitness(
    info: CertificateInfo,
    *,
    environment: str | None = None,
    at: datetime | None = None,
    path: str = "",
    language: str = "en",
) -> list[Finding]:
    """What stands against using a certificate for the service; empty where nothing does.

    ``environment`` is the one it is meant for, if that is known; a stand-in of the service has
    an issuer of its own. A chain that is not in the
    key store (``CRT112``) is completed from a trust store; its check is
    :func:`piilint.certs.validate.validate`.
    """
    moment = at or datetime.now(UTC)
    found = [objection for check in _CHECKS if (objection := check(info, moment))]
    claimed = info.environment
    wanted = trust_environment(environment) if environment else None
    if wanted == "own":
        found = [(rule, values) for rule, values in found if rule != "CRT114"]
    elif wanted and claimed and claimed != wanted:
        found.append(("CRT113", {"claimed": claimed, "environment": environment}))
    finding = catalog(language).finding
    return [finding(rule, path=path, values=values) for rule, values in found]
