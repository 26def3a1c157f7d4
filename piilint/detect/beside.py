"""What beside a lone name makes it somebody's: a birth date, a dwelling's number, their kin."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.datedpapers import is_old_paper
from piilint.detect.lexicon import entity_of
from piilint.detect.parties import CASES, ORDERS
from piilint.detect.thingwords import THINGS
from piilint.detect.words import Name, Token

__all__ = ["LETTING", "is_builder_s", "is_farm_s", "is_signed", "is_sole_trader", "is_somebodys"]

_SIGNS = ("-", "_")
_BORN = frozenset({"født", "fødd", "fodt", "fodd", "foedt", "foedd", "born"})
_APART = frozenset((", ", " (", " "))
_LONGEST = 8
_NEAR = 6
_IN_SLUG = 20
_AROUND = 80
"""Words before a name, in texts and in slugs, and characters around it that are looked at: the
work stays linear."""
_OF_YEAR = (6, 8)
"""Digits of a date with two and with four of its year."""
_FEWEST = 4
"""Letters of a surname in small letters."""


def is_somebodys(text: str, tokens: Sequence[Token], name: Name) -> bool:
    """Whether a number, kin, a particle or a word of birth says that somebody bears a name."""
    token = tokens[name.first]
    if name.last and _is_particled(tokens, name.last):
        return True
    if name.last + 1 < len(tokens) and _is_born_in_slug(text, tokens, name):
        return True
    if name.first != name.last or token.kind & bits.PLACE:
        return False
    if token.kind & bits.GENITIVE:
        return name.last + 1 < len(tokens) and _is_kin(text, token, tokens[name.last + 1])
    if name.last + 1 < len(tokens) and _is_born(text, token, tokens[name.last + 1]):
        return True
    if token.kind & bits.GIVEN and token.is_title and _is_dated(text, token):
        return True
    if not token.kind & bits.SURNAME or token.kind & bits.GENERIC or len(token.text) < _FEWEST:
        return False
    if _is_dwelling(text, token):
        nearby = tokens[max(0, name.first - _NEAR) : name.first]
        return any(word.text.lower() in LETTING for word in nearby)
    return _is_beside_birth_date(text, tokens, name)


def is_sole_trader(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a surname by itself is that of somebody's own firm: Årsregnskap – Tveiten ENK."""
    first, after = tokens[name.first], tokens[name.last + 1 : name.last + 2]
    if not after or after[0].gap not in (" ", "_", "-") or name.first != name.last:
        return False
    if not first.kind & bits.SURNAME or len(first.text) < _SHORTEST:
        return False
    if first.text.islower():
        return after[0].text == "enk" and first.gap in ("", after[0].gap)
    is_part = name.first > 1 and first.gap == " " and tokens[name.first - 1].is_title
    is_capital = first.is_title or first.text.isupper()
    return after[0].text == "ENK" and is_capital and not is_part


_SHORTEST = 3


