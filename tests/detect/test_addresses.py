import pytest

from tests.detect.marked import search, unmark

HITS = [
    ("Leie [[Haakon VIIs gate 2]]", "medium"),
    ("Leie [[17. mai gate 4]]", "medium"),
    ("https://eksempel.example.no/ok?address=[[Storgata+12,0155+Oslo]]", "high"),
    ("hjemmel [[4601-163/892/0/12]]", "medium"),
    ("flytter ut [[hallagerbakken 64b]], nøkler", "medium"),
    ("Oppsigelse av leieforhold, [[Brinken 14 B]]", "medium"),
    ("Jordleieavtale [[Haugland nedre, 4160 Finnøy]]", "medium"),
    ("[[Trondheimsv. 5]].pdf", "medium"),
    ("[[Sandakerveien 114B]]-kontrakter", "medium"),
    ("https://x.example/avtale/[[g-nr.-14_b-nr.-3]]/kjopt", "high"),
    ("GID [[1804-138/2410/0/3]] sml.", "medium"),
    ("heimelshavar [[54/12]]", "medium"),
    ("N-fakturaavtale-[[Haugtunet12]].pdf", "medium"),
    ("https://x.example/[[ostre-aker-vei-33b]]/overtakelse/ok", "medium"),
    ("https://x.example/[[sondre-skogvei-8]]/ok", "medium"),
    ("[[Fjordvn9]]_tegning.pdf", "medium"),
    ("leie_[[kongensgt5]].pdf", "medium"),
    ("nabovarsel_[[Solbakken_terrasse_5]].pdf", "medium"),
    ("matrikkel-[[4204-150-1722-0-12]]", "medium"),
    ("[[Ávjovárgeaidnu 50]] kjøpetilbud", "medium"),
    ("Overtakelse_[[vigs_gt_25A]].pdf", "medium"),
    ("[[5001/211/48/0/12]] - heftelser - Fossum", "medium"),
    ("skjøte_[[45_112]].pdf", "medium"),
    ("leie_[[ullernchausseen_45]].pdf", "medium"),
    ("[[48/211/0/12]] kabelskap", "medium"),
    ("Skøyte [[0301-207/94/0/12]] m/ bod", "medium"),
    ("hjemmel [[42/17/0/3]]", "medium"),
    ("kjopekontrakt_[[Kleivbrotet_14B]].pdf", "medium"),
    ("https://eiendom.example/kvittering/[[furubakken-17]]", "medium"),
    ("Leie [[Storgata 12 B]]", "medium"),
    ("[[Elvegata 7B, 0170 Oslo]]", "high"),
    ("[[Karl Johans gate 12]]", "medium"),
    ("[[Nils Arne Eggens vei 3]]", "medium"),
    ("nøkkel_[[parkveien_12_h0503]].pdf", "high"),
    ("leiekontrakt-[[storgata-12b]].pdf", "medium"),
    ("[[Solhaugen 5]]", "medium"),
    ("[[Kirkegt. 4]]", "medium"),
    ("[[gnr. 12 bnr. 34]]", "high"),
    ("[[gbnr 44/201]]", "high"),
    ("[[Øvre Bakklandet 9]]", "medium"),
    ("Hytte, [[Nordseterveien 1412]]", "medium"),
    ("[[Torget 2]], 2. etg.", "medium"),
    ("Tenancy [[14 Elm Grove]], London", "medium"),
    ("[[Gnr 12/34]]", "high"),
    ("[[Postboks 12 Sentrum]]", "medium"),
    ("flat at [[221B Baker Street]]", "medium"),
    ("Bofellesskap, [[Tverråa 17 H0203]]", "medium"),
    ("Kjøpekontrakt [[Utsikten 4]]", "medium"),
    ("kontrakter/[[lyngbakken-31a]]/avtale.pdf", "medium"),
    ("[[Nøstet 18, 5411 Stord]]", "medium"),
    ("Kabelrett over [[Åsen Søndre 7]]", "medium"),
    ("Bud på [[114 Gamle Ringeriksvei, 1356 Bekkestua]]", "medium"),
    ("adr=[[Skogliveien%2022]]", "medium"),
    ("fiber-[[Lyngveien-18]]", "medium"),
    ("Fiber, [[Gamle Riksvei 88 A]]", "medium"),
    ("[[Gårds- og bruksnr. 12/45]]", "high"),
    ("Leie [[Torvmyrane 14]]", "medium"),
    ("[[kongens-gate-12]]", "medium"),
    ("nils-[[hansens-vei-12]]", "medium"),
    # cadastral units, as registers, paths and forms write them
    ("Byggesak [[4601-151/893]]", "medium"),
    ("eiendom.[[5001-413-206]].tilsyn", "medium"),
    ("sak/[[1576-12-88-0-4]]/situasjonskart.pdf", "medium"),
    ("matrikkelbrev_[[4204_12_88]].pdf", "medium"),
    ("Skjøte [[0301-207/45/0/12]]", "medium"),
    ("Deling av [[gård 9, bruk 41]]", "high"),
    ("?[[gnr=12&bnr=34]]", "high"),
    ("Feste, [[g.nr. 5 b.nr. 66]]", "high"),
    ("Nabovarsel for [[3024-27/415]]", "medium"),
    ("jordleie-[[1119-104-6]]", "medium"),
    ("Skjøte [[12/34]] Stjørdal", "medium"),
    ("Grunneieravtale [[46/2,7]] Vinje", "medium"),
    # streets in short and in small letters
    ("Leie [[Schweigaards g. 12]]", "medium"),
    ("Leie [[Olaf Ryes g. 3 A]]", "medium"),
    ("leie_[[kongens gate 12]]_okt", "medium"),
    ("skade_[[nordre gate 12]]", "medium"),
    # dwellings
    ("Gebyr, [[Utsikta 23, bustad U0102]]", "high"),
    ("[[Bjørkelia bo 12, H0101]]", "medium"),
    ("[[toemmerkrana-5-h0201]]/samtykke", "medium"),
    # farms
    ("Odel til [[Nigard Kvåle, 6854 Kaupanger]]", "medium"),
    ("[[Soerigard-Moe-2960-Roen]]", "medium"),
    ("Skjøte [[Nordre Moe, 2960 Røn]]", "medium"),
    # abroad
    ("Kjøp av [[Calle Los Almendros 18, 2º B, 03181 Torrevieja]]", "medium"),
    ("leie i [[Via Roma 12, 00184 Roma]]", "medium"),
    ("Umowa, [[ul. Długa 12/3, 80-831 Gdańsk]]", "medium"),
    ("Bail, [[12 rue de la Paix]], Paris", "medium"),
    # values
    ("?adresse=[[Fjellsiden+7A]]&x=1", "medium"),
    ("Leie [[Moholt Allmenning 211-04]]", "medium"),
    ("Leie [[Sogn studentby 12-304]]", "medium"),
    ("[[P.b. 440 Sentrum, 0103 Oslo]]", "medium"),
    # streets in slugs on homes, whose endings farms have too
    ("[[solsvingen5]]-depositum", "medium"),
    ("husleie-[[kirkebakken-9]]", "medium"),
    ("innflytting/[[toyenbekken%2014]]/protokoll.pdf", "medium"),
    ("Heis, [[Kirkeg. 12]]", "medium"),
    ("flytting-[[bjoerkelunden7]]", "medium"),
    ("husleie_[[fagerlia22]].pdf", "medium"),
    ("Arealoverføring fra [[gnr. 33/12 til 33/48]]", "high"),
    ("oppmaaling_[[Nordaasen_4B]].pdf", "medium"),
    # more than one unit
    ("Sammenføyning [[gbnr 101/4, 101/7 og 101/12]]", "high"),
    ("https://x.example/skjote/[[gnr48-bnr612-snr7]]", "high"),
    ("beite/[[gbnr_154_21]].pdf", "high"),
    ("Sikringsobligasjon [[3105-77/256]].pdf", "medium"),
    ("oppdragsavtale [[Tromøyv. 83]].docx", "medium"),
    ("Oppsigelse [[Bygdøy allé 104]]-Hansen.pdf", "medium"),
    ("innbrudd_bod_[[Hegermanns gate 15]].pdf", "medium"),
    ("https://x.example/ok?[[gnrbnr=29/63]]", "high"),
    ("Visning [[Strandpromenaden 11]]", "medium"),
]

