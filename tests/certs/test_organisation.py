"""Loading organisation certificates, and what they say about themselves."""

import copy
import pickle
import shutil
import subprocess
import warnings
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import parser
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from piilint.certs.fitness import fitness
from piilint.certs.identity import CertificateInfo
from piilint.certs.keystore import read
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.problem import CertificateProblem
from piilint.errors import CertificateError, UsageError
from piilint.sandbox.pki import Pki

PASSWORD = "hemmelig-æøå"


@pytest.fixture(scope="module")
def pki():
    return Pki.create(environments=("test", "production"))


@pytest.fixture(scope="module")
def issued(pki):
    return pki["test", "Buypass"].issue()


def rule_of(call):
    with pytest.raises(CertificateError) as raised:
        call()
    assert isinstance(raised.value, CertificateProblem)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    return raised.value.rule


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options)


class TestForms:
    def test_pkcs12_holds_the_chain_up_to_the_root(self, pki, issued):
        loaded = OrganisationCertificate.from_pkcs12(issued.pkcs12(PASSWORD.encode()), PASSWORD)
        assert loaded.chain == issued.chain
        assert loaded.chain_complete

    def test_a_chain_is_completed_from_a_trust_store(self, pki, issued):
        loaded = OrganisationCertificate.load(
            issued.pkcs12(PASSWORD.encode(), chain=False), PASSWORD, table=pki.table
        )
        assert loaded.chain == issued.chain[:1]
        completed = loaded.completed(pki.certificates("test"))
        assert completed.chain == issued.chain
        assert completed.table == pki.table
        assert completed.sign(b"x") == loaded.sign(b"x")

    def test_pem_in_three_files(self, issued, tmp_path):
        files = {
            "key.pem": issued.key_pem(b"k"),
            "leaf.pem": issued.chain_pem(1),
            "chain.pem": b"".join(c.public_bytes(Encoding.PEM) for c in issued.chain[1:]),
        }
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        paths = [tmp_path / name for name in files]
        assert OrganisationCertificate.from_pem(*paths, password="k").chain == issued.chain

    def test_pem_with_the_chain_in_disorder(self, issued):
        backwards = b"".join(c.public_bytes(Encoding.PEM) for c in reversed(issued.chain))
        loaded = OrganisationCertificate.load(backwards + issued.key_pem())
        assert loaded.chain == issued.chain

    def test_der_key_and_certificate(self, issued):
        key = issued.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        leaf = issued.certificate.public_bytes(Encoding.DER)
        assert OrganisationCertificate.from_pem(key, leaf).certificate == issued.certificate

    @pytest.mark.parametrize(
        "options",
        [
            pytest.param(("-legacy",), id="RC2 and triple DES with SHA-1"),
            pytest.param(("-legacy", "-certpbe", "PBE-SHA1-3DES"), id="triple DES with SHA-1"),
            pytest.param(("-legacy", "-keypbe", "PBE-SHA1-RC4-40"), id="RC4 with 40 bits"),
            pytest.param(("-keypbe", "camellia-256-cbc"), id="Camellia"),
            pytest.param((), id="AES with SHA-256"),
            pytest.param(("-nomac",), id="without a MAC"),
        ],
    )
    def test_openssl_exports(self, issued, tmp_path, options):
        (tmp_path / "all.pem").write_bytes(issued.key_pem() + issued.chain_pem())
        out = tmp_path / "org.p12"
        run(
            *("openssl", "pkcs12", "-export", "-in", tmp_path / "all.pem", "-out", out),
            *("-passout", "pass:pw", "-name", "org", *options),
        )
        loaded = OrganisationCertificate.load(out, "pw")
        assert loaded.chain == issued.chain
        assert loaded.alias == "org"

    def test_a_store_without_password(self, issued, tmp_path):
        (tmp_path / "all.pem").write_bytes(issued.key_pem() + issued.chain_pem())
        out = tmp_path / "org.p12"
        run(
            *("openssl", "pkcs12", "-export", "-in", tmp_path / "all.pem", "-out", out),
            *("-passout", "pass:"),
        )
        for password in (None, ""):
            assert OrganisationCertificate.load(out, password).chain == issued.chain

    def test_a_store_in_ber_loads_without_a_warning(self, issued):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            loaded = OrganisationCertificate.load(indefinite(issued.pkcs12(b"pw")), "pw")
        assert loaded.chain == issued.chain

    @pytest.mark.slow
    def test_java_writes_pkcs12_with_several_keys(self, pki, tmp_path):
        keytool = shutil.which("keytool") or pytest.skip("keytool is not here")
        authority = pki["test", "Buypass"]
        stores = {"sign": authority.issue(usage="sign"), "auth": authority.issue(usage="auth")}
        target = tmp_path / "all.p12"
        for alias, leaf in stores.items():
            source = tmp_path / f"{alias}.p12"
            source.write_bytes(leaf.pkcs12(b"pwpwpw", alias))
            run(
                *(keytool, "-importkeystore", "-noprompt", "-srckeystore", source),
                *("-srcstorepass", "pwpwpw", "-destkeystore", target),
                *("-deststoretype", "PKCS12", "-deststorepass", "pwpwpw"),
            )
        fittest = OrganisationCertificate.load(target, "pwpwpw")
        assert fittest.certificate == stores["auth"].certificate
        assert fittest.chain_complete
        chosen = OrganisationCertificate.load(target, "pwpwpw", alias="SIGN")
        assert chosen.certificate == stores["sign"].certificate
        assert rule_of(lambda: OrganisationCertificate.load(target, "pwpwpw", "x")) == "CRT012"


