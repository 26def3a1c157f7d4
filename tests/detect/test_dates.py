import pytest

from tests.detect.marked import search, unmark

HITS = [
    "Patient D.O.B. [[1985-03-12]]",
    "https://eksempel.example.no/ok?fodselsaar=[[1985]]",
    "https://eksempel.example.no/ok?foedselsdag=[[1985-03-12]]",
    "elev [[120412]]",
    "Gutten er [[12 år]], Ali",
    "Vedkommende er [[62 år]] og ønsker AFP",
    "Medlåntaker fyller [[67 år]] i mai, Rolf Nes",
    "Kari fylte [[40 år]] i går",
    "bhgbarn-[[220322]].pdf",
    "oppsigelse_plass_Amalie_[[2021-11-02]].pdf",
    "fnr [[120385]]",
    "[[120385]]-xxxxx",
    "kunde [[120385]]*****",
    "Mindreårig [[14.03.2011]], samtykke fra verge",
    "født [[03.04.1985]]",
    "Kari Hansen [[1985-03-12]]_412345",
    "f. [[1985]]",
    "fødselsdato: [[1985-04-03]]",
    "Bursdag [[12.04.1979]], gavekort",
    "DOB [[030485]]",
    "born [[3 March 1985]]",
    "født [[tolvte mars 1985]]",
    "soknad_barn_fodt-[[tredje-mai-2021]].pdf",
    "[[04.08.1956]]-livpolise-thorbjørnsen",
    "fødd [[3. mars 1985]]",
    "Kari Hansen [[12.05.1985]]",
    "Kari Hansen ([[1985]])",
    "Kari Hansen, [[42 år]]",
    "Kari Hansen, [[42 år gammel]]",
    "[[alder: 42]]",
    "pensjon, [[67 år gammel]]",
    "elev [[04.11.2012]]",
    "Føds.dato [[03.04.1985]]",
    "Liam ([[04.02.2017]]) og Selma ([[30.11.2019]])",
    "vurdering_Zofia_Nowak_[[2013-05-30]].pdf",
    "Sæther fylte 90 den [[02.02.1935]]",
    "Avtale om fosterhjem, Yonas [[12.06.2016]]",
    "selger1-[[12.07.1958]]",
    "bhg-opptak-[[20220409]]-lund-iben",
    "Kontoavtale mindreårig ([[06.06.2016]]), begge foreldre signerer",
    "tenant, born [[3rd of May 1985]]",
    "tenant, born [[May 3rd, 1985]]",
    "Kari Hansen f.[[1985]]",
    "https://x.example/ok?dateOfBirth=[[1978-04-03]]",
    "https://bank.example/feil?b=[[1971-03-08]]&fn=kari",
    "kontrakt_nyttbarn_[[140622]]_ylva.pdf",
    "kontrakt_[[030478]]_olsen.pdf",
    "Foreldreansvar, barn Mikołaj ([[02/2016]])",
    "Foreldreansvar, barn f. [[02/2016]]",
    "henteliste_ludvik_[[040721]].docx",
    "Vergefullmakt for kvinne på [[84 år]]",
    "gutt født [[mars 2015]], logoped",
    "jente f. [[august 2021]]",
    "DOB [[Aug 1990]]",
    "fodselsattest_Elias_[[2019-02-27]].pdf",
    "Contrat, née le [[12/04/1991]]",
    "contrato, nacida el [[12-04-1991]]",
    "Umowa, urodzona [[12.04.1991]]",
    "Mietvertrag, geboren am [[12.04.1991]]",
    "Umowa – Grzegorz Wiśniewski, ur. [[17.06.1988]]",
    "Kretsovergang jente [[2012-06-18]]",
    "Lisens gutt [[14.05.2013]]",
    "barneforsikring-[[2017-06-14]]",
    "Vedtak om spesialundervisning, [[04.09.2012]]",
    "Tillatelse til bading, Noah T. [[02.11.2018]]",
    "plass-[[17.05.22]]-Hansen",
    "bhg-plass/[[2021-06-30]]/tilbud",
    "sfo/[[2016-11-02]]",
    "foreldresamtykke-[[11.12.2015]].pdf",
    "HENV_BUP_[[27.09.2013]]",
    "elevmappe_[[140911]]",
    "[[140911]]_elevmappe",
    "elevbevis [[2009-06-21]].pdf",
    "ungdomskort_[[30.01.2009]].pdf",
    "plasstilbud_leah.m.otterlei_[[2021-06-30]].pdf",
    # a child's, in more ways of writing
    "klassebytte#abdirahman#[[290810]]",
    "fritidskort.[[230611]].lukas-wrona",
    "håndballskole/Selma V. Holmen/[[240714]]",
    "nyfødt [[210225]] barnepolise",
    "søskenmoderasjon født [[300520]] og [[081122]]",
    "Medforsikra fødde [[1947]] og [[1953]]",
    "nøtteallergi-jente-[[4 år]]-skjema2",
    "bekymringssamtale/Mathias-[[15aar]].pdf",
    "Tilvenning Iben ([[14 mnd]])",
    "Helsekontroll spedbarn [[6 uker]]",
    "tilbud kvinne [[47 år]]",
    "Mobilbank for son på [[16 år]]",
    "gjeldsforsikring-låntaker1-[[040587]]",
    "membership Daniel O'Connor, b. [[1976]]",
    "klassetur samtykke Iben Lauritzen [[16 yrs]]",
    "enrolment/Okafor,Chidera/DOB/[[2013-07-11]]",
    "riktig fødselsdato er [[19.11.2009]]",
    "https://x.example/takk?barnFdato=[[04.12.2017]]",
    "Søskenmoderasjon: [[14.01.2020]] og [[30.07.2022]]",
    "[[alder hentet fra FREG: 8]] år",
]

