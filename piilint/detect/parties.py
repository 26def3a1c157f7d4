"""Surnames that are a case's party or act together, though a farm or a place may be called so."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.words import Name, Token

__all__ = [
    "BOTH",
    "CASES",
    "MONTHS",
    "ORDERS",
    "POSSESSIVE",
    "SURNAMES",
    "are_partners",
    "is_after_case",
    "is_of_private_matter",
    "is_one_of_two",
    "opens",
]

SURNAMES = bits.SURNAME | bits.MORPHOLOGY
"""What is a surname by a list or by its ending."""
BOTH = frozenset({"og", "and"})
"""What joins two who act or are meant together."""
POSSESSIVE = frozenset({"sin", "si", "sitt", "sine"})
"""What says of something after it that it is theirs: Omid sitt møte."""
MONTHS = frozenset(
    {
        *("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september"),
        *("oktober", "november", "desember", "may", "june", "july", "march", "jan", "feb"),
    }
)
"""Names that are months too."""
CASES = frozenset(
    {
        *("sak", "saka", "saken", "saksnr", "saksnummer", "arkivsak", "arkivsaksnr", "klage"),
        *("klagesak", "vedtak", "søknad", "ref", "referanse", "journalpost", "skadesak", "krav"),
        *("case", "claim", "henvendelse", "mandat", "klient", "søker", "mappe", "oppdrag"),
    }
)
"""What a number is of that its party's surname may follow."""
ORDERS = frozenset(
    {
        *("po", "ord", "ordre", "order", "inv", "invoice", "faktura", "fakt", "bestilling", "lev"),
        *("innkjøp", "tilbud", "anbud", "prosjekt", "bygg", "projekt", "project", "rapport"),
        *("gnr", "bnr", "gbnr", "gårdsnr", "matrikkel", "eiendom", "eigedom", "tomt", "festetomt"),
        *("rute", "versjon"),
    }
)
"""What a number is of that a supplier or a place follows."""
_TIMES = MONTHS | {"vår", "sommer", "sommar", "høst", "haust", "vinter"}
"""What ends a number that is no case's: 2025/12 Mars."""
_FEWEST_RUNNING = 4
"""Digits of a running number after two of a year, at least; fewer are a cadastral unit's."""
_ENDS_NUMBER = ("/", "-", "_", " ", "–", "(")
_TOGETHER = frozenset(
    {
        *("deler", "signerer", "underskriver", "flytter", "flyttar", "møter", "kjøper", "selger"),
        *("sel", "overtar", "overtek", "ringer", "ønsker", "ønskjer", "kommer", "kjem", "bor"),
        *("reiser", "leier", "leiger", "låner", "søker", "søkjer", "klager", "samtykker"),
        *("avtaler", "godkjenner", "bekrefter", "bytter", "byter", "trenger", "gifter"),
        *("treng", "skiller", "krangler", "kranglar", "snakker", "snakkar", "jobber", "jobbar"),
        *("spør", "ber", "sier", "seier"),
    }
)
"""What two people do together, and no two farms."""
_DONE = frozenset(
    {
        *("lest", "lese", "signert", "bedt", "bede", "sagt", "avtalt", "kjøpt", "solgt", "selt"),
        *("flyttet", "flytta", "betalt", "godkjent", "underskrevet", "skrevet", "skrive", "møtt"),
    }
)
"""The same after "har"."""
_AFTER = frozenset({"etter", "after"})
"""What stands before the dead whose estate a matter is about: Skifte etter Bakken."""

_FOR = frozenset({"for", "til", "to"})
"""What stands between a matter of somebody's and them: Advarsel til Bakken."""
_TO_PLACES = frozenset(
    {
        *("skoleskyss", "skolebytte", "skolebyte", "bryllup", "bryllaup", "bryllupet", "inkasso"),
        *("odelsrett", "odel", "åsetesrett", "løsningsrett", "hevd"),
    }
)
"""Matters that go to a place: Skoleskyss til Bakken."""


