"""Trust stores, the table of authorities, and fetching them."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piilint.certs.identity import CertificateInfo, fingerprint
from piilint.certs.install import install
from piilint.certs.keystore import read
from piilint.certs.table import ENVIRONMENTS, TABLE, trust_environment
from piilint.certs.trust import TrustStore
from piilint.certs.validate import validate
from piilint.errors import TrustError, UsageError
from piilint.sandbox.pki import Pki
from tests.certs.responders import Responder
from tests.reference import REFERENCE, needs_reference

FOLDERS = {
    "production": REFERENCE / "certificates" / "prod",
    "test": REFERENCE / "certificates" / "test",
}
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def pki():
    return Pki.create(environments=("test", "production"))


def pem(certificate):
    return certificate.public_bytes(Encoding.PEM)


def rules(findings):
    return sorted(finding.rule for finding in findings)


class TestTable:
    def test_fingerprints_and_key_ids_are_lower_case_hex_and_unique(self):
        assert len({row.sha256 for row in TABLE}) == len(TABLE) == 22
        for row in TABLE:
            assert len(bytes.fromhex(row.sha256)) == 32
            assert len(bytes.fromhex(row.key_id)) == 20
            assert row.sha256 + row.key_id == (row.sha256 + row.key_id).lower()

    def test_the_services_names_of_environments(self):
        assert [trust_environment(name) for name in ENVIRONMENTS] == [
            "production",
            "test",
            "test",
            "test",
            "own",
        ]
        with pytest.raises(UsageError, match="difitest"):
            trust_environment("staging")


@needs_reference
class TestRealAuthorities:
    @pytest.mark.parametrize("environment", FOLDERS)
    def test_every_certificate_is_in_the_table_as_it_is(self, environment):
        rows = {row.sha256: row for row in TABLE}
        files = sorted(FOLDERS[environment].iterdir())
        assert len(files) == 11
        for file in files:
            (certificate,) = read(file).certificates
            info = CertificateInfo(certificate)
            row = rows[fingerprint(certificate)]
            assert (row.environment, row.valid_to) == (environment, info.not_after.date())
            assert (info.issuer_family, info.environment) == (row.family, environment)
            assert (row.kind == "root") == info.chain_complete

    @pytest.mark.parametrize("environment", FOLDERS)
    def test_intermediates_chain_up(self, environment):
        trust = TrustStore.load(FOLDERS[environment])
        intermediates = trust.intermediates(environment)
        assert len(intermediates) == 5
        for certificate in intermediates:
            # the expired pairs did hold while they were valid
            at = min(NOW, certificate.not_valid_after_utc - timedelta(days=1))
            outcome = validate(CertificateInfo(certificate), trust, environment, at=at)
            assert outcome.ok, outcome.findings

    def test_test_anchors_vouch_for_nothing_in_production(self):
        trust = TrustStore.load(*FOLDERS.values())
        for environment, other in [("test", "production"), ("production", "test")]:
            for certificate in trust.intermediates(other):
                info = CertificateInfo(certificate)
                outcome = validate(info, trust, environment, at=NOW)
                assert not outcome.ok

    def test_the_service_owners_production_root_does_not_count(self):
        trust = TrustStore.load(FOLDERS["production"])
        assert "CRT208" in rules(trust.check("production", at=NOW))
        names = [c.subject.rfc4514_string() for c in trust.anchors("production")]
        assert not any("Digipost" in name for name in names)

    def test_expired_pairs_are_said(self):
        assert rules(TrustStore.load(FOLDERS["test"]).check("test", at=NOW)) == ["CRT203"] * 2
        production = rules(TrustStore.load(FOLDERS["production"]).check("production", at=NOW))
        assert production == ["CRT203", "CRT203", "CRT208"]


class TestStore:
    def test_files_folders_bundles_and_bytes(self, pki, tmp_path):
        certificates = pki.certificates("test")
        (tmp_path / "one.cer").write_bytes(certificates[0].public_bytes(Encoding.DER))
        (tmp_path / "bundle.pem").write_bytes(b"".join(map(pem, certificates[1:3])))
        trust = TrustStore.load(tmp_path, pem(certificates[3]), table=pki.table)
        assert set(trust.certificates) == set(certificates)
        assert trust.check("difitest") == []
        assert set(trust.usable("difiqa")) == set(certificates)
        assert {fingerprint(c) for c in trust.anchors("test")} == {
            row.sha256 for row in pki.table if (row.environment, row.kind) == ("test", "root")
        }

    def test_what_is_missing_foreign_expired_or_elsewhere(self, pki, tmp_path):
        authority = pki["test", "Buypass"]
        foreign = Pki.create(environments=("own",))["own", "Buypass"].root
        (tmp_path / "note.txt").write_text("the anchors")
        for number, certificate in enumerate(
            [authority.root, authority.intermediate, pki["production", "Buypass"].root, foreign]
        ):
            (tmp_path / f"{number}.pem").write_bytes(pem(certificate))
        trust = TrustStore.load(tmp_path, table=pki.table)
        assert rules(trust.check("test")) == ["CRT201", "CRT201", "CRT202", "CRT204", "CRT205"]
        late = authority.intermediate.not_valid_after_utc + timedelta(days=1)
        assert "CRT203" in rules(trust.check("test", at=late))
        assert "CRT207" in rules(trust.check("test", at=late - timedelta(days=30)))
        assert set(trust.anchors("test")) == {authority.root}

    def test_what_is_foreign_counts_in_the_stand_in_only(self):
        own = Pki.create(environments=("own",))
        trust = TrustStore(own.certificates("own"))
        assert len(trust.anchors("sandbox")) == 2
        assert trust.anchors("test") == trust.anchors("production") == ()

    def test_a_named_source_that_cannot_be_read(self, tmp_path):
        with pytest.raises(TrustError):
            TrustStore.load(tmp_path / "nowhere")
        with pytest.raises(TrustError):
            TrustStore.load(b"nothing")

    def test_an_empty_store(self, tmp_path):
        assert "CRT206" in rules(TrustStore.load(tmp_path).check("production"))


class Mirror:
    """The issuers' servers, on loopback."""

    def __init__(self, table, certificates):
        self.responder = Responder()
        self.table = table
        self.paths = {}
        for row in table:
            certificate = next(c for c in certificates if fingerprint(c) == row.sha256)
            self.paths[row.sha256] = f"/{row.sha256}"
            data = certificate.public_bytes(Encoding.DER)
            self.responder.answer(f"/{row.sha256}", lambda _, d=data: d)


