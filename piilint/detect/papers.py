"""Papers and matters that are somebody's, and so a name joined to one, whatever else it means."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.beside import is_farm_s, is_signed
from piilint.detect.gazetteer import shipped
from piilint.detect.laws import NEEDS_SIGN
from piilint.detect.lexicon import (
    SILENT,
    entity_of,
    known_by,
    misspelt_entity_of,
    shipped_lexicon,
)
from piilint.detect.thingwords import SEASONS, THINGS
from piilint.detect.words import PLACE_ENDINGS, Name, Token

__all__ = [
    "ends_paper",
    "is_at_body",
    "is_for_place_at",
    "is_matter",
    "is_of_special_matter",
    "is_on_personal_paper",
    "is_ones_matter",
    "is_paper",
    "is_personal",
    "kinds_of",
]

_SIGNS = ("-", "_")
_SLUG = ("-", "_", "/")
_SHORT = 2
"""Letters of the shortest surnames, which no farm has."""
_JOINTS = ("-", "_", "/", " – ", " - ", ", ", ": ")
_FILES = frozenset({"pdf", "doc", "docx", "odt", "xls", "xlsx", "jpg", "png"})
_SHORTENED = (
    *("arb.avt", "arb.kontr", "ans.kontr", "ans.avt", "oppsig.br", "vik.avt", "vik.kontr"),
    *("ref.sjekk", "medarb.samt", "lær.kontr", "kons.avt", "pers.mappe", "taush.", "tj.bevis"),
    *("arv.oppgj", "pol.att", "ektep.", "gj.brev", "lønns.forh", "oppf.samt", "utv.samt"),
    *("slutt.avt", "slutt.pk", "perm.søkn", "bek.meld", "bv.sak", "hj.spl", "hjem.spl", "sep.søkn"),
    *("sykm.forl", "enk.vedt", "spes.ped", "spes.und", "son.utsett", "bet.dom", "samf.straff"),
    *("avl.vedt", "oms.st", "oms.lønn", "gr.stønad", "hj.stønad", "yrk.skade", "dåps.att"),
    *("føds.att", "skift.att", "kar.utskr", "husl.kontr", "leie.kontr", "lege.erkl", "lege.att"),
    *("sikk.klar", "egen.meld", "benådn.søkn", "fam.vold", "arb.avkl", "omsorgs.st"),
)
"""How the same begin where a full stop shortens their first part: arb.avtale_solberg."""
_HEADS = ("samtale", "samtalen", "permisjon", "arbeidsavtale", "arbeidskontrakt", "testament")
"""How longer words end that are such papers: karrieresamtale, ammepermisjon."""
_PLACED = (
    *("bolig", "hus", "heim", "hjem", "senter", "avdeling", "klinikk", "barnehage", "skole"),
    *("opphold", "opphald"),
)
"""How words end for what is called after the place where it stands: sykehjem_Haugland."""


def is_personal(token: Token) -> bool:
    """Whether a word is of a paper or matter that only persons have."""
    return bool(token.kind & (bits.PRIVATE | bits.PAPER)) or token.text.lower().endswith(_HEADS)


def is_on_personal_paper(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a paper on a person, and on no property, is joined to a name: oppsigelse-furuseth."""
    token, after = tokens[name.first], tokens[name.last + 1 : name.last + 2]
    if name.first != name.last:
        return False
    if _is_before_paper(tokens, name) or (is_signed(tokens, name) and is_farm_s(token)):
        return True
    if not name.first:
        return False
    if _is_sure_surname(token) and ends_paper(tokens, name.first):
        return True
    before = tokens[name.first - 1]
    if token.gap == "/" and before.text.lower() in _PEOPLE:
        return is_farm_s(token)
    is_in_slug = token.is_title and token.gap in _SLUG and ends_piece(tokens, name.last)
    if _ends_service(tokens, name.first) and _is_given(token):
        return True
    if not is_paper(tokens, name.first - 1):
        return bool(before.kind & bits.SLUG_PAPER) and is_in_slug and is_farm_s(token)
    if is_in_slug and _is_given(token):
        return True
    gap = _without_stop(token.gap)
    if token.gap in (" ", ". ") and token.is_title and (_is_version(after) or _is_roomed(after)):
        is_other = token.kind & (bits.PLACE | bits.GENERIC) or token.text.lower() in THINGS
        return is_farm_s(token) or (bool(token.kind & bits.SURNAME) and not is_other)
    if gap not in _JOINTS and not (gap == " " and token.is_title and not after):
        return False
    if after and (after[0].gap == " " or after[0].kind & (bits.ORG_AFTER | bits.STREET)):
        return False
    is_end = not after or (after[0].gap == "." and after[0].text in _FILES)
    is_last = is_end and token.gap in _SIGNS
    return is_farm_s(token) or (is_last and (_is_given(token) or _is_shortest(token)))


