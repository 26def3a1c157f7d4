"""Composable checks and their recipes; fitness."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509

from piilint.certs import checks as c
from piilint.certs.fitness import fitness
from piilint.certs.identity import CertificateInfo
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.trust import TrustStore
from piilint.errors import ConfigurationError
from piilint.sandbox.pki import Pki

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def pki():
    return Pki.create()


@pytest.fixture(scope="module")
def info(pki):
    return pki["test", "Buypass"].issue(not_after=NOW + timedelta(days=30)).organisation(pki.table)


@pytest.mark.parametrize(
    ("check", "ok"),
    [
        (c.valid(), True),
        (c.expires_after(days=30), True),
        (c.expires_after(days=31), False),
        (c.organisation("100101688"), True),
        (c.organisation("984661185", "100101688"), True),
        (c.organisation("10010168"), False),
        (c.issued_by("Buypass"), True),
        (c.issued_by("Commfides"), False),
        (c.issued_by("Buypass-shaped CA G2 HT Business test"), True),
        (c.issued_by("Buypass-shaped CA"), False),
        (c.key_usage("digitalSignature"), True),
        (c.key_usage("digitalSignature", "contentCommitment"), False),
        (c.extended_key_usage("1.3.6.1.5.5.7.3.2"), False),
        (c.known_critical_extensions(), True),
        (c.policy("2.16.578.1.26.1.3.2"), True),
        (c.policy("2.16.578.1.26.1.3"), False),
        (c.subject("organizationName", "PIILINT PROEVESENDER AS"), True),
        (c.subject("commonName", "PIILINT"), False),
        (c.subject("serialNumber", "1"), False),
        (c.self_signed(), False),
        (c.all_of(c.valid(), c.issued_by("Buypass")), True),
        (c.all_of(c.valid(), c.issued_by("Commfides")), False),
        (c.any_of(c.issued_by("Buypass"), c.issued_by("Commfides")), True),
        (c.any_of(c.self_signed(), c.issued_by("Commfides")), False),
        (c.none_of(c.self_signed(), c.issued_by("Commfides")), True),
        (c.none_of(c.valid(), c.self_signed()), False),
    ],
)
def test_checks(info, check, ok):
    result = check(info, NOW)
    assert result.ok is ok
    assert result.reason


def test_allow_and_deny_lists(info):
    colons = ":".join(info.sha256[i : i + 2].upper() for i in range(0, 64, 2))
    assert c.fingerprint_in(colons)(info, NOW).ok
    assert not c.none_of(c.fingerprint_in(colons))(info, NOW).ok
    assert not c.fingerprint_in("00" * 32)(info, NOW).ok


def test_critical_extension(pki):
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    info = pki["test", "Buypass"].issue(extra=[(unknown, True)]).organisation()
    assert not c.known_critical_extensions()(info, NOW).ok
    assert c.known_critical_extensions("1.2.3.4")(info, NOW).ok


def test_chain(pki, info):
    trust = TrustStore(pki.certificates(), table=pki.table)
    assert c.chained_to(trust, "difitest")(info, NOW).ok
    result = c.chained_to(trust, "difitest")(info, NOW + timedelta(days=31))
    assert not result.ok
    assert "CRT105" in result.reason


def test_a_combination_tells_each_parts_reason(info):
    result = c.all_of(c.valid(), c.organisation("984661185"))(info, NOW)
    assert [part.ok for part in result.parts] == [True, False]
    assert result.reason.endswith("fails: organisation number 100101688)")


RECIPE = """
[[check]]
expires_after = {days = 14}
[[check]]
organisation = ["100101688", "984661185"]
[[check]]
valid = true
[[check]]
any_of = [{issued_by = "Commfides"}, {none_of = [{self_signed = true}]}]
[[check]]
chained_to = "difitest"
"""


class TestRecipe:
    def load(self, tmp_path, text, trust=None):
        file = tmp_path / "recipe.toml"
        file.write_text(text)
        return c.load_recipe(file, trust=trust)

    def test_a_recipe_is_the_same_as_the_functions(self, tmp_path, pki, info):
        trust = TrustStore(pki.certificates(), table=pki.table)
        recipe = self.load(tmp_path, RECIPE, trust)
        assert recipe(info, NOW).ok
        late = recipe(info, NOW + timedelta(days=20))
        assert [part.ok for part in late.parts] == [False, True, True, True, True]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "check = 1",
            "x = 1\n[[check]]\nvalid = true",
            "[[check]]",
            "[[check]]\nvalid = true\nself_signed = true",
            "[[check]]\nnonsense = true",
            "[[check]]\nexpires_after = 'soon'",
            "[[check]]\nexpires_after = {weeks = 1}",
            "[[check]]\norganisation = 984661185",
            "[[check]]\nsubject = ['shoeSize', '44']",
            "[[check]]\nany_of = []",
            "[[check]]\nchained_to = 'test'",
            "[[check",
        ],
    )
    def test_what_is_no_recipe_names_the_file(self, tmp_path, text):
        with pytest.raises(ConfigurationError, match=r"recipe\.toml|attributes|no check"):
            self.load(tmp_path, text)


class TestFitness:
    def rules(self, info, **options):
        return [f.rule for f in fitness(info, **options)]

    @pytest.mark.parametrize("family", ["Buypass", "Commfides"])
    @pytest.mark.parametrize("seid", [1, 2, "cn"])
    def test_an_authentication_certificate_is_fit(self, pki, family, seid):
        info = pki["test", family].issue(seid=seid).organisation(pki.table)
        assert self.rules(info, environment="difitest") == []

    @pytest.mark.parametrize(
        ("leaf", "rules"),
        [
            ({"usage": "sign"}, ["CRT103"]),
            ({"usage": "enc"}, ["CRT104"]),
            ({"usage": "web"}, ["CRT101"]),
            ({"number": "100101689"}, ["CRT102"]),
            ({"number": "1001016880"}, ["CRT101"]),
            ({"not_after": NOW - timedelta(hours=1)}, ["CRT105"]),
            ({"not_before": NOW + timedelta(hours=1)}, ["CRT106"]),
            ({"not_after": NOW + timedelta(days=10)}, ["CRT107"]),
            ({"bits": 1024}, ["CRT109"]),
            ({"usage": "sign", "bits": 1024}, ["CRT103", "CRT109"]),
        ],
    )
    def test_what_stands_against_it(self, pki, leaf, rules):
        info = pki["test", "Buypass"].issue(**leaf).organisation(pki.table)
        assert self.rules(info) == rules

    def test_chain_issuer_and_environment(self, pki):
        issued = pki["test", "Buypass"].issue()
        assert self.rules(issued.organisation()) == ["CRT114"]
        assert self.rules(issued.organisation(), environment="sandbox") == []
        assert self.rules(issued.organisation(pki.table), environment="production") == ["CRT113"]
        short = OrganisationCertificate(issued.key, issued.certificate, table=pki.table)
        assert self.rules(short) == ["CRT112"]
        assert self.rules(CertificateInfo(issued.certificate, (), pki.table)) == []

    def test_an_authoritys_certificate(self, pki):
        info = CertificateInfo(pki["test", "Buypass"].root, (), pki.table)
        assert "CRT121" in self.rules(info)
