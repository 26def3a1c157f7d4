"""Context: what the words around a value and its field's name say about it.

The word lists are here and nowhere else. A word that ends in ``*`` stands for all words
that begin so, one that begins with it for compounds that end so; ``_`` is what joins words.
"""

from __future__ import annotations

import re
from functools import cache

from piilint.detect.page import Page

__all__ = [
    "ACCOUNT",
    "ADDRESS",
    "AMOUNT",
    "CALLED",
    "CARD",
    "CASE",
    "DANISH",
    "DUF",
    "HOLDER",
    "IDENTITY",
    "IP",
    "MONEY",
    "OLD_PLATE",
    "ORDERED",
    "OWNER",
    "PART",
    "PHONE",
    "PLATE",
    "SOLD",
    "SWEDISH",
    "VERSION",
    "is_near",
    "is_preceded",
]

_BEFORE = 40
_AFTER = 20

ORDERED = ("faktura", "ordre", "order", "invoice", "bestilling")
"""How words begin that say, right after a number, that it is an order's."""

IDENTITY = (
    "fnr fødselsnr* fødselsnummer* personnr* "
    "personnummer* f.nr dnr d-nummer* d-nr ssn identitetsnummer* "
    "personal-identification-number national-id* nin"
)
ACCOUNT = "konto* kto* kontonr* bankkonto* lønnskonto* utbetal* account* iban bic bban"
HOLDER = (
    "kontoavtale* kontoåpn* kontoopn* kontoopprett* kontohaver* kontohavar* kontoinnehav* "
    "kontokunde* kontofullmakt* kontodispon* account-holder* account-opening*"
)
"""Words of whoever has an account, whose identity number is beside them, though it may be one."""
MONEY = (
    "lån *lån lånet lånes* lånekonto* loan* mortgage* kreditt* credit* "
    "gjeld* refinans* refin kausjon* pant *pant pantobl* panted* depositum* deposit* husleie* "
    "lønn* salary payslip* payroll* honorar* feriepeng* bonus* diett* reiseregning* "
    "utlegg* refusjon* refund* utbyt* utdeling* erstatning* oppgjør* avdrag* "
    "autogiro* autotrekk* avtalegiro* trekk trekk* betaling* payment* payout* innbetal* "
    "overføring* transfer stipend* bidrag* trygd* pensjonsutbet* spare* sparing* bsu "
    "aksjesparekonto* fond fonds* innskudd* innskot* arveoppgj* skatteoppgj* tilbakebetal* "
    "etterbetal* forskudd* forskot* direct-debit* sepa remittance* bank banken *bank *banken"
)
"""Words of payments: eleven digits beside them are an account if they can be one at all."""
AMOUNT = (
    "kr kroner nok beløp* sum pris* total* budsjett* saldo rente* lån* areal* måler* antall uke* "
    "lotto* nummerserie* serie* id nr ref lnr imo isbn"
)
CARD = "kort kortnr* kortnummer* betalingskort* kredittkort* bankkort* visa mastercard amex card*"
CASE = (
    "kid sak* ord faktura* ordre* invoice* order* case* bilag* polise* avtale* kontrakt* "
    "journal* arkiv* bestilling* transaksjon* transaction* kundenr* kundenummer* løpenr* "
    "ticket* org.nr orgnr* organisasjonsnummer* gnr* bnr* dok* doknr* varenr* artikkel*"
)
SWEDISH = "personnummer* pnr samordningsnummer* svensk* swedish* sverige sweden ssn"
DANISH = "cpr* cpr-nr* cpr-nummer* personnummer* dansk* danish* danmark denmark ssn"
DUF = "duf duf-nr* dufnr* dufnummer* duf-nummer* udi utlending* asyl* immigration*"
PHONE = (
    "fasttelefon* mnp abonnent nytt_nr sim tele telefoni* porter porte "
    "oppringning* tilbakering* callback* caller* "
    "tlf* tel telefon* telephone* mob mobil* mobile* phone* cell* sms ring ringe ringes "
    "ringer ringte ringt ringde varsles varslast nås whatsapp vipps fax faks msisdn portering* "
    "nummerportering* abonnement* esim "
    "kontaktes kontaktnr* kontaktnummer* telefonnr* sim-kort nummerflytting* hotline "
    "porting* nummerport* numport* nummeroverfør* nummerbytte* simbytte* sim-bytte* datasim* "
    "tvillingsim* tvilling-sim* datakort* sim-bestill* simbestill* sim-ordre* sim-aktiver* "
    "mobilabonn* nytt-nummer* hemmelig-nummer* gsm smsto smstil smsnr* ringtil contactnumber* "
    "contactno contactphone* userphone* customerphone* signerphone* recipientphone* homephone* "
    "workphone* privatephone* kundetlf kundetelefon* kundemobil* privattlf* privatmobil* jobbtlf* "
    "signertlf signertelefon* brukertlf brukertelefon* mottakertlf mottakertelefon* "
    "hovednr* hovednummer* simkort*"
)
CALLED = (
    "megler megleren eiendomsmegler meglar meglaren eigedomsmeglar visning syning vaktmester* "
    "vaktmeister* mor mora moren far faren mamma pappa mormor farmor morfar farfar bestemor "
    "bestefar besteforeldre tante onkel søster bror forelder foresatt* føresett* verge* "
    "verje* nabo naboen pårørende parorende pårørande kontakt kontaktperson* vikar "
    "vikaren rørlegger* elektriker* snekker* tømrer* håndverker* takstmann* sjåfør sjåføren "
    "trener trenar lagleder lagleiar oppmann dommer oppdretter eier eigar selger seljar kjøper "
    "kjøpar byggherre byggeleder* byggjeleiar* formann formannen anleggsleder* montør* "
    "leietaker leietakar leigetakar leieboer utleier utleigar framleier avsender avsendar "
    "henter hentar hjelper ledsager assistent støttekontakt tolk tolken landlord "
    "tenant seller buyer caregiver guardian mother father driver caretaker plumber "
    "andelseier andelseieren andelseigar tiltakshaver tiltakshavar "
    "skipper skipperen kaptein sjafor sjaforen "
    "electrician når_han_på når_ho_på når_hun_på når_meg_på nåes_på treffes_på treffast_på "
    "nr_mitt_er nummeret_mitt nummeret_mitt_er mitt_nummer_er my_number_is "
    "kontakt_på svarer_på svarar_på svarer_ikke_på svarar_ikkje_på callback melding_til "
    "port port_inn port_in port_ut port_out "
    "signer signatar underskriver underskrivar medsøker medsøkar recipient mottaker mottakar "
    "låntaker låntakar lantaker ektefelle samboer sambuar garantist kausjonist "
    "fullmektig arving foresatte kontaktliste* ringeliste* telefonliste* vaktliste* tlf-liste* "
    "kontaktinfo* leie leige leieforhold leigeforhold utleie utleige husleie hybel barnevakt "
    "barnepass vaskehjelp hushjelp styreleder styreleiar nestleder kasserer kasserar ringtilbake "
    "ring_tilbake ring_opp hytteeier hundepasser dagmamma avlaster avlastar"
)
"""Words for somebody, or for what one calls about, right before a number to call."""
PLATE = (
    "bil bilen bilens biler kjt reg kjennemerke* "
    "reg.nr regnr* reg.nummer* registreringsnummer* skilt* "
    "nummerskilt* bilskilt* kjøretøy* motorsykkel* tilhenger* moped* varebil* lastebil* "
    "reg-nr* eier-av bilnøkkel* tanking* dekk* servicehefte* "
    "vehicle* car plate* registration-number* license-plate* parkering* parking* van lorry truck "
    "salgsmelding* prøvekjør* omregistrer* avregistrer* verksted* bompeng* eu-kontroll* kjørebok* "
    "p-kort* p-hus* ladeboks* diesel* *kjøretøy *køyretøy bremse* bremser girkasse* "
    "registerreim* clutch støtdemper* eksosanlegg* "
    "leasing* lease leaset kasko* innbytte* innbytt henger hengeren skademelding* kjøpekontrakt* "
    "motorvogn* vognkort* årsavgift bilforsikring* bilsalg* "
    "bilkjøp* motorferdsel* brikkeavtale* bomavtale* bombrikke* autopass* "
    "bilavtale* billån* bilskade* bilkontrakt* bilpant* billeie* bilutleie* bilverksted* bilvask* "
    "firmabil* tjenestebil* leiebil* bruktbil* elbil* personbil* stasjonsvogn* kassebil* bobil* "
    "campingvogn* caravan atv snøscooter* scooter* traktor* drosje* taxi* mc motorcycle* moped* "
    "bilglass* bildekk* bilnøkkel* bilregist* bilberg* bilvrak* bilhenger* bileier* bilforhandler* "
    "veteranbil* nybil* kilometerstand* km-stand piggdekk* dekkskift* dekkhotell* vrakpant* "
    "volvo toyota vw volkswagen tesla bmw audi ford mercedes* peugeot opel skoda škoda nissan "
    "mazda "
    "kia hyundai honda suzuki mitsubishi subaru renault citroen citroën fiat porsche polestar byd "
    "lexus jaguar jeep seat cupra dacia xpeng nio saab yamaha kawasaki harley* ducati scania "
    "iveco isuzu tesla* vivaro transporter caddy transit octavia golf passat leaf yaris "
    "corolla rav4 qashqai kona niro ioniq id.3 id.4 id.buzz model-y kodiaq enyaq sprinter hilux "
    "*bil *bilen *bilene *biler *henger *hengeren *vogn *vogna *vognen *sykkel *sykkelen "
    "*traktor *traktoren minibuss* buss bussen semitrailer* dumper* gravemaskin* hjullast* "
    "chassis* chassi understell* eierskifte-bil kjøreskade* kjøregod* motpart* trafikkskade* "
    "trafikkuhell* påkjør* kollisjon* bulkeskade* steinsprut* frontrute* salgspant "
    "kjørelære* kjøretime* elbillader* garasjeplass* p-plass* "
    "p-tillatelse* beboerparkering* hc-parkering* oblat* autopass* bombrikke* bomring* "
    "ferjekort* drivstoff* bensinkort* drivstoffkort* kjørerute* "
    "pkk eu-godkjen* trafikkforsikring* trafikktrygd* ansvarsforsikring* moped* mopedbil* "
    "leietakers-bil innbyttebil* demobil* demonstrasjonsbil* prøveskilt* dagsprøve* personlig-skilt"
    " registration reg-nr towing parking-permit car-lease vehicle-sale truck* "
    "eier_av eigar_av owner_of fører_av førar_av driver_of passasjer_i nøkkel_til "
    "hengeravtale* hengerkontrakt* bompasser* bomavgift* "
    "vegtrafikk* veitrafikk* hjulskift* hjulhotell* vinterdekk* sommerdekk* vinterhjul* "
    "sommerhjul* snøskuter* snøscooter* ferdsskriv* ferdskriv* fartsskriv* ladeavtale* "
    "ladebrikke* ladekort* hjemmelad* heimelad* kilometergodt* km-godt* vespa mini_cooper "
    "pickup pick-up suv bilpool* bildeling* bilkollektiv* vrakmeld* heftelser_i lastebilkjør* "
    "sjåfør* sjåførkort* bergingsbil* redningsbil* veihjelp* vegahjelp* bilredning* "
    "startkabel* vegavgift* trafikkforseel* feilparker* borttauing* tauing* hjulspor* "
    "motorvogn* motorkjøretøy* alfa_romeo aston* bentley buick cadillac "
    "chevrolet chrysler cybertruck daihatsu dodge ferrari infiniti lancia land_rover "
    "fartsbot* fotoboks* fartskontroll* trafikkontroll* trafikkforelegg* førerkortbeslag* "
    "bilbonus* biltakst* bilskifte* "
    "promillekjør* promillekøyr* ruskjør* ruskøyr* fartsmåling* vtrl dui "
    "range_rover maserati maxus smart_fortwo ssangyong voyah zeekr hongqi mg4 mg_zs rivian "
    "aygo auris avensis prius proace landcruiser land_cruiser bz4x touran tiguan touareg id4 "
    "id3 id7 ev6 ev9 eqa eqc i3 taycan etron e-tron xc40 xc60 xc70 xc90 v60 v70 v90 ex30 ex40 "
    "ex90 c40 model_3 model_s model_x model_y kangoo trafic berlingo ducato mondeo kuga "
    "mustang tourneo outlander asx pajero outback cx-5 cx-3 mx-30 sportage sorento tucson "
    "santa_fe i20 i30 fabia karoq citigo ë-c4 køyretøy* nøkkel_nr_2 "
    "tilhengar* hengar hengaren *hengar *hengaren grønt_kort* vraking* salsmeld* *bilar *bilane "
    "trailer* vogntog* kjerre* pant_i totalskad* kondemner* bulk bulket viltpåkjør* "
    "elgpåkjør* hjortepåkjør* rådyrpåkjør* parkeringsskad* lakkskad* ruteskad* glasskad* "
    "hærverksskad* parkskad* parkbulk* bilopphogg* opphogging* vrakbil* "
    "overføring_av_eie* eigarskifte eierskiftemeld* omreg avskilt* reimport* bruktimport* "
    "hengerlån* hengerutlån* hengarlån* er_solgt er_selt vrakes avskiltes parkert_på oljeskift* "
    "importbil* kjørebokføring* kjøretøykontrakt* total_loss "
    "forelegg* fart fartsbot* fartsovertred* fotoboks* bilnr* bilnummer* pgeb p-geb* "
    "panteheft* bilnøkler "
    "write-off hire-car rental-car courtesy-car company-car "
    "salgsm salsm salgsmeld salsmeld påkj innb leas glassk steinspr* frontr vognk snøskut* "
    "ruteskift* vrak vrakp vrakm eu-kontr campingv kommisjonssalg* utrykning* lakkering* omlakk* "
    "valtra john_deere massey_ferguson new_holland fendt claas deutz* kubota case_ih steyr zetor "
    "brenderup ifor_williams tysse hymer bürstner adria dethleffs polaris can-am lynx arctic_cat "
    "ski-doo husqvarna ktm triumph lamborghini mclaren piaggio derbi aixam ligier"
)
OWNER = (
    "eier eieren eigar eigaren medeier medeigar fører føreren førar føraren selger seljar "
    "kjøper kjøpar kjører køyrer"
)
"""Whoever has or drives a vehicle, right before its plate and nothing else."""
SOLD = "eierskifte"
"""A matter of homes as well, whose own numbers have a hyphen: Eierskifte ES-88213."""
OLD_PLATE = (
    "veteran* antikk* oldtimer* klassisk* vintage entusiast* kjennemerke* kjenneteikn* reg.nr "
    "regnr* registreringsnummer* number-plate* license-plate* amazon folkevogn boble gråtass*"
)
"""Words of vehicles from before 1971, whose plates were a county's letter and a number."""
PART = (
    "serienr* serienummer* delenr* delenummer* kursnr* kursnummer* produkt* prosjekt* project* "
    "tegning* skjema* container* anlegg* standard* kartblad* modellnr* komponent* instrument* "
    "måler* kolli kollinr* posisjon* pos rom etasje versjon* vedtak* tilbud* parti* batch* lot "
    "serial* part del deler reservedel* hylle hylla skap reol"
)
"""Words before numbers of things that are written as a plate is."""
ADDRESS = "ip ip-adresse* ip-address* ipv4 ipv6 adresse address"
IP = f"{ADDRESS} host klient* client* remote* server*"
"""Words beside an address; those of programs have versions of four small numbers as well."""
VERSION = (
    "versjon* version* ver v release* rel build* rev revisjon* revision* sdk api oid kapittel "
    "kap pkt punkt avsnitt section chapter § firmware driver patch utgave"
)