SILENT = [
    "signatur utelates når alder under 15",
    "fastpris3aar_kari.hansen.pdf",
    "kunde#100482",
    "spillerkontrakt Kasper Høgli 01.01.2025-31.12.2026",
    "2025-09-30_Jonas Vik_elevkontrakt.pdf",
    "Garanti Iben 14 mnd",
    "permisjon sykt barn 2 uker",
    "elever født 2013 og 2014",
    "ansatt_100234",
    "KrF-medlem 100482 adresseendring",
    "spiller over 15 år, foresatt trenger ikke signere",
    "medlem under 18 år",
    "Firmaet fyller 10 år, Kari Moen holder tale",
    "Bedriften fyller 50 år",
    "Avtalen er 10 år",
    "standplass_Amalie_2021-11-02.pdf",
    "elevbevis 2024-06-21.pdf",
    "håndverkerfaktura F-2024-067512",
    "Årgang 2013 jenter, cup Hamar",
    "Forpaktning Tjøstolv 5 år fra 14. april",
    "kunde#100482",
    "fnr 991231",
    "ordre 123456*****",
    "https://x.example/takk?nr=100482&type=familie",
    "Jordleieavtale 10 år, Asbjørn Kvåle",
    "Møte tredje mai 2021",
    "04.08.2024-livpolise-thorbjørnsen",
    "04.08.1956-skjøte-thorbjørnsen",
    "Kari Hansen 1985-03-12_235959",
    "Avtale datert 01.02.2024",
    "Avtale 01.02.2024 Kari Hansen",
    "Kari Hansen 01.02.2024",
    "Frist 31.12.2025",
    "Vedtekter av 12.05.1999",
    "Lønn f. mars 2025",
    "Regnskap f. 2023",
    "Timeplan for august 2006",
    "Bestilling av fødselsattest 12.03.2025",
    "5 års garanti",
    "aldersgrense 18 år",
    "født 31.02.1985",
    "født 03.04.2085",
    "KH 1985",
    "Kunde 22 10 44 90",
    "Foreldremøte (15.08.2024)",
    "Liam (04.02.2025",
    "kausjon_r.oftedal_240115",
    "Hansen/24-041177FØR/prosesskriv2.pdf",
    "Hansen 2023/010190",
    "Støtte for 3-åring",
    "Rapport Kari Hansen (02/2020)",
    "Barnehageavtale (08/2024)",
    "mann på 3 år kontrakt",
    "Program 05/2016",
    "hund født 12.03.2022",
    "katt_fodt_2022-04-03",
    "Trening jenter 2026-06-18",
    "Utlån drakt jente 14.08.2024",
    "Elever født i 2012 – informasjon",
    "faktura-Bakken-120388.pdf",
    "Barneforsikring, vilkår 01.01.2019",
    "Valpekontrakt Bamse, født 12.03.2025",
    "Forskrift om spesialundervisning, 12.06.1998",
    "Oppsigelse, Noah T. 02.11.2018",
    "sfo/2024-08-18",
    "bhg-plass/2021-08-15/oppstart",
    "bhg-tilsyn/2020-02-03",
    "skoleskyss-anbud-2018-03-01",
    "elevråd/2020-10-05",
    "2014-09-11_elevmappe",
    "250909_elevmappe",
    "140911_elevråd",
]


