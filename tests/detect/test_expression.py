"""What expressions hold, by the names in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint.detect.expression import judge, judge_name

PERSONAL = {
    "NO_FODSELSNUMMER": "fnr kunde.fnr fodselsnummer søker.fødselsnummer SIGNER_SSN kundefnr personnr fnrSoker sha256(fnr) params[:ssn] signer.personalIdentificationNumber",
    "DATE_OF_BIRTH": "signer.birthDate member.dob elev.fodt?date date_of_birth fødselsdato",
    "PERSON": "customer.full_name person.navn.etternavn brukernavn user['full_name']|sha256 skadelidt.navn leietakernavn kundeNavn CUSTOMER_NAME elev.fullt-navn name.first låntaker.navn nameOfBorrower navn_leietaker getFullName(user) parties.map(p=>p.name) customer|full_name `${medlem.fornavn}` account.owner.name signers[0].name this.name",
    "EMAIL_ADDRESS": "epost e-post ePost eMail kunde.epost signer.getEmail().toLowerCase() x|default(user.email) signers.0.email epostPrivat .User.Email $user->email",
    "PHONE_NUMBER": "mobilnr kunde.mobil signer_phone contact.phoneNumber $bruker->getMobilnummer() telefonPrivat",
    "STREET_ADDRESS": "adresse.gate gateadresse kunde.adresse tenant.address.line1 eiendom.adresse",
}  # fmt: skip
HARMLESS = """
order.id saksnr orgnr companyName documentId uuid produkt.navn produktnavn filnavn firmanavn navnerom
avdeling.navn kontrakt.navn spring.application.name lookup(fnr).id refs[signer.fnr] kunder[kunde_id].ref
user.id person.id kundenummer email.subject emailSent phone_verified hasEmail(user) is_mobile
person.name.length adresse.postnr adresse.poststed company.email firma.adresse hostname formName
filename className tittel kapittel hotel aggregate phoneModel user.role fnrType navnetype
products.map(p=>p.name) Date.now() next_reference(fnr) person.ssn?'a':'b' a==user.email
""".split()  # noqa: SIM905 - a table


@pytest.mark.parametrize(
    ("entity", "expression"),
    [(entity, each) for entity, row in PERSONAL.items() for each in row.split()],
)
def test_personal(entity: str, expression: str) -> None:
    held = judge(expression)
    assert held is not None
    assert held.entity == entity


@pytest.mark.parametrize("expression", HARMLESS)
def test_harmless(expression: str) -> None:
    assert judge(expression) is None


@pytest.mark.parametrize(
    ("expression", "names", "context", "entity"),
    [
        ("x", {"x": ["kunde.fnr"]}, (), "NO_FODSELSNUMMER"),
        ("x", {"x": ["ordre.id", "kunde.epost"]}, (), "EMAIL_ADDRESS"),
        ("x", {"x": ["y"], "y": ["z.navn"], "z": ["kunde"]}, (), "PERSON"),
        ("s.navn", {"s": ["signers"]}, (), "PERSON"),
        ("s.navn", {"s": ["produkter"]}, (), None),
        ("navn", {"navn": ["produkt.navn"]}, (), None),
        ("mobil", {"mobil": ["f(x)"]}, (), "PHONE_NUMBER"),
        ("x", {"x": ["x"]}, (), None),
        ("navn", {}, ("kunde",), "PERSON"),
        ("navn", {}, ("produkt",), None),
        ("$x.navn", {"x": ["kunde"]}, ("produkt",), "PERSON"),
    ],
)
def test_assignments_and_contexts(
    expression: str, names: dict[str, list[str]], context: tuple[str, ...], entity: str | None
) -> None:
    held = judge(expression, names, context)
    assert (held.entity if held else None) == entity


def test_a_single_name() -> None:
    held = judge_name("customerEmail")
    assert held is not None
    assert (held.entity, held.word, held.sure) == ("EMAIL_ADDRESS", "email", True)
    bare = judge_name("name")
    assert bare is not None
    assert not bare.sure
    assert judge_name("orderId") is None


@pytest.mark.parametrize("expression", ['$"{}"', 'f"{}"', '"#{}"', "`${}`", '$"{}{kunde.navn}"'])
def test_an_empty_place_in_a_string_holds_nothing(expression: str) -> None:
    held = judge(expression, {}, ())
    assert (held is not None) == ("navn" in expression)


@given(st.text(alphabet="abn.()[]{}|?:'\"`$#-> =/\\\n", max_size=60))
def test_any_text_is_judged(expression: str) -> None:
    judge(expression, {"a": ["b", expression], "b": ["a.n"]}, ("a",))
