import pytest

from tests.detect.marked import found, search

HITS = [
    ("[[sykmleding]].pdf", "HEALTH"),
    ("[[politatest]].pdf", "CRIMINAL_RECORD"),
    ("[[tillistvalgt]].pdf", "TRADE_UNION"),
    ("[[konfrimasjon]].pdf", "RELIGION"),
    ("[[fingervatrykk]].pdf", "BIOMETRIC"),
    ("[[sykemld]]_2025.pdf", "HEALTH"),
    ("[[hj.tj]].vedtak.pdf", "HEALTH"),
    ("[[barnev.sak]]_12.pdf", "HEALTH"),
    ("[[bvtj]]_melding.pdf", "HEALTH"),
    ("[[arbavkl]]_vedtak.pdf", "HEALTH"),
    ("[[psykhelse]]_2025.pdf", "HEALTH"),
    ("[[vaks.kort]].pdf", "HEALTH"),
    ("ønsker [[syntolk]] til møtet", "HEALTH"),
    ("[[døgnpost for eteforstyrringar]]", "HEALTH"),
    ("[[plitiattest]].pdf", "CRIMINAL_RECORD"),
    ("[[straffesk]]_2021.pdf", "CRIMINAL_RECORD"),
    ("erstatning etter [[uberettiget forfølgning]]", "CRIMINAL_RECORD"),
    ("[[advarsel etter tyveri]]", "CRIMINAL_RECORD"),
    ("[[fagfor.kont]].pdf", "TRADE_UNION"),
    ("[[utm_fellesforb]].pdf", "TRADE_UNION"),
    ("[[konf-pamelding]]-2026", "RELIGION"),
    ("[[dapsatt]].pdf", "RELIGION"),
    ("[[utm_hoyre]].pdf", "POLITICS"),
    ("[[EMA-bosetting]].pdf", "ETHNICITY"),
    ("[[FRI-medl]]-2025", "SEXUALITY"),
    ("[[partnerskap_to_menn]].pdf", "SEXUALITY"),
    ("[[ans.gjenkj]].pdf", "BIOMETRIC"),
    ("[[stemmegj]]_2025.pdf", "BIOMETRIC"),
    ("[[sykmeldingen]]", "HEALTH"),
    ("[[Uføretrygd]]", "HEALTH"),
    ("[[rusbehandling]]-2024.pdf", "HEALTH"),
    ("[[Barnevernssak]]", "HEALTH"),
    ("[[lungekreft]]", "HEALTH"),
    ("[[nedsatt funksjonsevne]]", "HEALTH"),
    ("[[sjukmelding]]", "HEALTH"),
    ("[[sick leave]]", "HEALTH"),
    ("[[Fagforeningskontingent]]", "TRADE_UNION"),
    ("[[Fellesforbundet]]", "TRADE_UNION"),
    ("[[shop steward]]", "TRADE_UNION"),
    ("[[Straffeattest]]", "CRIMINAL_RECORD"),
    ("[[vandelsattest]]", "CRIMINAL_RECORD"),
    ("[[asylsøknad]]", "ETHNICITY"),
    ("[[Partimedlemskap]]", "POLITICS"),
    ("[[KrFU]]", "POLITICS"),
    ("[[Dåpsattest]]", "RELIGION"),
    ("[[kjønnsbekreftende]]", "SEXUALITY"),
    ("[[fingeravtrykk]]", "BIOMETRIC"),
    ("[[Fingerprint]] of employee, consent", "BIOMETRIC"),
    ("Opptak av [[fingeravtrykk]] 12.05.2025", "BIOMETRIC"),
    ("[[Fritak frå delar av KRLE]]", "RELIGION"),
    ("[[parent–child assessment]] unit", "HEALTH"),
    ("[[taterslekt]]", "ETHNICITY"),
    ("[[Kventilhøyrsle]]", "ETHNICITY"),
    ("[[Søknad om beskyttelse]]", "ETHNICITY"),
    ("[[Organisasjonstrekk]]", "TRADE_UNION"),
    ("[[Fritak for gudstjeneste]]", "RELIGION"),
    ("Pålegg: [[spyttprøve til DNA]]-registeret", "BIOMETRIC"),
    ("[[daapsattest]].pdf", "RELIGION"),
    ("[[ufoeretrygd]].pdf", "HEALTH"),
    ("[[blodproever]]_svar.pdf", "HEALTH"),
    ("[[Divertikulitt]]", "HEALTH"),
    ("[[Leverbiopsi]]", "HEALTH"),
    ("[[Individuell opplæringsplan]]", "HEALTH"),
    ("[[LOfavør]] forsikring", "TRADE_UNION"),
    ("[[Delta medlem]] 40123", "TRADE_UNION"),
    ("[[Lederne]], innmelding", "TRADE_UNION"),
    ("[[Venstre]], innmelding", "POLITICS"),
    ("[[innmelding-hoyre]].pdf", "POLITICS"),
    ("[[Medlem av menigheten]]", "RELIGION"),
    ("[[Afghansk statsborger]]", "ETHNICITY"),
    # compounds of two words that tell only together
    ("[[Hofteleddsplager]]", "HEALTH"),
    ("[[Kragebeinsbrot]]", "HEALTH"),
    ("[[hoereapparattilpasning]].pdf", "HEALTH"),
    ("[[Spraakvansker]] hos elev", "HEALTH"),
    ("[[kokainmisbruk]]", "HEALTH"),
    ("[[psykologuttalelse]]", "HEALTH"),
    ("[[lækjarerklæring]]", "HEALTH"),
    ("[[venstremedlem]]", "POLITICS"),
    ("[[Menighetsmedlemskap]]", "RELIGION"),
    ("[[trusselsiktelse]]", "CRIMINAL_RECORD"),
    ("[[Netthinneavlesning]]", "BIOMETRIC"),
    ("[[Slektskapsprøve]]", "BIOMETRIC"),
    ("[[somalisktalende]]", "ETHNICITY"),
    # phrases with any word of a class
    ("[[vondt i ryggen]]", "HEALTH"),
    ("[[brudd i håndleddet]]", "HEALTH"),
    ("[[Broken wrist]] claim", "HEALTH"),
    ("[[Født i Eritrea]]", "ETHNICITY"),
    ("[[tolk på tigrinja]]", "ETHNICITY"),
    ("[[gave til Senterpartiet]]", "POLITICS"),
    # professions and services, where nobody works in the field
    ("Time hos [[logoped]]", "HEALTH"),
    ("[[PP-tjenesten]]: møte", "HEALTH"),
    ("[[Juristforbundet]], medlemskap, kontor", "TRADE_UNION"),
    ("https://skyss.example/svar?vedtak=[[ledsagerbevis]]", "HEALTH"),
    # drugs and procedures by their endings
    ("Oppstart [[natalizumab]]", "HEALTH"),
    ("[[rivaroksaban]] 20 mg", "HEALTH"),
    ("[[colposcopy]] letter", "HEALTH"),
    # an abbreviation is joined from anywhere in the field
    ("Permisjon for kommunestyreverv fram til sommaren ([[SV]])", "POLITICS"),
    # nynorsk has what bokmål has
    ("[[Straffavbrot]], søknad", "CRIMINAL_RECORD"),
    ("[[hjartestans]] i mai", "HEALTH"),
    # English where it tells of somebody
    ("[[chronic pain clinic]]", "HEALTH"),
    ("[[Disabled parking]] badge", "HEALTH"),
    ("[[Fixed penalty]], speeding", "CRIMINAL_RECORD"),
    ("[[Eritrean family]]", "ETHNICITY"),
    # phrases of classes alone, in any inflection
    ("[[Afghanske elevar]]", "ETHNICITY"),
    ("Løypeledsager for [[blind skiløper]]", "HEALTH"),
    ("[[Leder i Rødt]]", "POLITICS"),
    ("[[verv i Fellesforbundet]]", "TRADE_UNION"),
    # a person's own act, after which nothing but animals calms
    ("Samtykke: [[faceprint]] ved inngang til konferanse", "BIOMETRIC"),
    ("Samtykke fra [[lesbisk]] deltaker i podkast", "SEXUALITY"),
    # aids, care and illness at home, at work and on the way
    ("Varsel om [[assistansehund]] i leiligheten", "HEALTH"),
    ("Prioritert straumkunde: [[heimerespirator]]", "HEALTH"),
    ("https://cover.example/declined?reason=[[slipped-disc]]", "HEALTH"),
    ("[[plassering utanfor heimen]]", "HEALTH"),
    ("[[Diagnose: MS]]", "HEALTH"),
    ("[[kreft i lungene]]", "HEALTH"),
    ("[[broken leg]] claim", "HEALTH"),
    ("Lisens [[paraidrett]]", "HEALTH"),
    # offences by what is done about them, and where somebody stays
    ("Forbud etter [[straffedom]]", "CRIMINAL_RECORD"),
    ("[[Mistanke om underslag]]", "CRIMINAL_RECORD"),
    ("[[fengselsopphold]]", "CRIMINAL_RECORD"),
    # parties, unions and faiths beside what one does there
    ("https://parti.example/takk?innmeldt=[[rodt]]", "POLITICS"),
    ("[[Opptak i den katolske kirke]]", "RELIGION"),
    ("[[Norwegian Nurses Organisation]], certificate", "TRADE_UNION"),
    ("[[to kvinner i parforhold]]", "SEXUALITY"),
    ("[[utlendingssak]], fullmakt", "ETHNICITY"),
    # things, works and animals calm no more than what they are about
    ("motor-[[hjernerystelse]]-0402", "HEALTH"),
    ("Ombygging av bad til [[rullestolbruker]]", "HEALTH"),
    ("[[Sykmelding]], kopi til avdelingsleder", "HEALTH"),
    ("[[ADHD]]-utredning, rom 214", "HEALTH"),
    ("Dyrevern: [[betinget fengsel]] for vanskjøtsel", "CRIMINAL_RECORD"),
    ("[[Siktet for tyveri]] av motor", "CRIMINAL_RECORD"),
    ("Relocation, [[same-sex spouse]] included", "SEXUALITY"),
    ("[[Innmelding i Fagforbundet]], tariffområde KS", "TRADE_UNION"),
    ("[[Allergi]] mot katt", "HEALTH"),
    # a course and a rule calm nothing beside the one who attends
    ("[[kols]]-kurs-deltaker-33", "HEALTH"),
    ("rutine_[[epilepsi]]_elev_7b.pdf", "HEALTH"),
    # offences by what is done about them
    ("sak-24-9981-[[forsikringssvik]]-vedlegg3.pdf", "CRIMINAL_RECORD"),
    ("Salær i [[sak om ran]]", "CRIMINAL_RECORD"),
    # abbreviations
    ("scan0007 [[spec.ped]] uttale.pdf", "HEALTH"),
    ("Begunstiget [[reg. partner]]", "SEXUALITY"),
    ("[[TSB]]/2024/opphald/7", "HEALTH"),
    # a service's client, beside what would make the service harmless
    ("[[Psykologtime]], studentkontoret", "HEALTH"),
    ("[[barnevernssak]]_avdeling_nord.pdf", "HEALTH"),
    # unions whose names are everyday words, beside another
    ("Overføring frå [[Parat til NTL]]", "TRADE_UNION"),
    ("[[pass frå Eritrea]]", "ETHNICITY"),
    ("[[ran-sak]]-44", "CRIMINAL_RECORD"),
    ("[[Sykmelding]], Dyreveien skole", "HEALTH"),
    # compounds that are written in two words
    ("[[Barne vern]], møte", "HEALTH"),
    ("[[Spesial undervisning]] 3A", "HEALTH"),
    ("[[Politi attest]]", "CRIMINAL_RECORD"),
    ("[[finger_avtrykk]].pdf", "BIOMETRIC"),
    # letters single for double, double for single, and those that sound alike
    ("[[Melkealergi]] beskjed til kjøkkenet", "HEALTH"),
    ("[[Fysoterapi]] 12 behandlinger", "HEALTH"),
    ("[[Operasjonn]] kne", "HEALTH"),
    ("[[Kjemoterrapi]]", "HEALTH"),
    ("[[Assylsøknad]]", "ETHNICITY"),
    ("[[Politiatest]]", "CRIMINAL_RECORD"),
    ("[[Hommofil]]", "SEXUALITY"),
    ("[[Fagforreningskontigent]]", "TRADE_UNION"),
    ("Permisjon for [[plasstillitsvalgt]], kurs i Tromsø", "TRADE_UNION"),
    ("Advokatbistand [[gjennom Fagforbundet]], oppsigelsessak", "TRADE_UNION"),
    ("Exemption from swimming on [[grounds of faith]]", "RELIGION"),
    ("Vedtak om [[rullestolrampe]]", "HEALTH"),
    ("Overføring til [[lindrande eining]]", "HEALTH"),
    ("Klage, [[feilbehandling]]", "HEALTH"),
    ("[[Etterforskning mot]] kunden", "CRIMINAL_RECORD"),
    # what somebody joins or leaves at a host that is a union, a party or a faith
    ("https://minside.forbund.example/velkommen?[[innmelding]]=ok", "TRADE_UNION"),
    ("https://nito.example/[[medlem]]/takk", "TRADE_UNION"),
    ("https://kirken.example/[[utmelding]]/ferdig", "RELIGION"),
    ("https://hoyre.example/bli-[[medlem]]", "POLITICS"),
    # what the state and the municipality decide about one
    ("[[Individuell stønad]] til legemidler", "HEALTH"),
    ("Vedtak om [[varig lønnstilskudd]]", "HEALTH"),
    ("[[Audiograf]], timeavtale", "HEALTH"),
    ("[[Narkolovbrudd]]", "CRIMINAL_RECORD"),
    ("[[Sekundærflytting]]", "ETHNICITY"),
    ("[[Bytte av forbund]]", "TRADE_UNION"),
    ("[[kandidatskjema Rødt]]", "POLITICS"),
    ("[[Kristenleir]], påmelding", "RELIGION"),
    # paragraphs of laws that tell of a person, before the law or after it
    ("Samværsplan etter [[bvl]]. § 5-1", "HEALTH"),
    ("Avgjerd etter [[hol]]. kap. 9", "HEALTH"),
    ("Vedtak etter § 4A-5 i [[pasient- og brukerrettighetsloven]]", "HEALTH"),
    ("Enkeltvedtak etter [[opplæringslova]] § 11-6", "HEALTH"),
    ("[[phvl]]-3-3-vedtak", "HEALTH"),
    ("Avslag etter [[utlendingsloven]] § 28, klagefrist", "ETHNICITY"),
    ("Decision under section 28 of the [[Immigration Act]]", "ETHNICITY"),
    ("Vedtak etter [[straffegjennomføringsloven]] § 16", "CRIMINAL_RECORD"),
    # a plan for a child with an illness, or for somebody who is named
    ("[[Epilepsi: beredskapsplan]] for turdager", "HEALTH"),
    ("[[Nøtteallergi – rutine]] avdeling Revehiet", "HEALTH"),
    # devices and treatments, once they are somebody's
    ("[[Insulinpumpe]]: opplæring gjennomført og utstyr mottatt", "HEALTH"),
    ("Låneavtale for [[cochleaimplantat-utstyr]]", "HEALTH"),
    ("[[depotinjeksjon]]-avtale.pdf", "HEALTH"),
    ("[[Plass på Åsen omsorgssenter]], innvilga", "HEALTH"),
    ("Time ved [[kjønnsinkongruenspoliklinikken]]", "SEXUALITY"),
    ("[[topp-kirurgi-trans]]-0051", "SEXUALITY"),
    # rites and offices of other faiths
    ("[[tempelanbefaling]].pdf", "RELIGION"),
    ("[[Kjærleiksgåve: tiende]] for 2025", "RELIGION"),
    ("[[Stadfesting av fadderskap]]", "RELIGION"),
    ("[[Godparent]] certificate", "RELIGION"),
    # a conflict at work, and candidates of lists that no party has
    ("[[Plassfratredelse]] – individuelt varsel", "TRADE_UNION"),
    ("[[Skriv under på kandidatliste]] for Nordnorsk Samarbeid", "POLITICS"),
    ("[[Fritak fra kandidatur]]", "POLITICS"),
    ("[[heroinsmugling]]", "CRIMINAL_RECORD"),
    ("Journal for [[aidspasientene]]", "HEALTH"),
    ("[[Evakuert fra Gaza]], bolig", "ETHNICITY"),
    # reactions, letters and reliefs in nynorsk and English
    ("[[Tilståingsdom]]", "CRIMINAL_RECORD"),
    ("[[dom på vilkår]]", "CRIMINAL_RECORD"),
    ("[[fridomsrøving]]", "CRIMINAL_RECORD"),
    ("Consent: [[ankle tag]]", "CRIMINAL_RECORD"),
    ("[[ME-utgreiing]] i haust", "HEALTH"),
    ("[[Refusjon frå Pasientreiser]]", "HEALTH"),
    ("[[psykologspesialist-innkalling]]", "HEALTH"),
    ("[[Behandlingsplan LAR]]", "HEALTH"),
    ("[[lækjarbesøk]]", "HEALTH"),
    ("[[andletsskanning]]", "BIOMETRIC"),
    ("[[skeivt-samtaletilbud]]", "SEXUALITY"),
    ("Funeral arrangements: [[Hindu rites]]", "RELIGION"),
    ("[[dissenterattest]]", "RELIGION"),
    ("[[kandidatfråsegn]], vedlegg", "POLITICS"),
    # everyday names of illnesses, and nynorsk statements and treatments
    ("[[sukkersyke]]_plan.pdf", "HEALTH"),
    ("[[Mageinfluensa]] i heimen", "HEALTH"),
    ("[[tannjournal]]_kopi.pdf", "HEALTH"),
    ("[[Legefråsegn]]", "HEALTH"),
    ("[[helsefrasegn]]_forarkort.pdf", "HEALTH"),
    ("[[strålehandsaming]]_plan.pdf", "HEALTH"),
    ("[[Rushandsaming]] frå mandag", "HEALTH"),
    ("[[kommunepsykologtime]]-4", "HEALTH"),
    ("[[Doctor's note]], absence", "HEALTH"),
    ("[[Involuntary admission]]", "HEALTH"),
    ("[[barnevernsmappe]]_innsyn.pdf", "HEALTH"),
    ("[[Sykehusundervisning]]", "HEALTH"),
    ("[[Beltelegging]], klage", "HEALTH"),
    ("Oppnemning: [[HABU]]", "HEALTH"),
    ("[[Handlingsplan epilepsi]]", "HEALTH"),
    ("[[Pårørandesamtale]]", "HEALTH"),
    # a claim form is of somebody, whatever its policy
    ("Claim form: [[critical illness]], policy 40018", "HEALTH"),
    # consent may come last in a slug
    ("[[fingeravtrykkleser]]_kantine_samtykke.pdf", "BIOMETRIC"),
    ("[[Sikting]], kopi", "CRIMINAL_RECORD"),
    ("[[valdsoffererstatning]]-12", "CRIMINAL_RECORD"),
    ("[[innmelding_Dei_Grøne]].pdf", "POLITICS"),
    ("Samtykke til å stå [[på valglista til SV]]", "POLITICS"),
    ("[[Kandidatsamtykke Konservativt]]", "POLITICS"),
    ("[[medlem_Fysioterapeutforbundet]].pdf", "TRADE_UNION"),
    ("Oppfølging [[romfamilie]]", "ETHNICITY"),
    ("[[Fritak fra adventsgudstjeneste]]", "RELIGION"),
]