def indefinite(data):
    """DER with every constructed value in BER's indefinite length."""
    out = b""
    while data:
        _, constructed, _, header, content, trailer = parser.parse(data)
        inner = indefinite(content) + b"\0\0" if constructed else content
        out += (header[:1] + b"\x80" if constructed else header) + inner
        data = data[len(header) + len(content) + len(trailer) :]
    return out


class TestProblems:
    def test_wrong_password(self, issued):
        data = issued.pkcs12(b"pw")
        assert rule_of(lambda: OrganisationCertificate.load(data, "no")) == "CRT001"

    def test_no_password(self, issued):
        data = issued.pkcs12(b"pw")
        assert rule_of(lambda: OrganisationCertificate.load(data)) == "CRT002"

    def test_pem_key_with_wrong_or_no_password(self, issued):
        data = issued.key_pem(b"pw") + issued.chain_pem()
        assert rule_of(lambda: OrganisationCertificate.load(data, "no")) == "CRT001"
        assert rule_of(lambda: OrganisationCertificate.load(data)) == "CRT002"

    def test_a_cipher_that_nobody_reads(self, issued):
        aes256_cbc, unknown = (bytes.fromhex(f"060960864801650304012{x}") for x in "af")
        data = issued.pkcs12(b"pw").replace(aes256_cbc, unknown)
        with pytest.raises(CertificateProblem, match="aes256_ccm") as raised:
            OrganisationCertificate.load(data, "pw")
        assert raised.value.rule == "CRT003"
        assert "openssl pkcs12" in str(raised.value)

    def test_more_rounds_than_anybody_waits_for(self, issued, tmp_path):
        (tmp_path / "all.pem").write_bytes(issued.key_pem() + issued.chain_pem())
        out = tmp_path / "org.p12"
        run(
            *("openssl", "pkcs12", "-export", "-in", tmp_path / "all.pem", "-out", out),
            *("-passout", "pass:pw", "-iter", "100000"),
        )
        patient, endless = bytes.fromhex("0203 0186a0"), bytes.fromhex("0203 7fffff")
        data = out.read_bytes()
        assert data.count(patient) == 3  # the certificates', the key's and the MAC's
        assert OrganisationCertificate.load(data, "pw").chain == issued.chain
        for at in (data.index(patient), data.rindex(patient)):
            broken = data[:at] + endless + data[at + 5 :]
            assert rule_of(lambda b=broken: OrganisationCertificate.load(b, "pw")) == "CRT004"

    @pytest.mark.parametrize("length", [40, 400, -40, -1])
    def test_cut_off(self, issued, length):
        data = issued.pkcs12(b"pw")[:length]
        assert rule_of(lambda: OrganisationCertificate.load(data, "pw")) == "CRT004"

    def test_key_and_store_passwords_that_differ(self, issued, tmp_path):
        data = differing(issued, b"store", b"key", tmp_path)
        assert rule_of(lambda: OrganisationCertificate.load(data, "store")) == "CRT006"

    def test_only_certificates(self, issued):
        assert rule_of(lambda: OrganisationCertificate.load(issued.chain_pem())) == "CRT007"

    def test_the_key_of_another_certificate(self, pki, issued):
        other = pki["test", "Buypass"].issue(usage="sign")
        data = other.key_pem() + issued.chain_pem(1)
        assert rule_of(lambda: OrganisationCertificate.load(data)) == "CRT010"

    def test_keys_of_two_organisations(self, pki):
        authority = pki["test", "Buypass"]
        one, two = (
            authority.issue(usage="auth"),
            authority.issue("984661185", usage="auth", bits=3072),
        )
        data = one.key_pem() + one.chain_pem() + two.key_pem() + two.chain_pem(1)
        assert rule_of(lambda: OrganisationCertificate.load(data)) == "CRT008"

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", ["JKS", "JCEKS"])
    def test_java_key_store_is_answered_with_the_line_that_converts_it(self, tmp_path, kind):
        keytool = shutil.which("keytool") or pytest.skip("keytool is not here")
        store = tmp_path / "java.store"
        run(
            *(keytool, "-genkeypair", "-keystore", store, "-storetype", kind, "-alias", "a"),
            *("-storepass", "pwpwpw", "-keypass", "pwpwpw", "-dname", "CN=a", "-keyalg", "RSA"),
        )
        with pytest.raises(CertificateProblem) as raised:
            OrganisationCertificate.load(store, "pwpwpw")
        assert raised.value.rule == "CRT005"
        line = f"keytool -importkeystore -srckeystore {store} -srcstoretype {kind}"
        assert line in str(raised.value)

    @pytest.mark.parametrize("data", [b"", b"hello", b"\x30\x03\x02\x01\x05", b"%PDF-1.7\n"])
    def test_something_else(self, data):
        assert rule_of(lambda: OrganisationCertificate.load(data)) == "CRT009"

    def test_a_missing_file_and_a_folder(self, tmp_path):
        assert rule_of(lambda: OrganisationCertificate.load(tmp_path / "no")) == "CRT011"
        assert rule_of(lambda: OrganisationCertificate.load(tmp_path)) == "CRT011"

    @pytest.mark.parametrize("text", ["<xml/>", "-----BEGIN X-----\nabc"])
    def test_content_given_as_a_path_is_not_shown(self, text):
        with pytest.raises(UsageError) as raised:
            OrganisationCertificate.load(text)
        assert text not in str(raised.value)

    @settings(max_examples=150)
    @given(data=st.data())
    def test_a_damaged_file_ends_in_a_problem_or_is_read(self, issued, data):
        forms = [
            issued.certificate.public_bytes(Encoding.DER),
            issued.key_pem() + issued.chain_pem(),
            issued.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        ]
        form = data.draw(st.sampled_from(forms))
        at = data.draw(st.integers(0, len(form) - 1))
        length = data.draw(st.integers(0, 8))
        damaged = form[:at] + data.draw(st.binary(max_size=8)) + form[at + length :]
        try:
            store = read(damaged)
        except CertificateProblem as problem:
            assert problem.__context__ is None  # noqa: PT017  either outcome is right
            return
        for certificate in store.certificates:
            info = CertificateInfo(certificate, store.certificates)
            fitness(info, environment="difitest")
            assert repr(info)

    def test_every_flipped_byte_ends_in_a_problem_or_loads(self, issued):
        data = issued.pkcs12(b"pw")
        for at in range(0, len(data), 149):
            broken = bytearray(data)
            broken[at] ^= 0x55
            try:
                OrganisationCertificate.load(bytes(broken), "pw")
            except CertificateProblem as problem:
                assert problem.__context__ is None  # noqa: PT017  either outcome is right


