import pytest

from tests.detect.marked import found, search

HITS = [
    ("https://x.example/barnehage/[[nora]]/ok", "medium"),
    ("tilbud-[[SiriMarie]]K-v25", "high"),
    ("landbruk-[[Kvitehaug, Gro]]-beite", "medium"),
    ("[[Bakketveit, Siv]]", "medium"),
    ("https://x.example/ok?bruker=[[r_lund]]", "medium"),
    ("https://x.example/ok?tenant=[[kari.hansen]]", "high"),
    ("Avlshund, eier [[Kari Nordmann]]", "high"),
    ("Avtale [[Karlsson]] på kontoret", "medium"),
    ("soknad-barnehage-[[astrid-marie]].pdf", "high"),
    ("Leieavtale [[Marit Kraft]]", "high"),
    ("Kurs for [[Julia]], programmering", "medium"),
    ("karakter_[[Leon]]_7B", "medium"),
    ("fravaer_[[Liv]]_2B.pdf", "medium"),
    ("opplæringslogg_kasse_[[Duc]]_uke3.pdf", "medium"),
    ("søknad-fam.[[stokke]]-H25.pdf", "medium"),
    ("[[bjerknes]]/leil.12/innfl.1aug", "medium"),
    ("leil12-[[bjerknes]]-nøkkel.pdf", "medium"),
    ("arb.avtale_[[solberg]].pdf", "medium"),
    ("gjeldsbrev-[[lie]]-2025.pdf", "medium"),
    ("testament_[[sunniva]]_bru.pdf", "medium"),
    ("oppsigelse-[[siv]].pdf", "medium"),
    ("fullmakt_[[tor]].pdf", "medium"),
    ("Sendt i dag. Mvh [[Lunde]]", "medium"),
    ("Ferdig. /[[Siv]]", "medium"),
    ("medlem-4412-[[brekke]]", "medium"),
    ("pasient_991_[[hauge]]", "medium"),
    ("mekling-[[holen]]", "medium"),
    ("truckbevis-[[hauge]].pdf", "medium"),
    ("attest_[[Moen]].pdf", "medium"),
    ("skilsmisse-[[solheim]]", "medium"),
    ("fullmakt-[[nordli]]", "medium"),
    ("oppsigelse_[[Rustad]].pdf", "medium"),
    ("Utleggsrefusjon [[Næss]]", "medium"),
    ("https://x.example/ok?etternavn=[[strand]]", "medium"),
    ("https://x.example/ok?klient=[[Skarphedinsson]]", "medium"),
    ("jaktavtale_[[Klungtveit]]_signert.pdf", "medium"),
    ("Årsregnskap 2023 – [[Tveiten]] ENK", "medium"),
    ("regnskap-[[tveiten]]-enk.pdf", "medium"),
    ("hytte-[[lindqvist]]-fest", "medium"),
    ("vikar-kontrakt-[[torkjel_vik]].pdf", "high"),
    ("sluttavtale_[[m.rønningsbakk]]_v4.docx", "medium"),
    ("kausjon_[[TNilsskog]]", "medium"),
    ("lån-[[ASolheimsvik]]", "medium"),
    ("Ektepakt mellom [[Bakken]], 1968, og Lie AS", "medium"),
    ("Arv etter [[Lund]]", "medium"),
    ("TODO: [[Siri]] tester dette", "medium"),
    ("avtale-[[annekristin]].pdf", "medium"),
    ("kort [[larsivarbrekke]]", "medium"),
    ("elev-[[phamthuyduong]]-plan", "high"),
    ("adgang [[wangxiaoli]] uke 3", "medium"),
    ("bestilling-[[le-thi-anh]].pdf", "medium"),
    ("timeliste [[siv tone bakke]].xlsx", "medium"),
    ("samvær-[[solbakken]]-3", "medium"),
    ("Dødsbo [[Moss]]", "medium"),
    ("Hei [[Even]], her er avtalen", "medium"),
    ("https://idrett.example/ok?spiller=[[hansen]]&nr=7", "medium"),
    ("timeliste_[[karl_johan_nordvoll]].pdf", "high"),
    ("adv. [[Tveterås]] ønsker kopi på e-post", "medium"),
    ("Rettsforlik [[Myklebust]] mot Fosen Entreprenør AS", "medium"),
    ("Nøkler til [[Helga]]", "medium"),
    ("leieavtale-[[helga-nordmann]].pdf", "high"),
    ("Vegvedlikehald, [[Vegar]]", "medium"),
    ("Leieavtale [[Kari Nordmann]]", "high"),
    ("leiekontrakt_[[ola_nordmann]].pdf", "high"),
    ("/jobs/[[kari-hansen]]/done", "high"),
    ("[[OlaNordmann]]Kontrakt.pdf", "high"),
    ("kontrakt-[[olanordmann]].pdf", "high"),
    ("lanekontrakt_[[bjoern_aage_soerensen]].pdf", "high"),
    ("[[Hansen, Kari]]", "high"),
    ("[[HANSEN KARI ANNE]]", "high"),
    ("[[K. Hansen]]", "high"),
    ("[[O.N. Hansen]]", "high"),
    ("[[K. Berg]]", "medium"),
    ("fru [[Berg]]", "medium"),
    ("leietaker [[Berg]]", "medium"),
    ("Fullmakt v/ [[Tormod Åsgard]]", "medium"),
    ("Oppsigelse fra [[Inger-Lise Brå]]", "medium"),
    ("[[Liv Hansen]]", "high"),
    ("[[Dag Moen]]", "medium"),
    ("[[Kari Hansen]] ENK", "high"),
    ("[[Ánde Somby]]", "high"),
    ("Avtale [[Thi Hong Nguyen]]", "high"),
    ("Samtykke, [[Emine Yıldız]]", "high"),
    ("for [[Muhammad Iqbal Chaudhry]]", "high"),
    ("Leiekontrakt_[[Svendsen]]_2024.pdf", "medium"),
    ("Tilbud til [[Ingrid M]].", "medium"),
    ("[[Karis]] kontrakt", "medium"),
    ("Vedtak til [[Even]]", "medium"),
    ("Møte med [[Trond]]", "medium"),
    ("Test [[Testesen]] 1234", "medium"),
    # written together, with initials before or after, in other spellings of ø and å
    ("[[karihansen]]-kontrakt", "high"),
    ("k[[hansen]]-kontrakt", "medium"),
    ("lås-[[bakke.e]]-montert", "medium"),
    ("[[bjornaas-odd]].pdf", "high"),
    ("[[Kari A. Hansen]]", "high"),
    ("plan for [[Theodor V]].", "medium"),
    ("gavebrev_farfar_[[helga]].pdf", "medium"),
    # parties of a case
    ("sak [[Thommessen]] mot [[Lund]]", "medium"),
    ("Depositum [[Berg]]/[[Aasen]]", "medium"),
    ("Nedbetaling, sak 88142 / [[Brekkhus]]", "medium"),
    # beside another person, after the kind of a personal document, before ENK
    ("Timeliste [[Dariusz]] og [[Bolkus]]", "medium"),
    ("Arbeidsavtale [[Xhelal Krumaj]]", "medium"),
    ("Ordre [[Mona Risdal]] Foto ENK", "high"),
    # an unknown word of the document before a whole name
    ("Lisens [[Emmanuel Boateng]]", "high"),
    # foreign surnames by their endings, in small letters too
    ("avtale-[[ihor-bezruchenko]].pdf", "high"),
    ("lønn-[[petruszewska]].pdf", "medium"),
    # a word of more meanings that is a name: by what they do, beside another, after a post
    ("[[Roger]] flyttes torsdag", "medium"),
    ("tvillingane [[Brage]] og [[Ylva]]", "medium"),
    ("Plusskundeavtale for [[Tran]] – signatur", "medium"),
    ("kunde-318-[[Hegge]]-mva", "medium"),
    # unknown words after a person's post, with letters of other languages, as the whole signer
    ("Oppseiing, gaffeltruckførar [[Kvibrix]]", "medium"),
    ("Permisjon verge [[Birxuta Zieladiņa]]", "medium"),
    ("Advokat, notat til [[K. Bøxthun]] om bonus", "medium"),
    # letters as of a special word keep no name asleep
    ("[[Kjersti]]", "medium"),
    ("[[Alex]] slutter", "medium"),
    # people beside a firm, in English, before a trade
    ("Avtale mellom [[Silje Kleiven]] og Alfa Invest AS", "high"),
    ("Please add [[Kari Nordmann]] as guarantor", "high"),
    ("kontrakt-[[joanna-krawczyk]]-renhold.pdf", "high"),
    # a surname and a given name as one word, initials as one word with the surname
    ("kontrakt-[[hansenkristoffer]]-v2", "high"),
    ("adgang-r[[venkataraman]]", "medium"),
    ("kort-pt[[krogstad]]", "medium"),
    # the keys and values of a query, school classes, ranks, the Arabic article
    ("https://kurs.example/ok?elev=[[tesfalem]]&kurs=B1", "medium"),
    ("[[Leon]] 4A, permisjon", "medium"),
    ("Flytting av plass, [[Vårin]] 2. trinn", "medium"),
    ("Løytnant [[Bryxhild]] holder tale", "medium"),
    ("Tildeling til familien Al-[[Khatib]]", "medium"),
    # a department, two parties in a slug
    ("[[Siv]] i lønn må signere", "medium"),
    # rare and foreign names that nothing asks for
    ("Oppsigelse [[Wojciechowski]]", "medium"),
    ("medlem-[[tsegay]]-2025", "medium"),
    ("Testament [[Oddlaug Kvilhaug]]", "high"),
    # a surname alone that ends a field after a case's number, though a farm may be called so
    ("sak 44 / [[Ljosdal]]", "medium"),
    ("klage 12/[[Brekke]]", "medium"),
    ("P360-2023/04471-[[Tveitane]]", "medium"),
    ("2022/981 [[Aasen]]", "medium"),
    ("24/00731-2 [[Ødegård]]", "medium"),
    ("23/1190 [[Myhre]]", "medium"),
    ("AVT-2025-0044-[[Fossum]]", "medium"),
    # two surnames that are words too, by what their bearers do
    ("[[Moen]] og [[Brekke]] flytter inn i mars", "medium"),
    ("[[Berg]] og [[Lund]] signerer i morgen", "medium"),
    ("[[Hagen]] og [[Moen]] har lest utkastet", "medium"),
    # a given name that is a word too, with an unknown one, as the party of a paper
    ("Lease – [[Mark Aldersyde]]", "medium"),
    ("Employment agreement: [[Hope Mbekwane]]", "medium"),
    ("[[Faith Oyelumade]] – internship", "medium"),
    ("Crew contract [[Jomar Dela Peña]] AB seaman", "high"),
    # a surname that farms have too, beside a matter or a word that only persons have
    ("Lønnsendring [[Haugen]] fra 1. juni", "medium"),
    ("Advarsel til [[Bakken]]", "medium"),
    ("utleie_[[NORDGAARD]]_h0203", "medium"),
    ("queue_[[Torgersen]]_arv", "medium"),
    ("skilsmisse_[[moen_holm]]", "medium"),
    ("kausjonist-[[lunde]]-1", "medium"),
    ("Lån til [[Haugens]] sønn", "medium"),
    ("tlf m/ [[Bakken]]", "medium"),
    ("Krav fra fru [[Strand]]", "medium"),
    # several of a family
    ("Testament – ekteparet [[Furubråtlia]]", "medium"),
    ("Samboerne [[Strand]], felles kjøp", "medium"),
    # before a word of birth, as the value of a key, after Ms
    ("https://bad.example/feil?fnavn=[[Trym]]&steg=2", "medium"),
    ("Letter for Ms. [[Liezl Villanueva]]", "high"),
    # initials before a word that no list has
    ("Avtale om forkjøp – [[H. Sørlied]]", "medium"),
    ("[[T. Sivakumaran]] fratreden", "medium"),
    ("Reference for [[O'Malley]]", "medium"),
    ("Utlegg, von [[Bakken]]", "medium"),
    # a given name in two syllables
    ("leie-[[anh-tuan]].pdf", "medium"),
    # who somebody's queue or team is called after
    ("queue-[[anne-k-solberg]]-test", "high"),
    ("team-[[synnøve]]", "medium"),
    # lone surnames after a case's number or a private matter, in small letters too
    ("oppdrag-23-1180/[[lillebø]]", "medium"),
    ("fullmakt-2024-7-[[hegdal]]", "medium"),
    ("Flytteoppdrag [[Bakkerud]], 14. juni", "medium"),
    ("dbo-[[Nordnes]]-2024/55", "medium"),
    # two that a slug joins
    # what somebody is asked to do, what is theirs
    ("Kan [[Even]] signere i dag?", "medium"),
    ("Vedlikehold av [[Ola]] sin bil", "medium"),
    # two that a slug joins
    ("takk/[[viljar]]-og-[[ylva]]", "medium"),
    ("refinansiering-[[haugerud]]-og-[[krasniqi]].pdf", "medium"),
    ("samlivsbrudd-[[engebretsen]]-og-[[lunde]].pdf", "medium"),
    # initials after a surname, and joined to one in capitals
    ("timer_uke3_[[bakke.e]].pdf", "medium"),
    ("[[Haugland P]]. ref 12-3", "medium"),
    ("M[[PEDERSEN]].pdf", "medium"),
    # a farm's name with a capital, joined to a paper or a matter that only persons have
    ("beitekontrakt-[[Brekke]].pdf", "medium"),
    ("timeliste-[[Myklebust]]-uke-12.pdf", "medium"),
    ("hyreavtale_[[Hauge]].pdf", "medium"),
    # two given names joined, of which one is no word too, or after a paper of theirs
    ("overtaking-[[Siv]]-og-[[Bård]].pdf", "medium"),
    ("samtykke_[[Even]]_og_[[Pia]].pdf", "medium"),
    ("husleie-[[liv]]-og-[[stein]].pdf", "medium"),
    ("leiekontrakt-[[Bo]]-&-[[Unni]].pdf", "medium"),
    # who is chief of something
    ("Butikksjef [[Bakke]]: bonus", "medium"),
    ("Økonomisjef [[Dahl]] – permisjon", "medium"),
    # an unknown word that ends as given names do, and a farm's name, set off as a name is
    ("Leieavtale – [[Thorhildine Brekke]]", "medium"),
    ("Oppgjør fra [[Frøydine Haugen]]", "medium"),
    # an unknown word and an initial, joined to a person's post
    ("nyansatt/[[Woranut K]]", "medium"),
    ("leieavtale/båt/[[Ola-Nordmann]]", "high"),
    ("avdeling/[[Hansen]]/arbeidsavtale.pdf", "medium"),
    ("prosjekt/[[Kari]]/cv.pdf", "medium"),
    ("Salg av hus fra [[Kari]] til [[Ola]]", "medium"),
    ("[[Brekke]]_Arbeidsavtale.pdf", "medium"),
    # a surname before such a paper, in a folder of people, of two, or of two letters
    ("[[Brekke]]_arbeidsavtale.pdf", "medium"),
    ("[[Bakke]]: oppsigelse", "medium"),
    ("leietakere/[[Brekke]]/2025.pdf", "medium"),
    ("Lånesøknad [[Haugen]] og [[Bakken]]", "medium"),
    ("oppsigelse_[[Do]].pdf", "medium"),
    ("kontrakt_[[Tran]]_signert.pdf", "medium"),
    # a party beside a firm, what is somebody's
    ("Forlik mellom [[Fatuma]] og Vestnes Bygg AS", "medium"),
    ("Avtale mellom [[Fatuma]] og Nordea Bygg AS", "medium"),
    ("Leie av [[Kari Hansens]] bil", "high"),
]

