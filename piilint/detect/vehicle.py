"""Norwegian number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.context import (
    AMOUNT,
    CASE,
    OLD_PLATE,
    ORDERED,
    OWNER,
    PART,
    PLATE,
    SOLD,
    is_near,
    is_preceded,
)
from piilint.detect.digits import Run
from piilint.detect.page import Page
from piilint.model import Confidence, Evidence

__all__ = ["number_plate"]


_ELECTRIC = frozenset({"EL", "EK", "EV", "EB", "EC", "ED", "EE", "EF", "EH"})
"""The series of electric cars, which other numbers seldom begin with."""
_WORDS = frozenset(
    ("as", "at", "av", "be", "ca", "en", "er", "et", "kl", "kr", "nr", "pa", "pr", "us", "vs")
)
"""Words as long as a plate's letters, in small letters before a number or after an owner."""
_FORMS = frozenset(("AS", "BA", "DA", "SA"))
"""Forms of companies: medeier SA 20250."""


def number_plate(page: Page) -> Iterator[Evidence]:
    """Find number plates: two letters and five digits, four for motorcycles and trailers.

    The same is a case number far more often, so that a word decides.
    """
    text = page.text
    for run in page.runs:
        is_apart = text[run.start - 1 : run.start] in _APART
        letters = run.start - (3 if is_apart else 2)
        if is_apart and _is_old(page, run):
            yield _evidence(run.start - 2, run.end, "high")
            continue
        if letters < 0 or not text[letters : letters + 2].isalpha():
            continue
        if letters and text[letters - 1].isalnum():
            continue
        match = _plate().match(text, letters)
        if match is None:
            continue
        confidence = _confidence(page, match)
        if confidence:
            yield _evidence(match.start(), match.end(), confidence)
    if any(map(text.__contains__, _PLATES)):
        for match in _foreign().finditer(text):
            yield _evidence(match.start("plate"), match.end(), "high")
        for match in _personal().finditer(text):
            yield _evidence(match.start("plate"), match.end(), "high")


_APART = (" ", "-", "_", "+", ".")
"""What may stand between a plate's letters and its digits, a URL's plus included."""
_PLATES = ("skilt", "Skilt", "SKILT", "jennem", "egnr", "eg.nr", "late ", "tablic")
"""Parts of the words before which :func:`_foreign` looks for a plate."""


def _evidence(start: int, end: int, confidence: Confidence) -> Evidence:
    return Evidence(
        entity="NO_VEHICLE_REGISTRATION",
        start=start,
        end=end,
        confidence=confidence,
        detector="number_plate",
        rests_on=("format", "context") if confidence == "high" else ("format",),
    )


@cache
def _plate() -> re.Pattern[str]:
    letters, capitals = "[A-FHJ-LNPR-VX-Za-fhj-lnpr-vx-z]{2}", "[A-FHJ-LNPR-VX-Z]{2}"
    return re.compile(
        rf"(?:{letters}[ _+-]?[0-9]{{4,5}}|{capitals}\.[0-9]{{4,5}}"
        rf"|{capitals}[ _+-][0-9]{{2}} [0-9]{{3}})(?![^\W_])"
    )


@cache
def _foreign() -> re.Pattern[str]:
    """A plate of another country right after a word that says so: polske skilt WGM 4K27."""
    return re.compile(
        r"(?<![^\W_])(?:(?i:(?:bil|nummer)?skilt(?:er|et|a|ene)?|kjennemerker?|kjenneteikn"
        r"|reg\.?[ ]?nr|plates?|registreringsn(?:umme)?r|tablice|registration|reg))"
        r"[.:]?[ :=_-]{1,2}(?P<plate>(?!(?:ISO|DIN|IEC|RAL)[ -])"
        r"(?![A-Z]{2,3}[ -]?[0-9]{4,5}(?![0-9A-Z]))"
        r"(?:(?:[A-ZÅÄÖÜ]{2,3}|[A-ZÅÄÖÜ]{1,3}[ -][A-Z]{1,2})[ -]?[0-9][0-9A-Z]{2,4}"
        r"(?:[ -][A-Z]{3})?|[0-9]{4}[ -]?[A-Z]{3}"
        r"|[0-9]{2}-[A-Z]{2}-[0-9]{2}))(?![^\W_]|[ ./-][0-9])"
    )


@cache
def _personal() -> re.Pattern[str]:
    """What stands on a plate that somebody chose: personlig skilt FJORD1."""
    return re.compile(
        r"(?i:personleg|personlige?) (?i:(?:bil)?skilt)[: ]{1,2}"
        r"(?P<plate>(?=[A-ZÆØÅ]*[A-ZÆØÅ])[A-ZÆØÅ0-9]{2,7})(?![^\W_])"
    )


def _is_old(page: Page, run: Run) -> bool:
    """Whether a county's letter and a number are a plate of before 1971: veteranbil S-41207."""
    text, start = page.text, run.start - 2
    if start < 0 or text[start] not in _COUNTIES or text[start + 1] not in " -":
        return False
    if page.before(start, 1).strip(" (:,") or not text[run.start : run.end].isdecimal():
        return False
    return (
        run.end - run.start < 7
        and is_near(page, start, run.end, OLD_PLATE)
        and not is_preceded(page, start, f"{CASE} {PART}")
    )


