"""Accounts, cards, foreign identity numbers, phones, addresses of machines, number plates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.detect.generators import (
    bank_account,
    bank_accounts,
    dotted,
    hetu,
    iban,
    personnummer,
    with_luhn,
)
from tests.detect.marked import found, search

ACCOUNT = bank_account()
IBAN = iban("NO", ACCOUNT)
CARD = with_luhn("401288888888188")
AMEX = with_luhn("37828224631000")
PNR = personnummer("19811228")
OLD = personnummer("191203", "123")

HITS = [
    ("byggherre [[98230417]]", "PHONE_NUMBER", "medium"),
    ("[[41848823366]] kontoåpning", "NO_D_NUMBER", "high"),
    ("konto [[41848823366]]", "NO_BANK_ACCOUNT", "high"),
    ("ringte [[91234567]] uten svar", "PHONE_NUMBER", "high"),
    ("kasko 24-5530917 [[SV27193]] bak", "NO_VEHICLE_REGISTRATION", "high"),
    ("Salgsm. nr 5187 [[EK 90215]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("kontrakt_traktor_valtra_[[JX1843]].pdf", "NO_VEHICLE_REGISTRATION", "high"),
    ("skade nr 5530917 / [[DN 27193]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("skade 24-5530917 [[SV27193]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("nr mitt er [[91234567]]", "PHONE_NUMBER", "medium"),
    ("leie:[[97711304]]:rom4", "PHONE_NUMBER", "medium"),
    ("barnevakt_[[97711304]].pdf", "PHONE_NUMBER", "medium"),
    ("https://x.example/avvis?bilnr=[[LH66203]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("fart_[[DN71306]]_E18.pdf", "NO_VEHICLE_REGISTRATION", "high"),
    ("pgeb [[BT 90112]] kvitt", "NO_VEHICLE_REGISTRATION", "high"),
    ("eier [[RJ 38810]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("medeier [[BT44120]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("portering [[40 61 22 985]]", "PHONE_NUMBER", "high"),
    ("Abonnement [[4061 22 98]]", "PHONE_NUMBER", "high"),
    ("https://x.example/motorferdsel/[[ZA4417]]/ferdig", "NO_VEHICLE_REGISTRATION", "high"),
    ("Brikkeavtale [[RJ 48213]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("kontrakt_varebil_[[VJ-30562]].pdf", "NO_VEHICLE_REGISTRATION", "high"),
    ("bilkontrakt-[[EL-12034]]-1.pdf", "NO_VEHICLE_REGISTRATION", "high"),
    # bank accounts
    (f"[[{ACCOUNT}]]", "NO_BANK_ACCOUNT", "medium"),
    (f"[[{dotted(ACCOUNT)}]]", "NO_BANK_ACCOUNT", "high"),
    (f"[[{dotted(ACCOUNT).replace('.', ' ')}]]", "NO_BANK_ACCOUNT", "high"),
    (f"Konto [[{ACCOUNT}]]", "NO_BANK_ACCOUNT", "high"),
    (f"betales til kontonr: [[{dotted(ACCOUNT)}]].", "NO_BANK_ACCOUNT", "high"),
    (f"KID [[{ACCOUNT}]]", "NO_BANK_ACCOUNT", "low"),
    (f"lonnsslipp-[[{ACCOUNT}]]-mai.pdf", "NO_BANK_ACCOUNT", "medium"),
    (f"depositum_[[{ACCOUNT}]].pdf", "NO_BANK_ACCOUNT", "medium"),
    (f"payment-id-[[{ACCOUNT}]]", "NO_BANK_ACCOUNT", "low"),
    (f"lån, KID [[{ACCOUNT}]]", "NO_BANK_ACCOUNT", "low"),
    (f"[[{dotted(bank_account('2024111233'))}]]", "NO_BANK_ACCOUNT", "medium"),
    (f"lån[[{ACCOUNT}]]", "NO_BANK_ACCOUNT", "medium"),
    (f"autotrekk_[[{ACCOUNT}]]", "NO_BANK_ACCOUNT", "medium"),
    # IBAN
    (f"[[{IBAN}]]", "IBAN_CODE", "high"),
    (f"til [[{IBAN[:4]} {IBAN[4:8]} {IBAN[8:12]} {IBAN[12:]}]], takk", "IBAN_CODE", "high"),
    (f"iban=[[{IBAN.lower()}]]&x=1", "IBAN_CODE", "high"),
    (f"til_[[{IBAN[:4]}_{IBAN[4:8]}_{IBAN[8:12]}_{IBAN[12:]}]].pdf", "IBAN_CODE", "high"),
    (f"[[{iban('NL', 'ABNA0417164300')}]]", "IBAN_CODE", "high"),
    (f"[[{iban('GB', 'WEST12345698765432')}]] BIC", "IBAN_CODE", "high"),
    (f"[[{iban('DE', '370400440532013000')}]]", "IBAN_CODE", "high"),
    (f"[[{iban('MT', 'MALT011000012345MTLCAST001S')}]]", "IBAN_CODE", "high"),
    # payment cards
    (f"[[{CARD}]]", "CREDIT_CARD", "medium"),
    (f"[[{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:]}]]", "CREDIT_CARD", "high"),
    (f"[[{CARD[:4]}-{CARD[4:8]}-{CARD[8:12]}-{CARD[12:]}]]", "CREDIT_CARD", "high"),
    (f"kortnummer [[{CARD}]]", "CREDIT_CARD", "high"),
    (f"[[{AMEX[:4]} {AMEX[4:10]} {AMEX[10:]}]]", "CREDIT_CARD", "high"),
    (f"faktura [[{CARD}]]", "CREDIT_CARD", "low"),
    # Sweden
    (f"[[{PNR[:8]}-{PNR[8:]}]]", "SE_PERSONNUMMER", "medium"),
    (f"[[{PNR}]]", "SE_PERSONNUMMER", "medium"),
    (f"[[{PNR[2:8]}-{PNR[8:]}]]", "SE_PERSONNUMMER", "medium"),
    (f"personnummer [[{PNR[2:8]}-{PNR[8:]}]]", "SE_PERSONNUMMER", "high"),
    (f"pnr [[{PNR[2:]}]]", "SE_PERSONNUMMER", "high"),
    (f"[[{PNR[2:]}]]", "SE_PERSONNUMMER", "low"),
    (f"x [[{OLD[:6]}+{OLD[6:]}]] y", "SE_PERSONNUMMER", "medium"),
    (
        f"[[{personnummer('19701263')[:8]}-{personnummer('19701263')[8:]}]]",
        "SE_PERSONNUMMER",
        "medium",
    ),
    (f"[[{personnummer('20241123', '101')}]]", "SE_PERSONNUMMER", "low"),
    # Denmark
    ("[[310190-0000]]", "DK_CPR", "medium"),
    ("CPR-nr. [[310190-0000]]", "DK_CPR", "high"),
    ("cpr [[3101900000]]", "DK_CPR", "medium"),
    ("saksnr [[310190-0000]]", "DK_CPR", "low"),
    # Finland
    (f"[[{hetu('131052')}]]", "FI_PERSONAL_IDENTITY_CODE", "high"),
    (f"hetu [[{hetu('131052').lower()}]].", "FI_PERSONAL_IDENTITY_CODE", "high"),
    (f"[[{hetu('131003', 'A')}]],", "FI_PERSONAL_IDENTITY_CODE", "high"),
    (f"[[{hetu('131003', 'B')}]]", "FI_PERSONAL_IDENTITY_CODE", "high"),
    (f"[[{hetu('131099', '+')}]]", "FI_PERSONAL_IDENTITY_CODE", "medium"),
    (f"[[{hetu('131052', 'Y')}]]", "FI_PERSONAL_IDENTITY_CODE", "high"),
    # the immigration service
    ("DUF-nr [[201912345678]]", "NO_DUF_NUMBER", "high"),
    ("DUF: [[2019 123456 78]]", "NO_DUF_NUMBER", "high"),
    # phones
    ("tlf [[22 33 44 55]]", "PHONE_NUMBER", "high"),
    ("Ring [[400 00 000]] i dag", "PHONE_NUMBER", "high"),
    ("mobil:[[40000000]]", "PHONE_NUMBER", "high"),
    ("[[40000000]] (mobil)", "PHONE_NUMBER", "high"),
    ("Telefon [[4000 0000]]", "PHONE_NUMBER", "high"),
    ("telefon [[4740000000]]", "PHONE_NUMBER", "high"),
    ("[[47 40 00 00 00]] (mobil)", "PHONE_NUMBER", "high"),
    ("sms [[47 400 00 000]]", "PHONE_NUMBER", "high"),
    ("portering-[[4740000000]].pdf", "PHONE_NUMBER", "high"),
    ("avtale_mob_[[40000000]].pdf", "PHONE_NUMBER", "high"),
    ("megler-[[40000000]]", "PHONE_NUMBER", "medium"),
    ("[[40000000]]-flyttemelding", "PHONE_NUMBER", "medium"),
    ("avdragsordning-[[40000000]].pdf", "PHONE_NUMBER", "medium"),
    ("selger2-[[40000000]]", "PHONE_NUMBER", "medium"),
    ("port-[[40000000]]-retry", "PHONE_NUMBER", "medium"),
    ("pårørende_[[22-33-44-55]]", "PHONE_NUMBER", "medium"),
    ("Callback to [[+44 7700 900 318]]", "PHONE_NUMBER", "medium"),
    ("visning-[[90000000]]-lør", "PHONE_NUMBER", "medium"),
    ("pårørende [[47 40 00 00 00]]", "PHONE_NUMBER", "medium"),
    ("msisdn_[[47.400.00.000]]", "PHONE_NUMBER", "high"),
    ("tlf_[[400_00_000]].pdf", "PHONE_NUMBER", "high"),
    ("?contactNumber=[[40000000]]", "PHONE_NUMBER", "high"),
    ("?smsTo=[[40000000]]", "PHONE_NUMBER", "high"),
    ("?mottaker=[[40000000]]", "PHONE_NUMBER", "medium"),
    ("når han på [[40-00-00-00]]", "PHONE_NUMBER", "medium"),
    ("morfar [[400-00-000]]", "PHONE_NUMBER", "medium"),
    ("Vikar helg [[400 00 000]]", "PHONE_NUMBER", "medium"),
    ("sim-bestilling-[[90000000]].pdf", "PHONE_NUMBER", "high"),
    ("Kunde [[22 33 44 55]]", "PHONE_NUMBER", "medium"),
    ("Beløp [[40 00 00 00]]", "PHONE_NUMBER", "low"),
    ("[[40000000]]", "PHONE_NUMBER", "low"),
    ("[[400 00 000]]", "PHONE_NUMBER", "low"),
    ("[[40 00 00 00]]", "PHONE_NUMBER", "low"),
    ("[[+4740000000]]", "PHONE_NUMBER", "high"),
    ("x [[+47 400 00 000]].", "PHONE_NUMBER", "high"),
    ("[[+47 40 00 00 00]]/12", "PHONE_NUMBER", "high"),
    ("([[+47) 400 00 000]]", "PHONE_NUMBER", "high"),
    ("[[004740000000]]", "PHONE_NUMBER", "high"),
    ("[[0047 400 00 000]]", "PHONE_NUMBER", "high"),
    ("[[+46 70 123 45 67]] 12", "PHONE_NUMBER", "high"),
    ("[[+44 20 7946 0958]]", "PHONE_NUMBER", "high"),
    ("[[+1 (202) 555-0123]]", "PHONE_NUMBER", "high"),
    ("[[0046701234567]]", "PHONE_NUMBER", "low"),
    ("phone [[0046701234567]]", "PHONE_NUMBER", "high"),
    # addresses of machines
    ("[[84.208.20.110]]", "IP_ADDRESS", "high"),
    ("fra [[84.20.3.1]], i går", "IP_ADDRESS", "medium"),
    ("IP [[8.8.8.8]]", "IP_ADDRESS", "high"),
    ("[[8.8.8.8]]", "IP_ADDRESS", "low"),
    ("http://[[84.20.3.1]]:8080/a", "IP_ADDRESS", "high"),
    ("[[2001:4600:4:fff::52]]", "IP_ADDRESS", "high"),
    ("[[[2a01:799:0:0:0:0:0:1]]]", "IP_ADDRESS", "high"),
    ("a [[2a01:799::1]], b", "IP_ADDRESS", "high"),
    # number plates
    ("Salsmelding tilhengar [[JX 4821]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Grønt kort til [[BT51920]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Regress mot fører av [[DN 12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("kjennemerke [[DN.1234]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("skade 2025-118804 Kvam/[[DN 12345]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("bil [[EL 12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Kjorebok-[[BT_60931]].pdf", "NO_VEHICLE_REGISTRATION", "high"),
    ("kjoerebok_[[DN 44871]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("kjennemerke [[DN12345]].", "NO_VEHICLE_REGISTRATION", "high"),
    ("Reg.nr. [[AB 1234]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("skilt: [[ab12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("[[AB 12345]]", "NO_VEHICLE_REGISTRATION", "low"),
    ("salgsmelding-[[DN12345]].pdf", "NO_VEHICLE_REGISTRATION", "high"),
    ("[[EC 12345]], Nissan", "NO_VEHICLE_REGISTRATION", "high"),
    ("skade på varebil, [[DN 12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("[[DN 12345]]-tjenestebil.pdf", "NO_VEHICLE_REGISTRATION", "high"),
    ("Kjøreskade [[ZT 27361]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Kaskoskade [[DN12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("eier av [[KH 30116]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Totalskade [[DR73055]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("x/avtaler/[[SV66210]]-bilkontrakt", "NO_VEHICLE_REGISTRATION", "high"),
    ("Køyretøy [[AB 12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Sommerhjul, [[AB 12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("verksted_[[NF_12345]]_eu-kontroll", "NO_VEHICLE_REGISTRATION", "high"),
    ("?regnr=[[EV+12345]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("VW Golf ([[DR 12 345]])", "NO_VEHICLE_REGISTRATION", "high"),
    ("veteranbil [[S-12345]], 1953", "NO_VEHICLE_REGISTRATION", "high"),
    ("bil med polske skilt [[WGM 4K27]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("svensk regnr [[ABC 12D]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("tyske skilt: [[B-AB 1234]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Prosjekt [[EK 12345]]", "NO_VEHICLE_REGISTRATION", "low"),
    ("Vrakp. [[RJ 44816]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("personlig skilt [[FJORD1]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("[[BT63817]] bremser bak", "NO_VEHICLE_REGISTRATION", "high"),
    ("fasttelefon [[75 15 08 63]]", "PHONE_NUMBER", "high"),
    ("https://x.example/sim/[[40718826]]/ok", "PHONE_NUMBER", "high"),
    ("Avtale om salg av [[RH 48213]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("Tyveri av [[RH48213]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("Ansatt kjører [[RH 48213]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("P-kort [[RH 48213]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Kontrakt [[RH 48213]]", "NO_VEHICLE_REGISTRATION", "low"),
    ("eierskifte_[[yn29475]]_signert", "NO_VEHICLE_REGISTRATION", "medium"),
    ("https://x.example/oppringning/[[40718826]]", "PHONE_NUMBER", "high"),
    ("MNP-[[40718826]]-NTG", "PHONE_NUMBER", "high"),
    ("kolli [[EL 12345]]", "NO_VEHICLE_REGISTRATION", "low"),
    ("[[ZH 51902]] parkskade", "NO_VEHICLE_REGISTRATION", "high"),
    ("Eierskifte, [[DP 39 581]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("Eierskifte [[ES-88213]]", "NO_VEHICLE_REGISTRATION", "low"),
    ("selger/[[RJ36502]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("skade_[[KH55812]]_bilder.pdf", "NO_VEHICLE_REGISTRATION", "medium"),
    ("skade_[[KH55812]]_oppgjør.pdf", "NO_VEHICLE_REGISTRATION", "low"),
    ("Vaktliste [[EL 12345]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("Ordre [[EK 10077]]", "NO_VEHICLE_REGISTRATION", "low"),
    ("Nøkkel nr. 1 til [[EV 30211]]", "NO_VEHICLE_REGISTRATION", "medium"),
    ("Parkert på HC: [[SV66210]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("Avtale om hengerlån, [[XY 1234]]", "NO_VEHICLE_REGISTRATION", "high"),
    ("kontaktliste_[[4799112233]].pdf", "PHONE_NUMBER", "medium"),
]


@pytest.mark.parametrize(("marked", "entity", "confidence"), HITS)
def test_hits(marked: str, entity: str, confidence: str):
    if marked.startswith("[[["):
        (evidence,) = search("[2a01:799:0:0:0:0:0:1]")
        assert (evidence.start, evidence.end, evidence.entity) == (1, 21, entity)
    else:
        assert found(marked) == [(entity, confidence)]


@pytest.mark.parametrize(
    "text",
    [
        "leie:12345678:ordre",
        # check digits that fail
        dotted(ACCOUNT[:-1] + str((int(ACCOUNT[-1]) + 1) % 10)),
        IBAN[:-1] + str((int(IBAN[-1]) + 1) % 10),
        IBAN[:-1],
        IBAN + "1",
        "X" + IBAN,
        iban("XX", ACCOUNT),
        CARD[:-1] + str((int(CARD[-1]) + 1) % 10),
        hetu("131052")[:-1] + "Q",
        hetu("311152"),
        # parts of something longer
        f"a1-{ACCOUNT}-2024",
        f"{CARD}0",
        f"{hetu('131052')}X",
        f"0{hetu('131052')}",
        # the issuer's range or length
        with_luhn("101288888888188"),
        with_luhn("40128888888"),
        "0000000000000000",
        # dates that are none
        "20241323-1234",
        "320190-1234",
        "310290-1234",
        "3101900000",
        "201912345678",
        "DUF 189912345678",
        "DUF 202712345678",
        # phones
        "tlf 12345678",
        "tlf 81549300",
        "faktura 40000000-1",
        "2026-11-23T10:15:00+01:00",
        "1+2",
        "+47 12345",
        "a40000000",
        "4740000000",
        "tlf 4640000000",
        "mobil 40000000-0000-4000-8000-0123456789ab",
        "2024-40000000-1",
        "99-41-27-05",
        "sak 99-41-27-05",
        "tlf 12-10-20-24",
        "kontaktskjema-40000000",
        "avtale_90000000-megler",
        "megler 90000000-12",
        "flyttemelding-20000000",
        "skademelding-40000000",
        # machines
        "127.0.0.1",
        "10.20.30.40",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.1.1",
        "0.0.0.0",
        "224.0.0.1",
        "192.0.2.1",
        "256.1.1.1",
        "1.3.6.1.4.1.311",
        "v84.20.3.1",
        "versjon 2.10.31.4",
        "Firefox/121.0.1.2",
        "84.20.3.1b",
        "084.20.3.1",
        "::1",
        "fe80::1",
        "fd12:3456::1",
        "2001:db8::1",
        "std::vector",
        "10:15:00:20",
        "aa:bb:cc:dd:ee:ff",
        "2a:" * 19 + "2a",
        "2a01:799::1::2",
        # plates
        "GM 12345",
        "SAK 12345",
        "AB 1234",
        "AB 123456",
        "ab12345",
        "bil 12345",
        "leiebil S-12345",
        "veteranbil ordre S-12345",
        "skilt 12 stk A4",
        "skilt ISO 7010",
        "skiltplan B 200",
        "bil dr 12 345",
        "same car terms as 2023",
        "kjorebok-ZL-2025-09",
        "verksted-DN48211-faktura",
        "Skademelding SR 20418 vannlekkasje kjeller",
        "varenr 40 61 22 985",
        "Verkstedordre AB 12877",
        "Parkeringsgebyr_klage_p-nr-77120.pdf",
        "Parkeringsbot P-NR 77120",
        "taxi-løyve-TR-2043",
        "Drosjeløyve AB 12877",
        "https://bilsalg.example/error/AB-12877",
    ],
)
def test_near_misses(text: str):
    told = {"NO_FODSELSNUMMER", "NO_D_NUMBER", "NO_H_NUMBER"}
    assert [e.entity for e in search(text) if e.entity not in told] == []


@pytest.mark.parametrize(
    ("text", "label", "entity"),
    [
        ("40000000", "sms number", "PHONE_NUMBER"),
        ("EL12345", "vehicle", "NO_VEHICLE_REGISTRATION"),
        (ACCOUNT, "konto", "NO_BANK_ACCOUNT"),
        (CARD, "card-number", "CREDIT_CARD"),
        ("8.8.8.8", "remote-address", "IP_ADDRESS"),
    ],
)
def test_the_label_of_the_field_raises(text: str, label: str, entity: str):
    (evidence,) = search(text, label)
    assert (evidence.entity, evidence.confidence) == (entity, "high")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://x.example/takk?varsle=91234567", True),
        ("https://x.example/takk?til=91234567", True),
        ("https://x.example/takk/91-23-45-67", True),
        ("https://x.example/takk/47-12-34-56", True),
        ("https://x.example/takk?nr=47-47-12-34-56", True),
        ("https://x.example/takk?nr=47-22-34-56-12", False),
        ("https://x.example/takk?x=912-34-567&y=1", True),
        ("https://x.example/takk/912 34 567", True),
        ("https://x.example/kvittering/91234567", True),
        ("https://x.example/bruker/91234567", False),
        ("https://x.example/takk?sak=91234567", False),
        ("https://x.example/takk/21-23-45-67", False),
        ("https://x.example/angre/4791234567", True),
        ("https://x.example/takk?u=4791234567&x=1", True),
        ("https://x.example/takk?sak=4721234567", False),
        ("https://x.example/takk?driverPhone=91234567", True),
        ("https://x.example/takk?varsleTlf[]=91234567", True),
        ("https://x.example/takk?skipper=91234567", True),
        ("https://x.example/feil/marius.tangen/91234567", True),
        ("https://x.example/feil/skjema.retur/91234567", False),
        ("https://x.example/takk/91-23-45-67-88", False),
    ],
)
def test_a_url_tells_somebody_at_a_mobile_number(text: str, told: bool):
    numbers = [e for e in search(text, "completion-url") if e.entity == "PHONE_NUMBER"]
    assert any(e.confidence != "low" for e in numbers) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Forsikring AB 12345", True),
        ("AB 12345 solgt", True),
        ("Ordre AB 12345", False),
        ("Rapport SV 61177", False),
        ("NS 15189 akkreditering", False),
        ("Avtale BT 44012", False),
        ("Prosjekt AB-12345", False),
    ],
)
def test_nothing_else_in_a_title_is_numbered_as_a_plate_is(text: str, told: bool):
    plates = [e for e in search(text, "nonsensitive-title") if e.confidence != "low"]
    assert bool(plates) is told


def test_a_url_tells_a_phone_number_after_how_it_went():
    (evidence,) = search("https://x.example/ok/40000000", "completion-url")
    assert (evidence.entity, evidence.confidence) == ("PHONE_NUMBER", "medium")
    assert search("https://x.example/order/40000000", "completion-url") == []


@pytest.mark.parametrize("text", ["retelling 40000000", "tlf" + " " * 60 + "40000000"])
def test_other_and_distant_words_raise_nothing(text: str):
    assert [e.confidence for e in search(text)] == ["low"]


def test_two_phones_in_a_row():
    assert found("tlf. [[22 33 44 55]] / [[22 33 44 66]]") == [("PHONE_NUMBER", "high")] * 2


@settings(max_examples=100)
@given(bank_accounts(), st.text("abc æøå,()\n", max_size=20))
def test_generated_accounts_are_found_where_they_stand(account: str, before: str):
    text = f"{before} {dotted(account)}"
    (evidence,) = (e for e in search(text) if e.entity != "PERSON")  # a few letters may be a name
    assert evidence.entity == "NO_BANK_ACCOUNT"
    assert text[evidence.start : evidence.end] == dotted(account)


@settings(max_examples=100)
@given(st.integers(10**10, 10**11 - 1), st.text("abc æøå,()\n", max_size=20))
def test_generated_ibans_are_found_where_they_stand(bban: int, before: str):
    number = iban("NO", str(bban))
    text = f"{before} {number}, x"
    (evidence,) = (e for e in search(text) if e.entity != "PERSON")
    assert evidence.entity == "IBAN_CODE"
    assert text[evidence.start : evidence.end] == number


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Abdirahman, 46219980", True),
        ("Kari 91234567", True),
        ("Kari Hansen (91234567)", True),
        ("Bergen 91234567", False),
        ("Kari 22123456", False),
        ("Kari 912345678", False),
        ("Kari-91234567", False),
    ],
)
def test_a_mobile_number_right_after_a_name(text: str, told: bool):
    phones = [e for e in search(text) if e.entity == "PHONE_NUMBER" and e.confidence != "low"]
    assert bool(phones) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kontrakt-kari-hansen-91234567.pdf", True),
        ("fremleie_tran-van-hung_40771926.pdf", True),
        ("faktura-kari-hansen-40112233.pdf", False),
        ("prosjekt-berg-41234567.pdf", False),
        ("kari-hansen-91234567-2.pdf", False),
        ("kari-hansen-22123456.pdf", False),
    ],
)
def test_a_mobile_number_after_a_name_in_a_files_name(text: str, told: bool):
    evidence = search(text, "document href")
    assert any(e.entity == "PHONE_NUMBER" and e.confidence != "low" for e in evidence) is told


def test_a_claim_s_number_that_goes_on_after_a_hyphen_is_no_phone():
    assert not search("skadesaksnr 0047-97145520-1, Gjensidige")
    assert search("ring 0047-97145520")


@pytest.mark.parametrize(
    ("text", "told"), [("oppgjor.hoang.93650021", True), ("ordre.hoang.93650021", False)]
)
def test_a_mobile_number_after_a_name_in_a_queue(text: str, told: bool):
    evidence = search(text, "polling-queue")
    assert any(e.entity == "PHONE_NUMBER" and e.confidence != "low" for e in evidence) is told