SILENT = [
    # what is called so by what stands beside it
    "medlemsliste_bjorn_patrulje.pdf",
    "bever-patrulje-ragnhild.pdf",
    "levering_torsk_anne-lise-fartoy.pdf",
    "salg_berit_tråler.pdf",
    "nettleie_lena_tettsted.pdf",
    "attest-for-dreiebenk-gudrun-2.pdf",
    "service-gaffeltruck-solveig.pdf",
    "Solcelleavtale-Kari-modellen-8kWp.pdf",
    "template-Thommessen-07",
    "avlshanne_torleif_af_dalen.pdf",
    "Valpekontrakt Bella av Nordlys",
    "Nordvik Kraft, bedriftsavtale",
    "vedtak-solhaug-park-belysning.pdf",
    # languages to program in, methods, figures of books
    "Kursbevis i Ada og Pascal, programmering",
    "nils-bohr-stipend-runde-3",
    "kaplan-meier_rapport.xlsx",
    "https://x.example/ok?alg=diffie-hellman",
    "Rettighetsavtale Karlsson på taket",
    "Oppføringsrett Emil i Lønneberga",
    # software's tenants, cars
    "https://x.example/ok?tenant=wergeland",
    "Yaris 2019, leasing",
    "timeliste_mai_juni_august.xlsx",
    "PROSJ-FREYJA-08",
    "tegning_Sol_4B.pdf",
    "timeliste_Mars_uke12.pdf",
    "fam_reise_tilbud.pdf",
    "familien-park-avtale",
    "brl-haugen-leil-12-utflytting",
    "rom4-tegning-strand.pdf",
    "arb.avtale_mal.pdf",
    "vedlikehold_sunniva_bru.pdf",
    "elvira_nettmodell_eksport.xml",
    "Isklasse og stabilitet, RS Idun",
    "produktblad_kavli_kaviar.pdf",
    "Jernbaneverktøy Robel, innleie",
    "vedtekter_brl_Fagerlia_2024-06.pdf",
    "rekr-2025-maria-prosjektet",
    "fullmakt_mor.pdf",
    "arbeidsavtale-fast.pdf",
    "oppsigelse-siv-matte.pdf",
    "lønn-vår",
    "Stol Ingrid, 12 stk",
    "katalog-emma-sofa",
    "rigg-maria-vedlikehold",
    "medlem-strand-2025",
    "elev-solbakken",
    "medlem-haugen-velforening",
    "Vielse, Solheim gård",
    "kart-nordli",
    "oppsigelse-solbakken",
    "Fullmakt Haugen barnehage",
    "fullmakt-haugen-og-son-roer.pdf",
    "utlegg-varme",
    "https://x.example/ok?etternavn=true",
    "Reguleringsplan for Lie",
    "Landbruk, Nordgarden",
    "promilledom_anke.pdf",
    "bryllup-sommer",
    "konfirmasjon-hall-2",
    "jaktavtale_Rondane_signert.pdf",
    "Regnskap Lillehammer ENK",
    "hytte-eikeland-tilbygg",
    "vedtekter-anna-og-per-minnefond.pdf",
    "Ada migration plan",
    "Migration of Freya to cloud",
    "avtale.sjukeheim.pdf",
    "notat_m.vedlegg.pdf",
    "kausjon_PDFvedlegg, ORapport",
    "Er på sjøen til fredag",
    "haakon7-kvartalet-bygg-B",
    "Avtale mellom Bakken og Vik",
    "A. Vedleggsoversikt tester",
    "Sykmelding fra Edda Fauna",
    "Blomsterhuset Andersen, faktura",
    "Kontrakt Blomsterhuset Signe Moe",
    "Databehandleravtale med Frida",
    "Gulvvaskemaskin Gudrun",
    "Legatet til Anna og Nils Bergs minne",
    "Renovering av Sverre-kaia",
    "Tegninger til Olsen-utstillingen",
    "kontrakt-karamellen",
    "botanikeren-marginalene",
    "leige av lokale i helga",
    "Brøyting av kommunale vegar 2024-2027",
    "tur-i-helga.pdf",
    "https://innlogging.example/login/retur",
    "Berg & Dahl AS",
    "Advokatfirmaet Hansen",
    "Tilbud fra Hansen, Bø og Dahl DA",
    "Oppdrag Johansen Bygg",
    "Wilhelmsen Ship Service",
    "Universitetet i Oslo",
    "Nordea",
    "Styreprotokoll 2024",
    "Olav Thon Gruppen",
    "St. Olavs hospital",
    "Amalie Skram videregående skole",
    "Rolf Hofmo-hallen",
    "Erna Solberg-regjeringen",
    "Haakon VIIs plass",
    "Haakon den godes veg",
    "lokaler i Fredrik Holst hus",
    "Hundeklubben Trygve",
    "Ulla-Førre",
    "Avtale mai 2024",
    "Rose garden",
    "Bill of lading",
    "KH 1985",
    "https://hansen.no/ok",
    "Router Hugo X2, garanti",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    # ships, rooms, houses, projects, storms, animals and cars that bear names
    "Charter MS «Anne Margrethe»",
    "Dokking KNM Otto Sverdrup",
    "Bruksavtale for møterom «Sigrid Undset»",
    "Pynting på avdeling Emil og Ida",
    "Prosjekt Astrid",
    "Okse 11988 Sigvart",
    "Dyreforsikring hund: Kaisa",
    "Renault Zoe R110",
    "Skoda Octavia, 36 mnd",
    # prizes, houses and firms called after people
    "Florence Nightingale-prisen",
    "Lån til Knut Hamsun-senteret",
    "Fredrik Langes Minneturnering",
    "Thorvald Meyers Hjørne",
    "Elias Blix' plass sameie",
    "Advokatfirmaet Ravn & Lindeman",
    "Bilag 40221 Elektro-Olsen",
    "Harald A. Møller AS",
    # words that look like names without their letters or accents, or end as surnames do
    "Øya",
    "målene for 2026",
    "Skaden er utbedret",
    "Lønn_laan_klassen",
    "Topic Music",
    "StudieringenParodiene",
    "Dyreliv Assistansen",
    "takst-haugen-gard.pdf",
    "Bareboat charter M/S Kristine Marie",
    "Tilsyn, MT Stolt Ragnhild",
    "https://crewing.example/done?vessel=INGRID",
    "https://ett.lindvik.example/kvittering",
    "Tilbakekalling Renault Clio og Zoe",
    "Kjøpsavtale valp: Kennel Nordlys Amanda",
    "Omplassering av Max til ny fôrvert",
    "Skjenkebevilling Bar Amalie",
    "Lisensbetingelser Maria DB Enterprise",
    "Leie av garasje, Nordvik politistasjon",
    "Salsoppgåve for småbruket Nordre Kvåle",
    "Leif_Tronstads_plass_2025.pdf",
    "befaring-haakon-viis-gate.pdf",
    "Hege's Hår & Hud",
    "Engagement letter – Haavind",
    # deals with firms, trades with a capital amid a text
    "Kaffeavtale Friele for personalrom",
    "Rammeavtale med Thommessen",
    "Arbeidspraksis hos Baker Nordby",
    "Tilsetjing, Elektro Jansen",
    # animals by compounds, clubs, studies, ships' and plants' papers
    "Veterinærattest for besøkshunden Balder",
    "Lån av klubbhest: Ronja",
    "Vandrepokal frå skiklubben Roald",
    "Study protocol, the Elisabeth cohort",
    "Klassesertifikat DNV for Edda Fauna",
    "Oksesæd, Sigvart 11990",
    "Serverflytting til Odin og Freya",
    "stipend-frits-thaulow.pdf",
    "tur/soeren-kierkegaard/program.pdf",
    "Kvernberg hall",
    "Opning av Vollen marina",
    # words joined in CamelCase, firms in a slug, horses with two given names
    "BranninstruksAnneBruunKvartalet.pdf",
    "OleVigSkole.pdf",
    "Liv Signes foss kraftverk",
    "tilbud-grete-og-tor-interior-as",
    "Salg av travhest: Siri Lill, født 2019",
    "Crew list, tug Anne Margrethe",
    "Concert contract, Anna Berg Quartet",
    "Parkering ved Ahus",
    # towns, things, orders and dates where a case's party could stand
    "2022/981 Bergen",
    "sak 44 / Drammen",
    "2022/981 Haugen gård",
    "PO-2022-118-Berg",
    "2024-03-12 Brekke",
    "bygg 12 Brekke",
    "gnr 12/3310 Brekke",
    "12/331 Tveit",
    "2022/981 Mai",
    "AVT-2025-0044-Vedlegg",
    # farms, companies and places joined by og
    "Moen og Brekke er to gårder i dalen",
    "Vik og Strand stasjon stenges",
    "Lund og Skog AS flytter",
    # what an agreement is about
    "Sponsor agreement – Hope Foundation",
    "Rental agreement – Grace Tower Offices",
    # a group's or a storm's file, a brand among wares, queues and topics
    "Storm_120524_varsel.pdf",
    "Levering av melk til Tine",
    "kafka.topic.knut-hamsun.v2",
    "mq.thor.prod",
    "https://bygg.example/feil?bygg=stavkirke-garmo",
    "sluttseddel-mottak-myre",
    "Utlån til Henie Onstad",
    # software, sprints and systems
    "release-notes-anna-11.05.2.pdf",
    "konfig_maja_4.0.17.json",
    "emma-modul-brukerveiledning.pdf",
    "sprint-ragnar-31",
    "Tilgang til Maria-DB-klynge",
    # festivals, legacies, plays, clubs, ships and shops
    "kontrakt_maria-callas-festivalen.pdf",
    "olav-thon-gruppen-batch",
    "legat-henriette-2025",
    "Gave til Stiftelsen Karen og Peder Hauge",
    "Legatet etter Anna og Hans Berg",
    "Manus til spelet om Margit Hjukse",
    "Treningsavgift, Runar Håndball",
    "Charter – Siem Sophie",
    "Kommisjon, Bruktbua til Bodil",
    "Gjelder byggetrinn Olav, ikke Sverre",
    "Kjøp av bolig i Sverre, byggetrinn 3",
    # routes between two places, firms of two
    "Graveløyve fibertrasé Kvåle-Sæbø",
    "Drift av ferjesamband Hansen-Dale",
    "Personalhåndbok Ingeniørfirma Svendsen og Tveit",
    "Tilbud fra Opsahl og partnere",
    # places after matters and titles, numbered parts, what is old
    "Skoleskyss til Bakken",
    "Advarsel for Bergen",
    "Fase 2: G. Grunnarbeid",
    "Lønnsendring Lund barnehage",
    "skjote_Lund_120367.pdf",
    "MS Anna, klassebevis",
    "car-van-loan-12",
    # brands whose models bear names, halls and pubs, versions
    "Lisens Autodesk Maya",
    "Leigeavtale for Haugland grendahus",
    "O'Briens Pub AS",
    "Release 24.1 Hugo",
    "Møte på Haugland",
    "Plass på Åsgård SFO",
    "Anbud Kvarme-Nesse, parsell 2",
    # oil fields beside work on them, or joined to one that nobody is called after
    "Change order 12 – Heidrun water injection compressor",
    "Gjelder bare Gudrun og Sleipner",
    "ROV-tjenester Kristin og Åsgard B",
    "Brønnoverhaling Vigdis B-22",
    # sorts in a row, breeding stock, horses, cars
    "Jordbær Sonata, Polka og Frida til henting",
    "vaerring-truls-202055-saedavtale.pdf",
    "Hestepolise Kong Oskar",
    "prisliste_zoe_52kwh.pdf",
    "Leie av Octavia stasjonsvogn",
    # series of books, ships, software with its version, productions, hosts
    "Rettigheter til bøkene om Tiril og Oliver",
    "Lisens for Svein og rotta",
    "Reparasjon av Frida, ny motor",
    "Innføring av Claude i kundeservice",
    "Kan Dag 2 flyttes?",
    "Må Rose vin bestilles?",
    "Vilkår for Nora spareavtale",
    "barnebok-nora-og-alfred-manus.pdf",
    "skipsattest_Anna-Sofie_2024.pdf",
    "safe manning Otto Sverdrup",
    "JULIA-1.9-lisens",
    "kontrakt-bjarne-2.4-release.pdf",
    "AMANDA-2024-jury",
    "prod-idun-03",
    # firms of two surnames, and of a trade after a comma
    "aksjeeieravtale_Hagen_Berg_Eiendom.pdf",
    "wiese-og-lund-regnskap.pdf",
    "docs/kjell-and-company-avtale.pdf",
    "meny-restaurant-hos-thea.pdf",
    "Serviceavtale, Urmaker Bjerke",
    # a place, a firm or a part where a surname's place is
    "prosjekt-2025-12-nygaard",
    "ordre-24-0193-ødegård",
    "Flytteoppdrag Solheim skole",
    "asker-og-baerum.pdf",
    "dal-og-berg-kart.pdf",
    "team-olsen-drift",
    "Haugerud A. del 2",
    "strand.a.pdf",
    "tlf m/BakkenAS",
    # a farm's name joined to what farms and bodies have too, or what goes on to one
    "kart-Brekke.pdf",
    "driftsavtale_Brekke.pdf",
    "søknad_Brekke_skole.pdf",
    "søknad_Brekke_Vel.pdf",
    "timeliste-Solbakken.pdf",
    # two words joined that are names too
    "hage-og-park.pdf",
    "stein-og-grus.pdf",
    "ferie-mai-og-juni.pdf",
    "Butikksjef Bergen: bonus",
    # nouns, firms and places before a farm's name
    "Leieavtale, Maskine Brekke",
    "Renhold – Kantine Haugen",
    "Utbygging – Øvre Moen",
    "Grendelaget Haugen, dugnad",
    "elev/Trinn A",
    "Brekke_kart.pdf",
    "Haugen_reguleringsplan.pdf",
    "elever/solbakken/plan.pdf",
    "attest-Ny.pdf",
    "kunde/Telnova A",
    # departments, funds and houses that are called so, cars
    "Flytting av gruppe fra Nansen til Amundsen",
    "Levering, Margarine Moen",
    "Regnskap for Pensjonskassen Rosenkrantz",
    "Vaktliste, Raudekrossen",
    "Leige av Nils Aalls internat",
    "Innbytteavtale Mercedes Citan",
    "Tilsyn med lekeplass Pernille",
    "Rettigheter, skuespillet Hedda",
    # what a URL's path or query says is called so
    "https://crew.example/vessel/Lady-Astrid/error",
    "https://x.example/model/hannah-v3",
]

