"""A name that is an ordinary word too: what beside it says that it is meant as a name."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.parties import BOTH, MONTHS, SURNAMES, opens
from piilint.detect.spokenof import is_spoken_of
from piilint.detect.words import PLACE_ENDINGS, Name, Token

__all__ = ["ambiguous"]

_TO = frozenset(
    {
        *("til", "for", "v", "av", "hei", "kjære", "hallo", "hi", "hello", "dear", "takk"),
        *("mvh", "hilsen", "helsing", "regards"),
    }
)
_WARES = frozenset(
    {
        *("levering", "leveranse", "leverandøravtale", "mjølk", "melk"),
        *("mjølkekvote", "melkekvote"),
        *("kvote", "kvoteleie", "kvoteleige", "sortiment", "lisens", "abonnement", "kampanje"),
    }
)
"""Beside which a name that is a brand as well is the brand: levering av mjølk til Tine."""
_PLANS = frozenset(
    {
        *("reguleringsplan", "områderegulering", "detaljregulering", "kommunedelplan", "veiplan"),
        *("trafikkplan", "arealplan", "detaljplan", "områdeplan", "utbyggingsplan", "rutetabell"),
    }
)
"""What is for places: Reguleringsplan for Lie."""
_CLASSES = frozenset({*"ABCDEFabcdef", "klasse", "trinn", "kl", "årstrinn"})
_DEPARTMENTS = frozenset(
    {
        *("administrasjonen", "arkiv", "arkivet", "drift", "driften", "hr", "ikt", "innkjøp", "it"),
        *("kantina", "kantinen", "kundeservice", "lager", "lageret", "logistikk", "lønn", "løn"),
        *("marked", "produksjon", "produksjonen", "regnskap", "rekneskap", "resepsjon", "salg"),
        *("resepsjonen", "sal", "sentralbordet", "support", "økonomi", "økonomiavdelingen"),
        *("personal", "personalavdelingen", "payroll", "accounting", "sales", "finance"),
    }
)
"""Where somebody works who is called by a given name alone: Siv i lønn."""


def ambiguous(tokens: Sequence[Token], name: Name, kinds: int) -> Name | None:
    """A name that is an ordinary word too: told only where it is written as a name."""
    first = tokens[name.first]
    is_given = bool(first.kind & bits.GIVEN)
    told = name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    if is_given and first.text.lower() not in MONTHS and _is_after_birth(tokens, name, kinds):
        return told
    if first.is_title and first.kind & bits.SURNAME and _is_addressee(tokens, name):
        return told
    if not first.is_title or first.kind & bits.PLACE or first.text.lower() in MONTHS:
        return None
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if is_given and kinds & bits.CHILD and _is_dated_in_slug(tokens, name):
        return told
    if is_given and is_spoken_of(tokens, name):
        return told
    if is_given and before is not None and _is_asked(before, first, after):
        return told
    if after is not None and _is_accused(first, after):
        return told
    is_by = before is not None and first.gap[:1] == "/" and before.text == "m"
    if is_by and first.kind & bits.SURNAME and (after is None or after.gap[:1] in _ENDS):
        return told  # tlf m/ Bakken
    if before is not None and first.gap in (" ", "/ ", "/") and before.text.lower() in _TO:
        around = tokens[max(0, name.first - _AROUND) : name.last + _AROUND]
        said = {token.text.lower() for token in around}
        if said & _WARES or (said & _PLANS and not is_given):
            return None
        is_sure = is_given or (before.text != "av" and _is_surname_s_place(tokens, name))
        return told if is_sure else None
    if is_given and before is not None and first.gap == " " and before.text in _WITH:
        return told if after is None or after.gap[:1] in _ENDS else name
    if is_given and after is not None and _is_class(after):
        return told
    if is_given and after is not None and after.gap == " ":
        if after.kind & bits.VERB and (opens(first) or _is_numbered(first.gap)):
            return told
        if after.text in BOTH and (
            _is_given_after(tokens, name.last + 2) or _do_both(tokens, name.first)
        ):
            return told
        if after.text in ("i", "på", "in") and _is_department(tokens, name.last + 2):
            return told
    if is_given and before is not None and first.gap == " " and before.text in BOTH:
        before_that = tokens[name.first - 2] if name.first > 1 else None
        if before_that is not None:
            return told if before_that.kind & bits.NAME else name
    is_last = after is None or after.gap.startswith((".", ",", " (", " –")) or _is_at_ward(after)
    is_apart = first.gap in (", ", " – ", " - ", ": ", " / ", "-", "_", "/") and is_last
    is_own = bool(kinds & (bits.PRIVATE | bits.PAPER | bits.SLUG_PAPER))
    is_spaced = is_given and " " in first.gap and is_own
    if is_apart and (is_spaced or kinds & bits.TELLING):
        return told if is_given or _is_surname_s_place(tokens, name) else None
    if is_given and after is None and first.gap in _SIGNING:
        return told
    if is_apart and first.gap.endswith(" / ") and _is_surname_s_place(tokens, name):
        return told
    return name if is_given and before is not None else None


def _is_numbered(gap: str) -> bool:
    """Whether a colon or a number before a name has the text begin with it: garasje 12 Stein."""
    return gap == ": " or (gap[-1:] == " " and gap.strip(" .").isdecimal())


def _is_addressee(tokens: Sequence[Token], name: Name) -> bool:
    """Whether mail is sent to somebody, or to them at somebody's home: Haugen c/o Moen."""
    at = name.first
    if tokens[at].gap == " " and _is_care_of(tokens[max(0, at - 2) : at]):
        return True
    after = tokens[name.last + 1 : name.last + 3]
    return _is_care_of(after) and after[0].gap in (" ", ", ")