def is_after_case(tokens: Sequence[Token], name: Name) -> bool:
    """A surname that ends a field after a case's number: sak 44 / Rustad, 2024/03318-Hovland.

    After a paper's, too (Oppsigelse 44/Kvernmo), and before somebody's move (2025/11 Vik innfl.).
    """
    token = tokens[name.first]
    if token.text.islower() and name.last == len(tokens) - 1:
        return _is_slugged_after_case(tokens, name)
    if name.first != name.last or not _ends_at_move(tokens, name.last + 1):
        return False
    if not _is_surname(token) or token.kind & bits.PLACE or len(token.text) < 3:
        return False
    if token.text.lower() in _TIMES:
        return False
    gap = token.gap.rpartition("\0")[2]
    number = gap.strip(" -–_/(,:.")
    if not gap.endswith(_ENDS_NUMBER) or not number.replace("/", "").replace("-", "").isdecimal():
        return False
    before = tokens[name.first - 1].text.lower() if name.first else ""
    if before in ORDERS:
        return False
    is_paper = name.first > 0 and bool(tokens[name.first - 1].kind & bits.PAPER)
    return is_paper or before in CASES or _is_case_number(number)


def _ends_at_move(tokens: Sequence[Token], at: int) -> bool:
    """Whether a field ends there, or with a word of who moves."""
    if at < len(tokens) - 1:
        return False
    return at == len(tokens) or tokens[at].text.startswith(("utfl", "innfl"))


def _is_slugged_after_case(tokens: Sequence[Token], name: Name) -> bool:
    """The same in small letters and without a space: fullmakt-2025-19-tollefsrud."""
    at, token = name.first, tokens[name.first]
    names = tokens[at : name.last + 1]
    if not at or any(not one.kind & bits.SURNAME or one.kind & _OTHER for one in names):
        return False
    number, before = token.gap.strip("-_/").replace("_", "-"), tokens[at - 1]
    if len(token.text) < _LEAST_IN_SLUG or not number.replace("-", "").isdecimal():
        return False
    is_matter = bool(before.kind & (bits.PRIVATE | bits.ROLE))
    is_matter = is_matter or before.text.lower() in CASES | _MANDATES
    parts = number.split("-")
    is_yearly = len(parts) == _OF_YEARLY and len(parts[0]) in (2, 4)
    return is_matter and is_yearly and token.gap[-1] in _SIGNS


_MANDATES = frozenset({"fullmakt", "samtykke", "leie", "husleie", "utleie", "innkreving"})
"""What is somebody's as well, and numbered by years."""
_OTHER = bits.PLACE | bits.GENERIC
_LEAST_IN_SLUG = 5
"""Letters of such a surname at least."""
_OF_YEARLY = 2
"""Parts of a case's number that begins with its year."""
_SIGNS = "-_/"


def _is_case_number(number: str) -> bool:
    """A year and a running number, and no date: 2024/1187, 24/00331-2."""
    parts = number.replace("-", "/").split("/")
    for at, year in enumerate(parts[:-1]):
        rest = parts[at + 1 :]
        if len(year) == 4 and year.startswith(("19", "20")):
            return [len(part) for part in rest] != [2, 2]
        if len(year) == 2 and "/" in number and len(rest[0]) >= _FEWEST_RUNNING:
            return True
    return False


def is_one_of_two(tokens: Sequence[Token], name: Name) -> bool:
    """One of two surnames that a sentence begins with, whose bearers do something together."""
    for start in (name.first, name.first - 2):
        words = tokens[max(start, 0) : start + 5]
        if start < 0 or len(words) < 4 or words[1].text != "og" or not opens(words[0]):
            continue
        if any(token.gap != " " for token in words[1:4]):
            continue
        does = words[3].text in _TOGETHER or (words[3].text == "har" and words[-1].text in _DONE)
        if does and _are_two_surnames(words[0], words[2]):
            return True
    return False


