"""Context: what the words around a value and its field's name say about it.

The word lists are here and nowhere else. A word that ends in ``*`` stands for all words
that begin so.
"""

from __future__ import annotations

import re
from functools import cache

from piilint.detect.page import Page

__all__ = [
    "ACCOUNT",
    "CARD",
    "CASE",
    "DANISH",
    "DUF",
    "IDENTITY",
    "IP",
    "PHONE",
    "PLATE",
    "SWEDISH",
    "VERSION",
    "is_near",
    "is_preceded",
]

_BEFORE = 40
_AFTER = 20

IDENTITY = (
    "fnr fødselsnr* fødselsnummer* fodselsnr* fodselsnummer* foedselsnummer* personnr* "
    "personnummer* f.nr dnr d-nummer* d-nr ssn identitetsnummer* "
    "personal-identification-number national-id* nin"
)
ACCOUNT = "konto* kto* kontonr* bankkonto* lønnskonto* utbetal* account* iban bic bban"
CARD = "kort kortnr* kortnummer* betalingskort* kredittkort* bankkort* visa mastercard amex card*"
CASE = (
    "kid sak* faktura* ordre* invoice* order* case* bilag* polise* avtale* kontrakt* "
    "journal* arkiv* bestilling* transaksjon* transaction* kundenr* kundenummer* løpenr* "
    "ticket* org.nr orgnr* organisasjonsnummer* gnr* bnr* dok* doknr* varenr* artikkel*"
)
SWEDISH = "personnummer* pnr samordningsnummer* svensk* swedish* sverige sweden ssn"
DANISH = "cpr* cpr-nr* cpr-nummer* personnummer* dansk* danish* danmark denmark ssn"
DUF = "duf duf-nr* dufnr* dufnummer* duf-nummer* udi utlending* asyl* immigration*"
PHONE = (
    "tlf* tel telefon* telephone* mob mobil* mobile* phone* cell* sms ring ringe ringes "
    "ringer nås whatsapp vipps fax faks msisdn"
)
PLATE = (
    "bil bilen bilens biler kjt reg kjennemerke* "
    "reg.nr regnr* reg.nummer* registreringsnummer* skilt* "
    "nummerskilt* bilskilt* kjøretøy* motorsykkel* tilhenger* moped* varebil* lastebil* "
    "vehicle* car plate* registration-number* license-plate* parkering* parking*"
)
IP = "ip ip-adresse* ip-address* ipv4 ipv6 adresse address host klient* client* remote* server*"
VERSION = (
    "versjon* version* ver v release* rel build* rev revisjon* revision* sdk api oid kapittel "
    "kap pkt punkt avsnitt section chapter § firmware driver patch utgave"
)


@cache
def _pattern(words: str, last: bool) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(word.rstrip("*")) + (r"\w{0,30}" if word.endswith("*") else "")
        for word in words.split()
    )
    tail = r"[\s.:=#(/-]{0,4}$" if last else r"(?![^\W\d_])"
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives}){tail}")


def is_near(page: Page, start: int, end: int, words: str) -> bool:
    """Whether one of the words is in the field's label or close to the span, in its field."""
    pattern = _pattern(words, last=False)
    around = f"{page.before(start, _BEFORE)}\n{page.after(end, _AFTER)}".lower()
    return pattern.search(around) is not None or pattern.search(page.label(start)) is not None


def is_preceded(page: Page, start: int, words: str) -> bool:
    """Whether one of the words stands right before the span, in its field."""
    return _pattern(words, last=True).search(page.before(start, _BEFORE).lower()) is not None