LOW = ["Avtale med Nordea [[Liv]]", "ny fullmakt [[Siv]]"]


@pytest.mark.parametrize(("text", "confidence"), HITS)
def test_names_are_found_where_they_stand(text: str, confidence: str):
    told = found(text)
    assert told == [("PERSON", confidence)] * len(told)
    assert told


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_name_is_silent(text: str):
    assert [e for e in search(text) if e.entity == "PERSON" and e.confidence != "low"] == []


@pytest.mark.parametrize("text", LOW)
def test_a_given_name_that_is_a_word_too_is_information(text: str):
    assert found(text) == [("PERSON", "low")]


def test_a_given_name_that_is_a_word_too_is_a_childs_beside_a_date_in_its_file():
    told = [e for e in search("bhg/plass/Noor_120422.pdf") if e.entity == "PERSON"]
    assert [(e.start, e.end, e.confidence) for e in told] == [(10, 14, "medium")]


@pytest.mark.parametrize("text", ["promilledom-nakken", "fartsbot_nakken.pdf", "Forelegg Nakken"])
def test_a_conviction_is_somebodys_whatever_else_the_name_means(text: str):
    names = [each for each in search(text) if each.entity == "PERSON"]
    assert [text[each.start : each.end].lower() for each in names] == ["nakken"]