def is_builder_s(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a case on building has a surname and what is built: byggesak-lillebø-garasje.

    A slug may end with whose bath or garage it is on: utbedring_bad_nordlund.
    """
    token, after = tokens[name.first], tokens[name.last + 1 : name.last + 2]
    if name.first != name.last or not name.first or not is_farm_s(token):
        return False
    if _ends_slug(after) and token.gap in ("-", "_"):
        before = tokens[name.first - 1]
        return before.text.lower() in _AT_HOME and before.gap in ("-", "_")
    if not after:
        return False
    if after[0].text not in _BUILT or after[0].gap not in (" ", "-", "_", "/"):
        return False
    return tokens[name.first - 1].text.lower().startswith(_BUILDING)


def _ends_slug(after: Sequence[Token]) -> bool:
    """Whether nothing follows in a slug, or only what kind of file it is."""
    return not after or (after[0].gap == "." and len(after[0].text) <= _ENDING)


_ENDING = 4
"""Letters of a file's ending at most."""
_AT_HOME = frozenset(
    {
        *("bad", "baderom", "vaskerom", "kjøkken", "kjokken", "kjoekken", "garasje", "carport"),
        *("veranda", "tilbygg", "påbygg", "paabygg", "drenering", "kledning", "varmepumpe", "peis"),
        *("uthus", "anneks", "badstue", "vinterhage", "gulvvarme", "dobbelgarasje", "levegg"),
    }
)
"""What people have made at home, and estates seldom are called after."""
_BUILDING = ("bygg", "nabovarsel", "tiltak", "dispensasjon", "ferdigattest", "søknad")
_BUILT = frozenset(
    {
        *("garasje", "garasjen", "carport", "veranda", "terrasse", "platting", "tilbygg", "bod"),
        *("påbygg", "paabygg", "uthus", "anneks", "naust", "hagestue", "vinterhage", "levegg"),
        *("støttemur", "gjerde", "drivhus", "badstue", "basseng", "flytebrygge", "ildsted"),
        *("takopplett", "kjellerstue", "hytte", "balkong", "inngangsparti", "dobbelgarasje"),
    }
)
"""What people build beside their homes."""


def is_farm_s(token: Token) -> bool:
    """Whether a word is a surname that at most farms have too, and is no thing or body."""
    said = token.text.lower()
    if (
        not token.kind & bits.SURNAME
        or (token.kind & _NO_FARM and said not in _FAMILIES)
        or (len(token.text) < _FEWEST - token.is_title and token.text not in _SHORT)
    ):
        return False
    if token.kind & bits.SPECIAL and entity_of(said) is not None:
        return False
    if not token.kind & bits.AMBIGUOUS:
        return True
    return said not in THINGS and (said in _NO_FARM_S or not said.endswith(_NO_FARM_S))


_FAMILIES = frozenset({"lund", "vik", "dale", "strand", "moe", "torp"})
"""Surnames of many that are towns' or municipalities' too."""
_SHORT = frozenset({"aas", "vik", "boe", "bye", "bøe", "lie"})
"""Surnames of three letters that are no other word."""
_NO_FARM = bits.PLACE | bits.GENERIC | bits.GIVEN
_NO_FARM_S = ("bakken", "haugen", "moen", "dalen", "åsen", "garden", "haugane", "tangen", "enga")
"""Endings that bodies and estates have (Solbakken), and that are surnames by themselves."""


def is_signed(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a slug with a capital in it says that its paper is signed: avtale_Tveit_signert."""
    token, after = tokens[name.first], tokens[name.last + 1 : name.last + 2]
    if not after or not token.is_title or token.gap not in ("_", "-") or not name.first:
        return False
    if token.kind & bits.PLACE or after[0].gap != token.gap or after[0].text not in _SIGNED:
        return False
    earlier = tokens[max(0, name.first - _IN_SLUG) : name.first]
    return not any(one.kind & (bits.ORG_BEFORE | bits.DEAL) for one in earlier)


_SIGNED = frozenset({"signert", "underskrevet", "underskriven", "signed", "oppsagt", "usignert"})


def _is_particled(tokens: Sequence[Token], at: int) -> bool:
    """Whether a particle of surnames stands before: Loan – van der Berg."""
    token, before = tokens[at], tokens[at - 1]
    is_after = bool(token.kind & bits.SURNAME) and token.is_title and token.gap == " "
    if before.text == "der" and at > 1 and before.gap == " ":
        before = tokens[at - 2]
    return is_after and before.text in _PARTICLES


_PARTICLES = frozenset({"van", "von", "bin", "ibn"})


LETTING = frozenset(
    {
        *("utleie", "utleige", "leie", "leige", "husleie", "husleige", "leiekontrakt"),
        *("leieavtale", "framleie", "fremleie", "innflytting", "utflytting", "overtakelse"),
        *("depositum", "lease", "leigekontrakt", "leigeavtale", "husleiekontrakt", "tenancy"),
        *("nøkkel", "nokkel"),
    }
)
"""Matters of homes that are let, in which a name before a dwelling's number is the tenant's."""


def _is_born(text: str, token: Token, after: Token) -> bool:
    """Whether a word for born and a date follow a name with a capital: Leon, født 08.12.2016."""
    is_born = token.is_title and after.gap in _APART and after.text.lower() in _BORN
    return is_born and any(map(str.isdecimal, text[after.end : after.end + 4]))


def _is_dated(text: str, token: Token) -> bool:
    """Whether the day of an adult's or a pupil's birth follows a name: Sander 12.04.2009."""
    written = text[token.end : token.end + 12]
    if written[:1] != " " or written[3:4] != "." or written[6:7] != "." or written[11:].isalnum():
        return False
    day = _bare(written[1:11])
    is_day = len(day) == _LONGEST and day.isdecimal() and "1920" < day[4:] < "2015"
    return is_day and token.text.lower() not in THINGS


def _is_born_in_slug(text: str, tokens: Sequence[Token], name: Name) -> bool:
    """Whether a short word for born and a date are joined to it: laan-Tveit-f-1951-02-17."""
    last, after = tokens[name.last], tokens[name.last + 1]
    if after.text not in _BORN_SHORT or after.gap not in _SIGNS or not last.kind & bits.SURNAME:
        return False
    date = text[after.end : after.end + 12].lstrip("-_.").partition("_")[0]
    digits = date.replace("-", "").replace(".", "")
    return len(digits) > _YEAR - 1 and digits[:_YEAR].isdecimal()


_BORN_SHORT = frozenset({"f", "fdt", "fd"})
_YEAR = 4


def _is_kin(text: str, token: Token, after: Token) -> bool:
    """Whether a word for somebody's family or estate follows a genitive: Haugens sønn."""
    is_kin = token.is_title and after.gap == " " and after.text in _KIN
    return is_kin and text[after.end : after.end + 1] != "-"  # Moens enke- og barnefond


_KIN = frozenset(
    {
        *("sønn", "datter", "dotter", "kone", "mann", "ektefelle", "samboer", "barn", "mor", "far"),
        *("søster", "bror", "dødsbo", "enke", "arvinger", "arvingar", "foreldre", "svigersønn"),
        *("svigerdatter", "svigermor", "barnebarn", "søsken", "verge", "lege", "fastlege"),
    }
)


def _is_dwelling(text: str, token: Token) -> bool:
    """Whether a dwelling's number follows, joined as in a slug: utleie_WESTGAARD_h0401."""
    after = text[token.end : token.end + 7]
    is_number = after[:1] in _SIGNS and after[1:2] in tuple("HKLUhklu") and after[2:3] == "0"
    return is_number and after[3:6].isdecimal() and not after[6:].isalnum()


def _is_beside_birth_date(text: str, tokens: Sequence[Token], name: Name) -> bool:
    """Whether an old date is joined to a surname as in a slug: laan_Moen_010688.pdf."""
    token = tokens[name.first]
    before = tokens[name.first - 1].text.lower() if name.first else ""
    start = max(tokens[0].start, token.start - _AROUND)
    end = min(tokens[-1].end, token.end + _AROUND)
    number = _day_first(text[token.end + 1 : token.end + 4 + _LONGEST])
    if text[token.end : token.end + 1] in _SIGNS and _is_old_date(_leading(number)):
        return before not in ORDERS and not is_old_paper(text, start, end)
    gap = token.gap.rpartition("\0")[2]
    is_joined = gap[-1:] in _SIGNS and " " not in gap and _is_old_date(_bare(gap.strip("-_/.")))
    return is_joined and before not in ORDERS | CASES and not is_old_paper(text, start, end)


def _day_first(text: str) -> str:
    """A text that begins with a date, its year after the day: 19122008_ for 2008-12-19_."""
    year, month, day = text[:4], text[5:7], text[8:10]
    is_date = text[4:5] == text[7:8] == "-" and f"{year}{month}{day}".isdecimal()
    return f"{day}{month}{year}{text[10:]}" if is_date else text


def _leading(text: str) -> str:
    """The digits that a text begins with; nothing if a letter or a sign of numbers follows."""
    digits = text[: len(text) - len(text.lstrip("0123456789."))]
    rest = text[len(digits) : len(digits) + 1]
    return "" if rest.isalpha() and digits[-1:] != "." else _bare(digits.rstrip("."))


def _bare(written: str) -> str:
    """The digits of a date, with dots between its parts or without."""
    return written.replace(".", "") if written.count(".") in (0, 2) else ""


def _is_old_date(digits: str) -> bool:
    """Whether digits are a day and a year of an adult's birth, day first: 010688, 01061988."""
    if len(digits) not in _OF_YEAR or not digits.isascii() or not digits.isdecimal():
        return False
    is_day = 0 < int(digits[:2]) < 32 and 0 < int(digits[2:4]) < 13
    if len(digits) == _LONGEST:
        return is_day and "1915" < digits[4:] < "2009"
    return is_day and int(digits[4:]) > 30