_COUNTIES = frozenset("ABCDEFHIKLMNOPRSTUVWXYZ")
"""The letters that plates began with."""


def _follows(page: Page, start: int, pattern: re.Pattern[str]) -> bool:
    """Whether what a pattern looks for stands before a plate in its field."""
    return pattern.search(page.before(start, _CLAIM).lower()) is not None


@cache
def _claim() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W\d_])(?:skade(?:sak)?|h(?:æ|ae)rverk|p(?:å|aa?)kj(?:ø|oe?)rsel)"
        r"(?:[ ]?nr\.?)?"
        r"[ :#_-]{1,2}\d[\d/-]{3,}[^\w/-]"
    )


def _is_claims(page: Page, start: int) -> bool:
    """Whether a claim has its own number before: skade 2025-1188, Kvam/LS 22781."""
    return _follows(page, start, _claim()) and not is_preceded(page, start, f"{CASE} {PART}")


@cache
def _deal() -> re.Pattern[str]:
    """What is done to things, right before what is sold, lent or let: salg av DN 12345."""
    return re.compile(
        r"(?<![^\W\d_])(?:(?:videre)?salg|kj(?:ø|oe?)p|(?:ut)?lei(?:e|ge)|(?:ut)?l(?:å|aa?)n|sal"
        r"|overdrag(?:else|ing)|overtak(?:else|ing)|tyveri|tjuveri|bruksrett|registrering|bruk"
        r"|innl(?:ø|oe?)sning|retur|utlevering)[ _-](?:av|til|p(?:å|aa?)|for)[ _-]$"
    )


def _is_pictured(page: Page, match: re.Match[str]) -> bool:
    """Whether a slug has pictures of the damage to it: skade_KH55812_bilder."""
    is_damage = page.before(match.start(), len("skade_")).lower() in ("skade_", "skade-")
    after = page.after(match.end(), len("_bild")).lower()
    return is_damage and after[:1] in ("_", "-") and after[1:] in ("bild", "foto", "phot", "taks")


def _is_of_house(page: Page, match: re.Match[str]) -> bool:
    """Whether a claim on a house is numbered so: Skademelding SR 20418 vannlekkasje kjeller."""
    before = page.before(match.start(), _CLAIM).lower().rstrip(" _-:")
    after = page.after(match.end(), _CLAIM).lower()
    return before.endswith("skademelding") and _house().match(after) is not None


@cache
def _house() -> re.Pattern[str]:
    return re.compile(
        r"[ _:,-]{1,3}(?:i |på )?(?:vann|vass|lekkasje|kjeller|kjellar|bad(?![^\W_])|tak(?![^\W_])"
        r"|r(?:ø|oe?)r|pipe|loft|kj(?:ø|oe?)kken|oppvask|vaskemaskin|hytte|bolig|bustad"
        r"|hus(?![^\W_])|sopp|mus(?![^\W_])|r(?:å|aa?)te|fukt|avl(?:ø|oe?)p|sluk|innbo|bygning)"
    )


@cache
def _key() -> re.Pattern[str]:
    """A key right before the car that it is of, numbered or not: Nøkkel nr. 2 til EB 19035."""
    return re.compile(r"n(?:ø|oe?)kk(?:el|elen|ler|lar|lene)(?: nr\.? ?\d{1,2})? (?:til|for) $")


_JOINTS = " _+-."
_CLAIMED = " 0123456789"
"""What may follow the letters of a plate after the number of a claim."""
_OF_YEAR = 4
_MONTHS = ("-0", "-1", "_0", "_1", ".0", ".1")
"""What a month after a year begins with."""
_CLAIM = 50
"""Characters before a plate in which the number of a claim is looked for."""


@cache
def _vehicle() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:(?:vare|laste|person|firma|tjeneste|leie|brukt|el)?bil|(?:til)?henger|varevogn"
        r"|kj(?:ø|oe?)ret(?:ø|oe?)y|traktor|moped|motorsykkel|bobil|campingvogn|scooter|skuter"
        r"|atv|hjullaster|gravemaskin)(?:en|et|a)?|car|van|truck)[ _-]"
        rf"(?:(?!{_COUNTED})[^\W\d_]{{2,12}}[ _-])?$"
    )


_COUNTED = "ord|sak|fakt|tilb|kontr|avtal|best|poli|nr|num|del|ref|lis|lo[ei]y|løy|serv|verk|ver"
"""How words begin that are no make of a vehicle, before a number of their own."""


def _follows_vehicle(page: Page, start: int) -> bool:
    """Whether a vehicle stands right before, whatever the paper: kontrakt_varebil_VJ-30562.

    Its make may stand between: kontrakt_traktor_valtra_JX1843.
    """
    return page.before(start, 1) in ("-", "_", " ") and _follows(page, start, _vehicle())