SILENT = [
    "Drift krematorium Østre Aker 3. kvartal",
    "TRACE gate=3",
    "Innflytting Nymoen 1. mars",
    "Leie Solbakken 1. desember",
    "Storgata 12,5 m",
    "Gravplass 12B, Ungdomskoret",
    "stiftelsesdokument_Kirkegata_9_Eiendom_AS.pdf",
    "Leieavtale møterom, Torggata 15 Bibliotek",
    "Møte Haugland nedre, 4160 Finnøy",
    "4601-163/892 ref",
    "Arkiv. 3",
    "24/03317-4 Snorres vei VA-anlegg",
    "OPPDR 1-25-0409 Kirkegaten kvartal",
    "fingeravtrykk Sandvika 1030.pdf",
    "visning Prestegårdsjordet 26/5 kl. 17",
    "visning Solbakken 12/6",
    "https://x.example/ostre-aker-vei/trinn-2",
    "bil_solgt5.pdf",
    "navn12_liste.pdf",
    "butikktyveri, utestengt 12 mnd",
    "skjøte_12_11.pdf",
    "nabovarsel-12-2024.pdf",
    "serviceavgift NHO Byggenæringen 2. termin",
    "versjon 4/2/0/1",
    "Fravær, Ploy Srisuk-Bakken 7a",
    "Varemesse på Hamar, standplass 14",
    "brl 2207 andel 31 Vibes gate",
    "Rom 204 Parkveien legesenter",
    "https://eiendom.example/prosjekt/furubakken-17",
    "https://kurs.example/kvittering/furubakken-17",
    "0170 Oslo",
    "Storgata",
    "parkeringsplass 12",
    "Fylkesvei 120",
    "SFO-plass 80 %",
    "vedlegg 3",
    "navigate 3",
    "gate 12",
    "på vei 3",
    "Kirkeveien 2024",
    "Hovedtillitsvalgt 40",
    "Utsolgt 3",
    "3 times a way",
    "solhaugen 5",
    "solhaugen-5",
    "Løkka 3",
    "leiekontrakt_sokkelleilighet_u0101.pdf",
    "Sameiet Kirkeveien 12",
    "Borettslaget Storgata 12",
    "Storgata 14 AS",
    "Dronningens gate 15 Eiendom AS",
    "terminal-gate-4",
    "Hall 4, 7010 Trondheim",
    "Faktura 3624 0728",
    "CV_uten_navn_7.docx",
    "VEG-24-3307",
    "DB-ENGELSVIKEN-02",
    "BYGG-NORDÅSEN-05",
    "SOLLIA-1.dwg",
    # numbers that are no unit
    "1101-12-3",
    "ordre 4601-151-893",
    "Byggesak 3301-24-118",
    "Byggesak 2024-151/893",
    "gård 12",
    "Anbud 4601-22/45",
    "Skjøte dokumentnr 1812-33-1",
    "eiendom-1101-2024-12",
    "faktura 4645-33-12",
    "Skjøte 12/11",
    "Skjøte 1/40 andel",
    "Sameieavtale, eiendom 60/40",
    "Jordskifte 44/24",
    "Nabovarsel sak 44/201",
    "Bestilling 500 g. 12 stk",
    # a body's and a project's street
    "Sameiet Olaf Ryes plass 4",
    "Borettslaget Karl Johans gate 12",
    "sameiet_storgata_12_vedtekter.pdf",
    "sameiet-nedre-kirkevei-17-ordensregler.pdf",
    "Sameiet Øvre Kirkevei 5",
    "Prosjekt 10488 Nygårdsgaten 112",
    "Byggeprosjekt Storgata 12",
    # dwellings in a house that nobody tells
    "Fremleie av leilighet H0504",
    "Leie bolignr. U0101",
    "husleiekontrakt-H0302.pdf",
    "leiekontrakt_kari_hansen_H0302.pdf",
    # a register and a number in it
    "Matrikkel 4204-12/331",
    # codes that are no dwelling
    "Leiekontrakt kontor K0102",
    "Rapport H0101",
    "Leieavtale lift H0205",
    "modul-5-h0201",
    # no farms
    "Kari Nordgård, 2960 Røn",
    "Nordre Follo, 1400 Ski",
    "Kirkegården, 7010 Trondheim",
    "Solgården Barnehage, 1400 Ski",
    # nothing abroad
    "Møte via Teams 4",
    "Plaza 12",
    "ul. avtale 12",
    "Referanse 12, 12345 Kunde",
    # values
    "?adr=blokk+4",
    "?address=node_12",
    "Siden 2019",
    "På siden 4",
    "Forsiden 3",
    # slugs on what is no home, classes, measures, roads
    "etappe-granlia-7",
    "leie-hall-sjøsiden-2",
    "takst-hyttefelt-fjellheia-14",
    "Skolebakken 3. trinn foreldremøte",
    "Asfaltering Ringveien 2 km",
    "Fv. 42 Hovedgata, asfaltering",
    "Byggestrøm til Storgata 5-gruppen AS",
    "Montasje av belegg. 12 stk",
    "haugen2-leie.pdf",
    "bolig-studentby4.pdf",
    "leie-fotballbane2.pdf",
    "rapport-Granåsen2",
    "flytting-åsen3",
]