def test_evidence_says_what_it_rests_on():
    assert [e.rests_on for e in search("Kari Nordmann, fru Berg")] == [
        ("gazetteer",),
        ("gazetteer", "context"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("laan_Moen_010688.pdf", ["Moen", "010688"]),
        ("jansrud_1988-12-19_lisens.pdf", ["jansrud", "1988-12-19"]),
        ("fullmakt-hansen-straum-hamnegata-12-u0101", ["hansen-straum", "hamnegata-12-u0101"]),
        ("150399-hovland", ["150399", "hovland"]),
        ("030475_bakken", ["030475", "bakken"]),
        ("ordre-lund-100545", []),
        ("140326-lunde", []),
        ("Konto for Storm, født 08.12.2016", ["Storm", "08.12.2016"]),
        ("Storm, født over havet", []),
    ],
)
def test_a_name_beside_its_birth_date_is_somebodys(text: str, told: list[str]):
    assert [text[e.start : e.end] for e in search(text) if e.confidence != "low"] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("adv-mkhan", True),
        ("j.maczulskij", True),
        ("oda_selger", True),
        ("adv-firma-hald", False),
        ("a.kontrakt", False),
        ("b.leietaker", False),
        ("dag_leder", False),
    ],
)
def test_who_signs_is_named_by_a_user_name(text: str, told: bool):
    names = [e for e in search(text, "signer-identifier") if e.confidence != "low"]
    assert bool(names) is told