@cache
def _numbered() -> re.Pattern[str]:
    """What is numbered so, right before the number: Verkstedordre AB 12877, taxiløyve TR-2043."""
    return re.compile(
        r"(?:[^\W\d_]ord(?:re|er)|faktura|bestilling|tilbud|kvittering|l(?:ø|oe?)yve|lisens"
        r"|licen[cs]e|permit|konsesjon)"
        r"(?:nr\.?|nummer)?[ :#_-]{1,2}$"
    )


def _is_numbered(page: Page, match: re.Match[str]) -> bool:
    """Whether an order, or an error that a URL tells of, is numbered so."""
    start = match.start()
    is_error = match[0][2] == "-" and page.before(start, _CLAIM).lower().endswith(_ERRORS)
    return is_error or _follows(page, start, _numbered()) or _follows(page, start, _keyed())


@cache
def _keyed() -> re.Pattern[str]:
    """A URL's key for what is none of a vehicle: ?ref=BN-48122."""
    return re.compile(r"[?&;](?:[a-z]{0,8}ref|referanse|reference|doc|dok|token|tx|trans)=$")


_ERRORS = ("/error/", "/err/", "/feil/", "/errors/", "/feilkode/")


def _is_order_s(page: Page, match: re.Match[str]) -> bool:
    """Whether a slug goes on by saying what the number is of: verksted-AB12345-ordre."""
    joint, rest = page.after(match.end(), 1), page.after(match.end(), 12)[1:].lower()
    return joint in ("-", "_") and rest.startswith(_NUMBERED)


_NUMBERED = (*ORDERED, "bilag", "kreditnota")
"""What is numbered as a plate is, said after its number."""


def _is_of_thing(page: Page, match: re.Match[str]) -> bool:
    """Whether a word of cases, parts or amounts is near, or one of papers right before."""
    if match[0][:2] in _STANDARDS:
        return True
    if is_near(page, match.start(), match.end(), f"{CASE} {PART} {AMOUNT}"):
        return True
    return is_preceded(page, match.start(), _PAPERS)


_STANDARDS = frozenset({"EN", "NS", "TS", "TR", "CE"})
"""What standards are numbered after: NS 15189, EN 12464."""
_PAPERS = (
    "*ordre *rapport rapport* *søknad søknad* rekvisisjon* attest* sertifikat* melding* protokoll* "
    "konto* kto* rute linje tog fly flight buss modell* type typen art.nr art kode koden code "
    "ticket* avd"
)
"""What is numbered as plates are in a title: Rapport SV 61177."""


def _confidence(page: Page, match: re.Match[str]) -> Confidence | None:
    letters, joint = match[0][:2], match[0][2]
    if (joint == " " and letters in _WORDS) or (joint == "." and letters.lower() in _WORDS):
        return None
    if letters in ("nr", "Nr") or (letters == "NR" and page.before(match.start(), 1) == "-"):
        return None  # gebyr-nr-77120, P-NR 77120
    number = match[0][2:].lstrip(_JOINTS)
    is_year = len(number) == _OF_YEAR and "2000" <= number < "2036"
    after = page.after(match.end(), 2)
    if is_year and (after in _MONTHS or (after[:1] == "/" and after[1:].isdecimal())):
        return None  # kjorebok-ZL-2025-09, NJ-2024/55
    if (
        is_year
        and page.after(match.end(), 1) != "-"
        and not is_preceded(page, match.start(), PLATE)
    ):
        return None  # renovasjonsbiler lot 2, ref. RB 2025
    if is_near(page, match.start(), match.end(), PLATE):
        is_in_folder = page.text[match.start() - 1] == "/"  # avtaler/SV66210-bilkontrakt.pdf
        is_counted = not (is_in_folder or _follows_vehicle(page, match.start()))
        is_counted = is_counted and is_preceded(page, match.start(), f"{CASE} {PART}")
        is_counted = is_counted or _is_order_s(page, match) or _is_numbered(page, match)
        is_counted = is_counted or _is_of_house(page, match)
        return None if is_counted else "high"
    is_written = letters.isupper() or joint in ("-", "_")
    is_word = letters.lower() in _WORDS or letters in _FORMS
    if is_written and not is_word and is_preceded(page, match.start(), OWNER):
        return "medium"
    is_sold = joint != "-" and (letters.isupper() or joint.isdecimal())
    if is_sold and is_near(page, match.start(), match.end(), SOLD):
        return "medium"
    if not (letters.isupper() and match[0][-5:].isdecimal()) or joint == ".":
        return None
    if _follows(page, match.start(), _key()) and letters in _ELECTRIC:
        return "medium"
    if joint in _CLAIMED and _is_claims(page, match.start()):
        return "medium"
    if _is_pictured(page, match) or _follows(page, match.start(), _deal()):
        return "medium"
    if "title" in page.label(match.start()) and joint != "-" and not _is_of_thing(page, match):
        return "medium"  # Forsikring AB 12345, which nothing else in a title is numbered as
    is_electric = letters in _ELECTRIC and joint == " "
    if is_electric and not is_near(page, match.start(), match.end(), f"{CASE} {PART} {AMOUNT}"):
        return "medium"
    return "low"