def differing(issued, store_password, key_password, tmp_path):
    """A PKCS#12 file whose key is under another password than the store.

    The key's bag comes from a file of its own; the MAC is made anew over the whole.
    """
    from asn1crypto import pkcs12 as asn1

    from piilint.certs.pfx import _mac_key

    outer = asn1.Pfx.load(issued.pkcs12(store_password))
    other = asn1.Pfx.load(issued.pkcs12(key_password))
    safe = asn1.AuthenticatedSafe.load(outer["auth_safe"]["content"].native)
    donor = asn1.AuthenticatedSafe.load(other["auth_safe"]["content"].native)
    mixed = asn1.AuthenticatedSafe(
        [
            next(d for d in donor if d["content_type"].native == "data")
            if content["content_type"].native == "data"
            else content
            for content in safe
        ]
    ).dump()
    mac = outer["mac_data"]
    algorithm = mac["mac"]["digest_algorithm"]["algorithm"].native
    key = _mac_key(algorithm, store_password, mac["mac_salt"].native, mac["iterations"].native)
    import hmac

    outer["auth_safe"]["content"] = mixed
    outer["mac_data"]["mac"]["digest"] = hmac.digest(key, mixed, algorithm)
    return outer.dump(force=True)


class TestIdentity:
    @pytest.mark.parametrize(
        ("family", "seid", "source", "generation"),
        [
            ("Buypass", 2, "organizationIdentifier", 2),
            ("Commfides", 2, "organizationIdentifier", 2),
            ("Buypass", 1, "serialNumber", 1),
            ("Commfides", "cn", "commonName", 1),
        ],
    )
    def test_where_the_number_stands(self, pki, family, seid, source, generation):
        info = pki["test", family].issue("984661185", seid=seid).organisation(pki.table)
        assert info.organisation_number == "984661185"
        assert info.organisation_number_from == source
        assert info.seid == generation
        assert info.issuer_family == family

    @pytest.mark.parametrize(
        ("seid", "number"),
        [
            (2, "9846611850"),
            (2, "98466118"),
            (2, " 984661185"),
            (2, "984661185 "),
            (1, "1984661185"),
            (1, "984661185-1"),
            (2, "٩٨٤٦٦١١٨٥"),
            ("cn", "9846611850 AS"),
            ("cn", "AS 984661185"),
        ],
    )
    def test_what_merely_contains_a_number_is_none(self, pki, seid, number):
        info = pki["test", "Buypass"].issue(number, seid=seid).organisation()
        assert info.organisation_number is None

    @pytest.mark.parametrize("name", ["984661185", "984661185 POSTEN", "984661185-AS 42"])
    def test_a_common_name_that_begins_with_the_number(self, pki, name):
        info = pki["test", "Buypass"].issue(name, seid="cn").organisation()
        assert info.organisation_number == "984661185"

    @pytest.mark.parametrize(
        ("usage", "kind"),
        [("auth", "authentication"), ("sign", "signing"), ("enc", "encryption")],
    )
    @pytest.mark.parametrize("family", ["Buypass", "Commfides"])
    def test_kind(self, pki, family, usage, kind):
        assert pki["test", family].issue(usage=usage).organisation().kind == kind

    def test_a_name_is_safe_on_a_terminal(self, pki):
        info = pki["test", "Buypass"].issue(name="AS \x1b[31m\u202eX").organisation()
        assert info.name == "AS ?[31m?X"

    def test_an_authority_is_no_authentication_certificate(self, pki):
        assert CertificateInfo(pki["test", "Buypass"].root).kind == "authority"

    @pytest.mark.parametrize("environment", ["test", "production"])
    def test_environment_by_chain_and_by_claim(self, pki, environment):
        issued = pki[environment, "Commfides"].issue()
        whole = CertificateInfo(issued.certificate, issued.chain, pki.table)
        assert (whole.environment, whole.origin.verified) == (environment, True)
        bare = CertificateInfo(issued.certificate, (), pki.table)
        assert (bare.environment, bare.origin.verified) == (environment, False)
        unknown = CertificateInfo(issued.certificate, issued.chain)
        assert unknown.environment is None

    def test_validity_key_and_fingerprint(self, pki):
        end = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
        info = pki["test", "Buypass"].issue(not_after=end).organisation()
        assert info.not_after == end
        assert info.days_left(end - timedelta(days=12, hours=1)) == 12
        assert info.days_left(end + timedelta(hours=1)) == -1
        assert (info.key_type, info.key_size) == ("RSA", 2048)
        assert info.sha256 == info.certificate.fingerprint(hashes.SHA256()).hex()


class TestKey:
    def test_signs_rsa_pkcs1_with_sha256(self, issued):
        signature = issued.organisation().sign(b"data")
        issued.key.public_key().verify(signature, b"data", padding.PKCS1v15(), hashes.SHA256())

    def test_a_key_that_is_not_rsa_loads_and_refuses_to_sign(self, issued):
        certificate = OrganisationCertificate(
            ec.generate_private_key(ec.SECP256R1()), issued.certificate
        )
        assert rule_of(lambda: certificate.sign(b"data")) == "CRT108"

    def test_repr_shows_no_key(self, issued):
        certificate = issued.organisation()
        assert repr(certificate) == (
            f"<OrganisationCertificate 100101688 authentication {certificate.sha256[:16]}>"
        )

    @pytest.mark.parametrize("take", [pickle.dumps, copy.copy, copy.deepcopy])
    def test_is_not_pickled_or_copied(self, issued, take):
        with pytest.raises(TypeError, match="private key"):
            take(issued.organisation())