_SPELLINGS = str.maketrans({"_": "[ _-]", "ø": "(?:ø|oe?)", "æ": "(?:æ|ae)", "å": "(?:å|aa)"})
"""How the words' signs are written in texts, in file names too: kjorebok, kjoerebok."""


@cache
def _pattern(words: str, last: bool) -> re.Pattern[str]:
    alternatives = "|".join(
        (r"\w{1,30}" if word.startswith("*") else "")
        + re.escape(word.strip("*")).translate(_SPELLINGS)
        + (r"\w{0,30}" if word.endswith("*") else "")
        for word in words.split()
    )
    # The word may have a number of its own: selger2-.
    tail = r"(?:[ _-]?[0-9]{1,2}(?=[\s.:=#(/_-]))?[\s.:=#(/_-]{0,4}$" if last else r"(?![^\W\d_])"
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives}){tail}")


def is_near(page: Page, start: int, end: int, words: str) -> bool:
    """Whether one of the words is in the field's label or close to the span, in its field."""
    pattern = _pattern(words, last=False)
    around = f"{page.before(start, _BEFORE)}\n{page.after(end, _AFTER)}".lower()
    return pattern.search(around) is not None or pattern.search(page.label(start)) is not None


def is_preceded(page: Page, start: int, words: str) -> bool:
    """Whether one of the words stands right before the span, in its field."""
    return _pattern(words, last=True).search(page.before(start, _BEFORE).lower()) is not None
