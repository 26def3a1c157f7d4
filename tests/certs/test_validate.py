"""Path validation and revocation, with local responders in every state."""

import asyncio
import socket
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from piilint.certs.fitness import fitness
from piilint.certs.identity import CertificateInfo
from piilint.certs.keystore import read
from piilint.certs.plainhttp import Cache, FetchError, fetch
from piilint.certs.trust import TrustStore
from piilint.certs.validate import validate
from piilint.sandbox.pki import Pki
from tests.certs.chains import INTER, LEAF, ROOT, chain
from tests.certs.responders import Responder, ocsp_answer, revocation_list

GOOD, REVOKED, UNKNOWN = (
    ocsp.OCSPCertStatus.GOOD,
    ocsp.OCSPCertStatus.REVOKED,
    ocsp.OCSPCertStatus.UNKNOWN,
)
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def pki():
    return Pki.create(environments=("test", "production"))


def store(pki, *environments):
    wanted = environments or ("test",)
    return TrustStore(
        [c for environment in wanted for c in pki.certificates(environment)], table=pki.table
    )


def rules(outcome):
    return [finding.rule for finding in outcome.findings]


class TestPath:
    @pytest.mark.parametrize("family", ["Buypass", "Commfides"])
    def test_three_levels_hold(self, pki, family):
        issued = pki["test", family].issue()
        outcome = validate(issued.organisation(pki.table), store(pki), "difitest")
        assert outcome.ok
        assert outcome.path == issued.chain

    def test_the_trust_store_completes_the_chain(self, pki):
        issued = pki["test", "Buypass"].issue()
        outcome = validate(CertificateInfo(issued.certificate), store(pki), "test")
        assert outcome.path == issued.chain

    @pytest.mark.parametrize(
        ("at", "rule"),
        [(timedelta(days=-30), "CRT106"), (timedelta(days=4 * 365), "CRT105")],
    )
    def test_at_another_time(self, pki, at, rule):
        info = pki["test", "Buypass"].issue().organisation(pki.table)
        assert rules(validate(info, store(pki), "test", at=NOW + at)) == [rule]

    def test_the_other_environment(self, pki):
        info = pki["production", "Buypass"].issue().organisation(pki.table)
        trust = store(pki, "test", "production")
        assert rules(validate(info, trust, "test")) == ["CRT113"]
        assert validate(info, trust, "production").ok

    def test_missing_intermediate(self, pki):
        issued = pki["test", "Buypass"].issue()
        roots = TrustStore([pki["test", "Buypass"].root], table=pki.table)
        bare = CertificateInfo(issued.certificate, (), pki.table)
        outcome = validate(bare, roots, "test")
        assert rules(outcome) == ["CRT112"]
        assert not outcome.ok

    def test_unknown_authority(self, pki):
        info = Pki.create(environments=("own",))["own", "Buypass"].issue().organisation(pki.table)
        assert rules(validate(info, store(pki), "test")) == ["CRT114"]

    def test_self_signed(self, pki):
        info = CertificateInfo(Pki.create(environments=("own",))["own", "Buypass"].root)
        assert rules(validate(info, store(pki), "test")) == ["CRT120"]

    def test_a_forged_signature(self, pki):
        issued = pki["test", "Buypass"].issue()
        data = bytearray(issued.certificate.public_bytes(Encoding.DER))
        data[-1] ^= 1
        forged = x509.load_der_x509_certificate(bytes(data))
        outcome = validate(CertificateInfo(forged, issued.chain, pki.table), store(pki), "test")
        assert not outcome.ok

    def test_an_unknown_critical_extension(self, pki):
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
        issued = pki["test", "Buypass"].issue(extra=[(unknown, True)])
        assert rules(validate(issued.organisation(pki.table), store(pki), "test")) == ["CRT117"]

    def test_an_anchor_that_has_expired(self):
        made = chain([replace(ROOT, end=NOW - timedelta(days=1)), INTER, LEAF])
        info = CertificateInfo(made.leaf, (made.leaf, *made.others))
        trust = TrustStore([made.anchor])
        assert rules(validate(info, trust, "sandbox")) == ["CRT203"]
        assert validate(info, trust, "sandbox", at=NOW - timedelta(days=2)).ok

    def test_inside_a_running_event_loop(self, pki):
        info = pki["test", "Buypass"].issue().organisation(pki.table)

        async def main():
            return validate(info, store(pki), "test")

        assert asyncio.run(main()).ok


