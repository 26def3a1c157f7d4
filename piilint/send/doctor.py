"""What is wrong with mutual TLS, step by step, and what to do.

Every step is tried in order; where one fails, those that need it are skipped. Sends nothing
but one ``GET /{organisation}``.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from piilint.certs.fitness import fitness
from piilint.certs.identity import common_name
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.problem import CertificateProblem, catalog
from piilint.certs.table import TABLE, KnownCertificate, trust_environment
from piilint.certs.tls import SERVICE_NUMBER, client_context, local_tls_problem
from piilint.certs.trust import TrustStore
from piilint.certs.validate import RevocationMode, validate
from piilint.errors import TrustError
from piilint.model import Finding
from piilint.send.probes import (
    CLOCK_TOLERANCE,
    Target,
    ask_who,
    connect,
    environment_proxy,
    handshake,
    resolve,
)

__all__ = ["Examination", "Patient", "Step", "examine"]

Rule = tuple[str, Mapping[str, object]]
Status = Literal["ok", "warning", "failed", "skipped"]

_PEER_RULES = {"TLS208", "TLS209", "TLS210"}
"""Whose certificate it is: judged after a handshake that succeeded."""

_INTERCEPTED = {"TLS204", "TLS207", "TLS210", "TLS101", "TLS102", "TLS103", "TLS105", "TLS108"}
"""What a proxy in between can be behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the examination."""

    name: str
    """In kebab-case, for machines."""
    title: str
    status: Status
    detail: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """All steps, in order."""

    steps: tuple[Step, ...]

    @property
    def ok(self) -> bool:
        """Whether no step failed."""
        return all(step.status != "failed" for step in self.steps)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all steps."""
        return tuple(finding for step in self.steps for finding in step.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is examined."""

    environment: str
    certificate: Path
    """A key store, or a folder of them."""
    password: str | None = field(default=None, repr=False)
    alias: str | None = None
    trust: Sequence[Path] = ()
    target: Target | None = None
    """None: look at the files only."""
    sender: str | None = None
    """The organisation number to ask for; the certificate's own if None."""
    service: str = SERVICE_NUMBER
    """The organisation number that the server's certificate must have."""
    revocation: RevocationMode = "off"
    table: Sequence[KnownCertificate] = TABLE
    language: str = "en"
    at: datetime | None = None


def examine(patient: Patient) -> Iterator[Step]:
    """Examine, one step after the other, as they are done.

    Raises :class:`~piilint.errors.UsageError` for an environment that is none.
    """
    trust_environment(patient.environment)
    step, certificate = _key_store(patient)
    yield step
    step, trust = _trust_store(patient)
    yield step
    if certificate is not None:
        yield _certificate(patient, certificate)
        if trust is not None:
            certificate = certificate.completed(trust.usable(patient.environment))
            yield _chain(patient, certificate, trust)
    problem = local_tls_problem()
    yield _step(patient, "local-tls", [(problem, {})] if problem else [], ssl.OPENSSL_VERSION)
    if patient.target is None:
        return
    context = None
    if certificate is not None and trust is not None and not problem:
        with suppress(CertificateProblem):  # which the steps before have named
            context = client_context(
                certificate, trust, patient.environment, organisation=patient.service
            )
    if certificate is None or context is None:
        yield from _skipped(patient, "name", "the steps before failed")
        return
    yield from _online(patient, patient.target, certificate, context)


def _online(
    patient: Patient,
    target: Target,
    certificate: OrganisationCertificate,
    context: ssl.SSLContext,
) -> Iterator[Step]:
    """The steps that need the network."""
    rule = resolve(target)
    yield _network(patient, target, "name", rule)
    if rule:
        yield from _skipped(patient, "connection", "the name does not resolve")
        return
    connection = connect(target)
    rule = connection if isinstance(connection, str) else None
    if not isinstance(connection, str):
        connection.close()
    yield _network(patient, target, "connection", rule)
    if rule:
        yield from _skipped(patient, "handshake", "there is no connection")
        return
    rule = handshake(target, context, certificate, patient.environment, table=patient.table)
    whose = rule in _PEER_RULES and rule != "TLS210"
    yield _network(patient, target, "handshake", None if whose else rule)
    if rule and not whose:
        yield from _skipped(patient, "server", "the handshake failed")
        return
    yield _network(patient, target, "server", rule)
    if rule:
        yield from _skipped(patient, "who-am-i", "the server is not the service")
        return
    answer = ask_who(target, context, patient.sender or certificate.organisation_number or "")
    told = "" if answer.rule else "as a broker" if answer.broker else "as the sender itself"
    yield _network(patient, target, "who-am-i", answer.rule, detail=told, status=answer.status)
    if answer.clock is None:
        yield from _skipped(patient, "clock", "the answer has no date")
        return
    seconds = round(answer.clock.total_seconds())
    off = abs(answer.clock) > CLOCK_TOLERANCE
    yield _step(patient, "clock", [("TLS401", {"seconds": seconds})] if off else [])


def _network(
    patient: Patient,
    target: Target,
    name: str,
    rule: str | None,
    *,
    detail: str = "",
    status: int | None = None,
) -> Step:
    """A step's outcome, with a word on proxies where one may be behind it."""
    values = {
        "host": target.host,
        "port": target.port,
        "environment": patient.environment,
        "service": patient.service,
        "status": status,
    }
    rules = [(rule, values)] if rule else []
    if rule in _INTERCEPTED and target.proxy is None and environment_proxy(target.host):
        rules.append(("TLS405", values))
    return _step(patient, name, rules, detail)


def _skipped(patient: Patient, first: str, why: str) -> Iterator[Step]:
    """A step that was not tried, and all after it."""
    names = list(_TITLES)
    for name in names[names.index(first) :]:
        yield Step(name=name, title=_title(patient, name), status="skipped", detail=why)


def _step(
    patient: Patient,
    name: str,
    rules: Sequence[Rule | Finding],
    detail: str = "",
) -> Step:
    say = catalog(patient.language).finding
    findings = tuple(
        rule if isinstance(rule, Finding) else say(rule[0], path="", values=rule[1])
        for rule in rules
    )
    worst: Status = "ok"
    if any(f.severity == "warning" for f in findings):
        worst = "warning"
    if any(f.severity == "error" for f in findings):
        worst = "failed"
    return Step(
        name=name, title=_title(patient, name), status=worst, detail=detail, findings=findings
    )


_TITLES = {
    "key-store": ("The key store opens", "Nøkkellageret lar seg åpne"),
    "trust-store": (
        "The trust store has what the environment needs",
        "Tillitslageret har det miljøet trenger",
    ),
    "certificate": (
        "The certificate is fit for the service",
        "Sertifikatet passer for tjenesten",
    ),
    "chain": (
        "The chain leads to an anchor of the environment",
        "Kjeden fører til et anker for miljøet",
    ),
    "local-tls": ("This machine can speak TLS 1.2", "Denne maskinen kan snakke TLS 1.2"),
    "name": ("The server's name resolves", "Tjenerens navn lar seg slå opp"),
    "connection": ("A connection can be made", "Det er mulig å koble til"),
    "handshake": ("The TLS 1.2 handshake succeeds", "TLS 1.2-håndtrykket lykkes"),
    "server": ("The server is the service", "Tjeneren er tjenesten"),
    "who-am-i": ("The service knows the sender", "Tjenesten kjenner avsenderen"),
    "clock": ("The clock is within 5 seconds", "Klokken går riktig innenfor 5 sekunder"),
}
"""The steps, in order, with their titles in English and Norwegian."""


def _title(patient: Patient, name: str) -> str:
    return _TITLES[name][patient.language == "nb"]


def _key_store(patient: Patient) -> tuple[Step, OrganisationCertificate | None]:
    """Open the key store, or each in the folder, and take the one for authentication."""
    path = patient.certificate
    folder = path.is_dir()
    files = sorted(p for p in path.iterdir() if p.is_file()) if folder else [path]
    loaded: list[tuple[Path, OrganisationCertificate]] = []
    problems: list[Finding] = []
    for file in files:
        try:
            certificate = OrganisationCertificate.load(
                file, patient.password, patient.alias, table=patient.table
            )
            loaded.append((file, certificate))
        except CertificateProblem as problem:
            problems.append(problem.finding(patient.language))
    if not loaded:
        missing: list[Rule] = [("CRT009", {})]
        return _step(patient, "key-store", problems or missing), None
    file, certificate = min(loaded, key=lambda pair: _unfitness(patient, pair[1]))
    detail = "; ".join(f"{f.name}: for {c.kind}" for f, c in loaded)
    if folder:
        detail += f"; {file.name} is taken"
        problems = [finding._replace(severity="warning") for finding in problems]
    return _step(patient, "key-store", problems, detail), certificate


def _unfitness(patient: Patient, certificate: OrganisationCertificate) -> tuple[bool, int, float]:
    """The least is taken: made for authentication, then least against it, then valid longest."""
    return (
        certificate.kind != "authentication",
        len(_objections(patient, certificate)),
        -certificate.not_after.timestamp(),
    )


def _objections(patient: Patient, certificate: OrganisationCertificate) -> list[Finding]:
    return fitness(
        certificate,
        environment=patient.environment,
        at=patient.at,
        path=str(patient.certificate),
        language=patient.language,
    )


def _certificate(patient: Patient, certificate: OrganisationCertificate) -> Step:
    """Whether it is fit; its chain is the next step's."""
    found = [f for f in _objections(patient, certificate) if f.rule != "CRT112"]
    detail = (
        f"{certificate.name}, {certificate.organisation_number or 'no organisation number'}, "
        f"{certificate.issuer}, {certificate.days_left(patient.at)} days left"
    )
    return _step(patient, "certificate", found, detail)


def _trust_store(patient: Patient) -> tuple[Step, TrustStore | None]:
    if not patient.trust:
        return _step(patient, "trust-store", [("CRT206", _environment(patient))]), None
    problem = None
    trust = None
    try:
        trust = TrustStore.load(*patient.trust, table=patient.table)
    except TrustError as error:
        problem = str(error)
    if trust is None:
        rules: list[Rule] = [("CRT206", _environment(patient))]
        return _step(patient, "trust-store", rules, problem or ""), None
    findings = trust.check(patient.environment, at=patient.at, language=patient.language)
    return _step(patient, "trust-store", findings, f"{len(trust)} certificates"), trust


def _environment(patient: Patient) -> Mapping[str, object]:
    return {"environment": patient.environment}


def _chain(patient: Patient, certificate: OrganisationCertificate, trust: TrustStore) -> Step:
    outcome = validate(
        certificate,
        trust,
        patient.environment,
        at=patient.at,
        revocation=patient.revocation,
        path=str(patient.certificate),
        language=patient.language,
    )
    names = " < ".join(common_name(c.subject) for c in outcome.path[1:])
    return _step(patient, "chain", outcome.findings, names)