def _is_roomed(after: Sequence[Token]) -> bool:
    """Whether where somebody lives follows them, as after their paper: oppsig. Bui rom 214."""
    return bool(after) and after[0].gap == " " and after[0].text in _ROOMS


_ROOMS = frozenset({"rom", "leil", "hybel"})


def _without_stop(gap: str) -> str:
    """What stands before a name but the full stop of a shortened paper: omsorgsst./Kvamme."""
    return gap[1:] if len(gap) > 1 and gap[0] == "." else gap


def _ends_service(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word ends a file's name right after a service for children: elevmappe_ppt_oda."""
    after = tokens[at + 1 : at + 2]
    is_end = not after or (after[0].gap == "." and after[0].text in _FILES)
    is_slug = tokens[at].gap in _SIGNS and " " not in tokens[at - 1].gap
    return is_end and is_slug and tokens[at - 1].text.lower() in _SERVICES


_SERVICES = frozenset(
    {"ppt", "bup", "iop", "sfo", "aks", "bhg", "logoped", "spesped", "helsestasjon"}
)


def _is_sure_surname(token: Token) -> bool:
    """Whether a word is a surname that at most farms have, and no other word."""
    return is_farm_s(token) and not token.kind & bits.AMBIGUOUS


def ends_paper(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word ends a slug that begins with a personal paper: lslipp_0824_herfindal.pdf.

    Numbers and two words in small letters may stand between, of no body and no place.
    """
    if not ends_piece(tokens, at):
        return False
    for back in range(at, max(0, at - _BETWEEN), -1):
        gap, before = tokens[back].gap, tokens[back - 1]
        is_spaced = gap == " " and tokens[at].text.islower() and _is_file(tokens, at)
        if not (is_spaced or (gap and gap.strip(_IN_SLUG) == "")):
            return False
        if is_paper(tokens, back - 1):
            return True
        if not before.text.islower() or before.kind & _BODIES:
            return False
    return False


_BETWEEN = 3
_IN_SLUG = "0123456789-_/."
_BODIES = bits.ORG_BEFORE | bits.ORG_AFTER | bits.ORG_FORM | bits.DEAL | bits.PLACE | bits.PRODUCT


def _is_file(tokens: Sequence[Token], at: int) -> bool:
    """Whether a file's ending follows a word."""
    after = tokens[at + 1 : at + 2]
    return bool(after) and after[0].gap == "." and after[0].text.lower() in _FILES


def is_paper(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is of a personal paper by itself or with the one before it: offer-letter."""
    token = tokens[at]
    if is_personal(token):
        return True
    if not at or token.gap not in (".", ". ", "-", "_", " ", ""):
        return False
    before, said = tokens[at - 1].text.lower(), token.text.lower()
    if token.gap in (".", ". "):
        return f"{before}.{said}".startswith(_SHORTENED)
    return bool(shipped().listed(f"{before}-{said}") & bits.PAPER)


def _is_version(after: Sequence[Token]) -> bool:
    """Whether the version of a paper follows, its number last: sluttpk. Haakestad rev 3."""
    return bool(after) and after[0].gap in (" ", ", ") and after[0].text.lower() in _VERSIONS


_VERSIONS = frozenset(
    {"rev", "v", "ver", "versj", "versjon", "utk", "utkast", "draft", "niv", "nivå", "level"}
)
"""What a paper of theirs may have behind their name, the level of a clearance too."""
_PEOPLE = frozenset(
    {
        *("ansatte", "tilsette", "elever", "elevar", "leietakere", "leigetakarar", "pasienter"),
        *("pasientar", "medlemmer", "medlemer", "klienter", "klientar", "søkere", "søkarar"),
        *("deltakere", "deltakarar", "lærlinger", "lærlingar", "vikarer", "vikarar", "employees"),
        *("tenants", "patients", "students", "studenter", "studentar", "personalmapper"),
    }
)
"""Folders of people, in each of which one has their papers."""


def _is_before_paper(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name with a capital begins a slug or a title that goes on with such a paper.

    After a case's number it may be one that bodies have too: SK-2023-Nordgård-vannskade.
    """
    token, after = tokens[name.first], tokens[name.last + 1 : name.last + 3]
    if not after or not token.is_title or not _opens_slug(token):
        return False
    if after[0].gap in ("_", "-") and _is_given(token) and is_personal(after[0]):
        return True
    if after[0].gap not in ("_", "-", ": ", " – ") or not is_farm_s(token):
        return False
    is_numbered = any(map(str.isdecimal, token.gap)) and not token.kind & bits.AMBIGUOUS
    is_claim = bool(after[0].kind & bits.SLUG_PAPER) or after[0].text.lower().endswith("skade")
    if is_numbered and is_claim:
        return True
    return is_personal(after[0]) or (len(after) > 1 and is_paper(after, 1))


def _opens_slug(token: Token) -> bool:
    """Whether a word begins a field, a part of a path or what follows a number."""
    return token.gap.rpartition("\0")[2].strip("0123456789_-/.") == "" and " " not in token.gap


def _is_shortest(token: Token) -> bool:
    """Whether a word is a surname of two letters with a capital, and no everyday word."""
    is_short = len(token.text) == _SHORT and token.is_title and bool(token.kind & bits.SURNAME)
    return is_short and token.text not in ("Ny", "By", "Se", "Ha", "Da", "Sa", "La", "Ta", "To")


def _is_given(token: Token) -> bool:
    """Whether a word is a given name that no thing or time is called: oppsigelse-siv."""
    is_name = bool(token.kind & bits.GIVEN) and len(token.text) > _SHORT
    is_name = is_name and (token.is_title or token.text.lower() not in _ASIDE)
    other = bits.PLACE | bits.GENERIC | bits.SPECIAL | bits.SMALL | bits.RARE
    return is_name and not token.kind & other and token.text.lower() not in THINGS


_ASIDE = frozenset({"andre", "anke", "hans", "liv", "made", "mine", "other", "tom"})
"""Names that say in small letters what a paper is about or whose it is: helseerklæring_liv."""


def ends_piece(tokens: Sequence[Token], at: int) -> bool:
    """Whether a slug goes on after a word with nothing that could make a body's name of it."""
    after = tokens[at + 1 : at + 2]
    if not after or after[0].gap == ".":
        return not after or after[0].text.lower() in _FILES
    is_other = after[0].is_title or bool(after[0].kind & (bits.ORG_AFTER | bits.STREET))
    return " " not in after[0].gap and not is_other


def is_of_special_matter(tokens: Sequence[Token], name: Name) -> bool:
    """Whether somebody's health, belief or case is joined to a surname: audiogram_kontroll_Vu.

    One ordinary word may stand between; what is called after a place is none of these.
    """
    token, at = tokens[name.first], name.first
    gap = _without_stop(token.gap)
    is_last = gap == " " and name.last + 1 == len(tokens)
    if name.first != name.last or not at or not (gap in _SLUG or is_last):
        return False
    if (
        not token.is_title
        or not token.kind & bits.SURNAME
        or token.kind & _OTHER
        or not ends_piece(tokens, name.last)
    ):
        return False
    if len(token.text) > _SHORT and not is_farm_s(token):
        return False
    if is_matter(tokens[at - 1]) or _ends_matter(tokens, at - 1):
        return True
    if is_last and tokens[at - 1].text.lower() in _DECIDED:
        return any(map(is_matter, tokens[max(0, at - _NEAR) : at - 1]))
    between = tokens[at - 1]
    is_word = between.gap in _SLUG and between.text.islower() and not between.kind & bits.NAME
    is_word = is_word and not between.kind & (bits.PLACE | bits.ORG_AFTER | bits.ORG_BEFORE)
    return at > 1 and is_word and not between.text.endswith(_PLACED) and is_matter(tokens[at - 2])


_OTHER = bits.PLACE | bits.GENERIC | bits.GENITIVE
_NEAR = 6
"""Words before a name in which such a matter is looked for."""
_DECIDED = frozenset(
    {
        *("godkj", "godkjent", "innv", "innvilget", "innvilga", "avsl", "avslått", "avslag", "inv"),
        *("mott", "mottatt", "motteke", "vedt", "vedtatt", "vedteke", "sendt", "klar", "purret"),
    }
)
"""What is done with such a matter, before whose it is: tvangsvedtak opphevet, godkj. Brekke."""


def is_ones_matter(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a given name that is a word too ends what tells of somebody: henvisning bup Sander.

    One word that tells nothing may stand between.
    """
    token, at = tokens[name.first], name.first
    if name.first != name.last or not at or not token.is_title or token.kind & _OTHER:
        return False
    if not token.kind & bits.GIVEN or token.text.lower() in SEASONS or len(token.text) <= _SHORT:
        return False
    if token.gap not in (" ", *_SLUG) or not ends_piece(tokens, name.last):
        return False
    first = at - 2 if at > 1 and tokens[at - 1].gap in (" ", *_SLUG) else at - 1
    return any(_tells(tokens, before) for before in range(first, at))


def _ends_matter(tokens: Sequence[Token], last: int) -> bool:
    """Whether a phrase of such a matter ends with a word, as shortened words are: bek.meld."""
    for at in range(last, max(last - _LONGEST, -1), -1):
        token = tokens[at]
        if not token.kind & bits.SPECIAL:
            continue
        phrase = shipped_lexicon().phrase(tokens, at)
        if phrase is not None and phrase[1] == last:
            return phrase[2] not in SILENT and _OF_BODIES.isdisjoint(phrase[2])
    return False


_LONGEST = 3
"""Words of such a phrase."""


def is_at_body(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a body of care is joined to what farms are called too: sykehjem_Haugland."""
    token = tokens[name.first]
    before = tokens[max(0, name.first - (2 if token.is_title else 1)) : name.first]
    if name.first != name.last or not token.kind & bits.SURNAME or token.kind & bits.GIVEN:
        return False
    if not token.kind & bits.AMBIGUOUS and not token.text.lower().endswith(PLACE_ENDINGS):
        return False
    is_slug = token.gap in _SLUG and all(one.gap in ("", *_SLUG) for one in before[1:])
    return is_slug and any(one.text.lower().endswith(_PLACED) for one in before)


def is_for_place_at(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a paper before a whole name is for what follows: Politiattest Yonas Tekle barnehage.

    A nursery that is called after somebody has no such paper.
    """
    if not (name.first and name.is_full):
        return False
    before, given = tokens[name.first - 1], tokens[name.first]
    is_before = bool(before.kind & (bits.PAPER | bits.PRIVATE)) and given.gap in (" ", ", ", ": ")
    is_before = is_before and before.text.lower() != "fullmakt"
    return is_before and bool(given.kind & bits.GIVEN) and not given.kind & bits.AMBIGUOUS


def kinds_of(tokens: Sequence[Token]) -> int:
    """What words there are in a field at all; one that only calms is no special one."""
    kinds = 0
    for token in tokens:
        kinds |= token.kind
    if not kinds & bits.SPECIAL:
        return kinds
    if not any(map(_may_tell, tokens)):
        return kinds & ~bits.SPECIAL
    if kinds & bits.AMBIGUOUS and any(_tells(tokens, at) for at in range(len(tokens))):
        kinds |= bits.TELLING
    return kinds


def _may_tell(token: Token) -> bool:
    """Whether a word is special by itself or in telling phrases, and none that calms nor a name."""
    if not token.kind & bits.SPECIAL:
        return False
    entity = _entity_of(token)
    if entity is None and not token.kind & bits.NAME:
        return any(phrase.entity not in SILENT for phrase in known_by(token.text))
    return entity is not None and entity not in SILENT


def _entity_of(token: Token) -> str | None:
    """The entity of a word that tells without a paragraph's sign: anm. § 282, but anm. Tveit."""
    entity = entity_of(token.text)
    return None if entity is not None and NEEDS_SIGN in entity else entity


def _tells(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tells of somebody by itself, misspelt or in a phrase that is there."""
    token = tokens[at]
    if not token.kind & bits.SPECIAL:
        return False
    entity = _entity_of(token)
    if entity is None:
        phrase = shipped_lexicon().phrase(tokens, at)
        entity = misspelt_entity_of(token.text) if phrase is None else phrase[2]
    return entity is not None and entity not in SILENT


def is_matter(token: Token) -> bool:
    """Whether a word tells of somebody's health, belief or case, and of no body."""
    if not token.kind & bits.SPECIAL or token.text.lower().endswith(_PLACED):
        return False
    entity = _entity_of(token)
    return entity is not None and entity not in SILENT and _OF_BODIES.isdisjoint(entity)


_OF_BODIES = frozenset("~?")
"""What marks the entity of a service or a body, which has a place."""