SILENT = [
    "konformasjon.pdf",
    "barnevenn.pdf",
    "varetekster.pdf",
    "flytning.pdf",
    "fagformidling.pdf",
    "NPR-melding-batch-0417",
    "fagf.plan_naturfag.pdf",
    "egenmelding-momskomp.pdf",
    "konf-rom_bestilling.pdf",
    "konf_påm_hotell.pdf",
    "irisskanner-leveranse.pdf",
    "bvtj-leder",
    "Diagnoserapport fra verksted om motor",
    "Telling av krykkje og alke",
    "course_outline_introduction_to_biometrics.pdf",
    "Return-to-work plan",
    "Konfirmasjon på rentesikring",
    "Konfirmasjon av ordre",
    "Saldokonfirmasjon",
    "Kravspek_Biometri_adgang.docx",
    "Kommunens plan for bosetting av flyktninger",
    "Levekår blant innvandrere",
    "Oslo asylmottak – brannvernavtale",
    "Drøftelser med de tillitsvalgte",
    "Foreleggelse for departementet",
    "Løslatelse av midler fra sperret konto",
    "Contract with appendices",
    "Premature termination",
    "Downstream agreement",
    "invalid-signature-report.pdf",
    "Fertilizer delivery 2025",
    "Diagnostic report, server 3",
    "sykehusinnkjøp",
    "Helse Sør-Øst RHF",
    "Helsesertifikat for hund",
    "Signering bekreftet",
    "SV: leiekontrakt",
    "Høyre side",
    "Politihuset",
    "samordna opptak",
    "midnattsol",
    "forsoning",
    "Rutine for politiattest",
    "Rammeavtale fysioterapi",
    "sykkelparkering",
    "ansiktet",
    "hestekrefter",
    "Fengselsmuseet omvisning",
    "Sykefraværsstatistikk",
    "Røntgenapparat",
    "Barnevernstjenesten",
    "Operasjon Mimir",
    "Delta på kurs",
    "Lederne møtes fredag",
    "Høyre arm",
    "Samisk språkuke",
    "Psykologisk institutt",
    # heads that are things, in any inflection
    "Vaksinekjøleskapet",
    "hjemmetjenestebilene",
    "Innvandrerrådet, møte",
    # words of a body part, a trade or an everyday thing that only look alike
    "Håndverkertjenester",
    "Tannlegestol, leasing",
    "Skriveverksted for unge",
    "Rekordfangst",
    "Redningshelikopter",
    "Uforenlige vilkår",
    "Avrustningsavtale",
    "Forbrenningsanlegg",
    "Felt med brokkoli",
    "Hestevaksinasjon",
    "Kundekontroll hvitvasking",
    "Behandlingsforsikring",
    # professions and services beside work and premises
    "Leieavtale for psykologfellesskapet",
    "Sommervikar i hjemmesykepleien",
    "Arbeidsavtale ergoterapeut 80 %",
    "PP-tjenesten, budsjett",
    "Turnusplan ortopedisk avdeling",
    "Fagforbundet, leieavtale kontor 3. etasje",
    "Avtale mellom KS og Fagforbundet",
    "Arbeiderpartiet, leie av lokale",
    "Den katolske kirke, byggesak",
    "Levering av mat til Ila fengsel",
    # English of business and machines
    "Disabled account, reset",
    "Chronic delays in delivery",
    "Transplanting of trees",
    "Arrest of vessel",
    "Party tent rental",
    "Conviction rate, marketing",
    "Convert to PDF",
    "Charge card agreement",
    "Credit union account",
    "Post-mortem: outage in May",
    # what stands in the plural with an article is the other side of a table
    "Møte med fagforeningene",
    "Støtte til kommunestyregruppene",
    # everyday words that begin like telling ones
    "Trygg skoleveg",
    "Siktet matjord",
    "Avlastningsbjelke",
    "Bot for sen levering",
    "Parat til oppstart",
    # a person's own act about animals, and rules for such an act
    "Samtykke til DNA-test av hund",
    "Rutine for samtykke til ansiktsgjenkjenning",
    "Samtykke til behandling av personopplysninger",
    # words of other fields
    "Certificate fingerprint",
    # the fingerprint of a certificate, a key, a file or a device
    "Certificate thumbprint 3FA19C77AB",
    "thumbprint: 9c4ae0f1bd22c3",
    "SHA-256 fingerprint 3F:A1:9C:77:AB:01",
    "Fingeravtrykk for nytt virksomhetssertifikat",
    "Sertifikat byttet, nytt fingeravtrykk",
    "Dokumentets fingeravtrykk",
    "Device fingerprint",
    "Uføreforsikring, ansattgode",
    # ethics and lots of a procurement
    "Ansiktsgjenkjenning – etisk vurdering av algoritmen",
    "Infusjonspumper, delkontrakt 2",
    "Utskriving av eiendomsskatt",
    "Arrest i fast eiendom",
    "Infarkt i trafikken",
    "Legning av rør",
    "Bifil og hovedfil",
    "Utvisningsboks",
    "Håndslag på avtalen",
    "Web hosting",
    "Agender for styremøter",
    "Liveness probe",
    "Collective bargaining calendar",
    "Samsvarserklæring pacemaker",
    "Kriseteam, samarbeid mellom nabokommuner",
    "Tillatte hjelpemidler til eksamen",
    # organisations' own papers
    "Sykefraværspolicy Manpower Norge",
    "Infection control plan 2025–2028",
    "Tilgang til Kjernejournal, ny tjenesteleverandør",
    "Demensvennlig kommune, avtale",
    "Skeiv filmfestival, avtale",
    "Utbygging av akuttmottaket, trinn 2",
    "Bemanning akuttpsykiatrisk poliklinikk",
    "Nursing home roof repairs",
    "Vaksinering av katt",
    "KOLS-kurs påmelding",
    "Byggemøte med CP Eiendom",
    "Reise med MS Polarlys",
    "Introduksjonsprogrammet, årsplan",
    "Oppfølgingsplan byggeprosjekt",
    # words that fold as a telling one is spelt
    "Brannskade låve, takst",
    "Appendix B",
    "Generasjonsskifte på garden",
    # what is an organisation's own matter, by a word or by a phrase
    "White paper: biometri i betalingsløsninger",
    "Mal for sykmelding",
    "Retningsliner for politiattest",
    "Hjemmetjenesten sone 4, leasingbiler",
    "Seksjonsleder anestesi",
    "Råd for personer med funksjonsnedsettelse, protokoll",
    "Dialogmøte med naboer om ballbinge",
    "Sametingsvalget, stemmested",
    "Konfliktrådet, kontorleie",
    "Teaterforestillingen Migrene, turnéavtale",
    # everyday words that hold a telling stem
    "Downsizing, workshop",
    "Renholdsarbeid i skolebygg",
    "Venue TBC",
    "Saka har vorte utsett",
    "Kven har ansvar for brøyting",
    "Partikontroll laks",
    "Prøvetaking av drikkevann",
    "Termindato lån 8842",
    "Sørsamisk kultursenter",
    "Etiopisk kaffe, import",
    "Feberhøyden terrasse",
    # the sender's own host
    "https://kriminalomsorg.example/retur?side=2",
    "https://fagforbundet.example/ok?id=husleie",
    "https://fotballforbundet.example/innmelding/klubb",
    "https://boligbyggelag.example/medlem/ok",
    # wards beside premises, statistics, sponsors, concerts, nature, plans
    "poliklinikk/kantine/0417",
    "vaktbok-ortopeden",
    "Sykefravær 3. kvartal",
    "Spesialundervisning, GSI-tall",
    "Influensa: bemanningsplan",
    "Konsert: Kreftforeningens dag",
    "Miljø-DNA innsjø",
    "DNA-metode for villaks",
    "Biometri i varehandelen",
    "Flyktningboliger, entreprise",
    "Drøftingsmøte med tillitsvalgte",
    "Anmeldt tilsyn",
    "Politiattest: informasjon til frivillige",
    "Mosque parking agreement",
    "Green party wall agreement",
    "Brudd i vannledning",
    # the same laws on what authorities and companies owe, or in a course
    "Internkontroll etter barnevernsloven § 15-2",
    "Samarbeidsavtale etter helse- og omsorgstjenesteloven § 6-1",
    "Taushetserklæring etter straffeloven § 209",
    "straffeskatt.pdf",
    "straffeskala.pdf",
    "Familieinnvandring etter utlendingsloven § 40",
    "Kurs: psykisk helsevernloven kap. 4",
    "Høring: endringer i barnevernsloven § 5-1",
    "Skap 4 barnevernsloven",
    "Vedtektene § 3-3, endring",
    "Hol 9, leieavtale",
    # residence, family immigration and citizenship tell of no ethnic group
    "Opphaldskort",
    "Oppholdstillatelse, fornyelse",
    "Søknad om statsborgerskap",
    "Student visa invitation letter",
    "Utvisning, klagefrist",
    # stamps, debates, materials and callbacks that hold a telling stem
    "Poststempelet mangler",
    "Miljødiskusjon i formannskapet",
    "Rock fracture survey",
    "Please be patient while we sign",
    "https://a.example/job/abort/done",
    "Eiendomsskatt, 4 promille",
    "Husdyrsykdom, meldeskjema",
    "ppt-lysbilder-0012",
    # devices and plans as such
    "Influensa: beredskapsplan for kommunen",
    "Insulinpumper: opplæring for ansatte",
    "Dialyse-utstyr, innkjøp",
    "Varmepumpe: opplæring gjennomført og utstyr mottatt",
    "Håndbok for Oslo, demens",
    # homes and halls, schools' results, sports and animals
    "Bruksavtale for storstua på Lund bo- og omsorgssenter",
    "Prøveresultat matte 9C",
    "Stroke rate sensors for rowing club",
    "turban-squash-froe-ordre",
    "Material transfer agreement – zebrafish embryos",
    "Dog vaccination certificate",
    "Stemmeopptak til lydbok, kontrakt",
    "biometri-prosjektleder",
    "Prosjektleder biometri",
    "Rosa kompetanse, kursbevis",
    # numbers, associations and candidates of another kind
    "Tiende trinn, foreldremøte",
    "Fadderordning for nye studenter",
    "Kandidatliste for stilling som rektor",
    "Listeforslag til borettslagsstyret",
    "Tariffavgift, protokoll",
    "KOSTRA-rapportering barnevern",
    # christenings of ships, roads, games, benches and halls
    "Program for dåp av MF «Brimnes» i Odda",
    "Skipsdåp, gjesteliste",
    "Dåpsvegen: gatelys",
    "fengsel-monopol-regler",
    "verkstadordre-fengsel-14",
    "Bot på kroken, tur",
    "Mental Health Week: hall rental",
    "Språkkafé på Frelsesarmeen",
    "DNA-festivalen, lysrigg",
    # posts by their wards, and adverts
    "klinikksjef-ortopedi",
    "Seksjonsleiar dialyse",
    "Personleg assistent til direktøren",
    "Studieplassar i psykiatri",
    # what is bought, certified or counted
    "MRI scanner, bygg C",
    "Innkjøp: sjukehussenger",
    "Serviceavtale trappeheis",
    "Produktsertifikat: halal",
    "Rulleblad for anleggsmiddel, inventar",
    "Utviklinga i uføretrygd, figurar",
    "Sjukefråværet i fylket",
    "Barnevernssaker per kommune",
    # software
    "stateless-session-v3",
    "Stateless architecture",
    # animals, also with what men have
    "Diabetes hos katt",
    "Helseattest for engelsk setter",
    "Arthritis in a mare, invoice",
    # research, teaching, lawmaking and debate, in nynorsk and English as well
    "Forskingsgruppe demens",
    "Gjesteforelesing: selvmord",
    "Temaveke om rusmisbruk",
    "Lesarbrev om asylsøkjarar",
    "Lovutkast om fengselsstraff",
    "Spørsmål i kommunestyret om barnevernssaker",
    "Report on dementia in municipalities",
    "Code of practice: faceprints",
    "Ansiktsgjenkjenning som innloggingsmetode",
    # a word of rules stays one where any word may end a phrase
    "hiv-statistikk",
    # what is graded, grown, sieved, traded or checked in other fields
    "Gradert sikkerhetsavtale",
    "Gradert uttak av alderspensjon",
    "Pleieplan grøntanlegg",
    "Sikting av jord",
    "Depression-era bonds",
    "Stalk of corn",
    "Levering av vaksiner til lager",
    "Helsesjekk noder, produksjon",
    "Egenmelding ved import",
    "Frostskade på rør",
    "Strålebeskyttelse på anlegget",
    "Health information exchange contract",
    "Arvetestamente, kopi",
    "Arrest i skip",
    # language weeks, teachers' courses and associations' own papers
    "Språkveke i kvensk for mellomtrinnet",
    "Lærerkurs lesevansker",
    "Leieavtale ADHD Norge",
    "vedtekter_kreftforeininga.pdf",
    "Fysioterapeutforbundet, lokale",
    "Integreringsplan for kommunen",
]


