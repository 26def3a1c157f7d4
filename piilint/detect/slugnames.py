"""Lone names in slugs, which what is joined to them makes a pupil's, a worker's or a tenant's."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.beside import LETTING, is_farm_s
from piilint.detect.papers import is_matter, is_personal
from piilint.detect.thingwords import THINGS
from piilint.detect.words import Name, Token

__all__ = ["has_natural_surname", "is_joined_to_theirs", "with_initial"]

_SIGNS = frozenset("-_./")
_LETTERS = frozenset("ABCDEFabcdef")
_HIGHEST = 10
"""The last of the classes that a letter follows."""
_SCHOOL = (
    *("elev", "fravær", "fravaer", "iop", "ppt", "logoped", "utviklingssam", "kontaktmøt"),
    *("kontaktmot", "kontaktmoet", "karakter", "lese", "kartlegg", "ukerapp", "vekerapp", "lekse"),
    *("spesped", "sakkyndig", "halvårsv", "halvarsv", "permisjon", "anmerkning", "merknad", "sfo"),
    *("skolebyt", "skulebyt", "samtykke", "foresatt", "foreldre", "klassebyt", "prøve", "prove"),
    *("vurdering", "tilpass", "skolemiljø", "skulemiljø", "skolemiljo", "mobbe", "aktivitetsplan"),
)
"""How words begin beside which a class is a pupil's: fravaer_Liv_2B."""
_WORK = (
    *("timelist", "opplæringsl", "opplaeringsl", "opplaringsl", "opplæringspl", "vaktbyt"),
    *("fravær", "fravaer", "feriesøk", "ferieønsk", "lønnssl", "lonnssl", "kurslogg"),
    *("medarbeiders", "medarbeidars", "avspas", "overtid", "praksisl", "praksisr", "prøvetid"),
    *("provetid", "lærlingl", "lærlingsam", "avvikssam", "stillingsøk", "arbeidslogg"),
    *("releasef", "modelrel", "photorel", "fotorel", "artistrel"),
    *("oppfølgingssam", "turnusønsk", "turnusbyt", "permisjonss", "sykefr", "kjøregodtg"),
)
"""How words begin for papers that each worker has their own of: opplæringslogg_kasse_Duc."""
_DWELLINGS = frozenset(
    {"leil", "leilighet", "leilegheit", "leilnr", "hybel", "hybelnr", "rom", "romnr", "seksj"}
)
_MOVES = (
    *("innfl", "utfl", "depos", "nøkk", "nokk", "noekk", "overt", "husl", "leie", "leige"),
    *("fremleie", "framleie", "framleige", "oppsig", "oppsei", "dep"),
)
"""How words begin for what befalls the one who lives there: innfl, depositum."""
_BODIES = bits.ORG_BEFORE | bits.ORG_FORM | bits.STREET
_FARTHEST = 2
_AROUND = 8
"""Words before a name, and around it, that are looked at."""