@pytest.mark.parametrize(
    "text", ["Avtale, brødrene Torleif og Gunnar Moe", "Søstrene Live og Sol Haugland, arveoppgjør"]
)
def test_siblings_are_two_persons_and_no_firm(text: str):
    assert len([e for e in search(text) if e.confidence != "low"]) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("audiogram_kontroll_Vu", ["Vu"]),
        ("avrusning/Brekke", ["Brekke"]),
        ("epikrise_svar_Myklebust.pdf", ["Myklebust"]),
        ("audiogram_kontroll_rutine.pdf", []),
        ("omsorgsbolig_drift_Brekke.pdf", []),
        ("audiogram/Bergen", []),
        ("henvisning-fatuma-ergoterapi.pdf", ["fatuma"]),
        ("kari-ergoterapi-husleie.pdf", []),
        ("Innmelding Den islamske menigheten Kari Nordmann", ["Kari Nordmann"]),
        ("Utmelding fra moskeen Kari Nordmann", ["Kari Nordmann"]),
        ("Menigheten Olav Kyrre", []),
    ],
)
def test_a_name_joined_to_somebodys_illness_or_belief_is_theirs(text: str, told: list[str]):
    names = [e for e in search(text) if e.entity == "PERSON" and e.confidence != "low"]
    assert [text[e.start : e.end] for e in names] == told