@pytest.mark.parametrize(("text", "entity"), HITS)
def test_inflections_and_compounds_are_met(text: str, entity: str):
    assert found(text) == [(entity, "medium")]


@pytest.mark.parametrize("text", SILENT)
def test_what_makes_a_word_harmless_is_known(text: str):
    assert [e.entity for e in search(text) if e.confidence != "low"] == []


def test_a_calm_neighbour_leaves_information():
    assert found("Rutine for [[politiattest]]") == [("CRIMINAL_RECORD", "low")]


def test_a_plan_for_somebody_who_is_named_calms_nothing():
    text = "Beredskapsplan for [[Ella]], [[anafylaksi]]"
    assert [entity for entity, _ in found(text)] == ["PERSON", "HEALTH"]


def test_words_side_by_side_are_told_once():
    assert found("[[Psykiatrisk innleggelse]]") == [("HEALTH", "medium")]


def test_what_is_said_in_one_breath_is_told_once():
    assert found("[[Opptrening etter lårhalsbrudd]]") == [("HEALTH", "medium")]


def test_a_name_between_keeps_two_sayings_apart():
    text = "[[Epikrise]] [[Kari Nordmann]] og [[astma]]"
    assert [entity for entity, _ in found(text)] == ["HEALTH", "PERSON", "HEALTH"]