def dates_in(text: str, label: str) -> list[str]:
    found = search(text, label)
    return [text[e.start : e.end] for e in found if e.entity == "DATE_OF_BIRTH"]


def dates(text: str) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in search(text) if e.entity == "DATE_OF_BIRTH"]


@pytest.mark.parametrize("marked", HITS)
def test_birth_dates_are_found_by_a_sign_or_beside_a_name(marked: str):
    text, spans = unmark(marked)
    assert dates(text) == spans


@pytest.mark.parametrize("text", SILENT)
def test_a_date_without_a_sign_is_not_personal(text: str):
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://x.example/feil?kunde=hawa.ismail&d=19900122", ["19900122"]),
        ("https://x.example/feil?dag=1985-03-04&navn=Kari+Hansen", ["1985-03-04"]),
        ("https://x.example/feil?kunde=hawa.ismail&d=20250122", []),
        ("https://x.example/feil?d=19900122", []),
        ("https://x.example/ok?spiller=Ivan&f=2008-02-29", ["2008-02-29"]),
        ("https://x.example/feil?kunde=hawa.ismail&d=19900122881", []),
    ],
)
def test_an_old_date_that_is_a_urls_value_is_that_of_who_is_named(text: str, told: list[str]):
    assert dates_in(text, "error-url") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("boliglån-1985-03-12", ["1985-03-12"]),
        ("boliglån-2015-03-12", []),
        ("boliglån-120385", []),
        ("avtale-1999-01-01-v2", []),
        ("import-1970-01-01", []),
        ("festekontrakt-1972-05-01", []),
        ("TT-kort 03.11.1941", ["03.11.1941"]),
        ("1990.01.01", ["1990.01.01"]),
        ("kunde 14.02.1963 pensjon", ["14.02.1963"]),
        ("tacho nedl. 12-09-1984 ny fører", ["12-09-1984"]),
        ("våpensøkn. Bjørgum 14/05/66 (jakt)", ["14/05/66"]),
        ("Elev 9B 2011-02-27 permisjon", ["2011-02-27"]),
        ("elev 120614 fravær", ["120614"]),
        ("bup 300612 oppf", ["300612"]),
        ("leiekontrakt 01.05.1998 tillegg 3", []),
        ("tillegg til avtale av 12.03.1999", []),
        ("testament datert 04.05.1995", []),
        ("skade 01.02.2003 yrkesskade", []),
        ("tiltrådt 02.04.1979 stillingsendring", []),
        ("polise 12.08.45", []),
    ],
)
def test_an_old_date_in_a_reference_is_that_of_whose_matter_it_is(text: str, told: list[str]):
    assert dates_in(text, "reference") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kari Nes Moe 2013-11-02: la inn ny mal, samvær", []),
        ("[Kari Hansen 02.11.2013] endret tittel", []),
        ("Kari Hansen 02.11.2013: permisjon", ["02.11.2013"]),
    ],
)
def test_the_day_on_which_something_was_done_is_nobodys(text: str, told: list[str]):
    assert dates_in(text, "comment") == told