def is_joined_to_theirs(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a class, a worker's paper or a dwelling's number in a slug says who is meant."""
    token = tokens[name.first]
    if name.first != name.last or " " in token.gap:
        return False
    if _is_sent(tokens, name) and (_is_no_other(token) or is_farm_s(token)):
        return True
    if _is_week_s(tokens, name.first):
        return True
    if token.kind & bits.GIVEN and token.is_title and name.first:
        return _is_no_other(token) and (_is_pupil_s(tokens, name) or _is_worker_s(tokens, name))
    return is_farm_s(token) and _is_tenant_s(tokens, name)


def _is_sent(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a paper is from or to somebody, whose name ends the slug: soknad_fra_gunn.pdf."""
    at, after = name.first, tokens[name.last + 1 : name.last + 2]
    if at < _FARTHEST or tokens[at].gap not in ("_", "-") or (after and after[0].gap != "."):
        return False
    paper, word = tokens[at - 2 : at]
    is_to = word.text in _DIRECTIONS and word.gap == tokens[at].gap
    return is_to and paper.text.lower().endswith(_SENT) and len(tokens[at].text) > _FARTHEST


_DIRECTIONS = frozenset({"fra", "frå", "til", "from", "to", "m", "med"})
_SENT = (
    *("søknad", "soknad", "soeknad", "brev", "melding", "klage", "attest", "svar", "epost", "mail"),
    *("referat", "gave", "gavebrev", "faktura", "notat", "fullmakt", "samtykke", "letter"),
    *("application", "complaint", "message"),
)
"""What people send each other."""


def _is_no_other(token: Token) -> bool:
    """Whether a name is no place, thing or word of its own."""
    other = bits.PLACE | bits.GENERIC | bits.SPECIAL
    return not token.kind & other and token.text.lower() not in THINGS


def _is_pupil_s(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a class follows in a slug that speaks of school: PPT_Leon_7B."""
    after = tokens[name.last + 1 : name.last + 2]
    if not after or after[0].text not in _LETTERS or after[0].gap[:1] not in _SIGNS:
        return False
    number = after[0].gap.strip("_-./")
    if not number.isdecimal() or len(number) > len(str(_HIGHEST)) or int(number) > _HIGHEST:
        return False
    around = tokens[max(0, name.first - _AROUND) : name.last + _AROUND]
    return any(one.text.lower().startswith(_SCHOOL) for one in around)


def _is_worker_s(tokens: Sequence[Token], name: Name) -> bool:
    """Whether such a paper is joined to a name, one word between them or none, and no other."""
    after = tokens[name.last + 1 : name.last + 2]
    if after and (" " in after[0].gap or after[0].is_title or after[0].kind & bits.ORG_AFTER):
        return False
    before = tokens[max(0, name.first - _FARTHEST) : name.first]
    return tokens[name.first].gap in ("_", "-") and any(
        one.text.lower().startswith(_WORK) for one in before
    )


def _is_week_s(tokens: Sequence[Token], at: int) -> bool:
    """Whether a given name ends a slug after such a paper or its week: timelister-veke-siv."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    other = bits.SMALL | bits.RARE | bits.PLACE | bits.GENERIC | bits.SPECIAL
    if not token.kind & bits.GIVEN or token.kind & other or not at or len(token.text) < _SHORTEST:
        return False
    if token.text in _ASIDE or token.text in THINGS or (after and after[0].gap != "."):
        return False
    is_slug = token.gap.strip(_NUMBERED) == "" and " " not in token.gap
    paper = tokens[at - 1]
    if paper.text.lower() in _WEEKS and at > 1:
        paper = tokens[at - 2]
    return is_slug and paper.text.lower().startswith(_LISTS)


_SHORTEST = 3
_NUMBERED = "0123456789-_"
_ASIDE = frozenset({"andre", "hans", "made", "per", "alle", "anke"})
"""Names that say in small letters what a list is of."""
_WEEKS = frozenset({"uke", "veke", "week", "mnd", "måned", "månad", "maaned", "maanad", "måneden"})
_LISTS = ("timelist", "vaktbyt", "avspas", "feriesøk", "feriesok", "lønnssl", "lonnssl")
"""How words begin for papers that one has each week or month."""


def _is_tenant_s(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a dwelling's number stands beside in a matter of moving: bjerknes/leil.12/innfl."""
    at = name.first
    around = tokens[max(0, at - _AROUND) : at + _AROUND]
    if not any(one.text.lower().startswith(_MOVES) for one in around):
        return False
    token, after = tokens[at], tokens[at + 1 : at + 3]
    if at and tokens[at - 1].kind & _BODIES and not _is_numbered(token.gap):
        return False  # brl-haugen-leil-12
    if at and tokens[at - 1].text.lower() in _DWELLINGS and _is_numbered(token.gap):
        return True
    is_before = bool(after) and after[0].text.lower() in _DWELLINGS and after[0].gap in _SIGNS
    return is_before and len(after) > 1 and _is_numbered(after[1].gap)


def _is_numbered(gap: str) -> bool:
    """Whether a number stands in what parts two words of a slug."""
    return any(map(str.isdecimal, gap))


def with_initial(text: str, tokens: Sequence[Token], name: Name) -> Name | None:
    """A surname and the initial that a slug on somebody's own matter joins to it, if that is so.

    As hjemmesoning_berg_a_kontrakt and Mbeki-Strand_J_begunstiget have one; leie_strand_b may be
    a house's.
    """
    at = name.last
    surname = tokens[at]
    if _is_shortened_after(text, tokens, name):
        return Name(at, at + 1, "medium", (*name.rests_on, "format"), True)
    if not surname.kind & bits.SURNAME or len(surname.text) < _LEAST_INITIALED:
        return None
    if surname.text.islower() and surname.text in THINGS:
        return None
    if not _is_slugged(tokens[name.first : at + 1]):
        return None
    first, last = name.first, at
    if _is_initial(surname, tokens[at + 1 : at + 2]):
        last += 1
    elif first and tokens[first].gap in _JOINTS and _is_initial(surname, tokens[first - 1 : first]):
        first -= 1
    else:
        return None
    initial = tokens[last if last > at else first]
    if text[initial.end : initial.end + 1].isdigit():
        return None  # utleie_berg_h0203
    gap, rest = tokens[first].gap.rpartition("\0")[2], tokens[last + 1 : last + 2]
    if gap.strip(_NUMBERS) and gap[-1] not in ("/", "="):
        return None
    is_piece = last > at and _is_piece(text, tokens[first], initial)
    if not is_piece and rest and rest[0].gap[:1] not in ("_", "-", "."):
        return None
    around = (*tokens[max(0, first - _AROUND) : first], *tokens[last + 1 : last + _AROUND])
    if any(one.kind & _NO_PERSON or one.text.lower() in _BUILT for one in around):
        return None
    if not is_piece and not any(map(_is_theirs, around)):
        return None
    if (
        last > at
        and initial.text in _LETTERS
        and any(one.text.lower().startswith(_MOVES) for one in around)
    ):
        return None
    rests_on = (*name.rests_on, "format")
    return Name(first, last, "medium", rests_on, True)


def _is_piece(text: str, first: Token, initial: Token) -> bool:
    """Whether a surname and an initial are all that a part of a path holds: /myrland-o/."""
    is_whole = first.gap[-1:] == "/" and text[initial.end : initial.end + 1] in _PARTS
    return is_whole and initial.text not in _LETTERS


_PARTS = ("", "/", "?", "\0")
"""What follows a part of a path."""


def _is_shortened_after(text: str, tokens: Sequence[Token], name: Name) -> bool:
    """Whether a small initial and its full stop follow a name after a paper: epikr. hagen s.

    A class may be next: livssynsfritak sander h. 6A.
    """
    at, after = name.first, tokens[name.last + 1 : name.last + 2]
    token = tokens[at]
    if name.first != name.last or not at or not after or token.gap not in (" ", ". ", ": "):
        return False
    if not token.text.islower() or len(token.text) < _LEAST_INITIALED or after[0].gap != " ":
        return False
    if len(after[0].text) != 1 or not after[0].text.islower() or token.kind & bits.PLACE:
        return False
    end = after[0].end
    rest = text[end + 1 : end + 5].partition("\0")[0]
    is_part = rest.lstrip()[:1].isdecimal() and not rest[-1:].isalpha()
    before = tokens[max(0, at - _FARTHEST) : at]
    is_own = is_personal(before[-1]) or any(map(is_matter, before))
    return is_own and text[end : end + 1] == "." and rest[:1] in ("", " ", ",") and not is_part


def _is_theirs(token: Token) -> bool:
    """Whether a word is of a paper or a matter that somebody has, or of the home they let."""
    is_own = is_personal(token) or is_matter(token) or token.text.lower() in LETTING
    return is_own or bool(token.kind & bits.SLUG_PAPER)


def _is_initial(surname: Token, words: Sequence[Token]) -> bool:
    """Whether one letter stands there, of the same case as a surname begins with."""
    if not words or len(words[0].text) != 1 or words[0].text in _WORDS:
        return False
    is_joined = words[0].gap in _JOINTS or words[0].end < surname.start
    is_one = surname.is_title or surname.text.islower()
    return is_joined and is_one and words[0].text.isupper() == surname.is_title


_JOINTS = ("_", "-")
_WORDS = frozenset({"i", "å", "I", "Å"})


def _is_slugged(names: Sequence[Token]) -> bool:
    """Whether words are one surname, or two with a hyphen."""
    return len(names) == 1 or (len(names) == _FARTHEST and names[1].gap == "-")


_LEAST_INITIALED = 3
"""Letters of a surname that an initial is joined to."""
_NUMBERS = "0123456789_-./"
_NO_PERSON = bits.ORG_FORM | bits.STREET | bits.ORG_BEFORE
_BUILT = frozenset(
    {
        *("hus", "huset", "bygg", "bygget", "blokk", "blokka", "oppgang", "fløy", "floy", "hall"),
        *("felt", "plan", "sone", "trinn", "etasje", "seksjon", "seksjonering", "leil", "tomt"),
        *("barnehage", "skole", "skule", "borettslag", "brl", "sameie", "rom", "klasse", "gruppe"),
        *("alternativ", "del", "vedlegg", "variant", "versjon", "lag", "pulje", "parkering"),
    }
)
"""What letters tell the parts of, beside which none is an initial."""


def has_natural_surname(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a given name ends a slug on somebody's own matter with a word that is a surname too.

    One word may stand between the matter and the name: politiattest_mottatt_sunniva_bru.
    """
    token, after = tokens[name.first], tokens[name.last + 1 : name.last + 3]
    if name.first != name.last or not token.kind & bits.GIVEN or token.kind & bits.AMBIGUOUS:
        return False
    if token.gap not in ("_", "-") or not after or after[0].gap != token.gap:
        return False
    if after[0].text.lower() not in _NATURAL or (len(after) > 1 and after[1].gap != "."):
        return False
    before = tokens[max(0, name.first - _FARTHEST) : name.first]
    return any(is_personal(one) or is_matter(one) for one in before)


_NATURAL = frozenset(
    {"bru", "dal", "eng", "haug", "li", "lund", "myr", "nes", "strand", "vang", "vik", "ås", "aas"}
)
"""What names of places end in, and what families are called."""