def test_what_any_word_may_end_holds_no_name():
    told = found("[[Dialogmøte]] – [[Kari Nordvik]]")
    assert [entity for entity, _ in told] == ["HEALTH", "PERSON"]


def test_a_phrase_that_tells_is_no_name():
    assert found("Melding om [[eid-feiring]]") == [("RELIGION", "medium")]


def test_a_surname_that_begins_as_a_calm_word_calms_nothing():
    assert found("[[Sykmelding]] for [[Trond Skogly]]") == [
        ("HEALTH", "medium"),
        ("PERSON", "high"),
    ]


def test_the_surest_word_of_a_saying_decides():
    assert found("Fri: [[kurs som tillitsvalgt i Fellesforbundet]]") == [("TRADE_UNION", "medium")]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Prøvesvar", ["HEALTH"]),
        ("DNA-test, prøvesvar", ["BIOMETRIC"]),
        ("Avhør, innkalling", ["CRIMINAL_RECORD"]),
        ("Avhør om hazara", ["ETHNICITY"]),
        ("Vitneforklaring om HDP-medlemskap", ["POLITICS"]),
        ("Dialogmøte 1, gradert sykmelding", ["HEALTH"]),
        ("DNA-prøve fra fornærmet", ["BIOMETRIC"]),
        ("Individuell plan for flyktning", ["ETHNICITY"]),
    ],
)
def test_the_kind_of_a_matter_is_told_only_where_nothing_else_is(text: str, entities: list[str]):
    told = search(text)
    assert [one.entity for one in told if one.confidence != "low"] == entities


def test_a_word_of_membership_at_an_organisations_side_belongs_to_it():
    assert found("[[medlemsbevis_Utdanningsforbundet]].pdf") == [("TRADE_UNION", "medium")]


def test_an_organisation_beside_another_that_is_joined_is_joined_too():
    text = "Overføring av medlemskap fra FO til Delta"
    assert [text[one.start : one.end] for one in search(text)] == ["medlemskap fra FO til Delta"]