def _is_care_of(two: Sequence[Token]) -> bool:
    """Whether two words are c/o."""
    if len(two) < len("co") or two[1].gap != "/":
        return False
    return two[0].text.lower() == "c" and two[1].text.lower() == "o"


def _is_accused(first: Token, after: Token) -> bool:
    """Whether what befalls persons alone follows a surname: sak 12/Kvernmo siktet for ran."""
    is_surname = bool(first.kind & bits.SURNAME) and after.gap == " "
    return is_surname and after.text in _ACCUSED


_ACCUSED = frozenset(
    {
        *("siktet", "sikta", "tiltalt", "tiltala", "dømt", "domfelt", "domfelde", "mistenkt"),
        *(
            "frifunnet",
            "frikjent",
            "pågrepet",
            "varetektsfengslet",
            "løslatt",
            "innlagt",
            "innlagd",
        ),
        *("sykmeldt", "sykemeldt", "sjukmeld", "utskrevet", "fengslet", "bøtelagt", "anmeldt"),
    }
)
_WITH = frozenset({"med", "fra", "frå", "from", "with"})
"""What a name ends a part of a text after: gift med Lill, svar fra Siri."""
_ENDS = (".", ",", "\0", ";", ")")
_AROUND = 40
"""Words on either side of a name in which wares and plans are looked for."""
_SIGNING = frozenset({". /", ". / ", ". - ", ". – ", ".\n- ", ".\n/", "! /", "! - "})
"""What stands before who signs a text: Ferdig. /Siv"""


def _is_asked(before: Token, first: Token, after: Token | None) -> bool:
    """Whether a question begins that asks what somebody can or must do: Kan Siri se på denne?"""
    if before.text not in _MODALS or not opens(before) or first.gap != " " or after is None:
        return False
    return after.gap == " " and after.text.islower() and after.text.endswith("e")


_MODALS = frozenset({"Kan", "Kunne", "Må", "Skal", "Vil", "Bør", "Can", "Could", "Should"})


def _is_dated_in_slug(tokens: Sequence[Token], name: Name) -> bool:
    """A name and a date in a file's name: plass/Noor_170321."""
    after = tokens[name.last + 1 : name.last + 2]
    if not after or " " in after[0].gap or tokens[name.first].gap[-1:] not in ("", "/", "_", "-"):
        return False
    number = after[0].gap.strip("_-./").replace("-", "")
    return number.isdecimal() and len(number) in (6, 8)


def _is_after_birth(tokens: Sequence[Token], name: Name, kinds: int) -> bool:
    """Whether a query's value, or a part of a path to children, is a date and a given name."""
    gap, at = tokens[name.first].gap, name.first
    if not at or gap[:1] not in ("=", "\v", "/") or gap[-1:] not in ("_", "-"):
        return False
    number = gap[1:-1].replace("-", "")
    if not number.isdecimal() or len(number) not in (6, 8):
        return False
    if gap[0] != "/":
        return tokens[at - 1].text.lower() not in _BUILDS
    return bool(kinds & bits.CHILD)


_BUILDS = frozenset({"build", "release", "version", "versjon", "v", "tag", "branch", "ver", "rev"})
"""Keys of what software is numbered by."""


def _is_at_ward(after: Token) -> bool:
    """Whether where somebody works or stays follows right after their name: Lan avd 4."""
    return after.gap == " " and after.text.lower() in _WARDS


_WARDS = frozenset({"avd", "avdeling", "avdelinga", "post", "seksjon", "rom", "hybel", "leil"})


def _is_class(after: Token) -> bool:
    """Whether a school class follows a pupil's name: Leon 4A, Vårin 2. klasse."""
    number = after.gap.strip(" .,(")
    if not number.isdecimal() or len(number) > 2:
        return False
    return after.text in _CLASSES


def _is_department(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    return tokens[at].gap == " " and tokens[at].text.lower() in _DEPARTMENTS


def _is_given_after(tokens: Sequence[Token], index: int) -> bool:
    """Whether a given name stands there, alone or with a surname: Ina og Marthe, Live og Sol By."""
    if index >= len(tokens) or tokens[index].gap != " ":
        return False
    given, surname = tokens[index], tokens[index + 1 : index + 2]
    if not given.is_title or not given.kind & bits.GIVEN:
        return False
    if not given.kind & bits.AMBIGUOUS:
        return True
    if index > 2 and tokens[index - 3].text in ("mellom", "between"):
        return not surname or surname[0].gap != " "  # mellom Vår og Dag
    is_whole = bool(surname) and surname[0].gap == " " and surname[0].kind & bits.SURNAME
    return bool(is_whole) and surname[0].is_title


def _do_both(tokens: Sequence[Token], at: int) -> bool:
    """Whether two given names begin a text that says what both do: Liv og Stein eier halvparten."""
    if not opens(tokens[at]) or at + 3 >= len(tokens):
        return False
    other, does = tokens[at + 2 : at + 4]
    is_name = bool(other.kind & bits.GIVEN) and other.is_title and other.gap == does.gap == " "
    return is_name and bool(does.kind & bits.VERB)


def _is_surname_s_place(tokens: Sequence[Token], name: Name) -> bool:
    """Whether one surname stands there by itself, and no word of a place or thing follows."""
    token = tokens[name.first]
    if name.first != name.last or len(token.text) < 3 or not token.kind & SURNAMES:
        return False
    if token.kind & (bits.PLACE | bits.ORG_AFTER) or token.text.lower().endswith(PLACE_ENDINGS):
        return False
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    return after is None or after.gap not in (" ", "-", " & ", "&") or after.text in BOTH