@pytest.fixture
def mirror(pki):
    from dataclasses import replace

    everything = pki.certificates("test") + pki.certificates("production")
    table = [replace(row, url=f"http://crt.example.test/{row.sha256}") for row in pki.table]
    mirror = Mirror(table, everything)
    with mirror.responder.running() as url:
        mirror.addresses = {"crt.example.test": url.removeprefix("http://")}
        yield mirror


class TestInstall:
    def test_what_is_fetched_makes_a_whole_store(self, mirror, tmp_path):
        to = tmp_path / "trust"
        outcomes = install("difitest", to, addresses=mirror.addresses, table=mirror.table)
        assert [o.outcome for o in outcomes] == ["fetched"] * 4
        assert TrustStore.load(to, table=mirror.table).check("test") == []
        again = install("difitest", to, addresses=mirror.addresses, table=mirror.table)
        assert [o.outcome for o in again] == ["there"] * 4
        assert len(mirror.responder.requests) == 4

    def test_what_does_not_match_is_not_kept(self, mirror, tmp_path):
        row = mirror.table[0]
        mirror.responder.answer(f"/{row.sha256}", lambda _: b"<html>please log in</html>")
        other = mirror.table[1].sha256
        mirror.responder.answer(f"/{other}", mirror.responder.routes[f"/{mirror.table[2].sha256}"])
        outcomes = install("test", tmp_path, addresses=mirror.addresses, table=mirror.table)
        assert [o.outcome for o in outcomes] == ["mismatch", "mismatch", "fetched", "fetched"]
        assert [o.finding().rule for o in outcomes if not o.ok] == ["CRT211", "CRT211"]
        assert len(list(tmp_path.iterdir())) == 2

    def test_what_cannot_be_fetched(self, mirror, tmp_path):
        del mirror.responder.routes[f"/{mirror.table[0].sha256}"]
        first = install("test", tmp_path, addresses=mirror.addresses, table=mirror.table)[0]
        assert first.finding().rule == "CRT210"

    def test_a_row_without_address_is_had_by_hand(self, pki, tmp_path):
        outcomes = install("test", tmp_path / "to", table=pki.table)
        assert [o.finding().rule for o in outcomes] == ["CRT212"] * 4
        given = tmp_path / "given.crt"
        given.write_bytes(pem(pki["test", "Buypass"].root))
        outcomes = install("test", tmp_path / "to", given=[given], table=pki.table)
        assert sorted(o.outcome for o in outcomes) == ["by-hand", "by-hand", "by-hand", "given"]

    def test_a_folder_that_cannot_be_written(self, mirror, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(TrustError):
            install("test", tmp_path / "file" / "x", addresses=mirror.addresses, table=mirror.table)