def test_sha1_in_the_chain(tmp_path):
    """Commfides' old root, as OpenSSL would make it: the library at hand refuses to."""
    commands = [
        "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj"
        " /CN=SHA1root -sha1 -days 30",
        "req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj"
        " /O=Org/CN=Org/serialNumber=100101688",
        "x509 -req -in leaf.csr -CA root.pem -CAkey root.key -set_serial 7 -out leaf.pem"
        " -sha1 -days 30",
    ]
    for command in commands:
        subprocess.run(["openssl", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    certificates = read(tmp_path / "leaf.pem", tmp_path / "root.pem").certificates
    info = CertificateInfo(certificates[0], certificates)
    assert "CRT110" in [f.rule for f in fitness(info)]
    trust = TrustStore(certificates[1:])
    assert rules(validate(info, trust, "sandbox")) == ["CRT110"]
    bare = CertificateInfo(certificates[0])
    assert rules(validate(bare, trust, "sandbox")) == ["CRT110"]


class World:
    def __init__(self, url, responder):
        self.pki = Pki.create(ocsp_url=f"{url}/ocsp", crl_url=f"{url}/crl")
        self.authority = self.pki["test", "Buypass"]
        self.issued = self.authority.issue()
        self.responder = responder
        responder.routes.clear()
        root = self.authority.root
        responder.answer(
            "/crl/root", lambda _: revocation_list(root.subject, self.authority.root_key)
        )

    def ocsp(self, status, **options):
        self.responder.answer(
            "/ocsp", lambda _: ocsp_answer(self.authority, self.issued, status, **options)
        )

    def crl(self, *revoked, **options):
        subject = self.authority.intermediate.subject
        self.responder.answer(
            "/crl", lambda _: revocation_list(subject, self.authority.key, revoked, **options)
        )

    def judged(self, mode, **options):
        info = self.issued.organisation(self.pki.table)
        return validate(info, store(self.pki), "test", revocation=mode, **options)


@pytest.fixture
def world():
    responder = Responder()
    with responder.running() as url:
        yield World(url, responder)


def forged(world):
    other = Pki.create(environments=("own",))["own", "Commfides"]
    world.responder.answer("/ocsp", lambda _: ocsp_answer(other, world.issued, GOOD))


def delegate(authority, purpose):
    """A certificate that the authority lets answer in its place."""
    return authority.issue(
        name="OCSP responder",
        extra=[(x509.ExtendedKeyUsage([purpose]), False), (x509.OCSPNoCheck(), False)],
    )


class TestRevocation:
    @pytest.mark.parametrize("mode", ["soft", "require"])
    def test_good(self, world, mode):
        world.ocsp(GOOD)
        assert rules(world.judged(mode)) == []

    @pytest.mark.parametrize("mode", ["soft", "require"])
    def test_revoked(self, world, mode):
        world.ocsp(REVOKED)
        outcome = world.judged(mode)
        assert rules(outcome) == ["CRT115"]
        assert not outcome.ok

    @pytest.mark.parametrize(("status", "expected"), [(GOOD, []), (REVOKED, ["CRT115"])])
    def test_a_delegated_responder(self, world, status, expected):
        world.ocsp(status, by=delegate(world.authority, ExtendedKeyUsageOID.OCSP_SIGNING))
        assert rules(world.judged("require")) == expected

    def test_a_certificate_that_may_not_answer(self, world):
        world.ocsp(GOOD, by=delegate(world.authority, ExtendedKeyUsageOID.CLIENT_AUTH))
        assert rules(world.judged("require")) == ["CRT116"]

    @pytest.mark.parametrize("mode", ["soft", "require"])
    def test_by_the_list_where_there_is_no_responder(self, world, mode):
        world.crl()
        assert rules(world.judged(mode)) == []
        world.crl(world.issued)
        assert rules(world.judged(mode)) == ["CRT115"]

    def test_the_intermediate_revoked(self, world):
        world.ocsp(GOOD)
        root = world.authority.root
        issuer = type("I", (), {"certificate": world.authority.intermediate})
        world.responder.answer(
            "/crl/root",
            lambda _: revocation_list(root.subject, world.authority.root_key, [issuer]),
        )
        assert rules(world.judged("soft")) == ["CRT115"]

    def test_revoked_is_found_where_the_list_of_the_root_is_out_of_reach(self, world):
        del world.responder.routes["/crl/root"]
        world.ocsp(REVOKED)
        assert rules(world.judged("soft")) == ["CRT115", "CRT116"]

    @pytest.mark.parametrize(
        ("prepare", "reason"),
        [
            pytest.param(lambda w: None, "no answer", id="unreachable"),
            pytest.param(lambda w: w.ocsp(UNKNOWN), "does not know", id="unknown"),
            pytest.param(
                lambda w: w.ocsp(GOOD, age=timedelta(days=9)), "out of date", id="stale answer"
            ),
            pytest.param(lambda w: w.crl(age=timedelta(days=9)), "out of date", id="stale list"),
            pytest.param(
                lambda w: w.responder.answer("/ocsp", lambda _: b"garbage"),
                "no answer",
                id="garbage",
            ),
            pytest.param(forged, "does not hold", id="signed by somebody else"),
        ],
    )
    def test_not_known(self, world, prepare, reason):
        prepare(world)
        soft = world.judged("soft")
        assert rules(soft) == ["CRT116"]
        assert soft.ok
        assert reason in soft.findings[0].message
        required = world.judged("require")
        assert rules(required) == ["CRT116"]
        assert not required.ok

    def test_off_asks_nobody(self, world, monkeypatch):
        monkeypatch.setattr(socket, "socket", None)
        assert world.judged("off").ok
        assert world.responder.requests == []

    def test_answers_are_kept(self, world):
        world.ocsp(GOOD)
        cache = Cache()
        for _ in range(3):
            assert world.judged("require", cache=cache).ok
        assert sorted(path for path, _ in world.responder.requests) == [
            "/crl",
            "/crl/root",
            "/ocsp",
        ]

    def test_a_certificate_that_names_no_address(self, pki):
        info = pki["test", "Buypass"].issue().organisation(pki.table)
        outcome = validate(info, store(pki), "test", revocation="require")
        assert rules(outcome) == ["CRT116", "CRT116"]
        assert "names no address" in outcome.findings[0].message


class TestFetch:
    @pytest.mark.parametrize(
        "url", ["https://127.0.0.1/", "file:///etc/passwd", "http://", "http://127.0.0.1:x/", "x"]
    )
    def test_plain_http_only(self, url):
        with pytest.raises(FetchError):
            fetch(url)

    def test_a_server_that_says_nothing(self):
        with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(FetchError):
            fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout=0.2)