@pytest.mark.parametrize(("marked", "confidence"), HITS)
def test_addresses_are_found_where_they_stand(marked: str, confidence: str):
    text, spans = unmark(marked)
    told = [e for e in search(text) if e.entity == "STREET_ADDRESS"]
    assert [(e.start, e.end) for e in told] == spans
    assert [e.confidence for e in told] == [confidence]


@pytest.mark.parametrize("text", SILENT)
def test_a_place_alone_is_no_address(text: str):
    assert [e.entity for e in search(text) if e.entity == "STREET_ADDRESS"] == []


@pytest.mark.parametrize(
    "marked",
    [
        "Overtakelse av leilighet [[H0401]], Ola Nordmann",
        "Fremleie, leil. [[U0101]] (Nguyen Van Long)",
    ],
)
def test_a_dwelling_without_a_house_is_somebodys_home_beside_a_name(marked: str):
    text, spans = unmark(marked)
    told = [(e.start, e.end) for e in search(text) if e.entity == "STREET_ADDRESS"]
    assert told == spans


def test_whose_address_it_is_is_no_part_of_it():
    found = search("Kari Hansen Storgata 5, 0155 Oslo")
    assert [(e.entity, e.start) for e in found] == [("PERSON", 0), ("STREET_ADDRESS", 12)]


def test_where_somebody_moves_from_and_to_are_both_homes():
    text, spans = unmark("Bytte av bolig frå [[Skulevegen 6 B]] til [[Tunet 11]]")
    assert [(e.start, e.end) for e in search(text)] == spans