def is_of_private_matter(tokens: Sequence[Token], name: Name) -> bool:
    """A surname that a matter of persons is between or after: Ektepakt mellom Bakken og Tran."""
    token, at = tokens[name.first], name.first - 1
    if name.first != name.last or not token.is_title or not token.kind & bits.SURNAME or at < 1:
        return False
    if tokens[at].text in _AFTER:
        return _is_private(tokens, at)
    if tokens[at].text in _FOR and not token.kind & bits.PLACE and _is_private(tokens, at):
        return tokens[at - 1].text.lower() not in _TO_PLACES
    if tokens[at].text in BOTH:
        at -= 1
        if at > 1 and len(tokens[at].text) == 1:
            at -= 1  # Bakken (f. 1968) og Tran
        if not tokens[at].kind & SURNAMES:
            return False
        if _is_theirs(tokens, at):
            return not token.kind & bits.PLACE
        at -= 1
    if at < 1 or tokens[at].text not in ("mellom", "between"):
        return False
    # An address may stand between: Kjøpekontrakt Tårnfjellveien 3 mellom Enge og Tran.
    return any(one.kind & bits.PRIVATE for one in tokens[max(0, at - _APART_BY) : at])


_APART_BY = 4
"""Words between a matter and those whom it is between, at most."""


def are_partners(tokens: Sequence[Token], at: int) -> bool:
    """Whether "&" joins two surnames from there on that a private matter is of: lån Ragde & Moe."""
    if at < 1 or at + 1 >= len(tokens):
        return False
    before, one, other = tokens[at - 1 : at + 2]
    is_private = bool(before.kind & bits.PRIVATE) and one.gap == " "
    is_private = is_private or (before.text.lower() in _SETTLED and one.gap in (" ", ". ", ": "))
    if other.gap not in (_APART if is_private else _AMPERSANDS):
        return False
    is_theirs = (
        bool(before.kind & (bits.PRIVATE | bits.PAPER)) or before.text.lower() in _TWO | _SETTLED
    )
    ends = tokens[at + 2 : at + 3]
    is_firm = bool(ends) and bool(ends[0].kind & (bits.ORG_AFTER | bits.ORG_FORM))
    are_two = _are_two_surnames(one, other)
    if before.text.lower() in _SETTLED:
        are_two = are_two or (_is_surname(one) and _is_family_s(other))
    return is_theirs and not is_firm and are_two


_AMPERSANDS = frozenset({" & ", "&", "_&_", "-&-", " + "})
_APART = _AMPERSANDS | {" - ", " – ", "/", " / "}
_TWO = frozenset(
    {
        *("partene", "partane", "foreldrene", "foreldra", "ektefellene", "ektefellane"),
        *("samboerne", "brudeparet", "ekteparet", "kjøperne", "selgerne", "låntakerne"),
        *("sambuarane", "arvingene", "arvingane", "søsknene", "syskena", "naboene", "naboane"),
        "leietakerne",
    }
)
"""Two or more persons."""


_SETTLED = frozenset({"oppgj", "oppgjør", "oppgjer", "skjøte", "kjøpekontr", "kjk"})
"""What a seller and a buyer have between them: oppgj. Strandenæs/Dahl."""


def _is_family_s(token: Token) -> bool:
    """Whether a word is a surname of many that places and bodies end in, too: Vik."""
    return token.is_title and token.text in ("Vik", "Lund", "Dale", "Strand", "Moe", "Haug", "Berg")


def _is_theirs(tokens: Sequence[Token], at: int) -> bool:
    """Whether such a matter stands right before the first of two: Lånesøknad Haugen og Bråten."""
    is_private = _is_private(tokens, at) and tokens[at].is_title
    return is_private and tokens[at - 1].text.lower() not in _TO_PLACES


def _is_private(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before this one is a matter that only persons have."""
    return at > 0 and tokens[at].gap == " " and bool(tokens[at - 1].kind & bits.PRIVATE)


def _are_two_surnames(one: Token, other: Token) -> bool:
    """Whether both are surnames, and one of them at least no town's name too."""
    return _is_surname(one) and _is_surname(other) and not one.kind & other.kind & bits.PLACE


def _is_surname(token: Token) -> bool:
    """A word with a capital that is a surname, and no other word that is listed."""
    is_other = bool(token.kind & (bits.ORDINARY | bits.ORG_AFTER | bits.GENITIVE))
    is_surname = bool(token.kind & SURNAMES) and not is_other
    return is_surname and token.is_title and len(token.text) > 1


def opens(token: Token) -> bool:
    """Whether a word begins a field or a sentence."""
    return token.gap == "" or token.gap[-1] == "\0" or token.gap[:1] in ("\0", ".", ";", "<")
